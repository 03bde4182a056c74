//! A page for the browser tests of scenario 6: controls whose changes go to a form, or to what is around them, and controls that are not bound.
#![allow(missing_docs, reason = "it is read beside the browser tests")]

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    name: String,
    color: String,
    agree: bool,
    note: String,
}

impl Answers {
    fn told(&self) -> String {
        let Self { name, color, agree, note } = self;
        format!("{name} {color} {} {note}", if *agree { "yes" } else { "no" })
    }
}

/// As a browser sends a form: a box that is not checked is not there.
#[derive(Deserialize)]
pub struct Sent {
    name: String,
    color: String,
    agree: Option<String>,
    #[serde(default)]
    note: String,
}

impl From<Sent> for Answers {
    fn from(sent: Sent) -> Self {
        Self { name: sent.name, color: sent.color, agree: sent.agree.is_some(), note: sent.note }
    }
}

#[live_component]
pub struct Survey {
    plain: Answers,
    shown: Answers,
    around: String,
    alone: String,
    edited: String,
    left: String,
    rounds: u32,
}

#[live_component]
impl Survey {
    #[event]
    fn plain(&mut self, form: Form<Sent>) {
        self.plain = form.0.into();
    }

    #[event]
    fn shown(&mut self, form: Form<Sent>) {
        self.shown = form.0.into();
    }

    #[event]
    fn around(&mut self, value: Value<String>) {
        self.around = value.0;
    }

    #[event]
    fn alone(&mut self, value: Value<String>) {
        self.alone = value.0;
    }

    #[event]
    fn edited(&mut self, value: Value<String>) {
        self.edited = value.0;
    }

    #[event]
    fn left(&mut self, value: Value<String>) {
        self.left = value.0;
    }

    /// A change that is not a field's.
    #[event]
    fn next(&mut self) {
        self.rounds += 1;
    }

    fn render(&self) -> Html {
        html! {
            <button id="next" type="button" on:click=next>"Next"</button>
            <output id="rounds">{self.rounds}</output>

            <form id="plain" on:input=plain>
                <input name="name" aria-label="Name"/>
                <select name="color" aria-label="Color"><option>"red"</option><option>"blue"</option></select>
                <input type="checkbox" name="agree" aria-label="Agree"/>
            </form>
            <input name="note" form="plain" aria-label="Note"/>
            <output id="told-plain">{self.plain.told()}</output>

            <form id="shown" on:change=shown>
                <input name="name" value={&self.shown.name} aria-label="Name"/>
                <select name="color" aria-label="Color">
                    <option selected={self.shown.color == "red"}>"red"</option>
                    <option selected={self.shown.color == "blue"}>"blue"</option>
                </select>
                <input type="checkbox" name="agree" checked={self.shown.agree} aria-label="Agree"/>
            </form>
            <output id="told-shown">{self.shown.told()}</output>

            <fieldset id="around" on:input.debounce(50)=around>
                <input name="around" aria-label="Around"/>
            </fieldset>
            <output id="told-around">{&self.around}</output>

            <input id="alone" value={&self.alone} on:input=alone aria-label="Alone"/>
            <output id="told-alone">{&self.alone}</output>

            <input id="twice" on:input=edited on:change=left aria-label="Twice"/>
            <output id="told-twice">{&self.edited} " " {&self.left}</output>
        }
    }
}
