//! The DOM events.

/// Calls a macro with the table of events: for each its documentation, its name, and what it supplies a handler with, by the names of the
/// library's extractors. `custom` stands for a `CustomEvent` of any other name.
///
/// ```
/// macro_rules! names {
///     ($($(#[$doc:meta])* $name:ident: $($supplied:ident)*;)*) => { [$(stringify!($name)),*] };
/// }
/// assert!(loom_vocabulary::for_each_event!(names).contains(&"click"));
/// ```
#[macro_export]
macro_rules! for_each_event {
    ($callback:ident) => {
        $callback! {
            /// The element was clicked, tapped or activated by the keyboard.
            click: Value Checked Pointer Modifiers;
            /// The element was clicked twice.
            dblclick: Value Pointer Modifiers;
            /// A button other than the first was pressed and let go.
            auxclick: Pointer Modifiers;
            /// The context menu was asked for.
            contextmenu: Pointer Modifiers;
            /// A mouse button went down.
            mousedown: Pointer Modifiers;
            /// A mouse button went up.
            mouseup: Pointer Modifiers;
            /// The mouse moved.
            mousemove: Pointer Modifiers;
            /// The mouse came onto the element.
            mouseenter: Pointer Modifiers;
            /// The mouse left the element.
            mouseleave: Pointer Modifiers;
            /// The mouse came onto the element or something in it.
            mouseover: Pointer Modifiers;
            /// The mouse left the element or something in it.
            mouseout: Pointer Modifiers;
            /// A pointer went down.
            pointerdown: Pointer Modifiers;
            /// A pointer went up.
            pointerup: Pointer Modifiers;
            /// A pointer moved.
            pointermove: Pointer Modifiers;
            /// A pointer came onto the element.
            pointerenter: Pointer Modifiers;
            /// A pointer left the element.
            pointerleave: Pointer Modifiers;
            /// A pointer came onto the element or something in it.
            pointerover: Pointer Modifiers;
            /// A pointer left the element or something in it.
            pointerout: Pointer Modifiers;
            /// The browser took a pointer over.
            pointercancel: Pointer Modifiers;
            /// The element captured a pointer.
            gotpointercapture: Pointer Modifiers;
            /// The element lost a captured pointer.
            lostpointercapture: Pointer Modifiers;
            /// The wheel was turned.
            wheel: Pointer Modifiers;
            /// A finger came down.
            touchstart: Pointer Modifiers;
            /// A finger moved.
            touchmove: Pointer Modifiers;
            /// A finger went up.
            touchend: Pointer Modifiers;
            /// The browser took a touch over.
            touchcancel: Pointer Modifiers;
            /// The element is being dragged.
            drag: Pointer Modifiers;
            /// Dragging began.
            dragstart: Pointer Modifiers;
            /// Dragging ended.
            dragend: Pointer Modifiers;
            /// Something dragged came onto the element.
            dragenter: Pointer Modifiers;
            /// Something dragged left the element.
            dragleave: Pointer Modifiers;
            /// Something dragged is over the element.
            dragover: Pointer Modifiers;
            /// Something dragged was dropped on the element.
            drop: Pointer Modifiers;
            /// A key went down.
            keydown: Value Key Modifiers;
            /// A key went up.
            keyup: Value Key Modifiers;
            /// A key that makes a character was pressed.
            keypress: Value Key Modifiers;
            /// The element got the focus.
            focus: Value;
            /// The element lost the focus.
            blur: Value;
            /// The element or something in it got the focus.
            focusin: Value;
            /// The element or something in it lost the focus.
            focusout: Value;
            /// The value changed, with every letter typed.
            input: Value Checked Values Form;
            /// The value is about to change.
            beforeinput: Value;
            /// The value changed and the user is done with it.
            change: Value Checked Values Form;
            /// Some text was selected.
            select: Value;
            /// The value does not meet what the element asks for.
            invalid: Value;
            /// A search was started.
            search: Value;
            /// A form was sent.
            submit: Form;
            /// A form was set back.
            reset: Form;
            /// Something was pasted.
            paste: Value Pasted;
            /// Something was copied.
            copy: Value;
            /// Something was cut.
            cut: Value;
            /// The element was scrolled.
            scroll: Scroll;
            /// Scrolling came to rest.
            scrollend: Scroll;
            /// A `<details>` or popover opened or closed.
            toggle: Toggle;
            /// A popover is about to open or close.
            beforetoggle: Toggle;
            /// A `<dialog>` was closed.
            close: ;
            /// The user wants to leave a `<dialog>` or a file chooser.
            cancel: ;
            /// Something was loaded.
            load: ;
            /// Something could not be loaded.
            error: ;
            /// Media can be played.
            canplay: Detail;
            /// The length of media is known.
            loadedmetadata: Detail;
            /// Media began to play.
            play: Detail;
            /// Media plays, after a pause or a wait.
            playing: Detail;
            /// Media was paused.
            pause: Detail;
            /// Media came to its end.
            ended: Detail;
            /// The position of media moved on.
            timeupdate: Detail;
            /// The volume of media changed.
            volumechange: Detail;
            /// An animation began.
            animationstart: Detail;
            /// An animation ended.
            animationend: Detail;
            /// An animation begins again.
            animationiteration: Detail;
            /// A transition began.
            transitionstart: Detail;
            /// A transition ended.
            transitionend: Detail;
            /// The browser has a network again.
            online: ;
            /// The browser has no network.
            offline: ;
            /// The page is shown or hidden, as by another tab.
            visibilitychange: ;
            /// The element, or with `.window` the window, has another size.
            resize: Resize;
            /// The element came into view.
            visible: ;
            /// The element left the view.
            hidden: ;
            /// An item was put at another place of its list, or into another list.
            sort: Sorted;
            /// A `CustomEvent` of whatever name.
            custom: Detail;
        }
    };
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $($supplied:ident)*;)*) => { &[$(stringify!($name)),*] };
}

/// The events that can be bound on any element, and last `custom`.
const ALL: &[&str] = for_each_event!(names);

/// The names of the events that can be bound on any element.
pub const EVENTS: &[&str] = match ALL.split_last() {
    Some((_, events)) => events,
    None => &[],
};

/// The events that do not go up from the element where they happen. The client hears them there, and `loom::testing` fires no other binding.
pub const STAYS: &[&str] = &[
    "focus",
    "blur",
    "mouseenter",
    "mouseleave",
    "pointerenter",
    "pointerleave",
    "load",
    "error",
    "invalid",
    "scroll",
    "scrollend",
    "toggle",
    "beforetoggle",
    "close",
    "cancel",
    "canplay",
    "loadedmetadata",
    "play",
    "playing",
    "pause",
    "ended",
    "timeupdate",
    "volumechange",
    "resize",
    "visible",
    "hidden",
    "sort",
];

/// The events that an observer of the client tells of.
pub const OBSERVED: &[&str] = &["resize", "visible", "hidden"];
