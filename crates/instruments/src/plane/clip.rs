//! Shapes and lines of a plane after, kept within its frame.

use super::transform::Transform;
use crate::sheet::{Ink, Sheet};
use crate::trail::{arrow, clip, visible};
use crate::view::Frame;

/// Into how many parts a line's image is cut at first, how often each may be halved, and how many CSS pixels need no
/// halving; a way that is longer after all of them is a leap, and not drawn.
const PARTS: u32 = 24;
const HALVINGS: u32 = 7;
const FINE: f64 = 10.0;
const LEAP: f64 = 60.0;

fn distance([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    hillside_core::Number::hypot(&(bx - ax), &(by - ay))
}

/// The image of a straight line, in CSS pixels, in pieces where it leaps or has no value.
pub(super) fn image(transform: &Transform, [from, to]: [[f64; 2]; 2], frame: Frame) -> Vec<Vec<[f64; 2]>> {
    let at = |share: f64| {
        let there = [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]));
        frame.to_pixel(transform.image(there))
    };
    let mut pieces: Vec<Vec<[f64; 2]>> = vec![vec![at(0.0)]];
    for k in 0..PARTS {
        let share = |k: u32| f64::from(k) / f64::from(PARTS);
        halve(&at, [share(k), share(k + 1)], HALVINGS, frame, &mut pieces);
    }
    pieces
}

/// Goes on to the end of a part, over its middle where that is far.
fn halve(
    at: &impl Fn(f64) -> [f64; 2],
    [from, to]: [f64; 2],
    left: u32,
    frame: Frame,
    pieces: &mut Vec<Vec<[f64; 2]>>,
) {
    let (a, b) = (at(from), at(to));
    let way = distance(a, b);
    let unseen = clip([a, b], frame).is_none() && way.is_finite();
    if (way.is_nan() || way > FINE) && left > 0 && !unseen {
        let middle = f64::midpoint(from, to);
        halve(at, [from, middle], left - 1, frame, pieces);
        halve(at, [middle, to], left - 1, frame, pieces);
    } else if way <= LEAP || unseen {
        if let Some(piece) = pieces.last_mut() {
            piece.push(b);
        }
    } else {
        pieces.push(vec![b]);
    }
}

/// Draws the parts of a line that are inside the frame.
pub(super) fn line(sheet: &mut Sheet, points: &[[f64; 2]], frame: Frame, ink: Ink) {
    for part in visible(points, frame) {
        sheet.line(part, ink);
    }
}

/// Draws an arrow; its head where that is inside the frame.
pub(super) fn pointer(sheet: &mut Sheet, from: [f64; 2], tip: [f64; 2], frame: Frame, ink: Ink) {
    if distance(from, tip) < 3.0 {
        return;
    }
    match clip([from, tip], frame) {
        Some(part) if part[1] == tip => arrow(sheet, part[0], tip, ink),
        Some(part) => sheet.line(part, ink),
        None => {}
    }
}

/// Fills what of a shape is inside the frame: cut at each side in turn (Sutherland and Hodgman 1974).
pub(super) fn shape(sheet: &mut Sheet, points: &[[f64; 2]], frame: Frame, ink: Ink) {
    let sides = [
        (0, 1.0, frame.left),
        (0, -1.0, -(frame.left + frame.width)),
        (1, 1.0, frame.top),
        (1, -1.0, -(frame.top + frame.height)),
    ];
    let mut kept: Vec<[f64; 2]> = points.to_vec();
    for (axis, sign, edge) in sides {
        let inside = |at: [f64; 2]| sign * at[axis] - edge;
        let mut next = Vec::with_capacity(kept.len());
        for (index, &at) in kept.iter().enumerate() {
            let before = kept[(index + kept.len() - 1) % kept.len()];
            let (was, is) = (inside(before), inside(at));
            if (was < 0.0) != (is < 0.0) {
                let share = was / (was - is);
                next.push([0, 1].map(|axis| before[axis] + share * (at[axis] - before[axis])));
            }
            if is >= 0.0 {
                next.push(at);
            }
        }
        kept = next;
    }
    if kept.len() > 2 && kept.iter().flatten().all(|place| place.is_finite()) {
        sheet.shape(kept, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::View;
    use hillside_core::VectorFunction;

    fn frame() -> Frame {
        let view = View::new(-1.0, 1.0, -1.0, 1.0).unwrap();
        Frame { view, left: 0.0, top: 0.0, width: 100.0, height: 100.0 }
    }

    fn shaped(points: &[[f64; 2]]) -> String {
        let mut sheet = Sheet::new(100.0, 100.0);
        shape(&mut sheet, points, frame(), Ink::fill(crate::theme::Theme::LIGHT.ink, 1.0));
        sheet.to_string()
    }

    #[test]
    fn shapes_are_cut_at_the_frame() {
        let inside = [[10.0, 10.0], [90.0, 10.0], [50.0, 80.0]];
        let whole = shaped(&[[-50.0, -50.0], [150.0, -50.0], [150.0, 150.0], [-50.0, 150.0]]);
        assert!(shaped(&inside).contains("50") && whole.contains("100") && !whole.contains("150"), "{whole}");
        let nothing = shaped(&[]);
        assert_eq!(shaped(&[[-9.0, 0.0], [-5.0, 9.0], [-7.0, 4.0]]), nothing);
        assert_eq!(shaped(&[[f64::NAN, 0.0], [5.0, 9.0], [7.0, 4.0]]), nothing);
    }

    #[test]
    fn an_image_is_torn_at_a_pole_and_smooth_elsewhere() {
        let of = |text: &str| Transform::Formulas(VectorFunction::parse_list(text, &["x", "y"]).unwrap());
        let across = [[-1.0, 0.5], [1.0, 0.5]];
        assert_eq!(image(&of("sin(5*x); y"), across, frame()).len(), 1);
        let torn = image(&of("x; 0.01/x"), across, frame());
        assert!(torn.len() > 1);
        let steps = torn.iter().flat_map(|piece| piece.windows(2));
        let seen = steps.filter(|pair| clip([pair[0], pair[1]], frame()).is_some());
        assert!(seen.map(|pair| distance(pair[0], pair[1])).all(|way| way <= LEAP));
    }
}
