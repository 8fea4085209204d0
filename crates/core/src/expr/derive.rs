//! Derivatives as formulas, for people to read.
//!
//! Numbers never come from here: slopes and curvature are read with dual and hyper-dual numbers,
//! exactly and at less cost. The rules are those of any table of derivatives.

use super::op::{Binary, Builder, Unary};
use super::ratio::Ratio;
use super::simplify::Simplifier;
use super::{Expr, Node};

impl Expr {
    /// The partial derivative in the variable at `variable` of [`variables`](Self::variables), as
    /// a formula short enough to read. For numbers, read with dual numbers instead.
    ///
    /// It has the derivative's value wherever the derivative is defined. Where it is not, at a kink
    /// (`|x|` at 0), nothing is promised, and large numbers may overflow on the way. In a variable that the expression does not have it is 0.
    ///
    /// ```
    /// use hillside_core::Expr;
    ///
    /// let formula = Expr::parse("x^2*y")?;
    /// assert_eq!(formula.derivative(0).to_string(), "2*x*y");
    /// assert_eq!(formula.derivative(1).to_string(), "x^2");
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    #[must_use]
    pub fn derivative(&self, variable: usize) -> Self {
        let mut out = Simplifier::default();
        let mut values: Vec<usize> = Vec::with_capacity(self.nodes().len());
        for node in self.nodes() {
            values.push(match *node {
                Node::Unary(op, a) => match op.definition() {
                    Some(pieces) => out.expanded(pieces, &values[a]),
                    None => out.unary(op, values[a]),
                },
                Node::Binary(op, a, b) => out.binary(op, values[a], values[b]),
                leaf => out.push(leaf),
            });
        }
        let root = values[self.root()];
        // The derivative of each place; `None` where it does not depend on the variable, which is
        // told apart from a derivative that happens to come out as 0.
        let mut slopes: Vec<Option<usize>> = Vec::with_capacity(root + 1);
        for place in 0..=root {
            let slope = match out.node(place) {
                Node::Variable(index) => (index == variable).then(|| out.number(Ratio::ONE)),
                Node::Unary(op, a) => slopes[a].map(|da| unary_rule(&mut out, op, a, place, da)),
                Node::Binary(op, a, b) if slopes[a].or(slopes[b]).is_some() => {
                    product_rule(&mut out, &slopes, op, place)
                        .or_else(|| binary_rule(&mut out, op, (a, slopes[a]), (b, slopes[b]), place))
                }
                _ => None,
            };
            slopes.push(slope);
        }
        let slope = slopes[root].unwrap_or_else(|| out.number(Ratio::ZERO));
        out.into_arena().finish(slope, &self.variables, &self.parameters)
    }

    /// The derivatives in each variable, in the order of [`variables`](Self::variables).
    #[must_use]
    pub fn gradient(&self) -> Vec<Self> {
        (0..self.variables().len()).map(|variable| self.derivative(variable)).collect()
    }

    /// The second derivatives, row by row; entry `i`, `j` is the derivative in `i` and then in
    /// `j`. The entries below the diagonal are those above it.
    #[must_use]
    pub fn hessian(&self) -> Vec<Vec<Self>> {
        let size = self.variables().len();
        let mut rows: Vec<Vec<Self>> = Vec::with_capacity(size);
        for (i, slope) in self.gradient().iter().enumerate() {
            let row = (0..size).map(|j| if j < i { rows[j][i].clone() } else { slope.derivative(j) });
            let row = row.collect();
            rows.push(row);
        }
        rows
    }
}

/// The derivative of `value = op(a)`, where `da` is that of `a`.
fn unary_rule(out: &mut Simplifier, op: Unary, a: usize, value: usize, da: usize) -> usize {
    // One plus or minus the square of `a`.
    let one_and_square = |out: &mut Simplifier, op: Binary| {
        let (one, two) = (out.number(Ratio::ONE), out.number(Ratio::whole(2)));
        let square = out.binary(Binary::Pow, a, two);
        out.binary(op, one, square)
    };
    let square = |out: &mut Simplifier, op: Unary| {
        let (of_a, two) = (out.unary(op, a), out.number(Ratio::whole(2)));
        out.binary(Binary::Pow, of_a, two)
    };
    match op {
        Unary::Neg => out.scaled(Ratio::MINUS_ONE, da),
        Unary::Abs => {
            let sign = out.binary(Binary::Div, a, value);
            out.binary(Binary::Mul, sign, da)
        }
        Unary::Sqrt => {
            let twice = out.scaled(Ratio::whole(2), value);
            out.binary(Binary::Div, da, twice)
        }
        Unary::Exp => out.binary(Binary::Mul, value, da),
        Unary::Ln => out.binary(Binary::Div, da, a),
        Unary::Log10 => {
            let ten = out.number(Ratio::whole(10));
            let ln_ten = out.unary(Unary::Ln, ten);
            let below = out.binary(Binary::Mul, ln_ten, a);
            out.binary(Binary::Div, da, below)
        }
        Unary::Sin => {
            let cos = out.unary(Unary::Cos, a);
            out.binary(Binary::Mul, cos, da)
        }
        Unary::Cos => {
            let sin = out.unary(Unary::Sin, a);
            let slope = out.scaled(Ratio::MINUS_ONE, sin);
            out.binary(Binary::Mul, slope, da)
        }
        Unary::Tan => {
            let below = square(out, Unary::Cos);
            out.binary(Binary::Div, da, below)
        }
        Unary::Cbrt => {
            let squared = square(out, Unary::Cbrt);
            let below = out.scaled(Ratio::whole(3), squared);
            out.binary(Binary::Div, da, below)
        }
        Unary::Log2 => {
            let two = out.number(Ratio::whole(2));
            let ln_two = out.unary(Unary::Ln, two);
            let below = out.binary(Binary::Mul, ln_two, a);
            out.binary(Binary::Div, da, below)
        }
        Unary::Log1p => {
            let one = out.number(Ratio::ONE);
            let below = out.binary(Binary::Add, one, a);
            out.binary(Binary::Div, da, below)
        }
        Unary::Expm1 => {
            let power = out.unary(Unary::Exp, a);
            out.binary(Binary::Mul, power, da)
        }
        Unary::Sign | Unary::Step => out.number(Ratio::ZERO),
        Unary::Relu => {
            let step = out.unary(Unary::Step, a);
            out.binary(Binary::Mul, step, da)
        }
        Unary::Sigmoid => {
            let rest = opposite(out, a, Unary::Sigmoid);
            let slope = out.binary(Binary::Mul, value, rest);
            out.binary(Binary::Mul, slope, da)
        }
        Unary::Softplus => {
            let share = out.unary(Unary::Sigmoid, a);
            out.binary(Binary::Mul, share, da)
        }
        Unary::Erf => {
            let (two, pi) = (out.number(Ratio::whole(2)), out.push(Node::Pi));
            let (squared, root) = (out.binary(Binary::Pow, a, two), out.unary(Unary::Sqrt, pi));
            let bell = opposite(out, squared, Unary::Exp);
            let above = out.scaled(Ratio::whole(2), bell);
            let slope = out.binary(Binary::Div, above, root);
            out.binary(Binary::Mul, slope, da)
        }
        Unary::Asinh => {
            let (two, one) = (out.number(Ratio::whole(2)), out.number(Ratio::ONE));
            let squared = out.binary(Binary::Pow, a, two);
            let under = out.binary(Binary::Add, squared, one);
            let root = out.unary(Unary::Sqrt, under);
            out.binary(Binary::Div, da, root)
        }
        Unary::Acosh => {
            let (two, one) = (out.number(Ratio::whole(2)), out.number(Ratio::ONE));
            let squared = out.binary(Binary::Pow, a, two);
            let under = out.binary(Binary::Sub, squared, one);
            let root = out.unary(Unary::Sqrt, under);
            out.binary(Binary::Div, da, root)
        }
        Unary::Atanh => {
            let below = one_and_square(out, Binary::Sub);
            out.binary(Binary::Div, da, below)
        }
        // These are taken apart before they are derived.
        Unary::Sec | Unary::Csc | Unary::Cot | Unary::Silu | Unary::Gelu => out.number(Ratio::ZERO),
        Unary::Asin | Unary::Acos => {
            let under = one_and_square(out, Binary::Sub);
            let root = out.unary(Unary::Sqrt, under);
            let slope = out.binary(Binary::Div, da, root);
            if op == Unary::Acos { out.scaled(Ratio::MINUS_ONE, slope) } else { slope }
        }
        Unary::Atan => {
            let below = one_and_square(out, Binary::Add);
            out.binary(Binary::Div, da, below)
        }
        Unary::Sinh => {
            let cosh = out.unary(Unary::Cosh, a);
            out.binary(Binary::Mul, cosh, da)
        }
        Unary::Cosh => {
            let sinh = out.unary(Unary::Sinh, a);
            out.binary(Binary::Mul, sinh, da)
        }
        Unary::Tanh => {
            // Rather than 1/cosh^2, which overflows.
            let (one, squared) = (out.number(Ratio::ONE), square(out, Unary::Tanh));
            let slope = out.binary(Binary::Sub, one, squared);
            out.binary(Binary::Mul, slope, da)
        }
    }
}

/// `op(-a)`
fn opposite(out: &mut Simplifier, a: usize, op: Unary) -> usize {
    let negative = out.scaled(Ratio::MINUS_ONE, a);
    out.unary(op, negative)
}

/// The derivative of a product of powers: for each factor `u^n`, `n u^(n-1) u'` times the others.
/// `None` if the place is no such product, or too long to be taken apart.
fn product_rule(out: &mut Simplifier, slopes: &[Option<usize>], op: Binary, place: usize) -> Option<usize> {
    if !matches!(op, Binary::Mul | Binary::Div | Binary::Pow) {
        return None;
    }
    let mut total = None;
    for (base, rest) in out.taken_away(place)? {
        let slope = slopes[base].map(|slope| out.binary(Binary::Mul, rest, slope));
        total = added(out, total, slope);
    }
    total
}

/// The derivative of `value = a op b`, each argument with its own derivative if it has one.
fn binary_rule(
    out: &mut Simplifier,
    op: Binary,
    (a, da): (usize, Option<usize>),
    (b, db): (usize, Option<usize>),
    value: usize,
) -> Option<usize> {
    match op {
        Binary::Add | Binary::Sub => match (da, db) {
            (Some(da), Some(db)) => Some(out.binary(op, da, db)),
            (None, Some(db)) if op == Binary::Sub => Some(out.scaled(Ratio::MINUS_ONE, db)),
            (da, db) => da.or(db),
        },
        Binary::Mul => {
            let left = da.map(|da| out.binary(Binary::Mul, da, b));
            let right = db.map(|db| out.binary(Binary::Mul, a, db));
            added(out, left, right)
        }
        Binary::Div => {
            let Some(db) = db else {
                return da.map(|da| out.binary(Binary::Div, da, b));
            };
            let product = out.binary(Binary::Mul, a, db);
            let above = match da {
                Some(da) => {
                    let first = out.binary(Binary::Mul, da, b);
                    out.binary(Binary::Sub, first, product)
                }
                None => out.scaled(Ratio::MINUS_ONE, product),
            };
            let two = out.number(Ratio::whole(2));
            let below = out.binary(Binary::Pow, b, two);
            Some(out.binary(Binary::Div, above, below))
        }
        Binary::Pow => {
            // b a^(b-1) a' + a^b ln(a) b'
            let in_base = da.map(|da| {
                let one = out.number(Ratio::ONE);
                let less = out.binary(Binary::Sub, b, one);
                let power = out.binary(Binary::Pow, a, less);
                let slope = out.binary(Binary::Mul, b, power);
                out.binary(Binary::Mul, slope, da)
            });
            let in_exponent = db.map(|db| {
                let slope = if out.push(Node::E) == a {
                    value
                } else {
                    let ln = out.unary(Unary::Ln, a);
                    out.binary(Binary::Mul, value, ln)
                };
                out.binary(Binary::Mul, slope, db)
            });
            added(out, in_base, in_exponent)
        }
        Binary::Max | Binary::Min => {
            let (larger, smaller) = if op == Binary::Max { (a, b) } else { (b, a) };
            let apart = out.binary(Binary::Sub, larger, smaller);
            let own = da.map(|da| gated(out, apart, da));
            let apart = out.binary(Binary::Sub, smaller, larger);
            let other = db.map(|db| gated(out, apart, db));
            added(out, own, other)
        }
        Binary::Hypot => {
            let along = |out: &mut Simplifier, a: usize, da: Option<usize>| {
                da.map(|da| {
                    let above = out.binary(Binary::Mul, a, da);
                    out.binary(Binary::Div, above, value)
                })
            };
            let (left, right) = (along(out, a, da), along(out, b, db));
            added(out, left, right)
        }
        Binary::Atan2 => {
            let two = out.number(Ratio::whole(2));
            let squares = [out.binary(Binary::Pow, b, two), out.binary(Binary::Pow, a, two)];
            let below = out.binary(Binary::Add, squares[0], squares[1]);
            let left = da.map(|da| out.binary(Binary::Mul, b, da));
            let right = db.map(|db| {
                let turn = out.binary(Binary::Mul, a, db);
                out.scaled(Ratio::MINUS_ONE, turn)
            });
            added(out, left, right).map(|above| out.binary(Binary::Div, above, below))
        }
    }
}

/// `step(apart) * slope`
fn gated(out: &mut Simplifier, apart: usize, slope: usize) -> usize {
    let step = out.unary(Unary::Step, apart);
    out.binary(Binary::Mul, step, slope)
}

fn added(out: &mut Simplifier, a: Option<usize>, b: Option<usize>) -> Option<usize> {
    match (a, b) {
        (Some(a), Some(b)) => Some(out.binary(Binary::Add, a, b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use crate::Expr;

    #[track_caller]
    fn derives(text: &str, in_x: &str, in_y: &str) {
        let gradient: Vec<String> =
            Expr::parse(text).unwrap().gradient().iter().map(Expr::to_string).collect();
        assert_eq!(gradient, [in_x, in_y], "{text}");
    }

    #[test]
    fn derivatives_look_as_in_a_book() {
        derives("x^2*y", "2*x*y", "x^2");
        derives("(1-x)^2+100*(y-x^2)^2", "-2*(1-x)-400*x*(y-x^2)", "200*(y-x^2)");
        derives("0.26*(x^2+y^2)-0.48*x*y", "0.52*x-0.48*y", "0.52*y-0.48*x");
        derives("x^4/3-y/7", "4*x^3/3", "-1/7");
        derives("(x^4-16*x^2+5*x)/2", "(4*x^3-32*x+5)/2", "0");
        derives("sin(x)*cos(y)", "cos(x)*cos(y)", "-sin(x)*sin(y)");
        derives("exp(-x^2-y^2)", "-2*x*exp(-x^2-y^2)", "-2*y*exp(-x^2-y^2)");
        derives("x^y", "y*x^(y-1)", "x^y*ln(x)");
        derives("e^(2*x)", "2*e^(2*x)", "0");
        derives("sqrt(x^2+y^2)", "x/sqrt(x^2+y^2)", "y/sqrt(x^2+y^2)");
        derives("abs(x-y^2)", "(x-y^2)/abs(x-y^2)", "-2*y*(x-y^2)/abs(x-y^2)");
        derives("1/x+2/y^2", "-1/x^2", "-4/y^3");
        derives("x/y", "1/y", "-x/y^2");
        derives("x*x*x*y*2", "6*x^2*y", "2*x^3");
        derives("x^2.5+y^0.1", "2.5*x^1.5", "0.1/y^0.9");
        derives("7", "0", "0");
    }

    #[test]
    fn second_derivatives_are_short_too() {
        let hessian = Expr::parse("x^2*y+ln(x^2+y^2)").unwrap().hessian();
        assert_eq!(hessian[0][0].to_string(), "2*y+2/(x^2+y^2)-4*x^2/(x^2+y^2)^2");
        assert_eq!(hessian[0][1].to_string(), "2*x-4*x*y/(x^2+y^2)^2");
        assert_eq!(hessian[1][0], hessian[0][1]);
    }

    #[test]
    fn long_formulas_are_derived_quickly() {
        let factors: Vec<String> = (0..400).map(|i| format!("(x+{i})")).collect();
        for text in [
            factors.join("*"),
            "x*".repeat(2000) + "x",
            "x+".repeat(2000) + "x",
            "sin(".repeat(190) + "x" + &")".repeat(190),
        ] {
            let started = std::time::Instant::now();
            let formula = Expr::parse(&text).unwrap();
            let slope = formula.derivative(0).derivative(0);
            assert!(slope.nodes().len() < 200_000, "{}", slope.nodes().len());
            assert!(started.elapsed().as_secs_f64() < 2.0, "{:?}", started.elapsed());
        }
    }
}
