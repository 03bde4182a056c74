//! A component comes, is shown, and goes.

use std::time::{Duration, Instant};

use super::{
    children::first_birth,
    client_has::ClientHas,
    connection::Connection,
    joined_component::{Doing, JoinedComponent, Task},
    locations::Claim,
    nested::{NOT_SHOWN, ParentStatus},
    parking::Parked,
    pending_join::PendingJoin,
    remembered::Remembered,
    resume_key::ResumeKey,
    routed_call::RoutedCall,
};
use crate::{
    Result,
    actor::{Actor, Entry, Membership, Turn, Undone},
    component::{Outcome, Resume},
    log::Escaped,
    protocol::message::{Code, Id, JoinMessage},
    token::{Claims, Opened},
    tree::{Kin, Print},
};

/// Makes an actor of a saved state.
type Load = fn(&str, Membership) -> Result<Box<dyn Actor>>;

/// How a component that joins begins, besides the state and the claims.
struct Beginning {
    /// The answers that its client may have missed.
    remembered: Remembered,
    /// Calls of the components nested in it that wait for it.
    calls: Vec<RoutedCall>,
    /// The components nested in it.
    kin: Kin,
    /// Reads the state.
    load: Load,
}

impl Beginning {
    /// From the state that waited here for the client, which takes the place of the token's.
    fn parked(parked: Parked, opened: &mut Opened, entry: &Entry) -> Self {
        let Parked { saved, version, last_event, fresh, remembered, calls, kin, .. } = parked;
        opened.json = saved;
        (opened.claims.version, opened.claims.last_event, opened.claims.fresh) = (version, last_event, fresh);
        Self { remembered: remembered.unheard(), calls, kin, load: entry.load }
    }

    /// From the state of the token. Its versions are of a line of their own from here on.
    ///
    /// # Errors
    /// The system has no random bytes.
    fn of_token(opened: &mut Opened, entry: &Entry) -> Result<Self> {
        let remembered = Remembered::of_token(std::mem::take(&mut opened.claims.answers));
        let kin = opened.claims.kin();
        opened.claims.version = opened.claims.version.begun_again(first_birth()?);
        let is_known = opened.claims.schema == entry.saving.schema;
        let load = if is_known { entry.load } else { entry.load_old };
        Ok(Self { remembered, calls: Vec::new(), kin, load })
    }
}

impl Connection {
    /// Joins a component, if its token is good here.
    pub(super) fn join(&mut self, join: &JoinMessage<'_>, now: Instant) {
        let (entry, opened) = match self.admit(join, now) {
            Ok(admitted) => admitted,
            Err((Code::DuplicateId, _)) if self.repeats(join, now) => return,
            Err((code, message)) => return self.outbox.refuse(Some(&join.id), 0, code, message),
        };
        if let Some(action) = self.forbidden(join, &opened, now) {
            tracing::debug!(component = &*join.module, ?action, "a join was refused");
            return self.outbox.refuse(Some(&join.id), 0, Code::Forbidden, "You may not see this.");
        }
        let Some(module) = self.shared.registry.find(&join.module).map(|known| known.module) else { return };
        let joining = PendingJoin { id: join.id.clone(), module, entry, opened, have: join.have };
        self.enter(joining, now);
    }

    /// Goes on with a join, with the newest state that there is, wherever that is.
    pub(super) fn claim(&mut self, joining: PendingJoin, now: Instant) {
        let claim = match self.resumable_key(&joining) {
            Some(resume_key) => self.shared.locations.claim(resume_key, &self.claimant(), now),
            None => Claim::Absent,
        };
        self.go_on_with(joining, claim, now);
    }

    /// The key of the state of a component that joins. A component that starts anew at each join has none.
    fn resumable_key(&self, joining: &PendingJoin) -> Option<ResumeKey> {
        self.peer.resume_key(joining.opened.claims.instance).filter(|_| joining.entry.saving.resume != Resume::None)
    }

    /// Starts a component that joins, with its state, unless the component around it has gone while that was asked for.
    pub(super) fn begin(&mut self, joining: PendingJoin, parked: Option<Box<Parked>>, now: Instant) {
        match self.parent_status(&joining) {
            ParentStatus::NotNested => self.begin_in(None, joining, parked, now),
            ParentStatus::Joined(key) => self.begin_in(Some(key), joining, parked, now),
            ParentStatus::Pending | ParentStatus::Absent => {
                self.put_back(self.resumable_key(&joining), parked, now);
                self.enter(joining, now);
            }
        }
    }

    /// Starts a component that joins, from the newest state that there is, in the component under `parent_key`.
    fn begin_in(&mut self, parent_key: Option<u64>, joining: PendingJoin, parked: Option<Box<Parked>>, now: Instant) {
        let PendingJoin { id, module, entry, mut opened, have } = joining;
        let instance = opened.claims.instance;
        let held = || opened.claims.held.then(|| self.shared.locations.take_held(instance)).flatten();
        let parked = parked.or_else(held).filter(|parked| parked.version.is_as_new_as(opened.claims.version));
        if opened.claims.held && parked.is_none() {
            return self.refuse_state(id, instance, now, "the state of the page that the server held is gone");
        }
        let age = Duration::from_secs(self.peer.unix(now).saturating_sub(opened.claims.issued));
        let resumed = parked.is_some();
        let beginning = match parked {
            Some(parked) => Beginning::parked(*parked, &mut opened, entry),
            None => match Beginning::of_token(&mut opened, entry) {
                Ok(beginning) => beginning,
                Err(error) => {
                    tracing::error!(component = module, error = %Escaped(&error), "a component could not begin");
                    return self.refuse_state(id, instance, now, "the server cannot begin a component");
                }
            },
        };
        let Beginning { remembered, calls, kin, load } = beginning;
        let key = match self.start(id.clone(), parent_key, load, &opened, kin) {
            Ok(key) => key,
            Err(error) => {
                tracing::warn!(component = module, error = %Escaped(&error), "a state that was signed here cannot be read");
                return self.refuse_state(id, instance, now, "the token holds a state that this program cannot read");
            }
        };
        self.pending.takeovers.note_joined(&id);
        if let Some(joined) = self.components.get_mut(key).filter(|_| !remembered.is_empty()) {
            joined.more().remembered = remembered;
        }
        if resumed && !opened.claims.held {
            self.owe_token(key, Duration::ZERO, now);
        } else {
            self.owe_token_in_time(key, age, now);
        }
        self.queue_calls(key, calls);
        if !self.take_current_props(key, now) {
            self.take_out(key, true);
            return self.outbox.refuse(Some(&id), 0, Code::NotShown, NOT_SHOWN);
        }
        self.replace_rivals(key);
        if opened.claims.fresh {
            self.mount(key, now);
        } else {
            self.arrive(key, ClientHas::of(have, opened.claims.digest), now);
        }
        self.run_queue(key, now);
    }

    /// Runs `mount`, for a component whose page was made without it.
    fn mount(&mut self, key: u64, now: Instant) {
        if let Some(joined) = self.components.get_mut(key) {
            let turn = joined.actor.mount();
            self.handle_turn(key, Doing::Mounting, turn, now);
        }
    }

    /// Has a component handle the calls of its children that came before it was there.
    fn queue_calls(&mut self, key: u64, calls: Vec<RoutedCall>) {
        for call in calls {
            let task = Task::Callback(call);
            self.allowance.memory.owe(task.bytes());
            if let Some(joined) = self.components.get_mut(key) {
                joined.queue(task);
            }
        }
    }

    /// Refuses a join whose state is not to be had.
    fn refuse_state(&mut self, id: Id, instance: u64, now: Instant, message: &str) {
        self.put_back(self.peer.resume_key(instance), None, now);
        self.outbox.refuse(Some(&id), 0, Code::BadToken, message);
        self.pending.settle(instance);
    }

    /// Gives back what was asked for a component that does not begin now.
    fn put_back(&self, resume_key: Option<ResumeKey>, parked: Option<Box<Parked>>, now: Instant) {
        if let Some(resume_key) = resume_key
            && self.shared.locations.leave(
                resume_key,
                self.mail.mailbox(),
                self.components.next_key(),
                parked.is_some(),
            )
        {
            self.shared.locations.arrive(resume_key, parked, now);
        }
    }

    /// Starts the actor of a component, and gives its key.
    fn start(&mut self, id: Id, parent_key: Option<u64>, load: Load, opened: &Opened, kin: Kin) -> Result<u64> {
        let key = self.components.next_key();
        let counted = Some(self.shared.components.enter());
        let membership =
            Membership { key, instance: opened.claims.instance, surroundings: self.surroundings.clone(), counted };
        let actor = load(&opened.json, membership)?;
        let birth = first_birth()?;
        self.mail.mailbox().admit(key);
        let Claims { instance, parent, version, last_event, held, .. } = opened.claims;
        self.components.add(JoinedComponent {
            print: Print::unrendered(kin),
            parent,
            parent_key,
            version,
            renewed: version.count(),
            last_event,
            is_held: held,
            saved_bytes: opened.json.len(),
            ..JoinedComponent::new(id, key, instance, actor, birth)
        });
        self.weigh(key);
        Ok(key)
    }

    /// Runs `connected`, and then answers the join: what the page shows stays until what `connected` loads is there.
    fn arrive(&mut self, key: u64, shown: Option<ClientHas>, now: Instant) {
        match self.connected(key, now) {
            Some(turn) => self.handle_turn(key, Doing::Joining(shown), turn, now),
            None => _ = self.show(key, shown, now),
        }
    }

    /// Shows a component for the first time: nothing is sent if the client has what `digest` stands for, and that is right. Whether it can be
    /// shown; where not, the join is refused, and the component's state waits for another.
    fn show(&mut self, key: u64, shown: Option<ClientHas>, now: Instant) -> bool {
        let Err(broken) = self.send_first(key, shown, now) else {
            self.weigh(key);
            if let Some(joined) = self.components.get_mut(key) {
                let pushes = joined.more.as_ref().is_some_and(|more| more.remembered.pushes());
                self.say_whole_address(key, 0, pushes);
            }
            if let Some(joined) = self.components.get_mut(key) {
                let instance = joined.instance;
                self.pending.settle(instance);
            }
            return true;
        };
        // The state that `connected` made may be the one that cannot be rendered.
        let undone = self.components.get_mut(key).map_or(Undone::Nothing, |joined| joined.actor.undo());
        let is_shown = undone != Undone::Nothing && self.send_first(key, shown, now).is_ok();
        if is_shown {
            self.say_whole_address(key, 0, false);
        }
        self.send_broken(key, None, &broken);
        if !is_shown {
            self.take_out(key, true);
        }
        self.weigh(key);
        is_shown
    }

    /// Runs `connected` again.
    pub(super) fn connect(&mut self, key: u64, now: Instant) {
        if let Some(turn) = self.connected(key, now) {
            self.handle_turn(key, Doing::Connecting, turn, now);
        }
    }

    fn connected(&mut self, key: u64, now: Instant) -> Option<Turn> {
        let joined = self.components.get_mut(key)?;
        let turn = joined.actor.connected(now)?;
        joined.version = joined.version.next();
        Some(turn)
    }

    /// Sees to what a component was asked to do.
    pub(super) fn handle_turn(&mut self, key: u64, doing: Doing, turn: Turn, now: Instant) {
        match turn {
            Turn::Done(done) => self.finish(key, doing, done, now),
            Turn::Busy => {
                self.components.begin(key, doing);
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
                let redirected = self.send_first_effects(key, outcome, now);
                if redirected {
                    self.end(key);
                } else {
                    self.arrive(key, None, now);
                    // The token that it joined with holds props only: coming back with it would mount it once more.
                    self.owe_token(key, Duration::ZERO, now);
                }
            }
            (Doing::Mounting, Err(failure)) => {
                self.send_failure(key, None, &failure);
                self.end(key);
            }
            (Doing::Handling(number), done) => self.answer(key, number, done, now),
            (Doing::Joining(shown), done) => {
                // The effects go to a component that has joined.
                if !self.show(key, shown, now) {
                    return;
                }
                match done {
                    Ok(outcome) => _ = self.send_effects(key, outcome, now),
                    Err(failure) => self.send_failure(key, None, &failure),
                }
            }
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
    pub(super) fn leave(&mut self, id: &Id, now: Instant) {
        if let Some(key) = self.components.key_of(id) {
            return self.end(key);
        }
        // A component that is not there has left already, as one that its parent no longer shows.
        self.leave_absent(id, now);
    }

    /// Goes on with what came while a component was busy, until it is busy again.
    pub(super) fn run_queue(&mut self, key: u64, now: Instant) {
        while let Some(joined) = self.components.get_mut(key)
            && joined.doing == Doing::Nothing
            && joined.queued() > 0
        {
            if !self.has_room(0) {
                self.held_up = true;
                return;
            }
            let Some(task) = self.components.get_mut(key).and_then(JoinedComponent::next_task) else { return };
            self.allowance.memory.give(task.bytes());
            self.run(key, task, now);
        }
    }

    /// Has a component do something, at once or when it is not busy any more.
    pub(super) fn run_or_queue(&mut self, key: u64, task: Task, now: Instant) {
        let Some(joined) = self.components.get_mut(key) else { return };
        if joined.is_free() {
            self.run(key, task, now);
        } else {
            self.enqueue(key, task);
        }
    }
}
