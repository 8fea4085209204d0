//! What the curvature instrument says: every number on screen, and one sentence for people who hear the page.

use hillside_core::{Critical, Degeneracy, Lipschitz, Shape, TaylorErrors, taylor_errors};
use serde::Serialize;

use super::lamps::{Lamp, lamps, norm, verdict};
use super::{CurvatureInstrument, Reading, beyond, matrix};
use crate::digits;
use crate::heights::Heights;
use crate::letters::Letter;
use crate::map::Map;

/// The numbers as the page writes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CurvatureWords {
    /// `x`
    pub x: String,
    /// `y`
    pub y: String,
    /// `f`
    pub value: String,
    /// `‖∇f‖`
    pub norm: String,
    /// `∂f/∂x`
    pub fx: String,
    /// `∂f/∂y`
    pub fy: String,
    /// λ₁
    pub low: String,
    /// λ₂
    pub high: String,
    /// ρ(H)
    pub radius: String,
    /// 1/ρ(H)
    pub safe_step: String,
    /// The proved bounds of L, or a dash.
    pub lipschitz: String,
    /// 1/L, or a dash.
    pub proved_step: String,
    /// The dial's angle.
    pub angle: String,
    /// The slope along the dial.
    pub slope: String,
    /// `vᵀHv` along the dial.
    pub bend: String,
}

/// How far the proofs have come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proof {
    /// `waiting`, `points`, `bound`, `finished` or `cancelled`.
    pub stage: &'static str,
    /// Whether a search goes on.
    pub running: bool,
    /// The box it is about, `[x0, x1, y0, y1]`: the chosen view, or what suits the formula.
    pub area: [f64; 4],
    /// How many cells it has looked at.
    pub cells: usize,
    /// How much of all the work is done, from 0 to 1.
    pub share: f64,
    /// Grows whenever other critical points are known.
    pub version: u64,
    /// How many critical points are known.
    pub count: usize,
    /// Whether it is proved that there are no others in the box.
    pub complete: bool,
    /// Whether what is known is about another box.
    pub stale: bool,
    /// What is known of the critical points, in a sentence.
    pub sentence: String,
}

/// What is proved of the gradient's Lipschitz constant over the box.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LipschitzBound {
    /// It is at least this.
    pub lower: f64,
    /// It is at most this.
    pub upper: f64,
    /// One over that: a step this long is sure to descend while it stays in the box.
    pub safe_step: f64,
    /// Whether this is about another box.
    pub stale: bool,
}

/// Everything the curvature instrument tells, but for the list of critical points.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CurvatureReadout {
    /// The point's first coordinate.
    pub x: f64,
    /// The point's second coordinate.
    pub y: f64,
    /// f there.
    pub value: f64,
    /// `[∂f/∂x, ∂f/∂y]` there.
    pub gradient: [f64; 2],
    /// `‖∇f‖` there.
    pub gradient_norm: f64,
    /// `[∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²]` there.
    pub hessian: [f64; 3],
    /// Its eigenvalues, ascending.
    pub eigenvalues: [f64; 2],
    /// Its unit eigenvectors, in the same order.
    pub eigenvectors: [[f64; 2]; 2],
    /// The larger size of an eigenvalue.
    pub spectral_radius: f64,
    /// One over that.
    pub safe_step: f64,
    /// `bowl`, `hill`, `saddle` or `degenerate`.
    pub shape: &'static str,
    /// Why the shape is degenerate, if it is: `flat`, `rounding` or `missing`.
    pub reason: Option<&'static str>,
    /// Whether the gradient jumps here, so that there is none.
    pub kink: bool,
    /// What kind of critical point this is, if it is one: by higher orders where they prove it.
    pub critical: Option<&'static str>,
    /// The two conditions of a minimum.
    pub lamps: [Lamp; 2],
    /// What they make together.
    pub verdict: String,
    /// What is left to say where second derivatives are silent, or missing; else empty.
    pub beyond: String,
    /// Where the dial points, in degrees.
    pub angle: f64,
    /// The unit vector it points along.
    pub direction: [f64; 2],
    /// The slope along it.
    pub slope_along: f64,
    /// The curvature along it.
    pub curvature_along: f64,
    /// The order of the Taylor model.
    pub order: usize,
    /// The power of the distance that its error goes with along the dial, as measured.
    pub error_order: Option<f64>,
    /// That in a sentence.
    pub error_sentence: String,
    /// The number in the list of the critical point stood on.
    pub selected: Option<usize>,
    /// How far the proofs have come.
    pub proof: Proof,
    /// What is proved of L over the box.
    pub lipschitz: Option<LipschitzBound>,
    /// What tells 1/ρ and 1/L apart, or why there is no L.
    pub bound_sentence: String,
    /// Where the usual story is a little loose, in place.
    pub notes: Vec<String>,
    /// One sentence of state.
    pub sentence: String,
    /// Why there is nothing to see, or only chance; else empty.
    pub notice: &'static str,
    /// Whether the function has a value anywhere in view, if the ground has been drawn.
    pub has_ground: Option<bool>,
    /// Whether its heights are drawn `linear` or `compressed`, if it has been drawn.
    pub heights: Option<&'static str>,
    /// H, its eigenvalues, ρ and 1/ρ in MathML, with the live numbers.
    pub matrix: String,
    /// The name of the landscape, if the formula is one.
    pub landscape: Option<&'static str>,
    /// The letters of the formula, with their sliders.
    pub letters: Vec<Letter>,
    /// Whether the formula is written as it is read.
    pub plain: bool,
    /// The name of the example, if the formula is one.
    pub example: Option<&'static str>,
    /// What there is to see in it.
    pub see: &'static str,
    /// The numbers as the page writes them.
    pub words: CurvatureWords,
}

impl CurvatureInstrument {
    /// Everything there is to tell.
    #[must_use]
    pub fn readout(&self) -> CurvatureReadout {
        let reading = self.read();
        let (model, curvature) = (&reading.model, &reading.curvature);
        let [x, y] = self.settings.point;
        let v = self.line(2, &reading);
        let slope_along = model.gradient[0] * v[0] + model.gradient[1] * v[1];
        let curvature_along = model.curvature_along(v);
        let errors = taylor_errors(self.function(), [x, y], v, self.settings.order);
        let about = self.about();
        let bound = self.proofs.bound(&about).map(|(Lipschitz { lower, upper }, stale)| LipschitzBound {
            lower,
            upper,
            safe_step: digits::one_over_below(upper),
            stale,
        });
        let nowhere = self.ground.drawn().map(Map::without_ground);
        let example = self.example();
        CurvatureReadout {
            x,
            y,
            value: model.value,
            gradient: model.gradient,
            gradient_norm: norm(model.gradient),
            hessian: model.hessian,
            eigenvalues: curvature.eigenvalues,
            eigenvectors: curvature.eigenvectors,
            spectral_radius: curvature.spectral_radius,
            safe_step: curvature.safe_step,
            shape: curvature.shape.name(),
            reason: curvature.degeneracy.map(Degeneracy::name),
            kink: curvature.kink,
            critical: reading.kind().map(Critical::name),
            lamps: lamps(&reading),
            verdict: verdict(&reading),
            beyond: self.beyond(&reading),
            angle: self.settings.angle,
            direction: v,
            slope_along,
            curvature_along,
            order: self.settings.order,
            error_order: errors.slope,
            error_sentence: error_sentence(self.settings.order, &errors),
            selected: self.selected(),
            proof: self.proof(),
            lipschitz: bound,
            bound_sentence: bound_sentence(
                &reading,
                bound.as_ref(),
                self.proofs.stage(&about),
                &self.settings.site.area().words(),
            ),
            notes: notes(&reading, bound.as_ref()),
            sentence: self.sentence(&reading),
            notice: nowhere.flatten().or(self.ground.drawn().and_then(Map::too_fine)).unwrap_or(""),
            heights: self.ground.drawn().and_then(Map::heights).map(Heights::name),
            has_ground: nowhere.map(|nowhere| nowhere.is_none()),
            matrix: matrix::mathml(&reading, v),
            landscape: self.settings.site.formula.landscape().map(|landscape| landscape.name),
            letters: self.settings.site.formula.letters().to_vec(),
            plain: self.settings.site.formula.is_plain(),
            example: example.map(|example| example.name),
            see: example.map_or("", |example| example.see),
            words: words(
                &reading,
                [x, y],
                bound.as_ref(),
                [self.settings.angle, slope_along, curvature_along],
            ),
        }
    }

    fn proof(&self) -> Proof {
        let about = self.about();
        let found = self.proofs.found(&about);
        let stage = self.proofs.stage(&about);
        Proof {
            stage,
            running: stage == "points" || stage == "bound",
            area: about.area,
            cells: self.proofs.cells(),
            share: self.proofs.share(),
            version: self.proofs.version(),
            count: found.map_or(0, |(found, _)| found.points.len() + found.suspects.len()),
            complete: found.is_some_and(|(found, stale)| found.is_settled() && !stale),
            stale: found.is_some_and(|(_, stale)| stale),
            sentence: self.found_sentence(),
        }
    }

    /// What is left to say where the second derivatives are silent, or missing.
    fn beyond(&self, reading: &Reading) -> String {
        let (at, expr) = (self.settings.point, self.function());
        let curvature = &reading.curvature;
        if curvature.spectral_radius.is_nan() {
            beyond::mixed_limits(expr, at).map(beyond::mixed_sentence).unwrap_or_default()
        } else if curvature.critical == Some(Critical::Degenerate) {
            beyond::sentence(reading.nature, curvature)
        } else {
            String::new()
        }
    }

    /// The state in one sentence.
    fn sentence(&self, reading: &Reading) -> String {
        let [x, y] = self.settings.point.map(|v| digits::short(v, 4));
        let [low, high] = reading.curvature.eigenvalues.map(|v| digits::short(v, 4));
        let value = digits::short(reading.model.value, 4);
        let mut sentence = format!("x = {x}, y = {y}, f = {value}. {}", verdict(reading));
        if reading.curvature.spectral_radius.is_finite() {
            sentence.push_str(&format!(" Eigenvalues {low} and {high}."));
        }
        sentence
    }
}

fn words(
    reading: &Reading,
    [x, y]: [f64; 2],
    bound: Option<&LipschitzBound>,
    [angle, slope, bend]: [f64; 3],
) -> CurvatureWords {
    let (model, curvature) = (&reading.model, &reading.curvature);
    let write = |value: f64| digits::write(value, 6);
    // At a kink or a jump there is no slope, whatever is taken for it.
    let known = |value: f64| if curvature.kink || curvature.jump { "none".to_owned() } else { write(value) };
    let short = |value: f64| digits::short(value, 5);
    CurvatureWords {
        x: write(x),
        y: write(y),
        value: write(model.value),
        norm: known(norm(model.gradient)),
        fx: known(model.gradient[0]),
        fy: known(model.gradient[1]),
        low: short(curvature.eigenvalues[0]),
        high: short(curvature.eigenvalues[1]),
        radius: short(curvature.spectral_radius),
        safe_step: short(curvature.safe_step),
        lipschitz: bound.map_or_else(|| "–".to_owned(), enclosure),
        proved_step: bound.map_or_else(
            || "–".to_owned(),
            |bound| {
                if bound.upper.is_finite() { digits::one_over(bound.upper, 5) } else { "none".to_owned() }
            },
        ),
        angle: format!("{}°", digits::short(angle, 4)),
        slope: short(slope),
        bend: short(bend),
    }
}

/// The bounds of L, rounded outward: one number where they are one.
fn enclosure(bound: &LipschitzBound) -> String {
    if !bound.upper.is_finite() {
        return format!("≥ {}", digits::at_least(bound.lower, 4));
    }
    let (low, high) = (digits::at_least(bound.lower, 5), digits::at_most(bound.upper, 5));
    if low == high { low } else { format!("{low} to {high}") }
}

/// What tells 1/ρ and 1/L apart, or why there is no L.
fn bound_sentence(reading: &Reading, bound: Option<&LipschitzBound>, stage: &str, area: &str) -> String {
    let difference =
        format!("1/ρ is about the ground under this point; 1/L is proved for every step inside {area}.");
    match bound {
        None if stage == "cancelled" => format!("{difference} The proof of L was stopped before it began."),
        None => format!("{difference} L is looked for when all critical points are."),
        Some(bound) if bound.stale => format!("{difference} L is still that of another view."),
        Some(bound) if !bound.upper.is_finite() && stage == "bound" => {
            format!("{difference} No bound is proved yet.")
        }
        Some(bound) if !bound.upper.is_finite() => {
            format!(
                "Nothing is proved for all of {area}: somewhere in it the gradient jumps, has a pole, or does not \
                exist, and then no step is safe everywhere. Zoom to smooth ground."
            )
        }
        Some(bound) => {
            let times = bound.upper / reading.curvature.spectral_radius;
            let share = if times.is_finite() && times > 1.001 {
                format!(
                    " Elsewhere in it the ground bends up to {} times as sharply.",
                    digits::at_most(times, 3)
                )
            } else {
                String::new()
            };
            format!("{difference}{share}")
        }
    }
}

/// How the error of the Taylor model grows, measured along the dial.
fn error_sentence(order: usize, errors: &TaylorErrors) -> String {
    let kept = ["", "first", "second", "third", "fourth", "fifth", "sixth"];
    let name = kept.get(order).copied().unwrap_or("");
    match errors.slope {
        Some(slope) => format!(
            "Terms up to the {name} order are kept; along the dial the error goes with the distance to the power {}, as \
             measured.",
            digits::short(slope, 3)
        ),
        None => format!(
            "Terms up to the {name} order are kept; along the dial nothing is left to measure but rounding."
        ),
    }
}

/// Where the usual story is a little loose: only what concerns the ground at hand.
fn notes(reading: &Reading, bound: Option<&LipschitzBound>) -> Vec<String> {
    let mut notes = Vec::new();
    let curvature = &reading.curvature;
    let [low, high] = curvature.eigenvalues;
    if curvature.shape == Shape::Saddle && curvature.critical.is_none() {
        notes.push(
            "Eigenvalues of both signs make a saddle point only where the slope is zero. Elsewhere they tell the \
             shape of the ground, not what kind of point it is."
                .to_owned(),
        );
    }
    if curvature.shape == Shape::Saddle {
        let multipliers = [low, high].map(|value| digits::short(1.0 - value * curvature.safe_step, 4));
        notes.push(format!(
            "If the ground went on bending like this, a step of 1/ρ would multiply the distance to the saddle's middle \
             by {} along v₁ and by {} along v₂. Along v₁ it leaves, as it should, and f falls: “too long a step diverges” \
             is about the position, not about f rising.",
            multipliers[0], multipliers[1]
        ));
    }
    if let Some(bound) = bound
        && bound.upper.is_finite()
        && !bound.stale
    {
        notes.push(format!(
            "ρ(H) at one point is only a lower bound of L: here {} against {}. A step chosen by 1/ρ may be too long \
             a little further on.",
            digits::at_least(curvature.spectral_radius, 4),
            digits::at_most(bound.upper, 4)
        ));
        notes.push(format!(
            "1/L is enough, not the limit: f falls at every step below 2/L = {}. At 1/L the fall that is \
             proved, α(1 − Lα/2)‖∇f‖², is greatest.",
            digits::one_over(0.5 * bound.upper, 4)
        ));
    }
    notes
}
