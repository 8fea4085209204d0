//! What is promised of a step, and whether it was kept.

use super::Step;

/// A statement about the height after a step, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inequality {
    /// `promise`, `descent` or `best`; see [`inequalities`].
    pub name: &'static str,
    /// The right-hand side as a formula to read.
    pub formula: &'static str,
    /// The right-hand side as a number.
    pub bound: f64,
    /// What happened: f after the step.
    pub actual: f64,
    /// Whether `actual <= bound`, allowing for the rounding of both sides.
    pub holds: bool,
    /// Whether theory says it must hold: it is a theorem here, not only a hope.
    pub proved: bool,
    /// Authors, title, year and place.
    pub source: &'static str,
}

/// The inequalities of a plain step from `before` (`x - α ∇f`) that ended at the height `actual`, where
/// `lipschitz` is a Lipschitz constant `L` of the gradient on the way.
///
/// | name | f after the step is at most | proved when |
/// |---|---|---|
/// | `promise` | `f - α ‖∇f‖²` | never: it is the linear model. Convex functions never fall so far |
/// | `descent` | `f - α (1 - L α / 2) ‖∇f‖²` | `L` is known |
/// | `best` | `f - ‖∇f‖² / (2 L)` | `L` is known and `α = 1/L`, where the one above is lowest |
///
/// The second follows from the first by adding what the gradient may turn on the way, `L α² ‖∇f‖² / 2`;
/// it is below f for every `α < 2/L`. Without an `L` there is the promise alone. `proved` speaks of a step
/// along the whole gradient: of other methods, or with noise, nothing is proved here.
#[must_use]
pub fn inequalities(before: &Step, actual: f64, lipschitz: Option<f64>) -> Vec<Inequality> {
    inequalities_at_scale(before, actual, lipschitz, 0.0)
}

/// As [`inequalities`], where f is made of terms as large as `scale`: heights are compared to within 16
/// roundings of it.
pub(super) fn inequalities_at_scale(
    before: &Step,
    actual: f64,
    lipschitz: Option<f64>,
    scale: f64,
) -> Vec<Inequality> {
    let [fx, fy] = before.gradient;
    let square = fx * fx + fy * fy;
    let (value, rate) = (before.value, before.rate);
    let size = scale.abs() + value.abs() + rate.abs() * square + actual.abs();
    let rounding = 16.0 * f64::EPSILON * size;
    let state = |name, formula, bound: f64, proved, source| Inequality {
        name,
        formula,
        bound,
        actual,
        holds: actual <= bound + rounding,
        proved,
        source,
    };
    let mut list = vec![state(
        "promise",
        "f − α‖∇f‖²",
        before.predicted,
        false,
        "A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847",
    )];
    if let Some(lipschitz) = lipschitz.filter(|bound| bound.is_finite() && *bound > 0.0) {
        list.push(state(
            "descent",
            "f − α(1 − Lα/2)‖∇f‖²",
            value - rate * (1.0 - lipschitz * rate / 2.0) * square,
            true,
            "Y. Nesterov, Introductory lectures on convex optimization, 2004, lemma 1.2.3",
        ));
        list.push(state(
            "best",
            "f − ‖∇f‖²/(2L)",
            value - square / (2.0 * lipschitz),
            (rate * lipschitz - 1.0).abs() <= 4.0 * f64::EPSILON,
            "Y. Nesterov, Introductory lectures on convex optimization, 2004, (1.2.13)",
        ));
    }
    list
}
