//! Landscapes with a name: test functions of the literature and plain shapes.

use std::f64::consts::{FRAC_PI_2, PI};

use LandscapeGroup::{Classic, Exercise, Shape};

/// What kind of landscape it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandscapeGroup {
    /// A test function of the literature on optimisation.
    Classic,
    /// A plain shape that shows one thing.
    Shape,
    /// A formula that exercises every operation.
    Exercise,
}

impl LandscapeGroup {
    /// What a menu calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Classic => "Classic test functions",
            Self::Shape => "Plain shapes",
            Self::Exercise => "Exercises",
        }
    }
}

/// A function of x and y worth walking on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landscape {
    /// What settings call it, such as `rosenbrock`.
    pub name: &'static str,
    /// What a menu calls it.
    pub title: &'static str,
    /// The function, to be read with [`Expr::parse`](crate::Expr::parse).
    pub formula: &'static str,
    /// Where it is usually looked at: `[x0, x1, y0, y1]`.
    pub domain: [f64; 4],
    /// Its global minima in the domain, `[x, y, f]` each; one of them where they form a line. Empty where
    /// there is none inside.
    pub minima: &'static [[f64; 3]],
    /// Authors, title and year; for a plain shape, what it is.
    pub source: &'static str,
    /// What kind it is.
    pub group: LandscapeGroup,
    /// A start `[x, y]` from which plain gradient descent shows what this landscape is known for.
    pub start: [f64; 2],
    /// The rate to do so with.
    pub rate: f64,
}

/// A landscape written with letters, where the literature has some.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The landscape it is at the letters' usual values.
    landscape: &'static str,
    /// The formula with its letters.
    pub formula: &'static str,
    /// The letters, and their usual values.
    pub parameters: &'static [(&'static str, f64)],
}

static FAMILIES: [Family; 4] = [
    Family {
        landscape: "rosenbrock",
        formula: "(a-x)^2+b*(y-x^2)^2",
        parameters: &[("a", 1.0), ("b", 100.0)],
    },
    Family {
        landscape: "rastrigin",
        formula: "2*A+x^2-A*cos(2*pi*x)+y^2-A*cos(2*pi*y)",
        parameters: &[("A", 10.0)],
    },
    // Its condition number.
    Family { landscape: "ravine", formula: "(x^2+k*y^2)/2", parameters: &[("k", 50.0)] },
    Family { landscape: "bowl", formula: "x^2+k*y^2", parameters: &[("k", 1.0)] },
];

impl Landscape {
    /// The landscape with its letters, where it has some.
    #[must_use]
    pub fn family(&self) -> Option<&'static Family> {
        FAMILIES.iter().find(|family| family.landscape == self.name)
    }

    /// The landscape that a formula is, with letters or without.
    #[must_use]
    pub fn of(formula: &str) -> Option<&'static Self> {
        let is = |landscape: &&Self| {
            landscape.formula == formula || landscape.family().is_some_and(|family| family.formula == formula)
        };
        LANDSCAPES.iter().find(is)
    }
}

impl Landscape {
    /// The landscape of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        LANDSCAPES.iter().find(|landscape| landscape.name == name)
    }
}

impl Landscape {
    /// The landscapes a menu offers: all that are there to be walked on. The exercises keep their names for links and
    /// programs.
    pub fn offered() -> impl Iterator<Item = &'static Self> {
        LANDSCAPES.iter().filter(|landscape| landscape.group != Exercise)
    }
}

/// Every landscape, in the order of a menu, the exercises last.
#[must_use]
pub fn landscapes() -> &'static [Landscape] {
    &LANDSCAPES
}

static LANDSCAPES: [Landscape; 30] = [
    Landscape {
        name: "rosenbrock",
        title: "Rosenbrock",
        formula: "(1-x)^2+100*(y-x^2)^2",
        domain: [-2.0, 2.0, -1.0, 3.0],
        minima: &[[1.0, 1.0, 0.0]],
        source: "H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960",
        group: Classic,
        start: [-1.2, 1.0],
        rate: 0.001,
    },
    Landscape {
        name: "himmelblau",
        title: "Himmelblau",
        formula: "(x^2+y-11)^2+(x+y^2-7)^2",
        domain: [-6.0, 6.0, -6.0, 6.0],
        minima: &[
            [3.0, 2.0, 0.0],
            [-2.805118086952745, 3.131312518250573, 0.0],
            [-3.779310253377747, -3.2831859912861696, 0.0],
            [3.5844283403304917, -1.8481265269644036, 0.0],
        ],
        source: "D. M. Himmelblau, Applied nonlinear programming, 1972",
        group: Classic,
        start: [0.5, -0.5],
        rate: 0.01,
    },
    Landscape {
        name: "beale",
        title: "Beale",
        formula: "(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2",
        domain: [-4.5, 4.5, -4.5, 4.5],
        minima: &[[3.0, 0.5, 0.0]],
        source: "E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one variable, 1958",
        group: Classic,
        start: [1.0, 1.0],
        rate: 0.01,
    },
    Landscape {
        name: "booth",
        title: "Booth",
        formula: "(x+2*y-7)^2+(2*x+y-5)^2",
        domain: [-10.0, 10.0, -10.0, 10.0],
        minima: &[[1.0, 3.0, 0.0]],
        source: "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, 2013, no. 17",
        group: Classic,
        start: [-8.0, 6.0],
        rate: 0.05,
    },
    Landscape {
        name: "matyas",
        title: "Matyas",
        formula: "0.26*(x^2+y^2)-0.48*x*y",
        domain: [-10.0, 10.0, -10.0, 10.0],
        minima: &[[0.0, 0.0, 0.0]],
        source: "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, 2013, no. 71",
        group: Classic,
        start: [8.0, -3.0],
        rate: 0.5,
    },
    Landscape {
        name: "mccormick",
        title: "McCormick",
        formula: "sin(x+y)+(x-y)^2-1.5*x+2.5*y+1",
        domain: [-1.5, 4.0, -3.0, 4.0],
        minima: &[[-0.5471975511965977, -1.5471975511965979, -1.9132229549810364]],
        source: "G. P. McCormick, Computability of global solutions to factorable nonconvex programs, 1976",
        group: Classic,
        start: [3.0, -1.0],
        rate: 0.1,
    },
    Landscape {
        name: "six_hump_camel",
        title: "Six-hump camel",
        formula: "(4-2.1*x^2+x^4/3)*x^2+x*y+(-4+4*y^2)*y^2",
        domain: [-3.0, 3.0, -2.0, 2.0],
        minima: &[
            [-0.08984201310031806, 0.7126564030207396, -1.0316284534898774],
            [0.08984201310031806, -0.7126564030207396, -1.0316284534898774],
        ],
        source: "L. C. W. Dixon, G. P. Szegő, Towards global optimisation 2, 1978",
        group: Classic,
        start: [-2.0, 1.5],
        rate: 0.01,
    },
    Landscape {
        name: "three_hump_camel",
        title: "Three-hump camel",
        formula: "2*x^2-1.05*x^4+x^6/6+x*y+y^2",
        domain: [-5.0, 5.0, -5.0, 5.0],
        minima: &[[0.0, 0.0, 0.0]],
        source: "L. C. W. Dixon, G. P. Szegő, Towards global optimisation, 1975",
        group: Classic,
        start: [-2.4, 1.8],
        rate: 0.02,
    },
    Landscape {
        name: "styblinski_tang",
        title: "Styblinski-Tang",
        formula: "(x^4-16*x^2+5*x+y^4-16*y^2+5*y)/2",
        domain: [-5.0, 5.0, -5.0, 5.0],
        minima: &[[-2.903534027771177, -2.903534027771177, -78.33233140754282]],
        source: "M. A. Styblinski, T.-S. Tang, Experiments in nonconvex optimization: stochastic approximation with function smoothing and simulated annealing, 1990",
        group: Classic,
        start: [1.0, 0.3],
        rate: 0.01,
    },
    Landscape {
        name: "rastrigin",
        title: "Rastrigin",
        formula: "20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)",
        domain: [-5.12, 5.12, -5.12, 5.12],
        minima: &[[0.0, 0.0, 0.0]],
        source: "L. A. Rastrigin, Systems of extremal control, 1974",
        group: Classic,
        start: [3.3, -2.4],
        rate: 0.001,
    },
    Landscape {
        name: "ackley",
        title: "Ackley",
        formula: "-20*exp(-0.2*sqrt((x^2+y^2)/2))-exp((cos(2*pi*x)+cos(2*pi*y))/2)+e+20",
        domain: [-5.0, 5.0, -5.0, 5.0],
        minima: &[[0.0, 0.0, 0.0]],
        source: "D. H. Ackley, A connectionist machine for genetic hillclimbing, 1987",
        group: Classic,
        start: [3.3, 2.2],
        rate: 0.05,
    },
    Landscape {
        name: "easom",
        title: "Easom",
        formula: "-cos(x)*cos(y)*exp(-(x-pi)^2-(y-pi)^2)",
        domain: [-100.0, 100.0, -100.0, 100.0],
        minima: &[[PI, PI, -1.0]],
        source: "E. E. Easom, A survey of global optimization techniques, 1990",
        group: Classic,
        start: [4.2, 2.4],
        rate: 0.2,
    },
    Landscape {
        name: "goldstein_price",
        title: "Goldstein-Price",
        formula: "(1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2))*(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2))",
        domain: [-2.0, 2.0, -2.0, 2.0],
        minima: &[[0.0, -1.0, 3.0]],
        source: "A. A. Goldstein, J. F. Price, On descent from local minima, 1971",
        group: Classic,
        start: [0.5, -0.2],
        rate: 0.0001,
    },
    Landscape {
        name: "peaks",
        title: "MATLAB peaks",
        formula: "3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-1/3*exp(-(x+1)^2-y^2)",
        domain: [-3.0, 3.0, -3.0, 3.0],
        minima: &[[0.22827892055636909, -1.6255349574999964, -6.551133332835837]],
        source: "MATLAB, function peaks: translated and scaled Gaussians",
        group: Classic,
        start: [0.0, 0.9],
        rate: 0.02,
    },
    Landscape {
        name: "bowl",
        title: "Bowl",
        formula: "x^2+y^2",
        domain: [-3.0, 3.0, -3.0, 3.0],
        minima: &[[0.0, 0.0, 0.0]],
        source: "the elliptic paraboloid of revolution",
        group: Shape,
        start: [2.5, 1.5],
        rate: 0.1,
    },
    Landscape {
        name: "ravine",
        title: "Elongated ravine",
        formula: "0.5*x^2+25*y^2",
        domain: [-4.0, 4.0, -2.0, 2.0],
        minima: &[[0.0, 0.0, 0.0]],
        source: "a quadratic form with eigenvalues 1 and 50",
        group: Shape,
        start: [-3.5, 1.0],
        rate: 0.038,
    },
    Landscape {
        name: "saddle",
        title: "Saddle",
        formula: "x^2-y^2",
        domain: [-3.0, 3.0, -3.0, 3.0],
        minima: &[],
        source: "the hyperbolic paraboloid",
        group: Shape,
        start: [2.0, 0.001],
        rate: 0.05,
    },
    Landscape {
        name: "steep_saddle",
        title: "Steep saddle (eigenvalues 2 and -1000)",
        formula: "x^2-500*y^2",
        domain: [-2.0, 2.0, -2.0, 2.0],
        minima: &[],
        source: "a quadratic form with eigenvalues 2 and -1000",
        group: Shape,
        start: [1.5, 0.001],
        rate: 0.001,
    },
    Landscape {
        name: "monkey_saddle",
        title: "Monkey saddle",
        formula: "x^3-3*x*y^2",
        domain: [-2.0, 2.0, -2.0, 2.0],
        minima: &[],
        source: "D. Hilbert, S. Cohn-Vossen, Anschauliche Geometrie, 1932",
        group: Shape,
        start: [1.5, 0.01],
        rate: 0.005,
    },
    Landscape {
        name: "x2y",
        title: "x squared times y",
        formula: "x^2*y",
        domain: [-2.0, 2.0, -2.0, 2.0],
        minima: &[],
        source: "the shortest product with two different partial derivatives",
        group: Shape,
        start: [1.0, 1.5],
        rate: 0.1,
    },
    Landscape {
        name: "eggcrate",
        title: "Egg crate",
        formula: "sin(x)*cos(y)",
        domain: [-6.0, 6.0, -6.0, 6.0],
        minima: &[
            [-FRAC_PI_2, 0.0, -1.0],
            [FRAC_PI_2, PI, -1.0],
            [FRAC_PI_2, -PI, -1.0],
            [4.71238898038469, 0.0, -1.0],
            [-4.71238898038469, PI, -1.0],
            [-4.71238898038469, -PI, -1.0],
        ],
        source: "a product of waves",
        group: Shape,
        start: [1.2, 1.4],
        rate: 0.3,
    },
    Landscape {
        name: "trough",
        title: "Flat trough",
        formula: "x^2",
        domain: [-3.0, 3.0, -3.0, 3.0],
        minima: &[[0.0, 0.0, 0.0]],
        source: "a parabola with a line of minima",
        group: Shape,
        start: [2.5, 1.0],
        rate: 0.1,
    },
    Landscape {
        name: "quartic",
        title: "Quartic bowl",
        formula: "x^4+y^4",
        domain: [-2.0, 2.0, -2.0, 2.0],
        minima: &[[0.0, 0.0, 0.0]],
        source: "a bowl whose curvature vanishes at the bottom",
        group: Shape,
        start: [1.6, -1.2],
        rate: 0.03,
    },
    Landscape {
        name: "cov_trig",
        title: "Coverage: tan, asin, acos, atan",
        formula: "tan(x/3)+asin(x/4)*acos(y/5)-atan(x*y)",
        domain: [-3.0, 3.0, -3.0, 3.0],
        minima: &[],
        source: "exercises tan, asin, acos, atan",
        group: Exercise,
        start: [1.0, 1.0],
        rate: 0.05,
    },
    Landscape {
        name: "cov_hyp",
        title: "Coverage: sinh, cosh, tanh",
        formula: "sinh(x)*cosh(y/2)-tanh(x-2*y)",
        domain: [-2.0, 2.0, -2.0, 2.0],
        minima: &[],
        source: "exercises sinh, cosh, tanh",
        group: Exercise,
        start: [1.0, 1.0],
        rate: 0.005,
    },
    Landscape {
        name: "cov_log",
        title: "Coverage: ln, log10, sqrt",
        formula: "ln(x)*log10(y)+sqrt(x*y+1)",
        domain: [0.2, 5.0, 0.2, 5.0],
        minima: &[],
        source: "exercises ln, log10, sqrt",
        group: Exercise,
        start: [2.0, 2.0],
        rate: 0.05,
    },
    Landscape {
        name: "cov_power",
        title: "Coverage: variable exponents",
        formula: "x^y+2^(x-y)-y^-2+e^(-x)",
        domain: [0.3, 3.0, 0.3, 3.0],
        minima: &[],
        source: "exercises variable exponents",
        group: Exercise,
        start: [1.5, 1.5],
        rate: 0.005,
    },
    Landscape {
        name: "cov_abs",
        title: "Coverage: abs away from the kink",
        formula: "abs(x)*y+abs(x-y^2)",
        domain: [-3.0, 3.0, -3.0, 3.0],
        minima: &[],
        source: "exercises abs away from the kink",
        group: Exercise,
        start: [1.5, 1.0],
        rate: 0.05,
    },
    Landscape {
        name: "cov_assoc",
        title: "Coverage: unary minus, right-associative power",
        formula: "-x^2+2^y^2/8-x-y-1-(-x)^3/y/2",
        domain: [-2.0, 2.0, 0.5, 1.5],
        minima: &[],
        source: "exercises unary minus, right-associative power",
        group: Exercise,
        start: [1.0, 1.0],
        rate: 0.02,
    },
    Landscape {
        name: "cov_nested",
        title: "Coverage: deep composition",
        formula: "exp(sin(x*y)+cos(x-y^2))/(1+ln(1+x^2+y^4))",
        domain: [-2.0, 2.0, -2.0, 2.0],
        minima: &[],
        source: "exercises deep composition",
        group: Exercise,
        start: [1.0, 1.0],
        rate: 0.02,
    },
];
