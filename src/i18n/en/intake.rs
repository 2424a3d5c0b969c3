//! Words of the desks where matters come in, in English.

use crate::domain::case::{Channel, Urgency};
use crate::domain::material::MaterialKind;
use crate::domain::party::{IdKind, PartyRole};
use crate::domain::problem::Field;
use crate::domain::receipt::{Completeness, Platform, ReplyWay, Signed, Source};
use crate::i18n::words::{
    IntakeWords, ListWords, PapersSheetWords, PeopleSheetWords, PersonWords, PostWords,
};

pub(super) const INTAKE: IntakeWords = IntakeWords {
    title: |channel| format!("Register: {channel}"),
    save: "register",
    next: "next",
    previous: "previous",
    codes: "codes",
    other_desk: "other desk",
    sheet: "list",
    will_start: "Will start",
    does_not_stop: "(register now, add before acceptance)",
    insist: "Ctrl-S again registers it as it is",
    leave_title: "Leave the form",
    leave_question: "What you typed is not registered and would be lost. Enter leaves, Esc goes back to it.",
    hint,
    third: |field| match field {
        Field::Age => "Age",
        Field::Concerned => "Total",
        Field::Publish => "Public",
        Field::LevelSkipping => "Skips",
        _ => "",
    },
    id_number: |sex, age, division| format!("{sex} {age}  valid  {division}"),
    organisation: "credit code, valid",
    also: |fields| format!("; also {fields}"),
    no_class: "no such category",
    above: |lines| format!("{lines} above"),
    title_from_text: |title| format!("from the request: {title}"),
    registered: |number, due| match due {
        Some((day, clock)) => format!("Registered {number}, {clock} by {day}. "),
        None => format!("Registered {number}. "),
    },
    reported: "The leader has been told. ",
    gaps: |_, fields| format!("To add: {fields}."),
    others: |count| format!("{count}"),
    representatives: |count, most| format!("spokesmen {count}/{most}"),
    papers: |count| format!("{count}"),
    opens_sheet: "Enter opens the list: representatives, agent, guardian, interpreter, witness.",
    nothing_before: "Nothing was typed here last time, so there is nothing to copy.",
    known: |day| format!("Known here, last {day}; empty fields come from the record."),
    number_moved: "The number went to its own field.",
    no_room: |count| format!("The field is full; {count} characters were not taken. Attach the original."),
    registered_otherwise: |number| {
        format!("Registered elsewhere as {number}; what you wrote since is not. Ctrl-S again files it.")
    },
    codes_title: "codes",
    codes_hint: "Type a name, code or initials to narrow; arrows choose, Enter takes, Esc leaves.",
    no_codes: "This field has no list; write it as it is.",
    phrases_title: "phrases",
    no_phrases: "No phrases yet. The administrator adds them under Settings, Phrases.",
    guidance: "How to ask",
    again: |number| format!("Comes again about {number}; this one has its own number and limits."),
};

/// What to ask, in words that may be said aloud (S003-14, S003-30).
fn hint(channel: Channel, field: Field) -> &'static str {
    match (field, channel) {
        (Field::Received, Channel::Visit | Channel::Call) => {
            "When: 1430 is today 14:30; yesterday, -2, wed, 2026-11-22 work; empty is today."
        }
        (Field::Received, _) => "Day of receipt: yesterday, -2, wed, 0915, 2026-11-22; empty is today.",
        (Field::Name, Channel::Visit) => {
            "\"Please sit down. May I have your name?\" As on the card; may stay empty."
        }
        (Field::Name, Channel::Call) => "\"Good morning. May I have your name?\" May stay empty.",
        (Field::Name, _) => "Name of the person or organisation. May stay empty, marked to add.",
        (Field::Age, _) => "In whole years; may stay empty, an ID number fills it.",
        (Field::Phone, Channel::Visit | Channel::Call) => {
            "\"Is there a number where we can reach you?\" May stay empty."
        }
        (Field::Phone, _) => "Mobile or fixed line; may stay empty.",
        (Field::IdNumber, Channel::Visit) => {
            "\"May I see your card?\" 18 digits or a credit code; may stay empty."
        }
        (Field::IdNumber, _) => "May stay empty; never asked of letters and calls.",
        (Field::Address, _) => "\"Where do you live?\" Township and street; initials (cgz) give the town.",
        (Field::People, Channel::Letter) => "How many signed; above 1, Enter opens the list of names.",
        (Field::People, _) => "How many came; above 1, Enter opens the list of names.",
        (Field::Concerned, _) => "How many people the matter is about in all; may stay empty.",
        (Field::Body, Channel::Visit | Channel::Call) => {
            "\"Take your time.\" Request, facts, reasons, as told. Enter breaks, Tab goes on."
        }
        (Field::Body, _) => "Request, facts, reasons, as written. Enter breaks, Tab goes on, F4 phrases.",
        (Field::Title, _) => "Empty takes the first sentence of the request.",
        (Field::Category, _) => "Code, name or initials (gzff); arrows choose, Enter takes, F4 shows all.",
        (Field::Place, _) => "Where it happened: code, name or initials, Enter takes; may stay empty.",
        (Field::Accused, _) => "The body or person complained of; who is not in the list is typed out.",
        (Field::SourceNumber, _) => "Numbers other offices gave it, apart by semicolons; may stay empty.",
        (Field::SourceBody, _) => "Which body or leader handed it on.",
        (Field::Window, _) => "At which window.",
        (Field::Postmark, _) => "Day of the postmark: 0912, -3, 2026-09-12.",
        (Field::Addressee, _) => "To whom the letter is addressed.",
        (Field::Caller, _) => "The number the call came from.",
        (Field::Rings, _) => "Rings before it was answered; three at most.",
        (Field::OnlineUser, _) => "The user's name online.",
        (Field::Others, _) => "Who came along: representatives, agent, guardian, interpreter. Enter opens.",
        (Field::Materials, _) => "Papers handed in, one by one. Enter opens the list.",
        _ => "",
    }
}

pub(super) const LISTS: ListWords = ListWords {
    source: |source| match source {
        Source::Direct => "petitioner himself",
        Source::Assigned => "assigned from above",
        Source::Leader => "from a leader",
        Source::Department => "a department",
        Source::Hotline => "12345 hotline",
        Source::HandedOn => "another body",
    },
    reply: |reply| match reply {
        ReplyWay::Paper => "paper",
        ReplyWay::Call => "call",
        ReplyWay::Meeting => "meet",
        ReplyWay::Online => "online",
    },
    signed: |signed| match signed {
        Signed::Himself => "himself",
        Signed::Thumbprint => "thumbprint",
        Signed::Agent => "by agent",
        Signed::Unsigned => "not signed",
    },
    completeness: |found| match found {
        Completeness::Whole => "whole",
        Completeness::Pages => "pages missing",
        Completeness::Sender => "sender missing",
        Completeness::Enclosures => "enclosures",
    },
    platform: |platform| match platform {
        Platform::Website => "website",
        Platform::Mailbox => "mailbox",
        Platform::Wechat => "WeChat",
        Platform::Weibo => "Weibo",
        Platform::App => "app",
        Platform::Fax => "fax",
        Platform::Other => "other",
    },
    urgency: |urgency| match urgency {
        Urgency::MassEvent => "may become a mass event",
        Urgency::Stability => "grave for public order",
        Urgency::Extreme => "extreme act",
    },
    id_kind: |kind| match kind {
        IdKind::Card => "ID card",
        IdKind::Service => "officer",
        IdKind::Permit => "permit",
        IdKind::Passport => "passport",
        IdKind::Household => "household",
        IdKind::CreditCode => "credit code",
        IdKind::Other => "other",
    },
    party_role: |role| match role {
        PartyRole::Petitioner => "petitioner",
        PartyRole::Representative => "speaks",
        PartyRole::Agent => "agent",
        PartyRole::Guardian => "guardian",
        PartyRole::Interpreter => "interprets",
        PartyRole::Witness => "witness",
    },
    material_kind: |kind| match kind {
        MaterialKind::Copy => "copy",
        MaterialKind::Original => "original",
        MaterialKind::Photo => "photo",
        MaterialKind::Recording => "recording",
    },
    yes: "yes",
    no: "no",
};

pub(super) const PEOPLE_SHEET: PeopleSheetWords = PeopleSheetWords {
    title: "people",
    headings: ["No", "Name", "ID number", "Phone", "Role", "Note"],
    came: |came, concerned| {
        if concerned.is_empty() {
            format!("{came} came")
        } else {
            format!("{came} came  {concerned} concerned")
        }
    },
    counts: |representatives, most, filled, came| {
        format!("representatives {representatives}/{most}  filled {filled}/{came}")
    },
    rule: |most| format!("A joint visit elects representatives, {most} at most (article 20, paragraph 3)."),
    back: "to the form",
    copy: "copy above",
    mark: "speaks",
    next_row: "next person",
    role: "1 petitioner  2 speaks  3 agent  4 guardian  5 interprets  6 witness",
    hint: |row, column| {
        format!("Person {row}, {column}. = in an empty cell copies above, * marks who speaks.")
    },
    fewer: |came, filled| format!("{came} came, {filled} written; it can be saved."),
    remark: "no number",
};

pub(super) const PAPERS_SHEET: PapersSheetWords = PapersSheetWords {
    title: "papers",
    headings: ["No", "What", "Kind", "Copies", "Pages"],
    note: "Take copies; originals stay with the petitioner. The slip lists what was taken.",
    hint: |row, column| format!("Paper {row}, {column}. 1 copy  2 original  3 photo  4 recording."),
};

pub(super) const PERSON: PersonWords = PersonWords {
    title: "Petitioner",
    nobody: "No record of this person here. n registers, the number is filled in.",
    counts: |all, open, closed| format!("{all} matters here  {open} open  {closed} closed"),
    last: |day| format!("last {day}"),
    promised: "Promised",
    open: "Open",
    closed: "Closed",
    none_open: "Nothing is open.",
    again: "about this again",
    new: "register",
    looked_up: |time| {
        format!("The look is logged, {time}. Enter opens; r about this again; n another matter.")
    },
    kept: |what| format!("Kept        {what}. Esc goes back to it."),
    not_for_you: "Your role may not look up people; the number was not kept.",
    misread: "What was read is no valid number, and was not taken for keys. Read the card again.",
    more: |count| format!("{count} more, / searches"),
    newest: |day, what| format!("{day} {what}"),
};

pub(super) const POST: PostWords = PostWords {
    title: "The day's post",
    summary: "Summary",
    next_row: "next letter",
    hint: |row, column| format!("Letter {row}, {column}. = in an empty cell copies above; may stay empty."),
    note: "A line a letter; Ctrl-S registers all, each with its number; wrong ones stay to be mended.",
    empty: "Nothing written yet. A line a letter: postmark, name, address, summary, complete or not.",
    filed_row: "This letter is registered. Enter goes on.",
    wrong: |count| format!("{count} with something wrong, not registered; go to the line to see why."),
    filed: |filed, left| {
        if left == 0 {
            format!("Registered {filed}.")
        } else {
            format!("Registered {filed}; {left} left, those with ! say why.")
        }
    },
};
