//! Every number of a compass, and what they say in words.

use std::collections::BTreeMap;

use hillside_core::LinearFunctional;
use serde::Serialize;

use super::settings::{Settings, Show};
use super::slope::{Found, Ring, Slope};
use crate::digits;
use crate::letters::Letter;

/// Beside the largest answer of steps as long, one smaller than this part is 0 but for rounding.
const ROUNDING: f64 = 1e-13;

/// A direction that was asked.
#[derive(Clone, Copy, Debug, Serialize)]
struct Asked {
    angle: f64,
    answer: f64,
    actual: f64,
}

/// What two answers determine: the row, and the present step as so much of the one asked and so much of the other.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Fixed {
    pub(super) row: [f64; 2],
    of: [f64; 2],
    pub(super) parts: [f64; 2],
    pub(super) answers: [f64; 2],
}

/// Every number on screen, and what it says in words.
#[derive(Debug, Serialize)]
pub(super) struct Readout {
    /// f at the point.
    pub(super) value: f64,
    /// The machine's numbers, which are the entries of the gradient under the usual metric.
    pub(super) gradient: [f64; 2],
    /// The arrow under the metric.
    pub(super) arrow: [f64; 2],
    /// The step asked, and the machine's answer.
    pub(super) step: [f64; 2],
    pub(super) answer: f64,
    /// The inner product of arrow and step in the metric, and what the answer has beyond it.
    pub(super) inner: f64,
    pub(super) difference: f64,
    /// By how much f really changes.
    pub(super) actual: f64,
    /// The length of the step and that of the arrow in the metric; the latter is how steep it is.
    pub(super) length: f64,
    pub(super) steepness: f64,
    /// From the arrow to the step, in degrees, and its cosine.
    pub(super) theta: Option<f64>,
    pub(super) cosine: Option<f64>,
    /// The best direction, and the answer to a step there as long as the radius.
    pub(super) best: Option<Found>,
    /// From one level line to the next, and how many the step crosses, with a minus sign downwards.
    pub(super) spacing: Option<f64>,
    pub(super) crossed: Option<f64>,
    /// What true steps all round do, while they are shown.
    pub(super) ring: Option<Ring>,
    asked: Vec<Asked>,
    /// What the answers to what was asked determine.
    pub(super) fixed: Option<Fixed>,
    shown: BTreeMap<&'static str, bool>,
    letters: Vec<Letter>,
    plain: bool,
    pub(super) words: BTreeMap<&'static str, String>,
    /// What a hand may hold: the knob, and the ends of the metric's ring while that is shown.
    pub(super) handles: Vec<String>,
    pub(super) sentence: String,
}

pub(super) fn short(number: f64, most: usize) -> String {
    digits::short(number + 0.0, most)
}

/// A number with its sign.
pub(super) fn signed(number: f64, most: usize) -> String {
    let text = short(number, most);
    if number > 0.0 { format!("+{text}") } else { text }
}

/// A number as a factor: in brackets where it has a sign.
fn factor(number: f64, most: usize) -> String {
    let text = short(number, most);
    if text.starts_with('−') { format!("({text})") } else { text }
}

/// Two numbers in brackets.
pub(super) fn pair(numbers: [f64; 2], most: usize) -> String {
    format!("({}, {})", short(numbers[0], most), short(numbers[1], most))
}

/// How many level lines are crossed, and which way.
pub(super) fn count_lines(crossed: f64) -> String {
    let lines = if crossed.abs() == 1.0 { "line" } else { "lines" };
    match crossed {
        up if up > 0.0 => format!("{up} {lines} up"),
        down if down < 0.0 => format!("{} {lines} down", -down),
        _ => "no line crossed".to_owned(),
    }
}

/// A direction with its name, where it has one.
fn towards(degrees: f64) -> String {
    let names = ["east", "northeast", "north", "northwest", "west", "southwest", "south", "southeast"];
    let name = names.iter().zip(0..8).find(|(_, eighth)| f64::from(45 * eighth) == degrees);
    let angle = format!("{}°", short(degrees, 5));
    name.map_or_else(|| angle.clone(), |(name, _)| format!("{angle} ({name})"))
}

pub(super) fn read(settings: &Settings) -> Readout {
    let slope = Slope::new(settings);
    let (row, arrow, step) = (slope.row(), slope.arrow(), slope.step());
    let (answer, actual) = (slope.answer(step), slope.actual(step));
    let inner = slope.metric.inner(&arrow, &step).unwrap_or(f64::NAN);
    let (length, steepness) = (slope.length(step), slope.length(arrow));
    let cosine = slope.machine.cosine(&step, &slope.metric).ok().flatten();
    let best = slope
        .best
        .and_then(|(_, most)| Some(Found { angle: slope.facing(0.0)?, answer: most * settings.radius }));
    let spacing = slope.spacing();
    let crossed = spacing.and_then(|spacing| slope.machine.lines_crossed(&step, spacing).ok());
    let ring = if settings.shows(Show::Ring) { slope.ring() } else { None };
    let asked: Vec<Asked> = settings
        .asked
        .iter()
        .map(|&angle| {
            let step = slope.towards(angle);
            Asked { angle, answer: slope.answer(step), actual: slope.actual(step) }
        })
        .collect();
    let fixed = fixed(&slope, &asked);
    let mut readout = Readout {
        value: slope.value,
        gradient: row,
        arrow,
        step,
        answer,
        inner,
        difference: answer - inner,
        actual,
        length,
        steepness,
        theta: slope.off_arrow(step),
        cosine,
        best,
        spacing,
        crossed,
        ring,
        asked,
        fixed,
        shown: Show::ALL.iter().map(|(name, it)| (*name, settings.shows(*it))).collect(),
        letters: settings.formula.letters().to_vec(),
        plain: settings.formula.is_plain(),
        words: BTreeMap::new(),
        handles: handles(settings),
        sentence: String::new(),
    };
    let painted = super::dial::is_painted(settings);
    readout.shown.insert("painted", painted);
    readout.shown.insert("stretched", painted && settings.metric[0] != settings.metric[1]);
    readout.words = words(settings, &readout);
    readout.sentence = sentence(settings, &readout);
    readout
}

/// What the first two of these answers determine which belong to two directions.
fn fixed(slope: &Slope<'_>, asked: &[Asked]) -> Option<Fixed> {
    let first = asked.first()?;
    asked[1..].iter().find_map(|second| {
        let [a, b] = [first, second].map(|it| slope.towards(it.angle));
        let machine = LinearFunctional::from_answers(&[(&a, first.answer), (&b, second.answer)]).ok()?;
        let row: [f64; 2] = machine.row().try_into().ok()?;
        let across = |[x, y]: [f64; 2], [u, v]: [f64; 2]| x * v - y * u;
        let h = slope.step();
        let parts = [across(h, b), across(a, h)]
            .map(|part| part / across(a, b))
            .map(|part| if part.abs() <= ROUNDING { 0.0 } else { part });
        let known = row.iter().chain(&parts).all(|entry| entry.is_finite());
        known.then_some(Fixed {
            row,
            of: [first.angle, second.angle],
            parts,
            answers: [first.answer, second.answer],
        })
    })
}

fn handles(settings: &Settings) -> Vec<String> {
    let mut handles = vec![format!("Direction, {}", towards(settings.angle))];
    if settings.shows(Show::Metric) {
        let tips = ["x", "y"].into_iter().zip(settings.metric);
        handles.extend(tips.map(|(axis, metric)| format!("Metric along {axis}, {metric}")));
    }
    handles
}

impl Readout {
    /// A number that is 0 but for the rounding of answers.
    fn rounded(&self, number: f64) -> f64 {
        if number.abs() <= ROUNDING * self.steepness * self.length { 0.0 } else { number }
    }
}

fn words(settings: &Settings, readout: &Readout) -> BTreeMap<&'static str, String> {
    let six = |number: f64| short(number, 6);
    let optional = |number: Option<f64>| number.map_or_else(|| "none".to_owned(), six);
    let Readout { gradient: [a, b], arrow, step: [h, k], answer, .. } = readout;
    let [answer, inner] = [*answer, readout.inner].map(|number| readout.rounded(number));
    let cosine = readout.cosine.map(|cosine| if cosine.abs() <= ROUNDING { 0.0 } else { cosine });
    let product = format!(
        "{} × {} + {} × {} = {}",
        factor(*a, 6),
        factor(*h, 6),
        factor(*b, 6),
        factor(*k, 6),
        six(answer)
    );
    let law = cosine.map_or_else(
        || "no angle: there is no arrow".to_owned(),
        |cosine| {
            format!(
                "{} × {} × {} = {}",
                six(readout.steepness),
                six(readout.length),
                factor(cosine, 6),
                six(inner)
            )
        },
    );
    let by_usual = arrow[0] * h + arrow[1] * k;
    let unlike = settings.metric != [1.0; 2] && readout.rounded(by_usual - readout.answer) != 0.0;
    let difference = match readout.rounded(readout.difference) {
        same if unlike => {
            format!("{}; with the usual inner product the arrow would say {}", six(same), six(by_usual))
        }
        same => six(same),
    };
    let best = readout.best.map_or_else(
        || "none".to_owned(),
        |best| format!("{} at {}°", signed(best.answer, 6), six(best.angle)),
    );
    BTreeMap::from([
        ("value", six(readout.value)),
        ("row", format!("[ {}   {} ]", six(*a), six(*b))),
        ("column", format!("{}\n{}", six(arrow[0]), six(arrow[1]))),
        ("step", pair(readout.step, 6)),
        ("answer", six(answer)),
        ("actual", six(readout.actual)),
        ("off", six(readout.actual - readout.answer)),
        ("product", product),
        ("law", law),
        ("difference", difference),
        ("theta", readout.theta.map_or_else(|| "none".to_owned(), |theta| format!("{}°", short(theta, 6)))),
        ("cosine", optional(cosine)),
        ("best", best),
        ("steepness", six(readout.steepness)),
        ("length", six(readout.length)),
        ("asked", asked(readout)),
        ("ring", ring(readout)),
    ])
}

/// What was asked, what was answered, and what follows.
fn asked(readout: &Readout) -> String {
    let Some(first) = readout.asked.first() else {
        return "Nothing has been asked yet. Turn the dial and ask.".to_owned();
    };
    let mut text = String::new();
    for Asked { angle, answer, actual } in &readout.asked {
        let (answer, actual) = (signed(readout.rounded(*answer), 6), signed(*actual, 6));
        text.push_str(&format!("{}: answer {answer}, true change {actual}\n", towards(*angle)));
    }
    text.push_str(&match readout.fixed {
        Some(Fixed { row: [a, b], of: [first, second], parts, answers }) => format!(
            "Two of these fix the row, [ {}   {} ], and with it every other answer: h is {} × the step at {}° + {} × that at \
             {}°, so it must be answered {} × {} + {} × {} = {}.",
            short(a, 6),
            short(b, 6),
            factor(parts[0], 4),
            short(first, 5),
            factor(parts[1], 4),
            short(second, 5),
            factor(parts[0], 4),
            factor(answers[0], 4),
            factor(parts[1], 4),
            factor(answers[1], 4),
            short(readout.rounded(parts[0] * answers[0] + parts[1] * answers[1]), 6),
        ),
        None if readout.asked.iter().any(|it| !it.answer.is_finite()) => {
            "There is no machine here.".to_owned()
        }
        None if readout.asked.len() == 1 => {
            "One answer leaves the row open: ask in another direction.".to_owned()
        }
        None => "These lie on one line, so the later answers say nothing new: ask in another direction."
            .to_owned(),
    });
    let lower = |a: Asked, b: Asked| if b.actual < a.actual { b } else { a };
    let lowest = readout.asked.iter().copied().fold(*first, lower);
    let alone = readout.asked.iter().filter(|it| it.actual == lowest.actual).count() == 1;
    if readout.asked.len() > 1 && lowest.actual < 0.0 && alone {
        let by = short(-lowest.actual, 6);
        text.push_str(&format!("\nOf these the step at {} lowers f most, by {by}.", towards(lowest.angle)));
    }
    text
}

/// What true steps do, beside what the arrow says.
fn ring(readout: &Readout) -> String {
    let Some(Ring { highest, lowest, apart, apart_down }) = readout.ring else {
        return "f has no value on the ring.".to_owned();
    };
    if highest.answer <= lowest.answer {
        return format!("All true steps of this length change f alike, by {}.", signed(highest.answer, 6));
    }
    let far = |apart: Option<f64>, of: &str| {
        apart.map_or_else(String::new, |apart| format!(", {}° from {of}", short(apart, 3)))
    };
    format!(
        "Of all true steps of this length the highest is at {}° with {}{}; the lowest at {}° with {}{}.",
        short(highest.angle, 5),
        signed(highest.answer, 6),
        far(apart, "the arrow"),
        short(lowest.angle, 5),
        signed(lowest.answer, 6),
        far(apart_down, "its opposite"),
    )
}

fn sentence(settings: &Settings, readout: &Readout) -> String {
    let [x, y] = settings.point;
    let here = format!("At ({x}, {y})");
    if readout.gradient.iter().any(|it| !it.is_finite()) {
        return format!("{here} f has no slope, so there is no machine to ask.");
    }
    let asked = format!("a step of {} towards {}", settings.radius, towards(settings.angle));
    let truth = if readout.actual.is_finite() {
        format!("f really changes by {}", short(readout.actual, 6))
    } else {
        "f has no value there".to_owned()
    };
    let Some(best) = readout.best else {
        return if readout.gradient == [0.0; 2] {
            format!(
                "{here} the ground is level: every direction is answered 0 and none is best. After {asked} {truth}."
            )
        } else {
            format!("{here} the ground is too steep for a number to say how steep.")
        };
    };
    let answer = readout.rounded(readout.answer);
    let goes = match answer {
        up if up > 0.0 => "the slope climbs",
        down if down < 0.0 => "the slope falls",
        _ => "the slope stays level",
    };
    let (measured, arrow) = if settings.metric == [1.0; 2] {
        ("", String::new())
    } else {
        let arrow = pair(readout.arrow, 4);
        (
            " in this metric",
            format!(" Stretching an axis leaves the answers as they are and makes the arrow {arrow}."),
        )
    };
    let most = format!(
        "Of all steps of length {}{measured} the best is at {}°, with {}.",
        settings.radius,
        short(best.angle, 5),
        signed(best.answer, 6)
    );
    let lines = match readout.spacing.zip(readout.crossed).filter(|_| settings.shows(Show::Lines)) {
        Some((_, 0.0)) => " The step crosses no level line.".to_owned(),
        Some((spacing, crossed)) => {
            format!(
                " The step crosses {}, one for each {} of the answer.",
                count_lines(crossed),
                short(spacing, 3)
            )
        }
        None => String::new(),
    };
    format!("{here} {asked} is answered {}: {goes}, and {truth}.{lines} {most}{arrow}", short(answer, 6))
}
