//! The model of an `impl` under `#[live_component]`: render, life cycle, events.

use syn::{Attribute, FnArg, Ident, ImplItemFn, ItemImpl, ReturnType, Type};

use super::{
    event::{Event, check_qualifiers, check_receiver, output},
    field::is_cx,
    stub,
};
use crate::{
    diagnostics::Diagnostics,
    editor,
    props::{docs_and_cfgs, is_named, last_segment},
};

/// The optional methods that the runtime calls, and what is said of them.
const HOOKS: [&str; 4] = ["mount", "connected", "disconnected", "url_changed"];

/// The model of the `impl`.
pub(super) struct Methods {
    /// The last segment of the type's path.
    pub(super) ident: Ident,
    /// The type.
    pub(super) this: Type,
    /// There is a `render` that can be called.
    pub(super) has_render: bool,
    /// A method is wrong, which is reported.
    pub(super) is_broken: bool,
    /// The optional methods that are there.
    pub(super) hooks: Vec<Hook>,
    /// The events, in order.
    pub(super) events: Vec<Event>,
    /// Other methods that could be events, if they were marked.
    pub(super) unmarked: Vec<Unmarked>,
}

/// A method with `&mut self` that is no event.
pub(super) struct Unmarked {
    /// Its name.
    pub(super) ident: Ident,
    pub(super) cfgs: Vec<Attribute>,
    /// How many values a template might bind.
    pub(super) arguments: usize,
}

impl Unmarked {
    fn of(method: &ImplItemFn) -> Option<Self> {
        let signature = &method.sig;
        let takes_mut_self = matches!(
            signature.receiver().map(|receiver| &receiver.kind),
            Some(syn::ReceiverKind::Reference(_, _, Some(_)))
        );
        let arguments = signature.inputs.iter().filter(|input| match input {
            FnArg::Typed(param) => !matches!(&*param.ty, Type::Reference(reference) if is_cx(&reference.elem)),
            FnArg::Receiver(_) => false,
        });
        let (_, cfgs) = docs_and_cfgs(&method.attrs);
        takes_mut_self.then(|| Self { ident: signature.ident.clone(), cfgs, arguments: arguments.count() })
    }
}

/// An optional method that the runtime calls.
pub(super) struct Hook {
    /// Its name, with the user's span.
    pub(super) ident: Ident,
    pub(super) is_async: bool,
    /// It takes `&mut Cx<Self>`.
    pub(super) takes_cx: bool,
    /// Its return type.
    pub(super) output: Type,
}

impl Methods {
    /// The model without its methods; `None` if this `impl` cannot be that of a component.
    pub(super) fn head(item: &ItemImpl, diagnostics: &Diagnostics) -> Option<Self> {
        if !item.generics.params.is_empty() {
            diagnostics.error_at(&item.generics, stub::GENERIC_IMPL);
            return None;
        }
        if let Some(token) = &item.unsafety {
            diagnostics.error_at(token, "the `impl` of a component is not `unsafe`");
        }
        let Some(segment) = last_segment(&item.self_ty) else {
            diagnostics.error_at(&item.self_ty, "a live component is a struct of its own");
            return None;
        };
        if !segment.arguments.is_none() {
            diagnostics.error_at(&segment.arguments, stub::GENERIC_IMPL);
            return None;
        }
        let (ident, this) = (segment.ident.clone(), (*item.self_ty).clone());
        Some(Self {
            ident,
            this,
            has_render: false,
            is_broken: false,
            hooks: Vec::new(),
            events: Vec::new(),
            unmarked: Vec::new(),
        })
    }

    /// The model of an `impl` that is that of a trait: without methods, so that nothing else is said of the component.
    pub(super) fn of_trait(item: &ItemImpl, diagnostics: &Diagnostics) -> Option<Self> {
        if let Some((path, _)) = &item.trait_ {
            let message = "a component's methods stand in an `impl` of its own, not of a trait";
            diagnostics.error_at(path, message);
        }
        Some(Self { is_broken: true, ..Self::head(item, diagnostics)? })
    }

    /// Takes one method into the model, and its attribute off it.
    pub(super) fn take(&mut self, method: &mut ImplItemFn, diagnostics: &Diagnostics) {
        let name = method.sig.ident.to_string();
        let is_event = take_event(method, diagnostics);
        let is_hook = HOOKS.contains(&name.as_str());
        if is_event && (is_hook || name == "render" || name == "props") {
            let message = match name.as_str() {
                "render" => "`render` only shows the state: an event is a method of its own",
                "props" => "`props` is what makes the component's props: give the event another name",
                _ => "this method is called by Loom when its time comes: an event is a method of its own",
            };
            diagnostics.error_at(&method.sig.ident, message);
            return self.set_aside(method);
        }
        match name.as_str() {
            "render" => self.take_render(method, diagnostics),
            _ if is_hook => self.take_hook(method, diagnostics),
            "props" if !is_event => {
                let message = "`#[live_component]` makes `props` of the struct: give this method another name";
                diagnostics.error_at(&method.sig.ident, message);
                self.set_aside(method);
            }
            _ if is_event => {
                let event = Event::parse(method, &self.this, diagnostics);
                let is_first = self.events.iter().all(|other| other.ident != event.ident);
                // Of two of one name rustc says what is to say, unless they are under different `cfg`s.
                if is_first || !event.cfgs.is_empty() {
                    self.events.push(event);
                }
            }
            _ => self.unmarked.extend(Unmarked::of(method)),
        }
    }

    /// Leaves the method to editors alone, as rustc would report again what is wrong with it. The component then shows nothing.
    fn set_aside(&mut self, method: &mut ImplItemFn) {
        if editor::is_compiling() {
            method.attrs.push(syn::parse_quote!(#[cfg(any())]));
        }
        self.is_broken = true;
    }

    fn take_render(&mut self, method: &mut ImplItemFn, diagnostics: &Diagnostics) {
        let before = diagnostics.len();
        let signature = &method.sig;
        check_qualifiers(signature, "`render`", diagnostics);
        if let Some(token) = &signature.asyncness {
            diagnostics.error_at(token, "`render` only shows the state: load what it needs in `mount` or an event");
        }
        if let Some(param) = signature.generics.params.first() {
            diagnostics.error_at(param, "`render` is not generic: `fn render(&self) -> Html`");
        }
        match signature.receiver().map(|receiver| &receiver.kind) {
            Some(syn::ReceiverKind::Reference(_, None, None)) => {}
            Some(syn::ReceiverKind::Reference(_, _, Some(token))) => {
                diagnostics.error_at(token, "`render` only shows the state: it takes `&self`");
            }
            _ => diagnostics.error_at(&signature.ident, "`render` shows the state: it takes `&self`"),
        }
        for input in &signature.inputs {
            if let FnArg::Typed(param) = input {
                diagnostics.error_at(param, "`render` shows the state and takes nothing but `&self`");
            }
        }
        match &signature.output {
            ReturnType::Type(_, ty) if is_named(ty, &["Html"]) => {}
            ReturnType::Type(_, ty) if is_named(ty, &["Result"]) => {
                let message = "`render` returns `Html`: a `?` inside `html!` ends the render with its error";
                diagnostics.error_at(ty, message);
            }
            ReturnType::Type(_, ty) => diagnostics.error_at(ty, "`render` returns `Html`"),
            ReturnType::Default => diagnostics.error_at(&signature.ident, "`render` returns `Html`: add `-> Html`"),
        }
        self.has_render = diagnostics.len() == before;
        if !self.has_render {
            self.set_aside(method);
        }
    }

    fn take_hook(&mut self, method: &ImplItemFn, diagnostics: &Diagnostics) {
        let before = diagnostics.len();
        let signature = &method.sig;
        let what = format!("`{}`", signature.ident);
        check_qualifiers(signature, &what, diagnostics);
        check_receiver(signature, &what, diagnostics);
        if let Some(param) = signature.generics.params.first() {
            diagnostics.error_at(param, format_args!("{what} is not generic"));
        }
        let mut takes_cx = false;
        for input in &signature.inputs {
            if let FnArg::Typed(param) = input {
                let is_context = matches!(&*param.ty, Type::Reference(reference)
                    if reference.mutability.is_some() && is_cx(&reference.elem));
                if takes_cx || !is_context {
                    diagnostics
                        .error_at(param, format_args!("{what} takes `&mut self` and, if it wants, `&mut Cx<Self>`"));
                }
                takes_cx = true;
            }
        }
        let output = output(&signature.output, &self.this, diagnostics);
        if diagnostics.len() == before {
            let (ident, is_async) = (signature.ident.clone(), signature.asyncness.is_some());
            self.hooks.push(Hook { ident, is_async, takes_cx, output });
        }
    }
}

/// Takes `#[event]` off a method; whether it was there.
pub(super) fn take_event(method: &mut ImplItemFn, diagnostics: &Diagnostics) -> bool {
    let count = method.attrs.len();
    method.attrs.retain(|attr| {
        let is_misspelled = attr.path().get_ident().is_some_and(|ident| is_like_event(&ident.to_string()));
        if is_misspelled {
            diagnostics.error_at(attr.path(), "did you mean `#[event]`?");
        }
        let is_event = attr.path().segments.last().is_some_and(|last| last.ident == "event");
        if is_event && !matches!(attr.meta, syn::Meta::Path(_)) {
            diagnostics.error_at(&attr.meta, "`#[event]` takes no options: the event goes by the method's name");
        }
        !is_event && !is_misspelled
    });
    method.attrs.len() < count
}

/// Whether the name is `event`, misspelled: in other case, without one letter, or with two in each other's place. Longer names may be macros of others.
fn is_like_event(name: &str) -> bool {
    const EVENT: &str = "event";
    let is_shorter = name.len() + 1 == EVENT.len()
        && (0..EVENT.len())
            .any(|at| EVENT.chars().enumerate().filter(|(index, _)| *index != at).map(|(_, c)| c).eq(name.chars()));
    let swapped = |at: usize| {
        let mut letters: Vec<char> = EVENT.chars().collect();
        letters.swap(at, at + 1);
        letters.into_iter().eq(name.chars())
    };
    name != EVENT && (name.eq_ignore_ascii_case(EVENT) || is_shorter || (0..EVENT.len() - 1).any(swapped))
}

#[cfg(test)]
mod tests {
    use super::is_like_event;

    #[test]
    fn a_misspelled_event_is_noticed_and_other_attributes_are_not() {
        for name in ["Event", "EVENT", "evnt", "vent", "even", "evnet", "veent"] {
            assert!(is_like_event(name), "{name}");
        }
        for name in ["event", "events", "eventful", "cfg", "e", "", "inline", "allow"] {
            assert!(!is_like_event(name), "{name}");
        }
    }
}
