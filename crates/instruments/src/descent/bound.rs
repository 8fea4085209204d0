//! What is proved of a step, where the Lipschitz constant of the gradient is known over the box of the settings.

use hillside_core::{Inequality, Lipschitz, Method, Step, ground, nearest_double};
use serde::Serialize;

use super::DescentInstrument;
use super::settings::{SLIDER, Settings};
use crate::digits;
use crate::proof::BoundSearch;
use crate::view::View;

/// An enclosure of the gradient's best Lipschitz constant `L`, and the box it was proved for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Proved {
    pub(super) area: View,
    pub(super) lipschitz: Lipschitz,
}

/// A search that is going on, and the box it is about.
#[derive(Debug)]
pub(super) struct Search {
    area: View,
    by: Box<dyn BoundSearch>,
}

/// A statement about the height after the next step, with its numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// `promise`, `descent` or `best`; see [`hillside_core::inequalities`].
    pub name: &'static str,
    /// What f is said to be at most, as a number.
    pub bound: f64,
    /// The same as the page writes it.
    pub words: String,
    /// Whether it turns out true.
    pub holds: bool,
    /// Whether it is a theorem about this very step, so that it cannot turn out false.
    pub proved: bool,
    /// `true`, `false` where a theorem is broken, or `open` where nothing was claimed of this step, or only hoped for.
    pub state: &'static str,
    /// What came of it, in a few words: how much of a promise was kept, or why a statement does not apply.
    pub said: String,
}

/// A rate within this share of 1/L is it: so closely is L enclosed.
const AT_ONE_OVER_L: f64 = 2e-3;

/// What the instrument knows of `L` over a box.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bound {
    /// Proved: `L` is at least this.
    pub lower: f64,
    /// Proved: `L` is at most this.
    pub upper: f64,
    /// The box it was proved for, `[x0, x1, y0, y1]`.
    pub area: [f64; 4],
    /// The places of `1/L` and `2/L` on the rate's slider, 0 to 1; none where they are off its ends.
    pub marks: [Option<f64>; 2],
    /// Whether the next step ends outside the box, so that nothing is proved of it.
    pub leaves: bool,
    /// `L` and `1/L` as the page writes them, and what that means for this step.
    pub sentence: String,
}

impl DescentInstrument {
    /// Whether there is nothing left to prove of the box, or nothing to prove it with.
    pub(super) fn is_proved(&self) -> bool {
        let area = self.settings.site.area();
        self.prover.is_none() || self.proved.is_some_and(|proved| proved.area == area)
    }

    /// Looks at some cells of the box more for `L`; whether there is more to do.
    pub(super) fn prove(&mut self, cells: usize) -> bool {
        let (area, Some(prover)) = (self.settings.site.area(), self.prover) else { return false };
        if self.is_proved() {
            return false;
        }
        let mut search = match self.search.take() {
            Some(search) if search.area == area => search,
            _ => Search { area, by: prover(&self.ground.function, area.into()) },
        };
        if search.by.step(cells).finished {
            let Lipschitz { lower, upper } = search.by.enclosure();
            self.set_lipschitz(area.into(), lower, upper);
            return false;
        }
        self.search = Some(search);
        true
    }

    /// Gives what is proved of the gradient's Lipschitz constant over a box `[x0, x1, y0, y1]`; an infinite
    /// `upper` says that nothing is. It is forgotten with the formula. A walk of a new formula that nobody has begun
    /// or chosen a rate for takes the rate it suggests; where nothing is proved, that of the ground at the start.
    pub fn set_lipschitz(&mut self, area: [f64; 4], lower: f64, upper: f64) {
        let [x0, x1, y0, y1] = area;
        self.proved = View::new(x0, x1, y0, y1)
            .filter(|_| lower >= 0.0 && upper >= lower)
            .map(|area| Proved { area, lipschitz: Lipschitz { lower, upper } });
        self.descent.set_lipschitz(self.proved.map(|proved| proved.lipschitz.upper));
        let untouched = self.settings.open && self.settings.walk.length == 0 && self.is_plain();
        if untouched && let Some(Proved { lipschitz: Lipschitz { upper, .. }, .. }) = self.proved {
            // What another formula was walked with says nothing of this one, and may be far too large for it.
            let suits = if upper < f64::INFINITY { digits::one_over_below(upper) } else { 1.0 / self.bend() };
            self.settings.rate = below(suits).unwrap_or(Settings::default().rate);
            self.settings.open = false;
            self.suggested = true;
            self.walk();
        }
    }

    /// How sharply the ground bends at the start.
    fn bend(&self) -> f64 {
        ground(&self.ground.function, self.settings.start).1.spectral_radius
    }

    /// Whether steps are plain gradient steps, of which theorems speak.
    fn is_plain(&self) -> bool {
        let settings = self.descent.settings();
        settings.method == Method::Gradient && settings.noise == 0.0
    }

    /// What is stated of the step after `step`, which ends in `next`: the promise first.
    pub(super) fn statements(&self, step: &Step, next: Option<[f64; 2]>) -> Vec<Statement> {
        let leaves = self.leaves(step, next);
        let outside = match (leaves, self.is_plain()) {
            (true, _) => Some("not proved: the step leaves the box"),
            (_, false) => Some("of plain steps only"),
            _ => None,
        };
        let upper = self.proved.map_or(f64::NAN, |proved| proved.lipschitz.upper);
        let is_best = (step.rate * upper - 1.0).abs() <= AT_ONE_OVER_L;
        let said = |stated: &Inequality| -> (&'static str, String) {
            let silent = match stated.name {
                "promise" => return promise(step, stated),
                "best" if outside.is_none() && !is_best => Some("only at α = 1/L"),
                _ => outside,
            };
            match (silent, stated.holds, stated.proved) {
                (Some(why), ..) => ("open", why.to_owned()),
                (_, true, _) => ("true", "✓ true".to_owned()),
                // The rate is 1/L to so many digits only.
                (_, false, false) => ("open", "only at α = 1/L".to_owned()),
                (_, false, true) => ("false", "✗ false".to_owned()),
            }
        };
        let statement = |stated: Inequality, state: &'static str, said: String| Statement {
            state,
            said,
            name: stated.name,
            bound: stated.bound,
            // A bound is rounded upward, a mere promise to the nearest.
            words: if stated.proved {
                digits::write_at_most(stated.bound, 6)
            } else {
                digits::write(stated.bound, 6)
            },
            holds: stated.holds,
            proved: stated.proved && !leaves,
        };
        let words = |stated: Inequality| {
            let (state, said) = said(&stated);
            statement(stated, state, said)
        };
        self.descent.inequalities(step.index).into_iter().map(words).collect()
    }

    /// What is known of `L`, if anything was proved.
    pub(super) fn bound(&self, step: &Step, next: Option<[f64; 2]>) -> Option<Bound> {
        let Proved { area, lipschitz: Lipschitz { lower, upper } } = self.proved?;
        let place = |rate: f64| {
            let place = SLIDER.place(rate);
            (place > 0.0 && place < 1.0).then_some(place)
        };
        let leaves = self.leaves(step, next);
        Some(Bound {
            lower,
            upper,
            area: area.into(),
            marks: [place(digits::one_over_below(upper)), place(digits::one_over_below(0.5 * upper))],
            leaves,
            sentence: self.bound_sentence(area, upper, step.rate, leaves),
        })
    }

    /// Whether the way of a step is not within the box. It is straight and the box is convex.
    fn leaves(&self, step: &Step, next: Option<[f64; 2]>) -> bool {
        self.proved.is_some_and(|Proved { area, .. }| {
            !area.contains([step.x, step.y]) || next.is_none_or(|next| !area.contains(next))
        })
    }

    fn bound_sentence(&self, area: View, upper: f64, rate: f64, leaves: bool) -> String {
        let area = area.words();
        if upper == f64::INFINITY {
            return format!(
                "No L is proved on {area}: the gradient jumps, has a pole or grows without bound in it."
            );
        }
        if upper == 0.0 {
            return format!("L = 0 on {area}: the ground is a plane, and every step keeps its promise.");
        }
        let mut text = format!(
            "L ≤ {} on {area}, proved: a step of α ≤ 1/L = {} is sure to descend",
            digits::at_most(upper, 4),
            digits::one_over(upper, 3)
        );
        text.push_str(if leaves {
            "; this step leaves that box."
        } else if !self.is_plain() {
            ". That is proved of plain gradient steps, not of this method."
        } else if rate * upper >= 2.0 {
            ". From α = 2/L on, f may rise."
        } else if rate * upper > 1.0 {
            "; any α below 2/L still is, by less."
        } else {
            "."
        });
        text
    }
}

/// The largest number of two digits that is not above a positive one; `None` of what is no such number.
fn below(rate: f64) -> Option<f64> {
    if !(rate > 0.0 && rate.is_finite()) {
        return None;
    }
    // Rounded to the nearest it may be above; a hundredth less each time, it soon is not.
    (0..=10)
        .map(|hundredths| rate * (1.0 - 0.01 * f64::from(hundredths)))
        .filter_map(|near| nearest_double(&format!("{near:.1e}")))
        .find(|short| 0.0 < *short && *short <= rate)
}

/// How much of the promise was kept. It is no theorem, so nothing is broken.
fn promise(step: &Step, stated: &Inequality) -> (&'static str, String) {
    let (fall, promised) = (step.value - stated.actual, step.value - stated.bound);
    if stated.holds {
        ("true", "✓ kept".to_owned())
    } else if fall < 0.0 {
        ("open", "f rose".to_owned())
    } else if promised > 0.0 && (fall / promised).is_finite() {
        ("open", format!("kept to {}", share(fall / promised)))
    } else {
        ("open", "not kept".to_owned())
    }
}

/// A share below all of something, in per cent: never rounded up to all of it.
pub(super) fn share(part: f64) -> String {
    let nearest = digits::short(100.0 * part, 3);
    if nearest == "100" { format!("{} %", digits::at_least(100.0 * part, 3)) } else { format!("{nearest} %") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;
    use crate::figure::{Figure, Numbers};
    use hillside_core::{Expr, lipschitz};

    fn ravine(rate: f64) -> DescentInstrument {
        let mut instrument = DescentInstrument::new();
        instrument.assign(&[
            ("formula".into(), Value::Text("x^2+10*y^2".into())),
            ("start".into(), Value::List(vec![1.0, 1.0])),
            ("rate".into(), Value::Number(rate)),
        ]);
        instrument.set_lipschitz([-5.0, 5.0, -5.0, 5.0], 20.0, 20.0);
        instrument
    }

    #[test]
    fn at_one_over_l_every_bound_is_proved_and_kept() {
        let readout = ravine(0.05).readout();
        let names: Vec<_> = readout.statements.iter().map(|s| (s.name, s.holds, s.proved)).collect();
        assert_eq!(names, [("promise", false, false), ("descent", true, true), ("best", true, true)]);
        let said: Vec<_> = readout.statements.iter().map(|s| (s.state, s.said.as_str())).collect();
        assert_eq!(said, [("open", "kept to 50.4 %"), ("true", "✓ true"), ("true", "✓ true")]);
        assert!((readout.bound.unwrap() - 0.9).abs() < 1e-12, "11 - 404/40");
        let known = readout.lipschitz.unwrap();
        assert!(!known.leaves && known.sentence.contains("1/L = 0.05"), "{}", known.sentence);
        assert!(known.marks.iter().all(Option::is_some));
    }

    /// Only a broken theorem is called false, and none is.
    #[test]
    fn a_promise_is_kept_to_so_many_per_cent_and_nothing_is_called_false() {
        for (rate, promise, best) in [
            (1e-6, "kept to 99.9 %", "only at α = 1/L"),
            (1e-4, "kept to 99.9 %", "only at α = 1/L"),
            (0.001, "kept to 99 %", "only at α = 1/L"),
            (0.04, "kept to 60.4 %", "only at α = 1/L"),
            (0.0999, "kept to 0.99 %", "only at α = 1/L"),
            (0.5, "f rose", "not proved: the step leaves the box"),
        ] {
            let statements = ravine(rate).readout().statements;
            assert_eq!([&statements[0].said, &statements[2].said], [promise, best], "{rate}");
            assert!(statements.iter().all(|s| s.state != "false"), "{rate}: {statements:?}");
        }
        let mut hill = DescentInstrument::new();
        hill.assign(&[("formula".into(), Value::Text("-x^2".into())), ("rate".into(), Value::Number(0.1))]);
        let statements = hill.readout().statements;
        assert_eq!((statements[0].state, statements[0].said.as_str()), ("true", "✓ kept"));
    }

    #[test]
    fn beyond_two_over_l_it_says_that_f_may_rise() {
        let readout = ravine(0.11).readout();
        assert!(readout.statements.iter().any(|s| s.name == "best" && !s.holds && !s.proved));
        let said: Vec<_> = readout.statements.iter().map(|s| (s.state, s.said.as_str())).collect();
        assert_eq!(said, [("open", "f rose"), ("true", "✓ true"), ("open", "only at α = 1/L")]);
        assert!(readout.lipschitz.unwrap().sentence.ends_with("f may rise."));
    }

    #[test]
    fn a_step_out_of_the_box_proves_nothing() {
        let mut instrument = ravine(0.05);
        instrument.set_lipschitz([0.95, 5.0, -5.0, 5.0], 20.0, 20.0);
        let readout = instrument.readout();
        assert!(readout.statements.iter().all(|s| !s.proved));
        let apart = "not proved: the step leaves the box";
        assert!(readout.statements[1..].iter().all(|s| (s.state, s.said.as_str()) == ("open", apart)));
        let known = readout.lipschitz.unwrap();
        assert!(known.leaves && known.sentence.contains("leaves that box"));
    }

    #[test]
    fn another_formula_forgets_what_was_proved_of_the_last() {
        let mut instrument = ravine(0.05);
        instrument.assign(&[("rate".into(), Value::Number(0.04))]);
        assert!(instrument.readout().lipschitz.is_some());
        instrument.assign(&[("formula".into(), Value::Text("x^4+y^2".into()))]);
        assert_eq!(instrument.readout().lipschitz, None);
        assert_eq!(instrument.readout().bound, None);
    }

    #[test]
    fn other_methods_are_promised_nothing() {
        let mut instrument = ravine(0.05);
        instrument.assign(&[("method".into(), Value::Text("adam".into()))]);
        let readout = instrument.readout();
        assert!(readout.statements.iter().all(|s| !s.proved && s.state != "false"));
        assert!(readout.statements[1..].iter().all(|s| s.said == "of plain steps only"));
        assert!(readout.lipschitz.unwrap().sentence.contains("not of this method"));
    }

    #[test]
    fn a_new_formula_begins_a_new_walk_at_one_over_l() {
        let give = |instrument: &mut DescentInstrument, given: &[(&str, &str)]| {
            let given: Vec<_> = given
                .iter()
                .map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned())))
                .collect();
            instrument.assign(&given)
        };
        let area = [-5.0, 5.0, -5.0, 5.0];
        let rate = |instrument: &DescentInstrument| instrument.readout().rate;
        let mut instrument = ravine(0.05);
        instrument.step(7);
        // What cannot be read moves nothing.
        assert_eq!(give(&mut instrument, &[("formula", "x^4+")]).len(), 1);
        assert_eq!((instrument.index(), rate(&instrument)), (7, 0.05));
        give(&mut instrument, &[("formula", "x^4+y^4")]);
        assert_eq!((instrument.index(), instrument.length()), (0, 0));
        instrument.set_lipschitz(area, 300.0, 300.1);
        assert_eq!(rate(&instrument), 0.0033);
        assert!(instrument.readout().statements.iter().all(|s| s.state != "false"));
        // It is that of the formula, not of every view, and a reader's own stays.
        instrument.set_lipschitz([-9.0, 9.0, -9.0, 9.0], 972.0, 972.0);
        assert_eq!(rate(&instrument), 0.0033);
        for given in [
            &[("formula", "x^2"), ("rate", "0.1")][..],
            &[("formula", "x^2+1"), ("method", "adam")],
            &[("formula", "x^2+2"), ("method", "gradient"), ("step", "2")],
        ] {
            let before = instrument.readout().rate;
            give(&mut instrument, given);
            instrument.set_lipschitz(area, 2.0, 2.0);
            let want = if given[1].0 == "rate" { 0.1 } else { before };
            assert_eq!(rate(&instrument), want, "{given:?}");
        }
        // One that has been begun is not changed under the reader's hand.
        give(&mut instrument, &[("formula", "x^2+y^2")]);
        instrument.step(1);
        instrument.set_lipschitz(area, 2.0, 2.0);
        assert_eq!((rate(&instrument), instrument.index()), (0.1, 1));
        // A link carries the rate, also the usual one, lest another be taken where it is opened.
        give(&mut instrument, &[("formula", "x^2+y^2+1"), ("rate", "0.004")]);
        assert!(instrument.changed().contains(&("rate", Value::Number(0.004))));
        give(&mut instrument, &[("formula", "x^2+y^2+2")]);
        assert!(!instrument.changed().iter().any(|(name, _)| *name == "rate"));
        assert_eq!([below(0.05), below(1.0 / 3.0), below(f64::INFINITY)], [Some(0.05), Some(0.33), None]);
        assert_eq!([below(0.009_95), below(0.0), below(1e-300)], [Some(0.0099), None, Some(1e-300)]);
    }

    /// Where nothing is proved, the rate of another formula is not kept: it may be far too large.
    #[test]
    fn without_l_the_rate_is_that_of_the_ground_at_the_start() {
        for (formula, rate) in
            [("abs(x)+100*y^2", 0.005), ("1/x+y^2", 0.5), ("abs(x)+abs(y)", 0.004), ("sqrt(x-3)", 0.004)]
        {
            let mut instrument = ravine(5.0);
            instrument.assign(&[("formula".into(), Value::Text(formula.into()))]);
            instrument.set_lipschitz([-5.0, 5.0, -5.0, 5.0], 1.0, f64::INFINITY);
            assert_eq!(instrument.readout().rate, rate, "{formula}");
        }
    }

    #[test]
    fn a_letter_turns_the_ground_under_the_walk() {
        let give = |instrument: &mut DescentInstrument, given: &[(&str, &str)]| {
            let given: Vec<_> = given
                .iter()
                .map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned())))
                .collect();
            assert_eq!(instrument.assign(&given), []);
        };
        let area = [-5.0, 5.0, -5.0, 5.0];
        let mut instrument = DescentInstrument::new();
        give(&mut instrument, &[("formula", "a*x^2+y^2"), ("start", "1,1")]);
        instrument.set_lipschitz(area, 2.0, 2.0);
        assert_eq!(instrument.readout().rate, 0.5);
        // As long as nobody has begun or chosen, the rate is that of the ground as it is.
        instrument.act("turnLetter", Numbers(&[4.0]), "a");
        assert_eq!(instrument.readout().lipschitz, None, "it was of another function");
        instrument.set_lipschitz(area, 8.0, 8.0);
        assert_eq!(instrument.readout().rate, 0.12);
        // A walk that is begun stays begun, at its rate.
        instrument.step(2);
        instrument.act("turnLetter", Numbers(&[1.0]), "a");
        instrument.set_lipschitz(area, 2.0, 2.0);
        assert_eq!((instrument.index(), instrument.length(), instrument.readout().rate), (2, 2, 0.12));
        assert!((instrument.readout().x - 0.5776).abs() < 1e-15, "as many steps are walked anew");
        // And a reader's own rate stays at the start, too.
        instrument.reset();
        give(&mut instrument, &[("rate", "0.2")]);
        give(&mut instrument, &[("parameters", "a=3")]);
        instrument.set_lipschitz(area, 6.0, 6.0);
        assert_eq!(instrument.readout().rate, 0.2);
    }

    #[test]
    fn nonsense_is_no_proof() {
        let mut instrument = ravine(0.05);
        for [lower, upper] in [[f64::NAN, 1.0], [2.0, 1.0], [-1.0, 1.0], [1.0, f64::NAN]] {
            instrument.set_lipschitz([-5.0, 5.0, -5.0, 5.0], lower, upper);
            assert_eq!(instrument.readout().lipschitz, None);
        }
        instrument.set_lipschitz([-5.0, 5.0, -5.0, 5.0], 1.0, f64::INFINITY);
        let readout = instrument.readout();
        assert_eq!(readout.statements.len(), 1);
        assert!(readout.lipschitz.unwrap().sentence.starts_with("No L is proved"));
    }

    /// A printed decimal below a thousand as a whole number of millionths.
    fn millionths(text: &str) -> i64 {
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{places:0<6}").parse().unwrap()
    }

    #[test]
    fn the_printed_l_is_no_less_than_l_and_the_printed_step_no_more_than_one_over_it() {
        for k in 1..=60 {
            let formula = format!("x^2/{k}+y^2/{k}");
            let mut instrument = DescentInstrument::new();
            instrument.assign(&[("formula".into(), Value::Text(formula.clone()))]);
            let proved = lipschitz(&Expr::parse(&formula).unwrap(), [-1.0, 1.0, -1.0, 1.0], 1e-3);
            instrument.set_lipschitz([-1.0, 1.0, -1.0, 1.0], proved.lower, proved.upper);
            let sentence = instrument.readout().lipschitz.unwrap().sentence;
            let number = |after: &str| {
                let rest = sentence.split_once(after).unwrap().1;
                let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap();
                millionths(rest[..end].trim_end_matches('.'))
            };
            // L = 2/k, so k times the printed one is at least 2, and twice the printed step at most k.
            assert!(k * number("L ≤ ") >= 2_000_000, "{k}: {sentence}");
            assert!(2 * number("1/L = ") <= k * 1_000_000, "{k}: {sentence}");
        }
    }
}
