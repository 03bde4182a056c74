//! A component with a part in the address, and more that is not in it.

use loom::prelude::*;

/// Something that somebody looks for.
#[live_component(name = "sought")]
pub struct Sought {
    #[url]
    text: String,
    #[url(name = "p", default = 1)]
    page: u32,
    #[url(push)]
    rate: f64,
    /// Not for the visitor to say.
    is_admin: bool,
    followed: u32,
}

#[live_component]
impl Sought {
    fn url_changed(&mut self) {
        self.followed += 1;
    }

    fn render(&self) -> Html {
        html! {
            <p>{&self.text} "|" {self.page} "|" {self.rate} "|" {self.is_admin} "|" {self.followed}</p>
            <a href={self.url().page(self.page.saturating_add(1))}>"Next"</a>
        }
    }
}
