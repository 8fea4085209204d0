use super::*;

mod shown;

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
    for written in ["9-8-1", "9 8 1", "9 → 8 → 1", "9×8×1", "9, 8, 1"] {
        assert_eq!(with(&[("layers", written)]).changed(), [("layers", text("9,8,1"))], "{written}");
    }
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
        ("layers", "9,-4,1"),
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

/// However sure the answer and however small the drawing, its number stays within its disc.
#[test]
fn the_answer_lies_within_its_disc() {
    // In the widest of the page's fonts: a digit, a point or a space, the signs.
    let em = |c: char| -> f64 {
        match c {
            '0'..='9' => 0.636,
            '.' | ' ' => 0.32,
            '%' => 0.95,
            _ => 0.838,
        }
    };
    let mut longest = 0;
    for (steps, pattern) in [("0", "0"), ("40", "341"), ("4000", "341"), ("4000", "0"), ("4000", "511")] {
        let mut instrument = with(&[("step", steps), ("rate", "3"), ("pattern", pattern)]);
        for [width, height] in [[640.0, 420.0], [358.0, 300.0], [288.0, 220.0], [900.0, 700.0]] {
            instrument.resize(width, height);
            let mut sheet = crate::Sheet::new(width, height);
            instrument.draw_network(&mut sheet, &crate::Theme::LIGHT);
            let drawn = sheet.to_string();
            let radius: f64 = drawn
                .lines()
                .filter(|line| line.starts_with("ring "))
                .find_map(|line| line.rsplit_once(" r ").and_then(|(_, radius)| radius.parse().ok()))
                .unwrap();
            let line = drawn.lines().find(|line| line.starts_with("text ") && line.contains('%')).unwrap();
            let text = line.split('"').nth(1).unwrap();
            let size: f64 = line.split("px ").next().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
            let half = 0.5 * size * text.chars().map(em).sum::<f64>();
            let corner = (half * half + 0.16 * size * size).sqrt();
            assert!(corner < radius - 0.5, "{text} of {size} px reaches {corner} of {radius}");
            assert!(size >= 8.0);
            longest = longest.max(text.chars().count());
        }
    }
    assert_eq!(longest, "> 99.99 %".chars().count(), "no answer was sure enough");
}
