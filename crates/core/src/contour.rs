//! Contour lines of sampled heights: marching squares, joined into lines as they are found.

mod levels;

pub use levels::{contour_levels, even_levels};

/// The most points [`contour_lines`] gives.
pub const MAX_CONTOUR_POINTS: usize = 2_000_000;

/// Lines of equal height, joined.
///
/// Line `n` has the points from `starts[n]` up to `starts[n + 1]` (or the end) of `points`, and lies
/// at `levels[n]`. A closed line ends with its first point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContourLines {
    /// Column and row of each point in turn, fractional: `[column, row, column, row, …]`, node 0 at 0.
    pub points: Vec<f64>,
    /// Where each line begins: an index into `points`, always even.
    pub starts: Vec<u32>,
    /// The height of each line.
    pub levels: Vec<f64>,
}

impl ContourLines {
    /// Every line: its height and its points, column and row in turn.
    pub fn iter(&self) -> impl Iterator<Item = (f64, &[f64])> {
        let ends = self.starts.iter().skip(1).map(|start| *start as usize).chain([self.points.len()]);
        self.levels
            .iter()
            .zip(self.starts.iter().zip(ends))
            .map(|(level, (start, end))| (*level, &self.points[*start as usize..end]))
    }
}

/// The sides of a cell, anticlockwise from the bottom (rows count upwards).
const SOUTH: u8 = 0;
const EAST: u8 = 1;
const NORTH: u8 = 2;
const WEST: u8 = 3;
/// No line enters by this side.
const NONE: u8 = 4;

/// By which side a line leaves the cell, for the side it enters by (south, east, north, west).
///
/// The case has a bit a corner at or above the level: 1 bottom left, 2 bottom right, 4 top right, 8
/// top left. Higher ground lies to the left of the way, so a line enters where, anticlockwise,
/// a corner above is followed by one below. In cases 5 and 10 opposite corners are above: the first
/// sixteen rows join them through the middle of the cell, the last two keep them apart.
const LEAVE: [[u8; 4]; 18] = [
    [NONE, NONE, NONE, NONE],   // ....
    [WEST, NONE, NONE, NONE],   // bottom left
    [NONE, SOUTH, NONE, NONE],  // bottom right
    [NONE, WEST, NONE, NONE],   // bottom
    [NONE, NONE, EAST, NONE],   // top right
    [EAST, NONE, WEST, NONE],   // bottom left and top right, joined
    [NONE, NONE, SOUTH, NONE],  // right
    [NONE, NONE, WEST, NONE],   // all but top left
    [NONE, NONE, NONE, NORTH],  // top left
    [NORTH, NONE, NONE, NONE],  // left
    [NONE, NORTH, NONE, SOUTH], // bottom right and top left, joined
    [NONE, NORTH, NONE, NONE],  // all but top right
    [NONE, NONE, NONE, EAST],   // top
    [EAST, NONE, NONE, NONE],   // all but bottom right
    [NONE, NONE, NONE, SOUTH],  // all but bottom left
    [NONE, NONE, NONE, NONE],   // all
    [WEST, NONE, EAST, NONE],   // bottom left and top right, apart
    [NONE, SOUTH, NONE, NORTH], // bottom right and top left, apart
];

/// The band of a node without a height.
const GAP: u16 = u16::MAX;

/// The lines along which `values` reach each of `levels`.
///
/// `values` is row-major, `nx * ny` long, row 0 first; where it is shorter the grid is taken to have
/// fewer rows.
///
/// - A node is above a level when its height is **at or above** it; heights in between are linear
///   along the sides of a cell, so every point lies on the line between two neighbouring nodes.
/// - Higher ground is on the **left** when columns point right and rows up: lines round a summit
///   run anticlockwise.
/// - Lines are closed, or end at the border of the grid or of a gap: a cell with a NaN or an
///   infinity at a corner has no lines, so nothing crosses a pole.
/// - In a cell whose opposite corners are above, the mean of its four corners says whether they are joined.
/// - A point met several times in a row (a node exactly at the level) is given once; a line that is only a point is left out.
/// - Levels that are no numbers are left out, equal ones taken once. Where the lines would have more
///   than [`MAX_CONTOUR_POINTS`] points (noise on a large grid), every second level is left out
///   until they do not; if a single level has more, there are no lines.
///
/// W. E. Lorensen and H. E. Cline, "Marching cubes" (1987), in the plane. Lines are followed from
/// cell to cell, so no segment is looked up to be joined.
///
/// ```
/// use hillside_core::contour_lines;
///
/// let hill = [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
/// let lines = contour_lines(&hill, 3, 3, &[0.5]);
/// assert_eq!(lines.points, [0.5, 1.0, 1.0, 0.5, 1.5, 1.0, 1.0, 1.5, 0.5, 1.0]);
/// ```
#[must_use]
pub fn contour_lines(values: &[f64], nx: usize, ny: usize, levels: &[f64]) -> ContourLines {
    contour_lines_around(values, nx, ny, levels, &[])
}

/// As [`contour_lines`], but cells that are `broken` have no lines, as if they were gaps: where the ground jumps, it
/// is at no height in between.
///
/// A cell is told by its node of the lowest column and row: `broken` is row-major and as long as `values`, or
/// shorter where the rest is whole.
///
/// ```
/// use hillside_core::contour_lines_around;
///
/// // A cliff between the second column and the third.
/// let steps = [0.0, 1.0, 9.0, 10.0, 0.0, 1.0, 9.0, 10.0];
/// let cliff = [false, true, false, false];
/// let lines = contour_lines_around(&steps, 4, 2, &[0.5, 5.0, 9.5], &cliff);
/// assert_eq!(lines.levels, [0.5, 9.5]);
/// ```
#[must_use]
pub fn contour_lines_around(
    values: &[f64],
    nx: usize,
    ny: usize,
    levels: &[f64],
    broken: &[bool],
) -> ContourLines {
    let ny = ny.min(values.len().checked_div(nx).unwrap_or(0));
    let mut levels: Vec<f64> = levels.iter().copied().filter(|level| level.is_finite()).collect();
    levels.sort_unstable_by(f64::total_cmp);
    levels.dedup();
    levels.truncate(usize::from(GAP) - 1);
    if nx < 2 || ny < 2 {
        return ContourLines::default();
    }
    loop {
        if levels.is_empty() {
            return ContourLines::default();
        }
        let grid = Grid::new(&values[..nx * ny], nx, ny, &levels).without(broken);
        let points = grid.count_points();
        if points <= MAX_CONTOUR_POINTS {
            return Tracer::new(&grid, points).trace();
        }
        if levels.len() == 1 {
            return ContourLines::default();
        }
        let mut keep = false;
        levels.retain(|_| {
            keep = !keep;
            !keep
        });
    }
}

/// Heights and, of each node, how many levels are at or below it (its band): level `k` runs
/// between two nodes when exactly one of them has a band above `k`.
///
/// Nodes and cells are counted from column 1 and row 1 here, a cell by its bottom left node. Column 0,
/// and the rows before the first and after the last, are gaps, so a way out of the grid needs no test of its own.
struct Grid<'a> {
    values: &'a [f64],
    nx: usize,
    ny: usize,
    levels: &'a [f64],
    /// The bands, `stride` to a row; a row's right neighbour of its last node is the next row's column 0.
    bands: Vec<u16>,
    stride: usize,
    has_gaps: bool,
    /// Which cells have no lines, whatever their corners are, in the order of `bands`; empty if none is broken.
    broken: Vec<bool>,
}

impl<'a> Grid<'a> {
    fn new(values: &'a [f64], nx: usize, ny: usize, levels: &'a [f64]) -> Self {
        let stride = nx + 1;
        let mut bands = vec![GAP; stride * (ny + 2) + 1];
        let mut has_gaps = false;
        let mut band = 0;
        for (row, places) in values.chunks_exact(nx).zip(bands[stride..].chunks_exact_mut(stride)) {
            for (value, place) in row.iter().zip(&mut places[1..]) {
                if !value.is_finite() {
                    has_gaps = true;
                    continue;
                }
                // Neighbours are mostly in the same band or the next.
                while levels.get(usize::from(band)).is_some_and(|level| level <= value) {
                    band += 1;
                }
                while band > 0 && levels[usize::from(band) - 1] > *value {
                    band -= 1;
                }
                *place = band;
            }
        }
        Self { values, nx, ny, levels, bands, stride, has_gaps, broken: Vec::new() }
    }

    /// The same with some cells that have no lines, row-major, as many to a row as there are nodes.
    fn without(mut self, broken: &[bool]) -> Self {
        if broken.contains(&true) {
            self.has_gaps = true;
            self.broken = vec![false; self.bands.len()];
            for (row, places) in
                broken.chunks(self.nx).zip(self.broken[self.stride..].chunks_mut(self.stride))
            {
                places[1..].iter_mut().zip(row).for_each(|(place, broken)| *place = *broken);
            }
        }
        self
    }

    /// How many levels run between two neighbours.
    fn crossings(&self, a: usize, b: usize) -> u16 {
        let (a, b) = (self.bands[a], self.bands[b]);
        if a == GAP || b == GAP { 0 } else { a.abs_diff(b) }
    }

    /// How many points the sides of the cells have in all, a closed line's repeated point not counted.
    fn count_points(&self) -> usize {
        let nodes = self.stride..self.stride * (self.ny + 1);
        nodes.fold(0, |count, place| {
            count
                + usize::from(self.crossings(place, place + 1))
                + usize::from(self.crossings(place, place + self.stride))
        })
    }

    /// Whether the cell at `place` has heights at all its corners, and is whole.
    fn is_cell(&self, place: usize) -> bool {
        self.bands[place] != GAP
            && self.bands[place + 1] != GAP
            && self.bands[place + self.stride] != GAP
            && self.bands[place + self.stride + 1] != GAP
            && self.broken.get(place) != Some(&true)
    }

    /// The height of the node in column `i` and row `j`.
    fn height(&self, i: usize, j: usize) -> f64 {
        self.values[(j - 1) * self.nx + (i - 1)]
    }

    /// The row of [`LEAVE`] for the cell at column `i` and row `j`.
    fn case(&self, i: usize, j: usize, level: u16) -> usize {
        let place = j * self.stride + i;
        let above = |place: usize| usize::from(self.bands[place] > level);
        let case = above(place)
            + 2 * above(place + 1)
            + 4 * above(place + self.stride + 1)
            + 8 * above(place + self.stride);
        if case != 5 && case != 10 {
            return case;
        }
        // Quarters first: the sum of four heights may overflow, their mean cannot.
        let quarter = |i, j| 0.25 * self.height(i, j);
        let middle = (quarter(i, j) + quarter(i + 1, j)) + (quarter(i, j + 1) + quarter(i + 1, j + 1));
        match (middle >= self.levels[usize::from(level)], case) {
            (true, case) => case,
            (false, 5) => 16,
            (false, _) => 17,
        }
    }
}

/// A line on its way into a cell by one of its sides.
#[derive(Clone, Copy, PartialEq)]
struct Entry {
    i: usize,
    j: usize,
    side: u8,
}

/// Follows lines from cell to cell.
struct Tracer<'a> {
    grid: &'a Grid<'a>,
    /// For each node's side to the right: where its levels begin in `seen`.
    offsets: Vec<u32>,
    /// Which lines have been followed through which horizontal sides. A closed line goes round at
    /// least one node, so it passes the horizontal sides beside that.
    seen: Vec<bool>,
    lines: ContourLines,
}

impl<'a> Tracer<'a> {
    fn new(grid: &'a Grid<'a>, points: usize) -> Self {
        let mut offsets = vec![0; grid.bands.len()];
        let mut count = 0;
        for (place, offset) in
            offsets.iter_mut().enumerate().take(grid.stride * (grid.ny + 1)).skip(grid.stride)
        {
            let crossings = grid.crossings(place, place + 1);
            if crossings != 0 {
                *offset = count;
                count += u32::from(crossings);
            }
        }
        let lines = ContourLines { points: Vec::with_capacity(2 * points), ..ContourLines::default() };
        Self { grid, offsets, seen: vec![false; count as usize], lines }
    }

    fn trace(mut self) -> ContourLines {
        self.trace_open();
        self.trace_closed();
        self.lines
    }

    /// The lines that begin at the border of the grid or of a gap.
    fn trace_open(&mut self) {
        let (nx, ny) = (self.grid.nx, self.grid.ny);
        for j in 1..=ny {
            if self.grid.has_gaps || j == 1 || j == ny {
                (1..=nx).for_each(|i| self.begin_at_node(i, j));
            } else {
                // Nodes whose side to the right or above lies on the border.
                self.begin_at_node(1, j);
                self.begin_at_node(nx, j);
            }
        }
    }

    /// The open lines that begin on the sides to the right of a node and above it.
    fn begin_at_node(&mut self, i: usize, j: usize) {
        let grid = self.grid;
        let place = j * grid.stride + i;
        // Anticlockwise round the cell above, the side to the right is its bottom and runs from here;
        // round the cell below, it is its top and runs to here. A line enters where a node above is
        // followed by a node below.
        if grid.crossings(place, place + 1) != 0 {
            let falls = grid.bands[place] > grid.bands[place + 1];
            let (up, down) = (place, place - grid.stride);
            if falls && grid.is_cell(up) && !grid.is_cell(down) {
                self.follow_all(Entry { i, j, side: SOUTH }, place, place + 1);
            } else if !falls && grid.is_cell(down) && !grid.is_cell(up) {
                self.follow_all(Entry { i, j: j - 1, side: NORTH }, place, place + 1);
            }
        }
        if grid.crossings(place, place + grid.stride) != 0 {
            let falls = grid.bands[place] > grid.bands[place + grid.stride];
            let (right, left) = (place, place - 1);
            if falls && grid.is_cell(left) && !grid.is_cell(right) {
                self.follow_all(Entry { i: i - 1, j, side: EAST }, place, place + grid.stride);
            } else if !falls && grid.is_cell(right) && !grid.is_cell(left) {
                self.follow_all(Entry { i, j, side: WEST }, place, place + grid.stride);
            }
        }
    }

    /// The lines of every level between the nodes at places `a` and `b`.
    fn follow_all(&mut self, entry: Entry, a: usize, b: usize) {
        let (a, b) = (self.grid.bands[a], self.grid.bands[b]);
        (a.min(b)..a.max(b)).for_each(|level| self.follow(entry, level));
    }

    /// The lines that are left when the open ones are done: all closed.
    fn trace_closed(&mut self) {
        let grid = self.grid;
        for j in 2..grid.ny {
            for i in 1..grid.nx {
                let place = j * grid.stride + i;
                let (here, right) = (grid.bands[place], grid.bands[place + 1]);
                if here == right || !grid.is_cell(place) || !grid.is_cell(place - grid.stride) {
                    continue;
                }
                let low = here.min(right);
                for level in low..here.max(right) {
                    if self.seen[self.offsets[place] as usize + usize::from(level - low)] {
                        continue;
                    }
                    let falls = here > right;
                    let entry =
                        if falls { Entry { i, j, side: SOUTH } } else { Entry { i, j: j - 1, side: NORTH } };
                    self.follow(entry, level);
                }
            }
        }
    }

    /// Follows the line of `level` that enters at `entry` to its end, or round to where it began.
    fn follow(&mut self, entry: Entry, level: u16) {
        let grid = self.grid;
        let begin = self.lines.points.len();
        self.pass(entry, level, begin);
        let mut at = entry;
        loop {
            let Entry { i, j, side } = at;
            // The side it leaves by, named as a side of the cell beyond.
            at = match LEAVE[grid.case(i, j, level)][usize::from(side)] {
                SOUTH => Entry { i, j: j - 1, side: NORTH },
                EAST => Entry { i: i + 1, j, side: WEST },
                NORTH => Entry { i, j: j + 1, side: SOUTH },
                WEST => Entry { i: i - 1, j, side: EAST },
                // No line enters by such a side, and none leaves by it.
                _ => break,
            };
            self.pass(at, level, begin);
            if at == entry || !grid.is_cell(at.j * grid.stride + at.i) {
                break;
            }
        }
        if self.lines.points.len() < begin + 4 {
            self.lines.points.truncate(begin);
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a few numbers for each of MAX_CONTOUR_POINTS")]
        self.lines.starts.push(begin as u32);
        self.lines.levels.push(grid.levels[usize::from(level)]);
    }

    /// Adds the point where a line enters, and marks it as seen.
    #[inline]
    fn pass(&mut self, Entry { i, j, side }: Entry, level: u16, begin: usize) {
        let grid = self.grid;
        let height = grid.levels[usize::from(level)];
        // The lower of the side's nodes, so that both cells beside it find the same digits.
        let (i, j) = match side {
            NORTH => (i, j + 1),
            EAST => (i + 1, j),
            _ => (i, j),
        };
        let (column, row) = ((i - 1) as f64, (j - 1) as f64);
        let point = if side == SOUTH || side == NORTH {
            let place = j * grid.stride + i;
            let low = grid.bands[place].min(grid.bands[place + 1]);
            self.seen[self.offsets[place] as usize + usize::from(level - low)] = true;
            [column + share(height, grid.height(i, j), grid.height(i + 1, j)), row]
        } else {
            [column, row + share(height, grid.height(i, j), grid.height(i, j + 1))]
        };
        let points = &mut self.lines.points;
        if points.len() < begin + 2 || points[points.len() - 2..] != point {
            points.extend_from_slice(&point);
        }
    }
}

/// How far from `a` to `b` the height is reached, in `[0, 1]`.
#[inline]
fn share(height: f64, a: f64, b: f64) -> f64 {
    let rise = b - a;
    if rise.is_finite() {
        (height - a) / rise
    } else {
        // Heights near the largest number: their difference overflows, that of their halves does not.
        (0.5 * height - 0.5 * a) / (0.5 * b - 0.5 * a)
    }
}
