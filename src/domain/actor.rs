//! Who is acting: a person of the office, what he may do, how far he sees, and the system user
//! behind him.

use super::case::Case;
use super::word_list::word_list;

word_list! {
    /// 岗位: what a person does in the office (domain.md 6). One person may have several; what each
    /// may do stands in [`super::access`] and with the steps.
    Role {
        /// 接待人员: registers, answers on the spot, proposes what comes next.
        Reception = "reception",
        /// 信访办、分办: transfers, assigns, urges, plans reception days, keeps the house's registers.
        Dispatcher = "dispatcher",
        /// 承办人: works cases.
        Handler = "handler",
        /// 承办部门负责人: names the handler, audits.
        DepartmentHead = "department_head",
        /// 分管领导: approves ordinary opinions and extensions.
        LeaderInCharge = "leader_in_charge",
        /// 主要领导: first responsible; approves what is grave.
        MainLeader = "main_leader",
        /// 接访、包案领导: receives people and sponsors cases.
        ReceivingLeader = "receiving_leader",
        /// 法律顾问: gives legal opinions.
        LegalAdviser = "legal_adviser",
        /// 监察、纪检: supervises, names who answers for a failure.
        Discipline = "discipline",
        /// 上级信访工作机构: approves terminations.
        UpperReviewer = "upper_reviewer",
        /// 复查复核人员: reviews what others decided.
        ReviewOfficer = "review_officer",
        /// 档案管理员: keeps the files.
        Archivist = "archivist",
        /// 督查员: reads everything in scope, samples, sets tasks of improvement.
        Supervisor = "supervisor",
        /// 统计: figures without names.
        Statistician = "statistician",
        /// 管理员: people, rules, calendars, tables; reads no petition.
        Administrator = "administrator",
        /// 审计: access and operation logs.
        Auditor = "auditor",
    }
}

word_list! {
    /// 数据范围: whose cases a person sees.
    Scope {
        /// 本人: the cases he has in hand.
        Own = "own",
        /// 本部门: the cases of his department or unit.
        Department = "department",
        /// 本部门及下属: those of the units below as well.
        Below = "below",
        /// 全部: every case of the office.
        All = "all",
    }
}

/// One person at work. Made by the service from an account; carried by every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account's name, as in `--as`. Empty before anybody has logged in.
    pub account: String,
    /// The name shown on screens and in the history.
    pub name: String,
    /// What he may do himself.
    pub roles: Vec<Role>,
    /// 代班、代签: whom he stands in for today, with what that person may do.
    pub stands_in_for: Vec<Absent>,
    /// The department or unit he works in; empty for the office itself.
    pub unit: String,
    /// How far he sees.
    pub reach: Reach,
    /// The user of the operating system, recorded beside the account (decision 32).
    pub system_user: String,
}

/// Somebody who is away and whose work another does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// The name shown.
    pub name: String,
    /// What that person may do.
    pub roles: Vec<Role>,
}

/// Which cases a person sees: his [`Scope`] with its names filled in, and that of those he stands
/// in for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Every case of the office, confidential ones too: for who decides about them and for the
    /// program's own work.
    All,
    /// Every case that is not confidential, and whatever these accounts have in hand.
    Ordinary {
        /// accounts
        accounts: Vec<String>,
    },
    /// Cases of these departments and units that are not confidential, and whatever these accounts
    /// have in hand.
    Within {
        /// keys of units
        units: Vec<String>,
        /// accounts
        accounts: Vec<String>,
    },
    /// 回避、被反映: what this reach holds, but for cases that somebody of these names is out of
    /// (decision 6).
    Except {
        /// what he would see
        reach: Box<Reach>,
        /// his account, and [`out_of`] his unit and those above it
        names: Vec<String>,
    },
}

/// The name under which everybody of a unit, or a body, is out of a case.
pub fn out_of(unit: &str) -> String {
    format!("@{unit}")
}

impl Reach {
    /// No case at all.
    pub fn nothing() -> Reach {
        Reach::Within { units: Vec::new(), accounts: Vec::new() }
    }

    /// Does it hold this case?
    pub fn holds(&self, case: &Case) -> bool {
        let in_hand = |accounts: &[String]| {
            accounts.contains(&case.handler) || case.let_in.iter().any(|account| accounts.contains(account))
        };
        match self {
            Reach::All => true,
            Reach::Ordinary { accounts } => !case.confidential || in_hand(accounts),
            Reach::Within { units, accounts } => {
                (!case.confidential && units.contains(&case.unit)) || in_hand(accounts)
            }
            Reach::Except { reach, names } => {
                reach.holds(case) && case.out.iter().all(|out| !names.contains(out))
            }
        }
    }

    /// The same, but for the cases that he is out of.
    pub fn except(self, names: Vec<String>) -> Reach {
        Reach::Except { reach: Box::new(self), names }
    }

    /// What either of the two holds.
    pub fn or(self, other: Reach) -> Reach {
        let together = |mut some: Vec<String>, more: Vec<String>| {
            some.extend(more);
            some.sort();
            some.dedup();
            some
        };
        match (self, other) {
            // Whoever is out is out of whatever else he sees.
            (Reach::Except { reach, names }, other) | (other, Reach::Except { reach, names }) => {
                reach.or(other).except(names)
            }
            (Reach::All, _) | (_, Reach::All) => Reach::All,
            (Reach::Within { units, accounts }, Reach::Within { units: more, accounts: others }) => {
                Reach::Within { units: together(units, more), accounts: together(accounts, others) }
            }
            (
                Reach::Ordinary { accounts } | Reach::Within { accounts, .. },
                Reach::Ordinary { accounts: others } | Reach::Within { accounts: others, .. },
            ) => Reach::Ordinary { accounts: together(accounts, others) },
        }
    }
}

impl Actor {
    /// Whoever stands before the door: may do nothing but log in.
    pub fn nobody(system_user: &str) -> Actor {
        Actor {
            account: String::new(),
            name: String::new(),
            roles: Vec::new(),
            stands_in_for: Vec::new(),
            unit: String::new(),
            reach: Reach::nothing(),
            system_user: system_user.to_owned(),
        }
    }

    /// Whoever was let in and may do nothing any more.
    pub fn ended(account: &str, system_user: &str) -> Actor {
        Actor { account: account.to_owned(), ..Actor::nobody(system_user) }
    }

    /// May he act as one of these, himself or for somebody who is away?
    pub fn is_any(&self, roles: &[Role]) -> bool {
        self.is_himself(roles) || self.in_whose_place(roles).is_some()
    }

    /// May he act as one of these without standing in for anybody?
    pub fn is_himself(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }

    /// In whose place he acts as one of these, if not as himself: goes into the history.
    pub fn in_whose_place(&self, roles: &[Role]) -> Option<&Absent> {
        if self.is_himself(roles) {
            return None;
        }
        self.stands_in_for.iter().find(|absent| absent.roles.iter().any(|role| roles.contains(role)))
    }
}
