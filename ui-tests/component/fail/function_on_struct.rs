use loom::prelude::*;

#[component]
struct Card {
    title: String,
}

fn main() {}
