//! The queue, views, one step with several cases.

use super::super::{ManyWords, QueueWords, ViewWords};
use crate::domain::view::{Column, Direction, Sort};

pub(super) const QUEUE: QueueWords = QueueWords {
    title: |queue| format!("Queue: {queue}"),
    number: "Number",
    lamp: "Lamp",
    due_on: "Due",
    limit: "Limit",
    matter: "Title",
    place: "Where",
    holder: "In work",
    here: "office",
    can: "Steps",
    register: "register",
    search: "search",
    other_queue: "queue",
    answer: "answer",
    empty: "This queue is empty. Left and Right show the others, F2 registers.",
    nothing_registered: "Nothing has been registered yet. F2 registers the first.",
    about: |channel, day, people| {
        let people = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
        format!("{channel}, received {day}   {people}")
    },
    due: |clock, day| format!("{clock} by {day}. Enter opens."),
    settled: |number, state| format!("{number}: {state}. Enter opens."),
    sorted,
    filter: "filter",
    filter_hint: "Each word: number, title, name, unit or state. / again searches the office.",
    clear_filter: "no filter",
    filtered: |words| format!("with {words}"),
    nothing_fits: |words, looked_at| {
        let words = words.join(" and ");
        match looked_at {
            None => format!("Nothing with {words}. Esc clears the filter, / again searches the office."),
            Some(cases) => {
                format!("Nothing with {words} in the first {cases}. Esc clears, / searches the office.")
            }
        }
    },
    looked_at: |cases| format!("first {cases} due only"),
    sort: "order",
    reverse: "reverse",
    views: "views",
    next: "next",
    no_next: "Nothing further down here waits for you.",
    no_next_at_all: "Nothing waits for you any more.",
    mark: "mark",
    act: "do together",
    marked: |cases| format!("{cases} marked"),
    nothing_marked: "Nothing is marked. Space marks; then ; does one step with all of them.",
    unmarked: "All marks are gone.",
    marks_full: |most| format!("{most} marks at most. Do these first, with ;"),
};

fn sorted(sort: Sort) -> &'static str {
    match (sort.column, sort.direction) {
        (Column::Due, Direction::Up) => "by due day",
        (Column::Due, Direction::Down) => "by due day, last first",
        (Column::Number, Direction::Up) => "by number",
        (Column::Number, Direction::Down) => "by number, last first",
        (Column::Received, Direction::Up) => "by day received",
        (Column::Received, Direction::Down) => "by day received, last first",
        (Column::Title, Direction::Up) => "by title",
        (Column::Title, Direction::Down) => "by title, last first",
        (Column::Place, Direction::Up) => "by place",
        (Column::Place, Direction::Down) => "by place, last first",
        (Column::Handler, Direction::Up) => "by handler",
        (Column::Handler, Direction::Down) => "by handler, last first",
        (Column::Channel, Direction::Up) => "by channel",
        (Column::Channel, Direction::Down) => "by channel, last first",
    }
}

pub(super) const VIEWS: ViewWords = ViewWords {
    title: "Views",
    hint: "A digit or Enter opens; + saves what you look at. Only you see these.",
    empty: "None saved yet. + saves this queue, filter and order as a view.",
    save: "save this",
    drop: "drop",
    name: "Name",
    name_hint: "Give it a name, Ctrl-S saves. One of the same name is replaced.",
    now: "Now",
    saved: |name| format!("View {name} is saved."),
    dropped: |name| format!("View {name} is gone."),
};

pub(super) const MANY: ManyWords = ManyWords {
    title: "Do together",
    choose_hint: "Which step with all of them? Press its digit.",
    no_step: "No step is open to you with any of the marked cases.",
    open_to: |can, all| format!("open for {can} of {all}"),
    heading: |step, cases| format!("{step}, {cases} {}", if cases == 1 { "case" } else { "cases" }),
    became: "Result",
    hint: "Fill in once above; what differs, in the table. Ctrl-S does all.",
    noted: "noted",
    proposed: "leader decides",
    urged: "urged instead",
    done: |cases| match cases {
        1 => "The case is done. Esc goes back to the list.".to_owned(),
        cases => format!("All {cases} are done. Esc goes back to the list."),
    },
    partly: |done, not| {
        format!("{done} of {} done; the others stay marked, each with its reason.", done + not)
    },
    moved_on: |by, when| format!("{by} saved first, {when}: Ctrl-S again"),
    back: "to the list",
};
