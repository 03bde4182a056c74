//! `Local<T>`, by which handlers receive what only the browser has.

use crate::{
    Result,
    prelude::*,
    testing::{self, Payload},
};

#[derive(Clone, Copy, Debug, Default, PartialEq, crate::Choice, serde::Serialize, serde::Deserialize)]
#[choice(crate = "crate")]
enum Size {
    #[default]
    Small,
    VeryLarge,
}

#[live_component(crate = "crate")]
struct Order {
    got: Vec<String>,
    #[local]
    note: String,
    #[local]
    count: u64,
    #[local]
    ratio: f64,
    #[local]
    size: Size,
    #[local]
    gift: Option<bool>,
    #[local]
    marks: Vec<i8>,
}

#[live_component(crate = "crate")]
impl Order {
    #[event]
    fn take(&mut self, id: u32, note: Local<String>, count: Local<u64>) {
        self.got.push(format!("{id} {} {}", *note, *count));
    }

    #[event]
    fn all(
        &mut self,
        Local(ratio): Local<f64>,
        size: Local<Size>,
        gift: Local<Option<bool>>,
        Local(marks): Local<Vec<i8>>,
    ) {
        self.got.push(format!("{ratio} {size:?} {gift:?} {marks:?}"));
    }

    fn render(&self) -> Html {
        html! {
            <input on:input=local(self.note = event.value().to_string())>
            <button id="more" on:click=local({ self.count = 18_446_744_073_709_551_615; self.marks.push(-3) })>"more"</button>
            <button id="take" on:click=(take(7), local(self.note.clear()))>"take"</button>
            <button id="all" on:click=all>"all"</button>
            <button id="other" on:click=local({ self.ratio = -0.0; self.size = Size::VeryLarge; self.gift = Some(false) })>"x"</button>
            <ol>for (at, got) in self.got.iter().enumerate() { <li key={at}>{got}</li> }</ol>
        }
    }
}

#[tokio::test]
async fn a_handler_receives_what_the_browser_had_before_its_own_part() -> Result<()> {
    let mut view = testing::mount(Order::props()).await?;
    view.input("input", "no \"nuts\"").await?;
    view.click("#take").await?;
    assert_eq!(view.text("ol"), "7 no \"nuts\" 0");
    assert_eq!(view.local("note").as_deref(), Some(""));
    view.click("#more").await?;
    view.click("#take").await?;
    assert_eq!(view.text("li:last-child"), "7 18446744073709551615");
    Ok(())
}

#[tokio::test]
async fn each_type_of_the_browser_comes_as_it_is() -> Result<()> {
    let mut view = testing::mount(Order::props()).await?;
    view.click("#all").await?;
    assert_eq!(view.text("ol"), "0 Local(Small) Local(None) []");
    view.click("#more").await?;
    view.click("#other").await?;
    view.click("#all").await?;
    assert_eq!(view.text("li:last-child"), "-0 Local(VeryLarge) Local(Some(false)) [-3]");
    Ok(())
}

#[tokio::test]
async fn a_value_of_another_type_or_none_is_refused() -> Result<()> {
    let mut view = testing::mount(Order::props()).await?;
    for locals in [
        r#"{"note":"x"}"#,
        r#"{"note":"x","count":{"n":"-1"}}"#,
        r#"{"note":"x","count":"7"}"#,
        r#"{"note":"x","count":7}"#,
        r#"{"note":["x"],"count":{"n":"7"}}"#,
        r#"{"note":{"a":1},"count":{"n":"7"}}"#,
        "null",
    ] {
        let payload = Payload { locals: Some(locals.to_owned()), ..Payload::default() };
        let refused = view.fire("#take", "click", payload).await;
        assert!(refused.is_err(), "{locals}");
    }
    assert_eq!(view.text("ol"), "");
    let payload =
        Payload { locals: Some(r#"{"note":"x","count":{"n":"7"},"more":[]}"#.to_owned()), ..Payload::default() };
    view.fire("#take", "click", payload).await?;
    assert_eq!(view.text("ol"), "7 x 7");
    Ok(())
}
