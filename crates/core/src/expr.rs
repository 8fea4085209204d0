//! [`Expr`]: a function written once, to be read in any [`Number`] system.

use std::collections::BTreeMap;
use std::sync::Arc;

#[cfg(feature = "apart")]
mod apart;
mod bars;
mod derive;
mod error;
pub(crate) mod eval;
mod function;
mod letters;
mod lex;
mod mathml;
mod names;
pub(crate) mod op;
mod parameter;
mod parse;
mod paste;
#[cfg(any(test, feature = "apart"))]
mod plain;
mod plan;
mod print;
mod ratio;
pub(crate) mod record;
mod refuse;
mod rule;
mod simplify;
mod suggest;
mod trace;
mod waves;
mod words;

#[cfg(feature = "apart")]
pub use apart::{FormulaReader, set_reader};
pub use error::{FormulaError, FormulaErrorKind};
use eval::Schedule;
pub use letters::letter_name;
pub(crate) use letters::standing_alone;
pub use mathml::number_mathml;
use op::{Binary, Unary};
pub use parameter::FormulaParameter;
pub use rule::Rule;
pub use trace::{Derivation, DerivationStep};

/// One place of an expression. Arguments are indices of earlier places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Node {
    /// A literal, finite and not negative.
    Literal(f64),
    /// The constant `pi`.
    Pi,
    /// The constant `e`.
    E,
    /// A variable, by its index in the expression's list of names.
    Variable(usize),
    /// A parameter, by its index in the expression's list of them.
    Parameter(usize),
    /// An operation of one argument.
    Unary(Unary, usize),
    /// An operation of two arguments.
    Binary(Binary, usize, usize),
}

/// A function of named variables, such as `x^2 + 10*y^2`.
///
/// Equal sub-expressions are stored once, arguments before the operations on them, so one pass
/// from first to last reads the function. Cloning is cheap; an `Expr` never changes.
#[derive(Clone, Debug)]
pub struct Expr {
    nodes: Arc<[Node]>,
    variables: Arc<[String]>,
    parameters: Arc<[FormulaParameter]>,
    schedule: Arc<Schedule>,
    /// Whether it was written as it is printed.
    plain: bool,
}

impl Expr {
    /// The names of the variables, in the order [`read`](Self::read) takes their values.
    #[must_use]
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// The places in order, arguments first; the last is the whole function.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Whether it is put together of pieces, with a kink or a jump where they meet.
    pub(crate) fn has_pieces(&self) -> bool {
        self.nodes.iter().any(|node| {
            matches!(
                node,
                Node::Unary(Unary::Abs | Unary::Sign | Unary::Step | Unary::Relu, _)
                    | Node::Binary(Binary::Max | Binary::Min | Binary::Hypot | Binary::Atan2, ..)
            )
        })
    }

    /// How many places the formula has when it is written out: shared ones count each time they
    /// are named. It may be exponentially larger than [`nodes`](Self::nodes) is long, hence
    /// counts no further than `u32::MAX`.
    pub(crate) fn written_places(&self) -> u32 {
        let mut sizes: Vec<u32> = Vec::with_capacity(self.nodes.len());
        for node in self.nodes.iter() {
            sizes.push(match *node {
                Node::Unary(_, a) => sizes[a].saturating_add(1),
                Node::Binary(_, a, b) => sizes[a].saturating_add(sizes[b]).saturating_add(1),
                _ => 1,
            });
        }
        sizes.last().copied().unwrap_or(0)
    }

    /// The place of the whole function.
    pub(crate) fn root(&self) -> usize {
        self.nodes.len() - 1
    }

    /// The order of work that [`eval`] walks.
    pub(crate) fn schedule(&self) -> &Schedule {
        &self.schedule
    }
}

impl Expr {
    /// One of the named variables as a formula of them.
    pub(crate) fn variable(names: &[String], index: usize) -> Self {
        let mut arena = Arena::default();
        let root = arena.push(Node::Variable(index));
        arena.finish(root, &names.into(), &Vec::new().into())
    }

    /// The function of the named variables that this one is when each of its variables is in turn the function of
    /// `inner` in the same place.
    ///
    /// `inner` must be functions of `variables` alone, in their order.
    pub(crate) fn of_inner(&self, inner: &[&Self], variables: &[String]) -> Self {
        let mut arena = Arena::default();
        let arguments: Vec<usize> = inner.iter().map(|expr| arena.copy(&expr.nodes, &[])).collect();
        let root = arena.copy(&self.nodes, &arguments);
        arena.finish(root, &variables.into(), &Vec::new().into())
    }
}

/// Two expressions are equal when they are written alike: same operations, same order, same names,
/// and their parameters have the same values.
impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.nodes == other.nodes && self.variables == other.variables && self.parameters == other.parameters
    }
}

/// What was met before, and where; one kind of table for all, for each kind is more code to fetch.
pub(crate) type Keys = BTreeMap<(u8, u8, u64, u64), usize>;

/// Where expressions are put together: equal places are given the same index.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    nodes: Vec<Node>,
    known: Keys,
}

impl Arena {
    /// The index of `node`, new or already known.
    pub(crate) fn push(&mut self, node: Node) -> usize {
        let key = match node {
            Node::Literal(value) => (0, 0, value.to_bits(), 0),
            Node::Pi => (1, 0, 0, 0),
            Node::E => (2, 0, 0, 0),
            Node::Variable(index) => (3, 0, index as u64, 0),
            Node::Parameter(index) => (6, 0, index as u64, 0),
            Node::Unary(op, a) => (4, op as u8, a as u64, 0),
            Node::Binary(op, a, b) => (5, op as u8, a as u64, b as u64),
        };
        let next = self.nodes.len();
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            self.nodes.push(node);
        }
        index
    }

    /// Puts the places of another expression here, in place of each variable what `arguments` has for it; gives where
    /// the last of them is.
    pub(crate) fn copy(&mut self, nodes: &[Node], arguments: &[usize]) -> usize {
        let mut moved: Vec<usize> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let place = match *node {
                Node::Variable(index) if index < arguments.len() => arguments[index],
                Node::Unary(op, a) => self.push(Node::Unary(op, moved[a])),
                Node::Binary(op, a, b) => self.push(Node::Binary(op, moved[a], moved[b])),
                leaf => self.push(leaf),
            };
            moved.push(place);
        }
        moved.last().copied().unwrap_or(0)
    }

    /// The place at `index`.
    pub(crate) fn node(&self, index: usize) -> Node {
        self.nodes[index]
    }

    /// Whether `node` is among the places.
    pub(crate) fn has(&self, node: Node) -> bool {
        self.nodes.contains(&node)
    }

    /// The expression whose value is the place `root`; places it does not need are left out.
    ///
    /// Places are numbered as the printed formula names them first, arguments before operations,
    /// so that formulas written alike are equal however they were put together; parameters likewise.
    pub(crate) fn finish(
        &self,
        root: usize,
        variables: &Arc<[String]>,
        parameters: &Arc<[FormulaParameter]>,
    ) -> Expr {
        let mut moved: Vec<Option<usize>> = vec![None; root + 1];
        let mut nodes = Vec::new();
        let mut named: Vec<usize> = Vec::new();
        let mut waiting = vec![root];
        while let Some(&index) = waiting.last() {
            let known = |index: usize, waiting: &mut Vec<usize>| {
                if moved[index].is_none() {
                    waiting.push(index);
                }
                moved[index]
            };
            let node = match self.nodes[index] {
                _ if moved[index].is_some() => None,
                Node::Unary(op, a) => known(a, &mut waiting).map(|a| Node::Unary(op, a)),
                // The second argument is looked at only when the first is numbered.
                Node::Binary(op, a, b) => known(a, &mut waiting)
                    .and_then(|a| known(b, &mut waiting).map(|b| Node::Binary(op, a, b))),
                // Each is one place.
                Node::Parameter(index) => {
                    named.push(index);
                    Some(Node::Parameter(named.len() - 1))
                }
                leaf => Some(leaf),
            };
            if let Some(node) = node {
                moved[index] = Some(nodes.len());
                nodes.push(node);
            }
            if moved[index].is_some() {
                waiting.pop();
            }
        }
        let parameters: Arc<[FormulaParameter]> =
            named.into_iter().map(|index| parameters[index].clone()).collect();
        let schedule = Arc::new(Schedule::of(&nodes, &parameters));
        Expr { nodes: nodes.into(), variables: Arc::clone(variables), parameters, schedule, plain: true }
    }
}
