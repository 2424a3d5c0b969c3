//! Words of lists of cases: the queue, its filter and order, views, a step with several cases.

use super::Words;
use crate::domain::case::{Channel, State};
use crate::domain::masked::Personal;
use crate::domain::view::{FILTER_WORDS, FilterWord, Sort};

/// 队列
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct QueueWords {
    pub title: fn(&str) -> String,
    pub number: &'static str,
    pub lamp: &'static str,
    pub due_on: &'static str,
    pub limit: &'static str,
    pub matter: &'static str,
    pub place: &'static str,
    pub holder: &'static str,
    /// where a case lies that lies with the office itself
    pub here: &'static str,
    pub can: &'static str,
    pub register: &'static str,
    pub search: &'static str,
    pub other_queue: &'static str,
    pub answer: &'static str,
    pub empty: &'static str,
    pub nothing_registered: &'static str,
    /// channel, day, people
    pub about: fn(&str, &str, u32) -> String,
    /// clock, day; number and lamp stand in the row
    pub due: fn(&str, &str) -> String,
    /// number, state
    pub settled: fn(&str, &str) -> String,
    pub sorted: fn(Sort) -> &'static str,
    pub filter: &'static str,
    pub filter_hint: &'static str,
    pub clear_filter: &'static str,
    /// the words
    pub filtered: fn(&str) -> String,
    /// each word; how many were looked at, where that is not all
    pub nothing_fits: fn(&[&str], Option<usize>) -> String,
    /// how many were looked at
    pub looked_at: fn(usize) -> String,
    pub sort: &'static str,
    pub reverse: &'static str,
    pub views: &'static str,
    pub next: &'static str,
    pub no_next: &'static str,
    pub no_next_at_all: &'static str,
    pub mark: &'static str,
    pub act: &'static str,
    /// how many
    pub marked: fn(usize) -> String,
    pub nothing_marked: &'static str,
    pub unmarked: &'static str,
    /// how many there may be
    pub marks_full: fn(usize) -> String,
}

/// 视图
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct ViewWords {
    pub title: &'static str,
    pub hint: &'static str,
    pub empty: &'static str,
    pub save: &'static str,
    pub drop: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub now: &'static str,
    pub saved: fn(&str) -> String,
    pub dropped: fn(&str) -> String,
}

/// 同办
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct ManyWords {
    pub title: &'static str,
    pub choose_hint: &'static str,
    pub no_step: &'static str,
    /// with how many of how many
    pub open_to: fn(usize, usize) -> String,
    /// step, how many
    pub heading: fn(&str, usize) -> String,
    pub became: &'static str,
    pub hint: &'static str,
    pub noted: &'static str,
    pub proposed: &'static str,
    pub urged: &'static str,
    pub done: fn(usize) -> String,
    /// done, not done
    pub partly: fn(usize, usize) -> String,
    /// who saved first, when
    pub moved_on: fn(&str, &str) -> String,
    pub back: &'static str,
}

impl Words {
    /// What is typed into a filter, word by word, with the states, channels and lamps that are
    /// called so in this language.
    pub fn filter_words(&self, typed: &str) -> Vec<FilterWord> {
        typed.split_whitespace().take(FILTER_WORDS).map(|word| self.filter_word(word)).collect()
    }

    fn filter_word(&self, text: &str) -> FilterWord {
        // A letter or a single character is part of too many words to mean one of them.
        let long = text.chars().count() >= if text.is_ascii() { 4 } else { 2 };
        let typed = text.to_lowercase();
        let is_called = |name: &str| long && name.to_lowercase().contains(&typed);
        let states = State::ALL.iter().copied().filter(|state| is_called((self.state)(*state)));
        let channels = Channel::ALL.iter().copied().filter(|channel| is_called((self.channel)(*channel)));
        let queues = FilterWord::QUEUES.into_iter().filter(|queue| is_called((self.queue)(*queue)));
        FilterWord {
            text: Personal::new(text),
            states: states.collect(),
            channels: channels.collect(),
            queues: queues.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::queue::Queue;
    use crate::i18n::{Language, words};

    #[test]
    fn a_word_of_a_filter_may_be_what_a_state_a_channel_or_a_lamp_is_called() {
        let found = words(Language::Chinese).filter_words(" 供水　超期 来信 水");
        assert_eq!(found.len(), 4, "also apart by a wide blank");
        assert_eq!((found[0].states.len(), found[0].queues.len()), (0, 0));
        assert_eq!(found[1].queues, [Queue::Overdue]);
        assert_eq!(found[2].channels, [Channel::Letter]);
        assert!(found[3].states.is_empty() && found[3].text.reveal() == "水");
        let english = words(Language::English).filter_words("letter a");
        assert_eq!(english[0].channels, [Channel::Letter]);
        assert!(english[1].states.is_empty());
    }
}
