//! Jumps that lead nowhere but inside the Rust that they stand in, and `?`, which fails the render.

use loom::prelude::*;

fn number(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.parse()
}

fn page(rows: &[&'static str]) -> Html<'static> {
    let rows = rows.to_vec();
    html! {
        for row in rows {
            let Ok(n) = number(row) else { continue };
            if n > 0 {
                let Some(half) = n.checked_div(2) else { break };
                <p class:odd={(|| { return n % 2 == 1 })()} title={{
                    let mut sum = 0;
                    for i in 0.. {
                        if i > n { break }
                        if i == 0 { continue }
                        sum += i;
                    }
                    sum
                }}>
                    {'found: { if half > 1 { break 'found "many" } "few" }}
                    for k in 0..half { let 1.. = k else { continue }; <b>{k}</b> }
                </p>
            }
        }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(&["0", "x", "5"]), &mut html).unwrap();
    assert_eq!(html, "<p class=\" odd\" title=\"15\">many<!----><b>1</b></p>");
}

#[test]
fn an_error_is_a_failed_render() {
    let html = html! { for text in ["1", "x"] { <p>{number(text)?}</p> } };
    assert!(loom::__private::render_static(html, &mut String::new()).is_err());
}
