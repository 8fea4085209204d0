//! [`Rule`]: the rules of differentiation by their names.

use std::fmt;

use super::op::Unary;

/// A rule of differentiation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// What does not depend on the variable.
    Constant,
    /// The variable itself.
    Variable,
    /// A power of the variable.
    Power,
    /// A factor without the variable stands aside.
    ConstantFactor,
    /// Each term by itself.
    Sum,
    /// Each factor takes its turn.
    Product,
    /// A fraction with the variable above and below.
    Quotient,
    /// A constant over what depends on the variable.
    Reciprocal,
    /// The outer slope at the inner value, times the inner slope.
    Chain,
    /// A constant raised to the variable, or `e` to it.
    Exponential,
    /// What depends on the variable raised to what depends on it, too.
    VaryingPower,
    /// A logarithm of the variable.
    Logarithm,
    /// A root of the variable.
    Root,
    /// A sine, cosine or what is made of them.
    Trigonometric,
    /// An inverse of those.
    InverseTrigonometric,
    /// A hyperbolic sine, cosine or tangent.
    Hyperbolic,
    /// An inverse of those.
    InverseHyperbolic,
    /// An absolute value.
    AbsoluteValue,
    /// What jumps from level to level.
    Jump,
    /// A bend as units of networks have it.
    Bend,
    /// The error function.
    ErrorFunction,
    /// The larger or the smaller of two.
    Choice,
    /// The length of a vector of two.
    Length,
    /// The angle of a vector of two.
    Angle,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 24] = [
        Self::Constant,
        Self::Variable,
        Self::Power,
        Self::ConstantFactor,
        Self::Sum,
        Self::Product,
        Self::Quotient,
        Self::Reciprocal,
        Self::Chain,
        Self::Exponential,
        Self::VaryingPower,
        Self::Logarithm,
        Self::Root,
        Self::Trigonometric,
        Self::InverseTrigonometric,
        Self::Hyperbolic,
        Self::InverseHyperbolic,
        Self::AbsoluteValue,
        Self::Jump,
        Self::Bend,
        Self::ErrorFunction,
        Self::Choice,
        Self::Length,
        Self::Angle,
    ];

    /// What a textbook calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Constant => "constant rule",
            Self::Variable => "the variable itself",
            Self::Power => "power rule",
            Self::ConstantFactor => "constant factor",
            Self::Sum => "sum rule",
            Self::Product => "product rule",
            Self::Quotient => "quotient rule",
            Self::Reciprocal => "reciprocal rule",
            Self::Chain => "chain rule",
            Self::Exponential => "exponential rule",
            Self::VaryingPower => "power with a varying exponent",
            Self::Logarithm => "logarithm rule",
            Self::Root => "root rule",
            Self::Trigonometric => "trigonometric rule",
            Self::InverseTrigonometric => "inverse trigonometric rule",
            Self::Hyperbolic => "hyperbolic rule",
            Self::InverseHyperbolic => "inverse hyperbolic rule",
            Self::AbsoluteValue => "absolute value rule",
            Self::Jump => "rule of jumps",
            Self::Bend => "activation rule",
            Self::ErrorFunction => "error function rule",
            Self::Choice => "rule of the larger and the smaller",
            Self::Length => "rule of lengths",
            Self::Angle => "rule of angles",
        }
    }

    /// What it says, in one sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Constant => "what does not depend on the variable does not change: its derivative is 0",
            Self::Variable => "the variable changes exactly as much as itself: its derivative is 1",
            Self::Power => "the exponent comes down as a factor and drops by one",
            Self::ConstantFactor => "a factor without the variable stays, and the rest is differentiated",
            Self::Sum => "each term is differentiated by itself",
            Self::Product => "each factor takes its turn to change while the others stay",
            Self::Quotient => "above changes times below, less above times below changes, over below squared",
            Self::Reciprocal => "minus what is above times the change below, over below squared",
            Self::Chain => {
                "the slope of the outer function at the inner value, times the slope of the inner one"
            }
            Self::Exponential => "an exponential is its own slope, times the logarithm of its base",
            Self::VaryingPower => "base and exponent each take their turn to change while the other stays",
            Self::Logarithm => "the slope of the natural logarithm is one over what it is of",
            Self::Root => {
                "a root is a power with a fraction for its exponent, which comes down and drops by one"
            }
            Self::Trigonometric => {
                "the slope of the sine is the cosine, that of the cosine is minus the sine"
            }
            Self::InverseTrigonometric => {
                "the slope of an inverse is one over the slope of the function there"
            }
            Self::Hyperbolic => "the hyperbolic sine and cosine are each other's slope",
            Self::InverseHyperbolic => "the slope of an inverse is one over the slope of the function there",
            Self::AbsoluteValue => {
                "the slope is 1 where what is between the bars is positive, -1 where it is negative"
            }
            Self::Jump => "it is level on either side of its jump: its derivative is 0",
            Self::Bend => "the slope of an activation is known from a table, as that of a sine is",
            Self::ErrorFunction => "the slope of the error function is a bell curve",
            Self::Choice => "only the one that is chosen counts",
            Self::Length => "each side counts by its share of the length",
            Self::Angle => "what goes across the vector turns it, the less the longer it is",
        }
    }

    /// The rule for a function of one argument.
    pub(super) const fn of(op: Unary) -> Self {
        match op {
            Unary::Neg => Self::ConstantFactor,
            Unary::Abs => Self::AbsoluteValue,
            Unary::Sqrt | Unary::Cbrt => Self::Root,
            Unary::Exp | Unary::Expm1 => Self::Exponential,
            Unary::Ln | Unary::Log10 | Unary::Log2 | Unary::Log1p => Self::Logarithm,
            Unary::Sin | Unary::Cos | Unary::Tan | Unary::Sec | Unary::Csc | Unary::Cot => {
                Self::Trigonometric
            }
            Unary::Asin | Unary::Acos | Unary::Atan => Self::InverseTrigonometric,
            Unary::Sinh | Unary::Cosh | Unary::Tanh => Self::Hyperbolic,
            Unary::Asinh | Unary::Acosh | Unary::Atanh => Self::InverseHyperbolic,
            Unary::Sign | Unary::Step => Self::Jump,
            Unary::Relu | Unary::Sigmoid | Unary::Softplus | Unary::Silu | Unary::Gelu => Self::Bend,
            Unary::Erf => Self::ErrorFunction,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
