//! Words of papers to sign, in English.

use crate::i18n::words::SignWords;

pub(super) const SIGN: SignWords = SignWords {
    title: "To sign",
    heading: ["number", "limit", "due", "what", "title", "from", "since"],
    position: |at, all| format!("{at}/{all}"),
    marked: |count| format!("{count} marked"),
    read: "read",
    sign: "sign",
    agree: "agree",
    decide: "decide",
    send_back: "send back",
    instruct: "instruct",
    mark: "mark",
    next: "next",
    open_case: "case",
    empty: "Nothing waits for your signature.",
    hint: "Enter reads it, Ctrl-S signs, - sends it back; Space marks several.",
    more: |held| format!("Only the {held} most urgent are listed; sign some to see the rest."),
    barred: |why| format!("You cannot sign it: {why}."),
    no_way_back: "A report is not sent back: Ctrl-S says what becomes of it.",
    ask_title: "Sign",
    ask: |count| format!("{count} together"),
    unread: |count| format!("{count} of them have not been opened."),
    remark: "remark",
    remark_hint: "A remark may stay empty. Enter signs, Esc does not.",
    said_hint: "A report among them wants your words. Enter signs, Esc does not.",
    enter_signs: "Enter signs, no other key.",
    signed: |number, step| format!("{number} {step}: signed."),
    many_signed: |signed, failed| {
        if failed == 0 { format!("{signed} signed.") } else { format!("{signed} signed, {failed} not.") }
    },
    not_signed: |number, why| format!("{number} was not signed: {why}"),
    demands: "demands",
    open_demand: "not answered yet",
    put_by: |who, since| format!("from {who}, {since}"),
    lines: |from, to, all| format!("Lines {from} to {to} of {all}."),
    sponsored_title: "Sponsored cases",
    sponsored_empty: "You sponsor no case.",
    sponsored_hint: "Enter opens the case; what you did for it is logged there.",
    last_record: |day| format!("last record {day}"),
    gap: |step, roles| format!("nobody may decide {step}: no {roles}"),
    gaps_title: "Nobody may decide",
    gaps_why: "Give the post to somebody in the register of people, or enter a stand-in: until then what is \
               proposed here waits for nobody.",
    or: " or ",
};
