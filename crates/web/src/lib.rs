//! The bindings of Hillside for a browser, a worker or Node: they parse arguments, call once and
//! shape the answer. There is nothing to prove here.
//!
//! Each feature is a module of its own: a page that shows one instrument loads that one.

#[cfg(feature = "drawing")]
mod canvas;
#[cfg(feature = "mathematics")]
mod contour;
#[cfg(feature = "mathematics")]
mod descent;
#[cfg(feature = "mathematics")]
mod detector;
mod error;
#[cfg(feature = "drawing")]
mod figure;
#[cfg(feature = "mathematics")]
mod proof;
#[cfg(feature = "curvature")]
mod scene;
#[cfg(feature = "mathematics")]
mod surface;
mod value;

#[cfg(feature = "mathematics")]
pub use contour::{contour_levels, contour_lines};
#[cfg(feature = "mathematics")]
pub use descent::Descent;
#[cfg(feature = "mathematics")]
pub use detector::{Detector, symmetric_eigen};
#[cfg(feature = "drawing")]
pub use figure::Figure;
#[cfg(feature = "mathematics")]
pub use proof::{CriticalSearch, LipschitzSearch};
#[cfg(feature = "curvature")]
pub use scene::SceneView;
#[cfg(feature = "mathematics")]
pub use surface::Surface;
