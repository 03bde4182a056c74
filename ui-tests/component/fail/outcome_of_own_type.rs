// The runtime has to know what to do with the result of an event.
use loom::IntoOutcome;

struct Beep;

impl IntoOutcome for Beep {
    fn into_outcome(self) -> loom::Result<loom::Outcome> {
        Ok(loom::Outcome::Done)
    }
}

fn main() {}
