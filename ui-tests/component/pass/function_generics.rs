//! Functions with type, lifetime and constant parameters, `impl Trait` and `where`.

use std::{borrow::Cow, fmt::Display};

use loom::prelude::*;

#[component]
fn Grid<T, const N: usize>(rows: &[[T; N]]) -> Html
where
    T: Render + Clone,
{
    html! { <table><tbody>for row in rows { <tr>for cell in row { <td>{cell}</td> }</tr> }</tbody></table> }
}

#[component]
fn Joined<'a>(parts: &'a [&'a str], separator: Cow<'_, str>) -> Html {
    html! { <p>{parts.join(&separator)}</p> }
}

#[component]
fn Shown(value: impl Display, items: impl IntoIterator<Item = u32>) -> Html {
    html! { <p>{value.to_string()}</p><ul>for item in items { <li>{item}</li> }</ul> }
}

#[component]
fn Rows<T>(items: &[T], row: &dyn Fn(&T) -> String) -> Html {
    html! { <ul>for item in items { <li>{row(item)}</li> }</ul> }
}

#[component]
fn All(numbers: &[[u32; 2]]) -> Html {
    html! {
        <Grid rows={numbers}/>
        <Joined parts={&["a", "b"]} separator={", ".into()}/>
        <Shown value={1.5} items={vec![1, 2]}/>
        <Rows items={numbers} row={&|pair: &[u32; 2]| pair[0].to_string()}/>
    }
}
