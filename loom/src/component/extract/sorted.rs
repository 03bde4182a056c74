//! An item that was dragged to another place: [`Sorted`].

use serde::{Deserialize, de::DeserializeOwned};

use super::{EventCall, FromEvent, detail::read};
use crate::{Error, Result, protocol};

/// An item that the visitor put at another place of its list, or into another list: what `on:sort` supplies.
///
/// `K` is the type of the items' keys, as `key={...}` gives them. `L` is the type of the arguments that the handler has at each list, `()` if it has
/// none: lists whose handler is the same one exchange their items, and the arguments say which list is which. The arguments of the list that the item
/// comes to are those of the handler; those of the list that it comes from are in [`from`](Self::from).
///
/// All of it comes from the browser. Look the item up among those that the visitor may move, as [`take`](Self::take) does.
///
/// ```
/// use loom::prelude::*;
/// # use serde::{Deserialize, Serialize};
///
/// # #[derive(Clone, Serialize, Deserialize)]
/// # struct Task { id: u32, text: String }
/// #[live_component]
/// pub struct Plan {
///     columns: Vec<Vec<Task>>,
/// }
///
/// #[live_component]
/// impl Plan {
///     #[event]
///     fn moved(&mut self, to: usize, sorted: Sorted<u32, usize>) -> loom::Result<()> {
///         let from = self.columns.get_mut(sorted.from).ok_or_else(|| loom::Error::msg("There is no such column."))?;
///         let task = sorted.take(from, |task| task.id)?;
///         // The server gave the number of the column that it comes to: it is one of them.
///         sorted.put(&mut self.columns[to], task, |task| task.id);
///         Ok(())
///     }
///
///     fn render(&self) -> Html {
///         html! {
///             for (number, tasks) in self.columns.iter().enumerate() {
///                 <ol key={number} on:sort=moved(number)>
///                     for task in tasks { <li key={task.id}>{&task.text}</li> }
///                 </ol>
///             }
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sorted<K, L = ()> {
    /// The key of the item.
    pub key: K,
    /// The arguments that the handler has at the list that the item comes from: one as it is, several as a tuple, none as `()`.
    pub from: L,
    /// The index of the item in the list that it comes to, as the visitor sees that list.
    pub position: usize,
    /// The key of the item before it there.
    pub previous: Option<K>,
    /// The key of the item behind it there.
    pub next: Option<K>,
}

/// The detail of the event. Keys and arguments are JSON in texts, since a browser would round large integers.
#[derive(Deserialize)]
struct Raw {
    key: String,
    #[serde(default)]
    previous: Option<String>,
    #[serde(default)]
    next: Option<String>,
    #[serde(default)]
    from: String,
    position: u32,
}

impl<K: DeserializeOwned, L: DeserializeOwned> FromEvent for Sorted<K, L> {
    fn from_event(call: &EventCall<'_>) -> Result<Self> {
        let raw: Raw = read(call, "sorted item")?;
        let key = |text: &str, part: &str| {
            protocol::handler::read_detail(text)
                .map_err(|error| Error::malformed(format_args!("the key of the {part}: {error}")))
        };
        let beside = |text: Option<&String>| text.map(|text| key(text, "neighbor of the sorted item")).transpose();
        Ok(Self {
            key: key(&raw.key, "sorted item")?,
            from: arguments(&raw.from)
                .map_err(|error| Error::malformed(format_args!("the list of the sorted item: {error}")))?,
            position: raw.position.try_into().unwrap_or(usize::MAX),
            previous: beside(raw.previous.as_ref())?,
            next: beside(raw.next.as_ref())?,
        })
    }
}

/// The arguments of a list's handler: none, one, or several.
fn arguments<L: DeserializeOwned>(text: &str) -> Result<L, impl std::fmt::Display> {
    if text.is_empty() {
        return protocol::handler::read_detail("null");
    }
    protocol::handler::read_detail(text).or_else(|error| protocol::handler::read_args(text).map_err(|_| error))
}

impl<K: PartialEq, L> Sorted<K, L> {
    /// Takes the item out of the list that it comes from. `key` gives the key of an item.
    ///
    /// # Errors
    /// It is not in there: somebody has removed or moved it meanwhile, or the request is forged. The visitor is told, and sees the item at its old place.
    pub fn take<T>(&self, items: &mut Vec<T>, key: impl Fn(&T) -> K) -> Result<T> {
        match items.iter().position(|item| key(item) == self.key) {
            Some(index) => Ok(items.remove(index)),
            None => Err(Error::msg("This was moved or removed by somebody else.")),
        }
    }

    /// Puts an item into the list that it comes to: before the item that the visitor saw behind it, else behind the one that they saw before it, and if both
    /// are gone at [`position`](Self::position), or at the end of a list that is shorter. Gives the index.
    pub fn put<T>(&self, items: &mut Vec<T>, item: T, key: impl Fn(&T) -> K) -> usize {
        let index_of = |wanted: &K| items.iter().position(|item| key(item) == *wanted);
        let before = self.next.as_ref().and_then(index_of);
        let behind = || self.previous.as_ref().and_then(index_of).map(|index| index + 1);
        let index = before.or_else(behind).unwrap_or(self.position).min(items.len());
        items.insert(index, item);
        index
    }

    /// Moves the item within one list.
    ///
    /// # Errors
    /// As of [`take`](Self::take).
    ///
    /// ```
    /// use loom::prelude::*;
    ///
    /// #[live_component]
    /// pub struct Playlist {
    ///     songs: Vec<String>,
    /// }
    ///
    /// #[live_component]
    /// impl Playlist {
    ///     #[event]
    ///     fn moved(&mut self, sorted: Sorted<String>) -> loom::Result<()> {
    ///         sorted.within(&mut self.songs, String::clone)
    ///     }
    ///
    ///     fn render(&self) -> Html {
    ///         html! { <ol on:sort=moved>for song in &self.songs { <li key={song}>{song}</li> }</ol> }
    ///     }
    /// }
    /// ```
    pub fn within<T>(&self, items: &mut Vec<T>, key: impl Fn(&T) -> K) -> Result<()> {
        let item = self.take(items, &key)?;
        self.put(items, item, key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::Payload;

    fn sorted<K: DeserializeOwned, L: DeserializeOwned>(detail: &str) -> Result<Sorted<K, L>> {
        let payload = Payload { detail: Some(detail.to_owned()), ..Payload::default() };
        Sorted::from_event(&EventCall { handler: "moved", args: "", payload: &payload, number: 1 })
    }

    fn refusal<K: DeserializeOwned + std::fmt::Debug, L: DeserializeOwned + std::fmt::Debug>(detail: &str) -> String {
        sorted::<K, L>(detail).unwrap_err().to_string()
    }

    fn after(items: &[u32], detail: &str) -> Vec<u32> {
        let mut items = items.to_vec();
        sorted::<u32, ()>(detail).unwrap().within(&mut items, |item| *item).unwrap();
        items
    }

    #[test]
    fn keys_are_read_as_the_handler_has_them() {
        let read: Sorted<u64, (u8, String)> =
            sorted(r#"{"key":"18446744073709551615","from":"3,\"x\"","position":2,"previous":"7","next":null}"#)
                .unwrap();
        assert_eq!(read.key, u64::MAX);
        assert_eq!(read.from, (3, "x".to_owned()));
        assert_eq!((read.position, read.previous, read.next), (2, Some(7), None));
        let read: Sorted<String> = sorted(r#"{"key":"\"a b\"","position":0}"#).unwrap();
        assert_eq!(read.key, "a b");
        let read: Sorted<u8, Vec<u8>> = sorted(r#"{"key":"1","from":"[1,2]","position":0}"#).unwrap();
        assert_eq!(read.from, [1, 2]);
    }

    #[test]
    fn a_forged_detail_is_refused_with_its_reason() {
        let refused = [
            refusal::<u32, ()>(r#"{"key":"\"x\"","position":0}"#),
            refusal::<u32, ()>(r#"{"key":"-1","position":0}"#),
            refusal::<u32, ()>(r#"{"key":"1","position":-1}"#),
            refusal::<u32, ()>(r#"{"key":"1","position":99999999999}"#),
            refusal::<u32, ()>(r#"{"key":"1","position":0,"next":"{"}"#),
            refusal::<u32, ()>(r#"{"key":"1","position":0,"from":"3"}"#),
            refusal::<u32, u8>(r#"{"key":"1","position":0}"#),
            refusal::<u32, u8>(r#"{"key":"1","position":0,"from":"1],[2"}"#),
            refusal::<u32, ()>(r#"{"position":0}"#),
            refusal::<u32, ()>("[]"),
            refusal::<u32, ()>("3"),
        ];
        assert!(refused.iter().all(|refusal| refusal.contains("sorted item")), "{refused:#?}");
    }

    #[test]
    fn an_item_goes_between_its_neighbors_wherever_they_are_now() {
        let detail = r#"{"key":"1","position":1,"previous":"2","next":"3"}"#;
        assert_eq!(after(&[1, 2, 3], detail), [2, 1, 3]);
        assert_eq!(after(&[9, 8, 2, 3, 1], detail), [9, 8, 2, 1, 3]);
        assert_eq!(after(&[3, 9, 2, 1], detail), [1, 3, 9, 2]);
        assert_eq!(after(&[1, 9, 2, 8], detail), [9, 2, 1, 8]);
        assert_eq!(after(&[1, 9, 8], detail), [9, 1, 8]);
        assert_eq!(after(&[1], r#"{"key":"1","position":4000000000}"#), [1]);
    }

    #[test]
    fn an_item_that_is_gone_is_not_moved() {
        let mut items = vec![2, 3];
        let moved: Sorted<u32> = sorted(r#"{"key":"1","position":0}"#).unwrap();
        assert!(moved.within(&mut items, |item| *item).is_err());
        assert_eq!(items, [2, 3]);
    }
}
