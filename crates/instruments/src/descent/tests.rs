use super::*;
use crate::figure::OnMap;

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn with(settings: &[(&str, &str)]) -> DescentInstrument {
    let mut instrument = DescentInstrument::new();
    let problems =
        instrument.assign(&settings.iter().map(|(k, v)| ((*k).to_owned(), text(v))).collect::<Vec<_>>());
    assert_eq!(problems, []);
    instrument
}

fn standard() -> DescentInstrument {
    with(&[("formula", "x^2+10*y^2"), ("start", "1,1"), ("rate", "0.05")])
}

#[test]
fn the_standard_surface_promises_and_delivers() {
    // CURRICULUM S8.3 and S8.4: promised 20.2, delivered 10.19.
    let readout = standard().readout();
    assert_eq!((readout.value, readout.gradient), (11.0, [2.0, 20.0]));
    assert_eq!(readout.predicted, 11.0 - 0.05 * 404.0);
    let next = readout.next.unwrap();
    assert_eq!((next.x, next.y, next.value), (0.9, 0.0, 0.81));
    assert_eq!(readout.kept, Some(false));
    assert_eq!(readout.words.verdict, "50.4 % of what was promised");
}

#[test]
fn stepping_back_returns_the_same_digits() {
    let mut instrument = standard();
    instrument.step(7);
    let seven = instrument.readout();
    instrument.step(5);
    instrument.back(5);
    let again = instrument.readout();
    assert_eq!((again.index, again.length), (7, 12));
    assert_eq!(Readout { length: 7, ..again }, seven);
}

#[test]
fn moving_a_slider_keeps_the_run() {
    let mut instrument = standard();
    instrument.step(40);
    instrument.back(10);
    instrument.slide_rate(0.5);
    let readout = instrument.readout();
    assert_eq!((readout.index, readout.length), (30, 40));
    instrument.assign(&[("method".into(), text("adam")), ("beta1".into(), text("0.8"))]);
    assert_eq!((instrument.readout().index, instrument.readout().length), (30, 40));
}

#[test]
fn a_run_that_overflows_comes_back_when_the_rate_is_mended() {
    let mut instrument = with(&[("formula", "x^4+y^4"), ("start", "2,2"), ("rate", "1"), ("step", "50")]);
    let lost = instrument.readout();
    assert_eq!(lost.status, "diverged");
    assert!(lost.index < 50 && !lost.goes_on && lost.reason.is_some());
    instrument.assign(&[("rate".into(), text("0.01"))]);
    assert_eq!((instrument.readout().index, instrument.readout().status), (50, "running"));
}

#[test]
fn a_bad_formula_explains_itself_and_loses_nothing() {
    let mut instrument = standard();
    instrument.step(3);
    let before = instrument.readout();
    for formula in ["x^2+", "foo(x)", "", "log(x)", "1/2x", "((("] {
        let problems = instrument.assign(&[("formula".into(), text(formula))]);
        assert_eq!(problems.len(), 1, "{formula}");
        assert!(problems[0].start.is_some() && problems[0].message.ends_with('.'), "{problems:?}");
        assert_eq!(instrument.readout(), before);
    }
}

#[test]
fn every_wrong_setting_is_refused_alone() {
    let mut instrument = standard();
    let given = [
        ("rate", "0"),
        ("rate", "-1"),
        ("rate", "fast"),
        ("start", "1"),
        ("start", "1,nan"),
        ("view", "1,0,0,1"),
        ("method", "newton"),
        ("schedule", "step factor=7"),
        ("schedule", "weekly"),
        ("noise", "-1"),
        ("seed", "1.5"),
        ("step", "1e9"),
        ("levels", "-4"),
        ("speed", "0"),
        ("scale", "cubic"),
        ("colour", "red"),
    ];
    let before = instrument.settings();
    for (name, value) in given {
        let problems = instrument.assign(&[(name.to_owned(), text(value))]);
        assert_eq!(problems.len(), 1, "{name} = {value}");
        assert_eq!(problems[0].setting, name);
        assert_eq!(instrument.settings(), before);
    }
    let problems = instrument.assign(&[("rate".into(), text("x")), ("noise".into(), text("0.5"))]);
    assert_eq!(problems.len(), 1);
    assert!(instrument.changed().contains(&("noise", Value::Number(0.5))));
}

#[test]
fn a_link_restores_the_run_to_the_last_digit() {
    let mut instrument = with(&[("formula", "peaks")].map(|_| ("formula", "sin(x)*cos(y)+x^2/9")));
    instrument.assign(&[
        ("method".into(), text("adamw")),
        ("weightDecay".into(), text("0.03")),
        ("noise".into(), text("0.2")),
        ("seed".into(), text("77")),
        ("schedule".into(), text("cosine period=90 floor=0.1")),
        ("step".into(), text("61")),
    ]);
    instrument.pan(13.0, 7.0);
    instrument.random_start();
    let mut other = DescentInstrument::new();
    // As a link carries it: every value written out as text.
    let link: Vec<(String, Value)> = instrument
        .changed()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::Text(value.text())))
        .collect();
    assert_eq!(other.assign(&link), []);
    assert_eq!(other.readout(), instrument.readout());
    assert_eq!(other.changed(), instrument.changed());
}

#[test]
fn settings_come_in_any_order() {
    let one = with(&[("momentum", "0.5"), ("method", "momentum")]);
    let mut other = with(&[("momentum", "0.5")]);
    assert_eq!(other.assign(&[("method".into(), text("momentum"))]), []);
    assert_eq!(one.changed(), [("method", text("momentum")), ("momentum", Value::Number(0.5))]);
    assert_eq!(one.changed(), other.changed());
}

#[test]
fn the_ground_lies_still_while_the_start_is_moved_to_its_border() {
    let mut instrument = standard();
    instrument.resize(900.0, 500.0);
    let before = instrument.frame();
    instrument.place([before.left + 0.97 * before.width, 200.0]);
    assert_eq!(instrument.frame(), before);
    // Far outside, the view grows to show it, and stays when a hand brings it back.
    instrument.assign(&[("start".into(), text("40,3"))]);
    let far = instrument.frame();
    assert!(far.view.contains([40.0, 3.0]));
    instrument.place([far.left + 0.5 * far.width, 200.0]);
    let [x, _] = instrument.handle();
    assert!((x - far.left - 0.5 * far.width).abs() < 0.2);
}

#[test]
fn only_what_was_changed_is_in_a_link() {
    assert_eq!(DescentInstrument::new().changed(), []);
    assert_eq!(with(&[("rate", "0.02")]).changed(), [("rate", Value::Number(0.02))]);
    assert_eq!(with(&[("method", "adam")]).changed(), [("method", text("adam"))]);
    let names: Vec<&str> = with(&[("method", "adam")]).settings().iter().map(|(name, _)| *name).collect();
    assert!(names.contains(&"beta1") && !names.contains(&"momentum"));
}

#[test]
fn the_trailhead_is_held_within_a_fingers_width() {
    let mut instrument = standard();
    let [x, y] = instrument.handle();
    assert!(instrument.grabs([x + 15.0, y - 15.0]) && !instrument.grabs([x + 23.0, y]));
    instrument.place([x + 40.0, y]);
    let [moved, _] = instrument.handle();
    assert!((moved - x - 40.0).abs() < 0.2);
    instrument.nudge(-1.0, 0.0, false, false);
    assert!(instrument.handle()[0] < moved);
}

#[test]
fn zooming_keeps_the_place_under_the_hand_and_reset_returns() {
    let mut instrument = standard();
    let before = instrument.frame();
    let hand = [200.0, 150.0];
    let world = before.to_world(hand);
    instrument.zoom(1.5, hand);
    let [px, py] = instrument.frame().to_pixel(world);
    assert!((px - hand[0]).abs() < 1e-6 && (py - hand[1]).abs() < 1e-6);
    instrument.look(None);
    assert_eq!(instrument.frame(), before);
}

#[test]
fn circles_are_round_however_long_the_labels_are() {
    let mut instrument = standard();
    for view in ["-2,2,-2,2", "0,0.001,12345,12345.001", "-3e7,3e7,-1e8,1e8"] {
        instrument.assign(&[("view".into(), text(view))]);
        let [across, up] = instrument.frame().pixel();
        assert!((across / up - 1.0).abs() < 1e-9, "{view}: {across} {up}");
    }
}

#[test]
fn two_fingers_keep_what_is_between_them() {
    let mut instrument = standard();
    let (left, right) =
        (instrument.frame().to_world([200.0, 200.0]), instrument.frame().to_world([300.0, 260.0]));
    instrument.pinch([[200.0, 200.0], [300.0, 260.0]], [[150.0, 210.0], [350.0, 330.0]]);
    let frame = instrument.frame();
    for (world, finger) in [(left, [150.0, 210.0]), (right, [350.0, 330.0])] {
        let pixel = frame.to_pixel(world);
        assert!(
            (pixel[0] - finger[0]).abs() < 1e-6 && (pixel[1] - finger[1]).abs() < 1e-6,
            "{pixel:?} {finger:?}"
        );
    }
}

#[test]
fn every_kind_of_function_draws_and_says_what_it_is() {
    for formula in
        ["ln(x)", "sqrt(x-1)", "1/x", "5", "x^2", "exp(exp(x))", "0/0", "ln(-1-x^2)", "abs(x)+abs(y)"]
    {
        let mut instrument = with(&[("formula", formula), ("step", "20")]);
        let [map, trail, loss] = drawn(&mut instrument);
        assert!(map.contains("\nimage "), "{formula}: {map}");
        assert!(trail.contains("\ndisc ") && loss.contains("\nline "), "{formula}: {trail} {loss}");
        let readout = instrument.readout();
        assert!(readout.sentence.starts_with("Step "), "{formula}: {}", readout.sentence);
        if readout.status != "running" {
            assert!(readout.reason.is_some(), "{formula}");
        }
    }
}

/// Everything drawn: the map, the trail and the loss.
fn drawn(instrument: &mut DescentInstrument) -> [String; 3] {
    instrument.resize(480.0, 400.0);
    let sheets: [Sheet; 3] = std::array::from_fn(|_| Sheet::new(480.0, 400.0));
    let [mut map, mut trail, mut loss] = sheets;
    instrument.ground(4.0).draw(&mut map, &Theme::LIGHT);
    instrument.draw_trail(&mut trail, &Theme::DARK);
    instrument.draw_loss(&mut loss, &Theme::DARK);
    [map, trail, loss].map(|sheet| sheet.to_string())
}
