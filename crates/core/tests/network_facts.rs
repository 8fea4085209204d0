//! What is taught of the network, each row a test named by its number.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use hillside_core::{
    Activation, CELLS, DEFAULT_STEPS, Data, Descent, DescentSettings, Encoding, Expr, Loss, Network,
    PATTERNS, PathEnd, PathStart, Stall, Start, Target, Training, TrainingSettings, TrainingStatus,
    X_PATTERN, add_gaussian, paths, pattern_cells, wrong_cells,
};

fn training(settings: TrainingSettings) -> Training {
    Training::new(settings).unwrap()
}

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * (1.0 + want.abs()), "{got:e}, not {want:e}");
}

/// Weights that are no special case.
fn some_weights(network: &Network, seed: u64) -> Vec<f64> {
    let mut weights = vec![0.0; network.weight_count()];
    add_gaussian(seed, 0, 0.7, &mut weights);
    weights
}

#[test]
fn s2_5_a_net_of_one_hidden_unit_is_the_nested_chain_rule() {
    let network = Network::new(&[1, 1, 1], Activation::Tanh).unwrap();
    let (w, b, v, c, x) = (0.7, -0.3, 1.4, 0.2, 1.3);
    let pass = network.backward(&[w, b, v, c], &[x], Loss::CrossEntropy, true);
    let formula = |text: &str| Expr::parse_with(text, &["w", "b", "v", "c", "x"]).unwrap();
    let h = formula("tanh(w*x+b)").read(&[w, b, v, c, x]);
    let miss = formula("1/(1+exp(-(v*tanh(w*x+b)+c)))-1").read(&[w, b, v, c, x]);
    let nested = [miss * v * (1.0 - h * h) * x, miss * v * (1.0 - h * h), miss * h, miss];
    for (got, want) in pass.gradient.iter().zip(nested) {
        near(*got, want, 1e-12);
    }
    near(pass.input_slopes[0], miss * v * (1.0 - h * h) * w, 1e-12);
}

#[test]
fn s4_9_every_path_counts_and_their_sum_is_backpropagation() {
    for (layers, from_input) in
        [(&[9, 1][..], 1), (&[9, 4, 1], 4), (&[9, 4, 3, 1], 12), (&[9, 2, 3, 4, 1], 24)]
    {
        for activation in Activation::ALL {
            let network = Network::new(layers, activation).unwrap();
            let weights = some_weights(&network, 5);
            let inputs = Encoding::ZeroOne.inputs(0b110_101_011);
            for loss in Loss::ALL {
                let pass = network.backward(&weights, &inputs, loss, true);
                for (input, slope) in pass.input_slopes.iter().enumerate() {
                    let all = paths(&network, &weights, &pass, PathStart::Input(input), PathEnd::Loss);
                    assert_eq!(all.len(), from_input, "{layers:?}");
                    near(all.iter().map(|path| path.product).sum(), *slope, 1e-12);
                }
                for (index, slope) in pass.gradient.iter().enumerate() {
                    let all = paths(&network, &weights, &pass, PathStart::Weight(index), PathEnd::Loss);
                    let place = network.place(index).unwrap();
                    assert_eq!(all.len(), layers[place.layer + 1..].iter().product::<usize>(), "{place:?}");
                    near(all.iter().map(|path| path.product).sum(), *slope, 1e-12);
                    for path in &all {
                        let product: f64 = path.factors.iter().map(|factor| factor.value).product();
                        assert_eq!(product, path.product);
                        assert_eq!(
                            path.units.first(),
                            (place.layer < network.depth()).then_some(&(place.layer, place.unit))
                        );
                    }
                }
                assert!(paths(&network, &weights, &pass, PathStart::Input(CELLS), PathEnd::Loss).is_empty());
                let past = PathStart::Weight(weights.len());
                assert!(paths(&network, &weights, &pass, past, PathEnd::Loss).is_empty());
            }
        }
    }
}

#[test]
fn s10_17_a_saddle_holds_what_is_exactly_on_its_ridge() {
    let saddle = Expr::parse("x^2-y^2").unwrap();
    let mut still = Descent::new(&saddle, DescentSettings::new([1.0, 0.0], 0.1));
    assert_eq!(still.advance(1000).y, 0.0);
    let mut nudged = Descent::new(&saddle, DescentSettings::new([1.0, 1e-8], 0.1));
    let first = nudged.run(200).iter().find(|step| step.y.abs() > 1.0).map(|step| step.index);
    assert_eq!(first, Some(102));
}

#[test]
fn s10_18_a_network_is_held_by_its_saddle_until_it_is_nudged() {
    let run = |start| {
        let mut training = training(TrainingSettings { start, ..TrainingSettings::default() });
        training.step(200);
        training.loss()
    };
    assert_eq!(run(Start::Zero), run(Start::Nudge { size: 0.0 }));
    near(run(Start::Zero), std::f64::consts::LN_2, 1e-15);
    assert!(run(Start::Nudge { size: 1e-8 }) < 0.5);
}

#[test]
fn s12_1_the_x_is_seen_and_its_probability_is_the_tables() {
    let mut training = training(TrainingSettings::default());
    training.step(DEFAULT_STEPS);
    let table = training.truth_table();
    assert_eq!(table.len(), PATTERNS);
    assert!(training.output(X_PATTERN) > 0.5);
    for (pattern, output) in table.iter().enumerate() {
        assert_eq!(training.output(pattern), *output, "{pattern}");
        let alone = training.network().output(training.weights(), &training.inputs(pattern));
        near(*output, alone, 1e-13);
    }
}

/// The linear score of an X template with weights 1 and -1.
fn template(bias: f64) -> Vec<f64> {
    let mut weights: Vec<f64> = pattern_cells(X_PATTERN).map(|on| if on { 1.0 } else { -1.0 }).to_vec();
    weights.push(bias);
    weights
}

/// A network without hidden layers that has these weights.
fn linear(target: Target, weights: Vec<f64>) -> Training {
    training(TrainingSettings {
        layers: vec![CELLS, 1],
        target,
        start: Start::Weights(weights),
        ..TrainingSettings::default()
    })
}

#[test]
fn s12_2_the_x_is_linearly_separable_by_its_template() {
    let training = linear(Target::Exact, template(-4.5));
    for (pattern, logit) in training.logits().into_iter().enumerate() {
        let score = logit + 4.5;
        assert_eq!(f64::from(wrong_cells(pattern)), 5.0 - score, "{pattern}");
        assert!(if pattern == X_PATTERN { logit == 0.5 } else { logit <= -0.5 }, "{pattern}: {logit}");
    }
    assert_eq!(training.confusion().correct(), PATTERNS);
}

#[test]
fn s12_3_tolerance_keeps_it_separable() {
    for (target, count, bias) in
        [(Target::Exact, 1, -4.5), (Target::Near, 10, -3.5), (Target::Loose, 46, -2.5)]
    {
        assert_eq!(target.positives(), count);
        assert_eq!(Target::named(target.name()), Some(target.clone()));
        let confusion = linear(target, template(bias)).confusion();
        assert_eq!((confusion.tp, confusion.tn), (count, PATTERNS - count));
    }
}

#[test]
fn s12_4_the_x_or_its_negative_needs_a_hidden_layer() {
    assert_eq!(Target::Either.positives(), 2);
    // Whatever the weights: the logits of a pattern and its negative add up to the same for all patterns, so the
    // two that should be yes cannot both be above 0 while two that should be no are below.
    for seed in 0..20 {
        let network = Network::new(&[CELLS, 1], Activation::Tanh).unwrap();
        let logits = linear(Target::Either, some_weights(&network, seed)).logits();
        let sums: Vec<f64> = (0..PATTERNS).map(|p| logits[p] + logits[PATTERNS - 1 - p]).collect();
        for sum in &sums {
            near(*sum, sums[X_PATTERN], 1e-13);
        }
    }
    let learn = |layers: Vec<usize>| {
        let mut training =
            training(TrainingSettings { layers, target: Target::Either, ..TrainingSettings::default() });
        training.step(3000);
        training.confusion()
    };
    assert!(learn(vec![CELLS, 1]).correct() < PATTERNS);
    let confusion = learn(vec![CELLS, 4, 1]);
    assert_eq!((confusion.tp, confusion.tn), (2, 510), "{confusion:?}");
}

#[test]
fn s12_5_zero_weights_are_a_critical_point_and_a_nudge_leaves_it() {
    let mut still = training(TrainingSettings { start: Start::Zero, ..TrainingSettings::default() });
    assert!(still.gradient().iter().all(|slope| *slope == 0.0), "{:?}", still.gradient());
    let before = still.loss();
    near(before, std::f64::consts::LN_2, 1e-15);
    assert_eq!(still.status(), TrainingStatus::Stalled(Stall::Critical));
    assert!(still.status().reason().unwrap().contains("critical point"));
    still.step(3000);
    assert_eq!((still.loss(), still.steps()), (before, 3000));
    assert!(still.weights().iter().all(|weight| *weight == 0.0));

    for seed in 1..=5 {
        let start = Start::Nudge { size: 1e-8 };
        let mut nudged = training(TrainingSettings { start, seed, ..TrainingSettings::default() });
        while nudged.loss() >= 0.69 && nudged.steps() < 100 {
            nudged.step(1);
        }
        assert!((45..60).contains(&nudged.steps()), "seed {seed} escapes at step {}", nudged.steps());
        nudged.step(3000 - nudged.steps());
        assert_eq!(nudged.confusion().correct(), PATTERNS, "seed {seed}");
    }
}

#[test]
fn s12_6_the_hessian_at_zero_has_the_x_as_its_way_down() {
    let training = training(TrainingSettings { start: Start::Zero, ..TrainingSettings::default() });
    let spectrum = training.spectrum();
    let edge = 192.0 / 511.0;
    let near_to =
        |want: f64| spectrum.eigenvalues.iter().filter(|value| (*value - want).abs() < 1e-12).count();
    assert_eq!([near_to(-edge), near_to(edge), near_to(0.25), near_to(0.0)], [4, 4, 1, 36]);
    assert_eq!(spectrum.eigenvalues, training.hessian_eigenvalues());
    let network = training.network();
    for vector in spectrum.eigenvectors.chunks(45).take(4) {
        for unit in 0..4 {
            let hidden = &vector[network.weight(1, unit, 0)..][..CELLS];
            for (cell, weight) in pattern_cells(X_PATTERN).iter().zip(hidden) {
                let sign = if *cell { 1.0 } else { -1.0 };
                near(*weight, sign * hidden[0], 1e-12);
            }
            near(vector[network.bias(1, unit)], 0.0, 1e-12);
        }
        near(vector[network.bias(2, 0)], 0.0, 1e-12);
    }
}

#[test]
fn s12_7_a_small_start_learns_all_without_one_rise() {
    let mut training = training(TrainingSettings::default());
    let mut last = training.loss();
    for step in 1..=3000 {
        training.step(1);
        let loss = training.loss();
        assert!(loss <= last, "step {step}: from {last} to {loss}");
        last = loss;
    }
    assert_eq!(training.confusion().correct(), PATTERNS);
    assert_eq!(training.status(), TrainingStatus::Running);
    let eigenvalues = training.hessian_eigenvalues();
    let (lowest, highest) = (eigenvalues[0], eigenvalues[44]);
    assert!((0.08..0.2).contains(&highest), "the largest eigenvalue ends at {highest}");
    assert!(lowest < 0.0 && lowest > -0.01, "the smallest at {lowest}");
    assert!(highest < 2.0 / training.settings().rate, "well below what would make it swing");
}

#[test]
fn s12_7_the_default_settings_learn_all_from_each_of_100_seeds() {
    for seed in 1..=100 {
        let mut training = training(TrainingSettings { seed, ..TrainingSettings::default() });
        training.step(DEFAULT_STEPS);
        let confusion = training.confusion();
        assert_eq!((confusion.tp, confusion.fp, confusion.tn, confusion.fn_), (1, 0, 511, 0), "seed {seed}");
    }
}

#[test]
fn s12_8_noise_and_a_plain_loss_miss_the_x_and_balance_finds_it() {
    let noise = Data::Sample { count: 1000, noise: 0.5, balanced: false };
    let run = |data, loss, balanced| {
        let mut training = training(TrainingSettings { data, loss, balanced, ..TrainingSettings::default() });
        training.step(3000);
        training.confusion()
    };
    // Answering no to everything gets 511 right, and misses the one that matters.
    let missed = run(noise, Loss::Squared, false);
    assert_eq!((missed.tp, missed.fn_, missed.correct()), (0, 1, 511));
    // All patterns do not help while the X weighs as little as any other.
    assert_eq!(run(Data::All, Loss::Squared, false), missed);
    // Half the weight, or half the sample, does.
    assert_eq!(run(Data::All, Loss::CrossEntropy, true).correct(), PATTERNS);
    let fair = Data::Sample { count: 1000, noise: 0.1, balanced: true };
    let found = run(fair, Loss::CrossEntropy, true);
    assert_eq!((found.tp, found.fn_), (1, 0), "{found:?}");
}

#[test]
fn s12_9_four_paths_from_each_input_of_the_trained_network() {
    let mut training = training(TrainingSettings::default());
    training.step(DEFAULT_STEPS);
    let (network, weights) = (training.network(), training.weights());
    let pass = network.backward(weights, &training.inputs(X_PATTERN), Loss::CrossEntropy, true);
    for (input, slope) in pass.input_slopes.iter().enumerate() {
        let all = paths(network, weights, &pass, PathStart::Input(input), PathEnd::Loss);
        assert_eq!(all.len(), 4);
        near(all.iter().map(|path| path.product).sum(), *slope, 1e-12);
    }
}
