use super::pick::Pick;
use super::*;
use crate::settings::Value;

fn given(settings: &[(&str, &str)]) -> Vec<(String, Value)> {
    settings.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned()))).collect()
}

fn plane(settings: &[(&str, &str)]) -> Plane {
    let mut plane = Plane::default();
    let problems = plane.assign(&given(settings));
    assert!(problems.is_empty(), "{problems:?}");
    plane
}

fn read(settings: &[(&str, &str)]) -> reading::Readout {
    Reading::new(&plane(settings).settings).readout()
}

fn drawn(plane: &mut Plane, layer: &str, [width, height]: [f64; 2]) -> String {
    let mut sheet = Sheet::new(width, height);
    assert!(plane.draw(layer, Numbers(&[]), &mut sheet, &Theme::LIGHT));
    sheet.to_string()
}

#[test]
fn a_square_goes_over_into_nearly_the_parallelogram() {
    let readout = read(&[("point", "1,0.5"), ("step", "0.1,0")]);
    assert_eq!(readout.jacobian, [[2.0, -1.0], [1.0, 2.0]]);
    assert_eq!((readout.determinant, &readout.value[..]), (Some(5.0), &[0.75, 1.0][..]));
    for (got, want) in [(readout.actual, [0.96, 1.1]), (readout.linear, [0.95, 1.1])] {
        assert!((got[0] - want[0]).abs() < 1e-15 && (got[1] - want[1]).abs() < 1e-15, "{got:?}");
    }
    assert!((readout.error - 0.01).abs() < 1e-15 && (readout.bend - 1.0).abs() < 1e-12);
    assert_eq!(readout.words["product"], "f₁: 2·0.1 + (−1)·0 = 0.2\nf₂: 1·0.1 + 2·0 = 0.1");
    assert!(readout.sentence.contains("turns by 26.57°") && readout.sentence.contains("areas by 5."));
    // The smaller the square, the nearer the growth of its area is to the determinant.
    let grown = |step| (read(&[("step", step)]).area.unwrap() - 5.0).abs();
    assert!(grown("0.1,0") < grown("0.3,0") && grown("0.001,0") < 0.02);
}

#[test]
fn matrices_are_called_what_they_are() {
    for (formulas, determinant, said) in [
        ("0.8*x-0.6*y; 0.6*x+0.8*y", 1.0, "turns by 36.87°, keeps all lengths and keeps areas"),
        ("-x; y", -1.0, "mirrors in the line at 90°, keeps all lengths and keeps areas, turned over"),
        ("x+3*y; y", 1.0, "shears by 3 and keeps areas"),
        ("2*x; 3*y", 6.0, "by 2 along the first axis, by 3 along the second and multiplies areas by 6"),
        ("x; y", 1.0, "leaves everything as it is and keeps areas"),
        ("3*x; 3*y", 9.0, "multiplies all lengths by 3 and multiplies areas by 9"),
        ("x+y; 2*x+2*y", 0.0, "onto one line, stretching by 3.162 at most and leaves no area"),
        ("1; 2", 0.0, "onto one point"),
        ("2*x+y; y", 2.0, "by 2.288 one way, by 0.874 across it and multiplies areas by 2"),
        ("cos(1)*x+sin(1)*y; sin(1)*x-cos(1)*y", -1.0, "mirrors in the line at 28.65°"),
    ] {
        let readout = read(&[("formulas", formulas)]);
        assert!((readout.determinant.unwrap() - determinant).abs() < 1e-15, "{formulas}: {readout:?}");
        assert!(readout.sentence.contains(said), "{formulas}: {}", readout.sentence);
        assert!(readout.sentence.contains("the same"), "{formulas}: {}", readout.sentence);
        let area = readout.area.unwrap_or(determinant);
        assert!((area - determinant).abs() < 1e-12, "{formulas}: {area}");
    }
}

#[test]
fn layers_keep_a_line_straight_until_they_bend() {
    for layers in 1..=8 {
        let of = |bend| read(&[("layers", &layers.to_string()), ("bend", bend), ("seed", "7")]);
        let straight = of("off").line.unwrap();
        assert!(straight.apart < 1e-12 && straight.bent < 1e-12, "{straight:?}");
        assert!(of("off").sentence.contains("a straight line"), "{}", of("off").sentence);
        let bent = of("tanh");
        assert_eq!(bent.line.as_ref().unwrap().apart > 1e-3, layers > 1, "{bent:?}");
        assert_eq!(bent.sentence.contains("make a curve"), layers > 1, "{}", bent.sentence);
    }
    // What the middle happens to do is not taken for what the line does.
    let odd = read(&[("layers", "3"), ("bend", "tanh"), ("point", "-1,-0.5"), ("step", "2,1")]);
    assert!(
        odd.sentence.contains("make a curve") && odd.sentence.contains("happens to stay"),
        "{}",
        odd.sentence
    );
}

#[test]
fn a_line_without_length_is_not_called_straight() {
    for bend in ["off", "tanh"] {
        let readout = read(&[("layers", "3"), ("bend", bend), ("step", "0,0")]);
        assert!(readout.sentence.contains("has no length"), "{}", readout.sentence);
    }
}

#[test]
fn rows_columns_and_entries_are_what_they_say() {
    let three = [("formulas", "x^2*y; sin(x*y); exp(x-y)"), ("point", "0.7,-0.4")];
    let readout = read(&three);
    assert_eq!((readout.shape, readout.determinant), ([3, 2], None));
    assert!(readout.sentence.contains("3 rows, one an output, and 2 columns, one an input: 6 slopes"));
    for (row, slopes) in readout.jacobian.iter().enumerate() {
        for (column, slope) in slopes.iter().enumerate() {
            let pick = Pick::Entry(row, column).text();
            let picked = read(&[three[0], three[1], ("pick", &pick)]);
            assert!((picked.quotient.unwrap() - slope).abs() < 1e-9, "{pick}: {picked:?}");
        }
    }
    let said = |pick| read(&[three[0], three[1], ("pick", pick)]).sentence;
    assert!(
        said("row 3").contains("Row 3, (3.0042, −3.0042), is how f₃ answers to x, y"),
        "{}",
        said("row 3")
    );
    assert!(said("column 1").contains("moves f₁ by −0.56, f₂ by −0.38442, f₃ by 3.0042 for each unit"));
    let one = read(&[("inputs", "u,v,w_1"), ("formulas", "u*v+w_1")]);
    assert_eq!((one.shape, one.jacobian), ([1, 3], vec![vec![0.5, 1.0, 1.0]]));
}

#[test]
fn the_slot_takes_its_shape_alone() {
    let mut plane = plane(&[("formulas", "x^2*y; sin(x*y); exp(x-y)")]);
    let refused = plane.assign(&given(&[("slot", "1,2,3;4,5,6")]));
    assert_eq!(
        refused[0].message,
        "A 2×3 matrix does not fit here: it takes 3 numbers, and the function has 2 inputs; it gives 2 numbers, and the \
         function has 3 outputs: use one of 3 rows and 2 columns."
    );
    assert_eq!(plane.assign(&given(&[("slot", "1,2;3,4;5,6")])), []);
    let readout = Reading::new(&plane.settings).readout();
    assert_eq!(readout.slot.as_ref().unwrap()[2], [5.0, 6.0]);
    assert!(readout.sentence.contains("the slot's matrix says"), "{}", readout.sentence);
    // With other formulas it no longer fits, and is dropped.
    assert_eq!(plane.assign(&given(&[("formulas", "x; y")])), []);
    assert!(Reading::new(&plane.settings).readout().slot.is_none());
}

#[test]
fn a_network_is_counted() {
    let nine = read(&[("show", "shapes")]).network.unwrap();
    assert_eq!((nine.parameters, nine.loss), (45.0, [1.0, 45.0]));
    let wide = read(&[("show", "shapes"), ("sizes", "128,64")]);
    let layer = &wide.network.as_ref().unwrap().layers[0];
    assert_eq!((layer.slopes, layer.parameters), (8192.0, 8256.0));
    assert!(wide.sentence.contains("64×128, 8192 slopes"), "{}", wide.sentence);
}

#[test]
fn a_hand_leads_point_and_corner_in_the_plane_before() {
    let mut plane = plane(&[]);
    plane.fit(800.0, 440.0);
    for (which, at) in [(0, [1.0, 0.5]), (1, [1.3, 0.5])] {
        plane.select(which);
        assert_eq!(plane.handle(), plane.frame().to_pixel(at));
    }
    let [x, y] = plane.handle();
    plane.hold(true);
    plane.place([x - 10.0, y - 40.0]);
    plane.hold(false);
    assert_eq!(plane.settings.point, [1.0, 0.5]);
    assert!(plane.settings.step[0] < 0.3 && plane.settings.step[1] > 0.2, "{:?}", plane.settings.step);
    // A square goes with its point, a line keeps its other end.
    let step = plane.settings.step.clone();
    plane.select(0);
    plane.nudge(-1.0, 0.0, true, false);
    assert!(plane.settings.point[0] < 1.0 && plane.settings.step == step);
    assert_eq!(plane.assign(&given(&[("layers", "2")])), []);
    let end = |plane: &Plane| [0, 1].map(|axis| plane.settings.point[axis] + plane.settings.step[axis]);
    let before = end(&plane);
    plane.nudge(0.0, 1.0, true, false);
    assert!((end(&plane)[1] - before[1]).abs() < 1e-12);
    // A tap in the plane after moves nothing.
    let point = plane.settings.point.clone();
    plane.place([700.0, 100.0]);
    assert_eq!(plane.settings.point, point);
}

#[test]
fn buttons_pick_and_make() {
    let mut plane = plane(&[("formulas", "a*x+b*y; c*x+d*y")]);
    let picked = |plane: &Plane| plane.settings.pick;
    for want in [Some(Pick::Row(1)), None] {
        assert_eq!(plane.act("pick", Numbers(&[]), "row 2"), Some(Answer::Done(())));
        assert_eq!(picked(&plane), want);
    }
    assert!(matches!(plane.act("pick", Numbers(&[]), "row 9"), Some(Answer::Problem(_))));
    plane.act("make", Numbers(&[]), "mirror");
    assert_eq!(Reading::new(&plane.settings).readout().determinant, Some(-1.0));
    plane.act("turnLetter", Numbers(&[3.0]), "a");
    assert_eq!(Reading::new(&plane.settings).readout().determinant, Some(3.0));
    assert_eq!(plane.act("fly", Numbers(&[]), ""), None);
}

#[test]
fn nonsense_is_refused_in_words_and_nothing_is_lost() {
    let mut plane = plane(&[]);
    let before = plane.settings();
    for (name, text) in [
        ("formulas", ""),
        ("formulas", "x; ("),
        ("formulas", "x; y; x; y; x; y; x; y; x"),
        ("formulas", "x; foo*y"),
        ("inputs", "x,x"),
        ("inputs", "sin"),
        ("inputs", "e"),
        ("inputs", "a,b,c,d,f,g,h,k,l"),
        ("inputs", ""),
        ("parameters", "a"),
        ("point", "1"),
        ("point", "1,2,3"),
        ("point", "here"),
        ("step", "1e308,0"),
        ("step", "0/0,0"),
        ("layers", "9"),
        ("layers", "-1"),
        ("bend", "relu"),
        ("seed", "1.5"),
        ("pick", "row 3"),
        ("pick", "row 0"),
        ("pick", "all"),
        ("slot", "1,2"),
        ("slot", "1,2;3"),
        ("slot", "a,b;c,d"),
        ("sizes", "9"),
        ("sizes", "9,0"),
        ("sizes", "1e308,1"),
        ("show", "all"),
        ("view", "1,0,0,1"),
        ("color", "red"),
    ] {
        let problems = plane.assign(&given(&[(name, text)]));
        assert!(
            problems.len() == 1 && problems[0].message.ends_with(['.', '?']),
            "{name}={text}: {problems:?}"
        );
        assert_eq!(plane.settings(), before, "{name}={text}");
    }
}

#[test]
fn every_map_is_drawn_or_said_to_have_nothing() {
    let odd = [
        "1/x; 1/y",
        "ln(x); sqrt(-1-y^2)",
        "x/(x^2+y^2); -y/(x^2+y^2)",
        "exp(exp(exp(x))); y",
        "1e300*x^9; y",
        "0/0; 0/0",
        "5; 5",
        "x",
        "x;y;x*y",
        "step(x); abs(y)",
    ];
    for formulas in odd {
        for (point, step) in [("0,0", "0,0"), ("-3,1", "1e12,-1e12"), ("1e-12,1", "1e-12,0")] {
            for pick in ["", "row 1", "column 2", "entry 1 2"] {
                let mut plane =
                    plane(&[("formulas", formulas), ("point", point), ("step", step), ("pick", pick)]);
                let size = if pick.is_empty() { [358.0, 620.0] } else { [840.0, 440.0] };
                plane.fit(size[0], size[1]);
                for layer in ["plane", "slice"] {
                    let printed = drawn(&mut plane, layer, size);
                    assert!(printed.contains("text"), "{formulas} {layer}");
                    assert!(!printed.contains("NaN"), "{formulas} {point} {pick} {layer}: {printed}");
                }
                let sentence = Reading::new(&plane.settings).readout().sentence;
                assert!(!sentence.contains("NaN") && sentence.ends_with('.'), "{sentence}");
            }
        }
    }
}
