//! The bare module gives what the reference says, and the same bits as the core itself: in a page,
//! in a worker and in Node.

use std::fs;
use std::path::PathBuf;

use hillside_core::{
    Descent, DescentSettings, Expr, Method, Schedule, Status, contour_levels, contour_lines, critical_points,
    curvature, derivatives, gradient, hessian, lipschitz, sample, taylor,
};
use hillside_page_tests::{Device, Page};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use xtask::server::Site;
use xtask::{command, workspace};

/// Where the module runs.
#[derive(Clone, Copy, Debug)]
enum Place {
    Page,
    Worker,
    Node,
}

const PLACES: [Place; 3] = [Place::Page, Place::Worker, Place::Node];

fn reference(file: &str) -> PathBuf {
    workspace::root().join("crates/core/tests/golden").join(file)
}

fn open() -> Page {
    let site = Site::new(workspace::dist())
        .and("/module/", workspace::tests().join("module"))
        .and("/golden/", workspace::root().join("crates/core/tests/golden"))
        .and_text(
            "/blank.html",
            "<!doctype html><html lang=en><title>Blank</title><link rel=icon href=icon.svg></html>",
        );
    Page::open_site(Device::Desk, site, "/blank.html")
}

/// Runs a check of `tests/module/` on a file of data, which lies at `address` for a page.
#[track_caller]
fn run<T: DeserializeOwned>(
    page: &Page,
    place: Place,
    check: (&str, &str),
    address: &str,
    data: &PathBuf,
) -> T {
    let (file, name) = check;
    let arguments = [json!(format!("/module/{file}")), json!(name), json!(address)];
    let head = "const [file, name, address] = arguments; const input = await (await fetch(address)).json();";
    match place {
        Place::Page => page.evaluate(
            &format!(
                "{head}
                const hillside = await import('/pkg/hillside.js');
                await hillside.default();
                return (await import(file))[name](hillside, input);"
            ),
            &arguments,
        ),
        Place::Worker => page.evaluate(
            &format!(
                "{head}
                const worker = new Worker('/module/worker.mjs', {{ type: 'module' }});
                const answer = await new Promise((done, fail) => {{
                    worker.onmessage = (event) => done(event.data);
                    worker.onerror = (event) => fail(new Error(`the worker does not start: ${{event.message}}`));
                    worker.postMessage({{ file, name, input }});
                }});
                worker.terminate();
                if (answer.error) throw new Error(answer.error);
                return answer.result;"
            ),
            &arguments,
        ),
        Place::Node => {
            let mut node = command::clean("node");
            let folder = workspace::tests().join("module");
            node.arg(folder.join("node.mjs")).arg(workspace::dist().join("pkg"));
            let answer = command::read(node.arg(folder.join(file)).arg(name).arg(data)).unwrap();
            serde_json::from_str(&answer).unwrap()
        }
    }
}

/// What a check against the reference gives.
#[derive(Debug, Deserialize)]
struct Tally {
    compared: u32,
    failures: Vec<String>,
}

/// A check against a file of the reference compares at least so many numbers, and none differs.
#[track_caller]
fn holds(page: &Page, name: &str, file: &str, least: u32) {
    for place in PLACES {
        let address = format!("/golden/{file}");
        let tally: Tally = run(page, place, ("golden.mjs", name), &address, &reference(file));
        let (count, few) = (tally.failures.len(), &tally.failures[..tally.failures.len().min(10)]);
        assert!(count == 0, "{count} of {} differ in the {place:?}: {few:#?}", tally.compared);
        assert!(tally.compared >= least, "only {} were compared", tally.compared);
    }
}

#[test]
fn it_agrees_with_the_reference_everywhere() {
    let page = open();
    holds(&page, "surfaces", "surfaces.json", 2000);
    holds(&page, "optimisers", "optimisers.json", 2000);
    holds(&page, "badInput", "bad_input.json", 500);
    holds(&page, "criticalPoints", "critical_points.json", 200);
    holds(&page, "lipschitz", "lipschitz.json", 30);
    holds(&page, "network", "network.json", 1000);
    holds(&page, "reports", "reports.json", 200);
    page.assert_quiet();
}

/// Numbers as the bits they are made of. Not-a-number has many patterns that mean the same.
fn hex(values: &[f64]) -> String {
    let words = values.iter().map(|value| match value {
        value if value.is_nan() => "nan".to_owned(),
        value => format!("{:016x}", value.to_bits()),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What `tests/module/bits.mjs` tells of the module, told of the core.
fn native(cases: &Value) -> Vec<String> {
    let numbers = |list: &Value| -> Vec<f64> {
        list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let points: Vec<[f64; 2]> =
        cases["points"].as_array().unwrap().iter().map(|point| numbers(point).try_into().unwrap()).collect();
    let bounds: [f64; 4] = numbers(&cases["box"]).try_into().unwrap();
    let [nx, ny] = [0, 1].map(|axis| usize::try_from(cases["nodes"][axis].as_u64().unwrap()).unwrap());
    let formulas: Vec<Expr> = cases["formulas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|text| Expr::parse(text.as_str().unwrap()).unwrap())
        .collect();
    let mut lines = Vec::new();
    let mut tell = |what: String, values: &[f64]| lines.push(format!("{what}: {}", hex(values)));
    for (number, formula) in formulas.iter().enumerate() {
        for (at, &point) in points.iter().enumerate() {
            let here = format!("formula {number} at {at}");
            tell(format!("{here}, value"), &[formula.read(&point)]);
            tell(format!("{here}, gradient"), &gradient(formula, point));
            tell(format!("{here}, Hessian"), &hessian(formula, point));
            let bend = curvature(formula, point);
            let mut values = bend.eigenvalues.to_vec();
            values.extend(bend.eigenvectors.concat());
            values.extend([bend.spectral_radius, bend.safe_step]);
            tell(format!("{here}, curvature"), &values);
            tell(format!("{here}, Taylor"), &taylor(formula, &point, 5));
        }
        let [xs, ys] = [0, 1].map(|axis| points.iter().map(|point| point[axis]).collect::<Vec<_>>());
        tell(format!("formula {number}, derivatives"), &derivatives(formula, &xs, &ys));
        let found = critical_points(formula, bounds);
        let known: Vec<f64> =
            found.points.iter().flat_map(|at| [at.x, at.y, at.value, at.eigenvalues[0], at.error]).collect();
        tell(format!("formula {number}, critical points, {}", found.complete), &known);
        let bound = lipschitz(formula, bounds, 1e-2);
        tell(format!("formula {number}, Lipschitz"), &[bound.lower, bound.upper]);
        let values = sample(formula, bounds, nx, ny);
        for (row, values) in values.chunks(nx).enumerate() {
            tell(format!("formula {number}, row {row}"), values);
        }
        let levels = contour_levels(&values, 12);
        tell(format!("formula {number}, levels"), &levels);
        let contours = contour_lines(&values, nx, ny, &levels);
        tell(format!("formula {number}, contour points"), &contours.points);
        let starts: Vec<f64> = contours.starts.iter().map(|&start| f64::from(start)).collect();
        tell(format!("formula {number}, contour starts"), &starts);
        tell(format!("formula {number}, contour levels"), &contours.levels);
    }
    for (number, run) in cases["runs"].as_array().unwrap().iter().enumerate() {
        let mut method = Method::named(run["method"].as_str().unwrap()).unwrap();
        for (name, value) in run["parameters"].as_object().unwrap() {
            method = method.with(name, value.as_f64().unwrap()).unwrap();
        }
        let mut settings =
            DescentSettings { method, ..DescentSettings::new(points[0], run["rate"].as_f64().unwrap()) };
        settings.schedule = Schedule::named(run["schedule"].as_str().unwrap_or("constant")).unwrap();
        settings.noise = run["noise"].as_f64().unwrap_or(0.0);
        settings.seed = run["seed"].as_u64().unwrap_or(1);
        let formula = &formulas[usize::try_from(run["formula"].as_u64().unwrap()).unwrap()];
        let mut descent = Descent::new(formula, settings);
        let mut steps = vec![descent.at(0).unwrap()];
        steps.extend(descent.run(usize::try_from(run["steps"].as_u64().unwrap()).unwrap()));
        for step in steps {
            let [fx, fy] = step.gradient;
            tell(
                format!("run {number}, step {}, {}", step.index, Status::name(&step.status)),
                &[step.x, step.y, step.value, fx, fy, step.rate, step.predicted],
            );
        }
    }
    lines
}

#[test]
fn it_has_the_same_bits_everywhere() {
    let page = open();
    let file = workspace::tests().join("module/bits.json");
    let want = native(&serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap());
    assert!(want.len() > 1000, "{}", want.len());
    for place in PLACES {
        let got: Vec<String> = run(&page, place, ("bits.mjs", "bits"), "/module/bits.json", &file);
        assert_eq!(got.len(), want.len(), "in the {place:?}");
        let differ: Vec<(&String, &String)> =
            got.iter().zip(&want).filter(|(got, want)| got != want).collect();
        let names: Vec<&str> = differ.iter().filter_map(|(_, want)| want.split(':').next()).collect();
        assert!(
            differ.is_empty(),
            "{} of {} lines differ in the {place:?}: {names:?}; the first:\n{}\nnatively:\n{}",
            differ.len(),
            want.len(),
            differ[0].0,
            differ[0].1
        );
    }
    page.assert_quiet();
}
