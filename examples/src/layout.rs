//! What all pages share: head, header, navigation, the stage of a demo and its source.

use axum::http::StatusCode;
use loom::prelude::*;

use crate::{
    assets,
    pages::{ALL, Example},
};

/// Scripts, styles, images and sockets of this server; nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// One of the icons in `assets/icons.svg`.
#[component]
pub fn Icon(name: &str) -> Html {
    let address = format!("{}#{name}", assets::address("icons.svg"));
    html! { <svg class="icon" aria-hidden="true"><use href={address}></use></svg> }
}

#[component]
fn Logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <g class="warp">
                <rect x="4" y="2" width="6" height="28" rx="3"/>
                <rect x="13" y="2" width="6" height="28" rx="3"/>
                <rect x="22" y="2" width="6" height="28" rx="3"/>
            </g>
            <g class="weft">
                <rect x="1" y="6" width="12" height="5" rx="2.5"/>
                <rect x="19" y="6" width="12" height="5" rx="2.5"/>
                <rect x="10" y="13.5" width="12" height="5" rx="2.5"/>
                <rect x="1" y="21" width="12" height="5" rx="2.5"/>
                <rect x="19" y="21" width="12" height="5" rx="2.5"/>
            </g>
        </svg>
    }
}

/// A page of the gallery around `main`.
pub fn page(title: &str, description: &str, main: Html<'_>) -> Page {
    frame(title, description).body(html! {
        <Header/>
        <main class="site-main" id="main" tabindex="-1">{main}</main>
        <Footer/>
    })
}

fn frame(title: &str, description: &str) -> Page {
    Page::new(title)
        .policy(POLICY)
        .meta("description", description)
        .meta("color-scheme", "light dark")
        .head(html! { <script src={assets::address("theme.js")}></script> })
        .stylesheet(assets::address("gallery.css"))
        .icon(assets::address("loom.svg"))
}

#[component]
fn Header() -> Html {
    html! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <header class="site-header">
            <a class="brand" href="/"><Logo/> "Loom" <small>"gallery"</small></a>
            <button type="button" class="theme button quiet icon-only" data-theme-toggle>
                <span class="light-only"><Icon name="moon"/><span class="visually-hidden">"Use dark colors"</span></span>
                <span class="dark-only"><Icon name="sun"/><span class="visually-hidden">"Use light colors"</span></span>
            </button>
        </header>
    }
}

#[component]
fn Footer() -> Html {
    html! {
        <footer class="site-footer">
            <span>"Made with Loom. Everything here is rendered by Rust."</span>
            <span>"Fonts: Instrument Sans, JetBrains Mono. Icons: Lucide. Cities: GeoNames, CC BY 4.0."</span>
        </footer>
    }
}

/// The page of one example: `demo` beside its own source.
pub fn example(example: &'static Example, demo: Html<'_>) -> Page {
    let at = ALL.iter().position(|each| each.slug == example.slug).unwrap_or_default();
    let previous = at.checked_sub(1).and_then(|at| ALL.get(at));
    let next = ALL.get(at + 1);
    frame(&format!("{} · Loom", example.title), example.lead).body(html! {
        <div class="with-nav">
            <Header/>
            <Contents current={example.slug}/>
            <main class="site-main" id="main" tabindex="-1">
                <header class="example-head">
                    <p class="eyebrow">{format!("{:02}", example.number)}</p>
                    <h1>{example.title}</h1>
                    <p class="lead">{example.lead}</p>
                </header>
                <div class="stage">
                    <div class="left">
                        <section class="demo" aria-label="The example, live">{demo}</section>
                        <nav class="pager" aria-label="Neighboring examples">
                            if let Some(previous) = previous {
                                <a class="button" rel="prev" href={previous.path()}>
                                    <Icon name="arrow-left"/> {previous.title}
                                </a>
                            }
                            if let Some(next) = next {
                                <a class="button" rel="next" href={next.path()}>
                                    {next.title} <Icon name="arrow-right"/>
                                </a>
                            }
                        </nav>
                    </div>
                    <div class="stack">
                        for file in example.files {
                            <Source name={file.name} html={file.html()}/>
                        }
                    </div>
                </div>
            </main>
            <Footer/>
        </div>
    })
}

#[component]
fn Contents(current: &str) -> Html {
    html! {
        <nav class="examples-nav" aria-label="Examples">
            <details>
                <summary>
                    <Icon name="menu"/> "Examples"
                    <span class="chevron"><Icon name="chevron-down"/></span>
                </summary>
                <ol>
                    for each in ALL {
                        <li>
                            <a href={each.path()} aria-current={(each.slug == current).then_some("page")}>
                                <span class="ordinal" aria-hidden="true">{format!("{:02}", each.number)}</span>
                                {each.title}
                            </a>
                        </li>
                    }
                </ol>
            </details>
        </nav>
    }
}

#[component]
fn Source(name: &str, html: &str) -> Html {
    html! {
        <details class="source" open>
            <summary>
                <Icon name="code-xml"/> {name}
                <span class="chevron"><Icon name="chevron-down"/></span>
            </summary>
            <pre tabindex="0" role="region" aria-label={format!("Source of {name}")}>
                <code>{dangerously_html(html)}</code>
            </pre>
        </details>
    }
}

/// Answers whatever no route does.
pub async fn not_found() -> Page {
    let lead = "There is no page at this address. It may have moved, or never been woven.";
    let main = html! {
        <div class="lost">
            <p class="eyebrow">"404"</p>
            <h1>"A dropped stitch"</h1>
            <p class="lead">{lead}</p>
            <p class="row">
                <a class="button primary" href="/">"To the front page"</a>
                <a class="button" href="/counter">"To the first example"</a>
            </p>
        </div>
    };
    page("Not found · Loom", lead, main).status(StatusCode::NOT_FOUND)
}
