//! 练习单位的一年: when cases come in, what the house wrote into its books, who was to do what.
//! Every date is counted from the day the office is shown on.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use rand::Rng;
use rand::rngs::StdRng;

use crate::deadline::Calendar;
use crate::domain::register::Values;
use crate::domain::task::TaskKind;

/// The past that the office has, in days.
pub(super) const DAYS: i64 = 365;
/// The last fortnight, in days, and how much fuller its days are.
const LATELY: i64 = 14;
const FULLER: f64 = 3.0;

/// The working year behind a day.
pub(super) struct Year<'c> {
    calendar: &'c Calendar,
    pub(super) today: NaiveDate,
    zone: FixedOffset,
}

/// A row of a register with the day it was written.
pub(super) struct DatedRow {
    pub(super) at: DateTime<FixedOffset>,
    pub(super) by: &'static str,
    pub(super) register: &'static str,
    pub(super) typed: Values,
}

/// A task with the moment it was made.
pub(super) struct DatedTask {
    pub(super) at: DateTime<FixedOffset>,
    pub(super) owner: &'static str,
    pub(super) by: &'static str,
    pub(super) kind: TaskKind,
    pub(super) due: Option<NaiveDate>,
    /// It comes from a case of its owner.
    pub(super) about_case: bool,
    pub(super) done: bool,
    pub(super) what: &'static str,
}

impl<'c> Year<'c> {
    pub(super) fn before(calendar: &'c Calendar, now: DateTime<FixedOffset>) -> Year<'c> {
        Year { calendar, today: now.date_naive(), zone: *now.offset() }
    }

    /// Eight in the morning of the first day.
    pub(super) fn opens(&self) -> DateTime<FixedOffset> {
        self.at(self.today - TimeDelta::days(DAYS + 1), 8, 0)
    }

    /// The end of the last shift: what came later is news in the morning.
    pub(super) fn last_shift_ends(&self) -> DateTime<FixedOffset> {
        self.at(self.work(1), 17, 32)
    }

    pub(super) fn at(&self, day: NaiveDate, hour: u32, minute: u32) -> DateTime<FixedOffset> {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        let utc = day.and_time(time) - self.zone;
        DateTime::from_naive_utc_and_offset(utc, self.zone)
    }

    /// The `back`th working day before today.
    pub(super) fn work(&self, back: usize) -> NaiveDate {
        let days = std::iter::successors(self.today.pred_opt(), |day| day.pred_opt());
        let mut working = days.filter(|day| self.calendar.is_working(*day));
        working.nth(back.saturating_sub(1)).unwrap_or(self.today)
    }

    /// The first working day that is not before `day`.
    pub(super) fn works_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.calendar.is_working(*day)).unwrap_or(day)
    }

    /// The moments at which so many cases are registered, oldest first: in working hours, more
    /// after days off and lately, a few by the evening duty of the last working day.
    pub(super) fn moments(&self, dice: &mut StdRng, cases: usize) -> Vec<DateTime<FixedOffset>> {
        let evening = (cases / 40).min(4);
        let first = self.today - TimeDelta::days(DAYS);
        let days: Vec<NaiveDate> = first
            .iter_days()
            .take_while(|day| *day < self.today)
            .filter(|day| self.calendar.is_working(*day))
            .collect();
        let weight = |day: &NaiveDate| {
            let lately = if (self.today - *day).num_days() <= LATELY { FULLER } else { 1.0 };
            // What waited over days off comes in at once.
            let waited = (*day - self.waits_since(*day)).num_days().min(8);
            lately * (1.0 + 0.25 * waited as f64)
        };
        let all: f64 = days.iter().map(weight).sum();
        let by_day = cases - evening;
        let mut moments = Vec::with_capacity(cases);
        let mut weighed = 0.0;
        for day in &days {
            weighed += weight(day);
            let until = ((weighed / all * by_day as f64).round() as usize).min(by_day);
            let from = moments.len();
            for _ in from..until {
                moments.push(self.working_moment(dice, *day));
            }
            moments[from..].sort_unstable();
        }
        let last = days.last().copied().unwrap_or(first);
        // Rounding loses nothing: what is left belongs to the last day.
        while moments.len() < by_day {
            moments.push(self.at(last, 17, 20));
        }
        for nth in 0..evening {
            let minute = u32::try_from(nth).unwrap_or(0) * 29 + dice.random_range(3..25);
            moments.push(self.at(last, 17 + (38 + minute) / 60, (38 + minute) % 60));
        }
        moments
    }

    /// The first day whose messages are registered on this working day: the day after the one
    /// worked before, and no more than two weeks back.
    pub(super) fn waits_since(&self, day: NaiveDate) -> NaiveDate {
        let before = std::iter::successors(day.pred_opt(), |day| day.pred_opt()).take(14);
        before.take_while(|day| !self.calendar.is_working(*day)).last().unwrap_or(day)
    }

    /// A moment while the windows are open.
    pub(super) fn working_moment(&self, dice: &mut StdRng, day: NaiveDate) -> DateTime<FixedOffset> {
        let minute = if dice.random_bool(0.6) {
            dice.random_range(8 * 60 + 30..12 * 60)
        } else {
            dice.random_range(14 * 60..17 * 60 + 25)
        };
        self.at(day, minute / 60, minute % 60)
    }

    /// Everything the house wrote down in its year, in no order.
    pub(super) fn rows(&self) -> Vec<DatedRow> {
        let mut rows = self.sittings();
        let mut add = |register, by, back: usize, pairs: &[(&str, &str)]| {
            let day = self.work(back);
            let mut typed = values(pairs);
            typed.insert("date".to_owned(), day.to_string());
            rows.push(DatedRow { at: self.at(day, 16, 10), by, register, typed });
        };
        for (back, topic, kind, trainer, people, hours, result) in TRAINING {
            let pairs = [
                ("topic", topic),
                ("kind", kind),
                ("trainer", trainer),
                ("people", people),
                ("hours", hours),
                ("result", result),
            ];
            add("training", "admin", back, &pairs);
        }
        for (back, kind, leader, subject, decided, follow) in MEETINGS {
            let pairs = [
                ("kind", kind),
                ("leader", leader),
                ("subject", subject),
                ("decided", decided),
                ("follow", follow),
            ];
            add("meetings", "lin", back, &pairs);
        }
        for (back, place, items, found, by, mended) in SAFETY {
            let day = |open: usize| self.works_from(self.work(back) + Days::new(open as u64)).to_string();
            let mend_by = if found.is_empty() { String::new() } else { day(14) };
            let mended = if mended { day(6) } else { String::new() };
            let pairs = [
                ("place", place),
                ("items", items),
                ("found", found),
                ("by", by),
                ("mend_by", &mend_by),
                ("mended", &mended),
            ];
            add("safety_checks", "han", back, &pairs);
        }
        for (back, items, found, by, mended) in SECRECY {
            let day = |open: u64| self.works_from(self.work(back) + Days::new(open)).to_string();
            let mend_by = if found.is_empty() { String::new() } else { day(7) };
            let mended = if mended { day(3) } else { String::new() };
            add(
                "secrecy_checks",
                "han",
                back,
                &[("items", items), ("found", found), ("by", by), ("mend_by", &mend_by), ("mended", &mended)],
            );
        }
        for (back, by, count, became) in BOX {
            add("suggestion_box", "desk", back, &[("by", by), ("count", count), ("became", became)]);
        }
        for (back, body, person, subject, result, by) in LIAISON {
            add(
                "liaison",
                "lin",
                back,
                &[("body", body), ("person", person), ("subject", subject), ("result", result), ("by", by)],
            );
        }
        for (back, person, unit, kind, reason, paper) in MERITS {
            add(
                "merits",
                "admin",
                back,
                &[("person", person), ("unit", unit), ("kind", kind), ("reason", reason), ("paper", paper)],
            );
        }
        // The last of them holds today.
        for (back, days, absent, by, reason) in [
            (130_usize, 4_u64, "wen", "han", "培训"),
            (61, 9, "pang", "yue", "年休假"),
            (24, 2, "ji", "qin", "出差"),
            (1, 6, "lin", "han", "年休假"),
        ] {
            let from = self.work(back);
            let until = (from + Days::new(days)).to_string();
            let pairs = [
                ("absent", absent),
                ("by", by),
                ("from", &from.to_string()),
                ("until", &until),
                ("reason", reason),
            ];
            let at = self.at(self.work(back + 1), 16, 30);
            rows.push(DatedRow { at, by: "han", register: "stand_ins", typed: values(&pairs) });
        }
        rows
    }

    /// Six sittings a week: those of the past were held, one by somebody else; the others wait.
    fn sittings(&self) -> Vec<DatedRow> {
        let monday = self.today - Days::new(u64::from(self.today.weekday().num_days_from_monday()));
        let mut rows = Vec::new();
        for week in (0..6_u64).rev() {
            for (weekday, time, leader, place, with) in SITTINGS {
                let day = monday - Days::new(week * 7) + Days::new(weekday);
                if !self.calendar.is_working(day) {
                    continue;
                }
                let substituted = weekday == 1 && week % 3 == 0;
                let (state, note) = match (day < self.today, substituted) {
                    (false, _) => ("planned", ""),
                    (true, true) => ("substituted", "因会议由局长代接"),
                    (true, false) => ("held", ""),
                };
                let leader = if state == "substituted" { "qin" } else { leader };
                let at = if day < self.today { self.at(day, 17, 5) } else { self.at(self.work(1), 15, 40) };
                let date = day.to_string();
                let pairs = [
                    ("date", date.as_str()),
                    ("time", time),
                    ("leader", leader),
                    ("place", place),
                    ("with", with),
                    ("state", state),
                    ("note", note),
                ];
                rows.push(DatedRow { at, by: "lin", register: "reception_days", typed: values(&pairs) });
            }
        }
        rows
    }

    /// What people were given to do, and gave themselves, in no order.
    pub(super) fn tasks(&self) -> Vec<DatedTask> {
        use TaskKind::{Duty, FollowUp, Handover, Promise, Reminder};
        TASKS
            .iter()
            .map(|(owner, by, back, due, word, about_case, what)| {
                let kind = match *word {
                    'p' => Promise,
                    'f' | 'F' => FollowUp,
                    'd' | 'D' => Duty,
                    'h' => Handover,
                    _ => Reminder,
                };
                let due = due.map(|days: i64| match days {
                    0 => self.today,
                    1.. => self.works_from(self.today + Days::new(days.unsigned_abs())),
                    _ => self.work(usize::try_from(-days).unwrap_or(1)),
                });
                let day = self.work(*back);
                let at = if kind == Handover { self.at(day, 17, 32) } else { self.at(day, 16, 50) };
                let done = word.is_ascii_uppercase();
                DatedTask { at, owner, by, kind, due, about_case: *about_case, done, what }
            })
            .collect()
    }
}

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect()
}

/// Day of the week, time, leader, place, who is with him.
const SITTINGS: [(u64, &str, &str, &str, &str); 6] = [
    (0, "09:00-11:30", "qin", "第一接谈室", "叶青"),
    (1, "14:30-17:00", "ji", "第一接谈室", "温小序"),
    (2, "09:00-11:30", "ouyang", "第二接谈室", "住建局、叶青"),
    (3, "09:00-11:30", "lu", "第二接谈室", "人社局、韩露"),
    (4, "09:00-11:30", "ji", "第一接谈室", "温小序"),
    (4, "14:30-16:30", "shen", "第二接谈室", "秦望山"),
];

/// Working days ago, topic, kind, trainer, people, hours, result.
const TRAINING: [(usize, &str, &str, &str, &str, &str, &str); 6] = [
    (210, "信访工作条例逐条学习", "law", "顾砚秋", "desk han wen lin pang yue", "6", "全部通过测试"),
    (164, "集体来访现场处置演练", "crisis", "霍清源", "desk han wen", "3", "引导用时缩短"),
    (118, "调解的开场和收尾", "mediation", "顾砚秋", "desk wen pang", "4", ""),
    (77, "个人信息和文件保密", "secrecy", "苗一帆", "desk han wen lin pang yue dou miao", "2", "签订承诺书"),
    (35, "劳动报酬争议的法定途径", "law", "顾砚秋", "desk wen lin yue", "3", ""),
    (8, "登记的要素和标题写法", "skills", "韩露", "desk wen", "2", "抽查合格率提高"),
];

/// Working days ago, kind, chair, subject, decided, by whom.
const MEETINGS: [(usize, &str, &str, &str, &str, &str); 8] = [
    (200, "report", "shen", "听取全年信访形势汇报", "突出问题分给分管领导包案。", "各分管领导"),
    (150, "coordination", "ouyang", "北门片区征收过渡费", "住建局月底前补发，街道逐户告知。", "县住建局"),
    (121, "joint", "lu", "年前农民工工资联席会议", "人社牵头，公安、住建同查。", "县人社局"),
    (90, "inspection", "qin", "接待大厅服务检查", "增设无障碍通道，更换叫号屏。", "办公室"),
    (58, "coordination", "ouyang", "石材园区粉尘治理", "分三批停产整改，镇里每周报进度。", "沙河镇"),
    (33, "report", "qin", "听取半年重复信访分析", "对五件重复信访重新接谈。", "督查科"),
    (12, "coordination", "lu", "养殖场搬迁和补偿", "农业农村局出方案，两周内报。", "县农业农村局"),
    (3, "other", "ji", "本周接访日安排", "副县长接访由韩露陪同。", "办公室"),
];

/// Working days ago, place, items, found, by whom, mended.
const SAFETY: [(usize, &str, &str, &str, &str, bool); 6] = [
    (190, "接待大厅", "site fire", "应急灯一盏不亮", "han", true),
    (140, "接谈室", "facilities guards", "", "han", false),
    (101, "档案室", "fire burglary", "灭火器到期", "miao", true),
    (63, "接待大厅", "guards training", "", "desk", false),
    (30, "值班室", "site facilities", "门锁松动", "han", true),
    (5, "接待大厅", "fire explosives", "安检门报警偏低", "han", false),
];

/// Working days ago, items, found, by whom, mended.
const SECRECY: [(usize, &str, &str, &str, bool); 4] = [
    (170, "papers machines", "打印机旁有未销毁的草稿", "miao", true),
    (110, "accounts backup", "", "admin", false),
    (52, "network training", "", "admin", false),
    (9, "papers accounts", "一个离岗账号没有停用", "admin", false),
];

/// Working days ago, by whom, how many, what became of them.
const BOX: [(usize, &str, &str, &str); 7] = [
    (126, "desk han", "3", "两件登记，一件是感谢"),
    (105, "desk wen", "0", ""),
    (84, "han wen", "2", "建议延长午间窗口，已采纳"),
    (63, "desk han", "1", "登记一件"),
    (42, "desk wen", "4", "三件登记，一件转住建局"),
    (21, "han wen", "2", "已当面答复"),
    (2, "desk wen", "1", "登记一件"),
];

/// Working days ago, body, person, subject, result, by whom.
const LIAISON: [(usize, &str, &str, &str, &str, &str); 9] = [
    (145, "renshe", "监察大队值班", "欠薪线索移送办法", "当日移送", "lin"),
    (117, "zhujian", "物业科", "电梯维修资金怎么动用", "给了流程图", "lin"),
    (88, "shuiwu", "农水站", "石桥乡渠道修复时间", "插秧前完工", "pang"),
    (70, "liuxi", "信访专干", "两件重复信访的稳控", "已见面", "desk"),
    (49, "shi", "交办科", "市局来件编号对应", "按新表", "yue"),
    (27, "shahe", "园区办", "粉尘整改进度", "第一批停产", "pang"),
    (15, "jiaoyu", "基教股", "校车站点调整", "下周答复", "desk"),
    (6, "gongjiao", "调度室", "老街站点恢复", "同意试运行", "wen"),
    (2, "minzheng", "低保办", "复核三户的材料", "待回复", "pang"),
];

/// Working days ago, person, unit, kind, reason, paper.
const MERITS: [(usize, &str, &str, &str, &str, &str); 3] = [
    (180, "desk", "", "praise", "全年接访零投诉", "云信局〔嘉〕3号"),
    (96, "", "wangxin", "reward", "网上来件按期率第一", "云信局〔奖〕5号"),
    (40, "wen", "", "warning", "登记漏写联系电话三次", ""),
];

/// Owner, maker, working days ago, due (0 today, negative: working days ago), kind (a capital: it
/// is done), about a case, what.
type TaskOf = (&'static str, &'static str, usize, Option<i64>, char, bool, &'static str);
const TASKS: [TaskOf; 32] = [
    ("admin", "han", 5, Some(9), 'r', false, "录入明年的放假安排"),
    ("desk", "desk", 6, Some(0), 'f', true, "电话回访，问落实了没有"),
    ("desk", "desk", 4, Some(0), 'f', true, "回访，问有没有人上门"),
    ("desk", "desk", 9, Some(-2), 'p', true, "答应三日内回话"),
    ("desk", "han", 3, Some(2), 'r', false, "准备周五接访的材料"),
    ("desk", "han", 2, Some(5), 'd', false, "核对本月接待登记簿"),
    ("desk", "desk", 2, None, 'r', false, "叫号屏的字再调大一号"),
    ("desk", "han", 20, Some(-12), 'D', false, "上报上月来访情况"),
    ("desk", "desk", 14, Some(-8), 'F', true, "电话回访，问落实了没有"),
    ("desk", "han", 1, None, 'h', false, "三号窗口钥匙在抽屉；来访代表等早上回话"),
    ("han", "han", 5, Some(0), 'f', true, "电话回访，问落实了没有"),
    ("han", "qin", 3, Some(1), 'r', false, "给县委办报本周突出问题"),
    ("han", "han", 7, Some(4), 'p', true, "答复以前先和他通话"),
    ("han", "admin", 10, Some(15), 'd', false, "季度安全检查"),
    ("han", "han", 12, None, 'r', false, "接待大厅的雨伞不够了"),
    ("wen", "wen", 4, Some(1), 'f', true, "回访，问收到答复没有"),
    ("wen", "desk", 2, Some(3), 'r', false, "补登记上周的来信"),
    ("lin", "han", 8, Some(-1), 'd', false, "分流规则的季度核对"),
    ("lin", "lin", 3, Some(2), 'r', false, "催柳溪镇报结果"),
    ("pang", "pang", 5, Some(0), 'f', true, "打电话，问现场的情况"),
    ("pang", "dou", 6, Some(3), 'p', true, "答应上门看现场"),
    ("pang", "dou", 2, Some(6), 'r', false, "整理石桥乡渠道修复的往来函"),
    ("yue", "yue", 3, Some(1), 'f', true, "上网答复以前先打电话"),
    ("yue", "dou", 4, Some(7), 'd', false, "上传本月网上来件的答复"),
    ("dou", "ji", 5, Some(2), 'r', false, "看一遍临期的件"),
    ("ji", "qin", 3, Some(4), 'r', false, "周五陪同县领导接访"),
    ("ji", "ji", 6, None, 'r', false, "和住建局谈过渡费"),
    ("qin", "qin", 2, Some(5), 'r', false, "听取重复信访的专题汇报"),
    ("huo", "qin", 9, Some(10), 'd', false, "初信初访抽查二十件"),
    ("huo", "huo", 15, Some(-6), 'D', false, "上月督办单销号"),
    ("miao", "han", 11, Some(8), 'd', false, "去年的卷移进库房"),
    ("yu", "ji", 18, Some(-9), 'D', false, "复查申请的时限提醒"),
];
