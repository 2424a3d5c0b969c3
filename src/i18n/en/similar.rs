//! Words of the same matter, in English.

use crate::domain::similar::Reason;
use crate::i18n::words::SimilarWords;

pub(super) const SIMILAR: SimilarWords = SimilarWords {
    title: "Same?",
    label: "Same?",
    reason: |reason, text| match reason {
        Reason::SameId => "same ID".to_owned(),
        Reason::SamePhone => "same phone".to_owned(),
        Reason::SameAddress => "same address".to_owned(),
        Reason::SameName => "same name".to_owned(),
        Reason::Text => format!("text {text}%"),
        Reason::SamePlace => "same place".to_owned(),
        Reason::DifferentPlace => "other place".to_owned(),
        Reason::DifferentMonth => "other months".to_owned(),
    },
    nobody: "not named",
    hint: |count, number, reasons, key| format!("{count} alike, most {number}: {reasons}   {key} opens"),
    hint_linked: |count| format!("{count} linked   "),
    question: |count| format!("Same matter? {count} alike, five at most; names are masked"),
    here: "Like here",
    own: "This one",
    after: "Linked",
    after_says: "Each keeps its number, notice and limits; they only see each other.",
    nothing: "Nothing alike. It looks again as you write.",
    looking: "Looking for what is alike..",
    failed: |why| format!("The check failed: {why} Register anyway."),
    link: "link",
    not_same: "is not",
    look: "look",
    choose: "choose",
    undo: "undo",
    guide: "l links the two; x says they are not the same (kept, not asked again).",
    is_linked: "linked",
    is_not_same: "is not",
    linked: |number| format!("Linked with {number} as the same matter."),
    unlinked: |number| format!("{number} unlinked; both cases have a line."),
    said_not_same: |number| format!("{number} is not the same; kept, not asked again."),
    said_open: |number| format!("What was said of {number} is taken back."),
    nothing_to_undo: "There is nothing to undo.",
    links: "Linked",
    link_line: |number, state, other| {
        format!("{number} {state}{}", if other { " (another petitioner)" } else { "" })
    },
    repeats: |count| format!("time {}", count + 1),
    checked: |petitions, (found, earlier), (right, shown), (likely_right, likely)| {
        [
            format!("{petitions} petitions, {earlier} with an earlier one of their matter."),
            format!("One among the first five: {found} of {earlier} ({}).", percent(found, earlier)),
            format!("Right of {shown} shown: {right} ({}).", percent(right, shown)),
            format!(
                "Right of {likely} likely enough to link: {likely_right} ({}).",
                percent(likely_right, likely)
            ),
        ]
    },
    told_apart: |apart, all| format!("{apart} of {all} look-alikes told apart."),
};

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.1}%", part as f64 * 100.0 / whole as f64) }
}
