//! The figures: what is measured, against whom, and what is asked of it.

use anyhow::{Context, Result, bail};

/// What must hold for a figure to be met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bar {
    /// In every case, each peer takes at least so many times as long.
    Faster(f64),
    /// In every case, at least this share of frames takes less than 8 ms of script.
    ShareOfFrames(f64),
    /// The page weighs at most so many bytes after `gzip -9`.
    Bytes(usize),
    /// In the middle case, the median call takes at most so many milliseconds.
    Within(f64),
    /// Nothing: it is for information.
    None,
}

/// How a figure is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// By a module in `page/`, and after a point the name of what gives its cases.
    Module(&'static str),
    /// By weighing what is fetched.
    Weight,
    /// By opening the page.
    First,
}

/// One figure.
#[derive(Debug)]
pub(crate) struct Figure {
    /// What `--only` calls it.
    pub(crate) number: u32,
    /// What is measured.
    pub(crate) title: &'static str,
    /// How.
    pub(crate) way: Way,
    /// npm packages it is measured against.
    pub(crate) peers: &'static [&'static str],
    /// What is asked.
    pub(crate) bar: Bar,
}

/// Every figure, in the order in which they are measured.
pub(crate) const FIGURES: [Figure; 16] = [
    Figure {
        number: 1,
        title: "values on a grid, from text; against a closure made with new Function and called at every node",
        way: Way::Module("evaluate"),
        peers: &[],
        bar: Bar::Faster(2.0),
    },
    Figure {
        number: 2,
        title: "gradient and Hessian, from text; against libraries that derive formulas",
        way: Way::Module("derivatives"),
        peers: &["nerdamer", "mathjs"],
        bar: Bar::Faster(20.0),
    },
    Figure {
        number: 3,
        title: "joined contour lines; against d3-contour, which makes filled polygons",
        way: Way::Module("contours"),
        peers: &["d3-contour"],
        bar: Bar::Faster(10.0),
    },
    Figure {
        number: 4,
        title: "repaint of a map, from the call to the second frame after it; against plotly.js",
        way: Way::Module("repaint"),
        peers: &["plotly.js-dist-min"],
        bar: Bar::Faster(5.0),
    },
    Figure {
        number: 5,
        title: "the start dragged at the screen's rate, script in a frame",
        way: Way::Module("drag"),
        peers: &[],
        bar: Bar::ShareOfFrames(0.95),
    },
    Figure {
        number: 6,
        title: "what is fetched before the first picture, after gzip -9",
        way: Way::Weight,
        peers: &[],
        bar: Bar::Bytes(119 * 1024),
    },
    Figure {
        number: 7,
        title: "for information: steps of a descent; against the same steps written out by hand in JavaScript",
        way: Way::Module("descent"),
        peers: &[],
        bar: Bar::None,
    },
    Figure {
        number: 8,
        title: "critical points of Himmelblau's function, proved",
        way: Way::Module("proofs.nine"),
        peers: &[],
        bar: Bar::Within(100.0),
    },
    Figure {
        number: 9,
        title: "critical points of every surface of the reference, proved",
        way: Way::Module("proofs.every"),
        peers: &[],
        bar: Bar::Within(300.0),
    },
    Figure {
        number: 10,
        title: "the Lipschitz constant of Rosenbrock's gradient, proved",
        way: Way::Module("proofs.bound"),
        peers: &[],
        bar: Bar::Within(50.0),
    },
    Figure {
        number: 11,
        title: "the point of the curvature dragged with everything drawn, script in a frame",
        way: Way::Module("bend"),
        peers: &[],
        bar: Bar::ShareOfFrames(0.95),
    },
    Figure {
        number: 12,
        title: "training on all 512 patterns; against the same written out by hand in JavaScript",
        way: Way::Module("network.hand"),
        peers: &[],
        bar: Bar::Faster(3.0),
    },
    Figure {
        number: 13,
        title: "training on all 512 patterns; against the network of TensorFlow Playground",
        way: Way::Module("network.objects"),
        peers: &[],
        bar: Bar::Faster(20.0),
    },
    Figure {
        number: 14,
        title: "eigenvalues and eigenvectors of a symmetric matrix; against ml-matrix",
        way: Way::Module("spectrum"),
        peers: &["ml-matrix"],
        bar: Bar::Faster(3.0),
    },
    Figure {
        number: 15,
        title: "a network trained with everything drawn, script in a frame",
        way: Way::Module("learn"),
        peers: &[],
        bar: Bar::ShareOfFrames(0.95),
    },
    Figure {
        number: 16,
        title: "for information: from the click on a link until the first figure can be operated, on a slow machine and line",
        way: Way::First,
        peers: &[],
        bar: Bar::None,
    },
];

/// The figures that `arguments` ask for: all, or those of `--only 1,3`.
pub(crate) fn chosen(arguments: &[String]) -> Result<Vec<&'static Figure>> {
    let numbers = match arguments {
        [] => return Ok(FIGURES.iter().collect()),
        [option, numbers] if option == "--only" => numbers.as_str(),
        [option] if option.starts_with("--only=") => &option["--only=".len()..],
        _ => bail!("`bench` reads `--only NUMBER,…` and nothing else"),
    };
    let find = |number: &str| {
        FIGURES.iter().find(|figure| figure.number.to_string() == number).with_context(|| {
            format!("`{number}` is not a figure; they are numbered from 1 to {}", FIGURES.len())
        })
    };
    numbers.split(',').map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_chosen_by_number() {
        let numbers = |arguments: &[&str]| -> Result<Vec<u32>> {
            let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
            Ok(chosen(&arguments)?.iter().map(|figure| figure.number).collect())
        };
        assert_eq!(numbers(&[]).unwrap(), (1..=16).collect::<Vec<_>>());
        assert_eq!(numbers(&["--only", "3,1"]).unwrap(), [3, 1]);
        assert_eq!(numbers(&["--only=6"]).unwrap(), [6]);
        for wrong in [&["--only"][..], &["--only", "0"], &["--only", "1,"], &["3"]] {
            assert!(numbers(wrong).is_err(), "{wrong:?}");
        }
    }
}
