//! Formulas as MathML Core, for a page to show.
//!
//! What is written is a `<math>` element with presentation elements only, and nothing in it comes
//! from the reader's text but the names of variables, which are escaped.

use std::fmt::Write;

use super::op::{Binary, Unary};
use super::{Expr, Node};

/// The longest formula that is shown, in written places.
const SHOWN: u32 = 400;
/// The most variables whose derivatives are shown.
const VARIABLES: usize = 8;
const TOO_LONG: &str = "<mtext>too long to show</mtext>";
const TIMES_UNSEEN: &str = "<mo>\u{2062}</mo>";
const TIMES_DOT: &str = "<mo>·</mo>";
const OPEN: &str = "<mo>(</mo>";
const COMMA: &str = "<mo separator=\"true\">,</mo>";
const CLOSE: &str = "<mo>)</mo>";
const PARTIAL: &str = "<mi>∂</mi>";

impl Expr {
    /// The formula as a `<math>` element: fractions, raised powers, roots, `2xy` without signs.
    ///
    /// A formula of more than 400 places is not written out; the element then says so.
    #[must_use]
    pub fn mathml(&self) -> String {
        let mut out = String::from("<math>");
        self.write_mathml(&mut out);
        out.push_str("</math>");
        out
    }

    /// The gradient as a `<math>` element: one row a variable, `∂f/∂x = …`.
    #[must_use]
    pub fn gradient_mathml(&self) -> String {
        let mut out = String::from("<math><mtable>");
        for (index, name) in self.variables().iter().enumerate().take(VARIABLES) {
            out.push_str("<mtr><mtd><mfrac><mrow>");
            out.push_str(PARTIAL);
            out.push_str("<mi>f</mi></mrow><mrow>");
            out.push_str(PARTIAL);
            identifier(&mut out, name);
            out.push_str("</mrow></mfrac></mtd><mtd><mo>=</mo></mtd><mtd>");
            match self.shown_derivative(index) {
                Some(slope) => slope.write_mathml(&mut out),
                None => out.push_str(TOO_LONG),
            }
            out.push_str("</mtd></mtr>");
        }
        out.push_str("</mtable></math>");
        out
    }

    /// The Hessian as a `<math>` element: a matrix in round brackets.
    #[must_use]
    pub fn hessian_mathml(&self) -> String {
        let size = self.variables().len().min(VARIABLES);
        let mut out = String::from("<math><mrow>");
        out.push_str(OPEN);
        out.push_str("<mtable>");
        let slopes: Vec<Option<Self>> = (0..size).map(|index| self.shown_derivative(index)).collect();
        for row in 0..size {
            out.push_str("<mtr>");
            for column in 0..size {
                out.push_str("<mtd>");
                // The mixed derivatives are equal; the one above the diagonal is shown twice.
                let (first, second) = (row.min(column), row.max(column));
                match slopes[first].as_ref().and_then(|slope| slope.shown_derivative(second)) {
                    Some(bend) => bend.write_mathml(&mut out),
                    None => out.push_str(TOO_LONG),
                }
                out.push_str("</mtd>");
            }
            out.push_str("</mtr>");
        }
        out.push_str("</mtable>");
        out.push_str(CLOSE);
        out.push_str("</mrow></math>");
        out
    }

    /// The derivative in a variable, if this formula is short enough that one may want to see it.
    fn shown_derivative(&self, variable: usize) -> Option<Self> {
        (self.written_places() <= SHOWN).then(|| self.derivative(variable))
    }

    /// The formula as one `<mrow>`, or a note that it is too long.
    fn write_mathml(&self, out: &mut String) {
        if self.written_places() > SHOWN {
            out.push_str(TOO_LONG);
            return;
        }
        out.push_str("<mrow>");
        let nodes = self.nodes();
        let mut items = vec![Item::Place(self.root(), Level::Sum)];
        while let Some(item) = items.pop() {
            match item {
                Item::Text(text) => out.push_str(text),
                Item::Place(index, least) if level(nodes[index]) < least => {
                    out.push_str("<mrow>");
                    out.push_str(OPEN);
                    items.extend([Item::Text("</mrow>"), Item::Text(CLOSE), Item::Place(index, Level::Sum)]);
                }
                Item::Place(index, _) => match nodes[index] {
                    Node::Literal(value) => digits(out, &literal_text(value)),
                    Node::Pi => out.push_str("<mi>π</mi>"),
                    Node::E => out.push_str("<mi>e</mi>"),
                    Node::Variable(variable) => identifier(out, &self.variables()[variable]),
                    Node::Parameter(index) => letter(out, &self.parameters()[index].name),
                    Node::Unary(op, a) => unary(out, &mut items, op, a),
                    Node::Binary(op, a, b) => binary(out, &mut items, nodes, (op, a, b)),
                },
            }
        }
        out.push_str("</mrow>");
    }
}

/// A number as a `<math>` element, to five significant digits; whole numbers below a million in
/// full. NaN is written as a word, for a reader is told that there is no value.
///
/// ```
/// assert!(hillside_core::number_mathml(-0.5).contains("0.5"));
/// ```
#[must_use]
pub fn number_mathml(value: f64) -> String {
    let mut out = String::from("<math><mrow>");
    if value.is_nan() {
        out.push_str("<mtext>undefined</mtext>");
    } else {
        if value < 0.0 {
            out.push_str("<mo form=\"prefix\">−</mo>");
        }
        let size = value.abs();
        if size.is_infinite() {
            out.push_str("<mi>∞</mi>");
        } else {
            digits(&mut out, &significant(size));
        }
    }
    out.push_str("</mrow></math>");
    out
}

/// `size`, not negative, to five significant digits, with an exponent if it is far from 1.
fn significant(size: f64) -> String {
    if size.fract() == 0.0 && size < 1e6 {
        return format!("{size}");
    }
    let scientific = format!("{size:.4e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: i32 = exponent.parse().unwrap_or(0);
    if (-4..5).contains(&power) {
        let decimals = usize::try_from(4 - power).unwrap_or(0);
        let fixed = format!("{size:.decimals$}");
        return without_zeros(&fixed).to_owned();
    }
    [without_zeros(mantissa), "e", exponent].concat()
}

/// `text` without the zeros after a decimal point that say nothing.
fn without_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// The shortest digits of a literal, with an exponent where zeros would be many.
fn literal_text(value: f64) -> String {
    if value != 0.0 && !(1e-5..1e7).contains(&value) { format!("{value:e}") } else { format!("{value}") }
}

/// A number written with digits and perhaps an exponent.
fn digits(out: &mut String, text: &str) {
    let Some((mantissa, exponent)) = text.split_once('e') else {
        element(out, "mn", text);
        return;
    };
    out.push_str("<mrow>");
    if mantissa != "1" {
        element(out, "mn", mantissa);
        out.push_str("<mo>×</mo>");
    }
    out.push_str("<msup><mn>10</mn>");
    match exponent.strip_prefix('-') {
        Some(size) => {
            out.push_str("<mrow><mo form=\"prefix\">−</mo>");
            element(out, "mn", size);
            out.push_str("</mrow>");
        }
        None => element(out, "mn", exponent),
    }
    out.push_str("</msup></mrow>");
}

fn element(out: &mut String, name: &str, text: &str) {
    // Writing to a string does not fail.
    let _ = write!(out, "<{name}>{text}</{name}>");
}

/// The name of a parameter: `alpha_1` as a Greek letter with its subscript.
fn letter(out: &mut String, name: &str) {
    let (base, below) = name.split_once('_').unwrap_or((name, ""));
    let greek = super::names::greek_character(base).filter(|_| base.len() > 1).map(String::from);
    let base = greek.as_deref().unwrap_or(base);
    if below.is_empty() {
        element(out, "mi", base);
        return;
    }
    out.push_str("<msub>");
    element(out, "mi", base);
    element(out, "mn", below);
    out.push_str("</msub>");
}

/// The name of a variable, escaped.
fn identifier(out: &mut String, name: &str) {
    out.push_str("<mi>");
    for c in name.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out.push_str("</mi>");
}

/// What is still to be written; a list in place of recursion.
enum Item {
    Place(usize, Level),
    Text(&'static str),
}

/// How tightly a place holds together on the page. A fraction has its line, a root its roof.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level {
    Sum,
    Sign,
    Product,
    Factor,
    Base,
}

fn level(node: Node) -> Level {
    match node {
        Node::Binary(Binary::Add | Binary::Sub, ..) => Level::Sum,
        Node::Unary(Unary::Neg, _) => Level::Sign,
        Node::Binary(Binary::Mul, ..) => Level::Product,
        Node::Literal(value) if literal_text(value).contains('e') => Level::Product,
        Node::Literal(_)
        | Node::Pi
        | Node::E
        | Node::Variable(_)
        | Node::Parameter(_)
        | Node::Unary(Unary::Abs, _) => Level::Base,
        // Raised, these would leave open what is raised: `sin(x)` or `x`, the root or what is under it.
        Node::Binary(..) | Node::Unary(..) => Level::Factor,
    }
}

fn unary(out: &mut String, items: &mut Vec<Item>, op: Unary, a: usize) {
    let name = match op {
        Unary::Neg => {
            out.push_str("<mrow><mo form=\"prefix\">−</mo>");
            items.extend([Item::Text("</mrow>"), Item::Place(a, Level::Product)]);
            return;
        }
        Unary::Abs => {
            out.push_str("<mrow><mo form=\"prefix\" fence=\"true\">|</mo>");
            items.extend([
                Item::Text("<mo form=\"postfix\" fence=\"true\">|</mo></mrow>"),
                Item::Place(a, Level::Sum),
            ]);
            return;
        }
        Unary::Sqrt => {
            out.push_str("<msqrt>");
            items.extend([Item::Text("</msqrt>"), Item::Place(a, Level::Sum)]);
            return;
        }
        Unary::Exp => {
            out.push_str("<msup><mi>e</mi><mrow>");
            items.extend([Item::Text("</mrow></msup>"), Item::Place(a, Level::Sum)]);
            return;
        }
        Unary::Log10 => "<msub><mi>log</mi><mn>10</mn></msub>",
        Unary::Asin => "<mi>arcsin</mi>",
        Unary::Acos => "<mi>arccos</mi>",
        Unary::Atan => "<mi>arctan</mi>",
        Unary::Ln => "<mi>ln</mi>",
        Unary::Sin => "<mi>sin</mi>",
        Unary::Cos => "<mi>cos</mi>",
        Unary::Tan => "<mi>tan</mi>",
        Unary::Sinh => "<mi>sinh</mi>",
        Unary::Cosh => "<mi>cosh</mi>",
        Unary::Tanh => "<mi>tanh</mi>",
        Unary::Cbrt => {
            out.push_str("<mroot><mrow>");
            items.extend([Item::Text("</mrow><mn>3</mn></mroot>"), Item::Place(a, Level::Sum)]);
            return;
        }
        Unary::Asinh => "<mi>arsinh</mi>",
        Unary::Acosh => "<mi>arcosh</mi>",
        Unary::Atanh => "<mi>artanh</mi>",
        Unary::Log2 => "<msub><mi>log</mi><mn>2</mn></msub>",
        Unary::Sign => "<mi>sgn</mi>",
        named => {
            out.push_str("<mrow><mi>");
            out.push_str(named.name());
            "</mi>"
        }
    };
    if !matches!(name, "</mi>") {
        out.push_str("<mrow>");
    }
    out.push_str(name);
    out.push_str("<mo>\u{2061}</mo><mrow>");
    out.push_str(OPEN);
    items.extend([Item::Text("</mrow></mrow>"), Item::Text(CLOSE), Item::Place(a, Level::Sum)]);
}

fn binary(out: &mut String, items: &mut Vec<Item>, nodes: &[Node], (op, a, b): (Binary, usize, usize)) {
    match op {
        Binary::Max | Binary::Min | Binary::Hypot | Binary::Atan2 => {
            out.push_str("<mrow><mi>");
            out.push_str(op.name());
            out.push_str("</mi><mo>\u{2061}</mo><mrow>");
            out.push_str(OPEN);
            items.extend([
                Item::Text("</mrow></mrow>"),
                Item::Text(CLOSE),
                Item::Place(b, Level::Sum),
                Item::Text(COMMA),
            ]);
            let mut first = a;
            while let (Node::Binary(inner, left, right), Binary::Max | Binary::Min) = (nodes[first], op)
                && inner == op
            {
                items.extend([Item::Place(right, Level::Sum), Item::Text(COMMA)]);
                first = left;
            }
            items.push(Item::Place(first, Level::Sum));
        }
        Binary::Add | Binary::Sub => {
            let sign = if op == Binary::Add { "<mo>+</mo>" } else { "<mo>−</mo>" };
            let right = if begins_with_sign(nodes, b) { Level::Base } else { Level::Sign };
            items.extend([Item::Place(b, right), Item::Text(sign), Item::Place(a, Level::Sum)]);
        }
        Binary::Mul => {
            // `2·3`, for `23` is another number, and `2·½`, for `2½` is too.
            let dot = begins_with_digit(nodes, b) || matches!(nodes[b], Node::Binary(Binary::Div, ..));
            let sign = if dot { TIMES_DOT } else { TIMES_UNSEEN };
            let right = if begins_with_sign(nodes, b) { Level::Base } else { Level::Factor };
            items.extend([Item::Place(b, right), Item::Text(sign), Item::Place(a, Level::Sign)]);
        }
        Binary::Div => {
            let mut above = a;
            // A sign goes before the fraction.
            if let Node::Unary(Unary::Neg, inner) = nodes[a] {
                out.push_str("<mrow><mo form=\"prefix\">−</mo>");
                items.push(Item::Text("</mrow>"));
                above = inner;
            }
            out.push_str("<mfrac><mrow>");
            items.extend([
                Item::Text("</mrow></mfrac>"),
                Item::Place(b, Level::Sum),
                Item::Text("</mrow><mrow>"),
                Item::Place(above, Level::Sum),
            ]);
        }
        Binary::Pow => {
            out.push_str("<msup><mrow>");
            items.extend([
                Item::Text("</mrow></msup>"),
                Item::Place(b, Level::Sum),
                Item::Text("</mrow><mrow>"),
                Item::Place(a, Level::Base),
            ]);
        }
    }
}

/// Whether the place is written with a minus sign first.
fn begins_with_sign(nodes: &[Node], mut index: usize) -> bool {
    loop {
        match nodes[index] {
            Node::Unary(Unary::Neg, _) => return true,
            Node::Binary(Binary::Mul, a, _) => index = a,
            Node::Binary(Binary::Div, a, _) => return matches!(nodes[a], Node::Unary(Unary::Neg, _)),
            _ => return false,
        }
    }
}

/// Whether the place is written with a digit first.
fn begins_with_digit(nodes: &[Node], mut index: usize) -> bool {
    loop {
        match nodes[index] {
            Node::Literal(_) => return true,
            Node::Binary(Binary::Mul | Binary::Pow, a, _) => index = a,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::number_mathml;
    use crate::Expr;

    /// The text that is left without elements, brackets and signs included.
    fn seen(mathml: &str) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in mathml.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                '\u{2061}' | '\u{2062}' => {}
                _ if inside => {}
                _ => text.push(c),
            }
        }
        text
    }

    #[track_caller]
    fn shows(text: &str, want: &str) {
        assert_eq!(seen(&Expr::parse(text).unwrap().mathml()), want, "{text}");
    }

    #[test]
    fn formulas_are_written_as_mathematicians_do() {
        shows("2*x*y", "2xy");
        shows("2*3*x", "2·3x");
        shows("-x^2", "−x2");
        shows("(-x)^2", "(−x)2");
        shows("-2*x", "−2x");
        shows("x*(-y)", "x(−y)");
        shows("x-(y-1)", "x−(y−1)");
        shows("x+(-y)", "x+(−y)");
        shows("(x+1)*(y-2)", "(x+1)(y−2)");
        shows("sin(x)^2", "(sin(x))2");
        shows("abs(x)^2", "|x|2");
        shows("exp(-x)", "e−x");
        shows("sqrt(x+1)", "x+1");
        shows("log10(x)", "log10(x)");
        shows("1e-7*x", "10−7x");
        shows("2.5e300", "2.5×10300");
        shows("(x/y)^2", "(xy)2");
        shows("pi*x", "πx");
    }

    #[test]
    fn a_small_formula_in_full() {
        assert_eq!(
            Expr::parse("x^2/y").unwrap().mathml(),
            "<math><mrow><mfrac><mrow><msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup></mrow>\
             <mrow><mi>y</mi></mrow></mfrac></mrow></math>"
        );
        assert!(seen(&Expr::parse("x^2*y").unwrap().gradient_mathml()).contains("∂f∂x=2xy"));
        assert_eq!(seen(&Expr::parse("x^2*y").unwrap().hessian_mathml()), "(2y2x2x0)");
    }

    #[test]
    fn elements_are_closed_and_long_formulas_not_written() {
        let long = "sin(x*y)+".repeat(300) + "x";
        let power = "x^".repeat(150) + "y";
        for text in ["x", "-1/(x-2)^-3*ln(abs(y))", "x^y^2", "1/x/y", &long, &power] {
            let formula = Expr::parse(text).unwrap();
            for mathml in [formula.mathml(), formula.gradient_mathml(), formula.hessian_mathml()] {
                let mut open = Vec::new();
                for tag in mathml.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
                    match tag.strip_prefix('/') {
                        Some(name) => assert_eq!(open.pop(), Some(name), "{mathml}"),
                        None => open.push(tag.split(' ').next().unwrap()),
                    }
                }
                assert!(open.is_empty() && mathml.len() < 200_000, "{}", mathml.len());
            }
        }
        assert!(Expr::parse(&long).unwrap().mathml().contains("too long"));
    }

    #[test]
    fn numbers_have_the_digits_that_matter() {
        for (value, want) in [
            (0.0, "0"),
            (-0.5, "−0.5"),
            (1.0 / 3.0, "0.33333"),
            (12345.678, "12346"),
            (123_456.0, "123456"),
            (123_456.78, "1.2346×105"),
            (-1.2e-5, "−1.2×10−5"),
            (0.000_123_456, "0.00012346"),
            (1e300, "10300"),
            (f64::INFINITY, "∞"),
            (f64::NAN, "undefined"),
        ] {
            assert_eq!(seen(&number_mathml(value)), want, "{value}");
        }
    }
}
