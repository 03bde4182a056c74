//! Random trees, and random changes of them.

use super::model::{SHAPES, Shape, Tree, Value};
use crate::tree::SlotKind;

/// Numbers from a seed.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn text(&mut self) -> String {
        const TEXTS: [&str; 10] =
            ["", "a", "b", "<i>&amp;", "\"'>", "\u{1f980}é", " ", "a\nb\\", "-->", "</u><!--t0-->"];
        TEXTS[self.below(TEXTS.len())].to_owned()
    }

    /// A text, or one that is long enough to be sent by its growth.
    fn long_or_short(&mut self) -> String {
        let text = self.text();
        if self.chance(50) { format!("{}{text}", "🦀long".repeat(7 + self.below(4))) } else { text }
    }

    /// The value with more at its end, if it is a text.
    fn grown(&mut self, value: &Value) -> Option<Value> {
        match value {
            Value::Text(text) => Some(Value::Text(text.clone() + &self.text())),
            Value::Late(text) => Some(Value::Text(text.clone() + &self.text())),
            _ => None,
        }
    }

    pub(super) fn tree(&mut self, depth: usize) -> Tree {
        let shape = &SHAPES[self.below(SHAPES.len())];
        self.tree_of(shape, depth)
    }

    fn tree_of(&mut self, shape: &'static Shape, depth: usize) -> Tree {
        let slots = shape.template.slots.iter().map(|kind| self.value(kind, depth)).collect();
        Tree { shape, slots }
    }

    fn value(&mut self, kind: &SlotKind, depth: usize) -> Value {
        match kind {
            SlotKind::Content { .. } => self.content(depth),
            SlotKind::Attribute { .. } => match self.below(4) {
                0 => Value::Absent,
                1 => Value::Flag(true),
                2 => Value::Int(self.below(3) as i64),
                _ => Value::Text(self.text()),
            },
            SlotKind::Class { .. } => Value::Flag(self.chance(50)),
            SlotKind::Style { .. } => match self.below(3) {
                0 => Value::Absent,
                1 => Value::Int(self.below(3) as i64),
                _ => Value::Text("red".to_owned()),
            },
            SlotKind::Event { .. } => match self.below(3) {
                0 => Value::Handler(None),
                n => Value::Handler(Some(format!("set({n},\"<\")"))),
            },
            other => unreachable!("{other:?} is in no shape"),
        }
    }

    fn content(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 5 } else { 9 }) {
            0 => Value::Absent,
            1 => Value::Int(self.below(5) as i64 - 2),
            2 => Value::Late(self.long_or_short()),
            3 => Value::Text(self.long_or_short()),
            4 => Value::Raw(self.below(3) as u32),
            5 | 6 => Value::Tree(Box::new(self.tree(depth - 1))),
            _ => Value::List(self.list(depth - 1)),
        }
    }

    fn list(&mut self, depth: usize) -> Vec<(Option<u64>, Tree)> {
        let keyed = self.chance(70);
        let shape = &SHAPES[self.below(SHAPES.len())];
        let count = self.below(7);
        (0..count)
            .map(|_| {
                let key = keyed.then(|| self.below(12) as u64);
                let tree = if self.chance(80) { self.tree_of(shape, depth) } else { self.tree(depth) };
                (key, tree)
            })
            .collect()
    }

    /// A long list, and one in which several items in a row have had the same slots changed, among other things.
    pub(super) fn long_lists(&mut self) -> (Tree, Tree) {
        let (outer, shape) = (&SHAPES[0], &SHAPES[4 + self.below(2)]);
        let list = |items| Tree { shape: outer, slots: vec![Value::List(items)] };
        let before: Vec<_> = (0..5 + self.below(40) as u64).map(|key| (Some(key), self.tree_of(shape, 1))).collect();
        let mut after = before.clone();
        for _ in 0..1 + self.below(3) {
            let (slot, first, step) = (self.below(shape.template.slots.len()), self.below(4), 1 + self.below(4));
            let one = self.value(&shape.template.slots[slot], 0);
            let all_equal = self.chance(30);
            for (_, tree) in after.iter_mut().skip(first).step_by(step) {
                let grown = self.grown(&tree.slots[slot]).filter(|_| self.chance(50));
                tree.slots[slot] = if let Some(grown) = grown {
                    grown
                } else if all_equal {
                    one.clone()
                } else {
                    self.value(&shape.template.slots[slot], 0)
                };
            }
        }
        if self.chance(50) {
            self.change_list(&mut after, 1);
        }
        (list(before), list(after))
    }

    /// Changes some of a tree.
    pub(super) fn change(&mut self, tree: &mut Tree, depth: usize) {
        for (value, kind) in tree.slots.iter_mut().zip(tree.shape.template.slots) {
            if self.chance(20) {
                let grown = self.grown(value).filter(|_| self.chance(50));
                *value = grown.unwrap_or_else(|| self.value(kind, depth));
                continue;
            }
            match value {
                Value::Tree(tree) => self.change(tree, depth.saturating_sub(1)),
                Value::List(items) => self.change_list(items, depth.saturating_sub(1)),
                _ => {}
            }
        }
    }

    fn change_list(&mut self, items: &mut Vec<(Option<u64>, Tree)>, depth: usize) {
        for (_, tree) in items.iter_mut() {
            if self.chance(30) {
                self.change(tree, depth);
            }
        }
        for _ in 0..self.below(4) {
            let len = items.len();
            match self.below(4) {
                0 if len > 0 => drop(items.remove(self.below(len))),
                1 if len > 1 => items.swap(self.below(len), self.below(len)),
                2 if len > 1 => {
                    let item = items.remove(self.below(len));
                    items.insert(self.below(len), item);
                }
                _ => {
                    let keyed = items.first().is_none_or(|(key, _)| key.is_some());
                    let key = keyed.then(|| self.below(12) as u64);
                    let shape = items.first().map_or(&SHAPES[0], |(_, tree)| tree.shape);
                    let item = (key, self.tree_of(shape, depth));
                    items.insert(self.below(len + 1), item);
                }
            }
        }
    }
}
