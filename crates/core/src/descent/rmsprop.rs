//! RMSProp: every weight is measured by its recent slopes.

/// `s = decay * s + (1 - decay) * g^2`, then `w -= rate * g / (sqrt(s) + epsilon)`, each weight for itself.
///
/// T. Tieleman and G. Hinton, "Lecture 6.5, RMSProp", Neural Networks for Machine Learning (2012).
/// The average starts at 0 and is not corrected for it, so the first steps are the longest.
#[inline(always)]
pub(super) fn step(
    rate: f64,
    weights: &mut [f64],
    gradient: &[f64],
    squares: &mut [f64],
    decay: f64,
    epsilon: f64,
) {
    let fresh = 1.0 - decay;
    for ((weight, slope), square) in weights.iter_mut().zip(gradient).zip(squares) {
        *square = decay * *square + fresh * (slope * slope);
        *weight -= rate * slope / (square.sqrt() + epsilon);
    }
}
