//! Everything works by keys alone.

use hillside_page_tests::{Device, Key, Page, Part};

#[test]
fn arrows_move_the_start_by_three_strides() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    page.tab_to(&figure.part(Part::Handle));
    let stride = |held: &[Key], key: Key| {
        let [x, y] = figure.start();
        page.press_with(held, key);
        let [u, v] = figure.start();
        let said = figure.part(Part::Handle).attribute("aria-label").unwrap();
        assert!(said.contains(&format!("x = {u}, y = {v}")), "{said}");
        assert_eq!(figure.readout()["x"], u, "the path follows");
        [u - x, v - y]
    };
    let [plain, _] = stride(&[], Key::Right);
    let [large, _] = stride(&[Key::Shift], Key::Right);
    let [fine, _] = stride(&[Key::Alt], Key::Right);
    assert!(0.0 < fine && 3.0 * fine < plain && 3.0 * plain < large, "{fine}, {plain}, {large}");
    assert!(stride(&[], Key::Left)[0] < 0.0);
    let up = stride(&[], Key::Up);
    assert!(up[0] == 0.0 && up[1] > 0.0, "{up:?}");
    assert!(stride(&[], Key::Down)[1] < 0.0);
    assert_eq!(page.scrolled(), 0.0, "an arrow scrolled the page");
    page.assert_quiet();
}

#[test]
fn arrows_plus_minus_and_zero_move_the_map() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    for part in [Part::Map, Part::Handle] {
        page.tab_to(&figure.part(part));
        let home = figure.view();
        let width = |view: [f64; 4]| view[1] - view[0];
        page.type_text("+");
        assert!(width(figure.view()) < 0.9 * width(home));
        page.type_text("-");
        page.type_text("-");
        assert!(width(figure.view()) > 1.1 * width(home));
        page.type_text("0");
        assert_eq!(figure.view(), home);
        assert_eq!(figure.settings()["view"], "auto");
    }
    figure.part(Part::Map).focus();
    let [x0, ..] = figure.view();
    page.press(Key::Right);
    assert!(figure.view()[0] > x0, "the right arrow looks further right");
    page.assert_quiet();
}

#[test]
fn every_control_is_reached_and_operated() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let part = |part| figure.part(part);

    page.tab_to(&part(Part::Formula));
    page.press(Key::Home);
    page.press_with(&[Key::Shift], Key::End);
    page.type_text("x^2 + 10*y^2");
    page.press(Key::Enter);
    assert_eq!(figure.settings()["formula"], "x^2 + 10*y^2");
    page.tab_to(&part(Part::Landscapes));
    page.press(Key::Down);
    page.press(Key::Enter);
    assert_ne!(figure.settings()["formula"], "x^2 + 10*y^2", "the menu of landscapes takes a key");

    for zoom in [Part::ZoomIn, Part::ZoomOut, Part::ZoomReset] {
        page.tab_to(&part(zoom));
        let before = figure.view();
        let times = if zoom == Part::ZoomOut { 2 } else { 1 };
        (0..times).for_each(|_| page.press(Key::Enter));
        assert_ne!(figure.view(), before, "{zoom:?}");
    }
    figure.call("reset", &[]);
    page.tab_to(&part(Part::Step));
    page.press(Key::Enter);
    page.type_text(" ");
    assert_eq!(figure.index(), 2);
    page.tab_to(&part(Part::Play));
    page.type_text(" ");
    page.until("it plays", || figure.index() > 3);
    page.type_text(" ");
    assert_eq!(part(Part::Play).text(), "Play");
    page.tab_to(&part(Part::Speed));
    page.press(Key::Down);
    assert_ne!(figure.settings()["speed"], 8.0);
    page.tab_to(&part(Part::RandomStart));
    let start = figure.start();
    page.press(Key::Enter);
    assert_ne!(figure.start(), start);
    page.tab_to(&part(Part::Scrubber));
    let index = figure.index();
    page.press(Key::Left);
    assert_eq!(figure.index(), index - 1);

    page.tab_to(&part(Part::MoreFormulas));
    page.press(Key::Enter);
    page.tab_to(&part(Part::RateSlider));
    let rate = figure.settings()["rate"].as_f64().unwrap();
    page.press(Key::Right);
    assert!(figure.settings()["rate"].as_f64().unwrap() > rate);
    page.tab_to(&part(Part::Rate));
    // So small that the walk is lost nowhere, however far it has been played.
    page.type_text("0.0003");
    page.press(Key::Enter);
    assert_eq!(figure.settings()["rate"], 0.0003);
    page.tab_to(&part(Part::Method));
    page.press(Key::Down);
    assert_eq!(figure.settings()["method"], "momentum");
    page.tab_to(&part(Part::Parameter("momentum")));
    page.tab_to(&part(Part::MoreSettings));
    page.press(Key::Enter);
    page.tab_to(&part(Part::Schedule));
    page.press(Key::Down);
    assert_ne!(figure.settings()["schedule"], "constant");
    for field in [Part::Noise, Part::Seed, Part::Levels, Part::Scale] {
        page.tab_to(&part(field));
    }
    // And round again from the top of the page.
    page.tab_to(&part(Part::Back));
    page.press(Key::Enter);
    assert_eq!(figure.index(), index - 2);
    page.tab_to(&part(Part::Reset));
    page.press(Key::Enter);
    assert_eq!((figure.index(), &figure.readout()["length"]), (0, &0.into()));
    page.assert_quiet();
}
