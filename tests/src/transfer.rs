//! The form of the guide, `docs/guide/forms.md`, as it stands there.
#![allow(missing_docs, reason = "it is read in the guide")]

use loom::prelude::*;

#[live_component]
pub struct Transfer {
    #[bind]
    to: String,
    #[bind]
    amount: u32,
    /// The error of `to`.
    to_error: Option<String>,
    sent: Vec<String>,
}

#[live_component]
impl Transfer {
    #[event]
    fn send(&mut self, cx: &mut Cx<Self>) {
        self.to_error = (self.to.trim().len() < 3).then(|| "Give a name of three letters or more.".to_owned());
        if self.to_error.is_none() {
            cx.flash(Level::Success, format!("{} sent to {}.", self.amount, self.to));
            self.sent.push(std::mem::take(&mut self.to));
        }
    }

    #[event]
    fn clear(&mut self) {
        self.sent.clear();
    }

    fn render(&self) -> Html {
        html! {
            <form on:submit.prevent=send>
                <label>"To " <input bind:value={self.to} aria-invalid={self.to_error.is_some()} aria-describedby="to-error"></label>
                <small id="to-error">{&self.to_error}</small>
                <label>"Amount " <input type="number" min="1" bind:value={self.amount}></label>
                <small bind:error={self.amount}></small>
                <button>"Send"</button>
            </form>

            <button commandfor="sure" command="show-modal">"Forget " {self.sent.len()} " ..."</button>
            <dialog id="sure">
                <form method="dialog">
                    <p>"Forget what was sent?"</p>
                    <button on:click=clear>"Forget"</button>
                    <button autofocus>"Keep"</button>
                </form>
            </dialog>
        }
    }
}
