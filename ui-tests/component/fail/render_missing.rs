use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }
}

fn main() {}
