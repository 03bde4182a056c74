//! WebSocket frames (RFC 6455): those that a client writes, and those of a server without extensions.

use crate::Failure;

/// The first byte of a text message of one frame.
pub const TEXT: u8 = 0b1000_0001;
/// The first byte of a binary message of one frame.
pub const BINARY: u8 = 0b1000_0010;
/// The first byte of a close.
pub const CLOSE: u8 = 0b1000_1000;
/// The first byte of a ping.
pub const PING: u8 = 0b1000_1001;
/// The first byte of a pong.
pub const PONG: u8 = 0b1000_1010;

/// Clients mask the frames that they send. The mask hides nothing here, and this one leaves the payload as it is, which costs least.
const MASK: [u8; 4] = [0; 4];

/// The kinds of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text; the only one that carries messages.
    Text,
    /// Binary, ping or pong.
    Other,
    /// The end.
    Close,
}

/// A frame of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'b> {
    /// Its kind.
    pub kind: Kind,
    /// Its payload.
    pub payload: &'b [u8],
    /// How long it is with its header.
    pub length: usize,
}

/// Appends a frame of a client: its first byte, and what it holds.
pub fn write(out: &mut Vec<u8>, first: u8, payload: &[u8]) {
    out.push(first);
    match payload.len() {
        short @ 0..126 => out.push(0x80 | short as u8),
        medium @ 126..65_536 => {
            out.push(0x80 | 126);
            out.extend((medium as u16).to_be_bytes());
        }
        long => {
            out.push(0x80 | 127);
            out.extend((long as u64).to_be_bytes());
        }
    }
    out.extend(MASK);
    out.extend_from_slice(payload);
}

/// A frame of a client by itself.
#[must_use]
pub fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(payload.len() + 14);
    write(&mut frame, first, payload);
    frame
}

/// The first frame in `bytes`, if all of it is there.
///
/// # Errors
/// It is in pieces, masked or otherwise not what a server without extensions sends here.
pub fn first(bytes: &[u8]) -> Result<Option<Frame<'_>>, Failure> {
    let Some((&[head, short], rest)) = bytes.split_first_chunk::<2>() else { return Ok(None) };
    let kind = match head {
        TEXT => Kind::Text,
        BINARY | PING | PONG => Kind::Other,
        CLOSE => Kind::Close,
        _ => return Err(format!("a frame begins with {head:#04x}").into()),
    };
    let (size, rest) = match short {
        0..126 => (usize::from(short), rest),
        126 => match rest.split_first_chunk::<2>() {
            Some((size, rest)) => (usize::from(u16::from_be_bytes(*size)), rest),
            None => return Ok(None),
        },
        127 => match rest.split_first_chunk::<8>() {
            Some((size, rest)) => (usize::try_from(u64::from_be_bytes(*size))?, rest),
            None => return Ok(None),
        },
        _ => return Err("a frame of the server is masked".into()),
    };
    let length = bytes.len() - rest.len() + size;
    Ok(rest.get(..size).map(|payload| Frame { kind, payload, length }))
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::indexing_slicing, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    /// The frame as a server would send it: the same without a mask.
    fn of_server(payload: &[u8]) -> Vec<u8> {
        let mut frame = masked(TEXT, payload);
        let header = frame.len() - payload.len();
        frame.drain(header - 4..);
        frame[1] &= 0x7f;
        frame.extend(payload);
        frame
    }

    #[test]
    fn frames_of_all_three_lengths_are_read_as_written_and_no_sooner_than_whole() {
        for size in [0, 1, 125, 126, 65_535, 65_536] {
            let payload = vec![b'x'; size];
            let mut bytes = of_server(&payload);
            let length = bytes.len();
            bytes.push(0x81);
            let frame = Frame { kind: Kind::Text, payload: &payload, length };
            assert_eq!(first(&bytes).expect("a frame"), Some(frame));
            for cut in [0, 1, length / 2, length - 1] {
                assert_eq!(first(&bytes[..cut]).expect("the beginning of a frame"), None);
            }
        }
    }

    #[test]
    fn a_frame_of_a_client_has_a_mask() {
        assert_eq!(masked(TEXT, b"Hello"), [&[0x81, 0x85, 0, 0, 0, 0][..], b"Hello"].concat());
    }
}
