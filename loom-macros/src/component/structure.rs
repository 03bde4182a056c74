//! `#[live_component]` on a struct: its state, its props, its identity.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Fields, Ident, ItemStruct, Path, Type, ext::IdentExt as _, spanned::Spanned as _};

use super::{
    address::{self, Addressed},
    field::Field,
    halves,
    options::Options,
    serde, stub,
};
use crate::{
    diagnostics::Diagnostics,
    hash,
    props::{Builder, Prop, is_named},
};

/// The message for anything but a struct with named fields.
pub(super) const NAMED_FIELDS: &str = "a live component is a struct with named fields: `struct Name { ... }`";

/// Expands the struct half.
pub(super) fn expand(options: &Options, mut item: ItemStruct, diagnostics: &Diagnostics) -> TokenStream {
    halves::note_struct(&item.ident, locals(&item));
    let keeps_serde = serde::stays_on_struct(&mut item.attrs, diagnostics);
    if !item.generics.params.is_empty() {
        diagnostics.error_at(&item.generics, stub::GENERIC);
        strip(&mut item);
        return item.to_token_stream();
    }
    let Fields::Named(fields) = item.fields.clone() else {
        diagnostics.error_at(&item.ident, NAMED_FIELDS);
        strip(&mut item);
        let stub = stub::structure(options, &item.ident, &item.generics);
        return quote!(#item #stub);
    };
    let fields: Vec<Field> = fields
        .named
        .into_iter()
        .filter_map(|mut field| Some(Field::parse(field.ident.take()?, field, keeps_serde, diagnostics)))
        .collect();
    address::check(&fields, options, diagnostics);
    Structure { options, item: &item, fields: &fields }.expand()
}

/// The names of the fields under `#[local]`.
fn locals(item: &ItemStruct) -> Vec<String> {
    let is_local = |field: &&syn::Field| field.attrs.iter().any(|attr| attr.path().is_ident("local"));
    item.fields.iter().filter(is_local).filter_map(|field| Some(field.ident.as_ref()?.unraw().to_string())).collect()
}

/// The model of the struct.
struct Structure<'m> {
    options: &'m Options,
    item: &'m ItemStruct,
    fields: &'m [Field],
}

impl Structure<'_> {
    fn expand(&self) -> TokenStream {
        let (definition, state, props) = (self.definition(), self.state(), self.props());
        let (initials, link, open) = (self.initials(), self.link(), &self.options.open);
        quote! {
            #definition
            #[doc(hidden)]
            #[allow(
                nonstandard_style, missing_docs, unreachable_pub, private_interfaces, private_bounds, dead_code,
                non_local_definitions, unused_qualifications, unreachable_patterns, clippy::all, clippy::pedantic
            )]
            const _: () = {
                #open
                #initials
                #props
                #state
                #link
            };
        }
    }

    /// The struct as the user wrote it.
    fn definition(&self) -> TokenStream {
        let ItemStruct { attrs, vis, ident, .. } = self.item;
        let fields = self.fields.iter().map(|Field { ident, ty, vis, attrs, .. }| quote!(#(#attrs)* #vis #ident: #ty,));
        quote!(#(#attrs)* #vis struct #ident { #(#fields)* })
    }

    /// A function for each field that starts as an expression: what it says is written once.
    fn initials(&self) -> Option<TokenStream> {
        let functions: Vec<_> = self
            .fields
            .iter()
            .filter_map(|field| {
                let Field { ty, cfgs, .. } = field;
                let (name, expr) = (initial(&field.ident), field.expr()?);
                let body = if field.is_into() { quote!(::core::convert::Into::into(#expr)) } else { quote!(#expr) };
                Some(quote!(#(#cfgs)* fn #name() -> #ty { #body }))
            })
            .collect();
        let ident = &self.item.ident;
        (!functions.is_empty()).then(|| quote!(impl #ident { #(#functions)* }))
    }

    /// The function that makes what a field starts as.
    fn initial_path(&self, field: &Field) -> TokenStream {
        let Field { ident, ty, .. } = field;
        let (owner, door) = (&self.item.ident, &self.options.door);
        if field.expr().is_some() {
            let function = initial(ident);
            return quote!(#owner::#function);
        }
        let span = ty.span();
        quote_spanned!(span=> <#ty as #door::Initial>::initial)
    }

    /// The first value of a field.
    fn initial(&self, field: &Field) -> TokenStream {
        let path = self.initial_path(field);
        quote!(#path())
    }

    /// The props builder.
    fn props(&self) -> TokenStream {
        let (ident, vis, door) = (&self.item.ident, &self.item.vis, &self.options.door);
        let props: Vec<Prop> = self.fields.iter().filter_map(|field| field.prop(|field| self.initial(field))).collect();
        let generics = syn::Generics::default();
        let builder = Builder { door, owner: ident, vis, generics: &generics, props: &props };
        let items = builder.items();
        let (new, new_type) = builder.unset();
        let values = self.fields.iter().map(|field| {
            let Field { ident: name, cfgs, .. } = field;
            let value = match props.iter().find(|prop| prop.ident == *name) {
                Some(prop) => builder.value(prop),
                None => self.initial(field),
            };
            quote!(#(#cfgs)* #name: #value,)
        });
        let as_props = builder.complete(&quote!(#ident), &quote!(#ident { #(#values)* }));
        let doc = format!("The props of [`{}`], for a page or a template to fill in.", ident.unraw());
        quote! {
            #items
            impl #ident {
                #[doc = #doc]
                #vis fn props() -> #new_type {
                    #new
                }
            }
            #as_props
        }
    }

    /// The `State` impl.
    fn state(&self) -> TokenStream {
        let (ident, door) = (&self.item.ident, &self.options.door);
        let (module, schema) = (module(self.options, ident), self.schema());
        let (binds, binds_impl) = self.binds();
        let address = self.address();
        let saves = self.fields.iter().filter(|field| !field.is_skipped).map(|field| self.save(field));
        let aliases = self.fields.iter().filter(|field| !field.is_skipped).flat_map(|field| {
            let (name, cfgs) = (field.saved_name(), &field.cfgs);
            field.serde.aliases.iter().map(move |alias| quote!(#(#cfgs)* from.alias(#alias, #name);))
        });
        let removed = self.options.removed.iter().map(|name| quote!(from.removed(#name);));
        let saving = self.saving();
        let loads = self.fields.iter().map(|field| self.load(field));
        let moves = |method: &str, other: &str, fields: Vec<&Field>| {
            let (method, other) = (Ident::new(method, Span::call_site()), Ident::new(other, Span::call_site()));
            let swaps = fields.iter().map(|Field { ident, cfgs, .. }| {
                // By swapping, as the struct may have a `Drop`.
                quote!(#(#cfgs)* ::core::mem::swap(&mut self.#ident, &mut #other.#ident);)
            });
            let parameter = if method == "take_props" { quote!(mut #other: Self) } else { quote!(#other: &mut Self) };
            let allow = fields.iter().any(|field| !field.cfgs.is_empty()).then(|| quote!(#[allow(unused)]));
            (!fields.is_empty()).then(|| quote!(#allow fn #method(&mut self, #parameter) { #(#swaps)* }))
        };
        let take_props = moves("take_props", "new", self.fields.iter().filter(|field| field.is_prop()).collect());
        let keep_skipped = moves("keep_skipped", "old", self.fields.iter().filter(|field| field.is_skipped).collect());
        quote! {
            #binds
            #[automatically_derived]
            impl #door::State for #ident {
                const MODULE: &'static str = #module;
                const SCHEMA: u64 = #schema;
                #saving
                #binds_impl
                #address
                fn save(&self, out: &mut #door::StateWriter) { #(#saves)* }
                fn load(from: &mut #door::StateReader<'_>) -> #door::Option<Self> {
                    #(#aliases)*
                    #(#removed)*
                    #door::Some(Self { #(#loads)* })
                }
                #take_props
                #keep_skipped
            }
        }
    }

    /// The part of the `State` impl that says how the state is saved, where that differs from the default.
    fn saving(&self) -> TokenStream {
        let Options { door, resume, secret, .. } = self.options;
        let resume = resume.as_ref().map(|variant| quote!(const RESUME: #door::Resume = #door::Resume::#variant;));
        let fields: Vec<_> = self.fields.iter().filter(|field| field.secret.is_some()).collect();
        let names = fields.iter().map(|field| field.saved_name());
        let hidden = match (secret, fields.iter().find_map(|field| field.secret)) {
            (Some(span), _) => Some((*span, quote!(Whole))),
            (None, Some(span)) => Some((span, quote!(Fields(&[#(#names),*])))),
            (None, None) => None,
        };
        // The macro is an error at `secret` where Loom has no cipher.
        let hidden = hidden.map(|(span, hidden)| {
            let here = crate::paths::short_at(span);
            let hidden = quote_spanned!(span=> #here::hidden!(#door::Hidden::#hidden));
            quote!(const HIDDEN: #door::Hidden = #hidden;)
        });
        quote!(#resume #hidden)
    }

    /// The statement that writes a field. It and [`Self::load`] ask for the same trait at the same place, so that rustc says
    /// once that a type lacks it.
    fn save(&self, field: &Field) -> TokenStream {
        let Field { ident, ty, cfgs, serde, .. } = field;
        let (door, name, is_prop) = (&self.options.door, field.saved_name(), field.is_prop());
        let written = match &serde.serialize_with {
            Some(with) => quote!(out.field_with(#name, #is_prop, |serializer| #with(&self.#ident, serializer));),
            None => {
                let (span, method) = (ty.span(), Ident::new(if is_prop { "save_prop" } else { "save" }, ty.span()));
                let save = quote_spanned!(span=> <#ty as #door::Saved>::#method);
                quote!(#save(&self.#ident, out, #name);)
            }
        };
        match &serde.skip_if {
            Some(skip) => quote!(#(#cfgs)* if !#skip(&self.#ident) { #written }),
            None => quote!(#(#cfgs)* #written),
        }
    }

    /// The field of the struct that is read.
    fn load(&self, field: &Field) -> TokenStream {
        let Field { ident, ty, cfgs, serde, is_skipped, .. } = field;
        let (door, name) = (&self.options.door, field.saved_name());
        if *is_skipped {
            let initial = self.initial(field);
            return quote!(#(#cfgs)* #ident: #initial,);
        }
        let span = ty.span();
        // An absent field is as in a new component; only where that has no value, `#[serde(default)]` gives one.
        let absent = match &serde.default {
            Some(function) if field.has_no_default() => function.parse::<Path>().ok().map(|path| quote!(#path)),
            _ if !field.is_required() => Some(self.initial_path(field)),
            _ => serde.may_be_absent.then(|| quote!(::core::default::Default::default)),
        };
        let read = match (&serde.deserialize_with, &absent) {
            (Some(with), _) => quote!(from.field_with(#name, |deserializer| #with(deserializer))),
            (None, Some(absent)) => {
                let load = quote_spanned!(span=> <#ty as #door::Saved>::load_or);
                return quote!(#(#cfgs)* #ident: #load(from, #name, #absent),);
            }
            (None, None) => {
                let load = quote_spanned!(span=> <#ty as #door::Saved>::load);
                quote!(#load(from, #name))
            }
        };
        let absent = absent.map_or_else(|| quote!(return from.missing(#name)), |absent| quote!(#absent()));
        quote! {
            #(#cfgs)* #ident: match #read {
                #door::Some(value) => value,
                #door::None => #absent,
            },
        }
    }

    /// The impls that mark each bound field, and the method that sets them.
    fn binds(&self) -> (TokenStream, Option<TokenStream>) {
        let (owner, door) = (&self.item.ident, &self.options.door);
        let bound = self.fields.iter().filter(|field| field.is_bound);
        let items = bound.map(|Field { ident, cfgs, ty, offered, .. }| {
            let hash = hash::of(&ident.unraw().to_string());
            let offered = offered.map(
                |offered| quote!(const OFFERED: ::core::option::Option<bool> = ::core::option::Option::Some(#offered);),
            );
            quote! {
                #(#cfgs)*
                impl #door::Binds<#owner, #hash> for #ty { #offered }
            }
        });
        let in_browser = self.fields.iter().filter_map(|field| {
            let Field { ident, cfgs, ty, .. } = field;
            let (hash, kind) = (hash::of(&ident.unraw().to_string()), Ident::new(field.owner?, Span::call_site()));
            Some(quote! {
                #(#cfgs)*
                #[diagnostic::do_not_recommend]
                impl #door::expression::BrowserField<#owner, #hash> for #ty { type Owner = #door::expression::#kind; }
            })
        });
        let items: TokenStream = items.chain(in_browser).collect();
        let arms: Vec<_> = self
            .fields
            .iter()
            .filter(|field| field.is_bound)
            .map(|Field { ident, cfgs, ty, .. }| {
                let (name, span) = (ident.unraw().to_string(), ty.span());
                let reach = quote_spanned!(span=> <#ty as #door::Bind>::reach);
                quote!(#(#cfgs)* #name => #reach(&mut self.#ident, rest, to),)
            })
            .collect();
        let (heard, changed) = self.changed();
        let bind = (!arms.is_empty()).then(|| {
            quote! {
                fn reach(&mut self, name: &str, rest: &str, to: &mut #door::Reach<'_>) -> bool {
                    match name {
                        #(#arms)*
                        _ => false,
                    }
                }
                #changed
            }
        });
        let items = quote!(#items #heard);
        (items, bind)
    }

    /// The checks of the handlers that run after changes, and the method that names them.
    fn changed(&self) -> (TokenStream, Option<TokenStream>) {
        let (owner, door) = (&self.item.ident, &self.options.door);
        let heard: Vec<_> = self.fields.iter().filter_map(|field| Some((field, field.changed.as_ref()?))).collect();
        let checks = heard.iter().map(|(Field { cfgs, .. }, handler)| {
            let span = handler.span();
            let here = crate::paths::short_at(span);
            quote_spanned! {span=>
                #(#cfgs)*
                const _: fn() = || #here::hears_changes::<#owner, _>(#here::HandlersOf::<#owner>::#handler);
            }
        });
        let arms = heard.iter().map(|(Field { ident, cfgs, .. }, handler)| {
            let (name, handler) = (ident.unraw().to_string(), handler.unraw().to_string());
            quote!(#(#cfgs)* #name => #door::Some(#handler),)
        });
        let method = (!heard.is_empty()).then(|| {
            quote! {
                fn changed(name: &str) -> #door::Option<&'static str> {
                    match name {
                        #(#arms)*
                        _ => #door::None,
                    }
                }
            }
        });
        (quote!(#(#checks)*), method)
    }

    /// The fields that are part of the address.
    fn addressed(&self) -> Vec<Addressed<'_>> {
        let of = |field| Some(Addressed { field, url: field.url.as_ref()?, initial: self.initial_path(field) });
        self.fields.iter().filter_map(of).collect()
    }

    /// The part of the `State` impl about fields in the address.
    fn address(&self) -> Option<TokenStream> {
        address::of_state(&self.addressed(), &self.options.door)
    }

    /// The links to the component, if it has fields in the address.
    fn link(&self) -> Option<TokenStream> {
        address::link(&self.addressed(), self.item, &self.options.door)
    }

    /// FNV-1a over the names, types and ways of saving of what is saved, as written, but without spaces.
    fn schema(&self) -> u64 {
        let mut text = String::new();
        for field in self.fields.iter().filter(|field| !field.is_skipped) {
            let (name, ty, with) = (field.saved_name().value(), &field.ty, &field.serde.serialize_with);
            text += &format!("{name}:{};", quote!(#ty #with));
        }
        text.retain(|letter| !letter.is_ascii_whitespace());
        hash::of(&text)
    }
}

/// The registered name of `ident`.
pub(super) fn module(options: &Options, ident: &Ident) -> TokenStream {
    match &options.name {
        Some(name) => quote!(#name),
        None => {
            let name = format!("::{}", ident.unraw());
            quote!(::core::concat!(::core::module_path!(), #name))
        }
    }
}

/// The function that says what a field starts as.
fn initial(field: &Ident) -> Ident {
    format_ident!("__initial_{}", field.unraw(), span = Span::call_site())
}

/// Whether a type is known to be serde's.
pub(super) fn is_plain(ty: &Type) -> bool {
    const PLAIN: [&str; 16] = [
        "bool", "char", "String", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
        "usize", "f64",
    ];
    is_named(ty, &PLAIN)
}

/// Takes our attributes off the fields of a struct that is not expanded.
fn strip(item: &mut ItemStruct) {
    for field in &mut item.fields {
        field.attrs.retain(|attr| {
            !["prop", "state", "bind", "local", "mirror", "url", "serde"].iter().any(|name| attr.path().is_ident(name))
        });
    }
}
