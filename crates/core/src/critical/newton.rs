//! [`Newton`]: what the gradient and an enclosure of its slopes say of the zeros of an area.

use super::{Area, meet};
use crate::lipschitz::is_smooth;
use crate::{Critical, Dual, Expr, Hyper, Interval, Number, Reader};

/// The expression, ready to be read in the ways the search needs.
pub(super) struct Readings<'e> {
    pub(super) slope: Reader<'e, Dual<Interval, 2>>,
    bend: Reader<'e, Hyper<Interval>>,
}

impl<'e> Readings<'e> {
    pub(super) fn new(expr: &'e Expr) -> Self {
        Self { slope: expr.reader(), bend: expr.reader() }
    }

    /// The Hessian over an area, `None` unless it exists all over it.
    pub(super) fn hessian(&mut self, area: &Area) -> Option<[Interval; 3]> {
        let over = self.bend.read(&[Hyper::variable(area[0], 0), Hyper::variable(area[1], 1)]);
        is_smooth(&over).then(|| *over.hessian())
    }

    pub(super) fn slope_at(&mut self, at: [f64; 2]) -> [Interval; 2] {
        let [x, y] = at.map(Interval::point);
        *self.slope.read(&[Dual::variable(x, 0), Dual::variable(y, 1)]).slopes()
    }

    /// The enclosure of a point that is proved, as narrow as rounding allows.
    pub(super) fn refined(&mut self, mut zero: Area) -> Area {
        // Far from the point a round only shortens the sides, near it each squares the error; what
        // no longer shortens them is rounding.
        for _ in 0..60 {
            let Some(hessian) = self.hessian(&zero) else { break };
            let centre = zero.map(|side| side.midpoint());
            let newton = Newton::new(centre, self.slope_at(centre), hessian);
            let Some(next) = newton.krawczyk(&zero).and_then(|image| meet(&image, &zero)) else { break };
            let before = zero[0].width() + zero[1].width();
            zero = next;
            if zero[0].width() + zero[1].width() > 0.9 * before {
                break;
            }
        }
        zero
    }
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

    fn away(&self, area: &Area) -> Area {
        [0, 1].map(|axis| area[axis].sub(&self.centre[axis]))
    }

    /// The mean value form of the gradient.
    pub(super) fn slopes_over(&self, area: &Area) -> [Interval; 2] {
        let [dx, dy] = self.away(area);
        let [xx, xy, yy] = &self.hessian;
        [self.slope[0].add(&xx.mul(&dx)).add(&xy.mul(&dy)), self.slope[1].add(&xy.mul(&dx)).add(&yy.mul(&dy))]
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

/// The kind of a critical point, if the signs of the eigenvalues are sure.
pub(super) fn kind(hessian: &[Interval; 3]) -> Critical {
    // Multiples of the largest entry: the same signs, and a determinant that is never lost.
    let size = Interval::point(hessian.iter().map(Interval::magnitude).fold(0.0, f64::max));
    let [a, b, c] = hessian.map(|entry| entry.div(&size));
    let determinant = a.mul(&c).sub(&b.powi(2));
    if determinant.upper() < 0.0 {
        Critical::Saddle
    } else if determinant.lower() > 0.0 && a.lower() > 0.0 {
        Critical::Minimum
    } else if determinant.lower() > 0.0 && a.upper() < 0.0 {
        Critical::Maximum
    } else {
        Critical::Degenerate
    }
}
