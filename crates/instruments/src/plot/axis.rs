//! [`Axis`]: from which value to which, on which scale, and which numbers stand at it.

use std::fmt::{Debug, Formatter, Result};
use std::ops::Range;

use hillside_core::Number;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use super::TICK;
use crate::axes::ticks;
use crate::digits;
use crate::map::tick;

/// How values become places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scale {
    /// Equal differences are equal ways.
    Linear,
    /// Equal quotients are equal ways; values are above 0.
    Logarithmic,
    /// Linear about 0 and logarithmic far from it, on both sides: `asinh(value / unit)`. The axis reaches below and above 0.
    Symmetric {
        /// About where one becomes the other.
        unit: f64,
    },
}

/// What a number at an axis says.
type Label = Box<dyn Fn(f64) -> String>;

/// One axis of a plot, from `low` to `high`.
pub(crate) struct Axis {
    low: f64,
    high: f64,
    scale: Scale,
    /// The most numbers at it.
    most: usize,
    /// What they say, where that is not the values themselves.
    label: Option<Label>,
}

impl Debug for Axis {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        write!(to, "Axis from {} to {}, {:?}", self.low, self.high, self.scale)
    }
}

impl Axis {
    /// An axis with at most so many numbers. Where there is nothing between its ends, it is from 0 to 1.
    pub(crate) fn new(low: f64, high: f64, scale: Scale, most: usize) -> Self {
        let axis = Self { low, high, scale, most, label: None };
        let [first, last] = axis.ends();
        if first.is_finite() && last.is_finite() && first < last {
            axis
        } else {
            Self { low: 0.0, high: 1.0, scale: Scale::Linear, ..axis }
        }
    }

    /// An axis from a little below `low` to a little above `high`: by the part `room` of the way between.
    pub(crate) fn around(low: f64, high: f64, scale: Scale, most: usize, room: f64) -> Self {
        let size = low.abs().max(high.abs());
        // Where all is level there is still some height to be drawn in.
        let is_level = |spread: f64| spread.is_nan() || spread <= 1e-12 * size;
        if scale == Scale::Logarithmic {
            let spread = Number::ln(&(high / low));
            let factor = Number::exp(&if is_level(high - low) { 0.1 } else { room * spread });
            return Self::new(low / factor, high * factor, scale, most);
        }
        let margin = if is_level(high - low) { 0.1 * size } else { room * (high - low) };
        let margin = if margin > 0.0 { margin } else { 1.0 };
        Self::new(low - margin, high + margin, scale, most)
    }

    /// The same with other words at its numbers; where one is empty, there is no number.
    pub(crate) fn labelled(self, label: impl Fn(f64) -> String + 'static) -> Self {
        Self { label: Some(Box::new(label)), ..self }
    }

    /// The values at its ends.
    pub(crate) fn bounds(&self) -> [f64; 2] {
        [self.low, self.high]
    }

    /// The place of a value: where it lies beside others.
    pub(crate) fn place(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => value,
            Scale::Logarithmic => Number::log10(&value),
            Scale::Symmetric { unit } => Number::asinh(&(value / unit)),
        }
    }

    /// The value at a place.
    pub(super) fn value(&self, place: f64) -> f64 {
        match self.scale {
            Scale::Linear => place,
            Scale::Logarithmic => Number::pow(&10.0, &place),
            Scale::Symmetric { unit } => unit * Number::sinh(&place),
        }
    }

    /// The places of both ends.
    pub(super) fn ends(&self) -> [f64; 2] {
        [self.place(self.low), self.place(self.high)]
    }

    /// How much room the numbers beside it need, in CSS pixels: at least `least`.
    pub(crate) fn room(&self, size: f64, least: f64) -> f64 {
        /// The width of a character beside its height: wide enough for digits, signs and powers.
        const CHARACTER: f64 = 0.56;
        let widths = self.ticks().into_iter().map(|at| self.write(at).chars().count() as f64);
        (widths.fold(0.0, f64::max) * CHARACTER * size + 2.0 * TICK + 1.0).max(least)
    }

    /// The numbers at it: round, ascending, and at most so many as it may have.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        match self.scale {
            Scale::Linear => ticks(self.low, self.high, self.most),
            Scale::Logarithmic => {
                let [low, high] = self.ends();
                let powers = ticks(low, high, self.most);
                let whole = |at: &f64| at.fract() == 0.0;
                if powers.iter().filter(|at| whole(at)).count() >= 2 {
                    return powers.into_iter().filter(whole).map(|at| Number::pow(&10.0, &at)).collect();
                }
                ticks(self.low, self.high, self.most)
            }
            Scale::Symmetric { .. } => self.powers_either_side(),
        }
    }

    /// 0, and powers of ten either side of it, those furthest out first, where there is room for them.
    fn powers_either_side(&self) -> Vec<f64> {
        let [low, high] = self.ends();
        let apart = (high - low) / self.most as f64;
        let mut found = vec![0.0];
        for sign in [1.0, -1.0] {
            let end = if sign > 0.0 { self.high } else { -self.low };
            let mut power = if end > 0.0 { Number::log10(&end).floor() } else { continue };
            let mut last = f64::INFINITY;
            for _ in 0..40 {
                let value = sign * Number::pow(&10.0, &power);
                let place = self.place(value).abs();
                if place < apart {
                    break;
                }
                if last - place >= apart {
                    found.push(value);
                    last = place;
                }
                power -= 1.0;
            }
        }
        found.sort_by(f64::total_cmp);
        found
    }

    /// A number as it is written: with as many digits as tell it from the next.
    pub(crate) fn write(&self, value: f64) -> String {
        let [low, high] = self.ends();
        match (&self.label, self.scale) {
            (Some(label), _) => label(value),
            (None, Scale::Linear) => tick(value, self.high - self.low),
            (None, Scale::Logarithmic) if high - low < 0.7 => tick(value, self.high - self.low),
            _ => digits::short(value, 2),
        }
    }
}

/// As charts of plotters have it: a place of the sheet for each value, and numbers at the axis.
impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        /// Further out than any sheet, and as far as whole numbers are safe to reckon with.
        const FAR: f64 = 16e6;
        let [low, high] = self.ends();
        let part = (self.place(*value) - low) / (high - low);
        #[expect(clippy::cast_possible_truncation, reason = "kept within a few millions")]
        let at = (f64::from(from) + part * f64::from(to - from)).round().clamp(-FAR, FAR) as i32;
        at
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // The lines between those with numbers are not drawn.
        if hint.weight().allow_light_points() { Vec::new() } else { self.ticks() }
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Axis {
    fn format(value: &f64) -> String {
        digits::short(*value, 4)
    }

    fn format_ext(&self, value: &f64) -> String {
        self.write(*value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers at an axis that have words.
    fn written(axis: &Axis) -> Vec<String> {
        axis.ticks().into_iter().map(|at| axis.write(at)).collect()
    }

    #[test]
    fn no_two_numbers_of_an_axis_are_written_alike() {
        for (low, high) in [
            (0.627_5, 0.627_500_1),
            (1e-8, 100.0),
            (0.5, 1.6),
            (1e-30, 1.000_2e-30),
            (3.0, 3.1),
            (1.0, 1e300),
            (0.02, 1.1),
        ] {
            for scale in [Scale::Logarithmic, Scale::Linear] {
                let axis = Axis::around(low, high, scale, 5, 0.06);
                let written = written(&axis);
                assert!(written.windows(2).all(|pair| pair[0] != pair[1]), "{axis:?}: {written:?}");
                assert!(!written.is_empty() && written.len() <= 11, "{axis:?}: {written:?}");
            }
        }
    }

    #[test]
    fn numbers_are_where_they_are_read() {
        for scale in [Scale::Linear, Scale::Logarithmic, Scale::Symmetric { unit: 0.01 }] {
            let axis = Axis::new(0.1, 1000.0, scale, 6);
            assert_eq!((axis.map(&0.1, (0, 800)), axis.map(&1000.0, (0, 800))), (0, 800), "{scale:?}");
            let places: Vec<i32> = axis.ticks().iter().map(|at| axis.map(at, (0, 800))).collect();
            assert!(places.is_sorted() && places.len() >= 2, "{scale:?}: {places:?}");
        }
        assert_eq!(
            written(&Axis::new(0.1, 1000.0, Scale::Logarithmic, 6)),
            ["0.1", "1", "10", "100", "1000"]
        );
        let symmetric = Axis::new(-20.0, 300.0, Scale::Symmetric { unit: 0.03 }, 8);
        assert_eq!(written(&symmetric), ["−10", "−1", "0", "1", "10", "100"]);
    }

    #[test]
    fn an_axis_of_nothing_is_an_axis_all_the_same() {
        for (low, high) in [
            (1.0, 1.0),
            (2.0, 1.0),
            (f64::NAN, 1.0),
            (0.0, f64::INFINITY),
            (f64::INFINITY, f64::NEG_INFINITY),
        ] {
            for scale in [Scale::Linear, Scale::Logarithmic] {
                let axis = Axis::around(low, high, scale, 5, 0.1);
                let [first, last] = axis.ends();
                assert!(first < last && last.is_finite() && first.is_finite(), "{low} {high} {axis:?}");
                assert!(!axis.ticks().is_empty(), "{axis:?}");
            }
        }
    }

    #[test]
    fn long_numbers_are_given_room() {
        assert_eq!(Axis::new(0.0, 1.0, Scale::Linear, 5).room(10.0, 46.0), 46.0);
        assert!(Axis::new(0.6275, 0.627_501, Scale::Linear, 5).room(10.0, 46.0) > 60.0);
    }
}
