//! [`Connection`]: frames in, frames out.

use std::{
    sync::Arc,
    task::Context,
    time::{Duration, Instant},
};

use loom_vocabulary::{Close, TOO_MUCH_KEPT};

use super::{
    Shared,
    allowance::Allowance,
    clock::Clock,
    components::Components,
    ending::Ending,
    joined_component::{Doing, Task},
    mailbox::{Mail, MailReader, News, Note},
    outbox::Outbox,
    peer::Peer,
    pending_join::PendingJoins,
    rest::RestTimer,
    token_schedule::TokenSchedule,
    visits::Visit,
};
use crate::{
    actor::Counted,
    component::{Interruption, Resume, Surroundings, Visitor},
    protocol::{
        Frame,
        bounds::within,
        message::{ClientMessage, Dialect, MessageError, ServerMessage},
    },
};

/// One client's connection: its joined components, and the frames that go to it.
///
/// It does no input or output of its own, and has no clock: its owner drives it, and tells it the time with each call. All that happens to a
/// connection is one of these:
///
/// - A frame has come: [`receive`](Self::receive). Other things that came count as frames ([`count_frames`](Self::count_frames)).
/// - A task was woken, or [`due`](Self::due) has passed: [`work`](Self::work). It runs what waits, and is called after each frame, too.
/// - The client has said that it does not come back ([`client_left`](Self::client_left)), or the server stops ([`stop`](Self::stop)).
///
/// After each of them the owner sends the frames that there are ([`next_frame`](Self::next_frame)), ends the connection if it is
/// [closing](Self::closing), breaks it if a component has [asked](Self::take_interruption) for that, and sets its timer to [`due`](Self::due).
/// It hands in a frame only while there is [room](Self::has_room) for the answer. Dropping the connection is how it ends: the
/// states of its components then wait for the client, unless it left.
///
/// This type only decides in which order its parts act. Each part has its own file, state and tests: [`Peer`], [`MailReader`], [`Components`],
/// [`PendingJoins`], [`Outbox`], [`Allowance`], [`TokenSchedule`], [`RestTimer`] and [`Ending`].
pub(crate) struct Connection {
    /// The values that all connections of the application share.
    pub(super) shared: Arc<Shared>,
    /// The client.
    pub(super) peer: Peer,
    /// The application's values and the visitor, for its components.
    pub(super) surroundings: Arc<Surroundings>,
    /// Pushes to its components, and what other connections tell it.
    pub(super) mail: MailReader,
    /// The joined components.
    pub(super) components: Components,
    /// Joins that were admitted and wait.
    pub(super) pending: PendingJoins,
    /// Frames for the client.
    pub(super) outbox: Outbox,
    /// The part of its limits that the client has used.
    pub(super) allowance: Allowance,
    /// When newer tokens are due.
    pub(super) tokens: TokenSchedule,
    /// When it rests.
    rest: RestTimer,
    /// Whether it is to end, and how.
    pub(super) ending: Ending,
    /// Something waits for a component that is free, since too much waits for the client.
    pub(super) held_up: bool,
    /// Calls of components that have none around them, where a test asks for them.
    #[cfg(feature = "testing")]
    pub(super) unheard: Option<Vec<crate::component::ParentCall>>,
    /// Keeps it counted.
    _counted: Counted,
}

/// The identity of the client, and the time when it came.
pub(crate) struct Arrival<'a> {
    /// How it wants to speak.
    pub(crate) dialect: Dialect,
    /// The visitor's session id.
    pub(crate) session: &'a str,
    /// The number that the client's page gave itself: a socket with the number of another takes its place.
    pub(crate) page: u64,
    /// Its number among the sockets of this page: one that was opened before another takes nothing from it.
    pub(crate) socket_number: u32,
    /// The visitor, as components know it.
    pub(crate) visitor: Visitor,
    /// The version of the application, if the client's page is of another.
    pub(crate) version: Option<&'a str>,
    /// The socket as it was counted in.
    pub(crate) visit: Option<Visit>,
    /// The time.
    pub(crate) now: Instant,
    /// The time, in seconds since 1970.
    pub(crate) unix: u64,
}

impl Connection {
    pub(crate) fn new(shared: Arc<Shared>, arrival: Arrival<'_>) -> Self {
        let unix = shared.guard.revoked.issue(&arrival.visitor, arrival.unix);
        let peer = Peer {
            session: arrival.session.into(),
            page: arrival.page,
            socket_number: arrival.socket_number,
            resumes: arrival.dialect == Dialect::Two,
            visit: arrival.visit,
            clock: Clock::new(arrival.now, unix),
        };
        let allowance = Allowance::new(shared.accounts(peer.address()));
        let mailbox = peer.visit.as_ref().map_or_else(Arc::default, |visit| Arc::clone(visit.mailbox()));
        let mail = MailReader::new(mailbox, allowance.memory.accounts().clone(), shared.guard.limits);
        let surroundings = Surroundings {
            state: shared.state.clone(),
            visitor: arrival.visitor,
            inbox: mail.mailbox().clone(),
            handler_time: shared.guard.limits.handler_time,
            page: arrival.page,
        };
        let mut outbox = Outbox::new(arrival.dialect);
        if let Some(version) = arrival.version {
            outbox.say(ServerMessage::Version { version });
        }
        Self {
            _counted: shared.connections.enter(),
            shared,
            peer,
            surroundings: Arc::new(surroundings),
            mail,
            components: Components::default(),
            pending: PendingJoins::default(),
            outbox,
            allowance,
            tokens: TokenSchedule::default(),
            rest: RestTimer::new(arrival.now),
            ending: Ending::default(),
            held_up: false,
            #[cfg(feature = "testing")]
            unheard: None,
        }
    }

    /// Takes a frame of the client. Once the connection is to end, it does nothing.
    pub(crate) fn receive(&mut self, frame: &Frame<'_>, now: Instant) {
        if self.ending.closing().is_some() {
            return;
        }
        self.rest.stir(now);
        match self.read(frame) {
            Ok(ClientMessage::Event(event)) => return self.event(event, now),
            Ok(ClientMessage::Join(join)) => return self.join(&join, now),
            Ok(ClientMessage::Props(props)) => self.take_page_props(&props, now),
            Ok(ClientMessage::Leave(leave)) if leave.keeps => self.put_aside(&leave.id, now),
            Ok(ClientMessage::Leave(leave)) => self.leave(&leave.id, now),
            Ok(ClientMessage::Heartbeat) => self.outbox.say(ServerMessage::Heartbeat),
            Err(error) => self.outbox.refuse_frame(&error),
        }
        self.count_frames(1, now);
    }

    /// The message in a frame.
    fn read<'f>(&self, frame: &'f Frame<'_>) -> Result<ClientMessage<'f>, MessageError> {
        let text = frame.as_text().ok_or(MessageError::Binary)?;
        let limits = &self.shared.guard.limits;
        match within(text, limits.message_depth, limits.message_members) {
            true => self.outbox.dialect().read(text),
            false => Err(MessageError::TooLarge),
        }
    }

    /// Counts frames that are neither events nor joins, those included that come no further than to the socket. A client that sends nothing else is closed.
    pub(crate) fn count_frames(&mut self, count: u32, now: Instant) {
        if let Err(close) = self.allowance.count_frames(count, &self.shared.guard.limits, now) {
            self.ending.close(close);
        }
    }

    /// The client has said that it does not come back: nothing is to wait for it.
    pub(crate) fn client_left(&mut self) {
        self.ending.left = true;
    }

    /// The server is about to stop: nobody joins any more, and what has changed is in a token before the client hears of it.
    pub(crate) fn stop(&mut self, now: Instant) {
        self.ending.stopping = true;
        self.refuse_waiting();
        if !self.peer.resumes {
            return;
        }
        for joined in self.components.iter_mut() {
            let is_newer = joined.version.count() > joined.renewed && joined.actor.saving().resume == Resume::Token;
            joined.token_due = is_newer.then_some(now);
        }
        self.tokens.set(self.components.token_due());
    }

    /// Whether the server is about to stop and there is nothing more to do here: no handler runs, and the client has been told of
    /// all that changed.
    pub(crate) fn has_stopped(&self) -> bool {
        self.ending.stopping
            && !self.components.is_busy()
            && !self.components.is_dirty()
            && !self.held_up
            && self.tokens.due().is_none()
            && !self.has_frame()
    }

    /// Does everything that can be done without the client: runs pushes, goes on with what takes time, and, if all that was
    /// sent has left (`drained`), sends what changed. `context` is woken when there is more to do.
    pub(crate) fn work(&mut self, context: &mut Context<'_>, drained: bool, now: Instant) {
        self.read_mail(context, now);
        if self.ending.closing().is_some() {
            return;
        }
        if drained && self.held_up && !self.has_frame() {
            self.catch_up(now);
        }
        if self.components.is_busy() {
            self.go_on(context, now);
        }
        while self.admit_waiting_for_parent(now) {
            self.go_on(context, now);
        }
        if drained && !self.has_frame() {
            if self.components.is_dirty() {
                self.send_changes(now);
            }
            if self.tokens.is_due(now) {
                self.send_tokens(now);
            }
        }
        if self.has_frame() || self.components.is_busy() {
            self.rest.stir(now);
        }
        if self.rest.begins(now) {
            self.components.rest();
            self.allowance.memory.rest();
        }
    }

    /// When [`work`](Self::work) wants to be called even if nothing wakes it.
    pub(crate) fn due(&self) -> Option<Instant> {
        match (self.tokens.due(), self.rest.due()) {
            (Some(token), Some(rest)) => Some(token.min(rest)),
            (token, rest) => token.or(rest),
        }
    }

    /// Whether nothing has happened for a while.
    pub(crate) fn is_resting(&self) -> bool {
        self.rest.is_resting()
    }

    /// Why the connection has to end, if so. Frames that wait for the client are sent before, as far as it takes them.
    pub(crate) fn closing(&self) -> Option<Close> {
        self.ending.closing()
    }

    /// How it is to break, if a component has asked for that.
    pub(crate) fn take_interruption(&mut self) -> Option<Interruption> {
        self.ending.take_interruption()
    }

    /// Whether there is a frame to send.
    pub(crate) fn has_frame(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// The next frame to send.
    pub(crate) fn next_frame(&mut self) -> Option<Frame<'static>> {
        self.outbox.next()
    }

    /// The bytes of the frames that wait to be sent.
    pub(crate) fn outgoing_bytes(&self) -> usize {
        self.outbox.bytes()
    }

    /// How long the client may say nothing.
    pub(crate) fn silence(&self) -> Duration {
        self.shared.guard.limits.silence
    }

    /// Whether another frame of the client may be handed in while so many bytes are on their way to it. Where there is no room, its answers would pile up.
    pub(crate) fn has_room(&self, in_transit: usize) -> bool {
        self.outbox.bytes().saturating_add(in_transit) < self.shared.guard.limits.waiting_bytes
    }

    /// Counts what is kept for the client while it is on its way: `waiting` bytes of frames that it has not taken, and `partial` of a message that has not come
    /// to its end. Where there is no room for such a message the connection ends.
    pub(crate) fn count_in_transit(&mut self, waiting: usize, partial: usize) {
        if let Err(close) = self.allowance.count_in_transit(waiting, partial, &self.shared.guard.limits) {
            self.ending.close(close);
        }
    }

    /// How many bytes are counted for the client, if that is what there is.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn kept_bytes(&self) -> Option<usize> {
        let there = self.components.bytes() + self.pending.bytes() + self.allowance.in_transit();
        (there == self.allowance.memory.bytes()).then_some(there)
    }

    /// Counts what a component has come to take of memory.
    pub(super) fn weigh(&mut self, key: u64) {
        if let Some(joined) = self.components.get_mut(key) {
            self.allowance.weigh(joined);
        }
    }

    /// Runs the pushes that wait, and does what other connections ask for.
    fn read_mail(&mut self, context: &mut Context<'_>, now: Instant) {
        let Mail { pushes, dropped, notes } = match self.mail.poll(context) {
            News::Nothing => return,
            News::Revoked => {
                self.client_left();
                return self.ending.close(Close::Disconnected);
            }
            News::Mail(mail) => mail,
        };
        if dropped > 0 {
            tracing::warn!(dropped, "pushes were dropped: {TOO_MUCH_KEPT}");
        }
        self.rest.stir(now);
        for (key, push) in pushes {
            self.run_or_queue(key, Task::Push(push), now);
        }
        for note in notes {
            match note {
                Note::GiveUp(key) => self.give_up(key),
                Note::Arrived => self.collect(now),
                Note::Callback(key, call) => self.route_call(key, call, now),
            }
        }
    }

    /// Asks the busy components whether they are done.
    fn go_on(&mut self, context: &mut Context<'_>, now: Instant) {
        for key in self.components.keys(|joined| joined.doing != Doing::Nothing) {
            // The finished work may be followed by other work that takes time, which has to be polled too.
            while let Some((doing, done)) = self.components.poll(key, context) {
                self.finish(key, doing, done, now);
                self.run_queue(key, now);
            }
            if let Some(joined) = self.components.get(key)
                && joined.doing == Doing::Nothing
            {
                self.pending.settle(joined.instance);
            }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.cancel_waiting();
        for joined in self.components.take_all() {
            self.let_go(joined, !self.ending.left);
        }
        for note in self.mail.mailbox().close() {
            if let Note::Callback(_, call) = note {
                self.forward_call(call, Instant::now());
            }
        }
    }
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("components", &self.components.len()).finish_non_exhaustive()
    }
}
