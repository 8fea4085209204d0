//! What is said and drawn.

use super::*;
use crate::{Picture, Sheet, Theme, svg};

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

/// Everything drawn.
fn drawn(instrument: &DetectorInstrument, theme: &Theme) -> [Sheet; 7] {
    let size = [620.0, 440.0];
    let picture = |draw: &dyn Fn(&mut Sheet)| {
        let mut sheet = Sheet::new(size[0], size[1]);
        draw(&mut sheet);
        sheet
    };
    [
        picture(&|sheet| instrument.draw_network(sheet, theme)),
        picture(&|sheet| instrument.draw_loss(sheet, theme)),
        picture(&|sheet| instrument.draw_table(sheet, size[0], Some(3), theme)),
        picture(&|sheet| instrument.draw_table_patterns(sheet, size[0], theme)),
        picture(&|sheet| instrument.draw_spectrum(sheet, size, theme)),
        picture(&|sheet| instrument.draw_mode(sheet, size, theme)),
        picture(&|sheet| instrument.draw_table_squares(sheet, size[0], theme)),
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
            let sheets = drawn(&instrument, &Theme::DARK).map(|sheet| sheet.to_string());
            let [network, loss, table, patterns, spectrum, _, squares] = sheets;
            assert!(network.contains("\nline "), "{case}");
            assert!(network.contains("output") && network.contains("bias"), "{case}");
            assert!(loss.contains("\nline "), "{case}");
            assert!(squares.matches("\nblock ").count() == 512 && table.starts_with("sheet"), "{case}");
            assert!(patterns.contains("9 wrong") && patterns.matches("\nblock ").count() >= 512 * 9 / 2);
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
        for (place, sheet) in drawn(&instrument, theme).into_iter().enumerate() {
            let (title, description) = (name.to_owned(), name.to_owned());
            let picture = Picture { sheets: vec![sheet], paper: theme.paper, title, description };
            let text = svg(&picture, |_| String::new());
            std::fs::write(format!("{folder}/{name}-{place}.svg"), text).unwrap();
        }
    }
}
