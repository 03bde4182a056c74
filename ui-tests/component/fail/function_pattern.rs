use loom::prelude::*;

#[component]
fn Point((x, y): (i32, i32)) -> Html {
    html! { <p>{x} {y}</p> }
}

fn main() {}
