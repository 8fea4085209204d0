//! Parts of the module that are files of their own, fetched when they are needed.
//!
//! What can be reached only through a function declared here is cut out of the linked module by `cargo xtask wasm`. The
//! page fetches a part, by its name, before it asks for what is in it; without that the call traps.

#[cfg(target_family = "wasm")]
use std::ffi::c_void;

use hillside_core::Expr;
#[cfg(feature = "apart")]
use hillside_core::FormulaError;
use hillside_instruments::{
    BoundSearch, Compass, CurvatureInstrument, Curve, DetectorInstrument, Figure, Paths, Picture, Plane,
    bound_search, svg,
};
#[cfg(feature = "apart")]
use hillside_instruments::{Plot, Sheet, Theme, draw_plot};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

use crate::canvas;
use crate::scene::{Card, Solid};

/// A function whose code is in a part: imported here, exported there, under names that the cutting tool knows.
macro_rules! part {
    ($(#[$doc:meta])* $part:literal $key:literal $name:ident($given:ident: $Given:ty) -> $Made:ty $body:block) => {
        $(#[$doc])*
        pub(crate) fn $name($given: $Given) -> $Made {
            fn made($given: $Given) -> $Made $body
            #[cfg(not(target_family = "wasm"))]
            return made($given);
            #[cfg(target_family = "wasm")]
            {
                struct Call(Option<$Given>, Option<$Made>);
                #[link(wasm_import_module = "__wasm_split_placeholder__")]
                unsafe extern "C" {
                    #[link_name = concat!("__wasm_split_00", $part, "00_import_", $key)]
                    unsafe fn imported(call: *mut c_void);
                }
                #[unsafe(export_name = concat!("__wasm_split_00", $part, "00_export_", $key))]
                extern "C" fn exported(call: *mut c_void) {
                    // SAFETY: it is called below alone, with a call that lives meanwhile and nobody else looks at.
                    let call = unsafe { &mut *call.cast::<Call>() };
                    call.1 = call.0.take().map(made);
                }
                let mut call = Call(Some($given), None);
                // SAFETY: as above.
                unsafe { imported((&raw mut call).cast()) };
                call.1.expect("what was given was taken")
            }
        }
    };
}

part! {
    /// The curvature.
    "curvature" "00000000000000000000000000000001" curvature(_with: ()) -> Box<dyn Figure> {
        Box::new(CurvatureInstrument::new())
    }
}

part! {
    /// The compass.
    "compass" "0000000000000000000000000000000c" compass(_with: ()) -> Box<dyn Figure> {
        Box::new(Compass::default())
    }
}

part! {
    /// The curve, with what draws plots.
    "plots" "00000000000000000000000000000009" curve(_with: ()) -> Box<dyn Figure> {
        Box::new(Curve::default())
    }
}

part! {
    /// Formulas that feed each other, and the paths through them.
    "paths" "0000000000000000000000000000000a" formula_paths(_with: ()) -> Box<dyn Figure> {
        Box::new(Paths::default())
    }
}

part! {
    /// The map of the plane.
    "plane" "0000000000000000000000000000000b" plane(_with: ()) -> Box<dyn Figure> {
        Box::new(Plane::default())
    }
}

part! {
    /// The detector.
    "detector" "00000000000000000000000000000002" detector(_with: ()) -> Box<dyn Figure> {
        Box::new(DetectorInstrument::new())
    }
}

#[cfg(feature = "apart")]
part! {
    /// A formula as people write it: the text, its variables, and whether other letters are parameters.
    "reading" "00000000000000000000000000000007" formula(of: (String, Vec<String>, bool)) -> Result<Expr, FormulaError> {
        let variables: Vec<&str> = of.1.iter().map(String::as_str).collect();
        Expr::read_apart(&of.0, &variables, of.2)
    }
}

/// Lets formulas be read as people write them. In the part `reading`.
#[wasm_bindgen(js_name = learnToRead)]
pub fn learn_to_read() {
    #[cfg(feature = "apart")]
    hillside_core::set_reader(|text, variables, parameters| {
        formula((text.to_owned(), variables.iter().map(|name| (*name).to_owned()).collect(), parameters))
    });
}

#[cfg(feature = "apart")]
part! {
    /// A plot on a sheet, which is given back.
    "plots" "00000000000000000000000000000008" plot(of: (Plot, Sheet, Theme)) -> Sheet {
        draw_plot(of.0, of.1, &of.2)
    }
}

/// Lets plots be drawn. In the part `plots`.
#[wasm_bindgen(js_name = learnToPlot)]
pub fn learn_to_plot() {
    #[cfg(feature = "apart")]
    hillside_instruments::set_plotter(|of, sheet, theme| plot((of, sheet, *theme)));
}

part! {
    /// A search for a bound of the gradient's Lipschitz constant.
    "proofs" "00000000000000000000000000000003" search(of: (Expr, [f64; 4])) -> Box<dyn BoundSearch> {
        bound_search(&of.0, of.1)
    }
}

part! {
    /// A function as MathML, and its gradient (order 1), its Hessian (order 2), or nothing more.
    "extras" "00000000000000000000000000000004" formulas(of: (Expr, u32)) -> [String; 2] {
        let (function, order) = of;
        let derivative = match order {
            1 => function.gradient_mathml(),
            2 => function.hessian_mathml(),
            _ => String::new(),
        };
        [function.mathml(), derivative]
    }
}

part! {
    /// A picture as an SVG file; the canvas is any of the page.
    "extras" "00000000000000000000000000000005" file(of: (Picture, HtmlCanvasElement)) -> String {
        svg(&of.0, |raster| canvas::address(raster, &of.1))
    }
}

part! {
    /// A view in three dimensions on a canvas.
    "scene" "00000000000000000000000000000006" scene(on: HtmlCanvasElement) -> Result<Box<dyn Solid>, JsValue> {
        Card::view(&on)
    }
}
