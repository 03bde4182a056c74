//! `#[derive(Bind)]` on a struct: its fields can be bound to form controls.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, Data, DeriveInput, Fields, Ident, Type, ext::IdentExt as _, spanned::Spanned as _};

use crate::{
    diagnostics::Diagnostics,
    hash, paths,
    props::{docs_and_cfgs, each_option, unknown},
};

/// Expands `#[derive(Bind)]`.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let diagnostics = Diagnostics::new();
    let expanded = match syn::parse2::<DeriveInput>(item) {
        Ok(item) => expand(&item, &diagnostics),
        Err(error) => {
            diagnostics.push(error);
            TokenStream::new()
        }
    };
    let errors = diagnostics.finish();
    quote!(#expanded #errors)
}

/// One field.
struct Field<'m> {
    ident: &'m Ident,
    ty: &'m Type,
    cfgs: Vec<Attribute>,
    /// `#[bind(key)]`, where it stands.
    key: Option<Span>,
    /// `#[bind(skip)]`
    is_skipped: bool,
    /// `#[bind(offered)]` or `#[bind(any)]`
    offered: Option<bool>,
}

fn expand(item: &DeriveInput, diagnostics: &Diagnostics) -> TokenStream {
    let library = library(&item.attrs, diagnostics);
    let fields = match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => &fields.named,
            _ => {
                let message = "`Bind` is for a struct with named fields, by which a template names them";
                diagnostics.error_at(&item.ident, message);
                return TokenStream::new();
            }
        },
        Data::Enum(_) => {
            let message = "`Bind` is for structs: an enum to choose from is under `#[derive(Choice)]`";
            diagnostics.error_at(&item.ident, message);
            return TokenStream::new();
        }
        Data::Union(_) => {
            diagnostics.error_at(&item.ident, "`Bind` is for structs");
            return TokenStream::new();
        }
    };
    let fields: Vec<Field<'_>> = fields
        .iter()
        .filter_map(|field| Some(model(field.ident.as_ref()?, &field.ty, &field.attrs, diagnostics)))
        .collect();
    let mut keys = fields.iter().filter_map(|field| field.key);
    if let (Some(_), Some(second)) = (keys.next(), keys.next()) {
        diagnostics.error(second, "a row has one key: this is the second field under `#[bind(key)]`");
    }
    implement(item, &fields, &paths::private(&library))
}

fn model<'m>(ident: &'m Ident, ty: &'m Type, attrs: &'m [Attribute], diagnostics: &Diagnostics) -> Field<'m> {
    let (_, cfgs) = docs_and_cfgs(attrs);
    let mut field = Field { ident, ty, cfgs, key: None, is_skipped: false, offered: None };
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("bind")) {
        each_option(attr, diagnostics, |name, meta| {
            match name {
                "key" => field.key = Some(meta.path.span()),
                "skip" => field.is_skipped = true,
                "offered" | "any" if field.offered.is_none() => field.offered = Some(name == "offered"),
                "offered" | "any" => return Err(meta.error("`#[bind]` takes `offered` or `any`, once")),
                _ => return Err(unknown(&meta, "#[bind]", "`key`, `skip`, `offered` and `any`")),
            }
            Ok(())
        });
    }
    if let (Some(span), true) = (field.key, field.is_skipped || field.offered.is_some()) {
        diagnostics.error(span, "a key is not bound, since a row is found by it: `#[bind(key)]` stands alone");
    }
    field
}

/// The implementations of `Bind` and of the traits that come with it.
fn implement(item: &DeriveInput, fields: &[Field<'_>], door: &TokenStream) -> TokenStream {
    let ident = &item.ident;
    let mut bounded = item.generics.clone();
    for parameter in bounded.type_params_mut() {
        parameter.bounds.push(syn::parse_quote!(#door::Bind));
    }
    let (_, types, _) = item.generics.split_for_impl();
    let (head, _, clause) = bounded.split_for_impl();
    let bound = || fields.iter().filter(|field| !field.is_skipped && field.key.is_none());
    let arms = bound().map(|Field { ident, ty, cfgs, .. }| {
        let (name, span) = (ident.unraw().to_string(), ty.span());
        let reach = quote_spanned!(span=> <#ty as #door::Bind>::reach);
        quote!(#(#cfgs)* #door::Some((#name, rest)) => #reach(&mut self.#ident, rest, to),)
    });
    let marks = bound().map(|Field { ident: name, ty, cfgs, offered, .. }| {
        let hash = hash::of(&name.unraw().to_string());
        let offered = offered.map(|offered| quote!(const OFFERED: #door::Option<bool> = #door::Some(#offered);));
        quote! {
            #(#cfgs)*
            #[automatically_derived]
            impl #head #door::HasField<#hash, #ty> for #ident #types #clause { #offered }
        }
    });
    let key = fields.iter().find(|field| field.key.is_some());
    let row = key.map(|_| {
        quote! {
            fn reach_row(rows: &mut [Self], rest: &str, to: &mut #door::Reach<'_>) -> bool {
                #door::reach_row(rows, rest, to)
            }
        }
    });
    let keyed = key.map(|Field { ident: name, ty, .. }| {
        quote! {
            #[automatically_derived]
            impl #head #door::Keyed for #ident #types #clause {
                type Key = #ty;
                fn key(&self) -> &#ty { &self.#name }
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #head #door::Bind for #ident #types #clause {
            fn reach(&mut self, rest: &str, to: &mut #door::Reach<'_>) -> bool {
                match #door::path_name(rest) {
                    #(#arms)*
                    _ => false,
                }
            }
            #row
        }
        #[automatically_derived]
        impl #head #door::Fields for #ident #types #clause {
            type Of = Self;
            fn fields(&self) -> &Self { self }
        }
        #(#marks)*
        #keyed
    }
}

/// The path of the library: that in `#[bind(crate = "...")]` above the struct, or `::loom`.
fn library(attrs: &[Attribute], diagnostics: &Diagnostics) -> TokenStream {
    let mut library = paths::library();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("bind")) {
        each_option(attr, diagnostics, |option, meta| {
            if option != "crate" {
                return Err(unknown(&meta, "#[bind] above a struct", "`crate = \"...\"`"));
            }
            library = paths::parse_library(meta.value()?)?;
            Ok(())
        });
    }
    library
}
