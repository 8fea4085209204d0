//! [`Lens`]: the axes along which a cell is looked at, and the lengths it is measured in.

use super::ends::Ends;
use super::form::{Form, Turn};
use super::frame::Frame;
use super::hessian::Hessian;
use super::patch::{DEGREE, Patch};
use crate::{Interval, Number};

/// The powers of `u` and `v` that go with the terms of a [`Form`].
const POWERS: [[usize; 2]; 10] =
    [[0, 0], [1, 0], [0, 1], [2, 0], [1, 1], [0, 2], [3, 0], [2, 1], [1, 2], [0, 3]];

/// Two axes, and on each of them as far as a cell reaches from its centre: a point of the cell is
/// `u` of the first length along the first axis and `v` of the second along the other, with
/// `|u|, |v| <= 1`.
///
/// In these lengths a Taylor coefficient is no larger than what it adds to the function, however
/// large or small the units of x and y: they and their powers never appear, and a derivative of the
/// fifth order overflows no sooner than the function itself.
///
/// The Hessian is had in the product of both lengths: times `h/k` in `u` twice, `k/h` in `v` twice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lens {
    frame: Frame,
    lengths: [f64; 2],
    /// Whether the cell does not reach along an axis at all; its length there is another's.
    flat: [bool; 2],
    turn: Turn,
    ratios: [Ends; 3],
}

impl Lens {
    /// Of a cell `[x0, x1, y0, y1]` about a point of it.
    pub(super) fn new([x0, x1, y0, y1]: &[f64; 4], [x, y]: &[f64; 2], frame: Frame) -> Self {
        let reach = |low: &f64, high: &f64, middle: &f64| {
            let [low, high, middle] = [*low, *high, *middle].map(Interval::point);
            high.sub(&middle).upper().max(middle.sub(&low).upper())
        };
        let halves = [reach(x0, x1, x), reach(y0, y1, y)];
        let mut lengths = halves;
        let one = Ends::point(1.0);
        let mut turn = [[one, Ends::ZERO], [Ends::ZERO, one]];
        if frame.is_oblique() {
            // At s half widths and t half heights x and y from the centre, u h is (p s x + q t y)/n
            // and v k is (p t y - q s x)/n, where n is the square of the axes' length.
            let [p, q] = frame.0.map(Interval::point);
            let [x, y] = halves.map(|half| Interval::point(half).div(&frame.stretch()));
            let [across, up] = [[p.mul(&x), q.mul(&y)], [q.neg().mul(&x), p.mul(&y)]];
            lengths = [&across, &up].map(|[s, t]| s.abs().add(&t.abs()).upper());
            let [h, k] = lengths.map(Interval::point);
            turn = [across.map(|part| Ends::of(&part.div(&h))), up.map(|part| Ends::of(&part.div(&k)))];
        }
        let flat = lengths.map(|length| length == 0.0);
        match flat {
            [true, true] => lengths = [1.0; 2],
            [true, false] => lengths[0] = lengths[1],
            [false, true] => lengths[1] = lengths[0],
            [false, false] => {}
        }
        let [h, k] = lengths.map(Interval::point);
        let ratio =
            |over: Interval, under: Interval| if over == under { one } else { Ends::of(&over.div(&under)) };
        Self { frame, lengths, flat, turn, ratios: [ratio(k, h), one, ratio(h, k)] }
    }

    /// x and y over a part of the cell, to be read up to some degree.
    pub(super) fn variables(&self, [x, y]: [Interval; 2], order: usize) -> [Patch; 2] {
        let ([p, q], [h, k]) = (self.frame.0.map(Ends::point), self.lengths.map(Ends::point));
        let slopes = if self.frame.is_oblique() {
            [[p.times(h), q.times(k).negative()], [q.times(h), p.times(k)]]
        } else {
            [[h, Ends::ZERO], [Ends::ZERO, k]]
        };
        [Patch::variable(x, slopes[0], order), Patch::variable(y, slopes[1], order)]
    }

    /// The point that is `u` and `v` from the centre.
    pub(super) fn point(&self, [x, y]: &[f64; 2], [u, v]: [f64; 2]) -> [f64; 2] {
        let ([p, q], [u, v]) = (self.frame.0, [u * self.lengths[0], v * self.lengths[1]]);
        [x + p * u - q * v, y + q * u + p * v]
    }

    /// A spectral radius in the units of x and y, which is `radius` times `scale` in those of the lens.
    pub(super) fn outside(&self, radius: f64, scale: f64) -> Interval {
        let [h, k] = self.lengths.map(Interval::point);
        let radius = Interval::point(radius).mul(&Interval::point(scale));
        radius.div(&h).div(&k).div(&self.frame.stretch())
    }

    /// About the contrary.
    pub(super) fn inside(&self, radius: f64, scale: f64) -> f64 {
        radius * self.lengths[0] * self.lengths[1] / scale
    }

    /// The entries of the Hessian: along the first axis, along both, along the other.
    pub(super) fn entries(&self, patch: &Patch) -> [Ends; 3] {
        let part = patch.part(2);
        [0, 1, 2].map(|entry| {
            let entry_of = part[entry].times(self.ratios[entry]);
            if entry == 1 { entry_of } else { entry_of.doubled() }
        })
    }

    /// How fast the entries of the Hessian change along x and y, at most, from third derivatives
    /// all over a cell; in units of the lens over those of x and y.
    pub(super) fn slopes(&self, over: &Patch) -> [f64; 2] {
        let [a, b, c, d] = [0, 1, 2, 3].map(|k| over.part(3)[k].size());
        let [p, _, q] = self.ratios.map(|ratio| ratio.upper);
        let along = (6.0 * a * p + 2.0 * b + 2.0 * c * q) / self.lengths[0];
        let up = (2.0 * b * p + 2.0 * c + 6.0 * d * q) / self.lengths[1];
        let [p, q] = self.frame.0.map(f64::abs);
        [p * along + q * up, q * along + p * up]
    }

    /// The Hessian over the cell, from what was read at its centre up to the fourth degree and all
    /// over it up to the fifth. `None` where that is too far from all scales.
    pub(super) fn hessian(&self, here: &Patch, over: &Patch) -> Option<Hessian> {
        let entries = self.entries(over);
        let scale = Hessian::scale(&entries);
        let unit = Ends::point(1.0 / scale);
        let forms: [Form; 3] = std::array::from_fn(|entry| {
            let terms = std::array::from_fn(|term| {
                let powers = POWERS[term];
                if [0, 1].into_iter().any(|i| powers[i] > 0 && self.flat[i]) {
                    return Ends::ZERO;
                }
                let degree = powers[0] + powers[1] + 2;
                let part = if degree == DEGREE { over.part(degree) } else { here.part(degree) };
                // Differentiated twice in u, once in both, or twice in v.
                let factor =
                    |power: usize, times: usize| (power + 1..=power + times).product::<usize>() as f64;
                let factor = factor(powers[0], 2 - entry) * factor(powers[1], entry);
                part[powers[1] + entry].times(unit).times(Ends::point(factor)).times(self.ratios[entry])
            });
            Form { terms }
        });
        let moderate = forms.iter().flat_map(|form| form.terms).all(|term| term.size() < 1e100);
        let whole = entries.map(|entry| entry.times(unit));
        (moderate && here.is_sound() && over.is_sound()).then(|| Hessian::new(forms, whole, self.turn, scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lipschitz::hessian::Side;
    use crate::lipschitz::spectrum;
    use crate::{Expr, Hyper, SymmetricEigen2};

    const FORMULAS: [&str; 6] = [
        "sin(3*x)*exp(y)+x*y^3",
        "exp(-(x^2+y^2-1)^2)",
        "cos(2*(x+y))+(x-y)^2",
        "x^3*y-y^2*x",
        "(2+cos(3*x))*(2+cos(3*y))",
        "atan(x*y)/(2+x)",
    ];

    fn frames() -> [Frame; 3] {
        let half = std::f64::consts::FRAC_1_SQRT_2;
        [Frame::UPRIGHT, Frame([half, half]), Frame([0.6, -0.8])]
    }

    /// What is said of a cell holds at its points, along whatever axes it is read, also where it is a
    /// line or a point, and in whatever units.
    #[test]
    fn bounds_hold_at_every_point() {
        let cells = [
            [0.2, 0.5, -0.3, -0.1],
            [-0.1, 0.1, -0.1, 0.1],
            [0.9, 0.91, 0.4, 0.6],
            [-1.0, 1.0, -1.0, 1.0],
            [0.3, 0.3, 0.1, 0.4],
            [0.3, 0.3, 0.4, 0.4],
        ];
        for (text, cell, frame) in FORMULAS
            .into_iter()
            .flat_map(|text| cells.map(|cell| (text, cell)))
            .flat_map(|(text, cell)| frames().map(|frame| (text, cell, frame)))
        {
            let expr = Expr::parse(text).unwrap();
            let [x0, x1, y0, y1] = cell;
            let centre = [0.5 * (x0 + x1), 0.5 * (y0 + y1)];
            let lens = Lens::new(&cell, &centre, frame);
            let sides = [Interval::new(x0, x1), Interval::new(y0, y1)];
            let over = expr.read(&lens.variables(sides, DEGREE));
            let here = expr.read(&lens.variables(centre.map(Interval::point), DEGREE - 1));
            let hessian = lens.hessian(&here, &over).unwrap();
            let entries = lens.entries(&over).map(Ends::interval);
            let whole = lens.outside(spectrum::greatest(&entries), 1.0).upper();
            let octagon = [Side::High, Side::Low].map(|side| hessian.octagon(side).bound);
            let apart = [Side::High, Side::Low].map(|side| hessian.apart(side).map(|peak| peak.bound));
            for (i, j) in (0..=6).flat_map(|i| (0..=6).map(move |j| (i, j))) {
                let part =
                    |low: f64, high: f64, i: i32| (low + (high - low) * f64::from(i) / 6.0).clamp(low, high);
                let at = [part(x0, x1, i), part(y0, y1, j)];
                let bend = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
                let [a, b, c] = *bend.hessian();
                let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
                let slack = 1e-12 * high.max(-low);
                assert!(
                    high.max(-low) <= whole + slack,
                    "{text} at {at:?} in {frame:?}: {high} beyond {whole}"
                );
                for (k, value) in [high, -low].into_iter().enumerate() {
                    let wanted = |bound: f64| lens.outside(bound.max(0.0), hessian.scale).upper() + slack;
                    assert!(
                        value <= wanted(octagon[k]) && apart[k].is_none_or(|bound| value <= wanted(bound)),
                        "{text} at {at:?} in {frame:?}: {value} beyond {octagon:?}, {apart:?} times {}",
                        hessian.scale
                    );
                }
            }
        }
    }

    /// Halving a cell at a crest takes more than three quarters of what the bound is too much by, be the
    /// eigenvalues apart or not: that goes with the third power, and with the second at most where
    /// third derivatives are left out.
    #[test]
    fn bounds_get_tight_as_fast_as_they_should() {
        for (text, at, radius, frame) in [
            ("cos(3*x)*cos(y)", [0.0, 0.0], 9.0, Frame::UPRIGHT),
            ("(2+cos(3*x))*(2+cos(3*y))", [0.0, 0.0], 27.0, Frame::UPRIGHT),
            ("cos(2*(x+y))+(x-y)^2", [0.0, 0.0], 8.0, Frame::UPRIGHT),
        ] {
            let expr = Expr::parse(text).unwrap();
            let excess = |half: f64| {
                // Not about the top itself.
                let centre = [at[0] + 0.3 * half, at[1] - 0.4 * half];
                let cell = [centre[0] - half, centre[0] + half, centre[1] - half, centre[1] + half];
                let lens = Lens::new(&cell, &centre, frame);
                let sides = [Interval::new(cell[0], cell[1]), Interval::new(cell[2], cell[3])];
                let over = expr.read(&lens.variables(sides, DEGREE));
                let here = expr.read(&lens.variables(centre.map(Interval::point), DEGREE - 1));
                let hessian = lens.hessian(&here, &over).unwrap();
                let bounds = [Side::High, Side::Low].map(|side| {
                    let octagon = hessian.octagon(side).bound;
                    hessian.apart(side).map_or(octagon, |peak| peak.bound.min(octagon))
                });
                lens.outside(bounds[0].max(bounds[1]), hessian.scale).upper() - radius
            };
            let (large, small) = (excess(0.02), excess(0.01));
            assert!(small >= 0.0 && large <= 0.02 * radius, "{text}: {small}, {large}");
            assert!(small <= 0.2 * large || large < 1e-12, "{text}: {small} after {large}");
        }
    }

    /// The same cell and function in other units: the numbers of the lens are the same to the last
    /// bit.
    #[test]
    fn units_do_not_matter() {
        let read = |unit: f64, height: f64| {
            let text = format!("(cos(3*(x*{unit:e}))*(y*{unit:e})^2+x*{unit:e})*{height:e}");
            let cell = [0.2, 0.7, -0.4, 0.1].map(|end| end / unit);
            let centre = [0.45 / unit, -0.15 / unit];
            let lens = Lens::new(&cell, &centre, Frame::UPRIGHT);
            let sides = [Interval::new(cell[0], cell[1]), Interval::new(cell[2], cell[3])];
            let expr = Expr::parse(&text).unwrap();
            let over = expr.read(&lens.variables(sides, DEGREE));
            let here = expr.read(&lens.variables(centre.map(Interval::point), DEGREE - 1));
            let hessian = lens.hessian(&here, &over).unwrap();
            [Side::High, Side::Low].map(|side| hessian.octagon(side).bound)
        };
        let plain = read(1.0, 1.0);
        let power = |exponent: i32| crate::Number::powi(&2.0, exponent);
        for (unit, height) in
            [(10, 0), (-300, 0), (300, 0), (0, 126), (0, -800), (0, 900), (250, -250), (-500, 500)]
        {
            assert_eq!(read(power(unit), power(height)), plain, "2^{unit}, 2^{height}");
        }
    }
}
