//! Bytes, to a formula and a box, to every reading and every proof.

#![no_main]

use hillside_fuzz::{check, input};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (text, area) = input(bytes);
    check(&text, area);
});
