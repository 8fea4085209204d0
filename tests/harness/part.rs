//! The controls and read-outs of an instrument, and how the page marks them.

use crate::detector::DetectorPart;

/// A control or a read-out inside `<hillside-descent>` or another instrument; they mark alike what they share.
///
/// This is the one place that knows how the page marks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The map, with everything on it.
    Map,
    /// The picture of the ground.
    Ground,
    /// The picture of the trail.
    Trail,
    /// What a hand grabs: the start point.
    Handle,
    /// What the map says to a hand that means to zoom and scrolls.
    Hint,
    /// f(x, y).
    Formula,
    /// Why the formula cannot be read.
    FormulaProblem,
    /// How the formula was read, in mathematical notation.
    Reading,
    /// One of several handles, counted from 0.
    Hold(usize),
    /// The field, slider or menu of a setting.
    Field(&'static str),
    /// What is told under that name.
    Said(&'static str),
    /// What is wrong with the setting.
    Wrong(&'static str),
    /// The picture of a layer.
    Layer(&'static str),
    /// A letter of the formula: its slider.
    Letter(&'static str),
    /// Its number.
    LetterNumber(&'static str),
    /// What lets it play, or pause.
    LetterPlay(&'static str),
    /// Why a letter's value cannot be taken.
    LettersProblem,
    /// The menu of landscapes.
    Landscapes,
    /// Nearer.
    ZoomIn,
    /// Further away.
    ZoomOut,
    /// The view the formula began with.
    ZoomReset,
    /// To the start.
    Reset,
    /// One step back.
    Back,
    /// One step on.
    Step,
    /// Play, or pause.
    Play,
    /// How many steps a second.
    Speed,
    /// Another start.
    RandomStart,
    /// The step looked at, on a slider.
    Scrubber,
    /// The step looked at, in words.
    Place,
    /// What those who hear the page are told.
    Spoken,
    /// x of the point.
    X,
    /// y of the point.
    Y,
    /// f there.
    Value,
    /// ‖∇f‖ there.
    Norm,
    /// ∂f/∂x there.
    SlopeX,
    /// ∂f/∂y there.
    SlopeY,
    /// The promise.
    Predicted,
    /// What becomes of it.
    Happened,
    /// How the two compare.
    Verdict,
    /// What deserves attention.
    Notice,
    /// The update rule with its numbers.
    Rule,
    /// α on a slider.
    RateSlider,
    /// α as a number.
    Rate,
    /// Why the rate cannot be taken.
    RateProblem,
    /// The menu of methods.
    Method,
    /// A number of the present method or schedule.
    Parameter(&'static str),
    /// The menu of schedules.
    Schedule,
    /// The noise on ∇f.
    Noise,
    /// The seed of all chance.
    Seed,
    /// How many contour lines.
    Levels,
    /// How heights become colours and lines.
    Heights,
    /// Of the curvature: what opens the drawing of the map.
    MoreDrawing,
    /// Of the curvature: why so many lines cannot be drawn.
    LevelsProblem,
    /// Why another setting cannot be taken.
    SettingsProblem,
    /// How the curve is scaled.
    Scale,
    /// The curve of f over the steps.
    Loss,
    /// Whether the promise turns out true.
    PromiseHolds,
    /// Whether the bound at the present rate does.
    DescentHolds,
    /// Whether the bound at the rate 1/L does.
    BestHolds,
    /// What is proved of the step.
    Lipschitz,
    /// The mark of 1/L on the rate's slider.
    OneOverL,
    /// The mark of 2/L.
    TwoOverL,
    /// What opens the choice of pictures to keep.
    Keep,
    /// Hands out the picture as SVG.
    KeepSvg,
    /// Hands it out as PNG.
    KeepPng,
    /// What opens the formulas of f and its gradient.
    MoreFormulas,
    /// What opens schedule, noise and seed.
    MoreSettings,
    /// Something that only the detector has.
    Detector(DetectorPart),
    /// Of the curvature: the picture of the point, its axes and the model's curves.
    Point,
    /// The picture of what is known of the whole view.
    Signs,
    /// "The ground is a bowl", lit or not.
    LampBowl,
    /// "The slope is zero", lit or not.
    LampStill,
    /// What is said where the second derivatives are silent.
    Beyond,
    /// What is known of the critical points.
    Found,
    /// How far the proof has come.
    Progress,
    /// The row of keys for a formula.
    Keys,
    /// One of them, counted from 1.
    KeyNumber(usize),
    /// Stops the proof.
    Cancel,
    /// Begins it anew.
    Again,
    /// The critical point before.
    Previous,
    /// The critical point after.
    Next,
    /// The table of critical points.
    Points,
    /// A row of it, from 1; what takes the focus.
    PointRow(usize),
    /// The head of one of its columns; what takes the focus.
    Sort(&'static str),
    /// An example to take.
    Example(&'static str),
    /// The dial.
    Dial,
    /// Turns it along the second eigenvector.
    AlongSecond,
    /// The curvature along it.
    Bend,
    /// What tells 1/ρ and 1/L apart.
    Bound,
    /// Whether safe steps are drawn.
    SafeSteps,
    /// The order of the Taylor model.
    Order,
    /// What opens H with its numbers.
    MoreMatrix,
    /// What opens the ground in three dimensions.
    MoreDepth,
    /// The ground in three dimensions, with everything on it.
    Solid,
    /// The numbers at its axes, a picture.
    SolidWords,
    /// Comes nearer to it.
    SolidNearer,
    /// Why there is none.
    SolidProblem,
}

impl Part {
    pub(crate) fn selector(self) -> String {
        let fixed = match self {
            Self::Parameter(name) => return format!("#parameter-{name}"),
            Self::Hold(index) => return format!(":nth-child({} of .handle)", index + 1),
            Self::Field(name) => return format!("[data-set='{name}']"),
            Self::Said(name) => return format!("[data-say='{name}']"),
            Self::Wrong(name) => return format!("[data-problem~='{name}']"),
            Self::Layer(name) => return format!("[data-layer='{name}']"),
            Self::Letter(name) => return format!("#letter-{name}"),
            Self::LetterNumber(name) => return format!(".letter:has(#letter-{name}) input[type='text']"),
            Self::LetterPlay(name) => return format!(".letter:has(#letter-{name}) button"),
            Self::Detector(part) => return part.selector(),
            Self::PointRow(row) => return format!("#points tr:nth-child({row}) button"),
            Self::Sort(column) => return format!("[data-sort='{column}']"),
            Self::Example(name) => return format!("[data-example='{name}']"),
            Self::KeyNumber(index) => return format!("#keys button:nth-child({index})"),
            Self::Keys => "#keys",
            Self::Map => "#stage",
            Self::Ground => "#ground",
            Self::Trail => "#trail",
            Self::Handle => "#handle",
            Self::Hint => "#hint",
            Self::Formula => "#formula",
            Self::FormulaProblem => "#formula-problem",
            Self::Reading => "#reading",
            Self::LettersProblem => "#parameters-problem",
            Self::Landscapes => "#landscape",
            Self::ZoomIn => "#zoom-in",
            Self::ZoomOut => "#zoom-out",
            Self::ZoomReset => "#zoom-reset",
            Self::Reset => "#reset",
            Self::Back => "#back",
            Self::Step => "#step",
            Self::Play => "#play",
            Self::Speed => "#speed",
            Self::RandomStart => "#random",
            Self::Scrubber => "#scrubber",
            Self::Place => "#place",
            Self::Spoken => "#spoken",
            Self::X => "#x",
            Self::Y => "#y",
            Self::Value => "#value",
            Self::Norm => "#norm",
            Self::SlopeX => "#fx",
            Self::SlopeY => "#fy",
            Self::Predicted => "#predicted",
            Self::Happened => "#happened",
            Self::Verdict => "#verdict",
            Self::Notice => "#notice",
            Self::Rule => "#rule",
            Self::RateSlider => "#rate-slider",
            Self::Rate => "#rate",
            Self::RateProblem => "#rate-problem",
            Self::Method => "#method",
            Self::Schedule => "#schedule",
            Self::Noise => "#noise",
            Self::Seed => "#seed",
            Self::Levels => "#levels",
            Self::Heights => "#heights",
            Self::MoreDrawing => "#drawing > summary",
            Self::LevelsProblem => "#levels-problem",
            Self::SettingsProblem => "#settings-problem",
            Self::Scale => "#scale",
            Self::Loss => "#loss",
            Self::PromiseHolds => "#promise-holds",
            Self::DescentHolds => "#descent-holds",
            Self::BestHolds => "#best-holds",
            Self::Lipschitz => "#lipschitz",
            Self::OneOverL => "#one-over-l",
            Self::TwoOverL => "#two-over-l",
            Self::Keep => ".keep > summary",
            Self::KeepSvg => "#keep-svg",
            Self::KeepPng => "#keep-png",
            Self::MoreFormulas => "details:has(#function) > summary",
            Self::MoreDepth => "#scene > summary",
            Self::Solid => ".scene-stage",
            Self::SolidWords => ".scene-stage .words",
            Self::SolidNearer => ".scene-stage .nearer",
            Self::SolidProblem => "#scene .problem",
            Self::MoreSettings => "details:has(#schedule) > summary",
            Self::Point => "#point",
            Self::Signs => "#signs",
            Self::LampBowl => "#lamp-0",
            Self::LampStill => "#lamp-1",
            Self::Beyond => "#beyond",
            Self::Found => "#found",
            Self::Progress => "#progress",
            Self::Cancel => "#cancel",
            Self::Again => "#again",
            Self::Previous => "#previous",
            Self::Next => "#next",
            Self::Points => "#points",
            Self::Dial => "#dial",
            Self::AlongSecond => "#along-1",
            Self::Bend => "#bend",
            Self::Bound => "#bound",
            Self::SafeSteps => "#trail",
            Self::Order => "#order",
            Self::MoreMatrix => "details:has(#matrix) > summary",
        };
        fixed.to_owned()
    }
}
