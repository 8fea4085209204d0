//! What the plane's figure is set to: formulas or layers, the point and the step, and what of the table is picked.

use hillside_core::{LayerStack, Matrix, ShapeError};

use super::formulas::Formulas;
use super::pick::Pick;
use super::transform::Transform;
use crate::settings::formula::{view, view_value};
use crate::settings::{LARGEST_SEED, Problem, Setting, Value, sentence, whole, word};
use crate::view::View;

/// How far out point and step may lie.
pub(super) const FAR: f64 = 1e12;
/// The most layers of a stack.
const MOST_LAYERS: u64 = 8;
/// The most layers of a network whose shapes are shown, and the most units in one.
const MOST_SIZES: usize = 8;
const MOST_UNITS: f64 = 1e6;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// The plane before and after.
    Grid,
    /// The shapes of a network's Jacobians.
    Shapes,
}

#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) formulas: Formulas,
    pub(super) view: Option<View>,
    /// One number an input.
    pub(super) point: Vec<f64>,
    /// From the point to a corner of the square, or to the other end of the line.
    pub(super) step: Vec<f64>,
    /// How many random layers there are in place of the formulas; 0 for the formulas.
    pub(super) layers: u64,
    /// Whether tanh bends between the layers.
    pub(super) bent: bool,
    pub(super) seed: u64,
    pub(super) pick: Option<Pick>,
    /// A matrix in place of the Jacobian; it has its shape.
    pub(super) slot: Option<Matrix>,
    pub(super) show: Show,
    /// The numbers of units in the layers of a network.
    pub(super) sizes: Vec<f64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            formulas: Formulas::new("x^2-y^2; 2*x*y"),
            view: None,
            point: vec![1.0, 0.5],
            step: vec![0.3, 0.0],
            layers: 0,
            bent: false,
            seed: 1,
            pick: None,
            slot: None,
            show: Show::Grid,
            sizes: vec![9.0, 4.0, 1.0],
        }
    }
}

impl Settings {
    /// What makes the plane on the right of that on the left.
    pub(super) fn transform(&self) -> Transform {
        match usize::try_from(self.layers) {
            Ok(count @ 1..) => Transform::Layers(LayerStack::random(self.seed, count, self.bent)),
            _ => Transform::Formulas(self.formulas.function().clone()),
        }
    }

    /// Outputs by inputs.
    pub(super) fn shape(&self) -> [usize; 2] {
        if self.layers > 0 { [2, 2] } else { self.formulas.function().shape() }
    }

    /// Where point and step are before anybody moves them: a square near the middle, or a line across.
    fn usual(&self) -> [Vec<f64>; 2] {
        let ends = if self.layers > 0 { [[-1.5, -1.0], [3.0, 1.6]] } else { [[1.0, 0.5], [0.3, 0.0]] };
        let inputs = self.shape()[1];
        ends.map(|[first, second]| {
            [first, second].into_iter().chain(std::iter::repeat(second)).take(inputs).collect()
        })
    }

    /// Takes what decides the shape. What nobody has moved goes where it usually is, and what no longer fits is dropped.
    fn change(&mut self, change: impl FnOnce(&mut Self) -> Result<(), Problem>) -> Result<(), Problem> {
        let before = self.usual();
        change(self)?;
        let now = self.usual();
        for ((value, before), now) in [&mut self.point, &mut self.step].into_iter().zip(before).zip(now) {
            if *value == before || value.len() != now.len() {
                *value = now;
            }
        }
        let shape = self.shape();
        self.pick = self.pick.filter(|pick| pick.is_of(shape));
        self.slot = self.slot.take().filter(|matrix| matrix.shape() == shape);
        Ok(())
    }

    /// Takes a matrix for the slot, or nothing; one of another shape is refused with the reason.
    fn fill(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let wanted = self.shape();
        let text = value.text();
        if text.trim().is_empty() {
            self.slot = None;
            return Ok(());
        }
        let rows = match value {
            Value::List(list) if list.len() == wanted[0] * wanted[1] => {
                list.chunks(wanted[1]).map(<[f64]>::to_vec).collect()
            }
            _ => text
                .split(';')
                .map(|row| Value::Text(row.to_owned()).list(setting, row.split(',').count()))
                .collect::<Result<Vec<_>, _>>()?,
        };
        let columns = rows.first().map_or(0, Vec::len);
        let matrix = Matrix::new(rows.len(), columns, rows.concat());
        let matrix = matrix.ok().filter(|_| rows.iter().all(|row| row.len() == columns)).ok_or_else(|| {
            let say = "slot is a matrix: numbers with commas between them, rows of equal length with `;` between them.";
            Problem::new(setting, say)
        })?;
        if matrix.shape() != wanted {
            let reason = ShapeError::Jacobian { wanted, given: matrix.shape() };
            return Err(Problem::new(setting, sentence(&reason.to_string())));
        }
        self.slot = Some(matrix);
        Ok(())
    }

    /// Takes the numbers of units in the layers of a network.
    fn count_units(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let text = value.text();
        let list = Value::Text(text.clone()).list(setting, text.split(',').count());
        let sizes = list.ok().filter(|sizes| {
            let is_count = |size: &f64| size.fract() == 0.0 && (1.0..=MOST_UNITS).contains(size);
            (2..=MOST_SIZES).contains(&sizes.len()) && sizes.iter().all(is_count)
        });
        self.sizes = sizes.ok_or_else(|| {
            let say = format!(
                "sizes are the numbers of units in 2 to {MOST_SIZES} layers, each from 1 to {MOST_UNITS}, such as 9,4,1."
            );
            Problem::new(setting, say)
        })?;
        Ok(())
    }
}

/// A matrix as it is typed: `2,-1;1,2`.
fn typed(matrix: &Matrix) -> String {
    let row = |i: usize| matrix.row(i).iter().map(f64::to_string).collect::<Vec<_>>().join(",");
    (0..matrix.shape()[0]).map(row).collect::<Vec<_>>().join(";")
}

/// Numbers that are each no further out than point and step may lie.
fn near(setting: &str, value: &Value, count: usize) -> Result<Vec<f64>, Problem> {
    let list = value.list(setting, count)?;
    match list.iter().all(|value| value.abs() <= FAR) {
        true => Ok(list),
        false => Err(Problem::new(setting, format!("{setting} must lie between -{FAR} and {FAR}."))),
    }
}

impl crate::settings::Settings for Settings {
    const ROWS: &'static [&'static [Setting<Self>]] = &[&[
        Setting::new(
            "inputs",
            |s, _| Some(Value::Text(s.formulas.inputs().join(","))),
            |s, name, value| s.change(|s| s.formulas.name(name, value)),
        ),
        Setting::new(
            "formulas",
            |s, _| Some(word(s.formulas.text())),
            |s, name, value| s.change(|s| s.formulas.read(name, value)),
        ),
        Setting::<Self>::new(
            "parameters",
            |s, _| s.formulas.letters.value(),
            |s, name, value| s.formulas.turn(name, value),
        )
        .usually(|s, _| s.formulas.letters.usual(&[])),
        Setting::new(
            "layers",
            |s, _| Some(whole(s.layers)),
            |s, name, value| {
                let layers = value.count(name, MOST_LAYERS)?;
                s.change(|s| {
                    s.layers = layers;
                    Ok(())
                })
            },
        ),
        Setting::new(
            "bend",
            |s, _| Some(word(if s.bent { "tanh" } else { "off" })),
            |s, name, value| value.is_first_of(name, ["tanh", "off"]).map(|it| s.bent = it),
        ),
        Setting::new(
            "seed",
            |s, _| Some(whole(s.seed)),
            |s, name, value| value.count(name, LARGEST_SEED).map(|it| s.seed = it),
        ),
        Setting::new(
            "view",
            |s, _| Some(view_value(s.view)),
            |s, _, value| view(value).map(|it| s.view = it),
        ),
        Setting::<Self>::new(
            "point",
            |s, _| Some(Value::List(s.point.clone())),
            |s, name, value| near(name, value, s.shape()[1]).map(|it| s.point = it),
        )
        .usually(|s, _| Some(Value::List(s.usual()[0].clone()))),
        Setting::<Self>::new(
            "step",
            |s, _| Some(Value::List(s.step.clone())),
            |s, name, value| near(name, value, s.shape()[1]).map(|it| s.step = it),
        )
        .usually(|s, _| Some(Value::List(s.usual()[1].clone()))),
        Setting::new(
            "pick",
            |s, _| Some(Value::Text(s.pick.map_or_else(String::new, |pick| pick.text()))),
            |s, name, value| Pick::read(name, &value.text(), s.shape()).map(|it| s.pick = it),
        ),
        Setting::new(
            "slot",
            |s, _| Some(Value::Text(s.slot.as_ref().map_or_else(String::new, typed))),
            |s, name, value| s.fill(name, value),
        ),
        Setting::new(
            "sizes",
            |s, _| Some(Value::List(s.sizes.clone())),
            |s, name, value| s.count_units(name, value),
        ),
        Setting::new(
            "show",
            |s, _| Some(word(if s.show == Show::Grid { "grid" } else { "shapes" })),
            |s, name, value| {
                let grid = value.is_first_of(name, ["grid", "shapes"])?;
                s.show = if grid { Show::Grid } else { Show::Shapes };
                Ok(())
            },
        ),
    ]];
}
