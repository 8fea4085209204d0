//! [`Space`]: the box the ground stands in.

use crate::field::Scale;
use crate::view::View;

/// How high the box is, where its longer side is 1.
pub(crate) const TALL: f64 = 0.5;
/// How far heights beyond the map's palest tint are still shown, as a part of the map's range:
/// mountains keep their tops, poles are cut.
const BEYOND: f64 = 0.25;
/// Room above the highest ground and below the lowest, as a part of the relief.
const AIR: f64 = 0.04;
/// A view this many times as wide as high, or more, is a square here, as on the map.
const STRETCH: f64 = 4.0;

/// From world coordinates and heights to the box: x and y from -1/2 to 1/2 (less on the shorter
/// side), z from 0 to [`TALL`], heights pressed by the map's [`Scale`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Space {
    pub(crate) view: View,
    /// Half the sides of the ground.
    pub(crate) half: [f64; 2],
    /// `None` where the function has no finite value in view.
    pub(crate) scale: Option<Scale>,
    /// The pressed heights of the floor and of the lid.
    low: f64,
    high: f64,
}

impl Space {
    /// The box for a view whose heights are `values`.
    pub(crate) fn new(view: View, scale: Option<Scale>, values: &[f64]) -> Self {
        let aspect = view.width() / view.height();
        let half = if !(1.0 / STRETCH..=STRETCH).contains(&aspect) {
            [0.5, 0.5]
        } else if aspect > 1.0 {
            [0.5, 0.5 / aspect]
        } else {
            [0.5 * aspect, 0.5]
        };
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        if let Some(scale) = scale {
            for value in values.iter().filter(|value| value.is_finite()) {
                let height = scale.height(*value);
                low = low.min(height);
                high = high.max(height);
            }
        }
        let (low, high) = (low.max(-BEYOND), high.min(1.0 + BEYOND));
        // Ground without any relief, or none at all: half-way up.
        let (low, high) = if high - low > 1e-9 {
            // The lowest point seldom lies on a node; the sheets need air below it, too.
            let air = AIR * (high - low);
            (low - air, high + air)
        } else {
            let middle = if low.is_finite() { low } else { 0.0 };
            (middle - 0.5, middle + 0.5)
        };
        Self { view, half, scale, low, high }
    }

    /// Where a point of the plane lies in the box.
    pub(crate) fn ground(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let place = |at: f64, start: f64, length: f64, half: f64| ((at - start) / length - 0.5) * 2.0 * half;
        [
            place(x, self.view.x0, self.view.width(), self.half[0]),
            place(y, self.view.y0, self.view.height(), self.half[1]),
        ]
    }

    /// How high in the box a height of the function lies; outside it where it is to be cut, NaN or
    /// infinite where there is none.
    pub(crate) fn height(&self, value: f64) -> f64 {
        let Some(scale) = self.scale else { return f64::NAN };
        if value.is_finite() { self.raised(scale.height(value)) } else { f64::NAN }
    }

    /// How high in the box a pressed height lies.
    fn raised(&self, pressed: f64) -> f64 {
        TALL * (pressed - self.low) / (self.high - self.low)
    }

    /// How the box's heights rise along its x and y where the function is `value` and its gradient
    /// `slopes`: the exact derivative of what is drawn.
    pub(crate) fn slopes(&self, value: f64, slopes: [f64; 2]) -> [f64; 2] {
        let Some(scale) = self.scale else { return [f64::NAN; 2] };
        let rise = TALL / (self.high - self.low) * scale.slope(value);
        [
            rise * slopes[0] * (self.view.width() / (2.0 * self.half[0])),
            rise * slopes[1] * (self.view.height() / (2.0 * self.half[1])),
        ]
    }

    /// The place of a height between the map's darkest tint (0) and its palest (1).
    pub(crate) fn tint(&self, value: f64) -> f64 {
        self.scale.map_or(f64::NAN, |scale| scale.height(value))
    }
}

/// The unit normal of ground that rises by `x` and `y` along the axes; `None` where it rises
/// without bounds or its slope is unknown.
pub(crate) fn normal([x, y]: [f64; 2]) -> Option<[f64; 3]> {
    let length = (1.0 + x * x + y * y).sqrt();
    length.is_finite().then(|| [-x / length, -y / length, 1.0 / length])
}
