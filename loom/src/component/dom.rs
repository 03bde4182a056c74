//! The DOM events as types, so that a handler can be checked against the event it is bound to.
//!
//! `on:click=save` asks that everything `save` takes from the browser is [`SuppliedBy`](super::SuppliedBy)
//! [`click`]. A function component names them in the type of a handler prop: `on_close: DomHandler<event::click>`.

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[allow(non_camel_case_types, reason = "the DOM's own spelling")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {}
    )*};
}

events! {
    /// The element was clicked, tapped or activated by the keyboard.
    click
    /// The element was clicked twice.
    dblclick
    /// A button other than the first was pressed and let go.
    auxclick
    /// The context menu was asked for.
    contextmenu
    /// A mouse button went down.
    mousedown
    /// A mouse button went up.
    mouseup
    /// The mouse moved.
    mousemove
    /// The mouse came onto the element.
    mouseenter
    /// The mouse left the element.
    mouseleave
    /// The mouse came onto the element or something in it.
    mouseover
    /// The mouse left the element or something in it.
    mouseout
    /// A pointer went down.
    pointerdown
    /// A pointer went up.
    pointerup
    /// A pointer moved.
    pointermove
    /// A pointer came onto the element.
    pointerenter
    /// A pointer left the element.
    pointerleave
    /// A pointer came onto the element or something in it.
    pointerover
    /// A pointer left the element or something in it.
    pointerout
    /// The browser took a pointer over.
    pointercancel
    /// The element captured a pointer.
    gotpointercapture
    /// The element lost a captured pointer.
    lostpointercapture
    /// The wheel was turned.
    wheel
    /// A finger came down.
    touchstart
    /// A finger moved.
    touchmove
    /// A finger went up.
    touchend
    /// The browser took a touch over.
    touchcancel
    /// The element is being dragged.
    drag
    /// Dragging began.
    dragstart
    /// Dragging ended.
    dragend
    /// Something dragged came onto the element.
    dragenter
    /// Something dragged left the element.
    dragleave
    /// Something dragged is over the element.
    dragover
    /// Something dragged was dropped on the element.
    drop
    /// A key went down.
    keydown
    /// A key went up.
    keyup
    /// A key that makes a character was pressed.
    keypress
    /// The element got the focus.
    focus
    /// The element lost the focus.
    blur
    /// The element or something in it got the focus.
    focusin
    /// The element or something in it lost the focus.
    focusout
    /// The value changed, with every letter typed.
    input
    /// The value is about to change.
    beforeinput
    /// The value changed and the user is done with it.
    change
    /// Some text was selected.
    select
    /// The value does not meet what the element asks for.
    invalid
    /// A search was started.
    search
    /// A form was sent.
    submit
    /// A form was set back.
    reset
    /// Something was pasted.
    paste
    /// Something was copied.
    copy
    /// Something was cut.
    cut
    /// The element was scrolled.
    scroll
    /// Scrolling came to rest.
    scrollend
    /// A `<details>` or popover opened or closed.
    toggle
    /// A popover is about to open or close.
    beforetoggle
    /// A `<dialog>` was closed.
    close
    /// The user wants to leave a `<dialog>` or a file chooser.
    cancel
    /// Something was loaded.
    load
    /// Something could not be loaded.
    error
    /// Media can be played.
    canplay
    /// The length of media is known.
    loadedmetadata
    /// Media began to play.
    play
    /// Media plays, after a pause or a wait.
    playing
    /// Media was paused.
    pause
    /// Media came to its end.
    ended
    /// The position of media moved on.
    timeupdate
    /// The volume of media changed.
    volumechange
    /// An animation began.
    animationstart
    /// An animation ended.
    animationend
    /// An animation begins again.
    animationiteration
    /// A transition began.
    transitionstart
    /// A transition ended.
    transitionend
    /// A `CustomEvent` of whatever name.
    custom
}

/// Not a DOM event: a nested component calls its [`Callback`](super::Callback) with a `T`.
#[allow(non_camel_case_types, reason = "as the DOM events")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct callback<T>(std::marker::PhantomData<fn(T)>);
