//! The broadcast: one publishes, and publishes again when the last of all readers has it.

use std::time::{Duration, Instant};

use loom_wire::answered;

use super::{Dialogue, Failure, Heard, Socket, closed_loop::READ, socket::text, watch::Watch};

/// A component that shows the number of what was published last.
struct Reader;

impl Dialogue for Reader {
    fn ask(&self, _number: u64, _out: &mut Vec<u8>) {}

    fn hear(&self, bytes: &[u8], number: u64) -> Result<Option<Heard>, Failure> {
        let Some((text, length)) = text(bytes)? else { return Ok(None) };
        let is_push = answered(text, b'p') == Some((0, true));
        let end = text.iter().rposition(u8::is_ascii_digit).map_or(0, |last| last + 1);
        let shown = text.get(..end).is_some_and(|text| text.ends_with(number.to_string().as_bytes()));
        Ok(Some(Heard { length, answers: is_push && shown }))
    }
}

/// Publishes for `time`, and gives the milliseconds of each round until the last reader had the message.
///
/// # Errors
/// A socket ended, or a reader does not hear of what is published.
pub fn broadcast(editor: &mut Socket, readers: &mut [Socket], time: Duration) -> Result<Vec<f64>, Failure> {
    let mut watch = Watch::new(readers)?;
    let mut buffer = vec![0; READ];
    let mut rounds = Vec::new();
    let end = Instant::now() + time;
    while Instant::now() < end {
        let published = Instant::now();
        editor.fire("publish")?;
        readers.iter_mut().for_each(|reader| reader.number += 1);
        let mut waiting = readers.len();
        while waiting > 0 {
            for index in watch.next()? {
                let Some(reader) = readers.get_mut(index) else { continue };
                waiting -= usize::from(reader.is_answered(&Reader, &mut buffer)?);
            }
        }
        rounds.push(published.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(rounds)
}
