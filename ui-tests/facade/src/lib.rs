//! A framework that hands Loom on, and knows it under another name: for the tests of the paths in generated code.

/// Loom as an item.
pub use web as live;
/// Loom as a crate.
pub extern crate web as loom;

/// A paragraph, from a template that its user does not see.
#[macro_export]
macro_rules! notice {
    ($text:expr) => {
        $crate::loom::html! { <p class="notice">{$text}</p> }
    };
}

/// A component with a button that counts.
#[macro_export]
macro_rules! counter {
    ($name:ident) => {
        #[$crate::loom::live_component(crate = $crate::loom)]
        struct $name {
            count: i64,
        }

        #[$crate::loom::live_component(crate = $crate::loom)]
        impl $name {
            #[event]
            fn increment(&mut self) {
                self.count += 1;
            }

            fn render(&self) -> $crate::loom::Html<'_> {
                $crate::loom::html! { <button on:click=increment>{self.count}</button> }
            }
        }
    };
}

/// An enum to choose from.
#[macro_export]
macro_rules! choice {
    ($name:ident: $($variant:ident),*) => {
        #[derive(Clone, Copy, PartialEq, $crate::loom::Choice)]
        #[choice(crate = $crate::loom)]
        enum $name {
            $($variant),*
        }
    };
}
