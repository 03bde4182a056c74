//! Every kind of field that a form control can be bound to.

use loom::{__private::State, BindInput, Props, prelude::*};

#[derive(Clone, Copy, Debug, Default, PartialEq, Choice, serde::Serialize, serde::Deserialize)]
enum Size {
    #[default]
    Small,
    ExtraLarge,
}

#[live_component]
struct Order {
    #[bind]
    name: String,
    #[bind]
    count: u32,
    #[bind]
    weight: Option<f64>,
    #[bind]
    gift: bool,
    #[bind]
    size: Size,
    #[bind]
    extras: Vec<String>,
    #[bind]
    colors: Vec<Size>,
    #[prop(default)]
    #[bind]
    letter: char,
}

#[live_component]
impl Order {
    fn render(&self) -> Html {
        html! {
            <form>
                <input bind:value={self.name}>
                <input type="number" bind:value={self.count}>
                <input type="number" bind:value={self.weight}>
                <input type="checkbox" bind:checked={self.gift}>
                <select bind:value={self.size}>
                    for size in Size::ALL { <option value={size.name()}>{size.label()}</option> }
                </select>
                <input type="checkbox" value="salt" bind:group={self.extras}>
                <input bind:value={self.letter}>
            </form>
        }
    }
}

#[test]
fn fields_take_what_the_browser_sends() {
    let mut order = Order::props().build();
    assert_eq!(order.bind("size", BindInput::Value("extra-large")), Some(Ok(())));
    assert_eq!(order.bind("extras", BindInput::Checked(true, "salt")), Some(Ok(())));
    assert_eq!(order.bind("weight", BindInput::Value("")), Some(Ok(())));
    assert_eq!(order.bind("nothing", BindInput::Value("")), None);
    let refused = order.bind("count", BindInput::Value("-1")).and_then(Result::err);
    assert_eq!(refused.map(|error| error.message).as_deref(), Some("Enter at least 0."));
    assert_eq!((order.size, order.extras, order.weight), (Size::ExtraLarge, vec!["salt".to_owned()], None));
}
