//! [`Bounds`]: height, slopes and second derivatives of a function over a box, in intervals.

use crate::expr::eval::Schedule;
use crate::expr::record::Tape;
use crate::{Decoration, Expr, Hyper, Interval, Number};

/// How much is read of a function: each depth with all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// f, fx and fy.
    Slopes = 3,
    /// And fxx, fxy and fyy.
    Curvature = 6,
}

/// Bounds of what is read of a function of x and y over a box, ready to be had for one box after the other.
///
/// The arithmetic of the derivatives is written down once ([`Recorded`](crate::expr::record::Recorded)) and
/// done in intervals; what depends on nothing is done when they are made.
#[derive(Clone, Debug)]
pub(crate) struct Bounds {
    schedule: Schedule,
    slots: Vec<Interval>,
}

/// The stages: what depends on nothing, and the rest.
fn stage(reach: u64) -> usize {
    usize::from(reach != 0)
}

impl Bounds {
    pub(crate) fn new(expr: &Expr, depth: Depth) -> Self {
        let tape = Tape::for_intervals();
        let read = expr.read(&[Hyper::variable(tape.variable(0), 0), Hyper::variable(tape.variable(1), 1)]);
        let ([fx, fy], [fxx, fxy, fyy]) = (*read.slopes(), *read.hessian());
        let results = [*read.value(), fx, fy, fxx, fxy, fyy];
        let schedule = tape.schedule(&results[..depth as usize], 2, stage, None);
        let mut slots = schedule.slots(Interval::constant);
        schedule.read(0, &mut slots, &[]);
        Self { schedule, slots }
    }

    /// Takes the readings over a box.
    ///
    /// Slopes are trusted no more than the value and second derivatives no more than slopes: `sign(x)` is flat on
    /// either side, and yet has no slope where it jumps.
    pub(crate) fn over<const N: usize>(&mut self, area: &[Interval; 2]) -> [Interval; N] {
        self.schedule.read(1, &mut self.slots, area);
        let mut trust = Decoration::Continuous;
        let mut next = Decoration::Continuous;
        std::array::from_fn(|index| {
            if index == 1 || index == Depth::Slopes as usize {
                trust = next;
            }
            let part = self.schedule.result(index, &self.slots, &[], area).at_most(trust);
            next = next.min(part.decoration());
            part
        })
    }

    /// The slopes over a box.
    pub(crate) fn slopes(&mut self, area: &[Interval; 2]) -> [Interval; 2] {
        let [_, fx, fy] = self.over(area);
        [fx, fy]
    }

    /// The Hessian `[fxx, fxy, fyy]` over a box, `None` unless the function, its slopes and it exist all over the box and
    /// are bounded.
    pub(crate) fn hessian(&mut self, area: &[Interval; 2]) -> Option<[Interval; 3]> {
        let over: [Interval; 6] = self.over(area);
        let smooth = over.iter().all(Interval::is_continuous)
            && over[1..].iter().all(|part| part.magnitude() < f64::INFINITY);
        smooth.then(|| [over[3], over[4], over[5]])
    }
}
