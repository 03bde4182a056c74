//! [`Mailbox`], the queue of pushes to the components of one connection.

use std::{
    fmt, mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Waker},
};

use super::{
    guard::{Accounts, Limits, Share},
    routed_call::RoutedCall,
};
use crate::component::{Inbox, Push};

/// The pushes of one connection, shared by all its components: a list and a waker, so that a component costs one number.
#[derive(Default)]
pub(crate) struct Mailbox {
    waiting: Mutex<Waiting>,
    /// Something waits. It is written behind the lock, but read without: the connection looks often, and there seldom is anything.
    news: AtomicBool,
}

/// A message from another connection.
#[derive(Debug)]
pub(crate) enum Note {
    /// The component under this key goes on elsewhere: its client has come back on another socket.
    GiveUp(u64),
    /// A component that a join waits for may be there.
    Arrived,
    /// A component nested in the one under this key, which has left its connection, calls back.
    Callback(u64, RoutedCall),
}

/// The pushes and notes that wait for the connection.
#[derive(Debug, Default)]
pub(crate) struct Mail {
    /// Pushes, oldest first, each with the number of its component.
    pub(crate) pushes: Vec<(u64, Push)>,
    /// How many pushes were dropped since there was no room for them.
    pub(crate) dropped: usize,
    /// The messages of other connections, oldest first.
    pub(crate) notes: Vec<Note>,
}

/// A connection's end of its [`Mailbox`].
#[derive(Debug)]
pub(super) struct MailReader {
    mailbox: Arc<Mailbox>,
    /// Woken by the mailbox.
    waker: Option<Waker>,
}

/// The content of a mailbox.
#[derive(Debug)]
pub(super) enum News {
    /// Nothing.
    Nothing,
    /// The visitor was disconnected.
    Revoked,
    /// This.
    Mail(Mail),
}

impl MailReader {
    /// Of the mailbox that the application knows the client by, if it is counted. Pushes that wait count in a share of `accounts`.
    pub(super) fn new(mailbox: Arc<Mailbox>, accounts: Accounts, limits: Limits) -> Self {
        mailbox.bound(Share::new(accounts), limits);
        Self { mailbox, waker: None }
    }

    /// The mailbox.
    pub(super) const fn mailbox(&self) -> &Arc<Mailbox> {
        &self.mailbox
    }

    /// From now on `waker` is woken by what comes.
    pub(super) fn watch(&mut self, waker: &Waker) {
        if !self.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            self.mailbox.watch(waker);
            self.waker = Some(waker.clone());
        }
    }

    /// Whether anything waits.
    #[cfg(feature = "testing")]
    pub(super) fn has_news(&self) -> bool {
        self.mailbox.has_news()
    }

    /// Takes everything that waits. From now on `context` is woken when more comes.
    pub(super) fn poll(&mut self, context: &Context<'_>) -> News {
        self.watch(context.waker());
        if !self.mailbox.has_news() {
            News::Nothing
        } else if self.mailbox.is_revoked() {
            News::Revoked
        } else {
            News::Mail(self.mailbox.take())
        }
    }
}

/// The bytes that pushes may take while they wait.
struct PushBudget {
    share: Share,
    limits: Limits,
}

/// The state behind the mailbox's lock.
#[derive(Default)]
struct Waiting {
    /// The mail that the connection has not seen yet.
    mail: Mail,
    /// The visitor was disconnected.
    revoked: bool,
    /// The share of memory that pushes count in. Without one, the number of waiting pushes has no bound.
    room: Option<PushBudget>,
    /// The components that live, in rising order.
    alive: Vec<u64>,
    /// The connection's task.
    waker: Option<Waker>,
}

impl Mailbox {
    /// From now on counts the pushes that wait in `share`, and takes none for which there is no room. They have as much room as everything else that is kept for
    /// the connection.
    pub(super) fn bound(&self, share: Share, limits: Limits) {
        self.waiting().room = Some(PushBudget { share, limits });
    }

    /// From now on takes pushes for this component, whose number is higher than all before it.
    pub(crate) fn admit(&self, component: u64) {
        self.waiting().alive.push(component);
    }

    /// From now on takes no pushes for this component.
    pub(crate) fn dismiss(&self, component: u64) {
        let mut waiting = self.waiting();
        if let Ok(index) = waiting.alive.binary_search(&component) {
            waiting.alive.remove(index);
        }
    }

    /// From now on has `waker` woken by what comes, unless something [waits already](Self::has_news).
    pub(crate) fn watch(&self, waker: &Waker) {
        self.waiting().waker = Some(waker.clone());
    }

    /// Whether something waits. Nothing more wakes the connection until it has [taken](Self::take) it.
    pub(crate) fn has_news(&self) -> bool {
        self.news.load(Ordering::Acquire)
    }

    /// Takes what waits.
    pub(crate) fn take(&self) -> Mail {
        let mut waiting = self.waiting();
        self.news.store(false, Ordering::Release);
        if let Some(room) = &mut waiting.room {
            room.share.clear();
        }
        mem::take(&mut waiting.mail)
    }

    /// Tells the connection that its visitor was disconnected.
    pub(super) fn revoke(&self) {
        self.tell(|waiting| {
            waiting.revoked = true;
            true
        });
    }

    /// Whether the visitor was disconnected.
    pub(super) fn is_revoked(&self) -> bool {
        self.waiting().revoked
    }

    /// Tells the connection something.
    pub(super) fn note(&self, note: Note) {
        self.tell(|waiting| {
            waiting.mail.notes.push(note);
            true
        });
    }

    /// Lets `add` leave something behind the lock, if it will, and wakes the connection if that does not know yet that something is
    /// there.
    fn tell(&self, add: impl FnOnce(&mut Waiting) -> bool) {
        let mut waiting = self.waiting();
        if add(&mut waiting) && !self.news.swap(true, Ordering::AcqRel) {
            let waker = waiting.waker.clone();
            // The woken connection may look at once.
            drop(waiting);
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }

    /// Drops everything but the notes: the connection is gone.
    pub(crate) fn close(&self) -> Vec<Note> {
        // The closures are dropped without the lock, since a value in them may push.
        let gone = mem::take(&mut *self.waiting());
        gone.mail.notes
    }

    /// The value behind the lock; a thread that panicked while it held the lock left it whole.
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// Counts a push, if there is room for it.
    fn has_room(&mut self, push: Option<&Push>) -> bool {
        let bytes = size_of::<(u64, Push)>() + push.map_or(0, Push::bytes);
        self.room.as_mut().is_none_or(|PushBudget { share, limits }| share.take(bytes, limits))
    }
}

impl Inbox for Mailbox {
    fn push(&self, component: u64, push: Push) -> bool {
        // A push that is not taken is dropped without the lock, since it may push itself.
        let (mut push, mut lives) = (Some(push), false);
        self.tell(|waiting| {
            let is_alive = waiting.alive.binary_search(&component).is_ok();
            if is_alive && waiting.has_room(push.as_ref()) {
                waiting.mail.pushes.extend(push.take().map(|push| (component, push)));
            } else if is_alive {
                waiting.mail.dropped += 1;
            }
            lives = is_alive;
            is_alive
        });
        lives
    }

    fn is_alive(&self, component: u64) -> bool {
        self.waiting().alive.binary_search(&component).is_ok()
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox")
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::atomic::AtomicUsize, task::Wake};

    use super::*;

    /// Counts how often it was woken.
    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn mail_in(reader: &mut MailReader) -> Mail {
        match reader.poll(&Context::from_waker(Waker::noop())) {
            News::Mail(mail) => mail,
            news => unreachable!("{news:?}"),
        }
    }

    fn reader(limits: Limits) -> MailReader {
        MailReader::new(Arc::default(), Accounts::new(Arc::default(), None), limits)
    }

    #[test]
    fn pushes_are_taken_for_components_that_live_in_the_order_in_which_they_come() {
        let mut reader = reader(Limits::default());
        let mailbox = Arc::clone(reader.mailbox());
        mailbox.admit(1);
        mailbox.admit(3);
        assert!(mailbox.push(3, Push::nothing()) && mailbox.push(1, Push::nothing()));
        assert!(!mailbox.push(2, Push::nothing()), "nobody has this number");
        mailbox.dismiss(1);
        assert!(!mailbox.push(1, Push::nothing()) && !mailbox.is_alive(1) && mailbox.is_alive(3));
        let mail = mail_in(&mut reader);
        assert_eq!((mail.pushes.iter().map(|(key, _)| *key).collect::<Vec<_>>(), mail.dropped), (vec![3, 1], 0));
        assert!(matches!(reader.poll(&Context::from_waker(Waker::noop())), News::Nothing));
    }

    #[test]
    fn pushes_without_room_are_dropped_and_there_is_room_again_once_the_others_are_taken() {
        let one = size_of::<(u64, Push)>() + Push::nothing().bytes();
        let mut reader = reader(Limits { kept_bytes_per_socket: 2 * one, ..Limits::default() });
        let mailbox = Arc::clone(reader.mailbox());
        mailbox.admit(1);
        for _ in 0..2 {
            (0..5).for_each(|_| assert!(mailbox.push(1, Push::nothing()), "its component lives"));
            let mail = mail_in(&mut reader);
            assert_eq!((mail.pushes.len(), mail.dropped), (2, 3));
        }
    }

    #[test]
    fn a_connection_is_woken_once_until_it_has_looked() {
        let mut reader = reader(Limits::default());
        let mailbox = Arc::clone(reader.mailbox());
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        assert!(matches!(reader.poll(&Context::from_waker(&waker)), News::Nothing));
        for expected in 1..=2 {
            mailbox.note(Note::Arrived);
            mailbox.note(Note::GiveUp(1));
            assert_eq!(woken.0.load(Ordering::Relaxed), expected);
            assert!(matches!(reader.poll(&Context::from_waker(&waker)), News::Mail(mail) if mail.notes.len() == 2));
        }
    }

    #[test]
    fn a_disconnected_visitor_is_told_before_anything_else() {
        let mut reader = reader(Limits::default());
        reader.mailbox().note(Note::Arrived);
        reader.mailbox().revoke();
        assert!(matches!(reader.poll(&Context::from_waker(Waker::noop())), News::Revoked));
        assert!(
            matches!(&*reader.mailbox().close(), [Note::Arrived]),
            "the messages of other connections are handed on"
        );
    }
}
