//! A page of a long list: rows, where they stand, how many there are.

/// How many rows there are in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// Counted to the end.
    Exactly(usize),
    /// Counting stopped here.
    MoreThan(usize),
}

impl Total {
    /// Counting stops here; a list that long is shown as `10000+`.
    pub const CAP: usize = 10_000;

    /// From a count that was asked to stop one past the cap.
    pub fn from_capped(count: usize) -> Total {
        if count > Total::CAP { Total::MoreThan(Total::CAP) } else { Total::Exactly(count) }
    }
}

impl std::fmt::Display for Total {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Total::Exactly(n) => write!(f, "{n}"),
            Total::MoreThan(n) => write!(f, "{n}+"),
        }
    }
}

/// Some neighbouring rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<Row> {
    /// In the order of the list.
    pub rows: Vec<Row>,
    /// Is there anything before the first row?
    pub more_before: bool,
    /// Is there anything after the last row?
    pub more_after: bool,
    /// Rows of the whole list.
    pub total: Total,
}
