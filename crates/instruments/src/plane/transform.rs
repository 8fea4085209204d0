//! [`Transform`]: what makes outputs of inputs, formulas or layers, read as numbers.

use hillside_core::{LayerStack, Matrix, VectorFunction};

/// A function from inputs to outputs.
#[derive(Debug)]
pub(super) enum Transform {
    Formulas(VectorFunction),
    Layers(LayerStack),
}

impl Transform {
    /// The outputs; no numbers for a point that is none of its.
    pub(super) fn value(&self, at: &[f64]) -> Vec<f64> {
        match self {
            Self::Formulas(function) => function.value(at),
            Self::Layers(stack) => stack.value(at),
        }
        .unwrap_or_default()
    }

    /// The first two outputs, of two inputs.
    pub(super) fn image(&self, at: [f64; 2]) -> [f64; 2] {
        let value = self.value(&at);
        [0, 1].map(|axis| value.get(axis).copied().unwrap_or(f64::NAN))
    }

    /// The way of a point through the layers, itself first; nothing where there are none.
    pub(super) fn way(&self, at: [f64; 2]) -> Vec<[f64; 2]> {
        let way = match self {
            Self::Formulas(_) => Vec::new(),
            Self::Layers(stack) => stack.way(&at).unwrap_or_default(),
        };
        way.iter().filter_map(|at| at.first_chunk::<2>().copied()).collect()
    }

    /// The table of slopes.
    pub(super) fn jacobian(&self, at: &[f64]) -> Matrix {
        match self {
            Self::Formulas(function) => function.jacobian(at),
            Self::Layers(stack) => stack.jacobian(at),
        }
        .unwrap_or_else(|_| Matrix::from_fn(0, 0, |_, _| 0.0))
    }
}

/// The polygon that a square goes over into: so many corners on each of its sides.
pub(super) fn square([x, y]: [f64; 2], [dx, dy]: [f64; 2], parts: u32) -> Vec<[f64; 2]> {
    let corners = [[x, y], [x + dx, y + dy], [x + dx - dy, y + dy + dx], [x - dy, y + dx]];
    let side = |corner: usize| {
        let ([x, y], [to_x, to_y]) = (corners[corner], corners[(corner + 1) % 4]);
        (0..parts).map(move |k| {
            let share = f64::from(k) / f64::from(parts);
            [x + (to_x - x) * share, y + (to_y - y) * share]
        })
    };
    (0..4).flat_map(side).collect()
}

/// What a polygon encloses, negative where it is gone round clockwise (the shoelace formula); from its first corner, so
/// that no digits are lost far out.
pub(super) fn area(corners: &[[f64; 2]]) -> f64 {
    let Some(&[x, y]) = corners.first() else { return 0.0 };
    let next = corners.iter().cycle().skip(1);
    let turn = |([ax, ay], [bx, by]): (&[f64; 2], &[f64; 2])| (ax - x) * (by - y) - (bx - x) * (ay - y);
    corners.iter().zip(next).map(turn).sum::<f64>() / 2.0
}
