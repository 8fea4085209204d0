//! [`Field`]: a function sampled over a box, and [`Scale`]: its heights from 0 to 1.

use hillside_core::{Expr, Number, sample_slopes};

use crate::heights::{Heights, Spread};
use crate::view::{Frame, View};

/// Values and slopes of a function at the nodes of a grid, row-major, row 0 at the smallest y,
/// nodes on all four edges.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) values: Vec<f64>,
    pub(crate) slopes_x: Vec<f64>,
    pub(crate) slopes_y: Vec<f64>,
}

impl Field {
    pub(crate) fn sample(function: &Expr, view: View, columns: usize, rows: usize) -> Self {
        let (values, slopes_x, slopes_y) = sample_slopes(function, view.into(), columns, rows);
        Self { columns, rows, values, slopes_x, slopes_y }
    }

    /// World units from node to node along x and y, over the view it was sampled on.
    pub(crate) fn spacing(&self, view: View) -> [f64; 2] {
        [view.width() / (self.columns - 1) as f64, view.height() / (self.rows - 1) as f64]
    }

    /// From a point in columns and rows, two numbers, to CSS pixels of the frame it was sampled in.
    pub(crate) fn pixels(&self, frame: Frame) -> impl Fn(&[f64]) -> [f64; 2] + use<> {
        let across = frame.width / (self.columns - 1) as f64;
        let up = frame.height / (self.rows - 1) as f64;
        let (left, bottom) = (frame.left, frame.top + frame.height);
        move |at| [left + at[0] * across, bottom - at[1] * up]
    }
}

/// How heights are drawn in colour, relief and the third dimension: as they are, or pressed together as
/// `asinh((f - base) / size)`, linear near the ground and logarithmic far above, so that one map shows a valley
/// floor and the cliffs round it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    linear: bool,
    base: f64,
    size: f64,
    low: f64,
    high: f64,
}

/// How many values are looked at to find a scale; quantiles need no more.
const SAMPLES: usize = 4096;

impl Scale {
    /// The scale of a field as asked for, or as suits it; `None` where no height is finite.
    pub(crate) fn of(field: &Field, asked: Heights) -> Option<Self> {
        let spread = Spread::of(field)?;
        if spread.used(asked) == Heights::Compressed {
            return Self::pressing(&field.values);
        }
        let [base, top] = spread.range();
        let size = top - base;
        let size = if size > 0.0 { size } else { base.abs().max(f64::MIN_POSITIVE) };
        let size = if size.is_finite() { size } else { f64::MAX };
        Some(Self { linear: true, base, size, low: 0.0, high: 1.0 })
    }

    /// Whether heights are drawn as they are, or compressed.
    pub(crate) fn heights(&self) -> Heights {
        if self.linear { Heights::Linear } else { Heights::Compressed }
    }

    /// The heights drawn in the lowest and in the highest tint where they are drawn as they are.
    pub(crate) fn range(&self) -> Option<[f64; 2]> {
        self.linear.then_some([self.base, self.base + self.size])
    }

    /// The scale that presses these values well; `None` where none of them is finite.
    fn pressing(values: &[f64]) -> Option<Self> {
        // A step that shares no factor with a row's length visits all columns.
        let step = (values.len() / SAMPLES).max(1) | 1;
        let mut seen: Vec<f64> = values.iter().copied().step_by(step).filter(|v| v.is_finite()).collect();
        if seen.is_empty() {
            seen = values.iter().copied().filter(|v| v.is_finite()).collect();
        }
        seen.sort_unstable_by(f64::total_cmp);
        let last = seen.len().checked_sub(1)?;
        let (lowest, low, high) = (seen[0], seen[last / 50], seen[last - last / 50]);
        let (quarter, middle, three_quarters) = (seen[last / 4], seen[last / 2], seen[last - last / 4]);
        let common = three_quarters - quarter;
        let highest = seen[last];
        let (base, size) = if high - low < 1e-9 * (highest - lowest) {
            // A plain with a pit or a spike: the plain is one height, the pit is what there is to see.
            (lowest, (highest - lowest) / 2.0)
        } else if middle - low > 4.0 * common {
            // Chasms as deep as the cliffs are high, as round a pole: what is common lies in the middle.
            (middle, common / 2.0)
        } else {
            // The ground is the lowest value, unless a pole makes it meaningless. The longer the way
            // from the middling height to the top, the sooner heights are pressed.
            let base = if middle - lowest > 20.0 * (middle - low) && middle > low { low } else { lowest };
            let share = ((middle - base) / (high - base) * 3.0).clamp(0.1, 1.0);
            (base, (middle - base) * share)
        };
        let size = if size > 0.0 { size } else { (high - base).max(f64::MIN_POSITIVE) };
        let size = if size.is_finite() { size } else { f64::MAX / 4.0 };
        let scale = Self { linear: false, base, size, low: 0.0, high: 1.0 };
        let (low, high) = (
            scale.press(base.min(low)),
            scale.press(if base == lowest { highest.min(high.max(base + size)) } else { high }),
        );
        let high = if high > low { high } else { low + 1.0 };
        Some(Self { low, high, ..scale })
    }

    /// `(value - base) / size`, also where the difference is too large for a number.
    fn units(&self, value: f64) -> f64 {
        let difference = value - self.base;
        if difference.is_finite() {
            difference / self.size
        } else {
            value / self.size - self.base / self.size
        }
    }

    fn press(&self, value: f64) -> f64 {
        let u = self.units(value);
        if self.linear {
            return u;
        }
        let size = u.abs();
        // asinh by its logarithm; where u^2 would overflow the 1 under the root does not count.
        let pressed = if size < 1e8 {
            Number::ln(&(size + (1.0 + size * size).sqrt()))
        } else {
            Number::ln(&size) + LN_2
        };
        if u < 0.0 { -pressed } else { pressed }
    }

    /// The place of `value` between the lowest ground (0) and the highest (1); beyond for outliers.
    pub(crate) fn height(&self, value: f64) -> f64 {
        (self.press(value) - self.low) / (self.high - self.low)
    }

    /// How much [`height`](Self::height) changes a unit of the value, at `value`.
    pub(crate) fn slope(&self, value: f64) -> f64 {
        if self.linear {
            return 1.0 / self.size;
        }
        let u = self.units(value);
        1.0 / (self.size * (1.0 + u * u).sqrt() * (self.high - self.low))
    }
}

/// The natural logarithm of 2.
const LN_2: f64 = std::f64::consts::LN_2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_lie_in_order_between_ground_and_top() {
        let values: Vec<f64> = (0..10_000).map(|i| f64::from(i) * f64::from(i)).collect();
        let scale = Scale::pressing(&values).unwrap();
        assert_eq!(scale.height(0.0), 0.0);
        assert!((scale.height(9.6e7) - 1.0).abs() < 0.05);
        assert!(values.windows(2).all(|w| scale.height(w[0]) < scale.height(w[1])));
    }

    #[test]
    fn slope_is_the_derivative_of_height() {
        let scale = Scale::pressing(&[0.0, 1.0, 2.0, 5.0, 900.0]).unwrap();
        for value in [0.0, 0.5, 3.0, 700.0] {
            let numeric = (scale.height(value + 1e-6) - scale.height(value - 1e-6)) / 2e-6;
            assert!((scale.slope(value) - numeric).abs() < 1e-6, "at {value}");
        }
    }

    #[test]
    fn every_field_has_a_scale_or_says_it_has_none() {
        assert_eq!(Scale::pressing(&[]), None);
        assert_eq!(Scale::pressing(&[f64::NAN, f64::INFINITY]), None);
        for values in [vec![5.0; 9], vec![f64::MAX, -f64::MAX], vec![0.0, 5e-324], vec![1.0, f64::NAN]] {
            let scale = Scale::pressing(&values).unwrap();
            for value in values {
                assert!(value.is_nan() || scale.height(value).is_finite(), "{value} on {scale:?}");
            }
        }
    }
}
