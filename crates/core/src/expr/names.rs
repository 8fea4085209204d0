//! Every spelling that is known, in one place: of characters, letters, functions, and of what is not
//! read, with what to write instead.

use super::error::Advice;
use super::op::{Binary, Unary};

/// What is written before its arguments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Function {
    Unary(Unary),
    Binary(Binary),
    /// `square(x)` of program text.
    Square,
    /// `log`, to one base or the other.
    Log,
    /// `math.log(x)`, or `math.log(x, base)`.
    Ln,
    /// `log_3`, `log_b`: the base stands next.
    LogTo,
}

impl Function {
    /// What it is called in a sentence.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unary(op) => op.name(),
            Self::Binary(Binary::Pow) => "pow",
            Self::Binary(op) => op.name(),
            Self::Square => "square",
            Self::Log | Self::LogTo | Self::Ln => "log",
        }
    }
}

/// Characters that stand for another one: written, then meant.
const CHARACTERS: &[(&str, char)] = &[
    ("−–", '-'),
    ("·×⋅∗∙\u{2062}", '*'),
    ("÷∕", '/'),
    ("∣", '|'),
    ("ϵ", 'ε'),
    ("ϕ", 'φ'),
    ("µ", 'μ'),
    ("ϑ", 'θ'),
    ("ϱ", 'ρ'),
    // Pasted text brings spaces without width, and the sign by which MathML says "function of".
    ("\u{feff}\u{200b}\u{2060}\u{2061}", ' '),
];

/// The character that `c` stands for.
pub(super) fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    // Full width, as East Asian keyboards write digits and signs; letters are told apart elsewhere.
    if let Some(plain) = full_width(c)
        && !plain.is_ascii_alphabetic()
    {
        return plain;
    }
    CHARACTERS.iter().find(|(written, _)| written.contains(c)).map_or(c, |(_, meant)| *meant)
}

fn full_width(c: char) -> Option<char> {
    let code = u32::from(c);
    (0xFF01..=0xFF5E).contains(&code).then(|| char::from_u32(code - 0xFEE0)).flatten()
}

/// The ordinary character of a raised one.
pub(super) fn raised(c: char) -> Option<char> {
    let at = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸ".chars().position(|raised| raised == c)?;
    "0123456789+-()nxy".chars().nth(at)
}

/// Greek letters in the order of their code points; `-` is the sigma at the end of words.
const GREEK: &str = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho - \
                     sigma tau upsilon phi chi psi omega";
/// The capitals that no Latin letter looks like.
const CAPITALS: &str = "Gamma Delta Theta Lambda Xi Sigma Phi Psi Omega";

/// The name of a Greek letter.
pub(super) fn greek(c: char) -> Option<String> {
    let nth = |first: char| {
        let at = usize::try_from(u32::from(c).checked_sub(u32::from(first))?).ok()?;
        GREEK.split(' ').nth(at).filter(|name| !matches!(*name, "-" | "omicron"))
    };
    if let Some(name) = nth('α') {
        return Some(name.to_owned());
    }
    let name = capital(nth('Α')?);
    CAPITALS.split(' ').any(|known| known == name).then_some(name)
}

/// The character of a Greek letter by its name.
pub(super) fn greek_character(name: &str) -> Option<char> {
    let at = GREEK.split(' ').position(|known| known == name.to_ascii_lowercase())?;
    let first = if name.starts_with(|c: char| c.is_ascii_uppercase()) { 'Α' } else { 'α' };
    char::from_u32(u32::from(first) + u32::try_from(at).ok()?)
}

fn capital(name: &str) -> String {
    name.char_indices().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }).collect()
}

/// The one name of a letter that may stand for a number: `a`, `alpha`, `a_1`, `w1`.
pub(super) fn letter(word: &str) -> Option<String> {
    let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    let (base, below) = word.split_at(end);
    let known = match base.len() {
        0 => false,
        1 => !matches!(base, "x" | "y" | "e" | "i"),
        _ => {
            !matches!(base, "pi" | "omicron")
                && (GREEK.split(' ').any(|name| name == base) || CAPITALS.split(' ').any(|name| name == base))
        }
    };
    let digits = below.strip_prefix('_').unwrap_or(below);
    let most = if below.len() > digits.len() { 2 } else { 1 };
    if !known || digits.len() > most || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some(match digits {
        "" if below.is_empty() => base.to_owned(),
        "" => return None,
        digits => [base, "_", digits].concat(),
    })
}

/// As [`letter`], where `x` and `y` are letters like all others: `x_1`, `y`.
pub(super) fn any_letter(word: &str) -> Option<String> {
    letter(word).or_else(|| {
        let below = word.strip_prefix(['x', 'y'])?;
        let like = letter(&["z", below].concat())?;
        Some([&word[..1], &like[1..]].concat())
    })
}

/// Functions by other names than their own; `name=canonical`.
const ALIASES: &str = " arcsin=asin arccos=acos arctan=atan arctg=atan arcctg=- tg=tan tgh=tanh ctg=cot cotan=cot \
     cosec=csc sh=sinh ch=cosh th=tanh arcsinh=asinh arsinh=asinh arsh=asinh arccosh=acosh arcosh=acosh arch=acosh \
     arctanh=atanh artanh=atanh arth=atanh sgn=sign signum=sign lb=log2 ld=log2 arctan2=atan2 maximum=max minimum=min \
     fmax=max fmin=min absolute=abs fabs=abs expit=sigmoid logistic=sigmoid swish=silu heaviside=step";

/// The function called `word`, in small or capital letters.
pub(super) fn function(word: &str) -> Option<Function> {
    if word.len() < 2 || word.len() > 10 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    named(&lower).or_else(|| {
        let key = [" ", &lower, "="].concat();
        let (_, rest) = ALIASES.split_once(&*key)?;
        named(rest.split(' ').next().unwrap_or_default())
    })
}

fn named(name: &str) -> Option<Function> {
    match name {
        "log" | "lg" => return Some(Function::Log),
        "pow" | "power" => return Some(Function::Binary(Binary::Pow)),
        "square" => return Some(Function::Square),
        _ => {}
    }
    // The first is the sign, which is no name.
    let unary = Unary::ALL[1..].iter().find(|op| op.name() == name);
    let binary = || Binary::ALL.iter().find(|op| op.is_function() && op.name() == name);
    unary.map(|op| Function::Unary(*op)).or_else(|| binary().map(|op| Function::Binary(*op)))
}

/// Whether `word` is the very name under which the function is printed.
pub(super) fn is_canonical(word: &str, function: Function) -> bool {
    match function {
        Function::Unary(op) => op.name() == word,
        Function::Binary(op) => op.name() == word,
        _ => false,
    }
}

/// The functions whose names may run into what follows or stands before: `sinx`, `xsin(y)`. Two letters
/// are rather two factors, but for the logarithm, and `log2x` is the logarithm of anything.
pub(super) fn runs_on(word: &str, function: Function) -> bool {
    (word.len() > 2 || word.eq_ignore_ascii_case("ln") && matches!(function, Function::Unary(_)))
        && !word.ends_with(|c: char| c.is_ascii_digit())
}

/// The function that undoes another one.
pub(super) fn inverse(op: Unary) -> Option<Unary> {
    let name = op.name();
    let other = match name {
        "exp" => "ln",
        "ln" => "exp",
        _ => name.strip_prefix('a').unwrap_or(name),
    };
    let find = |name: &str| Unary::ALL[1..].iter().copied().find(|op| op.name() == name);
    if other != name { find(other) } else { find(&["a", name].concat()) }
}

/// Words that are not read, and what to write instead; entries are separated by `;`.
const INSTEAD: &str = "sech:`1/cosh(x)`;csch:`1/sinh(x)`;coth:`1/tanh(x)`;\
     inf,infinity,nan:a finite number;\
     i:another letter, for numbers here are real;\
     dx,dy,dz:the function alone, without `dx`;\
     mod,fmod,rem:a periodic function such as `sin(2*pi*x)`, for remainders are not read;\
     if,else,then,where,piecewise,cases:pieces with `step(x)`, `relu(x)`, `max(x,y)` or `abs(x)`;\
     and,or,xor,not:products and `max`, for there is no logic here;\
     gamma,beta,zeta:another function, for this one is not read, or a product with `*`;\
     floor,ceil,round,trunc:`step(x)`, the one function here that jumps;\
     sum,prod,int,integrate,diff,lim,limit,partial,nabla:the sum, slope or limit as a formula";

/// What to write instead of a word that stands for something not read here.
pub(super) fn instead(word: &str) -> Option<Advice> {
    let lower = word.to_ascii_lowercase();
    // Most words are not in it at all.
    if !INSTEAD.contains(&*lower) {
        return None;
    }
    let entry = INSTEAD.split(';').find_map(|entry| {
        let (words, text) = entry.split_once(':')?;
        words.split(',').any(|word| word == lower).then_some(text)
    });
    entry.map(Advice::Instead)
}

/// Signs that formulas have elsewhere, and what to write here.
const SIGNS: &[(&str, &str)] = &[
    ("!", "a factorial is not read: write the product"),
    ("%‰", "a percentage is not read: write the number, as `0.1` for 10 percent"),
    (
        "<>≤≥≠≈",
        "a comparison is not read: write `step(x)`, which is 1 where x is positive, `max(x,y)` or `relu(x)`",
    ),
    ("∞", "infinity is not read: write a finite number"),
    (
        "∂∇∫∑∏",
        "sums and derivatives are not read: write the function itself; its derivatives are worked out here",
    ),
    ("±∓", "two values are not read: write `+` or `-`"),
    ("°", "degrees are not read: write `pi/180` as a factor"),
];

/// What to write instead of a sign that is not read here.
pub(super) fn without_sign(c: char) -> Option<&'static str> {
    SIGNS.iter().find(|(signs, _)| signs.contains(c)).map(|(_, text)| *text)
}

/// What people write who mean a function.
const SLIPS: &str = "sine=sin sen=sin cosine=cos tangent=tan arcsine=asin arccosine=acos arctangent=atan atg=atan \
     root=sqrt squareroot=sqrt exponential=exp loge=ln nl=ln normalize=sign";

/// The name of the function that `word` is a slip for.
pub(super) fn slip(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    SLIPS
        .split(' ')
        .find_map(|pair| pair.strip_prefix(&*lower)?.strip_prefix('='))
        .or_else(|| Unary::ALL[1..].iter().map(|op| op.name()).find(|name| slipped(name, &lower)))
}

/// Whether `word` is `name` with two neighbours exchanged or one letter doubled.
fn slipped(name: &str, word: &str) -> bool {
    let (name, word) = (name.as_bytes(), word.as_bytes());
    let same = name.iter().zip(word).take_while(|(a, b)| a == b).count();
    if word.len() == name.len() + 1 {
        return same > 0 && word[same] == word[same - 1] && name[same..] == word[same + 1..];
    }
    word.len() == name.len()
        && same + 1 < name.len()
        && (name[same], name[same + 1]) == (word[same + 1], word[same])
        && name[same + 2..] == word[same + 2..]
}

/// Whether `c` is a letter that is neither Latin nor Greek.
pub(super) fn is_foreign(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic() && greek(c).is_none() && raised(c).is_none()
}

/// The plain character that `c`, of another alphabet or typeset otherwise, looks like.
pub(super) fn look_alike(c: char) -> Option<char> {
    let code = u32::from(c);
    let nth = |first: char, index: u32| char::from_u32(u32::from(first) + index);
    match code {
        0..=0x7F => Some(c),
        // Mathematical letters and digits, as word processors and printed formulas have them.
        0x1D400..=0x1D6A3 => {
            let index = (code - 0x1D400) % 52;
            if index < 26 { nth('A', index) } else { nth('a', index - 26) }
        }
        0x1D7CE..=0x1D7FF => nth('0', (code - 0x1D7CE) % 10),
        0x0660..=0x0669 => nth('0', code - 0x0660),
        0x06F0..=0x06F9 => nth('0', code - 0x06F0),
        _ => full_width(c).or_else(|| {
            let at = "ℎһℯехХуУасоοрѕіт".chars().position(|other| other == c)?;
            "hheexxyyacoopsit".chars().nth(at)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{function, greek, greek_character, instead, inverse, letter, look_alike, plain};
    use crate::Unary;

    #[test]
    fn letters_have_one_name() {
        for (word, want) in [
            ("a", Some("a")),
            ("w1", Some("w_1")),
            ("w_12", Some("w_12")),
            ("theta_1", Some("theta_1")),
            ("Omega", Some("Omega")),
            ("w12", None),
            ("a_", None),
            ("x", None),
            ("i", None),
            ("e", None),
            ("ab", None),
            ("pi", None),
        ] {
            assert_eq!(letter(word).as_deref(), want, "{word}");
        }
        for c in "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΣΦΨΩ".chars() {
            assert_eq!(greek_character(&greek(c).unwrap()), Some(c));
        }
        assert_eq!((greek('Α'), greek('ο'), greek('Π')), (None, None, None));
    }

    #[test]
    fn spellings_lead_to_what_is_known() {
        for pair in super::ALIASES.trim().split(' ') {
            let (alias, name) = pair.split_once('=').unwrap();
            assert!(name == "-" || function(alias).is_some(), "{pair}");
        }
        for pair in super::SLIPS.split(' ') {
            assert!(function(pair.split_once('=').unwrap().1).is_some(), "{pair}");
        }
        assert!(function("ReLU").is_some() && function("xsin").is_none());
        assert!(instead("zeta").is_some() && instead("NaN").is_some() && instead("sin").is_none());
        assert_eq!(inverse(Unary::Cosh), Some(Unary::Acosh));
        assert_eq!(inverse(Unary::Asin), Some(Unary::Sin));
        assert_eq!(inverse(Unary::Abs), None);
        assert_eq!((plain('（'), plain('１'), plain('ｘ'), plain('–')), ('(', '1', 'ｘ', '-'));
        assert_eq!((look_alike('х'), look_alike('𝑥'), look_alike('ж')), (Some('x'), Some('x'), None));
    }
}
