//! What cargo alone cannot say.
//!
//! ```text
//! cargo xtask wasm             fill dist/ with the page and its WebAssembly module
//! cargo xtask serve [--port N] the same, then serve it on loopback
//! cargo xtask test [--only S]  everything that must hold before a change is accepted
//! cargo xtask test S [NAME]    one stage of it, or the tests of a name
//! cargo xtask bench [--only N] Hillside measured against others
//! ```
//!
//! It is a library too, because the page tests start the same [`server`] that a reader starts.

pub mod command;
pub mod debian;
pub mod server;
pub mod workspace;

#[cfg(feature = "commands")]
pub mod bench;
#[cfg(feature = "commands")]
pub mod npm;
#[cfg(feature = "commands")]
pub mod serve;
#[cfg(feature = "commands")]
pub mod size;
#[cfg(feature = "commands")]
pub mod still;
#[cfg(feature = "commands")]
pub mod test;
#[cfg(feature = "commands")]
pub mod toolchain;
#[cfg(feature = "commands")]
pub mod wasm;
