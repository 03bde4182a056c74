//! [`Close`], why a connection is closed.

use core::fmt;

/// The reason of [`Close::Left`].
pub const LEFT: &str = "left";

/// Why something is refused, or a connection closed, that there is no memory for.
pub const TOO_MUCH_KEPT: &str = "too much is kept for this connection, its address or all of them";

/// Why one side closes a connection: the code and the reason of its close frame, and what the client does then.
///
/// The WebSocket library closes a connection whose client breaks the rules of WebSockets by itself, with the codes of RFC 6455.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// The client's page has ended, and nothing is to wait for it. The client says so.
    Left,
    /// The server stops. All its clients together are to be back within this time.
    Restart {
        /// The time, in milliseconds.
        within: usize,
    },
    /// The client has sent more frames that are neither events nor joins than it may.
    TooManyFrames,
    /// More of the client's tokens were refused than may be.
    TooManyRefusals,
    /// There is no room for the message that the client is sending.
    TooMuchKept,
    /// The application has disconnected the visitor.
    Disconnected,
}

/// The client's reaction to the close of its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterClose {
    /// It closed the connection itself, and does not come back.
    Gone,
    /// It reconnects after the usual delay. The close counts as a connection that broke.
    Reconnect,
    /// It waits for a random part of the time in the reason before the usual delay, and reconnects at once when the visitor does something.
    ReconnectInTurn,
}

impl Close {
    /// One of each kind, for the documentation.
    pub const ALL: &[Self] = &[
        Self::Left,
        Self::Restart { within: 0 },
        Self::TooManyFrames,
        Self::TooManyRefusals,
        Self::TooMuchKept,
        Self::Disconnected,
    ];

    /// The code of the close frame.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Left => 1000,
            Self::Restart { .. } => 1012,
            Self::TooManyFrames | Self::TooManyRefusals | Self::TooMuchKept | Self::Disconnected => 1008,
        }
    }

    /// The reason of the close frame.
    #[must_use]
    pub fn reason(self) -> impl fmt::Display {
        fmt::from_fn(move |f| match self {
            Self::Left => f.write_str(LEFT),
            Self::Restart { within } => write!(f, "{within}"),
            Self::TooManyFrames => f.write_str("too many frames"),
            Self::TooManyRefusals => f.write_str("too many tokens were refused"),
            Self::TooMuchKept => f.write_str(TOO_MUCH_KEPT),
            Self::Disconnected => f.write_str("the visitor was disconnected"),
        })
    }

    /// The client's reaction to this close.
    #[must_use]
    pub const fn client(self) -> AfterClose {
        match self {
            Self::Left => AfterClose::Gone,
            Self::Restart { .. } => AfterClose::ReconnectInTurn,
            Self::TooManyFrames | Self::TooManyRefusals | Self::TooMuchKept | Self::Disconnected => {
                AfterClose::Reconnect
            }
        }
    }
}

impl AfterClose {
    /// The same in words, for the documentation.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Gone => "does not come back",
            Self::Reconnect => "reconnects after the usual delay",
            Self::ReconnectInTurn => {
                "reconnects after a random part of this time and the usual delay, or when the visitor clicks, types or presses a key"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate alloc;

    use alloc::string::ToString as _;

    use super::*;

    #[test]
    fn a_reason_fits_into_a_close_frame() {
        for close in Close::ALL {
            assert!(close.reason().to_string().len() <= 123, "{close:?}");
        }
        assert_eq!(Close::Restart { within: 250 }.reason().to_string(), "250");
    }

    #[test]
    fn only_a_client_that_left_stays_away() {
        let gone = Close::ALL.iter().filter(|close| close.client() == AfterClose::Gone);
        assert!(gone.eq([&Close::Left]));
    }
}
