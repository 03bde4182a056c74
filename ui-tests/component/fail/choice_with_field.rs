use loom::prelude::*;

#[derive(Clone, Copy, PartialEq, Choice)]
enum Size {
    Small,
    Other(u32),
}

fn main() {}
