//! Components that take their time, and those that change without an event.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use loom::prelude::*;

use super::Shared;

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
