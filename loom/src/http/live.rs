//! [`Live`], with which a page's handler mounts components, and [`Mounted`], what that gives.

use std::sync::Arc;

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderValue, request::Parts},
};

use super::{Loom, session::Session};
use crate::{
    Error, Render, Rendered, Result,
    component::{LiveComponent, Props},
    html::Slot,
};

/// Mounts live components for one page. A handler asks for it as an argument.
#[derive(Debug)]
pub struct Live {
    /// What the application shares.
    #[allow(dead_code)]
    loom: Loom,
    /// What all components of the page share.
    scope: Arc<Scope>,
}

/// What all components of one page share.
#[derive(Debug)]
pub(super) struct Scope {
    /// The visitor's session, to which the tokens are bound.
    session: Session,
}

impl Scope {
    /// The cookie that the page's response has to set.
    pub(super) fn cookie(&self) -> Option<HeaderValue> {
        self.session.cookie()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Live
where
    Loom: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let scope = match parts.extensions.get::<Arc<Scope>>() {
            Some(scope) => Arc::clone(scope),
            None => Arc::new(Scope { session: Session::of_page(parts)? }),
        };
        parts.extensions.insert(Arc::clone(&scope));
        Ok(Self { loom: Loom::from_ref(state), scope })
    }
}

impl Live {
    /// Makes a component of these props, runs its `mount`, renders it, and signs its state.
    ///
    /// # Errors
    /// `mount` or the render failed, or `mount` redirects. Hand the error on with `?`: it becomes the right response.
    pub async fn mount<P>(&self, props: P) -> Result<Mounted>
    where
        P: Props,
        P::Component: LiveComponent,
    {
        drop(props.build());
        Ok(Mounted { html: String::new(), scope: Arc::clone(&self.scope) })
    }
}

/// A mounted component, to be put into a page: `html! { <main>{counter}</main> }`.
#[derive(Debug)]
pub struct Mounted {
    /// The component's wrapper and everything in it.
    html: String,
    /// What the page needs to know.
    #[allow(dead_code)]
    scope: Arc<Scope>,
}

impl Render for Mounted {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        slot.dangerously_html(&self.html)
    }
}
