//! The settings of the curvature instrument.

use crate::direction::turned;
use crate::settings::formula::HasFormula as _;
use crate::settings::{self, Problem, Setting, Value, whole, word};
use crate::site::{HasSite, Site};

/// The highest order of a Taylor model: beyond it a slice shows no difference.
pub(super) const HIGHEST: u64 = 6;

/// What the reader set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    /// The function and what is seen of it.
    pub(super) site: Site,
    /// The point whose curvature is read, in world coordinates.
    pub(super) point: [f64; 2],
    /// Where the dial points, in degrees from the x axis towards the y axis, from 0 to below 360.
    pub(super) angle: f64,
    /// The order of the Taylor model on the slices.
    pub(super) order: usize,
    /// Whether steps of a safe length are drawn.
    pub(super) trail: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site: Site::new("(x^2+y-11)^2+(x+y^2-7)^2"),
            point: [2.3, 2.8],
            angle: 20.0,
            order: 3,
            trail: true,
        }
    }
}

impl HasSite for Settings {
    fn site(&self) -> &Site {
        &self.site
    }

    fn site_mut(&mut self) -> &mut Site {
        &mut self.site
    }
}

impl settings::Settings for Settings {
    const ROWS: &'static [&'static [Setting<Self>]] = &[
        Self::FORMULA,
        &[
            Setting::new(
                "point",
                |s, _| Some(Value::List(s.point.to_vec())),
                |s, name, value| value.numbers::<2>(name).map(|it| s.point = it),
            ),
            Setting::new(
                "angle",
                |s, _| Some(Value::Number(s.angle)),
                |s, name, value| {
                    s.angle = turned(value.number(name)?);
                    Ok(())
                },
            ),
            Setting::new(
                "order",
                |s, _| Some(whole(s.order as u64)),
                |s, name, value| s.set_order(name, value),
            ),
            Setting::new(
                "trail",
                |s, _| Some(word(if s.trail { "on" } else { "off" })),
                |s, name, value| value.is_first_of(name, ["on", "off"]).map(|it| s.trail = it),
            ),
        ],
        Self::DRAWING,
    ];
}

impl Settings {
    fn set_order(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        let order = value.count(name, HIGHEST)?;
        if order == 0 {
            return Err(Problem::new(name, format!("The order is a whole number from 1 to {HIGHEST}.")));
        }
        self.order = usize::try_from(order).unwrap_or(self.order);
        Ok(())
    }
}
