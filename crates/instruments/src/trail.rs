//! The descent drawn over its map: trailhead, trail, a footprint a step, arrows.

use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::view::Frame;

/// What of a descent is drawn.
#[derive(Debug)]
pub(crate) struct Trail<'a> {
    /// Where the feet stood, from the start on, in world coordinates.
    pub(crate) points: &'a [[f64; 2]],
    /// The index into `points` of the step looked at.
    pub(crate) here: usize,
    /// The gradient at that step, in units of f a world unit.
    pub(crate) gradient: [f64; 2],
    /// Where the next step leads, if there is one.
    pub(crate) next: Option<[f64; 2]>,
    /// Whether the trailhead is held.
    pub(crate) held: bool,
}

/// The length of the gradient's arrow, in CSS pixels: it tells the direction, the panel the size.
const ARROW: f64 = 46.0;
/// Footprints nearer than this, in CSS pixels, would hide one another.
const FOOTPRINT_SPACING: f64 = 5.0;

impl Trail<'_> {
    pub(crate) fn draw(&self, sheet: &mut Sheet, frame: Frame, theme: &Theme) {
        let pixels: Vec<[f64; 2]> = self.points.iter().map(|&p| frame.to_pixel(p)).collect();
        let here = self.here.min(pixels.len().saturating_sub(1));
        let Some(&at) = pixels.get(here) else { return };
        for stretch in visible(&pixels[here..], frame) {
            sheet.line(stretch.iter().copied(), Ink::new(theme.rim, 0.55, 3.0));
            sheet.line(stretch, Ink::new(theme.trail, 0.5, 1.4));
        }
        let walked = visible(&pixels[..=here], frame);
        for stretch in &walked {
            sheet.line(stretch.iter().copied(), Ink::new(theme.rim, 0.9, 4.6));
        }
        for stretch in walked {
            sheet.line(stretch, Ink::new(theme.trail, 1.0, 2.3));
        }
        self.draw_footprints(sheet, &pixels[..=here], frame, theme);
        if frame.contains_pixel(at) {
            self.draw_arrows(sheet, at, frame, theme);
        }
        handle(sheet, pixels[0], self.held, frame, theme);
        if here > 0 && frame.contains_pixel(at) {
            sheet.disc(at, 7.0, Ink::new(theme.rim, 1.0, 1.0));
            sheet.disc(at, 5.0, Ink::new(theme.trail, 1.0, 1.0));
        }
    }

    fn draw_footprints(&self, sheet: &mut Sheet, pixels: &[[f64; 2]], frame: Frame, theme: &Theme) {
        let mut last = pixels[0];
        for &pixel in pixels {
            let [dx, dy] = [pixel[0] - last[0], pixel[1] - last[1]];
            if frame.contains_pixel(pixel) && dx * dx + dy * dy >= FOOTPRINT_SPACING * FOOTPRINT_SPACING {
                sheet.disc(pixel, 3.1, Ink::new(theme.trail, 1.0, 1.0));
                sheet.disc(pixel, 1.9, Ink::new(theme.rim, 1.0, 1.0));
                last = pixel;
            }
        }
    }

    /// The gradient, uphill; and the step to come, dashed, to where it lands.
    fn draw_arrows(&self, sheet: &mut Sheet, at: [f64; 2], frame: Frame, theme: &Theme) {
        let [unit_x, unit_y] = frame.pixel();
        // On the page y grows downwards.
        let (gx, gy) = (self.gradient[0] * unit_x, -self.gradient[1] * unit_y);
        let length = (gx * gx + gy * gy).sqrt();
        if length > 0.0 && length.is_finite() {
            let tip = [at[0] + gx / length * ARROW, at[1] + gy / length * ARROW];
            for (colour, width) in [(theme.rim, 5.0), (theme.gradient, 2.4)] {
                arrow(sheet, at, tip, Ink::new(colour, 1.0, width));
            }
        }
        if let Some(next) = self.next {
            let to = frame.to_pixel(next);
            if let Some([from, end]) = clip([at, to], frame) {
                for dash in dashed(&[from, end]) {
                    sheet.line(dash.iter().copied(), Ink::new(theme.rim, 0.9, 4.0));
                    sheet.line(dash, Ink::new(theme.trail, 1.0, 1.8));
                }
                if frame.contains_pixel(to) {
                    sheet.ring(to, 5.0, Ink::new(theme.rim, 0.9, 4.2));
                    sheet.ring(to, 5.0, Ink::new(theme.trail, 1.0, 1.8));
                }
            }
        }
    }
}

/// A point a hand can grab. Out of view, its shadow on the border still says where it is.
pub(crate) fn handle(sheet: &mut Sheet, at: [f64; 2], held: bool, frame: Frame, theme: &Theme) {
    let seen = frame.contains_pixel(at);
    let at =
        [at[0].clamp(frame.left, frame.left + frame.width), at[1].clamp(frame.top, frame.top + frame.height)];
    let opacity = if seen { 1.0 } else { 0.45 };
    if held {
        sheet.disc(at, 20.0, Ink::new(theme.trail, 0.22, 1.0));
    }
    sheet.disc(at, 11.5, Ink::new(theme.trail, opacity, 1.0));
    sheet.disc(at, 8.0, Ink::new(theme.rim, opacity, 1.0));
    sheet.disc(at, 3.2, Ink::new(theme.trail, opacity, 1.0))
}

/// An arrow from `from` to `tip` with a filled head.
pub(crate) fn arrow(sheet: &mut Sheet, from: [f64; 2], tip: [f64; 2], ink: Ink) {
    let (dx, dy) = (tip[0] - from[0], tip[1] - from[1]);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    let (ux, uy) = (dx / length, dy / length);
    let (head, half) = (7.0 + 1.4 * ink.width, 2.6 + 0.9 * ink.width);
    let neck = [tip[0] - ux * head * 0.7, tip[1] - uy * head * 0.7];
    let end = [tip[0] + ux * ink.width * 0.4, tip[1] + uy * ink.width * 0.4];
    sheet.line([from, neck], ink);
    let back = [tip[0] - ux * head, tip[1] - uy * head];
    sheet.shape(
        [end, [back[0] - uy * half, back[1] + ux * half], [back[0] + uy * half, back[1] - ux * half]],
        ink,
    )
}

/// The length of a dash and of the gap after it, in CSS pixels, and the most of them in a line.
const DASH: f64 = 6.0;
const GAP: f64 = 4.0;
const MOST_DASHES: usize = 400;

/// A line through points in dashes, which go on round its corners; a long way is cut short.
pub(crate) fn dashed(points: &[[f64; 2]]) -> impl Iterator<Item = Vec<[f64; 2]>> {
    let mut found: Vec<Vec<[f64; 2]>> = vec![Vec::new()];
    // How much of the present dash or gap is left.
    let (mut left, mut drawn) = (DASH, true);
    for pair in points.windows(2) {
        let ([x, y], [to_x, to_y]) = (pair[0], pair[1]);
        let (dx, dy) = (to_x - x, to_y - y);
        let length = (dx * dx + dy * dy).sqrt();
        let mut gone = 0.0;
        while gone < length && found.len() < MOST_DASHES {
            let next = (gone + left).min(length);
            if drawn && let Some(dash) = found.last_mut() {
                let at = |s: f64| [x + dx * s / length, y + dy * s / length];
                if dash.is_empty() {
                    dash.push(at(gone));
                }
                dash.push(at(next));
            }
            left -= next - gone;
            gone = next;
            // What rounding leaves of a dash is too short to be added to the way: it would never end.
            if left <= 1e-9 {
                drawn = !drawn;
                left = if drawn { DASH } else { GAP };
                if drawn {
                    found.push(Vec::new());
                }
            }
        }
    }
    found.into_iter()
}

/// The parts of a polyline inside the frame.
pub(crate) fn visible(points: &[[f64; 2]], frame: Frame) -> Vec<Vec<[f64; 2]>> {
    let mut parts: Vec<Vec<[f64; 2]>> = Vec::new();
    for pair in points.windows(2) {
        let Some([a, b]) = clip([pair[0], pair[1]], frame) else { continue };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&a) => part.push(b),
            _ => parts.push(vec![a, b]),
        }
    }
    parts
}

/// The part of a segment inside the frame (Liang & Barsky 1984); `None` where there is none.
pub(crate) fn clip([a, b]: [[f64; 2]; 2], frame: Frame) -> Option<[[f64; 2]; 2]> {
    let d = [b[0] - a[0], b[1] - a[1]];
    if !(d[0].is_finite() && d[1].is_finite()) {
        return None;
    }
    let low = [frame.left, frame.top];
    let high = [frame.left + frame.width, frame.top + frame.height];
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for axis in 0..2 {
        for (rate, room) in [(-d[axis], a[axis] - low[axis]), (d[axis], high[axis] - a[axis])] {
            if rate == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if rate < 0.0 {
                enter = enter.max(room / rate);
            } else {
                leave = leave.min(room / rate);
            }
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| {
        if t == 0.0 {
            a
        } else if t == 1.0 {
            b
        } else {
            [a[0] + t * d[0], a[1] + t * d[1]]
        }
    };
    Some([at(enter), at(leave)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::View;

    fn frame() -> Frame {
        Frame {
            view: View::new(0.0, 1.0, 0.0, 1.0).unwrap(),
            left: 0.0,
            top: 0.0,
            width: 100.0,
            height: 100.0,
        }
    }

    #[test]
    fn lines_end_at_the_frame() {
        assert_eq!(clip([[10.0, 10.0], [90.0, 50.0]], frame()), Some([[10.0, 10.0], [90.0, 50.0]]));
        assert_eq!(clip([[-50.0, 50.0], [150.0, 50.0]], frame()), Some([[0.0, 50.0], [100.0, 50.0]]));
        assert_eq!(clip([[-50.0, -10.0], [150.0, -10.0]], frame()), None);
        assert_eq!(clip([[5.0, 5.0], [5.0, 5.0]], frame()), Some([[5.0, 5.0], [5.0, 5.0]]));
        assert_eq!(clip([[f64::NAN, 5.0], [5.0, 5.0]], frame()), None);
    }

    #[test]
    fn a_trail_that_leaves_and_returns_is_drawn_in_parts() {
        let parts =
            visible(&[[50.0, 50.0], [150.0, 50.0], [150.0, 80.0], [50.0, 80.0], [40.0, 80.0]], frame());
        assert_eq!(
            parts,
            [vec![[50.0, 50.0], [100.0, 50.0]], vec![[100.0, 80.0], [50.0, 80.0], [40.0, 80.0]]]
        );
    }

    #[test]
    fn dashes_cover_the_way_and_stop() {
        let way: Vec<_> = dashed(&[[0.0, 0.0], [25.0, 0.0]]).collect();
        assert_eq!(way, [[[0.0, 0.0], [6.0, 0.0]], [[10.0, 0.0], [16.0, 0.0]], [[20.0, 0.0], [25.0, 0.0]]]);
        assert_eq!(dashed(&[[0.0, 0.0], [1e6, 0.0]]).count(), 400);
        assert_eq!(dashed(&[[3.0, 3.0], [3.0, 3.0]]).flatten().count(), 0);
        // Lengths that rounding leaves a little of.
        let bend: Vec<[f64; 2]> =
            (0..200).map(|k| [f64::from(k) * 8.37, f64::from(k * k % 7) * 1.1]).collect();
        assert!(dashed(&bend).flatten().count() < 1000);
        let corner: Vec<_> = dashed(&[[0.0, 0.0], [3.0, 0.0], [3.0, 4.0]]).collect();
        assert_eq!(corner, [[[0.0, 0.0], [3.0, 0.0], [3.0, 3.0]]]);
    }
}
