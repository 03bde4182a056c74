//! A connection without a socket.

mod callbacks;
mod handover;
mod keeping;
mod loading;
mod nested;
mod parking;
pub(super) mod part;
mod random;
mod rig;
mod rights;
mod saving;
mod tries;
mod undoing;
mod unsaved;
