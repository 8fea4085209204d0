//! A picture small enough to be in a page before anything runs, in the colours the reader prefers.

use std::fmt::Write;

use super::svg::{Hand, shown, written};
use super::{Mark, Picture, Sheet};
use crate::relief::Raster;
use crate::theme::Colour;

/// A line of a still passes its points within so much, in CSS pixels: less than an eye tells apart.
const TOLERANCE: f64 = 0.35;

/// So many CSS pixels lie from pixel to pixel of an image: tints are smooth.
const GRAIN: f64 = 12.0;

/// The same picture by day and by night as one SVG file, which shows the one the reader prefers.
///
/// Lines have no more points than an eye can tell, images as few pixels as smooth tints need. `address` turns an image
/// into an address, such as a `data:` one. `None` where the two are not one drawing in two sets of colours.
#[must_use]
pub fn still(day: Picture, night: Picture, mut address: impl FnMut(&Raster) -> String) -> Option<String> {
    let [day, night] = [day, night].map(condensed);
    // Written once with the colours left blank: what was to be there, in the order of writing.
    let mut drawn = |picture: &Picture| {
        let (mut colours, mut images) = (Vec::new(), Vec::new());
        let colour = |colour| {
            colours.push(colour);
            String::new()
        };
        let image = |raster: &Raster| {
            images.push(address(raster));
            vec![String::new()]
        };
        let text = written(picture, "", &mut Hand { colour, images: image });
        (text, colours, images)
    };
    let (outline, by_day, day_images) = drawn(&day);
    let (other, by_night, night_images) = drawn(&night);
    if outline != other {
        return None;
    }

    let mut pairs: Vec<[Colour; 2]> =
        by_day.iter().zip(&by_night).map(|(day, night)| [*day, *night]).collect();
    let mut in_turn = pairs.clone().into_iter();
    pairs.sort_unstable();
    pairs.dedup();
    let colour = |day: Colour| {
        let place = in_turn.next().and_then(|pair| pairs.binary_search(&pair).ok());
        // Where style is refused, the one by day is left.
        place.map_or_else(|| day.to_string(), |place| format!("var(--c{place},{day})"))
    };
    let mut images = day_images.into_iter().zip(night_images);
    let image = |_: &Raster| {
        let both = images
            .next()
            .map(|(day, night)| [shown(&day, "class=\"day\" "), shown(&night, "class=\"night\" ")]);
        both.into_iter().flatten().flatten().collect()
    };
    let mut night_colours = String::new();
    for (place, [_, night]) in pairs.iter().enumerate() {
        // Writing to a text cannot fail.
        let _ = write!(night_colours, "--c{place}:{night};");
    }
    let style = format!(
        "<style>.night{{display:none}}@media(prefers-color-scheme:dark){{:root{{{night_colours}}}\
         .day{{display:none}}.night{{display:inline}}}}</style>\n"
    );
    Some(written(&day, &style, &mut Hand { colour, images: image }))
}

/// A picture with no more points and pixels than a still needs.
fn condensed(mut picture: Picture) -> Picture {
    for sheet in &mut picture.sheets {
        sheet.condense();
    }
    picture
}

impl Sheet {
    fn condense(&mut self) {
        let mut points = Vec::with_capacity(self.points.len());
        for mark in &mut self.marks {
            match mark {
                Mark::Line(range, _) => {
                    let start = points.len();
                    simplify(&self.points[range.clone()], &mut points);
                    *range = start..points.len();
                }
                Mark::Area(range, _) => {
                    let start = points.len();
                    points.extend_from_slice(&self.points[range.clone()]);
                    *range = start..points.len();
                }
                Mark::Image(raster, frame) => *raster = shrunk(raster, [frame.width, frame.height]),
                Mark::Disc(..) | Mark::Ring(..) | Mark::Block(..) | Mark::Text(_) => {}
            }
        }
        self.points = points;
    }
}

/// Appends a line without the points that lie within [`TOLERANCE`] of what is left of it.
///
/// D. H. Douglas and T. K. Peucker, "Algorithms for the reduction of the number of points required to represent a
/// digitized line or its caricature", Cartographica 10 (1973).
fn simplify(line: &[[f64; 2]], into: &mut Vec<[f64; 2]>) {
    let Some(last) = line.len().checked_sub(1) else { return };
    let mut keep = vec![false; line.len()];
    (keep[0], keep[last]) = (true, true);
    let mut left = vec![(0, last)];
    while let Some((from, to)) = left.pop() {
        let far = (from + 1..to)
            .map(|at| (at, off(line[at], line[from], line[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, square)) = far
            && square > TOLERANCE * TOLERANCE
        {
            keep[at] = true;
            left.extend([(from, at), (at, to)]);
        }
    }
    into.extend(line.iter().zip(keep).filter(|(_, keep)| *keep).map(|(point, _)| *point));
}

/// The square of the distance of a point from the line between two others.
fn off([x, y]: [f64; 2], [ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let part = if square > 0.0 { (((x - ax) * dx + (y - ay) * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    let (ex, ey) = (x - ax - part * dx, y - ay - part * dy);
    ex * ex + ey * ey
}

/// An image over a frame of a size in CSS pixels with a pixel every [`GRAIN`] of them. As in the large one, the middles of
/// the outer pixels lie on the edges of the frame; each is the mean of what lies nearer to it than to its neighbours.
fn shrunk(raster: &Raster, size: [f64; 2]) -> Raster {
    let nodes = |pixels: f64, most: usize| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
        let cells = (pixels / GRAIN).ceil().clamp(1.0, 4096.0) as usize;
        (cells + 1).min(most)
    };
    let (columns, rows) = (nodes(size[0], raster.columns), nodes(size[1], raster.rows));
    // The large image's pixels that lie nearest to a node, of so many.
    let near = |node: usize, nodes: usize, of: usize| {
        let edge = |twice: usize| (twice * (of - 1)).div_ceil(2 * (nodes - 1));
        let from = if node == 0 { 0 } else { edge(2 * node - 1) };
        let to = if node + 1 == nodes { of } else { edge(2 * node + 1) };
        from..to.max(from + 1)
    };
    let mut pixels = Vec::with_capacity(4 * columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let mut sums = [0_usize; 4];
            let mut count = 0;
            for y in near(row, rows, raster.rows) {
                for x in near(column, columns, raster.columns) {
                    let pixel = &raster.pixels[4 * (y * raster.columns + x)..][..4];
                    sums.iter_mut().zip(pixel).for_each(|(sum, channel)| *sum += usize::from(*channel));
                    count += 1;
                }
            }
            pixels.extend(sums.map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX)));
        }
    }
    Raster { columns, rows, pixels }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_corners_and_little_else() {
        let line: Vec<[f64; 2]> = (0..=40)
            .map(f64::from)
            .map(|at| [at, if at < 20.0 { 0.1 * (at % 2.0) } else { at - 20.0 }])
            .collect();
        let mut short = Vec::new();
        simplify(&line, &mut short);
        assert_eq!((short[0], short.last()), (line[0], line.last()));
        assert!(short.len() <= 4 && short.iter().any(|at| (at[0] - 20.0).abs() <= 1.0), "{short:?}");
        for point in &line {
            let nearest = short.windows(2).map(|pair| off(*point, pair[0], pair[1])).fold(f64::MAX, f64::min);
            assert!(nearest <= TOLERANCE * TOLERANCE, "{point:?}");
        }
    }

    #[test]
    fn an_image_shrinks_to_the_means_of_its_parts() {
        let pixels = (0..5).flat_map(|_| (0..9).flat_map(|x| [10 * x, 0, 200, 255])).collect();
        let small = shrunk(&Raster { columns: 9, rows: 5, pixels }, [4.0 * GRAIN, 2.0 * GRAIN]);
        assert_eq!((small.columns, small.rows), (5, 3));
        let reds: Vec<u8> = small.pixels.chunks_exact(4).take(5).map(|pixel| pixel[0]).collect();
        // A pixel half-way between two belongs to the right one, so that none is counted twice.
        assert_eq!(reds, [0, 15, 35, 55, 75]);
        assert!(small.pixels.chunks_exact(4).all(|pixel| pixel[1..] == [0, 200, 255]));
    }
}
