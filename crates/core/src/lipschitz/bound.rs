//! Bounds of the Hessian's spectral radius over a cell, and at a point.

use super::frame::Frame;
use crate::{Dual, Expr, Hyper, Interval, Number, Reader, SymmetricEigen2};

/// Whether reading the function once more, along axes that are turned, has been worth the time.
///
/// Where the formula itself is of `x + y` and `x - y`, it settles everything; where it is not, it
/// bounds hardly better than turning what is known, and takes as long as another cell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Worth {
    tried: usize,
    paid: usize,
}

impl Worth {
    fn is_worth_it(&self) -> bool {
        self.tried < 8 || 2 * self.paid > self.tried
    }

    fn note(&mut self, paid: bool) {
        self.tried += 1;
        self.paid += usize::from(paid);
    }
}

/// The expression, ready to be read in the ways the search needs.
pub(super) struct Readings<'e> {
    steep: Reader<'e, Hyper<Dual<Interval, 2>>>,
    thin: Reader<'e, Hyper<Interval>>,
    plain: Reader<'e, Hyper<f64>>,
    pub(super) oblique: Worth,
}

impl<'e> Readings<'e> {
    pub(super) fn new(expr: &'e Expr, oblique: Worth) -> Self {
        Self { steep: expr.reader(), thin: expr.reader(), plain: expr.reader(), oblique }
    }

    /// The spectral radius at a point, as computed; 0 where it does not exist.
    pub(super) fn guess(&mut self, [x, y]: [f64; 2]) -> f64 {
        let [a, b, c] = *self.plain.read(&Frame::UPRIGHT.variables([x, y], |slope| slope)).hessian();
        let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
        high.max(-low).max(0.0)
    }

    /// The Hessian at a point along the axes of a frame, enclosed; `None` where it does not exist.
    fn hessian_at(&mut self, [x, y]: [f64; 2], frame: &Frame) -> Option<[Interval; 3]> {
        let here =
            self.thin.read(&frame.variables([Interval::point(x), Interval::point(y)], Interval::point));
        is_smooth(&here).then(|| *here.hessian())
    }

    /// A size the spectral radius is proved to have at a point; 0 where nothing is proved.
    pub(super) fn least(&mut self, at: [f64; 2]) -> f64 {
        self.hessian_at(at, &Frame::UPRIGHT).map_or(0.0, |hessian| {
            let bend = hessian[1].mignitude();
            let high = extreme(hessian[0].lower(), bend, hessian[2].lower()).lower();
            let low = extreme(-hessian[0].upper(), bend, -hessian[2].upper()).lower();
            high.max(low).max(0.0)
        })
    }

    /// A size the spectral radius does not exceed over a cell, and the size of the Hessian's slopes
    /// along x and y. What is at most `enough` need not be bounded any tighter.
    pub(super) fn most(&mut self, area: [f64; 4], centre: [f64; 2], enough: f64) -> (f64, [f64; 2]) {
        let Some(middle) = self.hessian_at(centre, &Frame::UPRIGHT) else {
            let (whole, slopes) = self.over(area, &Frame::UPRIGHT);
            return (greatest(&whole), spread(&slopes));
        };
        let (whole, slopes) = self.over(area, &Frame::UPRIGHT);
        let spread = spread(&slopes);
        let direct = greatest(&whole).min(meeting(&whole, &middle, &slopes, &away(area, centre)));
        let [a, b, c] = middle.map(|entry| entry.midpoint());
        let frame = Frame(SymmetricEigen2::new(a, b, c).eigenvectors[0]);
        if !spread.iter().all(|along| along.is_finite()) || !frame.is_oblique() {
            return (direct, spread);
        }
        let turned =
            about(&frame.turn(&middle), &slopes.map(|slope| frame.turn(&slope)), &away(area, centre));
        let upper = direct.min(frame.shrunk(greatest(&turned)));
        if upper <= enough || !self.oblique.is_worth_it() {
            return (upper, spread);
        }
        let (whole, slopes) = self.over(area, &frame);
        let met = self
            .hessian_at(centre, &frame)
            .map_or(f64::INFINITY, |middle| meeting(&whole, &middle, &slopes, &away(area, centre)));
        let read = frame.shrunk(greatest(&whole).min(met));
        self.oblique.note(read < 0.99 * upper);
        (upper.min(read), spread)
    }

    /// The Hessian along the axes of a frame, enclosed over a cell, and its slopes along x and y;
    /// everything where it does not exist all over it.
    fn over(&mut self, [x0, x1, y0, y1]: [f64; 4], frame: &Frame) -> ([Interval; 3], [[Interval; 3]; 2]) {
        let at = [Dual::variable(Interval::new(x0, x1), 0), Dual::variable(Interval::new(y0, y1), 1)];
        let over = self.steep.read(&frame.variables(at, Dual::constant));
        let parts = [over.value()].into_iter().chain(over.slopes()).chain(over.hessian());
        let mut whole = over.hessian().map(|entry| *entry.value());
        let mut slopes: [[Interval; 3]; 2] =
            std::array::from_fn(|j| std::array::from_fn(|k| *over.hessian()[k].slope(j)));
        let anything = Interval::new(f64::NEG_INFINITY, f64::INFINITY);
        if !parts.map(Dual::value).all(Interval::is_continuous) {
            whole = [anything; 3];
            slopes = [whole; 2];
        } else if !slopes.iter().flatten().all(Interval::is_continuous) {
            slopes = [[anything; 3]; 2];
        }
        (whole, slopes)
    }
}

/// The size of the Hessian's slopes along x and along y.
fn spread(slopes: &[[Interval; 3]; 2]) -> [f64; 2] {
    slopes.map(|slope| slope.iter().map(Interval::magnitude).sum())
}

/// How far a cell reaches from its centre.
fn away([x0, x1, y0, y1]: [f64; 4], [x, y]: [f64; 2]) -> [Interval; 2] {
    [Interval::new(x0, x1).sub(&Interval::point(x)), Interval::new(y0, y1).sub(&Interval::point(y))]
}

/// A Hessian `away` from where it is `middle`, by the mean value theorem.
fn about(middle: &[Interval; 3], slopes: &[[Interval; 3]; 2], away: &[Interval; 2]) -> [Interval; 3] {
    std::array::from_fn(|k| middle[k].add(&slopes[0][k].mul(&away[0])).add(&slopes[1][k].mul(&away[1])))
}

/// The greatest spectral radius of the Hessians that are in two enclosures of the same.
fn meeting(
    whole: &[Interval; 3],
    middle: &[Interval; 3],
    slopes: &[[Interval; 3]; 2],
    away: &[Interval; 2],
) -> f64 {
    let about = about(middle, slopes, away);
    let both: [Option<Interval>; 3] = std::array::from_fn(|k| about[k].intersection(&whole[k]));
    match both {
        [Some(a), Some(b), Some(c)] => greatest(&[a, b, c]),
        // They do meet; were they not to, this would say nothing.
        _ => f64::INFINITY,
    }
}

/// Whether the function has this Hessian all over the box it was read on.
pub(crate) fn is_smooth(over: &Hyper<Interval>) -> bool {
    let parts = [over.value()].into_iter().chain(over.slopes()).chain(over.hessian());
    parts.clone().all(Interval::is_continuous) && parts.skip(1).all(|part| part.magnitude() < f64::INFINITY)
}

/// The larger eigenvalue of `[[a, b], [b, c]]`: `(a + c)/2 + sqrt(((a - c)/2)^2 + b^2)`.
fn extreme(a: f64, b: f64, c: f64) -> Interval {
    let [a, b, c] = [a, b, c].map(Interval::point);
    let half = Interval::point(0.5);
    let (mean, apart) = (a.add(&c).mul(&half), a.sub(&c).mul(&half));
    mean.add(&apart.powi(2).add(&b.powi(2)).sqrt())
}

/// The greatest spectral radius of the matrices `[[a, b], [b, c]]`.
///
/// The larger eigenvalue grows with `a`, with `c` and with the size of `b`, so it is greatest where
/// they are; the smaller one likewise, with every sign turned.
fn greatest([a, b, c]: &[Interval; 3]) -> f64 {
    let high = extreme(a.upper(), b.magnitude(), c.upper());
    let low = extreme(-a.lower(), b.magnitude(), -c.lower());
    let sure = [a, b, c].iter().all(|entry| entry.magnitude() < f64::INFINITY);
    if sure { high.upper().max(low.upper()).max(0.0) } else { f64::INFINITY }
}
