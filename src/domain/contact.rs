//! 联系: every call, visit, letter or message with a petitioner.

use super::case::Channel;

/// 书面答复: what the petitioner said to the offer of a paper (decision 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperOffer {
    /// 要书面: a paper is owed.
    Wanted,
    /// 不要书面: the oral answer is enough for him.
    Declined,
}

impl PaperOffer {
    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            PaperOffer::Wanted => "wanted",
            PaperOffer::Declined => "declined",
        }
    }

    /// Reads [`PaperOffer::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        [PaperOffer::Wanted, PaperOffer::Declined].into_iter().find(|offer| offer.word() == word)
    }
}

/// 当场答复: what was said, on what ground, and whether a paper follows.
#[derive(Clone, PartialEq, Eq)]
pub struct SpotAnswer {
    /// 依据: the policy or article the answer rests on.
    pub basis: String,
    /// 答复内容: what was explained.
    pub words: String,
    /// Whether the petitioner wants it on paper.
    pub paper: PaperOffer,
    /// Face to face, or on the line.
    pub channel: Channel,
}

impl std::fmt::Debug for SpotAnswer {
    /// What was said to a petitioner is no word for a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SpotAnswer")
            .field("paper", &self.paper)
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}
