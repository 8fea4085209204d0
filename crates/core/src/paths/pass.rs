//! [`GraphPass`]: the values and partial derivatives of formulas at one point, and what they add up to.

use super::FormulaGraph;
use crate::slopes;

/// What the letters of a [`FormulaGraph`] are at one point, and how strongly each formula answers to what it uses there.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphPass<'g> {
    graph: &'g FormulaGraph,
    /// One a letter.
    values: Vec<f64>,
    /// One an edge.
    partials: Vec<f64>,
}

impl FormulaGraph {
    /// Every value and every partial derivative where the inputs have these values, in the order of
    /// [`inputs`](Self::inputs); an input that is given none is NaN. The partials are exact, by dual numbers.
    #[must_use]
    pub fn at(&self, inputs: &[f64]) -> GraphPass<'_> {
        let mut values = vec![f64::NAN; self.letters().len()];
        for (letter, &value) in self.inputs().into_iter().zip(inputs) {
            values[letter] = value;
        }
        let mut partials = vec![0.0; self.edges().len()];
        for &letter in self.order() {
            if let Some(formula) = &self.letters()[letter].formula {
                let edges: Vec<usize> = self.leading_to(letter).collect();
                let used: Vec<f64> = edges.iter().map(|&edge| values[self.edges()[edge].from]).collect();
                let (value, slopes) = slopes(formula, &used);
                values[letter] = value;
                for (edge, slope) in edges.into_iter().zip(slopes) {
                    partials[edge] = slope;
                }
            }
        }
        GraphPass { graph: self, values, partials }
    }
}

impl GraphPass<'_> {
    /// The values, one a letter.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The value of a letter.
    ///
    /// # Panics
    ///
    /// Panics if there is no such letter.
    #[must_use]
    pub fn value(&self, letter: usize) -> f64 {
        self.values[letter]
    }

    /// The partial derivatives, one an edge: of the letter it leads to along the letter it comes from, the others that
    /// the formula uses held still.
    #[must_use]
    pub fn partials(&self) -> &[f64] {
        &self.partials
    }

    /// Puts another factor on an edge, such as 0 to close it; values stay.
    ///
    /// # Panics
    ///
    /// Panics if there is no such edge.
    pub fn set_partial(&mut self, edge: usize, factor: f64) {
        self.partials[edge] = factor;
    }

    /// The product of the factors along a path, from its beginning on; 1 for the path of no edges.
    ///
    /// # Panics
    ///
    /// Panics if it has an edge that there is not.
    #[must_use]
    pub fn product(&self, path: &[usize]) -> f64 {
        path.iter().map(|&edge| self.partials[edge]).reduce(|product, factor| product * factor).unwrap_or(1.0)
    }

    /// The derivative of every letter along `from`: forward accumulation, each edge multiplied once. What does not depend
    /// on `from` has derivative 0, whatever is infinite on the way.
    ///
    /// # Panics
    ///
    /// Panics if there is no such letter.
    #[must_use]
    pub fn forward(&self, from: usize) -> Vec<f64> {
        let mut slopes: Vec<Option<f64>> = vec![None; self.values.len()];
        slopes[from] = Some(1.0);
        for &letter in self.graph.order() {
            if letter == from {
                continue;
            }
            for edge in self.graph.leading_to(letter) {
                if let Some(slope) = slopes[self.graph.edges()[edge].from] {
                    let term = self.partials[edge] * slope;
                    slopes[letter] = Some(slopes[letter].map_or(term, |sum| sum + term));
                }
            }
        }
        slopes.into_iter().map(|slope| slope.unwrap_or(0.0)).collect()
    }

    /// The derivative of `to` along every letter: reverse accumulation, from the end to the beginning, as networks are
    /// trained. One sweep serves all inputs.
    ///
    /// # Panics
    ///
    /// Panics if there is no such letter.
    #[must_use]
    pub fn reverse(&self, to: usize) -> Vec<f64> {
        let mut slopes: Vec<Option<f64>> = vec![None; self.values.len()];
        slopes[to] = Some(1.0);
        for &letter in self.graph.order().iter().rev() {
            if letter == to {
                continue;
            }
            for edge in self.graph.leading_from(letter) {
                if let Some(slope) = slopes[self.graph.edges()[edge].to] {
                    let term = slope * self.partials[edge];
                    slopes[letter] = Some(slopes[letter].map_or(term, |sum| sum + term));
                }
            }
        }
        slopes.into_iter().map(|slope| slope.unwrap_or(0.0)).collect()
    }

    /// The derivative of `to` along `from` as the sum of the products along all paths, if there are no more than `most`.
    #[must_use]
    pub fn sum_over_paths(&self, from: usize, to: usize, most: usize) -> Option<f64> {
        if self.graph.path_count(from, to) > most as u64 {
            return None;
        }
        let products = self.graph.paths(from, to, most).into_iter().map(|path| self.product(&path));
        Some(products.reduce(|sum, product| sum + product).unwrap_or(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dual, Expr};

    fn near(got: f64, want: f64) -> bool {
        (got - want).abs() <= 1e-13 * (1.0 + want.abs())
    }

    /// Forward, reverse, the sum over paths, dual numbers carried through and the one formula all agree.
    #[test]
    fn five_ways_to_one_derivative() {
        for (text, at) in [
            ("z = x^2*y; x = u+v; y = u*v", &[1.0, 2.0][..]),
            ("z = sin(x*y)+u; x = u^2-v; y = exp(u*v); w = z/y", &[0.3, -0.7]),
            ("a = u*v*w; b = a+u; c = a*b; d = b-c*w; p = a+b+c+d", &[0.5, -1.5, 2.0]),
            ("z = t^2", &[3.0]),
        ] {
            let graph = FormulaGraph::parse(text).unwrap();
            let pass = graph.at(at);
            for to in graph.outputs() {
                let reverse = pass.reverse(to);
                let whole: Expr = graph.composed(to);
                for (index, from) in graph.inputs().into_iter().enumerate() {
                    let dual: Vec<Dual<f64, 1>> = at
                        .iter()
                        .enumerate()
                        .map(
                            |(i, &v)| {
                                if i == index { Dual::variable(v, 0) } else { crate::Number::constant(v) }
                            },
                        )
                        .collect();
                    let read = whole.read(&dual);
                    assert!(near(*read.value(), pass.value(to)), "{text}");
                    for got in [
                        pass.forward(from)[to],
                        reverse[from],
                        pass.sum_over_paths(from, to, 1000).unwrap(),
                        whole.derivative(index).read(at),
                    ] {
                        assert!(near(got, *read.slope(0)), "{text}: {got}, not {}", read.slope(0));
                    }
                }
            }
        }
    }

    #[test]
    fn a_closed_edge_leaves_the_other_stream() {
        let graph = FormulaGraph::parse("z = x^2*y; x = u+v; y = u*v").unwrap();
        let [z, x, u] = ["z", "x", "u"].map(|name| graph.letter(name).unwrap());
        let mut pass = graph.at(&[1.0, 2.0]);
        let edge = graph.edges().iter().position(|edge| edge.from == u && edge.to == x).unwrap();
        pass.set_partial(edge, 0.0);
        assert_eq!((pass.forward(u)[z], pass.reverse(z)[u]), (18.0, 18.0));
    }

    #[test]
    fn what_is_not_used_does_not_matter() {
        let graph = FormulaGraph::parse("z = sqrt(x)+y; x = u; y = v").unwrap();
        let [z, v] = ["z", "v"].map(|name| graph.letter(name).unwrap());
        let pass = graph.at(&[0.0, 1.0]);
        assert_eq!((pass.forward(v)[z], pass.reverse(z)[v]), (1.0, 1.0));
        assert!(graph.at(&[]).value(z).is_nan());
    }
}
