//! The drawing on the nine cells: painted by a hand, turned over by keys, or drawn at once.

use hillside_core::{CELLS, PATTERNS, Target, X_PATTERN, random_point};

use super::DetectorInstrument;
use crate::figure::Figure;
use crate::settings::{Problem, Value};

impl DetectorInstrument {
    /// The pattern on the grid: cell `i` is bit `i`.
    #[must_use]
    pub fn pattern(&self) -> usize {
        self.settings.pattern
    }

    /// Puts a pattern on the grid, such as one of the truth table.
    pub fn draw(&mut self, pattern: usize) {
        self.settings.pattern = pattern % PATTERNS;
    }

    /// Turns a cell on or off.
    pub fn toggle(&mut self, cell: usize) {
        if cell < CELLS {
            self.settings.pattern ^= 1 << cell;
        }
    }

    /// A hand comes down on a cell: it turns over, and what it became is the brush.
    pub fn press(&mut self, cell: usize) {
        self.toggle(cell);
        self.brush = (cell < CELLS).then(|| self.settings.pattern >> cell & 1 == 1);
    }

    /// The hand moves over a cell: it becomes like the one pressed first.
    pub fn paint(&mut self, cell: usize) {
        if let Some(on) = self.brush.filter(|_| cell < CELLS) {
            let bit = 1 << cell;
            self.settings.pattern =
                if on { self.settings.pattern | bit } else { self.settings.pattern & !bit };
        }
    }

    /// The hand is lifted.
    pub fn lift(&mut self) {
        self.brush = None;
    }

    /// All cells off.
    pub fn clear(&mut self) {
        self.settings.pattern = 0;
    }

    /// The X.
    pub fn draw_x(&mut self) {
        self.settings.pattern = X_PATTERN;
    }

    /// Every cell turned over.
    pub fn invert(&mut self) {
        self.settings.pattern ^= PATTERNS - 1;
    }

    /// A pattern by chance: the next one of the seed's sequence, another than the present one.
    pub fn draw_random(&mut self) {
        let before = self.settings.pattern;
        while self.settings.pattern == before {
            let [place, _] = random_point(self.settings.seed, self.throws, [0.0, 512.0, 0.0, 1.0]);
            self.throws += 1;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 512")]
            let pattern = place as usize;
            self.settings.pattern = pattern % PATTERNS;
        }
    }

    /// Says whether the target shall count the drawing as an X; the run is walked anew with that target.
    ///
    /// # Errors
    ///
    /// Where all 512 labels would then be equal.
    pub fn label(&mut self, counts: bool) -> Result<(), Problem> {
        let label = |pattern| {
            let says =
                if pattern == self.settings.pattern { counts } else { self.settings.target.label(pattern) };
            f64::from(u8::from(says))
        };
        let labels: Vec<f64> = (0..PATTERNS).map(label).collect();
        let named = Target::NAMES.iter().filter_map(|name| Target::named(name));
        let same = |target: &Target| (0..PATTERNS).all(|p| f64::from(u8::from(target.label(p))) == labels[p]);
        // Labels that spell a target with a name are that target.
        let value = match named.into_iter().find(same) {
            Some(target) => Value::Text(target.name().to_owned()),
            None => Value::List(labels.clone()),
        };
        self.assign(&[("target".to_owned(), value)]).pop().map_or(Ok(()), Err)
    }
}
