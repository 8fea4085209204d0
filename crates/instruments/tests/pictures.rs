//! What each figure draws, layer by layer, by day and by night, as text that a reviewer reads: `tests/pictures/`.
//!
//! `UPDATE=1 cargo test -p hillside-instruments --test pictures` writes what is drawn now in its place.

#![allow(clippy::unwrap_used, reason = "what is not as it should be is a failed test")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use hillside_instruments::{Figure, Numbers, Sheet, Theme, Value, figure};

/// A layer: its name, what numbers it is drawn with, and on which size it is drawn in CSS pixels.
type Layer = (&'static str, &'static [f64], [f64; 2]);

const MAP: [f64; 2] = [400.0, 320.0];

const DESCENT: [Layer; 3] = [("ground", &[4.0], MAP), ("trail", &[], MAP), ("loss", &[], [320.0, 140.0])];

const CURVATURE: [Layer; 7] = [
    ("ground", &[4.0], MAP),
    ("signs", &[], MAP),
    ("point", &[], MAP),
    ("dial", &[], [160.0, 160.0]),
    ("slice", &[0.0], [200.0, 110.0]),
    ("slice", &[1.0], [200.0, 110.0]),
    ("slice", &[2.0], [320.0, 150.0]),
];

const DETECTOR: [Layer; 7] = [
    ("network", &[], [560.0, 416.0]),
    ("loss", &[], [320.0, 140.0]),
    ("squares", &[620.0], [620.0, 440.0]),
    ("patterns", &[620.0], [620.0, 440.0]),
    ("table", &[620.0, 3.0], [620.0, 440.0]),
    ("spectrum", &[620.0, 320.0], [620.0, 320.0]),
    ("mode", &[620.0, 230.0], [620.0, 230.0]),
];

/// Whoever compares more than so many marks of one kind in a row looks at the first, at the last, and at what tells of a
/// change between them.
const RUN: usize = 6;

fn with(name: &str, settings: &[(&str, &str)]) -> Box<dyn Figure> {
    let mut figure = figure(name).unwrap();
    let given: Vec<(String, Value)> =
        settings.iter().map(|(name, value)| ((*name).to_owned(), Value::Text((*value).to_owned()))).collect();
    assert_eq!(figure.assign(&given), []);
    figure.resize(MAP[0], MAP[1]);
    figure
}

/// A sheet as text in which long runs of the same kind of mark are told in three lines.
fn compact(sheet: &Sheet) -> String {
    let text = sheet.to_string();
    let lines: Vec<&str> = text.lines().collect();
    let kind = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let mut told = String::new();
    for run in lines.chunk_by(|a, b| kind(a) == kind(b)) {
        if run.len() <= RUN {
            run.iter().for_each(|line| writeln!(told, "{line}").unwrap());
            continue;
        }
        let between = &run[1..run.len() - 1];
        let hash =
            between.iter().flat_map(|line| line.bytes()).fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        let last = run[run.len() - 1];
        writeln!(told, "{}\n  … {} more: {hash:016x} …\n{last}", run[0], between.len()).unwrap();
    }
    told
}

/// Compares what a figure draws in both themes with its golden files.
#[track_caller]
fn check(name: &str, figure: &mut dyn Figure, layers: &[Layer]) {
    for (theme, scheme) in [(&Theme::LIGHT, "light"), (&Theme::DARK, "dark")] {
        let mut drawn = String::new();
        for (layer, numbers, [width, height]) in layers {
            let mut sheet = Sheet::new(*width, *height);
            assert!(figure.draw(layer, Numbers(numbers), &mut sheet, theme), "{name} has no layer {layer}");
            let given: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            writeln!(drawn, "== {layer} {} ==\n{}", given.join(" "), compact(&sheet)).unwrap();
        }
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{name}-{scheme}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &drawn).unwrap();
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        let differences: Vec<String> = (0..golden.lines().count().max(drawn.lines().count()))
            .filter_map(|line| {
                let [want, got] =
                    [&golden, &drawn].map(|text| text.lines().nth(line).unwrap_or("(nothing)").to_owned());
                (want != got).then(|| format!("line {}:\n  golden {want}\n  drawn  {got}", line + 1))
            })
            .take(5)
            .collect();
        assert!(
            differences.is_empty(),
            "{name} by {scheme} is not as in {}; UPDATE=1 takes it as it is. It differs first in\n{}",
            file.display(),
            differences.join("\n")
        );
    }
}

#[test]
fn the_descent() {
    let mut figure =
        with("descent", &[("formula", "x^2+10*y^2"), ("start", "4,1.5"), ("rate", "0.08"), ("step", "9")]);
    check("descent", &mut *figure, &DESCENT);
}

/// Ground with a jump, a pole and a part without value; a walk that leaves the view.
#[test]
fn the_descent_on_odd_ground() {
    let mut figure = with(
        "descent",
        &[("formula", "sqrt(x+3)/y+sign(x-1)"), ("start", "2,1"), ("rate", "0.5"), ("step", "4")],
    );
    check("descent-odd", &mut *figure, &DESCENT);
}

#[test]
fn the_curvature() {
    let mut figure = with("curvature", &[("point", "2.3,2.8")]);
    while figure.work(1_000) {}
    check("curvature", &mut *figure, &CURVATURE);
}

#[test]
fn the_detector() {
    let mut figure = with("detector", &[("step", "60")]);
    figure.act("deepen", Numbers(&[1e6]), "");
    figure.act("select", Numbers(&[2.0]), "weight");
    check("detector", &mut *figure, &DETECTOR);
}

#[test]
fn the_curve() {
    let sine = [("formula", "sin(x)"), ("point", "0.5"), ("step", "1.5"), ("order", "3")];
    let layers = [("curve", &[][..], [600.0, 400.0]), ("error", &[], [320.0, 200.0])];
    check("curve", &mut *with("curve", &sine), &layers);
}
