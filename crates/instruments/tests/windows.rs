//! What is proved belongs to the settings: one link says the same in every window, and names and shows the box it is of.

#![allow(clippy::unwrap_used, reason = "what is not as it should be is a failed test")]

use hillside_instruments::{
    CurvatureInstrument, DescentInstrument, Figure, Numbers, Sheet, Theme, Value, bound_search,
};
use serde_json::Value as Json;

/// A phone held upright, a tablet, a desk, a wide desk, and a column.
const WINDOWS: [[f64; 2]; 5] =
    [[360.0, 330.0], [760.0, 700.0], [1280.0, 620.0], [1700.0, 820.0], [320.0, 900.0]];

/// A figure opened with a link in a window, with all proved that it proves.
fn open(mut figure: Box<dyn Figure>, link: &[(&str, &str)], [width, height]: [f64; 2]) -> Box<dyn Figure> {
    let given: Vec<_> =
        link.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned()))).collect();
    figure.equip(bound_search);
    assert_eq!(figure.assign(&given), []);
    figure.resize(width, height);
    while figure.work(1000) {}
    assert!(figure.is_settled());
    figure
}

fn told(figure: &dyn Figure, part: &str) -> Json {
    serde_json::to_value(figure.readout(part).unwrap()).unwrap()
}

/// How many dashes the border of the box is drawn with.
fn border(figure: &mut dyn Figure, layer: &str, [width, height]: [f64; 2]) -> usize {
    let count = |figure: &mut dyn Figure| {
        let mut sheet = Sheet::new(width, height);
        assert!(figure.draw(layer, Numbers(&[]), &mut sheet, &Theme::LIGHT));
        sheet
            .to_string()
            .lines()
            .filter(|line| line.starts_with("line") && line.contains(" 0.90 1.0px"))
            .count()
    };
    count(figure)
}

#[test]
fn a_link_gives_the_same_bound_in_every_window() {
    for (link, area, says) in [
        (
            &[("formula", "x^4+y^4"), ("rate", "0.0015"), ("start", "1,2")][..],
            [-2.0, 2.0, -2.0, 2.0],
            "[−2, 2] × [−2, 2]",
        ),
        (&[("rate", "0.0015")], [-6.0, 6.0, -6.0, 6.0], "[−6, 6] × [−6, 6]"),
        (
            &[("formula", "x^2*y"), ("view", "-2,2,-1,3"), ("start", "1,1")],
            [-2.0, 2.0, -1.0, 3.0],
            "[−2, 2] × [−1, 3]",
        ),
        // A start far outside widens what is seen, and not what is proved.
        (&[("formula", "x^2+2*y^2+x"), ("start", "40,3")], [-5.0, 5.0, -5.0, 5.0], "[−5, 5] × [−5, 5]"),
    ] {
        let all: Vec<Json> = WINDOWS
            .map(|window| {
                let figure = open(Box::new(DescentInstrument::new()), link, window);
                let told = told(&*figure, "");
                Json::Array(["lipschitz", "statements", "rate"].map(|part| told[part].clone()).to_vec())
            })
            .to_vec();
        assert!(all.iter().all(|told| *told == all[0]), "{link:?}: {all:#?}");
        assert_eq!(all[0][0]["area"], serde_json::json!(area), "{link:?}");
        assert!(all[0][0]["sentence"].as_str().unwrap().contains(says), "{link:?}: {}", all[0][0]);
    }
}

#[test]
fn a_link_gives_the_same_points_in_every_window() {
    for (link, says) in [
        (&[][..], "9 found, and there are no others in [−6, 6] × [−6, 6]: proved."),
        (
            &[("formula", "sin(x)*cos(y)"), ("view", "-2,2,-1,3")],
            "3 found, and there are no others in [−2, 2] × [−1, 3]: proved.",
        ),
        (&[("formula", "x+y"), ("point", "30,2")], "There is none in [−5, 5] × [−5, 5]: proved."),
    ] {
        let all: Vec<[Json; 3]> = WINDOWS
            .map(|window| {
                let figure = open(Box::new(CurvatureInstrument::new()), link, window);
                let here = told(&*figure, "");
                assert_eq!(here["proof"]["sentence"], says, "{link:?}");
                let among = says.split(" in ").nth(1).unwrap().split(':').next().unwrap();
                assert!(here["boundSentence"].as_str().unwrap().contains(among), "{link:?}: {here}");
                [told(&*figure, "critical"), here["lipschitz"].clone(), here["proof"]["area"].clone()]
            })
            .to_vec();
        assert!(all.iter().all(|told| *told == all[0]), "{link:?}: {all:#?}");
    }
}

/// As much of a proof as is done is kept when the window takes another shape.
#[test]
fn another_window_begins_no_other_proof() {
    let figures: [Box<dyn Figure>; 2] =
        [Box::new(DescentInstrument::new()), Box::new(CurvatureInstrument::new())];
    for figure in figures {
        let mut figure = open(figure, &[("formula", "x^3+y^3-3*x*y")], WINDOWS[1]);
        for [width, height] in WINDOWS {
            figure.resize(width, height);
            assert!(figure.is_settled());
        }
    }
}

#[test]
fn a_box_smaller_than_what_is_seen_is_drawn() {
    for layer in ["trail", "signs"] {
        let begin = || -> Box<dyn Figure> {
            if layer == "trail" {
                Box::new(DescentInstrument::new())
            } else {
                Box::new(CurvatureInstrument::new())
            }
        };
        let square = [[(1058.0), 1034.0], [558.0, 534.0]];
        for window in square {
            let mut figure = open(begin(), &[("view", "-2,2,-1,3")], window);
            assert_eq!(
                border(&mut *figure, layer, window),
                0,
                "{layer} {window:?}: the box is all that is seen"
            );
        }
        for window in WINDOWS {
            let mut figure = open(begin(), &[("view", "-2,2,-1,3")], window);
            let dashes = border(&mut *figure, layer, window);
            // Two sides, a dash every ten pixels.
            let [width, height] = window;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels")]
            let most = (2.0 * width.min(height) / 10.0) as usize;
            assert!((most - 14..=most).contains(&dashes), "{layer} {window:?}: {dashes} of {most}");
        }
        // Before anything is to be proved there is no box.
        let mut figure = begin();
        figure.resize(1700.0, 820.0);
        assert_eq!(border(&mut *figure, layer, [1700.0, 820.0]), 0, "{layer}");
    }
}
