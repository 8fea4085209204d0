//! What a visitor sees and can do, one behaviour a file.

mod accessible;
mod alone;
mod hands;
mod narrow;
mod opens;
