//! A [`Client`]'s connection: what it says and hears, how it breaks, and how the page comes back.

use std::{
    future::poll_fn,
    task::{Context, Poll},
    time::Instant,
};

use super::{
    client::Client,
    component::{Component, Join, Pending},
};
use crate::{
    Error, Interruption, Result,
    component::Payload,
    protocol::{Frame, message::SpecialVars, mirror::ServerFrame},
};

/// After how many broken connections an event is given up.
const BREAKS: u32 = 3;

impl Client {
    /// Says that something happened in a component, without waiting for the answer. Gives the number of the event.
    ///
    /// # Errors
    /// There is no connection, or no such component.
    pub(super) fn send(&mut self, id: u64, handler: String, event: &str, payload: Payload) -> Result<u64> {
        if self.connection.is_none() {
            let why = self.ended.as_deref().unwrap_or("it was interrupted");
            return Err(Error::msg(format_args!("the page has no connection: {why}")));
        }
        let component = self.components.get_mut(&id).ok_or_else(|| Error::msg("the component is not there"))?;
        component.sent += 1;
        let Payload { value, checked, key, form, values, detail, locals, is_partial: _ } = payload;
        let locals = locals.or_else(|| component.fields.sent_to(&handler));
        let supplied = SpecialVars { value, checked, key, form, values, detail, locals };
        let pending = Pending { number: component.sent, handler, event: event.to_owned(), supplied, breaks: 0 };
        component.pending.push_back(pending.clone());
        if component.join == Join::Answered {
            self.outgoing.push_back(pending.frame(id)?);
        }
        Ok(pending.number)
    }

    /// Waits until all that was sent is answered and nothing more happens by itself, and tells what went wrong meanwhile.
    ///
    /// # Errors
    /// The failure that the visitor was told of, or would have been.
    pub(super) async fn settle(&mut self) -> Result<()> {
        poll_fn(|context| self.poll_idle(context)).await?;
        match self.failures.drain(..).next() {
            Some(failure) => Err(Error::msg(failure)),
            None => Ok(()),
        }
    }

    /// Waits until something is pushed to a component, or the connection ends.
    pub(super) async fn pushed(&mut self) {
        poll_fn(|context| match &mut self.connection {
            Some(connection) => connection.poll_mail(context),
            None => Poll::Ready(()),
        })
        .await;
    }

    /// Breaks the connection.
    pub(super) async fn interrupt(&mut self, how: Interruption) -> Result<()> {
        match how {
            Interruption::Drop => self.lose(true),
            _ => {
                self.stop();
                // The last frames are the newest tokens.
                poll_fn(|context| match self.turn(context) {
                    Ok(true) if self.connection.is_some() => {
                        context.waker().wake_by_ref();
                        Poll::Pending
                    }
                    Ok(_) if self.connection.is_some() => Poll::Pending,
                    done => Poll::Ready(done.map(drop)),
                })
                .await?;
            }
        }
        Ok(())
    }

    /// Opens the next connection of the page, and joins its components again.
    pub(super) fn open(&mut self) -> Result<()> {
        if self.connection.is_some() {
            return Ok(());
        }
        self.socket_number += 1;
        let mut connection = self.requests.connect(self.page, self.socket_number)?;
        connection.take_unheard_calls();
        self.connection = Some(connection);
        (self.ended, self.stopping) = (None, false);
        let joins: Vec<String> = self.components.iter_mut().map(|(id, component)| component.join(*id)).collect();
        self.outgoing.extend(joins);
        Ok(())
    }

    fn stop(&mut self) {
        if let Some(connection) = &mut self.connection {
            connection.stop(now());
            self.stopping = true;
        }
    }

    /// The connection is gone; `broke` if nobody said why.
    fn lose(&mut self, broke: bool) {
        self.connection = None;
        self.outgoing.clear();
        for component in self.components.values_mut() {
            component.join = Join::Asked;
            if let Some(next) = component.pending.front_mut().filter(|_| broke) {
                next.breaks += 1;
            }
            component.pending.retain(|event| event.breaks < BREAKS);
        }
    }

    fn poll_idle(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        while self.turn(context)? {}
        let is_settled = self.components.values().all(Component::is_settled) && self.outgoing.is_empty();
        match &self.connection {
            Some(connection) if !(is_settled && connection.is_idle()) => Poll::Pending,
            _ => Poll::Ready(Ok(())),
        }
    }

    /// Says what waits to be said, has the server work, and hears what it says. Whether something happened.
    fn turn(&mut self, context: &mut Context<'_>) -> Result<bool> {
        let Some(connection) = &mut self.connection else { return Ok(false) };
        let said = connection.has_room(0).then(|| self.outgoing.pop_front()).flatten();
        if let Some(frame) = &said {
            connection.receive(&frame.as_str().into(), now());
        }
        connection.work(context, true, now());
        match connection.take_interruption() {
            Some(Interruption::Drop) => {
                self.lose(true);
                return self.open().map(|()| true);
            }
            Some(_) => self.stop(),
            None => {}
        }
        let frames: Vec<Frame<'_>> = match &mut self.connection {
            Some(connection) => std::iter::from_fn(|| connection.next_frame()).collect(),
            None => Vec::new(),
        };
        let heard = !frames.is_empty();
        for frame in frames {
            self.hear(ServerFrame::read(frame.as_text().unwrap_or_default())?)?;
        }
        self.take_calls();
        self.part(heard || said.is_some())
    }

    /// Ends the connection, if the server has. Whether something happened.
    fn part(&mut self, happened: bool) -> Result<bool> {
        let Some(connection) = &mut self.connection else { return Ok(happened) };
        if let Some(reason) = connection.closing().map(|close| close.reason().to_string()) {
            self.lose(false);
            for component in self.components.values_mut().filter(|component| !component.pending.is_empty()) {
                component.pending.clear();
                self.failures.push(format!("the connection ended before the answer: {reason}"));
            }
            self.ended = Some(reason);
            return Ok(true);
        }
        if self.stopping && !happened && connection.has_stopped() {
            connection.client_left();
            self.lose(false);
            return Ok(true);
        }
        Ok(happened)
    }

    /// Notes what the outermost components called: no component around them hears it.
    fn take_calls(&mut self) {
        if let Some(connection) = &mut self.connection {
            self.effects.calls.extend(connection.take_unheard_calls());
        }
    }
}

/// The time, which stands still where the runtime's does.
fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}
