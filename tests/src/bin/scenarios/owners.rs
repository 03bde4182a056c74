//! Controls of each kind, and what the server makes of their changes.

use std::{borrow::Cow, time::Duration};

use loom::{BindError, BindInput, BindValue, prelude::*};
use serde::{Deserialize, Serialize};

/// The values that a list of options offers. Those that are not plain are treated as their names say.
const OFFERED: [&str; 6] = ["first", "accepted", "other", "changed", "refused", "kept"];

/// The value that stands after `value` was sent, where `now` stood.
fn decide(now: &str, value: &str) -> Result<String, &'static str> {
    match value.trim() {
        "refused" => Err("This is refused."),
        "changed" => Ok("other".to_owned()),
        "kept" => Ok(now.to_owned()),
        value => Ok(value.to_owned()),
    }
}

/// A bound value under the same rules.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Taken(String);

impl Default for Taken {
    fn default() -> Self {
        Self("first".to_owned())
    }
}

impl BindValue for Taken {
    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        decide("first", input.text()).map(Self).map_err(BindError::new)
    }

    fn text(&self) -> Cow<'_, str> {
        (&self.0).into()
    }
}

/// The controls whose changes the component hears of in one way.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Shown {
    text: String,
    area: String,
    choice: String,
    radio: String,
    agree: bool,
}

impl Default for Shown {
    fn default() -> Self {
        let first = || "first".to_owned();
        Self { text: first(), area: first(), choice: first(), radio: first(), agree: false }
    }
}

/// As a browser sends a form.
#[derive(Deserialize)]
struct Sent {
    text: String,
    area: String,
    choice: String,
    radio: String,
}

#[live_component]
pub struct Owners {
    #[bind]
    text: Taken,
    #[bind]
    area: Taken,
    #[bind(any)]
    choice: Taken,
    #[bind(any)]
    radio: Taken,
    ways: [Shown; 3],
    answers: u32,
}

#[live_component]
impl Owners {
    #[event]
    fn put(&mut self, way: usize, kind: String, value: Value<String>) -> loom::Result<()> {
        self.answers += 1;
        let Some(shown) = self.ways.get_mut(way) else { return Ok(()) };
        let place = match kind.as_str() {
            "text" => &mut shown.text,
            "area" => &mut shown.area,
            "choice" => &mut shown.choice,
            _ => &mut shown.radio,
        };
        *place = decide(place, &value.0).map_err(loom::Error::msg)?;
        Ok(())
    }

    #[event]
    fn tick(&mut self, way: usize, outcome: String) -> loom::Result<()> {
        self.answers += 1;
        let Some(shown) = self.ways.get_mut(way) else { return Ok(()) };
        match outcome.as_str() {
            "accepted" => shown.agree = !shown.agree,
            "refused" => return Err(loom::Error::msg("refused")),
            _ => {}
        }
        Ok(())
    }

    /// The form hears of its controls.
    #[event]
    fn all(&mut self, form: Form<Sent>) -> loom::Result<()> {
        self.answers += 1;
        let [shown, ..] = &mut self.ways;
        let Sent { text, area, choice, radio } = form.0;
        let next = |now: &str, value: &str| decide(now, value).map_err(loom::Error::msg);
        let (text, area) = (next(&shown.text, &text)?, next(&shown.area, &area)?);
        let (choice, radio) = (next(&shown.choice, &choice)?, next(&shown.radio, &radio)?);
        *shown = Shown { text, area, choice, radio, agree: shown.agree };
        Ok(())
    }

    fn render(&self) -> Html {
        let [around, change, input] = &self.ways;
        html! {
            <output id="answers">{self.answers}</output>
            <section id="bound">
                <input name="text" bind:value={self.text} aria-label="Text"/>
                <textarea name="area" bind:value={self.area} aria-label="Area"></textarea>
                <select name="choice" bind:value={self.choice} aria-label="Choice">
                    for value in OFFERED { <option value={value}>{value}</option> }
                </select>
                for value in OFFERED { <input type="radio" key={value} name="bound" value={value} bind:group={self.radio} aria-label={value}/> }
            </section>
            <form id="shown" on:input=all>
                <input name="text" value={&around.text} aria-label="Text"/>
                <textarea name="area" aria-label="Area">{&around.area}</textarea>
                <select name="choice" aria-label="Choice">
                    for value in OFFERED { <option value={value} selected={around.choice == value}>{value}</option> }
                </select>
                for value in OFFERED { <input type="radio" key={value} name="radio" value={value} checked={around.radio == value} aria-label={value}/> }
            </form>
            <section id="change">
                <input name="text" value={&change.text} on:change=put(1, "text".to_owned()) aria-label="Text"/>
                <textarea name="area" on:change=put(1, "area".to_owned()) aria-label="Area">{&change.area}</textarea>
                <select name="choice" on:change=put(1, "choice".to_owned()) aria-label="Choice">
                    for value in OFFERED { <option value={value} selected={change.choice == value}>{value}</option> }
                </select>
                for value in OFFERED {
                    <input type="radio" key={value} name="on-change" value={value} checked={change.radio == value}
                        on:change=put(1, "radio".to_owned()) aria-label={value}/>
                }
                for outcome in ["accepted", "refused", "kept"] {
                    <input type="checkbox" key={outcome} class={outcome} checked={change.agree} on:change=tick(1, outcome.to_owned()) aria-label={outcome}/>
                }
            </section>
            <section id="input">
                <input name="text" value={&input.text} on:input=put(2, "text".to_owned()) aria-label="Text"/>
                <textarea name="area" on:input=put(2, "area".to_owned()) aria-label="Area">{&input.area}</textarea>
                <select name="choice" on:input=put(2, "choice".to_owned()) aria-label="Choice">
                    for value in OFFERED { <option value={value} selected={input.choice == value}>{value}</option> }
                </select>
                for value in OFFERED {
                    <input type="radio" key={value} name="on-input" value={value} checked={input.radio == value}
                        on:input=put(2, "radio".to_owned()) aria-label={value}/>
                }
                for outcome in ["accepted", "refused", "kept"] {
                    <input type="checkbox" key={outcome} class={outcome} checked={input.agree} on:click=tick(2, outcome.to_owned()) aria-label={outcome}/>
                }
            </section>
        }
    }
}

/// Controls whose options go away, that are reset, or that the browser itself opens.
#[live_component]
pub struct Owned {
    #[bind]
    country: String,
    #[bind]
    city: String,
    #[bind]
    draft: String,
    #[bind]
    age: Option<u8>,
    #[bind]
    size: f64,
    open: bool,
    toggles: u32,
    asked: bool,
    sent: String,
}

#[live_component]
impl Owned {
    fn mount(&mut self) {
        "de".clone_into(&mut self.country);
        "Berlin".clone_into(&mut self.city);
    }

    #[event]
    fn toggled(&mut self, toggle: Toggle) {
        self.open = toggle.open;
        self.toggles += 1;
    }

    /// Brings a field that wants the focus, after a while.
    #[event]
    fn ask(&mut self, cx: &mut Cx<Self>) {
        self.asked = false;
        cx.after(Duration::from_millis(300), |component, _| {
            component.asked = true;
            Ok::<_, loom::Error>(())
        });
    }

    #[event]
    fn send(&mut self) {
        self.sent.clone_from(&self.draft);
    }

    fn render(&self) -> Html {
        let cities = if self.country == "de" { ["Berlin", "Bonn"] } else { ["Paris", "Lyon"] };
        html! {
            <select id="country" bind:value={self.country} aria-label="Country">
                <option>"de"</option>
                <option>"fr"</option>
            </select>
            <select id="city" bind:value={self.city} aria-label="City">
                for city in cities { <option value={city}>{city}</option> }
            </select>
            <output id="lives">{&self.country} " " {&self.city}</output>

            <form id="form" on:submit=send>
                <input id="draft" bind:value.debounce(400)={self.draft} aria-label="Draft"/>
                <input id="age" type="number" bind:value={self.age} aria-label="Age"/>
                <small id="age-error" bind:error={self.age}></small>
                <button id="reset" type="reset">"Reset"</button>
                <button id="send">"Send"</button>
            </form>
            <output id="holds">{&self.draft} " " {self.age.map(|age| age.to_string())}</output>
            <output id="sent">{&self.sent}</output>

            <input id="size" type="number" step="any" bind:value={self.size} aria-label="Size"/>
            <output id="sized">{self.size.to_string()}</output>

            <details id="details" open={self.open} on:toggle=toggled><summary>"More"</summary>"It is here."</details>
            <output id="toggles">{self.toggles} " " {self.open.to_string()}</output>

            <button id="ask" on:click=ask>"Ask"</button>
            if self.asked { <input id="asked" autofocus aria-label="Asked"/> }
        }
    }
}
