//! Adagrad: every weight slows down by what it has already climbed.

/// `s += g^2`, then `w -= rate * g / (sqrt(s) + epsilon)`, each weight for itself.
///
/// J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and
/// stochastic optimization", JMLR 12 (2011). After `n` equal gradients a step is `rate / sqrt(n)`
/// long, whatever their size.
#[inline(always)]
pub(super) fn step(rate: f64, weights: &mut [f64], gradient: &[f64], squares: &mut [f64], epsilon: f64) {
    for ((weight, slope), square) in weights.iter_mut().zip(gradient).zip(squares) {
        *square += slope * slope;
        *weight -= rate * slope / (square.sqrt() + epsilon);
    }
}
