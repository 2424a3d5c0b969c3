//! Words for two people on one case, in English.

use crate::i18n::words::NewerWords;

pub(super) const NEWER: NewerWords = NewerWords {
    title: "Saved first",
    saved_first: |who, when, what| {
        format!("{who} saved first, {when}. Your {what} is not saved yet; your text is all here.")
    },
    changed: "Changed",
    earlier: |lines| format!("{lines} earlier lines: see the case"),
    field: "Field",
    theirs: "Theirs",
    mine: "Yours",
    ways: [
        ("Save mine", "once more, on the newer case; what bars it will be said"),
        ("Take theirs", "nothing is saved; your text stays as a draft, home 9"),
        ("Back to edit", "their words stand below the form; edit, then save"),
    ],
    ways_to_decide: [
        ("Decide as I did", "once more, on the newer case; what bars it will be said"),
        ("Leave it", "back to the case, nothing is decided"),
        ("Look again", "the proposal is as it was; look, then decide"),
    ],
    keys: ["mine", "theirs", "edit"],
    whole: "in full",
    go: "do it",
    to_form: "back",
    hint: "1, 2 or 3 chooses, Ctrl-S does it; Enter: the field in full; Esc: back.",
    choose_first: "First choose with 1, 2 or 3, then Ctrl-S.",
    again: |who, when| format!("Saved again by {who}, {when}; listed anew, your choice is kept."),
    beside: |who, when, what| format!("{who} {when} {what}"),
    taken_theirs: |number| format!("{number} stays as they saved it; yours was not saved."),
};
