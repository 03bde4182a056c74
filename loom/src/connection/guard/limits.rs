//! [`Limits`], the limits of clients.

use std::time::Duration;

use super::Rate;

/// The type of a limit of this kind.
macro_rules! value {
    (Bytes) => {
        usize
    };
    (Count) => {
        usize
    };
    (Time) => {
        Duration
    };
    (Rate) => {
        Rate
    };
}

/// An amount as the table of limits has it.
macro_rules! amount {
    ($count:literal) => {
        $count
    };
    ($count:literal KiB) => {
        $count * 1024
    };
    ($count:literal MiB) => {
        $count * 1024 * 1024
    };
    ($count:literal s) => {
        Duration::from_secs($count)
    };
    ($count:literal a second) => {
        Rate::per_second($count)
    };
    ($count:literal a second, $burst:literal at once) => {
        Rate::per_second($count).burst($burst)
    };
    ($count:literal a minute) => {
        Rate::per_minute($count)
    };
}

macro_rules! limits {
    ($(
        $(#[$doc:meta])*
        $name:ident: $kind:ident ($($default:tt)*) ($($strict:tt)*), $over:literal, [$($test:literal),*];
    )*) => {
        /// The limits of clients. Given to [`Builder::limits`](crate::Builder::limits).
        ///
        /// The defaults keep one client from taking the server from the others, and stand in nobody's way, a load test of yours included. A
        /// site that is open to everybody does well with [`strict`](Self::strict) ones. A request over a limit is refused with an
        /// error code and harms nobody else; a client that cannot be served at all is closed with status 1008.
        ///
        /// ```
        /// use loom::{Limits, Loom, Rate};
        ///
        /// let mut limits = Limits::strict();
        /// limits.events = Rate::per_second(20).burst(100);
        /// let loom = Loom::builder().secret("a secret of thirty-two bytes or more").limits(limits).build()?;
        /// # Ok::<(), loom::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Limits {
            $(
                $(#[$doc])*
                ///
                #[doc = concat!("By default ", stringify!($($default)*), ", strictly ", stringify!($($strict)*), ".")]
                pub $name: value!($kind),
            )*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: amount!($($default)*),)* }
            }
        }

        impl Limits {
            /// Limits for a site that is open to everybody: what a person with some tabs needs, and not much more.
            #[must_use]
            pub fn strict() -> Self {
                Self { $($name: amount!($($strict)*),)* }
            }
        }
    };
}

loom_vocabulary::for_each_limit!(limits);
