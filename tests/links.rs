//! The address holds everything; opened elsewhere it gives the same last digit.

use hillside_page_tests::{Device, Key, Page, Part, Pointer};

#[test]
fn a_link_restores_everything() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let part = |part| figure.part(part);
    let enter = |field: Part, text: &str| {
        part(field).fill(text);
        page.press(Key::Enter);
    };
    part(Part::Reset).click();
    enter(Part::Formula, "x^4/4 − x^2·y + 2*y^2 + sin(3*x)");
    part(Part::ZoomIn).click();
    let from = part(Part::Handle).middle();
    page.drag(Pointer::Mouse, from, from.by(37.0, -53.0));
    part(Part::Method).choose("adam");
    enter(Part::Parameter("beta1"), "0.7");
    enter(Part::Rate, "0.0371");
    part(Part::MoreSettings).click();
    part(Part::Schedule).choose("cosine");
    enter(Part::Noise, "0.25");
    enter(Part::Seed, "77");
    enter(Part::Levels, "13");
    part(Part::Speed).choose("30");
    part(Part::Scale).choose("linear");
    for _ in 0..9 {
        part(Part::Step).click();
    }
    part(Part::Back).click();
    let (settings, digits) = (figure.settings(), figure.digits());
    let ground = part(Part::Ground).picture();
    let link = page.link();
    assert_eq!(figure.index(), 8);
    page.assert_quiet();

    let other = Page::open_at(Device::Desk, &format!("/{link}"));
    let again = other.descent();
    assert_eq!(again.settings(), settings, "{link}");
    assert_eq!(again.digits(), digits, "{link}");
    assert_eq!(again.part(Part::Ground).picture(), ground);
    assert_eq!(again.part(Part::Formula).value(), "x^4/4 − x^2·y + 2*y^2 + sin(3*x)");
    assert_eq!(again.part(Part::Parameter("beta1")).value(), "0.7");
    // And the way goes on alike.
    part(Part::Step).click();
    again.part(Part::Step).click();
    assert_eq!(again.digits(), figure.digits());
    other.assert_quiet();
}

#[test]
fn a_link_to_the_start_opens_at_the_start() {
    let page = Page::open(Device::Desk);
    page.descent().part(Part::Reset).click();
    let digits = page.descent().digits();
    let link = page.link();
    let other = Page::open_at(Device::Desk, &format!("/{link}"));
    assert_eq!(other.descent().index(), 0, "the link is {link:?}");
    assert_eq!(other.descent().digits(), digits);
}

#[test]
fn a_choice_from_the_menu_and_a_typed_address_count_too() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Landscapes).choose("rosenbrock");
    let (settings, digits) = (figure.settings(), figure.digits());
    let link = page.link();
    page.reload();
    assert_eq!((page.descent().settings(), page.descent().digits()), (settings, digits), "{link}");
    // Somebody pastes another link into the same window.
    let () = page.evaluate(
        "location.hash = 'descent.formula=x^2%2By^2&descent.start=3,4&descent.step=2'; return null;",
        &[],
    );
    page.frame();
    page.ready();
    let readout = page.descent().readout();
    assert_eq!((&readout["index"], page.descent().start()), (&2.into(), [3.0, 4.0]));
    assert_eq!(page.descent().settings()["formula"], "x^2+y^2");
    assert_eq!(page.descent().settings()["view"], "auto", "the former link's view is not this one's");
    page.assert_quiet();
}

#[test]
fn rubbish_in_a_link_explains_itself() {
    let page = Page::open_at(
        Device::Desk,
        "/#descent.formula=x%2B*y&descent.rate=-3&descent.start=abc&descent.noise=-1&descent.bogus=1&descent.method=warp",
    );
    let figure = page.descent();
    assert!(figure.part(Part::FormulaProblem).is_shown() && figure.part(Part::RateProblem).is_shown());
    assert_eq!(figure.part(Part::Formula).value(), "x+*y", "what the link said is there to be mended");
    assert!(figure.part(Part::RateProblem).text().contains("above 0"));
    let said = figure.part(Part::SettingsProblem).text();
    for name in ["start", "noise", "bogus", "method"] {
        assert!(said.contains(name), "{name} in {said}");
    }
    let settings = figure.settings();
    figure.part(Part::Step).click();
    page.assert_quiet();
    page.go("/?whole");
    assert_eq!(page.descent().settings(), settings, "what cannot be taken leaves what was");
}

#[test]
fn no_link_stops_the_page() {
    let page = Page::open(Device::Desk);
    for link in [
        "#%%%&&=;;x.y.z=1",
        "#descent.step=1e9&descent.step=-1",
        "#descent.view=1,0,1,0&descent.levels=1e99",
        "#descent.start=1e308,-1e308&descent.step=5",
        "#descent.start=NaN,Infinity",
        "#descent.seed=9007199254740993&descent.speed=0",
        "#descent.__proto__=1&__proto__.x=2&descent.constructor=3",
        "#descent.formula=%F0%9F%98%80&descent.schedule=cosine%20period=-1",
        "#descent.formula=",
    ] {
        page.go("/");
        page.go(&format!("/?{}{link}", link.len()));
        let figure = page.descent();
        let readout = figure.readout();
        assert!(!readout["sentence"].as_str().unwrap().is_empty(), "{link}");
        figure.call("reset", &[]);
        figure
            .set(&serde_json::json!({ "formula": "x^2+y^2", "start": [1, 1], "rate": 0.25, "view": "auto" }));
        figure.part(Part::Step).click();
        assert_eq!(figure.readout()["x"], 0.5, "{link}");
        page.assert_quiet();
    }
}

#[test]
fn an_untouched_page_keeps_a_short_address() {
    let page = Page::open(Device::Desk);
    let link = page.link();
    assert!(link.len() < 30, "nothing was changed, yet the address ends in {link}");
}
