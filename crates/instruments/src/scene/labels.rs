//! The words at the axes of the box, drawn flat over the picture.

use hillside_core::Number;

use crate::heights::Heights;
use crate::map;
use crate::scene::camera::Camera;
use crate::scene::space::{Space, TALL};
use crate::sheet::Sheet;
use crate::theme::Theme;

/// The size of the words, in CSS pixels.
const SIZE: f64 = 11.0;
/// How far from the box the numbers and the names of the axes stand, in units of the box.
const BESIDE: f64 = 0.055;
const NAME: f64 = 0.15;
/// A post shorter than this, in CSS pixels, is looked at from above and has no numbers.
const SHORT: f64 = 50.0;

/// A number at an axis: where along it, in units of the box, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) place: f64,
    pub(crate) text: String,
}

/// The numbers at the three axes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    pub(crate) x: Vec<Tick>,
    pub(crate) y: Vec<Tick>,
    pub(crate) z: Vec<Tick>,
    /// Whether equal steps along the third are no equal heights.
    compressed: bool,
}

impl Labels {
    /// The numbers for a view, and those of `levels` (height of the function and its words) that fit the post.
    pub(crate) fn new(space: &Space, levels: impl Iterator<Item = (f64, String)>) -> Self {
        let view = space.view;
        let axis = |start: f64, end: f64, half: f64| -> Vec<Tick> {
            round_numbers(start, end)
                .into_iter()
                .map(|value| Tick {
                    place: ((value - start) / (end - start) - 0.5) * 2.0 * half,
                    text: map::tick(value, end - start),
                })
                .collect()
        };
        let mut z: Vec<Tick> = Vec::new();
        for (value, text) in levels {
            let place = space.height(value);
            if (0.0..=TALL).contains(&place) && z.last().is_none_or(|last| place - last.place > 0.15 * TALL) {
                z.push(Tick { place, text });
            }
        }
        let compressed = space.scale.is_some_and(|scale| scale.heights() == Heights::Compressed);
        Self {
            x: axis(view.x0, view.x1, space.half[0]),
            y: axis(view.y0, view.y1, space.half[1]),
            z,
            compressed,
        }
    }

    /// Writes the numbers along the edges of the floor that are in front, and along the post at the left.
    pub(crate) fn draw(
        &self,
        sheet: &mut Sheet,
        camera: &Camera,
        [a, b]: [f64; 2],
        [width, height]: [f64; 2],
        theme: &Theme,
    ) {
        let seen = |place: [f64; 3]| camera.project(place, width, height);
        let mut taken: Vec<[f64; 4]> = Vec::new();
        let mut write = |text: &str, at: Option<[f64; 2]>| {
            let Some([x, y]) = at else { return };
            let half = 3.2 * text.chars().count() as f64 + 3.0;
            let free =
                taken.iter().all(|[tx, ty, other, _]| (x - tx).abs() > half + other || (y - ty).abs() > 13.0);
            if free && x > half && x < width - half && y > 8.0 && y < height - 8.0 {
                taken.push([x, y, half, 0.0]);
                sheet.word(text, [x, y], SIZE, theme.ink, None);
            }
        };
        let [east, north] = camera.heading();
        // The sides of the floor that face the eye.
        let (front, side) = (if north >= 0.0 { -1.0 } else { 1.0 }, if east >= 0.0 { -1.0 } else { 1.0 });
        write("x", seen([0.0, front * (b + NAME), 0.0]));
        write("y", seen([side * (a + NAME), 0.0, 0.0]));
        let post = [[-a, -b], [a, -b], [a, b], [-a, b]]
            .into_iter()
            .filter_map(|[x, y]| Some((seen([x, y, 0.0])?, [x, y])))
            .min_by(|(one, _), (other, _)| one[0].total_cmp(&other[0]));
        if let Some((foot, [x, y])) = post
            && let Some(top) = seen([x, y, TALL])
            && foot[1] - top[1] > SHORT
        {
            let name = if self.compressed { "f, compressed" } else { "f" };
            write(name, Some([top[0], top[1] - 13.0]));
            for Tick { place, text } in &self.z {
                let at = seen([x, y, *place]);
                write(text, at.map(|[x, y]| [x - 3.2 * text.chars().count() as f64 - 12.0, y]));
            }
        }
        for Tick { place, text } in &self.x {
            write(text, seen([*place, front * (b + BESIDE), 0.0]));
        }
        for Tick { place, text } in &self.y {
            write(text, seen([side * (a + BESIDE), *place, 0.0]));
        }
    }
}

/// At most seven round numbers from `start` to `end`: multiples of 1, 2 or 5 times a power of ten.
fn round_numbers(start: f64, end: f64) -> Vec<f64> {
    let length = end - start;
    #[expect(clippy::cast_possible_truncation, reason = "between -324 and 308")]
    let power = Number::log10(&(length / 6.0)).floor() as i32;
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|digit| digit * Number::powi(&10.0, power))
        .into_iter()
        .find(|step| length / step <= 6.0)
        .unwrap_or(length);
    let first = (start / step).ceil();
    (0..=7u8)
        .map(|index| (first + f64::from(index)) * step)
        .filter(|value| *value >= start && *value <= end)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_a_few_round_numbers() {
        assert_eq!(round_numbers(-2.0, 2.0), [-2.0, -1.0, 0.0, 1.0, 2.0]);
        assert_eq!(round_numbers(0.1, 11.0), [2.0, 4.0, 6.0, 8.0, 10.0]);
        for (start, end) in [(-1e100, 1e100), (1e-9, 3e-9), (1e6, 1e6 + 1.0), (-7.3, 90.0), (-1e-99, 1e-99)] {
            let numbers = round_numbers(start, end);
            assert!((2..=7).contains(&numbers.len()), "{start} {end}: {numbers:?}");
        }
    }
}
