//! [`FormulaError`]: what is wrong with a formula, where, and what to write instead.

use std::fmt;
use std::ops::Range;

use super::op::{Binary, Unary};

/// The broad kind of a [`FormulaError`], for programs; people read the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormulaErrorKind {
    /// The text is not a formula.
    Parse,
    /// A name is neither a variable, a constant nor a function.
    UnknownName,
    /// The formula is longer or more deeply nested than is read.
    TooDeep,
    /// It is not in plain notation, and what reads all others is a part that has not come yet.
    Unread,
}

impl FormulaErrorKind {
    /// The kind as the outside knows it: `parse_error`, `unknown_name`, `too_deep` or `unread`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse_error",
            Self::UnknownName => "unknown_name",
            Self::TooDeep => "too_deep",
            Self::Unread => "unread",
        }
    }
}

/// Why a text was not read as a formula.
///
/// `Display` writes one lower-case sentence that says what to do.
///
/// ```
/// use hillside_core::Expr;
///
/// let error = Expr::parse("3*log(x)").unwrap_err();
/// assert_eq!(error.to_string(), "`log` has two meanings: write `ln` or `log10`");
/// assert_eq!(error.span(), 2..5);
/// assert_eq!(error.suggestions(), ["3*ln(x)", "3*log10(x)"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaError {
    kind: FormulaErrorKind,
    message: String,
    span: Range<usize>,
    suggestions: Vec<String>,
}

impl FormulaError {
    pub(super) fn new(problem: &Problem, span: Range<usize>, suggestions: Vec<String>) -> Self {
        let kind = match problem {
            Problem::UnknownName { .. } => FormulaErrorKind::UnknownName,
            Problem::TooLong | Problem::TooDeep => FormulaErrorKind::TooDeep,
            _ => FormulaErrorKind::Parse,
        };
        Self { kind, message: problem.to_string(), span, suggestions }
    }

    /// That nobody is there to read it.
    #[cfg(feature = "apart")]
    pub(super) fn unread() -> Self {
        let message = "what reads this is still being loaded".to_owned();
        Self { kind: FormulaErrorKind::Unread, message, span: 0..0, suggestions: Vec::new() }
    }

    /// What is wrong with a text of several formulas.
    pub(crate) fn stated(message: String, span: Range<usize>) -> Self {
        Self { kind: FormulaErrorKind::Parse, message, span, suggestions: Vec::new() }
    }

    /// The same error of the formula that stands at `place` in `text`.
    pub(crate) fn within(self, text: &str, place: &Range<usize>) -> Self {
        let whole = |formula: &String| [&text[..place.start], " ", formula, &text[place.end..]].concat();
        Self {
            span: place.start + self.span.start..place.start + self.span.end,
            suggestions: self.suggestions.iter().map(whole).collect(),
            ..self
        }
    }

    /// The same error with those suggestions alone that can be taken.
    pub(crate) fn offering(mut self, can_be_taken: impl Fn(&str) -> bool) -> Self {
        self.suggestions.retain(|suggestion| can_be_taken(suggestion));
        self
    }

    /// The broad kind.
    #[must_use]
    pub const fn kind(&self) -> FormulaErrorKind {
        self.kind
    }

    /// Where in the text, in bytes; never past its end, and always between characters. Empty at
    /// the end of the text when something is missing there.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where in `text` (the text that was refused), in UTF-16 code units, as JavaScript counts.
    #[must_use]
    pub fn utf16_span(&self, text: &str) -> Range<usize> {
        let count = |end: usize| text.get(..end).unwrap_or(text).encode_utf16().count();
        count(self.span.start)..count(self.span.end)
    }

    /// Whole formulas that may have been meant, the likelier first: none, one when the correction
    /// is clear, all meanings when the text has several, at most four. Each of them parses.
    #[must_use]
    pub fn suggestions(&self) -> &[String] {
        &self.suggestions
    }

    /// The likeliest of the [`suggestions`](Self::suggestions).
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestions.first().map(String::as_str)
    }
}

impl std::error::Error for FormulaError {}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// What is wrong, as data; the sentences are all in one place below.
///
/// The first group are texts with several meanings, see `Choices`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Problem {
    ProductInDivisor,
    ProductInExponent,
    ProductUnderRoot,
    PowerUnderRoot,
    ProductInArgument,
    QuotientInArgument,
    StarInArgument,
    StackedPowers,
    TwoPairings,
    LogBase,
    InverseOrReciprocal { function: &'static str, inverse: Option<&'static str> },
    Equation { named: bool },
    OtherLetters { first: String },
    Capitals,
    Coordinates,
    CalledCoordinates,
    SigmaCalled,
    EulerCalled,

    Empty,
    TooLong,
    TooDeep,
    Character(char),
    Digit(char),
    Instead { sign: char, text: &'static str },
    Command { name: String },
    Statement { line: String },
    Lines,
    Equations,
    WhichLetters,
    ManyCoordinates,
    Square(char),
    Point,
    TwoPoints,
    Underscore,
    Exponent,
    NumberThenName,
    TooLarge,
    DecimalComma,
    Comma,
    TwoArguments { function: &'static str },
    ArgumentCount { function: &'static str },
    NoArgument { function: &'static str },
    FunctionBrackets { function: &'static str },
    UnknownName { name: String, advice: Advice },
    Missing { after: String, found: String },
    MissingAtEnd { after: String },
    Sign { sign: &'static str, meant: &'static str },
    EmptyBrackets,
    EmptyBars,
    UnclosedBracket,
    UnclosedBar,
    UnopenedBracket,
    TwoNumbers,
    MixedNumber,
    NumberAfter,
}

/// What to write instead of an unknown name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Advice {
    /// These names, one or two of them.
    Write(Vec<String>),
    /// Another way of writing what the name stands for.
    Instead(&'static str),
    /// A letter before a bracket that is rather a function.
    Product,
    /// A letter of another alphabet that looks like a Latin one.
    LookAlike,
    /// Nothing better than what letters may be.
    Letters,
    /// Nothing better than the list of variables.
    Variables(Vec<String>),
    /// Nothing better than the list of functions.
    Functions,
}

/// The longest piece of the reader's text that a sentence repeats, in characters.
const SHOWN: usize = 24;

/// `text`, cut when it is too long for a sentence.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A character as one can show it: invisible and joining ones by their number.
struct Shown(char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.0.is_control()
            || matches!(u32::from(self.0),
                0xAD | 0x300..=0x36F | 0x61C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E
                | 0x2060..=0x206F | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF0..=0xFFFF
                | 0xE000..=0xF8FF | 0xE0000..=0x0010_FFFF);
        match hidden {
            true => write!(f, "the hidden character U+{:04X}", u32::from(self.0)),
            false => write!(f, "`{}`", self.0),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ProductInDivisor => "it is not clear what is divided by: write `a/(b*c)` or `a/b*c`",
            Self::ProductInExponent => "it is not clear where the exponent ends: write `a^(b*c)` or `a^b*c`",
            Self::ProductUnderRoot => "it is not clear where the root ends: write `√(a*b)` or `√(a)*b`",
            Self::PowerUnderRoot => "it is not clear whether the power is under the root: write `√(a^b)` or `√(a)^b`",
            Self::ProductInArgument | Self::QuotientInArgument | Self::StarInArgument => {
                "it is not clear where the argument ends: write brackets round it, as in `sin(x)`"
            }
            Self::StackedPowers => "it is not clear which power comes first: write brackets around one of them",
            Self::TwoPairings => "it is not clear which bars belong together: write `abs(…)`",
            Self::LogBase => "`log` has two meanings: write `ln` or `log10`",
            Self::InverseOrReciprocal { function, inverse: Some(inverse) } => {
                return write!(
                    f,
                    "this may mean the inverse of `{function}` or 1 divided by it: write `{inverse}(x)` or `1/{function}(x)`"
                );
            }
            Self::InverseOrReciprocal { function, inverse: None } => {
                return write!(f, "there is no inverse of `{function}` here: write `1/{function}(x)` for the reciprocal");
            }
            Self::Equation { named: true } => {
                "this is a curve: write what stands to the right, or the difference of both sides"
            }
            Self::Equation { named: false } => "this is an equation: write the difference of both sides",
            Self::OtherLetters { first } => {
                return write!(f, "a formula here is one of x and y, and this has only {first}: write x and y");
            }
            Self::Capitals => "the variables are small letters: write x and y",
            Self::Coordinates => "the variables have no numbers here: write x and y",
            Self::CalledCoordinates => "`x(1)` is a coordinate or a product: write x and y, or `x*(1)`",
            Self::SigmaCalled => "`σ(` is the sigmoid or a factor: write `sigmoid(x)` or `σ*(x)`",
            Self::EulerCalled => "`e(` is a power or a product: write `exp(x)` or `e*(x)`",
            Self::Empty => "there is no formula yet: write one such as `x^2+y^2`",
            Self::TooLong => "the formula is too long to read: shorten it to 4096 signs or fewer",
            Self::TooDeep => {
                "the formula is nested too deeply: use fewer brackets, powers or signs inside one another"
            }
            Self::Character(c) => {
                return write!(f, "{} has no meaning in a formula: remove or replace it", Shown(*c));
            }
            Self::Digit(c) => {
                return write!(f, "{} is not a digit this reads: write the digits 0 to 9", Shown(*c));
            }
            Self::Instead { text, .. } => text,
            Self::Command { name } => {
                return write!(f, "`{name}` is no command this reads: write the formula in plain signs");
            }
            Self::Statement { line } => {
                return write!(f, "`{line}` could not be taken: write one formula, with what it stands for in its place");
            }
            Self::Lines => "another line begins here: write one formula, or a sign between the two",
            Self::Equations => "a formula has at most one `=`: write one formula",
            Self::WhichLetters => "no x or y is in the formula: write x and y for two of its letters",
            Self::ManyCoordinates => "there are more than two coordinates: write a formula of x and y",
            Self::Square(c) => return write!(f, "`{c}` has no meaning here: write round brackets `(` and `)`"),
            Self::Point => "a lone `.` is not a number: write digits beside it, or `*` for a product",
            Self::TwoPoints => "a number has at most one decimal point: remove the other",
            Self::Underscore => "digits are written without `_`: remove it",
            Self::Exponent => {
                "the number has no digits after its `e`: write an exponent as in `2e5`, or `2*e` for a product with e"
            }
            Self::NumberThenName => "it is not clear where the number ends: write `*` after it",
            Self::TooLarge => "the number is too large: write one below 1.8e308",
            Self::DecimalComma => "a decimal number is written with a point: write `.` for `,`",
            Self::Comma => "`,` has no meaning here: write one formula",
            Self::TwoArguments { function } => {
                return write!(f, "`{function}` takes one argument: remove the `,` and what follows it");
            }
            Self::ArgumentCount { function } => {
                return write!(f, "`{function}` takes two arguments: write them as in `{function}(x,y)`");
            }
            Self::NoArgument { function } => {
                return write!(f, "`{function}` needs an argument: write it between the brackets");
            }
            Self::FunctionBrackets { function } => {
                return write!(f, "`{function}` needs an argument: write it as in `{function}(x)`");
            }
            Self::UnknownName { name, advice } => return unknown(f, name, advice),
            Self::Missing { after, found } if after.is_empty() => {
                return write!(
                    f,
                    "a formula cannot begin with `{found}`: write a number, a variable or `(` before it"
                );
            }
            Self::Missing { after, found } => {
                return write!(
                    f,
                    "something is missing between `{after}` and `{found}`: write a number, a variable or `(`"
                );
            }
            Self::MissingAtEnd { after } => {
                return write!(f, "the formula stops after `{after}`: write what comes next");
            }
            Self::Sign { sign, meant } => {
                return write!(f, "`{sign}` has no meaning here: write `{meant}`");
            }
            Self::EmptyBrackets => "there is nothing between these brackets: write a formula there",
            Self::EmptyBars => "there is nothing between these bars: write a formula there",
            Self::UnclosedBracket => "this bracket is never closed: write `)` where it ends",
            Self::UnclosedBar => "this bar has no other: write `|` where it ends, or use `abs(…)`",
            Self::UnopenedBracket => "this bracket closes nothing: remove it, or write `(` where it begins",
            Self::TwoNumbers => "two numbers stand side by side: write a sign between them",
            Self::MixedNumber => "a number and a fraction stand side by side: write `+` or `*` between them",
            Self::NumberAfter => "a number cannot follow directly: write `*` or `^` before it",
        })
    }
}

/// The sentence on a name that is not known.
fn unknown(f: &mut fmt::Formatter<'_>, name: &str, advice: &Advice) -> fmt::Result {
    write!(f, "`{name}` is not known: ")?;
    match advice {
        Advice::Write(names) => {
            f.write_str("write ")?;
            list(f, names, " or ")
        }
        Advice::Instead(text) => write!(f, "write {text}"),
        Advice::Product => write!(f, "write the function itself, or `{name}*(` for a product"),
        Advice::LookAlike => f.write_str("write it with plain Latin letters"),
        Advice::Letters => {
            f.write_str("write x and y, single letters for other numbers, and `*` for a product")
        }
        Advice::Variables(names) if names.is_empty() => {
            f.write_str("there are no variables here, write a number")
        }
        Advice::Variables(names) => {
            f.write_str(if names.len() == 1 { "the variable is " } else { "the variables are " })?;
            list(f, names, " and ")
        }
        Advice::Functions => {
            f.write_str("the functions are ")?;
            let binary = Binary::ALL.iter().filter(|op| op.is_function()).map(|op| op.name());
            for (index, name) in Unary::ALL[1..].iter().map(|op| op.name()).chain(binary).enumerate() {
                f.write_str(if index > 0 { " " } else { "" })?;
                f.write_str(name)?;
            }
            Ok(())
        }
    }
}

/// The names in back quotes, with `last` before the last of them.
fn list(f: &mut fmt::Formatter<'_>, names: &[String], last: &str) -> fmt::Result {
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            f.write_str(if index + 1 == names.len() { last } else { ", " })?;
        }
        write!(f, "`{name}`")?;
    }
    Ok(())
}
