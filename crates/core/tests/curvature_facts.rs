//! What is claimed of curvature and of the gradient's Lipschitz constant, one test a row of the
//! curriculum.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use std::f64::consts::PI;

use hillside_core::{
    Critical, Curvature, Doubt, Expr, Number, Shape, SymmetricEigen2, critical_points, curvature, gradient,
    hessian, lipschitz, random_point, taylor,
};

/// The standard surface: H = diag(2, 20).
const BOWL: &str = "x^2+10*y^2";

fn parse(text: &str) -> Expr {
    Expr::parse(text).unwrap()
}

fn at(text: &str, point: [f64; 2]) -> Curvature {
    curvature(&parse(text), point)
}

fn height(text: &str, point: [f64; 2]) -> f64 {
    parse(text).read(&point)
}

/// `f'` of a function of x alone.
fn slope(text: &str, x: f64) -> f64 {
    gradient(&parse(text), [x, 0.0])[0]
}

/// The Lipschitz constant of `f'` over an interval.
#[track_caller]
fn assert_lipschitz(text: &str, [low, high]: [f64; 2], want: f64) {
    let got = lipschitz(&parse(text), [low, high, -1.0, 1.0], 1e-6);
    let fits = got.lower <= want * (1.0 + 1e-12) && want <= got.upper * (1.0 + 1e-12);
    assert!(fits && got.upper <= got.lower * (1.0 + 1e-6), "{text}: {got:?}, not {want}");
}

#[track_caller]
fn assert_near(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * (1.0 + want.abs()), "{got}, not {want}");
}

/// `vᵀHv`.
fn along([a, b, c]: [f64; 3], [x, y]: [f64; 2]) -> f64 {
    a * x * x + 2.0 * b * x * y + c * y * y
}

fn direction(degrees: f64) -> [f64; 2] {
    let angle = degrees * PI / 180.0;
    [Number::cos(&angle), Number::sin(&angle)]
}

#[test]
fn s9_1_the_gradient_changes_on_the_way() {
    for (rate, after) in [(0.75, -1.0), (0.25, 1.0)] {
        let before = slope("x^2", 1.0);
        assert_eq!(before, 2.0);
        assert_eq!(slope("x^2", 1.0 - rate * before), after);
    }
}

#[test]
fn s9_2_no_pair_of_points_turns_the_gradient_faster_than_l() {
    let (text, area) = ("sin(x)*y^2+x^3/3", [-2.0, 2.0, -1.0, 2.0]);
    let proved = lipschitz(&parse(text), area, 1e-3);
    for n in 0..2000 {
        let [p, q] = [2 * n, 2 * n + 1].map(|n| random_point(9, n, area));
        let [g, h] = [p, q].map(|point| gradient(&parse(text), point));
        let turned = ((g[0] - h[0]).powi(2) + (g[1] - h[1]).powi(2)).sqrt();
        let apart = ((p[0] - q[0]).powi(2) + (p[1] - q[1]).powi(2)).sqrt();
        assert!(turned <= proved.upper * apart * (1.0 + 1e-12), "{p:?} {q:?}");
    }
}

/// Of a function, as the slope of its antiderivative.
#[test]
fn s9_3_a_lipschitz_constant_is_a_speed_limit() {
    assert_lipschitz("-cos(x)", [-4.0, 4.0], 1.0);
    assert_lipschitz("1.5*x^2", [-4.0, 4.0], 3.0);
    assert_lipschitz("x^3/3", [-2.0, 2.0], 4.0);
    assert_lipschitz("x^3/3", [-200.0, 200.0], 400.0);
    // The root has none on [0, 1]: near 0 its slope is beyond any bound.
    let root = parse("2/3*x^1.5");
    assert_eq!(lipschitz(&root, [0.0, 1.0, -1.0, 1.0], 1e-3).upper, f64::INFINITY);
    for low in [1e-2, 1e-4, 1e-8] {
        assert_lipschitz("2/3*x^1.5", [low, 1.0], 0.5 / low.sqrt());
    }
}

#[test]
fn s9_4_the_frequency_is_the_limit() {
    for frequency in [0.5, 1.0, 3.0, 12.0] {
        assert_lipschitz(&format!("-cos({frequency}*x)/{frequency}"), [-4.0, 4.0], frequency);
    }
}

#[test]
fn s9_5_at_most_l_times_the_distance() {
    let bound = lipschitz(&parse("1.5*x^2"), [0.0, 2.0, 0.0, 1.0], 1e-9).upper;
    assert_near((slope("1.5*x^2", 2.0) - slope("1.5*x^2", 0.0)).abs(), bound * 2.0, 1e-9);
}

#[test]
fn s9_6_the_gradient_has_a_limit_of_its_own() {
    assert_lipschitz("0.5*7*x^2", [-5.0, 5.0], 7.0);
    assert_lipschitz("ln(1+exp(x))", [-4.0, 5.0], 0.25);
    assert_lipschitz("x^4", [-2.0, 2.0], 48.0);
}

#[test]
fn s9_7_where_l_is_small_the_straight_model_reaches_far() {
    // Error L d²/2 against change g d: a tenth of it at d = g / (5 L).
    let reach = |l: f64| {
        let text = format!("x+{l}/2*x^2");
        let trusted = |d: f64| (height(&text, [d, 0.0]) - d).abs() < 0.1 * d;
        let (mut near, mut far) = (0.0, 10.0);
        for _ in 0..60 {
            let middle = 0.5 * (near + far);
            if trusted(middle) { near = middle } else { far = middle }
        }
        near
    };
    for l in [1.0, 4.0, 16.0] {
        assert_near(reach(l) * l, 0.2, 1e-9);
    }
}

#[test]
fn s9_8_a_step_of_at_most_one_over_l_never_rises() {
    let (expr, area) = (parse("(1-x)^2+100*(y-x^2)^2"), [-2.0, 2.0, -1.0, 3.0]);
    let rate = 1.0 / lipschitz(&expr, area, 1e-3).upper;
    for (n, share) in (0..10_000).zip([1.0, 0.9, 0.5, 0.1, 0.99].into_iter().cycle()) {
        let [x, y] = random_point(98, n, area);
        let [gx, gy] = gradient(&expr, [x, y]);
        let next = [x - share * rate * gx, y - share * rate * gy];
        if (area[0]..=area[1]).contains(&next[0]) && (area[2]..=area[3]).contains(&next[1]) {
            assert!(expr.read(&next) <= expr.read(&[x, y]), "from {x}, {y}");
        }
    }
}

#[test]
fn s9_10_the_longest_safe_stride_is_the_slope_over_l() {
    let stride = |text: &str| {
        let [gx, gy] = gradient(&parse(text), [1.0, 0.5]);
        (gx * gx + gy * gy).sqrt() / lipschitz(&parse(text), [-2.0, 2.0, -2.0, 2.0], 1e-6).upper
    };
    assert_near(stride("x^2+y^2"), 1.25f64.sqrt(), 1e-6);
    assert!(stride("x^2+100*y^2") < stride("x^2+y^2"));
}

#[test]
fn s9_11_a_bound_over_a_box_is_proved() {
    let expr = parse("(1-x)^2+100*(y-x^2)^2");
    let got = lipschitz(&expr, [-2.0, 2.0, -1.0, 3.0], 1e-6);
    let want = curvature(&expr, [2.0, -1.0]).spectral_radius;
    assert_near(want, 5326.83, 1e-6);
    assert!(got.lower <= want * (1.0 + 1e-12) && want * (1.0 - 1e-12) <= got.upper, "{got:?}");
    assert_near(1.0 / got.upper, 1.8773e-4, 1e-8);
}

#[test]
fn s10_1_the_same_slope_on_different_ground() {
    for (text, bend) in [("x+x^2/2", 1.0), ("x-x^2/2", -1.0), ("x+50*x^2", 100.0)] {
        assert_eq!((slope(text, 0.0), hessian(&parse(text), [0.0, 0.0])[0]), (1.0, bend), "{text}");
    }
}

#[test]
fn s10_2_a_second_derivative_for_each_pair() {
    for [x, y] in [[1.0, 2.0], [-3.0, 0.5]] {
        assert_eq!(hessian(&parse("x^2*y"), [x, y]), [2.0 * y, 2.0 * x, 0.0]);
    }
}

#[test]
fn s10_3_and_s10_4_entries_are_slopes_of_slopes() {
    let expr = parse("sin(x)*exp(y)+x^2*y");
    let (point, h) = ([0.4, -0.3], 1e-5);
    let [xx, xy, yy] = hessian(&expr, point);
    let difference = |i: usize, j: usize| {
        let (mut up, mut down) = (point, point);
        up[j] += h;
        down[j] -= h;
        (gradient(&expr, up)[i] - gradient(&expr, down)[i]) / (2.0 * h)
    };
    for (i, j, want) in [(0, 0, xx), (0, 1, xy), (1, 0, xy), (1, 1, yy)] {
        assert_near(difference(i, j), want, 1e-9);
    }
    assert_eq!(hessian(&parse("x*y"), [3.0, 4.0]), [0.0, 1.0, 0.0]);
}

#[test]
fn s10_5_the_order_does_not_matter_where_the_mixed_partials_are_continuous() {
    let expr = parse("exp(x*y)+x^3*sin(y)");
    let [fx, fy]: [Expr; 2] = expr.gradient().try_into().unwrap();
    for point in [[0.3, 0.7], [-1.2, 0.4]] {
        let (fxy, fyx) = (gradient(&fx, point)[1], gradient(&fy, point)[0]);
        assert_near(fxy, fyx, 1e-14);
        assert_near(hessian(&expr, point)[1], fxy, 1e-14);
    }
    // Where they are not, it does: along the axes, fx(0, y) = -y and fy(x, 0) = x.
    let odd = parse("x*y*(x^2-y^2)/(x^2+y^2)");
    for t in [1e-3, 1e-6] {
        assert_near(gradient(&odd, [0.0, t])[0] / t, -1.0, 1e-12);
        assert_near(gradient(&odd, [t, 0.0])[1] / t, 1.0, 1e-12);
    }
    assert!(hessian(&odd, [0.0, 0.0])[1].is_nan());
}

#[test]
fn s10_6_real_eigenvalues_and_right_angles() {
    for n in 0..1000 {
        let [a, c] = random_point(6, n, [-10.0, 10.0, -10.0, 10.0]);
        let [b, _] = random_point(7, n, [-10.0, 10.0, -10.0, 10.0]);
        let SymmetricEigen2 { eigenvalues: [low, high], eigenvectors: [u, v] } =
            SymmetricEigen2::new(a, b, c);
        assert!((a - c).powi(2) + 4.0 * b * b >= 0.0 && low <= high);
        assert!((u[0] * v[0] + u[1] * v[1]).abs() < 1e-12);
    }
}

#[test]
fn s10_7_in_one_dimension_the_second_derivative_tells_unless_it_is_zero() {
    for (text, bend) in [("x^2", 2.0), ("-x^2", -2.0), ("x^3", 0.0), ("x^4", 0.0), ("-x^4", 0.0)] {
        assert_eq!(slope(text, 0.0), 0.0);
        assert_eq!(hessian(&parse(text), [0.0, 0.0])[0], bend, "{text}");
    }
    let sides = |text: &str| [-0.1, 0.1].map(|x| height(text, [x, 0.0]) > 0.0);
    assert_eq!(sides("x^3"), [false, true]);
    assert_eq!(sides("x^4"), [true, true]);
    assert_eq!(sides("-x^4"), [false, false]);
}

#[test]
fn s10_8_every_direction_has_its_curvature() {
    let bend = hessian(&parse("x^2-y^2"), [0.0, 0.0]);
    for degrees in [0.0, 10.0, 30.0, 45.0, 80.0, 90.0] {
        let want = 2.0 * Number::cos(&(2.0 * degrees * PI / 180.0));
        assert_near(along(bend, direction(degrees)), want, 1e-14);
    }
    assert_near(along(bend, direction(45.0)), 0.0, 1e-15);
}

#[test]
fn s10_9_along_an_eigenvector_curvature_is_pure() {
    let text = "x^2+x*y+y^2";
    let ground = at(text, [0.0, 0.0]);
    assert_near(ground.eigenvalues[0], 1.0, 1e-15);
    assert_near(ground.eigenvalues[1], 3.0, 1e-15);
    let half = 0.5f64.sqrt();
    for (vector, want) in ground.eigenvectors.iter().zip([[half, -half], [half, half]]) {
        assert_near(vector[0], want[0], 1e-15);
        assert_near(vector[1], want[1], 1e-15);
    }
    for (vector, value) in ground.eigenvectors.into_iter().zip(ground.eigenvalues) {
        let [vx, vy] = vector;
        let slice = parse(&format!("({vx}*x)^2+({vx}*x)*({vy}*x)+({vy}*x)^2"));
        assert_near(hessian(&slice, [0.3, 0.0])[0], value, 1e-14);
    }
}

#[test]
fn s10_10_and_s10_12_all_positive_is_a_bowl_all_negative_a_hill() {
    let bowl = at(BOWL, [0.0, 0.0]);
    assert_eq!((bowl.eigenvalues, bowl.shape), ([2.0, 20.0], Shape::Bowl));
    assert_eq!(bowl.critical, Some(Critical::Minimum));
    for degrees in 0..180 {
        assert!(along([2.0, 0.0, 20.0], direction(f64::from(degrees))) > 0.0);
    }
    let hill = at("-x^2-10*y^2", [0.0, 0.0]);
    assert_eq!((hill.eigenvalues, hill.shape), ([-20.0, -2.0], Shape::Hill));
    assert_eq!(hill.critical, Some(Critical::Maximum));
}

#[test]
fn s10_11_a_bowl_is_not_a_minimum_halfway_up_its_wall() {
    let wall = at(BOWL, [1.0, 1.0]);
    assert_eq!((wall.eigenvalues, wall.shape, wall.critical), ([2.0, 20.0], Shape::Bowl, None));
    assert_eq!(gradient(&parse(BOWL), [1.0, 1.0]), [2.0, 20.0]);
    let found = critical_points(&parse(BOWL), [0.5, 2.0, 0.5, 2.0]);
    assert!(found.complete && found.points.is_empty());
}

#[test]
fn s10_13_mixed_signs_are_a_saddle_where_the_slope_is_zero() {
    let saddle = at("x^2-y^2", [0.0, 0.0]);
    assert_eq!((saddle.eigenvalues, saddle.critical), ([-2.0, 2.0], Some(Critical::Saddle)));
    assert!(height("x^2-y^2", [0.1, 0.0]) > 0.0 && height("x^2-y^2", [0.0, 0.1]) < 0.0);
    assert_eq!(at("x^2-y^2", [1.0, 0.0]).critical, None);
    let found = critical_points(&parse("x^2-y^2"), [-1.0, 2.0, -1.0, 2.0]);
    assert!(found.complete && found.points.len() == 1 && found.points[0].kind == Critical::Saddle);
}

#[test]
fn s10_14_a_zero_eigenvalue_leaves_the_question_open() {
    for text in ["x^2+y^4", "x^2-y^4", "x^2+y^3"] {
        assert_eq!(hessian(&parse(text), [0.0, 0.0]), [2.0, 0.0, 0.0], "{text}");
        assert_eq!(at(text, [0.0, 0.0]).critical, Some(Critical::Degenerate), "{text}");
    }
    assert_eq!(hessian(&parse("x^3-3*x*y^2"), [0.0, 0.0]), [0.0, 0.0, 0.0]);
    // What they are shows beside: a minimum, a saddle, neither.
    let signs = |text: &str| [0.1, -0.1].map(|y| height(text, [0.0, y]) > 0.0);
    assert_eq!(signs("x^2+y^4"), [true, true]);
    assert_eq!(signs("x^2-y^4"), [false, false]);
    assert_eq!(signs("x^2+y^3"), [true, false]);
    // Nor is more claimed by proof.
    for text in ["x^2+y^4", "x^2-y^4", "x^2+y^3", "x^3-3*x*y^2"] {
        let found = critical_points(&parse(text), [-1.0, 1.0, -1.0, 1.0]);
        assert!(!found.complete && found.points.is_empty(), "{text}");
        assert_eq!(found.undecided[0].doubt, Doubt::Degenerate, "{text}");
    }
}

#[test]
fn s10_15_the_signs_survive_a_change_of_coordinates() {
    let signs =
        |[a, b, c]: [f64; 3]| SymmetricEigen2::new(a, b, c).eigenvalues.map(|value| value.partial_cmp(&0.0));
    for matrix in [[2.0, 1.0, 2.0], [1.0, 3.0, 1.0], [-4.0, 1.0, -2.0]] {
        for [p, q, r, s] in [[1.0, 2.0, 3.0, 4.0], [0.5, -1.0, 2.0, 0.1], [-3.0, 0.0, 1.0, 1.0]] {
            let mixed = |u: [f64; 2], v: [f64; 2]| {
                matrix[0] * u[0] * v[0] + matrix[1] * (u[0] * v[1] + u[1] * v[0]) + matrix[2] * u[1] * v[1]
            };
            let (u, v) = ([p, r], [q, s]);
            assert_eq!(signs([mixed(u, u), mixed(u, v), mixed(v, v)]), signs(matrix));
        }
    }
}

#[test]
fn s10_19_the_spectral_radius_is_l_for_quadratics_and_a_lower_bound_else() {
    for text in [BOWL, "x^2-500*y^2", "3*x*y-y^2"] {
        let got = lipschitz(&parse(text), [-1.0, 2.0, -3.0, 1.0], 1e-9);
        let radius = at(text, [0.3, 0.4]).spectral_radius;
        assert_near(got.lower, radius, 1e-12);
        assert_near(got.upper, radius, 1e-12);
    }
    let (text, area) = ("x^4+y^4", [-1.5, 1.5, -1.5, 1.5]);
    let got = lipschitz(&parse(text), area, 1e-3);
    for n in 0..200 {
        assert!(at(text, random_point(19, n, area)).spectral_radius <= got.upper);
    }
    assert!(at(text, [0.1, 0.1]).spectral_radius < 0.01 * got.lower);
}

#[test]
fn s10_20_at_a_saddle_the_larger_size_counts() {
    let ground = at("x^2-500*y^2", [0.0, 0.0]);
    assert_eq!((ground.spectral_radius, ground.safe_step), (1000.0, 0.001));
    let factors = |rate: f64| [2.0, -1000.0].map(|value| 1.0 - rate * value);
    assert_eq!(factors(0.5), [0.0, 501.0]);
    assert_eq!(factors(0.001), [0.998, 2.0]);
}

#[test]
fn s10_21_the_safe_step_is_one_over_the_largest_size() {
    assert_eq!(at(BOWL, [1.0, 1.0]).safe_step, 1.0 / 20.0);
    let valley = at("(1-x)^2+100*(y-x^2)^2", [1.0, 1.0]);
    assert_near(valley.eigenvalues[0], 0.39936, 1e-5);
    assert_near(valley.eigenvalues[1], 1001.60064, 1e-8);
    assert_near(valley.eigenvalues[1] / valley.eigenvalues[0], 2508.01, 1e-5);
}

#[test]
fn s10_22_the_quadratic_model_is_the_taylor_polynomial_of_second_order() {
    let (expr, point) = (parse("exp(x)*cos(y)+x*y^2"), [0.2, -0.4]);
    let ([gx, gy], [xx, xy, yy]) = (gradient(&expr, point), hessian(&expr, point));
    let coefficients = taylor(&expr, &point, 2);
    for (got, want) in coefficients.iter().zip([expr.read(&point), gx, gy, 0.5 * xx, xy, 0.5 * yy]) {
        assert_near(*got, want, 1e-15);
    }
}

#[test]
fn s10_23_the_curvature_along_a_vector_grows_with_its_square() {
    let bend = [2.0, 1.0, 2.0];
    let SymmetricEigen2 { eigenvalues, eigenvectors } = SymmetricEigen2::new(2.0, 1.0, 2.0);
    for (value, [x, y]) in eigenvalues.into_iter().zip(eigenvectors) {
        assert_near(along(bend, [x, y]), value, 1e-15);
        assert_near(along(bend, [2.0 * x, 2.0 * y]), 4.0 * value, 1e-15);
    }
}

#[test]
fn s10_24_the_level_ellipse_has_half_axes_one_over_the_roots() {
    let ground = at(BOWL, [0.0, 0.0]);
    for (value, [x, y]) in ground.eigenvalues.into_iter().zip(ground.eigenvectors) {
        // f = 1 where half the eigenvalue times the squared distance is 1.
        let half_axis = (2.0 / value).sqrt();
        assert_near(height(BOWL, [half_axis * x, half_axis * y]), 1.0, 1e-15);
    }
    assert_near((2.0 / ground.eigenvalues[1]).sqrt(), 1.0 / 10f64.sqrt(), 1e-15);
}
