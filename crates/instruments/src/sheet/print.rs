//! A sheet printed as text, a line a mark: the golden file of a picture.

use std::fmt::{Display, Formatter, Result};

use super::{Ink, Mark, Sheet};
use crate::theme::Colour;

impl Display for Colour {
    /// As in CSS: `#b3261e`.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self(r, g, b) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Display for Ink {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self { colour, opacity, width } = self;
        write!(f, "{colour} {opacity:.2} {width:.1}px")
    }
}

/// Points to a tenth of a pixel; of many, the first, the last and how many there are, with a sum that tells of a change.
struct Points<'a>(&'a [[f64; 2]]);

impl Display for Points<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let point = |f: &mut Formatter<'_>, [x, y]: [f64; 2]| write!(f, " {:.1},{:.1}", x + 0.0, y + 0.0);
        match self.0 {
            [first, .., last] if self.0.len() > 12 => {
                point(f, *first)?;
                write!(f, " … {} …", self.0.len())?;
                point(f, *last)?;
                let sum = self.0.iter().fold([0.0, 0.0], |[a, b], [x, y]| [a + x, b + y]);
                write!(f, " sum {:.0},{:.0}", sum[0], sum[1])
            }
            points => points.iter().try_for_each(|&at| point(f, at)),
        }
    }
}

/// A number that changes with any of the bytes: FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo, draft-eastlake-fnv).
fn digest(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Display for Sheet {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "sheet {:.0} × {:.0}", self.size[0], self.size[1])?;
        for mark in &self.marks {
            match mark {
                Mark::Line(points, ink) => writeln!(f, "line {ink}{}", Points(&self.points[points.clone()]))?,
                Mark::Area(points, ink) => writeln!(f, "area {ink}{}", Points(&self.points[points.clone()]))?,
                Mark::Disc([x, y], radius, ink) => writeln!(f, "disc {ink} {x:.1},{y:.1} r {radius:.1}")?,
                Mark::Ring([x, y], radius, ink) => writeln!(f, "ring {ink} {x:.1},{y:.1} r {radius:.1}")?,
                Mark::Block(from, to, ink) => writeln!(f, "block {ink}{}", Points(&[*from, *to]))?,
                Mark::Text(text) => {
                    write!(f, "text {} {}px {:?}", text.colour, text.size, text.anchor)?;
                    if let Some(halo) = text.halo {
                        write!(f, " halo {halo}")?;
                    }
                    writeln!(f, " {:.1},{:.1} {:?}", text.at[0], text.at[1], text.text)?;
                }
                Mark::Image(raster, frame) => {
                    let sum: u64 = raster.pixels.iter().map(|&byte| u64::from(byte)).sum();
                    writeln!(
                        f,
                        "image {} × {} pixels, mean {}, digest {:016x}, over{}",
                        raster.columns,
                        raster.rows,
                        sum / raster.pixels.len().max(1) as u64,
                        digest(&raster.pixels),
                        Points(&[
                            [frame.left, frame.top],
                            [frame.left + frame.width, frame.top + frame.height]
                        ])
                    )?;
                }
            }
        }
        Ok(())
    }
}
