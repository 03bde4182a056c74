//! Fields are of types that can be bound.

use loom::Bind;

#[derive(Bind)]
struct Row {
    name: String,
    time: std::time::Duration,
}

fn main() {}
