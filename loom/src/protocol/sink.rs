//! [`JsonSink`], which takes the JSON of a state.

use std::{fmt, hash::Hasher, io};

/// The destination of the JSON.
pub enum JsonSink {
    /// It is kept.
    Text(Vec<u8>),
    /// Only its digest is asked for.
    Digest(foldhash::fast::FoldHasher<'static>),
}

impl fmt::Debug for JsonSink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Self::Text(_)) { "Text" } else { "Digest" })
    }
}

impl io::Write for JsonSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Text(text) => text.extend_from_slice(bytes),
            Self::Digest(hasher) => hasher.write(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
