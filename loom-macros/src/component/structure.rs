//! `#[live_component]` on a struct: its state, its props, its identity.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{
    Attribute, Fields, Ident, ItemStruct, Path, Token, Type, ext::IdentExt as _, parse_quote, punctuated::Punctuated,
    spanned::Spanned as _,
};

use super::{field::Field, options::Options, stub};
use crate::{
    diagnostics::Diagnostics,
    paths,
    props::{Builder, Prop, is_named},
};

/// What is said of anything but a struct with named fields.
pub(super) const NAMED_FIELDS: &str = "a live component is a struct with named fields: `struct Name { ... }`";

/// Expands the struct half.
pub(super) fn expand(options: &Options, mut item: ItemStruct, diagnostics: &Diagnostics) -> TokenStream {
    check_derives(&mut item.attrs, diagnostics);
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
        .filter_map(|mut field| Some(Field::parse(field.ident.take()?, field, diagnostics)))
        .collect();
    Structure { options, item: &item, fields: &fields }.expand()
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
        let (initials, savers) = (self.initials(), self.savers());
        quote! {
            #definition
            #[doc(hidden)]
            #[allow(
                nonstandard_style, missing_docs, unreachable_pub, private_interfaces, private_bounds, dead_code,
                non_local_definitions, unused_qualifications, clippy::all, clippy::pedantic
            )]
            const _: () = {
                #initials
                #savers
                #props
                #state
            };
        }
    }

    /// The struct as the user wrote it, with serde's derives.
    fn definition(&self) -> TokenStream {
        let ItemStruct { attrs, vis, ident, .. } = self.item;
        let door = &self.options.door;
        let serde = self.options.serde();
        let fields = self.fields.iter().map(|field| {
            let Field { ident, ty, vis, attrs, .. } = field;
            let path = format!("{}::{}", self.item.ident, initial(&field.ident));
            let through = self.through(field);
            let saved = match field {
                Field { is_skipped: true, .. } => Some(quote!(#[serde(skip, default = #path)])),
                Field { has_serde_default: true, .. } => None,
                _ if field.is_required() => None,
                _ => Some(quote!(#[serde(default = #path)])),
            };
            quote!(#(#attrs)* #saved #through #vis #ident: #ty,)
        });
        quote! {
            #(#attrs)*
            #[derive(#door::serde::Serialize, #door::serde::Deserialize)]
            #[serde(crate = #serde)]
            #vis struct #ident { #(#fields)* }
        }
    }

    /// How a field is saved, where its type may lack serde's traits: that is then one error, at the field.
    fn through(&self, field: &Field) -> Option<TokenStream> {
        if !field.is_checked() {
            return None;
        }
        let path = |what: &str| format!("{}::__{what}_{}", self.item.ident, field.ident.unraw());
        let (save, load) = (path("save"), path("load"));
        Some(quote!(#[serde(serialize_with = #save, deserialize_with = #load)]))
    }

    /// The functions that [`Self::through`] names. The one asks for both of serde's traits, and the other, found by autoref, for none.
    fn savers(&self) -> TokenStream {
        let (ident, door) = (&self.item.ident, &self.options.door);
        let functions = self.fields.iter().filter(|field| field.is_checked()).map(|field| {
            let Field { ident, ty, cfgs, .. } = field;
            let save = format_ident!("__save_{}", ident.unraw(), span = Span::call_site());
            let load = format_ident!("__load_{}", ident.unraw(), span = Span::call_site());
            let span = ty.span();
            let saved = quote_spanned!(span=> <#ty as #door::Saved>::save);
            quote! {
                #(#cfgs)*
                fn #save<S: #door::serde::Serializer>(
                    value: &#ty,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    #saved(value, serializer)
                }
                #(#cfgs)*
                fn #load<'de, D: #door::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<#ty, D::Error> {
                    #[allow(unused_imports)]
                    use #door::{LoadAny as _, LoadSaved as _};
                    (&#door::Load::<#ty>::NEW).load(deserializer)
                }
            }
        });
        quote!(impl #ident { #(#functions)* })
    }

    /// A function for each field that says what it starts as.
    fn initials(&self) -> TokenStream {
        let (ident, door) = (&self.item.ident, &self.options.door);
        let functions = self.fields.iter().filter(|field| !field.is_required()).map(|field| {
            let Field { ty, cfgs, .. } = field;
            let name = initial(&field.ident);
            let body = match field.expr() {
                Some(expr) if field.is_into() => quote!(::core::convert::Into::into(#expr)),
                Some(expr) => quote!(#expr),
                None => {
                    let span = ty.span();
                    quote_spanned!(span=> <#ty as #door::Initial>::initial())
                }
            };
            quote!(#(#cfgs)* fn #name() -> #ty { #body })
        });
        quote!(impl #ident { #(#functions)* })
    }

    /// The props builder.
    fn props(&self) -> TokenStream {
        let (ident, vis, door) = (&self.item.ident, &self.item.vis, &self.options.door);
        let props: Vec<Prop> = self
            .fields
            .iter()
            .filter_map(|field| {
                field.prop(|field| {
                    let initial = initial(&field.ident);
                    quote!(#ident::#initial())
                })
            })
            .collect();
        let generics = syn::Generics::default();
        let builder = Builder { door, owner: ident, vis, generics: &generics, props: &props };
        let items = builder.items();
        let (new, new_type) = builder.unset();
        let values = self.fields.iter().map(|field| {
            let Field { ident: name, cfgs, .. } = field;
            let value = match props.iter().find(|prop| prop.ident == *name) {
                Some(prop) => builder.value(prop),
                None => {
                    let initial = initial(name);
                    quote!(#ident::#initial())
                }
            };
            quote!(#(#cfgs)* #name: #value,)
        });
        let as_props = builder.complete(
            &quote!(#door::Props),
            &quote! {
                type Component = #ident;
                fn build(self) -> #ident {
                    #ident { #(#values)* }
                }
            },
        );
        let at_ident = ident.span();
        let at_door = paths::respan(door, at_ident);
        let render = quote_spanned!(at_ident=> #at_door::render_child::<#ident>);
        let as_tag = builder.complete(
            &quote!(#door::Tag),
            &quote! {
                fn render_tag(self, slot: #door::Slot<'_>) -> #door::Rendered {
                    #render(#door::Props::build(self), slot)
                }
            },
        );
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
            #as_tag
        }
    }

    /// The `State` impl.
    fn state(&self) -> TokenStream {
        let (ident, door) = (&self.item.ident, &self.options.door);
        let module = module(self.options, ident);
        let schema = self.schema();
        let takes = self.fields.iter().filter(|field| field.is_prop()).map(swap);
        let restores = self.fields.iter().filter(|field| !field.is_skipped).map(swap);
        let digests = self.fields.iter().filter(|field| field.is_prop()).map(|field| {
            let Field { ident, cfgs, .. } = field;
            let digest = if field.is_checked() {
                quote!((&#door::Digested(&self.#ident)).digest(digest))
            } else {
                quote!(#door::digest(digest, &self.#ident))
            };
            quote!(#(#cfgs)* let digest = #digest;)
        });
        let bound = || self.fields.iter().filter(|field| field.is_bound);
        let arms = bound().map(|field| {
            let Field { ident, cfgs, ty, .. } = field;
            let name = ident.unraw().to_string();
            let span = ty.span();
            let set = quote_spanned!(span=> <#ty as #door::BindValue>::set);
            quote!(#(#cfgs)* #name => ::core::option::Option::Some(#set(&mut self.#ident, input)),)
        });
        let binds = format_ident!("__{}Binds", ident.unraw());
        let owner = ident;
        let constructors = self.fields.iter().map(|Field { ident, cfgs, docs, ty, is_bound, .. }| {
            let name = ident.unraw().to_string();
            let (given, made) = if *is_bound {
                (quote!(#door::BoundField<'_, #ty>), quote!(#door::BoundField::new(#name, &component.#ident)))
            } else {
                (quote!(#door::NotBound), quote!(#door::NotBound))
            };
            quote! {
                #(#docs)* #(#cfgs)*
                pub fn #ident(component: &#owner) -> #given { #made }
            }
        });
        quote! {
            #[doc(hidden)]
            pub struct #binds;
            #[allow(unused_variables)]
            impl #binds { #(#constructors)* }

            #[automatically_derived]
            impl #door::State for #ident {
                const MODULE: &'static str = #module;
                type Binds = #binds;
                const SCHEMA: u64 = #schema;
                #[allow(unused_mut, unused_variables)]
                fn take_props(&mut self, mut new: Self) { #(#takes)* }
                fn props_digest(&self) -> u64 {
                    #[allow(unused_imports)]
                    use #door::{DigestAny as _, DigestSaved as _};
                    let digest = 0;
                    #(#digests)*
                    digest
                }
                #[allow(unused_mut, unused_variables)]
                fn restore(&mut self, mut saved: Self) {
                    let new = &mut saved;
                    #(#restores)*
                }
                #[allow(unused_variables)]
                fn bind(
                    &mut self,
                    field: &str,
                    input: #door::BindInput<'_>,
                ) -> ::core::option::Option<::core::result::Result<(), #door::BindError>> {
                    match field {
                        #(#arms)*
                        _ => ::core::option::Option::None,
                    }
                }
            }
        }
    }

    /// FNV-1a over names and types of what is saved.
    fn schema(&self) -> u64 {
        let mut text = String::new();
        for field in self.fields.iter().filter(|field| !field.is_skipped) {
            text += &format!("{}:{};", field.ident.unraw(), field.ty.to_token_stream());
        }
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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

/// The statement that takes a field out of `new`; by swapping, as the struct may have a `Drop`.
fn swap(Field { ident, cfgs, .. }: &Field) -> TokenStream {
    quote!(#(#cfgs)* ::core::mem::swap(&mut self.#ident, &mut new.#ident);)
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
        field.attrs.retain(|attr| !["prop", "state", "bind"].iter().any(|name| attr.path().is_ident(name)));
    }
}

/// serde's derives are made here, as some of their attributes are: takes away those of the user.
fn check_derives(attrs: &mut [Attribute], diagnostics: &Diagnostics) {
    for attr in attrs.iter_mut().filter(|attr| attr.path().is_ident("derive")) {
        let derived = attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
        let Ok(derived) = derived else { continue };
        let is_ours = |path: &Path| {
            path.segments.last().is_some_and(|last| last.ident == "Serialize" || last.ident == "Deserialize")
        };
        let (ours, others): (Vec<Path>, Vec<Path>) = derived.into_iter().partition(is_ours);
        for path in &ours {
            let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
            diagnostics.error_at(path, format_args!("`#[live_component]` derives `{name}` itself: take it away here"));
        }
        if !ours.is_empty() {
            *attr = parse_quote!(#[derive(#(#others),*)]);
        }
    }
}
