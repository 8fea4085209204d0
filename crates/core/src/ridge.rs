//! [`Ridge`]: a function that depends on one linear form alone, and is level along straight lines.

use std::sync::Arc;

use crate::Expr;
use crate::expr::op::{Binary, Unary};
use crate::expr::{Arena, Node};

/// How a function depends on fewer variables than it has.
///
/// Source: A. Pinkus, *Ridge Functions*, Cambridge Tracts in Mathematics 205, 2015.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ridge {
    /// On none.
    Constant,
    /// On `p x + q y` alone, for this `[p, q]`, of which the first that is not 0 is positive.
    Along([f64; 2]),
}

/// What is known of a place of the formula.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// `p x + q y` and a constant, with exactly these factors.
    Affine([f64; 2]),
    /// A function of `p x + q y`.
    Ridge([f64; 2]),
    /// Nothing.
    Mixed,
}

impl Ridge {
    /// What a formula shows of it: `None` where it does not show it, although it may be so.
    ///
    /// Every place is followed upwards: sums and multiples of `x` and `y` with factors that are computed exactly, then
    /// functions of one such form.
    #[must_use]
    pub fn of(expr: &Expr) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::with_capacity(expr.nodes().len());
        let mut constants: Vec<Option<f64>> = Vec::with_capacity(expr.nodes().len());
        for node in expr.nodes() {
            let constant = match *node {
                Node::Literal(value) => Some(value),
                Node::Parameter(index) => Some(expr.parameters()[index].value),
                Node::Unary(Unary::Neg, a) => constants[a].map(|value: f64| -value),
                _ => None,
            };
            constants.push(constant);
            parts.push(match *node {
                Node::Literal(_) | Node::Parameter(_) | Node::Pi | Node::E => Part::Affine([0.0, 0.0]),
                Node::Variable(0) => Part::Affine([1.0, 0.0]),
                Node::Variable(1) => Part::Affine([0.0, 1.0]),
                Node::Variable(_) => Part::Mixed,
                Node::Unary(Unary::Neg, a) => match parts[a] {
                    Part::Affine(form) => Part::Affine(form.map(|factor| 0.0 - factor)),
                    part => part,
                },
                Node::Unary(_, a) => parts[a].bent(),
                Node::Binary(op, a, b) => combined(op, (parts[a], constants[a]), (parts[b], constants[b])),
            });
        }
        match parts.last()?.bent() {
            Part::Affine(_) => Some(Self::Constant),
            Part::Ridge([p, q]) if p < 0.0 || p == 0.0 && q < 0.0 => Some(Self::Along([0.0 - p, 0.0 - q])),
            Part::Ridge(form) => Some(Self::Along(form)),
            Part::Mixed => None,
        }
    }

    /// The axis that crosses the lines: that of the variable with the larger factor.
    pub(crate) fn axis([p, q]: [f64; 2]) -> usize {
        usize::from(q.abs() > p.abs())
    }

    /// What a function of one form is along an axis through 0, and the square of the other coordinate: its critical
    /// points are those of the function of one variable.
    pub(crate) fn with_square(expr: &Expr, axis: usize) -> Expr {
        let mut arena = Arena::default();
        let mut moved: Vec<usize> = Vec::with_capacity(expr.nodes().len());
        for node in expr.nodes() {
            moved.push(arena.push(match *node {
                Node::Variable(index) if index != axis => Node::Literal(0.0),
                Node::Unary(op, a) => Node::Unary(op, moved[a]),
                Node::Binary(op, a, b) => Node::Binary(op, moved[a], moved[b]),
                leaf => leaf,
            }));
        }
        let root = moved[expr.root()];
        let [other, two] = [Node::Variable(1 - axis), Node::Literal(2.0)].map(|node| arena.push(node));
        let square = arena.push(Node::Binary(Binary::Pow, other, two));
        let sum = arena.push(Node::Binary(Binary::Add, root, square));
        arena.finish(sum, &Arc::from(expr.variables()), &Arc::from(expr.parameters()))
    }
}

impl Part {
    /// What a function of it is.
    fn bent(self) -> Self {
        match self {
            Self::Affine(form) if form != [0.0, 0.0] => Self::Ridge(form),
            part => part,
        }
    }
}

fn combined(op: Binary, (a, first): (Part, Option<f64>), (b, second): (Part, Option<f64>)) -> Part {
    let linear = match (op, a, b) {
        (Binary::Add, Part::Affine(a), Part::Affine(b)) => exact(|i| sum(a[i], b[i])),
        (Binary::Sub, Part::Affine(a), Part::Affine(b)) => exact(|i| sum(a[i], -b[i])),
        (Binary::Mul, Part::Affine(form), Part::Affine(_)) if second.is_some() => {
            exact(|i| product(form[i], second?))
        }
        (Binary::Mul, Part::Affine(_), Part::Affine(form)) if first.is_some() => {
            exact(|i| product(form[i], first?))
        }
        _ => None,
    };
    if let Some(form) = linear {
        return Part::Affine(form);
    }
    match (a.bent(), b.bent()) {
        (Part::Affine(_), Part::Affine(_)) => Part::Affine([0.0, 0.0]),
        (Part::Affine(_), part @ Part::Ridge(_)) | (part @ Part::Ridge(_), Part::Affine(_)) => part,
        (Part::Ridge(a), Part::Ridge(b)) => {
            let is_parallel = match (product(a[0], b[1]), product(a[1], b[0])) {
                (Some(one), Some(other)) => one == other,
                _ => false,
            };
            if is_parallel { Part::Ridge(a) } else { Part::Mixed }
        }
        _ => Part::Mixed,
    }
}

fn exact(factor: impl Fn(usize) -> Option<f64>) -> Option<[f64; 2]> {
    Some([factor(0)?, factor(1)?])
}

/// The sum of two doubles if it is one.
fn sum(a: f64, b: f64) -> Option<f64> {
    let sum = a + b;
    (sum.is_finite() && sum - a == b && sum - b == a).then_some(sum)
}

/// The product of two doubles if it is one.
fn product(a: f64, b: f64) -> Option<f64> {
    let product = a * b;
    (product.is_finite() && a.mul_add(b, -product) == 0.0 && (product != 0.0 || a == 0.0 || b == 0.0))
        .then_some(product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_followed_through_the_formula() {
        let along = |p, q| Some(Ridge::Along([p, q]));
        for (text, want) in [
            ("7", Some(Ridge::Constant)),
            ("pi*e+sin(2)", Some(Ridge::Constant)),
            ("x-x", Some(Ridge::Constant)),
            ("x^2", along(1.0, 0.0)),
            ("exp(-y)*y+3", along(0.0, 1.0)),
            ("(x+y)^2", along(1.0, 1.0)),
            ("(x-2*y)^2+sin(2*x-4*y)", along(1.0, -2.0)),
            ("(x-2*y)*(x-2*y)", along(1.0, -2.0)),
            ("x+3*y", along(1.0, 3.0)),
            ("x*y", None),
            ("(x+y)^2+x", None),
            ("x^2+2*x*y+y^2", None),
            ("sin(0.1*x+0.2*y)", along(0.1, 0.2)),
            ("x^2+y^2", None),
            ("x^y", None),
        ] {
            assert_eq!(Ridge::of(&Expr::parse(text).unwrap()), want, "{text}");
        }
    }
}
