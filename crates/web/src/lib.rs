//! The bindings of Hillside for a browser, a worker or Node: they parse arguments, call once and
//! shape the answer. There is nothing to prove here.
//!
//! Each feature is a module of its own: the bare mathematics, and the figures of the page.

#[cfg(feature = "figures")]
mod canvas;
#[cfg(feature = "mathematics")]
mod claim;
#[cfg(feature = "mathematics")]
mod contour;
#[cfg(feature = "mathematics")]
mod derivation;
#[cfg(feature = "mathematics")]
mod descent;
#[cfg(feature = "mathematics")]
mod detector;
mod error;
#[cfg(feature = "figures")]
mod figure;
#[cfg(feature = "figures")]
mod parts;
#[cfg(feature = "mathematics")]
mod proof;
#[cfg(feature = "figures")]
mod scene;
#[cfg(feature = "mathematics")]
mod surface;
mod value;

#[cfg(feature = "mathematics")]
pub use claim::{check_claim, claims};
#[cfg(feature = "mathematics")]
pub use contour::{contour_levels, contour_lines};
#[cfg(feature = "mathematics")]
pub use derivation::derivation;
#[cfg(feature = "mathematics")]
pub use descent::Descent;
#[cfg(feature = "mathematics")]
pub use detector::{Detector, symmetric_eigen};
#[cfg(feature = "figures")]
pub use figure::Figure;
#[cfg(feature = "figures")]
pub use parts::{learn_to_plot, learn_to_read};
#[cfg(feature = "mathematics")]
pub use proof::{CriticalSearch, LipschitzSearch};
#[cfg(feature = "figures")]
pub use scene::SceneView;
#[cfg(feature = "mathematics")]
pub use surface::Surface;
