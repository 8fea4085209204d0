//! The curvature as a [`Figure`].

use std::any::Any;

use serde::Serialize;

use super::{CurvatureInstrument, SNAP, examples};
use crate::figure::{Answer, Choice, Figure, Mapped, Numbers, OnMap, Record, landscape_choices, map_picture};
use crate::settings::{Problem, Table, Value};
use crate::sheet::{Picture, Sheet};
use crate::site::{Ground, Site};
use crate::theme::Theme;

#[derive(Serialize)]
struct Menu {
    settings: Vec<&'static str>,
    landscapes: Vec<Choice>,
    examples: Vec<Choice>,
}

impl Figure for CurvatureInstrument {
    fn menu(&self) -> Record<'static> {
        let examples = examples().iter();
        Box::new(Menu {
            settings: self.table().names(),
            landscapes: landscape_choices(),
            examples: examples
                .map(|e| Choice { name: e.name, title: e.title, note: e.see, parameters: Vec::new() })
                .collect(),
        })
    }

    fn table(&self) -> &dyn Table {
        &self.settings
    }

    fn table_mut(&mut self) -> &mut dyn Table {
        &mut self.settings
    }

    fn assign(&mut self, given: &[(String, Value)]) -> Vec<Problem> {
        let before = self.settings.site.clone();
        let problems = self.settings.take_all(given);
        if self.ground.follow(&before, &self.settings.site) {
            self.proofs.forget_others(&self.settings.site.formula.identity());
        }
        problems
    }

    fn forget(&mut self) {
        let anew = Self::new();
        let ground = self.ground.anew(&anew.settings.site);
        *self = Self { ground, ..anew };
    }

    /// The part `critical` is what is known of the critical points in view.
    fn readout(&self, part: &str) -> Option<Record<'_>> {
        match part {
            "" => Some(Box::new(self.readout())),
            "critical" => Some(Box::new(self.critical())),
            _ => None,
        }
    }

    /// `choose` a landscape or `show` an example by name, `turnLetter` to a value or
    /// `playLetter` for milliseconds; in the list of critical points `select` one by its number,
    /// `visit` one so many further on, `sort` by a column; `turn` the dial by degrees, `aim` it to a hand right of and
    /// below its middle, `align` it along an eigenvector; `cancel` the proof, `proveAgain`.
    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        match action {
            "choose" => self.choose(text),
            "show" => self.show(text),
            "select" => self.select(numbers.count(0)),
            "visit" => self.visit(numbers.signed(0)),
            "sort" => self.sort(text),
            "turn" => self.turn(numbers.at(0)),
            "aim" => self.aim(numbers.at(0), numbers.at(1)),
            "align" => self.align(numbers.count(0)),
            "cancel" => self.cancel(),
            "proveAgain" => self.prove_again(),
            _ => {
                let given = self.settings.site.formula.act(action, numbers, text)?;
                self.assign(&given);
            }
        }
        Some(Answer::Done(()))
    }

    /// `ground` (how finely sampled, in CSS pixels), `signs`, `point`, `dial`, `slice` (along an eigenvector, 0 or 1,
    /// or the dial, 2).
    fn draw(&mut self, layer: &str, numbers: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool {
        match layer {
            "ground" => self.ground(numbers.at(0)).draw(sheet, theme),
            "signs" => self.draw_signs(sheet, theme),
            "point" => self.draw_point(sheet, theme),
            "dial" => self.draw_dial(sheet, theme),
            "slice" => self.draw_slice(numbers.count(0), sheet, theme),
            _ => return false,
        }
        true
    }

    fn picture(&mut self, theme: &Theme) -> Picture {
        let (size, title, description) =
            (self.ground.size(), self.settings.site.formula.title(), self.readout().sentence);
        map_picture(self, size, [title, description], &["signs", "point"], theme)
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }

    fn work(&mut self, budget: usize) -> bool {
        self.prove(budget)
    }

    fn map(&mut self) -> Option<&mut dyn OnMap> {
        Some(self)
    }

    fn is_settled(&self) -> bool {
        self.is_settled()
    }
}

impl Mapped for CurvatureInstrument {
    fn site(&self) -> &Site {
        &self.settings.site
    }

    fn ground_mut(&mut self) -> (&mut Site, &mut Ground) {
        (&mut self.settings.site, &mut self.ground)
    }

    fn ground(&self) -> &Ground {
        &self.ground
    }

    fn point(&self) -> [f64; 2] {
        self.settings.point
    }

    fn lead(&mut self, at: [f64; 2]) {
        self.stand_near(at);
    }

    fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Puts the point where the hand is; onto a critical point that is near.
    fn place(&mut self, pixel: [f64; 2]) {
        let frame = self.frame();
        let near = self
            .known()
            .into_iter()
            .map(|point| {
                let [x, y] = frame.to_pixel(point);
                ((x - pixel[0]) * (x - pixel[0]) + (y - pixel[1]) * (y - pixel[1]), point)
            })
            .filter(|(square, _)| *square <= SNAP * SNAP)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match near {
            Some((_, point)) => self.stand(point),
            None => self.stand_near(frame.under(pixel)),
        }
    }
}
