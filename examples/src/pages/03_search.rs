//! Search as you type.
//!
//! The query is the whole state. The result is worked out while rendering
//! and kept nowhere; the patch has only the rows that changed.

use loom::prelude::*;

use super::SEARCH;
use crate::{
    layout::example,
    model::cities::{City, search},
};

/// How many cities are shown at most.
const SHOWN: usize = 40;

/// Finds cities by their name or country.
#[live_component]
pub struct CitySearch {
    query: String,
}

#[live_component]
impl CitySearch {
    #[event]
    fn search(&mut self, query: Value<String>) {
        self.query = query.into_inner();
    }

    fn render(&self) -> Html {
        let found = search(&self.query, SHOWN);
        html! {
            <div class="stack">
                <div class="field">
                    <label for="query">"City or country"</label>
                    <input
                        id="query"
                        type="search"
                        placeholder="Try “san”, “zurich” or “Japan”"
                        autocomplete="off"
                        value={&self.query}
                        on:input.debounce(80)=search
                    />
                </div>
                <p class="muted small" role="status">
                    if found.total == 0 {
                        "No city matches."
                    } else {
                        "Showing " {found.cities.len()} " of " {thousands(found.total)}
                    }
                </p>
                <ol class="cities" tabindex="0" aria-label="Cities">
                    for city in found.cities {
                        <li key={(city.name, city.country, city.population)}>
                            <CityRow city={city} query={&self.query}/>
                        </li>
                    }
                </ol>
            </div>
        }
    }
}

#[component]
fn CityRow(city: &'static City, query: &str) -> Html {
    html! {
        <span class="name"><Marked parts={city.marked(query)}/></span>
        <span class="country muted"><Marked parts={city.marked_country(query)}/></span>
        <span class="population number">{thousands(city.population as usize)}</span>
    }
}

/// Text whose middle part is marked, if it is not empty.
#[component]
fn Marked(parts: (&'static str, &'static str, &'static str)) -> Html {
    let (before, matched, after) = parts;
    html! {
        {before} if !matched.is_empty() { <mark>{matched}</mark> } {after}
    }
}

/// `1234567` as `1,234,567`.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let search = live.mount(CitySearch::props()).await?;
    Ok(example(&live, &SEARCH, html! { {search} }))
}
