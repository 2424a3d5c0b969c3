//! The rows of a long list that are in hand: a stretch around the bar, read page by page.

use crate::api::cases::{CaseLine, Listing};
use crate::domain::page::{Page, Total};
use crate::domain::queue::{Key, Stretch};
use crate::widget::list::Bar;

/// Rows asked for at once: a page of the tallest terminal.
const CHUNK: usize = 200;
/// Rows kept; what lies further from the bar is asked for again.
const KEPT: usize = 600;
/// Rows before the edge at which the next chunk is asked for.
const AHEAD: usize = 40;

/// What a page will be used for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Anew,
    Refresh,
    Later,
    Earlier,
    Bottom,
    /// From a case that the bar is to stand on.
    Case(Key),
}

impl Wanted {
    /// Does it take the place of whatever was asked before it?
    pub(super) fn jumps(self) -> bool {
        matches!(self, Wanted::Anew | Wanted::Bottom | Wanted::Case(_))
    }
}

/// The rows in hand, and the bar.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<CaseLine>,
    /// Place of the first row in the whole list, where known.
    first: Option<usize>,
    pub(super) more_before: bool,
    pub(super) more_after: bool,
    pub(super) total: Option<Total>,
    /// Only so many of the queue were looked at.
    pub(super) looked_at: Option<usize>,
    pub(super) bar: Bar,
}

impl Rows {
    /// No rows yet.
    pub(super) fn new() -> Rows {
        Rows { first: Some(0), ..Rows::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn current(&self) -> Option<&CaseLine> {
        self.rows.get(self.bar.at)
    }

    /// The stretch to ask for, and how many rows of it.
    pub(super) fn stretch(&self, wanted: Wanted) -> (Stretch, usize) {
        let first = self.rows.first().map(|row| row.key);
        let stretch = match wanted {
            Wanted::Anew => Stretch::First,
            Wanted::Bottom => Stretch::Last,
            Wanted::Case(key) => Stretch::From(key),
            Wanted::Refresh if self.first == Some(0) => Stretch::First,
            Wanted::Refresh => first.map_or(Stretch::First, Stretch::From),
            Wanted::Later => self.rows.last().map_or(Stretch::First, |row| Stretch::After(row.key)),
            Wanted::Earlier => first.map_or(Stretch::First, Stretch::Before),
        };
        (stretch, if wanted == Wanted::Refresh { self.len().max(CHUNK) } else { CHUNK })
    }

    /// Which rows are wanted next, the bar being where it is.
    pub(super) fn short_of(&self) -> Option<Wanted> {
        if self.more_after && self.bar.at + AHEAD >= self.len() {
            Some(Wanted::Later)
        } else if self.more_before && self.bar.at < AHEAD {
            Some(Wanted::Earlier)
        } else {
            None
        }
    }

    /// Takes a page in; answers whether it was of use: a case that does not stand in the list moves
    /// nothing.
    pub(super) fn take(&mut self, wanted: Wanted, listing: Listing) -> bool {
        let Listing { page: Page { rows, more_before, more_after, total }, looked_at } = listing;
        if let Wanted::Case(key) = wanted
            && rows.first().map(|row| row.id) != Some(key.id)
        {
            return false;
        }
        let stood_on = self.current().map(|row| row.id);
        let before = self.total.replace(total).unwrap_or(total);
        self.looked_at = looked_at;
        match wanted {
            Wanted::Case(_) => {
                self.first = (!more_before).then_some(0);
                (self.rows, self.more_before, self.more_after) = (rows, more_before, more_after);
                self.bar = Bar::default();
            }
            Wanted::Later => {
                self.rows.extend(rows);
                self.more_after = more_after;
                self.let_go_of_the_first();
            }
            Wanted::Earlier => {
                let added = rows.len();
                self.rows.splice(..0, rows);
                self.more_before = more_before;
                self.bar.shift(isize::try_from(added).unwrap_or(0));
                self.first = if more_before { self.first.map(|f| f.saturating_sub(added)) } else { Some(0) };
                if self.len() > KEPT {
                    self.rows.truncate(KEPT.max(self.bar.at + 1));
                    self.more_after = true;
                }
            }
            Wanted::Anew | Wanted::Refresh | Wanted::Bottom => {
                self.first = match (more_before, wanted, total) {
                    (false, ..) => Some(0),
                    (true, Wanted::Bottom, Total::Exactly(all)) => Some(all - rows.len()),
                    // Others may have come before it: its place is not known any more.
                    (true, Wanted::Refresh, _) if total != before => None,
                    (true, Wanted::Refresh, _) => self.first,
                    (true, ..) => None,
                };
                (self.rows, self.more_before, self.more_after) = (rows, more_before, more_after);
                match wanted {
                    Wanted::Anew => self.bar = Bar::default(),
                    Wanted::Bottom => self.bar.go(usize::MAX, self.len()),
                    // The bar stays on its case, else on its line.
                    _ => {
                        let at = self.rows.iter().position(|row| Some(row.id) == stood_on);
                        self.bar.go(at.unwrap_or(self.bar.at), self.len());
                    }
                }
            }
        }
        true
    }

    fn let_go_of_the_first(&mut self) {
        let surplus = self.len().saturating_sub(KEPT);
        if surplus > 0 && self.bar.at > surplus {
            self.rows.drain(..surplus);
            self.bar.shift(-isize::try_from(surplus).unwrap_or(0));
            self.first = self.first.map(|first| first + surplus);
            self.more_before = true;
        }
    }

    /// `1-15/41`: which rows are in sight of how many.
    pub(super) fn position(&self, height: usize) -> String {
        let total = self.total.map(|total| total.to_string()).unwrap_or_default();
        match (self.len(), self.first) {
            (0, _) => String::new(),
            (len, Some(first)) => {
                let top = self.bar.top(height, len);
                format!("{}-{}/{total}", first + top + 1, first + (top + height).min(len))
            }
            (_, None) => format!("../{total}"),
        }
    }
}
