//! What is marked on the dial: level lines and where the step crosses them, true steps all round, and words in the corners.

use super::dial::{BESIDE, Dial, is_painted};
use super::readout::{count_lines, pair, short, signed};
use super::settings::Show;
use super::slope::Slope;
use crate::direction::{angle, turned};
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;

/// Level lines nearer than this, in CSS pixels, have no numbers.
const NEAR: f64 = 15.0;
/// True steps that are marked, and the size of the largest mark in CSS pixels.
const STEPS: u32 = 48;
const LARGEST: f64 = 5.2;

/// The level lines of the slope on the dial, one for each so much more of the answer.
pub(super) fn lines(slope: &Slope<'_>, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
    let Some((spacing, uphill)) = slope.spacing().zip(angle(slope.row())) else { return };
    // The steepest answer on the rim, in the usual metric: lines stand at right angles to the row as an arrow.
    let most = slope.answer(slope.towards(uphill));
    let from_line = spacing / most * dial.rim;
    #[expect(clippy::cast_possible_truncation, reason = "a handful of lines")]
    let last = (most / spacing).floor().clamp(0.0, 20.0) as i32;
    // Numbers stand at the end that the step does not point to.
    let step = turned(slope.settings.angle - uphill);
    let side = if step < 180.0 { -90.0 } else { 90.0 };
    let place = |out: f64, along: f64| {
        let [x, y] = dial.at(uphill, out);
        let [dx, dy] = dial.at(uphill + side, along);
        [x + dx - dial.middle[0], y + dy - dial.middle[1]]
    };
    for line in -last..=last {
        let out = f64::from(line) * from_line;
        let half = (dial.rim * dial.rim - out * out).max(0.0).sqrt();
        let ink =
            if line == 0 { Ink::new(theme.contour, 0.95, 1.9) } else { Ink::new(theme.contour, 0.65, 1.0) };
        sheet.line([place(out, -half), place(out, half)], ink);
    }
    let every = (NEAR / from_line).ceil().max(1.0);
    for line in -last..=last {
        let (number, out) = (f64::from(line) * spacing, f64::from(line) * from_line);
        let half = (dial.rim * dial.rim - out * out).max(0.0).sqrt();
        if half > 34.0 && f64::from(line) % every == 0.0 {
            sheet.word(&signed(number, 4), place(out, half - 20.0), 11.5, theme.contour, Some(theme.paper));
        }
    }
}

/// Where the step crosses them.
pub(super) fn crossings(slope: &Slope<'_>, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
    let answer = slope.answer(slope.step());
    let Some(spacing) = slope.spacing() else { return };
    let mut crossed = 1.0;
    while crossed * spacing <= answer.abs() && crossed <= 20.0 {
        let at = dial.at(slope.settings.angle, crossed * spacing / answer.abs() * dial.rim);
        sheet.disc(at, 5.0, Ink::fill(theme.rim, 1.0));
        sheet.ring(at, 4.4, Ink::new(theme.trail, 1.0, 1.8));
        crossed += 1.0;
    }
}

/// True steps all round: discs where f rises, circles where it falls, the larger the more; the highest and the lowest
/// with a triangle.
pub(super) fn ring(slope: &Slope<'_>, dial: &Dial, sheet: &mut Sheet, theme: &Theme) {
    let Some(found) = slope.ring() else { return };
    let most = found.highest.answer.abs().max(found.lowest.answer.abs());
    let shown = |place: [f64; 2]| dial.frame().contains_pixel(place);
    for k in 0..STEPS {
        let step = slope.on_ring(360.0 * f64::from(k) / f64::from(STEPS));
        let (change, place) = (slope.actual(step), dial.tip(step));
        if !(change.is_finite() && shown(place)) {
            continue;
        }
        let size = 1.6 + (LARGEST - 1.6) * if most > 0.0 { (change / most).abs() } else { 0.0 };
        if change > 0.0 {
            sheet.disc(place, size, Ink::fill(theme.bowl, 1.0));
        } else {
            sheet.disc(place, size, Ink::fill(theme.paper, 1.0));
            sheet.ring(place, size, Ink::new(theme.hill, 1.0, 1.6));
        }
    }
    // Where no step is higher than another there is nothing to point at.
    if found.highest.answer <= found.lowest.answer {
        return;
    }
    for (at, up, colour) in [(found.highest, 1.0, theme.bowl), (found.lowest, -1.0, theme.hill)] {
        let place = dial.tip(slope.on_ring(at.angle));
        let [dx, dy] = [place[0] - dial.middle[0], place[1] - dial.middle[1]];
        let out =
            (dx * dx + dy * dy).sqrt() + BESIDE + if slope.settings.shows(Show::Metric) { 8.0 } else { 0.0 };
        let [x, y] = dial.at(at.angle, out);
        if shown([x, y]) {
            let corners = [[x, y - 7.5 * up], [x - 7.5, y + 5.5 * up], [x + 7.5, y + 5.5 * up]];
            sheet.shape(corners, Ink::fill(colour, 1.0));
        }
    }
}

/// In the corners, which the dial leaves free: what was asked and answered, the best answer, the lines crossed.
pub(super) fn words(slope: &Slope<'_>, sheet: &mut Sheet, theme: &Theme) {
    let ([width, height], settings) = (sheet.size(), slope.settings);
    let mut say =
        |text: &str, at: [f64; 2], size: f64, colour, anchor| sheet.label(text, at, size, colour, anchor);
    let (step, answer) = (slope.step(), slope.answer(slope.step()));
    if settings.shows(Show::Machine) {
        say(&format!("h = {}", pair(step, 3)), [10.0, 16.0], 12.5, theme.trail, Anchor::Left);
        let answer =
            if answer.is_finite() { format!("J·h = {}", signed(answer, 4)) } else { "no answer".to_owned() };
        say(&answer, [10.0, 38.0], 17.0, theme.ink, Anchor::Left);
    }
    if is_painted(settings) {
        if let Some((towards, (_, most))) = slope.facing(0.0).zip(slope.best) {
            let best = format!("best {}", signed(most * settings.radius, 4));
            say(&best, [10.0, height - 30.0], 13.5, theme.gradient, Anchor::Left);
            say(
                &format!("at {}°", short(towards, 5)),
                [10.0, height - 13.0],
                12.5,
                theme.gradient,
                Anchor::Left,
            );
        } else {
            say("no best way", [10.0, height - 13.0], 12.5, theme.gradient, Anchor::Left);
        }
    }
    if let Some(spacing) = slope.spacing().filter(|_| settings.shows(Show::Lines)) {
        let crossed = slope.machine.lines_crossed(&step, spacing).unwrap_or(f64::NAN);
        say(&count_lines(crossed), [width - 10.0, height - 30.0], 13.0, theme.contour, Anchor::Right);
        let apart = format!("one each {}", short(spacing, 3));
        say(&apart, [width - 10.0, height - 13.0], 12.5, theme.contour, Anchor::Right);
    }
}
