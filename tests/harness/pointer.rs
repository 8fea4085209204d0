//! Mouse, finger and pen, as the browser gets them from a person: a press, a path of moves, a release.

use std::time::Duration;

use fantoccini::actions::{
    ActionSequence, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PenActions, PointerAction, TouchActions,
};
use serde::Deserialize;

/// A place in the viewport, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Spot {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Spot {
    /// The place so many CSS pixels to the right and down.
    #[must_use]
    pub fn by(self, right: f64, down: f64) -> Self {
        Self { x: self.x + right, y: self.y + down }
    }

    fn toward(self, end: Self, share: f64) -> Self {
        self.by((end.x - self.x) * share, (end.y - self.y) * share)
    }
}

/// What a hand holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The left button of a mouse.
    Mouse,
    /// One finger.
    Touch,
    /// A pen.
    Pen,
}

/// A drag takes so many moves, a frame each.
const MOVES: u32 = 8;
const FRAME: Duration = Duration::from_millis(16);

impl Pointer {
    pub(crate) fn tap(self, at: Spot) -> ActionSequence {
        self.sequence("hand", vec![jump(at), press(), release()])
    }

    pub(crate) fn drag(self, from: Spot, to: Spot) -> ActionSequence {
        self.drag_as("hand", from, to)
    }

    /// Two of them at once make a pinch; each needs its own name.
    pub(crate) fn drag_as(self, name: &str, from: Spot, to: Spot) -> ActionSequence {
        let mut actions = vec![jump(from), press()];
        actions.extend(way(from, to));
        actions.push(release());
        self.sequence(name, actions)
    }

    /// The first half of a drag: the hand holds on. Not for a finger, which the driver forgets.
    pub(crate) fn hold(self, from: Spot, to: Spot) -> ActionSequence {
        let mut actions = vec![jump(from), press()];
        actions.extend(way(from, to));
        self.sequence("hand", actions)
    }

    /// The hand that holds goes on.
    pub(crate) fn carry(self, from: Spot, to: Spot) -> ActionSequence {
        self.sequence("hand", way(from, to).collect())
    }

    /// The hand that holds lets go.
    pub(crate) fn release(self) -> ActionSequence {
        self.sequence("hand", vec![release()])
    }

    /// Goes there without pressing.
    pub(crate) fn hover(self, at: Spot) -> ActionSequence {
        self.sequence("hand", vec![jump(at)])
    }

    fn sequence(self, name: &str, actions: Vec<PointerAction>) -> ActionSequence {
        fn fill<S: InputSource<Action = PointerAction>>(
            source: S,
            actions: Vec<PointerAction>,
        ) -> ActionSequence {
            actions.into_iter().fold(source, InputSource::then).into()
        }
        match self {
            Self::Mouse => fill(MouseActions::new(name.to_owned()), actions),
            Self::Touch => fill(TouchActions::new(name.to_owned()), actions),
            Self::Pen => fill(PenActions::new(name.to_owned()), actions),
        }
    }
}

/// The places a finger passes on its way.
pub(crate) fn places(from: Spot, to: Spot) -> impl Iterator<Item = Spot> {
    (1..=MOVES).map(move |step| from.toward(to, f64::from(step) / f64::from(MOVES)))
}

fn way(from: Spot, to: Spot) -> impl Iterator<Item = PointerAction> {
    places(from, to).map(glide)
}

fn jump(to: Spot) -> PointerAction {
    PointerAction::MoveTo { duration: None, x: to.x, y: to.y }
}

fn glide(to: Spot) -> PointerAction {
    PointerAction::MoveTo { duration: Some(FRAME), x: to.x, y: to.y }
}

fn press() -> PointerAction {
    PointerAction::Down { button: MOUSE_BUTTON_LEFT }
}

fn release() -> PointerAction {
    PointerAction::Up { button: MOUSE_BUTTON_LEFT }
}
