//! Reads an `impl` without what its methods do: no macro of ours looks into a body, and reading and printing it as a tree
//! costs more than all that is made of the rest.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Expr, ImplItem, Item, ItemImpl, Stmt};

/// The item, with the bodies of an `impl`'s methods as they were written.
pub(super) fn parse(item: TokenStream) -> syn::Result<Item> {
    match parse_impl(&item) {
        Some(item) => Ok(Item::Impl(item)),
        // Also where something is wrong: what is said of it is said of the whole.
        None => syn::parse2(item),
    }
}

fn parse_impl(item: &TokenStream) -> Option<ItemImpl> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let is_impl = tokens.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "impl"));
    let Some(TokenTree::Group(group)) = tokens.pop_if(|_| is_impl) else { return None };
    let (rest, bodies) = take_bodies(group.stream());
    tokens.push(braces(rest, &group));
    let mut item: ItemImpl = syn::parse2(tokens.into_iter().collect()).ok()?;
    let mut bodies = bodies.into_iter();
    for item in &mut item.items {
        if let ImplItem::Fn(method) = item {
            method.block.stmts = vec![Stmt::Expr(Expr::Verbatim(bodies.next()?), None)];
        }
    }
    bodies.next().is_none().then_some(item)
}

/// Empties the braces that end a method, and returns what was in them.
fn take_bodies(items: TokenStream) -> (TokenStream, Vec<TokenStream>) {
    let (mut rest, mut bodies) = (TokenStream::new(), Vec::new());
    let mut tokens = items.into_iter().peekable();
    // In the head of a function. `fn` without a name begins a type.
    let mut in_head = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ref ident) if ident == "fn" => {
                in_head = in_head || matches!(tokens.peek(), Some(TokenTree::Ident(_)));
                rest.extend([token]);
            }
            TokenTree::Punct(ref punct) if punct.as_char() == ';' => {
                in_head = false;
                rest.extend([token]);
            }
            TokenTree::Group(ref group) if in_head && group.delimiter() == Delimiter::Brace => {
                // In `Grid<{ 2 }, u8>` the braces are an argument.
                if matches!(tokens.peek(), Some(TokenTree::Punct(next)) if matches!(next.as_char(), '>' | ',')) {
                    rest.extend([token]);
                    continue;
                }
                in_head = false;
                bodies.push(group.stream());
                rest.extend([braces(TokenStream::new(), group)]);
            }
            token => rest.extend([token]),
        }
    }
    (rest, bodies)
}

/// `{ tokens }` where `place` stands.
fn braces(tokens: TokenStream, place: &Group) -> TokenTree {
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(place.span());
    group.into()
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens as _, quote};

    use super::*;

    /// Whether the item is read without its bodies, and printed as it was.
    fn assert_kept(item: &TokenStream) {
        let read = parse_impl(item).map(|read| read.to_token_stream().to_string());
        assert_eq!(read, Some(item.to_string()));
    }

    #[test]
    fn bodies_are_printed_as_they_were_written() {
        assert_kept(&quote! {
            #[doc = "a"]
            impl Card {
                const SIZE: fn() = { nothing };
                #[event]
                pub async fn toggle(&mut self, grid: Grid<{ 2 }, { 3 }>) -> Grid<{ 4 }> where Self: Sized { not rust { at } all }
                fn render(&self) -> Html { html! { <p>{self.at}</p> } }
                made! { fn of { a } macro }
                fn empty() {}
            }
        });
    }

    #[test]
    fn an_item_that_is_no_impl_or_no_rust_is_read_whole() {
        assert!(
            parse_impl(&quote!(
                struct Card {
                    at: fn(),
                }
            ))
            .is_none()
        );
        assert!(
            parse_impl(&quote!(impl Card { fn without_body(); fn f() {} })).is_none_or(|item| item.items.len() == 2)
        );
        assert!(parse_impl(&quote!(impl Card { fn })).is_none());
        assert!(
            parse(quote!(
                fn shown() -> impl Show {
                    fn inner() {}
                }
            ))
            .is_ok_and(|item| matches!(item, Item::Fn(_)))
        );
    }
}
