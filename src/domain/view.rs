//! 视图: which cases a list shows, and in which order.

use super::case::{Channel, State};
use super::masked::Personal;
use super::queue::Queue;
use super::word_list::word_list;

/// Cases that a filter looks at, and that an order other than the index's can sort: those of a
/// queue that are due first. Where a queue holds more, the list says so.
pub const LOOK_AT: usize = 10_000;

/// Words of a filter that count.
pub const FILTER_WORDS: usize = 8;

word_list! {
    /// What a list can be ordered by.
    Column {
        /// 到期: what is due first; cases without a limit come last.
        Due = "due",
        /// 编号: the order of registration.
        Number = "number",
        /// 收到
        Received = "received",
        /// 标题, as a dictionary has it.
        Title = "title",
        /// 在哪里
        Place = "place",
        /// 经办
        Handler = "handler",
        /// 信访形式
        Channel = "channel",
    }
}

/// Which end of an order comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// The smallest.
    #[default]
    Up,
    /// 倒序: the largest.
    Down,
}

/// 排序
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// From which end.
    pub direction: Direction,
}

impl Default for Sort {
    /// What is due first.
    fn default() -> Sort {
        Sort { column: Column::Due, direction: Direction::Up }
    }
}

impl Sort {
    /// By this column, from its beginning.
    pub fn by(column: Column) -> Sort {
        Sort { column, direction: Direction::Up }
    }

    /// The next column of the list, from its beginning.
    pub fn next(self) -> Sort {
        let at = Column::ALL.iter().position(|column| *column == self.column).unwrap_or(0);
        Sort::by(Column::ALL[(at + 1) % Column::ALL.len()])
    }

    /// The same column from the other end.
    pub fn reversed(self) -> Sort {
        let direction = match self.direction {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
        };
        Sort { direction, ..self }
    }

    /// The word of `--sort`: a column, with `-` before it from its other end.
    pub fn word(self) -> String {
        match self.direction {
            Direction::Up => self.column.word().to_owned(),
            Direction::Down => format!("-{}", self.column.word()),
        }
    }

    /// Reads [`Sort::word`] back.
    pub fn from_word(word: &str) -> Option<Sort> {
        match word.strip_prefix('-') {
            Some(column) => Column::from_word(column).map(|column| Sort::by(column).reversed()),
            None => Column::from_word(word).map(Sort::by),
        }
    }
}

/// One word of a filter: a case fits when the text stands in its number, its title, the name of a
/// petitioner, of its unit or of who has it in hand; or when it is in one of these states, came by
/// one of these channels, or stands in one of these queues, which is what the text is called in
/// somebody's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilterWord {
    /// As typed.
    pub text: Personal,
    /// States called so.
    pub states: Vec<State>,
    /// Channels called so.
    pub channels: Vec<Channel>,
    /// Lamps called so, by the queue that collects them.
    pub queues: Vec<Queue>,
}

impl FilterWord {
    /// The queues that a word can stand for: what a lamp says.
    pub const QUEUES: [Queue; 3] = [Queue::Overdue, Queue::DueToday, Queue::DueSoon];
}

/// Cases of a queue that fit every word, in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Of which queue.
    pub queue: Queue,
    /// What each case has to fit.
    pub filter: Vec<FilterWord>,
    /// In which order.
    pub sort: Sort,
}

impl View {
    /// The whole queue, what is due first.
    pub fn of(queue: Queue) -> View {
        View { queue, filter: Vec::new(), sort: Sort::default() }
    }
}

/// The key of a saved view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ViewId(pub i64);

/// 存下的视图: of one account, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its key.
    pub id: ViewId,
    /// What its owner calls it.
    pub name: String,
    /// Of which queue.
    pub queue: Queue,
    /// The words of the filter, as typed.
    pub filter: Personal,
    /// In which order.
    pub sort: Sort,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_an_order_is_read_back() {
        let mut sort = Sort::default();
        for _ in Column::ALL {
            assert_eq!(Sort::from_word(&sort.word()), Some(sort));
            assert_eq!(Sort::from_word(&sort.reversed().word()), Some(sort.reversed()));
            sort = sort.next();
        }
        assert_eq!(sort, Sort::default(), "round and round");
        assert_eq!(Sort::from_word("colour"), None);
    }
}
