//! The other tests stand on this: what they call a hand is one to a page.

use std::env;

use hillside_page_tests::{Device, Key, Page, Pointer, Scheme, Spot};
use xtask::server::Site;

/// A page that writes down what happens to it.
const HTML: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>A diary</title>
    <meta name="viewport" content="width=device-width"><link rel="icon" href="/diary.svg">
    <link rel="stylesheet" href="/diary.css">
    <h1>A diary</h1><label>Name <input></label><script src="/diary.js"></script></html>"#;

/// A finger's drag belongs to the page only where the page says so.
const STYLE: &str = "body { height: 3000px; touch-action: none }";

const SCRIPT: &str = "
    globalThis.diary = [];
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) {
        addEventListener(type, (event) => diary.push(`${type} ${event.pointerType} ${event.clientX},${event.clientY}`));
    }
    addEventListener('keydown', (event) => diary.push(`${event.shiftKey ? 'Shift+' : ''}${event.key}`));
    addEventListener('wheel', (event) => diary.push(`wheel ${event.deltaY}`));";

fn open(device: Device) -> Page {
    let site = Site::new(env::temp_dir().join("hillside-no-such-folder"))
        .and_text("/diary.html", HTML)
        .and_text("/diary.css", STYLE)
        .and_text("/diary.js", SCRIPT)
        .and_text("/diary.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    Page::open_site(device, site, "/diary.html")
}

fn diary(page: &Page) -> Vec<String> {
    page.evaluate("return diary.splice(0);", &[])
}

const HERE: Spot = Spot { x: 100.0, y: 200.0 };

#[test]
fn each_pointer_drags_as_itself() {
    for (pointer, name, device) in [
        (Pointer::Mouse, "mouse", Device::Desk),
        (Pointer::Pen, "pen", Device::Desk),
        (Pointer::Touch, "touch", Device::Phone),
    ] {
        let page = open(device);
        page.drag(pointer, HERE, HERE.by(80.0, 40.0));
        let diary = diary(&page);
        let count =
            |kind: &str| diary.iter().filter(|line| line.starts_with(&format!("{kind} {name}"))).count();
        assert_eq!(
            (count("pointerdown"), count("pointerup"), count("pointercancel")),
            (1, 1, 0),
            "{diary:?}"
        );
        assert!(count("pointermove") >= 8, "{diary:?}");
        assert_eq!(diary.last(), Some(&format!("pointerup {name} 180,240")), "{diary:?}");
    }
}

#[test]
fn two_fingers_pinch() {
    let page = open(Device::Phone);
    page.pinch(HERE.by(50.0, 0.0), 40.0, 120.0);
    let diary = diary(&page);
    assert_eq!(diary.iter().filter(|line| line.starts_with("pointerdown touch")).count(), 2, "{diary:?}");
    for end in ["pointerup touch 90,200", "pointerup touch 210,200"] {
        assert!(diary.iter().any(|line| line == end), "{end} in {diary:?}");
    }
}

#[test]
fn keys_wheel_and_text_arrive() {
    let page = open(Device::Desk);
    page.press(Key::Right);
    page.press_with(&[Key::Shift], Key::Left);
    assert_eq!(diary(&page), ["ArrowRight", "Shift+Shift", "Shift+ArrowLeft"]);
    page.wheel(HERE, 120.0);
    assert!(diary(&page).contains(&"wheel 120".to_owned()));
    let () = page.evaluate("document.querySelector('input').focus(); return null;", &[]);
    page.type_text("x^2·π");
    let typed: String = page.evaluate("return document.querySelector('input').value;", &[]);
    assert_eq!(typed, "x^2·π");
}

#[test]
fn devices_and_schemes_are_what_they_say() {
    for device in [Device::Desk, Device::Phone] {
        let page = open(device);
        let size: (u32, u32) = page.evaluate("return [innerWidth, innerHeight];", &[]);
        assert_eq!(size, device.size());
        assert_eq!(page.excess_width(), 0.0);
    }
    let page = open(Device::Desk);
    for (scheme, dark) in [(Scheme::Dark, true), (Scheme::Light, false)] {
        page.prefer(scheme);
        let seen: bool = page.evaluate("return matchMedia('(prefers-color-scheme: dark)').matches;", &[]);
        assert_eq!(seen, dark, "{scheme:?}");
    }
}

#[test]
fn what_goes_wrong_is_noticed() {
    let page = open(Device::Desk);
    page.assert_quiet();
    let () = page.evaluate(
        "console.error('a fault'); fetch('http://127.0.0.2:9/elsewhere').catch(() => null);
        document.querySelector('label').replaceWith(document.createElement('input')); return null;",
        &[],
    );
    page.frame();
    assert!(page.console().iter().any(|message| message.text.contains("a fault")), "{:?}", page.console());
    assert!(page.violations().iter().any(|violation| violation.id == "label"), "{:?}", page.violations());
}
