//! [`Components`], the joined components of one connection.

use std::{
    collections::HashMap,
    task::{Context, Poll},
    time::Instant,
};

use super::joined_component::{Doing, JoinedComponent};
use crate::{actor::Failure, component::Outcome, protocol::message::Id, token::Parent, tree::ChildId};

/// The joined components of one connection. Each has a key, which rises from join to join.
#[derive(Default)]
pub(super) struct Components {
    /// By rising key.
    #[expect(clippy::vec_box, reason = "a connection with one component has no room for more")]
    joined: Vec<Box<JoinedComponent>>,
    /// The last key that was given out.
    last_key: u64,
    /// How many are doing something that takes time.
    busy: usize,
    /// Whether one may have changed without having been rendered.
    dirty: bool,
}

impl Components {
    /// The key of the next component that joins.
    pub(super) const fn next_key(&self) -> u64 {
        self.last_key + 1
    }

    /// Adds a component under the [next key](Self::next_key).
    pub(super) fn add(&mut self, joined: JoinedComponent) {
        self.last_key = joined.key;
        self.joined.push(Box::new(joined));
    }

    /// Takes the component with this key out.
    pub(super) fn remove(&mut self, key: u64) -> Option<Box<JoinedComponent>> {
        let joined = self.joined.remove(self.index(key)?);
        if joined.doing != Doing::Nothing {
            self.busy -= 1;
        }
        Some(joined)
    }

    /// Takes all of them out.
    pub(super) fn take_all(&mut self) -> impl Iterator<Item = Box<JoinedComponent>> + use<> {
        std::mem::take(&mut self.joined).into_iter()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.joined.len()
    }

    /// All of them, by rising key.
    pub(super) fn iter(&self) -> impl Iterator<Item = &JoinedComponent> {
        self.joined.iter().map(|joined| &**joined)
    }

    /// The same, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut JoinedComponent> {
        self.joined.iter_mut().map(|joined| &mut **joined)
    }

    /// The component with this key.
    pub(super) fn get(&self, key: u64) -> Option<&JoinedComponent> {
        self.joined.get(self.index(key)?).map(|joined| &**joined)
    }

    /// The same, to be changed.
    pub(super) fn get_mut(&mut self, key: u64) -> Option<&mut JoinedComponent> {
        let index = self.index(key)?;
        self.joined.get_mut(index).map(|joined| &mut **joined)
    }

    /// The key of the component that the client calls so.
    pub(super) fn key_of(&self, id: &Id) -> Option<u64> {
        self.iter().find(|joined| joined.id == *id).map(|joined| joined.key)
    }

    /// The keys of those that are so.
    pub(super) fn keys(&self, is_so: impl Fn(&JoinedComponent) -> bool) -> Vec<u64> {
        self.iter().filter(|joined| is_so(joined)).map(|joined| joined.key).collect()
    }

    /// The keys of a component and of all that are nested in it, each after its parent.
    pub(super) fn family(&self, key: u64) -> Vec<u64> {
        let mut nested = HashMap::<u64, Vec<u64>>::new();
        for joined in self.iter() {
            if let Some(parent_key) = joined.parent_key {
                nested.entry(parent_key).or_default().push(joined.key);
            }
        }
        let mut family: Vec<u64> = self.get(key).map(|joined| joined.key).into_iter().collect();
        let mut next = 0;
        while let Some(key) = family.get(next) {
            family.extend(nested.remove(key).unwrap_or_default());
            next += 1;
        }
        family
    }

    /// The components that are nested in the one under this key.
    pub(super) fn nested_in(&self, parent_key: u64) -> HashMap<ChildId, u64> {
        let nested = self.iter().filter(|joined| joined.parent_key == Some(parent_key));
        nested.filter_map(|joined| Some((joined.parent?.child, joined.key))).collect()
    }

    /// The others that joined for the same nested component as this one.
    pub(super) fn rivals(&self, key: u64) -> Vec<u64> {
        let Some(joined) = self.get(key) else { return Vec::new() };
        let (Some(parent_key), Some(Parent { child, .. })) = (joined.parent_key, joined.parent) else {
            return Vec::new();
        };
        self.keys(|other| {
            other.parent_key == Some(parent_key)
                && other.key != key
                && other.parent.is_some_and(|parent| parent.child == child)
        })
    }

    /// Of a component and its ancestors the outermost that has changed since it was shown, if any has. One that is busy is shown when it is done.
    pub(super) fn outermost_changed(&self, key: u64) -> Option<u64> {
        let mut changed = None;
        let mut next = Some(key);
        while let Some(joined) = next.and_then(|key| self.get(key)) {
            if joined.dirty && !joined.actor.is_busy() {
                changed = Some(joined.key);
            }
            next = joined.parent_key;
        }
        changed
    }

    /// Notes that a component may have changed since it was shown.
    pub(super) fn mark(&mut self, key: u64) {
        if let Some(joined) = self.get_mut(key) {
            joined.dirty = true;
            self.dirty = true;
        }
    }

    /// Whether one may have changed since it was shown.
    pub(super) const fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// The keys of those that have changed since they were shown. Those that are busy are marked again when they are done.
    pub(super) fn take_dirty(&mut self) -> Vec<u64> {
        self.dirty = false;
        self.keys(|joined| joined.dirty && !joined.actor.is_busy())
    }

    /// Some of those that were [taken](Self::take_dirty) have not been shown.
    pub(super) const fn put_dirty_back(&mut self) {
        self.dirty = true;
    }

    /// Whether one is doing something that takes time.
    pub(super) const fn is_busy(&self) -> bool {
        self.busy > 0
    }

    /// A component has begun something that takes time.
    pub(super) fn begin(&mut self, key: u64, doing: Doing) {
        if let Some(joined) = self.get_mut(key) {
            joined.doing = doing;
            self.busy += 1;
        }
    }

    /// The finished work of a component, if it was busy and is done.
    pub(super) fn poll(&mut self, key: u64, context: &mut Context<'_>) -> Option<(Doing, Result<Outcome, Failure>)> {
        let joined = self.get_mut(key).filter(|joined| joined.doing != Doing::Nothing)?;
        let Poll::Ready(done) = joined.actor.poll(context) else { return None };
        let doing = std::mem::replace(&mut joined.doing, Doing::Nothing);
        self.busy -= 1;
        Some((doing, done))
    }

    /// When the next newer token is due.
    pub(super) fn token_due(&self) -> Option<Instant> {
        self.iter().filter_map(|joined| joined.token_due).min()
    }

    /// Gives up what is kept only for the sake of speed.
    pub(super) fn rest(&mut self) {
        self.iter_mut().for_each(|joined| joined.actor.rest());
        self.joined.shrink_to_fit();
    }

    /// The bytes that are counted for them, and those of what waits for them.
    #[cfg(any(test, fuzzing))]
    pub(super) fn bytes(&self) -> usize {
        self.iter().map(|joined| joined.counted + joined.queued_bytes()).sum()
    }

    fn index(&self, key: u64) -> Option<usize> {
        self.joined.binary_search_by_key(&key, |joined| joined.key).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;
    use crate::{connection::tests::part::part, token::Parent};

    /// A component under the next key, nested in another.
    fn add(components: &mut Components, parent_key: Option<u64>, child: u32) -> u64 {
        let key = components.next_key();
        let parent =
            parent_key.map(|key| Parent { instance: key, child: ChildId { birth: child, ..ChildId::default() } });
        components.add(JoinedComponent { parent, parent_key, ..part(key) });
        key
    }

    /// One component, two in it, and one in the second of these.
    fn family() -> Components {
        let mut components = Components::default();
        for (parent_key, child) in [(None, 0), (Some(1), 1), (Some(1), 2), (Some(3), 1), (None, 0)] {
            add(&mut components, parent_key, child);
        }
        components
    }

    #[test]
    fn keys_rise_and_are_never_given_again() {
        let mut components = family();
        assert_eq!(components.key_of(&Id::Number(3)), Some(3));
        components.remove(5);
        assert_eq!((components.len(), components.next_key(), components.key_of(&Id::Number(5))), (4, 6, None));
    }

    #[test]
    fn a_family_is_a_component_and_all_that_are_nested_in_it() {
        let mut components = family();
        assert_eq!(components.family(1), [1, 2, 3, 4]);
        assert_eq!(components.family(3), [3, 4]);
        assert_eq!(components.nested_in(1).len(), 2);
        components.remove(3);
        assert_eq!(components.family(1), [1, 2], "the one that is nested in it has nothing to do with it any more");
        assert!(components.family(9).is_empty());
    }

    #[test]
    fn rivals_joined_for_the_same_nested_component() {
        let mut components = family();
        let again = add(&mut components, Some(1), 2);
        assert_eq!((components.rivals(again), components.rivals(2)), (vec![3], vec![]));
    }

    #[test]
    fn the_outermost_of_those_that_have_changed_is_rendered_first() {
        let mut components = family();
        assert_eq!((components.outermost_changed(4), components.is_dirty()), (None, false));
        components.mark(4);
        components.mark(1);
        assert_eq!((components.outermost_changed(4), components.outermost_changed(5)), (Some(1), None));
        assert_eq!(components.take_dirty(), [1, 4]);
        assert!(!components.is_dirty());
    }

    #[tokio::test]
    async fn a_component_is_busy_until_it_is_done_or_gone() {
        let mut components = family();
        let mut context = Context::from_waker(Waker::noop());
        for key in [1, 5] {
            let turn = components.get_mut(key).map(|joined| joined.actor.mount());
            assert!(matches!(turn, Some(crate::actor::Turn::Busy)));
            components.begin(key, Doing::Mounting);
        }
        components.mark(1);
        assert!(components.take_dirty().is_empty(), "it is rendered when it is done");
        assert!(components.poll(1, &mut context).is_none() && components.poll(2, &mut context).is_none());
        assert!(matches!(components.poll(1, &mut context), Some((Doing::Mounting, Ok(_)))));
        assert!(components.is_busy());
        components.remove(5);
        assert!(!components.is_busy());
    }
}
