//! What opens when asked: the backward pass, the truth table, a weight with its paths.

use super::{alone, cells, part};
use hillside_page_tests::{DetectorPart, Device, Key, Spot};
use serde_json::json;

#[test]
fn the_backward_pass_is_stepped() {
    let page = alone(Device::Desk, r#"step="20""#);
    let figure = page.detector();
    part(&figure, DetectorPart::BackwardRoom).click();
    let mut pictures = vec![part(&figure, DetectorPart::Network).picture()];
    let mut titles = Vec::new();
    for _ in 0..4 {
        part(&figure, DetectorPart::NextPhase).click();
        page.frame();
        titles.push(part(&figure, DetectorPart::PhaseTitle).text());
        assert!(!part(&figure, DetectorPart::PhaseLines).text().is_empty());
        pictures.push(part(&figure, DetectorPart::Network).picture());
    }
    for (title, begins) in titles.iter().zip(["The loss", "The output", "A hidden layer", "The weights"]) {
        assert!(title.starts_with(begins), "{titles:?}");
    }
    pictures.dedup();
    assert_eq!(pictures.len(), 5, "each phase is seen in the network");
    part(&figure, DetectorPart::NextPhase).click();
    page.frame();
    assert_eq!(part(&figure, DetectorPart::Network).picture(), pictures[0]);
    page.assert_quiet();
}

#[test]
fn a_pattern_is_chosen_in_the_truth_table() {
    let page = alone(Device::Desk, r#"step="900" pattern="341""#);
    let figure = page.detector();
    part(&figure, DetectorPart::TableRoom).click();
    page.frame();
    part(&figure, DetectorPart::Table).show();
    let before = part(&figure, DetectorPart::Answers).picture();
    part(&figure, DetectorPart::Table).focus();
    page.press(Key::Down);
    page.frame();
    let said = part(&figure, DetectorPart::TableSaid).text();
    assert!(said.contains("1 cell from the X") && said.contains('%'), "{said}");
    assert_eq!(cells(&figure), "#.#.#.#.#", "looking is not drawing");
    page.press(Key::Enter);
    page.frame();
    assert_ne!(cells(&figure), "#.#.#.#.#");
    assert_ne!(part(&figure, DetectorPart::Answers).picture(), before);
    // The lowest row of all is the negative.
    let edges = part(&figure, DetectorPart::Table).edges();
    let last = Spot { x: edges.left + 62.0 + 8.0, y: edges.bottom - 9.0 };
    page.tap(hillside_page_tests::Pointer::Mouse, last);
    page.frame();
    assert_eq!(cells(&figure), ".#.#.#.#.");
    page.assert_quiet();
}

#[test]
fn a_weight_is_opened_and_edited() {
    let page = alone(Device::Desk, r#"step="50""#);
    let figure = page.detector();
    part(&figure, DetectorPart::Stage).focus();
    page.press(Key::Right);
    page.frame();
    assert_eq!(part(&figure, DetectorPart::ChosenTitle).text(), "weight from top left to hidden unit 1");
    assert!(part(&figure, DetectorPart::ChosenLines).text().contains("by a difference quotient"));
    assert!(part(&figure, DetectorPart::Paths).text().contains('×'));
    let before = figure.digits();
    for bad in ["much", "1/0", "1e999"] {
        part(&figure, DetectorPart::Weight).fill(bad);
        part(&figure, DetectorPart::SetWeight).click();
        page.frame();
        assert!(part(&figure, DetectorPart::WeightProblem).is_shown(), "{bad}");
        assert_eq!(figure.digits(), before, "{bad}");
    }
    part(&figure, DetectorPart::Weight).fill("3/4");
    page.press(Key::Enter);
    page.frame();
    assert!(!part(&figure, DetectorPart::WeightProblem).is_shown());
    assert_ne!(figure.digits(), before);
    assert!(figure.settings()["history"].as_str().unwrap().contains("50:w0=0.75"));
    // A step on and back, it is as the hand left it.
    let edited = figure.digits();
    figure.call("step", &[json!(7)]);
    figure.call("back", &[json!(7)]);
    assert_eq!(figure.digits(), edited);
    page.assert_quiet();
}

#[test]
fn a_hand_selects_what_it_points_at() {
    let page = alone(Device::Desk, r#"step="50""#);
    let figure = page.detector();
    let stage = part(&figure, DetectorPart::Stage);
    stage.show();
    let output: Spot = figure.evaluate(
        "const box = root.querySelector('#stage').getBoundingClientRect();
        return { x: box.right - 58, y: box.top + 30 + (box.height - 50) / 2 };",
        &[],
    );
    page.tap(hillside_page_tests::Pointer::Mouse, output);
    page.frame();
    assert_eq!(part(&figure, DetectorPart::ChosenTitle).text(), "the output");
    stage.focus();
    page.press(Key::Escape);
    page.frame();
    assert!(!part(&figure, DetectorPart::Chosen).is_shown());
}
