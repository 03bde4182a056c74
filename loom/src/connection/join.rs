//! A component comes, is shown, and goes.

use std::time::{Duration, Instant};

use super::{
    connection::Connection,
    live_socket::{Doing, LiveSocketState, Task},
};
use crate::{
    actor::{Entry, Seat, Turn},
    component::Outcome,
    protocol::message::{Code, Dialect, Id, JoinMessage},
    token::{Expected, Opened, TokenError},
    tree::Print,
};

/// How many components one connection may carry.
const COMPONENTS: usize = 2_000;

impl Connection {
    /// Joins a component, if its token is good here.
    pub(super) fn join(&mut self, join: &JoinMessage<'_>, now: Instant) {
        let (entry, opened) = match self.admit(join, now) {
            Ok(admitted) => admitted,
            Err((code, message)) => return self.refuse(Some(&join.id), 0, code, message),
        };
        let (opened, last_event) = self.resume(join, opened, now);
        let Ok(key) = self.start(join.id.clone(), entry, &opened) else {
            return self.refuse(
                Some(&join.id),
                0,
                Code::BadToken,
                "the token holds a state that this program cannot read",
            );
        };
        if let Some(state) = self.socket(key).filter(|_| last_event.is_some()) {
            state.last_event = last_event.unwrap_or_default();
            self.owe_token(key, Duration::ZERO, now);
        }
        self.take_newer_props(key);
        if opened.claims.fresh {
            let Some(state) = self.socket(key) else { return };
            let turn = state.socket.mount();
            self.took(key, Doing::Mounting, turn, now);
        } else {
            self.show(key, join.have.then_some(opened.claims.digest), now);
        }
    }

    /// Whether a component may join, and with what.
    fn admit(&self, join: &JoinMessage<'_>, now: Instant) -> Result<(&'static Entry, Opened), (Code, &'static str)> {
        if self.find(&join.id).is_some() {
            return Err((Code::DuplicateId, "the id is taken by another component"));
        }
        if self.sockets.len() >= COMPONENTS {
            return Err((Code::TooMany, "there are too many components on this connection"));
        }
        let Some(Ok(entry)) = self.shared.entry(&join.module) else {
            return Err((Code::UnknownModule, "there is no such component"));
        };
        let expected = Expected {
            module: &join.module,
            session: &self.session,
            now: self.unix(now),
            max_age: self.shared.limits.max_age,
        };
        match self.shared.keys.open(&join.token, &expected) {
            Ok(opened) => Ok((entry, opened)),
            Err(error) => {
                tracing::info!(component = &*join.module, %error, "a join was refused");
                Err((token_code(error), "the token is not valid here, or not any more"))
            }
        }
    }

    /// What a component goes on with: the state that waits for its client, if there is one, else what the token holds. The
    /// number is that of the last event that the waiting state has seen.
    fn resume(&self, join: &JoinMessage<'_>, mut opened: Opened, now: Instant) -> (Opened, Option<u64>) {
        let parked = self.shared.parking.take(opened.claims.instance, &self.session, &join.module, now);
        let parked = parked.filter(|_| self.encoder.dialect() == Dialect::Two);
        let last_event = parked.as_ref().map(|parked| parked.last_event);
        if let Some(parked) = parked {
            opened.json = parked.saved;
            opened.claims.fresh = false;
        }
        (opened, last_event)
    }

    /// Starts the actor of a component, and gives its key.
    ///
    /// In the system that Loom re-makes, this started a process with the id, where to reply to, the module and the props as
    /// JSON. The id and the address of replies are the connection's matter here.
    fn start(&mut self, id: Id, entry: &Entry, opened: &Opened) -> crate::Result<u64> {
        let key = self.next_key;
        let counted = Some(self.shared.components.enter());
        let seat = Seat { key, around: self.around.clone(), counted };
        let socket = (entry.load)(&opened.json, seat)?;
        self.next_key += 1;
        self.mailbox.admit(key);
        self.sockets.push(Box::new(LiveSocketState {
            id,
            key,
            socket,
            print: Print::default(),
            instance: opened.claims.instance,
            parent: opened.claims.parent,
            doing: Doing::Nothing,
            dirty: false,
            last_event: 0,
            token_due: None,
            token_sent: None,
            more: None,
        }));
        Ok(key)
    }

    /// Gives a nested component that just joined the props that the component around it has rendered since.
    fn take_newer_props(&mut self, key: u64) {
        let Some(parent) = self.socket(key).and_then(|state| state.parent) else { return };
        let around = self.sockets.iter_mut().find(|state| state.instance == parent.instance);
        let Some(child) = around.and_then(|state| state.take_child(parent.child)) else { return };
        let Some(state) = self.socket(key) else { return };
        if state.socket.module() == child.module() && state.socket.props_digest() != Some(child.props_digest()) {
            state.socket.take_props(child.into_any());
        }
    }

    /// Shows a component for the first time: nothing is sent if the client has what `digest` stands for, and that is right.
    /// Then runs `connected`.
    pub(super) fn show(&mut self, key: u64, digest: Option<u64>, now: Instant) {
        if !self.send_first(key, digest, now) {
            return self.end(key);
        }
        self.connect(key, now);
    }

    /// Runs `connected`.
    pub(super) fn connect(&mut self, key: u64, now: Instant) {
        let Some(state) = self.socket(key) else { return };
        if let Some(turn) = state.socket.connected(now) {
            self.took(key, Doing::Connecting, turn, now);
        }
    }

    /// Sees to what a component was asked to do.
    pub(super) fn took(&mut self, key: u64, doing: Doing, turn: Turn, now: Instant) {
        match turn {
            Turn::Done(done) => self.finish(key, doing, done, now),
            Turn::Busy => {
                if let Some(state) = self.socket(key) {
                    state.doing = doing;
                    self.busy += 1;
                }
            }
        }
    }

    /// Sees to what a component has done.
    pub(super) fn finish(
        &mut self,
        key: u64,
        doing: Doing,
        done: Result<Outcome, crate::actor::Failure>,
        now: Instant,
    ) {
        match (doing, done) {
            (Doing::Mounting, Ok(outcome)) => {
                let redirected = self.send_effects(key, outcome, now);
                if redirected {
                    self.end(key);
                } else {
                    self.show(key, None, now);
                    // The token that it joined with holds props only: coming back with it would mount it once more.
                    self.owe_token(key, Duration::ZERO, now);
                }
            }
            (Doing::Mounting, Err(failure)) => {
                self.send_failure(key, None, &failure);
                self.end(key);
            }
            (Doing::Handling(number), done) => self.answer(key, number, done, now),
            (Doing::Connecting | Doing::Nothing, Ok(outcome)) => {
                self.send_effects(key, outcome, now);
                self.mark(key, now);
            }
            (Doing::Connecting | Doing::Nothing, Err(failure)) => {
                self.send_failure(key, None, &failure);
                self.mark(key, now);
            }
        }
    }

    /// Ends a component at the client's wish.
    pub(super) fn leave(&mut self, id: &Id) {
        match self.find(id).and_then(|index| self.sockets.get(index)).map(|state| state.key) {
            Some(key) => self.end(key),
            None => self.refuse(Some(id), 0, Code::UnknownId, "there is no such component on this connection"),
        }
    }

    /// Goes on with what came while a component was busy, until it is busy again.
    pub(super) fn run_queue(&mut self, key: u64, now: Instant) {
        while let Some(state) = self.socket(key)
            && state.doing == Doing::Nothing
            && let Some(task) = state.next_task()
        {
            self.run(key, task, now);
        }
    }

    /// Has a component do something, at once or when it is not busy any more.
    pub(super) fn run_or_queue(&mut self, key: u64, task: Task, now: Instant) {
        let Some(state) = self.socket(key) else { return };
        if state.doing == Doing::Nothing && state.queued() == 0 {
            self.run(key, task, now);
        } else {
            self.enqueue(key, task);
        }
    }
}

/// What a client is told of a token that is refused.
const fn token_code(error: TokenError) -> Code {
    match error {
        TokenError::Expired => Code::ExpiredToken,
        _ => Code::BadToken,
    }
}
