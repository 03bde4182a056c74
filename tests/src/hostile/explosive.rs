//! A component that panics where it is told to.

use loom::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where an [`Explosive`] panics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Trap {
    #[default]
    None,
    Mount,
    Connected,
    Disconnected,
    Render,
    Drop,
    Write,
    Read,
}

/// Panics where it is told to, once it is armed.
#[live_component(name = "explosive")]
pub struct Explosive {
    #[prop]
    kind: Trap,
    fuse: Fuse,
    armed: bool,
    count: i64,
}

#[live_component]
impl Explosive {
    fn mount(&mut self) {
        assert!(self.kind != Trap::Mount, "in `mount`, on purpose");
    }

    fn connected(&mut self) {
        if self.kind == Trap::Read {
            self.fuse.reads = true;
        }
        assert!(self.kind != Trap::Connected, "in `connected`, on purpose");
    }

    fn disconnected(&mut self) {
        assert!(self.kind != Trap::Disconnected, "in `disconnected`, on purpose");
    }

    #[event]
    fn arm(&mut self) {
        self.armed = true;
        self.fuse.drops = self.kind == Trap::Drop;
        self.fuse.writes = self.kind == Trap::Write;
    }

    #[event]
    fn increment(&mut self) -> loom::Result<()> {
        self.count += 1;
        Ok(())
    }

    #[event]
    fn fail(&mut self) -> loom::Result<()> {
        self.count = 1_000;
        Err(loom::Error::msg("on purpose"))
    }

    fn render(&self) -> Html {
        assert!(!(self.armed && self.kind == Trap::Render), "in `render`, on purpose");
        html! {
            <output>{self.count}</output>
            <button on:click=arm>"arm"</button>
            <button on:click=increment>"+"</button>
            <button on:click=fail>"fail"</button>
        }
    }
}

/// A field whose own code panics.
#[derive(Debug, Default)]
pub(crate) struct Fuse {
    drops: bool,
    writes: bool,
    reads: bool,
}

impl Drop for Fuse {
    fn drop(&mut self) {
        assert!(!self.drops, "in `drop`, on purpose");
    }
}

impl Serialize for Fuse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert!(!self.writes, "in `serialize`, on purpose");
        (self.drops, self.reads).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Fuse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (drops, reads): (bool, bool) = Deserialize::deserialize(deserializer)?;
        assert!(!reads, "in `deserialize`, on purpose");
        Ok(Self { drops, writes: false, reads })
    }
}
