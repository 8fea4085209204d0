//! The sentence: what the drawing says, true for any formulas.

use super::readout::{Poked, factor, short};
use super::rectangle::Rectangle;
use super::settings::Show;
use super::{Now, Paths};
use crate::digits;

/// The most paths a sentence names.
const MOST_NAMED: usize = 3;

impl Paths {
    /// Why there is no path.
    pub(super) fn no_paths(&self, now: &Now<'_>) -> String {
        let output = now.symbol(now.output);
        match now.input.map(|input| now.symbol(input)) {
            None => format!(
                "Every letter has a formula, so there is nothing to poke: use a letter that is defined nowhere in {output}."
            ),
            Some(input) => format!("No path leads from {input} to {output}, so {} is 0.", now.total_name()),
        }
    }

    pub(super) fn sentence(&self, now: &Now<'_>, poked: &Poked, total: f64, direct: f64) -> String {
        if now.count == 0 {
            return self.no_paths(now);
        }
        let first = match self.settings.show {
            Show::Rectangle => Rectangle::new(now).map(|found| rectangle(now, &found, poked)),
            Show::Lines => lines(now),
            Show::Graph | Show::Streams => now.lit.map(|lit| reading(now, &now.paths[lit])),
        };
        let first = first.unwrap_or_else(|| self.paths_added(now, total, direct));
        format!("{first} {}", nudge(now, poked))
    }

    /// What the paths carry, and what that makes together.
    fn paths_added(&self, now: &Now<'_>, total: f64, direct: f64) -> String {
        let (input, output) =
            (now.input.map_or_else(String::new, |input| now.symbol(input)), now.symbol(now.output));
        let products: Vec<String> = now.paths.iter().map(|path| product(now, path)).collect();
        let lead = match now.count {
            1 => format!("One path leads from {input} to {output}, with {}", products.join("")),
            2..=3 if products.len() <= MOST_NAMED => {
                format!("From {input} to {output} lead {} paths, with {}", now.count, list(&products))
            }
            count => {
                format!("From {input} to {output} lead {count} paths, each with the product of its slopes")
            }
        };
        let name = now.total_name();
        let sum = if now.count == 1 {
            format!("{name} = {}", short(total))
        } else {
            format!("together {name} = {}", short(total))
        };
        let matters = now.matters();
        let closed: Vec<String> = self
            .settings
            .closed()
            .into_iter()
            .filter(|&edge| matters[edge])
            .map(|edge| {
                let edge = now.graph.edges()[edge];
                format!("{} → {}", now.symbol(edge.from), now.symbol(edge.to))
            })
            .collect();
        if !closed.is_empty() {
            let are = if closed.len() == 1 { "is" } else { "are" };
            return format!(
                "{lead}: {sum} while {} {are} closed, and {} otherwise.",
                list(&closed),
                short(direct)
            );
        }
        let agrees = (total - direct).abs() <= 1e-9 * (1.0 + direct.abs());
        if !total.is_finite() {
            format!("{lead}: {name} is {} here.", short(total))
        } else if agrees {
            format!("{lead}: {sum}, as the one formula with everything put in has it.")
        } else {
            format!("{lead}: {sum}; the one formula with everything put in has {}.", short(direct))
        }
    }
}

/// `12·1 = 12 over x`.
fn product(now: &Now<'_>, path: &[usize]) -> String {
    let factors: Vec<String> = path.iter().rev().map(|&edge| factor(now.pass.partials()[edge])).collect();
    let letters = now.letters_of(path);
    let middles: Vec<String> = letters
        .iter()
        .skip(1)
        .take(letters.len().saturating_sub(2))
        .map(|&letter| now.symbol(letter))
        .collect();
    let result = short(now.pass.product(path));
    let written = if factors.len() > 1 { format!("{} = {result}", factors.join("·")) } else { result };
    if middles.is_empty() {
        format!("{written} straight")
    } else {
        format!("{written} over {}", middles.join(" and "))
    }
}

fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A path as one reads it: how much each cares for the one before.
fn reading(now: &Now<'_>, path: &[usize]) -> String {
    let cares: Vec<String> = path
        .iter()
        .rev()
        .map(|&edge| {
            let (edge, slope) = (now.graph.edges()[edge], short(now.pass.partials()[edge]));
            format!("how much {} changes with {} ({slope})", now.symbol(edge.to), now.symbol(edge.from))
        })
        .collect();
    let way: Vec<String> = now.letters_of(path).iter().map(|&letter| now.symbol(letter)).collect();
    let result = short(now.pass.product(path));
    format!(
        "The path {} carries {} = {result}, of {} in all.",
        way.join(" → "),
        cares.join(" times "),
        short(now.total())
    )
}

/// How many times further each letter of a chain goes.
fn lines(now: &Now<'_>) -> Option<String> {
    let path = now.paths.get(now.lit.unwrap_or(0))?;
    let letters = now.letters_of(path);
    let parts: Vec<String> = path
        .iter()
        .map(|&edge| {
            let (edge, slope) = (now.graph.edges()[edge], now.pass.partials()[edge]);
            format!("{} goes {} times as far as {}", now.symbol(edge.to), short(slope), now.symbol(edge.from))
        })
        .collect();
    let [first, last] = [letters.first()?, letters.last()?].map(|&letter| now.symbol(letter));
    let factors: Vec<String> = path.iter().map(|&edge| factor(now.pass.partials()[edge])).collect();
    let whole = short(now.pass.product(path));
    let all = match path.len() {
        0 | 1 => String::new(),
        _ => format!(", so {last} goes {} = {whole} times as far as {first}", factors.join("·")),
    };
    let also = if now.count > 1 { format!(" Other paths from {first} are held.") } else { String::new() };
    Some(format!("For a small step {}{all}.{also}", list(&parts)))
}

/// What a product gains.
fn rectangle(now: &Now<'_>, found: &Rectangle, poked: &Poked) -> String {
    let [one, two] = found.strips.map(short);
    let grown = found.strips[0] + found.strips[1] + found.corner;
    let output = now.symbol(now.output);
    let corner = if found.corner == 0.0 {
        "there is no corner".to_owned()
    } else if poked.step == 0.0 {
        format!("the corner adds {}", short(found.corner))
    } else {
        let input = now.input.map_or_else(String::new, |input| now.symbol(input));
        let part = short(found.corner / poked.step);
        format!("the corner adds {}, only {part} for each unit of the step in {input}", short(found.corner))
    };
    format!("Of what {output} gains, {}, the two strips are {one} and {two}; {corner}.", short(grown))
}

/// What a step does, and what the slopes foretold.
fn nudge(now: &Now<'_>, poked: &Poked) -> String {
    let inputs = now.graph.inputs();
    let [moved, held]: [Vec<usize>; 2] = [true, false]
        .map(|moves| inputs.iter().copied().filter(|&input| (now.steps[input] != 0.0) == moves).collect());
    if moved.is_empty() {
        return "Nothing is moved.".to_owned();
    }
    let moves: Vec<String> = moved
        .iter()
        .map(|&input| {
            let [from, to] = [now.pass.value(input), now.after.value(input)].map(short);
            format!("{} from {from} to {to}", now.symbol(input))
        })
        .collect();
    let held = match held.as_slice() {
        [] => String::new(),
        some if some.len() <= MOST_NAMED => {
            format!(" with {} held", list(&some.iter().map(|&input| now.symbol(input)).collect::<Vec<_>>()))
        }
        _ => " with all others held".to_owned(),
    };
    let output = now.symbol(now.output);
    let head = format!("Moving {}{held}", list(&moves));
    if !(poked.actual.is_finite() && poked.linear.is_finite()) {
        return format!("{head} leads where {output} or its slope is not defined.");
    }
    let noise = 1e-11 * (now.pass.value(now.output).abs() + poked.actual.abs());
    let rest = if poked.remainder.abs() <= noise {
        "just as far".to_owned()
    } else {
        let half = poked.ratio.map_or_else(String::new, |ratio| {
            format!(", {} times what half the step leaves", digits::short(ratio, 3))
        });
        format!("{}, which leaves {}{half}", short(poked.linear), short(poked.remainder))
    };
    format!("{head} moves {output} by {}; the slopes foretold {rest}.", short(poked.actual))
}
