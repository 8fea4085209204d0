//! The detector as a [`Figure`].

use std::any::Any;

use hillside_core::{Activation, Encoding, Loss, Start, Target};
use serde::Serialize;

use super::{DetectorInstrument, FULL_SPEED, Part};
use crate::figure::{Answer, Choice, Figure, Numbers, Record, method_choices};
use crate::settings::{Listed, Problem, Table, Value};
use crate::sheet::{Picture, Sheet};
use crate::theme::Theme;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Menu {
    settings: Vec<&'static str>,
    methods: Vec<Choice>,
    targets: [&'static str; Target::NAMES.len()],
    activations: Vec<&'static str>,
    losses: Vec<&'static str>,
    encodings: Vec<&'static str>,
    full_speed: f64,
}

/// A part as the page names it: `weight 3`, `input 4`, `unit 1 2`.
fn part(kind: &str, numbers: Numbers<'_>) -> Option<Part> {
    match kind {
        "weight" => Some(Part::Weight(numbers.count(0))),
        "input" => Some(Part::Input(numbers.count(0))),
        "unit" => Some(Part::Unit(numbers.count(0), numbers.count(1))),
        _ => None,
    }
}

/// A count as a number: they are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn number(count: usize) -> Answer {
    Answer::Number(count as f64)
}

impl Figure for DetectorInstrument {
    fn menu(&self) -> Record<'static> {
        Box::new(Menu {
            settings: self.table().names(),
            methods: method_choices(),
            targets: Target::NAMES,
            activations: Activation::ALL.map(Activation::name).to_vec(),
            losses: Loss::ALL.map(Loss::name).to_vec(),
            encodings: Encoding::ALL.map(Encoding::name).to_vec(),
            full_speed: FULL_SPEED,
        })
    }

    fn table(&self) -> &dyn Table {
        &self.settings
    }

    fn table_mut(&mut self) -> &mut dyn Table {
        &mut self.settings
    }

    fn assign(&mut self, given: &[(String, Value)]) -> Vec<Problem> {
        let mut wanted = self.settings.clone();
        let mut problems = wanted.take_all(given);
        let names = |name: &str| given.iter().any(|(known, _)| known == name);
        if !names("weights")
            && wanted.layers != self.settings.layers
            && matches!(wanted.start, Start::Weights(_))
        {
            // Weights of another shape have nothing to start.
            wanted.start = Start::default();
            wanted.origin = 0;
        }
        if wanted.rests_elsewhere(&self.settings) || names("history") {
            if !names("history") {
                wanted.history.clear();
            }
            self.begin(wanted, &mut problems);
        } else {
            self.go_on(wanted, names("step") || names("length"), &mut problems);
        }
        problems
    }

    fn unset(&mut self, name: &str) {
        if name == "weights" {
            self.unset("start");
        } else if let Some(value) = self.table().usual(name) {
            self.assign(&[(name.to_owned(), value)]);
        }
    }

    fn forget(&mut self) {
        *self = Self { version: self.version + 1, size: self.size, ..Self::new() };
    }

    /// The part `withWeights` is what `changed` is, but with the weights themselves in place of the steps that led to them;
    /// `inspect` is what is selected, with its numbers and paths; `backward` the phase of the backward pass
    /// that is shown; `spectrum` that of the Hessian now.
    fn readout(&self, part: &str) -> Option<Record<'_>> {
        Some(match part {
            "" => Box::new(self.readout()),
            "withWeights" => Box::new(Listed(self.changed_with_weights())),
            "inspect" => Box::new(self.inspect()),
            "backward" => Box::new(self.backward()),
            "spectrum" => Box::new(self.spectrum()),
            _ => return None,
        })
    }

    /// On the grid `press` a cell, move `over` one, `lift`, `toggle` one, `draw` a pattern, `clear`, `drawX`, `drawRandom`,
    /// `invert`; `label` the drawing (1 or 0); `describe` a pattern. In time `step`, `train`, `back` by a count, `goTo` a
    /// step, `reset`, how many steps are `owed`; `slideRate`; `edit` a weight. Of the backward pass `nextPhase`, `goToPhase`.
    /// In the drawing `select` a part, `selectAt` and `hasPart` at a place, `selectNext` (back, if 1), `placeOf` a part. In
    /// the truth table of a width `patternAt` a place, `patternBeside` one, `tableHeight`. Of the spectrum `deepen` by a
    /// count, `hasQuickSpectrum`, `chooseMode`, `chooseModeAt` a place in a size. `save` and `load` a file.
    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        let count = numbers.count(0);
        match action {
            "press" => self.press(count),
            "over" => self.paint(count),
            "lift" => self.lift(),
            "toggle" => self.toggle(count),
            "draw" => self.draw(count),
            "clear" => self.clear(),
            "drawX" => self.draw_x(),
            "drawRandom" => self.draw_random(),
            "invert" => self.invert(),
            "step" => self.step(count),
            "train" => self.train(count),
            "back" => self.back(count),
            "goTo" => self.go_to(count),
            "reset" => self.reset(),
            "slideRate" => self.slide_rate(numbers.at(0)),
            "nextPhase" => self.next_phase(),
            "goToPhase" => self.go_to_phase(count),
            "select" => self.select(part(text, numbers)),
            "selectNext" => self.select_next(numbers.at(0) == 1.0),
            "chooseMode" => self.choose_mode(count),
            "chooseModeAt" => {
                if let Some(mode) = self.mode_at(numbers.pair(0), numbers.pair(2)) {
                    self.choose_mode(mode);
                }
            }
            _ => return self.answer(action, numbers, text),
        }
        Some(Answer::Done(()))
    }

    /// `network`, `loss`; of the truth table of a width `squares`, `patterns` and `table` (with the pattern the keyboard is
    /// at, if it is there); of a size `spectrum` and `mode`.
    fn draw(&mut self, layer: &str, numbers: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool {
        let width = numbers.at(0);
        match layer {
            "network" => self.draw_network(sheet, theme),
            "loss" => self.draw_loss(sheet, theme),
            "table" => {
                let looked_at = (numbers.at(1) >= 0.0).then(|| numbers.count(1));
                self.draw_table(sheet, width, looked_at, theme);
            }
            "squares" => self.draw_table_squares(sheet, width, theme),
            "patterns" => self.draw_table_patterns(sheet, width, theme),
            "spectrum" => self.draw_spectrum(sheet, numbers.pair(0), theme),
            "mode" => self.draw_mode(sheet, numbers.pair(0), theme),
            _ => return false,
        }
        true
    }

    fn picture(&mut self, theme: &Theme) -> Picture {
        Self::picture(self, theme)
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }

    fn resize(&mut self, width: f64, height: f64) {
        self.resize(width, height);
    }

    fn to_pixel(&mut self, [column, row]: [f64; 2]) -> [f64; 2] {
        self.cell_place(column, row)
    }
}

impl DetectorInstrument {
    /// The actions that tell something.
    fn answer(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        let count = numbers.count(0);
        Some(match action {
            "label" => self.label(numbers.at(0) == 1.0).into(),
            "edit" => self.edit(count, &Value::Text(text.to_owned())).into(),
            "load" => self.load(text).into(),
            "save" => Answer::Text(self.save()),
            "describe" => Answer::Text(self.describe(count)),
            "owed" => number(self.owed()),
            "selectAt" => Answer::Flag(self.select_at(numbers.pair(0))),
            "hasPart" => Answer::Flag(self.part_at(numbers.pair(0)).is_some()),
            "placeOf" => {
                let place = part(text, numbers).and_then(|part| self.place_of(part));
                place.map_or(Answer::Done(()), Answer::Place)
            }
            "patternAt" => {
                let pattern = self.pattern_at(numbers.pair(0), numbers.at(2));
                pattern.map_or(Answer::Number(-1.0), number)
            }
            "patternBeside" => {
                let (across, down) = (numbers.signed(1), numbers.signed(2));
                number(self.pattern_beside(count, across, down, numbers.at(3)))
            }
            "tableHeight" => Answer::Number(self.table_height(numbers.at(0))),
            "deepen" => number(self.deepen(count)),
            "hasQuickSpectrum" => Answer::Flag(self.has_quick_spectrum()),
            _ => return None,
        })
    }
}
