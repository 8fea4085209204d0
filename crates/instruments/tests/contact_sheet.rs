//! A contact sheet: what maps of many kinds of functions look like, kept as text.
//!
//! `UPDATE=1 cargo test -p hillside-instruments --test contact_sheet` writes it anew; the difference is to be looked at.

#![allow(clippy::unwrap_used, reason = "what is not as it should be is a failed test")]

use std::fmt::Write;
use std::{env, fs};

use hillside_instruments::{Colour, DescentInstrument, Figure, Numbers, Raster, Sheet, Theme, Value};

/// The kinds, and functions of each.
const FUNCTIONS: [(&str, &[&str]); 9] = [
    (
        "landscapes",
        &[
            "(1-x)^2+100*(y-x^2)^2",
            "(x^2+y-11)^2+(x+y^2-7)^2",
            "20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)",
            "x^2+y^2",
            "x^2+10*y^2",
            "x^2+1000*y^2",
            "x^2-y^2",
            "x^3-3*x*y^2",
            "x^4+y^4",
            "x^6+y^6",
            "exp(x)+exp(-y)",
        ],
    ),
    ("poles", &["1/x+y", "1/(x^2+y^2)", "tan(x)*y", "1/(x*y)", "x/(x^2+y^2)", "ln(x^2+y^2)", "y/x"]),
    ("kinks", &["abs(x)+abs(y)", "max(x,y)", "abs(x*y)", "sqrt(x^2+y^2)", "cbrt(x)+y/9"]),
    (
        "plateaus",
        &[
            "exp(-(x^2+y^2))",
            "tanh(x)*tanh(y)",
            "1/(1+exp(-x-y))",
            "min(max(x,-1),1)",
            "exp(-100*(x^2+y^2))",
            "-exp(-(x^2+y^2))",
        ],
    ),
    ("jumps", &["sign(x)+y/4", "atan2(y,x)", "step(x+y)*(1+y^2)"]),
    (
        "waves",
        &["sin(x)*cos(y)", "sin(10*x)*sin(10*y)", "sin(x^2+y^2)", "sin(x*y)", "cos(x)+y/3", "sin(x)*exp(y)"],
    ),
    ("planes and constants", &["x", "x-3*y", "7", "0", "1e9+x", "1e300*x^2", "1e-9*(x^2+y^2)"]),
    ("like noise", &["sin(1000*x*y)", "sin(137*x+251*y)*sin(93*x-57*y)", "sin(50*x)+y"]),
    ("with borders", &["ln(x)", "sqrt(x-1)", "asin(x)*y", "x^y", "ln(x*y)", "0/0"]),
];

/// The width and height of a map in CSS pixels.
const SIZE: [f64; 2] = [458.0, 434.0];

/// So many parts a side is the ground looked at in.
const PARTS: usize = 12;

/// The tint a colour is nearest to, as a digit from low to high; a dot where there is no ground.
fn tint([red, green, blue]: [f64; 3], theme: &Theme) -> char {
    let square = |Colour(r, g, b): Colour| {
        let [dr, dg, db] = [red - f64::from(r), green - f64::from(g), blue - f64::from(b)];
        dr * dr + dg * dg + db * db
    };
    let tints = theme.tints.iter().zip('1'..='9').chain([(&theme.void, '.')]);
    tints.min_by(|a, b| square(*a.0).total_cmp(&square(*b.0))).map_or('?', |(_, digit)| digit)
}

/// The tints of the ground in so many parts a side, without the light, which would make one tint another.
fn digest(raster: &Raster, theme: &Theme) -> String {
    let mut text = String::new();
    for row in 0..PARTS {
        text.push_str("  ");
        for column in 0..PARTS {
            let middle = |part: usize, nodes: usize| (2 * part + 1) * nodes / (2 * PARTS);
            let (x, y) = (middle(column, raster.columns), middle(row, raster.rows));
            let at = 4 * (y * raster.columns + x);
            let colour = [0, 1, 2].map(|channel| f64::from(raster.pixels[at + channel]));
            text.push(tint(colour, theme));
        }
        text.push('\n');
    }
    text
}

/// A map in a few lines: how heights are drawn, ticks, labels, how much is drawn of lines, and tints; and these alone.
fn entry(formula: &str) -> (String, String) {
    let mut figure = DescentInstrument::new();
    assert_eq!(figure.assign(&[("formula".into(), Value::Text(formula.into()))]), [], "{formula}");
    figure.resize(SIZE[0], SIZE[1]);
    // Without light and shade a tint is a height.
    let theme = Theme { shade: 1.0, light: 1.0, ..Theme::LIGHT };
    let mut sheet = Sheet::new(SIZE[0], SIZE[1]);
    assert!(figure.draw("ground", Numbers(&[1.5]), &mut sheet, &theme));
    let readout = figure.readout();
    let printed = sheet.to_string();
    let words = |size: &str, anchor: &str| -> Vec<&str> {
        let marks = printed.lines().filter(|line| line.starts_with("text ") && line.contains(size));
        marks.filter(|line| line.contains(anchor)).filter_map(|line| line.split('"').nth(1)).collect()
    };
    let lines = |width: &str| {
        let ink = format!("line {} {width}", theme.contour);
        printed.lines().filter(|line| line.starts_with(&ink)).count()
    };
    let mut text = format!("{formula}: {}\n", readout.heights.unwrap_or("no ground"));
    let mut row = |name: &str, words: String| writeln!(text, "  {name}: {words}").unwrap();
    row("x", words(" 11.5px Top", "").join(" "));
    row("y", words(" 11.5px Right", "").join(" "));
    row("labels", words(" 10.5px Middle", "").join(" "));
    row(
        "lines",
        format!(
            "{} light, {} heavy, {} edges",
            lines("0.55 0.6px"),
            lines("0.85 1.1px") + lines("0.85 1.2px"),
            lines("0.85 1.6px")
        ),
    );
    if !readout.notice.is_empty() {
        row("notice", readout.notice);
    }
    let (raster, _) = sheet.images().next().unwrap();
    let tints = digest(raster, &theme);
    text.push_str(&tints);
    (text, tints)
}

#[test]
fn maps_look_as_they_did() {
    let mut now = String::new();
    for (kind, formulas) in FUNCTIONS {
        writeln!(now, "# {kind}\n").unwrap();
        for formula in formulas {
            now.push_str(&entry(formula).0);
            now.push('\n');
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contact_sheet.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(path, &now).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    let differences: Vec<String> = kept
        .split("\n\n")
        .zip(now.split("\n\n"))
        .filter(|(kept, now)| kept != now)
        .map(|(kept, now)| format!("was\n{kept}\nis\n{now}"))
        .collect();
    assert!(kept == now, "{} maps look different:\n{}", differences.len(), differences.join("\n\n"));
}

/// Functions that are level over most of the view, but for a peak, a pole or a far corner.
const LEVEL: [&str; 7] =
    ["7", "0", "exp(-100*(x^2+y^2))", "exp(-(x^2+y^2))", "-exp(-(x^2+y^2))", "1/(x^2+y^2)", "sin(x)*exp(y)"];

/// Where the values of a function are spread over the view, so are its tints, and lines tell heights.
#[test]
fn no_ground_that_rises_is_one_tint() {
    let mut poor = Vec::new();
    for (kind, formulas) in FUNCTIONS {
        for formula in formulas.iter().filter(|formula| !LEVEL.contains(formula)) {
            let (text, tints) = entry(formula);
            let count = |tint: char| tints.chars().filter(|other| *other == tint).count();
            let (most, all) =
                (('1'..='9').map(count).max().unwrap_or(0), ('1'..='9').map(count).sum::<usize>());
            if 4 * most > 3 * all {
                poor.push(format!("{kind}, {formula}: {most} of {all} parts in one tint\n{text}"));
            }
        }
    }
    assert!(poor.is_empty(), "{}", poor.join("\n"));
}
