//! How fields read the browser's input.

use crate::component::{BindControl, BindError, BindInput, BindValue, EventCall, FromEvent, Payload, Value};

/// A new value that takes an input.
fn given<T: BindControl + Default>(input: BindInput<'_>) -> Result<T, BindError> {
    let mut value = T::default();
    value.take(input).map(|()| value)
}

fn parsed<T: BindControl + Default>(text: &str) -> Result<T, String> {
    given(BindInput::Value(text)).map_err(|error| error.message)
}

fn refused<T: BindControl + Default>(text: &str) -> String {
    parsed::<T>(text).err().unwrap_or_default()
}

#[test]
fn numbers_are_read_as_the_browser_writes_them() {
    assert_eq!(parsed::<i64>(" 42 "), Ok(42));
    assert_eq!(parsed::<u8>("255"), Ok(255));
    assert_eq!(parsed::<f64>("1e3"), Ok(1000.0));
    assert_eq!(parsed::<f64>("-0.5"), Ok(-0.5));
    assert_eq!(parsed::<Option<i32>>(""), Ok(None));
    assert_eq!(parsed::<Option<i32>>("7"), Ok(Some(7)));
}

#[test]
fn text_that_is_no_number_is_refused_in_words_for_people() {
    assert_eq!(refused::<i64>(""), "Enter a number.");
    assert_eq!(refused::<i64>("1.5"), "Enter a whole number.");
    assert_eq!(refused::<u8>("256"), "Enter at most 255.");
    assert_eq!(refused::<u8>("-1"), "Enter at least 0.");
    assert_eq!(refused::<i8>("-129"), "Enter at least -128.");
    assert_eq!(refused::<u32>("abc"), "Enter a whole number.");
    assert_eq!(refused::<f64>("NaN"), "Enter a number, such as 2.5.");
    assert_eq!(refused::<f32>("1e99"), "Enter a number, such as 2.5.");
    assert_eq!(refused::<Option<i32>>("x"), "Enter a whole number.");
    assert_eq!(refused::<char>("ab"), "Enter one character.");
}

#[test]
fn a_field_that_refuses_is_as_it_was() {
    let mut number = 5_u8;
    assert!(number.set(BindInput::Value("300")).is_err());
    assert_eq!(number, 5);
}

#[test]
fn checkboxes_and_radio_buttons() {
    assert_eq!(bool::parse(BindInput::Checked(true, "on")), Ok(true));
    assert_eq!(bool::parse(BindInput::Checked(false, "on")), Ok(false));
    assert_eq!(String::parse(BindInput::Checked(true, "red")), Ok("red".to_owned()));
    assert_eq!(String::parse(BindInput::Checked(true, "on")), Ok("on".to_owned()));
    assert_eq!(String::parse(BindInput::Checked(false, "red")), Ok(String::new()));
    assert_eq!(given::<Option<u8>>(BindInput::Checked(true, "")), Ok(None));
    assert_eq!(given::<Option<u8>>(BindInput::Checked(false, "7")), Ok(None));
    assert!("on".to_owned().is_checked() && !String::new().is_checked());
    assert!(
        "red".to_owned().is_chosen("red")
            && 5_i32.is_chosen("5")
            && Some(2.5).is_chosen("2.50")
            && None::<i32>.is_chosen("")
    );
}

#[test]
fn a_box_that_nobody_touched_is_none_and_an_unchecked_one_is_false() {
    let box_of = |checked, value| given::<Option<bool>>(BindInput::Checked(checked, value));
    assert_eq!(box_of(true, "on"), Ok(Some(true)));
    assert_eq!(box_of(false, "on"), Ok(Some(false)));
    assert!(Some(true).is_checked() && !Some(false).is_checked() && !None::<bool>.is_checked());
}

#[test]
fn radio_buttons_say_yes_and_no_and_neither() {
    for (value, chosen) in [("true", Some(true)), ("false", Some(false)), ("", None)] {
        assert_eq!(given::<Option<bool>>(BindInput::Checked(true, value)), Ok(chosen));
        assert_eq!(given::<Option<bool>>(BindInput::Value(value)), Ok(chosen));
        assert!(chosen.is_chosen(value), "{value}");
    }
    assert_eq!(bool::parse(BindInput::Checked(true, "false")), Ok(false));
    assert_eq!(bool::parse(BindInput::Checked(true, "true")), Ok(true));
}

#[derive(Clone, Copy, Debug, PartialEq, crate::Choice)]
enum Power {
    On,
    Off,
}

#[test]
fn a_variant_may_be_named_as_a_checkbox_without_a_value() {
    assert_eq!(Power::parse(BindInput::Checked(true, "on")), Ok(Power::On));
    assert_eq!(Power::parse(BindInput::Checked(true, "off")), Ok(Power::Off));
    assert!(Power::parse(BindInput::Checked(false, "on")).is_err());
}

#[test]
fn a_group_of_checkboxes_gathers_its_values() {
    let mut chosen = vec![1_u8];
    for (checked, value) in [(true, "2"), (true, "2"), (false, "1"), (false, "9")] {
        assert_eq!(chosen.take(BindInput::Checked(checked, value)), Ok(()));
    }
    assert_eq!(chosen, [2]);
    assert!(chosen.take(BindInput::Checked(true, "x")).is_err());
    assert_eq!(chosen.take(BindInput::Values(&["3".to_owned(), "4".to_owned()])), Ok(()));
    assert_eq!(chosen, [3, 4]);
    assert!(chosen.is_chosen("4") && !chosen.is_chosen("1"));
}

#[test]
fn an_event_takes_the_value_of_its_control_as_an_option_or_a_list() {
    let payload = |value: &str| Payload { value: Some(value.to_owned()), ..Payload::default() };
    let value = |text: &str| {
        let payload = payload(text);
        let call = EventCall { handler: "", args: "", payload: &payload, number: 0 };
        (
            Value::<Option<u8>>::from_event(&call).ok().map(Value::into_inner),
            Value::<Vec<u8>>::from_event(&call).ok().map(Value::into_inner),
        )
    };
    assert_eq!(value(""), (Some(None), Some(vec![])));
    assert_eq!(value("7"), (Some(Some(7)), Some(vec![7])));
    assert_eq!(value("x"), (None, None));
}
