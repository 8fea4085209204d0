//! A picture that is kept is the picture that is seen: the same words in the same places, the same signs, the same ground.

use hillside_instruments::{
    CurvatureInstrument, DescentInstrument, Figure, Numbers, Sheet, Theme, Value, bound_search,
};

/// Sizes of the map: in the window of 1920 by 1080, of a laptop, a tablet, a telephone, and in a narrow column.
const SIZES: [[f64; 2]; 5] =
    [[1241.6, 838.0], [788.2, 790.0], [612.5, 560.0], [358.0, 374.0], [288.0, 300.0]];

/// How finely the ground is sampled: on the screen at once, at rest, in the PNG of twice as many pixels.
const GRAINS: [f64; 3] = [3.0, 1.5, 0.5];

const FORMULAS: [&str; 10] = [
    "x^2+10*y^2",
    "(1-x)^2+100*(y-x^2)^2",
    "1/x+y",
    "tan(x)*y",
    "sin(10*x)*sin(10*y)",
    "sin(x^2+y^2)*exp(-x)",
    "abs(x)+sign(y)",
    "exp(-(x^2+y^2))",
    "ln(x*y)",
    "7",
];

/// What of a sheet is no matter of how finely the ground is sampled: words, signs and where the ground lies.
fn seen(sheet: &Sheet) -> Vec<String> {
    let printed = sheet.to_string();
    let marks = printed.lines().filter(|line| !line.starts_with("line ") && !line.starts_with("sheet "));
    marks
        .map(|line| match line.split_once(", over") {
            Some((_, place)) if line.starts_with("image ") => format!("image over{place}"),
            _ => line.to_owned(),
        })
        .collect()
}

/// The layers of a figure on one sheet, as the page lays them over one another.
fn screen(figure: &mut dyn Figure, layers: &[&str], grain: f64, [width, height]: [f64; 2]) -> Sheet {
    let mut sheet = Sheet::new(width, height);
    for layer in layers {
        assert!(figure.draw(layer, Numbers(&[grain]), &mut sheet, &Theme::LIGHT), "{layer}");
    }
    sheet
}

#[test]
fn a_picture_has_the_labels_and_signs_of_the_screen() {
    let mut words = 0;
    for (index, formula) in FORMULAS.into_iter().enumerate() {
        // The first formula in all windows, each other in one of them.
        let sizes = if index == 0 { &SIZES[..] } else { &SIZES[index % 5..][..1] };
        for &size in sizes {
            for layers in [&["ground", "trail"][..], &["ground", "signs", "point"]] {
                let mut figure: Box<dyn Figure> = match layers {
                    [_, "trail"] => Box::new(DescentInstrument::new()),
                    _ => Box::new(CurvatureInstrument::new()),
                };
                figure.equip(bound_search);
                let given = figure.assign(&[("formula".into(), Value::Text(formula.into()))]);
                assert_eq!(given, [], "{formula}");
                figure.resize(size[0], size[1]);
                let _ = figure.work(2000);
                let first = seen(&screen(&mut *figure, layers, GRAINS[0], size));
                for grain in GRAINS {
                    let now = seen(&screen(&mut *figure, layers, grain, size));
                    assert_eq!(now, first, "{formula} at {size:?}, every {grain} px");
                }
                let picture = figure.picture(&Theme::LIGHT);
                assert_eq!(picture.sheets.len(), 1);
                assert_eq!(picture.sheets[0].size(), size);
                assert_eq!(seen(&picture.sheets[0]), first, "{formula} at {size:?}, as it is kept");
                // And one that was never on the screen.
                figure.assign(&[("formula".into(), Value::Text("x".into()))]);
                figure.assign(&[("formula".into(), Value::Text(formula.into()))]);
                let _ = figure.work(2000);
                assert_eq!(
                    seen(&figure.picture(&Theme::LIGHT).sheets[0]),
                    first,
                    "{formula} at {size:?}, at once"
                );
                words += first.iter().filter(|mark| mark.contains("10.5px")).count();
            }
        }
    }
    assert!(words > 60, "{words} labels of lines say little");
}
