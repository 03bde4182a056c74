//! A connection without a socket.

mod handover;
mod random;
mod rig;
mod saving;
