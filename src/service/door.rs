//! 登录: who comes in, with which password, and what happens to wrong ones.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Map, Value};

use super::{Service, Told, allow, day, stamp};
use crate::api::door::{Answer, Face, Request, Welcome};
use crate::api::{self, Change, Refusal};
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::masked::Personal;
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::NewLine;

/// Wrong passwords in a row after which an account is closed for a while.
const TRIES: u32 = 5;
/// How long.
const CLOSED_MINUTES: i64 = 15;
/// Fewest characters of a password.
const SHORTEST: usize = 8;

impl Service {
    pub(super) fn door(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        // Who has a password is news on the administrator's home.
        let changes = matches!(request, Request::FirstPassword { .. } | Request::ResetPassword { .. });
        let answer = match request {
            Request::Faces => Answer::Faces(self.faces(now)),
            Request::LogIn { account, password } => self.log_in(actor, now, &account, &password)?,
            Request::FirstPassword { account, new } => {
                let door = self.store.door(&account)?.ok_or_else(wrong)?;
                // Somebody else was faster: now it takes the password he has set.
                if !door.password.is_empty() {
                    return Err(wrong());
                }
                self.works_here(&account, now)?;
                self.set_password(actor, now, &account, &new)?;
                self.welcome(actor, now, &account)?
            }
            Request::ChangePassword { old, new } => {
                allow(access::may_enter(actor))?;
                self.check(now, &actor.account, &old)?;
                self.set_password(actor, now, &actor.account, &new)?;
                Answer::PasswordChanged
            }
            Request::ResetPassword { account } => {
                allow(access::only(actor, &[Role::Administrator]))?;
                let name = self.directory.person(&account).map(|p| p.name.clone()).ok_or_else(wrong)?;
                self.keep_hash(actor, now, &account, "", "reset_password")?;
                Answer::PasswordReset { name }
            }
            Request::Unlock { password } => {
                allow(access::may_enter(actor))?;
                let door = self.store.door(&actor.account)?;
                let unset = door.is_some_and(|door| door.password.is_empty());
                if unset && !self.law.office.practice {
                    // It was reset while he was away: what he types now is his new one, and what he
                    // had typed before is not lost.
                    self.set_password(actor, now, &actor.account, &password)?;
                } else if !self.law.office.practice {
                    self.check(now, &actor.account, &password)?;
                }
                Answer::Unlocked
            }
        };
        Ok((api::Answer::Door(answer), changes.then_some(Change::Office)))
    }

    /// Who works in a practice office; a real one gives no names away before the door.
    fn faces(&self, now: DateTime<FixedOffset>) -> Vec<Face> {
        if !self.law.office.practice {
            return Vec::new();
        }
        let here = self.directory.people.iter().filter(|person| person.is_here(day(now)));
        here.map(|person| Face {
            account: person.account.clone(),
            name: person.name.clone(),
            post: person.post.clone(),
            roles: person.roles.clone(),
        })
        .collect()
    }

    fn log_in(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        account: &str,
        password: &Personal,
    ) -> Result<Answer, Refusal> {
        let account = account.trim().to_lowercase();
        if !self.law.office.practice {
            let door = self.store.door(&account)?;
            if door.is_some_and(|door| door.password.is_empty()) {
                self.works_here(&account, now)?;
                return Ok(Answer::SetOne { account });
            }
            self.check(now, &account, password)?;
        }
        self.welcome(actor, now, &account)
    }

    /// An account that has ended or not begun gets no password.
    fn works_here(&self, account: &str, now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        let here = self.directory.person(account).is_some_and(|person| person.is_here(day(now)));
        if here { Ok(()) } else { Err(Refusal::Denied(vec![Barrier::AccountEnded])) }
    }

    /// Lets an account in whose password was right.
    fn welcome(
        &mut self,
        at_the_door: &Actor,
        now: DateTime<FixedOffset>,
        account: &str,
    ) -> Result<Answer, Refusal> {
        let known = self.directory.person(account).is_some();
        let found = self.directory.actor(account, &at_the_door.system_user, day(now));
        let actor = match found {
            Some(actor) => actor,
            None if known => return Err(Refusal::Denied(vec![Barrier::AccountEnded])),
            None => return Err(wrong()),
        };
        // What happened before this moment is told once more by home, and is old after it.
        let last = self.store.last_line()?;
        let before = self.store.account(&actor.account)?.map_or(last, |account| account.seen_line);
        let mut write = self.store.write()?;
        write.note_login(&actor.account, last)?;
        write.add_line(NewLine {
            case: None,
            actor: &actor,
            at: &stamp(now),
            what: "log_in",
            before: Map::new(),
            after: Map::new(),
        })?;
        write.commit()?;
        // Whoever comes for the first time is told what is, not all that ever was.
        let before = if before == 0 { last } else { before };
        self.seen_before.insert(actor.account.clone(), before);
        let language = self.directory.person(account).map(|p| p.language.clone()).unwrap_or_default();
        let idle_minutes = self.directory.idle_minutes;
        Ok(Answer::Welcome(Box::new(Welcome { actor, language, idle_minutes })))
    }

    /// Is this the password? Counts what is wrong, and closes the account after too many. An
    /// account that is not there takes as long as one that is.
    fn check(
        &mut self,
        now: DateTime<FixedOffset>,
        account: &str,
        password: &Personal,
    ) -> Result<(), Refusal> {
        let Some(door) = self.store.door(account)? else {
            hash(password)?;
            return Err(wrong());
        };
        if let Some(until) = door.closed_until.filter(|until| now < *until) {
            return Err(Refusal::Denied(vec![Barrier::ClosedUntil { at: until }]));
        }
        if door.password.is_empty() {
            return Err(Refusal::Denied(vec![Barrier::NoPasswordYet]));
        }
        let right = PasswordHash::new(&door.password)
            .is_ok_and(|kept| Argon2::default().verify_password(password.reveal().as_bytes(), &kept).is_ok());
        if right {
            // Wrong ones count in a row.
            if door.failed > 0 {
                let mut write = self.store.write()?;
                write.count_wrong(account, 0, None)?;
                write.commit()?;
            }
            return Ok(());
        }
        // A time that has passed has forgiven what was wrong before it.
        let failed = if door.closed_until.is_some() { 1 } else { door.failed + 1 };
        let until = now + TimeDelta::minutes(CLOSED_MINUTES);
        let closed = failed >= TRIES;
        let mut write = self.store.write()?;
        write.count_wrong(account, failed, closed.then(|| stamp(until)).as_deref())?;
        if closed {
            let mut after = Map::new();
            after.insert("account".to_owned(), Value::from(account));
            let by = Actor::ended(account, "");
            let line = NewLine {
                case: None,
                actor: &by,
                at: &stamp(now),
                what: "account_closed",
                before: Map::new(),
                after,
            };
            write.add_line(line)?;
        }
        write.commit()?;
        Err(Refusal::Denied(vec![if closed {
            Barrier::ClosedUntil { at: until }
        } else {
            Barrier::WrongPassword { left: TRIES - failed }
        }]))
    }

    fn set_password(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        account: &str,
        new: &Personal,
    ) -> Result<(), Refusal> {
        let refused = |problem| Err(Refusal::Invalid(vec![(Field::Password, problem)]));
        let length = new.reveal().chars().count();
        if length < SHORTEST {
            return refused(Problem::PasswordShort { min: SHORTEST });
        }
        let mut signs: Vec<char> = new.reveal().chars().collect();
        signs.sort_unstable();
        signs.dedup();
        if signs.len() < 3 || new.reveal().to_lowercase().contains(account) {
            return refused(Problem::PasswordWeak);
        }
        let hash = hash(new)?;
        self.keep_hash(actor, now, account, &hash, "set_password")
    }

    fn keep_hash(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        account: &str,
        hash: &str,
        what: &str,
    ) -> Result<(), Refusal> {
        let at = stamp(now);
        // Whoever sets his first password is nobody until then: the line names the account.
        let by = if actor.account.is_empty() { account } else { &actor.account };
        let by = Actor { account: by.to_owned(), ..actor.clone() };
        let mut after = Map::new();
        after.insert("account".to_owned(), Value::from(account));
        let mut write = self.store.write()?;
        write.set_password(account, hash)?;
        write.add_line(NewLine { case: None, actor: &by, at: &at, what, before: Map::new(), after })?;
        write.commit()?;
        Ok(())
    }
}

/// An account that is not there. One that is there says how many tries are left: the person at the
/// desk needs to know, and names of accounts are no secret in an office.
fn wrong() -> Refusal {
    Refusal::Denied(vec![Barrier::WrongPassword { left: 0 }])
}

fn hash(password: &Personal) -> Result<String, Trouble> {
    Argon2::default()
        .hash_password(password.reveal().as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|fault| Trouble::new(TroubleKind::Other, fault.to_string()))
}
