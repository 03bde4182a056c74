//! Names, labels and text of a choice.

use loom::{Choice as _, prelude::*};

#[derive(Clone, Copy, Debug, PartialEq, Choice)]
enum Color {
    Red,
    DarkBlue,
    #[choice(name = "none", label = "No color at all")]
    Nothing,
}

#[test]
fn names_and_labels() {
    let names: Vec<_> = Color::ALL.iter().map(|color| color.name()).collect();
    assert_eq!(names, ["red", "dark-blue", "none"]);
    assert_eq!(Color::DarkBlue.to_string(), "Dark blue");
    assert_eq!("none".parse(), Ok(Color::Nothing));
    assert_eq!("blue".parse::<Color>().map_err(|error| error.to_string()), Err("`blue` is not one of the choices".into()));
}
