//! [`Mounting`], a component that is being mounted.

use std::{
    any::Any,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use super::{
    Loom,
    mount::{Unmounted, mount, stand},
    mounted::Mounted,
    scope::Scope,
};
use crate::{Error, Result};

/// A component that is being mounted, by [`Live::mount`](crate::Live::mount). Awaited, it is [`Mounted`].
///
/// Several are mounted at once with `tokio::join!`.
#[must_use = "a component is mounted once it is awaited"]
pub struct Mounting {
    /// The application.
    loom: Loom,
    /// The values that all components of the page share.
    scope: Arc<Scope>,
    /// Its registered name.
    module: &'static str,
    /// Its name among those that stay from page to page, if it is one.
    sticky: Option<String>,
    /// The component, whose props are set, until it is polled first.
    component: Option<Box<dyn Any + Send>>,
    /// The work, once it has begun.
    running: Option<Pin<Box<dyn Future<Output = Result<Mounted>> + Send>>>,
}

impl Mounting {
    pub(super) fn new(loom: Loom, scope: Arc<Scope>, module: &'static str, component: Box<dyn Any + Send>) -> Self {
        Self { loom, scope, module, sticky: None, component: Some(component), running: None }
    }

    /// Has the component stay when the visitor goes to another page that has a component of the same kind and name: it goes on as it is, with
    /// the props that the next page gives it, and `mount` does not run. The name is made of letters, digits, `-` and `_`.
    ///
    /// It belongs to the layout, outside `<main>`, so that its elements stay too.
    ///
    /// ```
    /// use loom::prelude::*;
    ///
    /// # #[live_component]
    /// # struct Player { song: u32 }
    /// # #[live_component]
    /// # impl Player { fn render(&self) -> Html { html! { <p>{self.song}</p> } } }
    /// async fn page(live: Live) -> loom::Result<Page> {
    ///     let player = live.mount(Player::props()).sticky("player").await?;
    ///     Ok(live.page("Music").body(html! { <aside>{player}</aside> <main><h1>"Music"</h1></main> }))
    /// }
    /// ```
    pub fn sticky(mut self, name: impl Into<String>) -> Self {
        self.sticky = Some(name.into());
        self
    }
}

impl Future for Mounting {
    type Output = Result<Mounted>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Some(component) = this.component.take() {
            let (loom, scope, module, sticky) =
                (this.loom.clone(), Arc::clone(&this.scope), this.module, this.sticky.take());
            this.running = Some(Box::pin(async move {
                let mut content = String::new();
                match sticky.as_deref() {
                    Some(name) if !is_name(name) => {
                        return Err(Error::msg(format_args!(
                            "{name:?} cannot be the name of a sticky component: it is made of letters, digits, `-` and `_`"
                        )));
                    }
                    Some(name) if scope.stays(name, module) => {
                        stand(&loom, &scope, module, &*component, name, &mut content)?
                    }
                    name => {
                        let unmounted = Unmounted { module, component, parent: None, depth: 0, sticky: name };
                        mount(&loom, &scope, unmounted, &mut content).await?;
                    }
                }
                Ok(Mounted::new(module, content, scope))
            }));
        }
        match &mut this.running {
            Some(running) => running.as_mut().poll(context),
            None => Poll::Pending,
        }
    }
}

/// Whether a name needs no escaping anywhere.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

impl fmt::Debug for Mounting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mounting").field("module", &self.module).field("sticky", &self.sticky).finish_non_exhaustive()
    }
}
