//! WebSocket frames (RFC 6455), as far as a client needs them that trusts its server.

use super::Failure;

/// Clients mask what they send. The mask hides nothing here, so it is always the same.
const MASK: [u8; 4] = [0x5a, 0x17, 0xc3, 0x88];

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

/// Appends a text frame of a client.
pub fn write_text(out: &mut Vec<u8>, payload: &[u8]) {
    out.push(0x81);
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
    out.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
}

/// The first frame in `bytes`, if all of it is there.
///
/// # Errors
/// It is in pieces, masked or otherwise not what a server without extensions sends here.
pub fn first(bytes: &[u8]) -> Result<Option<Frame<'_>>, Failure> {
    let Some((&[head, short], rest)) = bytes.split_first_chunk::<2>() else { return Ok(None) };
    let kind = match head {
        0x81 => Kind::Text,
        0x82 | 0x89 | 0x8a => Kind::Other,
        0x88 => Kind::Close,
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
mod tests {
    use super::*;

    /// The frame as a server would send it: the same without a mask.
    fn of_server(payload: &[u8]) -> Vec<u8> {
        let mut frame = Vec::new();
        write_text(&mut frame, payload);
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
    fn a_payload_is_masked_byte_by_byte() {
        let mut frame = Vec::new();
        write_text(&mut frame, b"Hello");
        assert_eq!(frame[..6], [0x81, 0x85, 0x5a, 0x17, 0xc3, 0x88]);
        assert_eq!(frame[6..], [b'H' ^ 0x5a, b'e' ^ 0x17, b'l' ^ 0xc3, b'l' ^ 0x88, b'o' ^ 0x5a]);
    }
}
