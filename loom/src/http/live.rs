//! [`Live`], with which a page's handler mounts components.

use std::{fmt, sync::Arc};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};

use super::{Loom, Mounting, Page, scope::Scope};
use crate::{
    Error, Result,
    component::{LiveComponent, Props, State, Visitor},
};

/// Mounts live components for one page. A handler asks for it as an argument.
///
/// ```
/// use loom::{Live, Page};
///
/// async fn about(live: Live) -> loom::Result<Page> {
///     Ok(Page::new(format!("You are {}", live.visitor())))
/// }
/// # let _router: axum::Router<loom::Loom> = axum::Router::new().route("/", axum::routing::get(about));
/// ```
pub struct Live {
    /// The application.
    loom: Loom,
    /// The values that all components of the page share.
    scope: Arc<Scope>,
}

impl<S: Send + Sync> FromRequestParts<S> for Live
where
    Loom: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let loom = Loom::from_ref(state);
        if let Some(scope) = parts.extensions.get::<Arc<Scope>>() {
            return Ok(Self { loom, scope: Arc::clone(scope) });
        }
        let scope = Arc::new(Scope::of(&loom, parts)?);
        parts.extensions.insert(Arc::clone(&scope));
        Ok(Self { loom, scope })
    }
}

impl Live {
    /// Makes a component of these props, runs its `mount`, renders it, and signs its state.
    ///
    /// # Errors
    /// `mount` or the render failed, or `mount` redirects. Hand the error on with `?`: it becomes the right response.
    pub fn mount<P>(&self, props: P) -> Mounting
    where
        P: Props,
        P::Component: LiveComponent,
    {
        let module = <P::Component as State>::MODULE;
        Mounting::new(self.loom.clone(), Arc::clone(&self.scope), module, Box::new(props.build()))
    }

    /// A page of this title, to which links lead without a reload: the client of the page before it asks for this one as a tree, and changes
    /// only what is different. [`Page::new`] makes a page that the browser always loads in full.
    ///
    /// ```
    /// use loom::prelude::*;
    ///
    /// async fn about(live: Live) -> Page {
    ///     live.page("About").body(html! { <h1>"About"</h1> <a href="/">"Home"</a> })
    /// }
    /// ```
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page::of_request(title, &self.scope)
    }

    /// Whether the page is fetched before the visitor has asked for it, since a pointer rests on a link to it. It may never be shown, so
    /// a handler that counts visits does not count this one.
    #[must_use]
    pub fn is_prefetch(&self) -> bool {
        self.scope.is_prefetch()
    }

    /// The nonce for inline scripts and stylesheets of the page, which its `Content-Security-Policy` lets through. Each request has a
    /// new one.
    ///
    /// ```
    /// use loom::prelude::*;
    ///
    /// async fn chart(live: Live) -> loom::Result<Page> {
    ///     let nonce = live.nonce();
    ///     let script = html! { <script nonce={nonce}>"document.documentElement.classList.add('js')"</script> };
    ///     Ok(Page::new("Chart").head(script).nonce(nonce))
    /// }
    /// ```
    #[must_use]
    pub fn nonce(&self) -> &str {
        self.scope.nonce()
    }

    /// The visitor who asked for the page.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.scope.surroundings().visitor
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").field("visitor", self.visitor()).finish_non_exhaustive()
    }
}
