//! Rights that a component hands down to those nested in it, and takes back.

use loom::prelude::*;

use super::Shared;

/// Has one folder, which may be shredded or not.
#[live_component(name = "cabinet")]
pub struct Cabinet {
    #[state(default = true)]
    shows: bool,
    #[state(default = true)]
    may: bool,
    shredded: Vec<u32>,
    looks: u32,
}

#[live_component]
impl Cabinet {
    #[event]
    fn shred(&mut self, folder: u32) {
        self.shredded.push(folder);
    }

    #[event]
    fn forbid(&mut self) {
        self.may = false;
    }

    #[event]
    fn take_away(&mut self) {
        self.shows = false;
    }

    #[event]
    fn look(&mut self) {
        self.looks += 1;
    }

    fn render(&self) -> Html {
        html! {
            <output>{format!("shredded {:?}, seen {}", self.shredded, self.looks)}</output>
            <button on:click=forbid>"forbid"</button>
            <button on:click=take_away>"take away"</button>
            <button on:click=look>"look"</button>
            if self.shows { <Folder may={self.may} on:shred=shred(3)/> }
        }
    }
}

/// Leaves it to the cabinet whether it may be shredded.
#[live_component(name = "folder")]
pub struct Folder {
    #[prop]
    may: bool,
    #[prop]
    on_shred: Callback,
    waits: u32,
}

#[live_component]
impl Folder {
    #[event]
    fn shred(&mut self, cx: &mut Cx<Self>) {
        self.on_shred.call(cx, ());
    }

    #[event]
    async fn wait(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Shared>()?.gate.acquire().await?.forget();
        self.waits += 1;
        Ok(())
    }

    #[event]
    async fn shred_slowly(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Shared>()?.gate.acquire().await?.forget();
        self.on_shred.call(cx, ());
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <button on:click=wait>{self.waits}</button>
            if self.may {
                <button on:click=shred>"shred"</button>
                <button on:click=shred_slowly>"shred slowly"</button>
            }
        }
    }
}
