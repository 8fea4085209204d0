//! What is said where the second derivatives are silent: terms of higher order, and limits.

use hillside_core::{Critical, Curvature, Expr, Ground, Nature, Number, hessian};

use crate::digits;

/// The word for an order, up to the highest that is looked at.
pub(super) fn ordinal(order: usize) -> &'static str {
    const WORDS: [&str; 13] = [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    WORDS.get(order).copied().unwrap_or("highest")
}

/// What a point without slope is where some eigenvalue is 0, in a few words; a theorem, or nothing is said.
pub(super) fn verdict(nature: Option<Nature>) -> String {
    let Some(Nature { kind, ground, .. }) = nature.filter(|nature| nature.proved) else {
        return "A degenerate point: the second derivatives cannot tell.".to_owned();
    };
    let kind = named(kind);
    match ground {
        Ground::Terms(order) | Ground::Valley(order) => {
            format!("{kind}: the second derivatives cannot tell; the {}-order terms do.", ordinal(order))
        }
        Ground::Level(_) => format!("{kind}, along a whole line."),
        Ground::Constant => "Every point is critical: f is constant.".to_owned(),
        Ground::Neighbourhood => format!("{kind}, though perhaps not a strict one."),
    }
}

fn named(kind: Critical) -> &'static str {
    match kind {
        Critical::Minimum => "A minimum",
        Critical::Maximum => "A maximum",
        Critical::Saddle | Critical::Degenerate => "Neither minimum nor maximum",
    }
}

/// What the terms above the second order say at a point without slope where some eigenvalue is 0: the verdict's ground.
pub(super) fn sentence(nature: Option<Nature>, curvature: &Curvature) -> String {
    let Some(Nature { kind, ground, proved, .. }) = nature else {
        return "Nor do the terms of higher order, as far as they are looked at: undecided.".to_owned();
    };
    let ending = named(kind);
    let (along, across) = match kind {
        Critical::Maximum => ("falls", "falls"),
        Critical::Saddle if curvature.signs[0] == -1 => ("rises", "falls"),
        Critical::Saddle => ("falls", "rises"),
        _ => ("rises", "rises"),
    };
    let said = match ground {
        Ground::Terms(order) => {
            let order_word = ordinal(order);
            let way = match kind {
                Critical::Minimum => "up every way",
                Critical::Maximum => "down every way",
                _ if order % 2 == 1 => "an odd order: where they rise, the opposite way they fall",
                _ => "up some ways, down others",
            };
            format!(
                "H is silent; the first terms that speak are those of the {order_word} order, {way}. {ending}."
            )
        }
        Ground::Valley(order) => {
            let axis = if curvature.signs[0] == 0 { "v₁" } else { "v₂" };
            let way = if order % 2 == 1 {
                "f rises one way and falls the other".to_owned()
            } else {
                format!("f {along} both ways, and {across} across")
            };
            format!(
                "Along {axis} H is silent; along it, or a curve that touches it, the first term that speaks is of the {} \
                 order: {way}. {ending}.",
                ordinal(order)
            )
        }
        Ground::Level(order) => {
            let way = match kind {
                Critical::Minimum => "rises to both sides",
                Critical::Maximum => "falls to both sides",
                _ => "rises to one side and falls to the other",
            };
            format!(
                "f is level along the line through here and {way}, by its {}-order terms. {ending}, along a whole line.",
                ordinal(order)
            )
        }
        Ground::Constant => "f is the same everywhere: no point is lower or higher than another.".to_owned(),
        Ground::Neighbourhood => {
            let word = if kind == Critical::Minimum { "lower" } else { "higher" };
            format!(
                "Nothing in a box about this point is {word}: proved by intervals. {ending}, perhaps level some way."
            )
        }
    };
    if proved { said } else { format!("To within rounding, which is no proof: {said}") }
}

/// The mixed partial derivatives `[∂/∂y ∂f/∂x, ∂/∂x ∂f/∂y]` as limits, where the formula has no value
/// at the point itself.
///
/// If f_x goes to its limit along the line x = x₀ and its slope along that line, f_xy, goes to one
/// too, then that is the slope of f_x at the point (the mean value theorem); and likewise for f_y
/// along y = y₀. So each is read, exactly, from nearer and nearer on both sides, and counts where
/// all readings agree. `None` where they do not.
pub(super) fn mixed_limits(expr: &Expr, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
    let limit = |to: &dyn Fn(f64) -> [f64; 2]| {
        let read = |step: i32| {
            let h = Number::powi(&0.5, step);
            [h, -h].map(|h| hessian(expr, to(h))[1])
        };
        let [first, last] = [10, 20].map(read);
        let settled = first.iter().chain(&last).all(|v| (v - last[0]).abs() <= 1e-6 * last[0].abs().max(1.0));
        settled.then_some(last[0])
    };
    Some([limit(&|h| [x, y + h])?, limit(&|h| [x + h, y])?])
}

/// The two limits as a sentence.
pub(super) fn mixed_sentence([xy, yx]: [f64; 2]) -> String {
    let (first, second) = (digits::short(xy, 4), digits::short(yx, 4));
    let verdict = if (xy - yx).abs() > 1e-6 {
        "The order matters here, for the second derivatives do not settle as one comes near: Schwarz's theorem asks that they do"
    } else {
        "Both orders agree"
    };
    format!(
        "The formula has no value here, but readings ever nearer settle: up the line of the same x at f_xy = {first}, along \
         the line of the same y at f_yx = {second}. {verdict}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use hillside_core::{curvature, nature};

    #[track_caller]
    fn said(formula: &str, ending: &str) {
        let (expr, at) = (Expr::parse(formula).unwrap(), [0.0, 0.0]);
        let told = nature(&expr, at);
        let said = sentence(told, &curvature(&expr, at));
        assert!(said.ends_with(ending), "{formula}: {said}");
        // The verdict and its ground say the same.
        let verdict = verdict(told);
        let last = ending.trim_end_matches('.');
        let same = verdict.starts_with(last) || ending.contains("undecided") || ending.contains("another");
        assert!(same, "{formula}: {verdict} {said}");
    }

    #[test]
    fn s10_14_the_same_hessian_and_three_verdicts() {
        said("x^2+y^4", "A minimum.");
        said("x^2-y^4", "Neither minimum nor maximum.");
        said("x^2+y^3", "Neither minimum nor maximum.");
        said("-x^2-y^4", "A maximum.");
        said("-x^2+y^4", "Neither minimum nor maximum.");
        said("x^3-3*x*y^2", "Neither minimum nor maximum.");
        said("x^4+y^4", "A minimum.");
        said("x^4-y^4", "Neither minimum nor maximum.");
        said("x^2+y^6", "A minimum.");
        said("x^2", "A minimum, along a whole line.");
        said("x^2*y^2+x^5", "undecided.");
        // However large another term, one that is there speaks.
        said("x^2+10^14*y^4-y^3", "Neither minimum nor maximum.");
        said("x^2+10^-14*y^4", "A minimum.");
        said("10^14*x^4+y^4", "A minimum.");
        said("x^4-2*x^2*y^2+y^4+10^-4*(x^4+y^4)", "A minimum.");
        said("7", "than another.");
        let flat = nature(&Expr::parse("x^2*y^2").unwrap(), [0.0, 0.0]);
        assert_eq!(verdict(flat), "A minimum, though perhaps not a strict one.");
    }

    #[test]
    fn a_curve_may_fall_where_every_line_rises() {
        // Peano's second: up along every line through 0, down between the two parabolas.
        said("(y-x^2)*(y-3*x^2)", "Neither minimum nor maximum.");
        said("(y-x^2)^2+x^4", "A minimum.");
    }

    #[test]
    fn s10_5_mixed_partials_by_limits() {
        let peano = Expr::parse("x*y*(x^2-y^2)/(x^2+y^2)").unwrap();
        let agree = |expr: &Expr, [xy, yx]: [f64; 2]| {
            let found = mixed_limits(expr, [0.0, 0.0]).unwrap();
            assert!((found[0] - xy).abs() < 1e-12 && (found[1] - yx).abs() < 1e-12, "{found:?}");
        };
        agree(&peano, [-1.0, 1.0]);
        agree(&Expr::parse("x*y*(x^2+y^2)/(x^2+y^2)").unwrap(), [1.0, 1.0]);
        assert_eq!(mixed_limits(&Expr::parse("ln(x)*y").unwrap(), [0.0, 0.0]), None);
    }
}
