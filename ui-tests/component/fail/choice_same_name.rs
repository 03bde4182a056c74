use loom::prelude::*;

#[derive(Clone, Copy, PartialEq, Choice)]
enum Size {
    Small,
    #[choice(name = "small")]
    Tiny,
}

fn main() {}
