//! [`View`], a page under test.

use std::{collections::BTreeSet, fmt, sync::Arc};

use serde::{Serialize, de::DeserializeOwned};

use super::{
    client::Client,
    controls,
    document::{Entries, document},
    element::{ControlEntry, Element},
    events::{Happening, keys, pressed},
    fields::Storage,
    history::link_of,
    requests::Requests,
    selector::Selector,
};
use crate::{
    Error, Interruption, Result, Visitor,
    component::{Callback, Effects, Payload},
    protocol::handler::{read_detail, write_detail},
};

/// A callback to the handler of this name, to test a component without one around it: what it calls is in [`Effects::calls`].
///
/// Bound arguments stand in it as JSON: `picked(3)`.
#[must_use]
pub fn callback<T>(handler: &str) -> Callback<T> {
    Callback::to(handler)
}

/// How often the expressions of a page are computed at most, of which some may be the values of controls that others name.
const ROUNDS: u32 = 8;

/// A page that is open in a [`Browser`](super::Browser), with its live components. It is worked only while one of its `async` methods is awaited.
pub struct View {
    pub(super) requests: Arc<Requests>,
    pub(super) client: Client,
    /// There is one component, and no page around it.
    alone: bool,
    pub(super) html: String,
    pub(super) document: Element,
    pub(super) entries: Entries,
    /// The bindings with `once` that have fired.
    pub(super) fired: BTreeSet<String>,
}

impl View {
    /// Loads a document in a browser.
    pub(super) async fn load(
        requests: Arc<Requests>,
        text: &str,
        alone: bool,
        address: String,
        tab: Storage,
    ) -> Result<Self> {
        let client = Client::load(Arc::clone(&requests), text, address, tab)?;
        let (html, document, entries, fired) = Default::default();
        let mut view = Self { requests, client, alone, html, document, entries, fired };
        let settled = view.settle().await;
        // A title that `mount` has set stands in the page.
        settled.map(|()| view)
    }

    /// Its HTML: of a component that was mounted what is in it, of a page all of it. Each nested component stands in a `<div>` that has its
    /// name in `data-l-live`.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The elements that `selector` finds, in document order.
    ///
    /// # Panics
    /// It is not a selector.
    #[must_use]
    #[track_caller]
    pub fn all(&self, selector: &str) -> Vec<&Element> {
        match Selector::parse(selector) {
            Ok(selector) => selector.find(&self.document).iter().filter_map(|path| path.last().copied()).collect(),
            #[expect(clippy::panic, reason = "the test is wrong")]
            Err(error) => panic!("{error}"),
        }
    }

    /// The first element that `selector` finds.
    ///
    /// # Panics
    /// There is none; the message holds the HTML.
    #[must_use]
    #[track_caller]
    pub fn find(&self, selector: &str) -> &Element {
        match self.all(selector).first() {
            Some(element) => element,
            #[expect(clippy::panic, reason = "the test fails")]
            None => panic!("nothing is `{selector}` in {}", self.html),
        }
    }

    /// Whether `selector` finds something.
    #[must_use]
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The text of the first element that `selector` finds.
    ///
    /// # Panics
    /// There is none.
    #[must_use]
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text()
    }

    /// The effects that the components have asked for since they joined: redirects, messages, titles, and the calls of the
    /// outermost of them. Calls of nested ones have reached the component around them.
    #[must_use]
    pub fn effects(&self) -> &Effects {
        &self.client.effects
    }

    /// The effects on the page since this was last called, in order: the name and the arguments of each. Those that handlers asked for with
    /// [`Cx::page`](crate::Cx::page), and those of `local(...)`.
    ///
    /// ```
    /// # use loom::prelude::*;
    /// # #[live_component]
    /// # struct Search {}
    /// # #[live_component]
    /// # impl Search {
    /// #     fn render(&self) -> Html { html! { <button on:click=local(focus("query"))>"Search"</button> <input id="query"> } }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> loom::Result<()> {
    /// let mut view = loom::testing::mount(Search::props()).await?;
    /// view.click("button").await?;
    /// assert_eq!(view.page_effects(), [("focus".to_owned(), vec!["query".to_owned()])]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn page_effects(&mut self) -> Vec<(String, Vec<String>)> {
        std::mem::take(&mut self.client.page_effects)
    }

    /// The data of the messages of this name that components have sent to their hooks with [`Cx::emit`](crate::Cx::emit) since this was last called, in
    /// order.
    ///
    /// ```
    /// # use loom::prelude::*;
    /// # #[live_component]
    /// # struct Map { places: Vec<(i32, i32)> }
    /// # #[live_component]
    /// # impl Map {
    /// #     #[event] fn find(&mut self, cx: &mut Cx<Self>) { cx.emit("fly", (48, 11)); }
    /// #     fn render(&self) -> Html { html! { <div use:map={&self.places}></div> <button on:click=find>"Find"</button> } }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> loom::Result<()> {
    /// let mut map = loom::testing::mount(Map::props()).await?;
    /// map.click("button").await?;
    /// assert_eq!(map.emitted::<(i32, i32)>("fly")?, [(48, 11)]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The data of one is no `T`.
    pub fn emitted<T: DeserializeOwned>(&mut self, name: &str) -> Result<Vec<T>> {
        let taken = self.client.emitted.extract_if(.., |(other, _)| other == name);
        taken.map(|(_, data)| Ok(read_detail(&data)?)).collect()
    }

    /// The value that the browser has of a field that expressions name or handlers receive, as text; `None` where there is no such field, or it is a list
    /// or an `Option`. It is that of the outermost component.
    #[must_use]
    pub fn local(&self, field: &str) -> Option<String> {
        self.client.local(self.outermost()?, field)
    }

    /// Clicks on an element: fires `click`, and where nothing is bound to that, does what a browser does then: a button submits its form, a
    /// checkbox is checked or unchecked, a link is followed: over the connection where only `#[url]` fields of this page differ, else to another page
    /// of the application.
    ///
    /// # Errors
    /// There is no such element, it is hidden or disabled, nothing hears the click, or a handler failed.
    pub async fn click(&mut self, selector: &str) -> Result<()> {
        let happening = Happening::new("click");
        let path = self.reach(selector)?;
        let (is_bound, element) = (!happening.firings(&path).is_empty(), path.last());
        let link = link_of(&path).filter(|_| !is_bound);
        let submits = !is_bound && element.is_some_and(|element| controls::submits(element));
        let toggles = element
            .filter(|element| !is_bound && element.tag() == "input")
            .map(|element| (element.kind(), element.is_checked()));
        match toggles {
            _ if let Some(href) = link => self.follow(&href).await,
            _ if submits => self.submit_by(selector, Some(selector), &[]).await,
            Some(("checkbox", is_checked)) => self.check(selector, !is_checked).await,
            Some(("radio", false)) => self.check(selector, true).await,
            _ => self.happen(selector, &happening).await,
        }
    }

    /// Types `value` into a field, or chooses it from a list, and leaves that: fires `input` and `change`, whichever are bound. A form that the
    /// field belongs to is then submitted with it.
    ///
    /// # Errors
    /// There is no such field, or it is hidden, disabled or read-only; the value is too long, or no option of the list; nobody hears of it;
    /// it cannot be used by a two-way bound field, or a handler failed.
    pub async fn input(&mut self, selector: &str, value: &str) -> Result<()> {
        let path = self.reach(selector)?;
        let element = path.last().copied().ok_or_else(|| self.nothing(selector))?;
        let entry = controls::typed(element, value)?;
        self.change(selector, vec![(element.clone(), entry)]).await
    }

    /// Chooses these options of a `<select multiple>`, and no others.
    ///
    /// # Errors
    /// As of [`input`](Self::input).
    pub async fn choose(&mut self, selector: &str, values: &[&str]) -> Result<()> {
        let path = self.reach(selector)?;
        let element = path.last().copied().ok_or_else(|| self.nothing(selector))?;
        let entry = controls::chosen(element, values)?;
        self.change(selector, vec![(element.clone(), entry)]).await
    }

    /// Checks a checkbox or radio button, or unchecks a checkbox.
    ///
    /// # Errors
    /// As of [`input`](Self::input); and it is so already.
    pub async fn check(&mut self, selector: &str, checked: bool) -> Result<()> {
        let path = self.reach(selector)?;
        let element = path.last().copied().ok_or_else(|| self.nothing(selector))?;
        let is_radio = element.kind() == "radio";
        if element.tag() != "input" || !matches!(element.kind(), "checkbox" | "radio") || (is_radio && !checked) {
            return Err(Error::msg(format_args!(
                "`{selector}` cannot be {}",
                if checked { "checked" } else { "unchecked" }
            )));
        }
        if element.is_checked() == checked {
            return Err(Error::msg(format_args!("`{selector}` is so already")));
        }
        let mut entries = vec![(element.clone(), ControlEntry::Checked(checked))];
        if is_radio {
            let others = controls::group_of(&path).into_iter().filter(|other| other.is_checked());
            entries.extend(others.map(|other| (other.clone(), ControlEntry::Checked(false))));
        }
        self.change(selector, entries).await
    }

    /// Presses a key, by its name as in `KeyboardEvent.key`, perhaps with others that are held: `Escape`, `a`, `ctrl+s`. Fires `keydown`.
    ///
    /// # Errors
    /// As of [`click`](Self::click).
    pub async fn key(&mut self, selector: &str, key: &str) -> Result<()> {
        let (held, key) = keys(key);
        self.happen(selector, &pressed(&held, key)).await
    }

    /// Presses a key while nothing has the focus, so that those hear it who listen at the window or the document: `on:keydown.window.ctrl.k` hears `ctrl+k`.
    ///
    /// ```
    /// # use loom::prelude::*;
    /// # #[live_component]
    /// # struct Palette { open: bool }
    /// # #[live_component]
    /// # impl Palette {
    /// #     #[event] fn open(&mut self) { self.open = true; }
    /// #     #[event] fn close(&mut self) { self.open = false; }
    /// #     fn render(&self) -> Html { html! {
    /// #         <h1>"Notes"</h1>
    /// #         <div on:keydown.window.ctrl.k=open>
    /// #             if self.open { <dialog open on:click.outside=close>"Commands"</dialog> }
    /// #         </div>
    /// #     } }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> loom::Result<()> {
    /// let mut palette = loom::testing::mount(Palette::props()).await?;
    /// palette.press("ctrl+k").await?;
    /// assert!(palette.has("dialog"));
    /// palette.click("h1").await?;
    /// assert!(!palette.has("dialog"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Nobody hears it, or a handler failed.
    pub async fn press(&mut self, key: &str) -> Result<()> {
        let (held, key) = keys(key);
        self.happen_at_window(&pressed(&held, key)).await
    }

    /// Has an event happen at the window: `online`, `scroll`, `blur`. Those hear it who listen there: `on:online.window`.
    ///
    /// # Errors
    /// As of [`press`](Self::press).
    pub async fn fire_at_window(&mut self, event: &str, payload: Payload) -> Result<()> {
        self.happen_at_window(&Happening { payload, ..Happening::new(event) }).await
    }

    /// Submits a form, with what is in its controls. `fields` are typed into those of these names before.
    ///
    /// # Errors
    /// As of [`click`](Self::click); the form has no such controls; or a browser would not submit it, since a required field is empty, or
    /// what was typed into a two-way bound one cannot be used.
    pub async fn submit(&mut self, selector: &str, fields: &[(&str, &str)]) -> Result<()> {
        self.submit_by(selector, None, fields).await
    }

    /// Fires any DOM event with any payload. Absent fields of the payload are taken from the document, as a browser does. `event` may have
    /// the key filter of a binding, as `keydown.enter`.
    ///
    /// # Errors
    /// As of [`click`](Self::click).
    pub async fn fire(&mut self, selector: &str, event: &str, payload: Payload) -> Result<()> {
        let happening = Happening { payload, ..Happening::new(event) };
        self.happen(selector, &happening).await
    }

    /// Fires an event that carries this detail, as a `CustomEvent` does.
    ///
    /// ```
    /// # use loom::prelude::*;
    /// # #[live_component]
    /// # struct Map { zoom: u8 }
    /// # #[live_component]
    /// # impl Map {
    /// #     #[event] fn zoomed(&mut self, zoom: Detail<u8>) { self.zoom = zoom.into_inner(); }
    /// #     fn render(&self) -> Html { html! { <p on:map-zoom=zoomed>{self.zoom}</p> } }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> loom::Result<()> {
    /// let mut map = loom::testing::mount(Map::props()).await?;
    /// map.dispatch("p", "map-zoom", 7).await?;
    /// assert_eq!(map.text("p"), "7");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As of [`click`](Self::click); and the detail cannot be written as JSON.
    pub async fn dispatch(&mut self, selector: &str, event: &str, detail: impl Serialize) -> Result<()> {
        let payload = Payload { detail: Some(write_detail(&detail)?), ..Payload::default() };
        self.fire(selector, event, payload).await
    }

    /// Runs what has been pushed to the components so far.
    ///
    /// # Errors
    /// A handler, a push, a callback or a render failed; the error has the visitor's message.
    pub async fn settle(&mut self) -> Result<()> {
        let done = self.client.settle().await;
        self.show();
        done
    }

    /// Waits until something is pushed to a component, and runs it.
    ///
    /// # Errors
    /// As of [`settle`](Self::settle).
    pub async fn pushed(&mut self) -> Result<()> {
        self.client.pushed().await;
        self.settle().await
    }

    /// Breaks the connection of the page, as a network does or as a deploy does. The components wait for [`reconnect`](Self::reconnect), or
    /// after a deploy go on from their newest tokens.
    ///
    /// # Errors
    /// A handler that still ran failed.
    pub async fn interrupt(&mut self, how: Interruption) -> Result<()> {
        let done = self.client.interrupt(how).await;
        self.show();
        done
    }

    /// Has the page come back, as the client does by itself: it opens its next connection, and joins its components with the newest tokens
    /// that it has.
    ///
    /// # Errors
    /// A join is refused, since the visitor was disconnected for example, or as of [`settle`](Self::settle).
    pub async fn reconnect(&mut self) -> Result<()> {
        self.client.open()?;
        self.settle().await
    }

    /// Whether the page has a connection. It has none after [`interrupt`](Self::interrupt), or when the server has closed it, for example by
    /// [`Loom::disconnect`](crate::Loom::disconnect); of the latter a view knows once it has [settled](Self::settle).
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.client.is_connected()
    }

    /// The visitor, as the application names it.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        // Its page was loaded, so there is a session.
        self.requests.visitor().unwrap_or_else(|_| Visitor::new(""))
    }

    /// The component that the document stands in, if it is alone.
    pub(super) fn outermost(&self) -> Option<u64> {
        self.client.first().filter(|_| self.alone)
    }

    /// Takes over what the components say now.
    pub(super) fn show(&mut self) {
        for round in 1..=ROUNDS {
            self.client.compute();
            let (html, mut entries) = (self.client.html_with_actions(self.alone), self.entries.clone());
            self.document = document(&html, self.outermost(), &mut entries, &self.client.problems);
            let is_read = !self.client.read_controls(&self.document, self.outermost());
            if is_read || round == ROUNDS {
                self.entries = entries;
                break;
            }
        }
        self.html = self.client.html(self.alone);
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("html", &self.html).finish_non_exhaustive()
    }
}
