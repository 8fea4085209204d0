use super::*;
use crate::figure::OnMap;
use hillside_core::{critical_points, curvature, hessian, lipschitz};

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn with(settings: &[(&str, &str)]) -> CurvatureInstrument {
    let mut instrument = CurvatureInstrument::new();
    let problems =
        instrument.assign(&settings.iter().map(|(k, v)| ((*k).to_owned(), text(v))).collect::<Vec<_>>());
    assert_eq!(problems, []);
    instrument
}

fn at(formula: &str, point: &str) -> CurvatureInstrument {
    with(&[("formula", formula), ("point", point)])
}

/// Proves all there is to prove, so many cells at a time.
fn proved(mut instrument: CurvatureInstrument, budget: usize) -> CurvatureInstrument {
    while instrument.prove(budget) {}
    assert!(instrument.is_settled());
    instrument
}

/// One of the overlays.
fn sheet(draw: impl FnOnce(&mut Sheet)) -> String {
    let mut sheet = Sheet::new(480.0, 400.0);
    draw(&mut sheet);
    sheet.to_string()
}

fn signs(instrument: &CurvatureInstrument) -> String {
    sheet(|sheet| instrument.draw_signs(sheet, &Theme::LIGHT))
}

fn point(instrument: &CurvatureInstrument) -> String {
    sheet(|sheet| instrument.draw_point(sheet, &Theme::LIGHT))
}

/// How often a colour is drawn with.
fn count(sheet: &str, colour: crate::theme::Colour) -> usize {
    sheet.matches(&colour.to_string()).count()
}

#[test]
fn s10_10_and_11_a_minimum_needs_both_lamps() {
    let lit = |instrument: &CurvatureInstrument| instrument.readout().lamps.map(|lamp| lamp.on);
    let mut bowl = at("x^2+10*y^2", "0,0");
    assert_eq!((bowl.readout().eigenvalues, lit(&bowl)), ([2.0, 20.0], [true, true]));
    assert_eq!(bowl.readout().critical, Some("minimum"));
    bowl.assign(&[("point".into(), text("1,1"))]);
    let wall = bowl.readout();
    assert_eq!((wall.eigenvalues, wall.gradient, lit(&bowl)), ([2.0, 20.0], [2.0, 20.0], [true, false]));
    assert_eq!(wall.verdict, "Shaped like a bowl, but on its wall: no minimum here.");
    assert_eq!(lit(&at("-x^2-10*y^2", "0,0")), [false, true]);
    assert_eq!(at("-x^2-10*y^2", "0,0").readout().eigenvalues, [-20.0, -2.0]);
    assert_eq!(lit(&at("x^2-y^2", "0,1")), [false, false]);
}

#[test]
fn the_readout_agrees_with_the_core() {
    for (formula, place) in [("(x^2+y-11)^2+(x+y^2-7)^2", [0.4, 2.4]), ("exp(sin(x*y))", [1.25, -0.5])] {
        let instrument = at(formula, &format!("{},{}", place[0], place[1]));
        let readout = instrument.readout();
        let expr = Expr::parse(formula).unwrap();
        let ground = curvature(&expr, place);
        assert_eq!((readout.x, readout.y, readout.value), (place[0], place[1], expr.read(&place)));
        assert_eq!(readout.hessian, hessian(&expr, place));
        assert_eq!(readout.eigenvalues, ground.eigenvalues);
        assert_eq!(readout.eigenvectors, ground.eigenvectors);
        assert_eq!((readout.spectral_radius, readout.safe_step), (ground.spectral_radius, ground.safe_step));
        assert_eq!((readout.shape, readout.critical), (ground.shape.name(), None));
    }
}

#[test]
fn s10_8_the_dial_reads_the_curvature_of_every_direction() {
    let mut saddle = at("x^2-y^2", "0,0");
    for (angle, want) in [(0.0, 2.0), (30.0, 1.0), (45.0, 0.0), (60.0, -1.0), (90.0, -2.0), (180.0, 2.0)] {
        saddle.assign(&[("angle".into(), Value::Number(angle))]);
        let readout = saddle.readout();
        assert!((readout.curvature_along - want).abs() < 1e-14, "{angle}: {}", readout.curvature_along);
    }
    assert_eq!(with(&[("formula", "x^2-y^2"), ("angle", "45")]).readout().curvature_along, 0.0);
}

#[test]
fn the_dial_turns_by_keys_and_by_hand_and_snaps_to_the_axes() {
    // CURRICULUM S10.9: [[2, 1], [1, 2]] has 1 and 3 at 135 and 45 degrees.
    let mut instrument = at("x^2+x*y+y^2", "0,0");
    instrument.align(1);
    assert!((instrument.readout().angle - 45.0).abs() < 1e-12);
    assert!((instrument.readout().curvature_along - 3.0).abs() < 1e-12);
    instrument.turn(-50.0);
    assert!((instrument.readout().angle - 355.0).abs() < 1e-12);
    instrument.aim(-100.0, -98.0);
    assert!((instrument.readout().angle - 135.0).abs() < 1e-9, "{}", instrument.readout().angle);
    instrument.aim(100.0, 101.0);
    assert!((instrument.readout().angle - 315.0).abs() < 1e-9, "{}", instrument.readout().angle);
    instrument.aim(100.0, -20.0);
    assert_eq!(instrument.readout().angle, 11.0);
    for bad in [f64::NAN, f64::INFINITY] {
        instrument.turn(bad);
        instrument.aim(bad, 1.0);
        instrument.aim(0.0, 0.0);
        assert_eq!(instrument.readout().angle, 11.0);
    }
}

#[test]
fn s10_20_the_safe_step_goes_by_the_larger_size() {
    let readout = at("x^2-500*y^2", "0,0").readout();
    assert_eq!((readout.eigenvalues, readout.spectral_radius), ([-1000.0, 2.0], 1000.0));
    assert_eq!(readout.words.safe_step, "0.001");
    // CURRICULUM, section 13, item 4: multipliers 2 and 0.998.
    assert!(readout.notes.iter().any(|note| note.contains("by 2 along v₁ and by 0.998 along v₂")));
}

#[test]
fn section_13_item_3_the_spectral_radius_here_is_not_the_bound_there() {
    let canyon = with(&[("formula", "x^2-500*y^2+250*y^4"), ("view", "-1,1,-1,1"), ("point", "1,0.01")]);
    let canyon = proved(canyon, 100);
    let readout = canyon.readout();
    assert!((readout.spectral_radius - 1000.0).abs() < 1.0);
    let bound = readout.lipschitz.unwrap();
    assert!(bound.lower <= 2000.0 && 2000.0 <= bound.upper && bound.upper <= 2000.0 * 1.01, "{bound:?}");
    assert!(readout.bound_sentence.contains("times as sharply"), "{}", readout.bound_sentence);
    assert!(readout.notes.iter().any(|note| note.contains("lower bound of L")));
}

#[test]
fn slices_of_a_proof_find_what_one_proof_finds() {
    for formula in ["(x^2+y-11)^2+(x+y^2-7)^2", "x^3-3*x*y^2", "x^2", "abs(x)+y^2", "sin(x)*cos(y)"] {
        let mut results = Vec::new();
        for budget in [1, 37, 1_000_000] {
            if budget == 1 && formula == "x^2" {
                continue;
            }
            let instrument = proved(with(&[("formula", formula), ("view", "-4,4,-3,5")]), budget);
            results.push((
                instrument.critical(),
                instrument.readout().lipschitz,
                instrument.readout().proof.sentence,
            ));
        }
        let area = [-4.0, 4.0, -3.0, 5.0];
        let expr = Expr::parse(formula).unwrap();
        let once = critical_points(&expr, area);
        for (list, bound, sentence) in &results {
            let points: Vec<[f64; 2]> = list.points.iter().filter(|p| p.proved).map(|p| [p.x, p.y]).collect();
            let told = once.suspects.iter().filter(|p| p.nature.is_some());
            let all = once.points.iter().chain(told).map(|p| [p.x, p.y]);
            assert_eq!(points, all.collect::<Vec<_>>(), "{formula}");
            assert_eq!(list.complete, once.is_settled(), "{formula}");
            assert_eq!(list.points.len(), once.points.len() + once.suspects.len());
            let bound = bound.unwrap();
            let direct = lipschitz(&expr, area, 1e-3);
            assert_eq!((bound.lower, bound.upper), (direct.lower, direct.upper), "{formula}");
            assert_eq!(sentence, &results[0].2);
        }
    }
}

#[test]
fn himmelblaus_nine_points_and_no_others() {
    let mut instrument = CurvatureInstrument::new();
    assert_eq!(instrument.readout().proof.stage, "waiting");
    assert!(instrument.prove(10));
    let sentence = instrument.readout().proof.sentence;
    assert!(sentence.starts_with("Looked at 10 cells"), "{sentence}");
    let mut instrument = proved(instrument, 500);
    let proof = instrument.readout().proof;
    assert_eq!((proof.count, proof.complete, proof.running, proof.share), (9, true, false, 1.0));
    assert_eq!(proof.sentence, "9 found, and there are no others in [−6, 6] × [−6, 6]: proved.");
    let list = instrument.critical();
    let kinds = |kind: &str| list.points.iter().filter(|point| point.kind == kind).count();
    assert_eq!((kinds("minimum"), kinds("maximum"), kinds("saddle")), (4, 1, 4));
    assert!(list.points.windows(2).all(|w| w[0].x <= w[1].x));
    instrument.sort("value");
    instrument.sort("value");
    let list = instrument.critical();
    assert!(list.descending && list.points.windows(2).all(|w| w[0].value >= w[1].value));
    assert_eq!(list.points[0].kind, "maximum");
    instrument.sort("colour");
    assert_eq!(instrument.critical(), list);
}

#[test]
fn points_are_selected_visited_and_snapped_to() {
    let mut instrument = proved(CurvatureInstrument::new(), 500);
    assert_eq!(instrument.selected(), None);
    instrument.visit(1);
    // The minimum (3, 2) is nearest to where the instrument begins.
    let readout = instrument.readout();
    assert!((readout.x - 3.0).abs() < 1e-9 && (readout.y - 2.0).abs() < 1e-9);
    assert_eq!(readout.critical, Some("minimum"));
    let first = instrument.selected().unwrap();
    instrument.visit(1);
    assert_eq!(instrument.selected(), Some(first + 1));
    instrument.visit(-1);
    assert_eq!(instrument.selected(), Some(first));
    instrument.visit(-9);
    assert_eq!(instrument.selected(), Some(first));
    instrument.select(99);
    assert_eq!(instrument.selected(), Some(first));
    for index in 0..9 {
        instrument.select(index);
        assert_eq!(instrument.selected(), Some(index));
        assert!(instrument.readout().lamps[1].on, "{index}");
    }
    // A hand a few pixels off comes to stand on it; a little further off it does not.
    instrument.select(0);
    let [x, y] = instrument.handle();
    let exactly = instrument.settings();
    instrument.place([x + 40.0, y]);
    assert_eq!(instrument.selected(), None);
    instrument.place([x + 4.0, y - 4.0]);
    assert_eq!(instrument.settings(), exactly);
}

#[test]
fn what_is_not_proved_is_said() {
    let circle = proved(at("(x^2+y^2-1)^2", "1,1"), 1000);
    let proof = circle.readout().proof;
    assert!(
        !proof.complete && proof.sentence.contains("undecided, so there may be more"),
        "{}",
        proof.sentence
    );
    assert!(proof.sentence.ends_with("without slope."), "{}", proof.sentence);
    let hidden = proved(at("x^2*y^2+(x^2+y^2)^5", "0,0"), 1000);
    let list = hidden.critical();
    assert_eq!((list.points.len(), list.points[0].proved, list.points[0].kind), (1, false, "degenerate"));
    let sentence = hidden.readout().proof.sentence;
    assert!(sentence.starts_with("None is proved; 1 place looks like a degenerate point"), "{sentence}");
    let pole = proved(at("1/x", "1,1"), 1000);
    assert!(
        pole.readout().bound_sentence.starts_with("Nothing is proved"),
        "{}",
        pole.readout().bound_sentence
    );
    assert_eq!(pole.readout().words.proved_step, "none");
    let off = proved(at("relu(x)^2+y", "1,1"), 1000);
    assert_eq!(off.readout().proof.sentence, "There is none in [−5, 5] × [−5, 5]: proved.");
    let level = proved(at("max(x^2+y^2,1)", "1,1"), 1000).readout().proof;
    assert!(
        !level.complete && level.sentence.ends_with("level ground, where every point is critical: proved."),
        "{}",
        level.sentence
    );
    let constant = proved(at("7", "1,1"), 1000).readout().proof;
    assert_eq!(constant.sentence, "f is constant: every point of the view is critical.");
    let none = proved(at("x+y", "1,1"), 1000);
    assert_eq!(none.readout().proof.sentence, "There is none in [−5, 5] × [−5, 5]: proved.");
}

#[test]
fn s10_5_where_the_order_of_derivatives_matters() {
    let mut instrument = at("x*y*(x^2-y^2)/(x^2+y^2)", "0,0");
    let readout = instrument.readout();
    assert!(
        readout.beyond.contains("f_xy = −1") && readout.beyond.contains("f_yx = 1"),
        "{}",
        readout.beyond
    );
    assert!(readout.beyond.contains("The order matters here"));
    assert_eq!(readout.lamps.clone().map(|lamp| lamp.on), [false, false]);
    instrument.assign(&[("point".into(), text("0.5,0.25"))]);
    assert_eq!(instrument.readout().beyond, "");
}

#[test]
fn stopping_keeps_what_is_proved_and_beginning_again_finishes_it() {
    let mut instrument = with(&[("formula", "sin(3*x)*cos(4*y)+x*y/9"), ("view", "-6,6,-6,6")]);
    instrument.prove(1500);
    instrument.cancel();
    assert!(instrument.is_settled() && !instrument.prove(100));
    let proof = instrument.readout().proof;
    assert_eq!(proof.stage, "cancelled");
    assert!(proof.sentence.starts_with("Stopped."), "{}", proof.sentence);
    let kept = instrument.critical();
    assert!(!kept.complete && !kept.undecided.is_empty());
    instrument.cancel();
    instrument.prove_again();
    assert_eq!(instrument.critical().points, kept.points);
    let instrument = proved(instrument, 1000);
    assert!(instrument.critical().complete && instrument.critical().points.len() > kept.points.len());
}

#[test]
fn another_view_makes_what_is_known_stale_and_another_formula_forgets_it() {
    let mut instrument = proved(CurvatureInstrument::new(), 500);
    instrument.pan(30.0, 0.0);
    let readout = instrument.readout();
    assert!(!instrument.is_settled() && readout.proof.stale && !readout.proof.complete);
    assert!(readout.lipschitz.unwrap().stale && instrument.critical().points.len() == 9);
    instrument.prove(1);
    // Too little is looked at for news: the old is shown on.
    assert!(instrument.readout().proof.stale && instrument.critical().points.len() == 9);
    instrument.assign(&[("formula".into(), text("x^2+y^2"))]);
    assert_eq!((instrument.critical().points.len(), instrument.readout().lipschitz), (0, None));
    assert!(proved(instrument, 500).critical().complete);
}

#[test]
fn a_formula_that_comes_back_is_proved_again() {
    let mut instrument = proved(CurvatureInstrument::new(), 500);
    let formula = "(x^2+y-11)^2+(x+y^2-7)^2";
    instrument.assign(&[("formula".into(), text("x^2"))]);
    instrument.assign(&[("formula".into(), text(formula))]);
    assert!(!instrument.is_settled());
    assert_eq!(instrument.readout().proof.stage, "waiting");
    assert_eq!(proved(instrument, 500).critical().points.len(), 9);
}

#[test]
fn a_link_restores_every_digit() {
    let mut instrument = proved(with(&[("order", "5"), ("trail", "off"), ("levels", "12")]), 1000);
    instrument.select(4);
    instrument.align(0);
    instrument.pan(13.0, 7.0);
    let link: Vec<(String, Value)> = instrument
        .changed()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::Text(value.text())))
        .collect();
    let mut other = CurvatureInstrument::new();
    assert_eq!(other.assign(&link), []);
    assert_eq!(other.settings(), instrument.settings());
    assert_eq!(CurvatureInstrument::new().changed(), []);
    let (a, b) = (other.readout(), instrument.readout());
    assert_eq!(
        (a.x, a.y, a.angle, a.eigenvalues, a.curvature_along),
        (b.x, b.y, b.angle, b.eigenvalues, b.curvature_along)
    );
    instrument.forget();
    assert_eq!(instrument.changed(), []);
}

#[test]
fn every_wrong_setting_is_refused_alone() {
    let mut instrument = CurvatureInstrument::new();
    let before = instrument.settings();
    for (name, value) in [
        ("formula", "x^2+"),
        ("point", "1"),
        ("point", "1,nan"),
        ("view", "1,0,0,1"),
        ("angle", "north"),
        ("angle", "1/0"),
        ("order", "0"),
        ("order", "7"),
        ("order", "2.5"),
        ("trail", "maybe"),
        ("levels", "-1"),
        ("rate", "1"),
    ] {
        let problems = instrument.assign(&[(name.to_owned(), text(value))]);
        assert_eq!(problems.len(), 1, "{name} = {value}");
        assert_eq!((problems[0].setting.as_str(), problems[0].message.ends_with('.')), (name, true));
        assert_eq!(instrument.settings(), before);
    }
    instrument.assign(&[("angle".into(), text("-90"))]);
    assert_eq!(instrument.readout().angle, 270.0);
    instrument.unset("angle");
    assert_eq!(instrument.settings(), before);
}

#[test]
fn every_example_shows_what_it_says() {
    for example in examples() {
        let mut instrument = CurvatureInstrument::new();
        instrument.show(example.name);
        let readout = instrument.readout();
        assert_eq!((readout.example, readout.see), (Some(example.name), example.see));
        assert_eq!(([readout.x, readout.y], readout.angle), (example.point, example.angle));
    }
    let mut instrument = CurvatureInstrument::new();
    let before = instrument.settings();
    instrument.show("nothing");
    instrument.choose("nothing");
    assert_eq!(instrument.settings(), before);
    instrument.choose("rosenbrock");
    assert_eq!(instrument.readout().landscape, Some("rosenbrock"));
    instrument.show("monkey");
    assert_eq!(instrument.readout().shape, "degenerate");
}

/// Lamps, verdict, its ground, list and sentence of a degenerate point say the same.
#[test]
fn one_verdict_a_place() {
    for (formula, kind, said) in [
        ("x^4+y^4", "minimum", "A minimum: the second derivatives cannot tell; the fourth-order terms do."),
        ("-x^2-y^6", "maximum", "A maximum: the second derivatives cannot tell; the sixth-order terms do."),
        (
            "x^3-3*x*y^2",
            "saddle",
            "Neither minimum nor maximum: the second derivatives cannot tell; the third-order terms do.",
        ),
    ] {
        let instrument = proved(with(&[("formula", formula), ("point", "0,0"), ("view", "-5,5,-5,5")]), 1000);
        let (readout, list) = (instrument.readout(), instrument.critical());
        assert_eq!(readout.verdict, said, "{formula}");
        assert_eq!((readout.shape, readout.critical), ("degenerate", Some(kind)), "{formula}");
        assert_eq!(readout.lamps.map(|lamp| lamp.on), [kind == "minimum", true], "{formula}");
        assert_eq!((list.points.len(), list.points[0].proved, list.points[0].kind), (1, true, kind));
        assert_eq!(readout.proof.sentence, "1 found, and there are no others in [−5, 5] × [−5, 5]: proved.");
        assert!(readout.proof.complete && list.complete && list.undecided.is_empty(), "{formula}");
        assert!(readout.beyond.starts_with(if formula == "-x^2-y^6" { "Along v₂" } else { "H is silent" }));
    }
}

#[test]
fn a_function_of_one_form_has_lines_of_critical_points() {
    for (formula, found, verdict) in [
        (
            "x^2",
            "Its minima are a line, x = 0. There are no other critical points in [−5, 5] × [−5, 5]: proved.",
            "A minimum, along a whole line.",
        ),
        (
            "-(x-2*y)^4",
            "Its maxima are a line, x − 2y = 0. There are no other critical points in [−5, 5] × [−5, 5]: proved.",
            "A maximum, along a whole line.",
        ),
        (
            "y^3",
            "Its critical points are a line, y = 0: neither minima nor maxima. There are no others in [−5, 5] × [−5, 5]: proved.",
            "Neither minimum nor maximum, along a whole line.",
        ),
        (
            "x^4-x^2",
            "Its critical points are 3 lines: minima along x = −0.70711, x = 0.70711; maxima along x = 0. There are no \
             others in [−5, 5] × [−5, 5]: proved.",
            "A maximum, along a whole line.",
        ),
        (
            "7",
            "f is constant: every point of the view is critical.",
            "Every point is critical: f is constant.",
        ),
    ] {
        let instrument = proved(with(&[("formula", formula), ("point", "0,0"), ("view", "-5,5,-5,5")]), 1000);
        let (readout, list) = (instrument.readout(), instrument.critical());
        assert_eq!((readout.proof.sentence.as_str(), readout.verdict.as_str()), (found, verdict));
        assert!(readout.proof.complete && list.points.is_empty() && list.undecided.is_empty(), "{formula}");
    }
}

#[test]
fn signs_tell_kinds_apart() {
    let instrument = proved(CurvatureInstrument::new(), 1000);
    let drawn = signs(&instrument);
    let theme = &Theme::LIGHT;
    // Four tarns, one summit, four passes of two flanks each.
    assert_eq!((count(&drawn, theme.bowl), count(&drawn, theme.hill), count(&drawn, theme.sign)), (4, 1, 8));
    let circle = proved(at("(x^2+y^2-1)^2", "1,1"), 1000);
    assert!(count(&signs(&circle), theme.sign) > 10, "hatching");
    let trough = signs(&proved(at("x^2", "1,1"), 1000));
    assert_eq!((count(&trough, theme.bowl), count(&trough, theme.sign)), (1, 0), "a line and no hatching");
    assert_eq!(count(&signs(&CurvatureInstrument::new()), theme.sign), 0);
}

#[test]
fn the_cross_tells_signs_by_shape() {
    let theme = &Theme::LIGHT;
    let polygons = |formula: &str| {
        let drawn = point(&with(&[("formula", formula), ("point", "0,0"), ("trail", "off")]));
        (drawn.matches("\narea ").count(), count(&drawn, theme.bowl) > 0, count(&drawn, theme.hill) > 0)
    };
    // Arrowheads, each with its rim, point out of a bowl; a hill has bars; a saddle has both.
    assert_eq!(polygons("x^2+2*y^2"), (8, true, false));
    assert_eq!(polygons("-x^2-2*y^2"), (0, false, true));
    assert_eq!(polygons("x^2-2*y^2"), (4, true, true));
    let drawn = point(&at("x^2-500*y^2", "0,0"));
    assert!(drawn.contains("λ₁ = −1000") && drawn.contains("λ₂ = 2"));
}

#[test]
fn the_trail_can_be_switched_off() {
    let red = |trail: &str| count(&point(&with(&[("trail", trail)])), Theme::LIGHT.trail);
    assert!(red("on") > red("off") + 5, "{} {}", red("on"), red("off"));
}

#[test]
fn every_kind_of_ground_is_drawn_and_described() {
    let formulas = [
        "ln(x)",
        "sqrt(x-1)",
        "1/x",
        "5",
        "x^2",
        "exp(exp(x))",
        "0/0",
        "abs(x)+abs(y)",
        "x*y*(x^2-y^2)/(x^2+y^2)",
        "1e300*x^2",
        "1e-300*y^4",
        "x^1000",
        "tan(30*x)",
    ];
    let nasty = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300, 0.0, 1e300, 200.0];
    for formula in formulas {
        let mut instrument = at(formula, "0,0");
        instrument.resize(480.0, 400.0);
        instrument.ground(8.0);
        for _ in 0..3 {
            instrument.prove(200);
        }
        instrument.cancel();
        for value in nasty {
            for other in [value, 100.0] {
                let pixel = [value, other];
                instrument.place(pixel);
                instrument.nudge(value, other, false, true);
                instrument.zoom(value, pixel);
                instrument.wheel(value, 7, pixel);
                instrument.pan(value, other);
                instrument.pinch([pixel, [0.0, 0.0]], [[1.0, 1.0], pixel]);
                instrument.turn(value);
                instrument.aim(value, other);
                let _ = instrument.grabs(pixel);
                instrument.resize(value, other);
                instrument.prove(1);
                let readout = instrument.readout();
                assert!(
                    readout.x.is_finite() && readout.y.is_finite() && readout.angle.is_finite(),
                    "{formula}"
                );
                assert!(readout.sentence.starts_with("x = "), "{formula}: {}", readout.sentence);
            }
        }
        instrument.visit(i32::MIN);
        instrument.align(7);
        instrument.resize(480.0, 400.0);
        instrument.look(None);
        instrument.ground(8.0);
        assert!(signs(&instrument).starts_with("sheet") && point(&instrument).starts_with("sheet"));
        assert!(sheet(|sheet| instrument.draw_dial(sheet, &Theme::DARK)).contains("disc"));
        for which in 0..4 {
            let drawn = sheet(|sheet| instrument.draw_slice(which, sheet, &Theme::DARK));
            assert!(drawn.contains("line") || drawn.contains("no values"), "{formula}");
        }
        assert!(serde_json::to_string(&instrument.readout()).is_ok());
    }
}

/// What is 0 but for the rounding of a sum is written as 0.
#[test]
fn a_zero_is_written_as_zero() {
    for formula in ["x^2+y^2", "x^2-y^2", "(x+0.1*y)^2"] {
        for point in ["0,0", "1,1", "0.3,-0.7", "-1,0", "0.1,0.2"] {
            for degrees in (0..180).step_by(5) {
                let mut instrument = at(formula, point);
                instrument.assign(&[("angle".into(), Value::Number(f64::from(degrees)))]);
                let words = instrument.readout().words;
                let all = serde_json::to_string(&words).unwrap();
                assert!(
                    !["⁻¹⁵", "⁻¹⁶", "⁻¹⁷", "⁻¹⁸"].iter().any(|tiny| all.contains(tiny)),
                    "{formula} {point} {degrees}: {all}"
                );
            }
        }
    }
}

/// How heights are drawn travels in the link, and what is used is said.
#[test]
fn heights_are_a_setting_and_what_is_used_is_said() {
    let mut instrument = at("(1-x)^2+100*(y-x^2)^2", "0,0");
    assert_eq!(instrument.readout().heights, None, "nothing is drawn yet");
    let used = |instrument: &mut CurvatureInstrument| {
        instrument.ground(4.0);
        instrument.readout().heights.unwrap()
    };
    assert_eq!(used(&mut instrument), "compressed");
    let set = |instrument: &mut CurvatureInstrument, text: &str| {
        instrument.assign(&[("heights".to_owned(), Value::Text(text.to_owned()))])
    };
    assert_eq!(set(&mut instrument, "linear"), []);
    assert_eq!(used(&mut instrument), "linear");
    assert!(instrument.changed().contains(&("heights", Value::Text("linear".to_owned()))));
    assert_eq!(set(&mut instrument, "steep")[0].message, "heights is auto, linear or compressed.");
    assert_eq!(set(&mut instrument, "auto"), []);
    assert!(!instrument.changed().iter().any(|(name, _)| *name == "heights"));
}
