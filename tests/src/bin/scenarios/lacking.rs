//! A page with what some browsers lack.

use loom::prelude::*;

/// A dialog and a popover that buttons command, and a box that says when its scrolling has ended.
#[live_component]
pub struct Lacking {
    closed: u32,
    ends: u32,
    top: f64,
}

#[live_component]
impl Lacking {
    #[event]
    fn close(&mut self) {
        self.closed += 1;
    }

    #[event]
    fn stop(&mut self, scroll: Scroll) {
        self.ends += 1;
        self.top = scroll.top;
    }

    fn render(&self) -> Html {
        html! {
            <button type="button" id="ask" commandfor="question" command="show-modal">"Ask"</button>
            <dialog id="question">
                <button type="button" id="no" value="no" commandfor="question" command="close" on:click=close>"No"</button>
            </dialog>
            <output id="closed">{self.closed}</output>
            <button type="button" id="more" commandfor="menu" command="toggle-popover">"More"</button>
            <p id="menu" popover>"Menu"</p>
            <div id="box" tabindex="0" style="height: 50px; overflow: auto" on:scrollend=stop><p style="height: 900px">"Tall"</p></div>
            <output id="ends">{self.ends} " at " {self.top}</output>
        }
    }
}
