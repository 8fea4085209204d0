//! The picture that is kept is the one on the screen, pixel for pixel, but for what twice as fine a ground smooths.

use hillside_page_tests::{Device, Figure, Page, Part};
use serde_json::json;

/// Of the pixels of the PNG, the part that is plainly another colour than on the screen; and how many there are.
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
        let other = 0;
        for (let i = 0; i < kept.length; i += 4) {
            if ([0, 1, 2].some(channel => Math.abs(kept[i + channel] - seen[i + channel]) > 80)) other++;
        }
        return [other / (width * height), width * height];",
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
            let [part, pixels] = differing(figure, layers);
            assert!(pixels > 1e6, "{pixels} pixels are no large map");
            // A label that is somewhere else, or another, differs in a hundred pixels and more.
            assert!(part * pixels < 100.0, "{formula}: {} of {pixels} pixels differ", part * pixels);
        }
    }
    page.assert_quiet();
}
