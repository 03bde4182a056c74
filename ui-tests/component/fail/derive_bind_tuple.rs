//! `Bind` is for named fields.

use loom::Bind;

#[derive(Bind)]
struct Pair(u32, u32);

fn main() {}
