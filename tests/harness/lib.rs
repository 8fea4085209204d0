//! The page in a real browser, doing what a person does.
//!
//! A test opens a [`Page`] and acts on it by pointer, key and field; nothing but [`Page`] and what
//! it hands out knows a selector. Every action waits until it has happened, and panics where it
//! cannot, naming the line of the test:
//!
//! ```ignore
//! #[test]
//! fn a_drag_moves_the_start() {
//!     let page = Page::open(Device::Desk);
//!     let figure = page.descent();
//!     let start = figure.to_client(1.0, 1.0);
//!     page.drag(Pointer::Mouse, start, start.by(40.0, 0.0));
//!     assert_ne!(figure.settings()["start"], json!([1, 1]));
//!     page.assert_quiet();
//! }
//! ```
//!
//! Each page has a server and a tab of its own, and of the page before in the same browser nothing is left; so tests do
//! not disturb each other, and may run two at once. `cargo xtask test --only page` arranges what they
//! need: `dist/`, Chromium with its driver, and axe-core.

mod axe;
mod browser;
mod detector;
mod driver;
mod figure;
mod log;
mod page;
mod part;
mod places;
mod pointer;

pub use axe::Violation;
pub use browser::Device;
pub use detector::DetectorPart;
pub use fantoccini::key::Key;
pub use figure::{Control, Edges, Figure};
pub use log::{Level, Message};
pub use page::{Page, Scheme, Strain};
pub use part::Part;
pub use pointer::{Pointer, Spot};
