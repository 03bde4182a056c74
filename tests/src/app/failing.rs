//! Components that fail, or are not there for long.

use loom::prelude::*;

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

/// Sends its visitor to where it is itself.
#[live_component(name = "circling")]
pub struct Circling {}

#[live_component]
impl Circling {
    fn mount(&mut self) -> Redirect {
        Redirect::to("/circling?again=1#top")
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
