//! Stills: what a page shows of its figures before any script runs, without scripts, and on paper.
//!
//! Every figure tag of every page of `www` gets a picture, drawn here by the code that draws it in the browser and set
//! as the tag sets it. A figure that runs hides what is inside its tag, so nothing has to take the picture away.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hillside_instruments::{Figure, Picture, Raster, Theme, Value, bound_search, figure, still};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::size;

/// The folder of the pictures in `dist/`.
pub const FOLDER: &str = "stills";

/// What the names of figures' tags begin with.
const PREFIX: &str = "hillside-";

/// Elements of the essay's prose, which are no figures and have nothing to draw.
const PROSE: [&str; 4] = ["claim", "guess", "value", "why"];

/// What is said under a still where nothing else ever comes.
const WITHOUT: &str =
    "This figure is a picture here. Where JavaScript and WebAssembly run, it can be operated.";

/// A proof that is not done after so many cells is not waited for.
const MOST_WORK: usize = 200_000;

/// Where a figure's main drawing lies in its element, in CSS pixels, beside its panel or above it: `www/style.css` gives
/// its still the same room.
struct Shape {
    wide: [f64; 2],
    narrow: [f64; 2],
    /// Up to this width of the window it is narrow.
    up_to: u32,
}

fn shape(name: &str) -> Shape {
    match name {
        "detector" => Shape { wide: [560.0, 416.0], narrow: [360.0, 330.0], up_to: 747 },
        "curve" => Shape { wide: [720.0, 480.0], narrow: [360.0, 240.0], up_to: 907 },
        _ => Shape { wide: [800.0, 628.0], narrow: [360.0, 360.0], up_to: 907 },
    }
}

/// Draws a still of every figure of every page below `www`, into `folder`: the pages with their stills in them, and the
/// pictures.
///
/// # Errors
///
/// If a page cannot be read, or a tag asks for what its figure cannot be.
pub fn draw(www: &Path, folder: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.join(FOLDER))?;
    for path in size::files(www)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "html"))
    {
        let html =
            fs::read_to_string(www.join(&path)).with_context(|| format!("cannot read {}", path.display()))?;
        let up = "../".repeat(path.components().count() - 1);
        let page = path.with_extension("").to_string_lossy().replace(['/', '\\'], "-");
        let drawn =
            page_with_stills(&html, &page, &up, folder).with_context(|| format!("www/{}", path.display()))?;
        let target = folder.join(&path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(target, drawn)?;
    }
    Ok(())
}

/// A page with a picture behind each figure's opening tag; writes the pictures. `up` leads from the page to the root.
fn page_with_stills(html: &str, page: &str, up: &str, folder: &Path) -> Result<String> {
    let mut text = String::with_capacity(html.len() + 4096);
    let mut copied = 0;
    for (index, tag) in tags(html).iter().enumerate() {
        let line = html[..tag.end].lines().count();
        let what = || format!("the figure <{PREFIX}{}> in line {line}", tag.name);
        let id = tag.attributes.get("id").cloned().unwrap_or_else(|| format!("{}-{index}", tag.name));
        let Shape { wide, narrow, up_to } = shape(&tag.name);
        let file = |kind: &str| format!("{FOLDER}/{page}-{id}{kind}.svg");
        let mut alt = String::new();
        for (size, kind) in [(narrow, "-narrow"), (wide, "")] {
            let (svg, words) = picture(tag, size).with_context(what)?;
            fs::write(folder.join(file(kind)), svg)?;
            alt = words;
        }
        // What is further down is fetched when somebody comes near.
        let lazy = if index == 0 { "" } else { " loading=\"lazy\"" };
        text.push_str(&html[copied..tag.end]);
        text.push_str(&format!(
            "<picture class=\"still\"><source media=\"(max-width: {up_to}px)\" srcset=\"{up}{}\">\
             <img src=\"{up}{}\" width=\"{}\" height=\"{}\"{lazy} alt=\"{}\"></picture>\
             <noscript><p class=\"without\">{WITHOUT}</p></noscript>",
            file("-narrow"),
            file(""),
            wide[0],
            wide[1],
            alt.replace('&', "&amp;").replace('"', "&quot;")
        ));
        copied = tag.end;
    }
    text.push_str(&html[copied..]);
    Ok(text)
}

/// A figure's opening tag.
#[derive(Debug, PartialEq)]
struct Tag {
    /// Its name, without what all begin with.
    name: String,
    attributes: HashMap<String, String>,
    /// Where the tag ends, in bytes.
    end: usize,
}

/// The figures' opening tags on a page.
fn tags(html: &str) -> Vec<Tag> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Tags in scripts and comments are none.
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(html, emitter).flatten();
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    tokens
        .filter_map(|token| {
            let Token::StartTag(tag) = token else { return None };
            let name = words(tag.name.as_ref()).strip_prefix(PREFIX)?.to_owned();
            if PROSE.contains(&name.as_str()) {
                return None;
            }
            let attributes = tag
                .attributes
                .iter()
                .map(|(name, value)| (words(name.as_ref()), words(value.value.as_ref())));
            Some(Tag { name, attributes: attributes.collect(), end: tag.span.end })
        })
        .collect()
}

/// The still of a figure as its tag sets it, and what it shows in words.
fn picture(tag: &Tag, size: [f64; 2]) -> Result<(String, String)> {
    let themes = match tag.attributes.get("theme").map(String::as_str) {
        Some("light") => [&Theme::LIGHT; 2],
        Some("dark") => [&Theme::DARK; 2],
        _ => [&Theme::LIGHT, &Theme::DARK],
    };
    let mut figure = set(tag)?;
    figure.resize(size[0], size[1]);
    figure.equip(bound_search);
    let mut work = 0;
    while work < MOST_WORK && figure.work(WORK) {
        work += WORK;
    }
    let [day, night] = themes.map(|theme| figure.picture(theme));
    let words = in_words(&day);
    let svg = still(day, night, address).context("by night it is not the same drawing as by day")?;
    Ok((svg, words))
}

/// How many cells are looked at from one look at the sum to the next.
const WORK: usize = 1_000;

/// A figure with the settings its tag gives.
fn set(tag: &Tag) -> Result<Box<dyn Figure>> {
    let mut figure = figure(&tag.name).with_context(|| format!("there is no figure {}", tag.name))?;
    // Other attributes are the document's.
    let menu = serde_json::to_value(figure.menu())?;
    let names = menu["settings"].as_array().into_iter().flatten().filter_map(|name| name.as_str());
    let given: Vec<(String, Value)> = names
        .filter_map(|name| {
            let value = tag.attributes.get(&attribute(name))?;
            Some((name.to_owned(), Value::Text(value.clone())))
        })
        .collect();
    match figure.assign(&given).first() {
        None => Ok(figure),
        Some(problem) => bail!("its attribute {}: {}", attribute(&problem.setting), problem.message),
    }
}

/// The attribute of a setting: `logScale` is `log-scale`.
fn attribute(setting: &str) -> String {
    let mut name = String::new();
    for letter in setting.chars() {
        if letter.is_ascii_uppercase() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// A picture in words: its title and what there is to see.
fn in_words(picture: &Picture) -> String {
    format!("{}. {}", picture.title, picture.description)
}

/// An image as a `data:` address.
fn address(raster: &Raster) -> String {
    let file = png(raster).expect("a raster has as many bytes as its size says");
    format!("data:image/png;base64,{}", STANDARD.encode(file))
}

/// An opaque image as a PNG file.
fn png(raster: &Raster) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder =
        png::Encoder::new(&mut file, u32::try_from(raster.columns)?, u32::try_from(raster.rows)?);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    let colours: Vec<u8> =
        raster.pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    encoder
        .write_header()
        .and_then(|mut writer| {
            writer.write_image_data(&colours)?;
            writer.finish()
        })
        .map_err(|error| anyhow!(error))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn figures_are_found_with_their_attributes() {
        let html = "<!-- <hillside-descent> --><script>'<hillside-descent>'</script>\
                    <P><Hillside-Descent formula='x^2 &lt; \"y\"' autoplay>inside</hillside-descent>";
        let found = tags(html);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].name.as_str(), &html[found[0].end..found[0].end + 6]), ("descent", "inside"));
        assert_eq!(
            (found[0].attributes["formula"].as_str(), found[0].attributes["autoplay"].as_str()),
            ("x^2 < \"y\"", "")
        );
    }

    /// The most a still may weigh, after gzip.
    const MOST: usize = 16 * 1024;

    #[test]
    fn every_page_gets_small_stills() {
        let folder = std::env::temp_dir().join(format!("hillside-stills-{}", std::process::id()));
        draw(&workspace::www(), &folder).unwrap();
        let weights = size::weigh(&folder.join(FOLDER)).unwrap();
        assert!(weights.len() >= 6, "{weights:?}");
        for weight in weights {
            assert!((800..MOST).contains(&weight.gzip), "{weight:?}");
        }
        let page = fs::read_to_string(folder.join("index.html")).unwrap();
        assert_eq!(page.matches("<picture class=\"still\">").count(), tags(&page).len());
        assert_eq!(page.matches("loading=\"lazy\"").count(), tags(&page).len() - 1);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_a_tag_asks_in_vain_is_told() {
        let problem = |html: &str| set(&tags(html)[0]).map(|_| ()).unwrap_err().to_string();
        assert_eq!(problem("<hillside-nothing>"), "there is no figure nothing");
        assert!(problem("<hillside-descent rate=fast>").starts_with("its attribute rate: "));
        assert!(problem("<hillside-curvature formula='x^'>").starts_with("its attribute formula: "));
        assert_eq!((attribute("logScale"), attribute("rate")), ("log-scale".to_owned(), "rate".to_owned()));
    }
}
