//! The canonical text of an expression: no spaces, no bracket that is not needed.

use std::fmt;

use super::op::{Binary, Unary};
use super::{Expr, Node};

/// The longest formula that is written out, in places. Every parsed formula is shorter; a
/// derivative of a derivative may be longer than any memory.
const WRITTEN: u32 = 1 << 16;

/// How tightly a place holds together.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level {
    Sum,
    Product,
    Sign,
    Power,
    Atom,
}

fn level(node: Node) -> Level {
    match node {
        Node::Binary(Binary::Add | Binary::Sub, ..) => Level::Sum,
        Node::Binary(Binary::Mul | Binary::Div, ..) => Level::Product,
        Node::Unary(Unary::Neg, _) => Level::Sign,
        Node::Binary(Binary::Pow, ..) => Level::Power,
        _ => Level::Atom,
    }
}

/// The arguments of a function of two, or of more where it is of the first as well: `max(a,b,c)` is the larger of
/// `max(a,b)` and `c`.
fn arguments(nodes: &[Node], op: Binary, mut a: usize, b: usize, items: &mut Vec<Item>) {
    items.extend([Item::Text(")"), Item::Place(b, Level::Sum), Item::Text(",")]);
    while let (Node::Binary(inner, left, right), Binary::Max | Binary::Min) = (nodes[a], op)
        && inner == op
    {
        items.extend([Item::Place(right, Level::Sum), Item::Text(",")]);
        a = left;
    }
    items.push(Item::Place(a, Level::Sum));
}

/// What is still to be written. A list of these takes the place of recursion, for a sum of
/// thousands of terms is as deep as it is long.
enum Item {
    Place(usize, Level),
    Text(&'static str),
}

/// Writes the canonical text, which parses back to an equal expression of the same variables.
///
/// An expression that no text of sensible length holds (some second derivatives of very long
/// formulas) is written as `…`, which does not parse.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.written_places() > WRITTEN {
            return f.write_str("…");
        }
        let nodes = self.nodes();
        let mut items = vec![Item::Place(self.root(), Level::Sum)];
        while let Some(item) = items.pop() {
            let (index, least) = match item {
                Item::Text(text) => {
                    f.write_str(text)?;
                    continue;
                }
                Item::Place(index, least) => (index, least),
            };
            let node = nodes[index];
            if level(node) < least {
                f.write_str("(")?;
                items.push(Item::Text(")"));
            }
            match node {
                Node::Literal(value) => literal(f, value)?,
                Node::Pi => f.write_str("pi")?,
                Node::E => f.write_str("e")?,
                Node::Parameter(index) => f.write_str(&self.parameters()[index].name)?,
                Node::Variable(index) => f.write_str(&self.variables()[index])?,
                Node::Unary(Unary::Neg, a) => {
                    f.write_str("-")?;
                    items.push(Item::Place(a, Level::Power));
                }
                Node::Unary(op, a) => {
                    f.write_str(op.name())?;
                    f.write_str("(")?;
                    items.extend([Item::Text(")"), Item::Place(a, Level::Sum)]);
                }
                Node::Binary(op, a, b) if op.is_function() => {
                    f.write_str(op.name())?;
                    f.write_str("(")?;
                    arguments(nodes, op, a, b, &mut items);
                }
                Node::Binary(op, a, b) => {
                    let (left, mut right) = match op {
                        Binary::Add | Binary::Sub => (Level::Sum, Level::Product),
                        Binary::Pow => (Level::Atom, Level::Power),
                        _ => (Level::Product, Level::Power),
                    };
                    if op == Binary::Pow
                        && let Node::Unary(Unary::Neg, inner) = nodes[b]
                        && level(nodes[inner]) == Level::Atom
                    {
                        right = Level::Sign;
                    } else if begins_with_sign(nodes, b) {
                        // Two signs in a row would parse, but not be read easily.
                        right = Level::Atom;
                    }
                    items.extend([Item::Place(b, right), Item::Text(op.name()), Item::Place(a, left)]);
                }
            }
        }
        Ok(())
    }
}

/// Whether the text of the place `index` begins with a minus sign.
fn begins_with_sign(nodes: &[Node], mut index: usize) -> bool {
    loop {
        match nodes[index] {
            Node::Unary(Unary::Neg, _) => return true,
            Node::Binary(Binary::Mul | Binary::Div, a, _) => index = a,
            _ => return false,
        }
    }
}

/// The shortest digits that read back as `value`, with an exponent where zeros would be many.
fn literal(f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
    if value != 0.0 && !(1e-5..1e16).contains(&value) { write!(f, "{value:e}") } else { write!(f, "{value}") }
}

#[cfg(test)]
mod tests {
    use crate::Expr;

    #[track_caller]
    fn prints(text: &str, want: &str) {
        let expr = Expr::parse(text).unwrap();
        assert_eq!(expr.to_string(), want);
        assert_eq!(Expr::parse(want).unwrap(), expr, "{text}");
    }

    #[test]
    fn brackets_stand_only_where_needed() {
        prints("((x)) + (y)", "x+y");
        prints("(x+y)+2", "x+y+2");
        prints("x+(y+2)", "x+(y+2)");
        prints("x-(y-2)", "x-(y-2)");
        prints("(x*y)*2", "x*y*2");
        prints("x/(y*2)", "x/(y*2)");
        prints("(x^y)^2", "(x^y)^2");
        prints("x^(y^2)", "x^y^2");
        prints("(-x)^2", "(-x)^2");
        prints("-(x^2)", "-x^2");
        prints("-(x*y)", "-(x*y)");
        prints("(-x)*y", "-x*y");
        prints("x*(-y)", "x*(-y)");
        prints("--x", "-(-x)");
        prints("x--y", "x-(-y)");
        prints("x+-2*y", "x+(-2*y)");
        prints("x^-2", "x^-2");
        prints("x^-y^2", "x^(-y^2)");
        prints("x^(-2*y)", "x^(-2*y)");
        prints("2x²sin(y)", "2*x^2*sin(y)");
        prints("|x|", "abs(x)");
    }

    #[test]
    fn numbers_keep_their_last_digit() {
        prints("0.1", "0.1");
        prints("100000", "100000");
        prints("1e300", "1e300");
        prints("5e-324", "5e-324");
        prints("0.30000000000000004", "0.30000000000000004");
        prints("00.50", "0.5");
        prints("1e-999", "0");
    }
}
