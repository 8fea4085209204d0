//! The update rule of a step in MathML: once in letters, once with the live numbers under them.

use std::fmt::Write;

use hillside_core::{Memory, Method};

use crate::digits;

/// What a step is made of.
#[derive(Debug)]
pub(crate) struct Update<'a> {
    pub(crate) method: Method,
    pub(crate) rate: f64,
    pub(crate) from: [f64; 2],
    /// The slope the method saw: the gradient, with noise if there is any.
    pub(crate) slope: [f64; 2],
    pub(crate) noisy: bool,
    pub(crate) before: &'a Memory,
    pub(crate) after: &'a Memory,
    pub(crate) to: [f64; 2],
}

impl Update<'_> {
    /// A table of pairs of rows, letters over numbers.
    pub(crate) fn mathml(&self) -> String {
        let mut table = Table::default();
        let g = if self.noisy { "<mi>g</mi>" } else { "<mrow><mo>∇</mo><mi>f</mi></mrow>" };
        let alpha = "<mi>α</mi>";
        let (rate, slope) = (number(self.rate), vector(self.slope));
        let x = |index: &str| format!("<msub><mi mathvariant=\"normal\">𝐱</mi>{index}</msub>");
        let (now, next) = (x("<mi>k</mi>"), x("<mrow><mi>k</mi><mo>+</mo><mn>1</mn></mrow>"));
        let (from, to) = (vector(self.from), vector(self.to));
        match self.method {
            Method::Gradient => {
                table.row(&next, &format!("{now}<mo>−</mo>{alpha}{g}"));
                table.row(&to, &format!("{from}<mo>−</mo>{rate}{slope}"));
            }
            Method::Momentum { momentum } | Method::Nesterov { momentum } => {
                let (old, new) = (vector(pair(self.before.first())), vector(pair(self.after.first())));
                let mu = number(momentum);
                table.row("<mi>b</mi>", &format!("<mi>μ</mi><mi>b</mi><mo>+</mo>{g}"));
                table.row(&new, &format!("{mu}{old}<mo>+</mo>{slope}"));
                if matches!(self.method, Method::Momentum { .. }) {
                    table.row(&next, &format!("{now}<mo>−</mo>{alpha}<mi>b</mi>"));
                    table.row(&to, &format!("{from}<mo>−</mo>{rate}{new}"));
                } else {
                    table.row(
                        &next,
                        &format!(
                            "{now}<mo>−</mo>{alpha}<mo>(</mo>{g}<mo>+</mo><mi>μ</mi><mi>b</mi><mo>)</mo>"
                        ),
                    );
                    table.row(
                        &to,
                        &format!("{from}<mo>−</mo>{rate}<mo>(</mo>{slope}<mo>+</mo>{mu}{new}<mo>)</mo>"),
                    );
                }
            }
            Method::Adagrad { epsilon } => {
                let (old, new) = (vector(pair(self.before.second())), vector(pair(self.after.second())));
                table.row("<mi>s</mi>", &format!("<mi>s</mi><mo>+</mo><msup>{g}<mn>2</mn></msup>"));
                table.row(&new, &format!("{old}<mo>+</mo><msup>{slope}<mn>2</mn></msup>"));
                self.divided(&mut table, [&next, &now], g, &slope, "<mi>s</mi>", &new, epsilon);
            }
            Method::RmsProp { decay, epsilon } => {
                let (old, new) = (vector(pair(self.before.second())), vector(pair(self.after.second())));
                average(&mut table, "<mi>s</mi>", "<mi>ρ</mi>", &format!("<msup>{g}<mn>2</mn></msup>"));
                average_numbers(&mut table, &new, decay, &old, &format!("<msup>{slope}<mn>2</mn></msup>"));
                self.divided(&mut table, [&next, &now], g, &slope, "<mi>s</mi>", &new, epsilon);
            }
            Method::Adam { beta1, beta2, epsilon } | Method::AdamW { beta1, beta2, epsilon, .. } => {
                let (m0, m1) = (vector(pair(self.before.first())), vector(pair(self.after.first())));
                let (s0, s1) = (vector(pair(self.before.second())), vector(pair(self.after.second())));
                let beta = |n: &str| format!("<msub><mi>β</mi><mn>{n}</mn></msub>");
                average(&mut table, "<mi>m</mi>", &beta("1"), g);
                average_numbers(&mut table, &m1, beta1, &m0, &slope);
                average(&mut table, "<mi>s</mi>", &beta("2"), &format!("<msup>{g}<mn>2</mn></msup>"));
                average_numbers(&mut table, &s1, beta2, &s0, &format!("<msup>{slope}<mn>2</mn></msup>"));
                let [left1, left2] = self.after.corrections();
                let hat =
                    |letter: &str| format!("<mover accent=\"true\"><mi>{letter}</mi><mo>^</mo></mover>");
                let unbiased = |values: [f64; 2], left: f64| vector([values[0] / left, values[1] / left]);
                let (m, s) =
                    (unbiased(pair(self.after.first()), left1), unbiased(pair(self.after.second()), left2));
                let corrected = |letter: &str, n: &str| {
                    format!(
                        "<mfrac><mi>{letter}</mi><mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>{n}</mn><mrow>\
                         <mi>k</mi><mo>+</mo><mn>1</mn></mrow></msubsup></mrow></mfrac>"
                    )
                };
                table.row(&hat("m"), &corrected("m", "1"));
                table.row(&m, &format!("<mfrac>{m1}{}</mfrac>", number(left1)));
                table.row(&hat("s"), &corrected("s", "2"));
                table.row(&s, &format!("<mfrac>{s1}{}</mfrac>", number(left2)));
                let (mut now, mut from) = (now, from);
                if let Method::AdamW { weight_decay, .. } = self.method {
                    let shrink = 1.0 - self.rate * weight_decay;
                    now = format!("<mo>(</mo><mn>1</mn><mo>−</mo>{alpha}<mi>λ</mi><mo>)</mo>{now}");
                    from = format!("{}{from}", number(shrink));
                }
                self.quotient(&mut table, [&next, &now, &from], [&hat("m"), &m], [&hat("s"), &s], epsilon);
            }
        }
        table.close()
    }

    /// The last rows of Adagrad and RMSProp.
    #[expect(clippy::too_many_arguments, reason = "letters and numbers of one formula")]
    fn divided(
        &self,
        table: &mut Table,
        [next, now]: [&str; 2],
        g: &str,
        slope: &str,
        letter: &str,
        squares: &str,
        epsilon: f64,
    ) {
        let from = vector(self.from);
        self.quotient(table, [next, now, &from], [g, slope], [letter, squares], epsilon);
    }

    /// `x - α above / (√below + ε)`, in letters and in numbers.
    fn quotient(
        &self,
        table: &mut Table,
        [next, now, from]: [&str; 3],
        above: [&str; 2],
        below: [&str; 2],
        epsilon: f64,
    ) {
        let fraction = |above: &str, below: &str, epsilon: &str| {
            format!("<mfrac>{above}<mrow><msqrt>{below}</msqrt><mo>+</mo>{epsilon}</mrow></mfrac>")
        };
        table.row(next, &format!("{now}<mo>−</mo><mi>α</mi>{}", fraction(above[0], below[0], "<mi>ε</mi>")));
        let numbers = fraction(above[1], below[1], &number(epsilon));
        table.row(&vector(self.to), &format!("{from}<mo>−</mo>{}{numbers}", number(self.rate)));
    }
}

fn average(table: &mut Table, letter: &str, share: &str, news: &str) {
    table.row(
        letter,
        &format!("{share}{letter}<mo>+</mo><mo>(</mo><mn>1</mn><mo>−</mo>{share}<mo>)</mo><mspace width=\"0.1em\"/>{news}"),
    );
}

fn average_numbers(table: &mut Table, new: &str, share: f64, old: &str, news: &str) {
    table.row(new, &format!("{}{old}<mo>+</mo>{}{news}", number(share), number(1.0 - share)));
}

/// Equations aligned at their signs.
#[derive(Debug, Default)]
pub(crate) struct Table(String);

impl Table {
    pub(crate) fn row(&mut self, left: &str, right: &str) {
        // Writing to a String cannot fail.
        let _ = write!(
            self.0,
            "<mtr><mtd class=\"left\"><mrow>{left}</mrow></mtd><mtd><mo>=</mo></mtd>\
             <mtd class=\"right\"><mrow>{right}</mrow></mtd></mtr>"
        );
    }

    pub(crate) fn close(self) -> String {
        format!("<math display=\"block\"><mtable displaystyle=\"true\">{}</mtable></math>", self.0)
    }
}

fn pair(values: &[f64]) -> [f64; 2] {
    match *values {
        [a, b] => [a, b],
        // A method that has not begun remembers nothing, which counts as 0.
        _ => [0.0; 2],
    }
}

/// A number with four digits.
pub(crate) fn number(value: f64) -> String {
    let text = digits::short(value, 4);
    match text.strip_prefix('−') {
        Some(size) => format!("<mrow><mo form=\"prefix\">−</mo><mn>{size}</mn></mrow>"),
        None => format!("<mn>{text}</mn>"),
    }
}

/// A column of two numbers in brackets.
fn vector([a, b]: [f64; 2]) -> String {
    format!(
        "<mrow><mo>(</mo><mtable class=\"vector\"><mtr><mtd>{}</mtd></mtr><mtr><mtd>{}</mtd></mtr></mtable><mo>)</mo></mrow>",
        number(a),
        number(b)
    )
}
