//! [`Curvature`]: what gradient and Hessian say of the ground at a point.

use serde::{Deserialize, Serialize};

use crate::sample::Readings;
use crate::{Degeneracy, Enclosure, Expr, QuadraticModel, SymmetricEigen2, is_critical};

/// The gradient `[fx, fy]` of a function at `(x, y)`.
#[must_use]
pub fn gradient(expr: &Expr, [x, y]: [f64; 2]) -> [f64; 2] {
    let [_, fx, fy] = Readings::value_and_slopes(expr).at([x, y]);
    [fx, fy]
}

/// The Hessian's distinct entries `[fxx, fxy, fyy]` of a function at `(x, y)`.
#[must_use]
pub fn hessian(expr: &Expr, [x, y]: [f64; 2]) -> [f64; 3] {
    let [_, _, _, fxx, fxy, fyy] = Readings::derivatives(expr).at([x, y]);
    [fxx, fxy, fyy]
}

/// The curvature of a function at `(x, y)`.
///
/// ```
/// use hillside_core::{Critical, Expr, Shape, curvature};
/// let ground = curvature(&Expr::parse("x^2 - 500*y^2")?, [0.0, 0.0]);
/// assert_eq!(ground.eigenvalues, [-1000.0, 2.0]);
/// assert_eq!(ground.safe_step, 1.0 / 1000.0);
/// assert_eq!((ground.shape, ground.critical), (Shape::Saddle, Some(Critical::Saddle)));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn curvature(expr: &Expr, [x, y]: [f64; 2]) -> Curvature {
    ground(expr, [x, y]).1
}

/// The model of second order about `(x, y)` and the curvature there, read together.
#[must_use]
pub fn ground(expr: &Expr, at: [f64; 2]) -> (QuadraticModel, Curvature) {
    let sure = Enclosure::of(expr, at);
    let model = QuadraticModel::with(expr, at, &sure);
    (model, Curvature::of(model.hessian, &sure, is_critical(expr, at)))
}

/// How the second derivatives bend the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Upward every way: both eigenvalues are positive.
    Bowl,
    /// Downward every way: both are negative.
    Hill,
    /// Upward one way and downward across it.
    Saddle,
    /// They cannot tell: some way they do not bend it at all, or less than rounding shows, or they are not
    /// numbers. [`Curvature::degeneracy`] says which.
    Degenerate,
}

/// What a point is where the gradient vanishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Critical {
    /// Lower than all around it.
    Minimum,
    /// Higher than all around it.
    Maximum,
    /// Neither: up one way, down another.
    Saddle,
    /// The second derivatives cannot tell.
    Degenerate,
}

impl Shape {
    /// The word for it, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bowl => "bowl",
            Self::Hill => "hill",
            Self::Saddle => "saddle",
            Self::Degenerate => "degenerate",
        }
    }
}

impl Critical {
    /// The word for it, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Saddle => "saddle",
            Self::Degenerate => "degenerate",
        }
    }
}

impl From<Shape> for Critical {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Bowl => Self::Minimum,
            Shape::Hill => Self::Maximum,
            Shape::Saddle => Self::Saddle,
            Shape::Degenerate => Self::Degenerate,
        }
    }
}

/// What gradient and Hessian say of the ground at a point.
///
/// The Hessian at one point says nothing of the next: `safe_step` is what a gradient step may be
/// if the ground goes on bending as it does here.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Curvature {
    /// The Hessian's eigenvalues, ascending: the second derivatives along its axes.
    pub eigenvalues: [f64; 2],
    /// Unit vectors along those axes, in the same order; see [`SymmetricEigen2`].
    pub eigenvectors: [[f64; 2]; 2],
    /// The size of the larger eigenvalue.
    pub spectral_radius: f64,
    /// One over the spectral radius; infinite on flat ground.
    pub safe_step: f64,
    /// What the eigenvalues' signs mean.
    pub shape: Shape,
    /// Why they do not tell a shape, where it is degenerate.
    #[serde(rename = "reason")]
    pub degeneracy: Option<Degeneracy>,
    /// The sign of each eigenvalue, -1 or 1; 0 where it is 0 or rounding hides it.
    #[serde(skip)]
    pub signs: [i8; 2],
    /// What kind of critical point this is, if it is one; see [`is_critical`].
    pub critical: Option<Critical>,
    /// Whether the gradient jumps here, so that there is none.
    pub kink: bool,
    /// Whether the function itself jumps here.
    pub jump: bool,
}

impl Curvature {
    /// The curvature where the Hessian is `[fxx, fxy, fyy]`, `sure` what rounding leaves of it, and the
    /// gradient is `still`.
    ///
    /// The shape is that of the eigenvalues' signs as far as they are proved.
    fn of([fxx, fxy, fyy]: [f64; 3], sure: &Enclosure, still: bool) -> Self {
        let SymmetricEigen2 { eigenvalues: [low, high], eigenvectors } = SymmetricEigen2::new(fxx, fxy, fyy);
        // Not `max`, which would make a number of NaN.
        let spectral_radius = if low.abs() > high.abs() { low.abs() } else { high.abs() };
        let (signs, degeneracy) = sure.signs();
        let shape = Shape::of(signs);
        Self {
            eigenvalues: [low, high],
            eigenvectors,
            spectral_radius,
            safe_step: 1.0 / spectral_radius,
            shape,
            degeneracy,
            signs,
            critical: still.then(|| shape.into()),
            kink: sure.has_kink(),
            jump: sure.has_jump(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn at(text: &str, point: [f64; 2]) -> Curvature {
        curvature(&Expr::parse(text).unwrap(), point)
    }

    #[test]
    fn shapes() {
        for (text, shape) in [
            ("x^2+y^2", Shape::Bowl),
            ("-x^2-3*y^2", Shape::Hill),
            ("x*y", Shape::Saddle),
            ("x^2", Shape::Degenerate),
            ("(x+0.1*y)^2", Shape::Degenerate),
            ("x^3-3*x*y^2", Shape::Degenerate),
            ("7", Shape::Degenerate),
        ] {
            let ground = at(text, [0.0, 0.0]);
            assert_eq!(ground.shape, shape, "{text}");
            assert_eq!(ground.critical, Some(shape.into()), "{text}");
        }
    }

    #[test]
    fn critical_whatever_the_scale() {
        for factor in ["1e-200", "1", "1e200"] {
            let text = format!("{factor}*((x-0.1)^2+3*(y+0.3)^2)");
            assert_eq!(at(&text, [0.1, -0.3]).critical, Some(Critical::Minimum), "{text}");
            assert_eq!(at(&text, [0.1 + 1e-6, -0.3]).critical, None, "{text}");
        }
    }

    #[test]
    fn slopes_are_not_critical() {
        assert_eq!(at("x", [0.0, 0.0]).critical, None);
        assert_eq!(at("x+y^2", [0.0, 0.0]).critical, None);
        assert_eq!(at("x^4", [1e-5, 0.0]).critical, None);
    }

    #[test]
    fn flat_ground_allows_any_step() {
        assert_eq!(at("7", [1.0, 2.0]).safe_step, f64::INFINITY);
    }

    #[test]
    fn at_a_jump_or_a_kink_conventions_prove_nothing() {
        for (text, kink, jump) in [
            ("sign(x)", false, true),
            ("step(x+y)+y^2", false, true),
            ("atan2(y,x-1)", false, true),
            ("relu(x)", true, false),
            ("max(x,y)", true, false),
            ("min(x^2,y)+x", true, false),
        ] {
            let ground = at(text, [0.0, 0.0]);
            assert_eq!((ground.kink, ground.jump), (kink, jump), "{text}");
            assert_eq!((ground.critical, ground.degeneracy), (None, Some(Degeneracy::Missing)), "{text}");
            let ground = at(text, [0.5, 0.3]);
            assert_eq!((ground.kink, ground.jump), (false, false), "{text}");
        }
    }

    #[test]
    fn no_answer_where_there_is_none() {
        let cone = at("sqrt(x^2+y^2)", [0.0, 0.0]);
        assert_eq!((cone.shape, cone.critical), (Shape::Degenerate, None));
        assert!(cone.spectral_radius.is_nan());
    }
}
