//! [`View`] and [`Frame`]: which part of the plane is seen, and where on the page it lies.

use serde::{Deserialize, Serialize};

use crate::{digits, map};

/// A box of the plane, in world coordinates: `x0 < x1`, `y0 < y1`, all finite.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "[f64; 4]")]
#[serde(try_from = "[f64; 4]")]
pub struct View {
    /// The left edge.
    pub x0: f64,
    /// The right edge.
    pub x1: f64,
    /// The lower edge.
    pub y0: f64,
    /// The upper edge.
    pub y1: f64,
}

/// The narrowest box, as a part of the size of the coordinates in it: closer than this, doubles
/// are too coarse to tell neighbouring pixels apart.
const NARROWEST: f64 = 1e-10;
/// The widest box, in world units: far beyond it squares overflow.
const WIDEST: f64 = 1e100;

impl View {
    /// The box `[x0, x1] × [y0, y1]`; `None` where an edge is not finite, the box is empty, or it
    /// is too small or too large for doubles to draw.
    #[must_use]
    pub fn new(x0: f64, x1: f64, y0: f64, y1: f64) -> Option<Self> {
        let drawable = |a: f64, b: f64| {
            let size = a.abs().max(b.abs());
            a.is_finite()
                && b.is_finite()
                && b > a
                && b - a >= NARROWEST * size
                && size <= WIDEST
                && b - a >= 1e-100
        };
        (drawable(x0, x1) && drawable(y0, y1)).then_some(Self { x0, x1, y0, y1 })
    }

    /// The width in world units.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// The height in world units.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// Whether the point lies in the box, edges included.
    #[must_use]
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }

    /// The nearest point of the box.
    #[must_use]
    pub fn clamp(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [x.clamp(self.x0, self.x1), y.clamp(self.y0, self.y1)]
    }

    /// The box moved by `[dx, dy]` world units; unmoved where doubles end.
    #[must_use]
    pub fn panned(&self, [dx, dy]: [f64; 2]) -> Self {
        Self::new(self.x0 + dx, self.x1 + dx, self.y0 + dy, self.y1 + dy).unwrap_or(*self)
    }

    /// The box shrunk by `factor` about a point that stays where it is on the page; a factor above
    /// 1 zooms in. Unchanged where doubles end.
    #[must_use]
    pub fn zoomed(&self, factor: f64, [x, y]: [f64; 2]) -> Self {
        Self::new(
            x - (x - self.x0) / factor,
            x + (self.x1 - x) / factor,
            y - (y - self.y0) / factor,
            y + (self.y1 - y) / factor,
        )
        .unwrap_or(*self)
    }

    /// The box as a reader sees it, such as `[−2, 2] × [−1, 3]`: not larger than it is.
    pub(crate) fn words(&self) -> String {
        let side = |low: f64, high: f64| {
            let span = high - low;
            let [low, high] = [
                digits::at_most(low, map::tick_digits(low, span)),
                digits::at_least(high, map::tick_digits(high, span)),
            ];
            format!("[{low}, {high}]")
        };
        format!("{} × {}", side(self.x0, self.x1), side(self.y0, self.y1))
    }

    /// The smallest box around this one with the given width for each unit of height, so that a
    /// circle is drawn round and the gradient stands square on the level lines. A box more than
    /// four times off that shape keeps its own: there the axes measure different things.
    #[must_use]
    pub fn with_aspect(&self, aspect: f64) -> Self {
        let stretch = self.width() / self.height() / aspect;
        if !stretch.is_finite() || !(0.25..=4.0).contains(&stretch) {
            return *self;
        }
        let (grow_x, grow_y) = if stretch < 1.0 { (1.0 / stretch, 1.0) } else { (1.0, stretch) };
        let (cx, cy) = (f64::midpoint(self.x0, self.x1), f64::midpoint(self.y0, self.y1));
        let (w, h) = (self.width() * grow_x / 2.0, self.height() * grow_y / 2.0);
        // An edge that does not move keeps its exact value.
        let (x0, x1) = if grow_x > 1.0 { (cx - w, cx + w) } else { (self.x0, self.x1) };
        let (y0, y1) = if grow_y > 1.0 { (cy - h, cy + h) } else { (self.y0, self.y1) };
        Self::new(x0, x1, y0, y1).unwrap_or(*self)
    }
}

impl From<View> for [f64; 4] {
    fn from(view: View) -> Self {
        [view.x0, view.x1, view.y0, view.y1]
    }
}

impl TryFrom<[f64; 4]> for View {
    type Error = &'static str;

    fn try_from([x0, x1, y0, y1]: [f64; 4]) -> Result<Self, Self::Error> {
        Self::new(x0, x1, y0, y1)
            .ok_or("a view is four finite numbers x0, x1, y0, y1 with x0 below x1 and y0 below y1")
    }
}

/// Where a plot lies on its canvas: a rectangle in CSS pixels, y downwards, and the box of the
/// plane it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// What is seen.
    pub view: View,
    /// The left edge, in CSS pixels from the canvas's left.
    pub left: f64,
    /// The upper edge, in CSS pixels from the canvas's top.
    pub top: f64,
    /// The width in CSS pixels.
    pub width: f64,
    /// The height in CSS pixels.
    pub height: f64,
}

impl Frame {
    /// World to CSS pixels. Points far outside are kept within a million pixels, so that nothing
    /// overflows on the way to the screen.
    #[must_use]
    pub fn to_pixel(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let px = self.left + (x - self.view.x0) / self.view.width() * self.width;
        let py = self.top + (self.view.y1 - y) / self.view.height() * self.height;
        [px.clamp(-1e6, 1e6), py.clamp(-1e6, 1e6)]
    }

    /// CSS pixels to world.
    #[must_use]
    pub fn to_world(&self, [px, py]: [f64; 2]) -> [f64; 2] {
        [
            self.view.x0 + (px - self.left) / self.width * self.view.width(),
            self.view.y1 - (py - self.top) / self.height * self.view.height(),
        ]
    }

    /// World units a CSS pixel, along x and y.
    #[must_use]
    pub fn pixel(&self) -> [f64; 2] {
        [self.view.width() / self.width, self.view.height() / self.height]
    }

    /// Whether a place on the canvas lies within the plot, edges included.
    #[must_use]
    pub fn contains_pixel(&self, [px, py]: [f64; 2]) -> bool {
        (self.left..=self.left + self.width).contains(&px)
            && (self.top..=self.top + self.height).contains(&py)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        let view = View::new(-2.0, 6.0, 1.0, 5.0).unwrap();
        Frame { view, left: 40.0, top: 10.0, width: 800.0, height: 400.0 }
    }

    #[test]
    fn pixels_and_world_are_inverse() {
        let frame = frame();
        assert_eq!(frame.to_pixel([-2.0, 5.0]), [40.0, 10.0]);
        assert_eq!(frame.to_pixel([6.0, 1.0]), [840.0, 410.0]);
        for point in [[0.0, 2.0], [5.5, 4.25], [-7.0, 9.0]] {
            let back = frame.to_world(frame.to_pixel(point));
            assert!((back[0] - point[0]).abs() < 1e-12 && (back[1] - point[1]).abs() < 1e-12);
        }
    }

    #[test]
    fn zoom_keeps_the_point_under_the_hand() {
        let mut frame = frame();
        let hand = [300.0, 77.0];
        let world = frame.to_world(hand);
        frame.view = frame.view.zoomed(1.7, world);
        let moved = frame.to_pixel(world);
        assert!((moved[0] - hand[0]).abs() < 1e-9 && (moved[1] - hand[1]).abs() < 1e-9);
    }

    #[test]
    fn boxes_that_cannot_be_drawn_are_refused() {
        for [x0, x1, y0, y1] in [
            [1.0, 1.0, 0.0, 1.0],
            [2.0, 1.0, 0.0, 1.0],
            [f64::NAN, 1.0, 0.0, 1.0],
            [0.0, f64::INFINITY, 0.0, 1.0],
            [1e9, 1e9 + 1e-6, 0.0, 1.0],
            [-1e300, 1e300, 0.0, 1.0],
        ] {
            assert_eq!(View::new(x0, x1, y0, y1), None, "{x0} {x1} {y0} {y1}");
        }
    }

    #[test]
    fn zooming_for_ever_stops_where_doubles_end() {
        let mut view = View::new(-1.0, 1.0, -1.0, 1.0).unwrap();
        for _ in 0..10_000 {
            view = view.zoomed(2.0, [0.3, 0.4]);
        }
        assert!(view.width() > 0.0);
        for _ in 0..10_000 {
            view = view.zoomed(0.5, [0.3, 0.4]);
        }
        assert!(view.width().is_finite());
    }

    #[test]
    fn aspect_grows_and_never_cuts() {
        let view = View::new(-2.0, 2.0, -1.0, 3.0).unwrap();
        let wide = view.with_aspect(2.0);
        assert_eq!((wide.x0, wide.x1, wide.y0, wide.y1), (-4.0, 4.0, -1.0, 3.0));
        let tall = view.with_aspect(0.5);
        assert_eq!((tall.x0, tall.x1, tall.y0, tall.y1), (-2.0, 2.0, -3.0, 5.0));
        let odd = View::new(0.0, 1e6, 0.0, 1.0).unwrap();
        assert_eq!(odd.with_aspect(1.0), odd);
    }
}
