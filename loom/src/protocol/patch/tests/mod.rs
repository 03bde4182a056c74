//! Expected messages, from real templates.

mod apply;
mod fixture;
mod fixtures;
mod model;
mod pages;
mod patches;
mod properties;
mod random;

use crate::{component::HandlerFor, html::HandlerText};

/// A handler by its text alone.
#[derive(Clone, Copy)]
struct On(&'static str);

impl HandlerText for On {
    fn write(&self, out: &mut String) -> bool {
        self.0.write(out)
    }
}

impl<E> HandlerFor<E> for On {}
