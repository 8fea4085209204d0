//! The bindings of Hillside for a browser, a worker or Node: they parse arguments, call once and
//! shape the answer. There is nothing to prove here.
//!
//! Each feature is a module of its own: a page that shows one instrument loads that one.

#[cfg(feature = "drawing")]
mod canvas;
#[cfg(feature = "mathematics")]
mod contour;
#[cfg(feature = "curvature")]
mod curvature_instrument;
#[cfg(feature = "mathematics")]
mod descent;
#[cfg(feature = "descent")]
mod descent_instrument;
#[cfg(feature = "mathematics")]
mod detector;
#[cfg(feature = "detector")]
mod detector_instrument;
mod error;
#[cfg(feature = "mathematics")]
mod proof;
#[cfg(feature = "curvature")]
mod scene;
#[cfg(feature = "mathematics")]
mod surface;
mod value;

#[cfg(feature = "mathematics")]
pub use contour::{contour_levels, contour_lines};
#[cfg(feature = "curvature")]
pub use curvature_instrument::CurvatureInstrument;
#[cfg(feature = "mathematics")]
pub use descent::Descent;
#[cfg(feature = "descent")]
pub use descent_instrument::DescentInstrument;
#[cfg(feature = "mathematics")]
pub use detector::{Detector, symmetric_eigen};
#[cfg(feature = "detector")]
pub use detector_instrument::DetectorInstrument;
#[cfg(feature = "mathematics")]
pub use proof::{CriticalSearch, LipschitzSearch};
#[cfg(feature = "curvature")]
pub use scene::SceneView;
#[cfg(feature = "mathematics")]
pub use surface::Surface;
