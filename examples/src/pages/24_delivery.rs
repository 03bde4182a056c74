//! A map, an editor and a calendar of other makers.
//!
//! Three hooks hand data to three libraries from npm, and fire events of their
//! elements. `cx.emit` tells a hook what is no state: where the map flies to, and
//! which text is put where the visitor writes.

use loom::prelude::*;
use serde::Serialize;

use super::DELIVERY;
use crate::{assets, layout::example, model::cities};

/// The mills, and where they are.
const MILLS: [(&str, [f64; 2]); 6] = [
    ("Albini, Bergamo", [45.70, 9.67]),
    ("Getzner, Bludenz", [47.15, 9.82]),
    ("Libeco, Meulebeke", [50.95, 3.29]),
    ("Riopele, Pousada de Saramagos", [41.37, -8.43]),
    ("Harris, Stornoway", [58.21, -6.39]),
    ("Klippan, Klippan", [56.13, 13.13]),
];
/// The first day on which something can be delivered, a Monday.
const FIRST: &str = "2027-03-01";
/// The most that a note may have.
const NOTE: usize = 4_000;

#[derive(Serialize)]
struct Mill {
    name: &'static str,
    place: [f64; 2],
}

/// The data of the hook `map`.
#[derive(Serialize)]
struct Map {
    mills: Vec<Mill>,
    chosen: Option<usize>,
    cities: Vec<[f64; 2]>,
}

/// The data of the hook `calendar`.
#[derive(Serialize)]
struct Days<'d> {
    first: &'static str,
    day: &'d str,
}

#[live_component]
pub struct Delivery {
    mill: Option<usize>,
    #[state(default = "<p>Please <b>roll</b> the bolts.</p>".to_owned())]
    note: String,
    day: String,
}

#[live_component]
impl Delivery {
    /// A mill of the map.
    #[event]
    fn pick_mill(&mut self, mill: Detail<usize>) {
        self.mill = Some(*mill).filter(|mill| *mill < MILLS.len());
    }

    /// A mill of the list, to which the map flies.
    #[event]
    fn show_mill(&mut self, mill: usize, cx: &mut Cx<Self>) {
        if let Some((_, place)) = MILLS.get(mill) {
            self.mill = Some(mill);
            cx.emit("fly", place);
        }
    }

    #[event]
    fn write(&mut self, note: Detail<String>) -> loom::Result<()> {
        if note.len() > NOTE {
            return Err(loom::Error::msg("This note is too long."));
        }
        self.note = note.into_inner();
        Ok(())
    }

    #[event]
    fn name_mill(&mut self, cx: &mut Cx<Self>) {
        if let Some((name, _)) = self.mill.and_then(|mill| MILLS.get(mill)) {
            cx.emit("insert", name);
        }
    }

    /// No carrier comes on a Sunday.
    #[event]
    fn pick_day(&mut self, day: Detail<String>, cx: &mut Cx<Self>) {
        match weekday(&day) {
            Some(weekday) if weekday != 6 => self.day = day.into_inner(),
            _ => {
                cx.flash(Level::Warning, "Nobody delivers on a Sunday.");
                cx.emit("day", &self.day);
            }
        }
    }

    fn render(&self) -> Html {
        let map = Map {
            mills: MILLS.map(|(name, place)| Mill { name, place }).into(),
            chosen: self.mill,
            cities: cities::around([34.0, 62.0], [-12.0, 32.0], 400),
        };
        html! {
            <div class="stack delivery">
                <section class="stack" aria-labelledby="mill">
                    <h2 id="mill">"From which mill?"</h2>
                    <div class="map" role="application" aria-label="Mills in Europe" use:map={map} on:mill-pick=pick_mill></div>
                    <div class="row">
                        for (mill, (name, _)) in MILLS.iter().enumerate() {
                            <button
                                key={mill}
                                class="button"
                                aria-pressed={(self.mill == Some(mill)).to_string()}
                                on:click=show_mill(mill)
                            >
                                {name}
                            </button>
                        }
                    </div>
                </section>
                <section class="stack" aria-labelledby="note">
                    <h2 id="note">"What should they know?"</h2>
                    <div class="editor" aria-label="Note for the mill" use:editor={&self.note} on:note-change=write></div>
                    <div class="row">
                        <button class="button" on:click=name_mill disabled={self.mill.is_none()}>"Insert the mill's name"</button>
                    </div>
                    <p class="muted small">"The server has: " <code id="has">{&self.note}</code></p>
                </section>
                <section class="stack" aria-labelledby="day">
                    <h2 id="day">"On which day?"</h2>
                    <div class="calendar" use:calendar={Days { first: FIRST, day: &self.day }} on:day-pick=pick_day></div>
                    <p aria-live="polite">
                        if self.day.is_empty() { "No day is chosen." } else { "On " <strong>{&self.day}</strong> "." }
                    </p>
                </section>
            </div>
        }
    }
}

/// The day of the week of a date such as `2027-03-01`, from 0 for Monday; nothing if it is none, or before the first one.
fn weekday(date: &str) -> Option<i64> {
    let numbers: Vec<i64> = date.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = numbers[..] else { return None };
    let is_date = (2027..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_date || date < FIRST || date.len() != FIRST.len() {
        return None;
    }
    // Days since the first of March of the year 0, a Wednesday.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1;
    Some((days + 2).rem_euclid(7))
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let delivery = live.mount(Delivery::props()).await?;
    let page = example(&live, &DELIVERY, html! { {delivery} });
    let page = page.stylesheet(assets::address("leaflet.css"));
    Ok(["map.js", "editor.js", "calendar.js"]
        .into_iter()
        .fold(page, |page, module| page.module(assets::address(module))))
}

#[cfg(test)]
mod tests {
    use loom::testing::mount;

    use super::*;

    #[test]
    fn days_of_the_week_are_those_of_the_calendar() {
        for (date, expected) in [
            (FIRST, Some(0)),
            ("2027-03-07", Some(6)),
            ("2028-02-29", Some(1)),
            ("2028-12-31", Some(6)),
            ("2027-02-28", None),
            ("2027-13-01", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(weekday(date), expected, "{date}");
        }
    }

    #[tokio::test]
    async fn the_map_flies_to_a_mill_of_the_list_and_stays_at_its_own() {
        let mut view = mount(Delivery::props()).await.unwrap();
        view.click(".row button:nth-child(3)").await.unwrap();
        assert_eq!(view.emitted::<[f64; 2]>("fly").unwrap(), [[50.95, 3.29]]);
        view.dispatch(".map", "mill-pick", 0).await.unwrap();
        view.click(".editor + .row button").await.unwrap();
        assert_eq!(view.emitted::<String>("insert").unwrap(), ["Albini, Bergamo"]);
        view.dispatch(".map", "mill-pick", 99).await.unwrap();
        assert!(view.click(".editor + .row button").await.is_err(), "there is no such mill");
        assert!(view.emitted::<[f64; 2]>("fly").unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_sunday_is_not_taken_and_the_calendar_is_told() {
        let mut view = mount(Delivery::props()).await.unwrap();
        view.dispatch(".calendar", "day-pick", "2027-03-06").await.unwrap();
        view.dispatch(".calendar", "day-pick", "2027-03-07").await.unwrap();
        assert_eq!(view.emitted::<String>("day").unwrap(), ["2027-03-06"]);
        assert_eq!(view.text("strong"), "2027-03-06");
    }

    #[tokio::test]
    async fn the_note_is_text_to_the_server() {
        let mut view = mount(Delivery::props()).await.unwrap();
        view.dispatch(".editor", "note-change", "<b>x</b><script>").await.unwrap();
        assert_eq!(view.text("#has"), "<b>x</b><script>");
        assert!(view.dispatch(".editor", "note-change", "x".repeat(NOTE + 1)).await.is_err());
    }
}
