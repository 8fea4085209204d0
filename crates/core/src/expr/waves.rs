//! Products of waves written as sums of waves.

use std::collections::BTreeMap;

use super::op::{Binary, Unary};
use super::parameter::FormulaParameter;
use super::{Arena, Expr, Node};

/// The most waves a product becomes; one that would be more stays a product.
const MOST_WAVES: usize = 8;

/// The most places a phase is taken apart into, and the most doubles the factor of one is a sum of.
const MOST_PLACES: usize = 8;
const LONGEST: usize = 3;

/// Of sizes of waves the largest, and that of which they are multiples: sums of products of two of
/// them are exact.
const LARGEST: f64 = 16.0;
const SMALLEST: f64 = 1.0 / 65536.0;

impl Expr {
    /// The same function with products and powers of sines and cosines multiplied out:
    ///
    /// ```text
    /// cos p cos q = (cos(p - q) + cos(p + q)) / 2
    /// sin p sin q = (cos(p - q) - cos(p + q)) / 2
    /// sin p cos q = (sin(p + q) + sin(p - q)) / 2
    /// ```
    ///
    /// `None` where there is nothing to multiply out. Read in intervals, a product of waves is as wide
    /// as if its factors had nothing to do with each other; of a sum of waves every derivative is one
    /// again, and what cancels is gone: a derivative of `cos(x) cos(y)` along the diagonal is a
    /// multiple of `cos(x + y)`.
    ///
    /// It is the same function to the last digit, so that what is proved of the one holds for the
    /// other: numbers are added and multiplied only where that is exact, or what rounding takes is
    /// written beside the result.
    pub(crate) fn waves_apart(&self) -> Option<Self> {
        if !self.nodes.iter().any(is_wave) {
            return None;
        }
        let mut writer = Writer::of(&self.parameters);
        let mut places: Vec<Place> = Vec::with_capacity(self.nodes.len());
        for node in self.nodes.iter() {
            let place = writer.rewritten(*node, &places);
            places.push(place);
        }
        let root = writer.written(places.last()?);
        writer.changed.then(|| writer.arena.finish(root, &self.variables, &self.parameters))
    }

    /// The directions in which plane waves of the formula run, as unit vectors in the first two
    /// variables: of the shortest waves first, at most `most`, and of directions that are the same
    /// or at right angles only one. A wave is plane if its phase is a sum of multiples of
    /// variables.
    pub(crate) fn wave_directions(&self, most: usize) -> Vec<[f64; 2]> {
        let mut waves: Vec<[f64; 2]> = Vec::new();
        let mut writer = Writer::of(&self.parameters);
        for node in self.nodes.iter().filter(|_| self.nodes.iter().any(is_wave)) {
            writer.push(*node);
            let Node::Unary(Unary::Sin | Unary::Cos, a) = *node else { continue };
            let mut wave = [0.0; 2];
            let is_plane = writer.phases[a].iter().all(|(place, factor)| match writer.arena.node(*place) {
                Node::Variable(index) if index < 2 => {
                    wave[index] = factor.iter().sum();
                    true
                }
                _ => writer.numbers[*place].is_some(),
            });
            if is_plane && wave != [0.0; 2] {
                waves.push(wave);
            }
        }
        let length = |[x, y]: [f64; 2]| {
            let size = x.abs().max(y.abs());
            size * ((x / size) * (x / size) + (y / size) * (y / size)).sqrt()
        };
        waves.sort_by(|a, b| length(*b).total_cmp(&length(*a)));
        let mut directions: Vec<[f64; 2]> = Vec::new();
        for wave in waves {
            let [p, q] = wave.map(|component| component / length(wave));
            let differs = |[r, s]: &[f64; 2]| (p * r + q * s).abs() > 1e-9 && (p * s - q * r).abs() > 1e-9;
            if directions.len() < most && directions.iter().all(differs) {
                directions.push([p, q]);
            }
        }
        directions
    }
}

fn is_wave(node: &Node) -> bool {
    matches!(node, Node::Unary(Unary::Sin | Unary::Cos, _))
}

/// A place of the formula: the product of places of the arena and of a sum of waves.
#[derive(Clone, Debug)]
struct Place {
    factors: Vec<usize>,
    /// Empty where there is none.
    waves: Vec<Wave>,
}

/// `size * sin(phase)` or `size * cos(phase)`; the size is a multiple of [`SMALLEST`] and at most
/// [`LARGEST`].
#[derive(Clone, Debug, PartialEq)]
struct Wave {
    size: f64,
    op: Unary,
    phase: Phase,
}

/// A sum of multiples of places of the arena. A factor is a sum of doubles, from the smallest to the
/// largest, none of them 0 and none reaching into the digits of another.
type Phase = BTreeMap<usize, Vec<f64>>;

/// The sum of two doubles and what rounding takes from it.
///
/// Source: D. E. Knuth, *The Art of Computer Programming*, volume 2, 3rd ed., Addison-Wesley 1997,
/// section 4.2.2, theorem B.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let rest = sum - a;
    (sum, (a - (sum - rest)) + (b - rest))
}

/// The product of two doubles and what rounding takes from it, `None` where that would be too small or
/// too large for a double.
///
/// Source: T. J. Dekker, A floating-point technique for extending the available precision,
/// Numerische Mathematik 18, 1971.
fn two_product(a: f64, b: f64) -> Option<(f64, f64)> {
    let halves = |value: f64| {
        let scaled = 134_217_729.0 * value;
        let high = scaled - (scaled - value);
        (high, value - high)
    };
    let product = a * b;
    let ((a, c), (b, d)) = (halves(a), halves(b));
    let rest = c * d - (((product - a * b) - c * b) - a * d);
    (product.abs() > 1e-250 && rest.is_finite()).then_some((product, rest))
}

/// Whether a number is a power of two or the negative of one: to multiply by it is exact.
fn is_power_of_two(value: f64) -> bool {
    value.is_normal() && value.to_bits() << 12 == 0
}

/// Adds a double to the factor of a place, exactly; `None` where that gets too long.
///
/// Source: J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric
/// predicates, Discrete & Computational Geometry 18, 1997, figure 6.
fn add_to(phase: &mut Phase, place: usize, term: f64) -> Option<()> {
    let mut sum = Vec::new();
    let mut large = term;
    for part in phase.remove(&place).unwrap_or_default() {
        let small;
        (large, small) = two_sum(large, part);
        sum.push(small);
    }
    sum.push(large);
    sum.retain(|part| *part != 0.0);
    let fits = sum.len() <= LONGEST && sum.iter().all(|part| part.is_finite());
    if !sum.is_empty() {
        phase.insert(place, sum);
    }
    fits.then_some(())
}

/// `a + scale * b`; `None` where that cannot be written exactly.
fn added(a: &Phase, b: &Phase, scale: f64) -> Option<Phase> {
    let mut total = a.clone();
    for (&place, factor) in b {
        for &part in factor {
            if is_power_of_two(scale) || is_power_of_two(part) {
                let product = Some(scale * part).filter(|product| product.abs() > 1e-250)?;
                add_to(&mut total, place, product)?;
            } else {
                let (product, rest) = two_product(scale, part)?;
                add_to(&mut total, place, rest)?;
                add_to(&mut total, place, product)?;
            }
        }
    }
    (total.len() <= MOST_PLACES).then_some(total)
}

/// Adds a wave to others, with a positive sign before the first place of its phase.
fn gather(waves: &mut Vec<Wave>, mut wave: Wave) {
    match wave.phase.first_key_value() {
        Some((_, factor)) if factor.last().is_some_and(|largest| *largest < 0.0) => {
            wave.phase.values_mut().flatten().for_each(|part| *part = -*part);
            if wave.op == Unary::Sin {
                wave.size = -wave.size;
            }
        }
        // The sine of 0.
        None if wave.op == Unary::Sin => return,
        _ => {}
    }
    match waves.iter_mut().find(|known| known.op == wave.op && known.phase == wave.phase) {
        Some(known) => known.size += wave.size,
        None => waves.push(wave),
    }
}

/// The product of two sums of waves as one; `None` where it is too long or cannot be written exactly.
fn multiplied(a: &[Wave], b: &[Wave]) -> Option<Vec<Wave>> {
    let mut waves = Vec::new();
    for a in a {
        for b in b {
            let size = 0.5 * a.size * b.size;
            let (less, more) = (added(&a.phase, &b.phase, -1.0)?, added(&a.phase, &b.phase, 1.0)?);
            let (op, first, second) = match (a.op, b.op) {
                (Unary::Sin, Unary::Sin) => (Unary::Cos, size, -size),
                (Unary::Sin, _) => (Unary::Sin, size, size),
                (_, Unary::Sin) => (Unary::Sin, -size, size),
                _ => (Unary::Cos, size, size),
            };
            gather(&mut waves, Wave { size: first, op, phase: less });
            gather(&mut waves, Wave { size: second, op, phase: more });
        }
    }
    waves.retain(|wave| wave.size != 0.0);
    let is_short = |wave: &Wave| wave.size.abs() <= LARGEST && (wave.size / SMALLEST).fract() == 0.0;
    let varies = waves.iter().any(|wave| !wave.phase.is_empty());
    (varies && waves.len() <= MOST_WAVES && waves.iter().all(is_short)).then_some(waves)
}

/// Where the formula is written anew.
#[derive(Debug, Default)]
struct Writer {
    arena: Arena,
    /// The values of the parameters.
    parameters: Vec<f64>,
    /// The value of each place of the arena that is a number, as every reading takes it.
    numbers: Vec<Option<f64>>,
    /// Each place of the arena as a sum of multiples of others, as far as that is exact.
    phases: Vec<Phase>,
    /// Whether any waves were multiplied out.
    changed: bool,
}

impl Writer {
    /// Where a formula with these parameters is to be written.
    fn of(parameters: &[FormulaParameter]) -> Self {
        Self { parameters: parameters.iter().map(|parameter| parameter.value).collect(), ..Self::default() }
    }

    fn push(&mut self, node: Node) -> usize {
        let index = self.arena.push(node);
        if index == self.numbers.len() {
            self.numbers.push(self.number(node));
            let parts = self.parts(node).filter(|parts| !parts.is_empty() && self.is_writable(parts));
            self.phases.push(parts.unwrap_or_else(|| Phase::from([(index, vec![1.0])])));
        }
        index
    }

    /// The value of a node that is a number.
    fn number(&self, node: Node) -> Option<f64> {
        match node {
            Node::Literal(value) => Some(value),
            Node::Pi => Some(std::f64::consts::PI),
            Node::E => Some(std::f64::consts::E),
            Node::Parameter(index) => Some(self.parameters[index]).filter(|value| value.is_finite()),
            Node::Variable(_) => None,
            Node::Unary(op, a) => self.numbers[a].map(|a| op.apply(&a)),
            Node::Binary(op, a, b) => self.numbers[a].zip(self.numbers[b]).map(|(a, b)| match op {
                // It depends on the exponent how it is read; nothing is done with NaN.
                Binary::Pow => f64::NAN,
                op => op.apply(&a, &b),
            }),
        }
    }

    /// A node that is a sum or a multiple, of what its arguments are made of.
    fn parts(&self, node: Node) -> Option<Phase> {
        let zero = Phase::new();
        match node {
            Node::Unary(Unary::Neg, a) => added(&zero, &self.phases[a], -1.0),
            Node::Binary(Binary::Add, a, b) => added(&self.phases[a], &self.phases[b], 1.0),
            Node::Binary(Binary::Sub, a, b) => added(&self.phases[a], &self.phases[b], -1.0),
            Node::Binary(Binary::Mul, a, b) => match (self.numbers[a], self.numbers[b]) {
                (Some(scale), None) => added(&zero, &self.phases[b], scale),
                (None, Some(scale)) => added(&zero, &self.phases[a], scale),
                _ => None,
            },
            Node::Binary(Binary::Div, a, b) => {
                let scale = self.numbers[b].filter(|scale| is_power_of_two(*scale))?;
                added(&zero, &self.phases[a], 1.0 / scale)
            }
            _ => None,
        }
    }

    fn literal(&mut self, value: f64) -> usize {
        self.push(Node::Literal(value))
    }

    fn rewritten(&mut self, node: Node, places: &[Place]) -> Place {
        match node {
            Node::Unary(op @ (Unary::Sin | Unary::Cos), a) => {
                let a = self.written(&places[a]);
                if self.numbers[a].is_none() {
                    let wave = Wave { size: 1.0, op, phase: self.phases[a].clone() };
                    return Place { factors: Vec::new(), waves: vec![wave] };
                }
                self.plain(Node::Unary(op, a))
            }
            Node::Unary(Unary::Neg, a) if !places[a].waves.is_empty() => {
                let mut place = places[a].clone();
                place.waves.iter_mut().for_each(|wave| wave.size = -wave.size);
                place
            }
            Node::Unary(op, a) => {
                let a = self.written(&places[a]);
                self.plain(Node::Unary(op, a))
            }
            Node::Binary(op, a, b) => {
                let (a, b) = (&places[a], &places[b]);
                let waves = a.waves.len() + b.waves.len() > 0;
                match op {
                    Binary::Mul if waves => self.times(a, b),
                    Binary::Pow if waves => self.power(a, b).unwrap_or_else(|| self.combined(op, a, b)),
                    _ => self.combined(op, a, b),
                }
            }
            leaf => self.plain(leaf),
        }
    }

    /// A place that is not taken apart.
    fn plain(&mut self, node: Node) -> Place {
        Place { factors: vec![self.push(node)], waves: Vec::new() }
    }

    fn combined(&mut self, op: Binary, a: &Place, b: &Place) -> Place {
        let (a, b) = (self.written(a), self.written(b));
        self.plain(Node::Binary(op, a, b))
    }

    fn times(&mut self, a: &Place, b: &Place) -> Place {
        let mut factors = a.factors.clone();
        let product = multiplied(&a.waves, &b.waves)
            .filter(|waves| waves.iter().all(|wave| self.is_writable(&wave.phase)));
        let waves = match product {
            _ if a.waves.is_empty() => b.waves.clone(),
            _ if b.waves.is_empty() => a.waves.clone(),
            Some(waves) => {
                self.changed = true;
                waves
            }
            None => {
                factors.push(self.sum(&b.waves));
                a.waves.clone()
            }
        };
        factors.extend(&b.factors);
        Place { factors, waves }
    }

    /// A square, cube or fourth power of waves, where their phases allow it.
    fn power(&mut self, base: &Place, exponent: &Place) -> Option<Place> {
        let (&[exponent], []) = (&exponent.factors[..], &exponent.waves[..]) else { return None };
        let times = match self.numbers[exponent]? {
            2.0 => 2,
            3.0 => 3,
            4.0 => 4,
            _ => return None,
        };
        let wave = Place { factors: Vec::new(), waves: base.waves.clone() };
        let mut power = wave.clone();
        for _ in 1..times {
            power = self.times(&power, &wave);
        }
        if !power.factors.is_empty() {
            return None;
        }
        for &factor in &base.factors {
            if self.numbers[factor].is_some() {
                // Again and again, for its power would be rounded.
                power.factors.extend(vec![factor; times]);
            } else {
                power.factors.push(self.push(Node::Binary(Binary::Pow, factor, exponent)));
            }
        }
        Some(power)
    }

    /// Whether a phase can be written so that every number in it is exact: multiples of numbers are
    /// rounded when they are read, and so are waves of nothing but numbers.
    fn is_writable(&self, phase: &Phase) -> bool {
        let is_exact = |(place, factor): (&usize, &Vec<f64>)| match (self.numbers[*place], &factor[..]) {
            (None, _) => true,
            (Some(number), [factor]) => is_power_of_two(*factor) && (factor * number).is_normal(),
            _ => false,
        };
        phase.iter().all(is_exact)
            && (phase.is_empty() || phase.keys().any(|place| self.numbers[*place].is_none()))
    }

    /// `total + factor * term`; an absent total is 0.
    fn plus(&mut self, total: Option<usize>, factor: f64, term: usize) -> usize {
        let term = if factor.abs() == 1.0 {
            term
        } else {
            let size = self.literal(factor.abs());
            self.push(Node::Binary(Binary::Mul, size, term))
        };
        let node = match (total, factor < 0.0) {
            (None, false) => return term,
            (None, true) => Node::Unary(Unary::Neg, term),
            (Some(total), false) => Node::Binary(Binary::Add, total, term),
            (Some(total), true) => Node::Binary(Binary::Sub, total, term),
        };
        self.push(node)
    }

    /// The place of the arena that is a sum of waves.
    fn sum(&mut self, waves: &[Wave]) -> usize {
        let mut total = None;
        for wave in waves {
            // What varies first, lest numbers be added to numbers, which rounds.
            let (numbers, varying): (Vec<_>, Vec<_>) =
                wave.phase.iter().partition(|(place, _)| self.numbers[**place].is_some());
            let mut angle = None;
            for (place, factor) in varying.into_iter().chain(numbers) {
                for part in factor.iter().rev() {
                    angle = Some(self.plus(angle, *part, *place));
                }
            }
            total = Some(match angle {
                Some(angle) => {
                    let node = self.push(Node::Unary(wave.op, angle));
                    self.plus(total, wave.size, node)
                }
                // The cosine of 0.
                None => {
                    let one = self.literal(wave.size.abs());
                    self.plus(total, 1.0f64.copysign(wave.size), one)
                }
            });
        }
        total.unwrap_or_else(|| self.literal(0.0))
    }

    /// The place of the arena that is a place of the formula.
    fn written(&mut self, place: &Place) -> usize {
        let mut factors = place.factors.clone();
        let last = if place.waves.is_empty() { factors.pop() } else { None };
        let mut product = last.unwrap_or_else(|| self.sum(&place.waves));
        // From the right, lest a number meet another.
        for factor in factors.into_iter().rev() {
            product = self.push(Node::Binary(Binary::Mul, factor, product));
        }
        product
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hyper, Interval};

    fn parse(text: &str) -> Expr {
        Expr::parse(text).unwrap()
    }

    #[test]
    fn products_become_sums() {
        for (product, sum) in [
            ("cos(12*x)*cos(7*y)", "0.5*cos(12*x-7*y)+0.5*cos(12*x+7*y)"),
            ("sin(x)*sin(y)", "0.5*cos(x-y)-0.5*cos(x+y)"),
            ("sin(x)*cos(y)", "0.5*sin(x-y)+0.5*sin(x+y)"),
            ("cos(x)*sin(y)", "-(0.5*sin(x-y))+0.5*sin(x+y)"),
            ("cos(5*x+3*y)*sin(7*x-y)", "0.5*sin(2*x-4*y)+0.5*sin(12*x+2*y)"),
            ("sin(x)^2", "0.5-0.5*cos(2*x)"),
            ("cos(x+1)*cos(y-2)", "0.5*cos(x-y+1+2)+0.5*cos(x+y+1-2)"),
            ("3*cos(x)*exp(y)*cos(y)", "3*(exp(y)*(0.5*cos(x-y)+0.5*cos(x+y)))"),
            ("-sin(x)*cos(x)/2", "-(0.5*sin(2*x))/2"),
            ("1-tanh(sin(x*y)*cos(x*y))", "1-tanh(0.5*sin(2*(x*y)))"),
            ("(x*cos(y))^2", "x^2*(0.5+0.5*cos(2*y))"),
            ("cos(x/2)*cos(-x/4+y)", "0.5*cos(0.75*x-y)+0.5*cos(0.25*x+y)"),
            ("cos(x)*cos(y)*cos(x+y)", "0.25*cos(2*y)+0.25*cos(2*x)+0.25+0.25*cos(2*x+2*y)"),
        ] {
            let apart = parse(product).waves_apart().map(|expr| expr.to_string());
            assert_eq!(apart.as_deref(), Some(parse(sum).to_string().as_str()), "{product}");
        }
    }

    #[test]
    fn what_has_no_product_of_waves_is_left() {
        for text in [
            "x*y",
            "cos(x)+cos(y)",
            "x*cos(y)",
            "cos(x)/cos(y)",
            "sin(2)*cos(x)",
            "cos(cos(x))",
            "exp(x)^2",
            "cos(x)^x",
            "cos(x)^sin(y)",
            "cos(x)^(2*sin(y))",
            "cos(x)^20",
        ] {
            let apart = parse(text).waves_apart().map(|expr| expr.to_string());
            assert_eq!(apart, None, "{text}");
        }
        // Eight waves; the fifth factor would make it sixteen.
        let long = parse("sin(x)*sin(x*y)*sin(y^2)*sin(x^3)*sin(y+x^2)").waves_apart().unwrap();
        assert_eq!(long.to_string().matches("cos").count(), 8);
        assert!(long.to_string().starts_with("sin(y+x^2)*("), "{long}");
    }

    /// The enclosures of both have every value and every derivative in common.
    #[test]
    fn it_is_the_same_function() {
        for text in [
            "cos(12.1*x)*cos(7.3*y)",
            "sin(0.1*x+0.2*y)*cos(0.3*x-0.7*y)*x",
            "sin(pi*x)^4*exp(y)",
            "cos(x)*cos(x)*cos(x)*sin(y)",
            "(0.1*cos(x))*(0.3*sin(y+0.7))",
            "(0.1*y*cos(x))^3",
            "sin(x*y+1/3)*sin(x/3-y)",
            "-sin(2*x)*-cos(3*y)",
            "1/(2+sin(x)*sin(y))",
            "cos(x-2^0.5)*cos(y)",
            "sin(x)*cos(2)*sin(y)*sin(3*x)^2",
            "cos(1e9*x)*cos(y)",
            "cos(0.1*x)*cos(0.1*x)*cos(0.2*x)*cos(0.2*y)",
        ] {
            let expr = parse(text);
            let apart = expr.waves_apart().unwrap();
            assert_eq!(apart.variables(), expr.variables());
            for at in [[0.3, 0.7], [-1.2, 0.1], [0.0, 0.0], [2.5, -3.5]] {
                let read = |expr: &Expr| {
                    let [x, y] = at.map(Interval::point);
                    let here = expr.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]);
                    [[*here.value()].as_slice(), here.slopes(), here.hessian()].concat()
                };
                for (one, other) in read(&expr).iter().zip(read(&apart)) {
                    assert!(
                        one.intersection(&other).is_some(),
                        "{text} at {at:?}: {one:?} and {other:?} ({apart})"
                    );
                }
            }
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        let numbers = [1.0, 0.1, 0.7, 1.0 / 3.0, 12.1, 1e-7, 3e11, 2.0, 1e-30];
        // Whole numbers over a power of two, as far as they go.
        let whole = |value: f64, power: u64| -> Option<i128> {
            let scaled = value * f64::from_bits((1023 + power) << 52);
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
            (scaled.fract() == 0.0 && scaled.abs() < 1e36).then_some(scaled as i128)
        };
        for a in numbers {
            for b in numbers {
                for (a, b) in [(a, b), (-a, b)] {
                    let (sum, rest) = two_sum(a, b);
                    if let (Some(a), Some(b)) = (whole(a, 60), whole(b, 60)) {
                        assert_eq!(whole(sum, 60).unwrap() + whole(rest, 60).unwrap(), a + b);
                    }
                    let (product, rest) = two_product(a, b).unwrap();
                    if let (Some(a), Some(b)) = (whole(a, 56), whole(b, 56))
                        && let (Some(product), Some(rest)) = (whole(product, 112), whole(rest, 112))
                    {
                        assert_eq!(Some(product + rest), a.checked_mul(b), "{a} {b}");
                    }
                }
            }
        }
        assert_eq!(two_product(1e-200, 1e-200), None);
        assert_eq!(two_product(1e300, 1e300), None);
        let mut phase = Phase::new();
        for term in [0.1, 0.2, -0.1, -0.2] {
            add_to(&mut phase, 3, term).unwrap();
        }
        assert!(phase.is_empty(), "{phase:?}");
    }

    /// A factor that is no double is written as two.
    #[test]
    fn what_rounding_takes_is_written_down() {
        let apart = parse("cos(0.1*x)*cos(0.7*x+y)").waves_apart().unwrap().to_string();
        assert_ne!(0.1 + 0.7, 0.8);
        assert!(apart.matches("*x").count() == 4, "{apart}");
    }

    #[test]
    fn directions_of_waves() {
        for (text, want) in [
            ("cos(3*x+4*y)", vec![[0.6, 0.8]]),
            ("cos(3*x+4*y)+sin(4*x-3*y)*x", vec![[0.6, 0.8]]),
            ("sin(x)+cos(5*(x-y)+2)", vec![[0.5f64.sqrt(), -(0.5f64.sqrt())], [1.0, 0.0]]),
            ("exp(sin(y/2))", vec![[0.0, 1.0]]),
            ("x*y+tan(x+y)+cos(x*y)+sin(x^2+y)", vec![]),
        ] {
            let got = parse(text).wave_directions(2);
            assert_eq!(got.len(), want.len(), "{text}: {got:?}");
            for (got, want) in got.iter().flatten().zip(want.iter().flatten()) {
                assert!((got - want).abs() < 1e-15, "{text}: {got}, not {want}");
            }
        }
        assert_eq!(parse("sin(x)+sin(x+y)+sin(x+3*y)").wave_directions(2).len(), 2);
    }
}
