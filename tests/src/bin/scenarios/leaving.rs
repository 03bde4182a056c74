//! Releases, redirects, messages and titles.

use std::env;

use loom::prelude::*;

/// Scenario 34: a button whose handler has another name from release 2 on. `RELEASE` says which this is.
#[live_component]
pub struct Release {
    pressed: u32,
    tapped: u32,
}

#[live_component]
impl Release {
    #[event]
    fn press(&mut self) {
        self.pressed += 1;
    }

    #[event]
    fn tap(&mut self) {
        self.tapped += 1;
    }

    fn render(&self) -> Html {
        let release = env::var("RELEASE").unwrap_or_default();
        html! {
            if release == "2" {
                <button type="button" id="tap" on:click=tap>"Tap"</button>
            } else {
                <button type="button" id="press" on:click=press>"Press"</button>
            }
            <output id="pressed">{self.pressed}</output>
            <output id="tapped">{self.tapped}</output>
        }
    }
}

/// Redirects, messages, titles.
#[live_component]
pub struct Leaving {
    times: u32,
}

#[live_component]
impl Leaving {
    #[event]
    fn say(&mut self, cx: &mut Cx<Self>) {
        self.times += 1;
        cx.title(format!("Said {}", self.times));
        cx.flash(Level::Info, "said");
    }

    #[event]
    fn go(&mut self, cx: &mut Cx<Self>) {
        cx.flash(Level::Success, "kept for you");
        cx.redirect("/rows");
    }

    fn render(&self) -> Html {
        html! {
            <button id="say" type="button" on:click=say>"Say"</button>
            <button id="go" type="button" on:click=go>"Go"</button>
        }
    }
}
