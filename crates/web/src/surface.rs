//! `Surface`: a function of x and y for JavaScript.

use hillside_core::{
    Expr, Landscape, MAX_ORDER, critical_points, curvature, derivatives, gradient, height, hessian,
    landscapes, lipschitz, sample, taylor,
};
use js_sys::{Array, Float64Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{error, proof, value};

/// The most values one call may ask for: 256 MiB of them.
const MOST_VALUES: u64 = 1 << 25;

/// A function of x and y.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Surface {
    expr: Expr,
}

#[derive(Serialize)]
struct Minimum {
    x: f64,
    y: f64,
    value: f64,
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    title: &'static str,
    formula: &'static str,
    domain: [f64; 4],
    minima: Vec<Minimum>,
    source: &'static str,
    group: &'static str,
    start: [f64; 2],
    rate: f64,
}

#[wasm_bindgen]
impl Surface {
    /// Reads a formula, with values of its letters if there are any: `new Surface('a*x^2+y', { a: 2 })`. Letters without
    /// one are 1. Throws a `FormulaError { kind, message, start, end, suggestions }`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        formula: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Record<string, number>")] parameters: Option<Object>,
    ) -> Result<Surface, JsValue> {
        let expr = Expr::parse(formula).map_err(|error| error::formula(formula, &error))?;
        let Some(parameters) = parameters else { return Ok(Self { expr }) };
        let mut given: Vec<(String, f64)> = Vec::new();
        for key in Object::keys(&parameters).iter() {
            let name = key.as_string().unwrap_or_default();
            let value = Reflect::get(&parameters, &key)?.as_f64().filter(|value| value.is_finite());
            if expr.parameters().iter().all(|known| known.name != name) {
                let names: Vec<&str> = expr.parameters().iter().map(|known| &*known.name).collect();
                let letters = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                return Err(error::range(&format!("{name} is no letter of this formula; it has: {letters}")));
            }
            given.push((
                name.clone(),
                value.ok_or_else(|| error::range(&format!("{name} must be a finite number")))?,
            ));
        }
        let value = |name: &str| given.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        Ok(Self { expr: expr.with_parameters(value) })
    }

    /// The letters of the formula, with their values.
    #[wasm_bindgen(getter, unchecked_return_type = "Record<string, number>")]
    pub fn parameters(&self) -> Result<JsValue, JsValue> {
        let record = Object::new();
        for known in self.expr.parameters() {
            Reflect::set(&record, &JsValue::from_str(&known.name), &known.value.into())?;
        }
        Ok(record.into())
    }

    /// The landscape of that name in the catalogue.
    pub fn named(name: &str) -> Result<Surface, JsValue> {
        let landscape = Landscape::named(name).ok_or_else(|| {
            error::range(&format!("there is no landscape named {name}: see Surface.catalogue()"))
        })?;
        Self::new(landscape.formula, None)
    }

    /// Every landscape with a name.
    #[wasm_bindgen(
        unchecked_return_type = "{ name: string, title: string, formula: string, domain: [number, number, number, number], minima: { x: number, y: number, value: number }[], source: string, group: string, start: [number, number], rate: number }[]"
    )]
    pub fn catalogue() -> Result<Array, JsValue> {
        landscapes()
            .iter()
            .map(|known| {
                value::object(&Entry {
                    name: known.name,
                    title: known.title,
                    formula: known.formula,
                    domain: known.domain,
                    minima: known.minima.iter().map(|&[x, y, value]| Minimum { x, y, value }).collect(),
                    source: known.source,
                    group: known.group.title(),
                    start: known.start,
                    rate: known.rate,
                })
            })
            .collect()
    }

    /// The formula in canonical form; parses back to the same function.
    #[wasm_bindgen(getter)]
    pub fn formula(&self) -> String {
        self.expr.to_string()
    }

    /// The function in MathML.
    pub fn mathml(&self) -> String {
        self.expr.mathml()
    }

    /// The gradient's formulas in MathML.
    #[wasm_bindgen(js_name = gradientMathml)]
    pub fn gradient_mathml(&self) -> String {
        self.expr.gradient_mathml()
    }

    /// The Hessian's formulas in MathML.
    #[wasm_bindgen(js_name = hessianMathml)]
    pub fn hessian_mathml(&self) -> String {
        self.expr.hessian_mathml()
    }

    /// f(x, y).
    pub fn value(&self, x: f64, y: f64) -> f64 {
        height(&self.expr, [x, y])
    }

    /// `[fx, fy]`.
    pub fn gradient(&self, x: f64, y: f64) -> Float64Array {
        value::doubles(&gradient(&self.expr, [x, y]))
    }

    /// `[fxx, fxy, fyy]`.
    pub fn hessian(&self, x: f64, y: f64) -> Float64Array {
        value::doubles(&hessian(&self.expr, [x, y]))
    }

    /// Eigenvalues (ascending) and eigenvectors of the Hessian, and what they say of the ground.
    #[wasm_bindgen(
        unchecked_return_type = "{ eigenvalues: [number, number], eigenvectors: [[number, number], [number, number]], spectralRadius: number, safeStep: number, shape: 'bowl' | 'hill' | 'saddle' | 'degenerate', reason: null | 'flat' | 'rounding' | 'missing', critical: null | 'minimum' | 'maximum' | 'saddle' | 'degenerate', kink: boolean, jump: boolean }"
    )]
    pub fn curvature(&self, x: f64, y: f64) -> Result<JsValue, JsValue> {
        value::object(&curvature(&self.expr, [x, y]))
    }

    /// Coefficients of dx^i dy^j for i + j <= order, ordered by i + j, then j.
    pub fn taylor(&self, x: f64, y: f64, order: u32) -> Result<Float64Array, JsValue> {
        if order as usize > MAX_ORDER {
            return Err(error::range(&format!("the order is at most {MAX_ORDER}")));
        }
        Ok(value::doubles(&taylor(&self.expr, &[x, y], order as usize)))
    }

    /// Values at the nodes of a grid, row-major, row 0 at y0, nodes at both ends.
    pub fn sample(
        &self,
        x0: f64,
        x1: f64,
        y0: f64,
        y1: f64,
        nx: u32,
        ny: u32,
    ) -> Result<Float64Array, JsValue> {
        if nx == 0 || ny == 0 || u64::from(nx) * u64::from(ny) > MOST_VALUES {
            return Err(error::range(&format!(
                "nx and ny must be at least 1 and nx * ny at most {MOST_VALUES}"
            )));
        }
        Ok(value::doubles(&sample(&self.expr, [x0, x1, y0, y1], nx as usize, ny as usize)))
    }

    /// fx, fy, fxx, fxy, fyy at every point, five numbers a point.
    pub fn derivatives(&self, xs: &[f64], ys: &[f64]) -> Result<Float64Array, JsValue> {
        if xs.len() != ys.len() {
            return Err(error::range("xs and ys must have the same length"));
        }
        if 5 * xs.len() as u64 > MOST_VALUES {
            return Err(error::range(&format!("at most {} points in one call", MOST_VALUES / 5)));
        }
        Ok(value::doubles(&derivatives(&self.expr, xs, ys)))
    }

    /// All critical points of the closed box, proved where `proved` says so; `complete` if it is
    /// proved that there are no others.
    #[wasm_bindgen(js_name = criticalPoints, unchecked_return_type = "CriticalPoints")]
    pub fn critical_points(&self, x0: f64, x1: f64, y0: f64, y1: f64) -> Result<JsValue, JsValue> {
        proof::points(&critical_points(&self.expr, [x0, x1, y0, y1]))
    }

    /// The gradient's best Lipschitz constant over the closed box, enclosed to a relative
    /// `tolerance`; `upper` is infinite where nothing is proved.
    #[wasm_bindgen(unchecked_return_type = "{ lower: number, upper: number }")]
    pub fn lipschitz(&self, x0: f64, x1: f64, y0: f64, y1: f64, tolerance: f64) -> Result<JsValue, JsValue> {
        value::object(&lipschitz(&self.expr, [x0, x1, y0, y1], proof::checked(tolerance)?))
    }
}

impl Surface {
    pub(crate) fn expr(&self) -> &Expr {
        &self.expr
    }
}
