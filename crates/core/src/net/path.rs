//! Path sums: a derivative as the sum over all paths of the products of their factors.

use super::{Backward, Network};

/// What a path begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStart {
    /// The input of that index.
    Input(usize),
    /// The weight of that index, biases included.
    Weight(usize),
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathEnd {
    /// The logit, the sum of the output unit.
    Logit,
    /// The loss of the pattern.
    Loss,
}

/// What a factor of a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorKind {
    /// What the weight the path begins at carries: the output of unit `unit` of `layer` (0 is the inputs).
    Carried {
        /// The layer before the weight.
        layer: usize,
        /// The unit of that layer.
        unit: usize,
    },
    /// The 1 that a bias carries.
    One,
    /// The weight of that index, crossed on the way.
    Weight(usize),
    /// The slope `φ'` of a hidden unit passed on the way.
    Slope {
        /// The unit's layer, from 1.
        layer: usize,
        /// The unit.
        unit: usize,
    },
    /// The slope `∂E/∂z` of the loss along the logit.
    Loss,
}

/// One factor of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// What it is.
    pub kind: FactorKind,
    /// How large it is.
    pub value: f64,
}

/// One way through the network, and what it carries of the derivative.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The hidden units it passes, `(layer, unit)` with layers from 1, in order.
    pub units: Vec<(usize, usize)>,
    /// Its factors, in order from the start.
    pub factors: Vec<Factor>,
    /// Their product.
    pub product: f64,
}

/// Every path from `start` to `end` for the pattern of `pass`; the sum of their products is the
/// derivative that [`Network::backward`] finds without counting them. Empty where there is no such start.
///
/// From an input of a 9-4-1 network to the loss there are 4 paths, of a 9-4-3-1 network 12; there are
/// never more than 16³ = 4096.
///
/// ```
/// use hillside_core::{Activation, Loss, Network, PathEnd, PathStart, paths};
///
/// let network = Network::new(&[1, 2, 1], Activation::Identity)?;
/// let weights = [2.0, 3.0, 0.0, 0.0, 5.0, 7.0, 0.0];
/// let pass = network.backward(&weights, &[1.0], Loss::Squared, true);
/// let products: Vec<f64> =
///     paths(&network, &weights, &pass, PathStart::Input(0), PathEnd::Logit).iter().map(|p| p.product).collect();
/// assert_eq!(products, [2.0 * 5.0, 3.0 * 7.0]);
/// # Ok::<(), hillside_core::NetworkError>(())
/// ```
#[must_use]
pub fn paths(
    network: &Network,
    weights: &[f64],
    pass: &Backward<f64>,
    start: PathStart,
    end: PathEnd,
) -> Vec<Path> {
    let mut walk =
        Walk { network, weights, pass, end, units: Vec::new(), factors: Vec::new(), found: Vec::new() };
    match start {
        PathStart::Input(input) if input < network.layers()[0] => walk.onward(0, input),
        PathStart::Weight(index) => {
            let Some(place) = network.place(index) else { return Vec::new() };
            walk.factors.push(match place.from {
                Some(unit) => {
                    let layer = place.layer - 1;
                    Factor { kind: FactorKind::Carried { layer, unit }, value: pass.outputs(layer)[unit] }
                }
                None => Factor { kind: FactorKind::One, value: 1.0 },
            });
            walk.arrive(place.layer, place.unit);
        }
        PathStart::Input(_) => {}
    }
    walk.found
}

/// A walk through all paths, depth first; it holds the way gone so far.
struct Walk<'a> {
    network: &'a Network,
    weights: &'a [f64],
    pass: &'a Backward<f64>,
    end: PathEnd,
    units: Vec<(usize, usize)>,
    factors: Vec<Factor>,
    found: Vec<Path>,
}

impl Walk<'_> {
    /// From the output of `unit` of `layer` over each of its weights.
    fn onward(&mut self, layer: usize, unit: usize) {
        for next in 0..self.network.layers()[layer + 1] {
            let weight = self.network.weight(layer + 1, next, unit);
            self.factors.push(Factor { kind: FactorKind::Weight(weight), value: self.weights[weight] });
            self.arrive(layer + 1, next);
            self.factors.pop();
        }
    }

    /// At the sum of `unit` of `layer`: through the unit, or at the end.
    fn arrive(&mut self, layer: usize, unit: usize) {
        if layer == self.network.depth() {
            let mut factors = self.factors.clone();
            if self.end == PathEnd::Loss {
                let value = self.pass.layers[layer - 1].deltas[0];
                factors.push(Factor { kind: FactorKind::Loss, value });
            }
            let product = factors.iter().map(|factor| factor.value).product();
            self.found.push(Path { units: self.units.clone(), factors, product });
            return;
        }
        let value = self.pass.layers[layer - 1].slopes[unit];
        self.factors.push(Factor { kind: FactorKind::Slope { layer, unit }, value });
        self.units.push((layer, unit));
        self.onward(layer, unit);
        self.units.pop();
        self.factors.pop();
    }
}
