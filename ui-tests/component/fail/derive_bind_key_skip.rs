//! A key stands alone.

use loom::Bind;

#[derive(Bind)]
struct Row {
    #[bind(key, offered)]
    id: u32,
}

fn main() {}
