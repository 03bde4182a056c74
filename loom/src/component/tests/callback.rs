//! A nested component that calls its parent.

use super::joined;
use crate::{
    component::{Callback, FromHandler as _, LiveComponent, ParentCall, Props as _, State, state},
    prelude::*,
};

#[live_component]
struct Parent {
    picked: u32,
}

#[live_component]
impl Parent {
    #[event]
    fn picked(&mut self, place: String, number: Detail<u32>) {
        self.picked = *number + u32::try_from(place.len()).unwrap_or_default();
    }

    #[event]
    fn closed(&mut self) {}

    fn render(&self) -> Html {
        html! { <Child on:pick=picked("a\"b".to_owned()) on:close=closed/> }
    }
}

#[live_component]
struct Child {
    #[prop(default)]
    on_pick: Callback<u32>,
    #[prop(default)]
    on_close: Callback,
}

#[live_component]
impl Child {
    fn render(&self) -> Html {
        html! { <p>"child"</p> }
    }
}

#[test]
fn a_callback_is_an_effect_with_the_handler_and_the_value() {
    let (_, mut cx) = joined::<Child>();
    let callback = Callback::<u32>::from_handler(<Parent as LiveComponent>::Handlers::picked("a\"b".to_owned()));
    callback.call(&mut cx, 7);
    Callback::<u32>::none().call(&mut cx, 8);
    let calls = cx.take_effects().map(|effects| effects.calls).unwrap_or_default();
    assert_eq!(calls, [ParentCall { handler: r#"picked("a\"b")"#.into(), detail: "7".to_owned() }]);
}

#[test]
fn a_callback_travels_with_the_state() {
    let close = Callback::from_handler(<Parent as LiveComponent>::Handlers::closed());
    let child = Child::props().on_close(close.clone()).build();
    let saved = state::write(&child).unwrap_or_default();
    assert_eq!(saved, r#"{"on_pick":"","on_close":"closed"}"#);
    let read: Child = state::read(&saved).unwrap_or_else(|_| Child::props().build());
    assert_eq!((&read.on_close, read.on_pick.is_none()), (&close, true));
    assert_eq!(read.props_digest(), child.props_digest());
}
