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
    let images = |raster: &Raster| shown(&address(raster), "").into_iter().collect();
    written(picture, "", &mut Hand { colour: |colour: Colour| colour.to_string(), images })
}

/// How colours and images are written.
pub(super) struct Hand<C, I> {
    /// A colour, as it may stand in an attribute.
    pub(super) colour: C,
    /// What an image is to show, as attributes of one element for each; nothing leaves it out.
    pub(super) images: I,
}

/// An image's address as an attribute, behind others; nothing where there is no address.
pub(super) fn shown(address: &str, before: &str) -> Option<String> {
    (!address.is_empty()).then(|| format!("{before}href=\"{}\"", escaped(address)))
}

/// A picture as an SVG file in some hand, with `style` before all that is drawn.
pub(super) fn written<C: FnMut(Colour) -> String, I: FnMut(&Raster) -> Vec<String>>(
    picture: &Picture,
    style: &str,
    hand: &mut Hand<C, I>,
) -> String {
    let Picture { sheets, paper, title, description } = picture;
    let [width, height] = sheets.first().map_or([0.0; 2], Sheet::size).map(|side| Short(side).to_string());
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FONT}\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n\
         <title>{}</title>\n<desc>{}</desc>\n{style}<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        escaped(title),
        escaped(description),
        (hand.colour)(*paper)
    );
    for sheet in sheets {
        sheet.write_svg(&mut text, hand);
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

impl<C: FnMut(Colour) -> String, I> Hand<C, I> {
    /// How a stroke is drawn.
    fn stroke(&mut self, ink: &Ink) -> String {
        let mut text =
            format!("stroke=\"{}\" stroke-width=\"{}\"", (self.colour)(ink.colour), Short(ink.width));
        if ink.opacity < 1.0 {
            let _ = write!(text, " stroke-opacity=\"{:.2}\"", ink.opacity);
        }
        text
    }

    fn fill(&mut self, ink: &Ink) -> String {
        let mut text = format!("fill=\"{}\"", (self.colour)(ink.colour));
        if ink.opacity < 1.0 {
            let _ = write!(text, " fill-opacity=\"{:.2}\"", ink.opacity);
        }
        text
    }
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
    fn write_svg<C: FnMut(Colour) -> String, I: FnMut(&Raster) -> Vec<String>>(
        &self,
        text: &mut String,
        hand: &mut Hand<C, I>,
    ) {
        for mark in &self.marks {
            // Writing to a text cannot fail.
            let _ = match mark {
                Mark::Line(points, ink) => {
                    writeln!(text, "<path {} d=\"{}\"/>", hand.stroke(ink), way(&self.points[points.clone()]))
                }
                Mark::Area(points, ink) => {
                    writeln!(text, "<path {} d=\"{}z\"/>", hand.fill(ink), way(&self.points[points.clone()]))
                }
                Mark::Disc([x, y], radius, ink) => writeln!(
                    text,
                    "<circle {} cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                    hand.fill(ink),
                    Short(*x),
                    Short(*y),
                    Short(*radius)
                ),
                Mark::Ring([x, y], radius, ink) => writeln!(
                    text,
                    "<circle {} cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                    hand.stroke(ink),
                    Short(*x),
                    Short(*y),
                    Short(*radius)
                ),
                Mark::Block(from, to, ink) => writeln!(
                    text,
                    "<rect {} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                    hand.fill(ink),
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
                        let halo = (hand.colour)(halo);
                        format!(" stroke=\"{halo}\" stroke-width=\"{}\" paint-order=\"stroke\"", 2.0 * HALO)
                    });
                    writeln!(
                        text,
                        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{halo}>{}</text>",
                        Short(word.at[0]),
                        Short(word.at[1] + base * word.size),
                        Short(word.size),
                        (hand.colour)(word.colour),
                        escaped(&word.text)
                    )
                }
                Mark::Image(raster, frame) => {
                    let (across, up) =
                        (frame.width / (raster.columns - 1) as f64, frame.height / (raster.rows - 1) as f64);
                    let images: String = (hand.images)(raster)
                        .iter()
                        .map(|shows| {
                            format!(
                                "<image x=\"{:.3}\" y=\"{:.3}\" width=\"{:.3}\" height=\"{:.3}\" \
                                 preserveAspectRatio=\"none\" {shows}/>",
                                -across / 2.0,
                                -up / 2.0,
                                frame.width + across,
                                frame.height + up
                            )
                        })
                        .collect();
                    if images.is_empty() {
                        continue;
                    }
                    writeln!(
                        text,
                        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\">{images}</svg>",
                        Short(frame.left),
                        Short(frame.top),
                        Short(frame.width),
                        Short(frame.height)
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
