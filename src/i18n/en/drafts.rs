//! Words of drafts, in English.

use crate::i18n::words::DraftWords;

pub(super) const DRAFTS: DraftWords = DraftWords {
    title: "Drafts",
    heading: ["last typed", "form", "up to", "begins"],
    up_to: |field| format!("up to {field}"),
    not_saved: "not saved yet",
    restored: |field, when| format!("Restored at {field}, {when}. Go on, or Esc for a draft."),
    left: "Kept as a draft: home, 9 drafts.",
    go_on: "go on",
    throw_away: "throw away",
    throw_title: "Throw a draft away",
    throw_question: "This draft will be gone. Enter throws it away, Esc keeps it.",
    thrown: "The draft is gone.",
    gone: "This draft cannot be opened: what it is about is gone, or the draft is.",
    none: "No drafts. What you type in a form and leave with Esc stays here.",
    hint: "Enter goes on with it. Nobody but you sees your drafts.",
    elsewhere: "Open in another window. Enter takes it here; that one goes on in a draft of its own.",
    not_kept: "Drafts cannot be kept now: save with Ctrl-S. Everything else works.",
    leave_title: "Leave",
    leave_question: "Drafts cannot be kept now, leaving loses this one. Enter leaves, Esc goes back.",
    already: |number| {
        format!("This was registered before as {number}; nothing was filed twice. The draft is gone.")
    },
};
