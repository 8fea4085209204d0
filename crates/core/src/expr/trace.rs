//! [`Derivation`]: how a derivative comes about, rule by rule, for people to read.

use super::op::{Binary, Unary};
use super::rule::Rule;
use super::{Arena, Expr, Node};

/// The longest formula whose derivation is written out, in places.
const LONGEST: u32 = 400;

/// One step of a [`Derivation`]: a rule, what it was used on, and what came out.
#[derive(Clone, Debug, PartialEq)]
pub struct DerivationStep {
    /// The rule.
    pub rule: Rule,
    /// What was differentiated: a part of the formula, or, below the chain rule, its outer function of a letter of its own.
    pub of: Expr,
    /// Its derivative. Both print as text and as MathML.
    pub gives: Expr,
    /// The letter that stands for the inner value in the outer function, and that value; of outer functions alone.
    pub inner: Option<(String, Expr)>,
    /// The steps whose results this one uses, by their places in [`Derivation::steps`]; all are before it. The variable
    /// itself and a factor without it need none.
    pub uses: Vec<usize>,
}

/// The derivative of a formula in one variable, the others frozen, rule by rule.
///
/// ```
/// use hillside_core::{Expr, Rule};
///
/// let derivation = Expr::parse("x^2*y")?.derivation(0).unwrap();
/// let steps: Vec<_> = derivation.steps().iter().map(|s| (s.rule, s.of.to_string(), s.gives.to_string())).collect();
/// assert_eq!(steps, [
///     (Rule::Power, "x^2".to_owned(), "2*x".to_owned()),
///     (Rule::ConstantFactor, "x^2*y".to_owned(), "2*x*y".to_owned()),
/// ]);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    variable: String,
    steps: Vec<DerivationStep>,
}

impl Derivation {
    /// The name of the variable that changes.
    #[must_use]
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// The steps, each after those whose results it uses; the last is on the whole formula.
    #[must_use]
    pub fn steps(&self) -> &[DerivationStep] {
        &self.steps
    }

    /// What each step gives where the letters have these values; NaN where it needs a letter that is not among them.
    ///
    /// ```
    /// use hillside_core::Expr;
    ///
    /// let derivation = Expr::parse("x^2*y")?.derivation(0).unwrap();
    /// assert_eq!(derivation.values(&[("x", 3.0), ("y", 2.0)]), [6.0, 12.0]);
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    #[must_use]
    pub fn values(&self, letters: &[(&str, f64)]) -> Vec<f64> {
        let value = |expr: &Expr, letters: &[(&str, f64)]| {
            let of = |name: &String| letters.iter().find(|(known, _)| known == name);
            let at: Vec<f64> =
                expr.variables().iter().map(|name| of(name).map_or(f64::NAN, |(_, value)| *value)).collect();
            expr.read(&at)
        };
        let each = self.steps.iter().map(|step| match &step.inner {
            None => value(&step.gives, letters),
            Some((letter, inner)) => {
                let inner = value(inner, letters);
                value(&step.gives, &[letters, &[(letter.as_str(), inner)]].concat())
            }
        });
        each.collect()
    }

    /// The rules that were used, each once, in the order of their first use.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for step in &self.steps {
            if !rules.contains(&step.rule) {
                rules.push(step.rule);
            }
        }
        rules
    }
}

impl Expr {
    /// How the derivative in the variable at `variable` of [`variables`](Self::variables) comes about, rule by rule;
    /// `None` where there is no such variable, or of a formula of more than 400 places, which nobody would read.
    ///
    /// What each step gives is what [`derivative`](Self::derivative) gives of that part. Equal parts are differentiated
    /// once.
    #[must_use]
    pub fn derivation(&self, variable: usize) -> Option<Derivation> {
        let name = self.variables().get(variable)?.clone();
        if self.written_places() > LONGEST {
            return None;
        }
        let mut depends: Vec<bool> = Vec::with_capacity(self.nodes().len());
        for node in self.nodes() {
            depends.push(match *node {
                Node::Variable(index) => index == variable,
                Node::Unary(_, a) => depends[a],
                Node::Binary(_, a, b) => depends[a] || depends[b],
                _ => false,
            });
        }
        let known = vec![None; self.nodes().len()];
        let mut writer = Writer { expr: self, variable, depends, known, steps: Vec::new() };
        writer.explain(self.root());
        Some(Derivation { variable: name, steps: writer.steps })
    }
}

/// The derivation as far as it is written.
struct Writer<'e> {
    expr: &'e Expr,
    variable: usize,
    /// Of each place whether it depends on the variable.
    depends: Vec<bool>,
    /// The step that differentiates each place, once it is there.
    known: Vec<Option<usize>>,
    steps: Vec<DerivationStep>,
}

impl Writer<'_> {
    fn node(&self, place: usize) -> Node {
        self.expr.nodes()[place]
    }

    fn is_variable(&self, place: usize) -> bool {
        self.node(place) == Node::Variable(self.variable)
    }

    /// The part of the formula that ends at `place`.
    fn part(&self, place: usize) -> Expr {
        let mut arena = Arena::default();
        let root = arena.copy(&self.expr.nodes()[..=place], &[]);
        arena.finish(root, &self.expr.variables, &self.expr.parameters)
    }

    fn push(&mut self, place: usize, rule: Rule, uses: Vec<usize>) -> usize {
        let of = self.part(place);
        let gives = of.derivative(self.variable);
        self.steps.push(DerivationStep { rule, of, gives, inner: None, uses });
        self.known[place] = Some(self.steps.len() - 1);
        self.steps.len() - 1
    }

    /// Writes the steps that lead to the derivative of a place, and gives the last. How deep it goes is bounded by the
    /// length of what is written out.
    fn explain(&mut self, place: usize) -> usize {
        if let Some(step) = self.known[place] {
            return step;
        }
        if !self.depends[place] {
            return self.push(place, Rule::Constant, Vec::new());
        }
        match self.node(place) {
            Node::Unary(Unary::Neg, a) => {
                let uses = self.unless_plain(a);
                self.push(place, Rule::ConstantFactor, uses)
            }
            Node::Unary(op, a) if self.is_variable(a) => self.push(place, Rule::of(op), Vec::new()),
            Node::Unary(op, a) => {
                self.chain(place, Rule::of(op), a, |arena, inner| arena.push(Node::Unary(op, inner)))
            }
            Node::Binary(op, a, b) => self.explain_pair(place, op, a, b),
            // Of the leaves the variable alone depends on it.
            _ => self.push(place, Rule::Variable, Vec::new()),
        }
    }

    /// The step of a place, but none of the variable itself, of which nobody needs to be told.
    fn unless_plain(&mut self, place: usize) -> Vec<usize> {
        if self.is_variable(place) { Vec::new() } else { vec![self.explain(place)] }
    }

    fn explain_all(&mut self, places: &[usize]) -> Vec<usize> {
        places.iter().flat_map(|&place| self.unless_plain(place)).collect()
    }

    fn explain_pair(&mut self, place: usize, op: Binary, a: usize, b: usize) -> usize {
        let (in_a, in_b) = (self.depends[a], self.depends[b]);
        match op {
            Binary::Add | Binary::Sub => {
                let terms = self.flat(place, |op| matches!(op, Binary::Add | Binary::Sub));
                let uses = self.explain_all(&terms);
                self.push(place, Rule::Sum, uses)
            }
            Binary::Mul => {
                let factors = self.flat(place, |op| op == Binary::Mul);
                let changing: Vec<usize> =
                    factors.iter().copied().filter(|&factor| self.depends[factor]).collect();
                match changing[..] {
                    [only] => {
                        let uses = self.unless_plain(only);
                        self.push(place, Rule::ConstantFactor, uses)
                    }
                    _ => {
                        let uses = self.explain_all(&changing);
                        self.push(place, Rule::Product, uses)
                    }
                }
            }
            Binary::Div => {
                let rule = match (in_a, in_b) {
                    (true, true) => Rule::Quotient,
                    (true, false) => Rule::ConstantFactor,
                    _ => Rule::Reciprocal,
                };
                let changing: Vec<usize> = [a, b].into_iter().filter(|&side| self.depends[side]).collect();
                let uses = self.explain_all(&changing);
                self.push(place, rule, uses)
            }
            Binary::Pow => match (in_a, in_b) {
                (true, true) => {
                    let uses = self.explain_all(&[a, b]);
                    self.push(place, Rule::VaryingPower, uses)
                }
                (true, false) if self.is_variable(a) => self.push(place, Rule::Power, Vec::new()),
                (false, _) if self.is_variable(b) => self.push(place, Rule::Exponential, Vec::new()),
                (true, false) => {
                    let exponent = self.part(b);
                    self.chain(place, Rule::Power, a, |arena, inner| {
                        let exponent = arena.copy(exponent.nodes(), &[]);
                        arena.push(Node::Binary(Binary::Pow, inner, exponent))
                    })
                }
                (false, _) => {
                    let base = self.part(a);
                    self.chain(place, Rule::Exponential, b, |arena, inner| {
                        let base = arena.copy(base.nodes(), &[]);
                        arena.push(Node::Binary(Binary::Pow, base, inner))
                    })
                }
            },
            Binary::Max | Binary::Min | Binary::Hypot | Binary::Atan2 => {
                let rule = match op {
                    Binary::Hypot => Rule::Length,
                    Binary::Atan2 => Rule::Angle,
                    _ => Rule::Choice,
                };
                let uses = self.explain_all(&[a, b]);
                self.push(place, rule, uses)
            }
        }
    }

    /// What a chain of operations of one kind joins, from left to right: the terms of a sum, the factors of a product.
    fn flat(&self, place: usize, kind: fn(Binary) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        let mut waiting = vec![place];
        while let Some(place) = waiting.pop() {
            match self.node(place) {
                Node::Binary(op, a, b) if kind(op) => waiting.extend([b, a]),
                _ => found.push(place),
            }
        }
        found
    }

    /// The chain rule: a step for the outer function of a letter of its own, one for the inner function, and both together.
    fn chain(
        &mut self,
        place: usize,
        rule: Rule,
        inner: usize,
        outer: impl FnOnce(&mut Arena, usize) -> usize,
    ) -> usize {
        let first = self.explain(inner);
        let mut names = self.expr.variables.to_vec();
        let taken = |letter: &str| {
            names.iter().any(|name| name == letter)
                || self.expr.parameters.iter().any(|parameter| parameter.name == letter)
        };
        let free = ["u", "v", "w", "s", "t", "p", "q", "r"].into_iter().find(|letter| !taken(letter));
        let letter = free.unwrap_or("u_0").to_owned();
        names.push(letter.clone());
        let mut arena = Arena::default();
        let argument = arena.push(Node::Variable(names.len() - 1));
        let root = outer(&mut arena, argument);
        let of = arena.finish(root, &names.as_slice().into(), &self.expr.parameters);
        let gives = of.derivative(names.len() - 1);
        let inner = Some((letter, self.part(inner)));
        self.steps.push(DerivationStep { rule, of, gives, inner, uses: Vec::new() });
        let second = self.steps.len() - 1;
        self.push(place, Rule::Chain, vec![second, first])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slopes;

    fn lines(text: &str, variable: usize) -> Vec<String> {
        let derivation = Expr::parse(text).unwrap().derivation(variable).unwrap();
        let line = |step: &DerivationStep| format!("{}: ({})' = {}", step.rule, step.of, step.gives);
        derivation.steps().iter().map(line).collect()
    }

    #[test]
    fn derivations_read_as_in_a_book() {
        assert_eq!(lines("x^2*y", 0), ["power rule: (x^2)' = 2*x", "constant factor: (x^2*y)' = 2*x*y"]);
        assert_eq!(lines("x^2*y", 1), ["constant factor: (x^2*y)' = x^2"]);
        assert_eq!(
            lines("x^2*sin(x)", 0),
            [
                "power rule: (x^2)' = 2*x",
                "trigonometric rule: (sin(x))' = cos(x)",
                "product rule: (x^2*sin(x))' = 2*x*sin(x)+x^2*cos(x)"
            ]
        );
        assert_eq!(
            lines("sin(x^2)", 0),
            [
                "power rule: (x^2)' = 2*x",
                "trigonometric rule: (sin(u))' = cos(u)",
                "chain rule: (sin(x^2))' = 2*x*cos(x^2)"
            ]
        );
        assert_eq!(
            lines("(3*x+1)^4", 0),
            [
                "constant factor: (3*x)' = 3",
                "constant rule: (1)' = 0",
                "sum rule: (3*x+1)' = 3",
                "power rule: (u^4)' = 4*u^3",
                "chain rule: ((3*x+1)^4)' = 12*(3*x+1)^3"
            ]
        );
        assert_eq!(lines("7*y", 0), ["constant rule: (7*y)' = 0"]);
        assert_eq!(lines("x", 0), ["the variable itself: (x)' = 1"]);
        assert_eq!(lines("2^x", 0), ["exponential rule: (2^x)' = ln(2)*2^x"]);
    }

    #[test]
    fn the_inner_value_has_a_letter_that_is_free() {
        let derivation = Expr::parse("exp(u*x)+v").unwrap().derivation(0).unwrap();
        let outer = derivation.steps().iter().find(|step| step.inner.is_some()).unwrap();
        let (letter, inner) = outer.inner.as_ref().unwrap();
        assert_eq!((letter.as_str(), inner.to_string().as_str()), ("w", "u*x"));
        assert_eq!(outer.of.to_string(), "exp(w)");
    }

    #[test]
    fn every_step_has_its_number_outer_functions_at_the_inner_value() {
        // The inner value is 4 at x = 2: the outer slope there is a half of a half.
        let derivation = Expr::parse("sqrt(x^2+a)").unwrap().derivation(0).unwrap();
        let values = |letters| derivation.values(letters);
        let with = |letters| {
            let known = Expr::parse_with("sqrt(x^2+a)", &["x", "a"]).unwrap().derivation(0).unwrap();
            (known.steps().iter().map(|step| step.of.to_string()).collect::<Vec<_>>(), known.values(letters))
        };
        let (of, known) = with(&[("x", 2.0), ("a", 0.0)]);
        let of_outer = of.iter().position(|of| of.starts_with("sqrt(") && !of.contains('x')).unwrap();
        assert_eq!((known[of_outer], known.last()), (0.25, Some(&1.0)), "{of:?}");
        // A letter that is missing is no number, and the others keep theirs.
        assert!(with(&[("x", 2.0)]).1.last().unwrap().is_nan());
        assert_eq!(values(&[("x", 2.0)]).first(), Some(&4.0));
    }

    /// The text of a formula with every operation in it, of the variable itself and of a function of it.
    fn formulas() -> Vec<String> {
        let mut found = Vec::new();
        for inner in ["x", "(0.3*x+0.2*y)", "(x^2/4+0.2)"] {
            for op in Unary::ALL {
                // Of the inverse of cosh what is at least 1.
                let inner = if op == Unary::Acosh { format!("({inner}+1.5)") } else { inner.to_owned() };
                found.push(format!("{}({inner})", op.name()));
            }
            for op in Binary::ALL {
                for other in ["2.5", "y", "(x+2)", "0.7"] {
                    for (a, b) in [(inner, other), (other, inner)] {
                        found.push(match op.is_function() {
                            true => format!("{}({a},{b})", op.name()),
                            false => format!("{a}{}{b}", op.name()),
                        });
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_operation_has_a_rule_and_the_slope_of_dual_numbers() {
        let mut rules: Vec<Rule> = vec![];
        for text in formulas().iter().map(String::as_str).chain([
            "exp(sin(x*y))*ln(x+2)/(1+x^2)",
            "((x-1)^2+y)^x",
            "max(x,y,0.1)*softplus(x*y)",
            "7",
            "x",
            "sin(x)*cos(x)*exp(x)",
        ]) {
            let expr = Expr::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            for variable in 0..2 {
                let derivation = expr.derivation(variable).unwrap();
                let steps = derivation.steps();
                let last = steps.last().unwrap();
                assert_eq!(last.of, expr, "{text}");
                for (index, step) in steps.iter().enumerate() {
                    assert!(step.uses.iter().all(|used| *used < index), "{text}");
                    assert!(
                        index + 1 == steps.len() || steps.iter().any(|later| later.uses.contains(&index)),
                        "{text}"
                    );
                    // Of every step, not of the last alone: what it gives is the slope of what it is of.
                    let changing = step.inner.as_ref().map_or(variable, |_| step.of.variables().len() - 1);
                    for at in [[0.37, 0.81, 0.59], [0.73, 0.29, 0.41]] {
                        let at = &at[..step.of.variables().len()];
                        let (value, want) = slopes(&step.of, at);
                        let (got, want) = (step.gives.read(at), want[changing]);
                        if value.is_finite() && want.is_finite() {
                            let what = format!("{text} in {variable}: {} of {}", step.rule, step.of);
                            assert!(
                                (got - want).abs() <= 1e-12 * (1.0 + want.abs()),
                                "{what}: {got}, not {want}"
                            );
                        }
                    }
                }
                rules.extend(derivation.rules());
            }
        }
        for rule in Rule::ALL {
            assert!(rules.contains(&rule), "no formula uses the {rule}");
            assert!(!rule.sentence().is_empty());
        }
    }

    #[test]
    fn long_formulas_and_other_variables_have_none() {
        assert!(Expr::parse("x+".repeat(300).trim_end_matches('+')).unwrap().derivation(0).is_none());
        assert!(Expr::parse("x").unwrap().derivation(2).is_none());
        let deep = "sin(".repeat(120) + "x" + &")".repeat(120);
        assert_eq!(
            Expr::parse(&deep).unwrap().derivation(0).unwrap().rules(),
            [Rule::Trigonometric, Rule::Chain]
        );
    }
}
