//! Floats as Rust writes them.

use serde_json::{Value as Json, json};

use crate::{random::Random, types::dyadic};

/// How many floats a line has.
const BATCH: usize = 1000;

/// Lines for Node: `["floats", [BITS, PLACES, TEXT], ...]`; for no places `null`. Half of the floats are random bits, half are n/2^k.
pub(crate) fn batches(random: &mut Random, count: usize) -> impl Iterator<Item = Json> {
    (0..count.div_ceil(BATCH)).map(move |_| {
        let mut line = vec![json!("floats")];
        line.extend((0..BATCH).map(|_| float(random)));
        Json::Array(line)
    })
}

fn float(random: &mut Random) -> Json {
    let value = if random.once_in(2) { f64::from_bits(random.next()) } else { dyadic(random) };
    let bits = value.to_bits().to_string();
    match random.below(4) {
        0 => {
            let places = random.below(20);
            json!([bits, places, format!("{value:.places$}")])
        }
        _ => json!([bits, null, format!("{value}")]),
    }
}
