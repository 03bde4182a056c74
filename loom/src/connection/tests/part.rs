//! A component for the tests of a connection's parts.

use std::{sync::Arc, time::Duration};

use super::super::joined_component::JoinedComponent;
use crate::{
    actor::{Entry, Membership},
    component::{AppState, Surroundings, Visitor},
    prelude::*,
    protocol::message::Id,
};

#[live_component(name = "part")]
struct Part {
    #[state(skip)]
    count: u32,
}

#[live_component]
impl Part {
    async fn mount(&mut self) {
        tokio::task::yield_now().await;
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

/// A joined component under this key.
pub(in super::super) fn part(key: u64) -> JoinedComponent {
    let surroundings = Arc::new(Surroundings::of_page(AppState::default(), Visitor::new("v"), Duration::from_secs(1)));
    let membership = Membership { key, instance: key, surroundings, counted: None };
    let Ok(actor) = (Entry::of::<Part>().load)("{}", membership) else { unreachable!("a state") };
    JoinedComponent::new(Id::Number(key), key, key, actor, 0)
}
