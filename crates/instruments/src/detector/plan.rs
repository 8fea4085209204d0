//! [`Plan`]: where everything of a network's drawing lies, so that drawing and hand agree.

use hillside_core::Network;

/// Something of the drawing a hand can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The weight of that index, biases included.
    Weight(usize),
    /// A cell of the input.
    Input(usize),
    /// A unit: its layer, from 1, and its place there, from 0.
    Unit(usize, usize),
}

/// How near a hand must come to a line to mean it, in CSS pixels.
const REACH: f64 = 7.0;
/// Room for the titles above and for the bias below, in CSS pixels.
const TOP: f64 = 30.0;
const BOTTOM: f64 = 20.0;

/// One layer of the drawing: a column of squares.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) x: f64,
    /// The middle of every unit.
    pub(super) heights: Vec<f64>,
    /// The side of a unit's square.
    pub(super) side: f64,
    /// The middle of the square that stands for the bias of the next layer; none after the last.
    pub(super) bias: Option<f64>,
}

/// The layout of a network on a canvas, in CSS pixels.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) columns: Vec<Column>,
}

#[expect(clippy::cast_precision_loss, reason = "counts of units are at most 64")]
fn real(count: usize) -> f64 {
    count as f64
}

impl Plan {
    pub(super) fn new(network: &Network, [width, height]: [f64; 2]) -> Self {
        let layers = network.layers();
        let last = layers.len() - 1;
        let room = (height - TOP - BOTTOM).max(60.0);
        // Pictures on the left end keep clear of the border, the output's number of the right one.
        let (left, right) = (30.0, width - 58.0);
        let columns = layers
            .iter()
            .enumerate()
            .map(|(layer, &units)| {
                let x = left + (right - left) * real(layer) / real(last);
                // The bias takes the place of one more unit.
                let places = if layer == last { units } else { units + 1 };
                let spacing = (room / real(places)).min(if layer == 0 { 44.0 } else { 96.0 });
                let most = match layer {
                    0 => 26.0,
                    layer if layer == last => 64.0,
                    _ => 52.0,
                };
                // Beneath a square stands its number.
                let side = (if layer == 0 { 0.72 } else { 0.66 } * spacing).min(most).max(8.0);
                let top = TOP + (room - spacing * real(places)) / 2.0;
                let at = |place: usize| top + spacing * (real(place) + 0.5);
                let heights = if layer == last {
                    vec![TOP + (room - spacing) / 2.0 + spacing * 0.5]
                } else {
                    (0..units).map(at).collect()
                };
                Column { x, heights, side, bias: (layer < last).then(|| at(units)) }
            })
            .collect();
        Self { columns }
    }

    /// Where the line of a weight begins and ends.
    pub(super) fn ends(&self, network: &Network, weight: usize) -> Option<[[f64; 2]; 2]> {
        let place = network.place(weight)?;
        let (before, after) = (self.columns.get(place.layer - 1)?, self.columns.get(place.layer)?);
        let from = match place.from {
            Some(from) => [before.x + before.side / 2.0, *before.heights.get(from)?],
            None => [before.x + BIAS, before.bias?],
        };
        Some([from, [after.x - after.side / 2.0, *after.heights.get(place.unit)?]])
    }

    /// The corner and the side of the cell that shows a weight in the picture of its unit; a bias has none.
    pub(super) fn cell(&self, network: &Network, weight: usize) -> Option<([f64; 2], f64)> {
        let place = network.place(weight)?;
        let column = &self.columns[place.layer];
        let inputs = network.layers()[place.layer - 1];
        let (columns, rows) = grid(inputs);
        let side = column.side / real(columns.max(rows));
        let (across, down) = (place.from? % columns, place.from? / columns);
        let left = column.x - side * real(columns) / 2.0;
        let top = column.heights[place.unit] - side * real(rows) / 2.0;
        Some(([left + side * real(across), top + side * real(down)], side))
    }

    /// The middle of a part; of a weight, of its line.
    pub(super) fn middle(&self, network: &Network, part: Part) -> Option<[f64; 2]> {
        match part {
            Part::Weight(weight) => {
                let [[x0, y0], [x1, y1]] = self.ends(network, weight)?;
                Some([f64::midpoint(x0, x1), f64::midpoint(y0, y1)])
            }
            Part::Input(cell) => Some([self.columns[0].x, *self.columns[0].heights.get(cell)?]),
            Part::Unit(layer, unit) => {
                let column = self.columns.get(layer)?;
                Some([column.x, *column.heights.get(unit)?])
            }
        }
    }

    /// What lies at a point, if anything does.
    pub(super) fn at(&self, network: &Network, [x, y]: [f64; 2]) -> Option<Part> {
        for (layer, column) in self.columns.iter().enumerate() {
            let half = column.side / 2.0;
            for (unit, height) in column.heights.iter().enumerate() {
                if (x - column.x).abs() > half || (y - height).abs() > half {
                    continue;
                }
                if layer == 0 {
                    return Some(Part::Input(unit));
                }
                let within = |weight: &usize| {
                    self.cell(network, *weight).is_some_and(|([left, top], side)| {
                        (left..left + side).contains(&x) && (top..top + side).contains(&y)
                    })
                };
                let mut weights =
                    (0..network.layers()[layer - 1]).map(|from| network.weight(layer, unit, from));
                // A picture too small to aim at is its unit.
                let aimed = if half >= 12.0 && !(layer == network.depth() && layer > 1) {
                    weights.find(within)
                } else {
                    None
                };
                return Some(aimed.map_or(Part::Unit(layer, unit), Part::Weight));
            }
        }
        let mut nearest = (REACH * REACH, None);
        for weight in 0..network.weight_count() {
            let Some([a, b]) = self.ends(network, weight) else { continue };
            let distance = distance([x, y], a, b);
            if distance < nearest.0 {
                nearest = (distance, Some(Part::Weight(weight)));
            }
        }
        nearest.1
    }
}

/// Half the side of the square that stands for a bias.
pub(super) const BIAS: f64 = 8.0;

/// How many columns and rows the picture of so many weights has.
pub(super) fn grid(count: usize) -> (usize, usize) {
    let columns = (1..=8).find(|side| side * side >= count).unwrap_or(8);
    (columns, count.div_ceil(columns))
}

/// The square of the distance of a point from a segment.
fn distance([x, y]: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let along = (((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    let (ex, ey) = (a[0] + along * dx - x, a[1] + along * dy - y);
    ex * ex + ey * ey
}
