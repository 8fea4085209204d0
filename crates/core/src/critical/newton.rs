//! [`Newton`]: what the gradient and an enclosure of its slopes say of the zeros of an area.

use super::{Area, CriticalPoint, meet};
use crate::bounds::{Bounds, Depth};
use crate::{Critical, Expr, Interval, Number, SymmetricEigen2, sample};

/// The expression, ready to be read in the ways the search needs.
#[derive(Clone, Debug)]
pub(super) struct Readings {
    slopes: Bounds,
    bends: Bounds,
    plain: sample::Readings,
}

impl Readings {
    pub(super) fn new(expr: &Expr) -> Self {
        Self {
            slopes: Bounds::new(expr, Depth::Slopes),
            bends: Bounds::new(expr, Depth::Curvature),
            plain: sample::Readings::derivatives(expr),
        }
    }

    /// What is to be said of a critical point at `at`, which is somewhere in `zero`.
    pub(super) fn point(&mut self, at: [f64; 2], zero: &Area, kind: Critical) -> CriticalPoint {
        let [value, _, _, fxx, fxy, fyy] = self.plain.at(at);
        let apart = self.slopes.over::<1>(zero)[0].sub(&Interval::point(value));
        CriticalPoint {
            x: at[0],
            y: at[1],
            value,
            kind,
            eigenvalues: SymmetricEigen2::new(fxx, fxy, fyy).eigenvalues,
            error: zero[0].width().max(zero[1].width()),
            value_error: if apart.is_empty() { f64::INFINITY } else { apart.magnitude() },
            nature: None,
        }
    }

    /// Bounds of f, fx and fy over an area.
    pub(super) fn slopes(&mut self, area: &Area) -> [Interval; 3] {
        self.slopes.over(area)
    }

    /// The Hessian over an area, `None` unless it exists all over it.
    pub(super) fn hessian(&mut self, area: &Area) -> Option<[Interval; 3]> {
        self.bends.hessian(area)
    }

    pub(super) fn slope_at(&mut self, at: [f64; 2]) -> [Interval; 2] {
        self.slopes.slopes(&at.map(Interval::point))
    }

    /// Whether the gradient at a point is 0 within its own rounding error.
    pub(super) fn is_still_at(&mut self, at: [f64; 2]) -> bool {
        let bounded = |slope: &Interval| slope.is_continuous() && slope.magnitude() < f64::INFINITY;
        self.slope_at(at).iter().all(|slope| bounded(slope) && slope.contains(0.0))
    }

    /// Whether the gradient is 0 at a point, exactly: then the critical point proved to be near is this one.
    pub(super) fn is_exactly_at(&mut self, at: [f64; 2]) -> bool {
        self.slope_at(at).iter().all(|slope| slope.is_continuous() && slope.magnitude() == 0.0)
    }

    /// The enclosure of a point that is proved, as narrow as rounding allows.
    ///
    /// The Krawczyk operator narrows it at once where the Hessian varies little over it. Where it does not, as
    /// that of `x^64` in a cell a tenth wide, whatever part of it is proved to be without the point is cut off
    /// first.
    pub(super) fn refined(&mut self, mut zero: Area) -> Area {
        for _ in 0..MAX_ROUNDS {
            let newton = self.newton(&zero);
            let noise = newton.as_ref().map_or([0.0; 2], Newton::noise);
            let next = newton.and_then(|newton| newton.krawczyk(&zero)).and_then(|image| meet(&image, &zero));
            let is_rounding = |area: &Area| (0..2).all(|axis| area[axis].width() <= 8.0 * noise[axis]);
            match next {
                Some(next) if is_much_narrower(&next, &zero) => zero = next,
                Some(next) if is_rounding(&next) => return next,
                next => match self.trimmed(&zero) {
                    Some(trimmed) => zero = trimmed,
                    None => return next.unwrap_or(zero),
                },
            }
        }
        zero
    }

    /// Whether the gradient may vanish within so many units in the last place of a point's coordinates: neither
    /// of its components nor, which tells a slope along the floor of a steep trough, one of those along the
    /// Hessian's axes keeps a sign there.
    pub(super) fn may_vanish_within(&mut self, ulps: f64, at: [f64; 2]) -> bool {
        let around = |ulps: f64| {
            at.map(|v| {
                let reach = ulps * (v.abs() * f64::EPSILON + f64::from_bits(1));
                Interval::new(v - reach, v + reach)
            })
        };
        let slope = self.slope_at(at);
        let vanishes = |hessian: [Interval; 3], area: Area| {
            let newton = Newton::new(at, slope, hessian);
            let [a, b, c] = hessian.map(|entry| entry.midpoint());
            let axes = SymmetricEigen2::new(a, b, c).eigenvectors;
            [[1.0, 0.0], [0.0, 1.0], axes[0], axes[1]].into_iter().all(|axis| {
                let slope = newton.slope_along(axis, &area);
                slope.magnitude() < f64::INFINITY && slope.contains(0.0)
            })
        };
        // And by the second derivatives as they are read, lest bounds that are wide for no good reason hide a
        // slope.
        let [.., fxx, fxy, fyy] = self.plain.at::<6>(at);
        let read = [fxx, fxy, fyy].map(Interval::point);
        self.hessian(&around(ulps)).is_some_and(|hessian| vanishes(hessian, around(ulps)))
            && vanishes(read, around(2.0 * ulps))
    }

    /// The double that looks nearest to a point that is proved to be in `zero`.
    pub(super) fn nearest(&mut self, zero: &Area) -> [f64; 2] {
        let mut at = zero.map(|side| side.midpoint());
        for _ in 0..3 {
            let here = at.map(Interval::point);
            let Some(hessian) = self.hessian(&here) else { break };
            let Some(next) = Newton::new(at, self.slope_at(at), hessian).step() else { break };
            at = [0, 1].map(|axis| next[axis].clamp(zero[axis].lower(), zero[axis].upper()));
        }
        at
    }

    fn newton(&mut self, area: &Area) -> Option<Newton> {
        let hessian = self.hessian(area)?;
        let centre = area.map(|side| side.midpoint());
        Some(Newton::new(centre, self.slope_at(centre), hessian))
    }

    /// What is left of an area that has a critical point when a part of it that has none is cut off: the
    /// largest found along either axis at either end.
    fn trimmed(&mut self, zero: &Area) -> Option<Area> {
        let longer = usize::from(digits(&zero[1]) > digits(&zero[0]));
        for (axis, share) in [(longer, 0.5), (longer, 0.25), (1 - longer, 0.5), (1 - longer, 0.25)] {
            let side = zero[axis];
            for end in [side.lower(), side.upper()] {
                let other = if end == side.lower() { side.upper() } else { side.lower() };
                let cut = end * (1.0 - share) + other * share;
                if !(side.lower() < cut && cut < side.upper()) {
                    continue;
                }
                let part = |a: f64, b: f64| {
                    let mut area = *zero;
                    area[axis] = Interval::new(a.min(b), a.max(b));
                    area
                };
                if self.is_without(&part(end, cut)) {
                    return Some(part(cut, other));
                }
            }
        }
        None
    }

    /// Whether it is proved that an area has no critical point.
    pub(super) fn is_without(&mut self, area: &Area) -> bool {
        let excludes = |slopes: &[Interval; 2]| slopes.iter().any(|slope| slope.mignitude() > 0.0);
        excludes(&self.slopes.slopes(area))
            || self.newton(area).is_some_and(|newton| {
                excludes(&newton.slopes_over(area))
                    || newton.krawczyk(area).is_some_and(|image| meet(&image, area).is_none())
            })
    }
}

/// The most rounds to narrow a point down: to halve both sides some fifty times, in quarters if need be.
const MAX_ROUNDS: usize = 400;

/// How wide a side is in units of its last digit.
fn digits(side: &Interval) -> f64 {
    side.width() / (side.magnitude() * f64::EPSILON + f64::MIN_POSITIVE)
}

/// Whether a round is worth more than cutting: a side has shrunk to less than half.
fn is_much_narrower(next: &Area, area: &Area) -> bool {
    (0..2).any(|axis| next[axis].width() < 0.5 * area[axis].width())
}

/// The gradient about a point: its value there and an enclosure of its slopes.
pub(super) struct Newton {
    centre: [Interval; 2],
    slope: [Interval; 2],
    hessian: [Interval; 3],
    /// About the inverse of the Hessian, if it has one.
    inverse: Option<[Interval; 3]>,
}

impl Newton {
    pub(super) fn new(centre: [f64; 2], slope: [Interval; 2], hessian: [Interval; 3]) -> Self {
        // As multiples of the largest entry, or the determinant of large or small ones would be lost.
        let size = hessian.iter().map(|entry| entry.midpoint().abs()).fold(0.0, f64::max);
        let [a, b, c] = hessian.map(|entry| entry.midpoint() / size);
        let determinant = a * c - b * b;
        let inverse = [c, -b, a].map(|entry| entry / determinant / size);
        let usable = determinant != 0.0 && inverse.iter().all(|entry| entry.is_finite());
        let inverse = usable.then(|| inverse.map(Interval::point));
        Self { centre: centre.map(Interval::point), slope, hessian, inverse }
    }

    /// Where the gradient would vanish if its slopes stayed as they are in the middle: a guess, no proof.
    pub(super) fn step(&self) -> Option<[f64; 2]> {
        let [a, b, c] = self.inverse.as_ref()?.map(|entry| entry.midpoint());
        let [x, y] = self.centre.map(|centre| centre.midpoint());
        let [fx, fy] = self.slope.map(|slope| slope.midpoint());
        Some([x - (a * fx + b * fy), y - (b * fx + c * fy)])
    }

    /// How wide rounding alone makes what [`krawczyk`](Self::krawczyk) finds, and a few units in the last place.
    fn noise(&self) -> [f64; 2] {
        let Some([a, b, c]) = &self.inverse else { return [0.0; 2] };
        let row = |p: &Interval, q: &Interval| p.mul(&self.slope[0]).add(&q.mul(&self.slope[1])).width();
        let rows = [row(a, b), row(b, c)];
        [0, 1].map(|axis| rows[axis] + 2.0 * f64::EPSILON * self.centre[axis].magnitude())
    }

    fn away(&self, area: &Area) -> Area {
        [0, 1].map(|axis| area[axis].sub(&self.centre[axis]))
    }

    /// The mean value form of the gradient.
    pub(super) fn slopes_over(&self, area: &Area) -> [Interval; 2] {
        let [dx, dy] = self.away(area);
        let [xx, xy, yy] = &self.hessian;
        [self.slope[0].add(&xx.mul(&dx)).add(&xy.mul(&dy)), self.slope[1].add(&xy.mul(&dx)).add(&yy.mul(&dy))]
    }

    /// The slope along an axis over an area, by the mean value theorem; an axis with components NaN has any.
    fn slope_along(&self, axis: [f64; 2], area: &Area) -> Interval {
        let [p, q] = axis.map(Interval::point);
        let [dx, dy] = self.away(area);
        let [xx, xy, yy] = &self.hessian;
        let here = p.mul(&self.slope[0]).add(&q.mul(&self.slope[1]));
        let turn = [p.mul(xx).add(&q.mul(xy)), p.mul(xy).add(&q.mul(yy))];
        here.add(&turn[0].mul(&dx)).add(&turn[1].mul(&dy))
    }

    /// By how much fx varies along x and y, then fy, over an area.
    pub(super) fn variation(&self, area: &Area) -> [f64; 4] {
        let [xx, xy, yy] = self.hessian.map(|entry| entry.magnitude());
        let [dx, dy] = [area[0].width(), area[1].width()];
        [xx * dx, xy * dy, xy * dx, yy * dy]
    }

    /// `K(X) = c - Y g + (1 - Y H)(X - c)`: every critical point of `X` is in it, and if it is
    /// interior to `X` there is exactly one. `None` if no `Y` is known.
    pub(super) fn krawczyk(&self, area: &Area) -> Option<Area> {
        let [a, b, c] = self.inverse.as_ref()?;
        let [xx, xy, yy] = &self.hessian;
        let [dx, dy] = self.away(area);
        let one = Interval::point(1.0);
        let row = |axis: usize, p: &Interval, q: &Interval| {
            let step = p.mul(&self.slope[0]).add(&q.mul(&self.slope[1]));
            let (along, across) = (p.mul(xx).add(&q.mul(xy)), p.mul(xy).add(&q.mul(yy)));
            let rest = if axis == 0 {
                one.sub(&along).mul(&dx).sub(&across.mul(&dy))
            } else {
                one.sub(&across).mul(&dy).sub(&along.mul(&dx))
            };
            self.centre[axis].sub(&step).add(&rest)
        };
        Some([row(0, a, b), row(1, b, c)])
    }
}
