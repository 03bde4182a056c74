//! The front page: what Loom is, one live counter, and the way to the examples.

use std::sync::LazyLock;

use loom::prelude::*;

use super::{ALL, counter::Counter};
use crate::{
    highlight::highlight,
    layout::{self, Highlighted, Icon},
};

/// The code beside the counter: what it comes down to.
const CODE: &str = r#"#[live_component]
pub struct Counter {
    #[prop(default = 1)]
    step: i64,
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += self.step;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.count}</output>
            <button on:click=increment>"+"</button>
        }
    }
}"#;

static HIGHLIGHTED: LazyLock<String> = LazyLock::new(|| highlight(CODE));

const POINTS: [(&str, &str, &str); 4] = [
    (
        "feather",
        "One language",
        "Struct, methods, template: all Rust. There is no client code to write and no JavaScript to build.",
    ),
    (
        "shield-check",
        "Checked early",
        "A mistyped handler, a wrong argument, a row outside its table: each is a compile error at your own token.",
    ),
    (
        "zap",
        "Small patches",
        "The page is sent as HTML. After that, one socket carries only the slots that changed.",
    ),
    (
        "layers",
        "State on the server",
        "State is a typed struct on the server. The browser holds a signed token, and can only fire events that the page offers.",
    ),
];

pub async fn page(live: Live) -> loom::Result<Page> {
    let counter = live.mount(Counter::props()).await?;
    let description = "Loom is a live component framework for Rust.";
    Ok(layout::page(
        "Loom: live pages in plain Rust",
        description,
        html! {
            <div class="home">
                <section class="hero">
                    <div class="pitch">
                        <h1>"Live pages in plain Rust"</h1>
                        <p class="lead">
                            "Loom renders your page on the server and keeps it alive over one WebSocket. State is a struct, "
                            "events are methods, the template is checked by the compiler."
                        </p>
                        <p class="row">
                            <a class="button primary" href="/counter">"See the examples" <Icon name="arrow-right"/></a>
                        </p>
                    </div>
                    <div class="specimen">
                        <section class="demo" aria-label="A live counter">{counter}</section>
                        <pre class="code" tabindex="0" role="region" aria-label="Source of the counter">
                            <code>{Highlighted(&HIGHLIGHTED)}</code>
                        </pre>
                    </div>
                </section>
                <ul class="points">
                    for (icon, title, text) in POINTS {
                        <li>
                            <Icon name={icon}/>
                            <h2>{title}</h2>
                            <p class="muted">{text}</p>
                        </li>
                    }
                </ul>
                <section aria-labelledby="examples">
                    <h2 id="examples" class="section-title">"Examples"</h2>
                    <ol class="cards">
                        for each in ALL {
                            <li key={each.slug}>
                                <a href={each.path()}>
                                    <span class="ordinal">{format!("{:02}", each.number)}</span>
                                    <Icon name={each.icon}/>
                                    <strong>{each.title}</strong>
                                    <span class="muted">{each.lead}</span>
                                </a>
                            </li>
                        }
                    </ol>
                </section>
            </div>
        },
    ))
}
