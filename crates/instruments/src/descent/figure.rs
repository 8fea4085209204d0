//! The descent as a [`Figure`].

use std::any::Any;

use serde::Serialize;

use super::DescentInstrument;
use crate::figure::{
    Answer, Choice, Figure, Mapped, Numbers, OnMap, Record, landscape_choices, map_picture, method_choices,
    schedule_choices,
};
use crate::proof::NewBoundSearch;
use crate::settings::{Problem, Table, Value};
use crate::sheet::{Picture, Sheet};
use crate::site::{Ground, Site};
use crate::theme::Theme;

#[derive(Serialize)]
struct Menu {
    settings: Vec<&'static str>,
    methods: Vec<Choice>,
    schedules: Vec<Choice>,
    landscapes: Vec<Choice>,
}

impl Figure for DescentInstrument {
    fn menu(&self) -> Record<'static> {
        Box::new(Menu {
            settings: self.table().names(),
            methods: method_choices(),
            schedules: schedule_choices(),
            landscapes: landscape_choices(),
        })
    }

    fn table(&self) -> &dyn Table {
        &self.settings
    }

    fn table_mut(&mut self) -> &mut dyn Table {
        &mut self.settings
    }

    /// Another formula begins another walk, at its start, unless a step is given with it; and at the rate that 1/L
    /// suggests once L is proved, unless a rate is. A letter that is turned moves the ground under the walk there is.
    fn assign(&mut self, given: &[(String, Value)]) -> Vec<Problem> {
        let before = self.settings.site.clone();
        let is_given = |wanted: &[&str]| given.iter().any(|(name, _)| wanted.contains(&name.as_str()));
        let (rate, walk) = (is_given(&["rate", "method"]), is_given(&["step", "length"]));
        let problems = self.settings.take_all(given);
        self.settings.open &= !rate;
        self.suggested &= !rate;
        if self.ground.follow(&before, &self.settings.site) {
            self.proved = None;
            self.search = None;
            let another = self.settings.site.formula.text() != before.formula.text();
            if another || (self.suggested && self.settings.walk.length == 0) {
                self.settings.open = !rate;
            }
            self.suggested = false;
            if another && !walk {
                (self.settings.walk.step, self.settings.walk.length) = (0, 0);
            }
        }
        self.walk();
        problems
    }

    fn forget(&mut self) {
        let anew = Self::new();
        let ground = self.ground.anew(&anew.settings.site);
        *self = Self { ground, prover: self.prover, ..anew };
    }

    fn readout(&self, part: &str) -> Option<Record<'_>> {
        part.is_empty().then(|| Box::new(self.readout()) as Record<'_>)
    }

    /// `choose` a landscape by name, `turnLetter` to a value or `playLetter` for milliseconds, `slideRate` to a place; `step` and `back` by a count, `goTo` a step, `reset`;
    /// `randomStart`.
    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        match action {
            "choose" => self.choose(text),
            "slideRate" => self.slide_rate(numbers.at(0)),
            "step" => self.step(numbers.count(0)),
            "back" => self.back(numbers.count(0)),
            "goTo" => self.go_to(numbers.count(0)),
            "reset" => self.reset(),
            "randomStart" => self.random_start(),
            _ => {
                let given = self.settings.site.formula.act(action, numbers, text)?;
                self.assign(&given);
            }
        }
        Some(Answer::Done(()))
    }

    /// `ground` (how finely sampled, in CSS pixels), `trail`, `loss`.
    fn draw(&mut self, layer: &str, numbers: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool {
        match layer {
            "ground" => self.ground(numbers.at(0)).draw(sheet, theme),
            "trail" => self.draw_trail(sheet, theme),
            "loss" => self.draw_loss(sheet, theme),
            _ => return false,
        }
        true
    }

    fn picture(&mut self, theme: &Theme) -> Picture {
        let (size, title, description) =
            (self.ground.size(), self.settings.site.formula.title(), self.readout().sentence);
        map_picture(self, size, [title, description], &["trail"], theme)
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }

    fn work(&mut self, budget: usize) -> bool {
        self.prove(budget)
    }

    fn is_settled(&self) -> bool {
        self.is_proved()
    }

    fn equip(&mut self, search: NewBoundSearch) {
        self.prover = Some(search);
    }

    fn map(&mut self) -> Option<&mut dyn OnMap> {
        Some(self)
    }
}

impl Mapped for DescentInstrument {
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
        self.settings.start
    }

    fn lead(&mut self, at: [f64; 2]) {
        self.start_at(at);
    }

    fn hold(&mut self, held: bool) {
        self.held = held;
    }
}
