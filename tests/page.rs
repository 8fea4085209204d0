//! What a visitor sees and can do, one behaviour a file.

#![allow(clippy::unwrap_used, reason = "what is not as it should be is a failed test")]

mod accessible;
mod alone;
mod bends;
mod bounds;
mod cancels;
mod crisp;
mod curves;
mod detector;
mod diverges;
mod drags;
mod embeds;
mod hands;
mod keeps;
mod keys;
mod lamps;
mod letters;
mod links;
mod module;
mod narrow;
mod odd;
mod opens;
mod planes;
mod plays;
mod proves;
mod readme;
mod reads;
mod refuses;
mod scrolls;
mod steps;
mod turns;
mod types;
