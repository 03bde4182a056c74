//! The part of the page's address that is a component's: its `#[url]` fields, as its client is told of them.
//!
//! The state decides. A client is told all of it when a component joins, when it has said that the visitor changed the address, and when it asks for
//! an answer again; otherwise only of what an event or a push has changed, before the patch.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::{connection::Connection, joined_component::JoinedComponent, told::Told};
use crate::{actor::Call, component::UrlField, protocol::message::ServerMessage};

/// The event of a browser that goes back or forward.
const MOVED: &str = "popstate";

/// Fields of an address that a client has to be told of.
#[derive(Debug)]
pub(super) struct AddressChange {
    texts: Vec<(&'static str, Option<String>)>,
    push: bool,
    number: u64,
    /// The digests of all fields, once it was told.
    digests: Vec<u64>,
}

impl AddressChange {
    /// Whether it makes an entry in the browser's history.
    pub(super) fn pushes(&self) -> bool {
        self.push
    }
}

impl JoinedComponent {
    /// Whether an event says that the visitor has changed the part of the address that is the component's.
    pub(super) fn follows(&mut self, event: &str, call: &Call<'_>) -> bool {
        let told = self.more.as_mut().and_then(|more| more.told.as_mut());
        match told.filter(|_| event == MOVED && call.follows()) {
            Some(told) => {
                told.followed = call.number;
                true
            }
            None => false,
        }
    }

    /// The fields in the address and their texts, if it has some.
    fn address(&self) -> Option<impl Iterator<Item = (&'static UrlField, Option<String>)>> {
        let fields = self.actor.address_fields();
        (!fields.is_empty()).then(|| self.actor.address()).flatten().map(|texts| fields.iter().zip(texts))
    }
}

impl Connection {
    /// The part of the address that the client does not know: after event `number`, or a push.
    pub(super) fn address_change(&mut self, key: u64, number: Option<u64>) -> Option<AddressChange> {
        let joined = self.components.get(key)?;
        let told = joined.more.as_ref()?.told.as_ref()?;
        // The visitor has changed the address: nothing of it is known, and no entry is made for what is corrected.
        let follows = number == Some(told.followed);
        let (mut texts, mut digests, mut push) = (Vec::new(), Vec::new(), false);
        for (at, (field, text)) in joined.address()?.enumerate() {
            let digest = digest_of(text.as_deref());
            digests.push(digest);
            if follows || told.digests.get(at) != Some(&digest) {
                push |= field.pushes;
                texts.push((field.name, text));
            }
        }
        let push = push && !follows && number.is_some();
        (!texts.is_empty()).then(|| AddressChange { texts, push, number: number.unwrap_or(0), digests })
    }

    /// Tells the client of a change. Gives what it was told before, if there is one.
    pub(super) fn say_address(&mut self, key: u64, change: Option<AddressChange>) -> Option<Told> {
        let AddressChange { texts, push, number, digests } = change?;
        let joined = self.components.get_mut(key)?;
        self.outbox.say(ServerMessage::Address { id: &joined.id, texts: &texts, push, number });
        let before = joined.more().told.clone().unwrap_or_default();
        joined.more().told = Some(Told { digests, ..before });
        Some(before)
    }

    /// The message to the client was taken back.
    pub(super) fn untell(&mut self, key: u64, before: Option<Told>) {
        if let (Some(before), Some(joined)) = (before, self.components.get_mut(key)) {
            joined.more().told = Some(before);
        }
    }

    /// Tells the client all of a component's part of the address, if it has one: as a part of the answer to event `number`, or of a join.
    pub(super) fn say_whole_address(&mut self, key: u64, number: u64, push: bool) {
        let Some(joined) = self.components.get_mut(key) else { return };
        let Some(address) = joined.address() else { return };
        let texts: Vec<_> = address.map(|(field, text)| (field.name, text)).collect();
        let digests = texts.iter().map(|(_, text)| digest_of(text.as_deref())).collect();
        joined.more().told.get_or_insert_default();
        self.say_address(key, Some(AddressChange { texts, push, number, digests }));
    }
}

fn digest_of(text: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
