//! The cities of the world with 100,000 inhabitants and more, and a search in them.
//!
//! The data is from GeoNames (CC BY 4.0), largest city first; see `LICENSES.md`.

use std::sync::LazyLock;

/// One city.
#[derive(Debug)]
pub struct City {
    /// Its name, in its own letters.
    pub name: &'static str,
    /// The name in lower case without accents, as many characters long as `name`.
    folded: &'static str,
    /// The country's English name.
    pub country: &'static str,
    /// Inhabitants.
    pub population: u32,
    /// Latitude and longitude, in degrees.
    place: [f64; 2],
}

/// All cities, largest first.
static CITIES: LazyLock<Vec<City>> = LazyLock::new(|| {
    include_str!("../../data/cities.tsv").lines().filter_map(City::parse).collect()
});

/// The result of a search.
#[derive(Debug)]
pub struct Found {
    /// How many cities match.
    pub total: usize,
    /// The best of them.
    pub cities: Vec<&'static City>,
}

/// The cities whose name or country matches `query`, the best `limit` of them.
///
/// A name that begins with the query comes first, then one with a word that does, then one that holds it
/// anywhere, then the cities of a country; within each, larger cities first.
pub fn search(query: &str, limit: usize) -> Found {
    let query = query.trim().to_lowercase();
    let mut found: Vec<_> =
        CITIES.iter().filter_map(|city| Some((city.rank(&query)?, city))).collect();
    let total = found.len();
    // A stable sort keeps the order of size.
    found.sort_by_key(|(rank, _)| *rank);
    Found {
        total,
        cities: found.into_iter().take(limit).map(|(_, city)| city).collect(),
    }
}

/// The places of the largest cities between two latitudes and two longitudes, so many at most.
pub fn around(
    [south, north]: [f64; 2],
    [west, east]: [f64; 2],
    limit: usize,
) -> Vec<[f64; 2]> {
    let is_within = |[latitude, longitude]: &[f64; 2]| {
        (south..=north).contains(latitude) && (west..=east).contains(longitude)
    };
    CITIES.iter().map(|city| city.place).filter(is_within).take(limit).collect()
}

impl City {
    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        Some(Self {
            name: fields.next()?,
            folded: fields.next()?,
            country: fields.next()?,
            population: fields.next()?.parse().ok()?,
            place: [fields.next()?.parse().ok()?, fields.next()?.parse().ok()?],
        })
    }

    fn rank(&self, query: &str) -> Option<u8> {
        let name = self.name.to_lowercase();
        if self.folded.starts_with(query) || name.starts_with(query) {
            Some(0)
        } else if let Some(at) = self.folded.find(query) {
            let inside_word = self.folded[..at].ends_with(char::is_alphanumeric);
            Some(if inside_word { 2 } else { 1 })
        } else if name.contains(query) {
            Some(2)
        } else {
            self.country.to_lowercase().starts_with(query).then_some(3)
        }
    }

    /// The name cut around what `query` matches: before, match, after.
    pub fn marked(&self, query: &str) -> (&'static str, &'static str, &'static str) {
        let query = query.trim().to_lowercase();
        match self.folded.find(&query) {
            // `folded` has the same characters in the same places, but not the same bytes.
            Some(at) => {
                cut(self.name, self.folded[..at].chars().count(), query.chars().count())
            }
            None => mark(self.name, &query),
        }
    }

    /// The country cut around what `query` matches at its beginning.
    pub fn marked_country(
        &self,
        query: &str,
    ) -> (&'static str, &'static str, &'static str) {
        let query = query.trim().to_lowercase();
        if self.country.to_lowercase().starts_with(&query) {
            cut(self.country, 0, query.chars().count())
        } else {
            (self.country, "", "")
        }
    }
}

fn mark(text: &'static str, query: &str) -> (&'static str, &'static str, &'static str) {
    let lower = text.to_lowercase();
    match lower.find(query) {
        Some(at) => cut(text, lower[..at].chars().count(), query.chars().count()),
        None => (text, "", ""),
    }
}

/// `text` cut after `start` characters, and again after `length` more.
fn cut(
    text: &'static str,
    start: usize,
    length: usize,
) -> (&'static str, &'static str, &'static str) {
    let byte = |n| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    let (from, to) = (byte(start), byte(start + length));
    (&text[..from], &text[from..to], &text[to..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(query: &str, limit: usize) -> Vec<&'static str> {
        search(query, limit).cities.iter().map(|city| city.name).collect()
    }

    #[test]
    fn every_line_is_a_city_and_larger_ones_come_first() {
        assert_eq!(CITIES.len(), include_str!("../../data/cities.tsv").lines().count());
        assert!(CITIES.is_sorted_by_key(|city| std::cmp::Reverse(city.population)));
        assert!(
            CITIES
                .iter()
                .all(|city| city.name.chars().count() == city.folded.chars().count())
        );
    }

    #[test]
    fn beginnings_come_before_words_before_middles() {
        let found = names("york", 10);
        assert_eq!(found.first(), Some(&"York"));
        assert!(found.contains(&"New York City"), "{found:?}");
    }

    #[test]
    fn accents_may_be_left_out_or_typed() {
        assert_eq!(names("zurich", 1), ["Zürich"]);
        assert_eq!(names("ZÜRICH", 1), ["Zürich"]);
    }

    #[test]
    fn a_country_finds_its_cities() {
        assert_eq!(names("Iceland", 1), ["Reykjavík"]);
    }

    #[test]
    fn nothing_is_found_for_nonsense_and_all_for_nothing() {
        assert_eq!(search("qqxqq", 5).total, 0);
        assert_eq!(search("", 5).total, CITIES.len());
    }

    #[test]
    fn marks_stand_on_the_letters_of_the_name() {
        let [city] = search("zurich", 1).cities[..] else { panic!("one city") };
        assert_eq!(city.marked("ric"), ("Zü", "ric", "h"));
        assert_eq!(city.marked("ZU"), ("", "Zü", "rich"));
        assert_eq!(city.marked("switz"), ("Zürich", "", ""));
        assert_eq!(city.marked_country("switz"), ("", "Switz", "erland"));
    }
}
