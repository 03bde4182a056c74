//! The front page: what Loom is, one live counter, and the way to the examples.

use std::sync::LazyLock;

use loom::prelude::*;

use super::{ALL, Example, Group, counter::Counter};
use crate::{
    highlight::highlight,
    layout::{self, Highlighted, Icon, in_repository},
};

/// Brings Loom into a crate.
const ADD: &str =
    concat!("cargo add loom-live --rename loom --git ", env!("CARGO_PKG_REPOSITORY"));

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
        "A misspelled handler, a wrong argument or a row outside its table is a compile error at the token you wrote.",
    ),
    (
        "zap",
        "Small patches",
        "The page arrives as HTML. After that, one socket carries only the values that changed.",
    ),
    (
        "layers",
        "State on the server",
        "State is a typed struct on the server. The browser holds a signed copy, and can only send events that the page offers.",
    ),
];

pub async fn page(live: Live) -> loom::Result<Page> {
    let counter = live.mount(Counter::props()).await?;
    let description = "Loom is a live component framework for Rust.";
    Ok(layout::page(
        &live,
        "Loom: live pages in plain Rust",
        description,
        html! {
            <div class="home">
                <section class="hero">
                    <div class="pitch">
                        <h1>"Live pages in plain Rust"</h1>
                        <p class="lead">
                            "Loom is a live component framework for Rust. It renders a page on the server and keeps it up "
                            "to date over one WebSocket: state is a struct, events are methods, and the compiler checks "
                            "the template."
                        </p>
                        <p class="row">
                            <a class="button primary" href="#examples">"See the examples" <Icon name="arrow-right"/></a>
                            <a class="button" href={in_repository("docs/guide/first-component.md")}>"Read the guide"</a>
                        </p>
                        <div class="install">
                            <code tabindex="0" role="region" aria-label="To add Loom to a crate">{ADD}</code>
                            <button type="button" class="button quiet" data-copy>"Copy"</button>
                        </div>
                        <p class="muted small">
                            "Version " {env!("CARGO_PKG_VERSION")} ", for Rust " {env!("CARGO_PKG_RUST_VERSION")}
                            " and newer, under " {env!("CARGO_PKG_LICENSE")} "."
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
                <div class="groups" id="examples">
                    for group in Group::ALL {
                        <section key={group.title()}>
                            <h2 class="section-title">{group.title()}</h2>
                            <ul class="cards">
                                for each in ALL.iter().filter(|each| each.group == group) {
                                    <li key={each.slug}><Card example={*each}/></li>
                                }
                            </ul>
                        </section>
                    }
                </div>
            </div>
        },
    ))
}

#[component]
fn Card(example: &'static Example) -> Html {
    html! {
        <a href={example.path()}>
            <span class="ordinal" aria-hidden="true">{format!("{:02}", example.number)}</span>
            <Icon name={example.icon}/>
            <strong>{example.title}</strong>
            <span class="muted">{example.lead}</span>
            <span class="try"><strong>"Try this"</strong> {example.try_this}</span>
        </a>
    }
}
