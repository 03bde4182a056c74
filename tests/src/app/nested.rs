//! Components in components.

use std::sync::atomic::Ordering;

use loom::prelude::*;

use super::Shared;

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
