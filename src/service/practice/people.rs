//! 练习单位的人和家当: the rows that hang on no date, read from a file; and the people who come.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use rand::Rng;
use rand::rngs::StdRng;
use serde::Deserialize;
use std::collections::BTreeMap;

use super::super::registers::{Wanted, put, row_refusal};
use super::super::{Service, day, stamp};
use super::pick;
use crate::api::Refusal;
use crate::domain::actor::Actor;
use crate::domain::id_number::Sex;
use crate::domain::masked::Personal;
use crate::domain::petitioner::Petitioner;
use crate::domain::register::{self, Register, Row, Values};
use crate::domain::trouble::{Trouble, TroubleKind};

const FILE: &str = include_str!("../../../assets/practice/office.toml");

const SURNAMES: [&str; 40] = [
    "沈", "邬", "祝", "戚", "柏", "管", "窦", "蒲", "蒋", "陶", "纪", "秦", "伍", "芮", "段", "卢", "尹",
    "严", "丁", "汤", "简", "苗", "冉", "岳", "温", "庞", "樊", "霍", "虞", "万", "单", "曾", "仇", "解",
    "欧阳", "上官", "章", "翁", "荀", "裴",
];
const GIVEN: [&str; 48] = [
    "桂", "枝", "大", "勇", "长", "根", "小", "燕", "秋", "生", "水", "金", "凤", "军", "思", "齐", "云",
    "舒", "若", "谷", "源", "清", "文", "彬", "望", "兰", "一", "帆", "美", "德", "海", "发", "玉", "梅",
    "春", "芳", "建", "国", "志", "强", "秀", "英", "永", "福", "瑞", "雪", "宁", "和",
];

impl Service {
    /// Puts the rows of the file into the registers, all of them or none. Keys of the file may
    /// name each other in any order.
    pub(super) fn furnish(&mut self, at: DateTime<FixedOffset>) -> Result<(), Refusal> {
        let file: BTreeMap<String, Vec<Values>> = read_toml(FILE)?;
        let known = |register: &str, typed: &str| {
            let key =
                self.directory.register(register).and_then(|r| r.key.map(|key| r.columns[key].name.clone()));
            let rows = file.get(register).into_iter().flatten();
            key.is_some_and(|key| rows.into_iter().any(|row| row.get(&key).is_some_and(|has| has == typed)))
        };
        let find = |register: &str, typed: &str| {
            if known(register, typed) {
                return Some(typed.to_owned());
            }
            self.find(register, typed).ok().flatten()
        };
        let mut rows: Vec<(Register, Option<Row>, Values)> = Vec::new();
        for name in file.keys() {
            self.known(name)?;
        }
        for register in &self.directory.registers {
            let there = self.store.rows(&register.name)?;
            for typed in file.get(&register.name).into_iter().flatten() {
                let values = register::read(register, typed, day(at), find)
                    .map_err(|fault| row_refusal(register, fault))?;
                let key = register.key.and_then(|key| values.get(&register.columns[key].name));
                let before = there.iter().find(|row| register.fixed || Some(&row.key) == key);
                rows.push((register.clone(), before.cloned(), values));
            }
        }
        let actor = Actor { account: "admin".to_owned(), ..Actor::nobody(super::SYSTEM_USER) };
        let mut write = self.store.write()?;
        for (register, before, values) in rows {
            let wanted = Wanted { register: &register, before: before.as_ref(), values, ended: false };
            put(&mut write, &actor, &stamp(at), &wanted)?;
        }
        write.commit()?;
        self.refresh()?;
        Ok(())
    }
}

/// A file that comes with the program.
pub(super) fn read_toml<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T, Trouble> {
    toml::from_str(text).map_err(|fault| Trouble::new(TroubleKind::Other, fault.to_string()))
}

/// Somebody of that day, living at this address.
pub(super) fn person(dice: &mut StdRng, address: String, day: NaiveDate) -> Petitioner {
    let mut name = (*pick(dice, &SURNAMES)).to_owned();
    for _ in 0..dice.random_range(1..3) {
        let given: &&str = pick(dice, &GIVEN);
        name.push_str(given);
    }
    let birth = day - Days::new(dice.random_range(20 * 365..80 * 365));
    let number = id_number(birth, dice.random_range(1..1000));
    let serial_sex = number.chars().nth(16).and_then(|c| c.to_digit(10)).unwrap_or(0) % 2;
    // All begin alike, so that nobody takes one for a real one. A few were heard wrong and kept.
    let phone = match dice.random_range(0..100) {
        0..9 => String::new(),
        9..11 => format!("1380000{:03}", dice.random_range(0..1_000)),
        _ => format!("1380000{:04}", dice.random_range(0..10_000)),
    };
    Petitioner {
        // A few letters are signed by nobody.
        name: Personal::new(if dice.random_bool(0.98) { name } else { String::new() }),
        sex: Some(if serial_sex == 0 { Sex::Female } else { Sex::Male }),
        age: day.years_since(birth),
        id_kind: None,
        id_number: Personal::new(if dice.random_bool(0.7) { number } else { String::new() }),
        phone: Personal::new(phone),
        address: Personal::new(address),
    }
}

/// A firm, a committee, a group of villagers.
pub(super) fn organisation(dice: &mut StdRng, name: String, address: String) -> Petitioner {
    Petitioner {
        name: Personal::new(name),
        phone: Personal::new(format!("1380000{:04}", dice.random_range(0..10_000))),
        address: Personal::new(address),
        ..Petitioner::default()
    }
}

/// A number with a valid check digit under 340524, the code in the example of GB 11643: it stands
/// in no official list of divisions, so no real card should carry it.
fn id_number(birth: NaiveDate, serial: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = format!("340524{}{serial:03}", birth.format("%Y%m%d"));
    let sum: u32 = digits.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
    let check = b"10X98765432"[usize::try_from(sum % 11).unwrap_or(0)];
    format!("{digits}{}", char::from(check))
}
