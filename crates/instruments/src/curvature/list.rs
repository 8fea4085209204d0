//! [`CriticalList`]: the critical points known, in the order the reader asked for.

use std::cmp::Ordering;

use hillside_core::{Critical, CriticalLine, CriticalLines, CriticalPoint, CriticalPoints, Doubt};
use serde::Serialize;

use super::CurvatureInstrument;
use crate::digits;

/// A critical point in the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriticalRow {
    /// Where it is, along x.
    pub x: f64,
    /// Where it is, along y.
    pub y: f64,
    /// f there.
    pub value: f64,
    /// `minimum`, `maximum`, `saddle` or `degenerate`.
    pub kind: &'static str,
    /// The Hessian's eigenvalues there, ascending.
    pub eigenvalues: [f64; 2],
    /// How far the true point can be, along either axis.
    pub error: f64,
    /// Whether it is proved to exist and to be the only one near it.
    pub proved: bool,
    /// The cells of its row: x, y, f, λ₁, λ₂.
    pub words: [String; 5],
}

/// What is known of the critical points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriticalList {
    /// The points, in the order asked for.
    pub points: Vec<CriticalRow>,
    /// The boxes `[x0, x1, y0, y1]` round what is undecided.
    pub undecided: Vec<[f64; 4]>,
    /// Whether it is proved that there are no others in the box.
    pub complete: bool,
    /// Whether all this is about another box than the present one.
    pub stale: bool,
    /// The column it is ordered by.
    pub by: &'static str,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// The columns a list can be ordered by.
const COLUMNS: [&str; 7] = ["x", "y", "value", "low", "high", "kind", "proved"];

/// How the list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    by: &'static str,
    descending: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { by: "x", descending: false }
    }
}

impl Order {
    fn compare(
        self,
        (a, a_proved): &(CriticalPoint, bool),
        (b, b_proved): &(CriticalPoint, bool),
    ) -> Ordering {
        let order = match self.by {
            "y" => a.y.total_cmp(&b.y),
            "value" => a.value.total_cmp(&b.value),
            "low" => a.eigenvalues[0].total_cmp(&b.eigenvalues[0]),
            "high" => a.eigenvalues[1].total_cmp(&b.eigenvalues[1]),
            "kind" => a.kind.name().cmp(b.kind.name()),
            "proved" => b_proved.cmp(a_proved),
            _ => a.x.total_cmp(&b.x),
        };
        let order = if self.descending { order.reverse() } else { order };
        order.then(a.x.total_cmp(&b.x)).then(a.y.total_cmp(&b.y))
    }
}

impl CurvatureInstrument {
    /// Orders the list by a column: `x`, `y`, `value`, `low`, `high`, `kind` or `proved`; asked for
    /// again, the other way round. An unknown column changes nothing.
    pub fn sort(&mut self, column: &str) {
        if let Some(by) = COLUMNS.iter().find(|known| **known == column) {
            let descending = self.order.by == *by && !self.order.descending;
            self.order = Order { by, descending };
        }
    }

    /// The points known and whether each is proved, in order.
    pub(super) fn ordered(&self) -> Vec<(CriticalPoint, bool)> {
        let mut points: Vec<(CriticalPoint, bool)> =
            self.proofs.found(&self.about()).map_or_else(Vec::new, |(found, _)| {
                let proved = found.points.iter().map(|point| (*point, true));
                proved.chain(found.suspects.iter().map(|point| told(*point))).collect()
            });
        points.sort_by(|a, b| self.order.compare(a, b));
        points
    }

    /// Where the points of the list are.
    pub(super) fn known(&self) -> Vec<[f64; 2]> {
        self.ordered().into_iter().map(|(point, _)| [point.x, point.y]).collect()
    }

    /// The number in the list of the point stood on: within a hundredth of a pixel.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        let unit = self.frame().pixel();
        let here = self.settings.point;
        let near = |at: &[f64; 2]| (0..2).all(|axis| (at[axis] - here[axis]).abs() <= 0.01 * unit[axis]);
        self.known().iter().position(near)
    }

    /// Grows whenever other points are known or their order changes with what is proved.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.proofs.version()
    }

    /// What is known of the critical points in the box.
    #[must_use]
    pub fn critical(&self) -> CriticalList {
        let about = self.about();
        let found = self.proofs.found(&about);
        let ordered = self.ordered();
        let points = ordered.into_iter().map(|(point, proved)| CriticalRow {
            x: point.x,
            y: point.y,
            value: point.value,
            kind: point.kind.name(),
            eigenvalues: point.eigenvalues,
            error: point.error,
            proved,
            words: [
                digits::within(point.x, point.error, 5),
                digits::within(point.y, point.error, 5),
                digits::within(point.value, point.value_error, 5),
                digits::short(point.eigenvalues[0], 5),
                digits::short(point.eigenvalues[1], 5),
            ],
        });
        CriticalList {
            points: points.collect(),
            undecided: self.proofs.doubtful().map(|region| region.bounds).collect(),
            complete: found.is_some_and(|(found, stale)| found.is_settled() && !stale),
            stale: found.is_some_and(|(_, stale)| stale),
            by: self.order.by,
            descending: self.order.descending,
        }
    }

    /// What is known of the critical points, in a sentence, and of level ground in another.
    pub(super) fn found_sentence(&self) -> String {
        let mut sentence = self.points_sentence();
        let about = self.about();
        if let Some((found, false)) = self.proofs.found(&about)
            && self.proofs.stage(&about) != "points"
            && !found.flat.is_empty()
            && found.lines.is_none()
        {
            sentence.push_str(match found.flat.len() {
                1 => " A part of the box is level ground, where every point is critical: proved.",
                _ => " Parts of the box are level ground, where every point is critical: proved.",
            });
        }
        sentence
    }

    fn points_sentence(&self) -> String {
        let about = self.about();
        let area = self.settings.site.area().words();
        let stage = self.proofs.stage(&about);
        let cells = self.proofs.cells();
        let Some((found, stale)) = self.proofs.found(&about) else {
            return match stage {
                "points" => format!("Looked at {cells} cells of {area}; nothing to show yet."),
                _ => "Nothing is proved yet.".to_owned(),
            };
        };
        let told = found.suspects.iter().filter(|point| point.nature.is_some()).count();
        let count = found.points.len() + told;
        let found_words = found_words(found, count);
        if stage == "points" {
            let share = (100.0 * self.proofs.share() / 0.75).clamp(0.0, 100.0);
            let so_far = if stale { String::new() } else { format!(" {found_words} so far.") };
            return format!("Looked at {cells} cells, {share:.0} % of {area} is decided.{so_far}");
        }
        if stale {
            return format!("{found_words} in another view. This one is looked at when the map rests.");
        }
        if let Some(lines) = found.lines.as_ref().filter(|_| found.is_settled()) {
            return lines_sentence(lines, &area);
        }
        if found.is_settled() {
            return match count {
                _ if !found.flat.is_empty() => {
                    format!("{found_words} in {area}, and no others stand alone: proved.")
                }
                0 => format!("There is none in {area}: proved."),
                1 => format!("1 found, and there are no others in {area}: proved."),
                count => format!("{count} found, and there are no others in {area}: proved."),
            };
        }
        if stage == "cancelled" && found.undecided.iter().any(|region| region.doubt == Doubt::Unfinished) {
            return format!("Stopped. {found_words} so far; there may be more where it is hatched.");
        }
        let regions = found.undecided.iter().filter(|region| !region.settled).count();
        let suspects = found.suspects.len() - told;
        if suspects == regions {
            // Each region is a dot on the map.
            let proved = if count == 0 { "None is proved".to_owned() } else { format!("{count} proved") };
            let places = match (count, suspects) {
                (0, 1) => "1 place looks".to_owned(),
                (0, several) => format!("{several} places look"),
                (_, 1) => "1 more place looks".to_owned(),
                (_, several) => format!("{several} more places look"),
            };
            return format!(
                "{proved}; {places} like a degenerate point, which no interval can decide. Elsewhere in {area} there is none."
            );
        }
        let (subject, verb) =
            if regions == 1 { ("1 region".to_owned(), "is") } else { (format!("{regions} regions"), "are") };
        let mut sentence =
            format!("{found_words} in {area}; {subject} (hatched) {verb} undecided, so there may be more.");
        let worst = found.undecided.iter().filter(|region| !region.settled).map(|region| region.doubt).max();
        sentence.push_str(match worst {
            Some(Doubt::Rough) => " There the gradient jumps, has a pole, or does not exist.",
            Some(Doubt::Degenerate) => {
                " There H is singular, or nearly: a degenerate point, or a whole line or area without slope."
            }
            _ => " The search ended at its limit, as it does where a whole line has no slope.",
        });
        sentence
    }
}

/// A suspect as what it is proved to be, or as one that is not proved.
fn told(point: CriticalPoint) -> (CriticalPoint, bool) {
    match point.nature {
        Some(nature) => (CriticalPoint { kind: nature.kind, ..point }, true),
        None => (point, false),
    }
}

fn found_words(found: &CriticalPoints, points: usize) -> String {
    match (found.lines.as_ref().map_or(0, |lines| lines.lines.len()), points) {
        (0, 0) => "None found".to_owned(),
        (0, count) => format!("{count} found"),
        (1, _) => "1 line found".to_owned(),
        (lines, _) => format!("{lines} lines found"),
    }
}

/// The most lines of one kind that are named.
const MOST_NAMED: usize = 6;

/// What is known of a function of one linear form, in a sentence.
fn lines_sentence(CriticalLines { lines, everywhere }: &CriticalLines, area: &str) -> String {
    if *everywhere {
        return "f is constant: every point of the view is critical.".to_owned();
    }
    let kinds = [
        (Critical::Minimum, "minima"),
        (Critical::Maximum, "maxima"),
        (Critical::Saddle, "neither minima nor maxima"),
    ];
    if let [line] = &lines[..] {
        let of = |kind| move |(known, _): &&(Critical, &str)| *known == kind;
        return match kinds.iter().find(of(line.kind)) {
            Some((Critical::Minimum | Critical::Maximum, name)) => {
                format!(
                    "Its {name} are a line, {}. There are no other critical points in {area}: proved.",
                    equation(line)
                )
            }
            _ => format!(
                "Its critical points are a line, {}: neither minima nor maxima. There are no others in {area}: proved.",
                equation(line)
            ),
        };
    }
    let parts: Vec<String> = kinds
        .iter()
        .filter_map(|(kind, name)| {
            let of_kind: Vec<String> = lines.iter().filter(|line| line.kind == *kind).map(equation).collect();
            let more = of_kind.len().saturating_sub(MOST_NAMED);
            let named = of_kind[..of_kind.len() - more].join(", ");
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            (!of_kind.is_empty()).then(|| format!("{name} along {named}{rest}"))
        })
        .collect();
    match lines.len() {
        0 => format!("There is none in {area}: proved."),
        count => format!(
            "Its critical points are {count} lines: {}. There are no others in {area}: proved.",
            parts.join("; ")
        ),
    }
}

/// A line as one writes it, such as `x − 2y = 1`.
fn equation(line: &CriticalLine) -> String {
    let [p, q] = line.normal;
    let term = |factor: f64, letter: &str| match factor.abs() {
        1.0 => letter.to_owned(),
        size => format!("{}{letter}", digits::short(size, 5)),
    };
    let form = match (p != 0.0, q != 0.0) {
        (true, true) => format!("{} {} {}", term(p, "x"), if q < 0.0 { '−' } else { '+' }, term(q, "y")),
        (true, false) => term(p, "x"),
        _ => term(q, "y"),
    };
    format!("{form} = {}", digits::within(line.offset, line.error, 5))
}
