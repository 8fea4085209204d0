//! The spectrum of the Hessian: how the loss bends, now and over the whole training.

use hillside_core::SymmetricEigen;
use serde::Serialize;

use super::chart::real;
use super::{DetectorInstrument, MOST_SPECTRUM_WEIGHTS, modes};
use crate::digits;
use crate::map::tick;
use crate::plot::{Axis, Plot, Scale};
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;

/// An eigenvalue smaller than this part of the largest is none: rounding makes as much.
const NOTHING: f64 = 1e-9;

/// The most weights whose spectrum is found within a frame.
const QUICK: usize = 60;

/// Room for numbers at the left, and their size, in CSS pixels.
const ROOM: f64 = 62.0;
const LETTERS: f64 = 11.0;

/// What there is to tell of the spectrum.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpectrumReadout {
    /// All eigenvalues, ascending; none where there are too many weights to wait for.
    pub eigenvalues: Vec<f64>,
    /// How many are below 0 by more than rounding.
    pub negative: usize,
    /// How many are 0 within rounding.
    pub near_zero: usize,
    /// How many are above 0 by more than rounding.
    pub positive: usize,
    /// The largest.
    pub largest: f64,
    /// `2/α`: a plain step of rate α grows along every direction that bends more.
    pub limit: f64,
    /// Which eigenvector is shown, counted from the smallest eigenvalue.
    pub mode: usize,
    /// The eigenvalue and what it means, as a sentence.
    pub mode_sentence: String,
    /// All of it in a sentence or two.
    pub sentence: String,
}

/// Counts of eigenvalues below, at and above 0.
pub(super) fn signs(eigenvalues: &[f64]) -> [usize; 3] {
    let size = eigenvalues.iter().fold(0.0, |size: f64, value| size.max(value.abs()));
    let negative = eigenvalues.iter().filter(|value| **value < -NOTHING * size).count();
    let positive = eigenvalues.iter().filter(|value| **value > NOTHING * size).count();
    [negative, eigenvalues.len() - negative - positive, positive]
}

impl DetectorInstrument {
    /// Whether the network is small enough for its spectrum.
    #[must_use]
    pub fn has_spectrum(&self) -> bool {
        self.training().weights().len() <= MOST_SPECTRUM_WEIGHTS
    }

    /// Runs `read` on the spectrum at the present weights, found once for them.
    pub(super) fn with_spectrum<T>(&self, read: impl FnOnce(&SymmetricEigen) -> T) -> Option<T> {
        if !self.has_spectrum() {
            return None;
        }
        let mut eigen = self.eigen.borrow_mut();
        if eigen.as_ref().is_none_or(|(version, _)| *version != self.version) {
            *eigen = Some((self.version, self.training().spectrum()));
        }
        eigen.as_ref().map(|(_, spectrum)| read(spectrum))
    }

    /// Whether its spectrum is found so quickly that it can be followed while the training goes on.
    #[must_use]
    pub fn has_quick_spectrum(&self) -> bool {
        self.training().weights().len() <= QUICK
    }

    /// Finds the spectrum of at most `count` more steps of the history; tells how many are left.
    pub fn deepen(&self, count: usize) -> usize {
        let finest = if self.has_quick_spectrum() { 1 } else { 8 };
        if self.has_spectrum() { self.run.deepen(count, finest) } else { 0 }
    }

    /// Chooses an eigenvector to be shown, counted from the smallest eigenvalue.
    pub fn choose_mode(&mut self, mode: usize) {
        self.mode = mode.min(self.training().weights().len() - 1);
    }

    /// Everything to be told of the spectrum.
    #[must_use]
    pub fn spectrum(&self) -> SpectrumReadout {
        let limit = 2.0 / self.settings.rate;
        let mode = self.mode.min(self.training().weights().len() - 1);
        let found = self.with_spectrum(|spectrum| {
            let values = &spectrum.eigenvalues;
            let [negative, near_zero, positive] = signs(values);
            let largest = values.last().copied().unwrap_or(0.0);
            let shape = if !values.iter().all(|value| value.is_finite()) {
                "The Hessian is no number any more."
            } else if negative > 0 && positive > 0 {
                "The loss bends down in some directions and up in others: a saddle-like place."
            } else if negative > 0 {
                "The loss bends down."
            } else {
                "The loss bends down nowhere: a bowl, with flat directions if there are zeros."
            };
            let stable = if largest <= limit {
                format!("λmax = {} is below 2/α = {}", digits::short(largest, 3), digits::short(limit, 3))
            } else {
                format!(
                    "λmax = {} is above 2/α = {}, so plain steps grow along its direction",
                    digits::short(largest, 3),
                    digits::short(limit, 3)
                )
            };
            let sentence = format!(
                "{negative} negative, {near_zero} near zero, {positive} positive eigenvalues. {stable}. {shape}"
            );
            let value = values[mode];
            let [before, zeros, _] = [negative, near_zero, positive];
            let meaning = if mode < before {
                "the loss falls away along it on both sides"
            } else if mode < before + zeros {
                "along it the loss is flat to second order"
            } else {
                "the loss rises along it on both sides"
            };
            let mode_sentence = format!(
                "Eigenvector {} of {}: λ = {}; {meaning}.{}",
                mode + 1,
                values.len(),
                digits::short(value, 4),
                if modes::is_template(self, spectrum, mode) { " On the cells it is the X." } else { "" }
            );
            SpectrumReadout {
                eigenvalues: values.clone(),
                negative,
                near_zero,
                positive,
                largest,
                limit,
                mode,
                mode_sentence,
                sentence,
            }
        });
        found.unwrap_or_else(|| SpectrumReadout {
            eigenvalues: Vec::new(),
            negative: 0,
            near_zero: 0,
            positive: 0,
            largest: f64::NAN,
            limit,
            mode: 0,
            mode_sentence: String::new(),
            sentence: format!(
                "The spectrum is found for networks of up to {MOST_SPECTRUM_WEIGHTS} weights; this one has {}.",
                self.training().weights().len()
            ),
        })
    }

    /// Where the spectra lie on a canvas of that size: scaled to all that are known.
    fn plot(&self, now: &[f64], size: [f64; 2]) -> Plot {
        let limit = 2.0 / self.settings.rate;
        let (mut low, mut high) = (0.0f64, 0.0f64);
        let all = self.run.spectra().flat_map(|(_, list)| list.iter()).chain(now);
        for value in all.copied().filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        let most = high.max(-low);
        let most = if most > 0.0 { most } else { 1.0 };
        // The line 2/α is shown unless it is so far up that nothing else could be told apart.
        let high = if limit < 1e4 * most { high.max(1.05 * limit) } else { high };
        let scale = Scale::Symmetric { unit: 1e-4 * most };
        let values = Axis::new(low.min(-0.02 * most), high.max(0.02 * most), scale, 12);
        let (last, origin) = (real(self.length().max(1)), real(self.settings.origin));
        let steps = Axis::new(0.0, last, Scale::Linear, 5).labelled(move |step| {
            if step.fract() == 0.0 { tick(step + origin, last) } else { String::new() }
        });
        Plot::new([steps, values], size, LETTERS, ROOM)
    }

    /// Draws all eigenvalues over the steps, as far as they are known, on a canvas of that size.
    pub fn draw_spectrum(&self, sheet: &mut Sheet, size: [f64; 2], theme: &Theme) {
        let now = self.with_spectrum(|spectrum| spectrum.eigenvalues.clone()).unwrap_or_default();
        let limit = 2.0 / self.settings.rate;
        let finite = |list: &&[f64]| list.iter().all(|value| value.is_finite());
        let history: Vec<(usize, &[f64])> = self.run.spectra().filter(|(_, list)| finite(list)).collect();
        let mut plot = self.plot(&now, size);
        let [[low, high], [first, last]] = [plot.y.bounds(), plot.x.bounds()];
        // Below 0 the loss bends down: a shade says where that is.
        let below = [[first, 0.0], [last, 0.0], [last, low], [first, low]];
        plot.area(below, Ink::fill(theme.trail, 0.06));
        plot.curve([[first, 0.0], [last, 0.0]], Ink::new(theme.ink, 0.7, 1.2), false);
        for place in 0..now.len() {
            let line = history.iter().filter_map(|(step, list)| Some([real(*step), *list.get(place)?]));
            let value = history.last().and_then(|(_, list)| list.get(place)).copied().unwrap_or(0.0);
            let ink = if place == self.mode {
                Ink::new(theme.ink, 1.0, 2.2)
            } else {
                Ink::new(super::signed::colour(value, theme), 0.5, 1.1)
            };
            plot.curve(line, ink, false);
        }
        if limit <= high {
            plot.curve([[first, limit], [last, limit]], Ink::new(theme.trail, 1.0, 1.8), true);
        }
        let here = real(self.index());
        let [right, top] = plot.to_pixel([last, limit]);
        let places: Vec<[f64; 2]> = now.iter().map(|value| plot.to_pixel([here, *value])).collect();
        plot.show(sheet, theme);
        if limit <= high {
            let below = if top < 26.0 { 10.0 } else { -9.0 };
            let text = format!("2/α = {}", digits::short(limit, 3));
            sheet.label(&text, [right - 4.0, top + below], 12.0, theme.trail, Anchor::Right);
        }
        for (place, (&value, at)) in
            now.iter().zip(places).enumerate().filter(|(_, (value, _))| value.is_finite())
        {
            let radius = if place == self.mode { 5.0 } else { 2.6 };
            if place == self.mode {
                sheet.disc(at, radius + 1.8, Ink::new(theme.rim, 1.0, 1.0));
            }
            sheet.disc(at, radius, Ink::new(super::signed::colour(value, theme), 1.0, 1.0));
        }
    }

    /// Draws the chosen eigenvector as pictures, one a unit, on a canvas of that size.
    pub fn draw_mode(&self, sheet: &mut Sheet, size: [f64; 2], theme: &Theme) {
        let count = self.training().weights().len();
        let mode = self.mode.min(count - 1);
        let vector =
            self.with_spectrum(|spectrum| spectrum.eigenvectors[mode * count..(mode + 1) * count].to_vec());
        let Some(vector) = vector else { return };
        modes::draw(self.training().network(), &vector, sheet, size, theme)
    }

    /// The eigenvalue drawn nearest to a height of the spectrum's drawing, in CSS pixels, at the present step.
    #[must_use]
    pub fn mode_at(&self, pixel: [f64; 2], size: [f64; 2]) -> Option<usize> {
        let now = self.with_spectrum(|spectrum| spectrum.eigenvalues.clone())?;
        let plot = self.plot(&now, size);
        let distance = |value: f64| (plot.to_pixel([0.0, value])[1] - pixel[1]).abs();
        (0..now.len()).min_by(|a, b| distance(now[*a]).total_cmp(&distance(now[*b])))
    }
}

/// λmax beside 2/α in words, where a plain step is too long for it.
pub(super) fn too_long(instrument: &DetectorInstrument) -> Option<String> {
    // In the middle of a run nobody waits for more than a moment.
    if !instrument.has_quick_spectrum() {
        return None;
    }
    let limit = 2.0 / instrument.settings.rate;
    let largest = instrument.with_spectrum(|spectrum| spectrum.eigenvalues.last().copied())??;
    (largest > limit).then(|| {
        format!(
            " λmax = {} is above 2/α = {}: a rate below {} would do.",
            digits::short(largest, 3),
            digits::short(limit, 3),
            digits::short(2.0 / largest, 2)
        )
    })
}

/// The directions down from a critical point in words.
pub(super) fn way_out(instrument: &DetectorInstrument) -> Option<String> {
    if !instrument.has_quick_spectrum() {
        return None;
    }
    let [negative, ..] = instrument.with_spectrum(|spectrum| signs(&spectrum.eigenvalues))?;
    (negative > 0).then(|| {
        format!(
            " It is a saddle: along {} {} of the Hessian the loss falls away, and the least nudge leaves it.",
            negative,
            if negative == 1 { "direction" } else { "directions" }
        )
    })
}
