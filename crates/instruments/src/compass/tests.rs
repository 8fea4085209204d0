use super::Compass;
use super::readout::{Readout, read};
use crate::figure::{Figure, Numbers, OnMap};
use crate::settings::Value;
use crate::sheet::Sheet;
use crate::theme::Theme;

fn compass(given: &[(&str, &str)]) -> Compass {
    let mut compass = Compass::default();
    let given: Vec<(String, Value)> =
        given.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned()))).collect();
    let problems = compass.assign(&given);
    assert!(problems.is_empty(), "{problems:?}");
    compass
}

fn told(given: &[(&str, &str)]) -> Readout {
    read(&compass(given).settings)
}

/// The hillside of the essay: northeast gains 3, south loses 1.5.
const HILLSIDE: (&str, &str) = ("formula", "(3*sqrt(2)-1.5)*x + 1.5*y");
const ALL: &str = "machine,radar,lines,ring,metric,cosine,slope";

#[track_caller]
fn near(found: f64, want: f64, within: f64) {
    assert!((found - want).abs() <= within, "{found}, not {want}");
}

#[test]
fn two_answers_fix_the_machine_and_all_others_follow() {
    let machine = told(&[HILLSIDE, ("point", "0,0"), ("asked", "45,270")]);
    let [a, b] = machine.fixed.unwrap().row;
    near(a, 2.742_64, 5e-6);
    near(b, 1.5, 1e-14);
    assert!(
        machine.words["asked"].contains("45° (northeast): answer +3, true change +3"),
        "{:?}",
        machine.words
    );
    for (angle, want) in [("90", 1.5), ("0", 2.7426), ("180", -2.7426), ("315", 0.8787), ("225", -3.0)] {
        near(told(&[HILLSIDE, ("point", "0,0"), ("angle", angle)]).answer, want, 5e-5);
    }
    // A step is so much of one and so much of the other, and so is its answer.
    for angle in ["0", "77", "200", "300"] {
        let machine = told(&[HILLSIDE, ("point", "0,0"), ("angle", angle), ("asked", "45,270")]);
        let fixed = machine.fixed.unwrap();
        near(fixed.parts[0] * fixed.answers[0] + fixed.parts[1] * fixed.answers[1], machine.answer, 1e-14);
    }
    let best = machine.best.unwrap();
    near(best.answer, 3.126_03, 5e-6);
    near(best.angle, 28.675, 5e-4);
    // Opposite ways are one line, and one answer is not two.
    for (asked, said) in
        [("45,225", "one line"), ("45", "leaves the row open"), ("", "Nothing has been asked")]
    {
        let machine = told(&[HILLSIDE, ("asked", asked)]);
        assert!(machine.fixed.is_none() && machine.words["asked"].contains(said), "{:?}", machine.words);
    }
    assert!(told(&[HILLSIDE, ("asked", "45,225,90")]).fixed.is_some());
}

#[test]
fn the_slope_foretells_what_the_ground_nearly_does() {
    // h = (0.1, 0.2).
    let step = told(&[("angle", "atan(2)*180/pi"), ("radius", "sqrt(0.05)")]);
    near(step.value + step.answer, 2.6, 1e-12);
    near(step.value + step.actual, 2.662, 1e-12);
    assert_eq!((step.gradient, step.difference), ([4.0, 1.0], 0.0));
    near(step.steepness, 4.123_11, 5e-6);
}

#[test]
fn three_ways_from_the_arrow_have_the_cosines_1_0_and_minus_1() {
    for metric in ["1,1", "1,4", "0.3,7"] {
        let mut compass = compass(&[("metric", metric), ("radius", "0.001")]);
        for (from, cosine) in [(0.0, 1.0), (90.0, 0.0), (180.0, -1.0), (270.0, 0.0)] {
            compass.act("face", Numbers(&[from]), "").unwrap();
            let readout = read(&compass.settings);
            near(readout.cosine.unwrap(), cosine, 1e-14);
            near(readout.answer, readout.steepness * readout.length * cosine, 1e-15);
            // The true change has the sign of the answer; across it is of second order.
            near(readout.actual / (readout.steepness * readout.length), cosine, 2e-3);
            let goes = ["falls", "stays level", "climbs"]
                [if cosine < 0.0 { 0 } else { 1 + usize::from(cosine > 0.0) }];
            assert!(readout.sentence.contains(goes), "{}", readout.sentence);
        }
    }
}

#[test]
fn a_stretched_axis_leaves_the_answers_and_turns_the_arrow() {
    let given = |metric| [("formula", "2x+4y"), ("point", "0,0"), ("angle", "33"), ("metric", metric)];
    let [usual, stretched] = ["1,1", "1,4"].map(|metric| told(&given(metric)));
    assert_eq!((usual.arrow, stretched.arrow), ([2.0, 4.0], [2.0, 1.0]));
    assert_eq!((usual.answer, usual.gradient), (stretched.answer, stretched.gradient));
    near(stretched.difference, 0.0, 1e-15);
    near(stretched.best.unwrap().angle, 26.565, 5e-4);
    assert!(stretched.words["difference"].contains("the usual inner product"), "{:?}", stretched.words);
    // No step of length 1 in the metric is answered more than the best.
    let compass = compass(&given("1,4"));
    let slope = super::Slope::new(&compass.settings);
    let answers = (0..3600).map(|k| slope.answer(slope.on_ring(f64::from(k) / 10.0)));
    near(answers.fold(f64::NEG_INFINITY, f64::max), stretched.best.unwrap().answer, 1e-5);
}

#[test]
fn the_answer_is_both_lengths_times_the_cosine() {
    for k in 0..60 {
        let [a, b, angle] = [17, 31, 53].map(|step| f64::from((k * step) % 97) / 7.0 - 6.5);
        let formula = format!("({a})*x+({b})*y");
        let readout =
            told(&[("formula", &formula), ("angle", &(50.0 * angle).to_string()), ("radius", "2.5")]);
        let angle = readout.theta.unwrap().to_radians();
        let law = readout.steepness * readout.length * hillside_core::Number::cos(&angle);
        near(readout.answer, law, 1e-12);
        assert!((readout.answer - readout.inner).abs() < 1e-13, "{formula}");
    }
}

#[test]
fn the_best_true_step_of_a_small_ring_is_the_arrow() {
    let apart = |radius: &str, metric: &str| {
        let ring = told(&[("show", "ring"), ("radius", radius), ("metric", metric)]).ring.unwrap();
        [ring.apart.unwrap(), ring.apart_down.unwrap()]
    };
    near(told(&[]).best.unwrap().angle, 14.036, 5e-4);
    for metric in ["1,1", "3,0.5"] {
        for down in 0..2 {
            let far = ["1", "0.1", "0.01", "0.001"].map(|radius| apart(radius, metric)[down]);
            assert!(far.windows(2).all(|pair| pair[1] < 0.3 * pair[0]), "{metric}: {far:?}");
            assert!(far[3] < 0.1, "{far:?}");
        }
    }
    assert!(told(&[("formula", "7"), ("show", "ring")]).words["ring"].contains("alike, by 0"));
}

#[test]
fn of_two_nudges_the_one_that_lowers_more_is_named() {
    let given = [("formula", "x^2+10*y^2"), ("point", "1,1"), ("radius", "0.01"), ("asked", "180,270")];
    let said = &told(&given).words["asked"];
    assert!(said.contains("180° (west): answer −0.02, true change −0.0199\n"), "{said}");
    assert!(said.contains("the step at 270° (south) lowers f most, by 0.199."), "{said}");
}

#[test]
fn as_many_lines_are_crossed_as_the_answer_says() {
    let crossed = |angle: &str| {
        let readout = told(&[("angle", angle)]);
        (readout.spacing, readout.crossed)
    };
    assert_eq!(crossed("0"), (Some(1.0), Some(4.0)));
    assert_eq!(crossed("180"), (Some(1.0), Some(-4.0)));
    assert_eq!(crossed("90"), (Some(1.0), Some(1.0)));
    for (angle, said) in
        [("180", "crosses 4 lines down, one for each 1 of"), ("105", "crosses no level line")]
    {
        let sentence = told(&[("angle", angle), ("show", "lines")]).sentence;
        assert!(sentence.contains(said), "{sentence}");
    }
    // Lines lie on the dial, however steep or gentle the slope.
    for scale in ["1e-200", "1e-9", "0.3", "70", "1e9", "1e200"] {
        let readout = told(&[("formula", &format!("{scale}*(x+y)")), ("angle", "45")]);
        assert!((1.0..=6.0).contains(&readout.crossed.unwrap()), "{scale}: {:?}", readout.crossed);
    }
}

#[test]
fn a_hand_turns_the_knob_and_stretches_the_ring() {
    let mut compass = compass(&[("show", "metric")]);
    compass.fit(400.0, 400.0);
    let [x, y] = compass.handle();
    assert!(compass.grabs([x - 15.0, y]) && !compass.grabs([x, y + 30.0]));
    compass.place([200.0, 20.0]);
    assert_eq!(compass.settings.angle, 90.0);
    for (large, fine, want) in [(false, false, 91.0), (true, false, 106.0), (false, true, 106.1)] {
        compass.nudge(1.0, 0.0, large, fine);
        assert_eq!(compass.settings.angle, want);
    }
    compass.nudge(0.0, -1.0, false, false);
    assert_eq!(compass.settings.angle, 105.1);
    compass.select(2);
    let [x, y] = compass.handle();
    // Half as far from the middle, a step is twice as long: the metric is 4.
    compass.place([x, f64::midpoint(y, 200.0)]);
    near(compass.settings.metric[1], 4.0, 0.02);
    let before = compass.settings.metric;
    compass.nudge(0.0, -1.0, false, false);
    assert!(compass.settings.metric[1] < before[1] && compass.settings.metric[0] == before[0]);
    for _ in 0..99 {
        compass.nudge(0.0, 1.0, true, false);
        compass.place([0.0, 0.0]);
    }
    assert!((0.1..=10.0).contains(&compass.settings.metric[1]));
    // Where no ring is shown there is nothing to stretch.
    compass.act("toggle", Numbers(&[]), "metric").unwrap();
    let pixel = compass.handle();
    assert!(!compass.grabs(pixel) && read(&compass.settings).handles.len() == 1);
}

#[test]
fn buttons_ask_forget_and_show() {
    let mut compass = compass(&[]);
    for angle in 0..20 {
        compass.act("turn", Numbers(&[10.0]), "").unwrap();
        compass.act("ask", Numbers(&[]), "").unwrap();
        compass.act("ask", Numbers(&[]), "").unwrap();
        assert_eq!(compass.settings.asked.len(), (angle + 1).min(8));
    }
    compass.act("forget", Numbers(&[]), "").unwrap();
    assert!(compass.settings.asked.is_empty() && compass.act("dance", Numbers(&[]), "").is_none());
    compass.act("toggle", Numbers(&[]), "radar").unwrap();
    compass.act("toggle", Numbers(&[]), "nonsense").unwrap();
    assert_eq!(compass.changed().last().unwrap().1, Value::Text("machine,radar".into()));
    compass.act("toggle", Numbers(&[]), "machine").unwrap();
    compass.act("toggle", Numbers(&[]), "radar").unwrap();
    compass.zoom(10.0, [0.0; 2]);
    assert_eq!(compass.settings.radius, 0.1);
    for factor in [1e-30, f64::NAN, 0.0, -1.0, f64::INFINITY] {
        compass.zoom(factor, [0.0; 2]);
        assert!((1e-6..=1e6).contains(&compass.settings.radius), "{factor}: {}", compass.settings.radius);
    }
}

#[test]
fn nonsense_is_refused_in_words_and_nothing_is_lost() {
    let mut compass = compass(&[("formula", "x*y"), ("point", "3,4")]);
    for (name, text) in [
        ("formula", "x^"),
        ("formula", ""),
        ("point", "1"),
        ("point", "1e308,0"),
        ("point", "nan,0"),
        ("angle", "north"),
        ("angle", "1e308"),
        ("radius", "0"),
        ("radius", "-1"),
        ("radius", "1/0"),
        ("metric", "0,1"),
        ("metric", "1,-1"),
        ("metric", "1"),
        ("asked", "1,2,x"),
        ("asked", "1,2,3,4,5,6,7,8,9"),
        ("show", "everything"),
        ("view", "0,1,0,1"),
    ] {
        let problems = compass.assign(&[(name.to_owned(), Value::Text(text.to_owned()))]);
        assert!(
            problems.len() == 1 && problems[0].message.ends_with(['.', '?']),
            "{name}={text}: {problems:?}"
        );
    }
    assert_eq!(read(&compass.settings).gradient, [4.0, 3.0]);
    assert_eq!(compass.changed().len(), 2);
    compass.forget();
    assert!(compass.changed().is_empty());
}

#[test]
fn every_slope_is_drawn_or_said_to_be_none() {
    let odd = [
        "7",
        "0/0",
        "ln(x)",
        "abs(x)",
        "1e300*x*y",
        "exp(exp(exp(x)))",
        "1e-300*x",
        "x^2+y^2",
        "1/(x*y)",
        "step(x)",
        "sqrt(-1-x^2)",
    ];
    for formula in odd {
        for (point, radius) in [("0,0", "1"), ("-1e12,1e12", "1e-6"), ("3,-2", "1e6"), ("0.5,0", "0.3")] {
            for metric in ["1,1", "0.1,10"] {
                let given = [
                    ("formula", formula),
                    ("point", point),
                    ("radius", radius),
                    ("metric", metric),
                    ("asked", "0,90,180.5"),
                    ("show", ALL),
                ];
                let mut compass = compass(&given);
                for layer in ["dial", "cosine", "slope"] {
                    for size in [[340.0, 340.0], [20.0, 5.0]] {
                        let mut sheet = Sheet::new(size[0], size[1]);
                        assert!(compass.draw(layer, Numbers(&[]), &mut sheet, &Theme::LIGHT));
                        let printed = sheet.to_string();
                        let wrong = ["NaN", "inf"].iter().any(|it| printed.contains(it));
                        assert!(
                            printed.contains("text") && !wrong,
                            "{formula} at {point} {layer}: {printed}"
                        );
                    }
                }
                let readout = read(&compass.settings);
                assert!(!readout.sentence.contains("NaN"), "{}", readout.sentence);
                for number in [-90.0, f64::NAN, 1e308] {
                    compass.act("face", Numbers(&[number]), "");
                    compass.act("turn", Numbers(&[number]), "");
                    compass.place([number, number]);
                    assert!((0.0..360.0).contains(&compass.settings.angle));
                }
            }
        }
    }
    let level = told(&[("formula", "x^2+y^2"), ("point", "0,0")]);
    assert!(level.best.is_none() && level.sentence.contains("level"), "{}", level.sentence);
    assert!(told(&[("formula", "ln(x)"), ("point", "-1,0")]).sentence.contains("no slope"));
}
