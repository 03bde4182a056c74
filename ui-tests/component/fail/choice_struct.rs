use loom::prelude::*;

#[derive(Clone, Copy, PartialEq, Choice)]
struct Size {
    width: u32,
}

fn main() {}
