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

/// A template that uses the whole language.
const WHOLE: &str = r#"<ul class="a" class:done={x} on:click.once.debounce(300)=save(1) style:color="red" {hidden} ..rest>
    for (i, x) in xs.iter().enumerate() { let y = 1; <li key={i}><input bind:value={self.a} disabled> {x.name} </li> }
    if let Some(a) = b { "b" } else if c { {&self.name} } else { <hr> }
    match x { Some(1) if y => <br>, Some(_) => { <i>"z"</i> } _ => {} }
    <ui::Card<u8> title="t" b={2} on:close=Self::close><:slot>"x"</:slot> <p>"y"</p></ui::Card>
</ul>"#;

/// `text` with what an editor adds to it: quotes and brackets that are open are closed. `None` where it is still no tokens.
fn closed(text: &str) -> Option<TokenStream> {
    let (mut open, mut in_text) = (Vec::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => in_text = !in_text,
            _ if in_text => {}
            '{' => open.push('}'),
            '(' => open.push(')'),
            '[' => open.push(']'),
            '}' | ')' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    let quote = if in_text { "\"" } else { "" };
    let ends: String = open.into_iter().rev().collect();
    format!("{text}{quote}{ends}").parse().ok()
}

/// The errors of a template, as text.
fn errors(source: TokenStream) -> Vec<String> {
    super::read(&source.to_string()).1
}

#[test]
fn a_template_that_is_being_typed_has_one_error_at_most() {
    let mut bad = Vec::new();
    for (end, _) in WHOLE.char_indices() {
        let Some(typed) = WHOLE.get(..end) else { continue };
        let Some(tokens) = closed(typed) else { continue };
        let found = errors(tokens.clone());
        if found.len() > 1 {
            bad.push((typed.to_owned(), found));
        }
        syn::parse2::<syn::Expr>(expand(tokens)).expect("an expression");
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn what_is_typed_into_a_template_gives_one_error_at_most() {
    let lines = [
        r#"<button class="a" class:b={c} on:click.once.debounce(300)=save(1) style:color={d} {hidden} ..rest>"#,
        r#"<ui::Card<u8> title="t" b={2} on:close=Self::close>"#,
        r#"<input bind:value={self.draft} disabled>"#,
        r#"if let Some(a) = b { "b" } else if c { {&self.name} }"#,
        r#"match x { Some(1) if y => <br>, _ => {} }"#,
        r#"for (i, x) in xs.iter().enumerate() { <li key={i}>"a"</li> }"#,
        r#"let y = self.count + 1;"#,
        r#"{self.items.len()}"#,
    ];
    let mut bad = Vec::new();
    for line in lines {
        for (end, _) in line.char_indices() {
            let Some(typed) = line.get(..end).and_then(closed) else { continue };
            for around in ["div", "Frame"] {
                let source = format!(r#"<{around}> <b>"before"</b> {typed} </{around}> {{after}}"#);
                let found = errors(source.parse().expect("tokens"));
                if found.len() > 1 {
                    bad.push((source, found));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}
