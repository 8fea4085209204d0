//! [`Lamp`]: the two conditions of a minimum, each on or off with its reason; and what they make together.

use hillside_core::{Critical, Curvature, Degeneracy, Ground, Nature, Shape};
use serde::Serialize;

use super::{Reading, beyond};
use crate::digits;

/// A condition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lamp {
    /// What it says when it is lit.
    pub title: &'static str,
    /// Whether it is lit.
    pub on: bool,
    /// Why, with the numbers.
    pub reason: String,
}

/// "The ground is a bowl" and "The slope is zero": a minimum needs both.
pub(super) fn lamps(reading: &Reading) -> [Lamp; 2] {
    let curvature = &reading.curvature;
    let [low, high] = curvature.eigenvalues.map(|value| digits::short(value, 4));
    let bowl = match (curvature.shape, curvature.degeneracy) {
        (Shape::Bowl, _) => format!("λ₁ = {low} and λ₂ = {high} are both positive: up every way."),
        (Shape::Hill, _) => format!("λ₁ = {low} and λ₂ = {high} are both negative: it is a hill."),
        (Shape::Saddle, _) => format!("λ₁ = {low} is negative, λ₂ = {high} positive: it is a saddle."),
        (Shape::Degenerate, Some(Degeneracy::Flat | Degeneracy::Rounding)) => {
            let silent = silent(curvature, curvature.degeneracy == Some(Degeneracy::Flat));
            match bottom(reading) {
                Some(order) => {
                    format!("{silent} The {}-order terms are not: up every way.", beyond::ordinal(order))
                }
                None => silent,
            }
        }
        (Shape::Degenerate, _) if curvature.spectral_radius.is_nan() => {
            "There is no curvature here.".to_owned()
        }
        (Shape::Degenerate, _) => "Nothing bounds the curvature here, so nothing is said of it.".to_owned(),
    };
    let slope = norm(reading.model.gradient);
    let still = curvature.critical.is_some();
    let reason = if still && slope == 0.0 {
        "‖∇f‖ = 0.".to_owned()
    } else if still {
        format!("‖∇f‖ = {}, which is 0 but for rounding.", digits::short(slope, 2))
    } else if curvature.kink {
        "There is a kink here, and no slope.".to_owned()
    } else if curvature.jump {
        "f jumps here, and has no slope.".to_owned()
    } else if slope.is_nan() {
        "There is no slope here.".to_owned()
    } else {
        format!("‖∇f‖ = {}: against ∇f it goes down.", digits::short(slope, 4))
    };
    [
        Lamp {
            title: "The ground is a bowl",
            on: curvature.shape == Shape::Bowl || bottom(reading).is_some(),
            reason: bowl,
        },
        Lamp { title: "The slope is zero", on: still, reason },
    ]
}

/// The order whose terms lead up every way where H does not tell, if that is proved.
fn bottom(reading: &Reading) -> Option<usize> {
    match reading.nature? {
        Nature {
            kind: Critical::Minimum,
            proved: true,
            ground: Ground::Terms(order) | Ground::Valley(order),
            ..
        } => Some(order),
        _ => None,
    }
}

/// Which eigenvalue tells nothing, because it is 0 or rounding hides its sign.
fn silent(curvature: &Curvature, exact: bool) -> String {
    let [low, high] = curvature.eigenvalues.map(|value| digits::short(value, 2));
    match (curvature.signs, exact) {
        ([0, 0], true) => "Both eigenvalues are 0: the second derivatives are silent.".to_owned(),
        ([0, 0], false) => {
            format!("λ₁ = {low} and λ₂ = {high} are 0 within the rounding of H: undecided.")
        }
        (signs, exact) => {
            let (name, value) = if signs[0] == 0 { ("λ₁", low) } else { ("λ₂", high) };
            if exact {
                format!("{name} is 0: along its axis the second derivatives are silent.")
            } else {
                format!("{name} = {value} is 0 within the rounding of H: its sign is undecided.")
            }
        }
    }
}

/// What the two conditions make together.
pub(super) fn verdict(reading: &Reading) -> String {
    let curvature = &reading.curvature;
    let said = match (curvature.critical, curvature.shape) {
        _ if reading.model.value.is_nan() => "f has no value here.",
        _ if curvature.jump => "f jumps here: no slope, and no curvature.",
        _ if curvature.kink => "f has a kink here: no slope, and no curvature.",
        _ if curvature.spectral_radius.is_nan() => "f has no second derivatives here.",
        (Some(Critical::Minimum), _) => "A minimum: both lamps are lit.",
        (Some(Critical::Maximum), _) => "A maximum: no slope, and down every way.",
        (Some(Critical::Saddle), _) => "A saddle point: no slope, up one way and down another.",
        (Some(Critical::Degenerate), _) => return beyond::verdict(reading.nature),
        (None, Shape::Bowl) => "Shaped like a bowl, but on its wall: no minimum here.",
        (None, Shape::Hill) => "Shaped like a hill, but on its side: no maximum here.",
        (None, Shape::Saddle) => "Shaped like a saddle, but on a slope: no saddle point here.",
        (None, Shape::Degenerate) => "On a slope, and flat one way: nothing to decide here.",
    };
    said.to_owned()
}

pub(super) fn norm([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}
