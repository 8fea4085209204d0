//! Contour lines: pictures, an independent brute force, and what must hold for any field.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "columns and rows of small grids"
)]

use std::collections::BTreeMap;

use hillside_core::{
    ContourLines, MAX_CONTOUR_POINTS, Number, contour_levels, contour_lines, contour_lines_around,
};
use proptest::prelude::*;

/// Heights drawn as digits, the top row last in space and first on paper; `?` is a NaN, `!` an infinity.
fn picture(rows: &[&str]) -> (Vec<f64>, usize, usize) {
    let nx = rows[0].len();
    let values = rows
        .iter()
        .rev()
        .flat_map(|row| {
            assert_eq!(row.len(), nx);
            row.chars().map(|height| match height {
                '?' => f64::NAN,
                '!' => f64::INFINITY,
                digit => f64::from(digit.to_digit(10).unwrap()),
            })
        })
        .collect();
    (values, nx, rows.len())
}

/// Lines as text: `level: column,row column,row …`.
#[track_caller]
fn assert_lines(rows: &[&str], level: f64, want: &[&str]) {
    let (values, nx, ny) = picture(rows);
    let lines = contour_lines(&values, nx, ny, &[level]);
    let mut got: Vec<String> = lines
        .iter()
        .map(|(_, points)| {
            points.chunks(2).map(|at| format!("{},{}", at[0], at[1])).collect::<Vec<_>>().join(" ")
        })
        .collect();
    got.sort();
    assert_eq!(got, want, "level {level}");
}

#[test]
fn a_summit_is_circled_anticlockwise() {
    assert_lines(&["000", "010", "000"], 0.5, &["0.5,1 1,0.5 1.5,1 1,1.5 0.5,1"]);
}

#[test]
fn a_hollow_is_circled_clockwise() {
    assert_lines(&["111", "101", "111"], 0.5, &["0.5,1 1,1.5 1.5,1 1,0.5 0.5,1"]);
}

#[test]
fn a_slope_is_crossed_from_border_to_border_with_higher_ground_on_the_left() {
    assert_lines(&["000", "222", "222"], 1.0, &["2,1.5 1,1.5 0,1.5"]);
    assert_lines(&["02", "02"], 1.0, &["0.5,1 0.5,0"]);
}

#[test]
fn saddles_are_resolved_by_the_mean_of_the_cell() {
    // Mean 1.25, above the level: the high corners are joined.
    assert_lines(&["03", "20"], 1.0, &["0.3333333333333333,1 0,0.5", "0.5,0 1,0.3333333333333333"]);
    // Mean 0.75, below it: they are kept apart.
    assert_lines(&["02", "10"], 1.0, &["0.5,1 1,0.5"]);
    assert_lines(
        &["03", "30"],
        2.0,
        &["0.3333333333333333,0 0,0.3333333333333333", "0.6666666666666666,1 1,0.6666666666666666"],
    );
}

#[test]
fn a_gap_ends_lines_cleanly() {
    assert_lines(&["0000", "00?0", "0000", "2222"], 1.0, &["3,0.5 2,0.5 1,0.5 0,0.5"]);
    assert_lines(&["000000", "222?22", "222222"], 1.0, &["2,1.5 1,1.5 0,1.5", "5,1.5 4,1.5"]);
}

#[test]
fn nothing_crosses_a_pole() {
    assert_lines(&["00!99", "00!99"], 5.0, &[]);
}

#[test]
fn a_plateau_at_the_level_counts_as_above() {
    assert_lines(&["000", "111", "111"], 1.0, &["2,1 1,1 0,1"]);
    assert_lines(&["000", "010", "000"], 1.0, &[]);
    assert_lines(&["111", "111", "111"], 1.0, &[]);
}

/// Level, and both ends of a piece of line.
type Segment = (u64, [u64; 2], [u64; 2]);

fn bits(point: [f64; 2]) -> [u64; 2] {
    // -0 and 0 are the same place.
    point.map(|value| (value + 0.0).to_bits())
}

/// Marching squares without any linking, written another way: for each cell, the points on its
/// sides, paired by where higher ground is.
fn brute_force(values: &[f64], nx: usize, ny: usize, levels: &[f64]) -> Vec<Segment> {
    let mut segments = Vec::new();
    for level in levels {
        for j in 0..ny.saturating_sub(1) {
            for i in 0..nx.saturating_sub(1) {
                let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
                let heights = corners.map(|(i, j)| values[j * nx + i]);
                if !heights.iter().all(|height| height.is_finite()) {
                    continue;
                }
                let on_side = |side: usize| {
                    let (mut a, mut b) = (side, (side + 1) % 4);
                    // From the lower to the higher index, as a reader of the grid would.
                    if corners[a].0 + corners[a].1 > corners[b].0 + corners[b].1 {
                        (a, b) = (b, a);
                    }
                    let share = (level - heights[a]) / (heights[b] - heights[a]);
                    let at = |n: usize| [corners[n].0 as f64, corners[n].1 as f64];
                    let (from, to) = (at(a), at(b));
                    [0, 1].map(|axis| if from[axis] == to[axis] { from[axis] } else { from[axis] + share })
                };
                let above = heights.map(|height| height >= *level);
                let entries: Vec<usize> =
                    (0..4).filter(|side| above[*side] && !above[(side + 1) % 4]).collect();
                let exits: Vec<usize> =
                    (0..4).filter(|side| !above[*side] && above[(side + 1) % 4]).collect();
                let mean = (0.25 * heights[0] + 0.25 * heights[1]) + (0.25 * heights[3] + 0.25 * heights[2]);
                for entry in &entries {
                    // Joined: round the low corner after the entry; apart: round the high corner before it.
                    let exit = match exits.len() {
                        1 => exits[0],
                        _ if mean >= *level => (entry + 1) % 4,
                        _ => (entry + 3) % 4,
                    };
                    assert!(exits.contains(&exit));
                    let (from, to) = (bits(on_side(*entry)), bits(on_side(exit)));
                    if from != to {
                        segments.push((level.to_bits(), from, to));
                    }
                }
            }
        }
    }
    segments.sort_unstable();
    segments
}

fn segments(lines: &ContourLines) -> Vec<Segment> {
    let mut segments = Vec::new();
    for (level, points) in lines.iter() {
        let points: Vec<_> = points.chunks(2).map(|at| bits([at[0], at[1]])).collect();
        segments.extend(points.windows(2).map(|pair| (level.to_bits(), pair[0], pair[1])));
    }
    segments.sort_unstable();
    segments
}

/// Every law at once; see the assertions.
#[track_caller]
fn assert_lawful(values: &[f64], nx: usize, ny: usize, levels: &[f64]) {
    let lines = contour_lines(values, nx, ny, levels);
    assert_eq!(segments(&lines), brute_force(values, nx, ny, levels), "the same pieces as brute force");
    let is_gap = |i: usize, j: usize| !values[j * nx + i].is_finite();
    let size = values.iter().filter(|value| value.is_finite()).fold(0.0, |size, value| value.abs().max(size));
    for (level, points) in lines.iter() {
        assert!(points.len() >= 4 && points.len() % 2 == 0);
        assert!(
            points.chunks(2).zip(points.chunks(2).skip(1)).all(|(a, b)| a != b),
            "no point twice in a row"
        );
        for at in points.chunks(2) {
            let (column, row) = (at[0], at[1]);
            assert!(column.fract() == 0.0 || row.fract() == 0.0, "({column}, {row}) is on no side of a cell");
            let height = |i: f64, j: f64| values[j as usize * nx + i as usize];
            let ends = [height(column.floor(), row.floor()), height(column.ceil(), row.ceil())];
            let share = column.fract() + row.fract();
            let between = ends[0] + share * (ends[1] - ends[0]);
            assert!(
                (between - level).abs() <= 1e-14 * size * (nx + ny) as f64,
                "{between} at ({column}, {row}), not {level}"
            );
        }
        let (first, last) = (&points[..2], &points[points.len() - 2..]);
        if first != last {
            for end in [first, last] {
                let (i, j) = (end[0].floor() as usize, end[1].floor() as usize);
                let at_border =
                    end[0] == 0.0 || end[1] == 0.0 || end[0] == (nx - 1) as f64 || end[1] == (ny - 1) as f64;
                let near_gap = (i.saturating_sub(1)..=(i + 2).min(nx - 1))
                    .any(|i| (j.saturating_sub(1)..=(j + 2).min(ny - 1)).any(|j| is_gap(i, j)));
                assert!(at_border || near_gap, "a line ends at {end:?}, inside");
            }
        }
    }
    // Joined as far as can be: an end that is no summit or dip of its own meets no other end of its level.
    let mut ends: BTreeMap<(u64, [u64; 2]), (usize, usize)> = BTreeMap::new();
    for (level, points) in lines.iter() {
        let (first, last) = ([points[0], points[1]], [points[points.len() - 2], points[points.len() - 1]]);
        if first != last {
            ends.entry((level.to_bits(), bits(first))).or_default().0 += 1;
            ends.entry((level.to_bits(), bits(last))).or_default().1 += 1;
        }
    }
    for ((level, at), (begins, finishes)) in ends {
        let at = at.map(f64::from_bits);
        let on_node = at[0].fract() == 0.0 && at[1].fract() == 0.0;
        assert!(on_node || begins + finishes == 1, "loose ends at {at:?} of level {}", f64::from_bits(level));
    }
}

/// Small whole heights meet levels exactly; large and small ones, gaps and poles between them.
fn height() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (0..4).prop_map(f64::from),
        3 => -2.0..5.0,
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
    ]
}

proptest! {
    #[test]
    fn any_field_gives_lawful_lines(
        (nx, ny, values) in (2_usize..9, 2_usize..9)
            .prop_flat_map(|(nx, ny)| (Just(nx), Just(ny), prop::collection::vec(height(), nx * ny)))
    ) {
        assert_lawful(&values, nx, ny, &[0.0, 0.5, 1.0, 1.7, 2.0, 3.0]);
    }

    #[test]
    fn nothing_panics(
        nx in 0_usize..6,
        ny in 0_usize..6,
        values in prop::collection::vec(any::<f64>(), 0..30),
        levels in prop::collection::vec(any::<f64>(), 0..5),
        count in 0_usize..40,
    ) {
        let lines = contour_lines(&values, nx, ny, &levels);
        prop_assert!(lines.points.iter().all(|at| at.is_finite()));
        check_levels(&values, count);
        let narrow: Vec<f64> = values.iter().map(|value| 1.0 + value.signum() * f64::EPSILON).collect();
        check_levels(&narrow, count);
    }
}

#[test]
fn smooth_fields_give_lawful_lines() {
    let n = 60;
    let grid = |f: fn(f64, f64) -> f64| {
        let at = |k: usize| -3.0 + 6.0 * k as f64 / (n - 1) as f64;
        (0..n * n).map(|k| f(at(k % n), at(k / n))).collect::<Vec<_>>()
    };
    let fields: [fn(f64, f64) -> f64; 6] = [
        |x, y| (1.0 - x) * (1.0 - x) + 100.0 * (y - x * x) * (y - x * x),
        |x, y| 20.0 + x * x - 10.0 * Number::cos(&(6.0 * x)) + y * y - 10.0 * Number::cos(&(6.0 * y)),
        |x, y| x * x - y * y,
        |x, y| Number::ln(&(x * y)),
        |x, y| 1.0 / (x + y),
        |x, y| (x * x + y * y - 4.0).sqrt(),
    ];
    for field in fields {
        let values = grid(field);
        let levels = contour_levels(&values, 24);
        assert!(levels.len() >= 8, "{levels:?}");
        assert_lawful(&values, n, n, &levels);
    }
}

#[test]
fn noise_is_bounded() {
    // A chessboard: every side of every cell is crossed by every level.
    let n = 500;
    let values: Vec<f64> = (0..n * n).map(|k| f64::from((k % n + k / n) % 2 == 0)).collect();
    let levels: Vec<f64> = (1..24).map(|k| f64::from(k) / 24.0).collect();
    let lines = contour_lines(&values, n, n, &levels);
    assert!(!lines.starts.is_empty());
    let closed = lines.starts.len();
    assert!(lines.points.len() / 2 <= MAX_CONTOUR_POINTS + closed);
}

/// What levels must be for any field.
#[track_caller]
fn check_levels(values: &[f64], count: usize) -> Vec<f64> {
    let levels = contour_levels(values, count);
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    assert!(levels.iter().all(|level| low < *level && *level < high), "{levels:?} in ({low}, {high})");
    assert!(levels.windows(2).all(|pair| pair[0] < pair[1]), "{levels:?}");
    assert!(levels.len() <= 2 * count, "{} levels for {count}", levels.len());
    levels
}

fn sampled(f: impl Fn(f64, f64) -> f64, [x0, x1, y0, y1]: [f64; 4]) -> Vec<f64> {
    let n = 200;
    let at = |k: usize, from: f64, to: f64| from + (to - from) * k as f64 / (n - 1) as f64;
    (0..n * n).map(|k| f(at(k % n, x0, x1), at(k / n, y0, y1))).collect()
}

#[test]
fn even_fields_get_even_round_levels() {
    let bowl = sampled(|x, y| x * x + y * y, [-3.0, 3.0, -3.0, 3.0]);
    assert_eq!(check_levels(&bowl, 17), (1..18).map(f64::from).collect::<Vec<_>>());
    let wave = sampled(|x, y| Number::sin(&x) * Number::cos(&y), [-6.0, 6.0, -6.0, 6.0]);
    assert_eq!(check_levels(&wave, 9), [-0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8]);
}

#[test]
fn fields_that_span_decades_get_levels_in_every_decade() {
    let rosenbrock =
        sampled(|x, y| (1.0 - x) * (1.0 - x) + 100.0 * (y - x * x) * (y - x * x), [-2.0, 2.0, -1.0, 3.0]);
    let levels = check_levels(&rosenbrock, 24);
    assert!(levels.len() >= 20, "{levels:?}");
    for decade in [[0.0, 10.0], [10.0, 100.0], [100.0, 1000.0], [500.0, 3000.0]] {
        let inside = levels.iter().filter(|level| decade[0] < **level && **level <= decade[1]).count();
        assert!(inside >= 2, "{inside} levels in {decade:?}: {levels:?}");
    }
    for level in &levels {
        let digits = format!("{level:e}").split('e').next().unwrap().replace(['.', '-'], "").len();
        assert!(digits <= 3, "{level} is not short, of {levels:?}");
    }
    // The same upside down.
    let turned: Vec<f64> = rosenbrock.iter().map(|value| -value).collect();
    let mut mirrored: Vec<f64> = check_levels(&turned, 24).iter().map(|level| -level).collect();
    mirrored.reverse();
    assert_eq!(mirrored.len(), levels.len());
}

#[test]
fn flat_empty_and_broken_fields_have_no_levels() {
    assert_eq!(contour_levels(&[], 10), []);
    assert_eq!(contour_levels(&[5.0; 100], 10), []);
    assert_eq!(contour_levels(&[f64::NAN, f64::INFINITY, 1.0], 10), []);
    assert_eq!(contour_levels(&[0.0, 1.0], 0), []);
}

#[test]
fn extreme_ranges_still_have_levels() {
    for values in [[-1e308, 1e308], [1e-310, 3e-310], [1e15, 1e15 + 1.0], [1e300, 1.1e300]] {
        let field: Vec<f64> = (0..100)
            .map(|k| values[0] * (1.0 - f64::from(k) / 99.0) + values[1] * (f64::from(k) / 99.0))
            .collect();
        assert!(!check_levels(&field, 10).is_empty(), "{values:?}");
    }
}

/// Lines end at the border of broken cells, as at a gap, and there are the same lines elsewhere.
#[test]
fn broken_cells_have_no_lines() {
    let (nx, ny) = (23, 17);
    let values: Vec<f64> = (0..nx * ny)
        .map(|k| {
            Number::sin(&((k % nx) as f64 * 0.7)) + Number::cos(&((k / nx) as f64 * 0.9)) + 0.013 * k as f64
        })
        .collect();
    let broken: Vec<bool> = (0..nx * ny).map(|k| k % 7 == 3 || (k % nx) / 3 == 4).collect();
    let levels: Vec<f64> = (-10..30).map(|k| f64::from(k) * 0.171 + 0.01).collect();
    let segments = |lines: &ContourLines, whole: &dyn Fn(usize) -> bool| {
        let mut all = Vec::new();
        for (level, line) in lines.iter() {
            for (from, to) in line.chunks_exact(2).zip(line.chunks_exact(2).skip(1)) {
                let at = [0, 1].map(|axis| f64::midpoint(from[axis], to[axis]));
                let cell = at[1].floor() as usize * nx + at[0].floor() as usize;
                if whole(cell) {
                    all.push([level, from[0], from[1], to[0], to[1]].map(f64::to_bits));
                }
            }
        }
        all.sort_unstable();
        all
    };
    let all = contour_lines(&values, nx, ny, &levels);
    let rest = contour_lines_around(&values, nx, ny, &levels, &broken);
    assert_eq!(segments(&rest, &|_| true), segments(&all, &|cell| !broken[cell]));
    assert!(segments(&rest, &|cell| broken[cell]).is_empty());
    assert_eq!(contour_lines_around(&values, nx, ny, &levels, &[false; 40]), all);
    assert!(contour_lines_around(&values, nx, ny, &levels, &vec![true; nx * ny]).points.is_empty());
}
