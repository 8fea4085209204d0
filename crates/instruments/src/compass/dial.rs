//! The dial: where it lies on the sheet, and its layers one over the other.

use super::readout::signed;
use super::settings::{Settings, Show};
use super::slope::Slope;
use super::{Compass, marks};
use crate::direction::{angle, between, direction};
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;
use crate::trail::{arrow, clip, dashed, handle, visible};
use crate::view::{Frame, View};

/// How far outside the rim the knob lies, and how much room the rim leaves round it, in CSS pixels.
const KNOB: f64 = 40.0;
const MARGIN: f64 = KNOB + 18.0;
/// How far outside the rim letters and marks stand.
pub(super) const BESIDE: f64 = 14.0;
/// Directions nearer than this, in degrees, would have their words on one another.
const CLOSE: f64 = 13.0;
/// From one place of a curve all round to the next, in degrees.
const TURN: u32 = 3;

/// Where a dial lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dial {
    size: [f64; 2],
    pub(super) middle: [f64; 2],
    /// The rim's radius in CSS pixels, and in steps.
    pub(super) rim: f64,
    radius: f64,
    angle: f64,
}

impl Dial {
    fn new(settings: &Settings, size: [f64; 2]) -> Self {
        let size = size.map(|side| side.max(16.0));
        let rim = (size[0].min(size[1]) / 2.0 - MARGIN).max(16.0);
        let middle = size.map(|side| side / 2.0);
        Self { size, middle, rim, radius: settings.radius, angle: settings.angle }
    }

    /// The whole sheet, in steps.
    pub(super) fn frame(&self) -> Frame {
        let [x, y] = self.middle.map(|half| half / self.rim * self.radius);
        let view = View { x0: -x, x1: x, y0: -y, y1: y };
        Frame { view, left: 0.0, top: 0.0, width: self.size[0], height: self.size[1] }
    }

    /// Where the knob is, as a step.
    pub(super) fn knob(&self) -> [f64; 2] {
        let out = self.radius * (1.0 + KNOB / self.rim);
        direction(self.angle).map(|part| part * out)
    }

    /// The place in a direction so many CSS pixels from the middle.
    pub(super) fn at(&self, degrees: f64, out: f64) -> [f64; 2] {
        let [x, y] = direction(degrees);
        [self.middle[0] + out * x, self.middle[1] - out * y]
    }

    /// Where a step ends.
    pub(super) fn tip(&self, step: [f64; 2]) -> [f64; 2] {
        self.frame().to_pixel(step)
    }
}

/// Angles all round, the first again at the end.
fn all_round() -> impl Iterator<Item = f64> {
    (0..=360 / TURN).map(|k| f64::from(k * TURN))
}

impl Compass {
    pub(super) fn dial(&self) -> Dial {
        Dial::new(&self.settings, self.grip.size)
    }

    pub(super) fn draw_dial(&self, sheet: &mut Sheet, theme: &Theme) {
        let dial = Dial::new(&self.settings, sheet.size());
        let slope = Slope::new(&self.settings);
        let shows = |what| self.settings.shows(what);
        sheet.disc(dial.middle, dial.rim, Ink::fill(theme.ink, 0.035));
        if shows(Show::Radar) {
            radar(&slope, &dial, sheet, theme);
        }
        if shows(Show::Lines) {
            marks::lines(&slope, &dial, sheet, theme);
        }
        rim(&self.settings, &slope, &dial, sheet, theme);
        if shows(Show::Ring) || shows(Show::Metric) {
            let round: Vec<[f64; 2]> = all_round().map(|at| dial.tip(slope.on_ring(at))).collect();
            for stretch in visible(&round, dial.frame()) {
                sheet.line(stretch, Ink::new(theme.model, 0.9, 1.6));
            }
        }
        if shows(Show::Ring) {
            marks::ring(&slope, &dial, sheet, theme);
        }
        if is_painted(&self.settings) {
            painted(&slope, &dial, sheet, theme);
        }
        self.draw_step(&slope, &dial, sheet, theme);
        if shows(Show::Metric) {
            self.draw_tips(&dial, sheet, theme);
        }
        marks::words(&slope, sheet, theme);
    }

    /// The step asked, and the knob that turns it.
    fn draw_step(&self, slope: &Slope<'_>, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
        let (tip, knob) = (dial.at(dial.angle, dial.rim), dial.tip(dial.knob()));
        sheet.line([tip, knob], Ink::new(theme.trail, 0.6, 1.2));
        for (colour, width) in [(theme.rim, 5.2), (theme.trail, 2.6)] {
            arrow(sheet, dial.middle, tip, Ink::new(colour, 1.0, width));
        }
        if self.settings.shows(Show::Lines) {
            marks::crossings(slope, dial, sheet, theme);
        }
        sheet.disc(dial.middle, 3.6, Ink::fill(theme.sign, 1.0));
        let held = self.grip.held && self.grip.selected == 0;
        handle(sheet, knob, held, dial.frame(), theme);
        sheet.word("h", dial.at(dial.angle + 7.0, 0.84 * dial.rim), 14.0, theme.trail, Some(theme.paper));
    }

    /// What stretches the metric's ring: squares, so that they are told from the knob.
    fn draw_tips(&self, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
        for (which, step) in self.holds().into_iter().enumerate().skip(1) {
            let frame = dial.frame();
            let [x, y] = frame.handle(step);
            if self.grip.held && self.grip.selected == which {
                sheet.disc([x, y], 20.0, Ink::fill(theme.model, 0.22));
            }
            for (half, colour) in [(9.0, theme.model), (6.5, theme.rim), (2.6, theme.model)] {
                sheet.block([x - half, y - half], [x + half, y + half], Ink::fill(colour, 1.0));
            }
        }
    }
}

/// Whether the arrow is painted on the ground.
pub(super) fn is_painted(settings: &Settings) -> bool {
    [Show::Radar, Show::Ring, Show::Metric, Show::Cosine, Show::Slope]
        .into_iter()
        .any(|it| settings.shows(it))
}

/// The rim with its directions, and the answers to what was asked before.
fn rim(settings: &Settings, slope: &Slope<'_>, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
    let round: Vec<[f64; 2]> = all_round().map(|at| dial.at(at, dial.rim)).collect();
    sheet.line(round, Ink::new(theme.ink, 0.6, 1.2));
    for tick in 0..24 {
        let (towards, length) = (15.0 * f64::from(tick), if tick % 6 == 0 { 8.0 } else { 4.0 });
        let ends = [dial.at(towards, dial.rim), dial.at(towards, dial.rim - length)];
        sheet.line(ends, Ink::new(theme.ink, 0.6, 1.0));
    }
    for (index, asked) in settings.asked.iter().enumerate() {
        sheet.line(
            [dial.at(*asked, dial.rim - 9.0), dial.at(*asked, dial.rim + 5.0)],
            Ink::new(theme.sign, 1.0, 2.4),
        );
        // The one asked last is the one that is read.
        let hidden = settings.asked[index + 1..].iter().any(|later| between(*asked, *later) < CLOSE);
        if !hidden && between(*asked, settings.angle) > CLOSE {
            let answer = signed(slope.answer(slope.towards(*asked)), 3);
            sheet.word(&answer, dial.at(*asked, dial.rim + BESIDE + 4.0), 12.5, theme.ink, Some(theme.paper));
        }
    }
    let tips = settings.shows(Show::Metric);
    for (name, towards) in [("E", 0.0), ("N", 90.0), ("W", 180.0), ("S", 270.0)] {
        let taken = settings.asked.iter().any(|asked| between(*asked, towards) < CLOSE);
        let hidden = tips && towards >= 180.0;
        if !(taken || hidden) {
            sheet.word(name, dial.at(towards, dial.rim + BESIDE), 13.0, theme.ink, Some(theme.paper));
        }
    }
}

/// The answers in all directions to steps on the ring: the further out, the larger. The largest reaches the rim.
fn radar(slope: &Slope<'_>, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
    let Some((way, most)) = slope.best else { return };
    let share = |degrees: f64| slope.answer(slope.on_ring(degrees)) / slope.settings.radius / most;
    let way = angle(way).unwrap_or(0.0);
    for (sign, colour, mark) in [(1.0, theme.bowl, "+"), (-1.0, theme.hill, "−")] {
        let out = |degrees: f64| (sign * share(degrees)).max(0.0) * dial.rim;
        let lobe: Vec<[f64; 2]> = all_round().map(|at| dial.at(at, out(at))).collect();
        sheet.shape(lobe.iter().copied(), Ink::fill(colour, 0.16));
        sheet.line(lobe, Ink::new(colour, 0.95, 1.8));
        // Beside the arrow, where it covers nothing.
        let towards = way + if sign > 0.0 { -28.0 } else { 152.0 };
        sheet.word(mark, dial.at(towards, 0.62 * out(towards)), 17.0, colour, None);
    }
}

/// The arrow as the best step on the ring; and under another metric than the usual, where it would point in that.
fn painted(slope: &Slope<'_>, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
    let Some((way, _)) = slope.best else { return };
    let tip = dial.tip(way.map(|part| part * slope.settings.radius));
    if slope.settings.metric[0] != slope.settings.metric[1]
        && let Some(row) = angle(slope.row())
    {
        for dash in dashed(&[dial.middle, dial.at(row, dial.rim)]) {
            sheet.line(dash, Ink::new(theme.gradient, 0.7, 1.6));
        }
    }
    let Some([from, tip]) = clip([dial.middle, tip], dial.frame()) else { return };
    for (colour, width) in [(theme.rim, 6.2), (theme.gradient, 3.4)] {
        arrow(sheet, from, tip, Ink::new(colour, 1.0, width));
    }
    let Some(off) = slope.facing(0.0).filter(|it| between(*it, slope.settings.angle) > 12.0) else { return };
    // The angle between, the shorter way round.
    let turn = (slope.settings.angle - off + 180.0).rem_euclid(360.0) - 180.0;
    let arc = (0..=24).map(|k| dial.at(off + turn * f64::from(k) / 24.0, 26.0));
    sheet.line(arc, Ink::new(theme.sign, 0.9, 1.3));
    sheet.label("θ", dial.at(off + turn / 2.0, 36.0), 13.0, theme.sign, Anchor::Middle);
}
