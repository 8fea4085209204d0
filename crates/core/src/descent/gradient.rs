//! Plain gradient descent.

/// `w -= rate * g`: a step against the gradient.
///
/// A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées",
/// Comptes rendus 25 (1847).
#[inline(always)]
pub(super) fn step(rate: f64, weights: &mut [f64], gradient: &[f64]) {
    for (weight, slope) in weights.iter_mut().zip(gradient) {
        *weight -= rate * slope;
    }
}
