//! Momentum: the step remembers where it was going.

/// `v = momentum * v + g`, then `w -= rate * v`: a ball that keeps most of its velocity.
///
/// B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", USSR
/// Computational Mathematics and Mathematical Physics 4 (1964). The rate multiplies the whole
/// velocity, and the velocity of the first step is the plain gradient.
#[inline(always)]
pub(super) fn heavy_ball(
    rate: f64,
    weights: &mut [f64],
    gradient: &[f64],
    velocity: &mut [f64],
    momentum: f64,
) {
    for ((weight, slope), velocity) in weights.iter_mut().zip(gradient).zip(velocity) {
        *velocity = momentum * *velocity + slope;
        *weight -= rate * *velocity;
    }
}

/// `v = momentum * v + g`, then `w -= rate * (g + momentum * v)`: the ball looks one step ahead.
///
/// Y. Nesterov, "A method of solving a convex programming problem with convergence rate
/// O(1/k^2)", Soviet Mathematics Doklady 27 (1983), in the form of I. Sutskever, J. Martens, G.
/// Dahl and G. Hinton, "On the importance of initialization and momentum in deep learning"
/// (2013): the gradient is taken at the position itself.
#[inline(always)]
pub(super) fn nesterov(
    rate: f64,
    weights: &mut [f64],
    gradient: &[f64],
    velocity: &mut [f64],
    momentum: f64,
) {
    for ((weight, slope), velocity) in weights.iter_mut().zip(gradient).zip(velocity) {
        *velocity = momentum * *velocity + slope;
        *weight -= rate * (slope + momentum * *velocity);
    }
}
