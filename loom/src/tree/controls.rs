//! Which controls a browser would let fire: those that are not disabled, by themselves or by a `<fieldset>`.

use crate::html::Control;

/// The `<fieldset>`s around the place that is being rendered.
#[derive(Debug, Default)]
pub(super) struct Controls {
    /// For each, from the outermost: whether it disables what is in it, and is not left for its `<legend>`.
    fieldsets: Vec<Fieldset>,
}

#[derive(Clone, Copy, Debug)]
struct Fieldset {
    disabled: bool,
    in_legend: bool,
}

impl Controls {
    pub(super) fn clear(&mut self) {
        self.fieldsets.clear();
    }

    /// Whether a handler of an element that is such a control can fire.
    pub(super) fn can_fire(&self, control: Control) -> bool {
        match control {
            Control::Never => true,
            Control::Disabled => false,
            Control::Enabled => !self.fieldsets.iter().any(|fieldset| fieldset.disabled && !fieldset.in_legend),
        }
    }

    pub(super) fn fieldset(&mut self, disabled: bool) {
        self.fieldsets.push(Fieldset { disabled, in_legend: false });
    }

    pub(super) fn end_fieldset(&mut self) {
        self.fieldsets.pop();
    }

    pub(super) fn legend(&mut self, inside: bool) {
        if let Some(fieldset) = self.fieldsets.last_mut() {
            fieldset.in_legend = inside;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disabled_fieldset_disables_its_controls_but_for_its_legend() {
        let mut controls = Controls::default();
        assert!(controls.can_fire(Control::Enabled));
        controls.fieldset(true);
        assert!(!controls.can_fire(Control::Enabled));
        assert!(controls.can_fire(Control::Never));
        controls.legend(true);
        assert!(controls.can_fire(Control::Enabled));
        assert!(!controls.can_fire(Control::Disabled));
        controls.fieldset(true);
        assert!(!controls.can_fire(Control::Enabled));
        controls.end_fieldset();
        controls.legend(false);
        assert!(!controls.can_fire(Control::Enabled));
        controls.end_fieldset();
        assert!(controls.can_fire(Control::Enabled));
    }
}
