//! [`LayerStack`]: linear maps one after the other, straight or with a bend between them.

use crate::linalg::matrix::{Matrix, ShapeError};
use crate::{Dual, Number, random_point};

/// By how much a random layer stretches, at least and at most.
const STRETCH: [f64; 2] = [0.8, 1.6];

/// Matrices that are applied one after the other, the first first. Where the stack is bent, tanh is taken of each number
/// between two of them.
///
/// ```
/// use hillside_core::LayerStack;
///
/// let stack = LayerStack::random(1, 3, false);
/// let one = stack.product(&[0.0, 0.0]).unwrap();
/// let (many, once) = (stack.value(&[1.0, 2.0]).unwrap(), one.apply(&[1.0, 2.0]).unwrap());
/// assert!((many[0] - once[0]).abs() < 1e-12 && (many[1] - once[1]).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LayerStack {
    layers: Vec<Matrix>,
    bent: bool,
}

impl LayerStack {
    /// The stack of these matrices.
    ///
    /// # Errors
    ///
    /// Unless each takes as many numbers as the one before gives.
    pub fn new(layers: Vec<Matrix>, bent: bool) -> Result<Self, ShapeError> {
        for pair in layers.windows(2) {
            pair[1].after(&pair[0])?;
        }
        Ok(Self { layers, bent })
    }

    /// So many random maps of the plane: each turns, stretches along both axes by 0.8 to 1.6, and turns again; the same
    /// whenever they are asked for.
    #[must_use]
    pub fn random(seed: u64, count: usize, bent: bool) -> Self {
        let [low, high] = STRETCH;
        let layers = (0..2 * count as u64).step_by(2).map(|draw| {
            let [turn, wide] = random_point(seed, draw, [0.0, std::f64::consts::TAU, low, high]);
            let [back, high] = random_point(seed, draw + 1, [0.0, std::f64::consts::TAU, low, high]);
            let ((sin, cos), (sin_back, cos_back)) = (Number::sin_cos(&turn), Number::sin_cos(&back));
            let (first, last) = ([[cos, -sin], [sin, cos]], [[cos_back, -sin_back], [sin_back, cos_back]]);
            Matrix::from_fn(2, 2, |i, j| last[i][0] * wide * first[0][j] + last[i][1] * high * first[1][j])
        });
        Self { layers: layers.collect(), bent }
    }

    /// Its matrices, the first first.
    #[must_use]
    pub fn layers(&self) -> &[Matrix] {
        &self.layers
    }

    /// What layer `index` makes of its inputs.
    fn layer<N: Number>(&self, index: usize, inputs: &[N]) -> Vec<N> {
        let (layer, bent) = (&self.layers[index], self.bent && index + 1 < self.layers.len());
        (0..layer.shape()[0])
            .map(|i| {
                let terms =
                    layer.row(i).iter().zip(inputs).map(|(weight, input)| N::constant(*weight).mul(input));
                let sum = terms.reduce(|sum, term| sum.add(&term)).unwrap_or_else(|| N::constant(0.0));
                if bent { sum.tanh() } else { sum }
            })
            .collect()
    }

    /// The numbers on their way through the stack: those given, and those after each layer.
    ///
    /// # Errors
    ///
    /// Unless there are as many as the first layer takes.
    pub fn way(&self, at: &[f64]) -> Result<Vec<Vec<f64>>, ShapeError> {
        if let Some(first) = self.layers.first() {
            first.apply(at)?;
        }
        let mut way = vec![at.to_vec()];
        for index in 0..self.layers.len() {
            way.push(self.layer(index, &way[index]));
        }
        Ok(way)
    }

    /// What comes out of it.
    ///
    /// # Errors
    ///
    /// As [`way`](Self::way).
    pub fn value(&self, at: &[f64]) -> Result<Vec<f64>, ShapeError> {
        Ok(self.way(at)?.pop().unwrap_or_default())
    }

    /// The Jacobian at a point, by dual numbers that are carried through all layers: no matrix is multiplied.
    ///
    /// # Errors
    ///
    /// As [`way`](Self::way).
    pub fn jacobian(&self, at: &[f64]) -> Result<Matrix, ShapeError> {
        self.way(at)?;
        Ok(slopes(at, |poked| (0..self.layers.len()).fold(poked, |inputs, index| self.layer(index, &inputs))))
    }

    /// The Jacobian of each layer where the numbers come through it, the first first.
    ///
    /// # Errors
    ///
    /// As [`way`](Self::way).
    pub fn jacobians(&self, at: &[f64]) -> Result<Vec<Matrix>, ShapeError> {
        let way = self.way(at)?;
        let each = |(index, inputs): (usize, &Vec<f64>)| slopes(inputs, |poked| self.layer(index, &poked));
        Ok(way.iter().take(self.layers.len()).enumerate().map(each).collect())
    }

    /// The product of these, the last written on the left: the one matrix that does what the straight stack does.
    ///
    /// # Errors
    ///
    /// As [`way`](Self::way).
    pub fn product(&self, at: &[f64]) -> Result<Matrix, ShapeError> {
        let jacobians = self.jacobians(at)?;
        jacobians.iter().try_fold(Matrix::identity(at.len()), |before, layer| layer.after(&before))
    }
}

/// The slopes of numbers along each of the inputs they come from.
fn slopes(at: &[f64], read: impl Fn(Vec<Dual<f64, 1>>) -> Vec<Dual<f64, 1>>) -> Matrix {
    let column = |input: usize| {
        let poked = |(index, &value): (usize, &f64)| match index == input {
            true => Dual::variable(value, 0),
            false => Dual::constant(value),
        };
        read(at.iter().enumerate().map(poked).collect())
    };
    let columns: Vec<Vec<Dual<f64, 1>>> = (0..at.len()).map(column).collect();
    let rows = columns.first().map_or(0, Vec::len);
    Matrix::from_fn(rows, at.len(), |i, j| *columns[j][i].slope(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    }

    /// How far the image of a line's middle is from the middle of its ends' images.
    fn off_the_line(stack: &LayerStack) -> f64 {
        let middle = |a: &[f64], b: &[f64]| -> Vec<f64> {
            a.iter().zip(b).map(|(a, b)| f64::midpoint(*a, *b)).collect()
        };
        let ends = [[-1.5, -1.0], [1.8, 0.4]];
        let [from, to] = ends.map(|end| stack.value(&end).unwrap());
        apart(&middle(&from, &to), &stack.value(&middle(&ends[0], &ends[1])).unwrap())
    }

    #[test]
    fn a_straight_stack_is_one_matrix_and_keeps_a_line_straight() {
        for seed in 0..50 {
            for count in 1..=8 {
                let stack = LayerStack::random(seed, count, false);
                let at = [0.7, -1.3];
                let one = stack.product(&at).unwrap();
                assert!(apart(&stack.value(&at).unwrap(), &one.apply(&at).unwrap()) < 1e-12);
                assert!(apart(one.entries(), stack.jacobian(&at).unwrap().entries()) < 1e-12);
                assert!(off_the_line(&stack) < 1e-12);
            }
        }
    }

    #[test]
    fn a_bend_leaves_the_line_and_the_jacobians_still_multiply() {
        for seed in 0..50 {
            for count in 2..=8 {
                let stack = LayerStack::random(seed, count, true);
                let at = [0.7, -1.3];
                let (product, direct) = (stack.product(&at).unwrap(), stack.jacobian(&at).unwrap());
                assert!(apart(product.entries(), direct.entries()) < 1e-14);
                assert!(off_the_line(&stack) > 1e-4, "seed {seed}, {count} layers");
            }
            let alone = LayerStack::random(seed, 1, true);
            assert_eq!(alone.value(&[3.0, 4.0]), LayerStack::random(seed, 1, false).value(&[3.0, 4.0]));
        }
    }

    #[test]
    fn shapes_are_checked_and_layers_of_any_shape_chain() {
        let of = |rows, columns| Matrix::from_fn(rows, columns, |i, j| (i + 2 * j) as f64 / 8.0);
        let stack = LayerStack::new(vec![of(4, 9), of(1, 4)], true).unwrap();
        assert_eq!(stack.jacobian(&[0.1; 9]).unwrap().shape(), [1, 9]);
        assert!(stack.value(&[0.1; 8]).is_err() && LayerStack::new(vec![of(4, 9), of(1, 3)], false).is_err());
        let none = LayerStack::new(vec![], true).unwrap();
        assert_eq!(none.value(&[2.0]), Ok(vec![2.0]));
        assert_eq!(none.jacobian(&[2.0, 3.0]).unwrap(), Matrix::identity(2));
    }
}
