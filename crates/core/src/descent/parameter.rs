//! [`Parameter`]: a number a method or a schedule is adjusted with.

/// A number that adjusts a [`Method`](crate::Method) or a [`Schedule`](crate::Schedule): what a
/// control needs to offer it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// What settings call it, such as `beta1`.
    pub name: &'static str,
    /// What a label calls it.
    pub title: &'static str,
    /// The letter of the formula.
    pub symbol: &'static str,
    /// Its value until somebody says otherwise.
    pub default: f64,
    /// The smallest and largest value that make sense, both allowed.
    pub range: [f64; 2],
}

impl Parameter {
    /// Whether `value` is in the range; NaN never is.
    #[must_use]
    pub fn admits(&self, value: f64) -> bool {
        self.range[0] <= value && value <= self.range[1]
    }
}
