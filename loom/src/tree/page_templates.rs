//! The numbers that a page's markers give its templates.

use loom_vocabulary::NEEDED;

use super::{SlotKind, Template};

/// The templates that a page's components use, in the order of the numbers that its markers give.
#[derive(Debug, Default)]
pub struct PageTemplates {
    /// In the order of their numbers on the page.
    order: Vec<&'static Template>,
    /// By the template's number in this process: its number on the page, plus 1; 0 where it is not used.
    places: Vec<u32>,
    /// Whether raw HTML stands in one of them.
    has_raw: bool,
    /// Whether lists stand in one of them.
    has_lists: bool,
    /// Whether controls stand in one of them whose values the server says.
    has_controls: bool,
    /// Whether browser expressions stand in one of them.
    has_codes: bool,
    /// The modules of the client that they need, a bit for each.
    modules: u8,
    /// Whether one of them has data for scripts of the application.
    has_data: bool,
}

impl PageTemplates {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            order: Vec::new(),
            places: Vec::new(),
            has_raw: false,
            has_lists: false,
            has_controls: false,
            has_codes: false,
            modules: 0,
            has_data: false,
        }
    }

    /// In the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &'static Template> {
        self.order.iter().copied()
    }

    /// Whether no component was rendered.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Whether raw HTML stands in the page.
    #[must_use]
    pub const fn has_raw(&self) -> bool {
        self.has_raw
    }

    /// Whether lists stand in the page.
    #[must_use]
    pub const fn has_lists(&self) -> bool {
        self.has_lists
    }

    /// Whether controls stand in the page whose values the server says.
    #[must_use]
    pub const fn has_controls(&self) -> bool {
        self.has_controls
    }

    /// Whether browser expressions stand in the page.
    #[must_use]
    pub const fn has_codes(&self) -> bool {
        self.has_codes
    }

    /// Whether an attribute of the page asks for the module of this name.
    #[must_use]
    pub fn needs(&self, module: &str) -> bool {
        NEEDED.iter().position(|name| *name == module).is_some_and(|index| self.modules >> index & 1 == 1)
    }

    /// Whether data for scripts of the application stands in the page.
    #[must_use]
    pub const fn has_data(&self) -> bool {
        self.has_data
    }

    pub(super) const fn note_list(&mut self) {
        self.has_lists = true;
    }

    pub(super) const fn note_raw(&mut self) {
        self.has_raw = true;
    }

    pub(super) fn clear(&mut self) {
        self.order.clear();
        self.places.clear();
        self.has_raw = false;
        self.has_lists = false;
        self.has_controls = false;
        self.has_codes = false;
        self.modules = 0;
        self.has_data = false;
    }

    /// The number of `template` on the page.
    pub(crate) fn number(&mut self, template: &'static Template) -> u32 {
        if template.is_clashing() {
            return 0;
        }
        let id = template.number() as usize;
        if id >= self.places.len() {
            self.places.resize(id + 1, 0);
        }
        let Some(place) = self.places.get_mut(id) else {
            return 0;
        };
        if *place == 0 {
            self.order.push(template);
            self.modules |= template.modules;
            self.has_codes |= !template.codes.is_empty();
            self.has_data |= template.slots.iter().any(SlotKind::is_data);
            self.has_controls |= template.slots.iter().any(SlotKind::is_of_control);
            *place = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        }
        *place - 1
    }
}
