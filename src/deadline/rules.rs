//! 本单位在用的规定: which rule files count for which day, and the book they make together.

use chrono::NaiveDate;

use super::rule::{Duty, Rule, RuleSet};
use crate::domain::office::OfficeKind;
use crate::domain::rule::{ClockKey, ProfileKind};

/// A rule file in use, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The file.
    pub set: RuleSet,
    /// What it builds on, nearest first, down to the law, which is chosen by the day of receipt.
    pub bases: Vec<RuleSet>,
    /// Clocks that start from this day on go by it.
    pub from: NaiveDate,
    /// The last such day; none while it is in use.
    pub until: Option<NaiveDate>,
}

impl Use {
    /// A file for as long as it is in force by its own word.
    pub fn of(set: RuleSet) -> Use {
        Use { from: set.from, until: set.until, bases: Vec::new(), set }
    }

    fn counts_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Does it stand on this law?
    fn stands_on(&self, law: &str) -> bool {
        let last = self.bases.last().unwrap_or(&self.set);
        last.base.as_deref() == Some(law)
    }
}

/// Every rule file that the office uses or has used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    uses: Vec<Use>,
}

/// The law for a matter, and whether it was already known then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law<'a> {
    /// The rule file.
    pub set: &'a RuleSet,
    /// The matter is older than every law known; the earliest stands in (decision 17).
    pub before_known_law: bool,
}

impl Rules {
    /// Files that count for as long as they are in force by their own word.
    pub fn new(sets: impl IntoIterator<Item = RuleSet>) -> Rules {
        Rules::of(sets.into_iter().map(Use::of))
    }

    /// Files with the days from which the office uses them.
    pub fn of(uses: impl IntoIterator<Item = Use>) -> Rules {
        let mut uses: Vec<Use> = uses.into_iter().collect();
        uses.sort_by_key(|used| (used.from, used.set.version));
        Rules { uses }
    }

    /// Every file, in the order of the days from which they count.
    pub fn uses(&self) -> &[Use] {
        &self.uses
    }

    /// 收到之日在用的规定: the law in force on the day of receipt.
    pub fn law_on(&self, received: NaiveDate) -> Option<Law<'_>> {
        let laws = || self.uses.iter().filter(|used| used.set.kind == ProfileKind::Law);
        let newest = |fits: &dyn Fn(&Use) -> bool| laws().rfind(|used| fits(used));
        // Between two laws the older one goes on; before the first, the first stands in.
        newest(&|used| used.counts_on(received))
            .or_else(|| newest(&|used| used.from <= received))
            .map(|used| Law { set: &used.set, before_known_law: false })
            .or_else(|| laws().next().map(|used| Law { set: &used.set, before_known_law: true }))
    }

    /// The files that the office counts by on this day, the law first.
    pub fn in_use_on(&self, day: NaiveDate) -> Vec<&RuleSet> {
        let law = self.law_on(day).map(|law| law.set);
        let own = self.uses.iter().filter(|used| used.set.kind != ProfileKind::Law && used.counts_on(day));
        law.into_iter().chain(own.map(|used| &used.set)).collect()
    }

    /// The periodic duties of the law and of every file in use on this day, each with the day from
    /// which it is owed.
    pub fn duties_on(&self, day: NaiveDate) -> Vec<(&Duty, NaiveDate)> {
        let Some(Law { set: law, .. }) = self.law_on(day) else { return Vec::new() };
        // A newer version of a file owes what an older one owed already.
        let since = |used: &Use| {
            let versions = self.uses.iter().filter(|other| other.set.name == used.set.name);
            versions.map(|other| other.from).min().unwrap_or(used.from)
        };
        let own = self.uses.iter().filter(|used| used.set.kind != ProfileKind::Law && used.counts_on(day));
        let own = own.flat_map(|used| {
            let from = since(used);
            let sets = std::iter::once(&used.set).chain(&used.bases);
            sets.flat_map(|set| &set.duties).map(move |duty| (duty, from))
        });
        // The office's own row comes before the law's: it may set what the law leaves open.
        let mut found: Vec<(&Duty, NaiveDate)> = Vec::new();
        for (duty, from) in own.chain(law.duties.iter().map(|duty| (duty, law.from))) {
            if found.iter().all(|(known, _)| known.key != duty.key) {
                found.push((duty, from));
            }
        }
        found
    }

    /// The rules for a clock that starts on `start` in a matter received on `received`: the tracks
    /// the case is on, the office's own, the law. A version that came later leaves it alone.
    pub fn book(&self, received: NaiveDate, start: NaiveDate, tracks: &[String]) -> Option<Book<'_>> {
        let Law { set: law, before_known_law } = self.law_on(received)?;
        let on = |used: &&Use| {
            used.counts_on(start)
                && used.stands_on(&law.name)
                && match used.set.kind {
                    ProfileKind::Law => false,
                    ProfileKind::Office | ProfileKind::Example => true,
                    ProfileKind::Track => tracks.contains(&used.set.name),
                }
        };
        let mut own: Vec<&Use> = self.uses.iter().filter(on).collect();
        own.sort_by_key(|used| used.set.kind != ProfileKind::Track);
        let mut sets: Vec<&RuleSet> = Vec::new();
        for set in own.iter().flat_map(|used| std::iter::once(&used.set).chain(&used.bases)) {
            if sets.iter().all(|known| known.name != set.name) {
                sets.push(set);
            }
        }
        // Of the law the version that counted when the clock started.
        let version = self.uses.iter().rev().find(|used| used.set.name == law.name && used.counts_on(start));
        sets.push(version.map_or(law, |used| &used.set));
        Some(Book { sets, before_known_law })
    }
}

/// Rule files one on top of the other: a row of an upper one comes before the same row of a lower.
#[derive(Debug, Clone)]
pub struct Book<'a> {
    pub(super) sets: Vec<&'a RuleSet>,
    /// The law is younger than the matter.
    pub before_known_law: bool,
}

impl<'a> Book<'a> {
    /// The rule of this key, and the file it stands in.
    pub fn rule(&self, key: &ClockKey) -> Option<(&'a Rule, &'a RuleSet)> {
        self.rule_for(key, None)
    }

    /// The same, for this kind of office where one is given.
    pub fn rule_for(&self, key: &ClockKey, office: Option<OfficeKind>) -> Option<(&'a Rule, &'a RuleSet)> {
        self.find(|rule| rule.clock == *key && office.is_none_or(|office| rule.binds(office)))
    }

    /// The uppermost rule that fits, and the file it stands in.
    pub(super) fn find(&self, fits: impl Fn(&Rule) -> bool) -> Option<(&'a Rule, &'a RuleSet)> {
        self.sets.iter().find_map(|set| set.clocks.iter().find(|rule| fits(rule)).map(|rule| (rule, *set)))
    }

    /// Every row that no upper one replaces.
    pub fn rows(&self) -> Vec<(&'a Rule, &'a RuleSet)> {
        self.rows_that(|_| true)
    }

    /// Those of them that are wanted.
    pub fn rows_that(&self, wanted: impl Fn(&Rule) -> bool) -> Vec<(&'a Rule, &'a RuleSet)> {
        let mut rows: Vec<(&Rule, &RuleSet)> = Vec::new();
        for (at, set) in self.sets.iter().enumerate() {
            let above = &self.sets[..at];
            let replaced =
                |rule: &Rule| above.iter().any(|set| set.clocks.iter().any(|own| own.clock == rule.clock));
            let clocks = set.clocks.iter().filter(|rule| wanted(rule) && !replaced(rule));
            rows.extend(clocks.map(|rule| (rule, *set)));
        }
        rows
    }

    /// Steps that end this clock: the rule's own, else those of the row it replaces, else those of
    /// its cap.
    pub fn ends_by(&self, rule: &'a Rule) -> &'a [String] {
        let same = self.sets.iter().flat_map(|set| &set.clocks).filter(|other| other.clock == rule.clock);
        let caps = rule.cap.iter().filter_map(|cap| self.rule(cap)).map(|(cap, _)| cap);
        let named = std::iter::once(rule).chain(same).chain(caps).find(|rule| !rule.ends_by.is_empty());
        named.map_or(&[], |rule| &rule.ends_by)
    }

    /// The keys of every row.
    pub fn keys(&self) -> String {
        self.rows().iter().map(|(rule, _)| rule.clock.word()).collect::<Vec<_>>().join(" ")
    }
}
