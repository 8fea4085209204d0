//! [`Hessian`]: bounds of the eigenvalues of a matrix that varies over a cell.

use super::ends::{Ends, mixed};
use super::form::{Form, Peak, Turn};
use super::spectrum;
use crate::{Interval, Number, SymmetricEigen2};

/// A symmetric matrix whose entries `[[a, b], [b, c]]` vary over a cell, each a [`Form`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Hessian {
    /// a, b and c.
    forms: [Form; 3],
    /// All values of the same, known by other means.
    whole: [Ends; 3],
    turn: Turn,
    /// What it is to be multiplied by.
    pub(super) scale: f64,
}

/// Which of the eigenvalues is bounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    /// The larger one.
    High,
    /// The smaller one, with its sign turned.
    Low,
}

/// The cosine and the sine of twice the angle from the first axis to a direction.
///
/// In axes turned by an angle, half the difference of the entries on the diagonal and the entry
/// beside it are those of before, as a vector, turned back by twice the angle.
struct Angle {
    cos: Ends,
    sin: Ends,
}

impl Angle {
    /// Of an axis of about length 1.
    fn of(axis: [f64; 2]) -> Self {
        let [p, q] = axis.map(Interval::point);
        let (pp, pq, qq) = (p.powi(2), p.mul(&q), q.powi(2));
        let length = pp.add(&qq);
        Self { cos: Ends::of(&pp.sub(&qq).div(&length)), sin: Ends::of(&pq.add(&pq).div(&length)) }
    }
}

impl Hessian {
    /// At least the tangent of an eighth of a half turn, which no double is.
    const TANGENT: f64 = 0.414_213_562_373_095_1;

    /// Eigenvalues closer than this, of a matrix of size 1, are not told apart.
    const LEAST_GAP: f64 = 1e-30;

    /// The entries are to be those of a matrix of size about 1, the true ones over `scale`.
    pub(super) fn new(forms: [Form; 3], whole: [Ends; 3], turn: Turn, scale: f64) -> Self {
        Self { forms, whole, turn, scale }
    }

    /// The power of two at the size of the largest entry.
    pub(super) fn scale(entries: &[Ends; 3]) -> f64 {
        spectrum::binade(entries.iter().fold(0.0, |size, entry| entry.size().max(size)))
    }

    /// Bounds of the eigenvalues of both sides from the size of the entries alone.
    pub(super) fn bounds(&self) -> [f64; 2] {
        spectrum::extremes(&self.whole.map(Ends::interval))
    }

    /// About the eigenvector at the centre.
    fn axis(&self, side: Side) -> [f64; 2] {
        let [a, b, c] = self.forms.map(|form| form.at_centre().middle());
        SymmetricEigen2::new(a, b, c).eigenvectors[usize::from(side == Side::High)]
    }

    /// A bound of an eigenvalue that stays away from the other; `None` if it may not.
    ///
    /// In axes in which the matrix is about diagonal at the centre let `a` be the entry that is about
    /// the eigenvalue there, and `0 < g <= a - c` all over the cell. Then
    ///
    /// ```text
    /// eigenvalue <= a + b^2 / (a - c) <= a + b^2 / g
    /// ```
    ///
    /// the first because at `z = a + b^2/(a - c)` the characteristic polynomial `(z - a)(z - c) -
    /// b^2` is not negative. With `b^2` written out to the second order this is a form again, and
    /// as good as the parabola of the eigenvalue itself, for `b` is about 0 at the centre.
    pub(super) fn apart(&self, side: Side) -> Option<Peak> {
        let turn = &self.turn;
        let Angle { cos, sin } = Angle::of(self.axis(side));
        let sign =
            |weights: [Ends; 3]| if side == Side::High { weights } else { weights.map(Ends::negative) };
        let difference = sign([cos, sin.doubled(), cos.negative()]);
        let gap = Form::mixed(&self.forms, &difference).range(turn).lower;
        let gap = gap.max(mixed(&self.whole, &difference).lower);
        if gap < Self::LEAST_GAP {
            return None;
        }
        let one = Ends::point(1.0);
        let mut sum = Form::mixed(&self.forms, &sign([one.plus(cos).halved(), sin, one.minus(cos).halved()]));
        let root = Ends::point(Interval::point(gap).sqrt().lower());
        let beside = [sin.halved().negative(), cos, sin.halved()].map(|weight| weight.over(root));
        let beside = Form::mixed(&self.forms, &beside);
        // (e + l + q + r)^2 = e^2 + 2 e l + (l^2 + 2 e q) + (what is of higher order)
        let twice = beside.at_centre().doubled();
        let [s, t] = beside.slope();
        let squares = [s.squared(), s.times(t).doubled(), t.squared()];
        sum.terms[0] = sum.terms[0].plus(beside.at_centre().squared());
        for k in 1..6 {
            sum.terms[k] = sum.terms[k].plus(twice.times(beside.terms[k]));
        }
        for (k, square) in squares.into_iter().enumerate() {
            sum.terms[3 + k] = sum.terms[3 + k].plus(square);
        }
        // That is (l + q + r)^2 - l^2 + 2 e r, where only sizes are known.
        let (linear, rest) = (beside.rise(turn), beside.rest());
        let all = linear.plus(Ends::point(beside.bent().size())).plus(rest);
        let higher = all.squared().minus(linear.squared()).plus(Ends::point(twice.size()).times(rest));
        sum.terms[6] = Ends::point(sum.terms[6].size()).plus(higher);
        Some(sum.peak(turn))
    }

    /// A bound of an eigenvalue that may meet the other.
    ///
    /// With the mean `m` of the entries on the diagonal, half their difference `d` and the entry
    /// beside it `b`, the eigenvalue is `m + |(d, b)|`, and by the regular octagon with its corners
    /// on the unit circle
    ///
    /// ```text
    /// |(d, b)| <= max of ±d ± t b and ±t d ± b,     t = tan(pi/8)
    /// ```
    ///
    /// with equality where `(d, b)` points to a corner, as it is made to at the centre. Elsewhere
    /// that is too much by 8 % at most, but where eigenvalues meet `(d, b)` is short. Each of the
    /// eight, with `m`, is a form.
    pub(super) fn octagon(&self, side: Side) -> Peak {
        let Angle { cos, sin } = Angle::of(self.axis(side));
        let half = Ends::point(if side == Side::High { 0.5 } else { -0.5 });
        let mut highest = Peak { bound: f64::NEG_INFINITY, at: [0.0; 2] };
        for k in 0..8 {
            let sign = |bit: i32, size: f64| if k >> bit & 1 == 0 { size } else { -size };
            let (d, b) = if k < 4 { (1.0, Self::TANGENT) } else { (Self::TANGENT, 1.0) };
            let (d, b) = (Ends::point(sign(0, d)), Ends::point(sign(1, b)));
            let (p, q) = (cos.times(d).minus(sin.times(b)), sin.times(d).plus(cos.times(b)));
            let p = p.halved();
            let peak = Form::mixed(&self.forms, &[half.plus(p), q, half.minus(p)]).peak(&self.turn);
            if peak.bound > highest.bound {
                highest = peak;
            }
        }
        highest
    }
}
