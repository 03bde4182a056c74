//! Bound fields, forms, and what waits.

use std::time::Duration;

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Priority {
    #[default]
    Normal,
    Urgent,
}

/// Scenarios 5 and 6: bound fields, and a handler that takes what they hold.
#[live_component]
pub struct Tickets {
    #[bind]
    filter: String,
    #[bind]
    title: String,
    #[bind]
    priority: Priority,
    added: Vec<String>,
}

#[live_component]
impl Tickets {
    #[event]
    fn add(&mut self) {
        self.added.push(format!("{} {}", std::mem::take(&mut self.title), std::mem::take(&mut self.priority).name()));
    }

    /// Takes long to answer.
    #[event]
    async fn copy(&mut self) {
        self.added.push(format!("copy of {} {}", self.title, self.priority.name()));
        tokio::time::sleep(Duration::from_secs(2)).await;
    }

    fn render(&self) -> Html {
        html! {
            <input id="filter" bind:value.debounce(150)={self.filter} aria-label="Filter"/>
            <output id="filtered">{&self.filter}</output>
            <form on:submit=add>
                <input id="title" bind:value={self.title} aria-label="Title"/>
                <select id="priority" bind:value={self.priority} aria-label="Priority">
                    for priority in Priority::ALL {
                        <option value={priority.name()}>{priority.label()}</option>
                    }
                </select>
                <button id="add">"Add"</button>
            </form>
            <button id="copy" type="button" on:click=copy>"Copy"</button>
            <output id="chosen">{self.title.as_str()} " " {self.priority.name()}</output>
            <output id="added">{self.added.join(", ")}</output>
        }
    }
}

/// Scenarios 12 and 13: what a form sends.
#[live_component]
pub struct Controls {
    sent: String,
    submits: u32,
}

#[live_component]
impl Controls {
    #[event]
    async fn save(&mut self, form: Form<Vec<(String, String)>>) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        self.submits += 1;
        self.sent = form.iter().map(|(name, value)| format!("{name}={value:?}")).collect::<Vec<_>>().join("&");
    }

    fn render(&self) -> Html {
        html! {
            <form id="form" on:submit=save>
                <input name="text" value="a b&c"/>
                <input name="check" type="checkbox" checked/>
                <input name="unchecked" type="checkbox"/>
                <input name="radio" type="radio" value="1"/>
                <input name="radio" type="radio" value="2" checked/>
                <input name="number" type="number" value="7"/>
                <input name="date" type="date" value="2026-11-22"/>
                <input name="range" type="range" min="0" max="10" value="3"/>
                // In braces, so that the form may have it: its name is sent, as the browser does.
                <input name="file" type={"file"}/>
                <input name="hidden" type="hidden" value="h"/>
                <select name="multi" multiple>
                    <option value="x" selected>"X"</option>
                    <option value="y">"Y"</option>
                    <option value="z" selected>"Z"</option>
                </select>
                <textarea name="lines">"one\ntwo"</textarea>
                <fieldset disabled>
                    <legend><input name="legend" value="counts"/></legend>
                    <input name="disabled" value="does not"/>
                </fieldset>
                <button id="first" name="do" value="first" l-loading-text="Saving">"Save"</button>
                <button id="second" name="do" value="second">"Other"</button>
                <button id="plain" type="button">"Plain"</button>
            </form>
            <input name="linked" form="form" value="from outside"/>
            <output id="sent">{&self.sent}</output>
            <output id="submits">{self.submits}</output>
        }
    }
}

/// Scenario 14: what waits.
#[live_component]
pub struct Timing {
    heard: Vec<String>,
    gone: bool,
}

#[live_component]
impl Timing {
    #[event]
    fn one(&mut self, value: Value<String>) {
        self.heard.push(format!("one {}", *value));
    }

    #[event]
    fn two(&mut self, value: Value<String>) {
        self.heard.push(format!("two {}", *value));
    }

    #[event]
    fn save(&mut self) {
        self.heard.push("save".to_owned());
    }

    #[event]
    fn remove(&mut self) {
        self.gone = true;
    }

    fn render(&self) -> Html {
        html! {
            <form on:submit=save>
                if !self.gone {
                    <input id="one" on:input.debounce(700)=one aria-label="One"/>
                }
                <input id="two" on:input.debounce(100)=two aria-label="Two"/>
                <button id="save">"Save"</button>
            </form>
            <button id="remove" type="button" on:mousedown=remove>"Remove"</button>
            <output id="heard">{self.heard.join(", ")}</output>
        }
    }
}
