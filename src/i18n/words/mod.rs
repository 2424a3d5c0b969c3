//! What has to be said, language by language. Fields with arguments are functions, so that each
//! language puts values where its grammar wants them.

use chrono::NaiveDate;

mod drafts;
mod intake;
mod newer;
mod office;
mod queue;
mod rules;
mod sign;
mod similar;
mod slip;
mod story;
mod triage;
mod why;
mod years;

pub use drafts::*;
pub use intake::*;
pub use newer::*;
pub use office::*;
pub use queue::*;
pub use rules::*;
pub use sign::*;
pub use similar::*;
pub use slip::*;
pub use story::*;
pub use triage::*;
pub use why::*;
pub use years::*;

use super::Language;
use crate::domain::actor::{Role, Scope};
use crate::domain::case::{Channel, Purpose, State};
use crate::domain::clock::Lamp;
use crate::domain::contact::PaperOffer;
use crate::domain::id_number::Sex;
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::queue::Queue;
use crate::domain::rule::ClockKey;
use crate::domain::task::TaskKind;
use crate::domain::text::Titled;
use crate::domain::trouble::TroubleKind;
use crate::keymap::{Action, KeymapFault};
use crate::table::read::Fault;

/// Words that every screen shares, and those of each screen.
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct Words {
    pub language: Language,
    pub weekdays: [&'static str; 7],
    pub comma: &'static str,
    pub semicolon: &'static str,
    pub colon: &'static str,
    pub practice: &'static str,
    pub help: &'static str,
    pub help_hint: &'static str,
    pub help_typing: &'static str,
    pub open: &'static str,
    pub back: &'static str,
    pub quit: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub confirm_hint: &'static str,
    pub quit_question: &'static str,
    pub quit_after_save: &'static str,
    pub reading: &'static str,
    pub saving: &'static str,
    pub too_many_keys: &'static str,
    pub input_method: &'static str,
    pub how_to_quit: &'static str,
    pub to_add: &'static str,
    pub no_such_case: &'static str,
    /// columns and lines that there are
    pub too_small: fn(u16, u16) -> [String; 2],
    pub to_complete: fn(&str) -> String,
    pub denied: fn(&str) -> String,
    pub outdated: fn(&str, &str) -> String,
    pub trouble: fn(&TroubleKind, &str) -> String,
    pub year_unpublished: fn(NaiveDate) -> String,
    pub lamp: fn(Lamp) -> String,
    pub length: fn(&str) -> String,
    pub clock: for<'a> fn(&ClockKey, &'a Titled) -> &'a str,
    pub state: fn(State) -> &'static str,
    pub channel: fn(Channel) -> &'static str,
    pub purpose: fn(Purpose) -> &'static str,
    pub sex: fn(Sex) -> &'static str,
    pub paper: fn(PaperOffer) -> &'static str,
    pub holiday: fn(&str) -> &str,
    pub role: fn(Role) -> &'static str,
    pub scope: fn(Scope) -> &'static str,
    pub queue: fn(Queue) -> &'static str,
    pub task_kind: fn(TaskKind) -> &'static str,
    pub step: fn(&str) -> &'static str,
    pub field: fn(Field) -> &'static str,
    pub problem: fn(&Problem) -> String,
    pub complaint: fn(&str, &str) -> String,
    pub barrier: fn(&Barrier) -> String,
    pub action: fn(Action) -> &'static str,
    pub history_fact: fn(&str, &str) -> Option<String>,
    pub queue_screen: QueueWords,
    pub views: ViewWords,
    pub many: ManyWords,
    pub case_screen: CaseWords,
    pub intake_screen: IntakeWords,
    pub lists: ListWords,
    pub people_sheet: PeopleSheetWords,
    pub papers_sheet: PapersSheetWords,
    pub person: PersonWords,
    pub post: PostWords,
    pub answer_screen: AnswerWords,
    pub search_screen: SearchWords,
    pub reading_screen: ReadingWords,
    pub door: DoorWords,
    pub home: HomeWords,
    pub registers: RegisterWords,
    pub tasks: TaskWords,
    pub palette: PaletteWords,
    pub law: LawWords,
    pub rules: RulesWords,
    pub triage: TriageWords,
    pub story: StoryWords,
    pub years: YearsWords,
    pub similar: SimilarWords,
    pub drafts: DraftWords,
    /// 待签、包案
    pub sign: SignWords,
    pub newer: NewerWords,
    pub why: WhyWords,
    pub slip: SlipWords,
    pub query: QueryWords,
    pub waiting: WaitingWords,
    pub terminal: TerminalWords,
    pub command: CommandWords,
}

impl Words {
    /// Words that stand in a file in both languages.
    pub fn of<'a>(&self, titled: &'a Titled) -> &'a str {
        match self.language {
            Language::Chinese => &titled.zh,
            Language::English => &titled.en,
        }
    }
}

/// 案卷
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct CaseWords {
    pub title: &'static str,
    pub limits: &'static str,
    pub received: &'static str,
    pub petitioner: &'static str,
    pub nobody: &'static str,
    pub kind: &'static str,
    pub outside: &'static str,
    pub came: &'static str,
    pub check_again: &'static str,
    pub answer: &'static str,
    pub can: &'static str,
    pub no_steps: &'static str,
    pub text: &'static str,
    pub more: &'static str,
    pub history: &'static str,
    pub read_text: &'static str,
    pub reveal: &'static str,
    pub reveal_title: &'static str,
    pub reveal_question: &'static str,
    pub reveal_reason: &'static str,
    pub revealed: &'static str,
    pub is_revealed: &'static str,
    pub masked: &'static str,
    pub before_known_law: &'static str,
    pub age: fn(u32) -> String,
    pub handler: &'static str,
    /// who, since when, number
    pub held: fn(&str, &str, &str) -> String,
    pub suggestion: &'static str,
    /// unit, local body, leader
    pub suggested: fn(&str, &str, &str) -> String,
    /// the nearest past cases
    pub nearest: fn(&str) -> String,
    pub answerable: &'static str,
    /// post, name, what it signs, what it is told
    pub answers: fn(&str, &str, &str, &str) -> String,
    pub read_by: &'static str,
    /// when, who, why, how many times in all
    pub reads: fn(&str, &str, &str, usize) -> String,
    pub people: fn(u32) -> String,
    /// the event, its day
    pub from: fn(&str, &str) -> String,
    pub make_up: &'static str,
    /// the office's own target, the limit of the law
    pub own_passes_cap: fn(&str, &str) -> String,
    /// nominal day, day that binds, last working day before
    pub rolled: fn(&str, &str, &str) -> String,
}

/// 当场答复
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct AnswerWords {
    pub save: &'static str,
    pub means: [&'static str; 2],
    pub leave_title: &'static str,
    pub leave_question: &'static str,
    pub hint: fn(Field) -> &'static str,
    /// number, state
    pub done: fn(&str, &str) -> String,
}

/// 查找
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct SearchWords {
    pub title: &'static str,
    pub what: &'static str,
    pub choose: &'static str,
    pub here: &'static str,
    pub hint: &'static str,
    pub nothing: fn(&str) -> String,
    pub found: fn(&str) -> String,
}

/// 全文
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct ReadingWords {
    pub title: &'static str,
    pub scroll: &'static str,
    pub page: &'static str,
    /// number, first line, last line, lines
    pub position: fn(&str, usize, usize, usize) -> String,
}

/// 终端
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct TerminalWords {
    /// columns of a Chinese character, of a quotation mark, of a line; colours
    pub widths: fn(&str, &str, &str, &str) -> String,
    pub silent: &'static str,
    pub sixteen: &'static str,
    pub mono: &'static str,
    pub console: &'static str,
    /// the terminal's name
    pub refused: fn(&str) -> String,
    pub no_meaning: fn(&str) -> String,
    pub no_colour: fn(&str) -> String,
    pub not_a_list: fn(&str) -> String,
    /// line of the file, what is wrong there
    pub theme_fault: fn(usize, &str) -> String,
    pub theme_unreadable: fn(&str) -> String,
    pub keymap_fault: fn(&KeymapFault) -> String,
    pub keymap_unreadable: fn(&str) -> String,
}

/// What commands say to people.
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct CommandWords {
    pub opened: fn(&str, &str) -> String,
    pub accounts: fn(&str) -> String,
    pub no_account: fn(&str, &str) -> String,
    pub no_office: fn(&str) -> String,
    pub office_exists: fn(&str) -> String,
    pub now_refused: &'static str,
    pub filed: fn(&str, &str) -> String,
    pub filed_before: fn(&str) -> String,
    pub row_filed: fn(u64, &str) -> String,
    pub row_known: fn(u64, &str) -> String,
    pub row_refused: fn(u64, &str) -> String,
    /// filed, known, refused, seconds
    pub summary: fn(u64, u64, u64, f64) -> String,
    pub would_summary: fn(u64, u64, u64, f64) -> String,
    pub backed_up: fn(&str) -> String,
    /// the office, where the old one is kept
    pub restored: fn(&str, &str) -> String,
    pub in_use: fn(&str) -> String,
    /// line or row, what became of it
    pub office_row: fn(u64, &str) -> String,
    pub office_added: fn(&str) -> String,
    pub office_changed: fn(&str) -> String,
    pub office_known: fn(&str) -> String,
    pub office_refused: fn(&str) -> String,
    /// added, changed, known, refused
    pub office_summary: fn(usize, usize, usize, usize) -> String,
    pub office_tried: &'static str,
    pub register_accepted: fn(&str) -> String,
    /// the name, the names there are
    pub no_register: fn(&str, &str) -> String,
    pub nothing_found: &'static str,
    pub shown_of: fn(usize, &str) -> String,
    pub exported: fn(u64, &str) -> String,
    pub making_practice: &'static str,
    pub year_line: fn(i32, usize, usize) -> String,
    pub year_good: fn(i32) -> String,
    pub year_next: fn(i32) -> String,
    /// holiday, days off, days worked
    pub year_days: fn(&str, &str, &str) -> String,
    /// clocks, cases
    pub year_moves: fn(usize, usize) -> String,
    pub year_tried: &'static str,
    pub year_accepted: &'static str,
    pub years_known: &'static str,
    pub not_a_number: fn(&str) -> String,
    pub valid_number: fn(&str, &str, &str) -> String,
    pub old_form: &'static str,
    pub finding: fn(&str) -> &'static str,
    pub good: &'static str,
    pub warning: &'static str,
    pub bad: &'static str,
    pub no_terminal: &'static str,
    pub nothing_typed: &'static str,
    pub name_missing: &'static str,
    pub out_is_office: &'static str,
    pub reason_missing: &'static str,
    pub importing: &'static str,
    pub file_fault: fn(&Fault) -> String,
    pub no_matter: fn(&str) -> String,
    pub not_taken: fn(&str) -> String,
    /// the map, what there is
    pub bad_map: fn(&str, &str) -> String,
    pub mapped_twice: &'static str,
    pub cut_cells: fn(usize) -> String,
    pub rule: RuleWords,
}
