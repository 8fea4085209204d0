//! Before anything runs, and where nothing does, each figure shows what it will be.

use std::fs;

use hillside_page_tests::{Device, Page, Scheme};
use serde_json::{Value, json};
use xtask::{server::Site, workspace};

/// The figures of the page.
const FIGURES: [&str; 3] = ["descent", "curvature", "detector"];

/// What is drawn: words with their places, and how many marks there are of each kind.
const DRAWN: &str = "
    const drawn = (text) => {
        const svg = new DOMParser().parseFromString(text.replace(/<style>.*<[/]style>/, ''), 'image/svg+xml');
        const all = (name) => [...svg.querySelectorAll(name)];
        return {
            words: all('text').map((word) => [word.textContent, word.getAttribute('x'), word.getAttribute('y')].join(' ')),
            discs: all('circle').map((disc) => [disc.getAttribute('cx'), disc.getAttribute('cy'), disc.getAttribute('r')].join(' ')),
            paths: all('path').length,
            title: svg.querySelector('title')?.textContent,
            size: [svg.documentElement.getAttribute('width'), svg.documentElement.getAttribute('height')].map(Number),
        };
    };";

#[test]
fn a_still_is_what_the_figure_draws() {
    let page = Page::open(Device::Desk);
    for name in FIGURES {
        let element = ["hillside-descent", "hillside-curvature", "hillside-detector"]
            .into_iter()
            .find(|element| element.ends_with(name))
            .unwrap();
        let still: Value = page.evaluate(
            &format!(
                "{DRAWN} return drawn(await (await fetch(`stills/index-${{arguments[0]}}.svg`)).text());"
            ),
            &[json!(name)],
        );
        // A figure as its tag sets it, on a map as large as the still is.
        let html = fs::read_to_string(workspace::www().join("index.html")).unwrap();
        let tag = html.split(&format!("<{element}")).nth(1).unwrap().split('>').next().unwrap();
        let live: Value = page.evaluate(
            &format!(
                "{DRAWN} const [element, tag, [width, height]] = arguments;
                await customElements.whenDefined(element);
                const figure = new DOMParser().parseFromString(`<${{element}}${{tag}}></${{element}}>`, 'text/html').body.firstChild;
                for (const name of ['id', 'autoplay', 'data-instrument']) figure.removeAttribute(name);
                const box = document.createElement('div');
                document.body.append(box);
                box.append(figure);
                Object.assign(figure.shadowRoot.getElementById('stage').style, {{ width: `${{width}}px`, height: `${{height}}px`, maxHeight: 'none' }});
                figure.scrollIntoView();
                await figure.ready;
                if (element === 'hillside-descent') {{
                    // The box of the proof is drawn once it has begun.
                    while (!figure.readout.lipschitz) await new Promise(requestAnimationFrame);
                }}
                if (element === 'hillside-curvature') {{
                    while (figure.readout.proof.stage !== 'finished') await new Promise(requestAnimationFrame);
                }}
                const picture = drawn(await (await figure.picture('svg')).text());
                box.remove();
                return picture;"
            ),
            &[json!(element), json!(tag), still["size"].clone()],
        );
        for what in ["title", "words", "discs", "paths", "size"] {
            assert_eq!(still[what], live[what], "{name}: {what}");
        }
        assert!(still["words"].as_array().unwrap().len() > 10, "{name}: {still}");
    }
    page.assert_quiet();
}

/// Where scripts do not run nobody can ask the page; what is not served does not run.
#[test]
fn figures_are_seen_without_scripts() {
    let html = fs::read_to_string(workspace::dist().join("index.html")).unwrap();
    assert!(html.contains("<noscript><p class=\"without\">This figure is a picture here."), "{html}");
    let still = Site::new(workspace::dist()).and_text("/page.js", "").and_text("/still.html", html);
    for device in [Device::Desk, Device::Phone] {
        let page = Page::open_unready(device, still.clone(), "/still.html");
        let seen: Vec<Value> = page.evaluate(
            "return Promise.all([...document.querySelectorAll('.still img')].map(async (image) => {
                image.scrollIntoView();
                image.loading = 'eager';
                await image.decode();
                const { width, height } = image.getBoundingClientRect();
                return { name: image.closest(':not(:defined)').id, width, height, natural: image.naturalWidth, file: image.currentSrc, words: image.alt };
            }));",
            &[],
        );
        assert_eq!(seen.iter().map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>(), FIGURES);
        for one in &seen {
            let side = |name: &str| one[name].as_f64().unwrap();
            assert!(side("width") >= 300.0 && side("height") >= 300.0, "{one}");
            let narrow = one["file"].as_str().unwrap().ends_with("-narrow.svg");
            assert_eq!(
                (narrow, side("natural") < 400.0),
                (device == Device::Phone, device == Device::Phone),
                "{one}"
            );
            assert!(one["words"].as_str().unwrap().len() > 40, "{one}");
        }
        assert_eq!(page.excess_width(), 0.0);
        page.screenshot(&format!("stills-{device:?}"));
        page.assert_quiet();
    }
}

#[test]
fn stills_follow_the_theme() {
    let site = Site::new(workspace::dist()).and_text("/hillside.js", "export {};");
    let page = Page::open_unready(Device::Desk, site, "/");
    // The paper of the first still, which a canvas may read: the picture is the page's own.
    let paper = || -> [u8; 3] {
        page.evaluate(
            "const image = document.querySelector('.still img');
            await image.decode();
            const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight), context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            return [...context.getImageData(2, 2, 1, 1).data.slice(0, 3)];",
            &[],
        )
    };
    let (light, dark) = ([0xfb, 0xfa, 0xf7], [0x14, 0x17, 0x18]);
    page.prefer(Scheme::Light);
    assert_eq!(paper(), light);
    page.prefer(Scheme::Dark);
    assert_eq!(paper(), dark);
    page.assert_quiet();
}

#[test]
fn a_figure_takes_the_place_of_its_still_without_a_jump() {
    for device in [Device::Desk, Device::Phone] {
        let page = Page::open(device);
        let still = Site::new(workspace::dist()).and_text("/page.js", "");
        let unready = Page::open_unready(device, still, "/");
        // Where it lies in its figure.
        let place = "const { left, top, width, height } = part.getBoundingClientRect(), figure = document.getElementById(arguments[0]);
            return [left, top - figure.getBoundingClientRect().top, width, height];";
        for name in FIGURES {
            let before: [f64; 4] = unready.evaluate(
                &format!(
                    "const part = document.querySelector(`#${{arguments[0]}} .still img`); part.scrollIntoView(); {place}"
                ),
                &[json!(name)],
            );
            let after: [f64; 4] = page.evaluate(
                &format!(
                    "const live = document.getElementById(arguments[0]); live.scrollIntoView();
                    await customElements.whenDefined(live.localName); await live.ready;
                    const part = live.shadowRoot.getElementById('stage'); {place}"
                ),
                &[json!(name)],
            );
            let near = before.iter().zip(&after).all(|(before, after)| (before - after).abs() <= 4.0);
            assert!(near, "{device:?}: {name} lies at {after:?}, its still at {before:?}");
        }
        let shift: f64 = page.evaluate(
            "return await new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
                .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 300));",
            &[],
        );
        assert!(shift < 0.01, "{device:?}: what is seen jumps by {shift}");
        page.assert_quiet();
    }
}

#[test]
fn a_figure_that_cannot_be_loaded_keeps_its_still_and_says_why() {
    let site = Site::new(workspace::dist()).and_text("/elements/descent.js", "throw new Error('no luck');");
    let page = Page::open_unready(Device::Desk, site, "/");
    page.until("it is said", || {
        let said: String =
            page.evaluate("return document.querySelector('#descent > .loading').textContent;", &[]);
        said.contains("could not be loaded (no luck)") && said.contains("WebAssembly")
    });
    let height: f64 = page.evaluate(
        "const image = document.querySelector('#descent > .still img'); await image.decode();
        return image.getBoundingClientRect().height;",
        &[],
    );
    assert!(height > 300.0, "the still is {height} pixels high");
}
