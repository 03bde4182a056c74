//! `#[bind]` has few options.

use loom::Bind;

#[derive(Bind)]
struct Row {
    #[bind(skipp)]
    id: u32,
}

fn main() {}
