//! The fields of a component that are part of the page's address, and the links to them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{ItemStruct, Type, ext::IdentExt as _, spanned::Spanned as _};

use super::{field::Field, options::Options, url::Url};
use crate::{
    diagnostics::Diagnostics,
    paths,
    props::{inside_option, is_named},
};

/// Reports what does not go together with other fields, and with the component.
pub(super) fn check(fields: &[Field], options: &Options, diagnostics: &Diagnostics) {
    let mut seen: Vec<(String, &Field)> = Vec::new();
    for (field, url) in fields.iter().filter_map(|field| Some((field, field.url.as_ref()?))) {
        if field.secret.is_some() || options.secret.is_some() {
            diagnostics.error(url.span, "`#[url]` shows the field in the address, so it cannot be secret");
        }
        if is_named_at(field) {
            let message =
                "`at` of a link says which page it leads to: give the field another name, and `#[url(name = \"at\")]`";
            diagnostics.error_at(&field.ident, message);
        }
        let name = url.name.value();
        // Under `cfg`s only one of two may be there.
        if seen.iter().any(|(other, known)| *other == name && (known.cfgs.is_empty() || field.cfgs.is_empty())) {
            diagnostics.error(url.name.span(), format_args!("two fields are named `{name}` in the address"));
        }
        seen.push((name, field));
    }
}

/// Whether the method of links for a field would be another one.
fn is_named_at(field: &Field) -> bool {
    field.ident.unraw() == "at"
}

/// A field in the address, for code that is made of it.
pub(super) struct Addressed<'f> {
    pub(super) field: &'f Field,
    pub(super) url: &'f Url,
    /// The path of the function that makes its default.
    pub(super) initial: TokenStream,
}

impl Addressed<'_> {
    /// The expression for how its values stand in an address. All such expressions of a field are the same, so that a type that cannot stand there is
    /// reported once, at the type.
    fn form(&self) -> TokenStream {
        let (ty, initial) = (&self.field.ty, &self.initial);
        let (inner, is_optional) = inside_option(ty).map_or((ty, false), |inner| (inner, true));
        let span = inner.span();
        let door = paths::short_at(span);
        let kind = quote_spanned!(span=> #door::KindOf::<#inner>::ASKED.kind());
        let kind = if is_optional { quote_spanned!(span=> #door::Optional(#kind)) } else { kind };
        quote_spanned!(span=> #door::url_form(#kind, #initial))
    }
}

/// The part of the `State` impl about fields in the address.
pub(super) fn of_state(fields: &[Addressed<'_>], door: &Ident) -> Option<TokenStream> {
    if fields.is_empty() {
        return None;
    }
    let entries = fields.iter().map(|Addressed { field, url, .. }| {
        let (cfgs, Url { name, pushes, .. }) = (&field.cfgs, url);
        quote!(#(#cfgs)* #door::UrlField { name: #name, pushes: #pushes },)
    });
    let texts = fields.iter().map(|addressed| {
        let Addressed { field: Field { ident, cfgs, .. }, url, .. } = addressed;
        let (name, form) = (&url.name, addressed.form());
        quote!(#(#cfgs)* #name => #form.text(&self.#ident),)
    });
    let sets = fields.iter().map(|addressed| {
        let Addressed { field: Field { ident, cfgs, .. }, url, .. } = addressed;
        let (name, form) = (&url.name, addressed.form());
        quote!(#(#cfgs)* #name => self.#ident = #form.value(text),)
    });
    Some(quote! {
        const ADDRESS: &'static [#door::UrlField] = &[#(#entries)*];
        fn url_text(&self, name: &str) -> ::core::option::Option<::std::string::String> {
            use #door::ElseByText as _;
            match name {
                #(#texts)*
                _ => ::core::option::Option::None,
            }
        }
        fn set_url(&mut self, name: &str, text: ::core::option::Option<&str>) {
            use #door::ElseByText as _;
            match name {
                #(#sets)*
                _ => {}
            }
        }
    })
}

/// The type of the component's links, and the two functions that make one.
pub(super) fn link(fields: &[Addressed<'_>], item: &ItemStruct, door: &Ident) -> Option<TokenStream> {
    if fields.is_empty() {
        return None;
    }
    let (ident, vis) = (&item.ident, &item.vis);
    let link = format_ident!("__{}Url", ident.unraw(), span = Span::call_site());
    let setters = fields.iter().filter(|addressed| !is_named_at(addressed.field)).map(|addressed| {
        let Addressed { field: Field { ident, cfgs, docs, ty, .. }, url, .. } = addressed;
        let (name, form) = (&url.name, addressed.form());
        let taken = if is_converted(ty) { quote!(impl ::core::convert::Into<#ty>) } else { quote!(#ty) };
        let value = if is_converted(ty) { quote!(::core::convert::Into::into(#ident)) } else { quote!(#ident) };
        quote! {
            #(#docs)* #(#cfgs)*
            pub fn #ident(self, #ident: #taken) -> Self {
                let value: #ty = #value;
                Self(self.0.with(#name, #form.text(&value)))
            }
        }
    });
    let doc = format!("A link to [`{}`] with the defaults of all its `#[url]` fields.", ident.unraw());
    Some(quote! {
        #[doc(hidden)]
        #[must_use = "a link does nothing by itself"]
        #vis struct #link(#door::Link);
        const _: () = {
            use #door::ElseByText as _;
            impl #link {
                #(#setters)*
                /// The page that the link leads to, where it is not the one that it stands in.
                pub fn at(self, page: impl ::core::convert::Into<::std::string::String>) -> Self {
                    Self(self.0.at(::core::convert::Into::into(page)))
                }
            }
        };
        #door::url_link!(#link);
        impl #ident {
            #[doc = #doc]
            #vis fn url() -> #link {
                #link(#door::Link::of::<Self>())
            }
        }
        impl #door::Addressed for #ident {
            type Url = #link;
            fn url(&self) -> #link {
                #link(#door::Link::to(self))
            }
        }
    })
}

/// Whether a link's method takes what can be turned into the type: text, and what an `Option` holds.
fn is_converted(ty: &Type) -> bool {
    is_named(ty, &["String"]) || inside_option(ty).is_some()
}
