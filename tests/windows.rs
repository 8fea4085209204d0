//! One link proves the same in every window, and says of which box.

use hillside_page_tests::{Device, Page, Part};
use serde_json::{Value, json};

/// What a link proves in a window of its own: L and what is stated of a step, and L with the critical points.
fn proved(device: Device) -> [Value; 2] {
    let link = "descent.formula=x^4%2By^4-x*y&descent.view=-2,2,-1,3&descent.start=1,2&descent.rate=0.0015\
                &curvature.formula=sin(x)*cos(y)&curvature.view=-2,2,-1,3";
    let page = Page::open_at(device, &format!("/#{link}"));
    let (descent, curvature) = (page.descent(), page.curvature());
    descent.part(Part::Ground).show();
    page.until("L is proved in the descent", || descent.readout()["lipschitz"]["upper"].is_number());
    curvature.part(Part::Ground).show();
    page.until("all is proved in the curvature", || curvature.readout()["proof"]["stage"] == "finished");
    page.frame();
    for (figure, part) in [(&descent, Part::Lipschitz), (&curvature, Part::Bound), (&curvature, Part::Found)]
    {
        let text = figure.part(part).text();
        assert!(text.contains("[−2, 2] × [−1, 3]"), "{text}");
    }
    page.assert_quiet();
    let (walk, bends) = (descent.readout(), curvature.readout());
    [
        json!([walk["lipschitz"], walk["statements"]]),
        json!([
            bends["lipschitz"],
            bends["boundSentence"],
            bends["proof"]["sentence"],
            bends["proof"]["area"]
        ]),
    ]
}

#[test]
fn a_link_proves_the_same_on_a_desk_and_on_a_phone() {
    assert_eq!(proved(Device::Desk), proved(Device::Phone));
}
