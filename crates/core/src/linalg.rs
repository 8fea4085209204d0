//! Linear algebra of the small dense matrices that the figures need.

pub(crate) mod cholesky;
pub(crate) mod matrix;
pub(crate) mod solve;
pub(crate) mod sym;
pub(crate) mod sym2;
