//! Critical points against the independent reference, and where there are infinitely many.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{
    Critical, CriticalPoints, CriticalSearch, Doubt, Expr, critical_points, curvature, gradient, is_critical,
    landscapes,
};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/critical_points.json")).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn parse(text: &str) -> Expr {
    Expr::parse(text).unwrap()
}

fn found(text: &str, area: [f64; 4]) -> CriticalPoints {
    critical_points(&parse(text), area)
}

#[test]
fn every_point_of_the_reference_and_no_other() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let area: [f64; 4] = numbers(&surface["box"]).try_into().unwrap();
        let got = found(surface["expr"].as_str().unwrap(), area);
        let want = surface["points"].as_array().unwrap();
        assert!(got.complete, "{name}: {:?} undecided", got.undecided);
        assert_eq!(got.points.len(), want.len(), "{name}: {:?}", got.points);
        for want in want {
            let [x, y] = ["x", "y"].map(|key| want[key].as_f64().unwrap());
            let near = |point: &&_| {
                let point: &hillside_core::CriticalPoint = point;
                (point.x - x).abs() <= 1e-9 && (point.y - y).abs() <= 1e-9
            };
            let point = got.points.iter().find(near).unwrap_or_else(|| panic!("{name}: none at {x}, {y}"));
            assert_eq!(point.kind.name(), want["class"].as_str().unwrap(), "{name} at {x}, {y}");
            let eigenvalues = numbers(&want["eig"]);
            let larger = eigenvalues[0].abs().max(eigenvalues[1].abs());
            for (got, want) in point.eigenvalues.iter().zip(&eigenvalues) {
                assert!((got - want).abs() <= 1e-7 * larger, "{name} at {x}, {y}: {got}, not {want}");
            }
            let value = want["f"].as_f64().unwrap();
            assert!((point.value - value).abs() <= 1e-9 * (1.0 + value.abs()), "{name} at {x}, {y}");
        }
    }
}

#[test]
fn degenerate_sets_are_said_to_be() {
    for set in reference()["degenerate"].as_array().unwrap() {
        let name = set["name"].as_str().unwrap();
        let got = found(set["expr"].as_str().unwrap(), [-2.0, 2.0, -1.5, 1.5]);
        if set["set"] == "plane" {
            assert!(got.complete && got.points.is_empty(), "{name}");
            assert_eq!(got.flat.len(), 1, "{name}");
            assert_eq!(got.flat[0].bounds, [-2.0, 2.0, -1.5, 1.5], "{name}");
            continue;
        }
        assert!(!got.complete && got.flat.is_empty(), "{name}");
        assert!(
            got.points.iter().all(|point| point.kind != Critical::Degenerate),
            "{name}: {:?}",
            got.points
        );
        assert_eq!(got.points.len(), 0, "{name}: {:?}", got.points);
        assert_eq!(got.undecided.len(), 1, "{name}");
        let region = &got.undecided[0];
        assert_eq!(region.doubt, Doubt::Degenerate, "{name}");
        let single = set["set"] == "point";
        assert_eq!(got.suspects.len(), usize::from(single), "{name}: {:?}", got.suspects);
        let [x0, x1, y0, y1] = region.bounds;
        let small = 3e-3;
        match set["set"].as_str().unwrap() {
            "point" => {
                assert!(x0 <= 0.0 && 0.0 <= x1 && y0 <= 0.0 && 0.0 <= y1, "{name}: {:?}", region.bounds);
                assert!(x1 - x0 < small && y1 - y0 < small, "{name}: {:?}", region.bounds);
                let [suspect] = got.suspects[..] else { panic!("{name}: {:?}", got.suspects) };
                assert_eq!((suspect.x, suspect.y, suspect.kind), (0.0, 0.0, Critical::Degenerate), "{name}");
                assert_eq!(suspect.eigenvalues.to_vec(), numbers(&set["eig"]), "{name}");
            }
            "line x=0" => {
                assert!(x0 <= 0.0 && 0.0 <= x1 && x1 - x0 < small, "{name}: {:?}", region.bounds);
                assert_eq!((y0, y1), (-1.5, 1.5), "{name}");
            }
            other => panic!("{name}: what is {other}?"),
        }
    }
}

#[test]
fn what_the_second_derivatives_do_not_tell_higher_orders_do() {
    for set in reference()["degenerate"].as_array().unwrap().iter().filter(|set| set["set"] == "point") {
        let (name, nature) = (set["name"].as_str().unwrap(), set["true_nature"].as_str().unwrap());
        let got = found(set["expr"].as_str().unwrap(), [-2.0, 2.0, -1.5, 1.5]);
        assert!(got.is_settled(), "{name}: {got:?}");
        assert_eq!(got.suspects[0].nature.unwrap().kind.name(), nature, "{name}");
    }
    let three = found("(x^2-1)^4+y^4", [-2.0, 2.0, -1.5, 1.5]);
    assert!(three.is_settled(), "{three:?}");
    for point in &three.suspects {
        let kind = if point.x == 0.0 { Critical::Saddle } else { Critical::Minimum };
        assert_eq!((point.nature.unwrap().kind, point.y), (kind, 0.0), "{point:?}");
    }
    assert_eq!(three.suspects.len(), 3);
    let hidden = found("x^2*y^2", [-2.0, 2.0, -1.5, 1.5]);
    assert!(!hidden.is_settled());
}

#[test]
fn a_function_of_one_form_has_lines() {
    use Critical::{Maximum, Minimum, Saddle};
    let near = |got: f64, want: f64| (got - want).abs() < 1e-12;
    let pi = std::f64::consts::PI;
    for (text, normal, want) in [
        ("x^2", [1.0, 0.0], vec![(0.0, Minimum)]),
        ("-(y-0.5)^4", [0.0, 1.0], vec![(0.5, Maximum)]),
        ("x^3", [1.0, 0.0], vec![(0.0, Saddle)]),
        ("(x+y)^2", [1.0, 1.0], vec![(0.0, Minimum)]),
        ("(x-2*y)^2", [1.0, -2.0], vec![(0.0, Minimum)]),
        ("(x-2*y-1)^3+3*(x-2*y-1)^4", [1.0, -2.0], vec![(0.75, Minimum), (1.0, Saddle)]),
        ("sin(2*x)", [1.0, 0.0], vec![(-pi / 4.0, Minimum), (pi / 4.0, Maximum)]),
        ("x^4-x^2", [1.0, 0.0], vec![(-0.5f64.sqrt(), Minimum), (0.0, Maximum), (0.5f64.sqrt(), Minimum)]),
        ("exp(x)+x", [1.0, 0.0], vec![]),
        ("ln(y)", [0.0, 1.0], vec![]),
    ] {
        let got = found(text, [-2.0, 2.0, -1.5, 1.5]);
        let lines = got.lines.as_ref().unwrap();
        assert!(got.is_settled(), "{text}: {got:?}");
        assert_eq!(lines.lines.len(), want.len(), "{text}: {lines:?}");
        for (line, (offset, kind)) in lines.lines.iter().zip(want) {
            assert!(near(line.offset, offset) && line.kind == kind, "{text}: {line:?}");
            assert_eq!(line.normal, normal, "{text}");
            for [x, y] in line.ends {
                assert!(near(normal[0] * x + normal[1] * y, offset), "{text}: {line:?}");
                assert!((-2.0..=2.0).contains(&x) && (-1.5..=1.5).contains(&y), "{text}: {line:?}");
            }
        }
        // Whoever asks for points is told nothing that is not so.
        assert!(got.points.is_empty() && got.suspects.is_empty(), "{text}");
        assert_eq!(got.complete, lines.lines.is_empty(), "{text}");
        for line in &lines.lines {
            let [x, y] = line.ends[0];
            let holds = |[x0, x1, y0, y1]: &[f64; 4]| {
                (x0 - 1e-9..=x1 + 1e-9).contains(&x) && (y0 - 1e-9..=y1 + 1e-9).contains(&y)
            };
            assert!(got.undecided.iter().flat_map(|region| &region.cells).any(holds), "{text}");
        }
    }
    let level = found("7", [-2.0, 2.0, -1.5, 1.5]);
    assert!(level.lines.as_ref().unwrap().everywhere && level.is_settled() && level.flat.len() == 1);
    for nowhere in ["0/0", "ln(-1)", "1/(x-x)"] {
        assert!(found(nowhere, [-2.0, 2.0, -1.5, 1.5]).lines.is_none(), "{nowhere}");
    }
    let kink = found("abs(x)", [-2.0, 2.0, -1.5, 1.5]);
    assert!(!kink.is_settled() && kink.undecided[0].doubt == Doubt::Rough, "{kink:?}");
    let corner = found("(x+y-9)^2", [-2.0, 2.0, -1.5, 1.5]);
    assert!(corner.complete && corner.undecided.is_empty(), "{corner:?}");
}

#[test]
fn a_circle_of_minima_ends_undecided() {
    let got = found("(x^2+y^2-1)^2", [-2.0, 2.0, -2.0, 2.0]);
    assert!(!got.complete);
    assert_eq!(got.points.len(), 1, "{:?}", got.points);
    assert_eq!(got.points[0].kind, Critical::Maximum);
    assert_eq!(got.undecided.len(), 1);
    assert_eq!(got.undecided[0].doubt, Doubt::Degenerate);
    let thin = got.undecided[0].cells.iter().all(|&[x0, x1, y0, y1]| {
        let [near, far] = [
            x0.abs().min(x1.abs()).hypot(y0.abs().min(y1.abs())),
            x0.abs().max(x1.abs()).hypot(y0.abs().max(y1.abs())),
        ];
        near <= 1.02 && far >= 0.98 && far - near < 0.02
    });
    assert!(thin, "cells away from the circle");
}

#[test]
fn points_on_the_sides_of_cells_are_neither_lost_nor_doubled() {
    // The box is halved first at 0, then at quarters: both lie on sides and corners of cells.
    for text in ["x^2+y^2", "(x-1)^2+(y+0.5)^2", "x^4-2*x^2+y^2", "cos(pi*x)+cos(pi*y)"] {
        let wide = found(text, [-2.0, 2.0, -2.0, 2.0]);
        let odd = found(text, [-2.017, 2.083, -2.029, 2.041]);
        assert!(wide.complete && odd.complete, "{text}");
        assert_eq!(wide.points.len(), odd.points.len(), "{text}");
    }
}

#[test]
fn points_on_the_border_of_the_box_count() {
    for area in [[0.0, 3.0, 0.0, 3.0], [-3.0, 0.0, -1.0, 1.0], [0.0, 1.0, -1.0, 0.0]] {
        let got = found("x^2+3*y^2", area);
        assert!(got.complete && got.points.len() == 1, "{area:?}: {got:?}");
        assert_eq!((got.points[0].x, got.points[0].y), (0.0, 0.0));
    }
    let beside = found("x^2+y^2", [1e-9, 1.0, -1.0, 1.0]);
    assert!(beside.complete && beside.points.is_empty(), "{beside:?}");
}

#[test]
fn kinks_and_poles_are_regions() {
    for (text, area) in [
        ("abs(x)+y^2", [-1.0, 1.0, -1.0, 1.0]),
        ("sqrt(x^2+y^2)", [-1.0, 1.0, -1.0, 1.0]),
        ("-20*exp(-0.2*sqrt((x^2+y^2)/2))", [-1.0, 1.0, -1.0, 1.0]),
    ] {
        let got = found(text, area);
        assert!(!got.complete && got.points.is_empty(), "{text}: {got:?}");
        assert_eq!(got.undecided.len(), 1, "{text}");
        assert_eq!(got.undecided[0].doubt, Doubt::Rough, "{text}");
        let [x0, x1, y0, y1] = got.undecided[0].bounds;
        assert!(x0 <= 0.0 && 0.0 <= x1 && y0 <= 0.0 && 0.0 <= y1 && x1 - x0 + y1 - y0 < 0.01, "{text}");
    }
}

/// Where a unit is off the ground is proved to be level; where the gradient or the function jumps nothing is proved.
#[test]
fn level_ground_is_told_from_kinks_and_jumps() {
    let area = [-2.0, 2.0, -1.5, 1.75];
    // Where the ground is level, where it is not, and where there is a kink or a jump.
    for (text, level, sloping, odd) in [
        ("relu(x)+relu(y)", [-1.0, -1.0], [1.0, -1.0], [0.0, -1.0]),
        ("(relu(x-1)+relu(2*y-x)-0.5)^2", [-1.0, -1.0], [1.5, 1.5], [-1.0, -0.5]),
        ("max(x^2+y^2,1)", [0.3, 0.4], [1.5, 0.0], [0.6, 0.8]),
        ("min(x,y,-1)", [1.0, 0.3], [-1.7, 0.0], [0.0, -1.0]),
        ("step(x)*(x^2+y^2+1)", [-1.0, 0.0], [1.0, 1.0], [0.0, 0.5]),
        ("sign(x+y)", [1.0, 1.0], [f64::NAN; 2], [0.5, -0.5]),
        ("relu(1-x^2-y^2)", [1.0, 1.0], [0.5, 0.5], [0.6, -0.8]),
    ] {
        let got = found(text, area);
        let lies_in = |regions: &[hillside_core::Region], [x, y]: [f64; 2]| {
            regions
                .iter()
                .flat_map(|region| &region.cells)
                .any(|[x0, x1, y0, y1]| (*x0..=*x1).contains(&x) && (*y0..=*y1).contains(&y))
        };
        assert!(lies_in(&got.flat, level), "{text}");
        assert!(!lies_in(&got.flat, sloping) && !lies_in(&got.undecided, sloping), "{text}");
        assert!(!lies_in(&got.flat, odd) && lies_in(&got.undecided, odd), "{text}");
        assert!(got.undecided.iter().all(|region| region.doubt == Doubt::Rough), "{text}");
        assert!(!got.complete, "{text}");
        // What is said to be level is.
        let expr = parse(text);
        for [x0, x1, y0, y1] in got.flat.iter().flat_map(|region| &region.cells) {
            for at in [[*x0, *y0], [*x1, *y1], [0.5 * (x0 + x1), 0.5 * (y0 + y1)]] {
                assert_eq!(gradient(&expr, at), [0.0, 0.0], "{text} at {at:?}");
            }
        }
    }
    let top = found("relu(1-x^2-y^2)", area);
    assert_eq!((top.points.len(), top.points[0].kind), (1, Critical::Maximum));
    assert!(found("sign(x)*x+y", area).points.is_empty());
    // A gradient that vanishes on either side of a jump, and at it only by convention.
    assert!(!is_critical(&parse("sign(x)+y^2"), [0.0, 0.0]));
    assert!(is_critical(&parse("sign(x)+y^2"), [1.0, 0.0]));
    assert!(!is_critical(&parse("relu(x)+y^2"), [0.0, 0.0]));
    assert!(is_critical(&parse("relu(x)+y^2"), [-1.0, 0.0]));
    assert!(!is_critical(&parse("max(x,-x)"), [0.0, 0.0]));
    assert!(!is_critical(&parse("hypot(x,y)"), [0.0, 0.0]));
}

#[test]
fn outside_the_domain_there_is_nothing() {
    let got = found("ln(x)^2+y^2", [-2.0, 2.0, -1.0, 1.0]);
    assert_eq!(got.points.len(), 1, "{got:?}");
    assert!((got.points[0].x - 1.0).abs() < 1e-12);
    let nowhere = found("sqrt(-1-x^2)", [-1.0, 1.0, -1.0, 1.0]);
    assert!(nowhere.complete && nowhere.points.is_empty());
}

#[test]
fn slices_find_what_one_run_finds() {
    let expr = Expr::parse("(x^2+y-11)^2+(x+y^2-7)^2").unwrap();
    let area = [-6.0, 6.0, -6.0, 6.0];
    let mut search = CriticalSearch::new(&expr, area);
    assert!(!search.found().complete);
    let mut share = 0.0;
    loop {
        let progress = search.step(7);
        assert!(progress.share >= share - 1e-12 && progress.share <= 1.0);
        share = progress.share;
        if progress.finished {
            break;
        }
        assert!(!search.found().complete);
    }
    assert_eq!(search.found(), critical_points(&expr, area));
}

#[test]
fn no_box_and_no_formula_is_too_strange() {
    for text in ["1/0", "x/y", "1/(x^2+y^2)", "x^y", "10^400*x", "exp(exp(x))", "tan(x)*y", "x", "7"] {
        for area in [
            [f64::NAN, 1.0, 0.0, 1.0],
            [1.0, -1.0, 2.0, -2.0],
            [0.0, 0.0, -1.0, 1.0],
            [-f64::MAX, f64::MAX, -1.0, 1.0],
            [-1e300, 1e300, -1e-300, 1e-300],
            [1e16, 1e16 + 2.0, 0.0, f64::INFINITY],
        ] {
            let expr = Expr::parse(text).unwrap();
            let mut search = CriticalSearch::new(&expr, area);
            search.step(2000);
            let _ = search.found();
        }
    }
}

#[test]
fn every_landscape_ends_and_tells_the_truth() {
    for landscape in landscapes() {
        let expr = Expr::parse(landscape.formula).unwrap();
        let mut search = CriticalSearch::new(&expr, landscape.domain);
        search.step(3000);
        for point in search.found().points {
            let here = curvature(&expr, [point.x, point.y]);
            assert!(here.critical.is_some(), "{}: {point:?} is not critical", landscape.name);
        }
    }
}

/// The slopes of a function may be far larger or smaller than 1, its points are as sure.
#[test]
fn the_scale_of_the_function_does_not_matter() {
    for factor in ["1e-300", "1e-200", "1e200", "1e300"] {
        let got = found(&format!("{factor}*((x-0.1)^2+3*(y+0.3)^2)"), [-1.0, 1.0, -1.0, 1.0]);
        assert!(got.complete && got.points.len() == 1, "{factor}: {got:?}");
        assert_eq!(got.points[0].kind, Critical::Minimum, "{factor}");
    }
    let saddle = found("1e200*x*y+1e200*(x^2+y^2)/4", [-1.0, 2.0, -1.0, 1.5]);
    assert!(saddle.complete && saddle.points[0].kind == Critical::Saddle, "{saddle:?}");
}

/// Far out the ground is so flat that nothing can be proved; that does not hide the points that are
/// there to be seen.
#[test]
fn wide_plains_are_looked_at_last() {
    let easom = found("-cos(x)*cos(y)*exp(-(x-pi)^2-(y-pi)^2)", [-100.0, 100.0, -100.0, 100.0]);
    let bottom = |point: &&hillside_core::CriticalPoint| point.value < -0.999;
    let deepest = easom.points.iter().find(bottom).unwrap();
    assert!((deepest.x - std::f64::consts::PI).abs() < 1e-12 && deepest.kind == Critical::Minimum);
    assert!(!easom.complete);
    assert!(easom.suspects.is_empty(), "not looked at is not degenerate: {:?}", easom.suspects);
    let peak = found("exp(-1000*x^2-1000*y^2)", [-5.0, 5.0, -4.0, 5.0]);
    assert_eq!(peak.points.len(), 1, "{:?}", peak.points);
    assert_eq!((peak.points[0].x, peak.points[0].y, peak.points[0].kind), (0.0, 0.0, Critical::Maximum));
    assert!(!peak.complete, "nothing can be proved where the slopes are 0 to a double");
}

/// Nobody waits for ever.
#[test]
fn a_page_long_formula_ends() {
    let term = |k: u32| format!("sin({k}*x+cos({}*y*x))*exp(-(x-{k}/40)^2)", 41 - k);
    let text = (1..40).map(term).collect::<Vec<_>>().join("+");
    let expr = Expr::parse(&text).unwrap();
    let mut search = CriticalSearch::new(&expr, [-1.0, 1.0, -1.0, 1.0]);
    let mut progress = search.step(500);
    while !progress.finished {
        progress = search.step(500);
    }
    assert!(progress.cells < 40_000, "{progress:?}");
    for point in search.found().points {
        assert!(curvature(&expr, [point.x, point.y]).critical.is_some(), "{point:?}");
    }
}

/// Stopped at any time, a search claims nothing that the finished one does not, and forgets no point:
/// each lies in what is still undecided until it is found.
#[test]
fn cancelled_at_any_stage_nothing_false_is_said() {
    for text in ["(x^2+y-11)^2+(x+y^2-7)^2", "abs(x)*y^2+x^3-x", "(x^2+y^2-1)^2", "sin(3*x)*cos(y)"] {
        let expr = Expr::parse(text).unwrap();
        let area = [-6.0, 6.0, -6.0, 6.0];
        let all = critical_points(&expr, area);
        let mut search = CriticalSearch::new(&expr, area);
        for _ in 0..400 {
            let progress = search.step(3);
            let now = search.found();
            assert_eq!(now.complete, now.undecided.is_empty(), "{text}");
            assert!(progress.finished || !now.complete, "{text}");
            for point in &now.points {
                let same = |other: &&_| {
                    let other: &hillside_core::CriticalPoint = other;
                    (other.x, other.y, other.kind) == (point.x, point.y, point.kind)
                };
                assert!(all.points.iter().any(|other| same(&other)), "{text}: {point:?} is not in the end");
            }
            for point in &all.points {
                let known = now.points.iter().any(|other| (other.x, other.y) == (point.x, point.y));
                let admitted = now.undecided.iter().flat_map(|region| &region.cells).any(|cell| {
                    let wide = 0.1 * (cell[1] - cell[0]).max(cell[3] - cell[2]);
                    (cell[0] - wide..=cell[1] + wide).contains(&point.x)
                        && (cell[2] - wide..=cell[3] + wide).contains(&point.y)
                });
                assert!(known || admitted, "{text}: {point:?} is not admitted after {}", progress.cells);
            }
            if progress.finished {
                break;
            }
        }
    }
}

/// A square root of what is always 0 has a slope, 0, though the chain rule's formula has none: that
/// formula proves nothing where it has no value.
#[test]
fn a_rule_without_a_value_proves_nothing() {
    for text in [
        "sqrt(0*x)+(x-1)^2+(y-1)^2",
        "(x-1)^2+(y-1)^2+(y-y)^0.5",
        "(0*x)^y+(x-1)^2+(y-1)^2",
        "asin(1+0*x)+(x-1)^2+(y-1)^2",
        "acos(0*y-1)+(x-1)^2+(y-1)^2",
    ] {
        let got = found(text, [-2.0, 3.0, -2.0, 3.0]);
        let known = got.points.iter().any(|point| (point.x, point.y) == (1.0, 1.0));
        let admitted = got
            .undecided
            .iter()
            .flat_map(|region| &region.cells)
            .any(|[x0, x1, y0, y1]| (x0..=x1).contains(&&1.0) && (y0..=y1).contains(&&1.0));
        assert!(known || admitted, "{text}: nothing is said of (1, 1)");
    }
}

/// Where a function ends, its slope is infinite or it has none: an edge along the sides of cells takes
/// no time.
#[test]
fn edges_of_a_domain_are_not_doubtful() {
    for text in
        ["sqrt(x)+(y-1)^2+x", "x^0.5-(1-y)^2+3*x", "sqrt(-x)+y^2", "asin(x)+y^2", "(x+y^2)*0.5+sqrt(x)"]
    {
        let expr = Expr::parse(text).unwrap();
        let mut search = CriticalSearch::new(&expr, [-2.0, 2.0, -2.0, 2.0]);
        let progress = search.step(2000);
        assert!(progress.finished && search.found().complete, "{text}: {progress:?} {:?}", search.found());
    }
}

/// What is proved to be somewhere in a wide cell is given no wider than its last digits, however steep the
/// function is there; in a stiff sum no wider than what its rounding leaves open, and no less.
#[test]
fn proved_points_are_narrowed_to_their_last_digits() {
    let check_within = |formula: &str, [x, y]: [f64; 2], width: f64| {
        let got = found(formula, [-1.4, 1.3, -1.2, 1.5]);
        let near = |point: &&hillside_core::CriticalPoint| (point.x - x).abs() + (point.y - y).abs() < 1e-6;
        let point =
            got.points.iter().find(near).unwrap_or_else(|| panic!("{formula}: {got:?}, not {x}, {y}"));
        assert!(point.error <= width, "{formula}: {point:?}");
        for (got, want) in [(point.x, x), (point.y, y)] {
            assert!(
                (got - want).abs() <= point.error + 4e-16 * want.abs(),
                "{formula}: {point:?}, not {want}"
            );
        }
    };
    let check = |formula: &str, at: [f64; 2]| check_within(formula, at, 2e-14);
    let root = |value: f64, degree: f64| (value.ln() / degree).exp();
    for n in (2..12).chain([31, 32, 33, 47, 63, 64, 65, 66, 70, 98, 99, 100, 101, 102, 128, 200, 301]) {
        let lowest = root(1.0 / f64::from(n), f64::from(n - 1));
        check(&format!("x^{n}-x+y^2"), [lowest, 0.0]);
        check(&format!("(x-1/8)^2+y^{n}-y"), [0.125, lowest]);
        if n % 2 == 1 {
            check(&format!("x^{n}-x-y^2"), [-lowest, 0.0]);
        }
    }
    for k in [2.0, 7.0, 13.0, 40.0, 90.0, 150.0] {
        let steep: f64 = -f64::ln(k) / k;
        check(&format!("exp({k}*x)-x+y^2"), [steep, 0.0]);
        check(&format!("exp(-{k}*y)+y-x^2"), [0.0, -steep]);
        check(&format!("cosh({k}*x)+(y-0.5)^4*8+(y-0.5)^2"), [0.0, 0.5]);
        check(&format!("sinh({k}*x)-{k}*x*cosh({k}/2)+(y-0.25)^2"), [0.5, 0.25]);
    }
    // Stiff sums: one way bends up to 1e12 times as sharply as the other.
    for power in [3, 6, 9] {
        let width = 4e-16 * 10f64.powi(power);
        check_within(&format!("(x-0.75)^2+10^{power}*(y-x/2)^2"), [0.75, 0.375], width);
        let steep: f64 = -f64::ln(9.0) / 9.0;
        check_within(&format!("exp(9*x)-x+10^{power}*(y+x)^2"), [steep, -steep], width);
    }
}
