//! The network against runs of independent implementations: outputs, losses, gradients, curvature, training.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use hillside_core::{
    Activation, Data, Encoding, Loss, Method, PATTERNS, Start, Target, Training, TrainingSettings,
};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/network.json")).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn count(number: &Value) -> usize {
    usize::try_from(number.as_u64().unwrap()).unwrap()
}

/// A training from the weights of a recorded model or run, before any step.
fn training(arch: &Value, theta: &Value, labels: &Value, loss: &Value, encoding: &str) -> Training {
    Training::new(TrainingSettings {
        layers: arch.as_array().unwrap().iter().map(count).collect(),
        activation: Activation::Tanh,
        loss: if loss == "bce" { Loss::CrossEntropy } else { Loss::Squared },
        balanced: false,
        target: Target::named(labels.as_str().unwrap()).unwrap(),
        data: Data::All,
        encoding: Encoding::named(encoding).unwrap(),
        start: Start::Weights(numbers(theta)),
        ..TrainingSettings::default()
    })
    .unwrap()
}

fn set_optimiser(training: &mut Training, name: &str, rate: &Value) {
    training.set_method(Method::named(if name == "gd" { "gradient" } else { name }).unwrap());
    training.set_rate(rate.as_f64().unwrap()).unwrap();
}

/// `got` within `tolerance * (1 + |want|)` of `want`.
#[track_caller]
fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * (1.0 + want.abs()), "{what}: {got:e}, not {want:e}");
}

#[test]
fn logits_and_outputs_are_those_of_the_reference() {
    let reference = reference();
    let models = reference["models"].as_array().unwrap();
    assert_eq!(models.len(), 4);
    for model in models {
        let training = training(&model["arch"], &model["theta"], &"exact".into(), &"bce".into(), "01");
        let (logits, outputs) = (training.logits(), training.truth_table());
        assert_eq!((logits.len(), outputs.len()), (PATTERNS, PATTERNS));
        let rows = model["patterns"].as_array().unwrap().iter().map(count);
        for ((pattern, logit), output) in rows.zip(numbers(&model["logits"])).zip(numbers(&model["outputs"]))
        {
            let what = format!("{} of pattern {pattern}", model["arch"]);
            near(&what, logits[pattern], logit, 1e-12);
            near(&what, outputs[pattern], output, 1e-12);
            let network = training.network();
            near(&what, network.logit(training.weights(), &training.inputs(pattern)), logit, 1e-12);
            near(&what, network.output(training.weights(), &training.inputs(pattern)), output, 1e-12);
        }
    }
}

#[test]
fn losses_and_gradients_are_those_of_the_reference() {
    for model in reference()["models"].as_array().unwrap() {
        for case in model["cases"].as_array().unwrap() {
            let what = format!("{} {} {}", model["arch"], case["labels"], case["loss"]);
            let training = training(&model["arch"], &model["theta"], &case["labels"], &case["loss"], "01");
            near(&what, training.loss(), case["value"].as_f64().unwrap(), 1e-12);
            let want = numbers(&case["grad"]);
            assert_eq!(training.gradient().len(), want.len(), "{what}");
            for (index, (got, want)) in training.gradient().iter().zip(want).enumerate() {
                near(&format!("{what}, slope {index}"), *got, want, 1e-12);
            }
        }
    }
}

#[test]
fn spectra_are_those_of_the_reference() {
    for model in reference()["models"].as_array().unwrap() {
        for case in model["cases"].as_array().unwrap() {
            let what = format!("{} {} {}", model["arch"], case["labels"], case["loss"]);
            let training = training(&model["arch"], &model["theta"], &case["labels"], &case["loss"], "01");
            let want = numbers(&case["hessian_eig"]);
            let radius = case["spectral_radius"].as_f64().unwrap();
            for got in [training.hessian_eigenvalues(), training.spectrum().eigenvalues] {
                assert_eq!(got.len(), want.len(), "{what}");
                for (got, want) in got.iter().zip(&want) {
                    assert!((got - want).abs() <= 1e-9 * radius, "{what}: {got}, not {want}");
                }
                let sum: f64 = got.iter().sum();
                near(&what, sum, case["hessian_trace"].as_f64().unwrap(), 1e-12);
            }
        }
    }
}

#[test]
fn short_runs_have_the_losses_of_the_reference() {
    for model in reference()["models"].as_array().unwrap() {
        for case in model["cases"].as_array().unwrap() {
            for optimiser in ["gd", "adam"] {
                let run = &case[optimiser];
                let mut training =
                    training(&model["arch"], &model["theta"], &case["labels"], &case["loss"], "01");
                set_optimiser(&mut training, optimiser, &run["lr"]);
                let rows = numbers(&run["loss"]).into_iter().zip(numbers(&run["rel_tol"]));
                let steps = run["steps"].as_array().unwrap().iter().map(count);
                let correct = run["correct"].as_array().unwrap().iter().map(count);
                for ((step, correct), (loss, tolerance)) in steps.zip(correct).zip(rows) {
                    let what = format!(
                        "{} {} {} {optimiser} after {step}",
                        model["arch"], case["labels"], case["loss"]
                    );
                    training.step(step - training.steps());
                    assert!(
                        (training.loss() - loss).abs() <= tolerance * loss,
                        "{what}: {}",
                        training.loss()
                    );
                    assert_eq!(training.confusion().correct(), correct, "{what}");
                }
            }
        }
    }
}

#[test]
fn long_runs_end_as_recorded_also_those_that_fail() {
    let reference = reference();
    let settings = reference["settings"].as_array().unwrap();
    let mut failed = 0;
    for run in settings {
        let encoding = run["encoding"].as_str().unwrap();
        let mut training = training(&run["arch"], &run["theta"], &run["labels"], &run["loss"], encoding);
        set_optimiser(&mut training, run["optimizer"].as_str().unwrap(), &run["lr"]);
        let what = format!(
            "{} {} {} {} {} {}",
            run["arch"], run["labels"], run["loss"], run["optimizer"], run["lr"], encoding
        );
        let mut all_right_since = None;
        let mut rows = run["loss_at"].as_array().unwrap().iter().peekable();
        let end = count(&run["steps"]);
        loop {
            let step = training.steps();
            if let Some(row) = rows.next_if(|row| count(&row[0]) == step) {
                let [loss, tolerance] = [1, 2].map(|at| row[at].as_f64().unwrap());
                assert!(
                    (training.loss() - loss).abs() <= tolerance * loss,
                    "{what} after {step}: {} for {loss}",
                    training.loss()
                );
            }
            if training.confusion().correct() < PATTERNS {
                all_right_since = None;
            } else {
                all_right_since = all_right_since.or(Some(step));
            }
            if step == end {
                break;
            }
            training.step(1);
        }
        assert!(rows.next().is_none(), "{what}: not all rows compared");
        let since =
            run["reaches_512_and_stays_from_step"].as_u64().map(|step| usize::try_from(step).unwrap());
        assert_eq!(all_right_since, since, "{what}");
        let confusion = training.confusion();
        let want = &run["confusion"];
        assert_eq!(
            [confusion.tp, confusion.fp, confusion.tn, confusion.fn_],
            ["tp", "fp", "tn", "fn"].map(|key| count(&want[key])),
            "{what}"
        );
        assert_eq!(confusion.correct(), count(&run["correct_at_end"]), "{what}");
        failed += usize::from(confusion.correct() < PATTERNS);
        let outputs = training.truth_table();
        let label = |pattern: &usize| training.settings().target.label(*pattern);
        let lowest = (0..PATTERNS).filter(label).map(|p| outputs[p]).fold(1.0, f64::min);
        let highest = (0..PATTERNS).filter(|p| !label(p)).map(|p| outputs[p]).fold(0.0, f64::max);
        near(&what, lowest, run["lowest_positive_output"].as_f64().unwrap(), 1e-9);
        near(&what, highest, run["highest_negative_output"].as_f64().unwrap(), 1e-9);
    }
    assert_eq!((settings.len(), failed), (14, 4), "the runs that fail are part of the record");
}

#[test]
fn answering_no_to_everything_is_no_achievement() {
    for (target, correct) in [(Target::Exact, 511), (Target::Near, 502)] {
        let mut weights = vec![0.0; 10];
        weights[9] = -1.0;
        let training = Training::new(TrainingSettings {
            layers: vec![9, 1],
            target,
            start: Start::Weights(weights),
            ..TrainingSettings::default()
        })
        .unwrap();
        let confusion = training.confusion();
        assert_eq!((confusion.correct(), confusion.tp, confusion.fp), (correct, 0, 0));
        assert_eq!((confusion.fn_, confusion.total()), (512 - correct, 512));
    }
}
