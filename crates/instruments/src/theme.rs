//! [`Theme`]: the colours of a map by day and by night.

/// A colour, 8 bits a channel in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The colours of a drawing. Both themes are designed, neither is the other inverted.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Hypsometric tints from the lowest ground to the highest, evenly spaced. Lightness in OKLab
    /// (Ottosson 2020) rises by equal steps, so equal heights look equally far apart, also to
    /// readers who do not see the hue.
    pub tints: [Colour; 9],
    /// How dark the side away from the light may become, as a factor on the tint.
    pub shade: f64,
    /// How bright the side towards the light may become, as a factor on the tint.
    pub light: f64,
    /// Ground where the function has no value.
    pub void: Colour,
    /// Contour lines.
    pub contour: Colour,
    /// The rim that keeps labels apart from the lines under them.
    pub halo: Colour,
    /// Axis labels and ticks.
    pub ink: Colour,
    /// The graticule on the map.
    pub graticule: Colour,
    /// The descent: trail, footprints and trailhead.
    pub trail: Colour,
    /// The light rim that keeps the trail apart from any ground.
    pub rim: Colour,
    /// The gradient arrow, pointing uphill.
    pub gradient: Colour,
    /// The paper of a picture that is saved: the page's.
    pub paper: Colour,
    /// Ground that bends up, and minima: water.
    pub bowl: Colour,
    /// Ground that bends down, and maxima: rock.
    pub hill: Colour,
    /// The quadratic model.
    pub model: Colour,
    /// Map signs that are neither, hatching, and the dial's line.
    pub sign: Colour,
}

impl Theme {
    /// By day: a walking map on cream paper.
    pub const LIGHT: Self = Self {
        tints: [
            Colour(0x2c, 0x70, 0x6d),
            Colour(0x39, 0x83, 0x70),
            Colour(0x54, 0x94, 0x70),
            Colour(0x75, 0xa4, 0x70),
            Colour(0x97, 0xb2, 0x75),
            Colour(0xb8, 0xbf, 0x82),
            Colour(0xd6, 0xcc, 0x97),
            Colour(0xee, 0xdb, 0xb4),
            Colour(0xff, 0xed, 0xd7),
        ],
        shade: 0.58,
        light: 1.13,
        void: Colour(0xe6, 0xe4, 0xdf),
        contour: Colour(0x4a, 0x35, 0x22),
        halo: Colour(0xf3, 0xe8, 0xcd),
        ink: Colour(0x3d, 0x3a, 0x35),
        graticule: Colour(0x20, 0x30, 0x30),
        trail: Colour(0xb3, 0x26, 0x1e),
        rim: Colour(0xff, 0xff, 0xff),
        gradient: Colour(0x1d, 0x3f, 0x8f),
        paper: Colour(0xfb, 0xfa, 0xf7),
        bowl: Colour(0x17, 0x58, 0xa6),
        hill: Colour(0x8f, 0x3d, 0x0c),
        model: Colour(0x7a, 0x1f, 0x8a),
        sign: Colour(0x2b, 0x26, 0x20),
    };

    /// By night: the same ground under a low moon.
    pub const DARK: Self = Self {
        tints: [
            Colour(0x00, 0x1f, 0x23),
            Colour(0x00, 0x33, 0x2e),
            Colour(0x18, 0x47, 0x35),
            Colour(0x37, 0x5b, 0x3c),
            Colour(0x58, 0x6e, 0x43),
            Colour(0x7a, 0x7f, 0x4e),
            Colour(0x9b, 0x91, 0x60),
            Colour(0xbc, 0xa3, 0x78),
            Colour(0xd9, 0xb7, 0x95),
        ],
        shade: 0.50,
        light: 1.30,
        void: Colour(0x26, 0x28, 0x2a),
        contour: Colour(0xf3, 0xe6, 0xce),
        halo: Colour(0x10, 0x2a, 0x28),
        ink: Colour(0xd6, 0xd2, 0xc8),
        graticule: Colour(0xff, 0xff, 0xff),
        trail: Colour(0xff, 0x7a, 0x5c),
        rim: Colour(0x14, 0x10, 0x0e),
        gradient: Colour(0x9c, 0xc4, 0xff),
        paper: Colour(0x14, 0x17, 0x18),
        bowl: Colour(0x8c, 0xc2, 0xff),
        hill: Colour(0xff, 0xb3, 0x7a),
        model: Colour(0xe2, 0xb0, 0xff),
        sign: Colour(0xf6, 0xec, 0xd6),
    };

    /// The theme by its name, `light` or `dark`; anything else is light.
    #[must_use]
    pub fn named(name: &str) -> &'static Self {
        if name == "dark" { &Self::DARK } else { &Self::LIGHT }
    }

    /// The tint at `height` from 0 (lowest) to 1 (highest), as sRGB channels from 0 to 255.
    #[must_use]
    pub fn tint(&self, height: f64) -> [f64; 3] {
        let place = if height.is_nan() { 0.0 } else { height.clamp(0.0, 1.0) * 8.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "place is in 0..=8")]
        let index = (place as usize).min(7);
        let part = place - index as f64;
        let (low, high) = (self.tints[index], self.tints[index + 1]);
        let mix = |a: u8, b: u8| f64::from(a) + (f64::from(b) - f64::from(a)) * part;
        [mix(low.0, high.0), mix(low.1, high.1), mix(low.2, high.2)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hillside_core::Number;

    fn linear(channel: u8) -> f64 {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { Number::powf(&((c + 0.055) / 1.055), 2.4) }
    }

    /// OKLab lightness (Ottosson 2020).
    fn lightness(Colour(r, g, b): Colour) -> f64 {
        let (r, g, b) = (linear(r), linear(g), linear(b));
        let l = 0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b;
        let m = 0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b;
        let s = 0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b;
        let root = |light: f64| Number::powf(&light, 1.0 / 3.0);
        0.210_454_255_3 * root(l) + 0.793_617_785 * root(m) - 0.004_072_046_8 * root(s)
    }

    /// Relative luminance contrast (WCAG 2.2).
    fn contrast(a: Colour, b: Colour) -> f64 {
        let luminance =
            |Colour(r, g, b): Colour| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn tints_rise_in_lightness_by_equal_steps() {
        for theme in [&Theme::LIGHT, &Theme::DARK] {
            let steps: Vec<f64> = theme.tints.windows(2).map(|w| lightness(w[1]) - lightness(w[0])).collect();
            let mean = steps.iter().sum::<f64>() / 8.0;
            for step in steps {
                assert!((step - mean).abs() < 0.15 * mean, "step {step}, mean {mean}");
            }
        }
    }

    #[test]
    fn labels_can_be_read_on_the_paper() {
        for theme in [&Theme::LIGHT, &Theme::DARK] {
            let paper = theme.paper;
            assert!(contrast(theme.ink, paper) > 7.0);
            for drawn in [theme.trail, theme.bowl, theme.hill, theme.model, theme.sign] {
                assert!(contrast(drawn, theme.rim) > 4.5 && contrast(drawn, paper) > 4.5, "{drawn:?}");
            }
            assert!(contrast(theme.contour, paper) > 4.5);
            assert!(contrast(theme.contour, theme.halo) > 7.0);
        }
    }

    #[test]
    fn tint_meets_its_anchors() {
        assert_eq!(Theme::LIGHT.tint(0.0), [44.0, 112.0, 109.0]);
        assert_eq!(Theme::LIGHT.tint(1.0), [255.0, 237.0, 215.0]);
        assert_eq!(Theme::LIGHT.tint(f64::NAN), Theme::LIGHT.tint(0.0));
    }
}
