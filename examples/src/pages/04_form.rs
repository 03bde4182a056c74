//! Every kind of input, bound both ways to a typed field.
//!
//! `bind:value`, `bind:checked` and `bind:group` read the field and set it. A number field takes numbers:
//! anything else is an error that stands beside the input.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::FORM;
use crate::layout::example;

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Fiber {
    #[default]
    Wool,
    Linen,
    Cotton,
    Silk,
}

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    fn render(&self) -> Html {
        html! {
            <div class="stack">
                <form class="form" on:submit.prevent=keep>
                    <label class="field">
                        <span class="label">"Name (text)"</span>
                        <input type="text" bind:value={self.name} autocomplete="name"/>
                    </label>
                    <label class="field">
                        <span class="label">"E-mail"</span>
                        <input type="email" bind:value={self.email} autocomplete="email"/>
                    </label>
                    <label class="field">
                        <span class="label">"Telephone"</span>
                        <input type="tel" bind:value={self.phone} autocomplete="tel"/>
                    </label>
                    <label class="field">
                        <span class="label">"Website (URL)"</span>
                        <input type="url" bind:value={self.website} autocomplete="url"/>
                    </label>
                    <label class="field">
                        <span class="label">"Password"</span>
                        <input type="password" bind:value={self.password} autocomplete="off"/>
                    </label>
                    <label class="field">
                        <span class="label">"Search"</span>
                        <input type="search" bind:value={self.query}/>
                    </label>
                    <label class="field">
                        <span class="label">"Meters (number)"</span>
                        <input type="number" min="1" max="99" bind:value={self.meters}/>
                        <small bind:error={self.meters}></small>
                    </label>
                    <label class="field">
                        <span class="label">"Threads a centimeter: " {self.density}</span>
                        <input type="range" min="4" max="80" bind:value={self.density}/>
                    </label>
                    <label class="field">
                        <span class="label">"Day (date)"</span>
                        <input type="date" bind:value={self.day}/>
                    </label>
                    <label class="field">
                        <span class="label">"Time"</span>
                        <input type="time" bind:value={self.time}/>
                    </label>
                    <label class="field">
                        <span class="label">"Collect (date and time)"</span>
                        <input type="datetime-local" bind:value={self.pickup}/>
                    </label>
                    <label class="field">
                        <span class="label">"Color"</span>
                        <input type="color" bind:value={self.color}/>
                    </label>
                    <label class="field">
                        <span class="label">"Fiber (select)"</span>
                        <select bind:value={self.fiber}>
                            for fiber in Fiber::ALL {
                                <option value={fiber.name()}>{fiber.label()}</option>
                            }
                        </select>
                    </label>
                    <label class="field">
                        <span class="label">"Mixed with (several)"</span>
                        <select multiple size="4" bind:value={self.fibers}>
                            for fiber in Fiber::ALL {
                                <option value={fiber.name()}>{fiber.label()}</option>
                            }
                        </select>
                    </label>
                    <fieldset class="field">
                        <legend>"Weave (radio)"</legend>
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
                        <legend>"Extras (checkboxes)"</legend>
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
                    <label class="choice">
                        <input type="checkbox" bind:checked={self.gift}/>
                        "It is a present (checkbox)"
                    </label>
                    <label class="field wide">
                        <span class="label">"Notes (textarea)"</span>
                        <textarea bind:value={self.notes} rows="3"></textarea>
                    </label>
                </form>
                <section class="state" aria-label="The state on the server">
                    <h2>"The state on the server"</h2>
                    <pre tabindex="0">{format!("{self:#?}")}</pre>
                </section>
            </div>
        }
    }

    #[event]
    fn keep(&mut self, cx: &mut Cx<Self>) {
        cx.flash(Level::Success, format!("Thank you, {}.", self.name));
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let order = live.mount(Order::props()).await?;
    Ok(example(&FORM, html! { {order} }))
}
