//! The paths from one letter to another: counted without being listed, and listed.

use super::FormulaGraph;

impl FormulaGraph {
    /// How many paths lead from one letter to another: along each edge at most once, and never back. A letter has one path
    /// to itself, that of no edges.
    ///
    /// ```
    /// use hillside_core::FormulaGraph;
    /// // Each layer doubles the number of ways.
    /// let layer = |k: u32| format!("a_{k} = a_{0}+b_{0}; b_{k} = a_{0}*b_{0};", k - 1);
    /// let text = (1..=20).map(layer).collect::<String>() + "z = a_20+b_20";
    /// let graph = FormulaGraph::parse(&text)?;
    /// let [from, to] = ["a_0", "z"].map(|name| graph.letter(name).unwrap());
    /// assert_eq!(graph.path_count(from, to), 1 << 20);
    /// assert_eq!(graph.paths(from, to, 5).len(), 5);
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if there is no such letter.
    #[must_use]
    pub fn path_count(&self, from: usize, to: usize) -> u64 {
        self.counts(to)[from]
    }

    /// How many paths lead to `to` from each letter.
    fn counts(&self, to: usize) -> Vec<u64> {
        let mut counts = vec![0u64; self.letters().len()];
        counts[to] = 1;
        for &letter in self.order().iter().rev() {
            if letter != to {
                counts[letter] = self.leading_from(letter).map(|edge| counts[self.edges()[edge].to]).sum();
            }
        }
        counts
    }

    /// The first `most` paths from one letter to another, each the edges it goes along, in order. Paths are in the order
    /// of their first edges, then of their second, and so on.
    ///
    /// # Panics
    ///
    /// Panics if there is no such letter.
    #[must_use]
    pub fn paths(&self, from: usize, to: usize, most: usize) -> Vec<Vec<usize>> {
        // Ways that lead nowhere are not entered, so no more is walked than is listed.
        let counts = self.counts(to);
        let mut found = Vec::new();
        let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
        while let Some(way) = ways.pop() {
            if found.len() == most {
                break;
            }
            let here = way.last().map_or(from, |&edge| self.edges()[edge].to);
            if here == to {
                found.push(way);
                continue;
            }
            let onward: Vec<usize> =
                self.leading_from(here).filter(|&edge| counts[self.edges()[edge].to] > 0).collect();
            ways.extend(onward.into_iter().rev().map(|edge| [&way[..], &[edge]].concat()));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(graph: &FormulaGraph, from: &str, to: &str) -> Vec<String> {
        let [from, to] = [from, to].map(|name| graph.letter(name).unwrap());
        let paths = graph.paths(from, to, 100);
        assert_eq!(paths.len() as u64, graph.path_count(from, to));
        let step = |edge: &usize| graph.letters()[graph.edges()[*edge].to].name.clone();
        paths.iter().map(|path| path.iter().map(step).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn every_path_once() {
        let graph = FormulaGraph::parse("z = x^2*y; x = u+v; y = u*v").unwrap();
        assert_eq!(ways(&graph, "u", "z"), ["x z", "y z"]);
        assert_eq!(ways(&graph, "x", "z"), ["z"]);
        assert_eq!(ways(&graph, "z", "z"), [""]);
        assert!(ways(&graph, "z", "u").is_empty() && ways(&graph, "x", "y").is_empty());
        let graph = FormulaGraph::parse("z = u*x; x = u+y; y = u; w = u").unwrap();
        assert_eq!(ways(&graph, "u", "z"), ["z", "x z", "y x z"]);
    }

    /// A network as formulas has the paths of a network.
    #[test]
    fn paths_of_layers_multiply() {
        let unit = |to: &str, unit: usize, from: &str, count: usize| {
            let sum: Vec<String> = (1..=count).map(|k| format!("{from}_{k}")).collect();
            format!("{to}_{unit} = tanh({});", sum.join("+"))
        };
        let text: String = (1..=4)
            .map(|k| unit("h", k, "x", 9))
            .chain((1..=3).map(|k| unit("k", k, "h", 4)))
            .chain([unit("z", 1, "k", 3)])
            .collect();
        let graph = FormulaGraph::parse(&text).unwrap();
        for input in graph.inputs() {
            assert_eq!(graph.path_count(input, graph.outputs()[0]), 12);
        }
    }
}
