//! The sound of a loom at work, made once and served as a WAV file: four bars of a shuttle and a beater, with a few plucked notes above.

use std::f32::consts::TAU;

/// Samples a second, of one channel with 16 bits.
const RATE: u32 = 11_025;
/// Beats of the shuttle a bar.
const BEATS: u32 = 4;
const BARS: u32 = 4;
/// Samples a beat.
const BEAT: u32 = RATE * 5 / 12;
/// The notes that are plucked, in hertz, one a beat; 0 is a rest.
const NOTES: [f32; (BEATS * BARS) as usize] = [
    196.0, 0.0, 293.7, 0.0, 246.9, 0.0, 293.7, 329.6, 220.0, 0.0, 293.7, 0.0, 261.6,
    246.9, 196.0, 0.0,
];

/// The file.
pub fn wav() -> Vec<u8> {
    let samples = samples();
    let bytes = samples.len() as u32 * 2;
    let mut file = Vec::with_capacity(44 + bytes as usize);
    let mut put = |part: &[u8]| file.extend_from_slice(part);
    put(b"RIFF");
    put(&(36 + bytes).to_le_bytes());
    put(b"WAVEfmt ");
    put(&16_u32.to_le_bytes());
    // PCM, one channel.
    put(&1_u16.to_le_bytes());
    put(&1_u16.to_le_bytes());
    put(&RATE.to_le_bytes());
    put(&(RATE * 2).to_le_bytes());
    put(&2_u16.to_le_bytes());
    put(&16_u16.to_le_bytes());
    put(b"data");
    put(&bytes.to_le_bytes());
    for sample in samples {
        put(&sample.to_le_bytes());
    }
    file
}

fn samples() -> Vec<i16> {
    let mut noise = 1_u32;
    let all = 0..BEAT * BEATS * BARS;
    all.map(|at| {
        let (beat, within) = (at / BEAT, at % BEAT);
        let seconds = within as f32 / RATE as f32;
        // As good as noise has to be here.
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let hiss = (noise >> 16) as f32 / 32_768.0 - 1.0;
        // The shuttle flies on each beat, and the beater follows on every other one.
        let shuttle = hiss * (-seconds * 60.0).exp() * 0.18;
        let beater = if beat % 2 == 1 {
            tone(70.0, seconds) * (-seconds * 18.0).exp() * 0.5
        } else {
            0.0
        };
        let note = NOTES.get(beat as usize).copied().unwrap_or_default();
        let pluck = (tone(note, seconds) + tone(note * 2.0, seconds) * 0.3)
            * (-seconds * 7.0).exp()
            * 0.25;
        // It begins and ends in silence, so that nothing clicks where it is repeated.
        let edge = (within.min(BEAT - within) as f32 / 60.0).min(1.0);
        ((shuttle + beater + pluck) * edge * 20_000.0) as i16
    })
    .collect()
}

fn tone(hertz: f32, seconds: f32) -> f32 {
    (TAU * hertz * seconds).sin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_how_long_it_is() {
        let file = wav();
        let number = |at: usize| {
            u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize
        };
        assert_eq!((&file[..4], &file[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
        assert_eq!((number(4), number(40)), (file.len() - 8, file.len() - 44));
        assert!(file.len() < 200_000, "{}", file.len());
    }

    #[test]
    fn it_is_loud_enough_and_not_cut_off() {
        let loudest = samples().into_iter().map(i16::unsigned_abs).max().unwrap();
        assert!((8_000..30_000).contains(&loudest), "{loudest}");
    }
}
