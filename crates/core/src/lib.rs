//! The mathematics of Hillside: a function is written once, as an expression, and read in many
//! number systems.

#![forbid(unsafe_code)]

mod contour;
mod expr;
mod landscape;
mod number;

pub use contour::{ContourLines, MAX_CONTOUR_POINTS, contour_levels, contour_lines};
pub use expr::{Expr, FormulaError, FormulaErrorKind};
pub use expr::op::{Binary, Unary};
pub use landscape::{Landscape, LandscapeGroup, landscapes};
pub use number::Number;
