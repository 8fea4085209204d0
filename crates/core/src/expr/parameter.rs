//! [`FormulaParameter`]: a letter of a formula that stands for a number one may turn.

use std::sync::Arc;

use super::eval::Schedule;
use super::{Expr, Node};

/// A letter of a formula other than its variables, and the number it stands for at present.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaParameter {
    /// Its one name: `a`, `alpha`, `w_1`.
    pub name: String,
    /// Its value, 1 at first. Every reading takes it for a constant.
    pub value: f64,
}

impl FormulaParameter {
    /// What readers see: `alpha_1` is `α₁`.
    #[must_use]
    pub fn symbol(&self) -> String {
        let (base, index) = self.name.split_once('_').unwrap_or((&self.name, ""));
        let greek = super::names::greek_character(base).filter(|_| base.len() > 1);
        let mut symbol = greek.map_or_else(|| base.to_owned(), String::from);
        symbol.extend(
            index.bytes().filter_map(|digit| char::from_u32(0x2080 + u32::from(digit.wrapping_sub(b'0')))),
        );
        symbol
    }
}

impl Expr {
    /// The letters that are no variables, in the order in which the printed formula names them.
    #[must_use]
    pub fn parameters(&self) -> &[FormulaParameter] {
        &self.parameters
    }

    /// The same formula with other values of its parameters: `value` is asked for each name, and one for which it has
    /// none stays as it is. Nothing is read anew, so that it can be done at every frame.
    ///
    /// ```
    /// use hillside_core::Expr;
    ///
    /// let bowl = Expr::parse("ax^2+y^2")?.with_parameters(|name| (name == "a").then_some(3.0));
    /// assert_eq!(bowl.read(&[2.0, 1.0]), 13.0);
    /// assert_eq!(bowl.to_string(), "a*x^2+y^2");
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    #[must_use]
    pub fn with_parameters(&self, value: impl Fn(&str) -> Option<f64>) -> Self {
        let valued = |known: &FormulaParameter| FormulaParameter {
            name: known.name.clone(),
            value: value(&known.name).unwrap_or(known.value),
        };
        let parameters: Arc<[FormulaParameter]> = self.parameters.iter().map(valued).collect();
        let schedule = Arc::new(Schedule::of(&self.nodes, &parameters));
        Self { parameters, schedule, ..self.clone() }
    }

    /// The same formula as a function of these variables, which are its own and any of its parameters; derivatives in
    /// a parameter are then as exact as any. Own variables that are left out come last.
    ///
    /// ```
    /// use hillside_core::{Dual, Expr, Number};
    ///
    /// let bowl = Expr::parse("ax^2+y^2")?.with_variables(&["x", "y", "a"]);
    /// let at = [Dual::<f64, 1>::constant(2.0), Dual::constant(1.0), Dual::variable(3.0, 0)];
    /// assert_eq!(bowl.read(&at).slopes(), &[4.0]);
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    #[must_use]
    pub fn with_variables(&self, names: &[&str]) -> Self {
        let mut variables: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        for own in self.variables.iter() {
            if !variables.contains(own) {
                variables.push(own.clone());
            }
        }
        let mut parameters: Vec<FormulaParameter> = Vec::new();
        let mut moved: Vec<Node> = Vec::with_capacity(self.parameters.len());
        for parameter in self.parameters.iter() {
            moved.push(match variables.iter().position(|name| *name == parameter.name) {
                Some(index) => Node::Variable(index),
                None => {
                    parameters.push(parameter.clone());
                    Node::Parameter(parameters.len() - 1)
                }
            });
        }
        let place = |index: usize| variables.iter().position(|name| *name == self.variables[index]);
        let nodes: Arc<[Node]> = self
            .nodes
            .iter()
            .map(|node| match *node {
                Node::Parameter(index) => moved[index],
                Node::Variable(index) => Node::Variable(place(index).unwrap_or(index)),
                other => other,
            })
            .collect();
        let parameters: Arc<[FormulaParameter]> = parameters.into();
        let schedule = Arc::new(Schedule::of(&nodes, &parameters));
        Self { nodes, variables: variables.into(), parameters, schedule, plain: self.plain }
    }

    /// Whether the text that was read is written as [`Display`](std::fmt::Display) writes it, but for spaces and
    /// brackets. Of `2xy`, `sin x`, `|x|` or `np.exp(x)` it is not, and a reader will want to see how it was read.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.plain
    }
}

#[cfg(test)]
mod tests {
    use crate::{Expr, Hyper};

    #[test]
    fn parameters_are_constants_of_any_value() {
        let formula = Expr::parse("a sin(b x)/c + |a|").unwrap();
        let names: Vec<&str> = formula.parameters().iter().map(|parameter| &*parameter.name).collect();
        assert_eq!(names, ["a", "b", "c"]);
        for value in [0.0, -0.0, -2.5, 1e308, -1e-320, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            for name in names.clone() {
                let other = formula.with_parameters(|known| (known == name).then_some(value));
                let read = other.read(&[Hyper::<f64>::variable(0.5, 0), Hyper::variable(0.25, 1)]);
                let _ = (read.slopes(), other.mathml(), other.gradient(), other.hessian());
                assert_eq!(other.to_string(), formula.to_string());
            }
        }
        let other = formula.with_parameters(|name| Some(if name == "a" { -3.0 } else { 2.0 }));
        assert_eq!(other.read(&[0.0, 0.0]), 3.0);
    }

    #[test]
    fn a_symbol_is_what_readers_write() {
        let formula = Expr::parse("a*x+alpha*y+w_1+Omega_20").unwrap();
        let symbols: Vec<String> = formula.parameters().iter().map(super::FormulaParameter::symbol).collect();
        assert_eq!(symbols, ["a", "α", "w₁", "Ω₂₀"]);
    }

    #[test]
    fn a_parameter_becomes_a_variable() {
        let formula = Expr::parse("a*x+b*y").unwrap().with_parameters(|_| Some(5.0));
        let other = formula.with_variables(&["b", "x"]);
        assert_eq!(other.variables(), ["b", "x", "y"]);
        assert_eq!((other.parameters().len(), other.parameters()[0].value), (1, 5.0));
        assert_eq!(other.read(&[7.0, 2.0, 3.0]), 31.0);
        assert_eq!(other.derivative(0).to_string(), "y");
        assert_eq!(formula.derivative(0).read(&[0.0, 0.0]), 5.0);
    }

    #[test]
    fn what_was_read_otherwise_than_written_is_known() {
        for text in ["x", "x^2 + y^2", "-(x*y)", "sin(x)*max(x, y, 2)", "a*x^-2.5e3", "e^x*pi", "alpha*x+w_1"]
        {
            assert!(Expr::parse(text).unwrap().is_plain(), "{text}");
        }
        for text in [
            "2x",
            "xy",
            "x y",
            "sin x",
            "Sin(x)",
            "arctan(x)",
            "|x|",
            "x**2",
            "x²",
            "√x",
            "½*x",
            "x·y",
            "αx",
            "α*x",
            "x^1/2",
            "sin^2(x)",
            "{x}",
            "z=x",
            "np.sin(x)",
            "pow(x,2)",
            "\\frac{x}{2}",
            "$x$",
            "w1*x",
            "x.*y",
            "PI*x",
            "lambda x: x",
            "１*x",
        ] {
            assert!(!Expr::parse(text).unwrap().is_plain(), "{text}");
        }
    }
}
