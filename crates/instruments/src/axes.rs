//! [`Axes`]: a graticule, its ticks and their numbers round a plot.

use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;
use crate::view::Frame;

/// The axes of a plot: at most so many numbers along each, and how they are written.
pub(crate) struct Axes<'a> {
    pub(crate) frame: Frame,
    /// The most numbers along x and along y.
    pub(crate) most: [usize; 2],
    pub(crate) label_x: &'a dyn Fn(f64) -> String,
    pub(crate) label_y: &'a dyn Fn(f64) -> String,
    /// The size of the numbers, in CSS pixels.
    pub(crate) size: f64,
    /// How strongly the graticule is drawn, 0 to 1.
    pub(crate) graticule: f64,
}

/// The length of a tick, and its distance from its number, in CSS pixels.
const TICK: f64 = 5.0;
const GAP: f64 = 3.0;

/// How far outside the axis a tick may lie, in units of the distance between ticks.
const SLACK: f64 = 1e-9;

impl Axes<'_> {
    pub(crate) fn draw(&self, sheet: &mut Sheet, theme: &Theme) {
        let Frame { view, left, top, width, height } = self.frame;
        let (right, bottom) = (left + width, top + height);
        let (line, axis) = (Ink::new(theme.graticule, self.graticule, 1.0), Ink::new(theme.ink, 0.55, 1.0));
        for at in ticks(view.x0, view.x1, self.most[0]) {
            let [x, _] = self.frame.to_pixel([at, view.y0]);
            sheet.line([[x, top], [x, bottom]], line);
            sheet.line([[x, bottom], [x, bottom + TICK]], axis);
            sheet.label(&(self.label_x)(at), [x, bottom + TICK + GAP], self.size, theme.ink, Anchor::Top);
        }
        for at in ticks(view.y0, view.y1, self.most[1]) {
            let [_, y] = self.frame.to_pixel([view.x0, at]);
            sheet.line([[left, y], [right, y]], line);
            sheet.line([[left - TICK, y], [left, y]], axis);
            sheet.label(&(self.label_y)(at), [left - TICK - GAP, y], self.size, theme.ink, Anchor::Right);
        }
        sheet.line([[left, top], [left, bottom]], axis);
        sheet.line([[left, bottom], [right, bottom]], axis)
    }
}

/// At most `most` (and at least two, where there is room for them) round numbers from `low` to `high`,
/// ascending: multiples of 1, 2 or 5 times a power of ten.
pub(crate) fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let span = high - low;
    if !(span > 0.0 && span.is_finite() && low.is_finite()) || most == 0 {
        return Vec::new();
    }
    // The power of ten below the finest step that would do; some 600 of them are all there are.
    let finest = span / most as f64;
    let (mut power, mut exponent) = (1.0, 0);
    while power > finest && exponent > -320 {
        exponent -= 1;
        power = ten_to(exponent);
    }
    while power * 10.0 <= finest && exponent < 308 {
        exponent += 1;
        power = ten_to(exponent);
    }
    for digit in [1.0, 2.0, 5.0, 10.0, 20.0] {
        // An end that is a tick itself must not be lost to rounding.
        let (first, last) = ((low / power / digit - SLACK).ceil(), (high / power / digit + SLACK).floor());
        let count = last - first + 1.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most `most`")]
        if count <= most as f64 {
            return (0..count.max(0.0) as usize)
                // A whole number times or by a power of ten: the double nearest to what is written.
                .map(|i| {
                    let whole = (first + i as f64) * digit;
                    if exponent < 0 { whole / ten_to(-exponent) } else { whole * power }
                })
                .collect();
        }
    }
    Vec::new()
}

/// A power of ten; exact up to 1e22 either way.
fn ten_to(exponent: i32) -> f64 {
    let mut power = 1.0;
    for _ in 0..exponent.unsigned_abs() {
        power *= 10.0;
    }
    if exponent < 0 { 1.0 / power } else { power }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(ticks(-6.0, 6.0, 7), [-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(ticks(0.0, 1.0, 6), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(0.05, 0.37, 4), [0.1, 0.2, 0.3]);
        assert_eq!(ticks(-1e-7, 3e-7, 5), [-1e-7, 0.0, 1e-7, 2e-7, 3e-7]);
        assert_eq!(ticks(0.0, 14.0, 6), [0.0, 5.0, 10.0]);
    }

    #[test]
    fn there_are_enough_and_never_too_many() {
        for most in 2..13 {
            for (low, high) in [(-2.0, 2.0), (0.0, 1e9), (-3.7e-5, 9.1e-6), (1234.5, 1234.9), (-1e90, 3e91)] {
                let found = ticks(low, high, most);
                assert!(found.len() <= most, "{low} to {high}: {found:?}");
                assert!(found.len() * 5 >= most, "{low} to {high}, at most {most}: {found:?}");
                let slack = 1e-8 * (high - low);
                let inside = |at: &f64| (low - slack..=high + slack).contains(at);
                assert!(found.iter().all(inside), "{low} to {high}: {found:?}");
                assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
    }

    #[test]
    fn nonsense_has_no_ticks() {
        for (low, high) in
            [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (-f64::MAX, f64::MAX)]
        {
            assert_eq!(ticks(low, high, 5), [0.0; 0]);
        }
        assert!(ticks(0.0, 5e-324, 5).len() <= 5 && ticks(0.0, f64::MAX, 5).len() <= 5);
    }
}
