//! [`Plane`]: a map from the plane to the plane, before and after, with its Jacobian at a point: a table of slopes that
//! makes a parallelogram of a small square. Also a stack of layers with a line through it, tables of other shapes, and
//! the shapes of a network's Jacobians.

mod bars;
mod clip;
mod draw;
mod formulas;
mod kind;
mod panels;
mod pick;
mod reading;
mod settings;
mod shapes;
mod slice;
mod transform;

use std::any::Any;

use hillside_core::Expr;

use crate::figure::{Answer, Figure, Grip, Numbers, OnMap, Record};
use crate::settings::{Table, word};
use crate::sheet::{Picture, Sheet};
use crate::site::rounded;
use crate::theme::Theme;
use crate::view::{Frame, View};
use panels::Panels;
use reading::Reading;
use settings::{FAR, Settings};

/// A map of the plane with its table of slopes at a point.
#[derive(Debug, Default)]
pub struct Plane {
    settings: Settings,
    /// The points are the point, and the corner of the square or the line's other end.
    grip: Grip,
}

impl Plane {
    /// The point and the end of the step, where these are of a plane that is drawn.
    fn ends(&self) -> Option<[[f64; 2]; 2]> {
        let reading = Reading::new(&self.settings);
        let [at, step] = reading.planar()?;
        (self.settings.show == settings::Show::Grid).then_some([at, [at[0] + step[0], at[1] + step[1]]])
    }
}

/// The letters of a matrix that does something simple.
fn made(what: &str) -> Option<&'static str> {
    Some(match what {
        "keep" => "a=1,b=0,c=0,d=1",
        "turn" => "a=0.8,b=-0.6,c=0.6,d=0.8",
        "stretch" => "a=1.5,b=0,c=0,d=0.5",
        "mirror" => "a=-1,b=0,c=0,d=1",
        "shear" => "a=1,b=0.75,c=0,d=1",
        _ => return None,
    })
}

impl Figure for Plane {
    fn table(&self) -> &dyn Table {
        &self.settings
    }

    fn table_mut(&mut self) -> &mut dyn Table {
        &mut self.settings
    }

    fn readout(&self, part: &str) -> Option<Record<'_>> {
        part.is_empty().then(|| Box::new(Reading::new(&self.settings).readout()) as Record<'_>)
    }

    /// `pick` with what the table's button says, `make` with a simple kind of matrix, and what letters do.
    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        let given = match action {
            "pick" => {
                // Picked again, it is left.
                let picked = self.settings.pick.is_some_and(|pick| pick.text() == text);
                vec![("pick".to_owned(), word(if picked { "" } else { text }))]
            }
            "make" => vec![("parameters".to_owned(), word(made(text)?))],
            _ => self.settings.formulas.letters.act(action, numbers, text)?,
        };
        Some(self.assign(&given).into_iter().next().map_or(Answer::Done(()), Answer::Problem))
    }

    /// `plane`, and `slice`: the picked entry as a slope.
    fn draw(&mut self, layer: &str, _: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool {
        match layer {
            "plane" => self.draw_plane(sheet, theme),
            "slice" => self.draw_slice(sheet, theme),
            _ => return false,
        }
        true
    }

    fn picture(&mut self, theme: &Theme) -> Picture {
        let mut sheet = Sheet::new(self.grip.size[0], self.grip.size[1]);
        self.draw_plane(&mut sheet, theme);
        let readout = Reading::new(&self.settings).readout();
        let title = match (&readout.network, self.settings.layers) {
            (Some(_), _) => "The shapes of a network's Jacobians".to_owned(),
            (None, 0) => self.settings.formulas.title(),
            (None, layers) => format!("A line through a stack of {layers} layers"),
        };
        Picture { sheets: vec![sheet], paper: theme.paper, title, description: readout.sentence }
    }

    /// It is about several functions, or none.
    fn function(&mut self) -> Option<&Expr> {
        None
    }

    fn map(&mut self) -> Option<&mut dyn OnMap> {
        Some(self)
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }
}

impl OnMap for Plane {
    fn grip(&mut self) -> Option<&mut Grip> {
        Some(&mut self.grip)
    }

    /// The plane before, which takes the hand.
    fn frame(&self) -> Frame {
        Panels::new(&self.settings, &Reading::new(&self.settings), self.grip.size).before
    }

    fn function(&self) -> &Expr {
        self.settings.formulas.first()
    }

    fn point(&self) -> [f64; 2] {
        self.ends().map_or([0.0; 2], |ends| ends[self.grip.selected.min(1)])
    }

    fn lead(&mut self, to: [f64; 2]) {
        let Some([at, _]) = self.ends() else { return };
        let from = if self.grip.selected == 0 { [0.0; 2] } else { at };
        let way = [0, 1].map(|axis| to[axis] - from[axis]);
        let Some(way) = self.frame().rounded(way) else { return };
        let way = way.map(|number| number.clamp(-FAR, FAR)).to_vec();
        let layers = self.settings.layers > 0;
        if self.grip.selected > 0 {
            self.settings.step = way;
        } else {
            // A square goes with its point; a line keeps its other end.
            if layers {
                let end = [0, 1].map(|axis| self.settings.point[axis] + self.settings.step[axis]);
                // Short decimals again, finer than any drag would show.
                let fine = 1e-6 * self.frame().pixel()[0];
                self.settings.step = [0, 1].map(|axis| rounded(end[axis] - way[axis], fine)).to_vec();
            }
            self.settings.point = way;
        }
    }

    fn look(&mut self, view: Option<View>) {
        self.settings.view = view;
    }

    fn place(&mut self, pixel: [f64; 2]) {
        // A tap beside the plane before means nothing.
        let frame = self.frame();
        if self.grip.held || frame.contains_pixel(pixel) {
            self.lead(frame.under(pixel));
        }
    }

    fn grabs(&self, pixel: [f64; 2]) -> bool {
        self.ends().is_some() && self.frame().grabs(self.point(), pixel)
    }

    fn zoom(&mut self, factor: f64, pixel: [f64; 2]) {
        let frame = self.frame();
        let middle = [frame.left + frame.width / 2.0, frame.top + frame.height / 2.0];
        let about = if frame.contains_pixel(pixel) { pixel } else { middle };
        if let Some(view) = frame.zoomed(factor, about) {
            self.look(Some(view));
        }
    }
}

#[cfg(test)]
mod tests;
