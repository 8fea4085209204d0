//! Linear algebra of the small dense matrices that curvature needs.

pub(crate) mod sym;
pub(crate) mod sym2;
