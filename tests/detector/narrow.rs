//! On a telephone everything is there, and nothing is wider than the window.

use super::{alone, part};
use hillside_page_tests::{DetectorPart, Device};

#[test]
fn it_fits_a_telephone() {
    let page = alone(Device::Phone, r#"step="300""#);
    let figure = page.detector();
    for room in [
        DetectorPart::More,
        DetectorPart::BackwardRoom,
        DetectorPart::TableRoom,
        DetectorPart::SpectrumRoom,
        DetectorPart::FileRoom,
    ] {
        part(&figure, room).click();
        page.frame();
        assert_eq!(page.excess_width(), 0.0, "{room:?}");
    }
    for cell in 0..9 {
        let edges = part(&figure, DetectorPart::Cell(cell)).edges();
        assert!(edges.width() >= 44.0 && edges.height() >= 44.0, "a finger hits it: {edges:?}");
    }
    page.screenshot("detector-phone");
}
