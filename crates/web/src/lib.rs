//! The bindings of Hillside for a browser, a worker or Node: they parse arguments, call once and
//! shape the answer. There is nothing to prove here.

mod canvas;
mod contour;
mod descent;
mod descent_instrument;
mod detector;
mod error;
mod surface;
mod value;

pub use contour::{contour_levels, contour_lines};
pub use descent::Descent;
pub use descent_instrument::DescentInstrument;
pub use detector::{Detector, symmetric_eigen};
pub use surface::Surface;
