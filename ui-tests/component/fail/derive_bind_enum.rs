//! `Bind` is for structs.

use loom::Bind;

#[derive(Bind)]
enum Kind {
    One,
}

fn main() {}
