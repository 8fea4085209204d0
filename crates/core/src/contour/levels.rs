//! Which heights deserve a line.

use crate::Number;

/// How many heights are looked at to learn how they are spread.
const SAMPLES: usize = 4096;

/// About `count` good heights for contour lines of `values`: strictly ascending, inside the range of
/// the values, and as round as their spacing allows, so that a label is short.
///
/// - Where heights fill their range, levels are evenly spaced at a step of 1, 2, 2.5, 4 or 5 times a
///   power of ten.
/// - Where most heights crowd at one end (a valley under walls a thousand times as high), levels are
///   spaced half by area and half by decades above that end, each moved to the roundest number near it.
/// - NaN and infinities are passed over. Fewer than two different heights give no levels.
///
/// At most 65,000 levels, whatever the `count`; never more than twice the `count`.
#[must_use]
pub fn contour_levels(values: &[f64], count: usize) -> Vec<f64> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.iter().filter(|value| value.is_finite()) {
        low = low.min(*value);
        high = high.max(*value);
    }
    let count = count.min(32_000);
    if low >= high || count == 0 {
        return Vec::new();
    }
    let range = high - low;
    if !range.is_finite() || range < 1e-290 {
        return between(low, high, count);
    }
    let sorted = sample(values);
    let middle = sorted[sorted.len() / 2];
    let mut levels = if middle - low < 0.1 * range {
        spread(&sorted, low, high, count)
    } else if high - middle < 0.1 * range {
        let turned: Vec<f64> = sorted.iter().rev().map(|value| -value).collect();
        spread(&turned, -high, -low, count).into_iter().rev().map(|level| 0.0 - level).collect()
    } else {
        even(low, high, count)
    };
    levels.retain(|level| low < *level && *level < high);
    levels.dedup();
    if levels.is_empty() { between(low, high, count) } else { levels }
}

/// About `count` evenly spaced heights strictly between `low` and `high`, at a step of 1, 2, 2.5, 4 or 5 times a
/// power of ten; none where that is no range.
///
/// ```
/// use hillside_core::even_levels;
/// assert_eq!(even_levels(0.0, 18.0, 8), [2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0]);
/// ```
#[must_use]
pub fn even_levels(low: f64, high: f64, count: usize) -> Vec<f64> {
    let count = count.min(32_000);
    if !(low < high && low.is_finite() && high.is_finite()) || count == 0 {
        return Vec::new();
    }
    let range = high - low;
    let levels = if range.is_finite() && range >= 1e-290 { even(low, high, count) } else { Vec::new() };
    if levels.is_empty() { between(low, high, count) } else { levels }
}

/// Finite heights, spread over the whole of `values`, ascending.
fn sample(values: &[f64]) -> Vec<f64> {
    // A stride that shares no factor with usual row lengths, so as not to look at the same columns only.
    let stride = (values.len() / SAMPLES).max(1) | 1;
    let mut sorted: Vec<f64> =
        values.iter().step_by(stride).copied().filter(|value| value.is_finite()).collect();
    if sorted.len() < SAMPLES / 8 {
        sorted = values.iter().copied().filter(|value| value.is_finite()).collect();
    }
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// `count` levels without any roundness, for ranges too wide or too narrow to divide.
fn between(low: f64, high: f64, count: usize) -> Vec<f64> {
    let mut levels: Vec<f64> = (1..=count)
        .map(|n| {
            let share = n as f64 / (count + 1) as f64;
            low * (1.0 - share) + high * share
        })
        .filter(|level| low < *level && *level < high)
        .collect();
    // A few ulps apart, rounding may put them out of order.
    levels.sort_unstable_by(f64::total_cmp);
    levels.dedup();
    levels
}

/// Multiples of the round step that gives nearest to `count` levels.
fn even(low: f64, high: f64, count: usize) -> Vec<f64> {
    let ideal = (high - low) / (count + 1) as f64;
    let power = decade(ideal);
    let mut best: Option<(usize, Vec<f64>)> = None;
    for (tenths, power) in [(10, power), (20, power), (25, power), (40, power), (50, power), (10, power + 1)]
    {
        let step = decimal(f64::from(tenths), power - 1);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        // Where the step is lost in the digits of the heights, no multiple tells them apart.
        if !(first.abs().max(last.abs()) < 1e15 && last - first <= 2.0 * count as f64 + 4.0) {
            continue;
        }
        let mut levels = Vec::new();
        let mut multiple = first;
        while multiple <= last {
            let level = decimal(multiple * f64::from(tenths), power - 1);
            if low < level && level < high && levels.last().is_none_or(|known| *known < level) {
                levels.push(level);
            }
            multiple += 1.0;
        }
        let miss = levels.len().abs_diff(count);
        if levels.len() <= 2 * count && best.as_ref().is_none_or(|(known, _)| miss < *known) {
            best = Some((miss, levels));
        }
    }
    best.map(|(_, levels)| levels).unwrap_or_default()
}

/// Levels for heights that crowd at `low`: at equal steps of the mean of two measures that both run
/// from 0 to 1, the share of the area below and the logarithm of the height above `low`.
fn spread(sorted: &[f64], low: f64, high: f64, count: usize) -> Vec<f64> {
    let range = high - low;
    // Below the lowest fiftieth of the area, or a millionth of the range, decades do not matter.
    let crowd = sorted[sorted.len() / 50] - low;
    let unit = crowd.clamp(1e-6 * range, range);
    let decades = |height: f64| Number::ln(&(1.0 + (height - low) / unit));
    let whole = decades(high);
    let measure = |height: f64| {
        let below = sorted.partition_point(|value| *value < height);
        0.5 * below as f64 / sorted.len() as f64 + 0.5 * decades(height) / whole
    };
    let target = |n: usize| {
        let share = n as f64 / (count + 1) as f64;
        // Bisection in the decades, where the measure changes evenly.
        let (mut under, mut over) = (0.0, whole);
        for _ in 0..40 {
            let middle = 0.5 * (under + over);
            let height = low + unit * (Number::exp(&middle) - 1.0);
            if measure(height) < share { under = middle } else { over = middle }
        }
        low + unit * (Number::exp(&(0.5 * (under + over))) - 1.0)
    };
    let targets: Vec<f64> = (0..=count + 1)
        .map(|n| match n {
            0 => low,
            n if n > count => high,
            n => target(n).clamp(low, high),
        })
        .collect();
    let mut levels: Vec<f64> = Vec::with_capacity(count);
    for near in targets.windows(3) {
        // On a plain with a pit the levels of the area all but coincide: one line of them is enough.
        let least = 1e-7 * range;
        let from = (0.5 * (near[0] + near[1])).min(near[1] - least);
        let to = (0.5 * (near[1] + near[2])).max(near[1] + least);
        let level = roundest(from, to, near[1]);
        if levels.last().is_none_or(|last| level - last > least) {
            levels.push(level);
        }
    }
    levels
}

/// The number with the fewest digits in `[from, to]`, of several the nearest to `target`.
fn roundest(from: f64, to: f64, target: f64) -> f64 {
    if from <= 0.0 && 0.0 <= to {
        return 0.0;
    }
    let largest = decade(from.abs().max(to.abs()));
    for power in (largest - 16..=largest).rev() {
        // Fives and twos before ones: 50 reads better than 47 or 48.
        for tenths in [50.0, 20.0, 10.0] {
            let step = decimal(tenths, power - 1);
            let level = decimal((target / step).round() * tenths, power - 1);
            if from <= level && level <= to {
                return level;
            }
            let level = decimal((from / step).ceil() * tenths, power - 1);
            if from <= level && level <= to {
                return level;
            }
        }
    }
    target
}

/// The exponent of the largest power of ten that is at most `size`, or one beside it.
fn decade(size: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "between -324 and 308")]
    let power = Number::log10(&size).floor() as i32;
    power
}

/// `digits * 10^power`, rounded once where the power is within 10^22.
fn decimal(digits: f64, power: i32) -> f64 {
    if power < 0 { digits / Number::powi(&10.0, -power) } else { digits * Number::powi(&10.0, power) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roundest_prefers_few_digits() {
        assert_eq!(roundest(0.8, 1.3, 1.1), 1.0);
        assert_eq!(roundest(37.0, 54.0, 41.0), 50.0);
        assert_eq!(roundest(0.031, 0.034, 0.0325), 0.032);
        assert_eq!(roundest(-1.0, 2.0, 1.5), 0.0);
        assert_eq!(roundest(-54.0, -37.0, -41.0), -50.0);
    }
}
