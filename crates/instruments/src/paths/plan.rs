//! [`Plan`]: where the letters of a graph are drawn, and the ways between them.
//!
//! Letters stand in columns by layer. A way that passes a column takes a place in it, like a letter, and the places of a
//! column are sorted by the middle of what they are joined to, so that few ways cross (Sugiyama, Tagawa and Toda 1981).

use hillside_core::FormulaGraph;

/// Points a way has from one column to the next.
const GRAIN: u32 = 28;
/// How often the columns are sorted, there and back.
const SWEEPS: usize = 4;

/// Room at the left, the right, the top and the bottom, in CSS pixels.
const EDGES: [f64; 4] = [96.0, 12.0, 10.0, 14.0];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Letter(usize),
    /// An edge that passes.
    Passing(usize),
}

/// Where a graph is drawn, in CSS pixels.
#[derive(Debug)]
pub(super) struct Plan {
    /// The middles of the letters.
    pub(super) at: Vec<[f64; 2]>,
    /// A way for each edge.
    pub(super) ways: Vec<Vec<[f64; 2]>>,
    /// Half the width and height of a letter's box, and the radius of an input's knob.
    pub(super) half: [f64; 2],
    pub(super) radius: f64,
}

/// The places of letters and passing edges, from 0 to 1.
struct Places<'g> {
    graph: &'g FormulaGraph,
    letters: Vec<f64>,
    passing: Vec<Vec<f64>>,
}

impl Places<'_> {
    /// Where an edge is in a column on its way.
    fn of(&self, edge: usize, layer: usize) -> f64 {
        let ends = self.graph.edges()[edge];
        let [first, last] = [ends.from, ends.to].map(|letter| self.graph.letters()[letter].layer);
        match layer {
            _ if layer <= first => self.letters[ends.from],
            _ if layer >= last => self.letters[ends.to],
            _ => self.passing[edge][layer - first - 1],
        }
    }

    fn put(&mut self, slot: Slot, layer: usize, place: f64) {
        match slot {
            Slot::Letter(letter) => self.letters[letter] = place,
            Slot::Passing(edge) => {
                let first = self.graph.letters()[self.graph.edges()[edge].from].layer;
                self.passing[edge][layer - first - 1] = place;
            }
        }
    }

    /// The middle of what a place is joined to in the column before, or after; its own place where there is nothing.
    fn pull(&self, slot: Slot, layer: usize, before: bool) -> f64 {
        let (graph, other) = (self.graph, if before { layer.wrapping_sub(1) } else { layer + 1 });
        match slot {
            Slot::Passing(edge) => self.of(edge, other),
            Slot::Letter(letter) => {
                let joined: Vec<f64> = (0..graph.edges().len())
                    .filter(|&edge| {
                        let ends = graph.edges()[edge];
                        (if before { ends.to } else { ends.from }) == letter
                    })
                    .map(|edge| self.of(edge, other))
                    .collect();
                if joined.is_empty() {
                    self.letters[letter]
                } else {
                    joined.iter().sum::<f64>() / joined.len() as f64
                }
            }
        }
    }
}

/// Puts the places of a column evenly, in its order.
fn spread(places: &mut Places<'_>, column: &[Slot], layer: usize) {
    for (index, &slot) in column.iter().enumerate() {
        places.put(slot, layer, (index as f64 + 0.5) / column.len() as f64);
    }
}

impl Plan {
    pub(super) fn new(graph: &FormulaGraph, [width, height]: [f64; 2]) -> Self {
        let (letters, edges) = (graph.letters(), graph.edges());
        let depth = letters.iter().map(|letter| letter.layer).max().unwrap_or(0);
        let mut columns: Vec<Vec<Slot>> = vec![Vec::new(); depth + 1];
        for (index, letter) in letters.iter().enumerate() {
            columns[letter.layer].push(Slot::Letter(index));
        }
        let mut passing = Vec::with_capacity(edges.len());
        for (index, edge) in edges.iter().enumerate() {
            let between = letters[edge.from].layer + 1..letters[edge.to].layer;
            passing.push(vec![0.0; between.len()]);
            between.for_each(|layer| columns[layer].push(Slot::Passing(index)));
        }
        let mut places = Places { graph, letters: vec![0.5; letters.len()], passing };
        for (layer, column) in columns.iter().enumerate() {
            spread(&mut places, column, layer);
        }
        for sweep in 0..SWEEPS {
            let there = sweep % 2 == 0;
            let order: Vec<usize> = if there { (1..=depth).collect() } else { (1..depth).rev().collect() };
            for layer in order {
                let column = &mut columns[layer];
                column
                    .sort_by(|a, b| places.pull(*a, layer, there).total_cmp(&places.pull(*b, layer, there)));
                spread(&mut places, column, layer);
            }
        }
        let crowd = columns.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let [left, right, top, bottom] = EDGES;
        let pitch = (height - top - bottom) / crowd as f64;
        let across = (width - left - right) / (depth as f64 + 0.4).max(1.0);
        let half = [(across * 0.3).clamp(16.0, 52.0), (pitch * 0.36).clamp(7.0, 24.0)];
        let radius = (pitch * 0.34).clamp(7.0, 20.0);
        let column = |layer: usize| {
            let last = width - right - half[0];
            left + radius + (last - left - radius) * layer as f64 / (depth as f64).max(1.0)
        };
        let row = |place: f64| top + (height - top - bottom) * place;
        let at = letters
            .iter()
            .zip(&places.letters)
            .map(|(letter, place)| [column(letter.layer), row(*place)])
            .collect();
        let way = |edge: usize| {
            let ends = edges[edge];
            let [first, last] = [ends.from, ends.to].map(|letter| letters[letter].layer);
            let side = if letters[ends.from].formula.is_none() { radius } else { half[0] };
            let stops: Vec<[f64; 2]> = (first..=last)
                .map(|layer| {
                    let aside = if layer == first {
                        side
                    } else if layer == last {
                        -half[0]
                    } else {
                        0.0
                    };
                    [column(layer) + aside, row(places.of(edge, layer))]
                })
                .collect();
            smooth(&stops)
        };
        Self { at, ways: (0..edges.len()).map(way).collect(), half, radius }
    }
}

/// A line through stops that is level at each of them.
pub(super) fn smooth(stops: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = stops.first().copied().into_iter().collect();
    for pair in stops.windows(2) {
        points.extend((1..=GRAIN).map(|k| {
            let part = f64::from(k) / f64::from(GRAIN);
            let rise = part * part * (3.0 - 2.0 * part);
            [pair[0][0] + (pair[1][0] - pair[0][0]) * part, pair[0][1] + (pair[1][1] - pair[0][1]) * rise]
        }));
    }
    points
}
