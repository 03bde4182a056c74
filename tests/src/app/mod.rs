//! The test application: small components, each for one thing that is tested.
#![allow(missing_docs, reason = "each is read where it is tested")]

use std::sync::{Arc, atomic::AtomicUsize};

use axum::{
    Router,
    extract::Path,
    http::{HeaderName, HeaderValue},
    routing::get,
};
use loom::prelude::*;
use tokio::sync::Semaphore;

mod asking;
mod beyond;
mod failing;
mod handed;
mod kept;
mod nested;
mod pushed;
mod raw;

pub use self::{asking::*, beyond::*, failing::*, handed::*, kept::*, nested::*, pushed::*, raw::*};

/// The values that the components share with the tests.
#[derive(Debug, Clone)]
pub struct Shared {
    /// Slow handlers take a permit each.
    pub gate: Arc<Semaphore>,
    /// The topic that `Listener`s subscribe to.
    pub news: Topic<String>,
    /// How often `mount` has run.
    pub mounts: Arc<AtomicUsize>,
    /// How often `disconnected` has run.
    pub ends: Arc<AtomicUsize>,
    /// How often `Heavy` was rendered.
    pub renders: Arc<AtomicUsize>,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            gate: Arc::new(Semaphore::new(0)),
            news: Topic::new(),
            mounts: Arc::default(),
            ends: Arc::default(),
            renders: Arc::default(),
        }
    }
}

pub fn router(loom: &Loom) -> Router<Loom> {
    let inner = Router::new().route("/{page}", get(page));
    Router::new().route("/{page}", get(page)).nest("/inner", inner).merge(crate::hostile::routes()).merge(loom.routes())
}

async fn page(Path(page): Path<String>, live: Live) -> loom::Result<Page> {
    if let Some((name, value)) = page.strip_prefix("flowing:").and_then(|header| header.split_once(':')) {
        let (name, value) = (HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        return Ok(live.page("Flowing").header(name, value).body(html! { <main><h1>"Flowing"</h1></main> }));
    }
    let mounted = match page.as_str() {
        "counter" => live.mount(Counter::props().step(2)).await?,
        "breaker" => live.mount(Breaker::props()).await?,
        "slow" => {
            let slow = live.mount(Slow::props()).await?;
            let counter = live.mount(Counter::props()).await?;
            return Ok(Page::new("slow").body(html! { {slow} {counter} }));
        }
        "flowing" => {
            let counter = live.mount(Counter::props().step(2)).await?;
            return Ok(live.page("Flowing").body(html! { <main><h1>"Flowing"</h1> {counter}</main> }));
        }
        "staying" => {
            let counter = live.mount(Counter::props().step(2)).sticky("stays").await?;
            return Ok(live.page("Staying").body(html! { {counter} <main><h1>"Staying"</h1></main> }));
        }
        "staying-held" => {
            let held = live.mount(Held::props().step(2)).sticky("stays").await?;
            return Ok(live.page("Staying").body(html! { {held} <main><h1>"Staying"</h1></main> }));
        }
        "listener" => live.mount(Listener::props()).await?,
        "ticker" => live.mount(Ticker::props()).await?,
        "heavy" => live.mount(Heavy::props()).await?,
        "beyond" => live.mount(Beyond::props()).await?,
        "browser" => live.mount(Browser::props()).await?,
        "carried" => live.mount(Carried::props()).await?,
        "fields" => live.mount(Fields::props()).await?,
        "effects" => live.mount(Effects::props()).await?,
        "cabinet" => live.mount(Cabinet::props()).await?,
        "family" => live.mount(Family::props()).await?,
        "moved" => live.mount(Moved::props()).await?,
        "circling" => live.mount(Circling::props()).await?,
        "picture" => live.mount(Picture::props()).await?,
        "failing" => live.mount(FailingMount::props()).await?,
        "counted" => live.mount(Counted::props()).await?,
        "medium" => live.mount(Large::props().bytes(40_000)).await?,
        "large" => live.mount(Large::props().bytes(120_000)).await?,
        "oversize" => live.mount(Large::props().bytes(300_000)).await?,
        "secretive" => live.mount(Secretive::props()).await?,
        "nothing" => return Ok(Page::new("<nothing>")),
        _ => return Err(loom::Error::msg("a secret: there is no such page")),
    };
    Ok(Page::new("Test").body(html! { <main>{mounted}</main> }))
}

/// The contract's counter, with a button that goes away.
#[live_component]
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

    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    #[event]
    fn thrice(&mut self) {
        self.count += 1;
    }

    #[event]
    fn same(&mut self) {}

    #[event]
    fn hidden(&mut self) {
        self.count = -1;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.count}</output>
            <button on:click=increment>"+"</button>
            <button on:click=same>"="</button>
            <button on:click=set(0) disabled={self.count == 0}>"reset"</button>
            if self.count < 3 { <button on:click=thrice>"up to three"</button> }
        }
    }
}
