//! The doctype stands at the beginning.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <div><!DOCTYPE html></div>
    }
}

fn main() {}
