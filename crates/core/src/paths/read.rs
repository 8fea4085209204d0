//! From a text of formulas to their graph.

use std::ops::Range;

use super::{FormulaGraph, GraphEdge, GraphLetter, MOST_LETTERS};
use crate::expr::{letter_name, standing_alone};
use crate::{Expr, FormulaError};

/// One `name = formula` of a text, by places in it.
struct Definition {
    name: String,
    named: Range<usize>,
    formula: Expr,
}

impl FormulaGraph {
    /// Reads formulas that feed each other, each `name = formula`, with `;` or a new line between them, in any order.
    /// A name is a letter, Latin or Greek, with a subscript or without; letters that no formula defines are the inputs.
    ///
    /// # Errors
    ///
    /// With a sentence and its place: where a formula cannot be read, a definition has no name or nothing to it, a letter
    /// is defined twice or by itself (circular), or there are more than [`MOST_LETTERS`] letters.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        // What one formula may have meant is offered where the others can be read with it.
        Self::read(text).map_err(|error| error.offering(|corrected| Self::read(corrected).is_ok()))
    }

    fn read(text: &str) -> Result<Self, FormulaError> {
        let definitions = definitions(text)?;
        let mut letters: Vec<GraphLetter> = Vec::new();
        let mut place = |name: &str| {
            letters.iter().position(|letter| letter.name == name).unwrap_or_else(|| {
                letters.push(GraphLetter { name: name.to_owned(), formula: None, layer: 0 });
                letters.len() - 1
            })
        };
        let mut defined = Vec::with_capacity(definitions.len());
        let mut edges = Vec::new();
        for definition in &definitions {
            let to = place(&definition.name);
            defined.push(to);
            edges.extend(
                definition.formula.variables().iter().map(|name| GraphEdge { from: place(name), to }),
            );
        }
        if letters.len() > MOST_LETTERS {
            let message = format!("there are more than {MOST_LETTERS} letters: leave some out");
            return Err(FormulaError::stated(message, 0..text.len()));
        }
        // Stable, so those of one letter stay in the order of its formula.
        edges.sort_by_key(|edge| edge.to);
        let spans: Vec<Range<usize>> =
            definitions.iter().map(|definition| definition.named.clone()).collect();
        for (definition, &letter) in definitions.into_iter().zip(&defined) {
            letters[letter].formula = Some(definition.formula);
        }
        let mut graph = Self { letters, edges, order: Vec::new() };
        graph.set_layers(|letter| {
            defined.iter().position(|&known| known == letter).map_or(0..0, |at| spans[at].clone())
        })?;
        Ok(graph)
    }

    /// Finds layers and order; refuses what goes round in a circle, named where `span` says a letter is defined.
    fn set_layers(&mut self, span: impl Fn(usize) -> Range<usize>) -> Result<(), FormulaError> {
        let count = self.letters.len();
        let mut layers: Vec<Option<usize>> = vec![None; count];
        for start in 0..count {
            // The letters on the way down from `start`, each used by the one before.
            let mut way = vec![start];
            while let Some(&letter) = way.last() {
                let waiting = self
                    .leading_to(letter)
                    .map(|edge| self.edges[edge].from)
                    .find(|&from| layers[from].is_none());
                match waiting {
                    Some(next) => match way.iter().position(|&on| on == next) {
                        Some(first) => return Err(self.circle(&way[first..], span(next))),
                        None => way.push(next),
                    },
                    None => {
                        let below =
                            self.leading_to(letter).filter_map(|edge| layers[self.edges[edge].from]).max();
                        let own = usize::from(self.letters[letter].formula.is_some());
                        layers[letter] = Some(below.map_or(own, |below| below + 1));
                        way.pop();
                    }
                }
            }
        }
        for (letter, layer) in self.letters.iter_mut().zip(layers) {
            letter.layer = layer.unwrap_or(0);
        }
        self.order = (0..count).collect();
        self.order.sort_by_key(|&letter| self.letters[letter].layer);
        Ok(())
    }

    /// The refusal of letters of which each needs the next, and the last the first.
    fn circle(&self, letters: &[usize], span: Range<usize>) -> FormulaError {
        let names: Vec<&str> = letters.iter().map(|&letter| self.letters[letter].name.as_str()).collect();
        let message = match names[..] {
            [own] => format!("`{own}` needs itself: write it by other letters alone"),
            [ref first @ .., last] => {
                let needs = |pair: &[&str]| format!("`{}` needs `{}`", pair[0], pair[1]);
                let chain: Vec<String> = names.windows(2).map(needs).collect();
                format!(
                    "{} and `{last}` needs `{}`, so none of them can be worked out: write one of them by other letters",
                    chain.join(", "),
                    first[0]
                )
            }
            [] => String::new(),
        };
        FormulaError::stated(message, span)
    }
}

/// The definitions of a text, in its order.
fn definitions(text: &str) -> Result<Vec<Definition>, FormulaError> {
    let letters = standing_alone(text);
    // `f(` is rather a function of that name than a product.
    let known: Vec<&str> =
        letters.iter().map(String::as_str).filter(|name| !matches!(*name, "f" | "g" | "h")).collect();
    let mut found: Vec<Definition> = Vec::new();
    let mut start = 0;
    for piece in text.split([';', '\n']) {
        let place = start..start + piece.len();
        start = place.end + 1;
        if piece.trim().is_empty() {
            continue;
        }
        let definition = definition(text, &place, &known)?;
        if found.iter().any(|known| known.name == definition.name) {
            let message =
                format!("`{}` has a formula already: give one of the two another name", definition.name);
            return Err(FormulaError::stated(message, definition.named));
        }
        found.push(definition);
    }
    if found.is_empty() {
        let message = "there is no formula yet: write some, such as `z = x^2*y; x = u+v; y = u*v`".to_owned();
        return Err(FormulaError::stated(message, text.len()..text.len()));
    }
    Ok(found)
}

/// The part of `text` at `place` without the spaces round it.
fn trimmed(text: &str, place: Range<usize>) -> Range<usize> {
    let part = &text[place.clone()];
    let start = place.start + (part.len() - part.trim_start().len());
    start..(place.start + part.trim_end().len()).max(start)
}

/// The definition that stands at `place`.
fn definition(text: &str, place: &Range<usize>, known: &[&str]) -> Result<Definition, FormulaError> {
    let stated = |message: String, span: Range<usize>| Err(FormulaError::stated(message, span));
    let Some(equals) = text[place.clone()].find('=').map(|at| place.start + at) else {
        let message = "this formula has no name: write a letter and `=` before it, as in `z = …`".to_owned();
        return stated(message, trimmed(text, place.clone()));
    };
    let head = trimmed(text, place.start..equals);
    // Of `z(x,y)` the formula itself says what it is of.
    let end = text[head.clone()].find('(').filter(|_| text[head.clone()].ends_with(')'));
    let named = trimmed(text, head.start..end.map_or(head.end, |end| head.start + end));
    let written = &text[named.clone()];
    if written.is_empty() {
        let message = "there is no name before this `=`: write a letter, as in `z = …`".to_owned();
        return stated(message, equals..equals + 1);
    }
    let Some(name) = letter_name(written) else {
        let shown: String = written.chars().take(24).collect();
        let message =
            format!("`{shown}` cannot be the name of a formula: use a letter, such as `z`, `x` or `h_1`");
        return stated(message, named);
    };
    let right = equals + 1..place.end;
    if text[right.clone()].trim().is_empty() {
        let message = format!("`{written}` has no formula yet: write one behind the `=`");
        return stated(message, head.start..equals + 1);
    }
    if let Some(second) = text[right.clone()].find('=') {
        let message = "there are two `=` in one formula: write `;` between two formulas".to_owned();
        return stated(message, right.start + second..right.start + second + 1);
    }
    let formula =
        Expr::parse_letters(&text[right.clone()], known).map_err(|error| error.within(text, &right))?;
    Ok(Definition { name, named, formula })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(graph: &FormulaGraph, letters: &[usize]) -> String {
        letters.iter().map(|&letter| graph.letters()[letter].name.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn reads(text: &str, inputs: &str, order: &str, outputs: &str) {
        let graph = FormulaGraph::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(names(&graph, &graph.inputs()), inputs, "inputs of {text}");
        assert_eq!(names(&graph, graph.order()), order, "order of {text}");
        assert_eq!(names(&graph, &graph.outputs()), outputs, "outputs of {text}");
    }

    #[test]
    fn formulas_are_sorted_into_layers() {
        reads("z = x^2*y; x = u+v; y = u*v", "u v", "u v x y z", "z");
        reads("x = u+v\ny = uv\n\nz = xy;", "u v", "u v x y z", "z");
        reads("y = x^2", "x", "x y", "y");
        reads("x = y", "y", "y x", "x");
        reads("z(x, y) = x + y; w = x - y", "x y", "x y z w", "z w");
        reads("c = 3; z = c*u", "u", "u c z", "z");
        reads(
            "h1 = tanh(w_1*x1); h_2 = tanh(w2*x_1); L = h1*h2",
            "w_1 x_1 w_2",
            "w_1 x_1 w_2 h_1 h_2 L",
            "L",
        );
        reads("β = 2α; γ=sin(β)", "alpha", "alpha beta gamma", "gamma");
        reads("d = c; c = b; b = a", "a", "a b c d", "d");
        // A letter that both begins a path and is passed by one that is longer.
        reads("z = u*x; x = u^2", "u", "u x z", "z");
    }

    #[track_caller]
    fn refuses(text: &str, message: &str, at: &str) {
        let error = FormulaGraph::parse(text).expect_err(text);
        assert!(error.to_string().contains(message), "{text}: {error}");
        assert_eq!(&text[error.span()], at, "{text}: {error}");
        for suggestion in error.suggestions() {
            assert!(FormulaGraph::parse(suggestion).is_ok(), "{suggestion}");
        }
    }

    #[test]
    fn what_is_no_graph_is_refused_with_its_place() {
        refuses("", "there is no formula yet", "");
        refuses(" ; \n ", "there is no formula yet", "");
        refuses("z = x; u+v", "this formula has no name", "u+v");
        refuses("z = x; = u+v", "no name before this `=`", "=");
        refuses("z = x; x = ", "`x` has no formula yet", "x =");
        refuses("z = x = u", "two `=`", "=");
        refuses("z = x; sin = u", "`sin` cannot be the name", "sin");
        refuses("2 = x", "`2` cannot be the name", "2");
        refuses("e = x", "`e` cannot be the name", "e");
        refuses("z = x; x = u; x = v", "`x` has a formula already", "x");
        refuses("z = w1; w_1 = u; w1 = v", "`w_1` has a formula already", "w1");
        refuses("z = z+1", "`z` needs itself", "z");
        refuses("z = x; x = y; y = x*u", "`x` needs `y` and `y` needs `x`", "x");
        refuses("a = b; b = c; c = a", "`a` needs `b`, `b` needs `c` and `c` needs `a`", "a");
        refuses("z = x; x = log(u)", "`log` has two meanings", "log");
        refuses("z = x +; x = u", "stops after", "");
        refuses("z = f(u); f = u", "write the function itself", "f");
        refuses("z = foo*u", "`foo` is not known: write single letters", "foo");
    }

    /// Every text of a few pieces is read or refused at a place that is in it, and what is read can be worked out.
    #[test]
    fn no_text_is_too_much() {
        let pieces = [
            "z", "=", "u", ";", "\n", "(", ")", "+", "f(", "2", "w_1", "α", "₁", "²", " ", "x y", "sin", "é",
        ];
        let (mut read, mut refused) = (0, 0);
        for index in 0..pieces.len().pow(4) {
            let piece = |k: u32| pieces[index / pieces.len().pow(k) % pieces.len()];
            let text = format!("z={}{}{}{}", piece(0), piece(1), piece(2), piece(3));
            match FormulaGraph::parse(&text) {
                Ok(graph) => {
                    read += 1;
                    let pass = graph.at(&vec![1.0; graph.inputs().len()]);
                    assert_eq!(pass.values().len(), graph.letters().len(), "{text}");
                    assert!(
                        graph.outputs().iter().all(|&output| graph.path_count(output, output) == 1),
                        "{text}"
                    );
                }
                Err(error) => {
                    refused += 1;
                    assert!(text.get(error.span()).is_some(), "{text}: {error}");
                    let offered = error.suggestions();
                    assert!(
                        offered.iter().all(|text| FormulaGraph::parse(text).is_ok()),
                        "{text}: {offered:?}"
                    );
                }
            }
        }
        assert!(read > 1000 && refused > 10_000, "{read} read, {refused} refused");
    }

    #[test]
    fn corrections_are_whole_texts() {
        let error = FormulaGraph::parse("z = x; x = log(u)").unwrap_err();
        assert_eq!(error.suggestions(), ["z = x; x = ln(u)", "z = x; x = log10(u)"]);
        // With either of them it would go round in a circle.
        assert!(FormulaGraph::parse("z = x; x = log(z)").unwrap_err().suggestions().is_empty());
    }

    #[test]
    fn no_more_letters_than_can_be_counted() {
        let chain = |count: usize| {
            let names: Vec<String> = (0..count)
                .map(|index| {
                    format!("{}_{}", char::from(b'a' + u8::try_from(index / 10).unwrap()), index % 10)
                })
                .map(|name| name.replace("e_", "q_").replace("i_", "p_"))
                .collect();
            names.windows(2).map(|pair| format!("{} = {}", pair[1], pair[0])).collect::<Vec<_>>().join(";")
        };
        assert_eq!(FormulaGraph::parse(&chain(64)).unwrap().letters().len(), 64);
        assert!(FormulaGraph::parse(&chain(65)).unwrap_err().to_string().contains("more than 64 letters"));
    }
}
