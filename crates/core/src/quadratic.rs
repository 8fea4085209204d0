//! [`QuadraticModel`]: the ground about a point, as its gradient and Hessian tell it.

use crate::enclosure::signs;
use crate::sample::Readings;
use crate::{Enclosure, Expr, Interval, SymmetricEigen2};

mod conic;

pub use conic::Conic;

/// The Taylor polynomial of second order about a point, of the displacement `d` from it:
/// `f + ∇fᵀd + dᵀHd / 2`.
///
/// ```
/// use hillside_core::{Conic, Expr, QuadraticModel};
/// let ravine = QuadraticModel::of(&Expr::parse("x^2+10*y^2")?, [1.0, 1.0]);
/// assert_eq!(ravine.value_at([-1.0, -1.0]), 0.0);
/// assert_eq!(ravine.curvature_along([0.0, 2.0]), 80.0);
/// let Conic::Ellipse { centre, half_axes, .. } = ravine.level_curve(4.0) else { panic!("a bowl") };
/// assert_eq!((centre, half_axes[0]), ([-1.0, -1.0], 2.0));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuadraticModel {
    /// The height at the point.
    pub value: f64,
    /// The gradient there, `[fx, fy]`.
    pub gradient: [f64; 2],
    /// The Hessian's entries there, `[fxx, fxy, fyy]`.
    pub hessian: [f64; 3],
    /// The signs of the Hessian's eigenvalues, ascending, 0 where rounding hides them; see
    /// [`Enclosure::signs`].
    pub signs: [i8; 2],
}

impl QuadraticModel {
    /// The model of this height, gradient and Hessian `[fxx, fxy, fyy]`, taken as exact.
    #[must_use]
    pub fn new(value: f64, gradient: [f64; 2], hessian: [f64; 3]) -> Self {
        Self { value, gradient, hessian, signs: signs(&hessian.map(Interval::point)).0 }
    }

    /// The model of a function about a point; NaN where the function has no second derivatives.
    #[must_use]
    pub fn of(expr: &Expr, at: [f64; 2]) -> Self {
        Self::with(expr, at, &Enclosure::of(expr, at))
    }

    /// The same, where the enclosure of the point is known.
    #[must_use]
    pub fn with(expr: &Expr, at: [f64; 2], sure: &Enclosure) -> Self {
        let [value, fx, fy, fxx, fxy, fyy] = Readings::derivatives(expr).at(at);
        Self { value, gradient: [fx, fy], hessian: [fxx, fxy, fyy], signs: sure.signs().0 }
    }

    /// The height of the tangent plane: the model without its curvature.
    #[must_use]
    pub fn plane_at(&self, [dx, dy]: [f64; 2]) -> f64 {
        self.value + (self.gradient[0] * dx + self.gradient[1] * dy)
    }

    /// The height of the model at a displacement.
    #[must_use]
    pub fn value_at(&self, by: [f64; 2]) -> f64 {
        self.plane_at(by) + 0.5 * self.curvature_along(by)
    }

    /// The slope of the model at a displacement, `∇f + Hd`.
    #[must_use]
    pub fn gradient_at(&self, [dx, dy]: [f64; 2]) -> [f64; 2] {
        let [a, b, c] = self.hessian;
        [self.gradient[0] + (a * dx + b * dy), self.gradient[1] + (b * dx + c * dy)]
    }

    /// `vᵀHv`: for a unit vector the second derivative along it, and four times that for twice the
    /// vector.
    #[must_use]
    pub fn curvature_along(&self, [x, y]: [f64; 2]) -> f64 {
        let [a, b, c] = self.hessian;
        a * x * x + 2.0 * b * x * y + c * y * y
    }

    /// The displacement at which the model has no slope: Newton's step. `None` where the Hessian
    /// is singular, or may be.
    #[must_use]
    pub fn centre(&self) -> Option<[f64; 2]> {
        let axes = Axes::of(self);
        axes.is_sure().then(|| axes.turned_back([0, 1].map(|k| -axes.slope[k] / axes.bend[k])))
    }

    /// The displacements at which the model has the height `height`: its level curve.
    ///
    /// A bowl's is an ellipse, long where the ground bends little: its half-axes go as one over the
    /// roots of the eigenvalues. A saddle's is a hyperbola, but for the level of its centre, where
    /// it is two lines. Of an eigenvalue without a sign there is nothing but the slope along its axis: a
    /// parabola, or parallel lines.
    #[must_use]
    pub fn level_curve(&self, height: f64) -> Conic {
        let axes = Axes::of(self);
        let climb = height - self.value;
        let known = climb.is_finite() && axes.slope.iter().chain(&axes.bend).all(|number| number.is_finite());
        if !known {
            return Conic::Empty;
        }
        match axes.bend.map(|bend| bend == 0.0) {
            [false, false] => axes.central(climb),
            [true, false] => axes.one_way(climb, 1),
            [false, true] => axes.one_way(climb, 0),
            [true, true] => axes.plane(climb),
        }
    }
}

/// The slope along the axis that does not bend, relative to that across, below which a parabola is drawn as
/// the straight lines it looks like.
const STRAIGHT: f64 = 1e-12;

/// The model seen along the Hessian's axes.
struct Axes {
    axes: [[f64; 2]; 2],
    /// The slope along each axis.
    slope: [f64; 2],
    /// The eigenvalues, 0 where they have no sure sign.
    bend: [f64; 2],
}

impl Axes {
    fn of(model: &QuadraticModel) -> Self {
        let [a, b, c] = model.hessian;
        let SymmetricEigen2 { eigenvalues, eigenvectors } = SymmetricEigen2::new(a, b, c);
        let [gx, gy] = model.gradient;
        Self {
            axes: eigenvectors,
            slope: eigenvectors.map(|[x, y]| gx * x + gy * y),
            bend: [0, 1].map(|k| if model.signs[k] == 0 { 0.0 * eigenvalues[k] } else { eigenvalues[k] }),
        }
    }

    /// Whether both ways bend, by a number.
    fn is_sure(&self) -> bool {
        self.bend.iter().all(|bend| bend.is_finite() && *bend != 0.0)
    }

    /// What lies `along` the axes, in x and y.
    fn turned_back(&self, along: [f64; 2]) -> [f64; 2] {
        let [u, v] = self.axes;
        [u[0] * along[0] + v[0] * along[1], u[1] * along[0] + v[1] * along[1]]
    }

    /// Both ways bend: about the centre `c` the model is `f(c) + (l0 s^2 + l1 t^2) / 2`.
    fn central(&self, climb: f64) -> Conic {
        let [[g, h], [l, m]] = [self.slope, self.bend];
        let centre = self.turned_back([-g / l, -h / m]);
        // How high the level lies above the centre.
        let rise = climb + 0.5 * (g * (g / l) + h * (h / m));
        let squares = self.bend.map(|bend| 2.0 * rise / bend);
        let half_axes = squares.map(|square| square.abs().sqrt());
        let [u, v] = self.axes;
        let swapped = ([half_axes[1], half_axes[0]], [v, u]);
        if rise == 0.0 {
            return if (l > 0.0) == (m > 0.0) {
                Conic::Point { at: centre }
            } else {
                // Where l s^2 = -m t^2.
                let [s, t] = [m, l].map(|bend| bend.abs().sqrt());
                let length = (s * s + t * t).sqrt();
                let line = |t: f64| [centre, self.turned_back([s / length, t / length])];
                Conic::Lines { lines: vec![line(t), line(-t)] }
            };
        }
        match squares.map(|square| square > 0.0) {
            [true, true] => {
                let (half_axes, axes) =
                    if half_axes[1] > half_axes[0] { swapped } else { (half_axes, self.axes) };
                Conic::Ellipse { centre, half_axes, axes }
            }
            [true, false] => Conic::Hyperbola { centre, half_axes, axes: self.axes },
            [false, true] => Conic::Hyperbola { centre, half_axes: swapped.0, axes: swapped.1 },
            [false, false] => Conic::Empty,
        }
    }

    /// Only the axis number `bent` bends: the model is `f + g s + h t + m t^2 / 2`.
    fn one_way(&self, climb: f64, bent: usize) -> Conic {
        let (flat, m) = (1 - bent, self.bend[bent]);
        let (g, h) = (self.slope[flat], self.slope[bent]);
        let (along, across) = (self.axes[flat], self.axes[bent]);
        let place = |s: f64, t: f64| [along[0] * s + across[0] * t, along[1] * s + across[1] * t];
        let middle = -h / m;
        let rise = climb + 0.5 * h * (h / m);
        // A slope this small beside the other bends the line less than anybody could see.
        if g.abs() <= STRAIGHT * h.abs() {
            let square = 2.0 * rise / m;
            let lines = if square > 0.0 {
                vec![[place(0.0, middle - square.sqrt()), along], [place(0.0, middle + square.sqrt()), along]]
            } else if square == 0.0 {
                vec![[place(0.0, middle), along]]
            } else {
                return Conic::Empty;
            };
            return Conic::Lines { lines };
        }
        Conic::Parabola { vertex: place(rise / g, middle), axes: [along, across], bend: -0.5 * m / g }
    }

    /// Nothing bends.
    fn plane(&self, climb: f64) -> Conic {
        let [g, h] = self.turned_back(self.slope);
        let square = g * g + h * h;
        if square > 0.0 {
            let length = square.sqrt();
            Conic::Lines {
                lines: vec![[[climb * (g / square), climb * (h / square)], [-h / length, g / length]]],
            }
        } else if climb == 0.0 {
            Conic::Everything
        } else {
            Conic::Empty
        }
    }
}
