//! Chance that can be repeated: numbers that depend on a seed and a place, and nothing else.

use crate::Number;

/// How many draws lie between the beginnings of two streams.
const STREAM: u64 = 1 << 24;

/// `SplitMix64`: the state counts up by [`SplitMix64::GAMMA`], a mixed copy of it is the draw. So
/// any draw can be had without those before it, which is what makes noise a function of the step.
///
/// G. L. Steele Jr., D. Lea and C. H. Flood, Fast splittable pseudorandom number generators,
/// OOPSLA 2014, figure 17; the mixer is D. Stafford's Mix13.
struct SplitMix64(u64);

impl SplitMix64 {
    /// The odd whole number nearest to 2^64 over the golden ratio.
    const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The generator of `seed` at the beginning of its `stream`. Streams that lie apart by less
    /// than 2^40 share no draw.
    fn new(seed: u64, stream: u64) -> Self {
        Self(seed.wrapping_add(stream.wrapping_mul(STREAM).wrapping_mul(Self::GAMMA)))
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::GAMMA);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// A number in `(0, 1]`, all multiples of 2^-53 equally likely.
fn unit(generator: &mut SplitMix64) -> f64 {
    let whole = ((generator.draw() >> 11) + 1) as f64;
    whole / 9_007_199_254_740_992.0
}

/// Adds to each of `values` an independent Gaussian of mean 0 and the given standard `deviation`:
/// the noise of step `step`, the same whenever it is asked for.
///
/// G. E. P. Box and M. E. Muller, "A note on the generation of random normal deviates" (1958).
pub fn add_gaussian(seed: u64, step: u64, deviation: f64, values: &mut [f64]) {
    let mut generator = SplitMix64::new(seed, step);
    for pair in values.chunks_mut(2) {
        let radius = deviation * (-2.0 * Number::ln(&unit(&mut generator))).sqrt();
        let turn = std::f64::consts::TAU * unit(&mut generator);
        pair[0] += radius * Number::cos(&turn);
        if let Some(second) = pair.get_mut(1) {
            *second += radius * Number::sin(&turn);
        }
    }
}

/// Adds to each of `values` a number spread evenly from `-half` to `half`, the same whenever it is asked for.
///
/// Networks draw from streams of 2^37 and above, which no walk of less than 2^37 steps reaches.
pub(crate) fn add_uniform(seed: u64, stream: u64, half: f64, values: &mut [f64]) {
    let mut generator = SplitMix64::new(seed, stream);
    for value in values {
        *value += half * (2.0 * unit(&mut generator) - 1.0);
    }
}

/// Whole numbers from 0 to below `count`, all equally likely to within 2^-64 of the count, without end;
/// the same whenever they are asked for.
pub(crate) fn whole_numbers(seed: u64, stream: u64, count: usize) -> impl Iterator<Item = usize> {
    let mut generator = SplitMix64::new(seed, stream);
    std::iter::repeat_with(move || {
        // The upper half of the product of a draw and the count.
        let draw = u128::from(generator.draw()) * count as u128;
        usize::try_from(draw >> 64).unwrap_or(0)
    })
}

/// The `draw`-th random point of the box `[x0, x1, y0, y1]`, evenly spread, the same whenever it is asked for.
#[must_use]
pub fn random_point(seed: u64, draw: u64, [x0, x1, y0, y1]: [f64; 4]) -> [f64; 2] {
    // Streams of steps count up from 0; those of points count down from the last.
    let mut generator = SplitMix64::new(seed, u64::MAX - draw);
    let [u, v] = [unit(&mut generator), unit(&mut generator)];
    [x0 * (1.0 - u) + x1 * u, y0 * (1.0 - v) + y1 * v]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_those_of_the_reference() {
        // The same that `java.util.SplittableRandom` draws for this seed.
        let mut generator = SplitMix64::new(1_234_567, 0);
        let draws: Vec<u64> = (0..3).map(|_| generator.draw()).collect();
        assert_eq!(draws, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn noise_is_a_function_of_seed_and_step() {
        let draw = |seed, step| {
            let mut values = [0.0; 5];
            add_gaussian(seed, step, 1.0, &mut values);
            values
        };
        assert_eq!(draw(7, 1000), draw(7, 1000));
        assert_ne!(draw(7, 1000), draw(7, 1001));
        assert_ne!(draw(7, 1000), draw(8, 1000));
        let mut two = [0.0; 2];
        add_gaussian(7, 1000, 1.0, &mut two);
        assert_eq!(two, draw(7, 1000)[..2], "more weights do not change the first");
    }

    #[test]
    fn noise_has_the_moments_of_a_gaussian() {
        let mut values = vec![0.0; 40_000];
        add_gaussian(1, 0, 2.0, &mut values);
        let moment = |power: i32| values.iter().map(|v: &f64| Number::powi(v, power)).sum::<f64>() / 40_000.0;
        assert!(moment(1).abs() < 0.04, "mean {}", moment(1));
        assert!((moment(2) - 4.0).abs() < 0.12, "variance {}", moment(2));
        assert!((moment(4) - 48.0).abs() < 3.5, "fourth moment {}", moment(4));
    }

    #[test]
    fn random_points_fill_the_box() {
        let points: Vec<_> = (0..1000).map(|draw| random_point(3, draw, [-1.0, 1.0, 5.0, 6.0])).collect();
        assert!(points.iter().all(|p| (-1.0..=1.0).contains(&p[0]) && (5.0..=6.0).contains(&p[1])));
        let left = points.iter().filter(|p| p[0] < 0.0).count();
        assert!((400..600).contains(&left), "{left}");
    }
}
