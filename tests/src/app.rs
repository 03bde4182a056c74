//! The test application: small components, each for one thing that is tested.
#![allow(missing_docs, reason = "each is read where it is tested")]

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Router, extract::Path, routing::get};
use loom::prelude::*;
use tokio::sync::Semaphore;

/// What the components share with the tests.
#[derive(Debug, Clone)]
pub struct Shared {
    /// Slow handlers take a permit each.
    pub gate: Arc<Semaphore>,
    /// What `Listener`s hear.
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
    Router::new().route("/{page}", get(page)).merge(crate::hostile::routes()).merge(loom.routes())
}

async fn page(Path(page): Path<String>, live: Live) -> loom::Result<Page> {
    let mounted = match page.as_str() {
        "counter" => live.mount(Counter::props().step(2)).await?,
        "breaker" => live.mount(Breaker::props()).await?,
        "slow" => {
            let slow = live.mount(Slow::props()).await?;
            let counter = live.mount(Counter::props()).await?;
            return Ok(Page::new("slow").body(html! { {slow} {counter} }));
        }
        "listener" => live.mount(Listener::props()).await?,
        "ticker" => live.mount(Ticker::props()).await?,
        "heavy" => live.mount(Heavy::props()).await?,
        "fields" => live.mount(Fields::props()).await?,
        "effects" => live.mount(Effects::props()).await?,
        "family" => live.mount(Family::props()).await?,
        "moved" => live.mount(Moved::props()).await?,
        "failing" => live.mount(FailingMount::props()).await?,
        "counted" => live.mount(Counted::props()).await?,
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

/// Fails in every way.
#[live_component(name = "breaker")]
pub struct Breaker {
    count: i64,
    note: String,
}

#[live_component]
impl Breaker {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event]
    fn fail(&mut self) -> loom::Result<()> {
        self.count = 100;
        self.note = "half done".to_owned();
        Err(loom::Error::msg("a secret reason"))
    }

    #[event]
    fn boom(&mut self) {
        self.count = 100;
        panic!("on purpose");
    }

    #[event]
    async fn boom_later(&mut self) {
        self.count = 100;
        tokio::task::yield_now().await;
        panic!("on purpose");
    }

    #[event]
    async fn fail_later(&mut self) -> Result<(), std::num::ParseIntError> {
        self.count = 100;
        tokio::task::yield_now().await;
        "x".parse::<i64>().map(|count| self.count = count)
    }

    #[event]
    fn unrenderable(&mut self) {
        self.count = -1;
    }

    #[event]
    fn boom_in_render(&mut self) {
        self.count = -2;
    }

    #[event]
    fn typed(&mut self, value: Value<i64>) {
        self.count = *value;
    }

    fn render(&self) -> Html {
        let count = match self.count {
            -1 => Err("cannot be shown"),
            -2 => panic!("in render, on purpose"),
            count => Ok(count),
        };
        html! {
            <output>{count}</output> <p>{&self.note}</p>
            <button on:click=increment>"+"</button>
            <button on:click=fail>"fail"</button>
            <button on:click=fail_later>"fail later"</button>
            <button on:click=boom>"boom"</button>
            <button on:click=boom_later>"boom later"</button>
            <button on:click=unrenderable>"unrenderable"</button>
            <button on:click=boom_in_render>"boom in render"</button>
            <input on:input=typed>
        }
    }
}

/// Takes its time.
#[live_component(name = "slow")]
pub struct Slow {
    done: i64,
}

#[live_component]
impl Slow {
    #[event]
    async fn wait(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        let shared = cx.state::<Shared>()?;
        shared.gate.acquire().await?.forget();
        self.done += 1;
        Ok(())
    }

    #[event]
    fn quick(&mut self) {
        self.done += 10;
    }

    fn disconnected(&mut self, cx: &mut Cx<Self>) {
        if let Ok(shared) = cx.state::<Shared>() {
            shared.ends.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.done}</output>
            <button on:click=wait>"wait"</button>
            <button on:click=quick>"quick"</button>
        }
    }
}

/// Hears of news.
#[live_component(name = "listener")]
pub struct Listener {
    heard: String,
    count: u64,
}

#[live_component]
impl Listener {
    fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        let shared = cx.state::<Shared>()?;
        shared.news.subscribe(cx, |listener: &mut Self, _, news| {
            listener.heard.clone_from(news);
            listener.count += 1;
        });
        Ok(())
    }

    fn render(&self) -> Html {
        html! { <p>{&self.heard}</p> <output>{self.count}</output> }
    }
}

/// Ticks by itself.
#[live_component(name = "ticker")]
pub struct Ticker {
    ticks: u64,
}

#[live_component]
impl Ticker {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        cx.every(std::time::Duration::from_millis(5), |ticker, _| ticker.ticks += 1);
    }

    fn render(&self) -> Html {
        html! { <output>{self.ticks}</output> }
    }
}

/// A large page that changes as a whole with each piece of news.
#[live_component(name = "heavy")]
pub struct Heavy {
    text: String,
    #[state(skip)]
    renders: Arc<AtomicUsize>,
}

#[live_component]
impl Heavy {
    fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        let shared = cx.state::<Shared>()?;
        self.renders = Arc::clone(&shared.renders);
        shared.news.subscribe(cx, |heavy: &mut Self, _, news| {
            heavy.text = news.repeat(20_000);
        });
        Ok(())
    }

    fn render(&self) -> Html {
        self.renders.fetch_add(1, Ordering::SeqCst);
        html! { <p>{&self.text}</p> }
    }
}

/// Two-way bound fields.
#[live_component(name = "fields")]
pub struct Fields {
    #[bind]
    name: String,
    #[bind]
    age: Option<u8>,
    #[bind]
    agreed: Option<bool>,
}

#[live_component]
impl Fields {
    fn render(&self) -> Html {
        html! {
            <input bind:value={self.name}>
            <input type="number" bind:value={self.age}>
            <input type="checkbox" bind:checked={self.agreed}>
            <p>"Hello " {&self.name}</p>
            <p>{self.agreed.map_or("not answered", |agreed| if agreed { "yes" } else { "no" })}</p>
        }
    }
}

/// Asks for everything that a component can ask for.
#[live_component(name = "effects")]
pub struct Effects {
    count: u64,
}

#[live_component]
impl Effects {
    fn mount(&mut self, cx: &mut Cx<Self>) {
        cx.title("From mount");
    }

    #[event]
    fn flash(&mut self, cx: &mut Cx<Self>) {
        self.count += 1;
        cx.flash(Level::Warning, "careful");
        cx.title("Flashed");
    }

    #[event]
    fn go(&mut self) -> Redirect {
        Redirect::to("/elsewhere")
    }

    #[event]
    fn evil(&mut self, cx: &mut Cx<Self>) {
        cx.redirect("javascript:alert(1)");
    }

    #[event]
    fn flash_and_fail(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.redirect("/nowhere");
        Err(loom::Error::msg("no"))
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.count}</output>
            <button on:click=flash>"flash"</button>
            <button on:click=go>"go"</button>
            <button on:click=evil>"evil"</button>
            <button on:click=flash_and_fail>"fail"</button>
        }
    }
}

/// A parent with children that come and go.
#[live_component(name = "family")]
pub struct Family {
    given: i64,
    heard: i64,
    second: bool,
    gone: bool,
}

#[live_component]
impl Family {
    #[event]
    fn give(&mut self) {
        self.given += 1;
    }

    #[event]
    fn add(&mut self) {
        self.second = true;
    }

    #[event]
    fn end(&mut self) {
        self.gone = true;
    }

    #[event]
    fn told(&mut self, by: i64, value: Detail<i64>) {
        self.heard = by + *value;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.heard}</output>
            <button on:click=give>"give"</button>
            <button on:click=add>"add"</button>
            <button on:click=end>"end"</button>
            if !self.gone { <Child given={self.given} on:tell=told(100)/> }
            if self.second { <Child given={1000} on:tell=told(200)/> }
        }
    }
}

#[live_component(name = "child")]
pub struct Child {
    #[prop]
    given: i64,
    #[prop(default)]
    on_tell: Callback<i64>,
    own: i64,
}

#[live_component]
impl Child {
    fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Shared>()?.mounts.fetch_add(1, Ordering::SeqCst);
        self.own = 7;
        Ok(())
    }

    fn disconnected(&mut self, cx: &mut Cx<Self>) {
        if let Ok(shared) = cx.state::<Shared>() {
            shared.ends.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[event]
    fn tell(&mut self, cx: &mut Cx<Self>) {
        self.own += 1;
        self.on_tell.call(cx, self.own);
    }

    fn render(&self) -> Html {
        html! { <b>{self.given}</b> <i>{self.own}</i> <button on:click=tell>"tell"</button> }
    }
}

/// Sends its visitor on.
#[live_component(name = "moved")]
pub struct Moved {}

#[live_component]
impl Moved {
    async fn mount(&mut self) -> Redirect {
        tokio::task::yield_now().await;
        Redirect::to("/counter")
    }

    fn render(&self) -> Html {
        html! { <p>"never seen"</p> }
    }
}

/// Cannot be mounted.
#[live_component(name = "failing")]
pub struct FailingMount {}

#[live_component]
impl FailingMount {
    fn mount(&mut self) -> loom::Result<()> {
        Err(loom::Error::msg("a secret reason"))
    }

    fn render(&self) -> Html {
        html! { <p>"never seen"</p> }
    }
}

/// Counts its mounts, and connects.
#[live_component(name = "counted")]
pub struct Counted {
    mounted: usize,
    connected: usize,
}

#[live_component]
impl Counted {
    async fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        tokio::task::yield_now().await;
        self.mounted = cx.state::<Shared>()?.mounts.fetch_add(1, Ordering::SeqCst) + 1;
        Ok(())
    }

    async fn connected(&mut self) {
        tokio::task::yield_now().await;
        self.connected += 1;
    }

    fn render(&self) -> Html {
        html! { <p>{self.mounted}</p> <p>{self.connected}</p> }
    }
}

/// Keeps more than it shows.
#[live_component]
pub struct Large {
    #[prop]
    bytes: usize,
    text: String,
}

#[live_component]
impl Large {
    fn mount(&mut self) {
        self.text = "x".repeat(self.bytes);
    }

    #[event]
    fn grow(&mut self) {
        self.text.push('x');
    }

    fn render(&self) -> Html {
        html! { <button on:click=grow>{self.text.len()}</button> }
    }
}

/// Keeps what its visitor may not read.
#[live_component(name = "secretive")]
pub struct Secretive {
    tries: u32,
    #[state(secret)]
    pin: String,
}

#[live_component]
impl Secretive {
    fn mount(&mut self) {
        self.pin = "open sesame".to_owned();
    }

    #[event]
    fn reveal(&mut self) {
        self.tries += 1;
    }

    fn render(&self) -> Html {
        html! { <button on:click=reveal>{self.tries}</button> if self.tries > 0 { <p>{&self.pin}</p> } }
    }
}
