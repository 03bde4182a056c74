//! The lower bound of a render: maud, which writes HTML into a string and keeps nothing.

use axum::{
    Router,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use maud::{DOCTYPE, Markup, html};

use super::Row;

/// The handlers of the table's buttons, in order.
const OPERATIONS: [&str; 11] = [
    "reset",
    "update_one",
    "update_tenth",
    "select",
    "swap",
    "remove",
    "append",
    "prepend",
    "append_thousand",
    "clear",
    "create",
];

/// The page of the table, at `/table`, by a bare axum handler.
pub fn plain() -> Router {
    Router::new().route("/table", get(page))
}

/// As Loom's page: the rows are made anew for each request, and the same headers go out.
async fn page() -> Response {
    let rows: Vec<Row> = (1..=1000).map(Row::new).collect();
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Measured" }
                script src="/loom.js" defer {}
            }
            body { (table(&rows, None)) }
        }
    };
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'self'; object-src 'none'; base-uri 'self'"),
    ];
    (headers, document.into_string()).into_response()
}

/// The same HTML as [`Table`](super::Table) has.
#[must_use]
pub fn table(rows: &[Row], selected: Option<u32>) -> Markup {
    html! {
        p {
            @for operation in OPERATIONS {
                button data-l-click=(operation) { (operation) }
            }
        }
        table {
            tbody {
                @for row in rows {
                    tr id=(row.id) class=(row.class(selected)) {
                        td { (row.id) }
                        td { (row.name) }
                        td { (row.value) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use loom::{__private::render_static, LiveComponent as _};

    use crate::subject::{Table, plain_table};

    #[test]
    fn maud_and_loom_write_the_same_html() {
        let table = Table::of(10);
        let mut html = String::new();
        render_static(table.render(), &mut html).expect("it renders");
        // Loom puts a space before each class, the first included.
        assert_eq!(html.replace("class=\" ", "class=\""), plain_table(table.rows(), None).into_string());
    }
}
