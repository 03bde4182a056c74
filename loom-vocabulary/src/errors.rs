//! The codes of errors.

/// Calls a macro with the table of error codes: for each the documentation of its variant, the variant's name, the code as it stands on the wire,
/// its meaning, and the client's reaction.
///
/// ```
/// macro_rules! codes {
///     ($($(#[$doc:meta])* $name:ident: $code:literal, $meaning:literal, $client:literal;)*) => { [$($code),*] };
/// }
/// assert!(loom_vocabulary::for_each_error_code!(codes).contains(&"unknown_id"));
/// ```
#[macro_export]
macro_rules! for_each_error_code {
    ($callback:ident) => {
        $callback! {
            /// The frame is not a message.
            BadMessage: "bad_message", "the frame is not a message", "nothing";
            /// There is no such component on this connection.
            UnknownId: "unknown_id", "no such component on this connection", "joins again";
            /// The id is taken.
            DuplicateId: "duplicate_id", "the id is taken", "nothing";
            /// The component has gone on with a newer connection of its page.
            Moved: "moved", "the component has gone on with a newer socket of its page", "nothing";
            /// There is no such component in this program.
            UnknownModule: "unknown_module", "no such component in this program", "renews the page";
            /// The token is not valid here.
            BadToken: "bad_token", "the token is not valid here, or its state is not to be had", "renews the page";
            /// The token is too old.
            ExpiredToken: "expired_token", "the token is too old", "renews the page";
            /// The props that a page gave a sticky component are not to be had any more.
            StaleProps: "stale_props", "the props that a page gave a component that stays are on this server no more, or too old", "asks for the page again if it was kept; renews it if not";
            /// The page as it is now does not offer the handler.
            UnknownHandler: "unknown_handler", "the handler is not offered by what is on the page now", "nothing; the page is brought up to date";
            /// The event does not carry what the handler asks for.
            BadPayload: "bad_payload", "the event does not carry what the handler asks for", "nothing";
            /// The handler returned an error.
            EventFailed: "event_failed", "the handler returned an error; the state is as before", "shows it";
            /// The component panicked and went back to a kept state.
            Panicked: "panicked", "the component panicked, or its state cannot be saved, and it went back to a kept state", "shows it";
            /// The component could not be rendered.
            RenderFailed: "render_failed", "the component could not be rendered; the state is as before, or as it was kept", "shows it";
            /// A limit was reached.
            TooMany: "too_many", "a limit was reached", "waits";
            /// Events come faster than they are taken.
            TooFast: "too_fast", "events come faster than they are taken; this one was not handled", "shows it";
            /// The application does not let the visitor do this.
            Forbidden: "forbidden", "the application does not let the visitor do this", "shows it";
            /// The component around is not on this connection, or does not show this one.
            NotShown: "not_shown", "the component around this one is not on this connection, or does not show it", "joins it again when the one around it has joined; shows nothing";
            /// The handler took too long, and was ended.
            Timeout: "timeout", "the handler took too long and was ended; the state is as before", "shows it";
            /// The component wanted to send the browser where it may not.
            BadRedirect: "bad_redirect", "the component wanted to send the browser where it may not", "shows it";
            /// The event was sent before, and each time the connection broke before its answer.
            GivenUp: "given_up", "the event was tried twice, and each time its connection broke before the answer", "shows it";
            /// The server is about to stop.
            Stopping: "stopping", "the server is about to stop", "waits for the close, and joins on its next socket";
        }
    };
}

/// The client's own code, which the server never sends.
pub const TOO_LARGE: ErrorCode = ErrorCode {
    code: "too_large",
    meaning: "the client's own: the message has more bytes than the server takes, and is not sent",
    client: "shows it; for a join, renews the page",
};

/// A row of the documentation's table of error codes.
#[derive(Clone, Copy, Debug)]
pub struct ErrorCode {
    /// The code as it stands on the wire.
    pub code: &'static str,
    /// Its meaning.
    pub meaning: &'static str,
    /// The client's reaction.
    pub client: &'static str,
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident: $code:literal, $meaning:literal, $client:literal;)*) => {
        &[$(ErrorCode { code: $code, meaning: $meaning, client: $client }),*]
    };
}

/// Every code that the server sends.
pub const ERROR_CODES: &[ErrorCode] = for_each_error_code!(rows);
