//! 队列: the lists people work from, by the names scripts use.

use chrono::NaiveDate;

use super::access;
use super::actor::{Actor, Role};
use super::case::CaseId;

/// Which cases, of those the person may see. Always ordered by what is due first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    /// 待甄别: registered, nothing decided yet.
    Triage,
    /// 今日到期
    DueToday,
    /// 临期: a limit within the next days, today included.
    DueSoon,
    /// 超期: a limit that has passed.
    Overdue,
    /// 七日内: the same without today.
    Coming,
    /// 更远: open, with a limit later than soon or none.
    Later,
    /// 待补: open, with something missing before it can be accepted.
    ToComplete,
    /// 待审批: what a leader is to decide.
    ToApprove,
    /// 诉求待认定: what a leader is to say.
    Undecided,
    /// 待转交办: the way is known, the matter still lies here.
    ToDispatch,
    /// 待签收: passed on, not signed for.
    ToSignFor,
    /// 待告知: signed for, the petitioner not told yet.
    ToNotify,
    /// 办理中: accepted and worked.
    Working,
    /// 待审核: drafts before the department head.
    ToAudit,
    /// 待送达: issued, not in the petitioner's hand.
    ToServe,
    /// 待办结: served, to be checked and closed.
    ToClose,
    /// 待回访
    ToFollowUp,
    /// 待归档
    ToArchive,
    /// 复查
    Review,
    /// 复核
    Reexamine,
    /// 终结后
    AfterTermination,
    /// 紧急
    Urgent,
    /// 在办: everything open.
    Open,
    /// 全部
    All,
}

impl Queue {
    /// Every queue that can hold a case in this version.
    pub const ALL: [Queue; 24] = [
        Queue::Triage,
        Queue::Overdue,
        Queue::DueToday,
        Queue::DueSoon,
        Queue::Coming,
        Queue::Later,
        Queue::ToComplete,
        Queue::ToApprove,
        Queue::Undecided,
        Queue::ToDispatch,
        Queue::ToSignFor,
        Queue::ToNotify,
        Queue::Working,
        Queue::ToAudit,
        Queue::ToServe,
        Queue::ToClose,
        Queue::ToFollowUp,
        Queue::ToArchive,
        Queue::Review,
        Queue::Reexamine,
        Queue::AfterTermination,
        Queue::Urgent,
        Queue::Open,
        Queue::All,
    ];

    /// Those that stand as tabs above a list; the others are opened from home and the strip.
    pub const TABS: [Queue; 4] = [Queue::Triage, Queue::DueSoon, Queue::Overdue, Queue::All];

    /// Days ahead that count as soon.
    pub const SOON_DAYS: u64 = 7;

    /// The queues of somebody's posts, in the order of his day.
    pub fn of_posts(actor: &Actor) -> Vec<Queue> {
        let posts: [(&[Role], &[Queue]); 8] = [
            (access::TRIAGES, &[Queue::Triage, Queue::ToComplete]),
            (access::DECIDES, &[Queue::ToApprove, Queue::Undecided]),
            (&[Role::Dispatcher], &[Queue::ToDispatch, Queue::ToClose]),
            (&[Role::DepartmentHead], &[Queue::ToSignFor, Queue::ToAudit]),
            (&[Role::Handler, Role::DepartmentHead], &[Queue::ToNotify, Queue::Working]),
            (&[Role::Handler], &[Queue::ToServe]),
            (&[Role::ReviewOfficer], &[Queue::Review, Queue::Reexamine]),
            (&[Role::Archivist], &[Queue::ToArchive]),
        ];
        let mut queues: Vec<Queue> = Vec::new();
        for queue in posts.iter().filter(|(roles, _)| actor.is_any(roles)).flat_map(|(_, own)| own.iter()) {
            if !queues.contains(queue) {
                queues.push(*queue);
            }
        }
        queues
    }

    /// Those that stand as tabs above somebody's list.
    pub fn tabs(actor: &Actor) -> Vec<Queue> {
        let mut tabs = Queue::TABS.to_vec();
        tabs.extend(Queue::of_posts(actor).into_iter().filter(|queue| !Queue::TABS.contains(queue)));
        tabs
    }

    /// The word of `--queue`.
    pub fn word(self) -> &'static str {
        match self {
            Queue::Triage => "triage",
            Queue::DueToday => "due_today",
            Queue::DueSoon => "due_soon",
            Queue::Overdue => "overdue",
            Queue::Coming => "coming",
            Queue::Later => "later",
            Queue::ToComplete => "to_complete",
            Queue::ToApprove => "to_approve",
            Queue::Undecided => "undecided",
            Queue::ToDispatch => "to_dispatch",
            Queue::ToSignFor => "to_sign_for",
            Queue::ToNotify => "to_notify",
            Queue::Working => "working",
            Queue::ToAudit => "to_audit",
            Queue::ToServe => "to_serve",
            Queue::ToClose => "to_close",
            Queue::ToFollowUp => "to_follow_up",
            Queue::ToArchive => "to_archive",
            Queue::Review => "review",
            Queue::Reexamine => "reexamine",
            Queue::AfterTermination => "after_termination",
            Queue::Urgent => "urgent",
            Queue::Open => "open",
            Queue::All => "all",
        }
    }

    /// Reads [`Queue::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        Queue::ALL.into_iter().find(|queue| queue.word() == word)
    }
}

/// Where a row stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What the list is ordered by.
    pub order: NaiveDate,
    /// Equal dates are ordered by age.
    pub id: CaseId,
}

/// Which stretch of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// From its beginning.
    First,
    /// Up to its end.
    Last,
    /// From this row on, itself included.
    From(Key),
    /// What follows this row.
    After(Key),
    /// What stands before this row.
    Before(Key),
}
