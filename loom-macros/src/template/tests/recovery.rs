//! Broken templates: nothing panics, and what can be read is expanded.

use proc_macro2::{TokenStream, TokenTree};

use crate::{paths, template};

/// The template, expanded.
fn expand(source: TokenStream) -> TokenStream {
    template::html(&paths::library(), source)
}

#[test]
fn the_readable_parts_are_expanded() {
    for (source, saved) in [
        ("<p>{self.name.}</p>", "self . name"),
        ("<p title={self.x y}>\"x\"</p> <b>{keep}</b>", "keep"),
        ("<p> if let Some(a) = { } {b} </p>", "b"),
        ("<Card title=name/>", "name"),
    ] {
        let tokens = expand(source.parse().expect(source)).to_string();
        assert!(tokens.contains("compile_error"), "{source}");
        assert!(tokens.contains(saved), "{source}: {tokens}");
    }
}

/// Takes every token out in turn, and cuts the template off behind every token.
#[test]
fn no_missing_token_makes_it_panic() {
    let source = r#"<!DOCTYPE html> <ul class:done={x} on:click.prevent=save(1) ..rest>
        for (i, x) in xs { let y = 1; <li key={i} bind:value={self.a}> if a { "b" } else { {c} } </li> }
        match x { Some(1) if y => <br>, _ => {} } <Card a=1 b={2}><:slot>"x"</:slot></Card> </ul> <!-- "x" -->"#;
    let tokens: Vec<TokenTree> = source.parse::<TokenStream>().expect("tokens").into_iter().collect();
    for gone in 0..tokens.len() {
        let without = tokens.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, token)| token.clone());
        syn::parse2::<syn::Expr>(expand(without.collect())).expect("an expression");
        let cut = tokens.iter().take(gone).cloned();
        syn::parse2::<syn::Expr>(expand(cut.collect())).expect("an expression");
    }
}
