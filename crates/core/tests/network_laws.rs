//! What must hold of every network: three ways to a gradient agree, so do two to a Hessian, and a training
//! is what its settings say.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use hillside_core::{
    Activation, Data, Dual, Encoding, Hyper, LARGEST_RATE, Loss, Lost, Method, Network, NetworkError, Number,
    PATTERNS, Stall, Start, Target, Training, TrainingError, TrainingSettings, TrainingStatus, add_gaussian,
};
use proptest::prelude::{ProptestConfig, any, prop, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use proptest::test_runner::{RngAlgorithm, RngSeed};

#[track_caller]
fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * (1.0 + want.abs()), "{what}: {got:e}, not {want:e}");
}

fn random_weights(network: &Network, seed: u64, size: f64) -> Vec<f64> {
    let mut weights = vec![0.0; network.weight_count()];
    add_gaussian(seed, 3, size, &mut weights);
    weights
}

/// The loss in any numbers, in a form without kinks.
fn smooth_loss<N: Number>(network: &Network, loss: Loss, weights: &[N], inputs: &[N], label: bool) -> N {
    let logit = network.logit(weights, inputs);
    let u = if label { logit.neg() } else { logit };
    let one = N::constant(1.0);
    match loss {
        Loss::CrossEntropy => one.add(&u.exp()).ln(),
        Loss::Squared => {
            let output = one.div(&one.add(&u.neg().exp()));
            output.mul(&output)
        }
    }
}

const SHAPES: [&[usize]; 6] = [&[9, 1], &[9, 4, 1], &[9, 1, 1], &[3, 2, 2, 1], &[5, 3, 2, 4, 1], &[1, 16, 1]];

#[test]
fn the_reverse_sweep_is_the_slopes_of_duals() {
    for (case, layers) in SHAPES.iter().enumerate() {
        for activation in Activation::ALL {
            let network = Network::new(layers, activation).unwrap();
            let weights = random_weights(&network, case as u64, 0.8);
            let mut inputs = vec![0.3; layers[0]];
            add_gaussian(7, case as u64, 0.6, &mut inputs);
            for (loss, label) in Loss::ALL.iter().flat_map(|loss| [(*loss, false), (*loss, true)]) {
                let pass = network.backward(&weights, &inputs, loss, label);
                let dual = |chosen: Option<usize>, input: Option<usize>| {
                    let number = |index: usize, at: Option<usize>, value: f64| {
                        if Some(index) == at {
                            Dual::<f64, 1>::variable(value, 0)
                        } else {
                            Dual::constant(value)
                        }
                    };
                    let weights: Vec<_> =
                        weights.iter().enumerate().map(|(i, w)| number(i, chosen, *w)).collect();
                    let inputs: Vec<_> =
                        inputs.iter().enumerate().map(|(i, x)| number(i, input, *x)).collect();
                    *smooth_loss(&network, loss, &weights, &inputs, label).slope(0)
                };
                for (index, slope) in pass.gradient.iter().enumerate() {
                    near(
                        &format!("{layers:?} {activation:?} {index}"),
                        *slope,
                        dual(Some(index), None),
                        1e-13,
                    );
                }
                for (index, slope) in pass.input_slopes.iter().enumerate() {
                    near(
                        &format!("{layers:?} {activation:?} x{index}"),
                        *slope,
                        dual(None, Some(index)),
                        1e-13,
                    );
                }
                near(
                    "loss",
                    loss.value(*pass.logit(), label),
                    smooth_loss(&network, loss, &weights, &inputs, label),
                    1e-13,
                );
                assert_eq!(*pass.logit(), network.logit(&weights, &inputs));
                assert_eq!(*pass.output(), network.output(&weights, &inputs));
            }
        }
    }
}

/// A training with odd settings: no shortcut of the sweep may depend on them.
fn odd(
    layers: &[usize],
    activation: Activation,
    loss: Loss,
    data: Data,
    balanced: bool,
    seed: u64,
) -> Training {
    let network = Network::new(layers, activation).unwrap();
    Training::new(TrainingSettings {
        layers: layers.to_vec(),
        activation,
        loss,
        balanced,
        target: Target::Near,
        data,
        encoding: if seed.is_multiple_of(2) { Encoding::ZeroOne } else { Encoding::PlusMinus },
        start: Start::Weights(random_weights(&network, seed, 0.7)),
        seed,
        ..TrainingSettings::default()
    })
    .unwrap()
}

/// The weight of each example, by the definition of the balanced mean.
fn shares(training: &Training) -> Vec<f64> {
    let labels = &training.examples().labels;
    let yes = labels.iter().filter(|label| **label).count();
    let share = |label: bool| {
        let class = if label { yes } else { labels.len() - yes };
        if training.settings().balanced && yes > 0 && yes < labels.len() {
            0.5 / class as f64
        } else {
            1.0 / labels.len() as f64
        }
    };
    labels.iter().map(|label| share(*label)).collect()
}

fn all_odd() -> Vec<Training> {
    let mut list = Vec::new();
    let sample = |count, noise, balanced| Data::Sample { count, noise, balanced };
    let data = [Data::All, sample(100, 0.5, true), sample(37, 0.0, false), sample(1, 0.2, false)];
    for (seed, layers) in [&[9, 1][..], &[9, 4, 1], &[9, 3, 2, 1], &[9, 2, 3, 2, 1]].iter().enumerate() {
        for (activation, loss) in Activation::ALL.iter().flat_map(|a| Loss::ALL.map(|loss| (*a, loss))) {
            let data = data[list.len() % data.len()];
            list.push(odd(layers, activation, loss, data, list.len() % 3 == 0, seed as u64));
            list.push(odd(layers, activation, loss, Data::All, list.len() % 3 == 0, seed as u64 + 1));
        }
    }
    list
}

#[test]
fn the_fast_sweep_is_the_one_written_to_be_read() {
    for training in all_odd() {
        let what = format!("{:?}", training.settings());
        let (network, loss) = (training.network(), training.settings().loss);
        let weights = training.weights();
        let mut mean = 0.0;
        let mut gradient = vec![0.0; weights.len()];
        let examples = training.examples();
        for (share, (inputs, label)) in
            shares(&training).iter().zip(examples.inputs.chunks(9).zip(&examples.labels))
        {
            let pass = network.backward(weights, inputs, loss, *label);
            mean += share * loss.value(*pass.logit(), *label);
            for (sum, slope) in gradient.iter_mut().zip(&pass.gradient) {
                *sum += share * slope;
            }
        }
        near(&what, training.loss(), mean, 1e-13);
        for (got, want) in training.gradient().iter().zip(&gradient) {
            near(&what, *got, *want, 1e-13);
        }
    }
}

#[test]
fn tables_serve_tiny_and_huge_sums_alike() {
    for activation in Activation::ALL {
        for size in [1e-12, 1e-4, 1e-2, 0.1, 1.0, 10.0, 40.0, 100.0, 1000.0] {
            for encoding in Encoding::ALL {
                let network = Network::new(&[9, 3, 1], activation).unwrap();
                let mut weights = random_weights(&network, 6, size);
                weights[30..].iter_mut().for_each(|weight| *weight = *weight / size * 0.3);
                let start = Start::Weights(weights);
                let settings = TrainingSettings {
                    layers: vec![9, 3, 1],
                    activation,
                    encoding,
                    start,
                    ..TrainingSettings::default()
                };
                let training = Training::new(settings).unwrap();
                let logits = training.logits();
                for (pattern, logit) in logits.iter().enumerate() {
                    let alone = network.logit(training.weights(), &training.inputs(pattern));
                    // Sums in another order differ in the last digits of their largest term.
                    near(&format!("{activation:?} {size} {pattern}"), *logit, alone, 1e-14 * size.max(3.0));
                }
            }
        }
    }
}

#[test]
fn the_hessian_is_the_slopes_of_the_reverse_sweep_in_duals() {
    for training in all_odd() {
        let what = format!("{:?}", training.settings());
        let (network, loss) = (training.network(), training.settings().loss);
        let n = training.weights().len();
        let hessian = training.hessian();
        assert_eq!(hessian.len(), n * n);
        let examples = training.examples();
        let shares = shares(&training);
        // A few columns of each, every one of some.
        for column in (0..n).step_by(if n < 20 { 1 } else { 7 }) {
            let weights: Vec<Dual<f64, 1>> = (0..n)
                .map(|i| {
                    let value = training.weights()[i];
                    if i == column { Dual::variable(value, 0) } else { Dual::constant(value) }
                })
                .collect();
            let mut want = vec![0.0; n];
            for (share, (inputs, label)) in shares.iter().zip(examples.inputs.chunks(9).zip(&examples.labels))
            {
                let inputs: Vec<Dual<f64, 1>> = inputs.iter().map(|x| Dual::constant(*x)).collect();
                let pass = network.backward(&weights, &inputs, loss, *label);
                for (sum, slope) in want.iter_mut().zip(&pass.gradient) {
                    *sum += share * slope.slope(0);
                }
            }
            for (row, want) in want.iter().enumerate() {
                near(&format!("{what} {row} {column}"), hessian[row * n + column], *want, 1e-12);
                assert_eq!(hessian[row * n + column], hessian[column * n + row]);
            }
        }
    }
}

#[test]
fn hyper_duals_of_the_forward_pass_agree() {
    let network = Network::new(&[3, 2, 1], Activation::Tanh).unwrap();
    let weights = random_weights(&network, 4, 0.9);
    let n = weights.len();
    for loss in Loss::ALL {
        for (a, b) in (0..n).flat_map(|a| (0..n).filter(move |b| *b != a).map(move |b| (a, b))) {
            let hyper: Vec<Hyper<f64>> = (0..n)
                .map(|i| match i {
                    i if i == a => Hyper::variable(weights[i], 0),
                    i if i == b => Hyper::variable(weights[i], 1),
                    i => Hyper::constant(weights[i]),
                })
                .collect();
            let inputs = [0.2, -0.7, 1.1];
            let curve = smooth_loss(&network, loss, &hyper, &inputs.map(Hyper::constant), true);
            let dual: Vec<Dual<f64, 1>> = (0..n)
                .map(|i| if i == a { Dual::variable(weights[i], 0) } else { Dual::constant(weights[i]) })
                .collect();
            let pass = network.backward(&dual, &inputs.map(Dual::constant), loss, true);
            near("fxx", *pass.gradient[a].slope(0), curve.hessian()[0], 1e-13);
            near("fxy", *pass.gradient[b].slope(0), curve.hessian()[1], 1e-13);
        }
    }
}

#[test]
fn gradients_are_limits_of_differences() {
    for training in all_odd().iter().filter(|training| training.settings().activation != Activation::Relu) {
        let what = format!("{:?}", training.settings());
        let weights = training.weights();
        let h = 1e-5;
        let (gradient, hessian) = (training.gradient(), training.hessian());
        for index in 0..weights.len() {
            let moved = |by: f64| {
                let mut weights = weights.to_vec();
                weights[index] += by;
                weights
            };
            let quotient = (training.loss_at(&moved(h)) - training.loss_at(&moved(-h))) / (2.0 * h);
            near(&what, gradient[index], quotient, 1e-8);
            let (up, down) = (training.gradient_at(&moved(h)), training.gradient_at(&moved(-h)));
            for (row, (up, down)) in up.iter().zip(&down).enumerate() {
                near(&what, hessian[row * weights.len() + index], (up - down) / (2.0 * h), 1e-8);
            }
        }
    }
}

#[test]
fn the_loss_counts_to_its_last_digits_where_the_output_is_sure() {
    // e^-40 and 40 + e^-40, where 1 - s rounds to nothing.
    let tiny = Number::exp(&-40.0);
    assert_eq!(Loss::CrossEntropy.value(40.0, true), tiny);
    assert_eq!(Loss::CrossEntropy.value(-40.0, false), tiny);
    assert_eq!(Loss::CrossEntropy.value(-1000.0, true), 1000.0);
    assert_eq!(Loss::CrossEntropy.value(1000.0, true), 0.0);
    near("at 0", Loss::CrossEntropy.value(0.0, true), std::f64::consts::LN_2, 1e-16);
    assert_eq!(Loss::Squared.value(1000.0, false), 1.0);
    assert_eq!(Loss::CrossEntropy.slope(&1000.0, true), -0.0);
    assert_eq!(Loss::CrossEntropy.slope(&-1000.0, true), -1.0);
    // A saturated unit still has a slope.
    for activation in [Activation::Tanh, Activation::Sigmoid] {
        assert!(activation.slope(&300.0) > 0.0 && activation.slope(&-300.0) > 0.0, "{activation:?}");
    }
}

#[test]
fn steps_are_the_same_whether_taken_at_once_or_one_by_one() {
    for (name, batch) in Method::kinds().iter().flat_map(|kind| [(kind.name, None), (kind.name, Some(20))]) {
        let make = || {
            Training::new(TrainingSettings {
                method: Method::named(name).unwrap(),
                rate: 0.01,
                batch,
                ..TrainingSettings::default()
            })
            .unwrap()
        };
        let (mut once, mut often) = (make(), make());
        assert_eq!(once.step(50), 50);
        let mut kept = None;
        for step in 0..50 {
            if step == 20 {
                kept = Some(often.state().clone());
            }
            often.step(1);
        }
        assert_eq!(once.state(), often.state(), "{name} {batch:?}");
        // Back, and on again.
        assert!(often.restore(&kept.unwrap()));
        assert_eq!(often.steps(), 20);
        often.step(30);
        assert_eq!(once.state(), often.state(), "{name} {batch:?}");
    }
}

#[test]
fn changing_the_rate_or_the_method_keeps_the_run() {
    let mut training = Training::new(TrainingSettings::default()).unwrap();
    training.step(100);
    let (weights, loss) = (training.weights().to_vec(), training.loss());
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e308] {
        assert!(matches!(training.set_rate(bad), Err(TrainingError::Rate(_))));
    }
    training.set_rate(0.5).unwrap();
    training.set_method(Method::named("adam").unwrap());
    assert_eq!((training.weights(), training.loss(), training.steps()), (&weights[..], loss, 100));
    assert!(training.set_weights(&[0.0; 3]).is_err() && training.set_weights(&[f64::NAN; 45]).is_err());
    assert_eq!(training.weights(), weights);
    training.set_target(Target::Near).unwrap();
    assert!(training.set_target(Target::from_labels(&[1.0; PATTERNS]).unwrap()).is_err());
    assert_eq!((training.weights(), training.settings().target.positives()), (&weights[..], 10));
}

#[test]
fn bad_settings_are_refused_with_a_sentence() {
    let refused = |change: &dyn Fn(&mut TrainingSettings)| {
        let mut settings = TrainingSettings::default();
        change(&mut settings);
        let error = Training::new(settings).expect_err("refused");
        let sentence = error.to_string();
        assert!(sentence.len() > 20 && !sentence.ends_with('.'), "{sentence}");
        error
    };
    for (layers, want) in [
        (vec![], NetworkError::TooFew(0)),
        (vec![9], NetworkError::TooFew(1)),
        (vec![0, 1], NetworkError::Inputs(0)),
        (vec![9, 0, 1], NetworkError::Units { layer: 1, units: 0 }),
        (vec![9, 4, 17, 1], NetworkError::Units { layer: 2, units: 17 }),
        (vec![9, 4, 2], NetworkError::Outputs(2)),
        (vec![9, 1, 1, 1, 1, 1], NetworkError::TooDeep(4)),
        (vec![usize::MAX, usize::MAX, 1], NetworkError::Inputs(usize::MAX)),
    ] {
        let got = refused(&|settings| settings.layers.clone_from(&layers));
        assert_eq!(got, TrainingError::Network(want));
    }
    assert_eq!(refused(&|s| s.layers = vec![4, 1]), TrainingError::Inputs(4));
    for rate in [0.0, -1.0, f64::INFINITY, 1e308, 2.0 * LARGEST_RATE] {
        assert_eq!(refused(&|s| s.rate = rate), TrainingError::Rate(rate));
    }
    assert!(matches!(refused(&|s| s.rate = f64::NAN), TrainingError::Rate(_)));
    let wrong = refused(&|s| s.start = Start::Weights(vec![0.0; 7]));
    assert_eq!(wrong, TrainingError::WeightCount { expected: 45, found: 7 });
    let mut weights = vec![0.0; 45];
    weights[3] = f64::INFINITY;
    assert_eq!(refused(&|s| s.start = Start::Weights(weights.clone())), TrainingError::Weight(3));
    for (label, labels) in [(false, [0.0; PATTERNS]), (true, [1.0; PATTERNS])] {
        let target = Target::from_labels(&labels).unwrap();
        assert_eq!(refused(&|s| s.target = target.clone()), TrainingError::OneClass(label));
    }
    assert_eq!(refused(&|s| s.batch = Some(0)), TrainingError::Batch(0));
    let nothing = Data::Sample { count: 0, noise: 0.0, balanced: false };
    assert_eq!(refused(&|s| s.data = nothing), TrainingError::Examples(0));
    let noise = Data::Sample { count: 9, noise: -1.0, balanced: false };
    assert_eq!(refused(&|s| s.data = noise), TrainingError::Noise(-1.0));
    assert_eq!(refused(&|s| s.start = Start::Random { scale: -1.0 }), TrainingError::Scale(-1.0));
    assert!(Target::from_labels(&[0.5; PATTERNS]).is_none() && Target::from_labels(&[]).is_none());
}

#[test]
fn a_run_that_is_lost_or_swings_says_so_and_can_go_on() {
    let mut huge = TrainingSettings { rate: LARGEST_RATE, ..TrainingSettings::default() };
    let far = TrainingSettings { start: Start::Weights(vec![2e6; 45]), ..huge.clone() };
    let far = Training::new(far).unwrap().status();
    assert_eq!((far, far.goes_on()), (TrainingStatus::Diverged(Lost::RanAway), true));

    // A linear chain of huge weights leaves the numbers altogether.
    huge.activation = Activation::Identity;
    huge.layers = vec![9, 16, 16, 16, 1];
    huge.start = Start::Random { scale: 1e80 };
    let mut training = Training::new(huge).unwrap();
    training.step(100);
    assert!(!training.status().goes_on(), "{:?}", training.status());
    let lost = [Lost::Gradient, Lost::Weights].map(TrainingStatus::Diverged);
    assert!(lost.contains(&training.status()));
    assert!(training.weights().iter().all(|weight| weight.is_finite()));
    assert_eq!(training.step(5), 0, "no further step exists");
    // Weights put in by hand make a run of it again.
    let count = training.weights().len();
    training.set_weights(&vec![0.01; count]).unwrap();
    training.set_rate(0.1).unwrap();
    assert_eq!(training.step(5), 5);
    assert_eq!(training.status(), TrainingStatus::Running);

    // No linear score separates the X and its negative, so the loss has a bottom, and steps past 2/λ leap over it.
    let either =
        TrainingSettings { layers: vec![9, 1], target: Target::Either, ..TrainingSettings::default() };
    let mut training = Training::new(TrainingSettings { rate: 1.0, ..either.clone() }).unwrap();
    training.step(100);
    assert_eq!(training.status(), TrainingStatus::Running);
    let edge = 2.0 / training.hessian_eigenvalues()[9];
    training.set_rate(1.5 * edge).unwrap();
    training.step(100);
    assert_eq!(training.status(), TrainingStatus::Oscillating);
    assert!(training.status().reason().unwrap().contains("smaller rate"));
    training.set_rate(0.5 * edge).unwrap();
    training.step(3000);
    assert_eq!(training.status(), TrainingStatus::Stalled(Stall::Flat));
}

fn shape() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1..=16usize, 0..=3).prop_map(|hidden| [vec![9], hidden, vec![1]].concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24, rng_seed: RngSeed::Fixed(12), rng_algorithm: RngAlgorithm::ChaCha, failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_settings_make_a_training_panic(
        layers in shape(),
        activation in prop_oneof![Just(Activation::Tanh), Just(Activation::Sigmoid), Just(Activation::Relu), Just(Activation::Identity)],
        squared in any::<bool>(),
        rate in prop_oneof![Just(1e-9), Just(1.0), Just(1e6)],
        size in prop_oneof![Just(0.0), Just(1e-300), Just(1.0), Just(1e10), Just(1e308)],
        batch in prop_oneof![Just(None), Just(Some(1usize)), Just(Some(33))],
        seed in any::<u64>(),
    ) {
        let settings = TrainingSettings {
            layers, activation, rate, batch, seed,
            loss: if squared { Loss::Squared } else { Loss::CrossEntropy },
            start: Start::Random { scale: size },
            ..TrainingSettings::default()
        };
        let mut training = Training::new(settings).unwrap();
        training.step(7);
        assert!(training.weights().iter().all(|weight| weight.is_finite()));
        assert_eq!(training.confusion().total(), PATTERNS);
        let status = training.status();
        assert_eq!(status.reason().is_none(), status == TrainingStatus::Running);
        if training.weights().len() < 60 {
            assert_eq!(training.hessian_eigenvalues().len(), training.weights().len());
        }
    }
}
