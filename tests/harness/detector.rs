//! What there is to operate in `<hillside-detector>`.

/// A control or a read-out of the detector. This is the one place that knows how the page marks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetectorPart {
    /// A cell of the grid, row by row from 0.
    Cell(u8),
    /// The whole grid.
    Grid,
    /// All cells off.
    Clear,
    /// The X.
    X,
    /// A pattern by chance.
    Random,
    /// Every cell turned over.
    Invert,
    /// What the network makes of the drawing.
    Verdict,
    /// How sure it is.
    Probability,
    /// That as a bar.
    Meter,
    /// Whether that is right.
    Judgement,
    /// How far the drawing is from the nearest X.
    Distance,
    /// How many are right, and which.
    Score,
    /// What that is measured against.
    Baseline,
    /// What invites a drawing when all is learnt.
    Invitation,
    /// The network drawn.
    Network,
    /// The place to point at on it.
    Stage,
    /// The loss over the steps.
    LossCurve,
    /// Ten steps.
    Ten,
    /// A hundred steps.
    Hundred,
    /// Which patterns count as X.
    Target,
    /// The layers of the network.
    Layers,
    /// What it starts with.
    Start,
    /// What is selected.
    Chosen,
    /// Its name.
    ChosenTitle,
    /// Its numbers.
    ChosenLines,
    /// The paths that carry it.
    Paths,
    /// A weight's value.
    Weight,
    /// Takes it.
    SetWeight,
    /// Why it cannot be taken.
    WeightProblem,
    /// What opens more settings.
    More,
    /// Counts the drawing as an X, or no longer.
    Counts,
    /// What opens the backward pass.
    BackwardRoom,
    /// Its next phase.
    NextPhase,
    /// What happens in the phase.
    PhaseTitle,
    /// The numbers of the phase.
    PhaseLines,
    /// What opens the truth table.
    TableRoom,
    /// The truth table.
    Table,
    /// The answers on it.
    Answers,
    /// What it says of a pattern.
    TableSaid,
    /// What opens the spectrum.
    SpectrumRoom,
    /// What the spectrum says.
    SpectrumSaid,
    /// The eigenvector on a slider.
    Mode,
    /// What is said of the eigenvector.
    ModeSaid,
    /// The eigenvector's pictures.
    Eigenvector,
    /// What opens weights and files.
    FileRoom,
    /// What is said of a file.
    FileSaid,
    /// Why a file cannot be taken.
    FileProblem,
}

impl DetectorPart {
    pub(crate) fn selector(self) -> String {
        let fixed = match self {
            Self::Cell(cell) => return format!(".cell[data-cell='{cell}']"),
            Self::Grid => "#grid",
            Self::Clear => "#clear",
            Self::X => "#x",
            Self::Random => "#random",
            Self::Invert => "#invert",
            Self::Verdict => "#verdict",
            Self::Probability => "#probability",
            Self::Meter => ".meter",
            Self::Judgement => "#judgement",
            Self::Distance => "#distance",
            Self::Score => "#score",
            Self::Baseline => "#baseline",
            Self::Invitation => "#invitation",
            Self::Network => "#network",
            Self::Stage => "#stage",
            Self::LossCurve => "#loss-curve",
            Self::Ten => "#step-10",
            Self::Hundred => "#step-100",
            Self::Target => "#target",
            Self::Layers => "#layers",
            Self::Start => "#start",
            Self::Chosen => "#chosen",
            Self::ChosenTitle => "#chosen-title",
            Self::ChosenLines => "#chosen-lines",
            Self::Paths => "#paths",
            Self::Weight => "#weight",
            Self::SetWeight => "#edit button",
            Self::WeightProblem => "#weight-problem",
            Self::More => "#more > summary",
            Self::Counts => "#counts",
            Self::BackwardRoom => "#backward-room > summary",
            Self::NextPhase => "#phase-next",
            Self::PhaseTitle => "#phase-title",
            Self::PhaseLines => "#phase-lines",
            Self::TableRoom => "#table-room > summary",
            Self::Table => "#table",
            Self::Answers => "#answers",
            Self::TableSaid => "#table-said",
            Self::SpectrumRoom => "#spectrum-room > summary",
            Self::SpectrumSaid => "#spectrum-said",
            Self::Mode => "#mode",
            Self::ModeSaid => "#mode-said",
            Self::Eigenvector => "#eigenvector",
            Self::FileRoom => "#file-room > summary",
            Self::FileSaid => "#file-said",
            Self::FileProblem => "#file-problem",
        };
        fixed.to_owned()
    }
}
