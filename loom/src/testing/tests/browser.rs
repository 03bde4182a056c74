//! An action that a browser does not allow fails in a test, and an action that it allows works.

use super::super::{View, mount};
use crate::{Result, prelude::*};

/// Controls of every kind, some of which nobody can use.
#[live_component(name = "testing::controls")]
struct Controls {
    /// The events, oldest first.
    heard: Vec<String>,
    is_open: bool,
    #[bind]
    age: u8,
    #[bind]
    color: String,
    is_checked: bool,
}

#[live_component]
impl Controls {
    #[event]
    fn hear(&mut self, what: String) {
        self.heard.push(what);
    }

    #[event]
    fn open(&mut self) {
        self.is_open = true;
    }

    #[event]
    fn typed(&mut self, text: Value<String>) {
        self.heard.push(text.into_inner());
    }

    #[event]
    fn checked(&mut self, checked: Checked) {
        self.is_checked = checked.0;
    }

    #[event]
    fn sent(&mut self, form: Form<Vec<(String, String)>>) {
        self.heard.extend(form.into_inner().iter().map(|(name, value)| format!("{name}={value}")));
    }

    #[event]
    fn at(&mut self, at: Pointer) {
        self.heard.push(format!("{},{}", at.x, at.y));
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.heard.join(" ")}</output>
            <div id="outer" on:click=hear("outer".to_owned())>
                <button id="inner" on:click=hear("inner".to_owned())><b>"in it"</b></button>
                <button id="stops" on:click.stop=hear("stops".to_owned())>"stops"</button>
            </div>
            <div hidden={!self.is_open}><button id="hidden" on:click=hear("hidden".to_owned())>"hidden"</button></div>
            <fieldset disabled={!self.is_open}><button id="disabled" on:click=hear("used".to_owned())>"disabled"</button></fieldset>
            <button id="open" on:click.once=open>"open"</button>
            <button id="once" on:click.once=hear("once".to_owned())>"once"</button>
            <p id="keys" on:keydown.esc=hear("esc".to_owned()) on:keydown.ctrl.s=hear("save".to_owned())>"keys"</p>
            <p id="place" on:click=at>"place"</p>
            <input id="age" bind:value={self.age}><small bind:error={self.age}></small>
            <select id="color" bind:value={self.color}><option value="red">"red"</option><option value="blue">"blue"</option></select>
            <input id="checked" type="checkbox" checked={self.is_checked} on:change=checked>
            <form on:submit=sent on:input=typed>
                <input name="who" required>
                <input name="note" value="x" readonly>
                <input name="kind" type="radio" value="a" checked><input name="kind" type="radio" value="b">
                <button name="go" value="now">"send"</button>
            </form>
        }
    }
}

async fn controls() -> Result<View> {
    mount(Controls::props()).await
}

#[tokio::test]
async fn what_a_visitor_cannot_reach_cannot_be_used() -> Result<()> {
    let mut view = controls().await?;
    for (selector, why) in
        [("#hidden", "hidden"), ("#disabled", "disabled"), ("#nowhere", "nothing is"), ("output", "no handler")]
    {
        let error = view.click(selector).await.map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.contains(why)), "{selector}");
    }
    view.click("#open").await?;
    view.click("#hidden").await?;
    view.click("#disabled").await?;
    assert_eq!(view.text("output"), "hidden used");
    Ok(())
}

#[tokio::test]
async fn a_click_goes_up_to_what_is_bound_around_it() -> Result<()> {
    let mut view = controls().await?;
    view.click("#inner b").await?;
    view.click("#stops").await?;
    assert_eq!(view.text("output"), "inner outer stops");
    Ok(())
}

#[tokio::test]
async fn a_binding_that_fires_once_does_not_fire_again() -> Result<()> {
    let mut view = controls().await?;
    view.click("#once").await?;
    view.click("#once").await?;
    assert_eq!(view.text("output"), "once");
    Ok(())
}

#[tokio::test]
async fn a_key_is_known_by_each_of_its_names() -> Result<()> {
    let mut view = controls().await?;
    view.key("#keys", "Escape").await?;
    view.key("#keys", "ctrl+s").await?;
    assert!(view.key("#keys", "s").await.is_err());
    assert_eq!(view.text("output"), "esc save");
    Ok(())
}

#[tokio::test]
async fn a_browser_supplies_what_events_carry() -> Result<()> {
    let mut view = controls().await?;
    view.click("#place").await?;
    view.input("[name=who]", "Ada").await?;
    assert_eq!(view.text("output"), "0,0 Ada");
    Ok(())
}

#[tokio::test]
async fn a_form_is_submitted_with_what_is_in_it() -> Result<()> {
    let mut view = controls().await?;
    assert!(view.submit("form", &[]).await.is_err(), "a field is required");
    view.input("[name=who]", "Ada").await?;
    view.check("[value=b]", true).await?;
    assert!(view.find("[value=b]").is_checked() && !view.find("[value=a]").is_checked());
    assert!(view.input("[name=note]", "y").await.is_err(), "it is read-only");
    view.click("[name=go]").await?;
    assert_eq!(view.text("output"), "Ada b who=Ada note=x kind=b go=now");
    view.submit("form", &[("who", "Bob")]).await?;
    assert!(view.text("output").ends_with("note=x kind=b who=Bob"));
    assert!(view.submit("form", &[("nobody", "1")]).await.is_err());
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_used_stays_in_its_field_and_is_said() -> Result<()> {
    let mut view = controls().await?;
    assert!(view.input("#age", "many").await.is_err());
    assert_eq!(view.find("#age").value(), "many");
    assert!(!view.text("small").is_empty());
    view.input("#age", "7").await?;
    assert_eq!((view.find("#age").value(), view.text("small")), ("7".to_owned(), String::new()));
    Ok(())
}

#[tokio::test]
async fn only_what_a_list_offers_can_be_chosen() -> Result<()> {
    let mut view = controls().await?;
    view.input("#color", "blue").await?;
    assert_eq!(view.find("#color").value(), "blue");
    assert!(view.input("#color", "green").await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_click_on_a_checkbox_checks_it() -> Result<()> {
    let mut view = controls().await?;
    view.click("#checked").await?;
    assert!(view.find("#checked").is_checked());
    assert!(view.check("#checked", true).await.is_err(), "it is so already");
    view.click("#checked").await?;
    assert!(!view.has("#checked:checked"));
    Ok(())
}

#[tokio::test]
async fn a_bound_control_shows_its_field_but_for_what_cannot_be_used() -> Result<()> {
    let mut view = controls().await?;
    // The field is empty, which is none of the options.
    assert_eq!(view.find("#color").value(), "");
    view.input("#age", "7").await?;
    view.input("#age", "07").await?;
    assert_eq!(view.find("#age").value(), "7");
    assert!(view.input("#age", "300").await.is_err());
    assert_eq!(view.find("#age").value(), "300");
    Ok(())
}
