//! Every hook may be `async`, may ask for its context, and may return what an event may.

use loom::{Outcome, prelude::*};

#[live_component]
struct Feed {
    lines: Vec<String>,
}

#[live_component]
impl Feed {
    async fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<Outcome> {
        std::future::ready(()).await;
        if cx.visitor().as_str().is_empty() {
            return Ok(Redirect::to("/login").into());
        }
        Ok(Outcome::Done)
    }

    async fn connected(&mut self, cx: &mut Cx<Self>) {
        cx.every(std::time::Duration::from_secs(1), |feed, _| feed.lines.push("tick".into()));
    }

    async fn disconnected(&mut self) {
        std::future::ready(()).await;
    }

    fn render(&self) -> Html {
        html! { <ul>for line in &self.lines { <li>{line}</li> }</ul> }
    }
}

#[test]
fn hooks_are_known() {
    let hooks = <Feed as loom::LiveComponent>::HOOKS;
    assert!(hooks.mount && hooks.connected && hooks.disconnected && hooks.connected_async && hooks.disconnected_async);
}
