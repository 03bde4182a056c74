//! Which DOM event supplies what: the one table of it.

use super::{
    Checked, Detail, Form, Key, Modifiers, Pasted, Pointer, Scroll, SuppliedBy, Toggle, Value, Values, dom::*,
};

macro_rules! supply {
    ($($($extractor:ident)*$(<$t:ident>)?: $($event:ident)*;)*) => {$(
        supply!(@each [$($extractor)*] [$($t)?] [$($event)*]);
    )*};
    (@each [$extractor:ident] [] [$($event:ident)*]) => {$(
        impl SuppliedBy<$event> for $extractor {}
    )*};
    (@each [$extractor:ident] [$t:ident] [$($event:ident)*]) => {$(
        impl<$t> SuppliedBy<$event> for $extractor<$t> {}
    )*};
}

supply! {
    Value<T>: input change beforeinput select invalid search click dblclick keydown keyup keypress focus blur
        focusin focusout paste copy cut;
    Checked: input change click;
    Values: input change;
    Form<T>: submit reset input change;
    Key: keydown keyup keypress;
    Pointer: click dblclick auxclick contextmenu mousedown mouseup mousemove mouseenter mouseleave mouseover mouseout
        pointerdown pointerup pointermove pointerenter pointerleave pointerover pointerout pointercancel
        gotpointercapture lostpointercapture wheel touchstart touchmove touchend touchcancel
        drag dragstart dragend dragenter dragleave dragover drop;
    Modifiers: click dblclick auxclick contextmenu mousedown mouseup mousemove mouseenter mouseleave mouseover mouseout
        pointerdown pointerup pointermove pointerenter pointerleave pointerover pointerout pointercancel
        gotpointercapture lostpointercapture wheel touchstart touchmove touchend touchcancel
        drag dragstart dragend dragenter dragleave dragover drop keydown keyup keypress;
    Scroll: scroll scrollend;
    Toggle: toggle beforetoggle;
    Pasted: paste;
    Detail<T>: custom canplay loadedmetadata play playing pause ended timeupdate volumechange
        animationstart animationend animationiteration transitionstart transitionend;
}

impl<T> SuppliedBy<callback<T>> for Detail<T> {}

/// What may be absent can be asked of every event.
impl<E, X> SuppliedBy<E> for Option<X> {}

macro_rules! tuples {
    ($(($($x:ident)*))*) => {$(
        impl<E, $($x: SuppliedBy<E>),*> SuppliedBy<E> for ($($x,)*) {}
    )*};
}
tuples! { () (A) (A B) (A B C) (A B C D) (A B C D F) (A B C D F G) }
