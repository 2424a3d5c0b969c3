//! 练习单位的信访事项: what people bring, put together from parts so that few read alike.

use std::collections::VecDeque;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IteratorRandom;
use serde::Deserialize;

use super::people::{organisation, person, read_toml};
use super::pick;
use crate::domain::case::{Channel, Purpose, Received};
use crate::domain::contact::{PaperOffer, SpotAnswer};
use crate::domain::intake::Intake;
use crate::domain::masked::Personal;
use crate::domain::petitioner::Petitioner;
use crate::domain::receipt::{Completeness, Platform, Receipt, ReplyWay, Signed, Source};
use crate::domain::trouble::Trouble;

const FILE: &str = include_str!("../../../assets/practice/matters.toml");

/// Matters remembered for people who come again.
const REMEMBERED: usize = 400;
/// Days after which somebody comes again at the earliest.
const PATIENCE: i64 = 12;

/// Cases from which on an office has everything that an office has.
const SIZABLE: usize = 400;

/// Characters of a title that a list of eighty columns shows whole.
const TITLE_ROOM: usize = 15;

/// What matters are made of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    besides: Vec<String>,
    again: Vec<String>,
    organisations: Vec<String>,
    town: Vec<Town>,
    answer: Vec<AnswerOf>,
    matter: Vec<Matter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Town {
    name: String,
    villages: Vec<String>,
    estates: Vec<String>,
    streets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerOf {
    class: String,
    basis: String,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Matter {
    class: String,
    #[serde(rename = "where")]
    place: Place,
    purpose: String,
    numbers: [u32; 2],
    title: [String; 2],
    body: [String; 2],
    wish: Vec<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Place {
    Village,
    Estate,
    Street,
    None,
}

/// One matter as it happened somewhere: told again it stays the same.
#[derive(Clone)]
struct Instance {
    matter: usize,
    telling: usize,
    town: usize,
    place: String,
    number: u32,
    day: NaiveDate,
    petitioner: Petitioner,
}

/// Invents matters, and remembers some, for those who come again.
pub(super) struct Matters {
    parts: Parts,
    remembered: VecDeque<Instance>,
    /// How likely a matter is remembered: of many cases a day, few.
    memory: f64,
    serial: u32,
    /// An accusation that lies with the office: no office of some size is without one.
    accusation: Accusation,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Accusation {
    Wanted,
    There,
}

/// When and how a matter comes in.
pub(super) struct Arrival {
    /// When it is registered.
    pub(super) at: DateTime<FixedOffset>,
    /// The first day whose post is registered then.
    pub(super) since: NaiveDate,
    /// The day the office is shown on.
    pub(super) today: NaiveDate,
    /// How, if that is known.
    pub(super) channel: Option<Channel>,
}

/// A matter that came in.
pub(super) struct Told {
    pub(super) intake: Intake,
    pub(super) answer: SpotAnswer,
    /// What is asked for, and where it happened.
    pub(super) wish: String,
    pub(super) spot: String,
}

impl Matters {
    /// For a year of so many cases.
    pub(super) fn new(cases: usize) -> Result<Matters, Trouble> {
        let parts: Parts = read_toml(FILE)?;
        let memory = (REMEMBERED as f64 * 3.0 / cases.max(1) as f64).min(1.0);
        let accusation = if cases >= SIZABLE { Accusation::Wanted } else { Accusation::There };
        Ok(Matters { parts, remembered: VecDeque::new(), memory, serial: 0, accusation })
    }

    /// What somebody brings at that moment, by this channel if one is given.
    pub(super) fn tell(&mut self, dice: &mut StdRng, arrival: &Arrival) -> Told {
        let day = arrival.at.date_naive();
        let again = match dice.random_range(0..100) {
            0..6 => self.earlier(dice, day).map(|instance| (instance, true)),
            6..10 => self.earlier(dice, day).map(|instance| (instance, false)),
            _ => None,
        };
        let (instance, back) = match again {
            // The same person, or somebody else, tells the same in other words.
            Some((earlier, same_person)) => {
                let telling = 1 - earlier.telling;
                let petitioner = if same_person {
                    earlier.petitioner
                } else {
                    let address = address(dice, &self.parts.town[earlier.town].name, &earlier.place);
                    person(dice, address, day)
                };
                (Instance { telling, petitioner, day, ..earlier }, same_person)
            }
            None => (self.happen(dice, day, arrival.today), false),
        };
        let told = self.written(dice, &instance, back, arrival);
        // Only what can be told in two ways can come again.
        if self.parts.matter[instance.matter].wish.len() == 1 && !back && dice.random_bool(self.memory) {
            self.remembered.truncate(REMEMBERED - 1);
            self.remembered.push_front(instance);
        }
        told
    }

    fn earlier(&self, dice: &mut StdRng, day: NaiveDate) -> Option<Instance> {
        let old = self.remembered.iter().filter(|known| (day - known.day).num_days() >= PATIENCE);
        old.filter(|known| !known.petitioner.name.is_empty()).choose(dice).cloned()
    }

    fn happen(&mut self, dice: &mut StdRng, day: NaiveDate, today: NaiveDate) -> Instance {
        let mut matter = dice.random_range(0..self.parts.matter.len());
        let accuses = |matter: &Matter| matter.purpose == Purpose::Accusation.word();
        if self.accusation == Accusation::Wanted && (today - day).num_days() <= 6 {
            matter = self.parts.matter.iter().position(accuses).unwrap_or(matter);
            self.accusation = Accusation::There;
        }
        let Matter { place, numbers: [low, high], .. } = &self.parts.matter[matter];
        let town = dice.random_range(0..self.parts.town.len());
        let Town { name, villages, estates, streets } = &self.parts.town[town];
        let home = match place {
            Place::Village => pick(dice, villages),
            Place::Estate => pick(dice, estates),
            Place::Street | Place::None => pick(dice, streets),
        };
        let lives_at = if dice.random_bool(0.95) { address(dice, name, home) } else { String::new() };
        let petitioner = if dice.random_bool(0.03) {
            let name = pick(dice, &self.parts.organisations).clone();
            organisation(dice, name, lives_at)
        } else {
            person(dice, lives_at, day)
        };
        let number = dice.random_range(*low..=*high);
        let telling = dice.random_range(0..2);
        Instance { matter, telling, town, place: home.clone(), number, day, petitioner }
    }

    fn written(&mut self, dice: &mut StdRng, instance: &Instance, back: bool, arrival: &Arrival) -> Told {
        let Arrival { at, since, today, channel } = *arrival;
        self.serial += 1;
        let matter = &self.parts.matter[instance.matter];
        let town = &self.parts.town[instance.town].name;
        let filled = |text: &str| {
            text.replace("{spot}", &format!("{town}{}", instance.place))
                .replace("{place}", &instance.place)
                .replace("{n}", &instance.number.to_string())
        };
        let mut body = filled(&matter.body[instance.telling]);
        body.push('。');
        let mut aside = |from: &[String]| {
            let said = pick(dice, from);
            if !body.contains(said.as_str()) {
                body.push_str(said);
                body.push('。');
            }
        };
        if back {
            aside(&self.parts.again);
        }
        aside(&self.parts.besides);
        aside(&self.parts.besides);
        let wish = matter.wish.get(instance.telling).or(matter.wish.first());
        if let Some(wish) = wish.filter(|_| dice.random_bool(0.85)) {
            body.push_str(&format!("要求{wish}。"));
        }
        let channel = channel.unwrap_or_else(|| {
            *pick(dice, &[Channel::Visit, Channel::Visit, Channel::Letter, Channel::Call, Channel::Online])
        });
        let [low, high] = matter.numbers;
        let people = if high >= 20 {
            dice.random_range(low.max(5)..=60)
        } else if channel == Channel::Visit && dice.random_bool(0.06) {
            dice.random_range(5..=60)
        } else {
            1
        };
        let day = at.date_naive();
        // No step of this version closes an accusation: those of before are told as complaints.
        let old = (today - day).num_days() > 10;
        let purpose =
            Purpose::from_word(&matter.purpose).filter(|purpose| !old || *purpose != Purpose::Accusation);
        let source_numbers = if dice.random_bool(0.08) {
            vec![format!("WX{}{:05}", day.format("%Y%m%d"), self.serial)]
        } else {
            Vec::new()
        };
        // A letter and a message lie until somebody works; the day they came counts.
        let received = match channel {
            Channel::Letter => Received { day: since, time: None },
            Channel::Online if since < day => {
                let lain = dice.random_range(0..=(day - since).num_days().unsigned_abs());
                let minute = dice.random_range(7 * 60..8 * 60);
                let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
                Received { day: day - Days::new(lain), time }
            }
            Channel::Online | Channel::Visit | Channel::Call => Received { day, time: Some(at.time()) },
        };
        let category = if dice.random_bool(0.95) { Some(matter.class.clone()) } else { None };
        let answer = self.answer(dice, category.as_deref(), channel);
        let told = &matter.title[instance.telling];
        let mut title = filled(told);
        // What names no place is told apart by the town, where the list has room for it.
        let plain = matters_of_fact(purpose) && !matter.class.starts_with("99");
        if plain && !told.contains("{place}") && title.chars().count() + town.chars().count() <= TITLE_ROOM {
            title.insert_str(0, town);
        }
        let intake = Intake {
            channel,
            received,
            title: Personal::new(title),
            body: Personal::new(body),
            people,
            purpose: Some(purpose.unwrap_or(Purpose::Appeal)),
            category,
            source_numbers,
            tracks: Vec::new(),
            slip: None,
            petitioner: instance.petitioner.clone(),
            known: None,
            concerned: None,
            place: String::new(),
            urgency: None,
            receipt: receipt(channel, received.day, people),
            others: Vec::new(),
            materials: Vec::new(),
            links: Vec::new(),
            not_same: Vec::new(),
        };
        let wish = wish.cloned().unwrap_or_default();
        Told { intake, answer, wish, spot: format!("{town}{}", instance.place) }
    }

    fn answer(&self, dice: &mut StdRng, class: Option<&str>, channel: Channel) -> SpotAnswer {
        let fits = |answer: &&AnswerOf| class.is_some_and(|class| class.starts_with(&answer.class));
        let plain = |answer: &&AnswerOf| answer.class.is_empty();
        let answers = &self.parts.answer;
        let known = answers.iter().find(|answer| !plain(answer) && fits(answer));
        let (basis, words) = known
            .or_else(|| answers.iter().find(plain))
            .map_or(("", ""), |answer| (answer.basis.as_str(), answer.words.as_str()));
        SpotAnswer {
            basis: basis.to_owned(),
            words: words.to_owned(),
            paper: if dice.random_bool(0.2) { PaperOffer::Wanted } else { PaperOffer::Declined },
            channel,
        }
    }
}

/// What each desk writes down of the moment; told by the day, so that no dice are thrown for it.
fn receipt(channel: Channel, day: NaiveDate, people: u32) -> Receipt {
    let turn = day.ordinal() + people;
    let plain = Receipt { source: Some(Source::Direct), reply: Some(ReplyWay::Paper), ..Receipt::default() };
    match channel {
        Channel::Visit => Receipt {
            window: format!("{}号窗", turn % 3 + 1),
            signed: Some(if turn.is_multiple_of(9) { Signed::Thumbprint } else { Signed::Himself }),
            ..plain
        },
        Channel::Letter => Receipt {
            postmark: day.checked_sub_days(Days::new(u64::from(turn % 4) + 1)),
            addressee: "信访局".to_owned(),
            completeness: Some(if turn.is_multiple_of(7) {
                Completeness::Enclosures
            } else {
                Completeness::Whole
            }),
            ..plain
        },
        Channel::Call => Receipt { rings: Some(turn % 3 + 1), reply: Some(ReplyWay::Call), ..plain },
        Channel::Online => Receipt {
            platform: Platform::ALL.get(usize::try_from(turn % 4).unwrap_or(0)).copied(),
            reply: Some(ReplyWay::Online),
            ..plain
        },
    }
}

/// Somebody wants something done or known; he neither accuses nor proposes.
fn matters_of_fact(purpose: Option<Purpose>) -> bool {
    matches!(purpose, Some(Purpose::Request | Purpose::Enquiry))
}

fn address(dice: &mut StdRng, town: &str, place: &str) -> String {
    format!("云浦县{town}{place}{}号", dice.random_range(1..200))
}
