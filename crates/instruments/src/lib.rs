//! What a reader of Hillside operates.

#![forbid(unsafe_code)]
