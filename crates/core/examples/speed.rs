//! How fast surfaces are read: prints the best of several runs, in milliseconds.
//!
//! `cargo run --release -p hillside-core --example speed`

use std::hint::black_box;
use std::time::Instant;

use hillside_core::{Expr, derivatives, sample, sample_slopes};

/// The best of several runs, in milliseconds.
fn best(mut work: impl FnMut()) -> f64 {
    (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .fold(f64::INFINITY, f64::min)
}

fn main() {
    let surfaces = [
        ("rastrigin", "20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)", 5.12),
        ("ackley", "-20*exp(-0.2*sqrt((x^2+y^2)/2))-exp((cos(2*pi*x)+cos(2*pi*y))/2)+e+20", 5.0),
        ("peaks", "3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-1/3*exp(-(x+1)^2-y^2)", 3.0),
        ("rosenbrock", "(1-x)^2+100*(y-x^2)^2", 2.0),
        ("nested", "exp(sin(x*y)+cos(x-y^2))/(1+ln(1+x^2+y^4))", 2.0),
        ("hyperbolic", "sinh(x)*cosh(y/2)-tanh(x-2*y)", 2.0),
    ];
    println!("{:12} {:>12} {:>12} {:>18}", "", "1024^2", "+ slopes", "65536 derivatives");
    for (name, text, half) in surfaces {
        let Ok(expr) = Expr::parse(text) else { continue };
        let area = [-half, half, -half, half];
        // Points without any order, from the fractional parts of multiples of irrationals.
        let scatter = |step: f64| -> Vec<f64> {
            (0..65_536).map(|i| half * (2.0 * (f64::from(i) * step).fract() - 1.0)).collect()
        };
        let (xs, ys) = (scatter(0.754_877_666_246_692_8), scatter(0.569_840_290_998_053_3));
        let values = best(|| drop(black_box(sample(&expr, area, 1024, 1024))));
        let slopes = best(|| drop(black_box(sample_slopes(&expr, area, 1024, 1024))));
        let seconds = best(|| drop(black_box(derivatives(&expr, &xs, &ys))));
        println!("{name:12} {values:12.2} {slopes:12.2} {seconds:18.2}");
    }
}
