//! Names in front of a formula, the letters it is a formula of, and coordinates.

use super::error::Problem;
use super::lex::{Fault, Kind, Lexed};
use super::op::Binary;
use super::parse::{Choices, Names, Parser, Reading};
use super::{Arena, Expr, Node, names, words};

/// Takes `f(x,y) =` and `z =` away from in front of the formula; of `y(x) =` only what is in brackets.
pub(super) fn strip_head(lexed: &mut Lexed, names: &Names<'_>) {
    // `z = f(x,y) = …`; more is no formula.
    for _ in 0..3 {
        let tokens = &lexed.tokens;
        let Kind::Word(name) = tokens[0].kind else { return };
        let mut at = 1;
        let mut arguments = Vec::new();
        if tokens[at].kind == Kind::Open(')') {
            // Words between commas.
            while let Kind::Word(argument) = tokens[at + 1].kind
                && matches!(tokens[at + 2].kind, Kind::Comma | Kind::Close(')'))
            {
                arguments.push(lexed.words[argument].clone());
                at += 2;
                if tokens[at].kind != Kind::Comma {
                    break;
                }
            }
            if arguments.is_empty() || tokens[at].kind != Kind::Close(')') {
                return;
            }
            at += 1;
        }
        let equals = tokens[at].kind == Kind::Equals && tokens[at + 1].kind != Kind::Equals;
        let word = &lexed.words[name];
        let is_variable = names.variables.contains(&word.as_str());
        if !equals || !(is_variable && at > 1 || words::is_name(word, names) && !is_variable) {
            return;
        }
        lexed.plain = false;
        lexed.tokens.drain(if is_variable { 1..at } else { 0..at + 1 });
        if !arguments.is_empty() {
            lexed.arguments = arguments;
        }
    }
}

/// What a formula without `x` and `y` is a formula of.
pub(super) fn settle(
    reading: &mut Reading,
    arguments: &[String],
    end: usize,
    choices: &Choices,
) -> Result<(), Box<Fault>> {
    let has = |index| reading.arena.has(Node::Variable(index));
    let (has_x, has_y) = (has(0), has(1));
    let place = |name: &str, reading: &Reading| reading.parameters.iter().position(|known| known == name);
    let capital = [("X", has_x), ("Y", has_y)].map(|(name, small)| place(name, reading).filter(|_| !small));
    let mut renamed = capital;
    let problem = if capital.iter().any(Option::is_some) {
        Some((Problem::Capitals, 2))
    } else if has_x || has_y || reading.parameters.is_empty() {
        None
    } else {
        let canonical = |name: &String| names::letter(name).unwrap_or_default();
        let named: Vec<Option<usize>> =
            arguments.iter().map(|name| place(&canonical(name), reading)).collect();
        if !named.is_empty() && named.len() < 3 && named.iter().any(Option::is_some) {
            renamed = [named[0], named.get(1).copied().flatten()];
            Some((Problem::OtherLetters { first: arguments.join(", ") }, 1))
        } else if reading.parameters.len() > 2 {
            return Err(Fault::new(Problem::WhichLetters, 0..end));
        } else {
            renamed = [Some(0), (reading.parameters.len() > 1).then_some(1)];
            Some((Problem::OtherLetters { first: reading.parameters.join(", ") }, 2))
        }
    };
    let Some((problem, meanings)) = problem else { return Ok(()) };
    if choices.choose(problem, 0..end, meanings)? == 0 {
        for (place, name) in renamed.into_iter().zip(["x", "y"]) {
            if let Some(place) = place {
                name.clone_into(&mut reading.parameters[place]);
            }
        }
    } else {
        // `X+Y+0*x*y` is a formula of x and y in which both are other letters.
        for (index, place) in renamed.into_iter().enumerate() {
            if place.is_some() && (index == 0 || capital[1].is_some()) {
                let zero = reading.arena.push(Node::Literal(0.0));
                let variable = reading.arena.push(Node::Variable(index));
                let nothing = reading.arena.push(Node::Binary(Binary::Mul, zero, variable));
                reading.root = reading.arena.push(Node::Binary(Binary::Add, reading.root, nothing));
            }
        }
    }
    Ok(())
}

/// The one name of a letter, which may be spelt in several ways: `w_1` of `w1`, `alpha` of `α`. `None` of anything else.
#[must_use]
pub fn letter_name(word: &str) -> Option<String> {
    let mut characters = word.chars();
    match (characters.next().and_then(names::greek), characters.as_str()) {
        (Some(base), below) => names::any_letter(&[&base, below].concat()),
        (None, _) => names::any_letter(word),
    }
}

/// The letters of a text that stand alone somewhere, each once, in order of appearance.
pub(crate) fn standing_alone(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '_') {
        // A number may stand before it.
        let word = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if let Some(name) = letter_name(word)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

impl Expr {
    /// The same formula as a function of the letters in it and no others, in the order in which they are named.
    pub(super) fn of_its_letters(&self) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut arena = Arena::default();
        let mut moved: Vec<usize> = Vec::with_capacity(self.nodes.len());
        for node in self.nodes.iter() {
            let letter = match *node {
                Node::Variable(index) => Some(&self.variables[index]),
                Node::Parameter(index) => Some(&self.parameters[index].name),
                _ => None,
            };
            let node = match (*node, letter) {
                (_, Some(letter)) => {
                    let known = names.iter().position(|name| name == letter);
                    Node::Variable(known.unwrap_or_else(|| {
                        names.push(letter.clone());
                        names.len() - 1
                    }))
                }
                (Node::Unary(op, a), None) => Node::Unary(op, moved[a]),
                (Node::Binary(op, a, b), None) => Node::Binary(op, moved[a], moved[b]),
                (leaf, None) => leaf,
            };
            moved.push(arena.push(node));
        }
        let expr = arena.finish(moved[self.root()], &names.into(), &Vec::new().into());
        Self { plain: self.plain, ..expr }
    }
}

/// How the coordinates of a point are numbered.
#[derive(Clone, Copy)]
pub(super) enum Numbering {
    /// `x_1`, from the given number on.
    From(u8),
    /// `x(1)` and `x(2)`, or products.
    Called,
    /// More than two.
    Many,
}

impl Parser<'_> {
    /// How coordinates are numbered, if they are.
    pub(super) fn numbering(&self) -> Option<Numbering> {
        let mut numbered: Vec<u8> = Vec::new();
        let mut called = [false; 3];
        for at in 0..self.tokens.len() {
            if let Kind::Coordinate(number) = self.tokens[at].kind {
                numbered.push(number);
            }
            if let Some(number) = self.called_coordinate(at) {
                called[number] = true;
            }
        }
        let (least, most) = (numbered.iter().min(), numbered.iter().max());
        match (least, most) {
            (Some(least), Some(most)) if most - least < 2 => Some(Numbering::From(*least)),
            (Some(_), _) => Some(Numbering::Many),
            _ => (called[1] && called[2]).then_some(Numbering::Called),
        }
    }

    /// The number in brackets after the `x` at token `at`: 1 or 2.
    pub(super) fn called_coordinate(&self, at: usize) -> Option<usize> {
        let kinds = self.tokens.get(at..at + 4)?;
        match [kinds[0].kind, kinds[1].kind, kinds[2].kind, kinds[3].kind] {
            [Kind::Variable(0), Kind::Open(')'), Kind::Number(number), Kind::Close(')')] => match number {
                1.0 => Some(1),
                2.0 => Some(2),
                _ => None,
            },
            _ => None,
        }
    }
}
