//! What the menus of several figures offer.

use hillside_core::{Landscape, Method, Parameter, Schedule};
use serde::Serialize;

/// A parameter of a method or a schedule.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ParameterRecord {
    name: &'static str,
    title: &'static str,
    symbol: &'static str,
    default: f64,
    range: [f64; 2],
}

/// An entry of a menu.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// What programs and links call it.
    pub name: &'static str,
    /// What readers see.
    pub title: &'static str,
    /// What there is to know: a method's source, a schedule's formula, a landscape's group.
    pub note: &'static str,
    /// What else is to be set with it.
    pub parameters: Vec<ParameterRecord>,
}

fn parameters(list: &'static [Parameter]) -> Vec<ParameterRecord> {
    let record = |p: &Parameter| ParameterRecord {
        name: p.name,
        title: p.title,
        symbol: p.symbol,
        default: p.default,
        range: p.range,
    };
    list.iter().map(record).collect()
}

/// The methods of descent.
pub(crate) fn method_choices() -> Vec<Choice> {
    let kinds = Method::kinds().iter();
    kinds
        .map(|k| Choice {
            name: k.name,
            title: k.title,
            note: k.source,
            parameters: parameters(k.parameters),
        })
        .collect()
}

/// The schedules of the rate.
pub(crate) fn schedule_choices() -> Vec<Choice> {
    let kinds = Schedule::kinds().iter();
    kinds
        .map(|k| Choice {
            name: k.name,
            title: k.title,
            note: k.formula,
            parameters: parameters(k.parameters),
        })
        .collect()
}

/// The landscapes.
pub(crate) fn landscape_choices() -> Vec<Choice> {
    Landscape::offered()
        .map(|l| Choice { name: l.name, title: l.title, note: l.group.title(), parameters: Vec::new() })
        .collect()
}
