//! Adam, and Adam with weights that shrink.

use super::method::Moments;

/// Running averages `m` of the gradient and `s` of its square, both corrected for their start at
/// 0; then `w -= rate / (1 - beta1^t) * m / (sqrt(s) / sqrt(1 - beta2^t) + epsilon)`.
///
/// D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1. The
/// first step moves every weight by nearly `rate`, whatever the size of its slope. The powers of
/// the betas are kept as running products.
#[inline(always)]
pub(super) fn step(
    rate: f64,
    weights: &mut [f64],
    gradient: &[f64],
    moments: Moments<'_>,
    [beta1, beta2]: [f64; 2],
    epsilon: f64,
) {
    moments.powers[0] *= beta1;
    moments.powers[1] *= beta2;
    let size = rate / (1.0 - moments.powers[0]);
    let correction = (1.0 - moments.powers[1]).sqrt();
    let (fresh1, fresh2) = (1.0 - beta1, 1.0 - beta2);
    let pairs = moments.first.iter_mut().zip(moments.second);
    for ((weight, slope), (mean, square)) in weights.iter_mut().zip(gradient).zip(pairs) {
        *mean = beta1 * *mean + fresh1 * slope;
        *square = beta2 * *square + fresh2 * (slope * slope);
        *weight -= size * (*mean / (square.sqrt() / correction + epsilon));
    }
}

/// `w *= 1 - rate * weight_decay`, apart from the gradient, before the step of Adam.
///
/// I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
#[inline(always)]
pub(super) fn shrink(rate: f64, weights: &mut [f64], weight_decay: f64) {
    let keep = 1.0 - rate * weight_decay;
    for weight in weights {
        *weight *= keep;
    }
}
