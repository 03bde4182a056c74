//! Elements that come into view, and controls that wait for the server.

use std::time::Duration;

use loom::prelude::*;

#[live_component]
pub struct Pending {
    heard: Vec<String>,
    wide: bool,
    width: f64,
    window: f64,
    saves: u32,
    fails: bool,
    late: u64,
    #[bind]
    name: String,
    #[bind]
    other: String,
}

#[live_component]
impl Pending {
    #[event]
    fn hear(&mut self, what: String) {
        self.heard.push(what);
    }

    #[event]
    fn widen(&mut self) {
        self.wide = !self.wide;
    }

    #[event]
    fn resized(&mut self, size: Resize) {
        self.width = size.width;
    }

    #[event]
    fn resized_window(&mut self, size: Resize) {
        self.window = size.width;
    }

    #[event]
    async fn save(&mut self) -> loom::Result<()> {
        tokio::time::sleep(Duration::from_millis(self.late)).await;
        if self.fails {
            return Err(loom::Error::msg("refused"));
        }
        self.saves += 1;
        Ok(())
    }

    #[event]
    fn fail(&mut self) {
        self.fails = !self.fails;
    }

    #[event]
    fn slow(&mut self) {
        self.late = 2_000;
    }

    #[event]
    async fn send(&mut self) -> loom::Result<()> {
        self.save().await?;
        self.heard.push(std::mem::take(&mut self.name));
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <output id="heard">{self.heard.join(",")}</output>
            <output id="saves">{self.saves}</output>
            <output id="width">{self.width}</output>
            <output id="window" on:resize.window.debounce(50)=resized_window>{self.window}</output>
            <button id="widen" on:click=widen>"Widen"</button>
            <div id="box" style={if self.wide { "width: 300px" } else { "width: 200px" }} on:resize=resized>"Box"</div>
            <button id="fail" on:click=fail aria-pressed={self.fails.to_string()}>"Fail"</button>
            <button id="slow" on:click=slow>"Slow"</button>
            <button id="save" on:click.exclusive=save l-loading="busy">"Save"</button>
            <button id="plain" on:click=save>"Plain " <i hidden l-loading>"Working"</i></button>
            <p id="text" tabindex="0" on:keydown.enter.exclusive=save on:click=hear("text".to_owned())>"Text"</p>
            <b id="busy" hidden>"Busy"</b>
            <form id="form" on:submit.exclusive.reset=send>
                <input id="name" aria-label="Name" bind:value={self.name}>
                <input id="plain-text" aria-label="Plain" name="plain">
                <input id="box-own" type="checkbox" aria-label="Box" name="box">
                <select id="list" aria-label="List" name="list"><option>"one"</option><option>"two"</option></select>
                <button id="send">"Send"</button>
            </form>
            <div style="height: 3000px">"Space"</div>
            <p id="far" on:visible=hear("visible".to_owned()) on:hidden=hear("hidden".to_owned())>"Far"</p>
            <p id="first" on:visible.once=hear("once".to_owned())>"Once"</p>
            <div style="height: 1500px">"Space"</div>
            <p id="near" on:visible.margin(400)=hear("near".to_owned())>"Near"</p>
        }
    }
}
