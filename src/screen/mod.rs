//! One file a screen; popups are screens too. A screen is an island: it sees neither store nor
//! terminal, and of other screens only the one it opens.

mod act;
mod answer_on_spot;
mod block;
mod card;
mod case;
mod case_draw;
mod case_history;
mod case_papers;
mod case_receipt;
mod case_story;
mod codes;
mod confirm;
mod decide;
mod door;
mod drafts;
mod go;
mod hand_over;
mod help;
mod home;
mod intake;
mod intake_aside;
mod intake_draft;
mod intake_draw;
mod intake_fields;
mod intake_form;
mod intake_page;
mod law;
mod lock;
mod many;
mod many_draw;
mod newer;
mod palette;
mod papers;
mod password;
mod pen;
mod people;
mod person;
pub mod places;
mod post;
mod queue;
mod queue_draw;
mod queue_filter;
mod queue_marks;
mod queue_rows;
mod reading;
mod reason;
mod refused;
mod registers;
mod row;
mod rules;
mod search;
mod sheet;
mod sign;
mod sign_ask;
mod sign_paper;
mod similar;
mod slip;
mod sponsored;
mod step_codes;
mod step_form;
mod strip;
mod task;
mod tasks;
mod ticket;
mod triage;
mod versions;
mod views;
mod waiting;
mod why;
mod years;

pub use confirm::Confirm;
pub use door::Door;
pub use drafts::{Drafts, reopen};
pub use go::Go;
pub use hand_over::HandOver;
pub use help::Help;
pub use home::Home;
pub use law::Law;
pub use lock::Lock;
pub use palette::Palette;
pub use password::Password;
pub use person::Person;
pub use post::Post;
pub use queue::Queue;
pub use registers::Registers;
pub use sign::Sign;
pub use similar::Said;
pub use strip::Strip;
pub use tasks::Tasks;
pub use waiting::WaitingRoom;

use chrono::{DateTime, FixedOffset, NaiveDate};
use ratatui::Frame;
use ratatui::layout::{Position, Rect, Size};

use intake::Beginning;
use newer::{Seen, Theirs};

use crate::api::door::Welcome;
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::draft::Kept;
use crate::domain::intake::{Draft, MaterialDraft, PersonDraft};
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::queue::Key;
use crate::domain::register::RowId;
use crate::domain::view::SavedView;
use crate::form::Form;
use crate::i18n::{Words, refusal};
use crate::keymap::{Action, Keymap, Place, Stroke};
use crate::theme::{Meaning, Theme};
use crate::widget::cells;

/// What a screen may know of the world.
pub struct Context<'a> {
    /// The instant of the last arrival, in the office's zone.
    pub now: DateTime<FixedOffset>,
    /// Words of this session's language.
    pub words: &'static Words,
    /// Looks of this session's terminal.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: &'a Keymap,
    /// The terminal's size.
    pub size: Size,
    /// A slip number that no other form gets.
    pub slip: &'a str,
    /// The name of this desk, which no other has.
    pub desk: &'a str,
    /// Who sits here; nobody before the log-in.
    pub actor: &'a Actor,
    /// An office of invented people.
    pub practice: bool,
    /// What was registered last at this desk.
    pub previous: Option<&'a Draft>,
}

impl Context<'_> {
    /// The legal day.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Is there room for the pane beside the eighty columns?
    pub fn has_pane(&self) -> bool {
        self.size.width >= PANE_FROM
    }
}

/// Width from which a pane stands beside the screen (screens.md, 120×40).
pub const PANE_FROM: u16 = 120;
/// Columns of the screen itself when a pane stands beside it.
pub const MAIN_COLUMNS: u16 = 80;

/// What comes in.
pub enum Input {
    /// It was put on the stack.
    Opened,
    /// A key that means something here.
    Do(Action, Stroke),
    /// A key that means nothing here: text, where text is typed.
    Type(Stroke),
    /// A pasted text, whole.
    Paste(String),
    /// A card was read: its number, valid. Only for screens that take it.
    Scan(String),
    /// The answer to what it asked.
    Told(Result<Answer, Refusal>),
    /// The screen it opened has closed.
    Back(Handback),
    /// The screen it opened hands something over and stays.
    Handed(Handback),
    /// Something changed in the records.
    Changed(Change),
    /// The terminal has another size.
    Resized,
    /// A click at this cell of the terminal, somewhere in the body.
    Click {
        /// column
        x: u16,
        /// line
        y: u16,
    },
}

/// What goes out.
pub enum Effect {
    /// Ask the office.
    Ask(Request),
    /// Put a screen on top.
    Open(Box<dyn Screen>),
    /// Leave, and hand something to the screen below.
    Close(Handback),
    /// Hand something to the screen below and stay: what is typed in a sheet is kept with its form.
    Hand(Handback),
    /// A sentence in the notice line.
    Say(String),
    /// Print a page under this name.
    Print {
        /// without its ending
        name: String,
        /// the page
        text: String,
    },
    /// Somebody has come in: the door closes behind him and home opens.
    Enter(Box<Welcome>),
    /// The office is called so now.
    Named(String),
    /// Leave, and do this in the screen below, or go there.
    Act(Action),
    /// What was registered: `=` repeats it field by field.
    Remember(Box<Draft>),
    /// Open this draft, wherever it lies.
    TakeUp(String),
}

/// What a closing screen hands back.
#[derive(Clone, PartialEq, Eq)]
pub enum Handback {
    /// Nothing.
    Nothing,
    /// Yes to leaving what was typed.
    Leave,
    /// Yes to showing personal values.
    Reveal,
    /// A matter was registered and stands here in lists.
    Registered(Key),
    /// A row of a register was saved.
    Row(RowId),
    /// Which line of a list of codes was picked.
    Picked(usize),
    /// 名单: the petitioner himself, and everybody beside him.
    People(Box<PersonDraft>, Vec<PersonDraft>),
    /// 材料清单
    Papers(Vec<MaterialDraft>),
    /// What was said of the candidates for the same matter.
    Similar(Said),
    /// A step was chosen.
    Step(&'static str),
    /// 下一件: the list below is to open its next case.
    NextCase,
    /// 同办: with these cases something was done.
    Did(Vec<CaseId>),
    /// 意见: what is said beside a signature; may be empty.
    Words(String),
    /// A view was chosen.
    View(Box<SavedView>),
    /// Once more, on the newer case.
    GoOn(Seen),
    /// Back to the form, with what others have filled in beside it.
    Beside(Box<Theirs>),
    /// Yes to whatever was asked.
    Yes,
    /// Yes to ending the session; the session itself takes it.
    Quit,
}

/// A key of the key line.
pub struct Hint {
    /// What it does.
    pub action: Action,
    /// In a word or two.
    pub words: &'static str,
    /// It cannot be done now; shown in brackets.
    pub barred: bool,
    /// Why not, where it can be said in a few words.
    pub why: String,
}

impl Hint {
    /// A key that works.
    pub fn new(action: Action, words: &'static str) -> Hint {
        Hint { action, words, barred: false, why: String::new() }
    }

    /// A key that does not work now.
    pub fn barred(action: Action, words: &'static str) -> Hint {
        Hint { action, words, barred: true, why: String::new() }
    }

    /// A key that works where nothing bars it; else it stays, with the reasons.
    pub fn unless(cx: &Context<'_>, barriers: &[Barrier], action: Action, words: &'static str) -> Hint {
        let why: Vec<String> = barriers.iter().map(|barrier| (cx.words.barrier)(barrier)).collect();
        Hint { action, words, barred: !barriers.is_empty(), why: why.join(cx.words.semicolon) }
    }
}

/// One screen of one session.
pub trait Screen: Send {
    /// Whose key table applies.
    fn place(&self) -> Place;
    /// The title line's left side.
    fn title(&self, cx: &Context<'_>) -> String;
    /// The key line, the most used first.
    fn hints(&self, cx: &Context<'_>) -> Vec<Hint>;
    /// The notice line when nobody said anything.
    fn notice(&self, cx: &Context<'_>) -> String;
    /// Is text being typed? Then printable keys are text.
    fn typing(&self) -> bool {
        false
    }
    /// Remembers how the field in hand stands: the next digit may be the first of a card's.
    fn mark(&mut self) {}
    /// It was: the field is put back as it stood.
    fn take_back(&mut self) {}
    /// Is a coded field in hand, where a digit chooses?
    fn digit_chooses(&self) -> bool {
        false
    }
    /// Does a card that is read belong into this screen's own fields (K3)?
    fn takes_scan(&self) -> bool {
        false
    }
    /// Would closing it lose something typed?
    fn unsaved(&self) -> bool {
        false
    }
    /// Does it show how long something lasts, so that it must be drawn again each minute? The
    /// waiting room and nowhere else: idle sends no byte (K11).
    fn ages(&self) -> bool {
        false
    }
    /// What is typed here and not saved, to be kept after each key. `None` where there is nothing,
    /// also after a save that leaves the screen open; what is kept then goes. While a save is under
    /// way it stays as it is. A password is never in it.
    fn draft(&self, _cx: &Context<'_>) -> Option<Kept> {
        None
    }
    /// 正在办: the case that is worked on here, from the opening of the form to its end.
    fn in_hand(&self) -> Option<CaseId> {
        None
    }
    /// A band of full width that covers the body only in part leaves this many lines for what
    /// lies under it; `None` covers all.
    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        None
    }
    /// One arrival, and what it leads to.
    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect>;
    /// Draws the body. Sets the cursor; changes nothing.
    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect);
}

/// Opens the form of a new matter, or says who may.
fn new_intake(cx: &Context<'_>) -> Vec<Effect> {
    guarded(cx, access::may_register(cx.actor), || Box::new(intake::Intake::new(cx, Beginning::Empty)))
}

/// Opens the search, or says who may.
fn new_search(cx: &Context<'_>) -> Vec<Effect> {
    guarded(cx, access::may_search_people(cx.actor), || Box::new(search::Search::new()))
}

/// The same, with these words typed already.
fn search_for(cx: &Context<'_>, words: &str) -> Vec<Effect> {
    guarded(cx, access::may_search_people(cx.actor), || Box::new(search::Search::with(words)))
}

/// Opens the card of whoever has this number, or says who may.
fn person_card(cx: &Context<'_>, number: &str) -> Vec<Effect> {
    guarded(cx, access::may_search_people(cx.actor), || Box::new(Person::new(number)))
}

/// Opens the page that adds a year, or says who may.
fn new_year(cx: &Context<'_>) -> Vec<Effect> {
    guarded(cx, access::may_accept_years(cx.actor), || Box::new(years::Years::new()))
}

/// Why a step cannot be taken: one reason in the notice line, more on a page of their own.
fn refuse(
    cx: &Context<'_>,
    (step, number, title): (&'static str, &str, &str),
    barriers: &[Barrier],
) -> Vec<Effect> {
    if let [_] = barriers {
        return vec![Effect::Say(refusal(cx.words, &Refusal::Denied(barriers.to_vec())))];
    }
    let case = format!("{number} {title}");
    vec![Effect::Open(Box::new(refused::Refused::new(step, case, barriers.to_vec())))]
}

fn guarded(
    cx: &Context<'_>,
    barriers: Vec<Barrier>,
    screen: impl FnOnce() -> Box<dyn Screen>,
) -> Vec<Effect> {
    if barriers.is_empty() {
        vec![Effect::Open(screen())]
    } else {
        vec![Effect::Say(refusal(cx.words, &Refusal::Denied(barriers)))]
    }
}

/// Says what is wrong beside a field at (column, line, width, height), or below it where there is
/// no room.
fn complain(cx: &Context<'_>, pen: &mut pen::Pen<'_>, problem: &Problem, place: (u16, u16, u16, u16)) {
    let (x, y, width, height) = place;
    let text = (cx.words.problem)(problem);
    let beside = usize::from(pen.area.width.saturating_sub(x + width + 1)) >= cells::width(&text);
    let (x, y) = if beside { (x + width + 1, y) } else { (x, y + height) };
    pen.put(x, y, &text, Meaning::Complaint);
}

/// Draws a labelled field at the usual columns, its complaint beside it; answers where its caret
/// stands when it has the focus.
fn draw_field(
    cx: &Context<'_>,
    pen: &mut pen::Pen<'_>,
    form: &Form,
    field: Field,
    y: u16,
    width: u16,
) -> Option<Position> {
    const VALUE: u16 = 13;
    pen.put_within(2, y, 10, (cx.words.field)(field), Meaning::Label);
    if form.is_focused(field) {
        pen.put(0, y, ">", Meaning::Plain);
    }
    let place = Rect { x: pen.area.x + VALUE, y: pen.area.y + y, width, height: 1 };
    let caret = form.draw(field, pen.buffer, place);
    if let Some(problem) = form.complaint(field) {
        complain(cx, pen, problem, (VALUE, y, width, 1));
    }
    caret
}
