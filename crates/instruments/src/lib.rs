//! What a reader of Hillside operates: one struct an instrument, with its *settings* (everything a
//! link must carry), its *transitions* (total, never panicking), its *read-out* (every number on
//! screen and one plain sentence) and its *drawings*, made on a [`Sheet`]. [`Figure`] is all of that,
//! whichever it is.
//!
//! Nothing here knows a document, a clock or a file: a browser draws the same way as a test that
//! writes SVG.

#![forbid(unsafe_code)]

mod aliasing;
mod axes;
mod contours;
mod curvature;
mod curve;
mod descent;
mod detector;
mod digits;
mod field;
mod figure;
mod graph;
mod heights;
mod jumps;
mod letters;
mod loss;
mod map;
mod plot;
mod proof;
mod relief;
mod rule;
mod scene;
mod series;
mod settings;
mod sheet;
mod site;
mod theme;
mod trail;
mod view;

pub use curvature::{
    CriticalList, CriticalRow, CurvatureInstrument, CurvatureReadout, CurvatureWords, Example, Lamp,
    LipschitzBound, Proof, examples,
};
pub use curve::Curve;
pub use descent::{Bound, DescentInstrument, MOST_STEPS, Next, Readout, Statement, Words, descent_settings};
pub use detector::{
    BackwardReadout, ConfusionRecord, DetectorInstrument, DetectorReadout, DetectorWords, FULL_SPEED,
    InspectReadout, MOST_SPECTRUM_WEIGHTS, MOST_TRAINING_STEPS, Part, PathRecord, SpectrumReadout,
};
pub use figure::{Answer, Choice, Figure, Grip, Numbers, OnMap, ParameterRecord, Record, figure};
pub use heights::Heights;
pub use letters::Letter;
pub use map::Map;
#[cfg(feature = "apart")]
pub use plot::set_plotter;
pub use plot::{Plot, draw as draw_plot};
pub use proof::{BoundSearch, NewBoundSearch, bound_search};
pub use relief::{LIGHT, Raster};
pub use scene::{Camera, Mesh, Patch, Path, Scene};
pub use settings::{Listed, Problem, Table, Value};
pub use sheet::{Anchor, Beyond, HALO, Ink, Picture, Sheet, Text, UNITS, still, svg};
pub use theme::{Colour, Theme};
pub use view::{Frame, View};
