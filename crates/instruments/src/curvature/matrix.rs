//! The Hessian, its eigenvalues and what follows in MathML: the letters, and the live numbers under them.

use super::Reading;
use crate::rule::{Table, number};

/// A table of pairs of rows, letters over numbers: H, λ₁ and λ₂, ρ(H), 1/ρ(H), and the curvature along `v`.
pub(super) fn mathml(reading: &Reading, v: [f64; 2]) -> String {
    let [a, b, c] = reading.model.hessian;
    let curvature = &reading.curvature;
    let [low, high] = curvature.eigenvalues;
    let mut table = Table::default();
    let second = |letters: &str| format!("<msub><mi>f</mi><mrow><mi>{}</mi></mrow></msub>", letters);
    table.row("<mi>H</mi>", &matrix([second("xx"), second("xy"), second("xy"), second("yy")]));
    table.row("", &matrix([a, b, b, c].map(number)));
    let lambda = |index: &str| format!("<msub><mi>λ</mi><mn>{index}</mn></msub>");
    table.row(
        &format!("{}<mo>,</mo>{}", lambda("1"), lambda("2")),
        "<mfrac><mrow><msub><mi>f</mi><mi>xx</mi></msub><mo>+</mo><msub><mi>f</mi><mi>yy</mi></msub></mrow><mn>2</mn></mfrac>\
         <mo>∓</mo><msqrt><msup><mrow><mo>(</mo><mfrac><mrow><msub><mi>f</mi><mi>xx</mi></msub><mo>−</mo>\
         <msub><mi>f</mi><mi>yy</mi></msub></mrow><mn>2</mn></mfrac><mo>)</mo></mrow><mn>2</mn></msup><mo>+</mo>\
         <msubsup><mi>f</mi><mi>xy</mi><mn>2</mn></msubsup></msqrt>",
    );
    table.row("", &format!("{}<mo>,</mo><mspace width=\"0.4em\"/>{}", number(low), number(high)));
    table.row(
        "<mi>ρ</mi><mo>(</mo><mi>H</mi><mo>)</mo>",
        &format!(
            "<mi>max</mi><mo>(</mo><mo>|</mo>{}<mo>|</mo><mo>,</mo><mo>|</mo>{}<mo>|</mo><mo>)</mo>",
            lambda("1"),
            lambda("2")
        ),
    );
    table.row("", &number(curvature.spectral_radius));
    table.row(
        "<mfrac><mn>1</mn><mrow><mi>ρ</mi><mo>(</mo><mi>H</mi><mo>)</mo></mrow></mfrac>",
        &number(curvature.safe_step),
    );
    let bold = "<mi mathvariant=\"normal\">𝐯</mi>";
    table.row(
        &format!("<msup>{bold}<mi>T</mi></msup><mi>H</mi>{bold}"),
        "<msub><mi>f</mi><mi>xx</mi></msub><msubsup><mi>v</mi><mi>x</mi><mn>2</mn></msubsup><mo>+</mo><mn>2</mn>\
             <msub><mi>f</mi><mi>xy</mi></msub><msub><mi>v</mi><mi>x</mi></msub><msub><mi>v</mi><mi>y</mi></msub><mo>+</mo>\
             <msub><mi>f</mi><mi>yy</mi></msub><msubsup><mi>v</mi><mi>y</mi><mn>2</mn></msubsup>",
    );
    table.row("", &number(reading.model.curvature_along(v)));
    table.close()
}

/// Two rows of two in round brackets.
fn matrix([a, b, c, d]: [String; 4]) -> String {
    format!(
        "<mrow><mo>(</mo><mtable class=\"vector\"><mtr><mtd>{a}</mtd><mtd>{b}</mtd></mtr>\
         <mtr><mtd>{c}</mtd><mtd>{d}</mtd></mtr></mtable><mo>)</mo></mrow>"
    )
}
