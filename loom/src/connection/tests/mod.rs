//! A connection without a socket.

mod callbacks;
mod handover;
mod random;
mod rig;
mod saving;
