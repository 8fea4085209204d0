//! [`LinearFunctional`]: a machine that eats a step and answers with a number, and the arrow that stands for it once
//! lengths and angles are agreed on.

use std::fmt;

use crate::linalg::cholesky::{by_cholesky, cholesky};
use crate::linalg::matrix::{Matrix, ShapeError, dot};
use crate::linalg::solve::eliminate;
use crate::linalg::sym::power_of_two;
use crate::{Expr, slopes};

/// A linear functional on lists of `n` numbers: one row. The slope of a function at a point is one.
///
/// It knows no length and no angle. A [`Metric`] has those, and with one the functional is an [`arrow`](Self::arrow):
/// other metrics have other arrows for the same answers.
///
/// ```
/// use hillside_core::{LinearFunctional, Metric};
///
/// let slope = LinearFunctional::new(vec![2.0, 4.0]);
/// let stretched = Metric::diagonal(&[1.0, 4.0]).unwrap();
/// assert_eq!(slope.arrow(&Metric::usual(2)).unwrap(), [2.0, 4.0]);
/// assert_eq!(slope.arrow(&stretched).unwrap(), [2.0, 1.0]);
/// assert_eq!(slope.answer(&[1.0, 1.0]).unwrap(), 6.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LinearFunctional {
    row: Vec<f64>,
}

/// An inner product of lists of `n` numbers: how long a step is, and what stands at a right angle to what.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    matrix: Matrix,
    /// The lower triangle `L` of `L Lᵀ = M`.
    root: Vec<f64>,
}

/// Why a matrix is no metric. `Display` writes a sentence with the reason.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MetricError {
    /// It is not square.
    NotSquare([usize; 2]),
    /// An entry is NaN or infinite.
    NotFinite {
        /// Its row, from 0.
        row: usize,
        /// Its column, from 0.
        column: usize,
    },
    /// Two entries across the diagonal differ.
    NotSymmetric {
        /// The row of the one above the diagonal, from 0.
        row: usize,
        /// Its column, from 0.
        column: usize,
    },
    /// Some step other than 0 would have length 0, or none.
    NotPositive,
}

impl fmt::Display for MetricError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NotSquare([rows, columns]) => write!(
                f,
                "a metric compares a list of numbers with another of the same kind: a {rows}×{columns} matrix has to be square"
            ),
            Self::NotFinite { row, column } => {
                write!(f, "row {}, column {} is not a number: write a finite one", row + 1, column + 1)
            }
            Self::NotSymmetric { row, column } => write!(
                f,
                "the angle from one step to another is that from the other to the one: row {}, column {} must equal row \
                 {1}, column {0}",
                row + 1,
                column + 1
            ),
            Self::NotPositive => f.write_str(
                "some step other than 0 would have no length: make the numbers on the diagonal larger",
            ),
        }
    }
}

impl std::error::Error for MetricError {}

impl Metric {
    /// The metric whose inner product of `a` and `b` is `aᵀ M b`.
    ///
    /// # Errors
    ///
    /// Unless the matrix is square, finite, symmetric and positive definite (as far as doubles can tell).
    pub fn new(matrix: Matrix) -> Result<Self, MetricError> {
        let [n, columns] = matrix.shape();
        if n != columns {
            return Err(MetricError::NotSquare([n, columns]));
        }
        if let Some(at) = matrix.entries().iter().position(|entry| !entry.is_finite()) {
            return Err(MetricError::NotFinite { row: at / n, column: at % n });
        }
        let above = (0..n).flat_map(|row| (row + 1..n).map(move |column| (row, column)));
        for (row, column) in above {
            if matrix.entry(row, column) != matrix.entry(column, row) {
                return Err(MetricError::NotSymmetric { row, column });
            }
        }
        let root = cholesky(n, matrix.entries()).ok_or(MetricError::NotPositive)?;
        Ok(Self { matrix, root })
    }

    /// The metric of school: lengths by Pythagoras.
    #[must_use]
    pub fn usual(n: usize) -> Self {
        let matrix = Matrix::identity(n);
        Self { root: matrix.entries().to_vec(), matrix }
    }

    /// The metric in which one unit along axis `i` is the root of `scales[i]` long.
    ///
    /// # Errors
    ///
    /// Unless all of them are positive and finite.
    pub fn diagonal(scales: &[f64]) -> Result<Self, MetricError> {
        Self::new(Matrix::from_fn(scales.len(), scales.len(), |i, j| if i == j { scales[i] } else { 0.0 }))
    }

    /// Its matrix.
    #[must_use]
    pub fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// The inner product.
    ///
    /// # Errors
    ///
    /// Unless both are as long as the matrix is wide.
    pub fn inner(&self, a: &[f64], b: &[f64]) -> Result<f64, ShapeError> {
        let answers = self.matrix.apply(b)?;
        self.matrix.apply(a).map(|_| dot(a, &answers))
    }

    /// How long a step is: the root of its inner product with itself. Steps are scaled on the way, so that no square
    /// overflows.
    ///
    /// # Errors
    ///
    /// Unless the step is as long as the matrix is wide.
    pub fn length(&self, step: &[f64]) -> Result<f64, ShapeError> {
        let size = scale(step);
        let scaled: Vec<f64> = step.iter().map(|entry| entry / size).collect();
        self.inner(&scaled, &scaled).map(|square| square.sqrt() * size)
    }
}

/// Why answers do not determine a functional. `Display` writes a sentence with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswersError {
    /// It takes as many answers as there are coordinates.
    Count {
        /// How many coordinates a step has.
        needed: usize,
        /// How many questions were asked.
        asked: usize,
    },
    /// A question is of another number of coordinates than the first.
    Shape(ShapeError),
    /// One question follows from the others, so its answer says nothing new.
    Dependent,
}

impl fmt::Display for AnswersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { needed, asked } => {
                write!(f, "{asked} answers do not fix {needed} numbers: ask in {needed} directions")
            }
            Self::Shape(error) => error.fmt(f),
            Self::Dependent => f.write_str(
                "one of these directions is made of the others, so its answer says nothing new: ask in another direction",
            ),
        }
    }
}

impl std::error::Error for AnswersError {}

impl LinearFunctional {
    /// The functional that answers `h` with the sum of `row[i] * h[i]`.
    #[must_use]
    pub fn new(row: Vec<f64>) -> Self {
        Self { row }
    }

    /// The slope of a function at a point: the Jacobian of one output.
    #[must_use]
    pub fn of(expr: &Expr, at: &[f64]) -> Self {
        Self { row: slopes(expr, at).1 }
    }

    /// The functional that gives these answers, each with the step it is the answer to: as many as a step has
    /// coordinates, none of them made of the others.
    ///
    /// ```
    /// use hillside_core::LinearFunctional;
    /// let machine = LinearFunctional::from_answers(&[(&[1.0, 1.0], 3.0), (&[0.0, -1.0], -1.5)]).unwrap();
    /// assert_eq!(machine.row(), [1.5, 1.5]);
    /// ```
    ///
    /// # Errors
    ///
    /// Where they do not determine it; see [`AnswersError`].
    pub fn from_answers(answers: &[(&[f64], f64)]) -> Result<Self, AnswersError> {
        let needed = answers.first().map_or(0, |(step, _)| step.len());
        if answers.len() != needed {
            return Err(AnswersError::Count { needed, asked: answers.len() });
        }
        let mut entries = Vec::with_capacity(needed * needed);
        for (step, _) in answers {
            if step.len() != needed {
                let error = ShapeError::Vector { shape: [1, needed], numbers: step.len() };
                return Err(AnswersError::Shape(error));
            }
            // A direction counts by its way, not by its length.
            let size = scale(step);
            entries.extend(step.iter().map(|entry| entry / size));
        }
        let mut row: Vec<f64> = answers.iter().map(|(step, answer)| answer / scale(step)).collect();
        let determinant = eliminate(needed, entries, &mut row);
        if determinant.is_nan() || determinant.abs() <= needed as f64 * f64::EPSILON {
            return Err(AnswersError::Dependent);
        }
        Ok(Self { row })
    }

    /// Its numbers: the answers to a step of 1 along each axis.
    #[must_use]
    pub fn row(&self) -> &[f64] {
        &self.row
    }

    /// The answer to a step.
    ///
    /// # Errors
    ///
    /// Unless the step has as many coordinates as the row.
    pub fn answer(&self, step: &[f64]) -> Result<f64, ShapeError> {
        match step.len() == self.row.len() {
            true => Ok(dot(&self.row, step)),
            false => Err(ShapeError::Vector { shape: [1, self.row.len()], numbers: step.len() }),
        }
    }

    /// The step whose inner product with any other is the answer to that other: `M⁻¹ Jᵀ`. Of the slope of a function it
    /// is the gradient.
    ///
    /// # Errors
    ///
    /// Unless the metric is of as many coordinates.
    pub fn arrow(&self, metric: &Metric) -> Result<Vec<f64>, ShapeError> {
        metric.matrix.apply(&self.row).map(|_| by_cholesky(&metric.root, &self.row))
    }

    /// The step of length 1 with the largest answer, and that answer, which is the arrow's length; `None` where all
    /// answers are 0, or not numbers.
    ///
    /// # Errors
    ///
    /// Unless the metric is of as many coordinates.
    pub fn best_unit(&self, metric: &Metric) -> Result<Option<(Vec<f64>, f64)>, ShapeError> {
        let arrow = self.arrow(metric)?;
        let length = metric.length(&arrow)?;
        if length.is_nan() || length <= 0.0 || length.is_infinite() {
            return Ok(None);
        }
        Ok(Some((arrow.iter().map(|entry| entry / length).collect(), length)))
    }

    /// The cosine of the angle between a step and the arrow; `None` where one of them has no direction.
    ///
    /// # Errors
    ///
    /// Unless metric and step are of as many coordinates.
    pub fn cosine(&self, step: &[f64], metric: &Metric) -> Result<Option<f64>, ShapeError> {
        let answer = self.answer(step)?;
        let (length, best) = (metric.length(step)?, self.best_unit(metric)?);
        let lengths = best.map(|(_, best)| (best, length)).filter(|(_, length)| *length > 0.0);
        Ok(lengths.map(|(best, length)| (answer / length / best).clamp(-1.0, 1.0)))
    }

    /// How many of its level lines a step crosses that starts on one, drawn so that the answer grows by `spacing` from
    /// one to the next: counted, with a minus sign when crossed downwards. A line on which the step ends is crossed.
    ///
    /// # Errors
    ///
    /// Unless the step has as many coordinates as the row.
    pub fn lines_crossed(&self, step: &[f64], spacing: f64) -> Result<f64, ShapeError> {
        self.answer(step).map(|answer| (answer / spacing).trunc())
    }
}

/// A power of two about as large as the largest coordinate: dividing by it loses no digit.
fn scale(step: &[f64]) -> f64 {
    power_of_two(step.iter().fold(0.0, |size: f64, entry| size.max(entry.abs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slope() -> LinearFunctional {
        LinearFunctional::new(vec![4.0, 1.0])
    }

    #[test]
    fn what_is_no_metric_is_refused_with_the_reason() {
        let refused = |n: usize, entries: &[f64]| {
            Metric::new(Matrix::new(n, entries.len() / n, entries.to_vec()).unwrap()).unwrap_err().to_string()
        };
        assert!(refused(2, &[1.0, 0.0, 0.0, 0.0]).starts_with("some step other than 0 would have no length"));
        assert!(refused(2, &[1.0, 2.0, 2.0, 1.0]).starts_with("some step"));
        assert!(refused(2, &[1.0, 3.0, 3.0, 9.0]).starts_with("some step"));
        assert!(refused(2, &[0.1, 0.3, 0.3, 0.9]).starts_with("some step"));
        assert_eq!(
            refused(2, &[1.0, 0.5, 0.0, 1.0]),
            "the angle from one step to another is that from the other to the one: row 1, column 2 must equal row 2, column 1"
        );
        assert_eq!(
            refused(2, &[1.0, 0.0, f64::NAN, 1.0]),
            "row 2, column 1 is not a number: write a finite one"
        );
        assert!(refused(1, &[1.0, 0.0]).ends_with("a 1×2 matrix has to be square"));
        assert!(Metric::diagonal(&[1.0, -1.0]).is_err());
    }

    #[test]
    fn the_arrow_has_the_answers_as_inner_products() {
        let metric = Metric::new(Matrix::new(2, 2, vec![2.0, 0.5, 0.5, 3.0]).unwrap()).unwrap();
        let arrow = slope().arrow(&metric).unwrap();
        for step in [[1.0, 0.0], [0.0, 1.0], [-0.3, 0.8]] {
            let (inner, answer) = (metric.inner(&arrow, &step).unwrap(), slope().answer(&step).unwrap());
            assert!((inner - answer).abs() < 1e-14, "{step:?}: {inner}, not {answer}");
        }
    }

    #[test]
    fn no_unit_step_answers_more_than_the_best() {
        let metric = Metric::new(Matrix::new(2, 2, vec![2.0, -1.0, -1.0, 3.0]).unwrap()).unwrap();
        let (best, most) = slope().best_unit(&metric).unwrap().unwrap();
        assert!((metric.length(&best).unwrap() - 1.0).abs() < 1e-15);
        assert!((slope().answer(&best).unwrap() - most).abs() < 1e-14);
        for turn in 0..360 {
            let (y, x) = crate::Number::sin_cos(&f64::from(turn).to_radians());
            let length = metric.length(&[x, y]).unwrap();
            let answer = slope().answer(&[x / length, y / length]).unwrap();
            let cosine = slope().cosine(&[x, y], &metric).unwrap().unwrap();
            assert!(answer <= most + 1e-14 && (cosine * most - answer).abs() < 1e-14);
        }
    }

    #[test]
    fn level_ground_has_no_best_way() {
        let flat = LinearFunctional::new(vec![0.0, 0.0]);
        assert_eq!(flat.best_unit(&Metric::usual(2)), Ok(None));
        assert_eq!(flat.cosine(&[1.0, 0.0], &Metric::usual(2)), Ok(None));
        assert_eq!(slope().cosine(&[0.0, 0.0], &Metric::usual(2)), Ok(None));
        assert_eq!(LinearFunctional::new(vec![f64::NAN]).best_unit(&Metric::usual(1)), Ok(None));
    }

    #[test]
    fn answers_that_do_not_determine_it_are_refused() {
        let of = |answers: &[(&[f64], f64)]| LinearFunctional::from_answers(answers);
        assert_eq!(of(&[(&[1.0, 0.0], 1.0)]), Err(AnswersError::Count { needed: 2, asked: 1 }));
        assert_eq!(of(&[(&[1.0, 2.0], 1.0), (&[-2.0, -4.0], 1.0)]), Err(AnswersError::Dependent));
        assert_eq!(of(&[(&[0.0, 0.0], 1.0), (&[1.0, 0.0], 1.0)]), Err(AnswersError::Dependent));
        assert!(matches!(of(&[(&[1.0, 0.0], 1.0), (&[1.0], 1.0)]), Err(AnswersError::Shape(_))));
        assert_eq!(of(&[(&[1e-200, 0.0], 2e-200), (&[0.0, 1e200], 3e200)]).unwrap().row(), [2.0, 3.0]);
    }

    #[test]
    fn huge_steps_have_their_length() {
        let length = Metric::usual(2).length(&[3e200, -4e200]).unwrap();
        assert!((length / 5e200 - 1.0).abs() < 1e-15, "{length}");
        assert_eq!(Metric::usual(1).length(&[f64::INFINITY]).map(f64::is_finite), Ok(false));
        assert_eq!(Metric::usual(2).length(&[0.0, -0.0]), Ok(0.0));
    }

    #[test]
    fn lines_are_counted() {
        assert_eq!(slope().lines_crossed(&[2.0, 3.0], 1.0), Ok(11.0));
        assert_eq!(slope().lines_crossed(&[-1.0, 0.5], 1.0), Ok(-3.0));
        assert_eq!(slope().lines_crossed(&[1.0, -4.0], 1.0), Ok(0.0));
    }
}
