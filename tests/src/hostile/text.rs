//! Components that repeat the visitor's text, in HTML, in errors and as an address.

use loom::prelude::*;

/// Says in errors and panics what somebody typed.
#[live_component(name = "talker")]
pub struct Talker {
    said: String,
}

#[live_component]
impl Talker {
    #[event]
    fn fail(&mut self, text: Value<String>) -> loom::Result<()> {
        Err(loom::Error::msg(text.into_inner()))
    }

    #[event]
    fn boom(&mut self, text: Value<String>) {
        panic!("{}", text.into_inner());
    }

    #[event]
    fn say(&mut self, text: Value<String>) {
        self.said = text.into_inner();
    }

    #[event]
    fn go(&mut self, text: Value<String>) -> Redirect {
        Redirect::to(text.into_inner())
    }

    fn render(&self) -> Html {
        assert!(self.said.is_empty(), "{}", self.said);
        html! { <input on:input=fail on:change=boom on:keyup=say on:blur=go> }
    }
}

/// Puts attributes that were made at run time beside its own.
#[live_component(name = "dressed")]
pub struct Dressed {
    image: String,
    dressed: bool,
}

#[live_component]
impl Dressed {
    #[event]
    fn show(&mut self, image: Value<String>) {
        self.image = image.into_inner();
    }

    #[event]
    fn dress(&mut self) {
        self.dressed = !self.dressed;
    }

    fn render(&self) -> Html {
        let mut rest =
            Attributes::new().set("id", "spread").set("Title", "spread").set("constructor", "c").set("__proto__", "p");
        if self.dressed {
            rest = rest.set("lang", "en");
        }
        let title = self.dressed.then_some("own");
        html! {
            <img alt="" srcset={self.image.as_str()}>
            <input on:change=show>
            <button on:click=dress>"dress"</button>
            <p id="own" title={title} ..rest>"dressed"</p>
        }
    }
}

/// Shows what somebody typed, wherever text can stand.
#[live_component(name = "texts")]
pub struct Texts {
    #[bind]
    #[prop(default)]
    text: String,
    swapped: bool,
}

#[live_component]
impl Texts {
    #[event]
    fn swap(&mut self) {
        self.swapped = !self.swapped;
    }

    fn render(&self) -> Html {
        let rows = if self.swapped { [2, 1] } else { [1, 2] };
        html! {
            <button on:click=swap>"swap"</button>
            <p title={self.text.as_str()}>{&self.text}</p>
            <a href={self.text.as_str()}>"a link"</a>
            <textarea bind:value={self.text}></textarea>
            <ul>for row in rows { <li key={row} data-row={row}>{row} " " {&self.text}</li> }</ul>
        }
    }
}

/// Sends its visitor on while the page is made.
#[live_component(name = "gate")]
pub struct Gate {
    #[prop]
    target: String,
}

#[live_component]
impl Gate {
    fn mount(&mut self) -> Redirect {
        Redirect::to(self.target.clone())
    }

    fn render(&self) -> Html {
        html! { <p>"never seen"</p> }
    }
}

/// Sends its visitor wherever it is told to.
#[live_component(name = "away")]
pub struct Away {
    gone: u32,
}

#[live_component]
impl Away {
    #[event]
    fn go(&mut self, to: Value<String>) -> Redirect {
        self.gone += 1;
        Redirect::to(to.into_inner())
    }

    #[event]
    fn visit(&mut self, to: Value<String>, cx: &mut Cx<Self>) {
        self.gone += 1;
        cx.navigate(to.into_inner()).replace();
    }

    fn render(&self) -> Html {
        html! { <output>{self.gone}</output> <input on:change=go> <input on:change=visit> }
    }
}
