//! The streams: a stretch of water for each path, as wide as what it carries; negative ones run backwards.

use super::draw::{LETTERS, Taken, colour, excuse, label, number, rough, width};
use super::hand::Handle;
use super::plan::smooth;
use super::{Now, Paths};
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::{Colour, Theme};

/// The most streams that are told apart.
const MOST_STREAMS: usize = 8;
/// The least height of one, in CSS pixels.
const LEAST_ROOM: f64 = 52.0;
/// Room for the source at the left, the sum at the right, and above and below, in CSS pixels.
const SOURCE: f64 = 104.0;
const SUM: f64 = 92.0;
const EDGE: f64 = 8.0;
/// How near a tap must be to a gate, and the radius of the source's knob.
const NEAR: f64 = 20.0;
const KNOB: f64 = 20.0;
/// The most a stream of width 1 is wide, in CSS pixels.
const WIDEST: f64 = 64.0;

/// Where the streams run.
struct Bed {
    /// From where to where, in CSS pixels.
    from: f64,
    to: f64,
    /// The height of a stream's room.
    room: f64,
    source: [f64; 2],
    /// CSS pixels for a width of 1.
    unit: f64,
    /// How many streams are told apart.
    count: usize,
    /// What those carry that are not.
    rest: Option<f64>,
    closed: Vec<usize>,
}

/// A text beside a stream, where it may stand, and its colour.
type Word = (String, Vec<[f64; 2]>, Colour);

impl Bed {
    fn new(now: &Now<'_>, closed: Vec<usize>, [width, height]: [f64; 2]) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        let fit = ((height / LEAST_ROOM) as usize).saturating_sub(1).clamp(1, MOST_STREAMS);
        let count = if now.paths.len() <= fit + 1 { now.paths.len() } else { fit };
        let products: Vec<f64> = now.paths[..count].iter().map(|path| now.pass.product(path)).collect();
        let rest = (now.count > count as u64).then(|| now.total() - products.iter().sum::<f64>());
        let room = (height - 2.0 * EDGE) / (count + usize::from(rest.is_some())).max(1) as f64;
        let carried = now.paths[..count].iter().flat_map(|path| carried(now, path)).chain(rest);
        let widest = carried.map(f64::abs).filter(|size| size.is_finite()).fold(1e-300, f64::max);
        let sum: f64 =
            products.iter().copied().chain(rest).map(f64::abs).filter(|size| size.is_finite()).sum();
        let unit = (0.5 * room / widest).min((height - 60.0).max(10.0) / sum.max(1e-300)).min(WIDEST);
        Self {
            from: SOURCE,
            to: width - SUM,
            room,
            source: [SOURCE - KNOB - 4.0, height / 2.0],
            unit,
            count,
            rest,
            closed,
        }
    }

    fn middle(&self, stream: usize) -> f64 {
        EDGE + (stream as f64 + 0.5) * self.room
    }

    /// Where the letter of a number along a path of so many edges is.
    fn station(&self, index: usize, edges: usize) -> f64 {
        self.from + (self.to - self.from) * index as f64 / edges.max(1) as f64
    }
}

/// What a nudge of 1 has become at each letter of a path.
fn carried(now: &Now<'_>, path: &[usize]) -> Vec<f64> {
    let mut products = vec![1.0];
    for &edge in path {
        products.push(products.last().copied().unwrap_or(1.0) * now.pass.partials()[edge]);
    }
    products
}

/// A stretch of water along a line, from one width to another: coloured by its sign, with wedges that say where it runs.
fn stretch(sheet: &mut Sheet, line: &[[f64; 2]], widths: [f64; 2], sign: f64, opacity: f64, theme: &Theme) {
    let last = (line.len().max(2) - 1) as f64;
    let half = |index: usize| {
        let part = index as f64 / last;
        let part = part * part * (3.0 - 2.0 * part);
        ((widths[0] + (widths[1] - widths[0]) * part) / 2.0).max(0.6)
    };
    let upper = line.iter().enumerate().map(|(index, [x, y])| [*x, y - half(index)]);
    let lower = line.iter().enumerate().rev().map(|(index, [x, y])| [*x, y + half(index)]);
    let ink = colour(sign, theme);
    sheet.shape(upper.clone().chain(lower.clone()), Ink::fill(ink, 0.5 * opacity));
    for bank in [upper.collect::<Vec<_>>(), lower.collect()] {
        sheet.line(bank, Ink::new(ink, opacity, 1.2));
    }
    let Some(&[x, y]) = line.get(line.len() / 2) else { return };
    let size = (half(line.len() / 2) * 0.7).min(7.0);
    if size >= 2.0 {
        let way = if sign < 0.0 { -size } else { size };
        sheet.line(
            [[x - way * 0.5, y - size], [x + way * 0.5, y], [x - way * 0.5, y + size]],
            Ink::new(theme.rim, opacity, 2.0),
        );
    }
}

impl Paths {
    pub(super) fn stream_handles(&self, now: &Now<'_>, size: [f64; 2]) -> Vec<Handle> {
        now.input
            .map(|input| self.knob(now, input, Bed::new(now, self.settings.closed(), size).source))
            .into_iter()
            .collect()
    }

    /// The stream at a place, and the edge whose gate is there.
    pub(super) fn stream_at(
        &self,
        now: &Now<'_>,
        [x, y]: [f64; 2],
        size: [f64; 2],
    ) -> Option<(usize, Option<usize>)> {
        let bed = Bed::new(now, self.settings.closed(), size);
        let stream = (0..bed.count).find(|&stream| (y - bed.middle(stream)).abs() <= bed.room / 2.0)?;
        let path = &now.paths[stream];
        let gate = (0..path.len()).find(|&index| {
            let [from, to] = [index, index + 1].map(|index| bed.station(index, path.len()));
            (x - f64::midpoint(from, to)).abs() <= NEAR
        });
        (bed.from..=bed.to).contains(&x).then(|| (stream, gate.map(|index| path[index])))
    }

    pub(super) fn draw_streams(&self, now: &Now<'_>, sheet: &mut Sheet, theme: &Theme) {
        let Some(input) = now.input.filter(|_| now.count > 0) else {
            return excuse(sheet, &self.no_paths(now), theme);
        };
        let bed = Bed::new(now, self.settings.closed(), sheet.size());
        let [_, height] = sheet.size();
        let total = now.total();
        let products: Vec<f64> =
            now.paths[..bed.count].iter().map(|path| now.pass.product(path)).chain(bed.rest).collect();
        if !products.iter().all(|product| product.is_finite()) {
            let text =
                format!("{} is {} here, so there is no stream to draw.", now.total_name(), number(total));
            return excuse(sheet, &text, theme);
        }
        // Into the sum they run one above the other, in the order of their streams.
        let whole: f64 = products.iter().map(|product| product.abs() * bed.unit).sum();
        let mut top = height / 2.0 - whole / 2.0;
        let mut words = Vec::new();
        for (stream, &product) in products.iter().enumerate() {
            let y = bed.middle(stream);
            let opacity = if now.lit.is_some_and(|lit| lit != stream) { 0.3 } else { 1.0 };
            let wide = product.abs() * bed.unit;
            let into = [bed.to + 34.0, top + wide / 2.0];
            top += wide;
            if stream < bed.count {
                words.extend(bed.draw(now, stream, opacity, sheet, theme));
            } else {
                let line =
                    smooth(&[[bed.from, bed.source[1]], [f64::midpoint(bed.from, bed.to), y], [bed.to, y]]);
                stretch(sheet, &line, [wide, wide], product, opacity, theme);
                let more = now.count - bed.count as u64;
                let at = [f64::midpoint(bed.from, bed.to), y - wide / 2.0 - 12.0];
                words.push((format!("{more} more paths: {}", number(product)), vec![at], theme.ink));
            }
            if product != 0.0 {
                stretch(sheet, &smooth(&[[bed.to, y], into]), [wide, wide], product, opacity, theme);
            }
        }
        // What finds no room stands in the list of paths.
        let mut taken = Taken::default();
        for (text, places, ink) in words {
            if let Some(at) = taken.place(places, [width(&text, LETTERS) / 2.0 + 4.0, LETTERS / 2.0]) {
                label(sheet, &text, at, LETTERS, ink, theme);
            }
        }
        let right = bed.to + 36.0;
        let wide = total.abs() * bed.unit;
        sheet.block(
            [right, height / 2.0 - wide / 2.0],
            [right + 9.0, height / 2.0 + wide / 2.0],
            Ink::fill(colour(total, theme), 1.0),
        );
        sheet.label(
            &number(total),
            [right + 14.0, height / 2.0],
            LETTERS + 1.0,
            colour(total, theme),
            Anchor::Left,
        );
        sheet.label(
            &now.total_name(),
            [right + 14.0, height / 2.0 - 20.0],
            LETTERS - 1.0,
            theme.ink,
            Anchor::Left,
        );
        self.draw_knob(now, input, bed.source, KNOB, sheet, theme);
        let [value, _] = Self::knob_words(now, input);
        sheet.label(
            &value,
            [bed.source[0] - KNOB - 6.0, bed.source[1]],
            LETTERS - 1.0,
            theme.ink,
            Anchor::Right,
        );
    }
}

impl Bed {
    /// Draws a stream that is told apart; returns the words beside it.
    fn draw(
        &self,
        now: &Now<'_>,
        stream: usize,
        opacity: f64,
        sheet: &mut Sheet,
        theme: &Theme,
    ) -> Vec<Word> {
        let path = &now.paths[stream];
        let mut words = Vec::new();
        let (y, carried, letters) = (self.middle(stream), carried(now, path), now.letters_of(path));
        for (index, &edge) in path.iter().enumerate() {
            let [from, to] = [index, index + 1].map(|index| self.station(index, path.len()));
            let gate = f64::midpoint(from, to);
            let [before, after] = [carried[index], carried[index + 1]].map(|size| size.abs() * self.unit);
            let start = if index == 0 { self.source[1] } else { y };
            stretch(
                sheet,
                &smooth(&[[from, start], [gate, y]]),
                [before, before],
                carried[index],
                opacity,
                theme,
            );
            if carried[index + 1] != 0.0 {
                stretch(
                    sheet,
                    &smooth(&[[gate, y], [to, y]]),
                    [before, after],
                    carried[index + 1],
                    opacity,
                    theme,
                );
            }
            let high = (before.max(after) / 2.0).max(9.0);
            let shut = self.closed.contains(&edge);
            let ink = if shut { theme.trail } else { theme.ink };
            for side in if shut { &[-4.0, 4.0][..] } else { &[0.0] } {
                sheet.line(
                    [[gate + side, y - high - 2.0], [gate + side, y + high + 2.0]],
                    Ink::new(ink, opacity.max(0.5), if shut { 3.0 } else { 1.6 }),
                );
            }
            let half = (to - from) / 2.0;
            let times =
                if shut { "×0".to_owned() } else { format!("×{}", rough(now.pass.partials()[edge], half)) };
            words.push((times, vec![[gate, y - high - 12.0]], ink));
            let name = now.symbol(letters[index + 1]);
            let end = index + 1 == path.len();
            let text = if end { format!("{name}: {}", rough(carried[index + 1], half)) } else { name };
            let below = (carried[index + 1].abs() * self.unit / 2.0).max(6.0) + 12.0;
            // At the end rather outwards, for inwards it turns to the sum.
            let below = if end && y < self.source[1] { -below } else { below };
            let x = if end { to - 8.0 } else { to };
            words.push((text, vec![[x, y + below]], theme.ink));
        }
        words
    }
}
