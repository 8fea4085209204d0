//! The chain rule, path by path, against the independent reference.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{Dual, Expr, FormulaGraph, taylor};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/chainrule.json")).unwrap()
}

#[track_caller]
fn near(what: &str, got: f64, want: &Value) {
    let want = want.as_f64().unwrap();
    assert!((got - want).abs() <= 1e-12 * (1.0 + want.abs()), "{what}: {got}, not {want}");
}

/// One number a name: variables of a space of at most four dimensions.
fn variables(at: &[f64]) -> Vec<Dual<f64, 4>> {
    at.iter().enumerate().map(|(index, &value)| Dual::variable(value, index)).collect()
}

/// Checks one composition: `z` of the intermediates `mids`, each a formula of the inputs.
fn check(z: &str, mids: &[(&str, &str)], inputs: &[&str], cases: &Value) {
    let names: Vec<&str> = mids.iter().map(|mid| mid.0).collect();
    let outer = Expr::parse_with(z, &names).unwrap();
    let inner: Vec<Expr> = mids.iter().map(|mid| Expr::parse_with(mid.1, inputs).unwrap()).collect();
    let definitions: Vec<String> =
        mids.iter().map(|(name, formula)| format!("; {name} = {formula}")).collect();
    let graph = FormulaGraph::parse(&format!("z = {z}{}", definitions.concat())).unwrap();
    let letter = |name: &str| graph.letter(name).unwrap();
    let edge = |from: &str, to: &str| {
        let ends = (letter(from), letter(to));
        graph.edges().iter().position(|edge| (edge.from, edge.to) == ends)
    };
    for case in cases.as_array().unwrap() {
        let at: Vec<f64> = case["at"].as_array().unwrap().iter().map(|a| a.as_f64().unwrap()).collect();
        let what = format!("{z} of {mids:?} at {at:?}");
        let middle: Vec<Dual<f64, 4>> = inner.iter().map(|mid| mid.read(&variables(&at))).collect();
        let values: Vec<f64> = middle.iter().map(|mid| *mid.value()).collect();
        let top = outer.read(&variables(&values));
        // The graph has its inputs in order of appearance.
        let named = |input: &usize| inputs.iter().position(|name| graph.letters()[*input].name == **name);
        let inputs_at: Vec<f64> = graph.inputs().iter().map(|input| at[named(input).unwrap()]).collect();
        let pass = graph.at(&inputs_at);
        near(&what, pass.value(letter("z")), &case["z"]);
        // Reading the outer formula where the inner ones have been is the chain rule itself.
        let whole = outer.read(&middle);
        near(&what, *whole.value(), &case["z"]);
        for (i, name) in names.iter().enumerate() {
            near(&format!("{what}: {name}"), values[i], &case["intermediate"][name]);
        }
        for (j, input) in inputs.iter().enumerate() {
            let want = &case["d"][input];
            for (i, name) in names.iter().enumerate() {
                let path = &want["paths"][name];
                let what = format!("{what}: by {name} to {input}");
                near(&what, *top.slope(i), &path["dz_dmid"]);
                near(&what, *middle[i].slope(j), &path["dmid_dinput"]);
                near(&what, top.slope(i) * middle[i].slope(j), &path["product"]);
                // An edge that is not there is one along which nothing changes.
                let edges = [edge(input, name), edge(name, "z")];
                let partials = edges.map(|edge| edge.map_or(0.0, |edge| pass.partials()[edge]));
                near(&what, partials[0], &path["dmid_dinput"]);
                near(&what, partials[1], &path["dz_dmid"]);
                let path_edges: Option<Vec<usize>> = edges.into_iter().collect();
                near(&what, path_edges.map_or(0.0, |edges| pass.product(&edges)), &path["product"]);
            }
            let (from, to) = (letter(input), letter("z"));
            let totals =
                [pass.forward(from)[to], pass.reverse(to)[from], pass.sum_over_paths(from, to, 100).unwrap()];
            for total in totals {
                near(&format!("{what}: paths to {input}"), total, &want["total"]);
            }
            near(&format!("{what}: to {input}"), *whole.slope(j), &want["total"]);
        }
    }
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn two_by_two() {
    for row in reference()["two_by_two"].as_array().unwrap() {
        let mids = ["x", "y"].map(|name| (name, row[name].as_str().unwrap()));
        check(row["z"].as_str().unwrap(), &mids, &texts(&row["inputs"]), &row["cases"]);
    }
}

#[test]
fn other_numbers_of_intermediates_and_inputs() {
    for row in reference()["general"].as_array().unwrap() {
        let mids: Vec<(&str, &str)> = row["intermediates"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, formula)| (name.as_str(), formula.as_str().unwrap()))
            .collect();
        check(row["z"].as_str().unwrap(), &mids, &texts(&row["inputs"]), &row["cases"]);
    }
}

#[test]
fn one_variable() {
    for row in reference()["one_variable"].as_array().unwrap() {
        let text = row["expr"].as_str().unwrap();
        let c = taylor(&Expr::parse(text).unwrap(), &[row["x"].as_f64().unwrap()], 2);
        let what = format!("{text} at {}", row["x"]);
        near(&what, c[0], &row["f"]);
        near(&what, c[1], &row["df"]);
        near(&what, 2.0 * c[2], &row["d2f"]);
    }
}

#[test]
fn what_cannot_matter_has_slope_0() {
    let root = Expr::parse("sqrt(x)+y").unwrap();
    let read = root.read(&variables(&[0.0, 1.0]));
    assert_eq!(*read.slope(0), f64::INFINITY);
    assert_eq!(*read.slope(1), 1.0);
    assert_eq!(*Expr::parse("sqrt(x)").unwrap().read(&variables(&[0.0, 1.0])).slope(1), 0.0);
}
