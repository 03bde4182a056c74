//! A component without props, and one that is called as the function it is.

use loom::prelude::*;

#[component]
fn Rule() -> Html {
    html! { <hr> }
}

#[component]
fn Title(mut text: String) -> Html {
    text.push('!');
    html! { <h1>{text}</h1> }
}

fn page() -> Html<'static> {
    html! { {Title("Hello".to_owned())} <Rule/> }
}
