//! Items that a visitor drags to another place.

use loom_vocabulary::{ITEM, PREFIX};
use serde::Serialize;

use super::{
    View,
    document::component_of,
    element::{Element, Node},
};
use crate::{Error, Result, protocol::handler::split};

/// The detail of the event that the client sends.
#[derive(Debug, Serialize)]
pub(super) struct Detail {
    key: String,
    previous: Option<String>,
    next: Option<String>,
    from: String,
    position: usize,
}

impl View {
    /// Drags an item of a list that has `on:sort` to the index `position` of the list `list`, which is its own or another of the same handler.
    ///
    /// ```
    /// # use loom::prelude::*;
    /// # #[live_component]
    /// # struct Playlist { #[state(default = vec!["Warp".to_owned(), "Weft".to_owned()])] songs: Vec<String> }
    /// # #[live_component]
    /// # impl Playlist {
    /// #     #[event] fn moved(&mut self, sorted: Sorted<String>) -> loom::Result<()> { sorted.within(&mut self.songs, String::clone) }
    /// #     fn render(&self) -> Html { html! { <ol on:sort=moved>for song in &self.songs { <li key={song}>{song}</li> }</ol> } }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> loom::Result<()> {
    /// let mut playlist = loom::testing::mount(Playlist::props()).await?;
    /// playlist.sort("li:text(Warp)", "ol", 1).await?;
    /// assert_eq!(playlist.text("ol"), "WeftWarp");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As of [`click`](Self::click); the item is in no list that can be sorted, the list exchanges nothing with that, or it has no such place.
    pub async fn sort(&mut self, item: &str, list: &str, position: usize) -> Result<()> {
        let detail = self.sorted(item, list, position)?;
        self.dispatch(list, "sort", detail).await
    }

    /// The detail of the event by which an item comes to an index of a list.
    ///
    /// # Errors
    /// The item or the list is out of reach, they have nothing to do with each other, or there is no such index.
    pub(super) fn sorted(&self, item: &str, list: &str, position: usize) -> Result<Detail> {
        let (path, to) = (self.reach(item)?, self.reach(list)?);
        let [around @ .., from, moved] = path.as_slice() else { return Err(self.nothing(item)) };
        let key = moved
            .attribute(ITEM)
            .filter(|_| handler(from).is_some())
            .ok_or_else(|| Error::msg(format_args!("`{item}` is no item of a list with `on:sort` in {}", self.html)))?;
        let from_path: Vec<&Element> = around.iter().chain([from]).copied().collect();
        let target = to.last().copied().unwrap_or(from);
        let name = |list: &Element| handler(list).map(|(name, _)| name.to_owned());
        if name(target) != name(from) || component_of(&to) != component_of(&from_path) {
            return Err(Error::msg(format_args!(
                "`{list}` has not the handler of the list of `{item}`, so it takes no items from that"
            )));
        }
        let others: Vec<&str> =
            items(target).filter(|other| !std::ptr::eq(*other, *moved)).filter_map(key_of).collect();
        if position > others.len() {
            return Err(Error::msg(format_args!(
                "`{list}` has no place {position}, for it has {} other items",
                others.len()
            )));
        }
        let at = |index: Option<usize>| index.and_then(|index| others.get(index)).map(|key| (*key).to_owned());
        Ok(Detail {
            key: key.to_owned(),
            previous: at(position.checked_sub(1)),
            next: at(Some(position)),
            from: handler(from).map(|(_, args)| args.to_owned()).unwrap_or_default(),
            position,
        })
    }
}

/// The name of the handler of a list that can be sorted, and its arguments.
fn handler(list: &Element) -> Option<(&str, &str)> {
    list.attribute(&format!("{PREFIX}sort")).filter(|text| !text.is_empty()).and_then(split)
}

fn items(list: &Element) -> impl Iterator<Item = &Element> {
    list.children.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

fn key_of(item: &Element) -> Option<&str> {
    item.attribute(ITEM)
}
