//! 练习单位: an invented office with invented people, the same for the same seed.
//!
//! Names, streets and matters are put together from lists; no real petition is among them.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::intake::{Book, put_on_the_books};
use super::steps::{Taken, write_down};
use super::{Service, stamp};
use crate::api::Refusal;
use crate::domain::actor::{Actor, Reach, Role};
use crate::domain::case::{Channel, Purpose, Received, State};
use crate::domain::contact::{PaperOffer, SpotAnswer};
use crate::domain::content_class;
use crate::domain::id_number::Sex;
use crate::domain::intake::Intake;
use crate::domain::masked::Personal;
use crate::domain::petitioner::Petitioner;
use crate::domain::step::{ANSWER_ON_SPOT, Given};

/// The office's name.
pub const OFFICE: &str = "云浦县信访局";

/// Account, shown name, role of the people who work there.
pub const ACCOUNTS: [(&str, &str, Role); 3] = [
    ("admin", "岑怀川", Role::Administrator),
    ("desk", "叶青", Role::Reception),
    ("han", "韩露", Role::Reception),
];

/// Cases put into one transaction.
const BATCH: usize = 2_000;

/// The past that the office has, in days.
const DAYS: u64 = 365;

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
const TOWNS: [&str; 6] = ["城关镇", "柳溪镇", "石桥乡", "北门街道", "沙河镇", "青岭乡"];
const PLACES: [&str; 12] = [
    "北门小区",
    "工农路",
    "河西村",
    "东风巷",
    "新建村",
    "老街",
    "银杏苑",
    "石材园区",
    "中心小学",
    "客运站",
    "县医院",
    "南湖公园",
];

/// Content class, what happens, what is asked.
const MATTERS: [(&str, &str, &str); 24] = [
    ("040206", "拖欠{n}名工人三个月工资", "付清工资"),
    ("030000", "屋面漏水没有人修", "修好屋面"),
    ("030000", "路灯不亮{n}天", "修好路灯"),
    ("030000", "停水{n}天", "恢复供水"),
    ("030000", "电梯停用{n}天，老人下不了楼", "修好电梯"),
    ("030000", "安置房交付两年没有办证", "办理产权证"),
    ("010000", "灌溉渠塌方没有人修", "清理灌溉渠"),
    ("010000", "土地流转费{n}个月没有发", "付清流转费"),
    ("010000", "村务账目{n}年没有公开", "公开账目"),
    ("130000", "养殖场气味大，夜里关不了窗", "治理气味"),
    ("130000", "石材厂粉尘大，晾不了衣服", "治理粉尘"),
    ("060000", "校车站点太远，孩子要走{n}里路", "调整站点"),
    ("060000", "培训班退费{n}个月没有结果", "退还学费"),
    ("050000", "住院费用重复收取", "说明并退费"),
    ("070000", "低保停发{n}个月没有说明", "说明原因，恢复发放"),
    ("070000", "老年活动室被占用", "腾退活动室"),
    ("080000", "户口迁移{n}个月没有办好", "办理迁移"),
    ("090000", "预付卡店铺关门，余额退不了", "帮助退款"),
    ("100000", "公交改线以后上学不便", "恢复站点"),
    ("020000", "宅基地审批面积和实际不符", "重新认定"),
    ("040000", "养老金少算{n}年工龄", "补算工龄"),
    ("030000", "广场夜里噪声大", "限定时间"),
    ("030000", "人行道铺装翘起，老人摔倒", "修整路面"),
    ("010000", "自来水有黄色沉淀", "检测水质"),
];
const DETAILS: [&str; 8] = [
    "找过社区两次，答复说在排队。",
    "打过电话，接电话的人说会派人来看，后来没有来。",
    "邻居都知道这件事，愿意一起作证。",
    "附照片和收据复印件。",
    "家里有老人和孩子，很不方便。",
    "希望有个明确的时间。",
    "以前也反映过，那次处理了，现在又出现。",
    "单位说不归他们管，让找别的部门。",
];

/// What becomes of a practice office.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Cases to invent.
    pub cases: usize,
    /// The same seed, the same office.
    pub seed: u64,
    /// The day it is shown on.
    pub now: DateTime<FixedOffset>,
}

impl Service {
    /// Fills an empty practice office with a year of invented cases, oldest first. `progress`
    /// hears how many there are.
    ///
    /// # Errors
    /// What the store says.
    pub fn invent(&mut self, wish: Wish, mut progress: impl FnMut(usize)) -> Result<(), Refusal> {
        let mut dice = StdRng::seed_from_u64(wish.seed);
        let today = wish.now.date_naive();
        let actors: Vec<Actor> = ACCOUNTS
            .iter()
            .filter(|(.., role)| *role == Role::Reception)
            .map(|(account, name, role)| Actor {
                account: (*account).to_owned(),
                name: (*name).to_owned(),
                roles: vec![*role],
                reach: Reach::All,
                ..Actor::nobody("practice")
            })
            .collect();
        let accounts = actors.iter().map(|actor| self.account_id(actor)).collect::<Result<Vec<_>, _>>()?;
        let desks: Vec<(&Actor, i64)> = actors.iter().zip(accounts).collect();
        let mut filed = 0;
        while filed < wish.cases {
            let batch = BATCH.min(wish.cases - filed);
            let planned: Vec<Planned> =
                (filed..filed + batch).map(|at| plan(&mut dice, at, wish.cases, wish.now)).collect();
            let law_version = self.law.version;
            let mut write = self.store.write()?;
            for case in &planned {
                let (actor, account) = desks[case.desk % desks.len()];
                let book = Book { at: stamp(case.at), year: case.at.year(), account };
                let put = put_on_the_books(&mut write, &self.law, &book, actor, &case.intake)?;
                if let Some((at, answer)) = case.answered.as_ref().filter(|(at, _)| at.date_naive() <= today)
                {
                    write.advance(put.id, 1, State::AnsweredOnSpot, None, law_version)?;
                    let at_text = stamp(*at);
                    let taken = Taken {
                        case: put.id,
                        step: &ANSWER_ON_SPOT,
                        from: State::Registered,
                        day: at.date_naive(),
                        at: &at_text,
                        account,
                    };
                    write_down(&mut write, actor, &taken, &Given::SpotAnswer(answer.clone()))?;
                }
            }
            write.commit()?;
            filed += batch;
            progress(filed);
        }
        Ok(())
    }
}

/// A case on its way into the practice office.
struct Planned {
    intake: Intake,
    at: DateTime<FixedOffset>,
    desk: usize,
    answered: Option<(DateTime<FixedOffset>, SpotAnswer)>,
}

/// The `at`th of `all` cases: they are spread evenly over the year, oldest first.
fn plan(dice: &mut StdRng, at: usize, all: usize, now: DateTime<FixedOffset>) -> Planned {
    let today = now.date_naive();
    // The last tenth falls into the last fortnight, so that the queue of today is full enough.
    let share = (at as f64 + 0.5) / all.max(1) as f64;
    let age =
        if share < 0.9 { 15.0 + (0.9 - share) / 0.9 * (DAYS - 15) as f64 } else { (1.0 - share) * 150.0 };
    let received = weekday_before(today.checked_sub_days(Days::new(age as u64)).unwrap_or(today));
    let minutes = dice.random_range(8 * 60 + 30..17 * 60);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or_default();
    let latest = now - TimeDelta::minutes(1);
    let moment =
        received.and_time(time).and_local_timezone(*now.offset()).single().unwrap_or(latest).min(latest);
    let (class, what, wish) = pick(dice, &MATTERS);
    let town = *pick(dice, &TOWNS);
    let place = *pick(dice, &PLACES);
    let count = dice.random_range(2..30_u32);
    let what = what.replace("{n}", &count.to_string());
    let title = format!("{town}{place}{what}");
    let mut body = format!("{town}{place}{what}。");
    for _ in 0..dice.random_range(1..4) {
        let detail: &&str = pick(dice, &DETAILS);
        body.push_str(detail);
    }
    body.push_str("要求");
    body.push_str(wish);
    body.push('。');
    let channel =
        *pick(dice, &[Channel::Visit, Channel::Visit, Channel::Letter, Channel::Call, Channel::Online]);
    let people = if dice.random_bool(0.06) { dice.random_range(5..60) } else { 1 };
    let purpose = *pick(
        dice,
        &[Purpose::Request, Purpose::Request, Purpose::Request, Purpose::Suggestion, Purpose::Enquiry],
    );
    // A few matters come without an address or a class, as they do in life.
    let category = content_class::by_code(class).map(|class| class.code.to_owned());
    let category = category.filter(|_| dice.random_bool(0.93));
    let address = format!("云浦县{town}{place}{}号", dice.random_range(1..200));
    let address = if dice.random_bool(0.95) { address } else { String::new() };
    let intake = Intake {
        channel,
        received: Received { day: moment.date_naive(), time: Some(moment.time()) },
        title: Personal::new(title),
        body: Personal::new(body),
        people,
        purpose: Some(purpose),
        category,
        source_numbers: if dice.random_bool(0.1) { vec![format!("WX{:08}", at + 1)] } else { Vec::new() },
        slip: None,
        petitioner: person(dice, &address, today),
    };
    // Nearly everything older than its limit has been answered; some has not, as in life.
    let old = (today - moment.date_naive()).num_days();
    let answer = match old {
        41.. => true,
        16..=40 => dice.random_bool(0.92),
        _ => dice.random_bool(0.35),
    };
    let answered = answer.then(|| {
        let after = if dice.random_bool(0.9) { dice.random_range(0..12) } else { dice.random_range(12..22) };
        let day = weekday_before(moment.date_naive() + Days::new(after)).max(moment.date_naive());
        let at = day.and_time(time).and_local_timezone(*now.offset()).single().unwrap_or(latest).max(moment);
        let answer = SpotAnswer {
            basis: "县便民服务办事指南".to_owned(),
            words: "说明了办理条件和所需材料，当场帮助联系了承办单位。".to_owned(),
            paper: if dice.random_bool(0.2) { PaperOffer::Wanted } else { PaperOffer::Declined },
            channel,
        };
        (at, answer)
    });
    Planned {
        intake,
        at: moment,
        desk: dice.random_range(0..2),
        answered: answered.filter(|(at, _)| *at <= latest),
    }
}

fn person(dice: &mut StdRng, address: &str, today: NaiveDate) -> Petitioner {
    let mut name = (*pick(dice, &SURNAMES)).to_owned();
    for _ in 0..dice.random_range(1..3) {
        let given: &&str = pick(dice, &GIVEN);
        name.push_str(given);
    }
    let birth = today - Days::new(dice.random_range(20 * 365..80 * 365));
    let number = id_number(birth, dice.random_range(1..1000));
    let serial_sex = number.chars().nth(16).and_then(|c| c.to_digit(10)).unwrap_or(0) % 2;
    Petitioner {
        name: Personal::new(name),
        sex: Some(if serial_sex == 0 { Sex::Female } else { Sex::Male }),
        age: today.years_since(birth),
        id_number: Personal::new(if dice.random_bool(0.7) { number } else { String::new() }),
        // All begin alike, so that nobody takes one for a real one.
        phone: Personal::new(if dice.random_bool(0.9) {
            format!("1380000{:04}", dice.random_range(0..10_000))
        } else {
            String::new()
        }),
        address: Personal::new(address),
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

fn weekday_before(day: NaiveDate) -> NaiveDate {
    let back = match day.weekday() {
        chrono::Weekday::Sat => 1,
        chrono::Weekday::Sun => 2,
        _ => 0,
    };
    day - Days::new(back)
}

fn pick<'a, T>(dice: &mut StdRng, from: &'a [T]) -> &'a T {
    // The lists above are never empty.
    from.choose(dice).unwrap_or(&from[0])
}
