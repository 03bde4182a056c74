//! Every kind of input, bound both ways to a typed field.
//!
//! `bind:value`, `bind:checked` and `bind:group` show a field and set it. A number
//! takes numbers: anything else is an error that stands beside the input.

use std::fmt;

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

impl Fiber {
    /// The meters in stock, which no page knows.
    const fn stock(self) -> u32 {
        match self {
            Self::Wool => 80,
            Self::Linen | Self::Cotton => 60,
            Self::Silk => 20,
        }
    }
}

/// An order for a piece of cloth.
#[live_component]
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
    /// The error of `meters` that only the server can find.
    too_long: Option<String>,
}

#[live_component]
impl Order {
    #[event]
    fn send(&mut self, cx: &mut Cx<Self>) {
        let stock = self.fiber.stock();
        self.too_long = (self.meters > stock)
            .then(|| format!("There are {stock} meters of {} in stock.", self.fiber.label()));
        if self.too_long.is_some() {
            return;
        }
        cx.flash(Level::Success, format!("Thank you, {}. We will start weaving.", self.name));
    }

    fn render(&self) -> Html {
        html! {
            <form class="form" on:submit.prevent=send>
                <Field label="Name">
                    <input type="text" bind:value={self.name} autocomplete="name"/>
                </Field>
                <Field label="E-mail">
                    <input type="email" bind:value={self.email} autocomplete="email"/>
                </Field>
                <Field label="Telephone">
                    <input type="tel" bind:value={self.phone} autocomplete="tel"/>
                </Field>
                <Field label="Website">
                    <input type="url" bind:value={self.website} autocomplete="url"/>
                </Field>
                <Field label="Password">
                    <input type="password" bind:value={self.password} autocomplete="off"/>
                </Field>
                <Field label="Find a pattern">
                    <input type="search" bind:value={self.query}/>
                </Field>
                <Field label="Meters">
                    <input
                        type="number"
                        min="1"
                        max="99"
                        aria-invalid={self.too_long.is_some().to_string()}
                        aria-describedby="meters-error"
                        bind:value={self.meters}
                    />
                    <small bind:error={self.meters}></small>
                    <small id="meters-error" role="alert">{&self.too_long}</small>
                </Field>
                <Field label={format!("Threads a centimeter: {}", self.density)}>
                    <input type="range" min="4" max="80" bind:value={self.density}/>
                </Field>
                <Field label="Day">
                    <input type="date" bind:value={self.day}/>
                </Field>
                <Field label="Time of day">
                    <input type="time" bind:value={self.time}/>
                </Field>
                <Field label="Pick-up" wide=true>
                    <input type="datetime-local" bind:value={self.pickup}/>
                </Field>
                <Field label="Fiber">
                    <select bind:value={self.fiber}>
                        for fiber in Fiber::ALL {
                            <option value={fiber.name()}>{fiber.label()}</option>
                        }
                    </select>
                </Field>
                <Field label="Color">
                    <input type="color" bind:value={self.color}/>
                </Field>
                <Field label="Fibers of the trim">
                    <select multiple size="4" bind:value={self.fibers}>
                        for fiber in Fiber::ALL {
                            <option value={fiber.name()}>{fiber.label()}</option>
                        }
                    </select>
                </Field>
                <fieldset class="field">
                    <legend>"Weave"</legend>
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
                    <legend>"Extras"</legend>
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
                    <legend>"Wrapping"</legend>
                    <label class="choice">
                        <input type="checkbox" bind:checked={self.gift}/>
                        "a present"
                    </label>
                </fieldset>
                <Field label="Notes" wide=true>
                    <textarea bind:value={self.notes} rows="3"></textarea>
                </Field>
                <button class="button primary">"Order"</button>
            </form>
            <section class="state" aria-label="The state on the server">
                <h2>"The state on the server"</h2>
                <pre tabindex="0" role="region" aria-label="The fields of the order">{format!("{self:#?}")}</pre>
            </section>
        }
    }
}

/// As `derive` would write it, without the password.
impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order")
            .field("name", &self.name)
            .field("email", &self.email)
            .field("phone", &self.phone)
            .field("website", &self.website)
            .field("password", &format_args!("{} characters", self.password.chars().count()))
            .field("query", &self.query)
            .field("meters", &self.meters)
            .field("density", &self.density)
            .field("fiber", &self.fiber)
            .field("color", &self.color)
            .field("fibers", &self.fibers)
            .field("weave", &self.weave)
            .field("extras", &self.extras)
            .field("gift", &self.gift)
            .field("day", &self.day)
            .field("time", &self.time)
            .field("pickup", &self.pickup)
            .field("notes", &self.notes)
            .finish()
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
    Ok(example(&live, &FORM, html! { {order} }))
}
