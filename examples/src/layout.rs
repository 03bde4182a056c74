//! Shared by all pages: head, header, navigation, the stage of a demo and its source.

use axum::http::StatusCode;
use loom::{Rendered, Slot, prelude::*};

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
                <rect x="7" y="1" width="6" height="4.5" rx="1.5"/>
                <rect x="7" y="14.5" width="6" height="16.5" rx="2"/>
                <rect x="19" y="1" width="6" height="16.5" rx="2"/>
                <rect x="19" y="26.5" width="6" height="4.5" rx="1.5"/>
            </g>
            <g class="weft">
                <rect x="1" y="7" width="16.5" height="6" rx="2"/>
                <rect x="26.5" y="7" width="4.5" height="6" rx="1.5"/>
                <rect x="1" y="19" width="4.5" height="6" rx="1.5"/>
                <rect x="14.5" y="19" width="16.5" height="6" rx="2"/>
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
        <Notices/>
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

/// At the foot of the window: messages, and above them an offer to load the page
/// again, which the client shows while another version of the gallery answers.
#[component]
fn Notices() -> Html {
    html! {
        <div class="notices">
            <p class="version" role="status" data-l-version hidden>
                <span>"A new version of the gallery is available."</span>
                <a class="button" href="">"Reload"</a>
            </p>
            <div class="flashes" data-l-flash></div>
        </div>
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
                            <Source key={file.name} name={file.name} html={file.html()}/>
                        }
                    </div>
                </div>
            </main>
            <Footer/>
        </div>
        <Notices/>
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
                        <li key={each.slug}>
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

/// HTML that `highlight` made, and escaped.
pub struct Highlighted<'a>(pub &'a str);

impl Render for Highlighted<'_> {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        slot.dangerously_html(self.0)
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
                <code>{Highlighted(html)}</code>
            </pre>
        </details>
    }
}

/// Answers whatever no route does.
pub async fn not_found() -> Page {
    let lead =
        "There is no page at this address. It may have moved, or never been woven.";
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = include_str!("../assets/icons.svg");
        let sources =
            ALL.iter().flat_map(|example| example.files).map(|file| file.source);
        let named = sources
            .chain([include_str!("layout.rs"), include_str!("pages/home.rs")])
            .flat_map(|source| source.split("<Icon name=\"").skip(1))
            .filter_map(|rest| rest.split_once('"').map(|(name, _)| name));
        for name in named
            .chain(ALL.iter().map(|example| example.icon))
            .filter(|name| !name.contains('\\'))
        {
            assert!(sprite.contains(&format!("id=\"{name}\"")), "no icon {name:?}");
        }
    }
}
