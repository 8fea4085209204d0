//! [`Heights`]: whether heights are drawn as they are or pressed together, and which suits a field.

use crate::field::Field;

/// How heights become tints, relief, contour lines and the third dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heights {
    /// As suits the function: linear, unless it is a valley whose depths span decades.
    #[default]
    Auto,
    /// As they are: twice as high is twice as high.
    Linear,
    /// Pressed together the more, the higher they lie: one picture shows a valley's floor and the cliffs round it.
    Compressed,
}

impl Heights {
    /// `auto`, `linear` or `compressed`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Linear => "linear",
            Self::Compressed => "compressed",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Auto, Self::Linear, Self::Compressed].into_iter().find(|heights| heights.name() == name)
    }
}

/// How many nodes are looked at to learn how heights are spread; quantiles need no more.
const SAMPLES: usize = 4096;
/// Half the area in this lowest part of the heights is a valley that spans decades.
const LOW: f64 = 0.1;
/// An end of the heights near which they change by more than this part of all that lies beyond the middling one, over one
/// of [`PARTS`] parts of the view's side, is a pole's and not the ground's.
const STEEP: f64 = 0.1;
const PARTS: f64 = 256.0;

/// How the heights of a field are spread by area.
#[derive(Clone, Debug)]
pub(crate) struct Spread {
    sorted: Vec<f64>,
    /// The lowest and the highest node.
    pub(crate) ends: [f64; 2],
    /// Whether these are the ground's, and not a pole's.
    resolved: [bool; 2],
    /// The middling height on the border.
    border: f64,
}

impl Spread {
    /// The spread of a field; `None` where none of its heights is finite.
    pub(crate) fn of(field: &Field) -> Option<Self> {
        let Field { values, columns, rows, .. } = field;
        let (columns, rows) = (*columns, *rows);
        // A plain loop, for all nodes of a map are looked at; NaN is neither.
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for &value in values {
            if value < low && value > f64::NEG_INFINITY {
                low = value;
            }
            if value > high && value < f64::INFINITY {
                high = value;
            }
        }
        let node = |height: f64| values.iter().position(|value| *value == height);
        let ends = [node(low)?, node(high)?];
        let finite = |indices: &mut dyn Iterator<Item = usize>| -> Vec<f64> {
            let mut seen: Vec<f64> = indices.map(|index| values[index]).filter(|v| v.is_finite()).collect();
            seen.sort_unstable_by(f64::total_cmp);
            seen
        };
        // A step that shares no factor with a row's length visits all columns.
        let step = (values.len() / SAMPLES).max(1) | 1;
        let mut sorted = finite(&mut (0..values.len()).step_by(step));
        if sorted.len() < SAMPLES / 8 {
            sorted = finite(&mut (0..values.len()));
        }
        let last = (rows - 1) * columns;
        let sides = (0..columns).flat_map(|c| [c, last + c]);
        let border =
            finite(&mut sides.chain((0..rows).flat_map(|r| [r * columns, r * columns + columns - 1])));
        let border = border.get(border.len() / 2).copied().unwrap_or(f64::NAN);
        let mut spread = Self { sorted, ends: ends.map(|index| values[index]), resolved: [true; 2], border };
        let middle = spread.quantile(0.5);
        let quarters = spread.quantile(0.9) - spread.quantile(0.1);
        for (end, index) in ends.into_iter().enumerate() {
            let (column, row) = (index % columns, index / columns);
            // Whatever the grid: the change to a neighbour for each node that a part of the side has.
            let [across, up] = [columns, rows].map(|nodes| nodes as f64 / PARTS);
            let beside = [
                (column > 0).then(|| (index - 1, across)),
                (column + 1 < columns).then(|| (index + 1, across)),
                (row > 0).then(|| (index - columns, up)),
                (row + 1 < rows).then(|| (index + columns, up)),
            ];
            let change = |(other, nodes): (usize, f64)| (values[other] - values[index]).abs() * nodes;
            let jump = beside.into_iter().flatten().map(change);
            let beyond = (values[index] - middle).abs();
            // What is no further out than the bulk is wide needs no resolving; NaN, beside no ground, is no jump.
            spread.resolved[end] = beyond <= 2.0 * quarters || jump.fold(0.0, f64::max) <= STEEP * beyond;
        }
        Some(spread)
    }

    /// The height below which that part of the area lies.
    pub(crate) fn quantile(&self, part: f64) -> f64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index of a short list"
        )]
        let index = (part * (self.sorted.len() - 1) as f64).round() as usize;
        self.sorted[index]
    }

    /// The heights between which the ground is drawn linearly: the lowest and the highest, but where these are a pole's a
    /// little beyond what nine tenths of the area reach.
    pub(crate) fn range(&self) -> [f64; 2] {
        let [low, middle, high] = [0.1, 0.5, 0.9].map(|part| self.quantile(part));
        let [lowest, highest] = self.ends;
        // A plain with a pit or a spike: those are what there is to see.
        if high - low < 1e-9 * (highest - lowest) {
            return self.ends;
        }
        [
            if self.resolved[0] { lowest } else { lowest.max(low - 0.5 * (middle - low)) },
            if self.resolved[1] { highest } else { highest.min(high + 0.5 * (high - middle)) },
        ]
    }

    /// Whether the bulk spans decades towards a low end that a descent goes to: half the area lies in the lowest tenth
    /// of the heights, and the border lies higher, so that it is a valley and no plain that runs out to all
    /// sides. No pole makes it one.
    fn is_deep_valley(&self) -> bool {
        let [lowest, middle, high] = [self.ends[0], self.quantile(0.5), self.quantile(0.98)];
        self.resolved == [true; 2] && middle - lowest <= LOW * (high - lowest) && self.border > middle
    }

    /// What is used of what was asked for: linear or compressed.
    pub(crate) fn used(&self, asked: Heights) -> Heights {
        match asked {
            Heights::Auto if self.is_deep_valley() => Heights::Compressed,
            Heights::Auto => Heights::Linear,
            asked => asked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::View;
    use hillside_core::{Expr, landscapes};

    fn spread(formula: &str, [x0, x1, y0, y1]: [f64; 4]) -> Spread {
        let view = View::new(x0, x1, y0, y1).unwrap();
        Spread::of(&Field::sample(&Expr::parse(formula).unwrap(), view, 301, 281)).unwrap()
    }

    const NEAR: [f64; 4] = [-5.0, 5.0, -5.0, 5.0];

    #[test]
    fn only_valleys_that_span_decades_are_compressed() {
        let landscape = |name: &str| {
            let known = landscapes().iter().find(|known| known.name == name).unwrap();
            (known.formula, known.domain)
        };
        for name in ["rosenbrock", "beale", "goldstein_price", "three_hump_camel", "six_hump_camel"] {
            let (formula, area) = landscape(name);
            assert_eq!(spread(formula, area).used(Heights::Auto), Heights::Compressed, "{name}");
        }
        for name in ["bowl", "ravine", "booth", "saddle", "trough", "quartic", "rastrigin", "ackley", "peaks"]
        {
            let (formula, area) = landscape(name);
            assert_eq!(spread(formula, area).used(Heights::Auto), Heights::Linear, "{name}");
        }
        // Long tails, poles, waves, edges and level ground.
        for formula in [
            "exp(-(x^2+y^2))",
            "exp(-10*(x^2+y^2))",
            "1/x+y",
            "1/x^2+y^2",
            "1/(x^2+y^2)",
            "tan(x)*y",
            "ln(x^2+y^2)",
            "ln(x)",
            "sin(10*x)*sin(10*y)",
            "-exp(x)",
            "x^2+10*y^2",
            "floor(x)",
            "abs(x)+abs(y)",
            "7",
            "x",
        ] {
            if Expr::parse(formula).is_ok() {
                assert_eq!(spread(formula, NEAR).used(Heights::Auto), Heights::Linear, "{formula}");
            }
        }
        // The reader's choice counts.
        let bowl = spread("x^2+y^2", NEAR);
        assert_eq!(bowl.used(Heights::Compressed), Heights::Compressed);
        assert_eq!(spread("(x*y-1)^2", NEAR).used(Heights::Linear), Heights::Linear);
    }

    #[test]
    fn poles_are_clipped_and_summits_are_not() {
        let range = |formula: &str| spread(formula, NEAR).range();
        let [low, high] = range("exp(-(x^2+y^2))");
        assert!((0.0..1e-9).contains(&low) && high > 0.99);
        let [low, high] = range("x^2+y^2");
        assert!(low < 0.01 && high == 50.0);
        for formula in ["1/x+y", "tan(x)*y"] {
            let [low, high] = range(formula);
            assert!((5.0..15.0).contains(&high) && (5.0..15.0).contains(&-low), "{formula}: {low} {high}");
        }
        let [low, high] = range("1/(x^2+y^2)");
        assert!(low < 0.03 && (0.1..2.0).contains(&high), "{low} {high}");
        let [low, _] = range("ln(x^2+y^2)");
        assert!((-3.0..1.5).contains(&low), "{low}");
        assert_eq!(range("7"), [7.0, 7.0]);
    }

    #[test]
    fn names_there_and_back() {
        for heights in [Heights::Auto, Heights::Linear, Heights::Compressed] {
            assert_eq!(Heights::named(heights.name()), Some(heights));
        }
        assert_eq!(Heights::named("log"), None);
    }
}
