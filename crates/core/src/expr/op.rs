//! The closed list of operations: what a formula may contain.

use std::marker::PhantomData;

use crate::Number;

/// An operation of one argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unary {
    /// `-a`
    Neg,
    /// `abs(a)`
    Abs,
    /// `sqrt(a)`
    Sqrt,
    /// `exp(a)`
    Exp,
    /// `ln(a)`
    Ln,
    /// `log10(a)`
    Log10,
    /// `sin(a)`
    Sin,
    /// `cos(a)`
    Cos,
    /// `tan(a)`
    Tan,
    /// `asin(a)`
    Asin,
    /// `acos(a)`
    Acos,
    /// `atan(a)`
    Atan,
    /// `sinh(a)`
    Sinh,
    /// `cosh(a)`
    Cosh,
    /// `tanh(a)`
    Tanh,
    /// `asinh(a)`
    Asinh,
    /// `acosh(a)`
    Acosh,
    /// `atanh(a)`
    Atanh,
    /// `cbrt(a)`
    Cbrt,
    /// `log2(a)`
    Log2,
    /// `ln(1 + a)`, with all its digits where `a` is small
    Log1p,
    /// `exp(a) - 1`, with all its digits where `a` is small
    Expm1,
    /// `sign(a)`
    Sign,
    /// `step(a)`
    Step,
    /// `relu(a)`
    Relu,
    /// `sigmoid(a)`
    Sigmoid,
    /// `softplus(a)`
    Softplus,
    /// `erf(a)`
    Erf,
    /// `sec(a)`, which is `1 / cos(a)`
    Sec,
    /// `csc(a)`, which is `1 / sin(a)`
    Csc,
    /// `cot(a)`, which is `cos(a) / sin(a)`
    Cot,
    /// `silu(a)`, which is `a sigmoid(a)`
    Silu,
    /// `gelu(a)`, which is `a (1 + erf(a / sqrt(2))) / 2`
    Gelu,
}

impl Unary {
    /// Every operation of one argument.
    pub const ALL: [Self; 33] = [
        Self::Neg,
        Self::Abs,
        Self::Sqrt,
        Self::Exp,
        Self::Ln,
        Self::Log10,
        Self::Sin,
        Self::Cos,
        Self::Tan,
        Self::Asin,
        Self::Acos,
        Self::Atan,
        Self::Sinh,
        Self::Cosh,
        Self::Tanh,
        Self::Asinh,
        Self::Acosh,
        Self::Atanh,
        Self::Cbrt,
        Self::Log2,
        Self::Log1p,
        Self::Expm1,
        Self::Sign,
        Self::Step,
        Self::Relu,
        Self::Sigmoid,
        Self::Softplus,
        Self::Erf,
        Self::Sec,
        Self::Csc,
        Self::Cot,
        Self::Silu,
        Self::Gelu,
    ];

    /// The name a formula calls it by; `-` for the sign.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neg => "-",
            Self::Abs => "abs",
            Self::Sqrt => "sqrt",
            Self::Exp => "exp",
            Self::Ln => "ln",
            Self::Log10 => "log10",
            Self::Sin => "sin",
            Self::Cos => "cos",
            Self::Tan => "tan",
            Self::Asin => "asin",
            Self::Acos => "acos",
            Self::Atan => "atan",
            Self::Sinh => "sinh",
            Self::Cosh => "cosh",
            Self::Tanh => "tanh",
            Self::Asinh => "asinh",
            Self::Acosh => "acosh",
            Self::Atanh => "atanh",
            Self::Cbrt => "cbrt",
            Self::Log2 => "log2",
            Self::Log1p => "log1p",
            Self::Expm1 => "expm1",
            Self::Sign => "sign",
            Self::Step => "step",
            Self::Relu => "relu",
            Self::Sigmoid => "sigmoid",
            Self::Softplus => "softplus",
            Self::Erf => "erf",
            Self::Sec => "sec",
            Self::Csc => "csc",
            Self::Cot => "cot",
            Self::Silu => "silu",
            Self::Gelu => "gelu",
        }
    }

    /// What the operation is made of, if it is no operation of its own in any [`Number`] system.
    pub(crate) const fn definition(self) -> Option<&'static [Piece]> {
        use Piece::{Argument, Join, Of, Whole};
        Some(match self {
            Self::Sec => &[Whole(1), Argument, Of(Self::Cos), Join(Binary::Div)],
            Self::Csc => &[Whole(1), Argument, Of(Self::Sin), Join(Binary::Div)],
            Self::Cot => &[Argument, Of(Self::Cos), Argument, Of(Self::Sin), Join(Binary::Div)],
            Self::Silu => &[Argument, Argument, Of(Self::Sigmoid), Join(Binary::Mul)],
            Self::Gelu => &[
                Argument,
                Whole(1),
                Argument,
                Whole(2),
                Of(Self::Sqrt),
                Join(Binary::Div),
                Of(Self::Erf),
                Join(Binary::Add),
                Join(Binary::Mul),
                Whole(2),
                Join(Binary::Div),
            ],
            _ => return None,
        })
    }

    /// The operation on a number of any system.
    pub fn apply<N: Number>(self, a: &N) -> N {
        match self.definition() {
            Some(pieces) => Values(PhantomData).expanded(pieces, a),
            None => self.apply_row(a),
        }
    }

    /// As [`apply`](Self::apply), of an operation that has no [`definition`](Self::definition).
    pub(crate) fn apply_row<N: Number>(self, a: &N) -> N {
        match self {
            Self::Neg => a.neg(),
            Self::Abs => a.abs(),
            Self::Sqrt => a.sqrt(),
            Self::Exp => a.exp(),
            Self::Ln => a.ln(),
            Self::Log10 => a.log10(),
            Self::Sin => a.sin(),
            Self::Cos => a.cos(),
            Self::Tan => a.tan(),
            Self::Asin => a.asin(),
            Self::Acos => a.acos(),
            Self::Atan => a.atan(),
            Self::Sinh => a.sinh(),
            Self::Cosh => a.cosh(),
            Self::Tanh => a.tanh(),
            Self::Sign => a.signum(),
            Self::Step => a.step(),
            Self::Relu => a.relu(),
            // The rest have a definition, and do not come here.
            seldom => a.special(seldom),
        }
    }
}

/// A piece of a definition: they are written one after the other, arguments before what is done with them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece {
    /// What the defined operation is of.
    Argument,
    /// A whole number.
    Whole(u8),
    /// An operation on the piece before.
    Of(Unary),
    /// An operation on the two before.
    Join(Binary),
}

/// Where operations are put together, and definitions taken apart.
pub(crate) trait Builder {
    /// What stands for a number.
    type Place: Clone;

    fn whole(&mut self, value: u8) -> Self::Place;
    fn unary(&mut self, op: Unary, a: &Self::Place) -> Self::Place;
    fn binary(&mut self, op: Binary, a: &Self::Place, b: &Self::Place) -> Self::Place;

    /// What a definition comes to of `argument`.
    fn expanded(&mut self, pieces: &[Piece], argument: &Self::Place) -> Self::Place {
        let mut done: Vec<Self::Place> = Vec::new();
        for piece in pieces {
            let next = match *piece {
                Piece::Argument => argument.clone(),
                Piece::Whole(value) => self.whole(value),
                Piece::Of(op) => match done.pop() {
                    Some(a) => self.unary(op, &a),
                    None => continue,
                },
                Piece::Join(op) => match (done.pop(), done.pop()) {
                    (Some(b), Some(a)) => self.binary(op, &a, &b),
                    _ => continue,
                },
            };
            done.push(next);
        }
        done.pop().unwrap_or_else(|| argument.clone())
    }
}

/// Numbers are put together by computing with them.
struct Values<N>(PhantomData<N>);

impl<N: Number> Builder for Values<N> {
    type Place = N;

    fn whole(&mut self, value: u8) -> N {
        N::constant(value.into())
    }
    fn unary(&mut self, op: Unary, a: &N) -> N {
        op.apply_row(a)
    }
    fn binary(&mut self, op: Binary, a: &N, b: &N) -> N {
        op.apply(a, b)
    }
}

/// An operation of two arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Binary {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a / b`
    Div,
    /// `a ^ b`; a constant exponent is read with [`Number::powi`] or [`Number::powf`].
    Pow,
    /// `max(a, b)`
    Max,
    /// `min(a, b)`
    Min,
    /// `hypot(a, b)`
    Hypot,
    /// `atan2(a, b)`
    Atan2,
}

impl Binary {
    /// Every operation of two arguments.
    pub const ALL: [Self; 9] = [
        Self::Add,
        Self::Sub,
        Self::Mul,
        Self::Div,
        Self::Pow,
        Self::Max,
        Self::Min,
        Self::Hypot,
        Self::Atan2,
    ];

    /// The sign a formula writes between the arguments, or the name it writes before them.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Div => "/",
            Self::Pow => "^",
            Self::Max => "max",
            Self::Min => "min",
            Self::Hypot => "hypot",
            Self::Atan2 => "atan2",
        }
    }

    /// Whether it is written before its arguments, `max(a,b)`, and not between them.
    #[must_use]
    pub const fn is_function(self) -> bool {
        matches!(self, Self::Max | Self::Min | Self::Hypot | Self::Atan2)
    }

    /// The operation on two numbers of any one system.
    pub fn apply<N: Number>(self, a: &N, b: &N) -> N {
        match self {
            Self::Add => a.add(b),
            Self::Sub => a.sub(b),
            Self::Mul => a.mul(b),
            Self::Div => a.div(b),
            Self::Pow => a.pow(b),
            Self::Max => a.max(b),
            Self::Min => a.min(b),
            Self::Hypot => a.hypot(b),
            Self::Atan2 => a.atan2(b),
        }
    }
}
