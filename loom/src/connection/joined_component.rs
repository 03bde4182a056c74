//! [`JoinedComponent`], what a connection keeps of one joined component.

use std::{
    any::Any,
    collections::{BTreeMap, VecDeque},
    time::Instant,
};

use super::{children::next_birth, client_has::ClientHas, remembered::Remembered, routed_call::RoutedCall, told::Told};
use crate::{
    actor::{Actor, Call},
    component::Push,
    protocol::message::{Id, Reply},
    token::{Parent, Version},
    tree::{Child, ChildId, Print},
};

/// A joined component: its actor, what its client has of it, and what waits for it.
pub(super) struct JoinedComponent {
    /// The id that the client chose for it.
    pub(super) id: Id,
    /// Its number in the inbox; rises from join to join.
    pub(super) key: u64,
    /// The component.
    pub(super) actor: Box<dyn Actor>,
    /// The print of the content that the client has, and the handlers that it offers.
    pub(super) print: Print,
    /// Its number in tokens, by which its nested components find it.
    pub(super) instance: u64,
    /// Its place in another component, if it is nested.
    pub(super) parent: Option<Parent>,
    /// The key of the component around it, if it is nested.
    pub(super) parent_key: Option<u64>,
    /// The birth of the next nested components that it shows.
    pub(super) birth: u32,
    /// The work that it does, or will answer for.
    pub(super) doing: Doing,
    /// Its state may have changed since the print was made.
    pub(super) dirty: bool,
    /// How new its state is.
    pub(super) version: Version,
    /// How new the newest token is that its client has.
    pub(super) renewed: u64,
    /// The number of the last event that it handled.
    pub(super) last_event: u64,
    /// When its client is to be given a newer token.
    pub(super) token_due: Option<Instant>,
    /// Its client's token does not hold the state, which waits on the server.
    pub(super) is_held: bool,
    /// When its client was given the last one.
    pub(super) token_sent: Option<Instant>,
    /// When it was last tried to make one; a state that is too large for a token gets none.
    pub(super) token_tried: Option<Instant>,
    /// The length of its state when it was last saved, and of what events have brought since.
    pub(super) saved_bytes: usize,
    /// The bytes of it that are counted in the connection's share, without those that wait.
    pub(super) counted: usize,
    /// Fields that most components do not need.
    pub(super) more: Option<Box<Extras>>,
}

/// The least bytes of a joined component: its record here, its actor and the little that it allocates.
const LEAST: usize = 1_024;

/// The bytes of a component whose saved state has this length: the state itself, and a saved copy in case it panics or fails.
pub(super) const fn cost_of_state(saved: usize) -> usize {
    LEAST + 2 * saved
}

/// Fields that only few components need, kept apart so that the others are small.
#[derive(Default)]
pub(super) struct Extras {
    /// The tasks that came while it was busy, oldest first.
    pub(super) queue: VecDeque<Task>,
    /// Nested components that were rendered and have not joined yet.
    pub(super) children: BTreeMap<ChildId, Box<dyn Child>>,
    /// Two-way bound fields of which the client has been told that what was typed cannot be used.
    pub(super) invalid: Vec<Box<str>>,
    /// How the last events were answered.
    pub(super) remembered: Remembered,
    /// The part of the page's address that is the component's, as its client was told of it, if there is one.
    pub(super) told: Option<Told>,
}

/// For how many fields with unusable input nobody looks whether their controls are still there.
const FEW_FIELDS: usize = 32;

/// The work of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// Nothing.
    Nothing,
    /// Running `mount`, as the first thing of a join.
    Mounting,
    /// Running `connected`, before the join is answered; the client has what is said here.
    Joining(Option<ClientHas>),
    /// Running `connected` again.
    Connecting,
    /// Running a handler: of the event of this number, or of a push or callback.
    Handling(Option<u64>),
}

/// Something for a component that is busy to do later.
pub(super) enum Task {
    /// An event of the client.
    Event {
        /// The DOM event.
        event: Box<str>,
        /// The handler and what it is given.
        call: Call<'static>,
    },
    /// A server push.
    Push(Push),
    /// New props from the component around it.
    Props(Box<dyn Any + Send>),
    /// A nested component calls back.
    Callback(RoutedCall),
}

impl Task {
    /// Its size in memory while it waits, in bytes.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Event { event, call } => event.len() + call.bytes(),
                Self::Push(push) => push.bytes(),
                Self::Props(props) => size_of_val(&**props),
                Self::Callback(call) => call.bytes(),
            }
    }
}

impl JoinedComponent {
    /// A component of an instance that nothing has happened to, under its client's id and its key.
    pub(super) fn new(id: Id, key: u64, instance: u64, actor: Box<dyn Actor>, birth: u32) -> Self {
        Self {
            id,
            key,
            actor,
            print: Print::default(),
            instance,
            parent: None,
            parent_key: None,
            birth,
            doing: Doing::Nothing,
            dirty: false,
            version: Version::default(),
            renewed: 0,
            last_event: 0,
            token_due: None,
            is_held: false,
            token_sent: None,
            token_tried: None,
            saved_bytes: 0,
            counted: 0,
            more: None,
        }
    }

    /// Its size in memory without the tasks that wait, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let remembered = self.more.as_ref().map_or(0, |more| more.remembered.bytes());
        cost_of_state(self.saved_bytes) + self.print.heap_bytes() + remembered
    }

    /// The size of the tasks that wait for it, in bytes.
    pub(super) fn queued_bytes(&self) -> usize {
        self.more.iter().flat_map(|more| &more.queue).map(Task::bytes).sum()
    }

    /// Fields that most components do not need.
    pub(super) fn more(&mut self) -> &mut Extras {
        self.more.get_or_insert_default()
    }

    /// Keeps a task for when it is not busy any more.
    pub(super) fn queue(&mut self, task: Task) {
        self.more().queue.push_back(task);
    }

    /// The oldest task that was kept.
    pub(super) fn next_task(&mut self) -> Option<Task> {
        let task = self.more.as_mut()?.queue.pop_front();
        self.forget_more();
        task
    }

    /// Whether it can do something at once: it is not busy, and nothing came before.
    pub(super) fn is_free(&self) -> bool {
        self.doing == Doing::Nothing && self.queued() == 0
    }

    /// How many tasks are kept.
    pub(super) fn queued(&self) -> usize {
        self.more.as_ref().map_or(0, |more| more.queue.len())
    }

    /// It was shown for the first time.
    pub(super) fn shown(&mut self, print: Print) {
        self.print = print;
        self.actor.shown();
        self.birth = next_birth(self.birth);
    }

    /// Takes this nested component, if it has not joined yet.
    pub(super) fn take_child(&mut self, id: ChildId) -> Option<Box<dyn Child>> {
        let child = self.more.as_mut()?.children.remove(&id)?;
        self.forget_more();
        Some(child)
    }

    /// Whether this nested component has been rendered and has not joined yet.
    pub(super) fn keeps_child(&self, id: ChildId) -> bool {
        self.more.as_ref().is_some_and(|more| more.children.contains_key(&id))
    }

    /// Keeps a nested component until it joins, in the place of older props.
    pub(super) fn keep_child(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.more().children.insert(id, child);
    }

    /// Notes whether what was typed into `field` can be used. Whether the client has to be told.
    pub(super) fn note_field(&mut self, field: &str, usable: bool) -> bool {
        if !usable {
            if self.more().invalid.len() >= FEW_FIELDS && self.more().invalid.len().is_power_of_two() {
                self.forget_fields();
            }
            let invalid = &mut self.more().invalid;
            if !invalid.iter().any(|known| **known == *field) {
                invalid.push(field.into());
            }
            return true;
        }
        let Some(more) = &mut self.more else { return false };
        let before = more.invalid.len();
        more.invalid.retain(|known| **known != *field);
        let told = more.invalid.len() < before;
        self.forget_more();
        told
    }

    /// Forgets the fields whose controls have gone, as of rows: there may have been any number of them.
    fn forget_fields(&mut self) {
        let mut invalid = std::mem::take(&mut self.more().invalid);
        invalid.retain(|field| {
            let handler = format!("{field}=");
            ["input", "change"].iter().any(|event| self.print.offers(event, &handler))
        });
        self.more().invalid = invalid;
    }

    /// Whether it has handled the event of this number, or is handling it.
    pub(super) fn has_handled(&self, number: u64) -> bool {
        number != 0 && number <= self.last_event
    }

    /// Remembers what was said to an event that has a number; `unheard` if a token is sent before it.
    pub(super) fn remember(&mut self, number: u64, unheard: bool, reply: impl FnOnce() -> Reply) {
        if number != 0 {
            self.more().remembered.add(number, reply(), unheard);
        }
    }

    /// Forgets what was to be said to the event of this number.
    pub(super) fn forget_answer(&mut self, number: u64) {
        if let Some(more) = &mut self.more {
            more.remembered.forget(number);
            self.forget_more();
        }
    }

    /// The part of the answer that is repeated for the event of this number.
    pub(super) fn say_again(&mut self, number: u64) -> Option<Reply> {
        self.more.as_mut()?.remembered.say_again(number)
    }

    /// The client sends the event of this number. Whether something is not remembered any more.
    pub(super) fn heard_before(&mut self, number: u64) -> bool {
        let Some(more) = &mut self.more else { return false };
        let forgotten = more.remembered.heard_before(number);
        self.forget_more();
        forgotten
    }

    /// The answers that a token has to hold.
    pub(super) fn answers(&self) -> Vec<(u64, Reply)> {
        self.more.as_ref().map(|more| more.remembered.for_token()).unwrap_or_default()
    }

    fn forget_more(&mut self) {
        if self.more.as_ref().is_some_and(|more| more.is_empty()) {
            self.more = None;
        }
    }
}

impl Extras {
    fn is_empty(&self) -> bool {
        self.queue.is_empty()
            && self.children.is_empty()
            && self.invalid.is_empty()
            && self.remembered.is_empty()
            && self.told.is_none()
    }
}
