//! The detector, one behaviour a file.

mod accessible;
mod escapes;
mod files;
mod lesson;
mod links;
mod narrow;
mod opened;
mod paints;
mod refuses;
mod remembers;
mod rooms;

use hillside_page_tests::{Control, DetectorPart, Device, Figure, Page, Part};

/// A page with nothing but a detector that does not begin by itself, whatever its attributes.
fn alone(device: Device, attributes: &str) -> Page {
    Page::open_foreign(
        device,
        &format!(
            r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A detector</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/hillside/icon.svg">
            <link rel="stylesheet" href="/hillside/style.css"><script type="module" src="/hillside/hillside.js"></script></head>
            <body><main><h1>A detector</h1><hillside-detector {attributes}></hillside-detector></main></body></html>"#
        ),
    )
}

/// A part of a detector.
fn part<'a>(figure: &Figure<'a>, part: DetectorPart) -> Control<'a> {
    figure.part(Part::Detector(part))
}

/// The nine cells as they are read aloud.
#[track_caller]
fn cells(figure: &Figure<'_>) -> String {
    figure.evaluate(
        "return [...root.querySelectorAll('.cell')].map(cell => cell.getAttribute('aria-pressed') === 'true' ? '#' : '.').join('');",
        &[],
    )
}
