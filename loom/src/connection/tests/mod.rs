//! A connection without a socket.

mod callbacks;
mod handover;
mod parking;
mod random;
mod rig;
mod saving;
