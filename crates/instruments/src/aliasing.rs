//! Whether a function goes up and down faster than its samples can follow, so that a map of them shows patterns it has
//! not.

use crate::field::{Field, Scale};

/// A change smaller than this part of all heights is not seen.
const SEEN: f64 = 1e-3;
/// So many of the steps from node to node must be seen.
const SHARE: f64 = 0.3;
/// How far the middling step is off what its slopes foretell, as a part of both together. Waves reach this at some
/// two and a half nodes each; with two nodes a wave it is 1.
const OFF: f64 = 0.5;
/// How many steps are looked at each way; a middling one needs no more.
const SAMPLES: usize = 4096;

/// Whether most of what is seen of a field, whose nodes lie `spacing` world units apart, is not what its exact slopes say.
pub(crate) fn is_aliased(field: &Field, scale: Option<&Scale>, spacing: [f64; 2]) -> bool {
    let Some(scale) = scale else { return false };
    let (columns, rows) = (field.columns, field.rows);
    let ways = [(1, &field.slopes_x, spacing[0]), (columns, &field.slopes_y, spacing[1])];
    ways.into_iter().any(|(to, slopes, length)| {
        let step = (field.values.len() / SAMPLES).max(1) | 1;
        let (mut all, mut off) = (0usize, Vec::new());
        for from in (0..columns * (rows - 1)).step_by(step).filter(|from| (from + 1) % columns != 0) {
            let change = field.values[from + to] - field.values[from];
            // By the trapezoidal rule: exact for parabolas, so that what is smooth is foretold.
            let foretold = 0.5 * length * (slopes[from] + slopes[from + to]);
            let both = change.abs() + foretold.abs();
            if !both.is_finite() {
                continue;
            }
            all += 1;
            if both * scale.slope(field.values[from]) > SEEN {
                off.push((change - foretold).abs() / both);
            }
        }
        off.sort_unstable_by(f64::total_cmp);
        off.len() as f64 > SHARE * all as f64 && off[off.len() / 2] > OFF
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heights::Heights;
    use crate::view::View;
    use hillside_core::Expr;

    fn aliased(formula: &str, nodes: usize) -> bool {
        let view = View::new(-5.0, 5.0, -5.0, 5.0).unwrap();
        let field = Field::sample(&Expr::parse(formula).unwrap(), view, nodes, nodes);
        let scale = Scale::of(&field, Heights::Auto);
        is_aliased(&field, scale.as_ref(), [10.0 / (nodes - 1) as f64; 2])
    }

    #[test]
    fn waves_of_two_nodes_are_aliased_and_waves_of_six_are_not() {
        for nodes in [101, 129, 201, 400] {
            for [nodes_a_wave, wanted] in
                [[2.1, 1.0], [1.3, 1.0], [0.37, 1.0], [0.0137, 1.0], [6.0, 0.0], [20.0, 0.0]]
            {
                let k = std::f64::consts::TAU * (nodes - 1) as f64 / (10.0 * nodes_a_wave);
                for formula in
                    [format!("sin({k}*x)"), format!("y+cos({k}*y)"), format!("sin({k}*x)*cos({k}*y)")]
                {
                    assert_eq!(aliased(&formula, nodes), wanted > 0.0, "{formula} on {nodes} nodes");
                }
            }
        }
        assert!(aliased("sin(1000*x*y)", 150) && aliased("sin(137*x+251*y)*sin(93*x-57*y)", 150));
    }

    #[test]
    fn no_pole_kink_jump_or_peak_is_aliased() {
        for formula in [
            "1/x+y",
            "tan(x)*y",
            "1/(x*y)",
            "abs(x)+abs(y)",
            "max(x,y)",
            "sign(x)+y",
            "atan2(y,x)",
            "exp(-100*(x^2+y^2))",
            "exp(-9999*x^2)",
            "7",
            "1e9+x",
            "1e300*x^2",
            "1e-300*x",
            "x^y",
            "ln(x*y)",
            "0/0",
            "tanh(99*x)",
            "(1-x)^2+100*(y-x^2)^2",
            "x^20+y^20",
        ] {
            assert!(!aliased(formula, 129), "{formula}");
        }
    }
}
