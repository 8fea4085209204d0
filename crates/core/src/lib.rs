//! The mathematics of Hillside: a function is written once, as an expression, and read in many
//! number systems.
//!
//! One landscape, read five ways:
//!
//! ```
//! use hillside_core::{Descent, DescentSettings, Dual, Expr, Hyper, sample, taylor};
//!
//! let ravine = Expr::parse("x^2 + 10*y^2")?;
//!
//! // Real numbers give its height,
//! assert_eq!(ravine.read(&[1.0, 1.0]), 11.0);
//!
//! // dual numbers its slope,
//! let slope = ravine.read(&[Dual::<f64, 2>::variable(1.0, 0), Dual::variable(1.0, 1)]);
//! assert_eq!(slope.slopes(), &[2.0, 20.0]);
//!
//! // hyper-dual numbers its curvature: fxx, fxy, fyy,
//! let curve = ravine.read(&[Hyper::variable(1.0, 0), Hyper::variable(1.0, 1)]);
//! assert_eq!(curve.hessian(), &[2.0, 0.0, 20.0]);
//!
//! // jets its Taylor coefficients of 1, dx, dy, dx², dx dy, dy²,
//! assert_eq!(taylor(&ravine, &[1.0, 1.0], 2), [11.0, 2.0, 20.0, 1.0, 0.0, 10.0]);
//!
//! // and lanes a whole grid of heights at once.
//! assert_eq!(sample(&ravine, [-1.0, 1.0, 0.0, 1.0], 3, 2), [1.0, 0.0, 1.0, 11.0, 10.0, 11.0]);
//!
//! // Walking downhill needs the slope alone.
//! let step = Descent::new(&ravine, DescentSettings::new([1.0, 1.0], 0.05)).step();
//! assert_eq!((step.x, step.y), (0.9, 0.0));
//! # Ok::<(), hillside_core::FormulaError>(())
//! ```

#![forbid(unsafe_code)]

mod bounds;
mod claims;
mod contour;
mod critical;
mod curvature;
mod decimal;
mod descent;
mod enclosure;
mod expr;
mod functional;
mod jacobian;
mod landscape;
mod layers;
mod linalg;
mod lipschitz;
mod nature;
mod net;
mod number;
mod paths;
mod quadratic;
mod ridge;
mod sample;
mod search;
mod taylor;
mod taylor_error;

pub use claims::{Checked, Claim, Evidence, check_claim, claims};
pub use contour::{
    ContourLines, MAX_CONTOUR_POINTS, contour_levels, contour_lines, contour_lines_around, even_levels,
};
pub use critical::{
    CriticalLine, CriticalLines, CriticalPoint, CriticalPoints, CriticalSearch, Doubt, Region,
    critical_points, is_critical,
};
pub use curvature::{Critical, Curvature, Shape, curvature, gradient, ground, hessian};
pub use decimal::{nearest_double, superscript};
pub use descent::{
    Convergence, Descent, DescentSettings, Divergence, Inequality, Memory, Method, MethodKind, Parameter,
    Schedule, ScheduleKind, Standstill, Status, Step, Trend, add_gaussian, inequalities, random_point,
};
pub use enclosure::{Degeneracy, Enclosure};
pub use expr::eval::Reader;
pub use expr::op::{Binary, Unary};
pub use expr::{
    Derivation, DerivationStep, Expr, FormulaError, FormulaErrorKind, FormulaParameter, Rule, letter_name,
    number_mathml,
};
#[cfg(feature = "apart")]
pub use expr::{FormulaReader, set_reader};
pub use functional::{AnswersError, LinearFunctional, Metric, MetricError};
pub use jacobian::{VectorFunction, slopes};
pub use landscape::{Family, Landscape, LandscapeGroup, landscapes};
pub use layers::LayerStack;
pub use linalg::matrix::{Matrix, ShapeError};
pub use linalg::sym::{SymmetricEigen, symmetric_eigenvalues};
pub use linalg::sym2::SymmetricEigen2;
pub use lipschitz::{Lipschitz, LipschitzSearch, lipschitz};
pub use nature::{Ground, Nature, nature};
pub use net::{
    Activation, Backward, CELLS, Confusion, DEFAULT_STEPS, Data, Encoding, Examples, Factor, FactorKind,
    LARGEST_RATE, LayerPass, Loss, Lost, MOST_EXAMPLES, MOST_HIDDEN_LAYERS, MOST_INPUTS, MOST_UNITS, Network,
    NetworkError, PATTERNS, Path, PathEnd, PathStart, Place, Stall, Start, Target, Training, TrainingError,
    TrainingSettings, TrainingState, TrainingStatus, X_PATTERN, paths, pattern_cells, pattern_of,
    wrong_cells,
};
pub use number::Number;
pub use number::dual::Dual;
pub use number::hyper::Hyper;
pub use number::interval::{Decoration, Interval};
pub use number::jet::{Jet, MAX_ORDER};
pub use number::lanes::Lanes;
pub use paths::{FormulaGraph, GraphEdge, GraphLetter, GraphPass, MOST_LETTERS};
pub use quadratic::{Conic, QuadraticModel};
pub use ridge::Ridge;
pub use sample::{Grid, derivatives, height, node, sample, sample_slopes};
pub use search::Progress;
pub use taylor::{taylor, taylor_bounds};
pub use taylor_error::{TaylorErrors, TaylorModel, taylor_errors};

/// The examples of the README are tested, too.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
