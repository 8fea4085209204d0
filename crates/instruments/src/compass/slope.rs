//! [`Slope`]: what the machine at a point answers, what the arrow is under the metric, and what the ground really does.

use hillside_core::{LinearFunctional, Metric, Number};
use serde::Serialize;

use super::settings::Settings;
use crate::axes::ticks;
use crate::direction::{angle, between, direction, turned};

/// A direction and what comes of a step there.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Found {
    /// In degrees from east.
    pub(super) angle: f64,
    /// What the machine answers, or what f really changes by.
    pub(super) answer: f64,
}

/// What the true steps all round do.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Ring {
    pub(super) highest: Found,
    pub(super) lowest: Found,
    /// The angle between the highest step and the arrow, in degrees; none where there is no arrow.
    pub(super) apart: Option<f64>,
    /// The same between the lowest step and the way against the arrow.
    pub(super) apart_down: Option<f64>,
}

/// The slope of a function at a point, under a metric.
#[derive(Debug)]
pub(super) struct Slope<'a> {
    pub(super) settings: &'a Settings,
    pub(super) machine: LinearFunctional,
    pub(super) metric: Metric,
    /// f at the point.
    pub(super) value: f64,
    /// The arrow's direction, of length 1 in the metric, and the answer to it; none on level ground.
    pub(super) best: Option<([f64; 2], f64)>,
}

/// Directions looked at to find the highest and the lowest, and how often and how finely round what was found.
const LOOKS: u32 = 720;
const ROUNDS: u32 = 4;
const NEARER: i32 = 10;

impl<'a> Slope<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        let function = settings.formula.function();
        let machine = LinearFunctional::of(function, &settings.point);
        let metric = Metric::diagonal(&settings.metric).unwrap_or_else(|_| Metric::usual(2));
        let value = function.read(&settings.point);
        let best = machine.best_unit(&metric).ok().flatten();
        let best = best.and_then(|(way, answer)| Some((way.try_into().ok()?, answer)));
        Self { settings, machine, metric, value, best }
    }

    /// The machine's numbers.
    pub(super) fn row(&self) -> [f64; 2] {
        [0, 1].map(|axis| self.machine.row().get(axis).copied().unwrap_or(f64::NAN))
    }

    /// The arrow `M⁻¹Jᵀ`.
    pub(super) fn arrow(&self) -> [f64; 2] {
        self.machine.arrow(&self.metric).ok().and_then(|it| it.try_into().ok()).unwrap_or([f64::NAN; 2])
    }

    /// The answer to a step.
    pub(super) fn answer(&self, step: [f64; 2]) -> f64 {
        self.machine.answer(&step).unwrap_or(f64::NAN)
    }

    /// How long a step is in the metric.
    pub(super) fn length(&self, step: [f64; 2]) -> f64 {
        self.metric.length(&step).unwrap_or(f64::NAN)
    }

    /// By how much f really changes.
    pub(super) fn actual(&self, [dx, dy]: [f64; 2]) -> f64 {
        let [x, y] = self.settings.point;
        self.settings.formula.function().read(&[x + dx, y + dy]) - self.value
    }

    /// The step the dial points to: its length is the radius, whatever the metric.
    pub(super) fn step(&self) -> [f64; 2] {
        self.towards(self.settings.angle)
    }

    /// The step of the dial at an angle.
    pub(super) fn towards(&self, degrees: f64) -> [f64; 2] {
        direction(degrees).map(|part| part * self.settings.radius + 0.0)
    }

    /// The step at an angle that is as long as the radius in the metric: a place on the ring.
    pub(super) fn on_ring(&self, degrees: f64) -> [f64; 2] {
        let way = direction(degrees);
        way.map(|part| part / self.length(way) * self.settings.radius)
    }

    /// The step of length 1 in the metric at an angle from the arrow, as the metric measures angles: `step(0)` is the
    /// arrow's direction, `step(90)` has the answer 0.
    pub(super) fn off_by(&self, degrees: f64) -> Option<[f64; 2]> {
        let [cos, sin] = direction(degrees);
        let root = self.settings.metric.map(f64::sqrt);
        let ([x, y], _) = self.best?;
        // In coordinates stretched by the root of the metric, lengths and angles are those of Pythagoras.
        let [u, v] = [x * root[0], y * root[1]];
        Some([(u * cos - v * sin) / root[0], (v * cos + u * sin) / root[1]])
    }

    /// The angle on the dial of a direction that lies so many degrees from the arrow.
    pub(super) fn facing(&self, degrees: f64) -> Option<f64> {
        self.off_by(degrees).and_then(angle)
    }

    /// The angle from the arrow to a step as the metric measures it, in degrees from -180 to 180.
    pub(super) fn off_arrow(&self, step: [f64; 2]) -> Option<f64> {
        let root = self.settings.metric.map(f64::sqrt);
        let (way, _) = self.best?;
        let [[a, b], [c, d]] = [way, step].map(|[x, y]| [x * root[0], y * root[1]]);
        let degrees = Number::atan2(&(a * d - b * c), &(a * c + b * d)).to_degrees();
        degrees.is_finite().then_some(degrees)
    }

    /// From one level line to the next: a round number, so that some of them lie on the dial; none on level ground.
    pub(super) fn spacing(&self) -> Option<f64> {
        let (_, steepest) = self.machine.best_unit(&Metric::usual(2)).ok().flatten()?;
        let most = steepest * self.settings.radius;
        ticks(0.0, most, 6).get(1).copied().filter(|spacing| *spacing > 0.0)
    }

    /// What the true steps on the ring do; none where f has no value on it.
    pub(super) fn ring(&self) -> Option<Ring> {
        let looked = |degrees: f64| {
            let answer = self.actual(self.on_ring(degrees));
            answer.is_finite().then_some(Found { angle: degrees, answer })
        };
        let extreme = |sign: f64| {
            let higher = |a: Found, b: Found| if sign * b.answer > sign * a.answer { b } else { a };
            let all = (0..LOOKS).map(|k| 360.0 * f64::from(k) / f64::from(LOOKS));
            let mut best = all.filter_map(looked).reduce(higher)?;
            let mut width = 360.0 / f64::from(LOOKS);
            for _ in 0..ROUNDS {
                let near = (-NEARER..=NEARER).map(|k| best.angle + width * f64::from(k) / f64::from(NEARER));
                best = near.filter_map(looked).fold(best, higher);
                width /= f64::from(NEARER);
            }
            Some(Found { angle: turned(best.angle), ..best })
        };
        let (highest, lowest) = (extreme(1.0)?, extreme(-1.0)?);
        // Where all steps do the same, none is higher than another.
        let arrow = self.facing(0.0).filter(|_| highest.answer > lowest.answer);
        let apart = |at: Found, turn: f64| arrow.map(|arrow| between(at.angle, arrow + turn));
        Some(Ring { highest, lowest, apart: apart(highest, 0.0), apart_down: apart(lowest, 180.0) })
    }
}
