//! What the picture in three dimensions must not get wrong.

use hillside_core::{Expr, QuadraticModel};

use super::space::TALL;
use super::*;
use crate::heights::Heights;
use crate::view::{Frame, View};

const BOX: [f64; 4] = [-2.0, 2.0, -2.0, 2.0];

#[track_caller]
fn scene(formula: &str, [x0, x1, y0, y1]: [f64; 4], nodes: usize) -> (Expr, Scene) {
    let function = Expr::parse(formula).unwrap();
    let view = View::new(x0, x1, y0, y1).unwrap();
    let frame = Frame { view, left: 0.0, top: 0.0, width: 400.0, height: 400.0 };
    let map = Map::new(&function, frame, 4.0, 20, Heights::Auto);
    let scene = Scene::new(&function, &map, &Theme::LIGHT, nodes);
    (function, scene)
}

/// Place and normal of a corner.
fn corner(mesh: &Mesh, index: usize) -> [[f64; 3]; 2] {
    let start = index * Mesh::STRIDE;
    [0, 3].map(|from| std::array::from_fn(|axis| f64::from(mesh.vertices[start + from + axis])))
}

/// Every triangle's corners.
fn triangles(mesh: &Mesh) -> impl Iterator<Item = [[f64; 3]; 3]> + '_ {
    mesh.triangles
        .chunks_exact(3)
        .map(|triangle| std::array::from_fn(|i| corner(mesh, triangle[i] as usize)[0]))
}

#[test]
fn normals_are_those_of_the_surface_that_is_drawn() {
    for formula in ["(x^2+y-3)^2+(x+y^2-2)^2", "sin(2*x)*cos(y)", "100*(y-x^2)^2+(1-x)^2", "x-3*y"] {
        let (function, scene) = scene(formula, BOX, 33);
        let step = 1e-6;
        for index in (0..33 * 33).step_by(7) {
            let [[x, y, z], normal] = corner(scene.surface(), index);
            if !(0.0..=TALL).contains(&z) {
                continue;
            }
            // From the box back to the plane: 4 world units a box.
            let height = |x: f64, y: f64| scene.space.height(function.read(&[4.0 * x, 4.0 * y]));
            let slope_x = (height(x + step, y) - height(x - step, y)) / (2.0 * step);
            let slope_y = (height(x, y + step) - height(x, y - step)) / (2.0 * step);
            let length = (1.0 + slope_x * slope_x + slope_y * slope_y).sqrt();
            let want = [-slope_x / length, -slope_y / length, 1.0 / length];
            for axis in 0..3 {
                assert!(
                    (normal[axis] - want[axis]).abs() < 1e-4,
                    "{formula} at {x} {y}: {normal:?}, differences {want:?}"
                );
            }
        }
    }
}

#[test]
fn the_surface_stands_where_the_function_does() {
    let (function, scene) = scene("x^2-y", BOX, 17);
    for index in 0..17 * 17 {
        let [[x, y, z], _] = corner(scene.surface(), index);
        assert!((z - scene.space.height(function.read(&[4.0 * x, 4.0 * y]))).abs() < 1e-6);
    }
}

#[test]
fn no_triangle_touches_ground_without_a_height() {
    for formula in ["ln(x)+y^2", "sqrt(1-x^2-y^2)", "1/x", "tan(2*x)+y", "0/0", "1/(x*y)", "exp(exp(9*x))"] {
        let (function, scene) = scene(formula, BOX, 33);
        let mesh = scene.surface();
        assert!(mesh.vertices.iter().all(|number| number.is_finite()), "{formula}");
        for triangle in triangles(mesh) {
            for [x, y, z] in triangle {
                assert!((-1e-9..=TALL + 1e-9).contains(&z), "{formula}: {z}");
                // Corners cut at the box lie between nodes; the ground may end before them by a cell.
                let near =
                    [-0.125, 0.0, 0.125].iter().any(|d| function.read(&[4.0 * x + d, 4.0 * y]).is_finite());
                assert!(near, "{formula} at {x} {y}");
            }
        }
        for corner in &mesh.triangles {
            let node = *corner as usize;
            if node < 33 * 33 {
                assert!(scene.ground.heights[node].is_finite(), "{formula}: node {node}");
            }
        }
    }
    let (_, half) = scene("ln(x)+y^2", BOX, 33);
    assert!(triangles(half.surface()).count() > 400);
    assert!(triangles(half.surface()).flatten().all(|[x, ..]| x > 0.0));
    let (_, none) = scene("0/0", BOX, 33);
    assert!(none.surface().triangles.is_empty());
}

#[test]
fn nothing_joins_the_two_sides_of_a_pole() {
    for (formula, pole) in [("1/x", 0.0), ("tan(x)+0.1*y", std::f64::consts::FRAC_PI_2 / 4.0)] {
        // An even number of nodes: none stands on the pole.
        let (_, scene) = scene(formula, BOX, 32);
        let crosses = |xs: &[f64]| xs.iter().any(|x| *x < pole) && xs.iter().any(|x| *x > pole);
        for triangle in triangles(scene.surface()) {
            assert!(!crosses(&triangle.map(|[x, ..]| x)), "{formula}: {triangle:?}");
        }
        for lines in scene.contours() {
            for segment in lines.chunks_exact(6) {
                assert!(!crosses(&[f64::from(segment[0]), f64::from(segment[3])]), "{formula}: {segment:?}");
            }
        }
        let over = scene.path(&[[-1.9, 0.3], [1.9, 0.3]]);
        assert!(!over.segments.is_empty());
        for segment in over.segments.chunks_exact(6) {
            assert!(!crosses(&[f64::from(segment[0]), f64::from(segment[3])]), "{formula}: {segment:?}");
        }
    }
    // Where it jumps from one value to another there is a wall, without contour lines.
    for formula in ["sign(x)+0.1*y", "step(x)*(2+y)", "atan2(x,-1-y^2)"] {
        let (_, jump) = scene(formula, BOX, 32);
        assert_eq!(triangles(jump.surface()).count(), 2 * 31 * 31, "{formula}");
        let crosses = |segment: &[f32]| segment[0] * segment[3] < 0.0;
        let lines = jump.contours();
        assert!(lines.iter().any(|lines| !lines.is_empty()), "{formula}");
        assert!(!lines.iter().any(|lines| lines.chunks_exact(6).any(crosses)), "{formula}");
        assert!(!jump.path(&[[-1.9, 0.3], [1.9, 0.3]]).segments.is_empty());
    }
    // A cliff without a pole stays whole.
    let (_, cliff) = scene("tanh(40*x)", BOX, 32);
    assert_eq!(triangles(cliff.surface()).count(), 2 * 31 * 31);
}

#[test]
fn contour_lines_lie_on_the_surface() {
    let (_, scene) = scene("(x^2+y-3)^2+(x+y^2-2)^2", BOX, 64);
    let [light, heavy] = scene.contours();
    assert!(!light.is_empty() && !heavy.is_empty());
    for segment in light.iter().chain(heavy).copied().map(f64::from).collect::<Vec<_>>().chunks_exact(6) {
        let [x, y, z] = [segment[0], segment[1], segment[2]];
        let on = scene.ground.lift([x.clamp(-0.5, 0.5), y.clamp(-0.5, 0.5)]).unwrap();
        assert!((0.0..0.004).contains(&(z - on[2])), "{z} over {}", on[2]);
    }
}

#[test]
fn a_path_lies_on_the_ground_and_ends_where_it_does() {
    let (_, scene) = scene("(x^2+y-3)^2+(x+y^2-2)^2", BOX, 32);
    let path = scene.path(&[[-1.0, -1.0], [0.5, 1.5], [9.0, 1.5], [f64::NAN, 0.0], [1.0, 1.0]]);
    assert_eq!(path.steps.len(), 3 * 3);
    assert!(path.segments.len() > 6 * 10);
    for segment in path.segments.chunks_exact(6) {
        for at in [&segment[..3], &segment[3..]] {
            let at = [0, 1, 2].map(|i| f64::from(at[i]));
            let on = scene.ground.lift([at[0].clamp(-0.5, 0.5), at[1].clamp(-0.5, 0.5)]).unwrap();
            assert!((at[2] - on[2]).abs() < 0.01, "{at:?} {on:?}");
        }
    }
    // A hundred thousand steps are no more than can be drawn.
    let long: Vec<[f64; 2]> =
        (0..100_000u32).map(|i| [f64::from(i % 5) - 2.0, f64::from(i % 3) - 1.0]).collect();
    assert!(scene.path(&long).segments.len() < 6 * 25_000);
}

/// How far a sheet's corner lies above the surface, and how far from the point.
fn gaps(function: &Expr, scene: &Scene, patch: &Patch, at: [f64; 2]) -> Vec<(f64, f64)> {
    (0..patch.mesh.vertices.len() / Mesh::STRIDE)
        .map(|index| {
            let [[x, y, z], _] = corner(&patch.mesh, index);
            let world = [4.0 * x, 4.0 * y];
            let (dx, dy) = (world[0] - at[0], world[1] - at[1]);
            let gap = z - scene.space.height(function.read(&world));
            ((dx * dx + dy * dy).sqrt(), gap)
        })
        .collect()
}

#[test]
fn the_tangent_plane_touches_the_surface_and_leaves_it_quadratically() {
    for formula in ["(x^2+y-3)^2+(x+y^2-2)^2", "sin(2*x)*cos(y)", "exp(x)-y^2"] {
        let at = [0.4, -0.7];
        let (function, scene) = scene(formula, BOX, 33);
        let model = QuadraticModel::of(&function, at);
        let [plane, sheet] = scene.patches(at, &model, &Theme::LIGHT).unwrap();
        for patch in [&plane, &sheet] {
            let gaps = gaps(&function, &scene, patch, at);
            let (_, touch) = gaps.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            assert!(touch.abs() < 1e-6, "{formula}: off by {touch} at the point");
            // Tangent: the gap over the distance goes to 0 with the distance.
            for (distance, gap) in gaps {
                assert!(gap.abs() < 2.0 * distance * distance + 1e-6, "{formula}: {gap} at {distance}");
            }
        }
        // And the plane's normal at the point is the surface's.
        let slopes = scene.space.slopes(model.value, model.gradient);
        let want = space::normal(slopes).unwrap();
        let middle = plane.mesh.vertices.len() / Mesh::STRIDE / 2;
        for patch in [&plane, &sheet] {
            // The nodes come first, in rows of an odd number; the middle one is the point.
            let nodes = 17 * 17;
            assert!(middle >= nodes / 2);
            let [_, normal] = corner(&patch.mesh, nodes / 2);
            for axis in 0..3 {
                assert!((normal[axis] - want[axis]).abs() < 1e-6, "{formula}: {normal:?}, {want:?}");
            }
        }
    }
}

#[test]
fn the_quadratic_model_is_wrong_by_the_cube_of_the_distance() {
    let function = Expr::parse("exp(x)*sin(y)+x*y^3").unwrap();
    let at = [0.3, 0.8];
    let model = QuadraticModel::of(&function, at);
    let error = |scale: f64, model: &QuadraticModel| {
        let delta = [0.6 * scale, -0.8 * scale];
        (model.value_at(delta) - function.read(&[at[0] + delta[0], at[1] + delta[1]])).abs()
    };
    for (model, order) in [(model, 8.0), (QuadraticModel { hessian: [0.0; 3], ..model }, 4.0)] {
        for scale in [0.1, 0.05, 0.025, 0.0125] {
            let ratio = error(scale, &model) / error(scale / 2.0, &model);
            assert!(
                (ratio / order - 1.0).abs() < 0.15,
                "halving {scale} makes the error {ratio} times smaller"
            );
        }
    }
    // A quadratic function is its own model.
    let bowl = Expr::parse("3*x^2-x*y+y^2-4*x+7").unwrap();
    let model = QuadraticModel::of(&bowl, at);
    assert!((model.value_at([1.7, -2.2]) - bowl.read(&[2.0, -1.4])).abs() < 1e-12);
    assert_eq!(model.gradient_at([0.0, 0.0]), model.gradient);
}

#[test]
fn sheets_stay_in_the_box_and_points_on_the_ground() {
    let (function, scene) = scene("(x^2+y-3)^2+(x+y^2-2)^2", BOX, 33);
    for at in [[-2.0, -2.0], [1.99, 0.0], [0.0, 2.0], [1.3, 1.2]] {
        let model = QuadraticModel::of(&function, at);
        let [[x, y, floor], [px, py, z]] = scene.stand(at, model.value).unwrap();
        assert_eq!((x, y, floor), (px, py, 0.0));
        assert!((z - scene.space.height(function.read(&at))).abs() < 1e-12);
        for patch in scene.patches(at, &model, &Theme::DARK).unwrap() {
            assert!(patch.mesh.vertices.len() < 4000);
            for triangle in triangles(&patch.mesh) {
                for [x, y, z] in triangle {
                    assert!(x.abs() <= 0.5 && y.abs() <= 0.5 && (0.0..=TALL).contains(&z), "{x} {y} {z}");
                }
            }
            for line in patch.lines.chunks_exact(3) {
                assert!((-1e-6..=TALL + 1e-6).contains(&f64::from(line[2])), "{line:?}");
            }
        }
    }
    assert_eq!(scene.stand([2.5, 0.0], 1.0), None);
    assert_eq!(scene.stand([0.0, 0.0], f64::NAN), None);
    let outside = [0.0, -3.0];
    assert_eq!(scene.patches(outside, &QuadraticModel::of(&function, outside), &Theme::LIGHT), None);
}

#[test]
fn every_function_has_a_scene() {
    for formula in
        ["5", "0/0", "1/0", "1e300*x", "x*1e-300", "abs(x)+abs(y)", "sqrt(x)", "ln(x)", "1/(x^2+y^2)"]
    {
        for nodes in [0, 3, 16, 31] {
            let (function, scene) = scene(formula, BOX, nodes);
            assert!(scene.surface().vertices.iter().all(|number| number.is_finite()), "{formula}");
            assert!(scene.contours().iter().chain(scene.frame()).flatten().all(|number| number.is_finite()));
            let at = [0.5, 0.0];
            let model = QuadraticModel::of(&function, at);
            let patches = scene.patches(at, &model, &Theme::LIGHT);
            for patch in patches.iter().flatten() {
                assert!(patch.mesh.vertices.iter().chain(&patch.lines).all(|n| n.is_finite()), "{formula}");
            }
            let _ = scene.path(&[[0.0, 0.0], [1.0, 1.0], [f64::INFINITY, 0.0]]);
        }
    }
    let (_, plain) = scene("5", BOX, 16);
    assert_eq!(triangles(plain.surface()).count(), 2 * 15 * 15);
}

#[test]
fn long_views_keep_their_shape_and_very_long_ones_are_square() {
    let (_, wide) = scene("x+y", [0.0, 2.0, 0.0, 1.0], 8);
    assert_eq!(wide.space.half, [0.5, 0.25]);
    let (_, strip) = scene("x+y", [0.0, 1e6, 0.0, 1.0], 8);
    assert_eq!(strip.space.half, [0.5, 0.5]);
}
