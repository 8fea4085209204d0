//! Which bars belong together.

use super::error::Problem;
use super::lex::{Fault, Kind, Token};
use super::parse::Choices;

/// The most pairings that are offered.
const OFFERED: usize = 3;

/// Depths, a bit each, at which one may be.
type Depths = u64;

/// A bar and what stands beside it.
#[derive(Clone, Copy)]
struct Bar {
    token: usize,
    /// Whether the bar before is the token before.
    adjacent: bool,
    /// Whether that ends a factor, if it is no bar.
    after_factor: bool,
    before_factor: bool,
    before_sign: bool,
}

impl Bar {
    /// Whether a factor ends before the bar, if the bar before it `opened`.
    fn is_after_factor(&self, opened: bool) -> bool {
        if self.adjacent { !opened } else { self.after_factor }
    }

    fn may_open(&self, opened: bool) -> bool {
        self.before_factor || self.before_sign && !self.is_after_factor(opened)
    }

    fn may_close(&self, opened: bool) -> bool {
        self.is_after_factor(opened)
    }
}

/// Makes an opening or a closing bracket of every bar.
///
/// A bar opens where something may begin, and closes where something has ended; between a factor and a sign
/// it closes. Bars pair within the innermost bracket. Where two pairings are left, each is a meaning.
pub(super) fn pair(tokens: &mut [Token], choices: &Choices) -> Result<(), Box<Fault>> {
    if tokens.iter().all(|token| token.kind != Kind::Bar) {
        return Ok(());
    }
    // The bars directly inside each open bracket.
    let mut levels: Vec<Vec<Bar>> = vec![Vec::new()];
    for at in 0..tokens.len() {
        match tokens[at].kind {
            Kind::Open(_) => levels.push(Vec::new()),
            kind @ (Kind::Close(_) | Kind::End | Kind::Comma | Kind::Equals) => {
                settle(tokens, &levels.pop().unwrap_or_default(), at, choices)?;
                if levels.is_empty() || !matches!(kind, Kind::Close(_)) {
                    levels.push(Vec::new());
                }
            }
            Kind::Bar => {
                let before = at.checked_sub(1).map(|before| tokens[before].kind);
                let after = tokens[at + 1].kind;
                if let Some(bars) = levels.last_mut() {
                    bars.push(Bar {
                        token: at,
                        adjacent: bars.last().is_some_and(|bar| bar.token + 1 == at),
                        after_factor: before.is_some_and(ends_factor),
                        before_factor: begins_factor(after) || after == Kind::Bar,
                        before_sign: matches!(after, Kind::Minus | Kind::Plus),
                    });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a factor may begin with it.
pub(super) fn begins_factor(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number(_)
            | Kind::Fraction(..)
            | Kind::Function(_)
            | Kind::Variable(_)
            | Kind::Parameter(_)
            | Kind::Coordinate(_)
            | Kind::Pi
            | Kind::E
            | Kind::Root(_)
            | Kind::Sqrt
            | Kind::Frac
    ) || matches!(kind, Kind::Open(close) if close != super::lex::RAISED)
}

/// Whether a factor may end with it.
fn ends_factor(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number(_)
            | Kind::Fraction(..)
            | Kind::Variable(_)
            | Kind::Parameter(_)
            | Kind::Coordinate(_)
            | Kind::Pi
            | Kind::E
            | Kind::Close(_)
    )
}

/// Pairs the bars of one bracket, which ends at the token `end`.
fn settle(tokens: &mut [Token], bars: &[Bar], end: usize, choices: &Choices) -> Result<(), Box<Fault>> {
    let Some(first) = bars.first() else { return Ok(()) };
    // The depths from which the bars from each on can be read to the end, after one that closed or opened.
    let mut ends: Vec<[Depths; 2]> = vec![[1; 2]; bars.len() + 1];
    for (index, bar) in bars.iter().enumerate().rev() {
        ends[index] = [false, true].map(|opened| {
            let opens = if bar.may_open(opened) { ends[index + 1][1] >> 1 } else { 0 };
            let closes = if bar.may_close(opened) { ends[index + 1][0] << 1 } else { 0 };
            opens | closes
        });
    }
    let whole = tokens[first.token].start..tokens[bars[bars.len() - 1].token].end;
    if ends[0][0] & 1 == 0 {
        let open = tokens[first.token];
        let fault = Fault::new(Problem::UnclosedBar, open.start..open.end);
        let close = tokens[end - 1].end;
        let alone = bars.len() == 1 && !first.after_factor && end > first.token + 1;
        return Err(if alone { fault.or_write(close, close, "|") } else { fault });
    }
    // Every pairing, those first that close early: each is the one before it but for the last bar that might have
    // opened and what follows.
    let mut pairings: Vec<Vec<bool>> = vec![paired(bars, &ends, Vec::new()).0];
    let mut branches = paired(bars, &ends, Vec::new()).1;
    while pairings.len() < OFFERED
        && let Some(branch) = branches.pop()
    {
        let mut beginning = pairings[pairings.len() - 1][..branch].to_vec();
        beginning.push(true);
        let (pairing, more) = paired(bars, &ends, beginning);
        branches.extend(more);
        pairings.push(pairing);
    }
    // Bars round nothing but bars are hardly meant.
    if pairings.iter().any(|pairing| !is_idle(bars, pairing)) {
        pairings.retain(|pairing| !is_idle(bars, pairing));
    }
    let count = u8::try_from(pairings.len()).unwrap_or(1);
    let chosen = if count > 1 { choices.choose(Problem::TwoPairings, whole, count)? } else { 0 };
    for (bar, opens) in bars.iter().zip(&pairings[usize::from(chosen)]) {
        tokens[bar.token].kind = if *opens { Kind::Open('|') } else { Kind::Close('|') };
    }
    Ok(())
}

/// Whether a pair of bars stands right round another one, as in `||x||`.
fn is_idle(bars: &[Bar], pairing: &[bool]) -> bool {
    let mut open: Vec<usize> = Vec::new();
    // The pair that closed last.
    let mut last = None;
    for (index, opens) in pairing.iter().enumerate() {
        if *opens {
            open.push(index);
            continue;
        }
        let Some(from) = open.pop() else { return false };
        if last == Some((from + 1, index - 1)) && bars[from + 1].adjacent && bars[index].adjacent {
            return true;
        }
        last = Some((from, index));
    }
    false
}

/// The pairing that begins as said and closes as early as can be, and the bars where it might have opened.
fn paired(bars: &[Bar], ends: &[[Depths; 2]], mut opened: Vec<bool>) -> (Vec<bool>, Vec<usize>) {
    let mut branches = Vec::new();
    let mut depth: u32 = 0;
    for open in &opened {
        depth = if *open { depth + 1 } else { depth.saturating_sub(1) };
    }
    for index in opened.len()..bars.len() {
        let before = opened.last().copied().unwrap_or(false);
        let reaches = |depth: u32, open: usize| {
            ends[index + 1][open].checked_shr(depth).is_some_and(|ends| ends & 1 == 1)
        };
        let opens = bars[index].may_open(before) && reaches(depth + 1, 1);
        let closes = depth > 0 && bars[index].may_close(before) && reaches(depth - 1, 0);
        if opens && closes {
            branches.push(index);
        }
        depth = if closes { depth - 1 } else { depth + 1 };
        opened.push(!closes);
    }
    (opened, branches)
}
