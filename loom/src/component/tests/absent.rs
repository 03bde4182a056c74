//! The value of a field that a saved state lacks.

use crate::{
    component::{Callback, Props, state},
    prelude::*,
};

fn nine() -> u8 {
    9
}

#[live_component(name = "lacking")]
struct Lacking {
    nothing: u8,
    #[state(default = 7)]
    own: u8,
    #[serde(default)]
    #[state(default = 7)]
    both: u8,
    #[serde(default = "nine")]
    function: u8,
    #[serde(default, deserialize_with = "serde::Deserialize::deserialize")]
    #[state(default = 7)]
    read: u8,
    #[prop(default = 6)]
    prop: u8,
    #[serde(default)]
    #[prop(default = 6)]
    prop_and_serde: u8,
    #[serde(default)]
    #[prop]
    required: u8,
    #[prop(default)]
    on_done: Callback,
}

#[live_component]
impl Lacking {
    fn render(&self) -> Html {
        html! {
            {self.nothing} {self.own} {self.both} {self.function} {self.read} {self.prop} {self.prop_and_serde}
            {self.required}
        }
    }
}

fn numbers(lacking: &Lacking) -> [u8; 8] {
    let Lacking { nothing, own, both, function, read, prop, prop_and_serde, required, .. } = *lacking;
    [nothing, own, both, function, read, prop, prop_and_serde, required]
}

#[test]
fn an_absent_field_is_what_it_is_in_a_new_component() {
    let new = Props::build(Lacking::props().required(0));
    let read = state::read::<Lacking>("{}").unwrap();
    // The options that serde alone knows apply to an absent field only.
    assert_eq!(numbers(&new), [0, 7, 7, 0, 7, 6, 6, 0]);
    assert_eq!(numbers(&read), [0, 7, 7, 9, 7, 6, 6, 0]);
    assert!(read.on_done.is_none());
    let old = state::read_old::<Lacking>(r#"{"own":1}"#).unwrap();
    assert_eq!(numbers(&old), [0, 1, 7, 9, 7, 6, 6, 0]);
}
