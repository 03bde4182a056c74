use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

fn main() {}
