//! Children and named slots may be left out; `Option<Html>` tells whether they were.

use loom::prelude::*;

/// A frame.
#[component]
pub(crate) fn Frame(
    /// The slot above.
    header: Option<Html>,
    children: Html,
    #[prop(default = Level::Info)] level: Level,
    rest: Attributes,
) -> Html {
    html! {
        <article data-level={level.as_str()} ..rest>
            if let Some(header) = header { <header>{header}</header> }
            {children}
        </article>
    }
}

#[component]
fn Three(name: &str) -> Html {
    html! {
        <Frame/>
        <Frame level={Level::Error}><p>{name}</p></Frame>
        <Frame><:header><h2>{name}</h2></:header><p>"below"</p></Frame>
    }
}
