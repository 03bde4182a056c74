//! [`Topic`], a publish and subscribe channel for components.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use super::{Cx, IntoOutcome};

/// A channel to which many components subscribe: a published message reaches every subscriber.
///
/// Clones are the same topic. It lives in the application's state, or in a `static`:
///
/// ```
/// use std::sync::LazyLock;
/// use loom::{Cx, Topic};
///
/// static VOTES: LazyLock<Topic<u32>> = LazyLock::new(Topic::new);
///
/// # struct Poll { votes: u32 }
/// # impl Poll {
/// fn connected(&mut self, cx: &mut Cx<Self>) {
///     VOTES.subscribe(cx, |poll, _, votes| poll.votes = *votes);
/// }
///
/// fn vote(&mut self) {
///     VOTES.publish(self.votes + 1);
/// }
/// # }
/// ```
pub struct Topic<M> {
    shared: Arc<TopicState<M>>,
}

struct TopicState<M> {
    subscribers: Mutex<Subscribers<M>>,
}

/// In the order they came, by a number that is never used again.
struct Subscribers<M> {
    next: u64,
    list: BTreeMap<u64, Subscriber<M>>,
}

/// Pushes a message to one component; false once that has ended.
type Subscriber<M> = Arc<dyn Fn(Arc<M>) -> bool + Send + Sync>;

impl<M: Send + Sync + 'static> Topic<M> {
    /// A topic without subscribers.
    #[must_use]
    pub fn new() -> Self {
        let subscribers = Mutex::new(Subscribers { next: 0, list: BTreeMap::new() });
        Self { shared: Arc::new(TopicState { subscribers }) }
    }

    /// Runs `on_message` on the component of `cx`, in its turn, for every message published from now on, until it ends.
    ///
    /// The place for it is `connected`.
    pub fn subscribe<C: 'static, R: IntoOutcome>(
        &self,
        cx: &mut Cx<C>,
        on_message: impl Fn(&mut C, &mut Cx<C>, &M) -> R + Send + Sync + 'static,
    ) {
        let (handle, on_message) = (cx.handle(), Arc::new(on_message));
        let subscriber: Subscriber<M> = Arc::new(move |message| {
            let on_message = Arc::clone(&on_message);
            handle.update(move |state, cx| on_message(state, cx, &message))
        });
        let mut subscribers = self.lock();
        let number = subscribers.next;
        subscribers.next += 1;
        subscribers.list.insert(number, subscriber);
        drop(subscribers);
        cx.keep(Subscription { topic: Arc::downgrade(&self.shared), number });
    }

    /// Sends `message` to every subscriber. How many that were.
    #[allow(clippy::must_use_candidate, reason = "called for what it does")]
    pub fn publish(&self, message: M) -> usize {
        let message = Arc::new(message);
        let subscribers: Vec<_> = self.lock().list.iter().map(|(number, each)| (*number, Arc::clone(each))).collect();
        let ended: Vec<u64> = subscribers
            .iter()
            .filter(|(_, subscriber)| !subscriber(Arc::clone(&message)))
            .map(|(number, _)| *number)
            .collect();
        if !ended.is_empty() {
            let mut current = self.lock();
            for number in &ended {
                current.list.remove(number);
            }
        }
        subscribers.len() - ended.len()
    }

    /// How many components are subscribed.
    #[must_use]
    pub fn subscribers(&self) -> usize {
        self.lock().list.len()
    }

    fn lock(&self) -> MutexGuard<'_, Subscribers<M>> {
        self.shared.lock()
    }
}

impl<M> TopicState<M> {
    fn lock(&self) -> MutexGuard<'_, Subscribers<M>> {
        self.subscribers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends a subscription when it is dropped, with its component.
struct Subscription<M> {
    topic: Weak<TopicState<M>>,
    number: u64,
}

impl<M> Drop for Subscription<M> {
    fn drop(&mut self) {
        if let Some(topic) = self.topic.upgrade() {
            let ended = topic.lock().list.remove(&self.number);
            drop(ended);
        }
    }
}

impl<M: Send + Sync + 'static> Default for Topic<M> {
    fn default() -> Self {
        Self::new()
    }
}

impl<M> Clone for Topic<M> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<M> fmt::Debug for Topic<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Topic({} subscribers)", self.shared.lock().list.len())
    }
}
