//! Where the page has been taken: its links, what of it is in view, what has the focus.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::pointer::Spot;

impl Page {
    /// Presses Tab until a link of the page with this text has the focus, then Enter.
    #[track_caller]
    pub fn follow(&self, link: &str) {
        for _ in 0..20 {
            let here: bool = self.evaluate(
                "const at = document.activeElement; return at?.localName === 'a' && at.textContent === arguments[0];",
                &[json!(link)],
            );
            if here {
                return self.press(Key::Enter);
            }
            self.press(Key::Tab);
        }
        panic!("no number of tabs leads to the link {link:?}");
    }

    /// Waits until every figure of the page is there and drawn, wherever it is, and the page lies still.
    #[track_caller]
    pub fn all_ready(&self) {
        let () = self.evaluate(
            "const figures = [...document.querySelectorAll('*')].filter((node) => node.localName.startsWith('hillside-'));
            await Promise.all(figures.map(async (figure) => {
                await customElements.whenDefined(figure.localName);
                await figure.ready;
            }));
            for (let last = NaN; last !== scrollY; await new Promise((done) => setTimeout(done, 300))) last = scrollY;
            return null;",
            &[],
        );
    }

    /// The upper edge of the part of the page that holds a figure with this `id`, in CSS pixels from the window's; and
    /// the least it can be, where the page ends.
    #[track_caller]
    #[must_use]
    pub fn top_of(&self, id: &str) -> [f64; 2] {
        self.evaluate(
            "const top = document.getElementById(arguments[0]).closest('section').getBoundingClientRect().top;
            const left = document.documentElement.scrollHeight - innerHeight - scrollY;
            return [top, Math.max(0, top - left)];",
            &[json!(id)],
        )
    }

    /// The `id` of what has the focus in the page; of a figure, if the focus is inside it.
    #[track_caller]
    #[must_use]
    pub fn focused(&self) -> String {
        self.evaluate("return document.activeElement?.id ?? '';", &[])
    }

    /// Takes away what a browser may do so that nothing seems to move while the page above it grows; not all do it.
    #[track_caller]
    pub fn hold_nothing_in_place(&self) {
        let () = self.evaluate("document.documentElement.style.overflowAnchor = 'none'; return null;", &[]);
    }

    /// The colour at a place of the window, as it is seen: red, green, blue.
    #[track_caller]
    #[must_use]
    pub fn colour_at(&self, at: Spot) -> [u8; 3] {
        let [left, top]: [f64; 2] = self.evaluate("return [scrollX, scrollY];", &[]);
        let clip = json!({ "x": (at.x + left).floor(), "y": (at.y + top).floor(), "width": 1, "height": 1, "scale": 1 });
        let picture = self.developer("Page.captureScreenshot", json!({ "format": "png", "clip": clip }));
        self.evaluate(
            "const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
            const pixel = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
            const context = new OffscreenCanvas(1, 1).getContext('2d');
            context.drawImage(pixel, 0, 0);
            return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);",
            &[picture["data"].clone()],
        )
    }

    /// Lets the reader's system force its own few colours upon the page.
    #[track_caller]
    pub fn force_colours(&self) {
        self.emulate("forced-colors", "active");
    }

    /// Lays the page out as for a sheet of A4, and tells it so.
    #[track_caller]
    pub fn lay_out_for_print(&self) {
        self.developer("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        self.take_to_screen(718, 1047, 1.0);
        let () = self.evaluate("dispatchEvent(new Event('beforeprint')); return null;", &[]);
    }

    /// How many bytes a print of the page takes.
    #[track_caller]
    #[must_use]
    pub fn print(&self) -> usize {
        let parameters = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
        let printed = self.developer("Page.printToPDF", parameters);
        printed["data"].as_str().map_or(0, str::len)
    }
}
