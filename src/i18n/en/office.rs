//! Words of the door, home, registers, tasks and the palette, in English.

use crate::api::home::Counted;
use crate::domain::register::Group;
use crate::domain::task::TaskState;
use crate::i18n::words::{DoorWords, HomeWords, LawWords, PaletteWords, RegisterWords, TaskWords};

pub(super) const DOOR: DoorWords = DoorWords {
    title: "Log in",
    pick_title: "Practice: choose a person",
    greeting: "Account and password, please.",
    hint: "The administrator makes accounts. The first log-in sets the password.",
    pick_hint: "No passwords in practice. Arrows or digits choose, Enter sits down.",
    enter: "log in",
    choose: "choose",
    first_title: "First log-in: set a password",
    first_hint: "At least 8 signs, twice. Nobody sees it; the administrator can reset it.",
    first_text: ["This account has no password yet: set one.", "Not the account's name, not too simple."],
    locked_title: "Locked",
    locked: "Locked, your text is kept. Enter your password to go on.",
    locked_practice: "Locked, your text is kept. Press Enter to go on.",
    unlock: "go on",
    change_title: "Change password",
    change_hint: "First the present password, then the new one twice.",
    old: "Present",
    new: "New",
    changed: "The password is changed; use the new one from now on.",
    practice_has_none: "A practice office has no passwords.",
    not_here: "No such account; choose from the list.",
};

pub(super) const HOME: HomeWords = HomeWords {
    title: "Home",
    waits: "Waits for me",
    count: "No.",
    nearest: "Due first",
    counted: |counted| match counted {
        Counted::Cases(queue) => super::lists::queue(queue),
        Counted::Tasks => "tasks",
        Counted::NoPassword => "no password yet",
        Counted::NextYear => "next year's days",
    },
    handover: "Handover",
    handover_title: "Handover",
    handover_from: |who, when| format!("{who} {when}"),
    handover_hint: "+ marks it as read, Esc goes back.",
    was_read: "Marked as read.",
    empty_note: "(no words left)",
    news: |count| format!("Done by others since you were here: {count}"),
    no_news: "Nothing done by others since you were here.",
    calendar: "Calendar",
    worked: |day| format!("{day} make-up working day"),
    off: |from, until, name| {
        if from == until { format!("{from} {name}") } else { format!("{from} to {until} {name}") }
    },
    week: "Reception days of this week",
    sitting: |state| match state {
        "held" => "held",
        "substituted" => "substituted",
        "cancelled" => "cancelled",
        _ => "planned",
    },
    mine: "*",
    nothing: "Nothing waits for you today. F2 registers, / searches.",
    first_day: "Nothing has been registered yet. F2 registers the first.",
    due: |number, clock, day| format!("{number}: {clock} by {day}. Enter opens."),
    opens_list: "Enter opens this line.",
    strip: "strip",
    hand_over: "hand over",
    task: "tasks",
    next_year_is_here: "entered",
    next_year_missing: "not entered; dates in it have a ?",
    strip_title: "Morning strip",
    strip_line: |line, day| match line {
        0 => format!("open when {day} began"),
        1 => format!("+ registered since {day}"),
        2 => format!("- closed since {day}"),
        3 => "= open this morning".to_owned(),
        4 => "+ registered today".to_owned(),
        5 => "- closed today".to_owned(),
        6 => "= open now".to_owned(),
        7 => "  of these overdue".to_owned(),
        8 => "  of these due today".to_owned(),
        9 => "  of these due within 7 days".to_owned(),
        10 => "  of these later or no limit".to_owned(),
        _ => "  these four together".to_owned(),
    },
    strip_holds: "The figures agree: open = before + registered - closed = the four together.",
    strip_breaks: "The figures do not agree; ask the administrator to run xinfang doctor.",
    strip_hint: "Enter opens the cases of that line.",
};

pub(super) const REGISTERS: RegisterWords = RegisterWords {
    title: "Settings and registers",
    group: |group| match group {
        Group::Office => "The office",
        Group::Ledger => "Registers",
    },
    rows: "rows",
    index_hint: "Enter opens.",
    new: "add",
    change: "change",
    end: "end",
    back_in_use: "use again",
    versions: "changes",
    reset_password: "reset password",
    ended_mark: "x",
    empty: "Nothing yet. n adds the first row, or import with xinfang office import FILE.",
    new_title: "new",
    change_title: "Change",
    versions_title: "Changes",
    save: "save",
    next: "next field",
    take: "take",
    saved: |label, version| {
        if version == 1 {
            format!("{label} is added.")
        } else {
            format!("{label} is saved, version {version}.")
        }
    },
    ended: |label| format!("{label} is out of use and kept; e brings it back."),
    in_use: |label| format!("{label} is in use again."),
    kept_by: |roles| format!("Kept by {roles}; you can read it."),
    outdated: |by, at| {
        format!("{by} saved first at {at}; your text is kept, not saved. Esc, look, change again.")
    },
    end_question: "It vanishes from choices; what was done stays, and it can come back. Enter ends it, Esc does not.",
    reset_question: "Takes this person's password away; the next log-in sets a new one. Enter does it, Esc does not.",
    was_reset: |name| format!("{name} sets a new password at the next log-in."),
    version: |version, at, by| format!("Version {version}  {at}  {by}"),
    was_ended: "ended",
    first_version: "added",
    versions_hint: "The newest first; * marks what that version changed.",
    leave_title: "Leave",
    leave_question: "What you typed is not saved. Leaving loses it. Enter leaves, Esc goes back.",
    nothing_fits: "nothing fits; saved so it will be complained of",
    more: |count| format!("{count} more"),
    many_hint: "several: Enter takes one, type the next",
    date_hint: "such as 2026-10-08, 10-08, +7",
    and_others: |count| format!("; and {count} more"),
    required: "needed",
    filter: "filter",
};

pub(super) const TASKS: TaskWords = TaskWords {
    title: "Tasks",
    new_title: "New task",
    empty: "No open tasks. n adds one.",
    new: "add",
    done: "done",
    drop: "drop",
    drop_title: "Drop a task",
    drop_hint: "Say why it is dropped; Ctrl-S saves.",
    open_case: "open its case",
    hint: |who, when| format!("From {who}, {when}. + done, - dropped."),
    heading: ["Lamp", "Due", "Kind", "What", "Number"],
    added: "The task is added.",
    ended: |state| match state {
        TaskState::Done => "Done, noted.",
        TaskState::Dropped => "Dropped, the reason is noted.",
        TaskState::Open => "Nothing changed.",
    },
    form_hint: "Due: 10-08, +3, 2026-10-08; the number may stay empty.",
    give_title: "Hand over",
    give_hint: "End of shift: 1. Leave: 2, with the last day away; until then he stands in.",
    give_to: "To",
    give_what: "What",
    give_note_only: "words only",
    give_everything: "everything",
    give_count: |cases, tasks| format!("You have {cases} open cases and {tasks} tasks in hand."),
    give_until: "Away to",
    stands_in: "With a date he stands in for you until then; empty, he does not.",
    given: |name, cases, tasks| format!("{name} has it now: {cases} cases, {tasks} tasks, and your words."),
    give: "hand over",
    give_question: "Your open cases and tasks become his, each with a line. Enter hands over, Esc does not.",
};

pub(super) const PALETTE: PaletteWords = PaletteWords {
    title: "Find",
    prompt: "action, screen, number, person",
    actions: "Actions",
    screens: "Screens",
    cases: "Cases",
    people: "Staff",
    hint: "What is in brackets cannot be done now; Enter says why.",
    nothing: |typed, search| {
        let also = if search { ", / searches the text of cases" } else { "" };
        format!("Nothing called {typed}. Esc closes{also}.")
    },
    found: |count| format!("{count} found. Enter opens; what is in brackets says why not."),
    barred: |what, why| format!("Not now: {what}. {why}."),
    go_title: "Go to",
    go_hint: "A letter or digit goes there; Esc stays.",
    also: &[
        ("overdue", "late over limit"),
        ("register", "new intake visit"),
        ("search", "find query"),
        ("tasks", "todo reminder"),
        ("People", "accounts users staff"),
        ("hand over", "leave shift handover"),
        ("The office", "settings numbering name"),
        ("lock the desk", "away"),
        ("change password", "passphrase"),
        ("quit", "exit leave"),
    ],
};

pub(super) const LAW: LawWords = LawWords {
    title: "Rules and calendars",
    rules: "Rules in use",
    calendars: "Calendars in use",
    version: |version| format!("version {version}"),
    accepted: |day, who| format!("accepted {day} by {who}"),
    days: |off, work| format!("{off} weekdays off, {work} weekend days worked"),
    hint: "What was accepted lies in the records: a new program moves no date silently.",
};
