//! The model of one `#[event]` method, checked.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote};
use syn::{
    Attribute, FnArg, GenericArgument, ImplItemFn, Pat, PatType, PathArguments, ReturnType, Safety, Signature, Type,
    TypeReference, ext::IdentExt as _, spanned::Spanned as _,
};

use super::field::is_cx;
use crate::{
    diagnostics::Diagnostics,
    props::{docs_and_cfgs, inside_option, is_named},
};

/// The types that are recognized as coming from the browser.
const EXTRACTORS: [&str; 14] = [
    "Value",
    "Checked",
    "Key",
    "Form",
    "Values",
    "Pointer",
    "Modifiers",
    "Scroll",
    "Resize",
    "Toggle",
    "Pasted",
    "Sorted",
    "Detail",
    "Local",
];

/// The most bound arguments that an event takes.
const MOST_BOUND: usize = 8;
/// The most payload parameters that an event takes.
const MOST_PAYLOAD: usize = 6;

/// One event.
pub(super) struct Event {
    /// The method's name.
    pub(super) ident: Ident,
    pub(super) docs: Vec<Attribute>,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) is_async: bool,
    /// Its parameters after `self`, in order.
    pub(super) params: Vec<Param>,
    /// Its return type.
    pub(super) output: Type,
    /// Something is wrong with it: only its constructor is made, so that templates may name it.
    pub(super) is_broken: bool,
}

/// One parameter.
pub(super) enum Param {
    /// `&mut Cx<Self>`, and where it stands.
    Cx(Span),
    /// Supplied by the browser.
    Payload(Type),
    /// The value that the browser has of this field.
    Local(Ident, Type),
    /// Bound by the template.
    Bound(Ident, Type),
}

impl Event {
    /// The name on the wire.
    pub(super) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// The model of `method`. Takes `#[payload]` and `#[bound]` off its parameters. `this` is what `Self` stands for.
    pub(super) fn parse(method: &mut ImplItemFn, this: &Type, diagnostics: &Diagnostics) -> Self {
        let before = diagnostics.len();
        let (docs, cfgs) = docs_and_cfgs(&method.attrs);
        let signature = &mut method.sig;
        check_signature(signature, diagnostics);
        let mut params = Vec::new();
        for input in &mut signature.inputs {
            if let FnArg::Typed(param) = input {
                let index = params.len();
                params.push(Param::parse(param, index, this, diagnostics));
            }
        }
        let event = Self {
            ident: signature.ident.clone(),
            docs,
            cfgs,
            is_async: signature.asyncness.is_some(),
            output: output(&signature.output, this, diagnostics),
            params,
            is_broken: false,
        };
        event.check_counts(signature, diagnostics);
        Self { is_broken: diagnostics.len() > before, ..event }
    }

    /// The bound parameters, in order.
    pub(super) fn bound(&self) -> impl Iterator<Item = (&Ident, &Type)> {
        self.params.iter().filter_map(|param| match param {
            Param::Bound(ident, ty) => Some((ident, ty)),
            _ => None,
        })
    }

    /// The types of what the browser supplies, in order.
    pub(super) fn payload(&self) -> impl Iterator<Item = &Type> {
        self.params.iter().filter_map(|param| match param {
            Param::Payload(ty) | Param::Local(_, ty) => Some(ty),
            _ => None,
        })
    }

    /// The type of the keys of the item that it takes from a list.
    pub(super) fn sorted_by(&self) -> Option<&Type> {
        let sorted = self.payload().map(|ty| inside_option(ty).unwrap_or(ty)).find(|ty| is_named(ty, &["Sorted"]))?;
        let Type::Path(path) = sorted else { return None };
        match &path.path.segments.last()?.arguments {
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            }),
            _ => None,
        }
    }

    /// The fields whose values the browser supplies, in order.
    pub(super) fn locals(&self) -> impl Iterator<Item = (&Ident, &Type)> {
        self.params.iter().filter_map(|param| match param {
            Param::Local(field, ty) => Some((field, ty)),
            _ => None,
        })
    }

    fn check_counts(&self, signature: &Signature, diagnostics: &Diagnostics) {
        if self.bound().count() > MOST_BOUND {
            let message = format_args!("an event takes at most {MOST_BOUND} bound arguments: put them into a struct");
            diagnostics.error_at(&signature.ident, message);
        }
        if self.payload().count() > MOST_PAYLOAD {
            diagnostics.error_at(&signature.ident, format_args!("an event takes at most {MOST_PAYLOAD} extractors"));
        }
        if self.params.iter().filter(|param| matches!(param, Param::Cx(_))).count() > 1 {
            diagnostics.error_at(&signature.ident, "an event takes `&mut Cx<Self>` once");
        }
    }
}

impl Param {
    fn parse(param: &mut PatType, index: usize, this: &Type, diagnostics: &Diagnostics) -> Self {
        let is_marked_payload = take_mark(param, "payload");
        let is_marked_bound = take_mark(param, "bound");
        if is_marked_payload && is_marked_bound {
            diagnostics.error_at(&param.pat, "a parameter is taken from the event or bound by the template, not both");
        }
        let ty = of_component(&param.ty, this);
        if is_marked_payload || (is_payload(&ty) && !is_marked_bound) {
            check_owned(&param.ty, diagnostics);
            return match (is_local(&ty), field_of(&param.pat)) {
                (true, Some(field)) if !is_marked_payload => Self::Local(field, ty),
                (true, None) if !is_marked_payload => {
                    let message =
                        "name the parameter as the `#[local]` field whose value it receives: `draft: Local<String>`";
                    diagnostics.error_at(&param.pat, message);
                    Self::Payload(ty)
                }
                _ => Self::Payload(ty),
            };
        }
        if let Type::Reference(reference) = &*param.ty
            && is_cx(&reference.elem)
        {
            if reference.mutability.is_none() {
                diagnostics.error_at(&param.ty, "take the context as `&mut Cx<Self>`");
            }
            return Self::Cx(param.ty.span());
        }
        check_bound(&param.ty, diagnostics);
        let ident = match &*param.pat {
            Pat::Ident(pat) => pat.ident.clone(),
            _ => format_ident!("argument_{}", index),
        };
        Self::Bound(ident, ty)
    }
}

/// The field that a parameter is named as: `draft`, or `Local(draft)`.
fn field_of(pattern: &Pat) -> Option<Ident> {
    match pattern {
        Pat::Ident(pattern) => Some(pattern.ident.clone()),
        Pat::TupleStruct(pattern) if pattern.elems.len() == 1 => pattern.elems.first().and_then(field_of),
        _ => None,
    }
}

/// Takes the attribute off the parameter. Whether it was there.
fn take_mark(param: &mut PatType, mark: &str) -> bool {
    let count = param.attrs.len();
    param.attrs.retain(|attr| !attr.path().is_ident(mark));
    param.attrs.len() < count
}

/// Checks the method itself.
fn check_signature(signature: &Signature, diagnostics: &Diagnostics) {
    let Signature { ident, generics, .. } = signature;
    check_qualifiers(signature, "an event", diagnostics);
    if let Some(param) = generics.params.first() {
        let message = match param {
            syn::GenericParam::Lifetime(_) => "an event has no lifetimes: what it takes comes by value",
            _ => "an event cannot be generic: its arguments come from the page, and the page does not know types",
        };
        diagnostics.error_at(&generics.params, message);
    } else if let Some(clause) = &generics.where_clause {
        diagnostics.error_at(clause, "an event has no bounds: its arguments are of fixed types");
    }
    let is_reported = generics.lifetimes().next().is_some();
    if !is_reported {
        check_receiver(signature, "an event", diagnostics);
    }
    let name = ident.unraw().to_string();
    if name.starts_with("__") {
        diagnostics
            .error_at(ident, "names that begin with `__` are taken by generated code: no page can name this event");
    }
}

/// No `const`, `unsafe`, `extern` or variadic methods.
pub(super) fn check_qualifiers(signature: &Signature, what: &str, diagnostics: &Diagnostics) {
    if let Some(token) = &signature.constness {
        diagnostics.error_at(token, format_args!("{what} cannot be `const`"));
    }
    if let Safety::Unsafe(token) = &signature.safety {
        diagnostics.error_at(token, format_args!("{what} cannot be `unsafe`: the framework calls it"));
    }
    if let Some(abi) = &signature.abi {
        diagnostics.error_at(abi, format_args!("{what} is a Rust function, not an `extern` one"));
    }
}

/// `&mut self`, or `&self` for a method that only asks for effects.
pub(super) fn check_receiver(signature: &Signature, what: &str, diagnostics: &Diagnostics) {
    let Some(receiver) = signature.receiver() else {
        let ident = &signature.ident;
        diagnostics.error_at(ident, format_args!("{what} is a method: it takes `&mut self` first"));
        return;
    };
    match &receiver.kind {
        syn::ReceiverKind::Reference(_, None, _) => {}
        syn::ReceiverKind::Reference(_, Some(lifetime), _) => {
            diagnostics.error_at(lifetime, format_args!("{what} takes `&mut self`, without a lifetime"));
        }
        _ => diagnostics.error_at(receiver, format_args!("{what} takes `&mut self`: the component outlives it")),
    }
}

/// Checks the type of a bound argument.
fn check_bound(ty: &Type, diagnostics: &Diagnostics) {
    match ty {
        Type::ImplTrait(_) => diagnostics.error_at(ty, "an argument comes from the page, which has to know its type"),
        Type::Ptr(_) | Type::FnPtr(_) | Type::TraitObject(_) => {
            diagnostics.error_at(ty, "an argument comes from the page as JSON: take something that serde can read");
        }
        ty if is_cx(ty) => diagnostics.error_at(ty, "take the context as `&mut Cx<Self>`"),
        ty => check_owned(ty, diagnostics),
    }
}

/// Refuses a reference, also within a type: rustc would ask for its lifetime first.
fn check_owned(ty: &Type, diagnostics: &Diagnostics) {
    let Some(reference) = borrowed(ty) else { return };
    let instead = match &*reference.elem {
        inner if is_named(inner, &["str"]) => "`String`".to_owned(),
        Type::Slice(slice) => format!("`Vec<{}>`", slice.elem.to_token_stream()),
        inner => format!("`{}`", inner.to_token_stream()),
    };
    diagnostics.error_at(reference, format_args!("an argument comes from the page and is owned: take {instead}"));
}

/// The first reference in a type.
fn borrowed(ty: &Type) -> Option<&TypeReference> {
    match ty {
        Type::Reference(reference) => Some(reference),
        Type::Path(path) => {
            let arguments = path.path.segments.iter().filter_map(|segment| match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => Some(arguments.args.iter()),
                _ => None,
            });
            arguments.flatten().find_map(|argument| match argument {
                GenericArgument::Type(ty) => borrowed(ty),
                _ => None,
            })
        }
        Type::Tuple(tuple) => tuple.elems.iter().find_map(borrowed),
        Type::Array(array) => borrowed(&array.elem),
        Type::Slice(slice) => borrowed(&slice.elem),
        Type::Paren(paren) => borrowed(&paren.elem),
        Type::Group(group) => borrowed(&group.elem),
        _ => None,
    }
}

/// The type that a method returns.
pub(super) fn output(output: &ReturnType, this: &Type, diagnostics: &Diagnostics) -> Type {
    let nothing = || syn::parse_quote!(());
    match output {
        ReturnType::Default => nothing(),
        ReturnType::Type(_, ty) if matches!(**ty, Type::ImplTrait(_) | Type::Reference(_)) => {
            let message = "return nothing, `Redirect`, `Outcome`, or a `Result` of one of them";
            diagnostics.error_at(ty, message);
            nothing()
        }
        ReturnType::Type(_, ty) => of_component(ty, this),
    }
}

/// Whether the type has the name of an extractor. A macro sees no more of a type than its name; a type of another crate that is
/// called so is marked `#[bound]`.
fn is_payload(ty: &Type) -> bool {
    is_named(ty, &EXTRACTORS) || inside_option(ty).is_some_and(|ty| is_named(ty, &EXTRACTORS))
}

/// Whether it is `Local<T>`, which receives a field.
fn is_local(ty: &Type) -> bool {
    is_named(ty, &["Local"])
}

/// `ty` with `Self` written out, for places where `Self` is another type.
fn of_component(ty: &Type, this: &Type) -> Type {
    fn replace(tokens: TokenStream, this: &TokenStream) -> TokenStream {
        tokens
            .into_iter()
            .map(|token| match token {
                TokenTree::Ident(ident) if ident == "Self" => this
                    .clone()
                    .into_iter()
                    .map(|mut token| {
                        token.set_span(ident.span());
                        token
                    })
                    .collect(),
                TokenTree::Group(group) => {
                    let mut replaced = proc_macro2::Group::new(group.delimiter(), replace(group.stream(), this));
                    replaced.set_span(group.span());
                    TokenStream::from(TokenTree::Group(replaced))
                }
                token => token.into(),
            })
            .collect()
    }
    let tokens = ty.to_token_stream();
    let has_self = tokens.to_string().split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "Self");
    if !has_self {
        return ty.clone();
    }
    let replaced = replace(tokens, &quote!(#this));
    syn::parse2(replaced).unwrap_or_else(|_| ty.clone())
}
