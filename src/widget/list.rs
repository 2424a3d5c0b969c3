//! Where the bar stands in a list and which rows are in sight.

use std::cell::Cell;

/// The bar of a list. It moves, not the page; at the edge the page scrolls by one row.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    /// The row under the bar.
    pub at: usize,
    /// The first row in sight. Drawing decides it, because only drawing knows the height: the
    /// one thing that `draw` may change.
    top: Cell<usize>,
}

impl Bar {
    /// Moves up by `rows`; answers whether it hit the first row.
    pub fn up(&mut self, rows: usize) -> bool {
        let hit = self.at < rows;
        self.at = self.at.saturating_sub(rows);
        hit
    }

    /// Moves down by `rows` in a list of `len`; answers whether it hit the last row.
    pub fn down(&mut self, rows: usize, len: usize) -> bool {
        let wanted = self.at + rows;
        self.at = wanted.min(len.saturating_sub(1));
        wanted >= len
    }

    /// Puts the bar on a row.
    pub fn go(&mut self, at: usize, len: usize) {
        self.at = at.min(len.saturating_sub(1));
    }

    /// Keeps the bar and its page in place when `rows` came or went before the first one.
    pub fn shift(&mut self, rows: isize) {
        self.at = self.at.saturating_add_signed(rows);
        self.top.set(self.top.get().saturating_add_signed(rows));
    }

    /// The first row in sight when `height` rows fit and the list has `len`.
    pub fn top(&self, height: usize, len: usize) -> usize {
        let top = self.top.get();
        let lowest = self.at.saturating_sub(height.saturating_sub(1));
        let top = top.clamp(lowest.min(self.at), self.at).min(len.saturating_sub(height));
        self.top.set(top);
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_scrolls_only_at_its_edge() {
        let mut bar = Bar::default();
        for _ in 0..4 {
            bar.down(1, 10);
            assert_eq!(bar.top(5, 10), 0);
        }
        bar.down(1, 10);
        assert_eq!((bar.at, bar.top(5, 10)), (5, 1));
        bar.up(1);
        assert_eq!((bar.at, bar.top(5, 10)), (4, 1));
    }

    #[test]
    fn a_bar_stays_inside_its_list() {
        let mut bar = Bar::default();
        assert!(bar.down(50, 10));
        assert_eq!(bar.at, 9);
        assert!(bar.up(50));
        assert_eq!(bar.at, 0);
        assert!(bar.down(1, 0));
        assert_eq!((bar.at, bar.top(5, 0)), (0, 0));
    }
}
