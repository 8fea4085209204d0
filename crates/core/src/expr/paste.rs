//! What is pasted from papers and programs: LaTeX, `np.sin(x)`, `lambda x, y: …`, `def f(x, y): return …`.
//!
//! It is told apart here and read as the same tokens as everything else.

use std::ops::Range;

use super::error::{Problem, shortened};
use super::lex::{Fault, Kind, Lexer};
use super::names::{self, Function};

/// Where in a text the formula stands, and the names it says its variables have.
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) arguments: Vec<String>,
}

/// Signs that stand round mathematics in a text.
const AROUND: [(&str, &str); 4] = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")];

/// Words before a name that is given a value.
const DECLARING: [&str; 7] = ["let ", "const ", "var ", "double ", "float ", "auto ", "return "];

/// Finds the formula in `text`.
pub(super) fn formula(text: &str) -> Result<Piece, Box<Fault>> {
    let mut range = trimmed(text, 0..text.len());
    for (open, close) in AROUND {
        let inner = text[range.clone()].strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains('$')) {
            range = trimmed(text, range.start + open.len()..range.start + open.len() + inner.len());
            break;
        }
    }
    let mut arguments = Vec::new();
    if is_program(&text[range.clone()]) {
        range = body(text, range, &mut arguments)?;
    }
    range = without_comment(text, range);
    while text[range.clone()].ends_with(';') {
        range = trimmed(text, range.start..range.end - 1);
    }
    range = without_head(text, range, &mut arguments);
    Ok(Piece { range, arguments })
}

/// The range without the spaces at both ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + inner.len() - inner.trim_start().len();
    start..start.max(range.start + inner.trim_end().len())
}

/// Whether the text is a piece of a program of several statements.
fn is_program(text: &str) -> bool {
    text.contains("return")
        || text.contains('\n') && ["import ", "#", "//"].iter().any(|sign| text.contains(sign))
}

/// Whether a line of a program says nothing of the formula.
fn is_silent(line: &str) -> bool {
    let line = line.trim();
    line.is_empty()
        || ["#", "//", "print(", "plt.", "import ", "from ", "\"\"\"", "'''", "@", "}", "end"]
            .iter()
            .any(|sign| line.starts_with(sign))
}

/// The formula of a program: what is returned, or the one line that is no comment and imports nothing.
fn body(text: &str, range: Range<usize>, arguments: &mut Vec<String>) -> Result<Range<usize>, Box<Fault>> {
    let inner = &text[range.clone()];
    let returned = inner.match_indices("return").map(|(at, _)| at).find(|at| {
        let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        alone(inner[..*at].chars().next_back()) && alone(inner[at + 6..].chars().next())
    });
    let refused = |line: &str| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let line = line.trim_end();
        Fault::new(Problem::Statement { line: shortened(line.trim_start()) }, start..start + line.len())
    };
    let Some(returned) = returned else {
        // What is left without comments and imports at both ends.
        let said: Vec<&str> = inner.lines().filter(|line| !is_silent(line)).collect();
        let [first, .., last] = said[..] else {
            return Ok(said.first().map_or(range, |line| {
                let start = line.as_ptr() as usize - text.as_ptr() as usize;
                trimmed(text, start..start + line.len())
            }));
        };
        let [start, end] = [first, last].map(|line| line.as_ptr() as usize - text.as_ptr() as usize);
        return Ok(trimmed(text, start..end + last.len()));
    };
    for statement in inner[..returned].split(['\n', '{', ';']) {
        let line = statement.trim();
        let head =
            ["def ", "function ", "double ", "float ", "fn "].iter().find_map(|word| line.strip_prefix(word));
        match head.filter(|head| head.contains('(')) {
            Some(head) => {
                let close = head.rfind(')').unwrap_or(head.len());
                let named = head[..close].split_once('(').map_or("", |(_, named)| named);
                // What stands after the head on its line.
                let rest = head.get(close + 1..).unwrap_or_default();
                let rest = rest.split_once(':').map_or(rest, |(_, rest)| rest);
                if !rest.trim().is_empty() && !rest.contains("->") {
                    return Err(refused(statement));
                }
                *arguments = names_in(named);
            }
            None if is_silent(line) || names_before_arrow(line, arguments) => {}
            None => return Err(refused(statement)),
        }
    }
    let start = returned + "return".len();
    let mut depth = 0_usize;
    let end = inner[start..].char_indices().find(|(at, c)| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // The formula may begin on the next line only inside a bracket.
        depth == 0 && (matches!(c, ';' | '}') || *c == '\n' && !inner[start..start + at].trim().is_empty())
    });
    let end = end.map_or(inner.len(), |(at, _)| start + at);
    if let Some(line) = inner[end..].split(['\n', ';']).find(|line| !is_silent(line)) {
        return Err(refused(line));
    }
    Ok(trimmed(text, range.start + start..range.start + end))
}

/// Takes `const f = (x, y) =>` as the head of what is returned.
fn names_before_arrow(line: &str, arguments: &mut Vec<String>) -> bool {
    let Some(head) = line.strip_suffix("=>") else { return false };
    let named = head.rsplit('=').next().unwrap_or_default().trim();
    *arguments = names_in(named.trim_matches(['(', ')']));
    true
}

/// The range without a comment at the end of its line.
fn without_comment(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    // `x // y` is a quotient elsewhere, and no comment.
    match inner.find(" # ").filter(|at| !inner[*at..].contains('\n')) {
        Some(at) => trimmed(text, range.start..range.start + at),
        None => range,
    }
}

/// The range without `f = lambda x, y:`, `(x, y) =>` or `@(x, y)` before the formula.
fn without_head(text: &str, mut range: Range<usize>, arguments: &mut Vec<String>) -> Range<usize> {
    for word in DECLARING {
        if text[range.clone()].starts_with(word) {
            range = trimmed(text, range.start + word.len()..range.end);
        }
    }
    let inner = &text[range.clone()];
    // A name before the head: `f = lambda …`.
    let mut start = 0;
    if let Some((name, _)) = inner.split_once('=')
        && !name.trim().is_empty()
        && name.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    {
        start = name.len() + 1;
    }
    let head = inner[start..].trim_start();
    let start = inner.len() - head.len();
    let found = if let Some(rest) = head.strip_prefix("lambda ") {
        rest.split_once(':')
    } else if let Some(rest) = head.strip_prefix("@(") {
        rest.split_once(')')
    } else {
        // `x => 1` may be a comparison.
        head.strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
            .and_then(|(named, rest)| Some((named, rest.trim_start().strip_prefix("=>")?)))
    };
    let Some((named, body)) = found else { return range };
    let simple = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ',' | ' ');
    if named.is_empty() || !named.chars().all(simple) {
        return range;
    }
    *arguments = names_in(named);
    debug_assert!(start <= inner.len() - body.len(), "the body stands behind the head");
    trimmed(text, range.end - body.len()..range.end)
}

/// The names of arguments, without their types.
fn names_in(named: &str) -> Vec<String> {
    named
        .split(',')
        .map(|name| name.split([':', '=']).next().unwrap_or_default())
        .filter_map(|name| name.split_whitespace().next_back())
        .map(str::to_owned)
        .collect()
}

/// Modules that have functions by the names that are known here.
const MODULES: &str = " np numpy math Math torch jnp jax nn tf F functional special scipy sp sympy cp keras activations \
                       onp mpmath mp cmath ";

/// Whether `word` is a module, whose name is dropped.
pub(super) fn is_module(word: &str) -> bool {
    MODULES.split(' ').any(|module| module == word && !word.is_empty())
}

/// What a module has by that name.
pub(super) fn member(word: &str) -> Option<Kind> {
    Some(match word {
        "pi" | "PI" => Kind::Pi,
        "e" | "E" => Kind::E,
        "log" => Kind::Function(Function::Ln),
        _ => Kind::Function(names::function(word)?),
    })
}

/// Commands that are read as if they were not there; entries stand between spaces.
const SKIPPED: &str = " quad qquad displaystyle textstyle limits nolimits thinspace space left right big Big bigg Bigg bigl \
                       bigr Bigl Bigr biggl biggr Biggl Biggr mathstrut strut hspace ";
/// Commands for a word in braces.
const WORDS: &str = " operatorname operatorname* mathrm mathit mathbf mathsf text textrm mathop rm ";

/// Reads the LaTeX command that begins here.
pub(super) fn command(lexer: &mut Lexer<'_>) -> Result<(), Box<Fault>> {
    lexer.lexed.plain = false;
    let start = lexer.byte(0);
    let mut name = String::new();
    while lexer.peek(1 + name.len()).is_ascii_alphabetic() {
        name.push(lexer.peek(1 + name.len()));
    }
    let length = 1 + name.len();
    let listed = |list: &str| list.contains(&[" ", &name, " "].concat());
    match &*name {
        "" => match lexer.peek(1) {
            ',' | ';' | ':' | '!' | ' ' => lexer.at += 2,
            '{' => lexer.push(Kind::Open('}'), 2),
            '}' => lexer.push(Kind::Close('}'), 2),
            _ => return Err(unknown(lexer, 2)),
        },
        "cdot" | "times" | "ast" => lexer.push(Kind::Times, length),
        "div" => lexer.push(Kind::Divide, length),
        "lvert" => lexer.push(Kind::Open('|'), length),
        "rvert" => lexer.push(Kind::Close('|'), length),
        "vert" | "mid" => lexer.push(Kind::Bar, length),
        "lbrace" => lexer.push(Kind::Open('}'), length),
        "rbrace" => lexer.push(Kind::Close('}'), length),
        "frac" | "dfrac" | "tfrac" | "cfrac" | "sfrac" | "nicefrac" => lexer.push(Kind::Frac, length),
        "sqrt" => {
            lexer.push(Kind::Sqrt, length);
            lexer.skip_spaces();
            if lexer.peek(0) == '[' {
                lexer.push(Kind::Open(']'), 1);
                lexer.squares += 1;
            }
        }
        "e" | "mathe" => lexer.push(Kind::E, length),
        "pi" => lexer.push(Kind::Pi, length),
        _ if listed(SKIPPED) => {
            lexer.at += length;
            let (left, right) =
                (name.ends_with("left") || name.ends_with('l'), name == "right" || name.ends_with('r'));
            if left || right {
                delimiter(lexer, left)?;
            }
        }
        _ if listed(WORDS) => return word(lexer, length),
        _ => {
            let name = name.strip_prefix("var").unwrap_or(&name).to_owned();
            if name.len() < 2 || names::letter(&name).is_none() && names::function(&name).is_none() {
                return Err(unknown(lexer, length));
            }
            lexer.at += length;
            if name == "log" && lexer.peek(0) == '_' && lexer.peek(1) != '{' {
                // One digit alone is below: `\log_2 x`.
                let base = lexer.peek(1).to_string();
                lexer.at += 2;
                lexer.push_word(["log_", &base].concat(), start);
            } else {
                lexer.subscripted(name, start);
            }
        }
    }
    Ok(())
}

/// The bracket after `\left` or `\right`.
fn delimiter(lexer: &mut Lexer<'_>, left: bool) -> Result<(), Box<Fault>> {
    lexer.skip_spaces();
    let escaped = usize::from(lexer.peek(0) == '\\' && !lexer.peek(1).is_ascii_alphabetic());
    let close = match lexer.peek(escaped) {
        '(' | ')' => ')',
        '[' | ']' => ')',
        '{' | '}' => '}',
        '|' => '|',
        '.' => {
            lexer.at += 1;
            return Ok(());
        }
        // `\left\lvert` says it itself.
        '\\' => return Ok(()),
        _ => return Err(unknown(lexer, 1)),
    };
    let closes = matches!(lexer.peek(escaped), ')' | ']' | '}') || close == '|' && !left;
    lexer.push(if closes { Kind::Close(close) } else { Kind::Open(close) }, escaped + 1);
    Ok(())
}

/// The word in braces after `\operatorname`.
fn word(lexer: &mut Lexer<'_>, length: usize) -> Result<(), Box<Fault>> {
    let start = lexer.byte(0);
    let mut at = length;
    if lexer.peek(at) == '*' {
        at += 1;
    }
    while lexer.peek(at).is_whitespace() {
        at += 1;
    }
    if lexer.peek(at) != '{' {
        return Err(unknown(lexer, length));
    }
    let mut word = String::new();
    while lexer.peek(at + 1 + word.len()).is_ascii_alphanumeric() {
        word.push(lexer.peek(at + 1 + word.len()));
    }
    if word.is_empty() || lexer.peek(at + 1 + word.len()) != '}' {
        return Err(unknown(lexer, length));
    }
    lexer.at += at + word.len() + 2;
    lexer.subscripted(word, start);
    Ok(())
}

/// The refusal of a command of so many characters.
fn unknown(lexer: &Lexer<'_>, length: usize) -> Box<Fault> {
    let span = lexer.byte(0)..lexer.byte(length);
    Fault::new(Problem::Command { name: shortened(&lexer.text[span.clone()]) }, span)
}
