//! [`Connection`]: frames in, frames out.

use std::{
    collections::HashMap,
    sync::Arc,
    task::{Context, Waker},
    time::{Duration, Instant},
};

use loom_vocabulary::{Close, TOO_MUCH_KEPT};

use super::{
    Shared,
    clock::Clock,
    guard::{ClientIdentity, Share, Used, Visit},
    joined_component::{Doing, JoinedComponent, Task},
    mailbox::{Mail, Mailbox, Note},
    outbox::Outbox,
    pending_join::{ParentWaits, Takeovers},
};
use crate::{
    actor::Counted,
    component::{Interruption, Surroundings, Visitor},
    protocol::{
        Frame,
        bounds::within,
        message::{ClientMessage, Dialect, Id, MessageError, ServerMessage},
    },
};

/// When nothing has happened for so long, what is kept only for the sake of speed is given up. Soon, since what many connections have
/// at the same time stays with the process after they have given it up.
const REST: Duration = Duration::from_millis(500);

/// Up to how many bytes a message may be that has not come to its end where there is no room for more.
const PARTIAL: usize = 4 * 1024;

/// One client's connection: its joined components, and the frames that go to it.
///
/// It does no input or output of its own. Whoever owns it hands it the frames that come ([`receive`](Self::receive)), lets it
/// [`work`](Self::work) when it is woken, and sends the frames that it has ([`next_frame`](Self::next_frame)). Time is
/// told to it.
pub(crate) struct Connection {
    /// The values that all connections of the application share.
    pub(super) shared: Arc<Shared>,
    /// The visitor's session id, which tokens are bound to.
    pub(super) session: Box<str>,
    /// The number that the client's page gave itself.
    pub(super) page: u64,
    /// Its number among the sockets of this page.
    pub(super) socket_number: u32,
    /// What its components can reach.
    pub(super) surroundings: Arc<Surroundings>,
    /// Where pushes to its components wait.
    pub(super) mailbox: Arc<Mailbox>,
    /// What the mailbox wakes.
    waker: Option<Waker>,
    /// The joined components, by rising key.
    #[expect(clippy::vec_box, reason = "a connection with one component has no room for more")]
    pub(super) components: Vec<Box<JoinedComponent>>,
    /// The key of the next component that joins.
    pub(super) next_key: u64,
    /// Components on their way from another connection to this one, or gone the other way.
    pub(super) takeovers: Takeovers,
    /// Joins of nested components that wait for the component around them.
    pub(super) parent_waits: ParentWaits,
    /// How many components are doing something that takes time.
    pub(super) busy: usize,
    /// Whether a component has changed without having been rendered.
    pub(super) dirty: bool,
    /// When the next newer token is due; never later than it is.
    pub(super) token_due: Option<Instant>,
    /// When something last happened.
    stirred: Instant,
    /// When it will rest, unless something has happened until shortly before; `None` while it rests.
    rest_due: Option<Instant>,
    /// Frames for the client.
    pub(super) outbox: Outbox,
    /// The server is about to stop.
    pub(super) stopping: bool,
    /// A component has asked for it to break.
    pub(super) interruption: Option<Interruption>,
    /// The client has said that it does not come back.
    left: bool,
    /// Why the connection has to end, if so.
    closing: Option<Close>,
    /// What the client has used of its limits.
    pub(super) used: Used,
    /// The bytes that are kept for it.
    pub(super) share: Share,
    /// Those of them that are on their way over the socket, in either direction.
    on_their_way: usize,
    /// Something waits for a component that is free, since too much waits for the client.
    pub(super) held_up: bool,
    /// Calls of components that have none around them, where a test asks for them.
    #[cfg(feature = "testing")]
    pub(super) unheard: Option<Vec<crate::component::ParentCall>>,
    /// Counts the socket, where it is one.
    pub(super) visit: Option<Visit>,
    /// Converts between its two clocks.
    pub(super) clock: Clock,
    /// Keeps it counted.
    _counted: Counted,
}

/// Who the client is, and when it came.
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
        let mailbox = arrival.visit.as_ref().map_or_else(Arc::default, |visit| Arc::clone(visit.mailbox()));
        let state = shared.state.clone();
        let unix = shared.guard.revoked.issue(&arrival.visitor, arrival.unix);
        let address = arrival.visit.as_ref().and_then(Visit::address);
        let share = Share::new(shared.guard.accounts(address));
        mailbox.bound(Share::new(share.accounts().clone()), shared.guard.limits);
        let handler_time = shared.guard.limits.handler_time;
        let surroundings =
            Surroundings { state, visitor: arrival.visitor, inbox: mailbox.clone(), handler_time, page: arrival.page };
        let mut connection = Self {
            _counted: shared.connections.enter(),
            shared,
            session: arrival.session.into(),
            page: arrival.page,
            socket_number: arrival.socket_number,
            surroundings: Arc::new(surroundings),
            mailbox,
            waker: None,
            components: Vec::new(),
            next_key: 1,
            takeovers: Takeovers::default(),
            parent_waits: ParentWaits::default(),
            busy: 0,
            dirty: false,
            token_due: None,
            stirred: arrival.now,
            rest_due: None,
            outbox: Outbox::new(arrival.dialect),
            stopping: false,
            interruption: None,
            left: false,
            closing: None,
            used: Used::default(),
            share,
            on_their_way: 0,
            held_up: false,
            #[cfg(feature = "testing")]
            unheard: None,
            visit: arrival.visit,
            clock: Clock::new(arrival.now, unix),
        };
        if let Some(version) = arrival.version {
            connection.outbox.say(ServerMessage::Version { version });
        }
        connection
    }

    /// Takes a frame of the client. Once the connection is to end, it does nothing.
    pub(crate) fn receive(&mut self, frame: &Frame<'_>, now: Instant) {
        if self.closing.is_some() {
            return;
        }
        self.stir(now);
        match self.read(frame) {
            Ok(ClientMessage::Event(event)) => return self.event(event, now),
            Ok(ClientMessage::Join(join)) => return self.join(&join, now),
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
        if !self.used.frames.take_all(count, self.shared.guard.limits.frames, now) {
            self.close(Close::TooManyFrames);
        }
    }

    /// Does whatever can be done without the client: runs pushes, goes on with what takes time, and, if all that was
    /// sent has left, sends what changed. `context` is woken when there is more to do.
    pub(crate) fn work(&mut self, context: &mut Context<'_>, drained: bool, now: Instant) {
        self.read_mailbox(context, now);
        if self.closing.is_some() {
            return;
        }
        if drained && self.held_up && !self.has_frame() {
            self.catch_up(now);
        }
        if self.busy > 0 {
            self.go_on(context, now);
        }
        while self.admit_early(now) {
            self.go_on(context, now);
        }
        if drained && !self.has_frame() {
            if self.dirty {
                self.send_changes(now);
            }
            if self.token_due.is_some_and(|due| due <= now) {
                self.send_tokens(now);
            }
        }
        if self.has_frame() || self.busy > 0 {
            self.stir(now);
        }
        if self.rest_due.is_some_and(|due| due <= now) {
            match self.stirred + REST {
                due if due <= now => self.rest(),
                due => self.rest_due = Some(due),
            }
        }
    }

    /// Notes that something happens, so it does not rest for a while.
    fn stir(&mut self, now: Instant) {
        self.stirred = now;
        if self.rest_due.is_none() {
            self.rest_due = Some(now + REST);
        }
    }

    /// When [`work`](Self::work) wants to be called even if nothing wakes it.
    pub(crate) fn due(&self) -> Option<Instant> {
        match (self.token_due, self.rest_due) {
            (Some(token), Some(rest)) => Some(token.min(rest)),
            (token, rest) => token.or(rest),
        }
    }

    /// Whether nothing has happened for a while.
    pub(crate) fn is_resting(&self) -> bool {
        self.rest_due.is_none()
    }

    fn rest(&mut self) {
        self.rest_due = None;
        self.components.iter_mut().for_each(|joined| joined.actor.rest());
        self.components.shrink_to_fit();
        self.share.rest();
    }

    /// The client does not come back: nothing is to wait for it.
    pub(crate) fn client_left(&mut self) {
        self.left = true;
    }

    /// Ends the connection, once what waits for the client has been sent as far as the client takes it.
    pub(super) fn close(&mut self, reason: Close) {
        self.closing.get_or_insert(reason);
    }

    /// Why the connection has to end, if so.
    pub(crate) fn closing(&self) -> Option<Close> {
        self.closing
    }

    /// How it is to break, if a component has asked for that.
    pub(crate) fn take_interruption(&mut self) -> Option<Interruption> {
        self.interruption.take()
    }

    /// Whether there is a frame to send.
    pub(crate) fn has_frame(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// The next frame to send.
    pub(crate) fn next_frame(&mut self) -> Option<Frame<'static>> {
        self.outbox.next()
    }

    /// How long the client may say nothing.
    pub(crate) fn silence(&self) -> Duration {
        self.shared.guard.limits.silence
    }

    /// Whether another frame of the client may be handed in while so many bytes are on their way to it. Where there is no room, its answers would pile up.
    pub(crate) fn has_room(&self, on_their_way: usize) -> bool {
        self.outbox.bytes().saturating_add(on_their_way) < self.shared.guard.limits.waiting_bytes
    }

    /// Counts what is kept for the client while it is on its way: `waiting` bytes of frames that it has not taken, and `partial` of a message that has not come
    /// to its end. Where its address or the process has no room for such a message the connection ends: it would wait for room, and keep it from the others.
    pub(crate) fn count_on_their_way(&mut self, waiting: usize, partial: usize) {
        let bytes = waiting.saturating_add(partial);
        if bytes == self.on_their_way {
            return;
        }
        let more = bytes.saturating_sub(self.on_their_way);
        if partial > PARTIAL && !self.share.reserve(more, &self.shared.guard.limits) {
            self.close(Close::TooMuchKept);
        }
        self.share.change(self.on_their_way, bytes);
        self.on_their_way = bytes;
    }

    /// How many bytes are counted for the client, if that is what there is.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn kept_bytes(&self) -> Option<usize> {
        let components: usize = self.components.iter().map(|joined| joined.counted + joined.queued_bytes()).sum();
        let there = components + self.takeovers.bytes() + self.parent_waits.bytes() + self.on_their_way;
        (there == self.share.bytes()).then_some(there)
    }

    /// The bytes of the frames that wait to be sent.
    pub(crate) fn outgoing_bytes(&self) -> usize {
        self.outbox.bytes()
    }

    /// Counts what a component has come to take of memory.
    pub(super) fn weigh(&mut self, key: u64) {
        let Some(index) = self.find_key(key) else { return };
        let Some(joined) = self.components.get_mut(index) else { return };
        let bytes = joined.bytes();
        self.share.change(joined.counted, bytes);
        joined.counted = bytes;
    }

    /// The time, in seconds since 1970.
    pub(super) fn unix(&self, now: Instant) -> u64 {
        self.clock.at(now).unix()
    }

    /// The index of the component with this id.
    pub(super) fn find(&self, id: &Id) -> Option<usize> {
        self.components.iter().position(|joined| joined.id == *id)
    }

    /// The index of the component with this key.
    pub(super) fn find_key(&self, key: u64) -> Option<usize> {
        self.components.binary_search_by_key(&key, |joined| joined.key).ok()
    }

    /// The component with this key.
    pub(super) fn component(&mut self, key: u64) -> Option<&mut JoinedComponent> {
        let index = self.find_key(key)?;
        self.components.get_mut(index).map(|joined| &mut **joined)
    }

    /// From now on has `waker` woken by what comes to the mailbox.
    pub(super) fn watch_mailbox(&mut self, waker: &Waker) {
        if !self.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            self.mailbox.watch(waker);
            self.waker = Some(waker.clone());
        }
    }

    /// Runs the pushes that wait, and does what other connections ask for.
    fn read_mailbox(&mut self, context: &mut Context<'_>, now: Instant) {
        self.watch_mailbox(context.waker());
        if !self.mailbox.has_news() {
            return;
        }
        if self.mailbox.is_revoked() {
            self.client_left();
            return self.close(Close::Disconnected);
        }
        let Mail { pushes, dropped, notes } = self.mailbox.take();
        if dropped > 0 {
            tracing::warn!(dropped, "pushes were dropped: {TOO_MUCH_KEPT}");
        }
        self.stir(now);
        for (key, push) in pushes {
            self.run_or_queue(key, Task::Push(push), now);
        }
        for note in notes {
            match note {
                Note::GiveUp(key) => self.give_up(key),
                Note::Arrived => self.collect(now),
                Note::Callback(key, called) => self.called(key, called, now),
            }
        }
    }

    /// Asks the busy components whether they are done.
    fn go_on(&mut self, context: &mut Context<'_>, now: Instant) {
        let busy = self.components.iter().filter(|joined| joined.doing != Doing::Nothing);
        let keys: Vec<u64> = busy.map(|joined| joined.key).collect();
        for key in keys {
            // What it was busy with may be followed by something else that takes time, which has to be asked as well.
            while let Some(joined) = self.component(key)
                && joined.doing != Doing::Nothing
                && let std::task::Poll::Ready(done) = joined.actor.poll(context)
            {
                let doing = std::mem::replace(&mut joined.doing, Doing::Nothing);
                self.busy -= 1;
                self.finish(key, doing, done, now);
                self.run_queue(key, now);
            }
            if let Some(joined) = self.component(key)
                && joined.doing == Doing::Nothing
            {
                let instance = joined.instance;
                self.parent_waits.settle(instance);
            }
        }
    }

    /// Ends the component with this key for good, and those nested in it.
    pub(super) fn end(&mut self, key: u64) {
        self.take_out(key, false);
    }

    /// Takes the component with this key out, and those nested in it; their ids if their client may come back to them.
    pub(super) fn take_out(&mut self, key: u64, comes_back: bool) -> Vec<Id> {
        let mut ids = Vec::new();
        for key in self.family(key) {
            let Some(index) = self.find_key(key) else { continue };
            let joined = self.components.remove(index);
            self.mailbox.dismiss(key);
            if joined.doing != Doing::Nothing {
                self.busy -= 1;
            }
            ids.push(joined.id.clone());
            self.parent_waits.settle(joined.instance);
            self.let_go(joined, comes_back);
        }
        ids
    }

    /// The keys of a component and of all that are nested in it, each after the one around it.
    fn family(&self, key: u64) -> Vec<u64> {
        let mut nested = HashMap::<u64, Vec<&JoinedComponent>>::new();
        for joined in &self.components {
            if let Some(parent_key) = joined.parent_key {
                nested.entry(parent_key).or_default().push(joined);
            }
        }
        let mut family: Vec<&JoinedComponent> = self
            .find_key(key)
            .and_then(|index| self.components.get(index))
            .map(|joined| &**joined)
            .into_iter()
            .collect();
        let mut next = 0;
        while let Some(joined) = family.get(next) {
            family.extend(nested.remove(&joined.key).unwrap_or_default());
            next += 1;
        }
        family.iter().map(|joined| joined.key).collect()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.wait_no_more();
        for joined in std::mem::take(&mut self.components) {
            self.let_go(joined, !self.left);
        }
        for note in self.mailbox.close() {
            if let Note::Callback(_, called) = note {
                self.call_elsewhere(called, Instant::now());
            }
        }
    }
}

/// Whom a connection keeps something for.
pub(super) fn client<'c>(session: &'c str, visit: Option<&Visit>) -> ClientIdentity<'c> {
    ClientIdentity { session, address: visit.and_then(Visit::address) }
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("components", &self.components.len()).finish_non_exhaustive()
    }
}
