//! Required, defaulted and converted props, in any order.

use loom::{__private::State, Props, prelude::*};

#[live_component]
struct Gauge {
    #[prop]
    label: String,
    #[prop(into)]
    unit: String,
    #[prop(default)]
    low: f64,
    #[prop(default = 100.0)]
    high: f64,
    #[prop(into, default = "blue")]
    color: String,
    #[prop(into, default)]
    note: Option<String>,
    value: f64,
    #[state(default = vec![1, 2])]
    marks: Vec<u8>,
}

#[live_component]
impl Gauge {
    fn render(&self) -> Html {
        html! { <meter min={self.low} max={self.high} value={self.value}>{&self.label}</meter> }
    }
}

#[test]
fn a_prop_that_is_not_given_is_at_its_default() {
    let gauge = Gauge::props().unit("m").low(1.0).label("depth".to_owned()).note("deep".to_owned()).build();
    assert_eq!((gauge.unit.as_str(), gauge.low, gauge.high, gauge.color.as_str()), ("m", 1.0, 100.0, "blue"));
    assert_eq!((gauge.note.as_deref(), gauge.marks.as_slice()), (Some("deep"), &[1, 2][..]));
}

#[test]
fn new_props_leave_the_state_alone() {
    let mut gauge = Gauge::props().unit("m").label("depth".to_owned()).build();
    gauge.value = 5.0;
    let before = gauge.props_digest();
    gauge.take_props(Gauge::props().unit("km").label("height".to_owned()).build());
    assert_eq!((gauge.unit.as_str(), gauge.label.as_str(), gauge.value), ("km", "height", 5.0));
    assert_ne!(gauge.props_digest(), before);
}
