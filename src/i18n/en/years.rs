//! Words of adding a year, in English.

use crate::i18n::words::YearsWords;

pub(super) const YEARS: YearsWords = YearsWords {
    title: "Add a year",
    text: "Notice",
    intro: [
        "Paste the State Council's notice of days off, or a year's file, whole.",
        "You see every day and limit that moves; it is accepted the second time.",
    ],
    read: "see what moves",
    hint: "Paste the whole text; Ctrl-S shows what it moves. Enter breaks the line.",
    faults: |count| format!("{count} faults, nothing is accepted. Correct them and press Ctrl-S."),
    more: |count| format!("{count} more"),
    new: "new",
    changed: "changed: *; the rest stays",
    same: "in use already, the same days",
    off: "off",
    work: "worked",
    no_more_off: "not off",
    no_more_work: "not worked",
    accept: "accept",
    accept_question: "Once accepted, every limit shown moves to its new day, and each case keeps a line of it. Accept?",
    to_text: "to the text",
    shown: |(clocks, cases), from, to, all| {
        format!("Not accepted yet. {clocks} limits of {cases} cases move. Line {from}-{to} of {all}.")
    },
    accepted: |years, clocks, cases| {
        format!("{years} accepted. {clocks} limits of {cases} cases moved; each has a line.")
    },
};
