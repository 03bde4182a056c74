//! The examples: numbered, self-contained, one idea each.

use std::{collections::HashMap, sync::LazyLock};

use axum::{Router, routing::get};

use crate::{Gallery, highlight::highlight};

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
    /// The purpose that the front page lists it under.
    pub group: Group,
    /// One or two sentences.
    pub lead: &'static str,
    /// Steps that show its point.
    pub try_this: &'static str,
    /// The file of the documentation that goes on from here.
    pub guide: &'static str,
    /// Its sources, the one with the component first.
    pub files: &'static [File],
}

impl Example {
    /// The page's path.
    pub fn path(&self) -> String {
        format!("/{}", self.slug)
    }
}

/// The purposes that examples serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The first steps.
    Start,
    /// Input and its validation.
    Forms,
    /// Lists, tables and components in components.
    Lists,
    /// Pages, and their addresses.
    Pages,
    /// Work that the browser does by itself.
    Browser,
    /// Changes that begin on the server.
    Push,
    /// Faults and attacks.
    Faults,
}

impl Group {
    /// All, in the order in which one meets them.
    pub const ALL: [Self; 7] = [
        Self::Start,
        Self::Forms,
        Self::Lists,
        Self::Pages,
        Self::Browser,
        Self::Push,
        Self::Faults,
    ];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Start => "Start here",
            Self::Forms => "Build a form",
            Self::Lists => "Show lists and nest components",
            Self::Pages => "Go from page to page",
            Self::Browser => "Do without a round trip",
            Self::Push => "Push changes from the server",
            Self::Faults => "See how it fails safely",
        }
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
    /// Its lines, without those that any file has: imports from the gallery itself, and tests.
    pub fn shown(&self) -> String {
        let (code, _) =
            self.source.split_once("#[cfg(test)]").unwrap_or((self.source, ""));
        let mut shown = String::with_capacity(code.len());
        let mut in_import = false;
        for line in code.lines() {
            in_import |=
                line.starts_with("use super::") || line.starts_with("use crate::");
            if !in_import {
                shown.push_str(line);
                shown.push('\n');
            }
            in_import &= !line.ends_with(';');
        }
        shown.replace("\n\n\n", "\n\n")
    }

    /// The shown lines as highlighted HTML.
    pub fn html(&self) -> &'static str {
        HIGHLIGHTED.get(self.name).map_or("", String::as_str)
    }
}

/// Every file's source as HTML, made when the first one is asked for.
static HIGHLIGHTED: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let files = ALL.iter().flat_map(|example| example.files);
    files.map(|file| (file.name, highlight(&file.shown()))).collect()
});

macro_rules! file {
    ($name:expr) => {
        File { name: $name, source: include_str!(concat!("../", $name)) }
    };
}

/// Declares each example's module, its static entry, and its route.
macro_rules! examples {
    ($($number:literal $module:ident $entry:ident $file:literal $slug:literal $title:literal $icon:literal
       $group:ident $lead:literal $try_this:literal $guide:literal [$($more:literal)*])*) => {
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
                group: Group::$group,
                lead: $lead,
                try_this: $try_this,
                guide: $guide,
                files: {
                    static FILES: &[File] = &[file!(concat!("pages/", $file)) $(, file!($more))*];
                    FILES
                },
            };
        )*

        /// Every example, in order.
        pub static ALL: &[&Example] = &[$(&$entry),*];

        /// A route for each page.
        pub fn routes() -> Router<Gallery> {
            Router::new()
                .route("/", get(home::page))
                .route("/shop/{fabric}", get(shop::fabric))
                $(.route(concat!("/", $slug), get($module::page)))*
        }
    };
}

examples! {
    1 counter COUNTER "01_counter.rs" "counter" "Counter" "plus" Start
        "State is a struct and events are methods. The page sets the size of each step."
        "Count up, then open “Under the hood” and count again: one event goes out, one number comes back."
        "docs/guide/first-component.md" []
    2 todos TODOS "02_todos.rs" "todos" "To-do list" "list-todo" Lists
        "A keyed list with a filter and editing in place, stored in SQLite and shared by every visitor."
        "Open this page in a second tab, add an entry there, and watch it appear here."
        "loom/src/docs/html.md" ["model/todos.rs" "model/database.rs"]
    3 search SEARCH "03_search.rs" "search" "Search as you type" "search" Forms
        "Each keystroke asks the server, which ranks 4,270 cities and marks the match. Only the rows that changed are sent."
        "Type “san”, then “sant”, and look at the size of the second answer under the hood."
        "loom/src/docs/html.md" ["model/cities.rs"]
    4 form FORM "04_form.rs" "form" "Two-way binding" "square-pen" Forms
        "Every kind of input, bound to a typed field. Invalid input stays in the field, with the error next to it."
        "Choose silk, order 30 meters, and press Order: the stock is a rule that only the server can check."
        "docs/guide/forms.md" []
    5 clock CLOCK "05_clock.rs" "clock" "Clock and stopwatch" "clock" Push
        "The server pushes by itself: an interval runs in the component, and only what changed is sent."
        "Start the stopwatch and take a lap. Under the hood, each tick is a few bytes."
        "loom/src/docs/live_component.md" []
    6 crowd CROWD "06_crowd.rs" "crowd" "Ten on one socket" "blocks" Faults
        "Ten components share one socket. One takes three seconds, one fails and one panics, while the others carry on."
        "Press Gunta, and while she is busy press the others. Then press Jacques, who panics."
        "docs/guide/crashes.md" []
    7 reviews REVIEWS "07_reviews.rs" "reviews" "Nested components" "star" Lists
        "Each star rating is a component of its own. A typed callback tells the list which rating was chosen."
        "Rate a book and watch the average, which belongs to the list around it."
        "loom/src/docs/live_component.md" []
    8 basket BASKET "08_basket.rs" "basket" "Shopping basket" "shopping-basket" Start
        "The rules are plain Rust without HTML, and the component only shows their results."
        "Fill the basket until shipping is free. Prices never come from the browser."
        "docs/guide/testing.md" ["model/basket.rs"]
    9 snake SNAKE "09_snake.rs" "snake" "Snake" "gamepad-2" Push
        "The game runs on the server at seven steps a second and is drawn in SVG."
        "Steer with the arrow keys or the buttons. Two squares move at each step, and only those are sent."
        "docs/guide/performance.md" ["model/snake.rs"]
    10 table TABLE "10_table.rs" "table" "A thousand rows" "table-2" Lists
        "Swap, update, select, append: a keyed list sends only the rows that changed, however long it is."
        "Press “Swap two” and compare the bytes of the answer with those of the page."
        "docs/guide/performance.md" []
    11 chat CHAT "11_chat.rs" "chat" "Chat" "message-circle" Push
        "A topic delivers each message to every open page."
        "Open a second tab and talk to yourself."
        "loom/src/docs/live_component.md" []
    12 cloth CLOTH "12_cloth.rs" "cloth" "Background work" "layers" Push
        "A background task weaves a cloth row by row and pushes each finished row. The page stays usable meanwhile."
        "Start weaving, and change the pattern while it runs."
        "loom/src/docs/live_component.md" []
    13 resume RESUME "13_resume.rs" "resume" "Nothing is lost" "unplug" Faults
        "Cut the connection, or restart the server as a deploy does. Text, list and cursor stay where they are."
        "Keep typing in the text area while you press both buttons."
        "docs/guide/connection.md" []
    14 refusals REFUSALS "14_refusals.rs" "refusals" "Refused requests" "shield-check" Faults
        "The server refuses events that the page does not offer, blocks redirects to other sites, and stops slow handlers."
        "Press every button. Each shows what the visitor sees when a limit is met."
        "docs/guide/security.md" []
    15 orders ORDERS "15_orders.rs" "orders" "State in the address" "hash" Pages
        "Page, order and filter of 50,000 rows are in the address. Links are typed, back and forward work, and a link can be sent to others."
        "Search, turn some pages and go back. Then write “p=many” into the address."
        "docs/guide/address.md" ["model/orders.rs"]
    16 shop SHOP "16_shop.rs" "shop" "Pages that flow" "store" Pages
        "A shop with a page for each fabric. Links and the search form load nothing anew, and going back shows a page as it was left."
        "Begin a note on the page of a fabric, then follow a link: the form asks first. Go on, come back, and the note is there."
        "docs/guide/links.md" ["model/shop.rs"]
    17 player PLAYER "17_player.rs" "player" "A player that stays" "music" Pages
        "A component of the layout that goes on from page to page: it keeps its state and its elements, and each page gives it new props."
        "Start the sound at the bottom of the window, then walk through the shop. It plays on."
        "docs/guide/links.md" ["sound.rs"]
    18 instant INSTANT "18_instant.rs" "instant" "Without a round trip" "zap" Browser
        "Menus, tabs, a dialog, a filter and a counter of characters work in the browser, written in Rust. A like is shown before the server has answered."
        "Open “Under the hood”, set the latency to two seconds, and use everything. Then like four times quickly."
        "docs/guide/browser-state.md" []
    19 signals SIGNALS "19_signals.rs" "signals" "Events from elsewhere" "pointer" Browser
        "Keys that are pressed anywhere, clicks outside of a menu, elements that come into view, and controls that wait for their answer."
        "Press Ctrl+K, then Escape. Scroll the list to its end. Click “Order” twice quickly, and wish for polyester."
        "docs/guide/events.md" []
    20 chart CHART "20_chart.rs" "chart" "A chart from npm" "feather" Browser
        "A library of JavaScript draws what the server says, and tells the server what the visitor dragged over."
        "Drag over a part of the chart: the server computes its average. Then weave some picks. Two clicks show all again."
        "docs/guide/scripts.md" ["chart.js"]
    21 board BOARD "21_board.rs" "board" "A board" "layers" Lists
        "Cards are sorted within and between columns, by mouse, by touch and by keys. All visitors share the board."
        "Drag a card into another column, or focus one, press Space and use the arrow keys. Open a second tab beside this one."
        "docs/guide/sorting.md" []
    22 assistant ASSISTANT "22_assistant.rs" "assistant" "Text that grows" "message-circle" Push
        "The answer to a question appears word by word. The template shows the answer so far, and only the new words are sent."
        "Ask about something that the guide explains. Under the hood, each step of the answer is as long as its words. Stop it, or cut the network."
        "docs/guide/streaming.md" ["model/guide.rs"]
    23 motion MOTION "23_motion.rs" "motion" "Things that move" "feather" Browser
        "Items, branches and dialogs enter, leave and move with animations that the stylesheet describes."
        "Finish a note, and undo that while it leaves. Turn the list over twice, quickly. Press “Weave” ten times."
        "docs/guide/transitions.md" []
    24 delivery DELIVERY "24_delivery.rs" "delivery" "Map, editor, calendar" "blocks" Browser
        "Three libraries of other makers in one component. Hooks hand them data and fire events, and messages tell them what is no state."
        "Choose a mill from the list: the map flies there. Put its name into the note, then try to have it delivered on a Sunday."
        "docs/guide/scripts.md" ["map.js" "editor.js" "calendar.js"]
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn sources_are_shown_without_plumbing() {
        let shown = |source| File { name: "x.rs", source }.shown();
        assert_eq!(
            shown(
                "use loom::prelude::*;\n\nuse super::X;\nuse crate::{\n    a,\n    b,\n};\n\nstruct A;\n\n#[cfg(test)]\nmod tests {}\n"
            ),
            "use loom::prelude::*;\n\nstruct A;\n\n"
        );
    }

    #[test]
    fn every_page_of_the_documentation_that_is_named_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for example in ALL {
            assert!(root.join(example.guide).is_file(), "{}", example.guide);
        }
    }

    #[test]
    fn every_group_has_examples() {
        for group in Group::ALL {
            assert!(ALL.iter().any(|example| example.group == group), "{group:?}");
        }
    }
}
