//! [`App`], an application under test.

use std::{fmt, sync::OnceLock};

use axum::Router;

use super::{Browser, View, requests::Requests};
use crate::{
    Error, Loom, Result,
    component::{AppState, LiveComponent, Props},
};

/// Mounts and connects a component of these props, for an application without state of its own.
///
/// # Errors
/// `mount`, `connected` or the render failed, or `mount` redirects.
pub async fn mount<P: Props<Component: LiveComponent>>(props: P) -> Result<View> {
    App::new().mount(props).await
}

/// An application whose components are tested. All views of it share its state, its topics, and what it knows of its visitors.
///
/// ```
/// # use loom::{Topic, prelude::*, testing::App};
/// # #[derive(Clone, Default)]
/// # struct News(Topic<String>);
/// # #[live_component]
/// # struct Room { heard: Vec<String> }
/// # #[live_component]
/// # impl Room {
/// #     fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
/// #         let news = cx.state::<News>()?.0.clone();
/// #         news.subscribe(cx, |room, _, text| room.heard.push(text.clone()));
/// #         Ok(())
/// #     }
/// #     #[event]
/// #     fn say(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
/// #         cx.state::<News>()?.0.publish("hello".to_owned());
/// #         Ok(())
/// #     }
/// #     fn render(&self) -> Html { html! { <p>{self.heard.join(" ")}</p> <button on:click=say>"say"</button> } }
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> loom::Result<()> {
/// let app = App::new().state(News::default());
/// let mut ada = app.mount(Room::props()).await?;
/// let mut bob = app.mount(Room::props()).await?;
/// ada.click("button").await?;
/// bob.settle().await?;
/// assert_eq!(bob.text("p"), "hello");
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[must_use]
pub struct App {
    state: AppState,
    router: Option<Router>,
    /// Made when it is first used.
    loom: OnceLock<Loom>,
    /// The state that was given was too late.
    is_late: bool,
}

impl App {
    /// An application without state.
    pub fn new() -> Self {
        Self::default()
    }

    /// The application that a [`Loom`] stands for, with its state, its limits and what it lets visitors do.
    pub fn of(loom: Loom) -> Self {
        Self { loom: OnceLock::from(loom), ..Self::default() }
    }

    /// Gives components a value, as `Loom::builder().state(...)` does. It has to be called before anything is mounted; an application that
    /// is [`of`](Self::of) a `Loom` has its state from there.
    pub fn state<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.is_late |= self.loom.get().is_some();
        self.state = self.state.with(value);
        self
    }

    /// The pages of the application, for [`open`](Self::open).
    pub fn router(mut self, router: Router) -> Self {
        self.router = Some(router);
        self
    }

    /// The application itself, for `disconnect` and `stats`.
    ///
    /// # Errors
    /// It cannot be built, since two components have one name, or state was given too late.
    pub fn loom(&self) -> Result<&Loom> {
        if self.is_late {
            return Err(Error::msg(
                "state is given to an application before it is used, or to the builder of its `Loom`",
            ));
        }
        if self.loom.get().is_none() {
            let builder = Loom::builder().secret("the secret of an application under test").show_errors(true);
            let built = builder.shared_state(self.state.clone()).build()?;
            // If another thread was quicker, its is the one.
            let _ = self.loom.set(built);
        }
        self.loom.get().ok_or_else(|| Error::msg("the application is not there"))
    }

    /// A browser of another visitor than all before: it has no cookies yet.
    ///
    /// # Errors
    /// As of [`loom`](Self::loom).
    pub fn browser(&self) -> Result<Browser> {
        Ok(Browser::new(Requests::new(self.loom()?.clone(), self.router.clone())))
    }

    /// Mounts and connects a component of these props, alone on a page, for a new visitor.
    ///
    /// # Errors
    /// `mount`, `connected` or the render failed, or `mount` redirects.
    pub async fn mount<P: Props<Component: LiveComponent>>(&self, props: P) -> Result<View> {
        self.browser()?.mount(props).await
    }

    /// Opens a page of the application, by its path, for a new visitor.
    ///
    /// # Errors
    /// As of [`Browser::open`].
    pub async fn open(&self, path: &str) -> Result<View> {
        self.browser()?.open(path).await
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("loom", &self.loom).finish_non_exhaustive()
    }
}
