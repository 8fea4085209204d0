//! What a visitor sees and can do, one behaviour a file.

#![allow(clippy::unwrap_used, reason = "what is not as it should be is a failed test")]

mod accessible;
mod alone;
mod drags;
mod hands;
mod keys;
mod narrow;
mod opens;
mod scrolls;
