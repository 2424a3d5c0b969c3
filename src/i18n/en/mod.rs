//! English.

mod drafts;
mod faults;
mod intake;
mod lists;
mod newer;
mod office;
mod parts;
mod queue;
mod rules;
mod sign;
mod similar;
mod slip;
mod story;
mod triage;
mod why;
mod years;

use super::{
    AnswerWords, CaseWords, CommandWords, Language, ReadingWords, SearchWords, TerminalWords, TriageWords,
    Words, length,
};
use crate::domain::case::{Channel, Purpose, State};
use crate::domain::clock::{Lamp, Left, Unit};
use crate::domain::contact::PaperOffer;
use crate::domain::id_number::Sex;
use crate::domain::problem::Field;
use crate::domain::rule::ClockKey;
use crate::domain::text::Titled;
use crate::keymap::{Action, KeymapFault};

pub(super) const WORDS: Words = Words {
    language: Language::English,
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    comma: ", ",
    semicolon: "; ",
    colon: ": ",
    practice: "[PRACTICE]",
    help: "Help",
    help_hint: "Esc goes back.",
    help_typing: "You are typing: letters and digits go into the field; the keys above work. Esc.",
    open: "open",
    back: "back",
    quit: "quit",
    yes: "yes",
    no: "no",
    confirm_hint: "Enter for yes, Esc for no.",
    quit_question: "Something you typed is not saved, nor kept as a draft, and would be lost. Enter quits, Esc goes back to it.",
    quit_after_save: "You have just saved. Enter quits, Esc goes back.",
    reading: "Reading.",
    saving: "Saving. Go on typing, keys are kept in order.",
    too_many_keys: "Too many keys waiting; the last ones were not taken (bell).",
    input_method: "The input method is on: switch it off with Shift, or use digits and F-keys.",
    how_to_quit: "Ctrl-Q quits; Esc goes back.",
    to_add: "To add",
    no_such_case: "No such case.",
    too_small: |columns, lines| {
        [
            format!("Window too small: needs 80 x 24, is {columns} x {lines}."),
            "Enlarge it and go on; nothing is lost. Keys pressed now are not taken.".to_owned(),
        ]
    },
    to_complete: |fields| format!("to add: {fields}"),
    denied: |reasons| format!("This cannot be done: {reasons}."),
    outdated: |by, at| {
        format!("{by} saved first, at {at}; yours was not saved. Go back, open the case again, then decide.")
    },
    trouble: faults::trouble,
    year_unpublished: |day| {
        format!(
            "{day} uses weekends and statutory days only: that year's calendar is not published, it may move (?)."
        )
    },
    lamp,
    length: |text| {
        if text == "1d" {
            return "1 day".to_owned();
        }
        length(
            text,
            &[
                ("d", " days"),
                ("wd", " working days"),
                ("m", " months"),
                ("min", " minutes"),
                ("set", "set day"),
            ],
        )
    },
    clock,
    state: triage::state,
    channel: |channel| match channel {
        Channel::Visit => "visit",
        Channel::Letter => "letter",
        Channel::Call => "call",
        Channel::Online => "online",
    },
    purpose: |purpose| match purpose {
        Purpose::Suggestion => "suggestion",
        Purpose::Appeal => "appeal",
        Purpose::Request => "request",
        Purpose::Accusation => "accusation",
        Purpose::Enquiry => "enquiry",
        Purpose::Other => "other",
    },
    sex: |sex| match sex {
        Sex::Female => "female",
        Sex::Male => "male",
    },
    paper: |offer| match offer {
        PaperOffer::Wanted => "wants it on paper",
        PaperOffer::Declined => "needs no paper",
    },
    holiday: lists::holiday,
    role: lists::role,
    scope: lists::scope,
    queue: lists::queue,
    task_kind: lists::task_kind,
    step: triage::step,
    field: faults::field,
    problem: faults::problem,
    complaint: |field, problem| format!("{field}: {problem}"),
    barrier: faults::barrier,
    action: |action| match action {
        Action::Help => "help",
        Action::Back => "back",
        Action::Quit => "quit the program",
        Action::Redraw => "draw the screen again",
        Action::New => "register a new matter",
        Action::Search => "names, initials, numbers, words",
        Action::Open => "open; in a form the next field; to a question yes",
        Action::Save => "save, do it",
        Action::Up => "line up",
        Action::Down => "line down",
        Action::Left => "queue to the left",
        Action::Right => "queue to the right",
        Action::PageUp => "page up",
        Action::PageDown => "page down",
        Action::First => "to the beginning",
        Action::Last => "to the end",
        Action::NextField => "next field",
        Action::PreviousField => "previous field",
        Action::Reveal => "show number, phone, address (the reading is noted)",
        Action::Go => "go to another place",
        Action::Palette => "find an action, screen, number, person",
        Action::Home => "home",
        Action::Queues => "queues",
        Action::Tasks => "tasks",
        Action::Registers => "settings and registers",
        Action::Strip => "morning strip",
        Action::Law => "rules and calendars",
        Action::HandOver => "hand over",
        Action::Lock => "lock the desk",
        Action::Drafts => "drafts",
        Action::Sign => "papers to sign",
        Action::Instruct => "instruct",
        Action::ThrowAway => "throw a draft away",
        Action::Password => "change password",
        Action::Done => "done; read",
        Action::Drop => "drop it",
        Action::End => "end; use again",
        Action::Versions => "changes",
        Action::ResetPassword => "reset password",
        Action::Post => "the day's post (a sheet)",
        Action::Codes => "list of codes",
        Action::Again => "comes again about this",
        Action::Why => "why this date",
        Action::Try => "try another start day",
        Action::Print => "print the page for the file",
        Action::Slip => "slip for the petitioner",
        Action::Waiting => "waiting room",
        Action::Forward => "one step on: called, inside, done",
        Action::StepBack => "one step back",
        Action::CallNext => "call the next",
        Action::AddTicket => "draw a ticket",
        Action::Leave => "left without being received",
        Action::AddYear => "add a year",
        Action::SidePane => "the same matter",
        Action::Link => "link as the same matter",
        Action::NotSame => "not the same matter",
        Action::Filter => "filter this queue",
        Action::NextCase => "next case that needs me",
        Action::Mark => "mark or unmark",
        Action::Act => "one step with all marked",
        Action::Sort => "another order",
        Action::Reverse => "the order reversed",
        Action::Views => "my views",
        Action::Triage => "triage: which way this case goes",
        Action::Agree => "look at a proposal, agree or return it",
        Action::Undo => "take back the step just done today",
        Action::Contact => "log a contact",
        Action::Papers => "papers",
        Action::Earlier => "as it stood before the last step",
        Action::Later => "one step towards today",
        Action::Choose(_) => "take the step with that digit",
    },
    history_fact: |key, value| match key {
        "state" => State::from_word(value).map(|state| (WORDS.state)(state).to_owned()),
        "channel" => Channel::from_word(value).map(|channel| (WORDS.channel)(channel).to_owned()),
        "basis" => Some(format!("basis {value}")),
        "for" => Some(format!("for {value}")),
        "other" => Some(value.to_owned()),
        "paper" => PaperOffer::from_word(value).map(|offer| (WORDS.paper)(offer).to_owned()),
        _ => triage::history_fact(key, value),
    },
    queue_screen: queue::QUEUE,
    views: queue::VIEWS,
    many: queue::MANY,
    case_screen: CaseWords {
        title: "Case",
        limits: "Limits",
        received: "Received",
        petitioner: "Petitioner",
        nobody: "name and address unknown",
        kind: "Kind",
        outside: "Ext. no.",
        came: "Receipt",
        check_again: "Check",
        answer: "Answered",
        can: "Steps",
        no_steps: "nothing for you now",
        text: "Request",
        more: ".. Enter reads on",
        history: "History",
        read_text: "read",
        reveal: "show",
        reveal_title: "Show personal values",
        reveal_question: "Shows ID number, phone and address; reason: handling. Your name and the time are noted. Enter shows them, Esc does not.",
        reveal_reason: "handling",
        revealed: "Personal values are shown and the reading is noted. Leaving masks them again.",
        is_revealed: "Everything is shown already.",
        masked: "Number, phone and address are masked, v shows them. Enter reads the request.",
        before_known_law: "older than every rule known; the earliest one counts",
        age: |age| format!("aged {age}"),
        handler: "In hand",
        held: |who, since, number| {
            format!("{who} has {number} in hand since {since}. Act as usual; you will see changes.")
        },
        suggestion: "Proposal",
        suggested: |to, place, leader| {
            let mut said = format!("for {to}");
            if !place.is_empty() {
                said.push_str(&format!(", local body {place}"));
            }
            if !leader.is_empty() {
                said.push_str(&format!(", leader {leader}"));
            }
            said
        },
        nearest: |cases| format!("nearest of its kind: {cases}"),
        answerable: "Answers",
        answers: |post, name, signs, told| {
            let mut said = format!("{post} {name}");
            if !signs.is_empty() {
                said.push_str(&format!(", signs {signs}"));
            }
            if !told.is_empty() {
                said.push_str(&format!(", is told {told}"));
            }
            said
        },
        read_by: "Read by",
        reads: |when, who, why, times| format!("{who} {when}, {why}; {times} in all"),
        people: |people| if people == 1 { "1 person".to_owned() } else { format!("{people} people") },
        from: |event, day| format!("{day} {event}"),
        make_up: "a weekend day on which the office works",
        own_passes_cap: |own, cap| {
            format!("the own target {own} lies after the law's limit {cap}, which binds")
        },
        rolled: |nominal, _, last| {
            format!("{nominal} is a day off and rolls on; the working day before is {last}")
        },
    },
    intake_screen: intake::INTAKE,
    lists: intake::LISTS,
    people_sheet: intake::PEOPLE_SHEET,
    papers_sheet: intake::PAPERS_SHEET,
    person: intake::PERSON,
    post: intake::POST,
    answer_screen: AnswerWords {
        save: "answer and close",
        leave_title: "Leave the answer",
        leave_question: "What you typed is not saved and would be lost. Enter leaves, Esc goes back to it.",
        means: [
            "Saving closes the case and ends its limit; the answer is logged.",
            "If a paper is wanted, it is still to be written.",
        ],
        hint: |field| match field {
            Field::Answer => "What you answered, as you said it. Enter breaks the line, Tab goes on.",
            Field::Basis => "The policy paper, article or rule it rests on.",
            _ => "",
        },
        done: |number, state| format!("{number}: {state}. The answer is logged."),
    },
    search_screen: SearchWords {
        title: "Search",
        what: "Find",
        choose: "choose",
        here: "Here",
        hint: "A name, its initials (zs for 张三), a number, a phone, or words of the text.",
        nothing: |typed| {
            format!("Nothing holds {typed}. Try other words, or fewer; phones and ID numbers in full.")
        },
        found: |total| format!("{total} found, newest first. Up and Down choose, Enter opens."),
    },
    reading_screen: ReadingWords {
        title: "full text",
        scroll: "scroll",
        page: "page",
        position: |number, from, to, all| format!("{number}  lines {from}-{to} of {all}."),
    },
    door: office::DOOR,
    home: office::HOME,
    registers: office::REGISTERS,
    tasks: office::TASKS,
    palette: office::PALETTE,
    law: office::LAW,
    rules: rules::RULES,
    triage: triage::TRIAGE,
    story: story::STORY,
    years: years::YEARS,
    similar: similar::SIMILAR,
    drafts: drafts::DRAFTS,
    sign: sign::SIGN,
    newer: newer::NEWER,
    why: why::WHY,
    slip: slip::SLIP,
    query: slip::QUERY,
    waiting: slip::WAITING,
    terminal: TerminalWords {
        widths: |hanzi, quote, border, colours| {
            format!("Terminal: Chinese {hanzi} cells, quotes {quote}, lines {border}, {colours}.")
        },
        silent: "The terminal does not tell widths: plain quotes are shown, texts keep theirs.",
        sixteen: "16 colours",
        mono: "no colours",
        console: "This console has no Chinese glyphs; names and texts cannot be read on it.",
        refused: |term| {
            format!(
                "A terminal of the kind TERM={term} moves no cursor: no screen. Use another, or set TERM=xterm."
            )
        },
        no_meaning: |word| format!("there is no {word}"),
        no_colour: |word| format!("there is no colour {word}"),
        not_a_list: |word| format!("{word} must be a list of words"),
        theme_fault: |line, what| format!("theme.toml, line {line}: {what}. The shipped colours are used."),
        keymap_fault: |fault| {
            let what = match fault {
                KeymapFault::Form(what) => what.clone(),
                KeymapFault::Place(name) => format!("there is no screen {name}"),
                KeymapFault::Action(name) => format!("there is no action {name}"),
                KeymapFault::Stroke(text) => format!("no key is written {text}"),
                KeymapFault::Clash { stroke, place } => format!("in {place} {stroke} means two things"),
                KeymapFault::NoKey(action) => format!("no key is left for: {}", (WORDS.action)(*action)),
            };
            format!("keymap.toml: {what}. The shipped keys are used.")
        },
        keymap_unreadable: |why| format!("keymap.toml cannot be read: {why}. The shipped keys are used."),
        theme_unreadable: |why| format!("theme.toml cannot be read: {why}. The shipped colours are used."),
    },
    command: CommandWords {
        opened: |office, file| format!("{office} is open; its records are in {file}."),
        accounts: |names| format!("Accounts: {names}."),
        no_account: |name, known| {
            format!("There is no account {name}. There are: {known}. Choose one with --as.")
        },
        no_office: |file| {
            format!(
                "There is no office in {file}. Open one with `xinfang init --office NAME`, or try `xinfang demo`."
            )
        },
        office_exists: |file| format!("{file} holds records already and was left alone. Name another file."),
        now_refused: "--now is for practice offices: in a real office the clock says what day it is.",
        filed: |number, due| format!("Registered {number}, due {due}."),
        filed_before: |number| format!("This slip was filed before, as {number}."),
        row_filed: |row, number| format!("row {row}  filed as {number}"),
        row_known: |row, number| format!("row {row}  known as {number}, not filed again"),
        row_refused: |row, why| format!("row {row}  refused: {why}"),
        summary: |filed, known, refused, seconds| {
            format!("{filed} filed, {known} known, {refused} refused, {seconds:.1} seconds.")
        },
        would_summary: |filed, known, refused, seconds| {
            format!(
                "Trial: {filed} would be filed, {known} known, {refused} refused, {seconds:.1} seconds. Nothing was kept."
            )
        },
        backed_up: |file| format!("Copied to {file}, and the copy is sound."),
        restored: |file, kept| {
            if kept.is_empty() {
                format!("{file} is restored.")
            } else {
                format!("{file} is restored; what stood there is kept in {kept}.")
            }
        },
        in_use: |file| format!("{file} is in use and was left alone. Restore when everybody has left."),
        office_row: |place, what| format!("Row {place}: {what}"),
        office_added: |label| format!("{label} is added"),
        office_changed: |label| format!("{label} is changed"),
        office_known: |label| format!("{label} is there already"),
        office_refused: |why| format!("not taken: {why}"),
        office_summary: |added, changed, known, refused| {
            format!("{added} added, {changed} changed, {known} known, {refused} not taken.")
        },
        office_tried: "Only tried: nothing was kept.",
        register_accepted: |name| format!("The register {name} is accepted."),
        no_register: |name, known| format!("There is no register {name}. There are: {known}."),
        nothing_found: "Nothing found.",
        shown_of: |shown, total| format!("{shown} of {total}."),
        exported: |count, file| format!("{count} cases written to {file}."),
        making_practice: "Inventing the practice office",
        year_line: |year, off, work| format!("{year}  {off} weekdays off, {work} weekend days worked"),
        year_good: |year| format!("{year} has no fault"),
        year_next: |year| {
            format!(
                "{year} is not published: dates in it use weekends and statutory days only and are marked ?"
            )
        },
        year_days: |name, off, work| match work {
            "" => format!("  {name}: off {off}"),
            _ => format!("  {name}: off {off}; worked {work}"),
        },
        year_moves: |clocks, cases| format!("{clocks} limits of {cases} cases move."),
        year_tried: "Nothing is accepted yet. If it is right, say it again with --yes.",
        year_accepted: "Accepted; each case that moved has a line in its history.",
        years_known: "This year is accepted already, with the same days; nothing was changed.",
        not_a_number: |problem| format!("not valid: {problem}"),
        valid_number: |sex, birth, division| format!("valid: {sex}, born {birth}, {division}"),
        old_form: "old form of 15 digits, without a check digit",
        finding: |what| match what {
            "schema" => "schema",
            "integrity" => "integrity",
            "history" => "history chain",
            "order" => "out of order",
            "registers" => "rows of registers",
            "calendar" => "calendar until",
            "approvers" => "steps nobody may decide",
            "terminal" => "terminal",
            _ => "other",
        },
        good: "good",
        warning: "check",
        bad: "fault",
        no_terminal: "This is not a terminal, so no screen can open. `xinfang --help` lists the commands.",
        nothing_typed: "Standard input is empty.",
        name_missing: "--office needs the name of the office.",
        out_is_office: "--out is the office's own file, which was left alone. Name another file.",
        reason_missing: "--reveal needs a reason.",
        importing: "import",
        file_fault: ToString::to_string,
        no_matter: |found| {
            format!("No column holds the matter. There are: {found}. Name one with --map body=COLUMN.")
        },
        not_taken: |columns| format!("columns not taken: {columns}"),
        bad_map: |map, known| format!("--map {map}: write {known}"),
        mapped_twice: "each field and each column once",
        cut_cells: |count| {
            format!(
                "{count} texts are too long for a workbook's cell and were cut; csv and jsonl have them whole."
            )
        },
        rule: rules::WORDS,
    },
};

fn lamp(lamp: Lamp) -> String {
    match lamp {
        Lamp::Overdue(1) => "1 day over".to_owned(),
        // Twelve cells hold no more.
        Lamp::Overdue(days @ 100..) => format!("{days} d over"),
        Lamp::Overdue(days) => format!("{days} days over"),
        Lamp::DueToday => "due today".to_owned(),
        Lamp::Near(left) | Lamp::InTime(left) => match left {
            // Twelve cells.
            Left { count, unit: Unit::WorkingDay } => format!("{count} wd left"),
            Left { count: 1, .. } => "1 day left".to_owned(),
            Left { count: days @ 100.., .. } => format!("{days} d left"),
            Left { count: days, .. } => format!("{days} days left"),
        },
        Lamp::Paused => "paused".to_owned(),
        Lamp::DoneInTime => "done in time".to_owned(),
        Lamp::DoneLate(1) => "1 day late".to_owned(),
        Lamp::DoneLate(days @ 100..) => format!("{days} d late"),
        Lamp::DoneLate(days) => format!("{days} days late"),
        Lamp::Passed => "time passed".to_owned(),
        Lamp::NoLimit => "no limit".to_owned(),
    }
}

/// The name that the rule file gives; the first versions of the laws gave none.
fn clock<'a>(key: &ClockKey, title: &'a Titled) -> &'a str {
    match (title.en.as_str(), key.word()) {
        ("", "dispatch") => "pass on",
        ("", "notify_direct") => "notify",
        ("", _) => "limit",
        (given, _) => given,
    }
}
