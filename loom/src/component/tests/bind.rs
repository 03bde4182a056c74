//! How fields read the browser's input.

use crate::component::{BindInput, BindValue};

fn parsed<T: BindValue>(text: &str) -> Result<T, String> {
    T::parse(BindInput::Value(text)).map_err(|error| error.message)
}

fn refused<T: BindValue>(text: &str) -> String {
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
    assert_eq!(Option::<u8>::parse(BindInput::Checked(true, "")), Ok(None));
    assert_eq!(Option::<u8>::parse(BindInput::Checked(false, "7")), Ok(None));
    assert!("on".to_owned().checked() && !String::new().checked());
    assert!("red".to_owned().holds("red") && 5_i32.holds("5") && Some(2.5).holds("2.50") && None::<i32>.holds(""));
}

#[test]
fn a_box_that_nobody_touched_is_none_and_an_unchecked_one_is_false() {
    let box_of = |checked, value| Option::<bool>::parse(BindInput::Checked(checked, value));
    assert_eq!(box_of(true, "on"), Ok(Some(true)));
    assert_eq!(box_of(false, "on"), Ok(Some(false)));
    assert!(Some(true).checked() && !Some(false).checked() && !None::<bool>.checked());
}

#[test]
fn radio_buttons_say_yes_and_no_and_neither() {
    for (value, chosen) in [("true", Some(true)), ("false", Some(false)), ("", None)] {
        assert_eq!(Option::<bool>::parse(BindInput::Checked(true, value)), Ok(chosen));
        assert_eq!(Option::<bool>::parse(BindInput::Value(value)), Ok(chosen));
        assert!(chosen.holds(value), "{value}");
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
        assert_eq!(chosen.set(BindInput::Checked(checked, value)), Ok(()));
    }
    assert_eq!(chosen, [2]);
    assert!(chosen.set(BindInput::Checked(true, "x")).is_err());
    assert_eq!(chosen.set(BindInput::Values(&["3".to_owned(), "4".to_owned()])), Ok(()));
    assert_eq!(chosen, [3, 4]);
    assert!(chosen.holds("4") && !chosen.holds("1"));
}
