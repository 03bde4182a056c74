//! A function component with defaults, conversions, children and a named slot.

use loom::prelude::*;

/// A box with a title.
#[component]
pub fn Card(
    title: &str,
    #[prop(default)] wide: bool,
    #[prop(into)] note: String,
    #[prop(default = 3)] level: u8,
    children: Html,
    header: Html,
    rest: Attributes,
) -> Html {
    html! {
        <section class="card" class:wide={wide} ..rest>
            <h3>{title} {level}</h3>
            {header}
            {children}
            <p>{note}</p>
        </section>
    }
}

#[component]
fn List<T: Render>(items: &[T]) -> Html {
    html! { <ul>for item in items { <li>{item}</li> }</ul> }
}

#[component]
fn Page(names: Vec<String>) -> Html {
    html! {
        <Card title="a" note="b" wide={true}>
            <:header><b>"head"</b></:header>
            <List items={&names}/>
        </Card>
    }
}
