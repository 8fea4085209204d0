//! A sheet as SVG: files to keep, and the stills a page shows before anything runs.

use std::fmt::Write;

use super::play::FONT;
use super::{Anchor, HALO, Ink, Mark, Sheet};
use crate::relief::Raster;
use crate::theme::Colour;

/// A drawing as it is to be kept: sheets on top of each other, on paper of the first one's size.
#[derive(Debug)]
pub struct Picture {
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// The colour of the paper.
    pub paper: Colour,
    /// What it is, for whoever opens it.
    pub title: String,
    /// What it shows.
    pub description: String,
}

/// A picture as an SVG file.
///
/// `address` turns an image into an address, such as a `data:` one; an empty one leaves the image out. Places are written
/// to a tenth of a pixel.
#[must_use]
pub fn svg(picture: &Picture, mut address: impl FnMut(&Raster) -> String) -> String {
    let Picture { sheets, paper, title, description } = picture;
    let [width, height] = sheets.first().map_or([0.0; 2], Sheet::size).map(|side| Short(side).to_string());
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FONT}\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n\
         <title>{}</title>\n<desc>{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"{paper}\"/>\n",
        escaped(title),
        escaped(description)
    );
    for sheet in sheets {
        sheet.write_svg(&mut text, &mut address);
    }
    text.push_str("</svg>\n");
    text
}

/// A number to a tenth, without what says nothing.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round();
        if tenths % 10.0 == 0.0 {
            write!(f, "{}", tenths / 10.0 + 0.0)
        } else {
            write!(f, "{:.1}", tenths / 10.0)
        }
    }
}

/// How a stroke is drawn.
fn stroke(ink: &Ink) -> String {
    let mut text = format!("stroke=\"{}\" stroke-width=\"{}\"", ink.colour, Short(ink.width));
    if ink.opacity < 1.0 {
        let _ = write!(text, " stroke-opacity=\"{:.2}\"", ink.opacity);
    }
    text
}

fn fill(ink: &Ink) -> String {
    let mut text = format!("fill=\"{}\"", ink.colour);
    if ink.opacity < 1.0 {
        let _ = write!(text, " fill-opacity=\"{:.2}\"", ink.opacity);
    }
    text
}

/// The way through points: from each to the next by tenths of a pixel, which are short numbers.
fn way(points: &[[f64; 2]]) -> String {
    let mut text = String::new();
    let mut last = [0.0, 0.0];
    for (index, point) in points.iter().enumerate() {
        let now = point.map(|v| (v * 10.0).round());
        let step = [now[0] - last[0], now[1] - last[1]].map(|v| Short(v / 10.0).to_string());
        match index {
            0 => text.push('M'),
            1 => text.push('l'),
            _ if step == ["0", "0"] => continue,
            // A minus sign parts numbers, too.
            _ if !step[0].starts_with('-') => text.push(' '),
            _ => {}
        }
        let _ = write!(text, "{}{}{}", step[0], if step[1].starts_with('-') { "" } else { " " }, step[1]);
        last = now;
    }
    text
}

impl Sheet {
    fn write_svg(&self, text: &mut String, address: &mut impl FnMut(&Raster) -> String) {
        for mark in &self.marks {
            // Writing to a text cannot fail.
            let _ = match mark {
                Mark::Line(points, ink) => {
                    writeln!(text, "<path {} d=\"{}\"/>", stroke(ink), way(&self.points[points.clone()]))
                }
                Mark::Area(points, ink) => {
                    writeln!(text, "<path {} d=\"{}z\"/>", fill(ink), way(&self.points[points.clone()]))
                }
                Mark::Disc([x, y], radius, ink) => writeln!(
                    text,
                    "<circle {} cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                    fill(ink),
                    Short(*x),
                    Short(*y),
                    Short(*radius)
                ),
                Mark::Ring([x, y], radius, ink) => writeln!(
                    text,
                    "<circle {} cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                    stroke(ink),
                    Short(*x),
                    Short(*y),
                    Short(*radius)
                ),
                Mark::Block(from, to, ink) => writeln!(
                    text,
                    "<rect {} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                    fill(ink),
                    Short(from[0].min(to[0])),
                    Short(from[1].min(to[1])),
                    Short((to[0] - from[0]).abs()),
                    Short((to[1] - from[1]).abs())
                ),
                Mark::Text(word) => {
                    let anchor = match word.anchor {
                        Anchor::Middle | Anchor::Top => " text-anchor=\"middle\"",
                        Anchor::Right => " text-anchor=\"end\"",
                        Anchor::Left => "",
                    };
                    let base = if word.anchor == Anchor::Top { 0.8 } else { 0.35 };
                    let halo = word.halo.map_or_else(String::new, |halo| {
                        format!(" stroke=\"{halo}\" stroke-width=\"{}\" paint-order=\"stroke\"", 2.0 * HALO)
                    });
                    writeln!(
                        text,
                        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{halo}>{}</text>",
                        Short(word.at[0]),
                        Short(word.at[1] + base * word.size),
                        Short(word.size),
                        word.colour,
                        escaped(&word.text)
                    )
                }
                Mark::Image(raster, frame) => {
                    let href = address(raster);
                    if href.is_empty() {
                        continue;
                    }
                    let (across, up) =
                        (frame.width / (raster.columns - 1) as f64, frame.height / (raster.rows - 1) as f64);
                    writeln!(
                        text,
                        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><image x=\"{:.3}\" y=\"{:.3}\" width=\"{:.3}\" \
                         height=\"{:.3}\" preserveAspectRatio=\"none\" href=\"{}\"/></svg>",
                        Short(frame.left),
                        Short(frame.top),
                        Short(frame.width),
                        Short(frame.height),
                        -across / 2.0,
                        -up / 2.0,
                        frame.width + across,
                        frame.height + up,
                        escaped(&href)
                    )
                }
            };
        }
    }
}

/// A text as it may stand in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
