//! Fields in the address, of every kind, and links to them.

use std::{fmt, num::NonZeroU32, str::FromStr};

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Choice, Clone, Copy, Default, Serialize, Deserialize)]
enum Tab {
    #[default]
    All,
    Open,
}

/// A type of the application's own.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Day(u32);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "day-{}", self.0)
    }
}

impl FromStr for Day {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim_start_matches("day-").parse().map(Self)
    }
}

#[live_component]
struct Orders {
    /// The text that is looked for.
    #[url]
    #[bind]
    filter: String,
    #[url(name = "p", default = NonZeroU32::MIN)]
    page: NonZeroU32,
    #[url(push)]
    tab: Tab,
    #[url(name = "from-day")]
    day: Option<Day>,
    #[url]
    tabs: Option<Tab>,
    #[url]
    r#type: char,
    #[cfg(any())]
    #[url]
    other: u8,
    #[state(default = true)]
    #[url]
    all: bool,
    rows: Vec<String>,
}

#[live_component]
impl Orders {
    async fn mount(&mut self) {
        self.load();
    }

    async fn url_changed(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.load();
        cx.title("orders");
        Ok(())
    }

    #[event]
    fn leave(&mut self, cx: &mut Cx<Self>) {
        cx.navigate(Orders::url().tab(Tab::Open).at("/orders")).replace();
    }

    fn render(&self) -> Html {
        html! {
            <a href={self.url().page(self.page.saturating_add(1)).day(Day(3)).day(None).r#type('x')}>"Next"</a>
            <a href={Orders::url().filter("a").tab(Tab::Open).tabs(Tab::All).all(false)}>"Open"</a>
            <form action={Orders::url()}><input name="filter"></form>
            {Orders::url()}
        }
    }
}

impl Orders {
    fn load(&mut self) {
        self.rows = vec![self.filter.clone()];
    }
}

/// One whose impl stands elsewhere, and that is public.
pub mod elsewhere {
    use loom::prelude::*;

    #[live_component]
    pub struct Pages {
        #[url]
        page: u32,
    }
}

#[live_component]
impl elsewhere::Pages {
    fn render(&self) -> Html {
        html! { <a href={self.url().page(2)}>"2"</a> }
    }
}

fn main() {
    assert_eq!(Orders::url().to_string(), "?");
    assert_eq!(elsewhere::Pages::url().page(2).to_string(), "?page=2");
    let link = Orders::url().filter("a b").page(NonZeroU32::MAX).tab(Tab::Open).day(Day(2)).tabs(Tab::All).r#type('é').all(false);
    assert_eq!(link.to_string(), "?filter=a+b&p=4294967295&tab=open&from-day=day-2&tabs=all&type=%C3%A9&all=false");
}
