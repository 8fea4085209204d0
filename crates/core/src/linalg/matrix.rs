//! [`Matrix`]: a linear map from lists of `n` numbers to lists of `m`, and what does not fit it.

use std::fmt;

/// A matrix of any shape: the linear map that takes `columns` numbers and gives `rows` numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    /// Row-major, `rows * columns`.
    entries: Vec<f64>,
}

/// Why two things of different shapes do not go together. `Display` writes a sentence with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeError {
    /// So many entries do not fill a matrix of this shape.
    Entries {
        /// The shape to be filled, rows and columns.
        shape: [usize; 2],
        /// How many entries there are.
        entries: usize,
    },
    /// A list of that length is given to a matrix that takes another.
    Vector {
        /// The shape of the matrix, rows and columns.
        shape: [usize; 2],
        /// How many numbers were given.
        numbers: usize,
    },
    /// The second matrix gives another number of numbers than the first takes.
    Product {
        /// The shape of the matrix that comes first in writing and last in doing.
        left: [usize; 2],
        /// The shape of the one that is done first.
        right: [usize; 2],
    },
    /// A matrix is not the Jacobian of a function of so many inputs and outputs: its shape is another.
    Jacobian {
        /// The shape the function asks for: outputs by inputs.
        wanted: [usize; 2],
        /// The shape that was given.
        given: [usize; 2],
    },
    /// A point of so many coordinates is none of the function's.
    Point {
        /// How many inputs the function has.
        inputs: usize,
        /// How many coordinates were given.
        coordinates: usize,
    },
    /// A determinant is of square matrices only.
    NotSquare([usize; 2]),
}

/// `1 number`, `3 numbers`
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Entries { shape: [rows, columns], entries } => write!(
                f,
                "a {rows}×{columns} matrix has {}, and {entries} are filled: write one number a place, row by row",
                counted(rows.saturating_mul(columns), "place")
            ),
            Self::Vector { shape: [rows, columns], numbers } => write!(
                f,
                "a {rows}×{columns} matrix takes {}, one a column, and {numbers} are given: give it {columns}",
                counted(columns, "number")
            ),
            Self::Product { left: [rows, columns], right: [inner, last] } => write!(
                f,
                "a {rows}×{columns} matrix takes {}, and the {inner}×{last} matrix before it gives {inner}: the \
                 columns of the one must be as many as the rows of the other",
                counted(columns, "number")
            ),
            Self::Jacobian { wanted: [outputs, inputs], given: [rows, columns] } => {
                write!(f, "a {rows}×{columns} matrix does not fit here: ")?;
                if columns != inputs {
                    write!(
                        f,
                        "it takes {}, and the function has {}",
                        counted(columns, "number"),
                        counted(inputs, "input")
                    )?;
                }
                if columns != inputs && rows != outputs {
                    f.write_str("; ")?;
                }
                if rows != outputs {
                    write!(
                        f,
                        "it gives {}, and the function has {}",
                        counted(rows, "number"),
                        counted(outputs, "output")
                    )?;
                }
                write!(f, ": use one of {} and {}", counted(outputs, "row"), counted(inputs, "column"))
            }
            Self::Point { inputs, coordinates } => write!(
                f,
                "the function has {}, and the point has {}: give one number an input",
                counted(inputs, "input"),
                counted(coordinates, "coordinate")
            ),
            Self::NotSquare([rows, columns]) => write!(
                f,
                "a {rows}×{columns} matrix has no determinant: only a square one turns a volume into a volume of the same kind"
            ),
        }
    }
}

impl std::error::Error for ShapeError {}

impl Matrix {
    /// The matrix of these entries, row by row.
    ///
    /// # Errors
    ///
    /// Unless there are `rows * columns` of them.
    pub fn new(rows: usize, columns: usize, entries: Vec<f64>) -> Result<Self, ShapeError> {
        if rows.checked_mul(columns) != Some(entries.len()) {
            return Err(ShapeError::Entries { shape: [rows, columns], entries: entries.len() });
        }
        Ok(Self { rows, columns, entries })
    }

    /// The matrix whose entry in row `i` and column `j` is `entry(i, j)`.
    #[must_use]
    pub fn from_fn(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> f64) -> Self {
        let place = |at: usize| entry(at / columns, at % columns);
        Self { rows, columns, entries: (0..rows * columns).map(place).collect() }
    }

    /// The square matrix that changes nothing.
    #[must_use]
    pub fn identity(size: usize) -> Self {
        Self::from_fn(size, size, |i, j| f64::from(u8::from(i == j)))
    }

    /// How many rows and columns: numbers given and numbers taken.
    #[must_use]
    pub const fn shape(&self) -> [usize; 2] {
        [self.rows, self.columns]
    }

    /// The entries, row by row.
    #[must_use]
    pub fn entries(&self) -> &[f64] {
        &self.entries
    }

    /// The entry in row `i` and column `j`, from 0.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    #[must_use]
    pub fn entry(&self, i: usize, j: usize) -> f64 {
        self.row(i)[j]
    }

    /// Row `i`: how one output answers to every input.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f64] {
        &self.entries[i * self.columns..(i + 1) * self.columns]
    }

    /// Column `j`: how every output answers to one input.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    #[must_use]
    pub fn column(&self, j: usize) -> Vec<f64> {
        assert!(j < self.columns, "column {j} of {}", self.columns);
        (0..self.rows).map(|i| self.entry(i, j)).collect()
    }

    /// What it makes of the numbers `h`: of each row the products with `h`, added from the first to the last.
    ///
    /// # Errors
    ///
    /// Unless `h` has one number a column.
    pub fn apply(&self, h: &[f64]) -> Result<Vec<f64>, ShapeError> {
        if h.len() != self.columns {
            return Err(ShapeError::Vector { shape: self.shape(), numbers: h.len() });
        }
        Ok((0..self.rows).map(|i| dot(self.row(i), h)).collect())
    }

    /// The matrix that does `first` and then this one: their product, this one written on the left.
    ///
    /// # Errors
    ///
    /// Unless this one takes as many numbers as `first` gives.
    pub fn after(&self, first: &Self) -> Result<Self, ShapeError> {
        if self.columns != first.rows {
            return Err(ShapeError::Product { left: self.shape(), right: first.shape() });
        }
        let columns: Vec<Vec<f64>> = (0..first.columns).map(|j| first.column(j)).collect();
        Ok(Self::from_fn(self.rows, first.columns, |i, j| dot(self.row(i), &columns[j])))
    }

    /// Rows made columns and columns rows.
    #[must_use]
    pub fn transposed(&self) -> Self {
        Self::from_fn(self.columns, self.rows, |i, j| self.entry(j, i))
    }

    /// By how much it multiplies volumes; negative where it turns a left hand into a right one. By elimination with
    /// row exchanges.
    ///
    /// # Errors
    ///
    /// Unless it is square.
    pub fn determinant(&self) -> Result<f64, ShapeError> {
        if self.rows != self.columns {
            return Err(ShapeError::NotSquare(self.shape()));
        }
        Ok(super::solve::eliminate(self.rows, self.entries.clone(), &mut []))
    }
}

/// The products of two lists, added from the first to the last.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    // From the first product and not from 0, so that a sum of -0 alone keeps its sign.
    a.iter().zip(b).map(|(a, b)| a * b).reduce(|sum, term| sum + term).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_the_reason() {
        let slot = Matrix::from_fn(2, 3, |i, j| (3 * i + j) as f64);
        let said = |error: ShapeError| error.to_string();
        assert_eq!(
            said(slot.apply(&[1.0, 2.0]).unwrap_err()),
            "a 2×3 matrix takes 3 numbers, one a column, and 2 are given: give it 3"
        );
        assert_eq!(
            said(slot.after(&slot).unwrap_err()),
            "a 2×3 matrix takes 3 numbers, and the 2×3 matrix before it gives 2: the columns of the one must be as \
             many as the rows of the other"
        );
        assert_eq!(
            said(Matrix::new(2, 2, vec![1.0; 3]).unwrap_err()),
            "a 2×2 matrix has 4 places, and 3 are filled: write one number a place, row by row"
        );
        assert_eq!(
            said(ShapeError::Jacobian { wanted: [2, 3], given: [1, 2] }),
            "a 1×2 matrix does not fit here: it takes 2 numbers, and the function has 3 inputs; it gives 1 number, and \
             the function has 2 outputs: use one of 2 rows and 3 columns"
        );
        assert!(slot.determinant().is_err() && Matrix::new(usize::MAX, 2, vec![]).is_err());
    }

    #[test]
    fn rows_columns_and_products() {
        let a = Matrix::new(2, 3, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).unwrap();
        assert_eq!((a.row(1), a.column(2)), (&[4.0, 5.0, 6.0][..], vec![3.0, 6.0]));
        assert_eq!(a.apply(&[0.0, 1.0, 0.0]).unwrap(), a.column(1));
        assert_eq!(a.after(&a.transposed()).unwrap().entries(), [14.0, 32.0, 32.0, 77.0]);
        assert_eq!(a.after(&Matrix::identity(3)).unwrap(), a);
    }

    #[test]
    fn determinants() {
        let of =
            |size, entries: &[f64]| Matrix::new(size, size, entries.to_vec()).unwrap().determinant().unwrap();
        assert_eq!(of(2, &[2.0, -1.0, 1.0, 2.0]), 5.0);
        assert_eq!(of(2, &[0.0, 1.0, 1.0, 0.0]), -1.0);
        assert_eq!(of(2, &[1.0, 2.0, 2.0, 4.0]), 0.0);
        assert_eq!(of(3, &[0.0, 2.0, 0.0, 0.0, 0.0, 3.0, 4.0, 0.0, 0.0]), 24.0);
        assert_eq!(of(0, &[]), 1.0);
        assert!(of(1, &[f64::NAN]).is_nan());
    }
}
