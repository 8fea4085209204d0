//! How fast networks learn: full-batch steps a second, and the time of a Hessian and its spectrum.
//!
//! `cargo run --release -p hillside-core --example training_speed`

use std::hint::black_box;
use std::time::Instant;

use hillside_core::{SymmetricEigen, Training, TrainingSettings, symmetric_eigenvalues};

/// The best of several runs, in seconds.
fn best(mut work: impl FnMut()) -> f64 {
    (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn main() {
    println!(
        "{:12} {:>10} {:>10} {:>12} {:>12} {:>12}",
        "", "steps/s", "loss, µs", "Hessian, ms", "values, ms", "vectors, ms"
    );
    for layers in
        [vec![9, 1], vec![9, 4, 1], vec![9, 8, 1], vec![9, 16, 1], vec![9, 4, 4, 1], vec![9, 16, 16, 16, 1]]
    {
        let settings = TrainingSettings { layers, ..TrainingSettings::default() };
        let Ok(mut training) = Training::new(settings) else { continue };
        let steps = 400;
        let step = best(|| assert_eq!(training.step(steps), steps)) / steps as f64;
        let loss = best(|| assert!(black_box(training.loss()).is_finite()));
        let bend = best(|| drop(black_box(training.hessian())));
        let (hessian, n) = (training.hessian(), training.weights().len());
        let values = best(|| drop(black_box(symmetric_eigenvalues(&hessian, n))));
        let vectors = best(|| drop(black_box(SymmetricEigen::new(&hessian, n))));
        let name: Vec<String> = training.network().layers().iter().map(usize::to_string).collect();
        println!(
            "{:12} {:10.0} {:10.1} {:12.3} {:12.3} {:12.3}",
            name.join("-"),
            1.0 / step,
            loss * 1e6,
            bend * 1e3,
            values * 1e3,
            vectors * 1e3
        );
    }
    for n in [45, 177] {
        let matrix: Vec<f64> = (0..n * n)
            .map(|k| {
                let (i, j) = ((k / n).min(k % n) as f64, (k / n).max(k % n) as f64);
                ((i * 0.754_877_666 + j * 0.569_840_291).fract() - 0.5) * (1.0 + i * j * 0.013).fract()
            })
            .collect();
        let values = best(|| drop(black_box(symmetric_eigenvalues(&matrix, n))));
        let vectors = best(|| drop(black_box(SymmetricEigen::new(&matrix, n))));
        println!("{n:3}x{n:<3} dense {:47.3} {:12.3}", values * 1e3, vectors * 1e3);
    }
}
