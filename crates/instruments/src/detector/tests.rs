use super::*;
use plotters_svg::SVGBackend;

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[track_caller]
fn with(settings: &[(&str, &str)]) -> DetectorInstrument {
    let mut instrument = DetectorInstrument::new();
    let problems =
        instrument.assign(&settings.iter().map(|(k, v)| ((*k).to_owned(), text(v))).collect::<Vec<_>>());
    assert_eq!(problems, []);
    instrument.finish();
    instrument
}

fn set(instrument: &mut DetectorInstrument, name: &str, value: &str) -> Vec<Problem> {
    instrument.assign(&[(name.to_owned(), text(value))])
}

/// As a link carries it: every value written out as text.
fn link(settings: &[(&'static str, Value)]) -> Vec<(String, Value)> {
    settings.iter().map(|(name, value)| ((*name).to_owned(), Value::Text(value.text()))).collect()
}

#[test]
fn the_first_lesson_ends_with_all_right() {
    let mut instrument = DetectorInstrument::new();
    let before = instrument.readout();
    assert!(before.correct <= 511 && before.words.baseline.contains("511 of 512"), "{before:?}");
    for _ in 0..40 {
        if instrument.readout().confident {
            break;
        }
        instrument.train(25);
    }
    let after = instrument.readout();
    assert!(after.confident && after.correct == 512 && after.probability > 0.9, "{after:?}");
    assert_eq!(after.words.score, "512 of 512 right: 1 X found, 511 others refused.");
    assert_eq!(after.probability, instrument.training().truth_table()[341]);
    assert_eq!((after.words.verdict.starts_with("An X"), after.right), (true, true));
}

#[test]
fn a_hand_paints_what_the_first_cell_became() {
    let mut instrument = DetectorInstrument::new();
    instrument.clear();
    assert_eq!(instrument.pattern(), 0);
    for (hand, cell) in [("down", 0), ("over", 4), ("over", 4), ("over", 8), ("over", 99)] {
        if hand == "down" { instrument.press(cell) } else { instrument.paint(cell) }
    }
    instrument.lift();
    instrument.paint(1);
    assert_eq!(instrument.pattern(), 1 | 16 | 256);
    // Pressed on a lit cell, the hand wipes.
    instrument.press(4);
    instrument.paint(8);
    instrument.lift();
    assert_eq!(instrument.pattern(), 1);
    instrument.toggle(2);
    instrument.toggle(9);
    assert_eq!(instrument.pattern(), 5);
    instrument.invert();
    assert_eq!(instrument.pattern(), 506);
    instrument.draw_x();
    assert_eq!(instrument.pattern(), 341);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..50 {
        let before = instrument.pattern();
        instrument.draw_random();
        assert_ne!(instrument.pattern(), before);
        seen.insert(instrument.pattern());
    }
    assert!(seen.len() > 35 && seen.iter().all(|pattern| *pattern < 512));
}

#[test]
fn back_and_forth_gives_the_same_digits() {
    for method in ["gradient", "adam", "momentum"] {
        let mut instrument = with(&[("method", method), ("rate", "0.05"), ("batch", "64")]);
        let mut seen = Vec::new();
        for _ in 0..7 {
            instrument.step(101);
            instrument.finish();
            seen.push((instrument.index(), instrument.training().weights().to_vec()));
        }
        for (index, weights) in seen.iter().rev() {
            instrument.go_to(*index);
            assert_eq!(instrument.training().weights(), weights, "{method} {index}");
        }
        assert_eq!((instrument.index(), instrument.length()), (101, 707));
        instrument.back(1000);
        assert_eq!(instrument.index(), 0);
        instrument.step(707);
        instrument.finish();
        assert_eq!(instrument.training().weights(), seen[6].1, "{method}");
    }
}

#[test]
fn changing_rate_or_method_goes_on_and_can_be_gone_back_over() {
    let mut instrument = with(&[("step", "100")]);
    let hundred = instrument.training().weights().to_vec();
    assert_eq!(set(&mut instrument, "rate", "0.5"), []);
    assert_eq!(instrument.training().weights(), hundred, "the run is not lost");
    instrument.step(50);
    assert_eq!(set(&mut instrument, "method", "adam"), []);
    assert_eq!(set(&mut instrument, "beta1", "0.8"), []);
    instrument.step(50);
    instrument.edit(3, &text("1/4")).unwrap();
    assert_eq!(instrument.training().weights()[3], 0.25);
    instrument.step(50);
    let end = instrument.training().weights().to_vec();

    instrument.back(100);
    let readout = instrument.settings();
    assert!(readout.contains(&("rate", Value::Number(0.5))) && readout.contains(&("method", text("adam"))));
    instrument.back(10);
    assert!(instrument.settings().contains(&("method", text("gradient"))));
    instrument.go_to(100);
    // The change at a step belongs to it: it is what the next step is taken with.
    assert!(instrument.settings().contains(&("rate", Value::Number(0.5))));
    instrument.back(1);
    assert!(instrument.settings().contains(&("rate", Value::Number(1.0))));
    instrument.go_to(usize::MAX);
    assert_eq!(instrument.training().weights(), end);

    let mut other = DetectorInstrument::new();
    assert_eq!(other.assign(&link(&instrument.changed())), []);
    other.finish();
    assert_eq!(other.readout(), instrument.readout());
    assert_eq!(other.changed(), instrument.changed());
}

#[test]
fn a_change_in_the_past_begins_another_future() {
    let mut instrument = with(&[("step", "300")]);
    instrument.back(200);
    assert_eq!(set(&mut instrument, "rate", "0.1"), []);
    assert_eq!((instrument.index(), instrument.length()), (100, 100));
    instrument.back(100);
    // At the very start a rate is what the run begins with.
    assert_eq!(set(&mut instrument, "rate", "0.2"), []);
    assert_eq!(instrument.changed(), [("rate", Value::Number(0.2))]);
}

#[test]
fn a_link_restores_the_run_to_the_last_digit() {
    let mut instrument = with(&[
        ("layers", "9,3,2,1"),
        ("target", "either"),
        ("activation", "sigmoid"),
        ("loss", "squared"),
        ("balanced", "no"),
        ("encoding", "pm1"),
        ("data", "sample count=100 noise=0.25 balanced=yes"),
        ("method", "adamw"),
        ("rate", "0.02"),
        ("weightDecay", "0.03"),
        ("seed", "77"),
        ("start", "random scale=0.3"),
        ("batch", "10"),
        ("step", "61"),
        ("pattern", "85"),
    ]);
    instrument.back(20);
    let mut other = DetectorInstrument::new();
    assert_eq!(other.assign(&link(&instrument.changed())), []);
    other.finish();
    assert_eq!((other.index(), other.length()), (41, 61));
    assert_eq!(other.readout(), instrument.readout());
    assert_eq!(other.changed(), instrument.changed());
}

#[test]
fn a_link_may_carry_the_weights_themselves() {
    let mut instrument = with(&[("step", "120"), ("method", "momentum"), ("rate", "0.1")]);
    let mut other = DetectorInstrument::new();
    assert_eq!(other.assign(&link(&instrument.changed_with_weights())), []);
    assert_eq!(other.training().weights(), instrument.training().weights());
    assert_eq!((other.readout().index, other.readout().origin), (0, 120));
    assert!(other.readout().sentence.starts_with("Step 120:"));
    assert_eq!(other.readout().loss, instrument.readout().loss);
    // Without weights a link is short.
    assert!(!instrument.changed().iter().any(|(name, _)| *name == "weights"));
    instrument.unset("seed");
    other.unset("weights");
    assert_eq!(other.readout().origin, 0);
}

#[test]
fn only_what_was_changed_is_in_a_link() {
    assert_eq!(DetectorInstrument::new().changed(), []);
    assert_eq!(with(&[("rate", "0.5")]).changed(), [("rate", Value::Number(0.5))]);
    assert_eq!(with(&[("layers", "9,1")]).changed(), [("layers", text("9,1"))]);
    let names: Vec<&str> = with(&[("method", "adam")]).settings().iter().map(|(name, _)| *name).collect();
    assert!(names.contains(&"beta1") && !names.contains(&"momentum") && !names.contains(&"weights"));
}

#[test]
fn every_wrong_setting_is_refused_alone() {
    let mut instrument = with(&[("step", "20"), ("pattern", "5")]);
    let (settings, readout) = (instrument.settings(), instrument.readout());
    let equal = vec!["0"; 512].join(",");
    let ones = vec!["1"; 512].join(",");
    let given = [
        ("rate", "0"),
        ("rate", "-1"),
        ("rate", "nan"),
        ("rate", "1e308"),
        ("rate", "fast"),
        ("layers", ""),
        ("layers", "9"),
        ("layers", "8,4,1"),
        ("layers", "9,0,1"),
        ("layers", "9,17,1"),
        ("layers", "9,4,2"),
        ("layers", "9,2,2,2,2,1"),
        ("layers", "9,4.5,1"),
        ("layers", "9,-4,1"),
        ("layers", "9,1e300,1"),
        ("target", "y"),
        ("target", "512"),
        ("target", &equal),
        ("target", &ones),
        ("pattern", "512"),
        ("activation", "step"),
        ("loss", "hinge"),
        ("balanced", "maybe"),
        ("encoding", "grey"),
        ("data", "sample count=0"),
        ("data", "sample noise=-1"),
        ("data", "some"),
        ("seed", "1.5"),
        ("start", "huge"),
        ("start", "random scale=-1"),
        ("start", "nudge scale=1"),
        ("weights", "1,2,3"),
        ("weights", "a"),
        ("method", "newton"),
        ("batch", "0"),
        ("batch", "-3"),
        ("history", "5"),
        ("history", "5:rate=0"),
        ("history", "5:w99999999999999999999=1"),
        ("history", "9:rate=1;5:rate=2"),
        ("history", "5:w45=1"),
        ("step", "-1"),
        ("step", "1e12"),
        ("speed", "0"),
        ("scale", "cubic"),
        ("colour", "red"),
    ];
    for (name, value) in given {
        let problems = set(&mut instrument, name, value);
        assert_eq!(problems.len(), 1, "{name} = {value}");
        assert!(problems[0].message.ends_with('.') && problems[0].message.len() > 10, "{problems:?}");
        assert_eq!(instrument.settings(), settings, "{name} = {value}");
        assert_eq!(instrument.readout(), readout, "{name} = {value}");
    }
    let list = [("weights", f64::NAN), ("rate", f64::INFINITY), ("target", f64::NAN), ("layers", f64::NAN)];
    for (name, value) in list {
        assert_eq!(instrument.assign(&[(name.to_owned(), Value::Number(value))]).len(), 1, "{name}");
    }
    assert_eq!(instrument.readout(), readout);
}

#[test]
fn settings_come_in_any_order() {
    let one = with(&[("method", "momentum"), ("momentum", "0.5"), ("step", "30"), ("rate", "0.1")]);
    let mut other = with(&[("momentum", "0.5")]);
    assert_eq!(set(&mut other, "rate", "0.1"), []);
    assert_eq!(set(&mut other, "method", "momentum"), []);
    assert_eq!(set(&mut other, "step", "30"), []);
    assert_eq!(one.training().weights(), other.training().weights());
    assert_eq!(one.changed(), other.changed());
}

#[test]
fn a_file_brings_the_run_back_and_a_broken_one_changes_nothing() {
    let mut instrument = with(&[("method", "adam"), ("rate", "0.05"), ("step", "90"), ("pattern", "17")]);
    set(&mut instrument, "rate", "0.02");
    instrument.step(30);
    instrument.edit(40, &text("-0.5")).unwrap();
    instrument.step(30);
    instrument.back(10);
    let file = instrument.save();
    let mut other = DetectorInstrument::new();
    other.load(&file).unwrap();
    assert_eq!(other.readout(), instrument.readout());
    assert_eq!(other.changed(), instrument.changed());
    other.back(100);
    instrument.back(100);
    assert_eq!(other.training().weights(), instrument.training().weights());

    // Another program's weights are taken as they are, without the way that led there.
    let edited = file.replacen("\"weights\": [", "\"weights\": [0.5, ", 1);
    assert!(other.load(&edited).is_err_and(|problem| problem.message.contains("46")), "one weight too many");
    let start = file.find("\"weights\": [").unwrap() + 12;
    let comma = start + file[start..].find(',').unwrap();
    let edited = format!("{}0.5{}", &file[..start], &file[comma..]);
    other.load(&edited).unwrap();
    assert_eq!((other.training().weights()[0], other.readout().origin, other.index()), (0.5, 140, 0));

    let before = other.readout();
    let broken = [
        String::new(),
        "not json".to_owned(),
        "{}".to_owned(),
        "[1,2,3]".to_owned(),
        file.replace("hillside-detector", "playground"),
        file.replace("\"version\": 1", "\"version\": 2"),
        file.replace("\"settings\"", "\"setting\""),
        file.replace("\"weights\"", "\"wheights\""),
        file.replace("\"9,4,1\"", "\"9,400,1\""),
        file.replace("\"9,4,1\"", "\"9,5,1\""),
        file.replace("\"adam\"", "\"adman\""),
        file.replace("\"adam\"", "null"),
        file[..file.len() / 2].to_owned(),
        "x".repeat(2_000_000),
        "[".repeat(500_000),
    ];
    for text in broken {
        let problem = other.load(&text).unwrap_err();
        assert!(problem.setting == "file" && problem.message.ends_with('.'), "{problem:?}");
        assert_eq!(other.readout(), before);
    }
}

#[test]
fn nothing_moves_from_zero_and_a_nudge_escapes_along_the_x() {
    // CURRICULUM S12.5 and S12.6.
    let mut zero = with(&[("start", "zero"), ("step", "300")]);
    let readout = zero.readout();
    assert_eq!(readout.status, "stalled");
    assert!((readout.loss - std::f64::consts::LN_2).abs() < 1e-15 && readout.gradient_norm == 0.0);
    assert!(
        readout.notice.contains("critical point") && readout.notice.contains("4 directions"),
        "{readout:?}"
    );
    let spectrum = zero.spectrum();
    assert_eq!((spectrum.negative, spectrum.near_zero, spectrum.positive), (4, 36, 5));
    assert!((spectrum.eigenvalues[0] + 192.0 / 511.0).abs() < 1e-9);
    zero.choose_mode(0);
    assert!(zero.spectrum().mode_sentence.ends_with("On the cells it is the X."), "{:?}", zero.spectrum());
    zero.choose_mode(20);
    assert!(!zero.spectrum().mode_sentence.contains("it is the X"));

    let mut nudge = with(&[("start", "nudge"), ("step", "30")]);
    assert!(nudge.readout().loss > 0.693);
    nudge.step(1470);
    nudge.finish();
    assert_eq!(nudge.readout().correct, 512);
}

#[test]
fn a_run_that_is_lost_says_so_and_comes_back() {
    let mut instrument =
        with(&[("rate", "1e6"), ("activation", "identity"), ("loss", "cross-entropy"), ("step", "400")]);
    let lost = instrument.readout();
    assert_eq!(lost.status, "diverged", "{lost:?}");
    assert!(!lost.notice.is_empty());
    instrument.reset();
    assert_eq!(set(&mut instrument, "rate", "0.1"), []);
    instrument.step(50);
    assert_eq!((instrument.readout().status, instrument.index()), ("running", 50));
}

#[test]
fn a_rate_beyond_the_limit_oscillates_and_says_why() {
    let mut instrument = with(&[("layers", "9,1"), ("loss", "cross-entropy"), ("step", "200")]);
    let limit = 2.0 / instrument.spectrum().largest;
    assert_eq!(set(&mut instrument, "rate", &(limit * 3.0).to_string()), []);
    instrument.step(60);
    let readout = instrument.readout();
    assert!(matches!(readout.status, "oscillating" | "diverged" | "running"), "{readout:?}");
    if readout.status == "oscillating" {
        assert!(readout.notice.contains("2/α"), "{readout:?}");
    }
    assert!(instrument.spectrum().limit < limit);
}

#[test]
fn a_selected_weight_shows_paths_that_sum_to_its_gradient() {
    let mut instrument = with(&[("layers", "9,3,4,1"), ("step", "5")]);
    instrument.draw(17);
    for weight in [0, 5, 27, 30, 45, 46, 50] {
        instrument.select(Some(Part::Weight(weight)));
        let inspect = instrument.inspect();
        let (slope, sum) = (inspect.slope.unwrap(), inspect.sum);
        assert!((slope - sum).abs() <= 1e-12 * (1.0 + slope.abs()), "{inspect:?}");
        let (exact, quotient) = (inspect.training_slope.unwrap(), inspect.difference.unwrap());
        assert!((exact - quotient).abs() <= 1e-8, "{exact} {quotient}");
        assert_eq!(inspect.paths.len(), inspect.path_count);
    }
    instrument.select(Some(Part::Input(4)));
    assert_eq!(instrument.inspect().path_count, 12);
    instrument.select(Some(Part::Unit(2, 1)));
    assert_eq!(instrument.inspect().title, "hidden unit 2.2");
    for nothing in [Part::Weight(999), Part::Unit(0, 0), Part::Unit(9, 0), Part::Input(9)] {
        instrument.select(Some(nothing));
        assert_eq!(instrument.selected(), None);
    }
    assert!(instrument.edit(999, &text("1")).is_err());
    assert!(instrument.edit(0, &text("1/0")).is_err());
    assert!(instrument.edit(0, &Value::Number(f64::NAN)).is_err());
}

#[test]
fn the_backward_pass_goes_from_the_loss_to_the_weights() {
    let mut instrument = with(&[("layers", "9,4,3,1"), ("step", "3")]);
    assert_eq!((instrument.phases(), instrument.backward().phase), (5, 0));
    let mut titles = Vec::new();
    for _ in 0..5 {
        instrument.next_phase();
        let shown = instrument.backward();
        assert!(!shown.rule.is_empty() && !shown.lines.is_empty());
        titles.push(shown.title);
    }
    titles.dedup();
    assert!(titles[0].starts_with("The loss") && titles[titles.len() - 1].starts_with("The weights"));
    instrument.next_phase();
    assert_eq!(instrument.backward().phase, 0);
    instrument.go_to_phase(99);
    assert_eq!(instrument.backward().phase, 5);
}

#[test]
fn a_hand_finds_every_weight_and_unit_of_the_drawing() {
    for layers in ["9,1", "9,4,1", "9,16,1", "9,4,3,1", "9,16,16,16,1"] {
        let mut instrument = with(&[("layers", layers)]);
        for size in [[620.0, 440.0], [340.0, 400.0]] {
            instrument.resize(size[0], size[1]);
            for cell in 0..9 {
                let at = instrument.place_of(Part::Input(cell)).unwrap();
                assert_eq!(instrument.part_at(at), Some(Part::Input(cell)));
            }
            let bias = instrument.training().network().bias(1, 0);
            let at = instrument.place_of(Part::Weight(bias)).unwrap();
            assert!(instrument.select_at(at), "{layers}");
            let unit = instrument.place_of(Part::Unit(1, 0)).unwrap();
            assert!(instrument.part_at(unit).is_some());
        }
        assert_eq!(instrument.part_at([-50.0, -50.0]), None);
        assert_eq!(instrument.part_at([f64::NAN, 3.0]), None);
    }
}

#[test]
fn labels_by_hand_make_a_target_and_find_its_name() {
    let mut instrument = with(&[("step", "10")]);
    instrument.draw(511 - 341);
    instrument.label(true).unwrap();
    assert!(
        instrument.settings().contains(&("target", text("either"))),
        "the X and its negative have a name"
    );
    instrument.draw(0);
    instrument.label(true).unwrap();
    assert!(instrument.settings().contains(&("target", text("0,170,341"))));
    assert_eq!((instrument.readout().positives, instrument.readout().index), (3, 10));
    for pattern in [0, 170] {
        instrument.draw(pattern);
        instrument.label(false).unwrap();
    }
    instrument.draw(341);
    let refused = instrument.label(false).unwrap_err();
    assert!(refused.message.contains("nothing to tell apart"), "{refused:?}");
    assert!(instrument.readout().label);
}

#[test]
fn long_ways_are_taken_in_slices() {
    let mut instrument = DetectorInstrument::new();
    assert_eq!(set(&mut instrument, "layers", "9,16,16,16,1"), []);
    instrument.step(2000);
    assert!(instrument.owed() > 0 && instrument.index() < 2000);
    // A link made meanwhile leads where the run is going.
    assert!(instrument.changed().contains(&("step", Value::Number(2000.0))));
    let owed = instrument.owed();
    instrument.train(3);
    assert_eq!(instrument.owed(), owed - 3);
    instrument.reset();
    assert_eq!((instrument.owed(), instrument.index()), (0, 0));
}

#[test]
fn the_spectrum_of_the_history_is_found_slice_by_slice() {
    let instrument = with(&[("step", "40")]);
    let mut left = instrument.deepen(5);
    assert_eq!(left, 36);
    while left > 0 {
        left = instrument.deepen(10);
    }
    let size = [600.0, 300.0];
    assert!(instrument.mode_at([300.0, 299.0], size) < instrument.mode_at([300.0, 0.0], size));
    let large = with(&[("layers", "9,16,16,1")]);
    assert!(!large.has_spectrum() && large.deepen(9) == 0);
    assert!(large.spectrum().sentence.contains("up to 200 weights"));
}

/// Everything drawn, as SVG.
fn drawn(instrument: &DetectorInstrument, theme: &Theme) -> [String; 6] {
    let size = [620.0, 440.0];
    let picture = |draw: &dyn Fn(Fine<SVGBackend<'_>>)| {
        let mut svg = String::new();
        draw(Fine::new(SVGBackend::with_string(&mut svg, (9920, 7040)), size[0], size[1], 1.0));
        svg
    };
    [
        picture(&|fine| instrument.draw_network(fine, theme).unwrap()),
        picture(&|fine| instrument.draw_loss(fine, theme).unwrap()),
        picture(&|fine| instrument.draw_table(fine, size[0], Some(3), theme).unwrap()),
        picture(&|fine| instrument.draw_table_patterns(fine, size[0], theme).unwrap()),
        picture(&|fine| instrument.draw_spectrum(fine, size, theme).unwrap()),
        picture(&|fine| instrument.draw_mode(fine, size, theme).unwrap()),
    ]
}

#[test]
fn every_network_draws_whatever_its_numbers() {
    let settings: [&[(&str, &str)]; 7] = [
        &[("step", "60")],
        &[("start", "zero")],
        &[("layers", "9,1"), ("encoding", "pm1"), ("step", "9")],
        &[("layers", "9,16,1"), ("target", "near")],
        &[("layers", "9,5,4,3,1"), ("activation", "relu"), ("step", "3")],
        &[("rate", "1e6"), ("activation", "identity"), ("step", "50")],
        &[("layers", "9,16,16,16,1")],
    ];
    for (case, settings) in settings.iter().enumerate() {
        let mut instrument = with(settings);
        instrument.deepen(4);
        instrument.select(Some(Part::Weight(2)));
        for phase in 0..=instrument.phases() {
            instrument.go_to_phase(phase);
            let [network, loss, table, patterns, spectrum, _] = drawn(&instrument, &Theme::DARK);
            assert!(network.contains("polyline") || network.contains("<line"), "{case}");
            assert!(network.contains("output") && network.contains("bias"), "{case}");
            assert!(loss.contains("polyline"), "{case}");
            assert!(table.matches("<rect").count() >= 512, "{case}");
            assert!(patterns.contains("9 wrong") && patterns.matches("<rect").count() >= 512 * 9 / 2);
            assert!(!instrument.has_spectrum() || spectrum.contains("2/α"), "{case}");
        }
        assert!(instrument.readout().sentence.starts_with("Step "), "{case}");
        assert!(instrument.describe(341).starts_with("Pattern 341: top left, top right, centre"));
    }
}

#[test]
fn pictures_for_looking() {
    let Ok(folder) = std::env::var("HILLSIDE_LOOK") else { return };
    let mut instrument = with(&[("step", "600")]);
    instrument.deepen(999);
    instrument.select(Some(Part::Weight(2)));
    for (theme, name) in [(&Theme::LIGHT, "light"), (&Theme::DARK, "dark")] {
        for (place, svg) in drawn(&instrument, theme).iter().enumerate() {
            std::fs::write(format!("{folder}/{name}-{place}.svg"), svg).unwrap();
        }
    }
}
