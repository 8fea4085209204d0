//! What a hand does to paths: it turns inputs, draws out the step, lights a path and closes an edge.

use hillside_core::Expr;

use super::settings::Show;
use super::{Held, Now, Paths, Plan};
use crate::digits;
use crate::figure::{Grip, OnMap};
use crate::site::{rounded, stride_part};
use crate::view::{Frame, View};

/// The most handles there are.
pub(super) const MOST_HANDLES: usize = 10;
/// How many CSS pixels take a knob through its range.
const TURN: f64 = 240.0;
/// How near a hand must be to a handle, in CSS pixels.
const REACH: f64 = 22.0;

/// What a handle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// The value of an input.
    Input(usize),
    /// How far the input goes that is poked.
    Step,
}

/// Something a hand can take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Handle {
    pub(super) holds: Holds,
    /// Where it is drawn.
    pub(super) at: [f64; 2],
    /// How much its value grows for each CSS pixel rightwards, and downwards.
    pub(super) gain: [f64; 2],
}

impl Paths {
    /// A handle that is turned without moving.
    pub(super) fn knob(&self, now: &Now<'_>, input: usize, at: [f64; 2]) -> Handle {
        let name = &now.graph.letters()[input].name;
        let letter = self.settings.inputs.present().iter().find(|letter| letter.name == *name);
        let gain = letter.map_or(0.0, |letter| (letter.high - letter.low) / TURN);
        Handle { holds: Holds::Input(input), at, gain: [gain, -gain] }
    }

    pub(super) fn handles(&self, now: &Now<'_>) -> Vec<Handle> {
        let mut handles = match self.settings.show {
            Show::Graph => {
                let plan = Plan::new(now.graph, self.grip.size);
                now.graph.inputs().into_iter().map(|input| self.knob(now, input, plan.at[input])).collect()
            }
            Show::Streams => self.stream_handles(now, self.grip.size),
            Show::Rectangle => self.rectangle_handles(now, self.grip.size),
            Show::Lines => self.line_handles(now, self.grip.size),
        };
        handles.truncate(MOST_HANDLES);
        handles
    }

    /// What the handles are called.
    pub(super) fn handle_names(&self, now: &Now<'_>) -> Vec<String> {
        let name = |handle: Handle| match handle.holds {
            Holds::Input(input) => {
                format!("Input {} = {}", now.symbol(input), digits::short(now.pass.value(input), 6))
            }
            Holds::Step => {
                let step = now.input.map_or(0.0, |input| now.steps[input]);
                let input = now.input.map_or_else(String::new, |input| now.symbol(input));
                format!("Step of {input}, {}", digits::short(step, 6))
            }
        };
        self.handles(now).into_iter().map(name).collect()
    }

    fn meant(&self) -> Option<Handle> {
        self.handles(&self.now()).get(self.grip.selected).copied()
    }

    /// The value a handle moves.
    fn value_of(&self, holds: Holds) -> f64 {
        let now = self.now();
        match holds {
            Holds::Input(input) => now.pass.value(input),
            Holds::Step => now.input.map_or(0.0, |input| now.steps[input]),
        }
    }

    /// Gives what a handle moves another value.
    fn give(&mut self, holds: Holds, value: f64) {
        if !value.is_finite() {
            return;
        }
        let value = value.clamp(-1e12, 1e12);
        match holds {
            Holds::Input(input) => {
                let name = self.settings.graph.letters()[input].name.clone();
                self.settings.inputs.put(&name, value);
                self.settings.poke(Some(input));
            }
            Holds::Step => {
                if let Some(input) = self.settings.input() {
                    self.settings.set_step(input, value);
                }
            }
        }
    }

    /// Lights the next path over an edge; none after the last, or where there is no edge.
    fn light_over(&mut self, edge: Option<usize>) {
        let now = self.now();
        let first = now.lit.map_or(0, |lit| lit + 1);
        let over = |path: &usize| edge.is_some_and(|edge| now.paths[*path].contains(&edge));
        let is_lit = now.lit.as_ref().is_some_and(over);
        let next = (first..now.paths.len()).find(over).or_else(|| (0..first).find(over).filter(|_| !is_lit));
        let path = next.map(|path| now.paths[path].clone());
        self.settings.light(path.as_deref());
    }

    /// A tap on the drawing.
    fn tap(&mut self, at: [f64; 2]) {
        let now = self.now();
        match self.settings.show {
            Show::Graph => {
                let near = self.edge_near(&now, at);
                self.light_over(near);
            }
            Show::Streams => match self.stream_at(&now, at, self.grip.size) {
                Some((_, Some(gate))) => self.settings.toggle(gate),
                Some((path, None)) => self.light(path),
                None => self.settings.light(None),
            },
            Show::Rectangle | Show::Lines => {}
        }
    }
}

impl OnMap for Paths {
    fn grip(&mut self) -> Option<&mut Grip> {
        Some(&mut self.grip)
    }

    /// Drawings of paths have no coordinates but pixels.
    fn frame(&self) -> Frame {
        let [width, height] = self.grip.size.map(|side| side.max(1.0));
        Frame { view: View { x0: 0.0, x1: width, y0: -height, y1: 0.0 }, left: 0.0, top: 0.0, width, height }
    }

    fn function(&self) -> &Expr {
        &self.settings.composed
    }

    fn point(&self) -> [f64; 2] {
        let [x, y] = self.handle();
        [x, -y]
    }

    fn lead(&mut self, _: [f64; 2]) {}

    fn look(&mut self, _: Option<View>) {}

    fn hold(&mut self, held: bool) {
        self.grip.held = held;
        self.held = match self.meant() {
            Some(Handle { holds, at, .. }) if held => {
                if let Holds::Input(input) = holds {
                    self.settings.poke(Some(input));
                }
                let view = self.view(&self.now());
                Some(Held { at, value: self.value_of(holds), view })
            }
            _ => None,
        };
    }

    fn place(&mut self, [x, y]: [f64; 2]) {
        match (self.held, self.meant()) {
            (Some(held), Some(Handle { holds, gain: [right, down], .. })) => {
                let value = held.value + (x - held.at[0]) * right + (y - held.at[1]) * down;
                let unit = right.abs().max(down.abs());
                if unit > 0.0 {
                    self.give(holds, rounded(value, unit));
                }
            }
            (None, _) => self.tap([x, y]),
            _ => {}
        }
    }

    fn nudge(&mut self, across: f64, up: f64, large: bool, fine: bool) {
        let Some(Handle { holds, .. }) = self.meant() else { return };
        let part = stride_part(large, fine);
        let value = self.value_of(holds);
        let range = match holds {
            Holds::Input(input) => {
                let name = &self.settings.graph.letters()[input].name;
                let letter = self.settings.inputs.present().iter().find(|letter| letter.name == *name);
                letter.map_or(0.0, |letter| letter.high - letter.low)
            }
            Holds::Step => 5.0 * if value == 0.0 { 0.1 } else { value.abs() },
        };
        self.give(holds, rounded(value + (across + up) * part * range, part * range));
    }

    fn grabs(&self, [x, y]: [f64; 2]) -> bool {
        let far = |at: [f64; 2]| (at[0] - x) * (at[0] - x) + (at[1] - y) * (at[1] - y);
        self.meant().is_some_and(|handle| far(handle.at) <= REACH * REACH)
    }

    fn handle(&self) -> [f64; 2] {
        self.meant().map_or([0.0; 2], |handle| handle.at)
    }
}
