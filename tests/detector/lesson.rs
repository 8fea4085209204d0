//! The first visit: a network that learns by itself, ends with all right, and invites a drawing.

use super::part;
use hillside_page_tests::{DetectorPart, Device, Page, Part, Pointer};

#[test]
fn a_network_learns_and_invites() {
    let page = Page::open(Device::Desk);
    let figure = page.detector();
    page.until("the network learns", || figure.index() > 3);
    assert!(!part(&figure, DetectorPart::Invitation).is_shown());
    page.until("all 512 are right", || figure.readout()["correct"] == 512);
    page.until("it invites", || part(&figure, DetectorPart::Invitation).is_shown());
    assert_eq!(figure.part(Part::Play).text(), "Play");
    let index = figure.index();
    page.frame();
    assert_eq!(figure.index(), index, "it has stopped");
    part(&figure, DetectorPart::Cell(4)).tap(Pointer::Mouse);
    page.frame();
    assert!(!part(&figure, DetectorPart::Invitation).is_shown());
    page.assert_quiet();
}

#[test]
fn who_wants_no_motion_sees_the_end() {
    let page = Page::open(Device::Desk);
    page.prefer_reduced_motion();
    // Loaded as for the first time: the address of the page already tells of what was learnt.
    page.go("/?again");
    let figure = page.detector();
    page.until("it invites", || part(&figure, DetectorPart::Invitation).is_shown());
    assert_eq!(figure.readout()["correct"], 512);
}
