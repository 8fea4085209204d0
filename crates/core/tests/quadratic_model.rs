//! The quadratic model of the ground about a point, and its level curves.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]

use hillside_core::{Conic, Expr, QuadraticModel};

fn of(text: &str, at: [f64; 2]) -> QuadraticModel {
    QuadraticModel::of(&Expr::parse(text).expect("a formula"), at)
}

/// Every point drawn of a level curve has the level's height and is within reach.
#[track_caller]
fn check_pieces(model: &QuadraticModel, height: f64, reach: f64) -> Vec<Vec<[f64; 2]>> {
    let pieces = model.level_curve(height).pieces(reach, 33);
    let [a, b, c] = model.hessian.map(f64::abs);
    let [g, h] = model.gradient.map(f64::abs);
    let size = model.value.abs() + height.abs() + (g + h + (a + b + c) * reach) * reach;
    for piece in &pieces {
        assert!(piece.len() == 33 || piece.len() == 2);
        for by in piece {
            let off = (model.value_at(*by) - height).abs();
            assert!(off <= 1e-9 * size, "{model:?}: {off} off at {by:?} for height {height}");
            assert!(by[0].hypot(by[1]) <= 1.4143 * reach, "{model:?}: {by:?} is out of reach");
        }
    }
    pieces
}

#[test]
fn s10_24_the_level_ellipse_has_half_axes_one_over_the_roots() {
    let bowl = of("x^2+10*y^2", [0.0, 0.0]);
    let Conic::Ellipse { centre, half_axes, axes } = bowl.level_curve(1.0) else { panic!("an ellipse") };
    assert_eq!((centre, axes), ([0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]]));
    assert!((half_axes[0] - 1.0).abs() < 1e-15 && (half_axes[1] - 0.1f64.sqrt()).abs() < 1e-15);
    // The same seen from elsewhere: the centre is where the slope vanishes.
    let beside = of("x^2+10*y^2", [3.0, -2.0]);
    let Conic::Ellipse { centre, half_axes: same, .. } = beside.level_curve(1.0) else {
        panic!("an ellipse")
    };
    assert_eq!(beside.centre(), Some([-3.0, 2.0]));
    assert!((centre[0] + 3.0).abs() < 1e-14 && (centre[1] - 2.0).abs() < 1e-14);
    assert!((same[0] - half_axes[0]).abs() < 1e-13 && (same[1] - half_axes[1]).abs() < 1e-13);
}

#[test]
fn an_ellipse_within_reach_is_closed() {
    let pieces = check_pieces(&of("2*x^2+x*y+3*y^2", [0.1, 0.2]), 1.0, 10.0);
    assert_eq!(pieces.len(), 1);
    let (first, last) = (pieces[0][0], pieces[0][32]);
    assert!((first[0] - last[0]).abs() < 1e-14 && (first[1] - last[1]).abs() < 1e-14);
}

#[test]
fn the_long_axis_comes_first_on_hills_too() {
    for text in ["x^2+10*y^2", "10*x^2+y^2", "-x^2-10*y^2", "-10*x^2-y^2"] {
        let model = of(text, [0.0, 0.0]);
        let Conic::Ellipse { half_axes: [a, b], axes, .. } = model.level_curve(model.hessian[0].signum())
        else {
            panic!("{text}: an ellipse");
        };
        assert!(a > b, "{text}");
        let curvature = axes.map(|axis| model.curvature_along(axis).abs());
        assert!(curvature[0] < curvature[1], "{text}");
    }
}

#[test]
fn a_saddle_has_hyperbolas_and_at_its_centre_two_lines() {
    let saddle = of("x^2-4*y^2", [0.0, 0.0]);
    for (height, axis, half_axes) in [(4.0, [1.0, 0.0], [2.0, 1.0]), (-4.0, [0.0, 1.0], [1.0, 2.0])] {
        let Conic::Hyperbola { centre, half_axes: got, axes } = saddle.level_curve(height) else {
            panic!("a hyperbola");
        };
        assert_eq!((centre, axes[0], got), ([0.0, 0.0], axis, half_axes));
        assert_eq!(check_pieces(&saddle, height, 5.0).len(), 2);
    }
    let Conic::Lines { lines } = saddle.level_curve(0.0) else { panic!("two lines") };
    assert_eq!(lines.len(), 2);
    for [_, along] in lines {
        assert!(
            saddle.curvature_along(along).abs() < 1e-15 && (along[0].hypot(along[1]) - 1.0).abs() < 1e-15
        );
    }
    assert_eq!(check_pieces(&saddle, 0.0, 5.0).len(), 2);
}

#[test]
fn troughs_have_parallel_lines_and_sloping_ones_parabolas() {
    let trough = of("(x+y)^2", [1.0, 0.0]);
    let Conic::Lines { lines } = trough.level_curve(1.0) else { panic!("two lines") };
    assert_eq!(lines.len(), 2);
    check_pieces(&trough, 1.0, 5.0);
    assert_eq!(trough.centre(), None);
    let Conic::Lines { lines } = of("x^2", [0.0, 0.0]).level_curve(0.0) else { panic!("one line") };
    assert_eq!(lines, [[[0.0, 0.0], [0.0, 1.0]]]);
    assert_eq!(of("x^2", [0.0, 0.0]).level_curve(-1.0), Conic::Empty);
    for text in ["x^2+y", "x-3*y^2", "(x+2*y)^2-x+y"] {
        let sloping = of(text, [0.3, -0.4]);
        assert!(matches!(sloping.level_curve(sloping.value), Conic::Parabola { .. }), "{text}");
        assert!(!check_pieces(&sloping, sloping.value, 2.0).is_empty(), "{text}");
    }
}

#[test]
fn flat_ground_and_points() {
    let plane = of("2*x-y+3", [1.0, 1.0]);
    let Conic::Lines { lines } = plane.level_curve(5.0) else { panic!("a line") };
    assert_eq!(lines.len(), 1);
    assert_eq!(check_pieces(&plane, 5.0, 3.0).len(), 1);
    let flat = of("7", [0.0, 0.0]);
    assert_eq!((flat.level_curve(7.0), flat.level_curve(8.0)), (Conic::Everything, Conic::Empty));
    assert_eq!(of("x^2+y^2", [0.0, 0.0]).level_curve(0.0), Conic::Point { at: [0.0, 0.0] });
    assert_eq!(of("x^2+y^2", [0.0, 0.0]).level_curve(-1.0), Conic::Empty);
    assert_eq!(of("1/x", [0.0, 0.0]).level_curve(1.0), Conic::Empty);
    assert_eq!(of("x^2", [0.0, 0.0]).level_curve(f64::NAN), Conic::Empty);
}

/// Of all shapes of Hessian, gradient and height: what is drawn lies on the level, and nothing of
/// the level within reach is left out.
#[test]
fn pieces_are_the_whole_level_within_reach() {
    let mut drawn = 0;
    for n in 0..4000_u32 {
        // Fractional parts of multiples of irrationals: entries of every sign and mixture.
        let pick = |k: f64| 2.0 * ((f64::from(n) + 0.5) * k).fract() - 1.0;
        let stretch = if n % 3 == 0 { 1e-4 } else { 1.0 };
        let model = QuadraticModel::new(
            pick(0.618_033_988_7),
            [pick(0.754_877_666_2), pick(0.569_840_290_9)],
            [4.0 * pick(0.819_172_513_4), pick(0.671_043_606_7), stretch * pick(0.549_700_477_9)],
        );
        let (reach, height) = (1.5, model.value + pick(0.856_674_883_9));
        let points: Vec<[f64; 2]> =
            model.level_curve(height).pieces(reach, 400).into_iter().flatten().collect();
        check_pieces(&model, height, reach);
        // Where the level crosses a circle about the point, a piece passes.
        for k in 0..60 {
            let at = |k: u32| {
                let angle = f64::from(k) * std::f64::consts::TAU / 60.0;
                let [sin, cos] = [hillside_core::Number::sin(&angle), hillside_core::Number::cos(&angle)];
                [cos, sin]
            };
            let [from, to] = [at(k), at(k + 1)];
            let above = [from, to].map(|by| model.value_at(by) > height);
            if above[0] != above[1] {
                drawn += 1;
                let near = points.iter().any(|by| {
                    let middle = [0.5 * (from[0] + to[0]), 0.5 * (from[1] + to[1])];
                    (by[0] - middle[0]).hypot(by[1] - middle[1]) < 0.1
                });
                assert!(near, "{model:?} at {height}: nothing is drawn between {from:?} and {to:?}");
            }
        }
    }
    assert!(drawn > 4000, "{drawn}");
}
