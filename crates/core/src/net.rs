//! A network that learns to see an X on nine cells, with nothing hidden: every number of it can be
//! opened down to the chain rule.

mod activation;
mod backward;
mod block;
mod data;
mod hessian;
mod loss;
mod network;
mod path;
mod pattern;
mod rows;
mod screen;
mod settings;
mod start;
mod status;
mod sweep;
mod training;

pub use activation::Activation;
pub use backward::{Backward, LayerPass};
pub use data::{Data, Encoding, Examples};
pub use loss::Loss;
pub use network::{MOST_HIDDEN_LAYERS, MOST_INPUTS, MOST_UNITS, Network, NetworkError, Place};
pub use path::{Factor, FactorKind, Path, PathEnd, PathStart, paths};
pub use pattern::{CELLS, Confusion, PATTERNS, Target, X_PATTERN, pattern_cells, pattern_of, wrong_cells};
pub use settings::{DEFAULT_STEPS, LARGEST_RATE, MOST_EXAMPLES, TrainingError, TrainingSettings};
pub use start::Start;
pub use status::{Lost, Stall, TrainingStatus};
pub use training::{Training, TrainingState};
