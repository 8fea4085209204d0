//! Training at full speed for long does not fill the memory.

use super::alone;
use hillside_page_tests::Device;

#[test]
fn memory_does_not_grow_with_the_steps() {
    let page = alone(Device::Desk, r#"speed="1000000""#);
    let figure = page.detector();
    // The module's memory only ever grows: what it has after some thousand steps must do for all others.
    let sizes: Vec<f64> = figure.evaluate(
        "const { memory } = await (await import('/hillside/pkg/figures.js')).default();
        const sizes = [];
        figure.play();
        for (let mark = 1; mark <= 3; mark += 1) {
            while (figure.readout.index < mark * 4000) await new Promise(requestAnimationFrame);
            sizes.push(memory.buffer.byteLength);
        }
        figure.pause();
        return sizes;",
        &[],
    );
    assert_eq!(sizes[1], sizes[2], "{sizes:?}");
    assert!(sizes[2] < 16e6, "{sizes:?}");
    page.assert_quiet();
}
