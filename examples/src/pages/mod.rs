//! The examples: numbered, self-contained, one idea each.

use std::{collections::HashMap, sync::LazyLock};

use axum::{Router, routing::get};
use loom::Loom;

use crate::highlight::highlight;

mod home;

pub use refusals::Doorkeeper;

/// One example, as the navigation and its page show it.
#[derive(Debug)]
pub struct Example {
    /// From 1.
    pub number: u8,
    /// Its address, without the slash.
    pub slug: &'static str,
    /// The idea that it shows, in a word or three.
    pub title: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// One or two sentences.
    pub lead: &'static str,
    /// Its sources, the one with the component first.
    pub files: &'static [File],
}

impl Example {
    /// The page's path.
    pub fn path(&self) -> String {
        format!("/{}", self.slug)
    }
}

/// A source file that stands beside its demo.
#[derive(Debug)]
pub struct File {
    /// Its path in `examples/src`.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
}

impl File {
    /// The source as highlighted HTML.
    pub fn html(&self) -> &'static str {
        HIGHLIGHTED.get(self.name).map_or("", String::as_str)
    }
}

/// Every file's source as HTML, made when the first one is asked for.
static HIGHLIGHTED: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let files = ALL.iter().flat_map(|example| example.files);
    files.map(|file| (file.name, highlight(file.source))).collect()
});

macro_rules! file {
    ($name:expr) => {
        File { name: $name, source: include_str!(concat!("../", $name)) }
    };
}

/// Declares each example's module, its static entry, and its route.
macro_rules! examples {
    ($($number:literal $module:ident $entry:ident $file:literal $slug:literal $title:literal $icon:literal
       $lead:literal [$($more:literal)*])*) => {
        $(
            #[path = $file]
            mod $module;
        )*

        $(
            static $entry: Example = Example {
                number: $number,
                slug: $slug,
                title: $title,
                icon: $icon,
                lead: $lead,
                files: {
                    static FILES: &[File] = &[file!(concat!("pages/", $file)) $(, file!($more))*];
                    FILES
                },
            };
        )*

        /// Every example, in order.
        pub static ALL: &[&Example] = &[$(&$entry),*];

        /// A route for each page.
        pub fn routes() -> Router<Loom> {
            Router::new()
                .route("/", get(home::page))
                $(.route(concat!("/", $slug), get($module::page)))*
        }
    };
}

examples! {
    1 counter COUNTER "01_counter.rs" "counter" "Counter" "plus"
        "State is a struct, events are methods. The page decides how far one step counts." []
    2 todos TODOS "02_todos.rs" "todos" "To-do list" "list-todo"
        "A keyed list with a filter and editing in place. It is kept in SQLite and shared: open it in two tabs."
        ["model/todos.rs"]
    3 search SEARCH "03_search.rs" "search" "Search as you type" "search"
        "Every key asks the server, which ranks 4,270 cities and marks what matched. Only changed rows travel."
        ["model/cities.rs"]
    4 form FORM "04_form.rs" "form" "Two-way binding" "square-pen"
        "Every kind of input, bound to a typed field. Text that cannot be parsed is kept, with a message beside the input."
        []
    5 clock CLOCK "05_clock.rs" "clock" "Clock and stopwatch" "clock"
        "The server speaks first: an interval runs on the component and what it changes is pushed." []
    6 crowd CROWD "06_crowd.rs" "crowd" "Ten at once" "blocks"
        "Ten components on one socket. One takes three seconds, one fails, one panics, and no other notices." []
    7 reviews REVIEWS "07_reviews.rs" "reviews" "Nested components" "star"
        "Star ratings are components of their own. A typed callback tells the list what was chosen." []
    8 basket BASKET "08_basket.rs" "basket" "Shopping basket" "shopping-basket"
        "Rules live in plain Rust that knows nothing of HTML; the page only shows what they say."
        ["model/basket.rs"]
    9 snake SNAKE "09_snake.rs" "snake" "Snake" "gamepad-2"
        "The game runs on the server, seven steps a second, and is drawn in SVG. Arrow keys or the buttons steer."
        ["model/snake.rs"]
    10 table TABLE "10_table.rs" "table" "A thousand rows" "table-2"
        "Swap, update, select, append: a keyed list sends what changed, however long it is." []
    11 chat CHAT "11_chat.rs" "chat" "Chat" "message-circle"
        "A topic reaches every open page. Two tabs are enough for a conversation." []
    12 cloth CLOTH "12_cloth.rs" "cloth" "Background work" "layers"
        "A task weaves a piece of cloth, row by row, while the page stays at hand. Each row is pushed as it is done." []
    13 resume RESUME "13_resume.rs" "resume" "Nothing is lost" "unplug"
        "Cut this page's connection, or have the server forget it as a restart would. Text, list and cursor stay." []
    14 refusals REFUSALS "14_refusals.rs" "refusals" "What is refused" "shield-check"
        "What a page does not offer is refused, redirects stay on this site, handlers end in time, and who is sent out is out." []
}
