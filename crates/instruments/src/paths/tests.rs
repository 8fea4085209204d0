use crate::figure::{Figure, Numbers, OnMap};
use crate::settings::Value;
use crate::sheet::Sheet;
use crate::theme::Theme;

use super::Paths;

fn paths(given: &[(&str, &str)]) -> Paths {
    let mut paths = Paths::default();
    paths.fit(640.0, 400.0);
    let given: Vec<(String, Value)> =
        given.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned()))).collect();
    let problems = paths.assign(&given);
    assert!(problems.is_empty(), "{problems:?}");
    paths
}

fn products(paths: &Paths) -> Vec<f64> {
    paths.read().paths.iter().map(|path| path.product).collect()
}

fn near(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-9 * (1.0 + want.abs()), "{got}, not {want}");
}

/// A tap where nothing is held.
fn tap(paths: &mut Paths, at: [f64; 2]) {
    paths.select(0);
    paths.place(at);
    paths.hold(false);
}

/// A handle led from where it is.
fn lead(paths: &mut Paths, which: usize, [dx, dy]: [f64; 2]) {
    paths.select(which);
    let [x, y] = paths.handle();
    assert!(paths.grabs([x + 8.0, y]) && !paths.grabs([x + 40.0, y]));
    paths.hold(true);
    paths.place([x + dx, y + dy]);
    paths.hold(false);
}

#[test]
fn two_paths_carry_12_and_18_and_add_up_to_30() {
    let mut figure = paths(&[]);
    let readout = figure.read();
    assert_eq!(readout.edges.iter().map(|edge| edge.partial).collect::<Vec<_>>(), [12.0, 9.0, 1.0, 2.0]);
    assert_eq!((products(&figure), readout.total, readout.direct), (vec![12.0, 18.0], 30.0, 30.0));
    assert_eq!(readout.paths[1].letters, ["u", "y", "z"]);
    assert_eq!(readout.paths[1].factors, [2.0, 9.0]);
    assert!(readout.sentence.contains("12·1 = 12 over x and 9·2 = 18 over y: together ∂z/∂u = 30"));
    figure.act("poke", Numbers(&[1.0]), "").unwrap();
    assert_eq!((products(&figure), figure.read().direct), (vec![12.0, 9.0], 21.0));
}

#[test]
fn what_the_differential_misses_is_the_square_of_the_step() {
    let poked = paths(&[("step", "0.01")]).read().poked;
    near(poked.actual, 0.301_402);
    near(poked.linear, 0.3);
    near(poked.remainder, 0.001_402);
    assert!((poked.ratio.unwrap() - 4.0).abs() < 0.01);
    // Both inputs at once.
    let readout = paths(&[("step", "u=0.01,v=0.02")]).read();
    let told: Vec<f64> = readout.letters.iter().map(|letter| letter.linear).collect();
    for (got, want) in told.into_iter().zip([0.01, 0.02, 0.03, 0.04, 0.72]) {
        near(got, want);
    }
    assert!(
        readout.sentence.contains("Moving u from 1 to 1.01 and v from 2 to 2.02 moves"),
        "{}",
        readout.sentence
    );
    // Where there is nothing to miss, it says so.
    assert!(
        paths(&[("formulas", "c=2*b; b=3*a"), ("step", "1")])
            .read()
            .sentence
            .contains("foretold just as far")
    );
}

#[test]
fn a_closed_stream_leaves_the_other() {
    let mut figure = paths(&[("closed", "u-x"), ("show", "streams")]);
    let readout = figure.read();
    assert_eq!((products(&figure), readout.total, readout.direct), (vec![0.0, 18.0], 18.0, 30.0));
    assert!(readout.sentence.contains("18 while u → x is closed, and 30 otherwise"), "{}", readout.sentence);
    // The step goes where it goes, whatever is closed.
    near(readout.poked.linear, 0.3);
    let edge = readout.edges.iter().position(|edge| edge.partial == 0.0).unwrap();
    let index = serde_json::to_value(&readout).unwrap()["edges"][edge]["index"].as_f64().unwrap();
    figure.act("close", Numbers(&[index]), "").unwrap();
    assert_eq!(figure.read().total, 30.0);
}

#[test]
fn the_four_terms_regroup_into_the_same_sum() {
    let lines = paths(&[]).read().derivation;
    assert_eq!(
        lines,
        [
            "dz = 12 dx + 9 dy",
            "with dy = 2 du + 1 dv",
            "with dx = 1 du + 1 dv",
            "dz = 12·1 du + 9·2 du + 12·1 dv + 9·1 dv",
            "dz = (12·1 + 9·2) du + (12·1 + 9·1) dv",
            "dz = 30 du + 21 dv",
        ]
    );
    assert!(paths(&[("formulas", "9-4-1")]).read().derivation.is_empty());
}

#[test]
fn networks_have_as_many_paths_as_their_layers_multiply_to() {
    for (layers, count) in [("9-4-1", 4.0), ("9-4-3-1", 12.0), ("3-2", 1.0), ("4-9-5-1", 45.0)] {
        let readout = paths(&[("formulas", layers)]).read();
        assert_eq!(readout.path_count, count, "{layers}");
        near(readout.total, readout.direct);
        assert!(readout.total != 0.0 && readout.paths.len() as f64 == count.min(24.0));
    }
    // So many paths that nobody could list them.
    let readout = paths(&[("formulas", "16-16-16-15-1")]).read();
    assert_eq!(readout.path_count, 16.0 * 16.0 * 15.0);
    near(readout.total, readout.direct);
}

#[test]
fn a_product_grows_by_two_strips_and_a_corner() {
    let given = [("formulas", "A=f*g; f=t^2; g=sin(t)"), ("at", "t=1"), ("show", "rectangle")];
    let mut corners = Vec::new();
    for step in ["0.2", "0.1"] {
        let readout = paths(&[&given[..], &[("step", step)]].concat()).read();
        let rectangle = readout.rectangle.unwrap();
        near(readout.total, 2.223_244_275_483_933);
        near(rectangle.strips[0] + rectangle.strips[1] + rectangle.corner, readout.poked.actual);
        corners.push(rectangle.corner / readout.poked.step);
    }
    assert!((corners[0] / corners[1] - 2.0).abs() < 0.15, "{corners:?}");
    // An area of two inputs is drawn out at its sides.
    let mut figure =
        paths(&[("formulas", "A=l*w"), ("at", "l=5,w=3"), ("step", "0.5"), ("show", "rectangle")]);
    assert_eq!(figure.read().edges.iter().map(|edge| edge.partial).collect::<Vec<_>>(), [3.0]);
    lead(&mut figure, 0, [-60.0, 0.0]);
    let l = figure.settings.values()[0];
    assert!((3.0..4.9).contains(&l), "{l}");
    lead(&mut figure, 1, [0.0, 40.0]);
    assert!(figure.settings.values()[1] < 2.9 && figure.settings.values()[0] == l);
    assert!(paths(&[("show", "rectangle")]).read().rectangle.is_none());
}

#[test]
fn a_chain_multiplies_and_its_step_can_be_drawn_out() {
    let mut figure = paths(&[("formulas", "y=sin(x); x=t^2"), ("step", "0.1"), ("show", "lines")]);
    near(figure.read().total, 1.080_604_611_736_28);
    assert!(figure.read().sentence.contains("x goes 2 times as far as t"), "{}", figure.read().sentence);
    let before = figure.now().steps.iter().sum::<f64>();
    lead(&mut figure, 1, [60.0, 0.0]);
    let after = figure.now().steps.iter().sum::<f64>();
    assert!(after > before + 0.01, "{after}");
    lead(&mut figure, 0, [24.0, 0.0]);
    assert!((figure.settings.values()[0] - 2.0).abs() < 0.01, "a tenth of a turn");
}

#[test]
fn only_the_knob_that_is_turned_moves() {
    let mut figure = paths(&[("formulas", "S=v^2*b"), ("at", "v=3,b=2"), ("step", "0.001")]);
    near(figure.read().poked.actual, 0.012_002);
    assert!(figure.read().sentence.contains("with b held"));
    lead(&mut figure, 1, [0.0, -24.0]);
    assert_eq!(
        (figure.settings.values(), figure.now().input),
        (vec![3.0, 3.0], figure.settings.graph.letter("b"))
    );
    figure.select(0);
    figure.nudge(1.0, 0.0, true, false);
    assert_eq!(
        (figure.settings.values(), figure.now().input),
        (vec![4.0, 3.0], figure.settings.graph.letter("v"))
    );
}

#[test]
fn a_tap_lights_a_path_and_the_next_and_none() {
    let mut figure = paths(&[]);
    let plan = super::plan::Plan::new(&figure.settings.graph, [640.0, 400.0]);
    let edge = figure.now().paths[1][1];
    let middle = plan.ways[edge][plan.ways[edge].len() / 2];
    tap(&mut figure, middle);
    assert_eq!(
        figure.settings().into_iter().find(|(name, _)| *name == "lit").unwrap().1,
        Value::Text("u-y-z".into())
    );
    assert!(
        figure
            .read()
            .sentence
            .contains("how much z changes with y (9) times how much y changes with u (2) = 18, of 30 in all")
    );
    tap(&mut figure, middle);
    assert_eq!(figure.now().lit, None);
    figure.act("light", Numbers(&[0.0]), "").unwrap();
    tap(&mut figure, [5.0, 395.0]);
    assert_eq!(figure.now().lit, None);
    // In the streams a tap on a gate closes it.
    let mut figure = paths(&[("show", "streams")]);
    tap(&mut figure, [215.0, 100.0]);
    assert_eq!((figure.settings.closed().len(), figure.read().total), (1, 18.0));
}

#[test]
fn what_cannot_be_is_refused_in_words_and_nothing_is_lost() {
    let mut figure = paths(&[("formulas", "z=a*b; a=u+v; b=u"), ("at", "u=3,v=4")]);
    for (name, text) in [
        ("formulas", ""),
        ("formulas", "z"),
        ("formulas", "z = z+1"),
        ("formulas", "a=b; b=a"),
        ("formulas", "z=x^"),
        ("formulas", "z=1/2x"),
        ("formulas", "99-1"),
        ("formulas", "0-1"),
        ("formulas", "1-1-1-1-1-1"),
        ("at", "u"),
        ("at", "u=1/0"),
        ("at", "u=1e308"),
        ("at", "u=,v=1"),
        ("input", "z"),
        ("input", ""),
        ("output", "u"),
        ("step", "NaN"),
        ("step", "1e308"),
        ("step", "u=1e300"),
        ("step", ""),
        ("lit", "u-q"),
        ("lit", "z-u"),
        ("closed", "u-v"),
        ("closed", "u"),
        ("show", "river"),
        ("order", "99"),
    ] {
        let problems = figure.assign(&[(name.to_owned(), Value::Text(text.to_owned()))]);
        assert!(
            problems.len() == 1 && problems[0].message.ends_with(['.', '?']),
            "{name}={text}: {problems:?}"
        );
    }
    assert_eq!((figure.read().total, figure.settings.text.as_str()), (10.0, "z=a*b; a=u+v; b=u"));
}

#[test]
fn settings_come_back_as_they_were_and_wait_for_their_formulas() {
    let given = [
        ("formulas", "w=x*y; x=a+b; y=a; v=x"),
        ("at", "a=2,b=-1"),
        ("output", "v"),
        ("input", "b"),
        ("step", "a=0.1,b=0.2"),
        ("lit", "b-x-v"),
        ("closed", "a-x,a-y"),
        ("show", "streams"),
    ];
    let figure = paths(&given);
    let changed = figure.changed();
    let texts: Vec<(&str, String)> = changed.iter().map(|(name, value)| (*name, value.text())).collect();
    let want: Vec<(&str, String)> = given.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    assert_eq!(texts, want);
    assert!(Paths::default().changed().is_empty());
    // Other formulas keep what they share, and forget what they have not.
    let mut figure = figure;
    let problems = figure.assign(&[("formulas".to_owned(), Value::Text("z = a^2".to_owned()))]);
    assert!(problems.is_empty());
    assert_eq!((figure.read().total, figure.settings.closed(), figure.settings.lit()), (4.0, vec![], None));
}

#[test]
fn whatever_the_formulas_something_is_drawn_and_said() {
    let odd = [
        "c = 3",
        "z = 0*u",
        "z = 1/u; y = u",
        "z = ln(u)",
        "z = x*y; x = exp(exp(exp(u))); y = -x",
        "z = x*y; x = 1e200*u; y = 1e200*u",
        "A = f*g; f = -t; g = -t",
        "A = f*g; f = 0*t; g = t",
        "z = sqrt(x)+y; x = u; y = v",
        "b=a*a;c=b*b;d=c*c;f=d*d;g=f*f;h=g*g;k=h*h;l=k*k;m=l*l;n=m*m;o=n*n;p=o*o;q=p*p;r=q*q",
        "z = alpha*beta_1; alpha = u",
        "16-16-16-15-1",
        "z = u*v*w*a*b*c*d*f*g*h*k*l*m",
    ];
    for formulas in odd {
        for at in ["", "u=0,t=0", "u=-1e12,v=1e-12", "u=1e-300"] {
            for step in ["0", "0.01", "-1e12", "u=1,v=-1"] {
                for show in ["graph", "streams", "rectangle", "lines"] {
                    let mut figure =
                        paths(&[("formulas", formulas), ("at", at), ("step", step), ("show", show)]);
                    for size in [320.0, 0.0] {
                        figure.fit(size, size);
                        let mut sheet = Sheet::new(size, size);
                        assert!(figure.draw("paths", Numbers(&[]), &mut sheet, &Theme::LIGHT));
                        let printed = sheet.to_string();
                        assert!(
                            printed.contains("text") && !printed.contains("NaN"),
                            "{formulas} {at} {step} {show}: {printed}"
                        );
                    }
                    for which in 0..12 {
                        figure.select(which);
                        figure.hold(true);
                        figure.place([50.0, 60.0]);
                        figure.hold(false);
                        figure.nudge(1.0, 0.0, false, true);
                        figure.place([100.0, 100.0]);
                    }
                    let readout = figure.read();
                    assert!(
                        readout.sentence.ends_with('.') && !readout.sentence.contains("NaN"),
                        "{}",
                        readout.sentence
                    );
                    assert_eq!(readout.handles.len(), figure.handles(&figure.now()).len());
                }
            }
        }
    }
}
