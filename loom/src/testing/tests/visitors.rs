//! Several visitors, several tabs, and connections that break.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{Router, routing::get};

use super::super::{App, Browser};
use crate::{Interruption, Loom, Result, Topic, prelude::*};

/// The topic of new messages, and the messages so far.
#[derive(Clone, Default)]
struct Chat {
    news: Topic<String>,
    said: Arc<Mutex<Vec<String>>>,
}

impl Chat {
    fn said(&self) -> Vec<String> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A room, with a draft of the visitor's own.
#[live_component(name = "testing::room")]
struct Room {
    heard: Vec<String>,
    #[bind]
    draft: String,
    sent: u32,
}

#[live_component]
impl Room {
    fn connected(&mut self, cx: &mut Cx<Self>) -> Result<()> {
        let chat = cx.state::<Chat>()?;
        self.heard = chat.said();
        chat.news.subscribe(cx, |room, _, text| room.heard.push(text.clone()));
        Ok(())
    }

    #[event]
    fn say(&mut self, cx: &mut Cx<Self>) -> Result<()> {
        let chat = cx.state::<Chat>()?;
        let text = format!("{}: {}", cx.visitor().as_str().split(':').next().unwrap_or_default(), self.draft);
        self.draft.clear();
        self.sent += 1;
        chat.said.lock().unwrap_or_else(PoisonError::into_inner).push(text.clone());
        chat.news.publish(text);
        Ok(())
    }

    #[event]
    fn break_off(&mut self, cx: &mut Cx<Self>) {
        self.sent += 1;
        cx.interrupt(Interruption::Drop);
    }

    #[event]
    fn restart(&mut self, cx: &mut Cx<Self>) {
        self.sent += 1;
        cx.interrupt(Interruption::Restart);
    }

    fn render(&self) -> Html {
        html! {
            <p>{self.heard.join(", ")}</p>
            <output>{self.sent}</output>
            <input bind:value={self.draft}>
            <button id="say" on:click=say>"say"</button>
            <button id="break" on:click=break_off>"break"</button>
            <button id="restart" on:click=restart>"restart"</button>
            <Draft/>
        }
    }
}

/// Something with a state of its own in the room.
#[live_component(name = "testing::draft")]
struct Draft {
    lines: u32,
}

#[live_component]
impl Draft {
    #[event]
    fn add(&mut self) {
        self.lines += 1;
    }

    fn render(&self) -> Html {
        html! { <button id="add" on:click=add>{self.lines}</button> }
    }
}

/// The name of whoever is logged in.
#[derive(Clone)]
struct User(&'static str);

async fn page(live: Live) -> Result<Page> {
    let (one, two) = (live.mount(Room::props()).await?, live.mount(Draft::props()).await?);
    Ok(Page::new("Chat").body(html! { <main>{one}</main> <aside>{two}</aside> }))
}

/// An application whose visitors are logged in.
fn app() -> Result<App> {
    let loom = Loom::builder()
        .secret("a secret of thirty-two bytes or more")
        .state(Chat::default())
        .visitor(|request| request.extensions.get::<User>().map(|user| user.0.to_owned()))
        .build()?;
    let router = Router::new()
        .route("/", get(page))
        .route("/old", get(|| async { axum::response::Redirect::to("/") }))
        .with_state(loom.clone());
    Ok(App::of(loom).router(router))
}

fn login(app: &App, name: &'static str) -> Result<Browser> {
    Ok(app.browser()?.requests(move |request| _ = request.extensions.insert(User(name))))
}

#[tokio::test]
async fn visitors_hear_each_other() -> Result<()> {
    let app = app()?;
    let (mut ada, mut bob) = (login(&app, "ada")?.open("/").await?, login(&app, "bob")?.open("/old").await?);
    assert_eq!((ada.visitor().as_str(), bob.visitor().as_str()), ("ada", "bob"));
    ada.input("input", "hello").await?;
    ada.click("#say").await?;
    bob.pushed().await?;
    assert_eq!((ada.text("p"), bob.text("p")), ("ada: hello".to_owned(), "ada: hello".to_owned()));
    assert_eq!(ada.find("input").value(), "");
    Ok(())
}

#[tokio::test]
async fn two_tabs_have_states_of_their_own() -> Result<()> {
    let browser = App::new().state(Chat::default()).browser()?;
    let (mut one, mut two) = (browser.mount(Room::props()).await?, browser.mount(Room::props()).await?);
    one.click("#add").await?;
    two.settle().await?;
    assert_eq!((one.text("#add"), two.text("#add")), ("1".to_owned(), "0".to_owned()));
    assert_eq!(one.visitor(), two.visitor());
    Ok(())
}

#[tokio::test]
async fn components_of_one_page_share_its_connection() -> Result<()> {
    let app = app()?;
    let mut view = login(&app, "ada")?.open("/").await?;
    view.click("aside #add").await?;
    assert_eq!((view.text("main #add"), view.text("aside #add")), ("0".to_owned(), "1".to_owned()));
    assert_eq!(view.text("title"), "Chat");
    let stats = app.loom()?.stats();
    assert_eq!((stats.connections, stats.components), (1, 3));
    drop(view);
    let stats = app.loom()?.stats();
    assert_eq!((stats.connections, stats.components), (0, 0));
    Ok(())
}

#[tokio::test]
async fn nothing_is_lost_when_a_connection_breaks() -> Result<()> {
    for how in [Interruption::Drop, Interruption::Restart] {
        let app = app()?;
        let (mut ada, mut bob) = (login(&app, "ada")?.open("/").await?, login(&app, "bob")?.open("/").await?);
        bob.input("input", "half a").await?;
        bob.click("main #add").await?;
        bob.interrupt(how).await?;
        assert!(!bob.is_connected());
        assert!(bob.click("#say").await.is_err());
        ada.click("#say").await?;

        bob.reconnect().await?;
        assert_eq!((bob.text("p"), bob.text("main #add")), ("ada:".to_owned(), "1".to_owned()), "{how:?}");
        assert_eq!(bob.find("input").value(), "half a");
        bob.click("#say").await?;
        ada.settle().await?;
        assert_eq!(ada.text("p"), "ada: , bob: half a");
    }
    Ok(())
}

#[tokio::test]
async fn an_event_that_breaks_its_connection_counts_once() -> Result<()> {
    let mut view = App::new().state(Chat::default()).mount(Room::props()).await?;
    view.click("#break").await?;
    assert_eq!(view.text("output"), "1");
    Ok(())
}

#[tokio::test]
async fn a_visitor_who_is_disconnected_cannot_go_on() -> Result<()> {
    let app = app()?;
    let ada = login(&app, "ada")?;
    let (mut one, mut two) = (ada.open("/").await?, ada.open("/").await?);
    let mut bob = login(&app, "bob")?.open("/").await?;
    assert_eq!(app.loom()?.disconnect(&ada.visitor()?), 2);
    for view in [&mut one, &mut two] {
        view.settle().await?;
        assert!(!view.is_connected());
        assert!(view.reconnect().await.is_err(), "its tokens are refused");
    }
    bob.click("#say").await?;
    ada.open("/").await?.click("#say").await
}

#[tokio::test]
async fn a_page_that_is_no_page_is_said() -> Result<()> {
    let app = app()?;
    assert!(app.open("/nowhere").await.is_err_and(|error| error.to_string().contains("404")));
    assert!(App::new().open("/").await.is_err(), "there is no router");
    let late = app.state(7_u32);
    assert!(late.open("/").await.is_err(), "the state comes too late");
    Ok(())
}
