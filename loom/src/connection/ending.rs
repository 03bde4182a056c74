//! [`Ending`], whether a connection is to end, and how.

use loom_vocabulary::Close;

use crate::component::Interruption;

/// The decisions about the end of a connection.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// The server is about to stop.
    pub(super) stopping: bool,
    /// The client has said that it does not come back.
    pub(super) left: bool,
    /// A component has asked for the connection to break.
    interruption: Option<Interruption>,
    /// Why the connection has to end, if so.
    closing: Option<Close>,
}

impl Ending {
    /// The connection ends, once what waits for the client has been sent as far as the client takes it. The first reason counts.
    pub(super) fn close(&mut self, reason: Close) {
        self.closing.get_or_insert(reason);
    }

    /// Why the connection has to end, if so.
    pub(super) const fn closing(&self) -> Option<Close> {
        self.closing
    }

    /// The connection is to break. The last way that was asked for counts.
    pub(super) fn interrupt(&mut self, interruption: Option<Interruption>) {
        self.interruption = interruption.or(self.interruption);
    }

    /// How the connection is to break, if a component has asked for that.
    pub(super) fn take_interruption(&mut self) -> Option<Interruption> {
        self.interruption.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reason_to_close_and_the_last_way_to_break_count() {
        let mut ending = Ending::default();
        assert_eq!((ending.closing(), ending.take_interruption()), (None, None));
        ending.close(Close::TooManyFrames);
        ending.close(Close::Disconnected);
        assert_eq!(ending.closing(), Some(Close::TooManyFrames));
        for asked in [Some(Interruption::Drop), Some(Interruption::Restart), None] {
            ending.interrupt(asked);
        }
        assert_eq!((ending.take_interruption(), ending.take_interruption()), (Some(Interruption::Restart), None));
    }
}
