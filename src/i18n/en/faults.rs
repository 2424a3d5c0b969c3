//! Words for what is wrong: fields, problems, barriers, trouble.

use crate::domain::credit_code::CreditFault;
use crate::domain::id_number::IdFault;
use crate::domain::notice::{NoticeFault, Wrong};
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::trouble::TroubleKind;
use crate::domain::visitor::TicketState;

pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Channel => "Channel",
        Field::Received => "Received",
        Field::Title => "Title",
        Field::Body => "Request",
        Field::People => "People",
        Field::Purpose => "Purpose",
        Field::Category => "Category",
        Field::SourceNumber => "Ext. no.",
        Field::Tracks => "tracks",
        Field::Slip => "Slip",
        Field::Name => "Name",
        Field::IdNumber => "ID number",
        Field::Sex => "Sex",
        Field::Age => "Age",
        Field::Phone => "Phone",
        Field::Address => "Address",
        Field::Basis => "Basis",
        Field::Answer => "Answer",
        Field::Paper => "On paper",
        Field::Reason => "Reason",
        Field::Row => "Row",
        Field::Account => "Account",
        Field::Password => "Password",
        Field::Again => "Again",
        Field::Task => "What",
        Field::Owner => "Whose",
        Field::Due => "Due",
        Field::Number => "Number",
        Field::From => "From",
        Field::Until => "Until",
        Field::Note => "Words",
        Field::Visit => "What for",
        Field::Extend => "more time",
        Field::Pause => "pause",
        Field::Calendar => "Calendar",
        Field::Concerned => "Concerned",
        Field::IdKind => "Document",
        Field::Source => "Source",
        Field::SourceBody => "From whom",
        Field::Place => "Place",
        Field::Accused => "About",
        Field::Confidential => "Secret",
        Field::Publish => "Publish",
        Field::Reply => "Reply by",
        Field::Signed => "Signed",
        Field::LevelSkipping => "Skipped",
        Field::Window => "Window",
        Field::Postmark => "Postmark",
        Field::Addressee => "Addressed",
        Field::Completeness => "Complete",
        Field::Caller => "Called by",
        Field::Rings => "Rings",
        Field::Platform => "Platform",
        Field::OnlineUser => "User",
        Field::Urgency => "Urgent",
        Field::Others => "Others",
        Field::Materials => "Papers",
        Field::PartyRole => "Role",
        Field::Copies => "Copies",
        Field::Pages => "Pages",
        Field::MaterialKind => "Kind",
    }
}

pub(super) fn barrier(barrier: &Barrier) -> String {
    match barrier {
        Barrier::NotThisRole { may } => format!("this is for the {} role", (super::WORDS.role)(*may)),
        Barrier::NotFromHere { state } => format!("the case is already {}", (super::WORDS.state)(*state)),
        Barrier::Needs(field) => format!("{} is missing", (super::WORDS.field)(*field)),
        Barrier::AccusationNotOnTheSpot => {
            "an accusation is not answered on the spot, it goes to the body in charge".to_owned()
        }
        Barrier::NotLoggedIn => "nobody has logged in".to_owned(),
        Barrier::WrongPassword { left: 0 } => "wrong account or password".to_owned(),
        Barrier::WrongPassword { left } => format!("wrong account or password, {left} tries left"),
        Barrier::ClosedUntil { at } => {
            format!("too many tries; try again after {}, or ask the administrator", at.format("%H:%M"))
        }
        Barrier::AccountEnded => "this account has ended or not begun; ask the administrator".to_owned(),
        Barrier::NoPasswordYet => "no password is set; set one at the next log-in".to_owned(),
        Barrier::FixedRows => "rows are fixed here and can only be changed".to_owned(),
        Barrier::ProgramsOwn => "the program acts on this register's columns".to_owned(),
        Barrier::ReadsNoCase => "who takes over may read no case".to_owned(),
        Barrier::ToHimself => "nobody hands over to himself".to_owned(),
        Barrier::TaskEnded => "the task has ended already".to_owned(),
        Barrier::RulesInUse => "it is in use already".to_owned(),
        Barrier::RulesNotInUse => "it is not in use".to_owned(),
        Barrier::RulesOver => "these rules are no longer in force".to_owned(),
        Barrier::LawStays => "the law cannot be switched off".to_owned(),
        Barrier::Proposed => "it waits for the main leader already".to_owned(),
        Barrier::Decided => "it has been decided already".to_owned(),
        Barrier::TooManyCodes { at } => {
            format!("too many wrong codes; try again after {}", at.format("%H:%M"))
        }
        Barrier::TicketMoved { number, state, window, by, at } => {
            let place = if window.is_empty() { String::new() } else { format!(" at {window}") };
            let did = match state {
                TicketState::Waiting => "put back",
                TicketState::Called => "called in",
                TicketState::Inside => "let in",
                TicketState::Done => "done",
                TicketState::Left => "noted as left",
            };
            format!("{number:03} was already {did}{place} by {by} at {}", at.format("%H:%M"))
        }
        Barrier::NobodyWaits => "nobody is waiting".to_owned(),
        Barrier::TooMany { max } => format!("{max} at most: take some away first"),
        Barrier::NoSuchStep => "there is no such step for this ticket".to_owned(),
        Barrier::OwnProposal => "who proposed it cannot accept it".to_owned(),
        other => super::triage::barrier(other),
    }
}

pub(super) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Missing => "nothing is there yet".to_owned(),
        Problem::TooLong { max } => format!("too long, at most {max} characters"),
        Problem::NotADate => "not a date, such as 2026-10-08".to_owned(),
        Problem::NoSuchDay => "there is no such day".to_owned(),
        Problem::InPast => "the date is in the past".to_owned(),
        Problem::InFuture => "the date is in the future".to_owned(),
        Problem::TooEarly { first } => format!("too early, {first} is the first day taken"),
        Problem::NotANumber => "not a number".to_owned(),
        Problem::OutOfRange { min, max } => format!("must be from {min} to {max}"),
        Problem::NotThere => "none is called so, or several".to_owned(),
        Problem::Taken => "taken already".to_owned(),
        Problem::EndsBeforeItBegins => "ends before it begins".to_owned(),
        Problem::NotAnAccountName => "small letters, digits, . - _".to_owned(),
        Problem::NotAPattern => "needs {year} and {serial:4}".to_owned(),
        Problem::NotATime => "not a time; write 08:30".to_owned(),
        Problem::PasswordWeak => "too easy to guess".to_owned(),
        Problem::NotTheSame => "the two are not the same".to_owned(),
        Problem::LastAdministrator => "the last administrator".to_owned(),
        Problem::NeedsAdministrator => "an administrator must say so".to_owned(),
        Problem::KeyStays => "stays: others refer to it".to_owned(),
        Problem::Circle => "leads back to itself".to_owned(),
        Problem::PasswordShort { min } => format!("too short, at least {min} signs"),
        Problem::UnknownColumn(name) => format!("there is no column {name}"),
        Problem::UnknownCode => "no such code".to_owned(),
        Problem::IdNumber(IdFault::Length) => "should be 18 digits, check the card".to_owned(),
        Problem::IdNumber(IdFault::Digits) => "digits only, the last may be X".to_owned(),
        Problem::IdNumber(IdFault::Date) => "no such date of birth, check digits 7 to 14".to_owned(),
        Problem::IdNumber(IdFault::Division) => "no such place, check the first 6 digits".to_owned(),
        Problem::IdNumber(IdFault::CheckDigit { expected }) => {
            format!("last digit should be {expected}, check the card")
        }
        Problem::NotAsIdNumber => "the ID number says otherwise, check".to_owned(),
        Problem::PhoneShort { missing } => format!("a mobile number has {missing} digits too few"),
        Problem::PhoneLong { extra } => format!("a mobile number has {extra} digits too many"),
        Problem::CreditCode(CreditFault::Length { found }) => {
            format!("a credit code has 18 characters, this has {found}")
        }
        Problem::CreditCode(CreditFault::Sign) => {
            "a credit code has no I, O, S, V, Z and no signs".to_owned()
        }
        Problem::CreditCode(CreditFault::Check { expected }) => {
            format!("the last sign should be {expected}, check the code")
        }
        Problem::TooManyRepresentatives { max } => {
            format!(
                "at most {max} representatives (article 20, paragraph 3): let them elect; all are registered"
            )
        }
        Problem::MustBeAnother => "must be another".to_owned(),
        Problem::FewerThanCame => "fewer than the people who came".to_owned(),
        Problem::SameAsRow { row } => format!("same number as row {row}"),
        Problem::NotAPhone => "not a phone number: 11 digits, or a fixed line with area code".to_owned(),
        Problem::TooManyCells { expected, found } => format!("{found} cells, the heading has {expected}"),
        Problem::Undecodable => {
            "characters that cannot be read; save the file as UTF-8 or GB18030".to_owned()
        }
        Problem::CellUnreadable => "a cell of the workbook cannot be read".to_owned(),
        Problem::QuoteNotClosed => {
            "a quotation mark is never closed; nothing after it can be read".to_owned()
        }
        Problem::CutShort => "the file ends here in the middle".to_owned(),
        Problem::Unreadable(why) => format!("cannot be read: {why}"),
        Problem::Notice(fault) => notice(fault),
        Problem::Year(fault) => fault.to_string(),
    }
}

pub(super) fn trouble(kind: &TroubleKind, reference: &str) -> String {
    match kind {
        TroubleKind::Locked => {
            "Another program holds the records; nothing was done. Your text is kept, try again.".to_owned()
        }
        TroubleKind::DiskFull => {
            "The disk is full; nothing was done. Your text is kept, make room and try again.".to_owned()
        }
        TroubleKind::ReadOnly => {
            "The records cannot be written; nothing was changed. Check the rights of file and folder."
                .to_owned()
        }
        TroubleKind::Damaged => {
            "The file is damaged or is no database; it was left alone. Restore a backup.".to_owned()
        }
        TroubleKind::Newer { found, known } => {
            format!(
                "A newer program wrote this file (schema {found}, this one knows {known}); left alone. Update the program."
            )
        }
        TroubleKind::NotAnOffice => {
            "This file is not a petition office; it was left alone. Check the file's name.".to_owned()
        }
        TroubleKind::Missing => {
            "There is no such file. Open an office with `xinfang init --office NAME`, or try `xinfang demo`."
                .to_owned()
        }
        TroubleKind::OfficeExists => {
            "The file holds records already and was left alone. Name another file.".to_owned()
        }
        TroubleKind::Other => {
            format!(
                "It did not work, ref {reference}. Your text is kept; try again, or tell the administrator this number."
            )
        }
    }
}

fn notice(fault: &NoticeFault) -> String {
    let words = &fault.words;
    let what = match &fault.wrong {
        Wrong::NoYear => "no year found".to_owned(),
        Wrong::HolidayMissing => format!("{words} is missing"),
        Wrong::NoDays => format!("{words} has no day off"),
        Wrong::NotUnderstood => format!("not understood: {words}"),
        Wrong::NoSuchDay => format!("no such day: {words}"),
        Wrong::Weekday { is } => format!("it is a {is}: {words}"),
        Wrong::Count { named } => format!("{named} days are named: {words}"),
        Wrong::NoWeekend => format!("no weekend day, worked anyway: {words}"),
        Wrong::Twice { day } => format!("{day} is told twice: {words}"),
        Wrong::Range => format!("no such stretch: {words}"),
    };
    fault.line.map_or(what.clone(), |line| format!("line {line}  {what}"))
}
