//! The keys of a working day, each pressed some hundred times.

use std::path::Path;

use anyhow::{Result, ensure};
use ratatui::layout::Size;

use crate::report::{self, Aim, Row};
use crate::seat::{Sample, Seat};

/// Samples of what costs little, and of what costs more or writes to the disk.
const MANY: usize = 400;
const SOME: usize = 200;
const FEW: usize = 50;

/// Searched for as somebody types: words of the invented petitions, common ones and rare ones,
/// some that no petition holds.
const ONE: [&str; 20] = [
    "水", "路", "灯", "门", "费", "老", "的", "沈", "欧", "桂", "气", "户", "校", "厂", "养", "宅", "渠",
    "鲸", "低", "县",
];
const TWO: [&str; 24] = [
    "停水", "路灯", "电梯", "拖欠", "工资", "河西", "北门", "沈桂", "欧阳", "养老", "户口", "校车", "噪声",
    "退款", "低保", "粉尘", "东风", "老街", "没有", "石桥", "上官", "曾小", "鲸鱼", "公开",
];
const FOUR: [&str; 20] = [
    "电梯停用",
    "屋面漏水",
    "校车站点",
    "低保停发",
    "户口迁移",
    "公交改线",
    "恢复供水",
    "限定时间",
    "住院费用",
    "土地流转",
    "夜里噪声",
    "清理灌溉",
    "北门小区",
    "工农路停",
    "单位说不",
    "邻居都知",
    "老年活动",
    "检测水质",
    "蓝色鲸鱼",
    "没有人修",
];
const INITIALS: [&str; 20] = [
    "sg", "wd", "zx", "oy", "cq", "jg", "ly", "dd", "sq", "qy", "zz", "pg", "lc", "hm", "yf", "tb", "wf",
    "xx", "rq", "bq",
];
const NAMES: [&str; 20] = [
    "沈桂枝",
    "邬大勇",
    "祝长根",
    "戚小燕",
    "柏秋生",
    "管水生",
    "窦金凤",
    "蒲思齐",
    "蒋云舒",
    "陶若谷",
    "纪清源",
    "秦文彬",
    "伍望兰",
    "芮一帆",
    "段美德",
    "卢海发",
    "尹玉梅",
    "严春芳",
    "丁建国",
    "欧阳强",
];
/// Each pair of these characters stands in many petitions, and the four never together.
const APART: [&str; 4] = ["有老人下", "里有老人下", "老人下不了楼找", "有老人下不了楼"];

const TEXT: &str = "我们小区四号楼的电梯从上个月起停用，老人下不了楼，孩子上学也不方便。找过物业和社区，都说在等配件。\
    请有关部门督促尽快修好，并说明什么时候能用。附上照片和收据复印件，邻居都愿意作证，希望有个明确的时间。";

/// From home to the queue of what waits to be triaged.
const QUEUE: &str = "<f3>q";
/// The way from the name to other fields of the registration form.
const TO_ADDRESS: &str = "<tab><tab><tab><tab><tab>";
const TO_TEXT: &str = "<tab><tab><tab><tab><tab><tab><tab>";

/// Measures every key on a terminal of that size.
pub fn measure(file: &Path, size: Size) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    start(file, size, &mut rows)?;
    let (mut seat, ..) = Seat::take(file, size)?;
    places(&mut seat, &mut rows)?;
    seat.type_in(QUEUE)?;
    lists(&mut seat, size, &mut rows)?;
    searches(&mut seat, &mut rows)?;
    forms(&mut seat, &mut rows)?;
    drop(seat);
    saves(file, size, &mut rows)?;
    Ok(rows)
}

fn start(file: &Path, size: Size, rows: &mut Vec<Row>) -> Result<()> {
    let (mut opened, mut drawn) = (Vec::new(), Vec::new());
    for _ in 0..SOME {
        let (_, opening, first) = Seat::take(file, size)?;
        opened.push(opening);
        drawn.push(first);
    }
    rows.push(Row::new("opening the file (part of the next)", opened, Aim::None));
    rows.push(Row::new("home, from opening the file", drawn, Aim::Start));
    Ok(())
}

/// Home and what it leads to: each screen opened from home, and its commonest key.
fn places(seat: &mut Seat, rows: &mut Vec<Row>) -> Result<()> {
    take(rows, "home: bar down or up a line", Aim::Bar, SOME, |at| {
        seat.last_of(if at % 8 < 4 { "<down>" } else { "<up>" })
    })?;
    take(rows, "home: news", Aim::Key, SOME, |_| seat.news())?;
    for (name, to, back) in [
        ("home to the queue", "<f3>q", "<esc>"),
        ("home to the morning strip", "b", "<esc>"),
        ("home to the tasks", "<f3>t", "<esc>"),
        ("the list of registers", "<f3>r", "<esc>"),
        ("a register: people", "<f3>r<down><enter>", "<esc><esc>"),
        ("a row of it", "<f3>r<down><enter><enter>", "<esc><esc><esc>"),
        ("its changes", "<f3>r<down><enter>c", "<esc><esc><esc>"),
        ("rules and calendars", "<f3>y", "<esc>"),
        ("the band of places", "<f3>", "<esc>"),
        ("the palette", "<ctrl-p>", "<esc>"),
        ("the palette: second letter", "<ctrl-p>cq", "<esc>"),
        ("help", "?", "<esc>"),
        ("lock", "<f3>l", "<enter>"),
        ("unlock", "<f3>l<enter>", ""),
    ] {
        take(rows, name, Aim::Key, FEW, |_| {
            let sample = seat.last_of(to)?;
            seat.type_in(back)?;
            Ok(sample)
        })?;
    }
    let mut backs = Vec::new();
    for _ in 0..FEW {
        seat.type_in("<f3>t")?;
        backs.push(seat.last_of("<esc>")?);
    }
    rows.push(Row::new("back home", backs, Aim::Key));
    Ok(())
}

fn lists(seat: &mut Seat, size: Size, rows: &mut Vec<Row>) -> Result<()> {
    let height = usize::from(size.height);
    take(rows, "bar down or up a row", Aim::Bar, MANY, |at| {
        seat.last_of(if at % 16 < 8 { "<down>" } else { "<up>" })
    })?;
    seat.type_in(&"<down>".repeat(height))?;
    take(rows, "scroll down a row", Aim::Bar, MANY, |_| seat.last_of("<down>"))?;
    seat.type_in(&"<up>".repeat(height))?;
    take(rows, "scroll up a row", Aim::Bar, SOME, |_| seat.last_of("<up>"))?;
    take(rows, "other queue", Aim::Key, SOME, |at| {
        seat.last_of(if at % 6 < 3 { "<right>" } else { "<left>" })
    })?;
    seat.type_in("<right><right><right>")?;
    take(rows, "page down", Aim::Key, SOME, |_| seat.last_of("<pagedown>"))?;
    take(rows, "page up", Aim::Key, SOME, |_| seat.last_of("<pageup>"))?;
    seat.type_in("<home>")?;
    let (mut ends, mut homes) = (Vec::new(), Vec::new());
    for _ in 0..SOME {
        ends.push(seat.last_of("<end>")?);
        homes.push(seat.last_of("<home>")?);
    }
    rows.push(Row::new("End", ends, Aim::Key));
    rows.push(Row::new("Home", homes, Aim::Key));
    seat.type_in("<end>")?;
    take(rows, "news, the bar at the end of the list", Aim::Key, FEW, |_| seat.news())?;
    seat.type_in(&"<pageup>".repeat(FEW))?;
    take(rows, "page down near the end of the list", Aim::Key, FEW, |_| seat.last_of("<pagedown>"))?;
    seat.type_in("<home>")?;
    take(rows, "news, the bar at its beginning", Aim::Key, SOME, |_| seat.news())?;
    let (mut opens, mut backs) = (Vec::new(), Vec::new());
    for _ in 0..SOME {
        opens.push(seat.last_of("<enter>")?);
        backs.push(seat.last_of("<esc>")?);
        seat.type_in("<down>")?;
    }
    rows.push(Row::new("open a case", opens, Aim::Key));
    rows.push(Row::new("back to the list", backs, Aim::Key));
    Ok(())
}

fn searches(seat: &mut Seat, rows: &mut Vec<Row>) -> Result<()> {
    let mut typed = |name, words: &[&str]| {
        take(rows, name, Aim::Key, SOME, |at| {
            seat.type_in("<ctrl-f>")?;
            let sample = seat.last_of(words[at % words.len()])?;
            seat.type_in("<esc>")?;
            Ok(sample)
        })
    };
    typed("search: 1st character of a word", &ONE)?;
    typed("search: 2nd character of a word", &TWO)?;
    typed("search: 4th character of a phrase", &FOUR)?;
    typed("search: 3rd character of a name", &NAMES)?;
    typed("search: 2nd initial of a name", &INITIALS)?;
    typed("search: last digit of a phone", &["13800001234", "13800000007", "13800009999"])?;
    typed("search: last digit of a case number", &["2026-0012", "2026-1234", "2026-0999"])?;
    typed("search: pairs common, phrase nowhere", &APART)?;
    take(rows, "search: a phrase of 4 at once", Aim::Key, SOME, |at| {
        seat.type_in("<ctrl-f>")?;
        let sample = seat.burst(FOUR[at % FOUR.len()])?;
        seat.type_in("<esc>")?;
        Ok(sample)
    })
}

fn forms(seat: &mut Seat, rows: &mut Vec<Row>) -> Result<()> {
    take(rows, "open the registration form", Aim::Key, SOME, |_| {
        let sample = seat.last_of("<f2>")?;
        seat.type_in("<esc>")?;
        Ok(sample)
    })?;
    let mut typing = |name, way: &str, length: usize| {
        let keys: Vec<String> = TEXT.chars().cycle().take(length).map(String::from).collect();
        seat.type_in("<f2>")?;
        seat.type_in(way)?;
        let mut samples = Vec::new();
        for round in 0..MANY.div_ceil(length) {
            if round > 0 {
                seat.type_in("<esc><f2>")?;
                seat.type_in(way)?;
            }
            for key in &keys {
                samples.push(seat.last_of(key)?);
            }
            // The form has changed when nothing of this is shown: then this would measure nothing.
            let last = keys[length - 3..].concat();
            ensure!(seat.shows(&last)?, "{name}: typed beside the field");
        }
        seat.type_in("<esc>")?;
        rows.push(Row::new(name, samples, Aim::Key));
        anyhow::Ok(())
    };
    typing("form: a character of the address", TO_ADDRESS, 20)?;
    typing("form: a character of the text", TO_TEXT, MANY)?;
    let kept = std::mem::take(&mut seat.kept);
    report::kept(&kept);
    rows.push(Row::new("keeping the form as it stands (part of these two)", kept, Aim::Key));
    Ok(())
}

fn saves(file: &Path, size: Size, rows: &mut Vec<Row>) -> Result<()> {
    for (name, pages) in
        [("register (one transaction, FULL)", 0), ("register, 600 rows of the list loaded", 60)]
    {
        let (mut seat, ..) = Seat::take(file, size)?;
        seat.type_in(QUEUE)?;
        seat.type_in(&"<pagedown>".repeat(pages))?;
        take(rows, name, Aim::Key, FEW, |at| {
            fill_in(&mut seat, at + 1)?;
            seat.type_in("<tab>3")?;
            let filed = seat.filed;
            let sample = seat.last_of("<ctrl-s>")?;
            ensure!(seat.filed == filed + 1, "{name}: nothing was filed");
            Ok(sample)
        })?;
    }
    // By now a hundred matters read the same, and each key looks for them.
    let (mut seat, ..) = Seat::take(file, size)?;
    take(rows, "form: a character, a hundred like it on file", Aim::Key, FEW, |at| {
        fill_in(&mut seat, at + 1)?;
        let sample = seat.last_of("了")?;
        seat.type_in("<esc>")?;
        Ok(sample)
    })
}

/// Opens the registration form and fills it in, the text in one burst: typed key by key it would be
/// looked for among the like ones a hundred and seventy times, which is none of what is measured,
/// and takes minutes.
fn fill_in(seat: &mut Seat, house: usize) -> Result<()> {
    seat.type_in("<f2>")?;
    let text = format!("云浦县柳溪镇老街{house}号<tab><tab>电梯停用{house}天。{TEXT}");
    seat.burst(&format!("秦秋生{TO_ADDRESS}{text}"))?;
    ensure!(seat.shows("明确的时间")?, "the text stands elsewhere");
    Ok(())
}

/// Adds a row of `samples` samples, each measured by `sample`.
fn take(
    rows: &mut Vec<Row>,
    name: &'static str,
    aim: Aim,
    samples: usize,
    sample: impl FnMut(usize) -> Result<Sample>,
) -> Result<()> {
    let samples = (0..samples).map(sample).collect::<Result<Vec<_>>>()?;
    rows.push(Row::new(name, samples, aim));
    Ok(())
}
