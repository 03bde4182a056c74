//! Pages with contents that patches must leave alone.

use loom::prelude::*;

/// Scenarios 7, 8 and 19: what patches must leave alone.
#[live_component]
pub struct Around {
    count: u32,
}

#[live_component]
impl Around {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! {
            <button id="more" type="button" on:click=increment>"More"</button>
            <output id="count" class:even={self.count.is_multiple_of(2)}>{self.count}</output>
            <div id="bar" style:width={format!("{}px", 100 + self.count)}></div>
            <details id="details">
                <summary>"Details"</summary>
                <p>"Inside " {self.count}</p>
            </details>
            <dialog id="dialog">"A dialog " {self.count}</dialog>
            <div id="popover" popover>"A popover " {self.count}</div>
            <div id="scroll" class="scroll" tabindex="0">
                for line in 0..200 {
                    <p>"Line " {line} " of " {self.count}</p>
                }
            </div>
            <p id="prose">"Some words to select " <b>{self.count}</b> " and more."</p>
            <div id="foreign" class={if self.count.is_multiple_of(2) { "even" } else { "odd" }}>{self.count} <i>"x"</i></div>
        }
    }
}
