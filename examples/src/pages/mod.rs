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
        "Every kind of input, bound to a typed field. Invalid input stays in the field, with the error next to it."
        []
    5 clock CLOCK "05_clock.rs" "clock" "Clock and stopwatch" "clock"
        "The server pushes by itself: an interval runs in the component, and each change is sent." []
    6 crowd CROWD "06_crowd.rs" "crowd" "Ten at once" "blocks"
        "Ten components share one socket. One takes three seconds, one fails and one panics; the others go on." []
    7 reviews REVIEWS "07_reviews.rs" "reviews" "Nested components" "star"
        "Each star rating is a component. A typed callback tells the list which rating was chosen." []
    8 basket BASKET "08_basket.rs" "basket" "Shopping basket" "shopping-basket"
        "The rules are plain Rust without HTML; the page only shows their results."
        ["model/basket.rs"]
    9 snake SNAKE "09_snake.rs" "snake" "Snake" "gamepad-2"
        "The game runs on the server, seven steps a second, and is drawn in SVG. Arrow keys or the buttons steer."
        ["model/snake.rs"]
    10 table TABLE "10_table.rs" "table" "A thousand rows" "table-2"
        "Swap, update, select, append: a keyed list sends only the changed rows, however long it is." []
    11 chat CHAT "11_chat.rs" "chat" "Chat" "message-circle"
        "A topic sends each message to every open page. Open two tabs for a conversation." []
    12 cloth CLOTH "12_cloth.rs" "cloth" "Background work" "layers"
        "A background task weaves a cloth row by row, and pushes each finished row. The page stays usable meanwhile." []
    13 resume RESUME "13_resume.rs" "resume" "Nothing is lost" "unplug"
        "Cut this page's connection, or let the server forget it as a restart does. Text, list and cursor stay." []
    14 refusals REFUSALS "14_refusals.rs" "refusals" "Refused requests" "shield-check"
        "The server refuses events that the page does not offer, blocks redirects to other sites, and ends slow handlers and sessions." []
}
