//! Events that happen elsewhere than at the element that hears them.

use loom::prelude::*;

#[live_component]
pub struct Elsewhere {
    /// The palette, which is the server's.
    palette: bool,
    /// The menu, which is the browser's.
    #[local]
    menu: bool,
    there: bool,
    blocked: bool,
    #[bind]
    text: String,
    heard: Vec<String>,
    opened: u32,
    scrolled: u32,
    at: f64,
}

#[live_component]
impl Elsewhere {
    #[event]
    fn open(&mut self, key: Key) {
        self.palette = true;
        self.opened += 1;
        self.heard.push(format!("open {}", &*key));
    }

    #[event]
    fn close(&mut self) {
        self.palette = false;
        self.heard.push("close".into());
    }

    #[event]
    fn hear(&mut self, what: String) {
        self.heard.push(what);
    }

    #[event]
    fn scrolled(&mut self, scroll: Scroll) {
        self.scrolled += 1;
        self.at = scroll.top;
    }

    #[event]
    fn toggle(&mut self) {
        self.there = !self.there;
    }

    #[event]
    fn block(&mut self) {
        self.blocked = !self.blocked;
    }

    #[event]
    fn clear(&mut self) {
        self.heard.clear();
    }

    fn render(&self) -> Html {
        html! {
            <h1>"Elsewhere"</h1>
            <output id="heard">{self.heard.join(",")}</output>
            <button id="clear" on:click=clear>"Clear"</button>
            <div on:keydown.window.ctrl.k.prevent=open on:keydown.document.f2=hear("f2".to_owned())
                on:online.window=hear("online".to_owned()) on:offline.window=hear("offline".to_owned())>
                if self.palette {
                    <p id="palette" on:click.outside=close on:keydown.window.esc=close>
                        "Palette " <output id="opened">{self.opened}</output> <button id="inside">"Inside"</button>
                    </p>
                }
            </div>
            <button id="menu" aria-expanded={local(self.menu)} on:click=local(self.menu = !self.menu)>"Menu"</button>
            <ul id="list" hidden={local(!self.menu)} on:click.outside=(hear("menu".to_owned()), local(self.menu = false))
                on:keydown.window.esc=local(self.menu = false)>
                <li><button id="item">"Item"</button></li>
            </ul>
            <p on:keydown.f2.stop=hear("stopped".to_owned())><input id="field" aria-label="Field" bind:value={self.text}></p>
            <p id="own" on:click=hear("own".to_owned()) on:click.outside.once=hear("once".to_owned())>"Own and outside"</p>
            <button id="toggle" on:click=toggle>"Toggle"</button>
            if self.there {
                <i on:keydown.window.f4=hear("there".to_owned())>"There"</i>
            }
            <button id="block" on:click=block>"Block"</button>
            <fieldset disabled={self.blocked}><button on:keydown.window.f6=hear("free".to_owned())>"Blocked"</button></fieldset>
            <p style="height: 3000px" on:scroll.window.throttle(100)=scrolled>
                <output id="scrolled">{self.scrolled}</output> <output id="at">{self.at}</output>
            </p>
        }
    }
}
