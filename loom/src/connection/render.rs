//! Rendering a joined component: into its client's frames, or only to compare.

use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
};

use super::{
    children::{ChildChange, ChildTracker, next_birth},
    client_has::ClientHas,
    joined_component::JoinedComponent,
    outbox::Outbox,
    peer::RenderContext,
};
use crate::{
    Error, RenderError,
    component::panic_message,
    protocol::{
        message::ServerMessage,
        patch::{KnownTemplates, TreeSink},
    },
    tree::{ChildHost as _, Print, Scratch, render_beside, render_diff, render_full, render_silent},
};

thread_local! {
    /// Buffers of a running render. One a thread is enough: a render never waits.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// A render that did not come to its end.
#[derive(Debug)]
pub(super) enum RenderFailure {
    Failed(RenderError),
    Panicked(String),
}

/// A render that nobody is shown.
pub(super) struct Silent {
    /// The print to compare it with.
    pub(super) print: Print,
    /// The digest that tells whether a page shows the same.
    pub(super) digest: u64,
    /// The changes of nested components that it found.
    pub(super) changes: Vec<ChildChange>,
}

/// Renders without writing.
pub(super) fn silent(joined: &JoinedComponent, context: RenderContext<'_>) -> Result<Silent, RenderFailure> {
    let mut tracker = ChildTracker::new(context, joined.instance, joined.birth).knowing(joined.print.kin());
    let rendered = guarded(|| {
        let mut rendered = None;
        SCRATCH.with_borrow_mut(|scratch| {
            joined.actor.render(&mut |html| {
                rendered = Some(render_silent(html, scratch, &mut tracker)?);
                Ok(())
            })
        })?;
        rendered.ok_or_else(|| RenderError::msg("nothing was rendered"))
    });
    let (print, digest) = rendered?;
    Ok(Silent { print, digest, changes: tracker.changes })
}

/// Renders a component whose tree the client has from its page, if it is that which `digest` stands for.
fn matching_tree(
    joined: &JoinedComponent,
    digest: u64,
    outbox: &mut Outbox,
    context: RenderContext<'_>,
) -> Result<Option<(Print, Vec<ChildChange>)>, RenderFailure> {
    let mut tracker = ChildTracker::new(context, joined.instance, joined.birth).knowing(joined.print.kin());
    let (mut known, mut text) = (KnownTemplates::default(), String::new());
    let rendered = guarded(|| {
        let mut rendered = None;
        SCRATCH.with_borrow_mut(|scratch| {
            joined.actor.render(&mut |html| {
                let sink = TreeSink::new(&mut text, &mut known, tracker.secret());
                rendered = Some(render_beside(html, sink, scratch, &mut tracker)?);
                Ok(())
            })
        })?;
        rendered.ok_or_else(|| RenderError::msg("nothing was rendered"))
    });
    let (print, part) = rendered?;
    if part.digest != digest {
        return Ok(None);
    }
    outbox.client_has(known.fresh().iter().copied());
    Ok(Some((print, tracker.changes)))
}

/// Shows a component for the first time: says that it has joined if the client has what it shows, else sends its tree.
/// If it cannot be rendered, nothing is sent.
pub(super) fn send_first(
    joined: &mut JoinedComponent,
    shown: Option<ClientHas>,
    outbox: &mut Outbox,
    context: RenderContext<'_>,
) -> Result<Vec<ChildChange>, RenderFailure> {
    if let Some(ClientHas::Tree(digest)) = shown
        && let Some((print, changes)) = matching_tree(joined, digest, outbox, context)?
    {
        joined.shown(print);
        outbox.say(ServerMessage::Joined { id: &joined.id });
        return Ok(changes);
    }
    if let Some(ClientHas::Html(digest)) = shown {
        let silent = silent(joined, context)?;
        if silent.digest == digest {
            joined.shown(silent.print);
            // The page has the templates of the content that it holds.
            SCRATCH.with_borrow(|scratch| outbox.client_has(scratch.silent_templates()));
            outbox.say(ServerMessage::Joined { id: &joined.id });
            return Ok(silent.changes);
        }
    }
    let mut tracker = ChildTracker::new(context, joined.instance, joined.birth).knowing(joined.print.kin());
    let rendered = outbox.tree(&joined.id, |writer| {
        guarded(|| {
            let mut print = None;
            SCRATCH.with_borrow_mut(|scratch| {
                joined.actor.render(&mut |html| {
                    print = Some(render_full(html, scratch, writer, &mut tracker)?);
                    tracker.check()
                })
            })?;
            Ok(print.unwrap_or_default())
        })
    });
    let changes = tracker.changes;
    joined.shown(rendered?);
    Ok(changes)
}

/// Sends what has changed since the last render, as the answer to event `number` or as a push. If the component cannot be rendered, nothing is sent.
pub(super) fn send_patch(
    joined: &mut JoinedComponent,
    number: Option<u64>,
    outbox: &mut Outbox,
    context: RenderContext<'_>,
) -> Result<Vec<ChildChange>, RenderFailure> {
    joined.dirty = false;
    let mut tracker = ChildTracker::new(context, joined.instance, joined.birth);
    let JoinedComponent { id, actor, print, .. } = joined;
    let rendered = outbox.patch(id, number, |writer| {
        guarded(|| {
            let mut changed = false;
            SCRATCH.with_borrow_mut(|scratch| {
                actor.render(&mut |html| {
                    changed = render_diff(html, print, scratch, writer, &mut tracker)?;
                    tracker.check()
                })
            })?;
            Ok(changed)
        })
    });
    if tracker.is_used() {
        joined.birth = next_birth(joined.birth);
    }
    rendered?;
    joined.actor.shown();
    Ok(tracker.changes)
}

/// Runs a render, which is the application's code and may panic.
fn guarded<T>(render: impl FnOnce() -> Result<T, RenderError>) -> Result<T, RenderFailure> {
    match catch_unwind(AssertUnwindSafe(render)) {
        Ok(rendered) => rendered.map_err(RenderFailure::Failed),
        Err(panic) => Err(RenderFailure::Panicked(panic_message(&*panic))),
    }
}

impl RenderFailure {
    /// As an error for the log.
    pub(super) fn into_error(self) -> Error {
        match self {
            Self::Failed(error) => Error::msg(format_args!("the component could not be rendered: {error}")),
            Self::Panicked(message) => Error::msg(format_args!("the component panicked in `render`: {message}")),
        }
    }
}
