//! [`Pump`], which moves frames between a WebSocket and its [`Connection`].

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use hyper::upgrade::Upgraded;
use tokio::time::Sleep;

use super::{
    app::unix_now,
    session,
    websocket::{Gone, Heard, WebSocket},
};
use crate::{
    component::Visitor,
    connection::{Arrival, Connection, Shared},
    protocol::message::Dialect,
};

/// A client that says nothing for so long is asked whether it is still there.
const QUIET: Duration = Duration::from_secs(45);
/// And if it says nothing for so long after that, it is gone.
const GONE: Duration = Duration::from_secs(45);

/// The one task of a connection: sends what the connection has to say, hands it what the client says, and polls its
/// components, all in turn.
///
/// It reads only while the connection has room for answers, so a client that does not read is not listened to either.
pub(super) struct Pump {
    /// The client.
    socket: WebSocket,
    /// What the frames mean. Boxed, so that a connection that waits is small.
    connection: Box<Connection>,
    /// When the client last said something.
    heard: Instant,
    /// Whether it was asked if it is still there.
    asked: bool,
    /// Wakes the task at `armed`.
    timer: Pin<Box<Sleep>>,
    /// What the timer is set to.
    armed: Instant,
}

impl Pump {
    /// Begins to serve a connection that has become a WebSocket.
    pub(super) fn begin(upgraded: Upgraded, shared: Arc<Shared>, dialect: Dialect, session: &str) -> Self {
        let now = Instant::now();
        let socket = WebSocket::new(upgraded, shared.limits.max_message);
        let visitor = Visitor::new(session::name_of(session));
        let arrival = Arrival { dialect, session, visitor, now, unix: unix_now() };
        let connection = Box::new(Connection::new(shared, arrival));
        let armed = now + QUIET;
        let timer = Box::pin(tokio::time::sleep_until(armed.into()));
        Self { socket, connection, heard: now, asked: false, timer, armed }
    }

    /// Sends as many frames as the socket takes. Whether all have left.
    fn send(&mut self, context: &mut Context<'_>) -> Result<bool, Gone> {
        let connection = &mut self.connection;
        self.socket.send(context, &mut || connection.next_frame())
    }

    /// Takes what the client says, as long as there is room for answers. Whether it said something.
    fn receive(&mut self, context: &mut Context<'_>, now: Instant) -> Result<bool, Gone> {
        let connection = &mut self.connection;
        let heard = self.socket.receive(context, &mut |heard| {
            match heard {
                Heard::Text(text) => connection.receive(text, now),
                Heard::Binary => connection.receive_binary(),
                Heard::Ping(_) | Heard::Pong | Heard::Close(_) => {}
            }
            connection.has_room()
        })?;
        if heard {
            self.heard = now;
            self.asked = false;
        }
        Ok(heard)
    }

    /// Sets the timer to whatever is due next, and does what is due now.
    fn keep_time(&mut self, context: &mut Context<'_>, drained: bool, now: Instant) -> Result<(), Gone> {
        let silence = now.saturating_duration_since(self.heard);
        if silence >= QUIET + GONE {
            return Err(Gone);
        }
        if silence >= QUIET && !self.asked {
            self.asked = true;
            self.socket.ping();
            context.waker().wake_by_ref();
        }
        let quiet = self.heard + if self.asked { QUIET + GONE } else { QUIET };
        // While frames wait for the client nothing else is sent, so nothing is due: the socket wakes the task.
        let due = self.connection.due().filter(|_| drained).map_or(quiet, |due| due.min(quiet));
        // A timer that is set too early costs one more look at the clock; setting it at each frame would cost more.
        if due < self.armed || self.armed <= now {
            self.armed = due;
            self.timer.as_mut().reset(due.into());
        }
        if self.timer.as_mut().poll(context).is_ready() {
            self.armed = now;
            context.waker().wake_by_ref();
        }
        Ok(())
    }

    fn turn(&mut self, context: &mut Context<'_>) -> Result<(), Gone> {
        loop {
            let now = Instant::now();
            let drained = self.send(context)?;
            self.connection.work(context, drained, now);
            let more = drained && self.connection.has_frame();
            let heard = self.connection.has_room() && self.receive(context, now)?;
            let more = more || drained && self.socket.has_control();
            if !more && !heard {
                return self.keep_time(context, drained, now);
            }
        }
    }
}

impl Future for Pump {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.get_mut().turn(context) {
            Ok(()) => Poll::Pending,
            Err(Gone) => Poll::Ready(()),
        }
    }
}
