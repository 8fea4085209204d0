//! Bounds of the Hessian's spectral radius over a cell, and at a point.

use super::form::Peak;
use super::frame::Frame;
use super::function::Function;
use super::hessian::Side;
use super::lens::Lens;
use super::patch::{DEGREE, Patch};
use super::record::Record;
use super::spectrum;
use crate::{Hyper, Interval, Reader, SymmetricEigen2};

/// A cell, and what is asked of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question {
    pub(super) area: [f64; 4],
    pub(super) centre: [f64; 2],
    /// A bound that is at most this need not be any tighter.
    pub(super) enough: f64,
    /// Whether it is the whole box. Most searches end there, so what takes time to prepare comes last.
    pub(super) first: bool,
}

/// What was found out of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The spectral radius is nowhere more than this.
    pub(super) upper: f64,
    /// It is about this at the centre; 0 if that was not asked for.
    pub(super) centre: f64,
    /// About where it is greatest, if that was found out.
    pub(super) peak: Option<[f64; 2]>,
    /// How fast the Hessian changes along x and along y, if that was found out.
    pub(super) slopes: Option<[f64; 2]>,
}

/// The function, ready to be read in the ways the search needs.
pub(super) struct Readings<'f> {
    function: &'f Function,
    bend: Reader<'f, Hyper<Interval>>,
    plain: Reader<'f, Hyper<f64>>,
    /// As it was written, and with its waves apart.
    patches: [Option<Reader<'f, Patch>>; 2],
    pub(super) record: Record,
}

impl<'f> Readings<'f> {
    /// The most steps of a climb.
    const STEPS: usize = 16;
    /// A climb ends when so many have led nowhere.
    const FAILURES: usize = 4;

    pub(super) fn new(function: &'f Function, record: Record) -> Self {
        let written = function.expr(false);
        Self { function, bend: written.reader(), plain: written.reader(), patches: [None, None], record }
    }

    /// The spectrum at a point, as computed.
    fn spectrum(&mut self, at: [f64; 2]) -> SymmetricEigen2 {
        let [a, b, c] = *self.plain.read(&Frame::UPRIGHT.variables(at, |slope| slope)).hessian();
        SymmetricEigen2::new(a, b, c)
    }

    /// The spectral radius at a point, as computed; 0 where it does not exist.
    pub(super) fn guess(&mut self, at: [f64; 2]) -> f64 {
        radius(&self.spectrum(at))
    }

    /// A size the spectral radius is proved to have at a point; 0 where nothing is proved.
    pub(super) fn least(&mut self, at: [f64; 2]) -> f64 {
        let here = self.bend.read(&Frame::UPRIGHT.variables(at.map(Interval::point), Interval::point));
        if is_smooth(&here) { spectrum::smallest(here.hessian()) } else { 0.0 }
    }

    /// A size the spectral radius does not exceed over a cell, from the second derivatives along x
    /// and y.
    fn most(&mut self, area: &[f64; 4]) -> f64 {
        let over = self.bend.read(&Frame::UPRIGHT.variables(sides(area), Interval::point));
        if is_smooth(&over) { spectrum::greatest(over.hessian()) } else { f64::INFINITY }
    }

    /// The same through a lens; infinite, too, where a value or a slope overflows.
    fn most_through(&mut self, lens: &Lens, apart: bool, area: &[f64; 4]) -> f64 {
        let over = self.patch(apart, &lens.variables(sides(area), 2));
        if !over.is_sound() {
            return f64::INFINITY;
        }
        let radius = spectrum::greatest(&lens.entries(&over).map(|entry| entry.interval()));
        lens.outside(radius, 1.0).upper()
    }

    fn patch(&mut self, apart: bool, variables: &[Patch; 2]) -> Patch {
        let apart = apart && self.function.has_products_of_waves();
        let reader = &mut self.patches[usize::from(apart)];
        reader.get_or_insert_with(|| self.function.expr(apart).reader()).read(variables)
    }

    /// What can be said of a cell.
    ///
    /// Second derivatives are read first, and from other points of view where that has paid; then
    /// higher ones, from where the second ones looked best.
    pub(super) fn look(&mut self, cell: &Question) -> Found {
        let Question { area, centre, enough, first } = cell;
        let mut found = Found { upper: f64::INFINITY, centre: 0.0, peak: None, slopes: None };
        let mut apart = false;
        let mut lens = Lens::new(area, centre, Frame::UPRIGHT);
        if !first {
            found.upper = self.most_through(&lens, false, area);
        }
        if found.upper == f64::INFINITY {
            found.upper = self.most(area);
        }
        if found.upper <= *enough {
            return found;
        }
        self.record.cells += 1;
        let spectrum = self.spectrum(*centre);
        found.centre = radius(&spectrum);
        for number in 0..Function::VIEWS {
            let Some(frame) = self.function.view(number, &spectrum) else { continue };
            if !self.record.is_worth_it(&self.record.views[number], 4) {
                continue;
            }
            let view = Lens::new(area, centre, frame);
            let upper = self.most_through(&view, true, area);
            let paid = upper <= *enough || upper - enough < 0.8 * (found.upper - enough);
            self.record.views[number].note(paid);
            if upper < found.upper {
                (found.upper, apart, lens) = (upper, true, view);
            }
            if found.upper <= *enough {
                return found;
            }
        }
        let class = Record::class(found.upper, *enough);
        if self.record.is_worth_it(&self.record.higher[class], 6) {
            self.look_closely(cell, &lens, apart, &mut found);
            self.record.higher[class].note(found.upper <= *enough);
        }
        found
    }

    /// What derivatives up to the fifth say of a cell.
    fn look_closely(&mut self, cell: &Question, lens: &Lens, apart: bool, found: &mut Found) {
        let over = self.patch(apart, &lens.variables(sides(&cell.area), DEGREE));
        if !over.is_sound() {
            return;
        }
        found.slopes = Some(lens.slopes(&over));
        let here = self.patch(apart, &lens.variables(cell.centre.map(Interval::point), DEGREE - 1));
        let Some(hessian) = lens.hessian(&here, &over) else { return };
        let wanted = lens.inside(cell.enough, hessian.scale);
        let class = Record::class(found.upper, cell.enough);
        let mut bounds = hessian.bounds();
        for (bound, side) in bounds.iter_mut().zip([Side::High, Side::Low]) {
            if *bound <= wanted {
                continue;
            }
            let mut peak = hessian.apart(side);
            if peak.is_none_or(|peak| peak.bound > wanted)
                && self.record.is_worth_it(&self.record.octagon[class], 8)
            {
                let octagon = hessian.octagon(side);
                self.record.octagon[class].note(octagon.bound <= wanted);
                peak = peak.filter(|peak| peak.bound <= octagon.bound).or(Some(octagon));
            }
            if let Some(Peak { bound: tighter, at }) = peak {
                *bound = bound.min(tighter);
                found.peak = Some(within(lens.point(&cell.centre, at), &cell.area));
            }
        }
        let radius = bounds[0].max(bounds[1]).max(0.0);
        found.upper = found.upper.min(lens.outside(radius, hessian.scale).upper());
    }

    /// Where the spectral radius is about greatest near a point of a box, found by climbing.
    ///
    /// Each step goes to the top of the parabola that the eigenvalue is about a point, or no further
    /// than `reach` along x and y. Where that is not higher, shorter steps are tried.
    pub(super) fn climb(&mut self, from: [f64; 2], area: &[f64; 4], mut reach: [f64; 2]) -> [f64; 2] {
        let mut at = from;
        let mut height = self.guess(at);
        let mut failures = 0;
        for _ in 0..Self::STEPS {
            let around = [at[0] - reach[0], at[0] + reach[0], at[1] - reach[1], at[1] + reach[1]];
            let lens = Lens::new(&around, &at, Frame::UPRIGHT);
            let here = self.patch(false, &lens.variables(at.map(Interval::point), DEGREE - 1));
            let Some(hessian) = lens.hessian(&here, &here) else { break };
            let [low, high] = self.spectrum(at).eigenvalues;
            let side = if -low > high { Side::Low } else { Side::High };
            let peak = hessian.apart(side).unwrap_or_else(|| hessian.octagon(side));
            let next = within(lens.point(&at, peak.at), area);
            if next == at {
                break;
            }
            let found = self.guess(next);
            let gain = found - height;
            if gain > 0.0 {
                (at, height) = (next, found);
            }
            if gain > 1e-13 * height {
                continue;
            }
            failures += 1;
            if failures == Self::FAILURES {
                break;
            }
            reach = reach.map(|side| 0.25 * side);
        }
        at
    }
}

/// x and y over a cell.
fn sides([x0, x1, y0, y1]: &[f64; 4]) -> [Interval; 2] {
    [Interval::new(*x0, *x1), Interval::new(*y0, *y1)]
}

/// The point of a cell next to one that may lie outside.
fn within([x, y]: [f64; 2], [x0, x1, y0, y1]: &[f64; 4]) -> [f64; 2] {
    [x.clamp(*x0, *x1), y.clamp(*y0, *y1)]
}

/// The spectral radius; 0 where there is none.
fn radius(spectrum: &SymmetricEigen2) -> f64 {
    let [low, high] = spectrum.eigenvalues;
    high.max(-low).max(0.0)
}

/// Whether the function has this Hessian all over the box it was read on.
fn is_smooth(over: &Hyper<Interval>) -> bool {
    let parts = [over.value()].into_iter().chain(over.slopes()).chain(over.hessian());
    parts.clone().all(Interval::is_continuous) && parts.skip(1).all(|part| part.magnitude() < f64::INFINITY)
}
