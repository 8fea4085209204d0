//! What the fuzzer feeds, and what must be true of every formula.

#![forbid(unsafe_code)]

mod claims;
mod input;
mod printed;
mod twofold;

pub use claims::check;
pub use input::input;
