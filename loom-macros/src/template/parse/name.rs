//! Names of HTML, which Rust reads as several tokens.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{
    Lit, Token,
    ext::IdentExt,
    parse::{ParseStream, Result},
};

use crate::template::ast::Name;

/// `div`, `data-id`, `md-2`; keywords and raw identifiers too.
pub(super) fn dashed(input: ParseStream) -> Result<Name> {
    let first = input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), "expected a name"))?;
    let mut name = Name { text: first.unraw().to_string(), span: first.span(), end: first.span() };
    rest(input, &mut name)?;
    Ok(name)
}

/// As [`dashed`], and may begin with dashes, as `--accent`, or with a digit.
pub(super) fn property(input: ParseStream) -> Result<Name> {
    let mut name = Name { text: String::new(), span: input.span(), end: input.span() };
    while input.peek(Token![-]) {
        input.parse::<Token![-]>()?;
        name.text.push('-');
    }
    part(input, &mut name)?;
    rest(input, &mut name)?;
    Ok(name)
}

fn rest(input: ParseStream, name: &mut Name) -> Result<()> {
    while input.peek(Token![-]) {
        input.parse::<Token![-]>()?;
        name.text.push('-');
        if !input.peek(Token![-]) {
            part(input, name)?;
        }
    }
    Ok(())
}

fn part(input: ParseStream, name: &mut Name) -> Result<()> {
    if input.peek(Lit) && !input.peek(syn::LitStr) {
        let literal: Lit = input.parse()?;
        name.text.push_str(&literal.to_token_stream().to_string());
        name.end = literal.span();
    } else {
        let ident = input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), "expected a name"))?;
        name.text.push_str(&ident.unraw().to_string());
        name.end = ident.span();
    }
    Ok(())
}
