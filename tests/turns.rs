//! The ground in three dimensions turns under mouse, finger and key, and rests when nothing happens.

use std::thread::sleep;
use std::time::Duration;

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer};

/// Opens the panel, and waits until the ground is drawn.
fn open(page: &Page, pointer: Pointer) -> Figure<'_> {
    let figure = page.curvature();
    page.until("all is proved", || figure.readout()["proof"]["stage"] == "finished");
    figure.part(Part::MoreDepth).tap(pointer);
    page.until("the panel is there", || {
        figure.part(Part::MoreDepth).is_shown() && figure.part(Part::Solid).is_shown()
    });
    figure.part(Part::Solid).show();
    page.until("the ground is drawn", || {
        figure.part(Part::Solid).attribute("aria-label").is_some_and(|label| label.contains("x = "))
    });
    figure.watch_solid();
    figure
}

/// Does something, and waits for the picture that follows; says whether the numbers at the axes moved.
fn turns(page: &Page, figure: &Figure<'_>, act: impl FnOnce()) -> bool {
    let ([before, _], words) = (figure.solid(), figure.part(Part::SolidWords).picture());
    act();
    page.until("it is drawn anew", || figure.solid()[0] > before);
    assert!(figure.solid()[1] > 500, "the ground is shaded in many colours, not {}", figure.solid()[1]);
    figure.part(Part::SolidWords).picture() != words
}

#[test]
fn keys_turn_it_and_zero_turns_it_back() {
    let page = Page::open(Device::Desk);
    let figure = open(&page, Pointer::Mouse);
    figure.part(Part::MoreDepth).focus();
    page.press(Key::Tab);
    assert!(figure.part(Part::Solid).has_focus());
    let view = figure.view();
    assert!(turns(&page, &figure, || page.press(Key::Left)));
    page.press(Key::Right);
    page.until("it is back", || figure.solid()[0] > 1);
    let home = figure.part(Part::SolidWords).picture();
    for key in [Key::Left, Key::Right, Key::Up, Key::Down] {
        assert!(turns(&page, &figure, || page.press(key)), "{key:?}");
        assert!(turns(&page, &figure, || page.type_text("+")));
        assert!(turns(&page, &figure, || page.type_text("0")));
        assert_eq!(figure.part(Part::SolidWords).picture(), home, "{key:?}");
    }
    assert_eq!(figure.view(), view, "the map stays");
    page.assert_quiet();
}

#[test]
fn a_hand_turns_it_and_a_finger_that_scrolls_does_not() {
    let page = Page::open(Device::Desk);
    let figure = open(&page, Pointer::Mouse);
    let at = figure.part(Part::Solid).edges().at(0.5, 0.6);
    assert!(turns(&page, &figure, || page.drag(Pointer::Mouse, at, at.by(60.0, 20.0))));
    assert!(turns(&page, &figure, || figure.part(Part::SolidNearer).click()));
    assert!(turns(&page, &figure, || page.wheel_with(&[Key::Control], at, -120.0)));
    let ([frames, _], scrolled) = (figure.solid(), page.scrolled());
    page.wheel(at, 60.0);
    page.until("the page scrolls", || page.scrolled() > scrolled);
    assert_eq!(figure.solid()[0], frames);
    page.assert_quiet();

    let page = Page::open(Device::Phone);
    let figure = open(&page, Pointer::Touch);
    let at = figure.part(Part::Solid).edges().at(0.5, 0.6);
    let (words, scrolled) = (figure.part(Part::SolidWords).picture(), page.scrolled());
    page.drag(Pointer::Touch, at, at.by(0.0, -100.0));
    page.until("a finger that moves up scrolls the page", || page.scrolled() > scrolled + 50.0);
    assert_eq!(figure.part(Part::SolidWords).picture(), words);
    figure.part(Part::Solid).show();
    let at = figure.part(Part::Solid).edges().at(0.5, 0.6);
    assert!(turns(&page, &figure, || page.drag(Pointer::Touch, at, at.by(70.0, 0.0))));
    page.assert_quiet();
}

#[test]
fn the_point_moves_with_the_map_and_then_it_rests() {
    let page = Page::open(Device::Desk);
    let figure = open(&page, Pointer::Mouse);
    let label = || figure.part(Part::Solid).attribute("aria-label").unwrap();
    let before = label();
    figure.part(Part::Handle).focus();
    figure.part(Part::Solid).show();
    turns(&page, &figure, || page.press(Key::Up));
    page.until("it says where the point is", || label() != before);
    // A picture that nobody changes costs nothing.
    sleep(Duration::from_millis(400));
    let [frames, _] = figure.solid();
    sleep(Duration::from_millis(600));
    assert_eq!(figure.solid()[0], frames);
    page.assert_quiet();
}

#[test]
fn a_card_that_is_lost_is_spoken_of_and_comes_back() {
    let page = Page::open(Device::Desk);
    let figure = open(&page, Pointer::Mouse);
    figure.take_card(true);
    page.until("it is said", || figure.part(Part::SolidProblem).is_shown());
    assert!(!figure.part(Part::Solid).is_shown());
    assert!(figure.part(Part::SolidProblem).text().contains("comes back"));
    let [frames, _] = figure.solid();
    figure.take_card(false);
    page.until("it is drawn again", || figure.solid()[0] > frames && figure.solid()[1] > 500);
    assert!(figure.part(Part::Solid).is_shown() && !figure.part(Part::SolidProblem).is_shown());
}
