//! `SceneView`: the ground in three dimensions, on a canvas of its own.

mod card;

use hillside_core::QuadraticModel;
use hillside_instruments::{Camera, Colour, CurvatureInstrument, Figure as Instrument, LIGHT, Scene, Theme};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext as Gl};

use crate::canvas;
use crate::figure::Figure;
use crate::{error, parts};
use card::{Kind, Programs, Shape};

/// The sheets let through what lies behind them, so that one sees where they cross the ground.
const SHEET: f32 = 0.42;

/// How much nearer to the eye a line or a spot is drawn than it lies, a CSS pixel of its width, in units of
/// the depth: half of it would sink into the slope it lies on.
const LIFT: f32 = 0.001;

/// What is on the card. It is gone when the context is lost, and made anew when it comes back.
pub(crate) struct Card {
    programs: Programs,
    surface: Shape,
    /// Light and heavy contour lines.
    contours: [Shape; 2],
    /// Edges and graticule.
    frame: [Shape; 2],
    path: Shape,
    steps: Shape,
    /// Tangent plane and quadratic model, each with its lines.
    sheets: [(Shape, Shape); 2],
    post: Shape,
    point: Shape,
}

impl Card {
    fn new(gl: &Gl) -> Result<Self, JsValue> {
        let strokes = || Shape::new(gl, Kind::Strokes);
        let sheet = || Ok::<_, JsValue>((Shape::new(gl, Kind::Surface)?, strokes()?));
        Ok(Self {
            programs: Programs::new(gl)?,
            surface: Shape::new(gl, Kind::Surface)?,
            contours: [strokes()?, strokes()?],
            frame: [strokes()?, strokes()?],
            path: strokes()?,
            steps: Shape::new(gl, Kind::Spots)?,
            sheets: [sheet()?, sheet()?],
            post: strokes()?,
            point: Shape::new(gl, Kind::Spots)?,
        })
    }
}

/// What a view in three dimensions can do.
pub(crate) trait Solid {
    /// Where the eye is.
    fn camera(&mut self) -> &mut Camera;
    /// Makes everything anew after the context was lost and has come back.
    fn restore(&mut self) -> Result<(), JsValue>;
    /// Draws the scene, and its words on a canvas above it.
    fn draw(&self, words: HtmlCanvasElement, size: [f64; 2], ratio: f64) -> Result<(), JsValue>;
    /// Takes the ground over from a figure, on so many nodes a side.
    fn show_ground(&mut self, figure: &mut dyn Instrument, theme: &'static Theme, nodes: usize);
    /// Takes over the point with the model about it, and its safe steps.
    fn show_point(&mut self, figure: &mut dyn Instrument);
}

/// The ground of an instrument's map in three dimensions, with a point, its tangent plane and quadratic
/// model, and a path. Turned by hand, drawn when asked. In the part `scene`.
#[wasm_bindgen]
pub struct SceneView {
    view: Box<dyn Solid>,
}

#[wasm_bindgen]
impl SceneView {
    /// A view on a canvas, which must have no other context. Throws a sentence for the reader where there is no WebGL2.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: HtmlCanvasElement) -> Result<SceneView, JsValue> {
        parts::scene(canvas).map(|view| Self { view })
    }

    /// Turns with a hand that moved by CSS pixels.
    pub fn turn(&mut self, dx: f64, dy: f64) {
        self.view.camera().turn(dx, dy);
    }

    /// Comes nearer by a factor.
    pub fn zoom(&mut self, factor: f64) {
        self.view.camera().zoom(factor);
    }

    /// Zooms as two fingers do: x, y, x, y before and after.
    pub fn pinch(&mut self, before: &[f64], after: &[f64]) {
        if let (&[ax, ay, bx, by], &[cx, cy, dx, dy]) = (before, after) {
            self.view.camera().pinch([[ax, ay], [bx, by]], [[cx, cy], [dx, dy]]);
        }
    }

    /// Zooms as a wheel turned by `delta` asks, in pixels (mode 0), lines (1) or pages (2).
    pub fn wheel(&mut self, delta: f64, mode: u32) {
        self.view.camera().wheel(delta, mode);
    }

    /// Back to where the eye was first.
    #[wasm_bindgen(js_name = resetCamera)]
    pub fn reset_camera(&mut self) {
        *self.view.camera() = Camera::default();
    }

    /// Makes everything anew after the context was lost and has come back.
    pub fn restore(&mut self) -> Result<(), JsValue> {
        self.view.restore()
    }

    /// Draws the scene, and its words on `words`, a canvas of the same size above it: `width` by `height`
    /// CSS pixels of `ratio` device pixels. Nothing is drawn while the context is lost.
    pub fn draw(&self, words: HtmlCanvasElement, width: f64, height: f64, ratio: f64) -> Result<(), JsValue> {
        self.view.draw(words, [width, height], ratio)
    }

    /// Takes the ground over from a figure, on so many nodes a side.
    #[wasm_bindgen(js_name = showGround)]
    pub fn show_ground(&mut self, figure: &mut Figure, theme: &str, nodes: u32) {
        self.view.show_ground(figure.shown(), Theme::named(theme), nodes as usize);
    }

    /// Takes over the point with the model about it, and its safe steps.
    #[wasm_bindgen(js_name = showPoint)]
    pub fn show_point(&mut self, figure: &mut Figure) {
        self.view.show_point(figure.shown());
    }
}

/// What is shown, and what it is shown with.
struct View {
    gl: Gl,
    card: Card,
    camera: Camera,
    theme: &'static Theme,
    scene: Option<Scene>,
    /// Where the point is, and the model about it.
    point: Option<([f64; 2], QuadraticModel)>,
    path: Vec<[f64; 2]>,
}

impl Card {
    /// A view on a canvas.
    pub(crate) fn view(canvas: &HtmlCanvasElement) -> Result<Box<dyn Solid>, JsValue> {
        let gl: Gl =
            canvas.get_context("webgl2")?.and_then(|context| context.dyn_into().ok()).ok_or_else(|| {
                error::kind(
                    "this browser does not draw in three dimensions (WebGL 2 is missing or switched off)",
                )
            })?;
        let (card, camera) = (Self::new(&gl)?, Camera::default());
        Ok(Box::new(View {
            gl,
            card,
            camera,
            theme: &Theme::LIGHT,
            scene: None,
            point: None,
            path: Vec::new(),
        }))
    }
}

/// A figure that is shown in three dimensions, if it is one.
fn solid(figure: &mut dyn Instrument) -> Option<&mut CurvatureInstrument> {
    figure.any().downcast_mut()
}

impl Solid for View {
    fn camera(&mut self) -> &mut Camera {
        &mut self.camera
    }

    fn restore(&mut self) -> Result<(), JsValue> {
        self.card = Card::new(&self.gl)?;
        self.load_ground();
        self.load_point();
        self.load_path();
        Ok(())
    }

    fn draw(&self, words: HtmlCanvasElement, size: [f64; 2], ratio: f64) -> Result<(), JsValue> {
        let Some(scene) = &self.scene else { return Ok(()) };
        if self.gl.is_context_lost() {
            return Ok(());
        }
        self.paint(size[0], size[1], ratio);
        canvas::show(words, ratio, |sheet| scene.draw_labels(sheet, &self.camera, size, self.theme))
    }

    fn show_ground(&mut self, figure: &mut dyn Instrument, theme: &'static Theme, nodes: usize) {
        let Some(figure) = solid(figure) else { return };
        self.scene = Some(figure.scene(theme, nodes));
        self.theme = theme;
        self.load_ground();
        self.load_point();
        self.load_path();
    }

    fn show_point(&mut self, figure: &mut dyn Instrument) {
        let Some(figure) = solid(figure) else { return };
        let (point, path) = (Some(figure.model()), figure.walk());
        if self.point != point {
            self.point = point;
            self.load_point();
        }
        if self.path != path {
            self.path = path;
            self.load_path();
        }
    }
}

impl View {
    fn load_ground(&mut self) {
        let (Some(scene), card) = (&self.scene, &mut self.card) else { return };
        card.surface.fill(&scene.surface().vertices, &scene.surface().triangles);
        for (shape, segments) in card.contours.iter_mut().zip(scene.contours()) {
            shape.fill(segments, &[]);
        }
        for (shape, segments) in card.frame.iter_mut().zip(scene.frame()) {
            shape.fill(segments, &[]);
        }
    }

    fn load_point(&mut self) {
        let (Some(scene), card) = (&self.scene, &mut self.card) else { return };
        let stand = self.point.and_then(|(at, model)| scene.stand(at, model.value));
        let patches = self.point.and_then(|(at, model)| scene.patches(at, &model, self.theme));
        match stand {
            Some([floor, place]) => {
                let ends: Vec<f32> = floor.into_iter().chain(place).map(single).collect();
                card.post.fill(&ends, &[]);
                card.point.fill(&ends[3..], &[]);
            }
            None => {
                card.post.fill(&[], &[]);
                card.point.fill(&[], &[]);
            }
        }
        for (index, (sheet, lines)) in card.sheets.iter_mut().enumerate() {
            match &patches {
                Some(patches) => {
                    sheet.fill(&patches[index].mesh.vertices, &patches[index].mesh.triangles);
                    lines.fill(&patches[index].lines, &[]);
                }
                None => {
                    sheet.fill(&[], &[]);
                    lines.fill(&[], &[]);
                }
            }
        }
    }

    fn load_path(&mut self) {
        let (Some(scene), card) = (&self.scene, &mut self.card) else { return };
        let path = scene.path(&self.path);
        card.path.fill(&path.segments, &[]);
        card.steps.fill(&path.steps, &[]);
    }

    fn paint(&self, width: f64, height: f64, ratio: f64) {
        let (gl, card, theme) = (&self.gl, &self.card, self.theme);
        gl.viewport(0, 0, gl.drawing_buffer_width(), gl.drawing_buffer_height());
        gl.clear_color(0.0, 0.0, 0.0, 0.0);
        gl.depth_mask(true);
        gl.clear(Gl::COLOR_BUFFER_BIT | Gl::DEPTH_BUFFER_BIT);
        gl.enable(Gl::DEPTH_TEST);
        gl.depth_func(Gl::LEQUAL);
        gl.enable(Gl::BLEND);
        gl.blend_func(Gl::ONE, Gl::ONE_MINUS_SRC_ALPHA);
        // The ground a little back, so that what lies on it is seen.
        gl.enable(Gl::POLYGON_OFFSET_FILL);
        gl.polygon_offset(1.0, 1.0);
        let view = self.camera.matrix(width, height);
        let ratio = single(ratio);
        let Programs { surface, stroke, spot } = &card.programs;

        surface.take(&view);
        surface.set("light", &LIGHT.map(single));
        surface.set("shade", &[single(theme.shade), single(theme.light)]);
        surface.set("opacity", &[1.0]);
        surface.set("under", &[single(theme.shade)]);
        card.surface.draw();

        stroke.take(&view);
        stroke.set("size", &[single(width) * ratio, single(height) * ratio]);
        let line = |shape: &Shape, colour: Colour, opacity: f32, width: f32| {
            stroke.set("colour", &colour_of(colour, opacity));
            // A hair-line thinner than a pixel is a pixel, and paler.
            stroke.set("width", &[(width * ratio).max(1.0)]);
            // Strips of some width leave no gaps where they bend.
            stroke.set("square", &[if width > 1.5 { 0.7 } else { 0.0 }]);
            stroke.set("lift", &[LIFT * width]);
            shape.draw();
        };
        line(&card.frame[1], theme.ink, 0.14, 1.0);
        line(&card.frame[0], theme.ink, 0.45, 1.0);
        line(&card.contours[0], theme.contour, 0.5, 0.9);
        line(&card.contours[1], theme.contour, 0.85, 1.4);
        line(&card.post, theme.trail, 0.7, 1.2);
        // What is laid over something of the same place leaves no depth behind.
        gl.depth_mask(false);
        gl.disable(Gl::POLYGON_OFFSET_FILL);
        line(&card.path, theme.rim, 0.9, 4.4);
        line(&card.path, theme.trail, 1.0, 2.0);
        for ((sheet, lines), colour) in card.sheets.iter().zip([theme.gradient, theme.model]) {
            surface.take(&view);
            surface.set("opacity", &[SHEET]);
            surface.set("under", &[1.0]);
            sheet.draw();
            stroke.take(&view);
            line(lines, colour, 0.9, 1.1);
        }
        spot.take(&view);
        let round = |shape: &Shape, opacity: f32, width: f32, ring: [f32; 2]| {
            spot.set("colour", &colour_of(theme.trail, opacity));
            spot.set("rim", &colour_of(theme.rim, 1.0)[..3]);
            spot.set("ring", &ring);
            spot.set("width", &[width * ratio]);
            spot.set("lift", &[LIFT * width]);
            shape.draw();
        };
        round(&card.steps, 1.0, 6.5, [2.0, 2.0]);
        // The point behind a hill shows through it, faintly.
        gl.disable(Gl::DEPTH_TEST);
        round(&card.point, 0.3, 18.0, RINGS);
        gl.enable(Gl::DEPTH_TEST);
        round(&card.point, 1.0, 18.0, RINGS);
        gl.depth_mask(true);
    }
}

/// The light ring of the point, as on the map.
const RINGS: [f32; 2] = [0.28, 0.7];

/// A colour as the programs want it.
fn colour_of(Colour(r, g, b): Colour, opacity: f32) -> [f32; 4] {
    let [r, g, b] = [r, g, b].map(|channel| f32::from(channel) / 255.0);
    [r, g, b, opacity]
}

#[expect(clippy::cast_possible_truncation, reason = "a pixel needs no more than single precision")]
fn single(number: f64) -> f32 {
    number as f32
}
