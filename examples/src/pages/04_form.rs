//! Every kind of input, bound both ways to a typed field.
//!
//! `bind:value`, `bind:checked` and `bind:group` show a field and set it. A number
//! takes numbers: anything else is an error that stands beside the input.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::FORM;
use crate::layout::example;

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq)]
#[derive(Serialize, Deserialize)]
enum Fiber {
    #[default]
    Wool,
    Linen,
    Cotton,
    Silk,
}

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq)]
#[derive(Serialize, Deserialize)]
enum Weave {
    #[default]
    Plain,
    Twill,
    Satin,
}

/// An order for a piece of cloth.
#[live_component]
#[derive(Debug)]
pub struct Order {
    #[bind]
    #[state(default = "Ada Weaver".to_owned())]
    name: String,
    #[bind]
    email: String,
    #[bind]
    phone: String,
    #[bind]
    website: String,
    #[bind]
    password: String,
    #[bind]
    query: String,
    #[bind]
    notes: String,
    #[bind]
    #[state(default = 3)]
    meters: u32,
    #[bind]
    #[state(default = 40)]
    density: u8,
    #[bind]
    #[state(default = "#3a3fb8".to_owned())]
    color: String,
    #[bind]
    day: String,
    #[bind]
    time: String,
    #[bind]
    pickup: String,
    #[bind]
    gift: bool,
    #[bind]
    weave: Weave,
    #[bind]
    fiber: Fiber,
    #[bind]
    extras: Vec<String>,
    #[bind]
    fibers: Vec<Fiber>,
}

#[live_component]
impl Order {
    #[event]
    fn send(&mut self, cx: &mut Cx<Self>) {
        cx.flash(Level::Success, format!("Thank you, {}. We will start weaving.", self.name));
    }

    fn render(&self) -> Html {
        html! {
            <form class="form" on:submit.prevent=send>
                <Field label="Text">
                    <input type="text" bind:value={self.name} autocomplete="name"/>
                </Field>
                <Field label="E-mail">
                    <input type="email" bind:value={self.email} autocomplete="email"/>
                </Field>
                <Field label="Telephone">
                    <input type="tel" bind:value={self.phone} autocomplete="tel"/>
                </Field>
                <Field label="URL">
                    <input type="url" bind:value={self.website} autocomplete="url"/>
                </Field>
                <Field label="Password">
                    <input type="password" bind:value={self.password} autocomplete="off"/>
                </Field>
                <Field label="Search">
                    <input type="search" bind:value={self.query}/>
                </Field>
                <Field label="Number">
                    <input type="number" min="1" max="99" bind:value={self.meters}/>
                    <small bind:error={self.meters}></small>
                </Field>
                <Field label={format!("Range: {}", self.density)}>
                    <input type="range" min="4" max="80" bind:value={self.density}/>
                </Field>
                <Field label="Date">
                    <input type="date" bind:value={self.day}/>
                </Field>
                <Field label="Time">
                    <input type="time" bind:value={self.time}/>
                </Field>
                <Field label="Date and time" wide=true>
                    <input type="datetime-local" bind:value={self.pickup}/>
                </Field>
                <Field label="Select">
                    <select bind:value={self.fiber}>
                        for fiber in Fiber::ALL {
                            <option value={fiber.name()}>{fiber.label()}</option>
                        }
                    </select>
                </Field>
                <Field label="Color">
                    <input type="color" bind:value={self.color}/>
                </Field>
                <Field label="Select several">
                    <select multiple size="4" bind:value={self.fibers}>
                        for fiber in Fiber::ALL {
                            <option value={fiber.name()}>{fiber.label()}</option>
                        }
                    </select>
                </Field>
                <fieldset class="field">
                    <legend>"Radio buttons"</legend>
                    for weave in Weave::ALL {
                        <label key={weave.name()} class="choice">
                            <input
                                type="radio"
                                name="weave"
                                value={weave.name()}
                                bind:group={self.weave}
                            />
                            {weave.label()}
                        </label>
                    }
                </fieldset>
                <fieldset class="field">
                    <legend>"Checkboxes"</legend>
                    for extra in ["washed", "hemmed", "labeled"] {
                        <label key={extra} class="choice">
                            <input
                                type="checkbox"
                                name="extras"
                                value={extra}
                                bind:group={self.extras}
                            />
                            {extra}
                        </label>
                    }
                </fieldset>
                <fieldset class="field">
                    <legend>"Checkbox"</legend>
                    <label class="choice">
                        <input type="checkbox" bind:checked={self.gift}/>
                        "a present"
                    </label>
                </fieldset>
                <Field label="Textarea" wide=true>
                    <textarea bind:value={self.notes} rows="3"></textarea>
                </Field>
                <button class="button primary">"Order"</button>
            </form>
            <section class="state" aria-label="The state on the server">
                <h2>"The state on the server"</h2>
                <pre tabindex="0">{format!("{self:#?}")}</pre>
            </section>
        }
    }
}

/// A control with its label above.
#[component]
fn Field(
    #[prop(into)] label: String,
    #[prop(default)] wide: bool,
    children: Html,
) -> Html {
    html! {
        <label class="field" class:wide={wide}>
            <span class="label">{label}</span>
            {children}
        </label>
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let order = live.mount(Order::props()).await?;
    Ok(example(&FORM, html! { {order} }))
}
