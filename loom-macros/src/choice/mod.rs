//! `#[derive(Choice)]` on an enum without fields.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, LitStr, Variant, ext::IdentExt as _};

use crate::{
    diagnostics::Diagnostics,
    paths,
    props::{each_option, unknown},
};

/// Expands `#[derive(Choice)]`.
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

/// One variant.
struct Case<'m> {
    ident: &'m Ident,
    name: LitStr,
    label: LitStr,
    /// Nothing is wrong with it; a variant that is reported is left out.
    is_right: bool,
}

fn expand(item: &DeriveInput, diagnostics: &Diagnostics) -> TokenStream {
    let library = library(&item.attrs, diagnostics);
    match &item.data {
        Data::Enum(data) if item.generics.params.is_empty() => {
            if data.variants.is_empty() {
                diagnostics.error_at(&item.ident, "there is nothing to choose: the enum has no variants");
            }
            implement(&item.ident, &cases(&data.variants, diagnostics), &paths::private(&library))
        }
        Data::Enum(_) => {
            diagnostics.error_at(&item.generics, "a choice has no parameters: its variants have no fields");
            TokenStream::new()
        }
        _ => {
            diagnostics.error_at(&item.ident, "`Choice` is for enums: each variant is one thing to choose");
            TokenStream::new()
        }
    }
}

/// The variants. Of several with one name only the first is right.
fn cases<'m>(variants: impl IntoIterator<Item = &'m Variant>, diagnostics: &Diagnostics) -> Vec<Case<'m>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for variant in variants {
        let mut case = case(variant, diagnostics);
        if let Some(other) = cases.iter().find(|other| other.name.value() == case.name.value()) {
            let (name, other) = (case.name.value(), other.ident);
            diagnostics
                .error_at(variant, format_args!("`{other}` is named `{name}` too: write `#[choice(name = \"...\")]`"));
            case.is_right = false;
        }
        cases.push(case);
    }
    cases
}

/// The implementations of `Choice` and of the traits that come with it.
fn implement(ident: &Ident, cases: &[Case<'_>], door: &TokenStream) -> TokenStream {
    let idents: Vec<_> = cases.iter().map(|case| case.ident).collect();
    let (all, all_names): (Vec<_>, Vec<_>) =
        cases.iter().filter(|case| case.is_right).map(|case| (case.ident, &case.name)).unzip();
    let names: Vec<_> = cases.iter().map(|case| &case.name).collect();
    let labels = cases.iter().map(|case| &case.label);
    let body =
        |texts: TokenStream| if idents.is_empty() { quote!(match *self {}) } else { quote!(match self { #texts }) };
    let name = body(quote!(#(Self::#idents { .. } => #names,)*));
    let label = body(quote!(#(Self::#idents { .. } => #labels,)*));
    quote! {
        #[automatically_derived]
        impl #door::Choice for #ident {
            const ALL: &'static [Self] = &[#(Self::#all),*];
            fn name(&self) -> &'static str { #name }
            fn label(&self) -> &'static str { #label }
            fn from_name(name: &str) -> #door::Option<Self> {
                match name {
                    #(#all_names => #door::Option::Some(Self::#all),)*
                    _ => #door::Option::None,
                }
            }
        }
        #[automatically_derived]
        impl #door::expression::Value for #ident {
            fn encode(&self, out: &mut ::std::string::String) {
                #door::expression::variant(#door::Choice::name(self), out);
            }
        }
        #[automatically_derived]
        impl #door::expression::Shape for #ident {
            fn shape(to: &mut ::std::string::String) {
                #door::expression::variants(<Self as #door::Choice>::ALL.iter().map(#door::Choice::name), to);
            }
        }
        #[automatically_derived]
        impl #door::expression::Receive for #ident {
            fn receive(received: #door::expression::Received) -> #door::Option<Self> {
                #door::expression::variant_of(&received, #door::Choice::from_name)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(#door::Choice::label(self))
            }
        }
        #[automatically_derived]
        impl #door::Render for #ident {
            fn render(&self, slot: #door::Slot<'_>) -> #door::Rendered {
                #door::Render::render(#door::Choice::label(self), slot)
            }
        }
        #[automatically_derived]
        impl #door::AttributeValue for #ident {
            fn attribute(&self, slot: #door::AttributeSlot<'_>) -> #door::Rendered {
                slot.text(#door::Choice::name(self))
            }
        }
        #[automatically_derived]
        impl ::core::str::FromStr for #ident {
            type Err = #door::UnknownChoice;
            fn from_str(name: &str) -> ::core::result::Result<Self, #door::UnknownChoice> {
                <Self as #door::Choice>::from_name(name).ok_or_else(|| #door::UnknownChoice::new(name))
            }
        }
    }
}

/// The model of one variant.
fn case<'m>(variant: &'m Variant, diagnostics: &Diagnostics) -> Case<'m> {
    if !matches!(variant.fields, Fields::Unit) {
        diagnostics.error_at(&variant.fields, "a variant to choose has no fields");
    }
    let ident = &variant.ident;
    let words = words(&ident.unraw().to_string());
    let (mut name, mut label) = (words.join("-"), sentence(&words));
    for attr in variant.attrs.iter().filter(|attr| attr.path().is_ident("choice")) {
        read(attr, &mut name, &mut label, diagnostics);
    }
    let (name, label) = (LitStr::new(&name, ident.span()), LitStr::new(&label, ident.span()));
    Case { ident, name, label, is_right: matches!(variant.fields, Fields::Unit) }
}

/// The path of the library: that in `#[choice(crate = "...")]` above the enum, or `::loom`.
fn library(attrs: &[Attribute], diagnostics: &Diagnostics) -> TokenStream {
    let mut library = paths::library();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("choice")) {
        each_option(attr, diagnostics, |option, meta| {
            if option != "crate" {
                return Err(unknown(&meta, "#[choice] above an enum", "`crate = \"...\"`"));
            }
            library = paths::parse_library(meta.value()?)?;
            Ok(())
        });
    }
    library
}

fn read(attr: &Attribute, name: &mut String, label: &mut String, diagnostics: &Diagnostics) {
    each_option(attr, diagnostics, |option, meta| {
        match option {
            "name" => *name = meta.value()?.parse::<LitStr>()?.value(),
            "label" => *label = meta.value()?.parse::<LitStr>()?.value(),
            _ => return Err(unknown(&meta, "#[choice]", "`name = \"...\"` and `label = \"...\"`")),
        }
        Ok(())
    });
}

/// The words of a variant's name, in lower case: `DarkBlue2` is `dark`, `blue2`.
fn words(ident: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last_is_upper = false;
    let letters: Vec<char> = ident.chars().collect();
    for (index, &letter) in letters.iter().enumerate() {
        let next_is_lower = letters.get(index + 1).is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase() && (!last_is_upper || next_is_lower);
        if letter == '_' {
            words.push(String::new());
        } else {
            match words.last_mut() {
                Some(word) if !begins || word.is_empty() => word.extend(letter.to_lowercase()),
                _ => words.push(letter.to_lowercase().collect()),
            }
        }
        last_is_upper = letter.is_uppercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words with a capital letter at the beginning.
fn sentence(words: &[String]) -> String {
    let mut letters = words.join(" ");
    if let Some(first) = letters.chars().next() {
        letters.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_kebab_case_and_labels_are_words() {
        for (ident, name, label) in [
            ("Small", "small", "Small"),
            ("DarkBlue", "dark-blue", "Dark blue"),
            ("HTMLPage", "html-page", "Html page"),
            ("Iso8601", "iso8601", "Iso8601"),
            ("A_B", "a-b", "A b"),
        ] {
            let words = words(ident);
            assert_eq!((words.join("-").as_str(), sentence(&words).as_str()), (name, label));
        }
    }
}
