//! Mounting a component, and those in it, for a page.

use std::{
    any::Any,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    time::Instant,
};

use super::{
    Loom,
    failure::{Forbidden, Redirected},
    scope::{Notes, Scope},
};
use crate::{
    Error, RenderError, Result,
    actor::{Actor, Failure, Membership, Turn},
    component::{Surroundings, UrlField},
    connection::{
        guard::{Access, Action, Refusal, TARGETS},
        new_instance,
    },
    protocol::{
        page::{end_members, write_members},
        patch::write_tree,
        wrapper::{Address, Sticky, Wrapper, write_wrapper},
    },
    token,
    tree::{ChildId, PagePart, PlacedChild, Secret, render_page},
};

/// The most bytes that a join may need besides its token.
const JOIN: usize = 1024;
/// How deep components may stand in each other. One that renders itself would never end.
const DEPTH: usize = 32;

/// A component that is to be mounted.
pub(super) struct Unmounted<'a> {
    /// Its registered name.
    pub(super) module: &'static str,
    /// The component, whose props are set.
    pub(super) component: Box<dyn Any + Send>,
    /// Where it is nested, if it is.
    pub(super) parent: Option<token::Parent>,
    /// In how many components it stands.
    pub(super) depth: usize,
    /// Its name, if it stays from page to page.
    pub(super) sticky: Option<&'a str>,
}

/// Mounts a component and everything in it, and appends its wrapper to `out`.
pub(super) fn mount<'a>(
    loom: &'a Loom,
    scope: &'a Scope,
    mounting: Unmounted<'a>,
    out: &'a mut String,
) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let Unmounted { module, component, parent, depth, sticky } = mounting;
        if depth == DEPTH {
            return Err(Error::msg(format_args!(
                "`{module}` stands inside {DEPTH} other components; does it render itself?"
            )));
        }
        let membership =
            Membership { key: 0, instance: 0, surroundings: Arc::clone(scope.surroundings()), counted: None };
        may_mount(loom, scope, module)?;
        let props = sticky.map(|_| sign_props(loom, scope, module, &*component)).transpose()?;
        let sticky = sticky.zip(props.as_deref()).map(|(name, props)| Sticky { name, props });
        let mut actor = (loom.shared().known_entry(module)?.adopt)(component, membership)?;
        read_address(scope, &mut *actor)?;
        run_mount(loom, scope, &mut *actor).await?;
        let mut html = String::new();
        let part = render(scope, loom.shared().keys.item_secret(), &*actor, &mut html)?;
        let instance = new_instance()?;
        let claims =
            token::Claims { issued: scope.issued(), instance, parent, digest: part.digest, ..token::Claims::default() };
        let token = sign_state(loom, scope, module, &mut *actor, &claims)?;
        drop(actor);

        let is_tree = scope.is_tree();
        if is_tree {
            write_members(out, module, &token);
        } else {
            // The client asks the first wrapper of the page, which stands in no other.
            let version = parent.is_none().then(|| loom.version());
            let address = Address { prefix: loom.prefix().as_str(), version };
            let (fields, arguments) = (&part.fields, &part.arguments);
            write_wrapper(
                out,
                Wrapper { module, token: &token, address, root: Some(part.root), sticky, fields, arguments },
            );
        }
        let mut written = 0;
        for PlacedChild { offset, place, child } in part.children {
            let id = ChildId { place, birth: 0 };
            out.push_str(html.get(written..offset).unwrap_or_default());
            written = offset;
            let (module, component) = (child.module(), child.into_any());
            let parent = Some(token::Parent { instance, child: id });
            let nested = Unmounted { module, component, parent, depth: depth + 1, sticky: None };
            mount(loom, scope, nested, out).await?;
        }
        out.push_str(html.get(written..).unwrap_or_default());
        if is_tree {
            match sticky {
                Some(Sticky { name, props }) => end_members(out, &[name, props], &part.fields),
                None => end_members(out, &[], &part.fields),
            }
        } else {
            out.push_str("</div>");
        }
        Ok(())
    })
}

/// Appends the members of a component that stays from the page before, with its new props.
///
/// # Errors
/// The visitor may not have it, or the props cannot be saved.
pub(super) fn stand(
    loom: &Loom,
    scope: &Scope,
    module: &'static str,
    component: &(dyn Any + Send),
    sticky: &str,
    out: &mut String,
) -> Result<()> {
    may_mount(loom, scope, module)?;
    write_members(out, module, &sign_props(loom, scope, module, component)?);
    out.push_str("\"\"");
    end_members(out, &[sticky], "");
    Ok(())
}

/// The token of the props of a component that is still to be mounted.
///
/// # Errors
/// The props cannot be saved.
fn sign_props(loom: &Loom, scope: &Scope, module: &'static str, component: &(dyn Any + Send)) -> Result<String> {
    let entry = loom.shared().known_entry(module)?;
    let claims =
        token::Claims { issued: scope.issued(), instance: new_instance()?, fresh: true, ..token::Claims::default() };
    let saved = (entry.save)(component)?;
    loom.shared().first_token(entry.saving, &claims, module, scope.client(), saved)
}

/// Sets the fields of a component that are part of the address.
///
/// # Errors
/// Another component of the page has one of their names.
fn read_address(scope: &Scope, actor: &mut dyn Actor) -> Result<()> {
    let module = actor.module();
    for UrlField { name, .. } in actor.address_fields() {
        let address = &mut scope.notes().address;
        if let Some((_, other)) = address.iter().find(|(known, _)| known == name) {
            return Err(Error::msg(format_args!(
                "`{other}` and `{module}` both have `{name}` in the address of one page: give one of them another name, with `#[url(name = \"...\")]`"
            )));
        }
        address.push((name, module));
    }
    actor.read_address(scope.query())
}

/// The token of a component's first state.
///
/// # Errors
/// The state cannot be saved, or makes a token that no join could carry.
fn sign_state(
    loom: &Loom,
    scope: &Scope,
    module: &'static str,
    actor: &mut dyn Actor,
    claims: &token::Claims,
) -> Result<String> {
    let saving = actor.saving();
    let saved = actor.save().map_err(|error| unsaved(module, &error))?;
    let token = loom.shared().first_token(saving, claims, module, scope.client(), saved)?;
    let limit = loom.shared().guard.limits.message_bytes;
    if token.len() + JOIN > limit {
        return Err(Error::msg(format_args!(
            "the state of `{module}` makes a token of {} bytes, too large for a join of at most {limit}: keep less in it, \
             mark what `connected` can load again with `#[state(skip)]`, or raise `Loom::builder().max_message(..)`",
            token.len(),
        )));
    }
    Ok(token)
}

fn unsaved(module: &str, error: &Error) -> Error {
    Error::msg(format_args!("the state of `{module}` cannot be saved: {error}"))
}

/// Asks the application whether the visitor may have the component.
fn may_mount(loom: &Loom, scope: &Scope, component: &str) -> Result<()> {
    let Surroundings { visitor, state, .. } = &**scope.surroundings();
    let guard = &loom.shared().guard;
    if guard.authorize.allows(&Access { action: Action::Mount, component, visitor, state }) {
        return Ok(());
    }
    let refusal = Refusal {
        what: "`authorize` did not allow something",
        reason: Action::Mount.kind(),
        cause: None,
        component: Some(component),
        event: None,
        address: scope.address(),
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
    if cfg!(debug_assertions) && actor.has_tasks() {
        tracing::warn!(
            "`mount` of `{module}` begins a timer, a task or a subscription, which ends with the rendering of the page: begin it in `connected`"
        );
    }
    let mut effects = actor.take_effects().unwrap_or_default();
    effects.conclude(outcome);
    if let Some(title) = effects.title() {
        scope.notes().title = Some(title.to_owned());
    }
    if effects.reloads() {
        return Err(Error::msg(format_args!(
            "`mount` of `{module}` reloads the page, which would mount it again without end"
        )));
    }
    match effects.redirect() {
        Some(url) if scope.is_at(url) => Err(Error::msg(format_args!(
            "`mount` of `{module}` redirects to {url:?}, where the page itself is: the browser would ask for it without end"
        ))),
        Some(url) if loom.shared().guard.targets.allows(url) => Err(Redirected(url.to_owned()).into()),
        Some(url) => Err(Error::msg(format_args!("`{module}` redirects to {url:?}, which is not allowed: {TARGETS}"))),
        None => Ok(()),
    }
}

/// Writes the component's own HTML, or its tree.
fn render(scope: &Scope, secret: Secret, actor: &dyn Actor, html: &mut String) -> Result<PagePart> {
    let mut part = None;
    let mut notes = scope.notes();
    let mut write = |content: crate::Html<'_>| {
        let Notes { templates, known, .. } = &mut *notes;
        part = Some(match known {
            Some(known) => write_tree(content, secret, known, html)?,
            None => render_page(content, secret, templates, html)?,
        });
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
