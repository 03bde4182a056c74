//! Components in components.

use super::super::{App, View, callback, mount};
use crate::{Result, Topic, prelude::*};

/// A row with a state of its own. It is asked to be removed, and says so to the component around it.
#[live_component(name = "testing::row")]
struct Row {
    #[prop(into)]
    name: String,
    #[prop(default)]
    on_remove: Callback<String>,
    #[bind]
    note: String,
    clicks: u32,
}

#[live_component]
impl Row {
    #[event]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event]
    async fn remove(&mut self, cx: &mut Cx<Self>) {
        tokio::task::yield_now().await;
        self.on_remove.call(cx, self.note.clone());
    }

    fn render(&self) -> Html {
        html! {
            <b>{&self.name}</b> ": " <output>{self.clicks}</output>
            <input bind:value={self.note}>
            <button on:click=click>"+"</button>
            <button on:click=remove>"x"</button>
        }
    }
}

/// Rows, in an order that can be turned.
#[live_component(name = "testing::rows")]
struct Rows {
    #[state(default = vec![1, 2, 3])]
    ids: Vec<u32>,
    removed: String,
}

#[live_component]
impl Rows {
    #[event]
    fn turn(&mut self) {
        self.ids.reverse();
    }

    #[event]
    fn removed(&mut self, id: u32, note: Detail<String>) -> Result<()> {
        if note.is_empty() {
            return Err(crate::Error::msg("nothing is noted"));
        }
        self.ids.retain(|known| *known != id);
        self.removed = note.into_inner();
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <p>{&self.removed}</p>
            <ul>
                for id in &self.ids {
                    <li key={id}><Row name={format!("{id} of {}", self.ids.len())} on:remove=removed(*id)/></li>
                }
            </ul>
            <button id="turn" on:click=turn>"turn"</button>
        }
    }
}

fn rows(view: &View) -> Vec<String> {
    view.all("li").iter().map(|row| row.text()).collect()
}

#[tokio::test]
async fn nested_components_are_shown_as_in_a_page() -> Result<()> {
    let view = mount(Rows::props()).await?;
    assert_eq!(view.all("li [data-l-live=testing::row] b").len(), 3);
    assert_eq!(rows(&view), ["1 of 3: 0+x", "2 of 3: 0+x", "3 of 3: 0+x"]);
    Ok(())
}

#[tokio::test]
async fn an_event_goes_to_the_component_that_its_element_is_in() -> Result<()> {
    let mut view = mount(Rows::props()).await?;
    view.click("button:text(+):nth(2)").await?;
    assert_eq!(rows(&view), ["1 of 3: 0+x", "2 of 3: 1+x", "3 of 3: 0+x"]);
    Ok(())
}

#[tokio::test]
async fn a_nested_component_keeps_its_state_while_its_key_stays() -> Result<()> {
    let mut view = mount(Rows::props()).await?;
    view.click("button:text(+):nth(1)").await?;
    view.click("#turn").await?;
    assert_eq!(rows(&view), ["3 of 3: 0+x", "2 of 3: 0+x", "1 of 3: 1+x"]);
    view.click("button:text(+):nth(3)").await?;
    assert_eq!(rows(&view), ["3 of 3: 0+x", "2 of 3: 0+x", "1 of 3: 2+x"]);
    Ok(())
}

#[tokio::test]
async fn a_callback_reaches_the_component_around_which_hands_down_props() -> Result<()> {
    let mut view = mount(Rows::props()).await?;
    view.input("input:nth(2)", "done with").await?;
    view.click("button:text(x):nth(2)").await?;
    assert_eq!(view.text("p"), "done with");
    assert_eq!(rows(&view), ["1 of 2: 0+x", "3 of 2: 0+x"]);
    assert!(view.effects().calls.is_empty(), "they have been handled");
    Ok(())
}

#[tokio::test]
async fn a_callback_that_fails_fails_the_test() -> Result<()> {
    let mut view = mount(Rows::props()).await?;
    let done = view.click("button:text(x):nth(1)").await;
    assert!(done.is_err_and(|error| error.to_string().contains("nothing is noted")));
    assert_eq!(view.all("li").len(), 3);
    Ok(())
}

#[tokio::test]
async fn calls_of_a_lone_component_are_kept() -> Result<()> {
    let mut view = mount(Row::props().name("a").on_remove(callback("removed(4)"))).await?;
    view.input("input", "b").await?;
    view.click("button:text(x)").await?;
    let calls: Vec<_> = view.effects().calls.iter().map(|call| (&*call.handler, &*call.detail)).collect();
    assert_eq!(calls, [("removed(4)", "\"b\"")]);
    Ok(())
}

/// Says to the component around it when it is mounted, connected, and told something.
#[live_component(name = "testing::talker")]
struct Talker {
    #[prop]
    on_say: Callback<String>,
}

#[derive(Clone, Default)]
struct News(Topic<String>);

#[live_component]
impl Talker {
    fn mount(&mut self, cx: &mut Cx<Self>) {
        self.on_say.call(cx, "mounted".to_owned());
    }

    fn connected(&mut self, cx: &mut Cx<Self>) -> Result<()> {
        self.on_say.call(cx, "connected".to_owned());
        let news = cx.state::<News>()?.0.clone();
        news.subscribe(cx, |talker, cx, text| talker.on_say.call(cx, text.clone()));
        Ok(())
    }

    fn render(&self) -> Html {
        html! { "talker" }
    }
}

#[live_component(name = "testing::listener")]
struct Listener {
    #[state(default = true)]
    open: bool,
    heard: Vec<String>,
}

#[live_component]
impl Listener {
    #[event]
    fn toggle(&mut self) {
        self.open = !self.open;
    }

    #[event]
    fn heard(&mut self, text: Detail<String>) {
        self.heard.push(text.into_inner());
    }

    fn render(&self) -> Html {
        html! {
            <button on:click=toggle>"toggle"</button>
            <p>{self.heard.join(", ")}</p>
            if self.open { <Talker on:say=heard/> }
        }
    }
}

#[tokio::test]
async fn nested_components_call_and_are_pushed_to_while_they_are_there() -> Result<()> {
    let news = News::default();
    let mut view = App::new().state(news.clone()).mount(Listener::props()).await?;
    assert_eq!(view.text("p"), "connected", "a callback during the render of the page reaches nobody");

    news.0.publish("news".to_owned());
    view.pushed().await?;
    assert_eq!(view.text("p"), "connected, news");

    view.click("button").await?;
    news.0.publish("to nobody".to_owned());
    view.settle().await?;
    assert_eq!(view.text("p"), "connected, news");

    view.click("button").await?;
    assert_eq!(view.text("p"), "connected, news, mounted, connected", "a connection is there now");
    Ok(())
}

#[live_component(name = "testing::endless")]
struct Endless {}

#[live_component]
impl Endless {
    fn render(&self) -> Html {
        html! { <Endless/> }
    }
}

#[tokio::test]
async fn a_component_that_renders_itself_is_refused() {
    let error = mount(Endless::props()).await.map(drop).map_err(|error| error.to_string());
    assert!(error.is_err_and(|error| error.contains("does it render itself?")));
}
