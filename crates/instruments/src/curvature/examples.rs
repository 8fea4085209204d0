//! [`Example`]: the classical surfaces of the second-derivative test, one click away.

/// A function, a place to look at it from, and what there is to see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// What a program calls it.
    pub name: &'static str,
    /// What a button calls it.
    pub title: &'static str,
    /// The function.
    pub formula: &'static str,
    /// What is looked at.
    pub view: [f64; 4],
    /// Where the point stands.
    pub point: [f64; 2],
    /// Where the dial points, in degrees.
    pub angle: f64,
    /// What to see, in a sentence or two.
    pub see: &'static str,
}

/// The examples, in the order of their buttons.
#[must_use]
pub fn examples() -> &'static [Example] {
    &EXAMPLES
}

const NEAR: [f64; 4] = [-2.0, 2.0, -2.0, 2.0];

static EXAMPLES: [Example; 11] = [
    Example {
        name: "bowl",
        title: "bowl",
        formula: "x^2+10*y^2",
        view: NEAR,
        point: [1.0, 1.0],
        angle: 0.0,
        see: "H is the same everywhere, with λ = 2 and 20. Half-way up its wall the ground is a bowl, and yet this is no \
              minimum: drag the point to the middle, and both lamps light.",
    },
    Example {
        name: "hill",
        title: "hill",
        formula: "-x^2-10*y^2",
        view: NEAR,
        point: [0.0, 0.0],
        angle: 0.0,
        see: "The bowl upside down: λ = −20 and −2. The slope is zero here, and every way leads down.",
    },
    Example {
        name: "horse",
        title: "saddle",
        formula: "x^2-y^2",
        view: NEAR,
        point: [0.0, 0.0],
        angle: 45.0,
        see: "A horse's saddle: up along its spine (x), down on both flanks (y). Turn the dial: the curvature is \
              2 cos 2θ, and at 45° it is zero.",
    },
    Example {
        name: "cliff",
        title: "λ = 2, −1000",
        formula: "x^2-500*y^2",
        view: NEAR,
        point: [1.0, 0.02],
        angle: 0.0,
        see: "The gentle axis alone would allow a step of 1/2, five hundred times too long for the other. The safe step \
              goes by the larger size: 1/ρ = 1/1000.",
    },
    Example {
        name: "canyon",
        title: "ρ here, L everywhere",
        formula: "x^2-500*y^2+250*y^4",
        view: [-1.0, 1.0, -1.0, 1.0],
        point: [1.0, 0.01],
        angle: 90.0,
        see: "Up here ρ is 1000, but down in the canyon, where the steps will lead, the ground bends twice as sharply. \
              L over the box knows it, and 1/ρ does not.",
    },
    Example {
        name: "quartic-min",
        title: "x² + y⁴",
        formula: "x^2+y^4",
        view: NEAR,
        point: [0.0, 0.0],
        angle: 90.0,
        see: "H = diag(2, 0) at 0, as for the next two. Along y it is silent; the fourth order says: up. A minimum.",
    },
    Example {
        name: "quartic-saddle",
        title: "x² − y⁴",
        formula: "x^2-y^4",
        view: NEAR,
        point: [0.0, 0.0],
        angle: 90.0,
        see: "The same H at 0 as x² + y⁴. Along y the fourth order says: down. Neither minimum nor maximum.",
    },
    Example {
        name: "cubic-edge",
        title: "x² + y³",
        formula: "x^2+y^3",
        view: NEAR,
        point: [0.0, 0.0],
        angle: 90.0,
        see: "The same H at 0 once more. Along y the third order says: up one way, down the other. Neither.",
    },
    Example {
        name: "monkey",
        title: "monkey saddle",
        formula: "x^3-3*x*y^2",
        view: NEAR,
        point: [0.0, 0.0],
        angle: 0.0,
        see: "Room for two legs and a tail: three ways down, three ways up. H is 0 in the middle, and the second \
              derivatives see nothing of it.",
    },
    Example {
        name: "mixed",
        title: "f_xy ≠ f_yx",
        formula: "x*y*(x^2-y^2)/(x^2+y^2)",
        view: [-1.0, 1.0, -1.0, 1.0],
        point: [0.0, 0.0],
        angle: 45.0,
        see: "Peano's function, with 0 put in the hole in the middle. There the order of the two derivatives matters, for \
              they do not settle as one comes near: move the point a little and H is symmetric again.",
    },
    Example {
        name: "peaks",
        title: "peaks",
        formula: "3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-1/3*exp(-(x+1)^2-y^2)",
        view: [-3.0, 3.0, -3.0, 3.0],
        point: [0.3, 0.3],
        angle: 30.0,
        see: "Summits, pits and the passes between them, all found and proved. Step from one to the next in the table.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::View;
    use hillside_core::Expr;

    #[test]
    fn every_example_can_be_looked_at() {
        for example in examples() {
            assert!(Expr::parse(example.formula).is_ok(), "{}", example.name);
            let [x0, x1, y0, y1] = example.view;
            assert!(View::new(x0, x1, y0, y1).unwrap().contains(example.point), "{}", example.name);
            assert!(example.see.ends_with('.'), "{}", example.name);
            assert_eq!(examples().iter().filter(|other| other.name == example.name).count(), 1);
        }
    }
}
