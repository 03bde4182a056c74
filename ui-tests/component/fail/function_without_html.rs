use loom::prelude::*;

#[component]
fn Card(_title: &str) -> String {
    String::new()
}

fn main() {}
