//! [`Browser`], one visitor of an application under test.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{extract::FromRequestParts, http::request::Parts, response::IntoResponse};

use super::{View, fields::Storage, requests::Requests};
use crate::{
    Live, Page, Result, Visitor,
    component::{LiveComponent, Props},
};

/// A browser: one visitor's cookies, in which any number of pages can be open. Clones are the same browser.
///
/// ```
/// # use loom::{prelude::*, testing::App};
/// # #[live_component]
/// # struct Greeting {}
/// # #[live_component]
/// # impl Greeting {
/// #     fn render(&self) -> Html { html! { <p>"hello"</p> } }
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> loom::Result<()> {
/// let app = App::new();
/// let ada = app.browser()?;
/// let (first, second) = (ada.mount(Greeting::props()).await?, ada.mount(Greeting::props()).await?);
/// assert_eq!(first.visitor(), second.visitor(), "two tabs of one visitor");
/// assert_ne!(first.visitor(), app.mount(Greeting::props()).await?.visitor(), "another visitor");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Browser {
    requests: Arc<Requests>,
}

impl Browser {
    pub(super) fn new(requests: Requests) -> Self {
        Self { requests: Arc::new(requests) }
    }

    /// The same visitor, whose requests are changed like this before the application sees them: a login in the extensions, where the
    /// application's own middleware leaves it, or a header.
    ///
    /// ```
    /// # use loom::{Loom, testing::App};
    /// #[derive(Clone)]
    /// struct User(&'static str);
    ///
    /// # fn main() -> loom::Result<()> {
    /// let loom = Loom::builder()
    ///     .secret("a secret of thirty-two bytes or more")
    ///     .visitor(|request| request.extensions.get::<User>().map(|user| user.0.to_owned()))
    ///     .build()?;
    /// let ada = App::of(loom).browser()?.requests(|request| _ = request.extensions.insert(User("ada")));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn requests(self, prepare: impl Fn(&mut Parts) + Send + Sync + 'static) -> Self {
        let Requests { loom, router, cookies, storage, .. } = &*self.requests;
        let cookies = Mutex::new(cookies.lock().unwrap_or_else(PoisonError::into_inner).clone());
        let (loom, router, storage) = (loom.clone(), router.clone(), storage.clone());
        let requests = Requests { loom, router, cookies, storage, prepare: Box::new(prepare) };
        Self { requests: Arc::new(requests) }
    }

    /// Mounts and connects a component of these props, alone on a page.
    ///
    /// # Errors
    /// `mount`, `connected` or the render failed, or `mount` redirects.
    pub async fn mount<P: Props<Component: LiveComponent>>(&self, props: P) -> Result<View> {
        let mut parts = self.requests.request("/")?;
        let live = Live::from_request_parts(&mut parts, &self.requests.loom).await?;
        let mounted = live.mount(props).await?;
        let page = Page::new("").body(crate::html! { {mounted} });
        let document = self.requests.document(page.into_response()).await?;
        View::load(Arc::clone(&self.requests), &document, true, "/".to_owned(), Storage::default()).await
    }

    /// Opens a page of the application, by its path, follows where it redirects to, and joins everything on it.
    ///
    /// ```
    /// # use axum::{Router, routing::get};
    /// # use loom::{Loom, prelude::*, testing::App};
    /// # #[live_component]
    /// # struct Counter { count: u32 }
    /// # #[live_component]
    /// # impl Counter {
    /// #     #[event] fn increment(&mut self) { self.count += 1; }
    /// #     fn render(&self) -> Html { html! { <output>{self.count}</output> <button on:click=increment>"+"</button> } }
    /// # }
    /// async fn home(live: Live) -> loom::Result<Page> {
    ///     let (one, two) = (live.mount(Counter::props()).await?, live.mount(Counter::props()).await?);
    ///     Ok(Page::new("Two counters").body(html! { <section>{one}</section> <section>{two}</section> }))
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> loom::Result<()> {
    /// # let loom = Loom::builder().secret("a secret of thirty-two bytes or more").build()?;
    /// let router = Router::new().route("/", get(home)).with_state(loom.clone());
    /// let mut view = App::of(loom).router(router).open("/").await?;
    /// view.click("section:nth(2) button").await?;
    /// assert_eq!(view.text("title"), "Two counters");
    /// assert_eq!(view.text("section:nth(1) output"), "0");
    /// assert_eq!(view.text("section:nth(2) output"), "1");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The application has no [`router`](super::App::router), or answers with something else than a page; a component of the page failed.
    pub async fn open(&self, path: &str) -> Result<View> {
        let (address, document) = self.requests.open(path).await?;
        View::load(Arc::clone(&self.requests), &document, false, address, Storage::default()).await
    }

    /// The visitor, as the application names it.
    ///
    /// # Errors
    /// It has opened no page yet, and the application has no other name for it.
    pub fn visitor(&self) -> Result<Visitor> {
        self.requests.visitor()
    }
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Browser").field("loom", &self.requests.loom).finish_non_exhaustive()
    }
}
