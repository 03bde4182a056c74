use crate::{
    Html, html,
    tree::{duplicates::take_duplicate_key, render_static},
};

fn found(html: Html<'_>) -> Option<String> {
    let mut text = String::new();
    render_static(html, &mut text).map_err(|error| error.to_string()).err().or_else(take_duplicate_key)
}

#[test]
fn two_items_of_one_list_with_one_key_are_found() {
    let rows = |keys: &'static [i32]| html! { <ul>for key in keys { <li key={key}></li> }</ul> };
    assert_eq!(found(rows(&[1, 2, 3])), None);
    assert_eq!(found(rows(&[1, 2, 1])).as_deref(), Some("the key 1"));
    assert_eq!(take_duplicate_key(), None, "each is told of once");
    let words = ["a", "b", "a"];
    assert_eq!(found(html! { for word in words { <i key={word}></i> } }).as_deref(), Some("one key"));
}

#[test]
fn items_of_different_lists_and_items_without_a_key_are_not_mistaken() {
    let nested = || {
        html! {
            for row in [1, 2] {
                <ul key={row}>for cell in [1, 2] { <li key={cell}></li> }</ul>
            }
            for row in [1, 2] { <p key={row}></p> }
            for _ in [1, 2] { <p></p> }
        }
    };
    assert_eq!(found(nested()), None);
}
