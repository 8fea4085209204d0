//! [`Form`]: a function over a cell as a parabola and what is left of it.

use super::ends::{Ends, mixed};
use crate::SymmetricEigen2;

/// A function of `u` and `v` over a cell within the square `|u|, |v| <= 1`, by its Taylor polynomial
/// about the centre with the third derivatives taken all over the cell: for some number of each of
/// the `terms` it is, at every point, the sum of them times
///
/// ```text
/// 1,   u, v,   u^2, u v, v^2,   u^3, u^2 v, u v^2, v^3
/// ```
///
/// None of the terms is larger than some 1e100, so that nothing overflows.
///
/// Source: A. Neumaier, Taylor forms, use and limits, Reliable Computing 9, 2003.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) terms: [Ends; 10],
}

/// How `u` and `v` grow towards the sides of the cell, which need not lie along them: `u` is
/// `turn[0] . (s, t)` and `v` is `turn[1] . (s, t)` with `|s|, |t| <= 1`.
pub(super) type Turn = [[Ends; 2]; 2];

/// A bound of something over a cell, and about where in the cell it is greatest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak {
    pub(super) bound: f64,
    pub(super) at: [f64; 2],
}

impl Form {
    /// The sum of three forms, each times its weight.
    #[inline(never)]
    pub(super) fn mixed(forms: &[Self; 3], weights: &[Ends; 3]) -> Self {
        Self { terms: std::array::from_fn(|k| mixed(&forms.each_ref().map(|form| form.terms[k]), weights)) }
    }

    pub(super) fn at_centre(&self) -> Ends {
        self.terms[0]
    }

    pub(super) fn slope(&self) -> [Ends; 2] {
        [self.terms[1], self.terms[2]]
    }

    fn bend(&self) -> [Ends; 3] {
        [self.terms[3], self.terms[4], self.terms[5]]
    }

    /// By how much its linear part can differ from 0, in the cell.
    pub(super) fn rise(&self, turn: &Turn) -> Ends {
        let [a, b] = self.slope();
        let [s, t] = [0, 1].map(|i| Ends::point(a.times(turn[0][i]).plus(b.times(turn[1][i])).size()));
        s.plus(t)
    }

    /// What its second degree adds.
    pub(super) fn bent(&self) -> Ends {
        let square = Ends { lower: 0.0, upper: 1.0 };
        let [a, b, c] = self.bend();
        a.times(square).plus(c.times(square)).plus(Ends::around(b.size()))
    }

    /// By how much its third degree can differ from 0.
    pub(super) fn rest(&self) -> Ends {
        self.terms[6..].iter().fold(Ends::ZERO, |sum, term| sum.plus(Ends::point(term.size())))
    }

    /// All its values.
    pub(super) fn range(&self, turn: &Turn) -> Ends {
        let away = self.rise(turn).plus(self.rest()).upper;
        self.at_centre().plus(Ends::around(away)).plus(self.bent())
    }

    /// A bound of its values.
    ///
    /// A parabola along its own axes is one in each of two variables, and the greatest values of
    /// those add up. The axes are only about right, so that a product of the two remains.
    #[inline(never)]
    pub(super) fn peak(&self, turn: &Turn) -> Peak {
        let [r, s, t] = self.bend().map(Ends::middle);
        let [p, q] = SymmetricEigen2::new(r, 0.5 * s, t).eigenvectors[0];
        let mut peak = self.peak_along([1.0, 0.0]);
        if p != 0.0 && q != 0.0 {
            let turned = self.peak_along([p, q]);
            if turned.bound < peak.bound {
                peak = turned;
            }
        }
        let apart = self.at_centre().plus(self.rise(turn)).plus(self.bent()).plus(self.rest()).upper;
        Peak { bound: peak.bound.min(apart), ..peak }
    }

    /// The same by parabolas along the axes `(p, q)` and `(-q, p)`.
    #[inline(never)]
    fn peak_along(&self, [p, q]: [f64; 2]) -> Peak {
        let (mut slope, mut bend, mut reach) = (self.slope(), self.bend(), 1.0);
        if q != 0.0 {
            let (([a, b], [r, s, t]), (p, q)) = ((slope, bend), (Ends::point(p), Ends::point(q)));
            let (pp, pq, qq) = (p.squared(), p.times(q), q.squared());
            slope = [p.times(a).plus(q.times(b)), p.times(b).minus(q.times(a))];
            bend = [
                mixed(&[r, s, t], &[pp, pq, qq]),
                mixed(&[r, s, t], &[pq.doubled().negative(), pp.minus(qq), pq.doubled()]),
                mixed(&[r, s, t], &[qq, pq.negative(), pp]),
            ];
            // How far the square reaches along them, which are of length 1 but for rounding.
            reach = Ends::point(p.size()).plus(Ends::point(q.size())).over(pp.plus(qq)).upper;
        }
        let mut bound = self.at_centre().plus(self.rest());
        let mut place = [0.0; 2];
        for (i, place) in place.iter_mut().enumerate() {
            // |u v| is at most (u^2 + v^2)/2.
            let cross = Ends::point(0.5 * bend[1].size());
            let (g, k) = (slope[i].size(), bend[2 * i].plus(cross).upper);
            let most = if k < 0.0 && g < -2.0 * k * reach {
                Ends::point(g).over(Ends::point(-4.0 * k)).times(Ends::point(g))
            } else {
                Ends::point(reach).times(Ends::point(g).plus(Ends::point(k).times(Ends::point(reach))))
            };
            bound = bound.plus(most);
            let (g, k) = (slope[i].middle(), bend[2 * i].middle());
            let summit = g.abs() / (-2.0 * k);
            *place = if k < 0.0 && summit < reach {
                summit.copysign(g)
            } else if reach * (g.abs() + k * reach) > 1e-9 * self.at_centre().size() {
                reach.copysign(g)
            } else {
                // It does not matter along this axis; to go astray would.
                0.0
            };
        }
        let [u, v] = place;
        Peak { bound: bound.upper, at: [(p * u - q * v).clamp(-1.0, 1.0), (q * u + p * v).clamp(-1.0, 1.0)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random, the same each time.
    struct Chance(u64);

    impl Chance {
        /// From -1 to 1.
        fn number(&mut self) -> f64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 11) as f64 / (1u64 << 52) as f64 - 1.0
        }

        fn ends(&mut self, width: f64) -> Ends {
            let (a, b) = (self.number(), width * self.number().abs());
            Ends { lower: a - b, upper: a + b }
        }
    }

    fn value(terms: &[f64; 10], [u, v]: [f64; 2]) -> f64 {
        let powers = [1.0, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v];
        terms.iter().zip(powers).map(|(term, power)| term * power).sum()
    }

    /// The square itself, and a cell that is turned in it.
    fn turns() -> [Turn; 2] {
        let point = |row: [f64; 2]| row.map(Ends::point);
        [[point([1.0, 0.0]), point([0.0, 1.0])], [point([0.7, 0.3]), point([-0.2, 0.8])]]
    }

    #[test]
    fn no_value_is_beyond_the_bound() {
        let mut chance = Chance(1);
        for trial in 0..2000 {
            let width = [0.0, 1e-3, 0.5][trial % 3];
            let form = Form { terms: std::array::from_fn(|_| chance.ends(width)) };
            for turn in turns() {
                let (peak, range) = (form.peak(&turn), form.range(&turn));
                for _ in 0..20 {
                    let terms = form
                        .terms
                        .map(|ends| ends.middle() + 0.5 * (ends.upper - ends.lower) * chance.number());
                    let (s, t) = (chance.number(), chance.number());
                    let at = turn.map(|row| row[0].middle() * s + row[1].middle() * t);
                    let value = value(&terms, at);
                    assert!(value <= peak.bound + 1e-12, "{form:?} at {at:?}: {value} beyond {peak:?}");
                    assert!(
                        range.lower - 1e-12 <= value && value <= range.upper + 1e-12,
                        "{form:?}: {value}"
                    );
                }
            }
        }
    }

    /// Along a crest that is slanted as at a top the bound is what is reached, and the place is about where.
    #[test]
    fn parabolas_are_bounded_by_their_top() {
        let [upright, _] = turns();
        for (slope, bend, top, at) in [
            ([0.0, 0.0], [-1.0, 0.0, -2.0], 0.0, [0.0, 0.0]),
            ([1.0, 0.0], [-1.0, 0.0, -2.0], 0.25, [0.5, 0.0]),
            ([0.6, 0.6], [-1.0, -2.0, -1.0], 0.09, [0.15, 0.15]),
            ([3.0, 0.0], [-1.0, 0.0, -2.0], 2.0, [1.0, 0.0]),
            ([0.0, -1.0], [0.0, 0.0, 1.0], 2.0, [0.0, -1.0]),
        ] {
            let mut terms = [Ends::ZERO; 10];
            for (term, value) in terms[1..].iter_mut().zip(slope.into_iter().chain(bend)) {
                *term = Ends::point(value);
            }
            let peak = Form { terms }.peak(&upright);
            assert!((peak.bound - top).abs() < 1e-12, "{slope:?}, {bend:?}: {peak:?}, not {top}");
            for (got, want) in peak.at.iter().zip(at) {
                assert!((got - want).abs() < 1e-9, "{slope:?}, {bend:?}: {peak:?}, not at {at:?}");
            }
        }
    }
}
