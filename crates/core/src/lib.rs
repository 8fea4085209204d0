//! The mathematics of Hillside: a function is written once, as an expression, and read in many
//! number systems.

#![forbid(unsafe_code)]

mod expr;
mod number;

pub use expr::{Expr, FormulaError, FormulaErrorKind};
pub use expr::op::{Binary, Unary};
pub use number::Number;
