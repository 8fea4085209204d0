//! The picture that is kept is the one on the screen, pixel for pixel, but for what twice as fine a ground smooths.

use hillside_page_tests::{Device, Figure, Page, Part};
use serde_json::json;

/// How many pixels of the PNG are plainly another colour than on the screen, at most, in any square of 24 by 24 pixels;
/// and how many pixels there are.
fn differing(figure: &Figure<'_>, layers: &[&str]) -> [f64; 2] {
    figure.evaluate(
        "const [layers] = rest;
        const bitmap = await createImageBitmap(await figure.picture('png')), { width, height } = bitmap;
        const data = (paint) => {
            const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
            paint(context);
            return context.getImageData(0, 0, width, height).data;
        };
        const kept = data(context => context.drawImage(bitmap, 0, 0));
        const seen = data(context => {
            context.fillStyle = getComputedStyle(root.firstElementChild).getPropertyValue('--paper');
            context.fillRect(0, 0, width, height);
            for (const layer of layers) context.drawImage(root.querySelector(layer), 0, 0);
        });
        const squares = new Map();
        for (let i = 0; i < kept.length / 4; i++) {
            if ([0, 1, 2].every(channel => Math.abs(kept[4 * i + channel] - seen[4 * i + channel]) <= 80)) continue;
            const square = `${Math.floor(i % width / 24)} ${Math.floor(i / width / 24)}`;
            squares.set(square, (squares.get(square) ?? 0) + 1);
        }
        return [Math.max(0, ...squares.values()), width * height];",
        &[json!(layers)],
    )
}

#[test]
fn a_png_is_what_the_screen_shows() {
    let page = Page::open(Device::Desk);
    page.take_to_screen(1920, 1080, 2.0);
    let (descent, curvature) = (page.descent(), page.curvature());
    for formula in ["x^2+10*y^2", "(1-x)^2+100*(y-x^2)^2", "sin(x^2+y^2)*exp(-x)"] {
        for (figure, layers) in
            [(&descent, &["#ground", "#trail"][..]), (&curvature, &["#ground", "#signs", "#point"])]
        {
            figure.part(Part::Ground).show();
            figure.set(&json!({ "formula": formula }));
            page.until("it rests, and all is proved", || {
                figure.evaluate("return figure.model.isSettled();", &[])
            });
            page.frame();
            let [most, pixels] = differing(figure, layers);
            assert!(pixels > 1e6, "{pixels} pixels are no large map");
            // A label that is somewhere else, or another, differs in a hundred pixels; a line, smoother, in a few.
            assert!(most < 50.0, "{formula}: {most} pixels differ in one square");
        }
    }
    page.assert_quiet();
}
