//! [`View`]: what a client has of a component, kept up to date by what the server sends, as `docs/protocol.md` says.

use serde_json::Value;

/// The slots of the root tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct View {
    slots: Vec<Slot>,
}

/// The content of a slot.
#[derive(Clone, Debug, PartialEq)]
enum Slot {
    Text(String),
    List(Vec<Item>),
    /// Another component, which is joined by itself.
    Child,
}

/// An item of a list; trees inside trees are not needed here.
#[derive(Clone, Debug, PartialEq)]
struct Item {
    slots: Vec<String>,
}

/// The server sent something that does not fit what is there.
#[derive(Debug)]
pub(crate) struct Misfit;

impl View {
    /// The view of a component whose state is empty: these texts, and the slots after them.
    pub(crate) fn of_texts(texts: &[&str]) -> Self {
        Self { slots: texts.iter().map(|text| Slot::Text((*text).to_owned())).collect() }
    }

    /// With an empty list after what is there.
    pub(crate) fn and_list(mut self) -> Self {
        self.slots.push(Slot::List(Vec::new()));
        self
    }

    /// With another component after what is there.
    pub(crate) fn and_child(mut self) -> Self {
        self.slots.push(Slot::Child);
        self
    }

    /// The numbers in a slot.
    pub(crate) fn numbers(&self, at: usize) -> Result<Vec<u64>, Misfit> {
        self.text(at)?.split_ascii_whitespace().map(|number| number.parse().map_err(|_| Misfit)).collect()
    }

    /// Takes a whole tree, or a change of what is there.
    pub(crate) fn take(&mut self, value: &Value) -> Result<(), Misfit> {
        match value {
            Value::Object(_) => {
                let slots = values_of(value)?.1;
                self.slots = slots.iter().map(Slot::read).collect::<Result<_, _>>()?;
            }
            change => {
                for (at, value) in pairs(change)? {
                    let slot = self.slots.get_mut(index(at)?).ok_or(Misfit)?;
                    match value {
                        Value::Array(_) => slot.change(value)?,
                        whole => *slot = Slot::read(whole)?,
                    }
                }
            }
        }
        Ok(())
    }

    /// The text in a slot.
    pub(crate) fn text(&self, at: usize) -> Result<&str, Misfit> {
        match self.slots.get(at) {
            Some(Slot::Text(text)) => Ok(text),
            _ => Err(Misfit),
        }
    }

    /// The slots of the items of the list in a slot.
    pub(crate) fn items(&self, at: usize) -> Result<impl Iterator<Item = &[String]>, Misfit> {
        match self.slots.get(at) {
            Some(Slot::List(items)) => Ok(items.iter().map(|item| item.slots.as_slice())),
            _ => Err(Misfit),
        }
    }
}

impl Slot {
    fn read(value: &Value) -> Result<Self, Misfit> {
        let Value::Object(whole) = value else { return text(value).map(Self::Text) };
        if whole.contains_key("@") {
            return Ok(Self::Child);
        }
        let runs = whole.get("[").and_then(Value::as_array).ok_or(Misfit)?;
        // A string names the template of the items after it.
        runs.iter().filter(|run| run.is_array()).map(Item::read).collect::<Result<_, _>>().map(Self::List)
    }

    /// Applies a change: the end of a text that has grown, or what a list is told, first what goes and what moves, by old indices, then what changes and what is new, by new ones.
    fn change(&mut self, change: &Value) -> Result<(), Misfit> {
        let items = match self {
            Self::List(items) => items,
            Self::Text(text) => {
                let [more] = change.as_array().map(Vec::as_slice).ok_or(Misfit)? else { return Err(Misfit) };
                text.push_str(more.as_str().ok_or(Misfit)?);
                return Ok(());
            }
            Self::Child => return Err(Misfit),
        };
        let mut old: Vec<Option<Item>> = items.drain(..).map(Some).collect();
        let mut placed = Vec::<(usize, Item)>::new();
        let mut changed = Vec::<(usize, usize, String)>::new();
        for (at, value) in pairs(change)? {
            match at.as_str() {
                Some("-") => {
                    for (start, count) in pairs(value)? {
                        let (start, count) = (index(start)?, index(count)?);
                        old.get_mut(start..start + count).ok_or(Misfit)?.fill(None);
                    }
                }
                Some(">") => {
                    for (from, to) in pairs(value)? {
                        let item = old.get_mut(index(from)?).and_then(Option::take).ok_or(Misfit)?;
                        placed.push((index(to)?, item));
                    }
                }
                Some("=") => changed.extend(columns(value)?),
                Some(_) => return Err(Misfit),
                None if value.is_array() => {
                    for (slot, value) in pairs(value)? {
                        changed.push((index(at)?, index(slot)?, text(value)?));
                    }
                }
                None => {
                    for (offset, item) in values_of(value)?.1.iter().enumerate() {
                        placed.push((index(at)? + offset, Item::read(item)?));
                    }
                }
            }
        }
        placed.sort_by_key(|(at, _)| *at);
        let mut rest = old.into_iter().flatten();
        for (at, item) in placed {
            items.extend(rest.by_ref().take(at.checked_sub(items.len()).ok_or(Misfit)?));
            if items.len() != at {
                return Err(Misfit);
            }
            items.push(item);
        }
        items.extend(rest);
        for (at, slot, text) in changed {
            *items.get_mut(at).and_then(|item| item.slots.get_mut(slot)).ok_or(Misfit)? = text;
        }
        Ok(())
    }
}

impl Item {
    fn read(value: &Value) -> Result<Self, Misfit> {
        let slots = value.as_array().ok_or(Misfit)?.iter().map(text).collect::<Result<_, _>>()?;
        Ok(Self { slots })
    }
}

/// Many items that change in the same slots, `[[slot,...],[gap,...],VALUES,...]`, as item, slot and text.
fn columns(value: &Value) -> Result<Vec<(usize, usize, String)>, Misfit> {
    let Some([slots, gaps, columns @ ..]) = value.as_array().map(Vec::as_slice) else { return Err(Misfit) };
    let (mut at, mut indices) = (0, Vec::new());
    for gap in gaps.as_array().ok_or(Misfit)? {
        let (gap, count) = match gap.as_array().map(Vec::as_slice) {
            Some([gap, count]) => (index(gap)?, index(count)?),
            Some(_) => return Err(Misfit),
            None => (index(gap)?, 1),
        };
        for _ in 0..count {
            at += gap;
            indices.push(at);
        }
    }
    let mut changed = Vec::new();
    for (slot, column) in slots.as_array().ok_or(Misfit)?.iter().zip(columns) {
        for (nth, at) in indices.iter().enumerate() {
            let value = column.get("*").or_else(|| column.get(nth)).ok_or(Misfit)?;
            changed.push((*at, index(slot)?, text(value)?));
        }
    }
    Ok(changed)
}

/// The fingerprint and the slots of `{"FINGERPRINT":[...]}`, beside which keys may stand.
fn values_of(whole: &Value) -> Result<(&str, &[Value]), Misfit> {
    let (fingerprint, slots) =
        whole.as_object().and_then(|whole| whole.iter().find(|(name, _)| *name != "#")).ok_or(Misfit)?;
    Ok((fingerprint, slots.as_array().ok_or(Misfit)?))
}

/// A flat array of pairs.
fn pairs(flat: &Value) -> Result<impl Iterator<Item = (&Value, &Value)>, Misfit> {
    let (pairs, rest) = flat.as_array().ok_or(Misfit)?.as_chunks();
    if rest.is_empty() { Ok(pairs.iter().map(|[a, b]| (a, b))) } else { Err(Misfit) }
}

fn index(value: &Value) -> Result<usize, Misfit> {
    value.as_u64().map(|at| at as usize).ok_or(Misfit)
}

fn text(value: &Value) -> Result<String, Misfit> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(Misfit),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The texts of the list after this change of the items `a b c d`.
    fn after(change: Value) -> Option<String> {
        let mut view = View::default();
        view.take(&json!({"F": [{"[": ["G", ["a"], ["b"], ["c"], ["d"]]}]})).ok()?;
        view.take(&json!([0, change])).ok()?;
        Some(view.items(0).ok()?.flatten().cloned().collect())
    }

    #[test]
    fn a_list_changes_as_the_protocol_says() {
        assert_eq!(after(json!([1, [0, "x"]])).as_deref(), Some("axcd"));
        assert_eq!(after(json!([0, {"G": [["x"], ["y"]]}, "-", [0, 2]])).as_deref(), Some("xycd"));
        assert_eq!(after(json!([1, {"G": [["x"]], "#": "7"}])).as_deref(), Some("axbcd"));
        assert_eq!(after(json!([1, [0, "x"], ">", [3, 0]])).as_deref(), Some("dxbc"));
        assert_eq!(after(json!(["=", [[0], [0, [2, 1]], ["x", "y"]]])).as_deref(), Some("xbyd"));
        assert_eq!(after(json!(["=", [[0], [1, [1, 2]], {"*": "x"}]])).as_deref(), Some("axxx"));
    }

    #[test]
    fn a_mismatch_is_reported() {
        assert_eq!(after(json!([4, [0, "x"]])), None);
        assert_eq!(after(json!(["-", [3, 2]])), None);
        assert_eq!(after(json!([6, {"G": [["x"]]}])), None);
    }
}
