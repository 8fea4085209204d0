//! A list of thousands is one stop of Tab, and as quick as a short one.

use hillside_page_tests::{Device, Figure, Key, Page, Part};
use serde_json::json;

/// How many parts of the list Tab comes to.
#[track_caller]
fn stops(figure: &Figure<'_>) -> u32 {
    figure.evaluate(
        "return [root.querySelector('#scroller'), ...root.querySelectorAll('#points *')]
            .filter((part) => part.tabIndex >= 0 && part.getAttribute('tabindex') !== null).length;",
        &[],
    )
}

/// The place in the list of what has the focus, from 1.
#[track_caller]
fn at(figure: &Figure<'_>) -> Option<u32> {
    figure.evaluate(
        "return root.activeElement?.closest('tr')?.ariaRowIndex ? Number(root.activeElement.closest('tr').ariaRowIndex) - 1 : null;",
        &[],
    )
}

#[test]
fn a_list_is_one_stop_with_arrows_inside() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.set(&json!({ "formula": "(x^2+y-11)^2+(x+y^2-7)^2", "point": [1, 1] }));
    page.until("nine are found", || figure.part(Part::Found).text().starts_with("9 found, and"));
    assert_eq!(stops(&figure), 1);
    page.tab_to(&figure.part(Part::PointRow(1)));
    page.press(Key::Down);
    page.press(Key::Down);
    assert_eq!((at(&figure), stops(&figure)), (Some(3), 1));
    page.press(Key::End);
    assert_eq!(at(&figure), Some(9));
    page.press(Key::Enter);
    assert_eq!(figure.readout()["selected"], 8);
    page.press(Key::Tab);
    assert_eq!(at(&figure), None, "one Tab leaves the list");
    // And comes back to where it was left.
    page.press_with(&[Key::Shift], Key::Tab);
    assert_eq!(at(&figure), Some(9));
    page.assert_quiet();
}

#[test]
fn a_list_of_hundreds_is_made_where_it_is_seen() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.set(&json!({ "formula": "sin(3*x)*sin(3*y)", "view": [-9, 9, -9, 9] }));
    page.until("all are found", || figure.readout()["proof"]["stage"] == "finished");
    let count = figure.readout()["proof"]["count"].as_u64().unwrap();
    assert!(count > 300, "{count} points");
    let made = || -> u64 { figure.evaluate("return root.querySelectorAll('#points tr').length;", &[]) };
    assert!(made() < 100, "{} rows are made", made());
    assert_eq!(stops(&figure), 1);
    page.tab_to(&figure.part(Part::PointRow(1)));
    for (key, want) in [(Key::End, count), (Key::Up, count - 1), (Key::Home, 1), (Key::PageDown, 9)] {
        page.press(key);
        assert_eq!(at(&figure), Some(u32::try_from(want).unwrap()), "{key:?}");
        assert!(made() < 100 && stops(&figure) == 1);
    }
    // The scrollbar knows how long it is, and a wheel meets rows everywhere.
    let empty: u32 = figure.evaluate(
        "const scroller = root.querySelector('#scroller'), box = scroller.getBoundingClientRect();
        let empty = 0;
        for (let share = 0; share <= 1; share += 0.05) {
            scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            empty += !root.elementFromPoint(box.left + box.width / 2, box.bottom - 60)?.closest('tr[data-index]');
        }
        return empty;",
        &[],
    );
    assert_eq!(empty, 0);
    // What is stood on by other ways is shown.
    figure.part(Part::Previous).click();
    let shown: bool = figure.evaluate("return root.querySelector('#points [data-selected]') !== null;", &[]);
    assert!(shown);
    page.assert_quiet();
}
