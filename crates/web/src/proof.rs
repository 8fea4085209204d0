//! Proofs for JavaScript: all at once for a program, in slices for a page that must not freeze.

use hillside_core::{CriticalLine, CriticalPoint, CriticalPoints, Doubt, Progress, Region};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::surface::Surface;
use crate::{error, value};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** A point without slope. Where `proved`, it exists and is the only one near; else it looks like one degenerate point. */
export interface CriticalPoint {
  x: number; y: number; value: number; kind: 'minimum' | 'maximum' | 'saddle' | 'degenerate';
  eigenvalues: [number, number]; /** how far the true point can be, along either axis */ error: number;
  /** how far its height can be from `value` */ valueError: number; proved: boolean;
  /** what a degenerate point is by its higher orders, where that is proved: it exists and is the only one near */
  nature: null | 'minimum' | 'maximum' | 'saddle';
}
/** A line p x + q y = offset of critical points, all alike; none of them strictly so. */
export interface CriticalLine {
  normal: [number, number]; offset: number; error: number; value: number; kind: 'minimum' | 'maximum' | 'saddle';
  /** where it enters and leaves the box */ ends: [[number, number], [number, number]];
}
/** What is known of the critical points of a box. */
export interface CriticalPoints {
  points: CriticalPoint[]; /** proved that there are no others; level ground is full of them */ complete: boolean;
  /** the boxes round level ground, whose every point is proved to be critical */
  flat: [number, number, number, number][];
  /** where nothing could be proved: any further points are in these */
  undecided: { bounds: [number, number, number, number]; doubt: 'unfinished' | 'degenerate' | 'rough' }[];
  /** of a function of one linear form, its lines of critical points, which are in `undecided`, too */ lines: CriticalLine[];
}
/** How far a search has come: cells looked at, the share done (0 to 1, an estimate), whether nothing is left to do. */
export interface Progress { cells: number; share: number; finished: boolean }
";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PointRecord {
    x: f64,
    y: f64,
    value: f64,
    kind: &'static str,
    eigenvalues: [f64; 2],
    error: f64,
    value_error: f64,
    proved: bool,
    nature: Option<&'static str>,
}

#[derive(Serialize)]
struct RegionRecord {
    bounds: [f64; 4],
    doubt: Doubt,
}

#[derive(Serialize)]
struct PointsRecord<'a> {
    points: Vec<PointRecord>,
    complete: bool,
    flat: Vec<[f64; 4]>,
    undecided: Vec<RegionRecord>,
    lines: &'a [CriticalLine],
}

#[derive(Serialize)]
struct ProgressRecord {
    cells: usize,
    share: f64,
    finished: bool,
}

fn point(point: &CriticalPoint, proved: bool) -> PointRecord {
    PointRecord {
        x: point.x,
        y: point.y,
        value: point.value,
        kind: point.kind.name(),
        eigenvalues: point.eigenvalues,
        error: point.error,
        value_error: point.value_error,
        proved,
        nature: point.nature.map(|nature| nature.kind.name()),
    }
}

/// The record of what a search has found.
pub(crate) fn points(found: &CriticalPoints) -> Result<JsValue, JsValue> {
    let proved = found.points.iter().map(|one| point(one, true));
    let suspected = found.suspects.iter().map(|one| point(one, false));
    let region = |region: &Region| RegionRecord { bounds: region.bounds, doubt: region.doubt };
    value::object(&PointsRecord {
        points: proved.chain(suspected).collect(),
        complete: found.complete && found.flat.is_empty(),
        flat: found.flat.iter().map(|region| region.bounds).collect(),
        // Whoever looks for single points finds none of them decided on level ground.
        undecided: found.undecided.iter().chain(&found.flat).map(region).collect(),
        lines: found.lines.as_ref().map_or(&[], |known| &known.lines),
    })
}

fn progress(Progress { cells, share, finished }: Progress) -> Result<JsValue, JsValue> {
    value::object(&ProgressRecord { cells, share, finished })
}

/// The search behind `Surface.criticalPoints`, in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CriticalSearch {
    search: hillside_core::CriticalSearch,
}

#[wasm_bindgen]
impl CriticalSearch {
    /// A search over the closed box that has not looked at anything yet.
    #[wasm_bindgen(constructor)]
    pub fn new(surface: &Surface, x0: f64, x1: f64, y0: f64, y1: f64) -> Self {
        Self { search: hillside_core::CriticalSearch::new(surface.expr(), [x0, x1, y0, y1]) }
    }

    /// Looks at `cells` parts of the box more.
    #[wasm_bindgen(unchecked_return_type = "Progress")]
    pub fn step(&mut self, cells: u32) -> Result<JsValue, JsValue> {
        progress(self.search.step(cells as usize))
    }

    /// What is known so far.
    #[wasm_bindgen(unchecked_return_type = "CriticalPoints")]
    pub fn found(&self) -> Result<JsValue, JsValue> {
        points(&self.search.found())
    }
}

/// The search behind `Surface.lipschitz`, in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct LipschitzSearch {
    search: hillside_core::LipschitzSearch,
}

#[wasm_bindgen]
impl LipschitzSearch {
    /// A search over the closed box, to a relative `tolerance`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        surface: &Surface,
        x0: f64,
        x1: f64,
        y0: f64,
        y1: f64,
        tolerance: f64,
    ) -> Result<LipschitzSearch, JsValue> {
        let tolerance = checked(tolerance)?;
        Ok(Self { search: hillside_core::LipschitzSearch::new(surface.expr(), [x0, x1, y0, y1], tolerance) })
    }

    /// Looks at `cells` parts of the box more.
    #[wasm_bindgen(unchecked_return_type = "Progress")]
    pub fn step(&mut self, cells: u32) -> Result<JsValue, JsValue> {
        progress(self.search.step(cells as usize))
    }

    /// What is proved so far.
    #[wasm_bindgen(unchecked_return_type = "{ lower: number, upper: number }")]
    pub fn enclosure(&self) -> Result<JsValue, JsValue> {
        value::object(&self.search.enclosure())
    }
}

/// A tolerance that means something.
pub(crate) fn checked(tolerance: f64) -> Result<f64, JsValue> {
    if tolerance > 0.0 {
        Ok(tolerance)
    } else {
        Err(error::range("the tolerance is a positive number, such as 1e-3"))
    }
}
