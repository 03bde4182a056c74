//! The fewest moves that bring items into a new order.

/// From pairs of an old index and a new one, new ones rising, puts into `moved` those that do not belong to a longest
/// increasing subsequence of old indices. No smaller set of moves gives the new order.
pub(super) fn longest_increasing(pairs: impl Iterator<Item = (u32, u32)>, moved: &mut Vec<(u32, u32)>) {
    moved.extend(pairs);
    // For each length, the place in `moved` of the smallest last element of an increasing subsequence of that length,
    // and its old index; and for each pair the place of the one before it in the subsequence that it ends.
    let mut ends: Vec<(u32, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(moved.len());
    for (place, (from, _)) in moved.iter().enumerate() {
        let length = ends.partition_point(|(end, _)| end < from);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).map(|(_, place)| *place));
        match ends.get_mut(length) {
            Some(end) => *end = (*from, place),
            None => ends.push((*from, place)),
        }
    }
    let mut stays = vec![false; moved.len()];
    let mut place = ends.last().map(|(_, place)| *place);
    while let Some(at) = place {
        if let Some(stays) = stays.get_mut(at) {
            *stays = true;
        }
        place = before.get(at).copied().flatten();
    }
    let mut stays = stays.into_iter();
    moved.retain(|_| !stays.next().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(sources: &[u32]) -> Vec<(u32, u32)> {
        let mut moved = Vec::new();
        longest_increasing(sources.iter().copied().zip(0..), &mut moved);
        moved
    }

    #[test]
    fn one_moved_row_is_one_move() {
        assert_eq!(moved(&[0, 1, 2, 3]), []);
        assert_eq!(moved(&[3, 0, 1, 2]), [(3, 0)]);
        assert_eq!(moved(&[1, 2, 3, 0]), [(0, 3)]);
        assert_eq!(moved(&[0, 2, 3, 1, 4]), [(1, 3)]);
    }

    #[test]
    fn swapping_is_two_moves_and_reversing_all_but_one() {
        assert_eq!(moved(&[0, 3, 2, 1, 4]).len(), 2);
        assert_eq!(moved(&[0, 998, 2, 3, 4, 5, 1, 999]).len(), 2);
        assert_eq!(moved(&[5, 4, 3, 2, 1, 0]).len(), 5);
    }
}
