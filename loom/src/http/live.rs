//! [`Live`], with which a page's handler mounts components.

use std::{
    any::Any,
    fmt,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Instant,
};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderValue, request::Parts},
};

use super::{
    Loom,
    app::unix_now,
    failure::{Forbidden, Redirected},
    mounted::Mounted,
    policy::{host_of, new_nonce},
    session::Session,
};
use crate::{
    Error, RenderError, Result,
    actor::{Actor, Failure, Seat, Turn},
    component::{LiveComponent, Outcome, Props, State, Surroundings, Visitor},
    connection::{
        guard::{Access, Action, Client, Network, Refusal, TARGETS},
        new_instance,
    },
    protocol::page::{Address, write_wrapper},
    token,
    tree::{ChildId, PagePart, PageTemplates, PlacedChild, Secret, render_page},
};

/// What a join may need besides its token, in bytes.
const JOIN: usize = 1024;
/// How deep components may stand in each other. One that renders itself would never end.
const DEPTH: usize = 32;

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
    /// What the application shares.
    loom: Loom,
    /// What all components of the page share.
    scope: Arc<Scope>,
}

/// What all components of one page share. Every [`Live`] of a request has the same.
pub(super) struct Scope {
    /// The application.
    loom: Loom,
    /// The visitor's session, to which the tokens are bound.
    session: Session,
    /// Where the visitor is, where addresses are counted.
    address: Option<Network>,
    /// When its tokens are made, in seconds since 1970: when the request came, so that a visitor who is disconnected while
    /// the page is made is not given tokens that are good.
    issued: u64,
    /// What the components can reach.
    around: Arc<Surroundings>,
    /// The host that the page was asked of, where it is one that a policy can name.
    host: Option<String>,
    /// What the page's own scripts bear, once it was asked for.
    nonce: OnceLock<String>,
    /// What the components leave for the page.
    notes: Mutex<Notes>,
}

/// What the components of a page leave for it.
#[derive(Default)]
pub(super) struct Notes {
    /// The templates of their HTML.
    pub(super) templates: PageTemplates,
    /// The title that one of them set.
    pub(super) title: Option<String>,
    /// The largest message that the server takes of a client.
    pub(super) message_bytes: usize,
}

impl Scope {
    fn of(loom: &Loom, parts: &Parts) -> Result<Self> {
        let session = Session::of_page(parts, loom.naming())?;
        let visitor = session.visitor();
        let issued = loom.shared().guard.revoked.issue(&visitor, unix_now());
        let around = Arc::new(Surroundings::of_page(
            loom.shared().state.clone(),
            visitor,
            loom.shared().guard.limits.handler_time,
        ));
        let address = loom.naming().address(parts).map(Network::from);
        let notes = Notes { message_bytes: loom.shared().guard.limits.message_bytes, ..Notes::default() };
        Ok(Self {
            loom: loom.clone(),
            session,
            address,
            issued,
            around,
            host: host_of(parts),
            nonce: OnceLock::new(),
            notes: Mutex::new(notes),
        })
    }

    /// Whom its components are kept for.
    fn client(&self) -> Client<'_> {
        Client { session: self.session.id(), address: self.address }
    }

    /// The application.
    pub(super) fn loom(&self) -> &Loom {
        &self.loom
    }

    /// The cookie that the page's response has to set.
    pub(super) fn cookie(&self) -> Option<HeaderValue> {
        self.session.cookie()
    }

    /// The host that the page was asked of, where it is one that a policy can name.
    pub(super) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// What [`Live::nonce`] gave, if it was asked.
    pub(super) fn asked_nonce(&self) -> Option<&str> {
        self.nonce.get().map(String::as_str)
    }

    /// What the components left; a thread that panicked left it whole, or the page is not sent.
    pub(super) fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    pub fn mount<P>(&self, props: P) -> impl Future<Output = Result<Mounted>> + Send + use<P>
    where
        P: Props,
        P::Component: LiveComponent,
    {
        let component = Box::new(props.build());
        let module = <P::Component as State>::MODULE;
        let (loom, scope) = (self.loom.clone(), Arc::clone(&self.scope));
        async move {
            let mut html = String::new();
            mount(&loom, &scope, module, component, None, 0, &mut html).await?;
            Ok(Mounted::new(module, html, scope))
        }
    }

    /// What an inline script or stylesheet of the page bears, so that the page's `Content-Security-Policy` lets it through: another for
    /// each request.
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
        // Without random bytes there is no session either, so there is no `Live` to ask.
        self.scope.nonce.get_or_init(|| new_nonce().unwrap_or_default())
    }

    /// Who looks at the page.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.scope.around.visitor
    }
}

/// Mounts `component` and everything in it, and appends its wrapper to `out`.
fn mount<'a>(
    loom: &'a Loom,
    scope: &'a Scope,
    module: &'static str,
    component: Box<dyn Any + Send>,
    parent: Option<token::Parent>,
    depth: usize,
    out: &'a mut String,
) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        if depth == DEPTH {
            return Err(Error::msg(format_args!(
                "`{module}` stands inside {DEPTH} other components; does it render itself?"
            )));
        }
        let seat = Seat { key: 0, instance: 0, around: Arc::clone(&scope.around), counted: None };
        may_mount(loom, scope, module)?;
        let mut actor = (loom.shared().known_entry(module)?.adopt)(component, seat)?;
        run_mount(loom, scope, &mut *actor).await?;
        let mut html = String::new();
        let part = render(scope, loom.shared().keys.item_secret(), &*actor, &mut html)?;
        let instance = new_instance()?;
        let claims =
            token::Claims { issued: scope.issued, instance, parent, digest: part.digest, ..token::Claims::default() };
        let saving = actor.saving();
        let saved = actor.save().map_err(|error| unsaved(module, &error))?;
        let token = loom.shared().first_token(saving, &claims, module, scope.client(), saved)?;
        drop(actor);
        let limit = loom.shared().guard.limits.message_bytes;
        if token.len() + JOIN > limit {
            return Err(Error::msg(format_args!(
                "the state of `{module}` makes a token of {} bytes, too large for a join of at most {limit}: keep less in it, \
                 mark what `connected` can load again with `#[state(skip)]`, or raise `Loom::builder().max_message(..)`",
                token.len(),
            )));
        }

        // The client asks the first wrapper of the page, which stands in no other.
        let version = parent.is_none().then(|| loom.version());
        let address = Address { prefix: loom.prefix().as_str(), version };
        write_wrapper(out, module, &token, address, Some(part.root));
        let mut written = 0;
        for PlacedChild { offset, place, child } in part.children {
            let id = ChildId { place, birth: 0 };
            out.push_str(html.get(written..offset).unwrap_or_default());
            written = offset;
            let (module, component) = (child.module(), child.into_any());
            mount(loom, scope, module, component, Some(token::Parent { instance, child: id }), depth + 1, out).await?;
        }
        out.push_str(html.get(written..).unwrap_or_default());
        out.push_str("</div>");
        Ok(())
    })
}

fn unsaved(module: &str, error: &Error) -> Error {
    Error::msg(format_args!("the state of `{module}` cannot be saved: {error}"))
}

/// Asks the application whether the visitor may have the component.
fn may_mount(loom: &Loom, scope: &Scope, component: &str) -> Result<()> {
    let Surroundings { visitor, state, .. } = &*scope.around;
    let guard = &loom.shared().guard;
    if guard.authorize.allows(&Access { action: Action::Mount, component, visitor, state }) {
        return Ok(());
    }
    let refusal = Refusal {
        what: "`authorize` did not allow something",
        reason: Action::Mount.kind(),
        cause: None,
        component: Some(component),
        address: scope.address,
        visitor: Some(visitor),
    };
    guard.refusals.note(&refusal, Instant::now());
    Err(Forbidden.into())
}

/// Runs `mount`, and does what it asks for.
async fn run_mount(loom: &Loom, scope: &Scope, actor: &mut dyn Actor) -> Result<()> {
    let module = actor.module();
    let done = match actor.mount() {
        Turn::Busy => poll_fn(|context| actor.poll(context)).await,
        Turn::Done(done) => done,
    };
    let outcome = done.map_err(|failure| match failure {
        Failure::Failed(error, _) | Failure::Payload(error) => error,
        Failure::TimedOut(_) => Error::msg(format_args!("`mount` of `{module}` took too long")),
        Failure::Panicked(..) | Failure::Unknown => Error::msg(format_args!("`{module}` panicked in `mount`")),
    })?;
    let effects = actor.take_effects().unwrap_or_default();
    if let Some(title) = effects.title {
        scope.notes().title = Some(title);
    }
    match (outcome, effects.redirect) {
        (Outcome::Redirect(url), _) | (_, Some(url)) if loom.shared().guard.targets.allows(&url) => {
            Err(Redirected(url).into())
        }
        (Outcome::Redirect(url), _) | (_, Some(url)) => {
            Err(Error::msg(format_args!("`{module}` redirects to {url:?}, which is not allowed: {TARGETS}")))
        }
        _ => Ok(()),
    }
}

/// Writes the component's own HTML.
fn render(scope: &Scope, secret: Secret, actor: &dyn Actor, html: &mut String) -> Result<PagePart> {
    let mut part = None;
    let mut notes = scope.notes();
    let mut write = |content: crate::Html<'_>| {
        part = Some(render_page(content, secret, &mut notes.templates, html)?);
        Ok(())
    };
    let rendered = catch_unwind(AssertUnwindSafe(|| actor.render(&mut write)))
        .unwrap_or_else(|_| Err(RenderError::msg("it panicked")));
    match (rendered, part) {
        (Ok(()), Some(part)) => Ok(part),
        (Err(error), _) => Err(Error::msg(format_args!("`{}` could not be rendered: {error}", actor.module()))),
        (Ok(()), None) => Err(Error::msg(format_args!("`{}` rendered nothing", actor.module()))),
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").field("visitor", self.visitor()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("session", &self.session).finish_non_exhaustive()
    }
}
