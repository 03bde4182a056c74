//! The sink behind a failed render: nothing of it is kept.

use super::{
    Child, Secret, Template,
    sink::{LocalField, Scalar, Sink},
};
use crate::html::{Arguments, Binding, Choosing, Control};

pub(super) struct Discard;

impl Discard {
    /// One for as long as it is wanted; having no size, it takes no memory.
    pub(super) fn new<'s>() -> &'s mut Self {
        Box::leak(Box::new(Self))
    }
}

impl Sink for Discard {
    fn open(&mut self, _: &'static Template) {}
    fn close(&mut self) {}
    fn scalar(&mut self, _: Scalar<'_>) {}
    fn event(&mut self, _: &Binding<'_>) {}
    fn local(&mut self, _: Arguments<'_>) -> bool {
        false
    }
    fn field(&mut self, _: LocalField<'_>) {}
    fn child(&mut self, _: Box<dyn Child>) {}
    fn list(&mut self) {}
    fn item(&mut self, _: u64) {}
    fn end_list(&mut self) {}
    fn offer(&mut self, _: &Binding<'_>) {}
    fn choice(&mut self, _: &str, _: &str, _: Choosing, _: Control) {}
    fn fieldset(&mut self, _: bool) {}
    fn end_fieldset(&mut self) {}
    fn legend(&mut self) {}
    fn end_legend(&mut self) {}
    fn secret(&self) -> Secret {
        Secret::default()
    }
}
