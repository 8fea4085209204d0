//! Bytes, to a text as people type or paste it, read or refused.

#![no_main]

use hillside_fuzz::{check_text, text};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check_text(&text(bytes)));
