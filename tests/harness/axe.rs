//! axe-core: what would shut a reader out who does not see, hear or point as we do.

use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;
use xtask::workspace;

/// A rule of axe-core that the page breaks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Violation {
    /// The rule, such as `color-contrast`.
    pub id: String,
    /// What the rule asks for.
    pub help: String,
    /// The elements that break it: their selectors, and why.
    pub nodes: Vec<String>,
}

/// The program, as it comes from npm.
pub(crate) fn program() -> Result<String> {
    let file = workspace::tests().join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).context(
        "there is no axe-core; `cargo xtask test` or `npm ci --ignore-scripts` in tests/ installs it",
    )
}

/// Runs it, given that it is loaded, on the element of a name that comes after so many others of it, or on the page.
pub(crate) const RUN: &str = "
    const [name, index] = arguments;
    const { violations } = await axe.run(name ? document.querySelectorAll(name)[index] : document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map((node) => `${node.target.flat().join(' ')}: ${node.failureSummary}`),
    }));";
