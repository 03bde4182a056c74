//! Props: what `#[prop]` says of a field or parameter, and the builder that takes them.

mod builder;
mod option;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, Ident, Type};

pub(crate) use builder::Builder;
pub(crate) use option::{PropOptions, each_option, skip_value, unknown};

/// The message for a prop that no template can give.
pub(crate) const NO_KEY: &str =
    "in a template `key={...}` tells the items of a list apart and is no prop: give it another name, as `id`";

/// One prop of a component.
#[derive(Debug)]
pub(crate) struct Prop {
    /// Its name, as the user wrote it.
    pub(crate) ident: Ident,
    /// Its `#[doc]`s.
    pub(crate) docs: Vec<Attribute>,
    /// Its `#[cfg]`s.
    pub(crate) cfgs: Vec<Attribute>,
    /// The type of its value.
    pub(crate) ty: Type,
    /// Its value when it is not given.
    pub(crate) absent: Absent,
    /// The argument of its setter.
    pub(crate) taken: Taken,
}

/// The value of a prop that is not given.
#[derive(Debug)]
pub(crate) enum Absent {
    /// A compile error.
    Refused,
    /// Its `Default`.
    Default,
    /// This expression.
    Expr(Box<Expr>),
    /// The return value of this function of the component's struct.
    Call(TokenStream),
}

/// The argument of a prop's setter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// A value of its type.
    Value,
    /// Anything that is `Into` its type.
    Into,
    /// The value inside of its `Option`.
    Some,
    /// A handler that its type can be made from.
    Handler,
}

impl Prop {
    pub(crate) fn is_required(&self) -> bool {
        matches!(self.absent, Absent::Refused)
    }

    /// The expression for its value when it is not given.
    fn absent_value(&self, door: &Ident) -> TokenStream {
        let ty = &self.ty;
        match &self.absent {
            Absent::Refused => quote!(::core::unreachable!()),
            Absent::Default => {
                let span = syn::spanned::Spanned::span(ty);
                quote::quote_spanned!(span=> <#ty as #door::Initial>::initial())
            }
            Absent::Expr(expr) if self.taken == Taken::Into => {
                quote!({ let value: #ty = ::core::convert::Into::into(#expr); value })
            }
            Absent::Expr(expr) => quote!({ let value: #ty = #expr; value }),
            Absent::Call(call) => quote!(#call),
        }
    }
}

/// The `#[doc]` and `#[cfg]` attributes among `attrs`.
pub(crate) fn docs_and_cfgs(attrs: &[Attribute]) -> (Vec<Attribute>, Vec<Attribute>) {
    let of = |name: &str| attrs.iter().filter(|attr| attr.path().is_ident(name)).cloned().collect();
    (of("doc"), of("cfg"))
}

/// The name of the last segment of a type's path: `Html` of `loom::Html<'_>`.
pub(crate) fn last_segment(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// Whether the last segment of a type's path is one of `names`.
pub(crate) fn is_named(ty: &Type, names: &[&str]) -> bool {
    last_segment(ty).is_some_and(|segment| names.iter().any(|name| segment.ident == name))
}

/// The `T` of an `Option<T>`.
pub(crate) fn inside_option(ty: &Type) -> Option<&Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == "Option")?;
    match &segment.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a prop of this type takes a handler: a `Callback` or `DomHandler`, or an `Option` of one.
pub(crate) fn takes_handler(ty: &Type) -> bool {
    const NAMES: [&str; 2] = ["Callback", "DomHandler"];
    is_named(ty, &NAMES) || inside_option(ty).is_some_and(|ty| is_named(ty, &NAMES))
}
