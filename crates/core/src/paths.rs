//! [`FormulaGraph`]: formulas that feed each other, and how a nudge of one letter travels to another.

use crate::Expr;

mod pass;
mod read;
mod walk;

pub use pass::GraphPass;

/// The most letters formulas may have together: so the number of paths, at most 2^62, is counted exactly.
pub const MOST_LETTERS: usize = 64;

/// A letter of a [`FormulaGraph`].
#[derive(Clone, Debug, PartialEq)]
pub struct GraphLetter {
    /// Its one name: `x`, `alpha`, `h_1`.
    pub name: String,
    /// What it is worked out by, a function of letters of lower layers; `None` of an input. Its variables are the letters
    /// it uses, in the order in which it names them.
    pub formula: Option<Expr>,
    /// How many formulas at most are worked out one after the other until it is known: 0 for an input.
    pub layer: usize,
}

/// That one letter is used in the formula of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GraphEdge {
    /// The letter that is used, by its place among [`FormulaGraph::letters`].
    pub from: usize,
    /// The letter in whose formula it stands.
    pub to: usize,
}

/// Formulas that feed each other, such as `z = x^2*y; x = u+v; y = u*v`: letters, and edges from each letter to those
/// whose formulas use it.
///
/// ```
/// use hillside_core::FormulaGraph;
///
/// let graph = FormulaGraph::parse("z = x^2*y; x = u+v; y = u*v")?;
/// let [z, u] = ["z", "u"].map(|name| graph.letter(name).unwrap());
/// let pass = graph.at(&[1.0, 2.0]);
/// assert_eq!(pass.value(z), 18.0);
/// let products: Vec<f64> = graph.paths(u, z, 10).iter().map(|path| pass.product(path)).collect();
/// assert_eq!(products, [12.0, 18.0]);
/// assert_eq!(pass.reverse(z)[u], 30.0);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaGraph {
    /// In order of appearance.
    letters: Vec<GraphLetter>,
    /// By the letter they lead to, then in the order in which its formula names what it uses.
    edges: Vec<GraphEdge>,
    /// The letters in an order in which each comes after those it uses: by layer, then by appearance.
    order: Vec<usize>,
}

impl FormulaGraph {
    /// The letters, in order of appearance in the text.
    #[must_use]
    pub fn letters(&self) -> &[GraphLetter] {
        &self.letters
    }

    /// The place of the letter of that name among [`letters`](Self::letters).
    #[must_use]
    pub fn letter(&self, name: &str) -> Option<usize> {
        self.letters.iter().position(|letter| letter.name == name)
    }

    /// The edges: by the letter they lead to, then in the order in which its formula names what it uses.
    #[must_use]
    pub fn edges(&self) -> &[GraphEdge] {
        &self.edges
    }

    /// The letters in an order in which each can be worked out from those before: by layer, then by appearance.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The letters that are defined nowhere, in order of appearance.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        (0..self.letters.len()).filter(|&letter| self.letters[letter].formula.is_none()).collect()
    }

    /// The letters that are used nowhere, in order of appearance.
    #[must_use]
    pub fn outputs(&self) -> Vec<usize> {
        let used = |letter: &usize| self.edges.iter().any(|edge| edge.from == *letter);
        (0..self.letters.len()).filter(|letter| !used(letter)).collect()
    }

    /// The edges that lead to a letter, by their places among [`edges`](Self::edges).
    fn leading_to(&self, letter: usize) -> impl Iterator<Item = usize> {
        (0..self.edges.len()).filter(move |&edge| self.edges[edge].to == letter)
    }

    /// The edges that lead on from a letter, those to earlier letters of [`letters`](Self::letters) first.
    fn leading_from(&self, letter: usize) -> impl Iterator<Item = usize> {
        (0..self.edges.len()).filter(move |&edge| self.edges[edge].from == letter)
    }

    /// A letter as one formula of the [`inputs`](Self::inputs) alone: everything put into everything.
    ///
    /// # Panics
    ///
    /// Panics if there is no such letter.
    #[must_use]
    pub fn composed(&self, letter: usize) -> Expr {
        let inputs = self.inputs();
        let names: Vec<String> = inputs.iter().map(|&input| self.letters[input].name.clone()).collect();
        let mut done: Vec<Option<Expr>> = vec![None; self.letters.len()];
        for &at in &self.order {
            done[at] = Some(match &self.letters[at].formula {
                None => Expr::variable(&names, inputs.iter().position(|&input| input == at).unwrap_or(0)),
                Some(formula) => {
                    let used: Vec<&Expr> =
                        self.leading_to(at).filter_map(|edge| done[self.edges[edge].from].as_ref()).collect();
                    formula.of_inner(&used, &names)
                }
            });
        }
        done[letter].take().expect("the order has every letter")
    }
}
