//! A formula and a box from bytes.

/// Reads bytes one after the other; beyond the end they are 0.
struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(0)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::from(self.next()) % of.len()]
    }
}

/// The text of a formula, sensible or not, and a box `[x0, x1, y0, y1]`.
///
/// The first byte says whether the rest is text or instructions for a formula that parses.
#[must_use]
pub fn input(bytes: &[u8]) -> (String, [f64; 4]) {
    let mut bytes = Bytes(bytes.iter());
    let raw = bytes.next() % 4 == 0;
    let [x, y] = [(); 2].map(|()| side(&mut bytes));
    let area = [x[0], x[1], y[0], y[1]];
    let text = if raw {
        String::from_utf8_lossy(bytes.0.as_slice()).into_owned()
    } else {
        let mut text = String::new();
        expression(&mut bytes, 5, &mut text);
        text
    };
    (text, area)
}

/// Two ends: mostly near 0, now and then far away, tiny, thin, or none at all.
fn side(bytes: &mut Bytes<'_>) -> [f64; 2] {
    let kind = bytes.next();
    let [low, length] = [bytes.next(), bytes.next()].map(f64::from);
    let low = (low - 128.0) / 32.0;
    let length = (1.0 + length) / 64.0;
    match kind % 16 {
        0..=7 => [low, low + length],
        8 => [0.0, length],
        9 => [-length, length],
        10 => [low.round(), low.round() + length.ceil()],
        11 => [low, low + length * 1e-9],
        12 => [low * 1e15, low * 1e15 + length * 1e3],
        13 => [low * 1e-300, (low + length) * 1e-300],
        14 => [low * 1e3, (low + length) * 1e3],
        _ => bytes.pick(&[
            [0.0, 0.0],
            [f64::NAN, 1.0],
            [f64::NEG_INFINITY, f64::INFINITY],
            [f64::MIN, f64::MAX],
            [1.0, 1.0 + 2.0 * f64::EPSILON],
            [-0.0, 5e-324],
            [1e307, 1.5e308],
            [2.0, -2.0],
        ]),
    }
}

const FUNCTIONS: [&str; 33] = [
    "-", "abs", "sqrt", "exp", "ln", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
    "tanh", "asinh", "acosh", "atanh", "cbrt", "log2", "log1p", "expm1", "sign", "step", "relu", "sigmoid",
    "softplus", "erf", "sec", "csc", "cot", "silu", "gelu",
];

const NUMBERS: [&str; 20] = [
    "0",
    "1",
    "2",
    "3",
    "10",
    "0.5",
    "0.1",
    "1.5",
    "100",
    "1e-9",
    "1e9",
    "1e-320",
    "1e300",
    "pi",
    "e",
    "0.3333333333333333",
    "1e14",
    "1e-14",
    "1e180",
    "900",
];

const POWERS: [&str; 16] =
    ["2", "2", "3", "4", "5", "(-1)", "(-2)", "0.5", "(-0.5)", "1.5", "0", "65", "64", "33", "101", "400"];

fn expression(bytes: &mut Bytes<'_>, depth: u32, text: &mut String) {
    let choice = bytes.next();
    if depth == 0 || choice % 8 == 0 {
        match choice / 8 % 5 {
            0 | 1 => text.push('x'),
            2 | 3 => text.push('y'),
            _ => text.push_str(bytes.pick(&NUMBERS)),
        }
        return;
    }
    match choice % 8 {
        1 => {
            text.push_str(bytes.pick(&FUNCTIONS));
            text.push('(');
            expression(bytes, depth - 1, text);
            text.push(')');
        }
        2 => {
            text.push('(');
            expression(bytes, depth - 1, text);
            text.push_str(")^");
            text.push_str(bytes.pick(&POWERS));
        }
        3 => {
            text.push('(');
            expression(bytes, depth - 1, text);
            text.push_str(")^(");
            expression(bytes, depth - 1, text);
            text.push(')');
        }
        _ => {
            text.push('(');
            expression(bytes, depth - 1, text);
            text.push(')');
            text.push(bytes.pick(&['+', '-', '*', '/', '+', '*']));
            text.push('(');
            expression(bytes, depth - 1, text);
            text.push(')');
        }
    }
}
