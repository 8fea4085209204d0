//! Every named landscape against the independent reference.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use hillside_core::{Expr, Landscape, LandscapeGroup, landscapes};
use serde_json::Value;

fn reference() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("golden/surfaces.json")).unwrap();
    file["surfaces"].as_array().unwrap().clone()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[test]
fn every_surface_of_the_reference_is_there() {
    let reference = reference();
    assert_eq!(landscapes().len(), reference.len());
    for surface in &reference {
        let name = surface["name"].as_str().unwrap();
        let landscape = Landscape::named(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(landscape.name, name);
        assert_eq!(landscape.title, surface["title"]);
        assert_eq!(landscape.domain.to_vec(), numbers(&surface["domain"]), "{name}");
        assert!(!landscape.source.is_empty());

        let ours = Expr::parse(landscape.formula).unwrap();
        for point in surface["points"].as_array().unwrap() {
            let at = [point["x"].as_f64().unwrap(), point["y"].as_f64().unwrap()];
            let (got, want) = (ours.read(&at), point["f"].as_f64().unwrap());
            let scale = point["scale"][0].as_f64().unwrap();
            assert!(
                (got - want).abs() <= 1e-12 * want.abs() + 1e-13 * scale,
                "{name} at {at:?}: {got}, not {want}"
            );
        }
        for minimum in surface["minima"].as_array().unwrap() {
            let want = ["x", "y", "f"].map(|key| minimum[key].as_f64().unwrap());
            let found = landscape
                .minima
                .iter()
                .any(|got| got.iter().zip(want).all(|(got, want)| (got - want).abs() <= 1e-14));
            assert!(found, "{name}: {want:?} is not listed");
        }
    }
    assert_eq!(Landscape::named("everest"), None);
}

#[test]
fn names_are_unique_and_groups_stand_together() {
    let order = |group| match group {
        LandscapeGroup::Classic => 0,
        LandscapeGroup::Shape => 1,
        LandscapeGroup::Exercise => 2,
    };
    assert!(landscapes().is_sorted_by_key(|landscape| order(landscape.group)));
    for landscape in landscapes() {
        assert!(std::ptr::eq(Landscape::named(landscape.name).unwrap(), landscape));
        let [x0, x1, y0, y1] = landscape.domain;
        let inside = |x: f64, y: f64| x0 <= x && x <= x1 && y0 <= y && y <= y1;
        assert!(inside(landscape.start[0], landscape.start[1]), "{} starts outside", landscape.name);
        assert!(landscape.minima.iter().all(|minimum| inside(minimum[0], minimum[1])), "{}", landscape.name);
    }
}

#[test]
fn exercises_stand_in_no_menu_and_keep_their_names() {
    let exercise = |landscape: &&Landscape| landscape.group == LandscapeGroup::Exercise;
    assert_eq!(Landscape::offered().filter(exercise).count(), 0);
    assert_eq!(
        Landscape::offered().count() + landscapes().iter().filter(exercise).count(),
        landscapes().len()
    );
    assert!(Landscape::named("cov_trig").is_some_and(|landscape| exercise(&landscape)));
}
