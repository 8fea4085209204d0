//! The mathematics of Hillside: a function is written once, as an expression, and read in many
//! number systems.

#![forbid(unsafe_code)]

mod contour;
mod curvature;
mod descent;
mod expr;
mod landscape;
mod linalg;
mod number;
mod sample;

pub use contour::{ContourLines, MAX_CONTOUR_POINTS, contour_levels, contour_lines};
pub use curvature::{Critical, Curvature, Shape, curvature, gradient, hessian};
pub use descent::{
    Convergence, Descent, DescentSettings, Divergence, Inequality, Memory, Method, MethodKind, Parameter,
    Schedule, ScheduleKind, Status, Step, Trend, add_gaussian, inequalities, random_point,
};
pub use expr::eval::Reader;
pub use expr::op::{Binary, Unary};
pub use expr::{Expr, FormulaError, FormulaErrorKind, number_mathml};
pub use landscape::{Landscape, LandscapeGroup, landscapes};
pub use linalg::sym2::SymmetricEigen2;
pub use number::Number;
pub use number::dual::Dual;
pub use number::hyper::Hyper;
pub use number::jet::{Jet, MAX_ORDER, taylor};
pub use number::lanes::Lanes;
pub use sample::{Block, Grid, derivatives, node, sample, sample_slopes};
