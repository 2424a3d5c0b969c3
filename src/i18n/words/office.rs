//! Words of the door, home, registers, tasks and the palette.

use crate::api::home::Counted;
use crate::domain::register::Group;
use crate::domain::task::TaskState;

/// 登录、锁屏、口令
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct DoorWords {
    pub title: &'static str,
    pub pick_title: &'static str,
    pub greeting: &'static str,
    pub hint: &'static str,
    pub pick_hint: &'static str,
    pub enter: &'static str,
    pub choose: &'static str,
    pub first_title: &'static str,
    pub first_hint: &'static str,
    pub first_text: [&'static str; 2],
    pub locked_title: &'static str,
    pub locked: &'static str,
    pub locked_practice: &'static str,
    pub unlock: &'static str,
    pub change_title: &'static str,
    pub change_hint: &'static str,
    pub old: &'static str,
    pub new: &'static str,
    pub changed: &'static str,
    pub practice_has_none: &'static str,
    pub not_here: &'static str,
}

/// 首页、晨会条
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct HomeWords {
    pub title: &'static str,
    pub waits: &'static str,
    pub count: &'static str,
    pub nearest: &'static str,
    pub counted: fn(Counted) -> &'static str,
    pub handover: &'static str,
    pub handover_title: &'static str,
    /// who, when
    pub handover_from: fn(&str, &str) -> String,
    pub handover_hint: &'static str,
    pub was_read: &'static str,
    pub empty_note: &'static str,
    /// how many
    pub news: fn(&str) -> String,
    pub no_news: &'static str,
    pub calendar: &'static str,
    /// day with weekday
    pub worked: fn(&str) -> String,
    /// first day, last day, name
    pub off: fn(&str, &str, &str) -> String,
    pub week: &'static str,
    pub sittings_today: &'static str,
    /// the word of the state
    pub sitting: fn(&str) -> &'static str,
    pub mine: &'static str,
    pub nothing: &'static str,
    pub nothing_at_all: &'static str,
    pub first_day: &'static str,
    /// number, what is due, day
    pub due: fn(&str, &str, &str) -> String,
    pub opens_list: &'static str,
    pub strip: &'static str,
    pub hand_over: &'static str,
    pub task: &'static str,
    pub next_year_is_here: &'static str,
    pub next_year_missing: &'static str,
    pub strip_title: &'static str,
    /// day of the last working day, which of the twelve lines
    pub strip_line: fn(usize, &str) -> String,
    pub strip_holds: &'static str,
    pub strip_breaks: &'static str,
    pub strip_hint: &'static str,
}

/// 台账
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct RegisterWords {
    pub title: &'static str,
    pub group: fn(Group) -> &'static str,
    pub rows: &'static str,
    pub index_hint: &'static str,
    pub new: &'static str,
    pub change: &'static str,
    pub end: &'static str,
    pub back_in_use: &'static str,
    pub versions: &'static str,
    pub reset_password: &'static str,
    pub ended_mark: &'static str,
    pub empty: &'static str,
    pub new_title: &'static str,
    pub change_title: &'static str,
    pub versions_title: &'static str,
    pub save: &'static str,
    pub next: &'static str,
    pub take: &'static str,
    /// label, version
    pub saved: fn(&str, i64) -> String,
    pub ended: fn(&str) -> String,
    pub in_use: fn(&str) -> String,
    /// who keeps it
    pub kept_by: fn(&str) -> String,
    /// who saved first, when
    pub outdated: fn(&str, &str) -> String,
    pub end_question: &'static str,
    pub reset_question: &'static str,
    /// name
    pub was_reset: fn(&str) -> String,
    /// version, when, who
    pub version: fn(i64, &str, &str) -> String,
    pub was_ended: &'static str,
    pub first_version: &'static str,
    pub versions_hint: &'static str,
    pub leave_title: &'static str,
    pub leave_question: &'static str,
    pub nothing_fits: &'static str,
    pub nothing_to_choose: &'static str,
    /// how many more fit
    pub more: fn(usize) -> String,
    pub many_hint: &'static str,
    pub date_hint: &'static str,
    /// how many other columns something is wrong with
    pub and_others: fn(usize) -> String,
    pub required: &'static str,
    pub filter: &'static str,
}

/// 任务、交接
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct TaskWords {
    pub title: &'static str,
    pub new_title: &'static str,
    pub empty: &'static str,
    pub new: &'static str,
    pub done: &'static str,
    pub drop: &'static str,
    pub drop_title: &'static str,
    pub drop_hint: &'static str,
    pub open_case: &'static str,
    pub hint: fn(&str, &str) -> String,
    /// the period of a periodic duty, document and article
    pub duty: fn(&str, &str) -> String,
    pub heading: [&'static str; 5],
    pub added: &'static str,
    pub ended: fn(TaskState) -> &'static str,
    pub form_hint: &'static str,
    pub give_title: &'static str,
    pub give_hint: &'static str,
    pub give_to: &'static str,
    pub give_what: &'static str,
    pub give_note_only: &'static str,
    pub give_everything: &'static str,
    /// cases, tasks
    pub give_count: fn(usize, usize) -> String,
    pub give_until: &'static str,
    /// name
    pub stands_in: &'static str,
    /// name, cases, tasks
    pub given: fn(&str, usize, usize) -> String,
    pub give: &'static str,
    pub give_question: &'static str,
}

/// 找操作、去哪里
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct PaletteWords {
    pub title: &'static str,
    pub prompt: &'static str,
    pub actions: &'static str,
    pub screens: &'static str,
    pub cases: &'static str,
    pub people: &'static str,
    pub hint: &'static str,
    /// what was typed, whether this person may search
    pub nothing: fn(&str, bool) -> String,
    pub found: fn(usize) -> String,
    pub barred: fn(&str, &str) -> String,
    pub go_title: &'static str,
    pub go_hint: &'static str,
    /// Other words people use for a thing, so that it is found by them.
    pub also: &'static [(&'static str, &'static str)],
}

/// 规则和年历
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct LawWords {
    pub title: &'static str,
    pub rules: &'static str,
    pub calendars: &'static str,
    pub version: fn(i64) -> String,
    /// day, who
    pub accepted: fn(&str, &str) -> String,
    /// weekdays off, weekend days worked
    pub days: fn(usize, usize) -> String,
    /// the year; the key that adds it, for who may
    pub missing: fn(i32, Option<&str>) -> String,
    pub hint: &'static str,
}
