//! [`Random`]: numbers that a seed decides.

use std::time::Duration;

/// SplitMix64. A caller that needs numbers independent of the order in which others ask takes a [`branch`](Self::branch).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Numbers of their own for whoever goes by this name.
    pub(crate) fn branch(&self, name: u64) -> Self {
        let mut own = Self(self.0 ^ name.wrapping_mul(0xd6e8_feb8_6659_fd93));
        Self(own.next())
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A time between two, in milliseconds.
    pub(crate) const fn millis(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(from + self.below(to - from))
    }
}
