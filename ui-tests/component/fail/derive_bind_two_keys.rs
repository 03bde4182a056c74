//! A row has one key.

use loom::Bind;

#[derive(Bind)]
struct Row {
    #[bind(key)]
    id: u32,
    #[bind(key)]
    other: u32,
}

fn main() {}
