//! What the fuzzer feeds, and what must be true of every formula.

#![forbid(unsafe_code)]

mod claims;
mod input;
mod printed;
mod texts;
mod twofold;

pub use claims::check;
pub use input::input;
pub use texts::{check_text, text};
