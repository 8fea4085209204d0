//! What a visitor sees and can do, one behaviour a file.

#![allow(clippy::unwrap_used, reason = "what is not as it should be is a failed test")]

mod accessible;
mod aims;
mod alone;
mod begins;
mod bends;
mod bounds;
mod cancels;
mod crisp;
mod curves;
mod detector;
mod diverges;
mod drags;
mod early;
mod embeds;
mod essay;
mod fingers;
mod forced;
mod hands;
mod keeps;
mod keys;
mod lamps;
mod letters;
mod links;
mod lists;
mod module;
mod narrow;
mod odd;
mod opens;
mod pictures;
mod plays;
mod prints;
mod proves;
mod readme;
mod reads;
mod refuses;
mod reserves;
mod scrolls;
mod speaks;
mod steps;
mod still;
mod stills;
mod turns;
mod types;
mod windows;
