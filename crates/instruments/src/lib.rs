//! What a reader of Hillside operates: one struct an instrument, with its *settings* (everything a
//! link must carry), its *transitions* (total, never panicking), its *read-out* (every number on
//! screen and one plain sentence) and its *drawings*, made on any plotters backend.
//!
//! Nothing here knows a document, a clock or a file: a browser draws the same way as a test that
//! writes SVG.

#![forbid(unsafe_code)]

mod axes;
mod curvature;
mod descent;
mod detector;
mod digits;
mod field;
mod fine;
mod heights;
mod loss;
mod map;
mod pen;
mod relief;
mod rule;
mod scene;
mod setting;
mod site;
#[cfg(feature = "svg")]
mod svg;
mod theme;
mod trail;
mod view;

pub use curvature::{
    CriticalList, CriticalRow, CurvatureInstrument, CurvatureReadout, CurvatureWords, Example, Lamp,
    LipschitzBound, NAMES as CURVATURE_SETTINGS, Proof, examples,
};
pub use descent::{
    Bound, DescentInstrument, MOST_STEPS, NAMES as DESCENT_SETTINGS, Next, Readout, Statement, Words,
    descent_settings,
};
pub use detector::{
    BackwardReadout, ConfusionRecord, DetectorInstrument, DetectorReadout, DetectorWords, FULL_SPEED,
    InspectReadout, MOST_SPECTRUM_WEIGHTS, MOST_TRAINING_STEPS, NAMES as DETECTOR_SETTINGS, Part, PathRecord,
    SpectrumReadout,
};
pub use fine::{Fine, UNITS};
pub use heights::Heights;
pub use map::Map;
pub use pen::Drawn;
pub use relief::{LIGHT, Raster};
pub use scene::{Camera, Mesh, Patch, Path, Scene};
pub use setting::{Problem, Value};
#[cfg(feature = "svg")]
pub use svg::Picture;
pub use theme::{Colour, Theme};
pub use view::{Frame, View};
