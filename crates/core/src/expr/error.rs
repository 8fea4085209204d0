//! [`FormulaError`]: what is wrong with a formula, where, and what to write instead.

use std::fmt;
use std::ops::Range;

/// The broad kind of a [`FormulaError`], for programs; people read the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormulaErrorKind {
    /// The text is not a formula.
    Parse,
    /// A name is neither a variable, a constant nor a function.
    UnknownName,
    /// The formula is longer or more deeply nested than is read.
    TooDeep,
}

impl FormulaErrorKind {
    /// The kind as the outside knows it: `parse_error`, `unknown_name` or `too_deep`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse_error",
            Self::UnknownName => "unknown_name",
            Self::TooDeep => "too_deep",
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
/// assert_eq!(error.to_string(), "`log` is not known: write `ln` or `log10`");
/// assert_eq!(error.span(), 2..5);
/// assert_eq!(error.suggestions(), ["3*ln(x)", "3*log10(x)"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaError {
    problem: Problem,
    span: Range<usize>,
    suggestions: Vec<String>,
}

impl FormulaError {
    pub(super) fn new(problem: Problem, span: Range<usize>, suggestions: Vec<String>) -> Self {
        Self { problem, span, suggestions }
    }

    /// The broad kind.
    #[must_use]
    pub fn kind(&self) -> FormulaErrorKind {
        match self.problem {
            Problem::UnknownName { .. } => FormulaErrorKind::UnknownName,
            Problem::TooLong | Problem::TooDeep => FormulaErrorKind::TooDeep,
            _ => FormulaErrorKind::Parse,
        }
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
    /// is clear, two when the text has two readings. Each of them parses.
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
        self.problem.fmt(f)
    }
}

/// What is wrong, as data; the sentences are all in one place below.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Problem {
    Empty,
    TooLong,
    TooDeep,
    Character(char),
    Digit(char),
    Equation,
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
    FunctionPower { function: &'static str },
    InverseOrReciprocal { function: &'static str },
    NotAFunction { name: String },
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
    NumberAfter,
    AfterBar,
    RootOperand,
    StackedPowers,
    ProductInDivisor,
    ProductInExponent,
    ProductUnderRoot,
    PowerUnderRoot,
}

/// What to write instead of an unknown name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Advice {
    /// These names, one or two of them.
    Write(Vec<String>),
    /// Another way of writing what the name stands for.
    Instead(&'static str),
    /// A letter of another alphabet that looks like a Latin one.
    LookAlike,
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
        match self {
            Self::Empty => f.write_str("there is no formula yet: write one such as `x^2+y^2`"),
            Self::TooLong => f.write_str("the formula is too long to read: shorten it to 4096 signs or fewer"),
            Self::TooDeep => f.write_str("the formula is nested too deeply: use fewer brackets, powers or signs inside one another"),
            Self::Character(c) => write!(f, "{} has no meaning in a formula: remove or replace it", Shown(*c)),
            Self::Digit(c) => write!(f, "{} is not a digit this reads: write the digits 0 to 9", Shown(*c)),
            Self::Equation => f.write_str("a formula has no `=`: write only what stands to the right of it"),
            Self::Square(c) => write!(f, "`{c}` has no meaning here: write round brackets `(` and `)`"),
            Self::Point => f.write_str("a lone `.` is not a number: write digits beside it, or `*` for a product"),
            Self::TwoPoints => f.write_str("a number has at most one decimal point: remove the other"),
            Self::Underscore => f.write_str("digits are written without `_`: remove it"),
            Self::Exponent => f.write_str("the number has no digits after its `e`: write an exponent as in `2e5`, or `2*e` for a product with e"),
            Self::NumberThenName => f.write_str("it is not clear where the number ends: write `*` after it"),
            Self::TooLarge => f.write_str("the number is too large: write one below 1.8e308"),
            Self::DecimalComma => f.write_str("a decimal number is written with a point: write `.` for `,`"),
            Self::Comma => f.write_str("`,` has no meaning here: write one formula"),
            Self::TwoArguments { function } => write!(f, "`{function}` takes one argument: remove the `,` and what follows it"),
            Self::ArgumentCount { function } => write!(f, "`{function}` takes two arguments: write them as in `{function}(x,y)`"),
            Self::NoArgument { function } => write!(f, "`{function}` needs an argument: write it between the brackets"),
            Self::FunctionBrackets { function } => write!(f, "`{function}` needs brackets: write its argument as in `{function}(x)`"),
            Self::FunctionPower { function } => write!(f, "the power goes after the brackets: write it as in `{function}(x)^2`"),
            Self::InverseOrReciprocal { function } => {
                write!(f, "this may mean the inverse of `{function}` or 1 divided by it: write `a{function}(x)` or `1/{function}(x)`")
            }
            Self::NotAFunction { name } => write!(f, "`{name}` is not a function: write `{name}*(` for a product"),
            Self::UnknownName { name, advice } => {
                write!(f, "`{name}` is not known: ")?;
                match advice {
                    Advice::Write(names) => {
                        f.write_str("write ")?;
                        list(f, names, " or ")
                    }
                    Advice::Instead(text) => write!(f, "write {text}"),
                    Advice::LookAlike => f.write_str("write it with plain Latin letters"),
                    Advice::Variables(names) if names.is_empty() => f.write_str("there are no variables here, write a number"),
                    Advice::Variables(names) => {
                        f.write_str(if names.len() == 1 { "the variable is " } else { "the variables are " })?;
                        list(f, names, " and ")
                    }
                    Advice::Functions => f.write_str(
                        "the functions are sin cos tan asin acos atan sinh cosh tanh exp ln log10 sqrt abs",
                    ),
                }
            }
            Self::Missing { after, found } if after.is_empty() => {
                write!(f, "a formula cannot begin with `{found}`: write a number, a variable or `(` before it")
            }
            Self::Missing { after, found } => {
                write!(f, "something is missing between `{after}` and `{found}`: write a number, a variable or `(`")
            }
            Self::MissingAtEnd { after } => write!(f, "the formula stops after `{after}`: write what comes next"),
            Self::Sign { sign, meant } => write!(f, "`{sign}` has no meaning here: write `{meant}`"),
            Self::EmptyBrackets => f.write_str("there is nothing between these brackets: write a formula there"),
            Self::EmptyBars => f.write_str("there is nothing between these bars: write a formula there"),
            Self::UnclosedBracket => f.write_str("this bracket is never closed: write `)` where it ends"),
            Self::UnclosedBar => f.write_str("this bar is never closed: write `|` where it ends, or use `abs(…)`"),
            Self::UnopenedBracket => f.write_str("this `)` closes nothing: remove it, or write `(` where it begins"),
            Self::TwoNumbers => f.write_str("two numbers stand side by side: write a sign between them"),
            Self::NumberAfter => f.write_str("a number cannot follow directly: write `*` or `^` before it"),
            Self::AfterBar => f.write_str("it is not clear which bars belong together: write `*` after the bar, or use `abs(…)`"),
            Self::RootOperand => f.write_str("it is not clear what stands under the root: write `√(…)` or `sqrt(…)`"),
            Self::StackedPowers => f.write_str("it is not clear which power comes first: write brackets around one of them"),
            Self::ProductInDivisor => f.write_str("it is not clear what is divided by: write `a/(b*c)` or `a/b*c`"),
            Self::ProductInExponent => f.write_str("it is not clear where the exponent ends: write `a^(b*c)` or `a^b*c`"),
            Self::ProductUnderRoot => f.write_str("it is not clear where the root ends: write `√(a*b)` or `√(a)*b`"),
            Self::PowerUnderRoot => f.write_str("it is not clear whether the power is under the root: write `√(a^b)` or `√(a)^b`"),
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
