//! `#[url]` fields: the address and the state agree, whoever changes them.

use axum::{Router, routing::get};

use super::super::{App, Payload};
use crate::{Interruption, Loom, Rendered, Result, Slot, Topic, prelude::*};

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
enum Tab {
    #[default]
    AllOrders,
    #[choice(label = "To do")]
    Open,
}

struct Broken;

impl Render for Broken {
    fn render(&self, _: Slot<'_>) -> Rendered {
        Err(crate::RenderError::msg("no"))
    }
}

#[derive(Clone, Default)]
struct Moved(Topic<u32>);

#[live_component(name = "address::orders")]
struct Orders {
    #[url]
    #[bind]
    filter: String,
    #[url(name = "p", default = 1)]
    page: u32,
    #[url(push)]
    tab: Tab,
    #[url]
    most: Option<f64>,
    mounted: String,
    followed: u32,
}

#[live_component]
impl Orders {
    fn mount(&mut self) {
        self.mounted = format!("{} {} {:?} {:?}", self.filter, self.page, self.tab, self.most);
    }

    fn connected(&mut self, cx: &mut Cx<Self>) -> Result<()> {
        if let Ok(moved) = cx.state::<Moved>() {
            moved.0.subscribe(cx, |orders, _, page| orders.page = *page);
        }
        Ok(())
    }

    async fn url_changed(&mut self, cx: &mut Cx<Self>) -> Result<()> {
        self.followed += 1;
        cx.title(format!("page {}", self.page));
        if self.page == 13 {
            return Err(crate::Error::msg("there is no page 13"));
        }
        assert_ne!(self.page, 14, "there is no page 14");
        Ok(())
    }

    #[event]
    fn show(&mut self, page: u32) {
        self.page = page;
    }

    #[event]
    fn choose(&mut self, tab: Tab) {
        self.tab = tab;
        self.page = 1;
    }

    #[event]
    fn fail(&mut self) -> Result<()> {
        self.page = 99;
        Err(crate::Error::msg("no"))
    }

    #[event]
    fn break_render(&mut self) {
        self.page = 666;
    }

    fn render(&self) -> Html {
        html! {
            if self.page == 666 { {Broken} }
            <p id="state">{self.filter} " " {self.page} " " {self.tab.name()} " " {format!("{:?}", self.most)}</p>
            <p id="mounted">{self.mounted}</p>
            <p id="followed">{self.followed}</p>
            <input bind:value={self.filter}>
            <a id="next" href={self.url().page(self.page + 1)}><b>"Next"</b></a>
            <a id="open" href={Orders::url().tab(Tab::Open).filter("a b")}>"Open"</a>
            <a id="other" href={Orders::url().page(3).at("/other?x=1")}>"Other"</a>
            <a id="foreign" href="?p=2&x=2">"Foreign"</a>
            <button id="three" on:click=show(3)>"3"</button>
            <button id="tab" on:click=choose(Tab::Open)>"Open"</button>
            <button id="fail" on:click=fail>"Fail"</button>
            <button id="break" on:click=break_render>"Break"</button>
        }
    }
}

#[live_component(name = "address::around")]
struct Around {}

#[live_component]
impl Around {
    fn render(&self) -> Html {
        html! { <Orders/> }
    }
}

async fn orders(live: Live) -> Result<Page> {
    let orders = live.mount(Orders::props()).await?;
    Ok(Page::new("Orders").body(html! { <main>{orders}</main> }))
}

async fn twice(live: Live) -> Result<Page> {
    let _one = live.mount(Orders::props()).await?;
    let error = live.mount(Orders::props()).await.err().map(|error| error.to_string());
    Ok(Page::new("Twice").body(html! { <p>{error.unwrap_or_default()}</p> }))
}

fn app_and(moved: &Moved) -> App {
    let loom = Loom::builder()
        .secret("a secret of thirty-two bytes or more")
        .show_errors(true)
        .state(moved.clone())
        .build()
        .unwrap();
    let pages = Router::new().route("/orders", get(orders)).route("/other", get(orders));
    let pages = pages.route("/twice", get(twice));
    App::of(loom.clone()).router(pages.with_state(loom))
}

fn app() -> App {
    app_and(&Moved::default())
}

macro_rules! check {
    ($view:expr, $address:literal, $state:literal) => {
        assert_eq!(($view.address(), &*$view.text("#state")), ($address, $state));
    };
}

#[tokio::test]
async fn the_query_is_read_before_mount_and_corrected() -> Result<()> {
    for (query, address, state) in [
        ("", "/orders", "1 all-orders None"),
        ("?p=2&filter=a%20b&x=1", "/orders?p=2&filter=a%20b&x=1", "a b 2 all-orders None"),
        ("?p=two", "/orders", "1 all-orders None"),
        ("?p=1&tab=all-orders", "/orders", "1 all-orders None"),
        ("?x=%FF&p=-1&tab=closed&tab=open", "/orders?x=%FF", "1 all-orders None"),
        ("?p=2&p=3", "/orders?p=2", "2 all-orders None"),
        ("?filter=%FF&tab=open", "/orders?tab=open", "1 open None"),
        ("?most=2.50", "/orders?most=2.5", "1 all-orders Some(2.5)"),
        // It could not be saved: nothing of the query is taken.
        ("?most=inf&p=2", "/orders", "1 all-orders None"),
        ("?most=NaN", "/orders", "1 all-orders None"),
    ] {
        let view = app().open(&format!("/orders{query}")).await?;
        assert_eq!((view.address(), &*view.text("#state")), (address, state), "{query}");
        assert_eq!(view.text("#followed"), "0");
        assert_eq!(
            view.text("#mounted").split(' ').rev().nth(2),
            view.text("#state").split(' ').rev().nth(2),
            "{query}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn events_change_the_address() -> Result<()> {
    let mut view = app().open("/orders?x=1").await?;
    view.click("#three").await?;
    check!(view, "/orders?x=1&p=3", "3 all-orders None");
    view.input("input", "é&").await?;
    check!(view, "/orders?x=1&p=3&filter=%C3%A9%26", "é& 3 all-orders None");
    assert!(view.back().await.is_err(), "both have replaced the entry");
    view.click("#tab").await?;
    check!(view, "/orders?x=1&filter=%C3%A9%26&tab=open", "é& 1 open None");
    view.back().await?;
    check!(view, "/orders?x=1&p=3&filter=%C3%A9%26", "é& 3 all-orders None");
    assert_eq!((view.text("#followed"), view.effects().title()), ("1".to_owned(), Some("page 3")));
    view.forward().await?;
    check!(view, "/orders?x=1&filter=%C3%A9%26&tab=open", "é& 1 open None");
    assert!(view.forward().await.is_err());
    Ok(())
}

#[tokio::test]
async fn links_of_the_page_go_over_the_connection() -> Result<()> {
    let mut view = app().open("/orders").await?;
    view.click("#next b").await?;
    view.click("#next").await?;
    check!(view, "/orders?p=3", "3 all-orders None");
    assert_eq!(view.text("#mounted"), "1 AllOrders None", "the page was not loaded again");
    view.click("#open").await?;
    check!(view, "/orders?filter=a+b&tab=open", "a b 1 open None");
    view.back().await?;
    view.back().await?;
    check!(view, "/orders?p=2", "2 all-orders None");
    view.click("#foreign").await?;
    check!(view, "/orders?p=2&x=2", "2 all-orders None");
    assert_eq!(view.text("#mounted"), "2 AllOrders None", "`x` is none of its names");
    view.click("#other").await?;
    check!(view, "/other?x=1&p=3", "3 all-orders None");
    view.back().await?;
    check!(view, "/orders?p=2&x=2", "2 all-orders None");
    Ok(())
}

#[tokio::test]
async fn a_failed_change_leaves_the_address_as_the_state_is() -> Result<()> {
    let mut view = app().open("/orders?p=12").await?;
    assert!(view.click("#fail").await.is_err());
    check!(view, "/orders?p=12", "12 all-orders None");
    assert!(view.click("#break").await.is_err());
    check!(view, "/orders?p=12", "12 all-orders None");
    for _ in 0..2 {
        assert!(view.click("#next").await.is_err(), "`url_changed` fails");
        check!(view, "/orders?p=12", "12 all-orders None");
    }
    Ok(())
}

#[tokio::test]
async fn a_push_of_the_server_replaces_the_entry() -> Result<()> {
    let moved = Moved::default();
    let mut view = app_and(&moved).open("/orders").await?;
    moved.0.publish(7);
    view.settle().await?;
    check!(view, "/orders?p=7", "7 all-orders None");
    assert!(view.back().await.is_err());
    Ok(())
}

#[tokio::test]
async fn after_a_break_the_address_is_that_of_the_state() -> Result<()> {
    for how in [Interruption::Drop, Interruption::Restart] {
        let moved = Moved::default();
        let mut view = app_and(&moved).open("/orders").await?;
        view.click("#tab").await?;
        view.click("#three").await?;
        view.interrupt(how).await?;
        view.reconnect().await?;
        check!(view, "/orders?tab=open&p=3", "3 open None");
        view.back().await?;
        check!(view, "/orders", "1 all-orders None");
    }
    Ok(())
}

#[tokio::test]
async fn a_name_is_one_components_own() -> Result<()> {
    let error = app().open("/twice").await?.text("p");
    assert!(error.contains("both have `filter` in the address"), "{error}");
    let error = app().mount(Around::props()).await.unwrap_err().to_string();
    assert!(error.contains("a page mounts it"), "{error}");
    Ok(())
}

#[tokio::test]
async fn the_address_is_a_components_own_whatever_is_sent() -> Result<()> {
    let mut view = app().open("/orders?x=1").await?;
    let follow = |form: &str| Payload { form: Some(form.to_owned()), ..Payload::default() };
    for (form, state) in [
        ("p=4&x=2&mounted=no", "4 all-orders None"),
        ("p=5&p=6", "5 all-orders None"),
        ("%zz&=&&p", "1 all-orders None"),
        (&format!("p=2&filter={}", "x".repeat(100_000)), "2 all-orders None"),
        ("filter=%FF%FE&tab=open", "1 open None"),
    ] {
        view.client.send(1, "?".to_owned(), "popstate", follow(form))?;
        view.settle().await?;
        assert_eq!(view.text("#state"), state, "{form}");
        assert!(view.address().starts_with("/orders?x=1"), "{}", view.address());
    }
    for (handler, event) in [("?", "click"), ("?(1)", "popstate"), ("??", "popstate"), ("page=", "popstate")] {
        view.client.send(1, handler.to_owned(), event, follow("p=9"))?;
        assert!(view.settle().await.is_err(), "{handler} {event}");
    }
    let mut plain = app().mount(Plain::props()).await?;
    plain.client.send(1, "?".to_owned(), "popstate", follow("p=9"))?;
    assert!(plain.settle().await.is_err(), "it has no part in the address");
    Ok(())
}

#[live_component(name = "address::plain")]
struct Plain {}

#[live_component]
impl Plain {
    fn render(&self) -> Html {
        html! { <p>"plain"</p> }
    }
}
