//! Components that bind fields, and ask for what a component can ask for.

use loom::prelude::*;

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

/// Fields of the browser, and a field that the browser runs ahead of.
#[live_component(name = "browser")]
pub struct Browser {
    #[local]
    open: bool,
    #[mirror]
    stars: i32,
}

#[live_component]
impl Browser {
    #[event]
    fn star(&mut self) {
        self.stars += 1;
    }

    fn render(&self) -> Html {
        let limit = 5;
        html! {
            <button on:click=(star, local(self.stars += 1))>"Star"</button>
            <button on:click=local(self.open = !self.open)>"Open"</button>
            <p hidden={local(!self.open)}>{self.stars}</p>
            <i>{local(format!("{} of {limit}", self.stars))}</i>
        }
    }
}

/// A handler that receives fields of the browser.
#[live_component(name = "carried")]
pub struct Carried {
    got: String,
    #[local]
    note: String,
    #[local]
    count: u8,
}

#[live_component]
impl Carried {
    #[event]
    fn keep(&mut self, note: Local<String>, count: Local<u8>) {
        self.got = format!("{} times {}", *count, note.into_inner());
    }

    #[event]
    fn forget(&mut self) {
        self.got.clear();
    }

    fn render(&self) -> Html {
        html! {
            <input on:input=local({ self.note = event.value().to_string(); self.count += 1; })>
            <button on:click=keep>"Keep"</button>
            <button on:click=forget>"Forget"</button>
            <p>{&self.got}</p>
        }
    }
}
