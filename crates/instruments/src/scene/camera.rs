//! [`Camera`]: from where the scene is seen, and where on the canvas its points lie.

use hillside_core::Number;

use crate::scene::space::TALL;
use crate::site::{pinch, wheel};

/// The focal length, in half widths of the picture: a field of view of about 35 degrees, as natural
/// as a model on a table.
const FOCAL: f64 = 3.2;
/// How far a drag of one CSS pixel turns, in radians: half a turn across a small canvas.
const TURN: f64 = 0.008;
/// The lowest and the highest the eye may stand, in radians: never under the ground, and at most
/// straight above, where the scene is the map.
const ELEVATIONS: [f64; 2] = [0.05, std::f64::consts::FRAC_PI_2];
/// The nearest and the farthest the eye may be from the middle of the box.
const DISTANCES: [f64; 2] = [1.3, 8.0];
/// Half the box's diagonal and a little: nothing to be drawn is farther from its middle.
const REACH: f64 = 0.95;

/// An eye that turns about the middle of the box and looks at it, with perspective.
///
/// Every transition is total: what is no finite number changes nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Which way it looks, in radians clockwise from the y axis seen from above.
    azimuth: f64,
    /// How high it stands over the horizon, in radians.
    elevation: f64,
    /// How far it is from the middle of the box, whose ground is 1 wide.
    distance: f64,
}

impl Default for Camera {
    /// From the left of the front, a third of the way up.
    fn default() -> Self {
        Self { azimuth: 0.48, elevation: 0.56, distance: 2.55 }
    }
}

impl Camera {
    /// Turns the scene with a hand that moved by so many CSS pixels, y downwards.
    pub fn turn(&mut self, dx: f64, dy: f64) {
        if dx.is_finite() && dy.is_finite() {
            self.azimuth = (self.azimuth + dx * TURN) % std::f64::consts::TAU;
            self.elevation = (self.elevation + dy * TURN).clamp(ELEVATIONS[0], ELEVATIONS[1]);
        }
    }

    /// Comes nearer by `factor`, or goes away where it is below 1.
    pub fn zoom(&mut self, factor: f64) {
        if factor.is_finite() && factor > 0.0 {
            self.distance = (self.distance / factor).clamp(DISTANCES[0], DISTANCES[1]);
        }
    }

    /// Zooms as a wheel turned by `delta` asks. `mode` is the wheel's unit: pixels (0), lines (1) or
    /// pages (2), as on the map.
    pub fn wheel(&mut self, delta: f64, mode: u32) {
        self.zoom(wheel(delta, mode));
    }

    /// Zooms as two fingers do that were in the places `before` and are now in `after`, in pixels.
    pub fn pinch(&mut self, before: [[f64; 2]; 2], after: [[f64; 2]; 2]) {
        if let (_, Some((factor, _))) = pinch(before, after) {
            self.zoom(factor);
        }
    }

    /// Which way it looks, to its right, and up: unit vectors, square on one another.
    fn axes(&self) -> [[f64; 3]; 3] {
        let (s, c) = (Number::sin(&self.azimuth), Number::cos(&self.azimuth));
        let (se, ce) = (Number::sin(&self.elevation), Number::cos(&self.elevation));
        [[s * ce, c * ce, -se], [c, -s, 0.0], [s * se, c * se, ce]]
    }

    /// The horizontal direction it looks in: `[east, north]`, unit length.
    #[must_use]
    pub fn heading(&self) -> [f64; 2] {
        [Number::sin(&self.azimuth), Number::cos(&self.azimuth)]
    }

    /// How far right, up and away from the eye a place lies.
    fn seen(&self, place: [f64; 3]) -> [f64; 3] {
        let [forward, right, up] = self.axes();
        let from_middle = [place[0], place[1], place[2] - TALL / 2.0];
        [dot(right, from_middle), dot(up, from_middle), dot(forward, from_middle) + self.distance]
    }

    /// The lens for a canvas: the factors on what is right and up. The shorter side sees the whole box.
    fn lens(width: f64, height: f64) -> [f64; 2] {
        let (width, height) = (side(width), side(height));
        let short = width.min(height);
        [FOCAL * short / width, FOCAL * short / height]
    }

    /// The matrix from the box to the clip space of a canvas of `width` by `height`, column-major as
    /// WebGL wants it: `[x.x, x.y, x.z, x.w, y.x, …]`.
    #[must_use]
    pub fn matrix(&self, width: f64, height: f64) -> [f32; 16] {
        let [forward, right, up] = self.axes();
        let [lens_x, lens_y] = Self::lens(width, height);
        let (near, far) = ((self.distance - REACH).max(0.1), self.distance + REACH);
        let (depth, shift) = ((far + near) / (far - near), -2.0 * far * near / (far - near));
        let mut matrix = [0.0; 16];
        for axis in 0..3 {
            matrix[4 * axis] = lens_x * right[axis];
            matrix[4 * axis + 1] = lens_y * up[axis];
            matrix[4 * axis + 2] = depth * forward[axis];
            matrix[4 * axis + 3] = forward[axis];
        }
        // Where the origin goes, which lies half a box below what is looked at.
        let [x, y, away] = self.seen([0.0; 3]);
        matrix[12] = lens_x * x;
        matrix[13] = lens_y * y;
        matrix[14] = depth * away + shift;
        matrix[15] = away;
        #[expect(clippy::cast_possible_truncation, reason = "a pixel needs no more than single precision")]
        let matrix = matrix.map(|entry| entry as f32);
        matrix
    }

    /// Where a place of the box is seen on a canvas, in CSS pixels from its upper left corner; `None`
    /// where it is behind the eye, or no place.
    #[must_use]
    pub fn project(&self, place: [f64; 3], width: f64, height: f64) -> Option<[f64; 2]> {
        let [x, y, away] = self.seen(place);
        let [lens_x, lens_y] = Self::lens(width, height);
        let (width, height) = (side(width), side(height));
        (away > 1e-3 && x.is_finite() && y.is_finite()).then(|| {
            [width / 2.0 * (1.0 + lens_x * x / away), height / 2.0 * (1.0 - lens_y * y / away)]
                .map(|pixel| pixel.clamp(-1e6, 1e6))
        })
    }
}

/// A side of a canvas that can be divided by.
fn side(length: f64) -> f64 {
    if length.is_finite() { length.clamp(1.0, 1e6) } else { 1.0 }
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: [f64; 3] = [0.0, 0.0, TALL / 2.0];

    /// Through the matrix, as the graphics card does it: pixels and depth from -1 to 1.
    fn through(camera: &Camera, place: [f64; 3], [width, height]: [f64; 2]) -> [f64; 3] {
        let m = camera.matrix(width, height).map(f64::from);
        let row = |r: usize| m[r] * place[0] + m[4 + r] * place[1] + m[8 + r] * place[2] + m[12 + r];
        let w = row(3);
        [(1.0 + row(0) / w) * width / 2.0, (1.0 - row(1) / w) * height / 2.0, row(2) / w]
    }

    #[test]
    fn the_middle_of_the_box_is_the_middle_of_the_picture() {
        let mut camera = Camera::default();
        for turn in [[0.0, 0.0], [120.0, 30.0], [-900.0, -400.0], [33.0, 4000.0]] {
            camera.turn(turn[0], turn[1]);
            let [x, y] = camera.project(MIDDLE, 640.0, 480.0).unwrap();
            assert!((x - 320.0).abs() < 1e-9 && (y - 240.0).abs() < 1e-9, "{camera:?}: {x} {y}");
        }
    }

    #[test]
    fn matrix_and_projection_agree_and_depth_grows_with_distance() {
        let mut camera = Camera::default();
        for turn in [[0.0, 0.0], [250.0, -60.0], [-700.0, 90.0]] {
            camera.turn(turn[0], turn[1]);
            camera.zoom(1.1);
            for place in [[0.5, 0.5, TALL], [-0.5, 0.5, 0.0], [0.1, -0.5, 0.3], [0.5, -0.5, 0.0]] {
                for size in [[640.0, 480.0], [320.0, 700.0]] {
                    let [x, y] = camera.project(place, size[0], size[1]).unwrap();
                    let [mx, my, depth] = through(&camera, place, size);
                    assert!((x - mx).abs() < 1e-3 && (y - my).abs() < 1e-3, "{x} {y}, {mx} {my}");
                    assert!((-1.0..=1.0).contains(&depth), "{depth} at {place:?}");
                }
            }
        }
        let size = [500.0, 500.0];
        let [sx, sy] = camera.heading();
        let depth = |s: f64| through(&camera, [sx * s, sy * s, TALL / 2.0], size)[2];
        assert!(depth(-0.4) < depth(0.0) && depth(0.0) < depth(0.4));
    }

    #[test]
    fn the_whole_box_is_in_the_picture_whichever_way_it_is_turned() {
        let mut camera = Camera::default();
        for step in 0..40 {
            camera.turn(20.0, if step < 20 { -9.0 } else { 9.0 });
            for corner in 0..8u8 {
                let end = |bit: u8| if corner & bit == 0 { -0.5 } else { 0.5 };
                let place = [end(1), end(2), if corner & 4 == 0 { 0.0 } else { TALL }];
                for size in [[600.0, 400.0], [360.0, 640.0]] {
                    let [x, y] = camera.project(place, size[0], size[1]).unwrap();
                    assert!((0.0..=size[0]).contains(&x) && (0.0..=size[1]).contains(&y), "{x} {y}");
                }
            }
        }
    }

    #[test]
    fn the_scene_turns_with_the_hand() {
        // What is in front moves to the right with a hand that does, and down with one that moves down.
        let mut camera = Camera { azimuth: 0.0, ..Camera::default() };
        let front = [0.0, -0.4, TALL / 2.0];
        let before = camera.project(front, 400.0, 400.0).unwrap();
        camera.turn(10.0, 10.0);
        let after = camera.project(front, 400.0, 400.0).unwrap();
        assert!(after[0] > before[0] && after[1] > before[1], "{before:?} {after:?}");
        // From straight above it is the map: x to the right, y up.
        camera = Camera { azimuth: 0.0, ..Camera::default() };
        camera.turn(0.0, 1e6);
        let [x, y] = camera.project([0.3, 0.3, TALL / 2.0], 400.0, 400.0).unwrap();
        assert!(x > 250.0 && y < 150.0);
    }

    #[test]
    fn nothing_a_hand_does_breaks_it() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -1.0, 1e308, 5e-324];
        let mut camera = Camera::default();
        for a in odd {
            for b in odd {
                camera.turn(a, b);
                camera.zoom(a);
                camera.wheel(a, 7);
                assert!(camera.matrix(a, b).iter().all(|entry| entry.is_finite()), "{camera:?} {a} {b}");
                let _ = camera.project([a, b, 0.0], b, a);
                let seen = camera.project(MIDDLE, 300.0, 300.0).unwrap();
                assert!((seen[0] - 150.0).abs() < 1e-9, "{camera:?}");
            }
        }
    }
}
