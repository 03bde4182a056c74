//! Shared by all pages: head, header, navigation, the stage of a demo and its source.

use axum::http::StatusCode;
use loom::{Mounted, Rendered, Slot, prelude::*};

use crate::{
    assets,
    pages::{ALL, Example},
};

/// Scripts, styles, images and sockets of this server; nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Where Loom is developed.
pub const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// A file or folder of the repository, to be read in a browser.
pub fn in_repository(path: &str) -> String {
    format!("{REPOSITORY}/blob/main/{path}")
}

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
pub fn page(live: &Live, title: &str, description: &str, main: Html<'_>) -> Page {
    frame(live, title, description).body(html! {
        <Header/>
        <main class="site-main" id="main" tabindex="-1">{main}</main>
        <Footer/>
        <Notices/>
    })
}

fn frame(live: &Live, title: &str, description: &str) -> Page {
    // The fonts come with the first paint, so that no text moves when they are there.
    let fonts = ["instrument-sans.woff2", "jetbrains-mono.woff2"];
    live.page(title)
        .policy(POLICY)
        .meta("description", description)
        .meta("color-scheme", "light dark")
        .head(html! {
            for font in fonts {
                <link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href={assets::address(font)}>
            }
            // Before Loom's script, whose socket it listens to.
            <script src={assets::address("gallery.js")}></script>
        })
        .stylesheet(assets::address("gallery.css"))
        .icon(assets::address("loom.svg"))
}

#[component]
fn Header() -> Html {
    html! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <header class="site-header">
            <a class="brand" href="/"><Logo/> "Loom" <small>"gallery"</small></a>
            <nav class="site-links" aria-label="Loom">
                <a href={in_repository("docs/guide/index.md")}>"Guide"</a>
                <a href={REPOSITORY}>"Repository"</a>
            </nav>
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
            <span>
                "Loom " {env!("CARGO_PKG_VERSION")} ", "
                <a href={in_repository("README.md#license")}>{env!("CARGO_PKG_LICENSE")}</a>
                "."
            </span>
            <span>
                <a href={in_repository("docs/guide/index.md")}>"Guide"</a> " · "
                <a href={in_repository("examples")}>"Source of this gallery"</a> " · "
                <a href={in_repository("CHANGELOG.md")}>"Changes"</a>
            </span>
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
pub fn example(live: &Live, example: &'static Example, demo: Html<'_>) -> Page {
    part(live, example, Part::default(), demo)
}

/// A page of an example that has several.
#[derive(Default)]
pub struct Part<'a> {
    /// Its heading and a sentence, in the place of the example's.
    pub head: Option<(&'a str, &'a str)>,
    /// The player below all pages that have one.
    pub player: Option<Mounted>,
}

/// One of the pages of an example: `demo` beside the example's source.
pub fn part(
    live: &Live,
    example: &'static Example,
    part: Part<'_>,
    demo: Html<'_>,
) -> Page {
    let Part { head, player } = part;
    let (title, lead) = head.unwrap_or((example.title, example.lead));
    let at = ALL.iter().position(|each| each.slug == example.slug).unwrap_or_default();
    let previous = at.checked_sub(1).and_then(|at| ALL.get(at));
    let next = ALL.get(at + 1);
    frame(live, &format!("{title} · Loom"), lead).body(html! {
        <div class="with-nav">
            <Header/>
            <Contents current={example.slug}/>
            <main class="site-main" id="main" tabindex="-1">
                <header class="example-head">
                    <p class="eyebrow">{format!("{:02}", example.number)}</p>
                    <h1>{title}</h1>
                    <p class="lead">{lead}</p>
                    if head.is_none() {
                        <p class="try"><strong>"Try this"</strong> {example.try_this}</p>
                    }
                    <noscript class="note">
                        "Scripts are off in this browser, so the example stands still as the server rendered it. "
                        "Loom's script, 12 KiB, sends events and receives changes."
                    </noscript>
                </header>
                <div class="stage">
                    <div class="left">
                        <section class="demo" aria-label="The example, live">{demo}</section>
                        <Hood/>
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
                            <Source key={file.name} name={file.name} html={file.html()} guide={example.guide}/>
                        }
                    </div>
                </div>
            </main>
            <Footer/>
        </div>
        if let Some(player) = player {
            <aside class="player" aria-label="Player">{player}</aside>
        }
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

/// The frames of the page's own socket and the state of its components. `assets/gallery.js` fills it.
#[component]
fn Hood() -> Html {
    html! {
        <details class="hood" data-hood>
            <summary>
                <Icon name="zap"/> "Under the hood"
                <span class="muted" data-hood-sum></span>
                <span class="chevron"><Icon name="chevron-down"/></span>
            </summary>
            <div class="stack">
                <div class="latency">
                    <label for="latency">"Latency that is added on this page"</label>
                    <input id="latency" type="range" min=0 max=2000 step=50 value=0 data-latency>
                    <output for="latency" data-latency-shown>"0 ms"</output>
                </div>
                <p class="muted small">
                    "These frames cross this page's WebSocket while you use the example. Elements that a patch touches flash."
                </p>
                <div class="scroll" tabindex="0" role="region" aria-label="Frames">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Frame"</th>
                                <th scope="col">"Bytes"</th>
                                <th scope="col">"Round trip"</th>
                            </tr>
                        </thead>
                        <tbody data-hood-frames></tbody>
                    </table>
                </div>
                <h2>"State, as the page's token holds it"</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="State" data-hood-state></div>
            </div>
        </details>
    }
}

#[component]
fn Source(name: &str, html: &str, guide: &str) -> Html {
    let lines = html.matches("<span class=\"line\">").count();
    html! {
        <section class="source" aria-label={format!("Source of {name}")}>
            <div class="bar">
                <Icon name="code-xml"/>
                <a href={in_repository(&format!("examples/src/{name}"))}>{name}</a>
                <a class="more" href={in_repository(guide)}>"Guide"</a>
                <button type="button" class="button quiet" data-copy>"Copy"</button>
            </div>
            <details>
                <summary>
                    "Code, " {lines} " lines"
                    <span class="chevron"><Icon name="chevron-down"/></span>
                </summary>
                <pre tabindex="0" role="region" aria-label={format!("Code of {name}")}><code>{Highlighted(html)}</code></pre>
            </details>
        </section>
    }
}

/// Answers whatever no route does.
pub async fn not_found(live: Live) -> Page {
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
    page(&live, "Not found · Loom", lead, main).status(StatusCode::NOT_FOUND)
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
