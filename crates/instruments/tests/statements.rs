//! What is stated beside a step is true, or said not to apply: red is for a theorem that is broken, and none is.

use hillside_core::landscapes;
use hillside_instruments::{DescentInstrument, Figure, Value, bound_search};

/// What may be said of a statement that is neither true nor false.
const OPEN: [&str; 6] = [
    "only at α = 1/L",
    "of plain steps only",
    "not proved: the step leaves the box",
    "f rose",
    "not kept",
    "kept to",
];

#[test]
fn no_landscape_breaks_a_theorem_at_any_rate_or_method() {
    for landscape in landscapes() {
        let mut figure = DescentInstrument::new();
        figure.equip(bound_search);
        figure.choose(landscape.name);
        while figure.work(1000) {}
        let upper = figure.readout().lipschitz.map_or(1.0, |known| known.upper);
        let safe = if upper.is_finite() && upper > 0.0 { 1.0 / upper } else { landscape.rate };
        for times in [1e-9, 0.01, 0.5, 0.999, 1.0, 1.001, 1.9, 2.0, 2.1, 50.0] {
            for method in ["gradient", "momentum", "adam"] {
                figure.assign(&[
                    ("method".into(), Value::Text(method.into())),
                    ("rate".into(), Value::Number(times * safe)),
                ]);
                figure.reset();
                for index in 0..12 {
                    for stated in figure.readout().statements {
                        let tells = match stated.state {
                            "true" => stated.said == "✓ true" || stated.said == "✓ kept",
                            "open" => OPEN.iter().any(|open| stated.said.starts_with(open)),
                            _ => false,
                        };
                        assert!(tells, "{}, {method}, {times}/L, step {index}: {stated:?}", landscape.name);
                    }
                    figure.step(1);
                }
            }
        }
    }
}
