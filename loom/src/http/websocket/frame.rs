//! Frames, read and written.

/// What the client says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Heard<'b> {
    /// A whole text message.
    Text(&'b str),
    /// A whole binary message.
    Binary,
    /// A ping, to be answered with the same bytes.
    Ping(&'b [u8]),
    /// The answer to a ping.
    Pong,
    /// It closes; its code, if it gave one.
    Close(Option<u16>),
}

/// Why a client is not listened to any longer: the code of the close frame that it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken(pub(super) u16);

/// It did not keep to the protocol.
const PROTOCOL: Broken = Broken(1002);
/// A text message is not UTF-8.
const NOT_TEXT: Broken = Broken(1007);
/// A message is larger than the limit.
const TOO_LARGE: Broken = Broken(1009);

const CONTINUATION: u8 = 0;
pub(super) const TEXT: u8 = 1;
const BINARY: u8 = 2;
pub(super) const CLOSE: u8 = 8;
pub(super) const PING: u8 = 9;
pub(super) const PONG: u8 = 10;

/// The longest payload of a ping, pong or close.
const CONTROL: usize = 125;

/// Takes messages out of bytes, however they are cut. Keeps nothing between messages.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// The part of a frame's header that has come.
    header: Vec<u8>,
    /// The frame whose payload is coming.
    frame: Option<Frame>,
    /// The part of a data message that has come.
    message: Vec<u8>,
    /// The part of a control frame that has come.
    control: Vec<u8>,
    /// The opcode of the message whose fragments are coming.
    fragmented: Option<u8>,
}

/// A frame whose header is complete.
#[derive(Clone, Copy, Debug)]
struct Frame {
    opcode: u8,
    is_last: bool,
    /// Bytes of its payload that have not come.
    missing: usize,
    /// The mask, turned to where the next byte of the payload stands.
    mask: [u8; 4],
}

impl Decoder {
    /// Takes messages out of `bytes` until `heard` says that it is enough. How many bytes were used.
    ///
    /// # Errors
    /// What the client sent is not to be taken.
    pub(super) fn decode(
        &mut self,
        bytes: &mut [u8],
        limit: usize,
        heard: &mut dyn FnMut(Heard<'_>) -> bool,
    ) -> Result<usize, Broken> {
        let mut used = 0;
        loop {
            let rest = bytes.get_mut(used..).unwrap_or_default();
            let Some(mut frame) = self.frame else {
                if rest.is_empty() {
                    return Ok(used);
                }
                used += self.read_header(rest, limit)?;
                continue;
            };
            let here = frame.missing.min(rest.len());
            if here == 0 && frame.missing > 0 {
                return Ok(used);
            }
            let payload = rest.get_mut(..here).unwrap_or_default();
            unmask(payload, &mut frame.mask);
            used += here;
            frame.missing -= here;
            if frame.missing > 0 {
                self.keep(frame.opcode).extend_from_slice(payload);
                self.frame = Some(frame);
                return Ok(used);
            }
            self.frame = None;
            if !self.complete(frame, payload, heard)? {
                return Ok(used);
            }
        }
    }

    /// Where the part of a payload is kept that has come.
    fn keep(&mut self, opcode: u8) -> &mut Vec<u8> {
        if opcode >= CLOSE { &mut self.control } else { &mut self.message }
    }

    /// Reads a header, or what has come of it. How many bytes were used.
    fn read_header(&mut self, bytes: &[u8], limit: usize) -> Result<usize, Broken> {
        if self.header.is_empty()
            && let Some(header) = bytes.get(..header_length(bytes))
        {
            self.frame = Some(self.begin(header, limit)?);
            return Ok(header.len());
        }
        let mut used = 0;
        loop {
            let missing = header_length(&self.header) - self.header.len();
            if missing == 0 {
                let header = std::mem::take(&mut self.header);
                self.frame = Some(self.begin(&header, limit)?);
                return Ok(used);
            }
            let part = bytes.get(used..bytes.len().min(used + missing)).unwrap_or_default();
            if part.is_empty() {
                return Ok(used);
            }
            self.header.extend_from_slice(part);
            used += part.len();
        }
    }

    /// The frame that a complete header begins.
    fn begin(&self, header: &[u8], limit: usize) -> Result<Frame, Broken> {
        let (Some([first, second]), Some(mask)) = (header.first_chunk::<2>(), header.last_chunk::<4>()) else {
            return Err(PROTOCOL);
        };
        let length = header.get(2..header.len() - 4).unwrap_or_default();
        let length = match length.len() {
            0 => u64::from(second & 0x7f),
            _ => length.iter().fold(0, |length, byte| length << 8 | u64::from(*byte)),
        };
        let (opcode, is_last, is_masked) = (first & 0x0f, first & 0x80 != 0, second & 0x80 != 0);
        if first & 0x70 != 0 || !is_masked {
            return Err(PROTOCOL);
        }
        let length = usize::try_from(length).map_err(|_| TOO_LARGE)?;
        match opcode {
            CLOSE | PING | PONG if !is_last || length > CONTROL => return Err(PROTOCOL),
            CLOSE | PING | PONG => {}
            TEXT | BINARY if self.fragmented.is_some() => return Err(PROTOCOL),
            CONTINUATION if self.fragmented.is_none() => return Err(PROTOCOL),
            CONTINUATION | TEXT | BINARY => {
                if self.message.len().saturating_add(length) > limit {
                    return Err(TOO_LARGE);
                }
            }
            _ => return Err(PROTOCOL),
        }
        Ok(Frame { opcode, is_last, missing: length, mask: *mask })
    }

    /// The last part of a frame's payload has come. Whether to go on.
    fn complete(
        &mut self,
        frame: Frame,
        last: &[u8],
        heard: &mut dyn FnMut(Heard<'_>) -> bool,
    ) -> Result<bool, Broken> {
        if frame.opcode >= CLOSE {
            let kept = std::mem::take(&mut self.control);
            let payload = if kept.is_empty() { last } else { &[&kept, last].concat() };
            return control(frame.opcode, payload).map(heard);
        }
        let opcode = self.fragmented.take().unwrap_or(frame.opcode);
        if !frame.is_last {
            self.message.extend_from_slice(last);
            self.fragmented = Some(opcode);
            return Ok(true);
        }
        if self.message.is_empty() {
            return data(opcode, last).map(heard);
        }
        let mut message = std::mem::take(&mut self.message);
        message.extend_from_slice(last);
        data(opcode, &message).map(heard)
    }
}

/// How long the header is that `bytes` begin, as far as they tell.
fn header_length(bytes: &[u8]) -> usize {
    match bytes.get(1).map(|second| second & 0x7f) {
        None => 2,
        Some(126) => 8,
        Some(127) => 14,
        Some(_) => 6,
    }
}

fn data(opcode: u8, payload: &[u8]) -> Result<Heard<'_>, Broken> {
    if opcode == TEXT { std::str::from_utf8(payload).map(Heard::Text).map_err(|_| NOT_TEXT) } else { Ok(Heard::Binary) }
}

fn control(opcode: u8, payload: &[u8]) -> Result<Heard<'_>, Broken> {
    match (opcode, payload) {
        (PING, _) => Ok(Heard::Ping(payload)),
        (PONG, _) => Ok(Heard::Pong),
        (_, []) => Ok(Heard::Close(None)),
        (_, [high, low, ..]) => Ok(Heard::Close(Some(u16::from_be_bytes([*high, *low])))),
        _ => Err(PROTOCOL),
    }
}

/// Takes the mask off, and turns it to where the next byte stands.
fn unmask(bytes: &mut [u8], mask: &mut [u8; 4]) {
    let (words, rest) = bytes.as_chunks_mut::<4>();
    for word in words {
        *word = (u32::from_ne_bytes(*word) ^ u32::from_ne_bytes(*mask)).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(*mask) {
        *byte ^= mask;
    }
    mask.rotate_left(rest.len());
}

/// Appends a whole frame, as a server sends it: without a mask.
pub(super) fn write(out: &mut Vec<u8>, opcode: u8, payload: &[u8]) {
    out.push(0x80 | opcode);
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(length @ ..=125), _) => out.push(length),
        (_, Ok(length)) => {
            out.push(126);
            out.extend_from_slice(&length.to_be_bytes());
        }
        _ => {
            out.push(127);
            out.extend_from_slice(&(payload.len() as u64).to_be_bytes());
        }
    }
    out.extend_from_slice(payload);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 200_000;

    /// A frame as a client sends it.
    fn client(first: u8, payload: &[u8]) -> Vec<u8> {
        let mut frame = Vec::new();
        write(&mut frame, 0, payload);
        let header = frame.len() - payload.len();
        let mask = [0x12, 0x34, 0x56, 0x78];
        let mut masked = frame.get(..header).unwrap_or_default().to_vec();
        if let [start, length, ..] = masked.as_mut_slice() {
            *start = first;
            *length |= 0x80;
        }
        masked.extend_from_slice(&mask);
        masked.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        masked
    }

    /// What is heard when `bytes` come in pieces of `size`.
    fn heard(bytes: &[u8], size: usize) -> Result<Vec<String>, Broken> {
        let mut decoder = Decoder::default();
        let mut all = Vec::new();
        for piece in bytes.chunks(size) {
            let mut piece = piece.to_vec();
            let used = decoder.decode(&mut piece, LIMIT, &mut |heard| {
                all.push(match heard {
                    Heard::Text(text) if text.len() > 20 => format!("{} bytes", text.len()),
                    other => format!("{other:?}"),
                });
                true
            })?;
            assert_eq!(used, piece.len());
        }
        assert!(decoder.message.is_empty() && decoder.header.is_empty() && decoder.control.is_empty());
        Ok(all)
    }

    #[test]
    fn messages_are_the_same_however_they_are_cut() {
        let mut bytes = client(0x81, b"one");
        bytes.extend(client(0x81, b""));
        bytes.extend(client(0x01, "tw\u{f6}, ".as_bytes().get(..3).unwrap_or_default()));
        bytes.extend(client(0x89, b"ping"));
        bytes.extend(client(0x80, "tw\u{f6}, ".as_bytes().get(3..).unwrap_or_default()));
        bytes.extend(client(0x82, &[0xff; 300]));
        bytes.extend(client(0x81, &[b'a'; 70_000]));
        bytes.extend(client(0x8a, b""));
        bytes.extend(client(0x88, &[0x03, 0xe8, b'x']));
        let expected = [
            "Text(\"one\")",
            "Text(\"\")",
            "Ping([112, 105, 110, 103])",
            "Text(\"twö, \")",
            "Binary",
            "70000 bytes",
            "Pong",
            "Close(Some(1000))",
        ];
        for size in [1, 2, 3, 7, 100, 4096, 1_000_000] {
            assert_eq!(heard(&bytes, size).unwrap_or_default(), expected, "in pieces of {size}");
        }
    }

    #[test]
    fn what_is_against_the_protocol_is_refused() {
        let mut unmasked = Vec::new();
        write(&mut unmasked, TEXT, b"longer than a header");
        let twice = [client(0x01, b"a"), client(0x81, b"b")].concat();
        let cases = [
            (unmasked, PROTOCOL),
            (client(0xc1, b"compressed"), PROTOCOL),
            (client(0x83, b""), PROTOCOL),
            (client(0x80, b"continues nothing"), PROTOCOL),
            (client(0x09, b"a ping in fragments"), PROTOCOL),
            (client(0x89, &[0; 126]), PROTOCOL),
            (client(0x88, &[0]), PROTOCOL),
            (twice, PROTOCOL),
            (client(0x81, &[0xff]), NOT_TEXT),
            (client(0x81, &[0xed, 0xa0, 0x80]), NOT_TEXT),
            (client(0x81, &vec![b'a'; LIMIT + 1]), TOO_LARGE),
            (vec![0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0], TOO_LARGE),
        ];
        for (bytes, broken) in cases {
            for size in [1, 1_000_000] {
                assert_eq!(heard(&bytes, size), Err(broken), "{:?}", bytes.get(..16));
            }
        }
        let endless = client(0x00, &[b'a'; 1000]);
        let mut bytes = client(0x01, b"a");
        (0..300).for_each(|_| bytes.extend_from_slice(&endless));
        assert_eq!(heard(&bytes, 4096), Err(TOO_LARGE));
    }

    #[test]
    fn decoding_stops_where_it_is_told_to() {
        let mut bytes = [client(0x81, b"one"), client(0x81, b"two")].concat();
        let mut decoder = Decoder::default();
        let used = decoder.decode(&mut bytes, LIMIT, &mut |_| false);
        assert_eq!(used, Ok(9));
    }
}
