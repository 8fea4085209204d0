//! The settings of the curvature instrument: one table for links, attributes, fields and programs.

use crate::heights::Heights;
use crate::setting::{Problem, Value};
use crate::site::Site;

/// The names of all settings, in the order a link writes them.
pub const NAMES: [&str; 8] = ["formula", "view", "point", "angle", "order", "trail", "levels", "heights"];

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
            site: Site {
                formula: "(x^2+y-11)^2+(x+y^2-7)^2".to_owned(),
                view: None,
                levels: 24,
                heights: Heights::Auto,
            },
            point: [2.3, 2.8],
            angle: 20.0,
            order: 3,
            trail: true,
        }
    }
}

impl Settings {
    /// Takes one setting.
    pub(super) fn set(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        if let Some(taken) = self.site.set(name, value) {
            return taken;
        }
        match name {
            "point" => self.point = value.numbers::<2>(name)?,
            "angle" => self.angle = turned(value.number(name)?),
            "order" => {
                let order = value.count(name, HIGHEST)?;
                if order == 0 {
                    return Err(Problem::new(
                        name,
                        format!("The order is a whole number from 1 to {HIGHEST}."),
                    ));
                }
                self.order = usize::try_from(order).unwrap_or(self.order);
            }
            "trail" => {
                self.trail = match value.text().trim() {
                    "on" => true,
                    "off" => false,
                    _ => return Err(Problem::new(name, "trail is on or off.")),
                };
            }
            _ => {
                return Err(Problem::new(
                    name,
                    format!("{name} is not a setting: they are {}.", NAMES.join(", ")),
                ));
            }
        }
        Ok(())
    }

    pub(super) fn get(&self, name: &str) -> Option<Value> {
        Some(match name {
            "point" => Value::List(self.point.to_vec()),
            "angle" => Value::Number(self.angle),
            // At most 6.
            "order" => Value::Number(f64::from(u32::try_from(self.order).unwrap_or(0))),
            "trail" => Value::Text(if self.trail { "on" } else { "off" }.to_owned()),
            _ => return self.site.get(name),
        })
    }

    /// All settings.
    pub(super) fn list(&self) -> Vec<(&'static str, Value)> {
        NAMES.iter().filter_map(|&name| Some((name, self.get(name)?))).collect()
    }

    /// The settings that differ from the defaults.
    pub(super) fn changed(&self) -> Vec<(&'static str, Value)> {
        let plain = Self::default();
        let mut list = self.list();
        list.retain(|(name, value)| plain.get(name).as_ref() != Some(value));
        list
    }
}

/// An angle in degrees, brought to 0 up to below 360.
pub(super) fn turned(degrees: f64) -> f64 {
    let turned = degrees.rem_euclid(360.0);
    // A tiny negative angle rounds up to the full turn; adding 0 makes -0 a plain 0.
    if turned >= 360.0 { 0.0 } else { turned + 0.0 }
}
