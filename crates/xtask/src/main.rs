//! What cargo alone cannot say.
fn main() {}
