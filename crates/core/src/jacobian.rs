//! [`VectorFunction`]: formulas of the same inputs, and their Jacobian at a point.

use crate::linalg::matrix::{Matrix, ShapeError};
use crate::{Dual, Expr, FormulaError, Number};

/// How many slopes one reading carries.
const AT_ONCE: usize = 8;

/// The value of a formula at a point of one number a variable, and its slope along each of them: exactly, by dual
/// numbers, however many there are.
///
/// A variable that is given no number is NaN; one along which the formula does not change has slope 0.
///
/// ```
/// use hillside_core::{Expr, slopes};
/// let product = Expr::parse_with("u*v*w", &["u", "v", "w"])?;
/// assert_eq!(slopes(&product, &[2.0, 3.0, 5.0]), (30.0, vec![15.0, 10.0, 6.0]));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn slopes(expr: &Expr, at: &[f64]) -> (f64, Vec<f64>) {
    if at.is_empty() {
        return (expr.read(&[]), Vec::new());
    }
    let mut reader = expr.reader::<Dual<f64, AT_ONCE>>();
    let mut value = f64::NAN;
    let mut slopes = Vec::with_capacity(at.len());
    for first in (0..at.len()).step_by(AT_ONCE) {
        let count = AT_ONCE.min(at.len() - first);
        let variable = |(index, &value): (usize, &f64)| match index.checked_sub(first) {
            Some(own) if own < count => Dual::variable(value, own),
            _ => Dual::constant(value),
        };
        let point: Vec<_> = at.iter().enumerate().map(variable).collect();
        let read = reader.read(&point);
        value = *read.value();
        slopes.extend_from_slice(&read.slopes()[..count]);
    }
    (value, slopes)
}

/// A function from `n` numbers to `m`: `m` formulas of the same `n` inputs.
///
/// ```
/// use hillside_core::VectorFunction;
///
/// let square = VectorFunction::parse(&["x^2-y^2", "2*x*y"], &["x", "y"])?;
/// let jacobian = square.jacobian(&[1.0, 0.5]).unwrap();
/// assert_eq!(jacobian.row(0), [2.0, -1.0]);
/// assert_eq!(jacobian.determinant(), Ok(5.0));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct VectorFunction {
    inputs: usize,
    formulas: Vec<Expr>,
}

impl VectorFunction {
    /// The function of these formulas of the named inputs.
    ///
    /// # Errors
    ///
    /// The first formula that cannot be read, as [`Expr::parse_with`] says it.
    pub fn parse(formulas: &[&str], inputs: &[&str]) -> Result<Self, FormulaError> {
        let read = |text: &&str| Expr::parse_with(text, inputs);
        Ok(Self { inputs: inputs.len(), formulas: formulas.iter().map(read).collect::<Result<_, _>>()? })
    }

    /// The function of the formulas in a text, with `;` or a new line between them; letters that are no inputs are
    /// parameters, as [`Expr::parse_of`] has them.
    ///
    /// ```
    /// use hillside_core::VectorFunction;
    /// let shear = VectorFunction::parse_list("x+a*y; y", &["x", "y"])?;
    /// assert_eq!(shear.jacobian(&[0.0, 0.0]).unwrap().entries(), [1.0, 1.0, 0.0, 1.0]);
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where there is no formula, or one of them cannot be read, with its place in the text.
    pub fn parse_list(text: &str, inputs: &[&str]) -> Result<Self, FormulaError> {
        let mut formulas = Vec::new();
        let mut start = 0;
        for piece in text.split([';', '\n']) {
            let place = start..start + piece.len();
            start = place.end + 1;
            if piece.trim().is_empty() {
                continue;
            }
            formulas.push(Expr::parse_of(piece, inputs).map_err(|error| error.within(text, &place))?);
        }
        if formulas.is_empty() {
            let message =
                "there is no formula yet: write one for each output, with `;` between them".to_owned();
            return Err(FormulaError::stated(message, text.len()..text.len()));
        }
        Ok(Self { inputs: inputs.len(), formulas })
    }

    /// The function of these formulas; its inputs are those of the formula that has most.
    #[must_use]
    pub fn new(formulas: Vec<Expr>) -> Self {
        let inputs = formulas.iter().map(|formula| formula.variables().len()).max().unwrap_or(0);
        Self { inputs, formulas }
    }

    /// The function of the same inputs with another formula in place of each, such as one with other values of its
    /// parameters.
    #[must_use]
    pub fn map(&self, formula: impl Fn(&Expr) -> Expr) -> Self {
        Self { inputs: self.inputs, formulas: self.formulas.iter().map(formula).collect() }
    }

    /// Its formulas, one an output.
    #[must_use]
    pub fn formulas(&self) -> &[Expr] {
        &self.formulas
    }

    /// The shape of its Jacobian: outputs by inputs.
    #[must_use]
    pub fn shape(&self) -> [usize; 2] {
        [self.formulas.len(), self.inputs]
    }

    fn check(&self, coordinates: usize) -> Result<(), ShapeError> {
        match coordinates == self.inputs {
            true => Ok(()),
            false => Err(ShapeError::Point { inputs: self.inputs, coordinates }),
        }
    }

    /// The outputs at a point.
    ///
    /// # Errors
    ///
    /// Unless the point has one number an input.
    pub fn value(&self, at: &[f64]) -> Result<Vec<f64>, ShapeError> {
        self.check(at.len())?;
        Ok(self.formulas.iter().map(|formula| formula.read(at)).collect())
    }

    /// The matrix of all partial derivatives at a point, by dual numbers: entry `i`, `j` is that of output `i` along
    /// input `j`.
    ///
    /// # Errors
    ///
    /// Unless the point has one number an input.
    pub fn jacobian(&self, at: &[f64]) -> Result<Matrix, ShapeError> {
        self.check(at.len())?;
        let entries = self.formulas.iter().flat_map(|formula| slopes(formula, at).1).collect();
        Matrix::new(self.formulas.len(), self.inputs, entries)
    }

    /// Whether a matrix has the shape of the Jacobian: it must take what the inputs are and give what the outputs are.
    ///
    /// # Errors
    ///
    /// With the reason, unless it has.
    pub fn fits(&self, matrix: &Matrix) -> Result<(), ShapeError> {
        match matrix.shape() == self.shape() {
            true => Ok(()),
            false => Err(ShapeError::Jacobian { wanted: self.shape(), given: matrix.shape() }),
        }
    }

    /// What the linear map at `at` makes of a step `h` in place of the function: `f(at) + J h`.
    ///
    /// # Errors
    ///
    /// Unless point and step have one number an input.
    pub fn linear(&self, at: &[f64], h: &[f64]) -> Result<Vec<f64>, ShapeError> {
        let step = self.jacobian(at)?.apply(h)?;
        Ok(self.value(at)?.iter().zip(step).map(|(value, step)| value + step).collect())
    }

    /// The outputs and the Jacobian at `at` of this function after `first`, with the numbers carried all the way through
    /// both: no matrix is multiplied.
    ///
    /// # Errors
    ///
    /// Unless the point has one number an input of `first`, and `first` one output an input of this.
    pub fn jacobian_after(&self, first: &Self, at: &[f64]) -> Result<Matrix, ShapeError> {
        first.check(at.len())?;
        self.check(first.formulas.len())?;
        let mut columns: Vec<Vec<f64>> = Vec::with_capacity(at.len());
        for input in 0..at.len() {
            let poked = |(index, &value): (usize, &f64)| match index == input {
                true => Dual::<f64, 1>::variable(value, 0),
                false => Dual::constant(value),
            };
            let point: Vec<_> = at.iter().enumerate().map(poked).collect();
            let middle: Vec<_> = first.formulas.iter().map(|formula| formula.read(&point)).collect();
            columns.push(self.formulas.iter().map(|formula| *formula.read(&middle).slope(0)).collect());
        }
        Ok(Matrix::from_fn(self.formulas.len(), at.len(), |i, j| columns[j][i]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_inputs_than_one_reading_carries() {
        let names: Vec<String> = (0..20).map(|index| format!("u_{index}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text: Vec<String> =
            names.iter().enumerate().map(|(k, name)| format!("{}*{name}^2", k + 1)).collect();
        let sum = VectorFunction::parse(&[&text.join("+"), "7", "u_19"], &names).unwrap();
        let jacobian = sum.jacobian(&[0.5; 20]).unwrap();
        assert_eq!(jacobian.shape(), [3, 20]);
        assert_eq!(jacobian.row(0), (1..=20).map(f64::from).collect::<Vec<_>>());
        assert!(jacobian.row(1).iter().all(|&slope| slope == 0.0));
        assert_eq!(jacobian.column(19), [20.0, 0.0, 1.0]);
    }

    #[test]
    fn shapes_are_checked() {
        let map = VectorFunction::parse(&["u*v*w", "u^2+v^2-w"], &["u", "v", "w"]).unwrap();
        assert_eq!(
            map.jacobian(&[1.0, 2.0]).unwrap_err().to_string(),
            "the function has 3 inputs, and the point has 2 coordinates: give one number an input"
        );
        assert_eq!(map.fits(&Matrix::from_fn(2, 3, |_, _| 1.0)), Ok(()));
        assert!(map.fits(&Matrix::from_fn(3, 2, |_, _| 1.0)).is_err());
        assert!(map.jacobian_after(&map, &[1.0, 2.0, 3.0]).is_err());
        assert!(VectorFunction::parse(&["u+q"], &["u"]).is_err());
        assert_eq!(VectorFunction::new(vec![]).jacobian(&[]).unwrap().shape(), [0, 0]);
    }

    #[test]
    fn a_list_is_read_piece_by_piece() {
        let read = |text: &str| VectorFunction::parse_list(text, &["x", "y"]);
        assert_eq!(read("a*x+b*y; c*x+d*y").unwrap().shape(), [2, 2]);
        assert_eq!(read("x^2\n;2xy;\n7").unwrap().value(&[3.0, 2.0]), Ok(vec![9.0, 12.0, 7.0]));
        let refused = read("x; log(y)").unwrap_err();
        assert_eq!((refused.span(), refused.suggestion()), (3..6, Some("x; ln(y)")));
        for none in ["", " ; \n;"] {
            assert!(read(none).unwrap_err().to_string().contains("no formula yet"), "{none:?}");
        }
        assert!(read("x; (").is_err());
    }

    #[test]
    fn composed_jacobians_multiply() {
        let inner = VectorFunction::parse(&["u+v", "u*v", "sin(u)"], &["u", "v"]).unwrap();
        let outer = VectorFunction::parse(&["x^2*y+w", "exp(x)-w*y"], &["x", "y", "w"]).unwrap();
        for at in [[1.0, 2.0], [-0.3, 0.7], [0.0, 0.0]] {
            let whole = outer.jacobian_after(&inner, &at).unwrap();
            let middle = inner.value(&at).unwrap();
            let product = outer.jacobian(&middle).unwrap().after(&inner.jacobian(&at).unwrap()).unwrap();
            for (got, want) in whole.entries().iter().zip(product.entries()) {
                assert!((got - want).abs() <= 1e-14 * (1.0 + want.abs()), "{got}, not {want}");
            }
        }
    }
}
