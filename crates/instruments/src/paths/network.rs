//! A network of layers such as `9-4-1`, written out as formulas.

use hillside_core::random_point;

use crate::settings::Problem;

/// The most units of a layer, and the most layers.
const MOST_UNITS: usize = 16;
/// What the units of a layer are called, the inputs first; those of the last are `z`.
const NAMES: [&str; 5] = ["x", "h", "k", "m", "n"];
/// The seed of the weights.
const SEED: u64 = 4;

/// The formulas of the network whose layers have as many units as a text such as `9-4-1` says, with tanh in between and
/// random weights; `None` for a text that says nothing of the kind.
pub(super) fn formulas(setting: &str, text: &str) -> Result<Option<String>, Problem> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() < 2 || !parts.iter().all(is_number) {
        return Ok(None);
    }
    let sizes: Vec<usize> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let fits = sizes.len() == parts.len() && sizes.iter().all(|size| (1..=MOST_UNITS).contains(size));
    if !fits || sizes.len() > NAMES.len() || sizes.iter().sum::<usize>() > hillside_core::MOST_LETTERS {
        let most = NAMES.len();
        return Err(Problem::new(
            setting,
            format!("layers such as 9-4-1 are 2 to {most} numbers from 1 to {MOST_UNITS}, 64 units in all."),
        ));
    }
    let name = |layer: usize, unit: usize| match (layer + 1 == sizes.len(), sizes[layer]) {
        (true, 1) => "z".to_owned(),
        (true, _) => format!("z_{}", unit + 1),
        _ => format!("{}_{}", NAMES[layer], unit + 1),
    };
    let mut written = Vec::new();
    let mut drawn = 0;
    for layer in (1..sizes.len()).rev() {
        // So that a sum of many is no larger than one of few.
        let reach = 1.8 / (sizes[layer - 1] as f64).sqrt();
        for unit in 0..sizes[layer] {
            let terms: Vec<String> = (0..sizes[layer - 1])
                .map(|before| {
                    drawn += 1;
                    let weight =
                        (random_point(SEED, drawn, [-reach, reach, 0.0, 1.0])[0] * 100.0).round() / 100.0;
                    format!("({weight})*{}", name(layer - 1, before))
                })
                .collect();
            let sum = terms.join(" + ");
            let last = layer + 1 == sizes.len();
            written.push(format!(
                "{} = {}",
                name(layer, unit),
                if last { sum } else { format!("tanh({sum})") }
            ));
        }
    }
    Ok(Some(written.join("; ")))
}
