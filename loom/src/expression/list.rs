//! Changes of lists that need a place which is there.

use super::run::Run;

/// `list.insert(index, value)`. The evaluation fails where the list is shorter than `index`.
pub fn insert<T>(run: &Run, list: &mut Vec<T>, index: usize, value: T) {
    if index <= list.len() {
        list.insert(index, value);
    } else {
        run.fail();
    }
}

/// `list.remove(index);`, without its value: the evaluation fails where there is none at `index`.
pub fn remove<T>(run: &Run, list: &mut Vec<T>, index: usize) {
    if index < list.len() {
        list.remove(index);
    } else {
        run.fail();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_not_there_makes_the_evaluation_fail() {
        let (run, mut list) = (Run::new(), vec![1, 2]);
        insert(&run, &mut list, 2, 3);
        remove(&run, &mut list, 0);
        assert_eq!((list.as_slice(), run.failed()), (&[2, 3][..], false));
        for change in [insert_fourth, remove_third] {
            let run = Run::new();
            change(&run, &mut list);
            assert_eq!((list.as_slice(), run.failed()), (&[2, 3][..], true));
        }
    }

    fn insert_fourth(run: &Run, list: &mut Vec<i32>) {
        insert(run, list, 3, 4);
    }

    fn remove_third(run: &Run, list: &mut Vec<i32>) {
        remove(run, list, 2);
    }
}
