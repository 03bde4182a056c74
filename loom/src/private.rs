//! The one door for generated code. Nothing here is part of the public interface.
#![allow(missing_docs, reason = "for generated code only")]

pub use crate::actor::registration;
pub use crate::component::{dom as event, *};
pub use crate::html::*;
pub use crate::protocol::{
    Data, data,
    message::{Dialect, Id},
    patch::Encoder,
    state::{FieldDeserializer, FieldSerializer, StateReader, StateWriter},
};
pub use crate::render::*;
pub use crate::tree::{
    Attributes, Html, Namespace, NoChildren, Out, PageTemplates, Print, Scratch, Secret, SlotKind, Template, Templates,
    Written, render_diff, render_full, render_page, render_silent, render_static,
};
pub use ::core::{
    option::Option::{self, None, Some},
    result::Result::{Err, Ok},
};
pub use ::inventory;
pub use ::loom_macros::html as template;

/// Browser expressions, as the server evaluates them.
pub mod expression {
    pub use crate::expression::*;
    /// As the client does, from their code.
    #[cfg(feature = "testing")]
    pub mod mirror {
        pub use crate::protocol::mirror::expression::*;
    }
}

/// The part of a state that is encrypted.
#[cfg(feature = "secret")]
#[doc(hidden)]
#[macro_export]
macro_rules! __hidden {
    ($hidden:expr) => {
        $hidden
    };
}

/// The part of a state that would be encrypted if there were a cipher.
#[cfg(not(feature = "secret"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __hidden {
    ($hidden:expr) => {
        ::core::compile_error!("Loom was built without encryption: add its feature `secret` in Cargo.toml")
    };
}

pub use crate::{__hidden as hidden, __url_link as url_link};

/// The companion of a component's events, as a template names it.
pub type HandlersOf<C> = <C as LiveComponent>::Handlers;

/// The name of an event, without the mark of a raw identifier.
pub const fn unraw(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// The value of an `<option>` with only this text: a browser takes away the spaces around it, and joins those in it.
pub fn option_text(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The argument of a handler that is written as a literal text.
pub fn text<T: FromText>(text: &'static str) -> T {
    T::from_text(text)
}

/// The action of a handler on the server, checked that its payload is supplied by the DOM event `E`.
pub fn server<E, H: HandlerFor<E>>(handler: &H) -> Action<'_> {
    Action::Server(handler)
}
