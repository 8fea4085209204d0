//! The essay: its pages open, its numbers follow and can be led, its questions are answered, its claims are checked.

use hillside_page_tests::{Device, Key, Page, Pointer, Scheme, Spot};
use serde_json::{Value, json};

const CHAPTERS: [&str; 7] =
    ["1-why", "2-recap", "3-partials", "4-chain", "5-jacobian", "6-arrow", "7-taylor"];

fn address(name: &str) -> String {
    format!("/essay/{name}.html")
}

/// All pages of the essay.
fn pages() -> Vec<String> {
    CHAPTERS.iter().copied().chain(["index", "claims"]).map(address).collect()
}

/// Waits until all figures of the page are there, further down as well.
#[track_caller]
fn all_there(page: &Page) {
    let () = page.evaluate(
        "await Promise.all([...document.querySelectorAll('[data-instrument]')].map(async (figure) => {
            await customElements.whenDefined(figure.localName);
            await figure.ready;
        }));
        return null;",
        &[],
    );
    page.frame();
}

/// Something inside the first element that fits a selector: scrolled into the window, the middle of it.
#[track_caller]
fn inside(page: &Page, selector: &str, part: &str) -> Spot {
    page.evaluate(
        "const part = document.querySelector(arguments[0]).shadowRoot.querySelector(arguments[1]);
        part.scrollIntoView({ block: 'center', behavior: 'instant' });
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const { left, top, width, height } = part.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };",
        &[json!(selector), json!(part)],
    )
}

/// What stands in some part of the first element that fits a selector.
#[track_caller]
fn said(page: &Page, selector: &str, part: &str) -> String {
    page.evaluate(
        "const part = document.querySelector(arguments[0]).shadowRoot.querySelector(arguments[1]);
        return part?.value ?? part?.textContent ?? '';",
        &[json!(selector), json!(part)],
    )
}

/// A number of a figure's read-out or settings, such as `readout.gap`.
#[track_caller]
fn number(page: &Page, id: &str, path: &str) -> f64 {
    page.evaluate(
        "let it = document.getElementById(arguments[0]);
        for (const name of arguments[1].split('.')) it = it[name];
        return Number(it);",
        &[json!(id), json!(path)],
    )
}

#[test]
fn every_page_opens_quietly_and_takes_what_its_figures_are_told() {
    let page = Page::open_at(Device::Desk, "/essay/");
    for at in pages() {
        page.go(&at);
        all_there(&page);
        page.screenshot(&format!("essay{}", at.replace('/', "-")));
        let wrong: Vec<Value> = page.evaluate(
            "return [...document.querySelectorAll('[data-instrument]')].filter((figure) => figure.problems.length)
                .map((figure) => ({ figure: figure.id, problems: figure.problems }));",
            &[],
        );
        assert!(wrong.is_empty(), "{at}: {wrong:#?}");
        // A number that no figure has would stand there as a dash.
        let without: Vec<String> = page.evaluate(
            "const text = (value) => value.shadowRoot.querySelector('.says')?.textContent ?? value.shadowRoot.querySelector('input')?.value ?? '';
            return [...document.querySelectorAll('hillside-value')].filter((value) => !/\\d/.test(text(value))).map((value) => value.outerHTML);",
            &[],
        );
        assert!(without.is_empty(), "{at}: {without:#?}");
        assert!(page.excess_width() <= 0.0, "{at} scrolls sideways");
        page.assert_quiet();
    }
}

#[test]
fn every_page_is_accessible_and_as_wide_as_a_telephone() {
    let page = Page::open_at(Device::Phone, "/essay/");
    for (index, at) in pages().iter().enumerate() {
        page.prefer(if index % 2 == 0 { Scheme::Light } else { Scheme::Dark });
        page.go(at);
        all_there(&page);
        page.screenshot(&format!("essay-phone{}", at.replace('/', "-")));
        let violations = page.violations();
        assert!(violations.is_empty(), "{at}: {violations:#?}");
        assert!(page.excess_width() <= 0.0, "{at} scrolls sideways");
    }
    page.assert_quiet();
}

/// In every page, parsed as a browser without scripts has it: calls a function with the document and the address.
#[track_caller]
fn in_each_document(page: &Page, body: &str) -> Vec<String> {
    page.evaluate(
        &format!(
            "const found = [];
            for (const address of arguments[0]) {{
                const answer = await fetch(address);
                const there = new DOMParser().parseFromString(await answer.text(), 'text/html');
                await (async (there, address) => {{ {body} }})(there, new URL(address, location.href));
            }}
            return found;"
        ),
        &[json!(pages())],
    )
}

#[test]
fn every_row_stands_in_a_chapter_with_a_figure_and_a_check() {
    let page = Page::open_at(Device::Desk, "/essay/");
    let shown = in_each_document(
        &page,
        "for (const one of there.querySelectorAll('[data-row]')) found.push(...one.dataset.row.split(' '));",
    );
    let checked = in_each_document(
        &page,
        "for (const one of there.querySelectorAll('hillside-claim')) found.push(one.getAttribute('row'));",
    );
    let rows: Vec<String> = page.evaluate(
        "const { mathematics } = await import('/core.js');
        return (await mathematics()).claims().map(({ id }) => id);",
        &[],
    );
    assert!(rows.len() >= 64, "{rows:?}");
    for row in &rows {
        assert!(shown.contains(row), "no figure shows {row}");
        assert!(checked.contains(row), "no check stands for {row}");
    }
    for row in shown.iter().chain(&checked) {
        assert!(rows.contains(row), "there is no claim {row}");
    }
}

#[test]
fn the_pages_read_whole_without_scripts_and_no_link_is_dead() {
    let page = Page::open_at(Device::Desk, "/essay/");
    let empty = in_each_document(
        &page,
        "for (const one of there.querySelectorAll('hillside-value, [data-instrument], hillside-claim, hillside-guess, hillside-why')) {
            if (!one.textContent.trim()) found.push(`${address.pathname}: ${one.outerHTML}`);
        }
        for (const one of there.querySelectorAll('[style], style, script:not([src])')) found.push(`${address.pathname}: ${one.outerHTML}`);
        for (const value of there.querySelectorAll('hillside-value, hillside-guess, hillside-why')) {
            if (!there.getElementById(value.getAttribute('figure'))) found.push(`${address.pathname}: ${value.outerHTML}`);
        }",
    );
    assert!(empty.is_empty(), "{empty:#?}");
    let dead = in_each_document(
        &page,
        "for (const link of there.querySelectorAll('a[href], link[href], script[src]')) {
            const to = new URL(link.getAttribute('href') ?? link.getAttribute('src'), address);
            const answer = await fetch(to.pathname);
            const whole = to.hash && answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
            // The list of claims is made when its page is opened.
            const listed = to.pathname.endsWith('claims.html');
            if (!answer.ok || (whole && !listed && !whole.getElementById(to.hash.slice(1)))) found.push(`${address.pathname}: ${to.href}`);
        }",
    );
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn a_number_in_the_text_follows_and_is_dragged_stepped_and_typed() {
    let page = Page::open_at(Device::Desk, &address("7-taylor"));
    all_there(&page);
    let (setting, follows) =
        ("hillside-value[figure=tangent][setting=step]", "hillside-value[figure=tangent][of='words.gap']");
    assert_eq!(number(&page, "tangent", "settings.step"), 0.5);
    let before = said(&page, follows, ".says");
    assert_eq!(before, "0.148721");
    let from = inside(&page, setting, "input");
    page.drag(Pointer::Mouse, from, from.by(60.0, 0.0));
    let dragged = number(&page, "tangent", "settings.step");
    assert!((dragged - 1.5).abs() < 0.11, "{dragged}");
    page.until("the text follows", || said(&page, follows, ".says") != before);
    // A click is a hand that means to type.
    page.tap(Pointer::Mouse, inside(&page, setting, "input"));
    page.type_text("0.25");
    page.press(Key::Enter);
    assert_eq!(number(&page, "tangent", "settings.step"), 0.25);
    page.press(Key::Up);
    page.press_with(&[Key::Shift], Key::Up);
    let stepped = number(&page, "tangent", "settings.step");
    assert!((stepped - 1.35).abs() < 1e-9, "{stepped}");
    // What is none is said, and the number stays.
    page.tap(Pointer::Mouse, inside(&page, setting, "input"));
    page.type_text("far");
    page.press(Key::Enter);
    page.until("it is said", || !said(&page, setting, ".wrong").is_empty());
    assert!((number(&page, "tangent", "settings.step") - stepped).abs() < 1e-12);
    // The figure leads as well, and the address keeps it.
    let () = page.evaluate("document.getElementById('tangent').settings = { step: 0.75 }; return null;", &[]);
    page.until("the number follows", || said(&page, setting, "input") == "0.75");
    assert!(page.link().contains("tangent.step=0.75"), "{}", page.link());
    page.assert_quiet();
}

#[test]
fn a_finger_drags_a_number_and_scrolls_over_it() {
    let page = Page::open_at(Device::Phone, &address("7-taylor"));
    all_there(&page);
    let setting = "hillside-value[figure=tangent][setting=step]";
    let from = inside(&page, setting, "input");
    page.drag(Pointer::Touch, from, from.by(60.0, 0.0));
    let dragged = number(&page, "tangent", "settings.step");
    assert!(dragged > 0.9, "{dragged}");
    let (from, before) = (inside(&page, setting, "input"), page.scrolled());
    page.drag(Pointer::Touch, from, from.by(0.0, -200.0));
    assert!(page.scrolled() > before + 50.0, "{} after {before}", page.scrolled());
    assert!((number(&page, "tangent", "settings.step") - dragged).abs() < 1e-12);
}

#[test]
fn a_guess_is_shown_beside_the_truth() {
    let page = Page::open_at(Device::Desk, &address("7-taylor"));
    all_there(&page);
    let guess = "hillside-guess[figure=tangent]";
    assert!(said(&page, guess, ".truth").is_empty());
    for (text, want) in
        [("0.2", "You said 0.2; it is 0.1487. That is 0.05128 away."), ("much", "That is not a number")]
    {
        page.tap(Pointer::Mouse, inside(&page, guess, "input"));
        let () = page.evaluate(
            "document.querySelector(arguments[0]).shadowRoot.querySelector('input').select(); return null;",
            &[json!(guess)],
        );
        page.type_text(text);
        page.press(Key::Enter);
        assert!(said(&page, guess, ".truth").starts_with(want), "{}", said(&page, guess, ".truth"));
    }
    page.go(&address("1-why"));
    all_there(&page);
    // The step of the figure goes straight down a slope of 20.
    let choice = "hillside-guess[figure=nudge]";
    page.tap(Pointer::Mouse, inside(&page, choice, "button:last-of-type"));
    assert_eq!(said(&page, choice, ".truth"), "No: it is −0.199, “it falls”.");
    page.tap(Pointer::Mouse, inside(&page, choice, "button:first-of-type"));
    assert!(said(&page, choice, ".truth").starts_with("Yes"));
    assert_eq!(page.evaluate::<usize>("return localStorage.length;", &[]), 0, "nothing is recorded");
    page.assert_quiet();
}

#[test]
fn a_claim_opens_with_its_evidence_and_is_fetched_only_then() {
    let page = Page::open_at(Device::Desk, &address("7-taylor"));
    all_there(&page);
    let fetched = |page: &Page| page.requests().iter().any(|url| url.contains("pkg/hillside"));
    assert!(!fetched(&page));
    let claim = "hillside-claim[row='S7.1']";
    page.tap(Pointer::Mouse, inside(&page, claim, "button"));
    page.until("it is worked out", || said(&page, claim, ".opened").contains("comparisons agree"));
    assert!(fetched(&page));
    let text = said(&page, claim, ".opened");
    for part in ["Holds here: 3 of 3", "0.71828182", "What was compared", "May differ by"] {
        assert!(text.contains(part), "{text}");
    }
    let violations = page.violations();
    assert!(violations.is_empty(), "{violations:#?}");
    // One that there is not says so.
    let () = page.evaluate(
        "document.querySelector(arguments[0]).setAttribute('row', 'S0.0'); return null;",
        &[json!(claim)],
    );
    let unknown = "hillside-claim[row='S0.0']";
    for _ in 0..2 {
        page.tap(Pointer::Mouse, inside(&page, unknown, "button"));
    }
    page.until("it is said", || said(&page, unknown, ".opened").contains("could not be checked here"));
    page.assert_quiet();
}

#[test]
fn a_number_says_why_and_follows_its_figure_while_it_is_open() {
    let page = Page::open_at(Device::Desk, &address("2-recap"));
    all_there(&page);
    let why = "hillside-why[figure=power]";
    page.tap(Pointer::Mouse, inside(&page, why, "button"));
    page.until("it is derived", || said(&page, why, ".opened").contains("here 6.75"));
    assert!(said(&page, why, ".opened").contains("power rule"), "{}", said(&page, why, ".opened"));
    let set = |given: Value| {
        let () =
            page.evaluate("document.getElementById('power').settings = arguments[0]; return null;", &[given]);
    };
    set(json!({ "point": 2 }));
    page.until("it follows the point", || said(&page, why, ".opened").contains("here 12"));
    set(json!({ "formula": "sin(x^2)", "point": 1 }));
    page.until("it follows the formula", || {
        let text = said(&page, why, ".opened");
        text.contains("chain rule") && text.contains("here 1.0806")
    });
    let violations = page.violations();
    assert!(violations.is_empty(), "{violations:#?}");
    page.assert_quiet();
}

#[test]
fn all_claims_are_listed_and_hold_in_this_browser() {
    let page = Page::open_at(Device::Desk, &address("claims"));
    let text = |id: &str| -> String {
        page.evaluate("return document.getElementById(arguments[0]).textContent;", &[json!(id)])
    };
    page.until("they are listed", || text("count").ends_with("none checked yet"));
    let rows: usize = page.evaluate("return document.querySelectorAll('#list li').length;", &[]);
    assert!(rows >= 64);
    let () = page.evaluate("document.getElementById('check-all').click(); return null;", &[]);
    page.until("all are checked", || text("count").contains("hold"));
    assert_eq!(text("count"), format!("{rows} of {rows} hold"));
    assert!(text("time").contains("worked out in"), "{}", text("time"));
    let () = page.evaluate("document.querySelector('#list summary').click(); return null;", &[]);
    page.until("the evidence is shown", || {
        page.evaluate("return document.querySelectorAll('#list table tr').length > 1;", &[])
    });
    let violations = page.violations();
    assert!(violations.is_empty(), "{violations:#?}");
    assert!(page.excess_width() <= 0.0);
    // A row that fails opens by itself and says which numbers differ.
    let () = page.evaluate(
        "const { sum, table } = await import('/essay/evidence.js');
        const evidence = [{ what: 'two halves', got: 1.5, want: 1, tolerance: 1e-9 }, { what: 'one', got: 1, want: 1, tolerance: 0 }];
        document.title = `${sum({ holds: false, evidence })} ${table(evidence).textContent}`;
        return null;",
        &[],
    );
    let title: String = page.evaluate("return document.title;", &[]);
    assert!(
        title.starts_with("Does not hold here: 1 of 2") && title.contains("Differs: two halves1.51"),
        "{title}"
    );
    page.assert_quiet();
}

#[test]
fn the_landing_page_leads_here_and_the_chapters_lead_on() {
    let page = Page::open(Device::Desk);
    let () = page.evaluate("document.querySelector('nav a[href=\"essay/\"]').click(); return null;", &[]);
    page.until("the essay is there", || page.address().ends_with("/essay/"));
    let () = page.evaluate("document.querySelector('.chapters a').click(); return null;", &[]);
    for name in CHAPTERS {
        page.until("the chapter is there", || page.address().ends_with(&address(name)));
        page.until("it leads on", || page.evaluate("return !!document.querySelector('a[rel=next]');", &[]));
        let () = page.evaluate("document.querySelector('a[rel=next]').click(); return null;", &[]);
    }
    page.until("the claims are there", || page.address().ends_with("/essay/claims.html"));
    page.assert_quiet();
}
