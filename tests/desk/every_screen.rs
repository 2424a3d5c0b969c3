//! Every screen of the program, in both languages, at the smallest window: nothing is cut, halved,
//! untranslated or out of place. The office's own data is short, so what is cut is ours.

use std::collections::BTreeMap;

use ratatui::layout::Size;
use xinfang::domain::actor::{Actor, Role};
use xinfang::domain::register::{Kind, Register, shipped};
use xinfang::i18n::Language;
use xinfang::widget::cells;

use crate::harness::{Desk, House, to_register};

const NOW: &str = "2026-09-16 09:00";

/// One way through the program: every stop is looked at.
struct Walk {
    name: String,
    account: String,
    /// The office has cases, tasks and rows; else it is its first day.
    full: bool,
    stops: Vec<String>,
}

/// Words of two and more letters that a Chinese screen may show: keys, commands as they are typed,
/// examples of initials, accounts.
const LATIN: &[&str] = &[
    "Enter", "Esc", "Ctrl", "Tab", "Shift", "PgUp", "PgDn", "Up", "Down", "Left", "Right", "Home", "End",
    "Space", "xinfang", "office", "import", "init", "doctor", "year", "serial", "gzff", "cgz", "zs", "csv",
    "jsonl",
];

/// What these walks type themselves.
const TYPED: &[&str] = &["nobody", "soon", "lx", "zqqqq", "source", "off"];

/// The one person who has every role is a long line of ours, not of the program.
const LONG: &[&str] = &[
    "接待、信访办、承办、部门负责人、分管领..",
    "接待、信访办、承办、..",
    "接待、信访办、承办..",
    "reception, dispatch..",
    "reception, dispatche..",
    "reception, dispatcher, handler, dept h..",
    ".. Enter",
];

/// Signs that stand for keys of a Chinese keyboard, and the one date that shows how to write dates.
const CHINESE_KEYS: &[&str] = &[
    "？",
    "：",
    "；",
    "、",
    "。",
    "【",
    "】",
    "０",
    "／",
    "＋",
    "－",
    "１",
    "２",
    "３",
    "４",
    "５",
    "６",
    "７",
    "８",
    "９",
    "2026年11月22日",
    "张三",
];

fn shipped_registers() -> Vec<Register> {
    shipped::registers().expect("the shipped registers")
}

/// Short data in one language: who sits there has every role as `boss`, and each role alone.
fn office(language: Language, full: bool, practice: bool) -> House {
    let zh = language == Language::Chinese;
    let pick = |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
    let house = House::founded(
        pick("云浦局", "Yunpu"),
        practice,
        &[
            ("admin", pick("岑川", "Ann"), Role::Administrator),
            ("desk", pick("叶青", "Deb"), Role::Reception),
        ],
    );
    let every: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    house.person("boss", pick("冉文", "Bo"), &every.join(" "));
    for (at, role) in Role::ALL.iter().enumerate() {
        house.person(&format!("p{at}"), pick("甲乙", "Cy"), role.word());
    }
    if !full {
        return house;
    }
    // Whatever other rows name stands there first.
    for register in ["units", "bodies", "leaders"] {
        let mut values =
            vec![("code", "a1"), ("name", pick("办", "Desk")), ("level", "county"), ("kind", "department")];
        values.extend([("post", pick("副职", "Head")), ("layer", "first"), ("account", "boss")]);
        values.retain(|(column, _)| known(register, column));
        house.row(register, &values);
    }
    for register in shipped_registers() {
        if register.fixed || matches!(register.name.as_str(), "people" | "units" | "bodies" | "leaders") {
            continue;
        }
        let values: Vec<(&str, &str)> = register
            .columns
            .iter()
            .filter(|column| column.kind != Kind::ContentClass)
            .filter(|column| !(register.name == "stand_ins" && column.name == "roles"))
            .map(|column| {
                let value =
                    match &column.kind {
                        Kind::Text | Kind::Long => pick("短", "short"),
                        Kind::Date => "2026-09-17",
                        Kind::Number { .. } => "3",
                        Kind::Choice { options, .. } => options[0].word.as_str(),
                        Kind::Reference { register, .. } if register == "people" => {
                            if column.name == "absent" { "p0" } else { "desk" }
                        }
                        Kind::Reference { .. } => "a1",
                        Kind::Account => "x1",
                        Kind::Time => "09:00",
                        Kind::ContentClass => "",
                    };
                (column.name.as_str(), value)
            })
            .map(|(column, value)| (known_name(&register, column), value.to_owned()))
            .map(|(column, value)| (column, &*value.leak()))
            .collect();
        house.row(&register.name, &values);
    }
    let mut desk = house.home("desk", language, "2026-08-20 09:00");
    let (who, what) = (pick("张三", "Li"), pick("停水", "water"));
    for day in ["2026-08-20", "2026-08-31", "2026-09-01", "2026-09-08"] {
        desk.at(&format!("{day} 09:00"));
        desk.press(&format!("<f2>{who}<tab>13800000000<tab><tab><tab><tab><tab><tab>{what}<ctrl-s>"));
    }
    desk.at("2026-09-10 09:00").press("<f2><tab><tab><tab><tab><tab><tab><tab>").press(what);
    desk.press("<tab>5<ctrl-s>");
    let mut other = house.home("boss", language, "2026-09-11 09:00");
    other.press("<f3>t");
    for (due, to) in [("+1", "desk"), ("09-16", "desk"), ("", "boss"), ("-3", "boss")] {
        other.press(&format!("n{what}<tab>{due}<tab>{to}<tab>2026-0001<ctrl-s>"));
    }
    other.press(&format!("hdesk<tab><tab><tab>{what}<ctrl-s>"));
    house
}

fn known(register: &str, column: &str) -> bool {
    shipped_registers().iter().any(|r| r.name == register && r.column(column).is_some())
}

fn known_name(register: &Register, column: &str) -> &'static str {
    let at = register.column(column).expect("a column");
    register.columns[at].name.clone().leak()
}

fn walks() -> Vec<Walk> {
    let mut walks = Vec::new();
    let mut walk = |name: &str, account: &str, full: bool, stops: Vec<String>| {
        walks.push(Walk { name: name.to_owned(), account: account.to_owned(), full, stops });
    };
    let each = |keys: &[&str]| -> Vec<String> { keys.iter().map(|key| (*key).to_owned()).collect() };
    // Home, the places and their refusals, by role, on the first day and on any other.
    for full in [false, true] {
        for (at, role) in Role::ALL.iter().enumerate() {
            let account = format!("p{at}");
            let name = format!("home of {}{}", role.word(), if full { "" } else { " on the first day" });
            let mut stops = each(&[
                "",
                "<f1>",
                "<esc><down>",
                "<down>",
                "<down>",
                "<down>",
                "<end>",
                "<home>n",
                "<esc>/",
                "<esc>b",
                "<esc>h",
                "<esc>",
                "<f3>",
                "<esc><f3>q",
                "?",
                "<esc>",
                "<right>",
                "<right>",
                "<right>",
                "/",
                "<esc><f3>t",
                "?",
                "<esc><f3>r",
                "?",
                "<esc>",
                "<f3>b",
                "<f3>o",
                "<f3>p",
                "<esc><ctrl-p>",
                "2026",
                "<esc><f3>l",
                "<enter>",
            ]);
            stops.push("<f3>h".to_owned());
            walk(&name, &account, full, stops);
        }
    }
    walk(
        "strip and the queues behind it",
        "desk",
        true,
        each(&[
            "b",
            "?",
            "<esc><enter>",
            "<down><down><down><down><down><down><enter>",
            "?",
            "<esc><esc><down>",
            "<enter>",
            "<esc><down><enter>",
            "<esc><down><enter>",
            "<esc><down><enter>",
            "<esc><down><enter>",
        ]),
    );
    walk(
        "queue, case, reading, answer",
        "desk",
        true,
        each(&[
            "<f3>q",
            "?",
            "<esc><enter>",
            "?",
            "<esc>v",
            "<enter>",
            "v",
            "<enter>",
            "?",
            "<pagedown>",
            "<esc><esc>",
            "1",
            "<f1>",
            "<esc><ctrl-s>",
            "x<tab>",
            "<tab>",
            "<esc>",
            "<esc><right>",
            "<right>",
            "<right>",
            "<end>",
            "<enter>",
            "1",
            "x<tab>x<tab>2<ctrl-s>",
            "1",
            "<esc>",
        ]),
    );
    walk(
        "filter, order, views, one step with all marked",
        "desk",
        true,
        each(&[
            "<f3>q/",
            "<f1>",
            "<esc>x<enter>",
            "?",
            "<esc><esc>s",
            "s",
            "s",
            "s",
            "s",
            "s",
            "r",
            "ssr",
            ";",
            "<space>",
            "?",
            "<esc><space>;",
            "?",
            "<esc>2",
            "<f1>",
            "<esc><ctrl-s>",
            "1<tab>x<tab>",
            "x<ctrl-s>",
            "<tab>x<ctrl-s>",
            "<esc>m",
            "?",
            "<esc>+",
            "<f1>",
            "<esc>x<ctrl-s>",
            "-",
            "<esc>.",
            ".",
            ".",
            "<f3>h.",
            "<esc>",
        ]),
    );
    let mut triage = each(&["<f3>qt", "?", "<esc><end>", "<esc>"]);
    // Every form of a step, each of its fields, and what it says of each.
    for (digit, fields) in [(2, 3), (3, 5), (4, 8), (5, 4), (6, 2), (7, 4), (8, 1)] {
        triage.push(format!("{digit}"));
        triage.push("<f1>".to_owned());
        triage.push("<esc><ctrl-s>".to_owned());
        triage.extend((1..fields).map(|_| "<tab>".to_owned()));
        triage.push("<esc><enter>".to_owned());
    }
    triage.extend(each(&[
        "36<tab><tab><tab>2<tab>x<ctrl-s>",
        "2",
        "a",
        "u",
        "<enter>",
        "34<tab><tab>x<tab>2<tab>x<ctrl-s>",
        "?",
        "<esc><esc><enter>",
        "2x<tab>1<tab>x<ctrl-s>",
        "t",
        "<esc>u<enter>",
        "71<ctrl-s>",
        "36<tab><tab><tab>2<tab>x<ctrl-s>",
    ]));
    for account in ["desk", "boss"] {
        walk("triage", account, true, triage.clone());
    }
    walk(
        "why this date",
        "desk",
        true,
        each(&[
            "<f9>",
            "<f1>",
            "<esc>t",
            "<f1>",
            "<esc>t0231",
            "<ctrl-u>q<enter>",
            "<ctrl-u>0917",
            "<ctrl-u>1220<enter>",
            "?",
            "<esc><pagedown>",
            "<pageup><esc>",
            "<esc><f3>q<f9>",
            "<esc><right>",
            "<right><end><f9>",
            "<esc><enter>w",
            "<esc><esc><f2><f9>",
        ]),
    );
    for full in [false, true] {
        let year = "year = 2027<enter>source = [\"q\"]<enter>[off]<enter>2027-10-01 = \"q\"";
        walk(
            "rules and calendars, and a year added",
            "boss",
            full,
            vec![
                "<f3>y".to_owned(),
                "?".to_owned(),
                "<esc><end>".to_owned(),
                "a".to_owned(),
                "<f1>".to_owned(),
                "<esc><ctrl-s>".to_owned(),
                format!("{year}<ctrl-s>"),
                "<esc>".to_owned(),
                "<esc><end><enter>2027-01-01 = \"q\"<ctrl-s>".to_owned(),
                "?".to_owned(),
                "<esc><pagedown>".to_owned(),
                "<esc><ctrl-s><ctrl-s>".to_owned(),
                "<esc><f3>h".to_owned(),
                format!("<f3>ya{year}<enter>2027-01-01 = \"q\"<ctrl-s>"),
                "<ctrl-s>".to_owned(),
                "<esc>x<ctrl-s>".to_owned(),
            ],
        );
        walk("rules and calendars, only looking", "p0", full, each(&["<f3>y", "?", "<esc>a", "<ctrl-p>"]));
    }
    walk(
        "drafts",
        "desk",
        true,
        each(&[
            "9",
            "?",
            "<esc><esc>nx<esc>",
            "<up>",
            "9",
            "?",
            "<esc>d",
            "<esc><enter>",
            "<esc>9d",
            "<enter>",
            "<esc>",
            "<f3>d",
            "<esc>hx<esc>",
            "<end>",
            "<enter>",
        ]),
    );
    walk("search", "desk", true, each(&["/", "<f1>", "<esc>z", "<down>", "qqqq", "<esc>"]));
    let mut intake = each(&["n", "<f1>", "<esc><ctrl-s>", "<backtab>"]);
    intake.extend(std::iter::repeat_n("<tab>".to_owned(), 14));
    intake.extend(each(&[
        "<esc>n<tab>138<tab>1101<tab><tab>900<tab><tab>0<tab><ctrl-s>",
        "<ctrl-s>",
        "<esc>",
        "<esc><ctrl-q>",
        "<esc>",
        "n<backtab><ctrl-u>2026-02-30<tab>",
    ]));
    walk("registration", "desk", true, intake);
    walk(
        "the same matter",
        "desk",
        true,
        each(&[
            "n<ctrl-y>",
            "?",
            "<esc>l<esc><tab>13800000000",
            "<f6>",
            "?",
            "<esc>l",
            "<down>",
            "x",
            "u",
            "u",
            "u",
            "x<enter>",
            "<esc><esc>",
            "<esc><enter><f3>q<enter>l",
            "l",
            "u",
            "x",
            "<enter>",
            "<esc><esc>",
        ]),
    );
    walk(
        "tasks",
        "boss",
        true,
        each(&[
            "<f3>t",
            "?",
            "<esc><down>",
            "n",
            "<f1>",
            "<esc><tab>",
            "<tab>",
            "<tab>",
            "<tab>",
            "<ctrl-s>",
            "x<tab>soon<tab>nobody<tab>9<ctrl-s>",
            "<esc>",
            "-",
            "<f1>",
            "<esc><ctrl-s>",
            "x<ctrl-s>",
            "+",
            "<enter>",
            "<esc>",
        ]),
    );
    walk(
        "handing over",
        "desk",
        true,
        each(&[
            "h",
            "<f1>",
            "<esc><ctrl-s>",
            "<tab>",
            "<tab>",
            "<tab>",
            "<esc>h<tab>2<ctrl-s>",
            "<esc>hboss<tab>2<tab>soon<ctrl-s>",
            "<ctrl-u>+3<ctrl-s>",
            "<enter>",
        ]),
    );
    walk("a handover that was left", "desk", true, each(&["<end>", "<down>", "6", "<enter>", "<esc>"]));
    walk(
        "palette",
        "boss",
        true,
        each(&[
            "<ctrl-p>",
            "<f1>",
            "<esc><tab>",
            "<tab>",
            "<pagedown>",
            "<pagedown>",
            "2026",
            "<ctrl-u>b",
            "<ctrl-u>qqqq",
        ]),
    );
    walk(
        "palette with barred actions",
        "p9",
        true,
        each(&["<ctrl-p>", "<enter>", "<esc><f3>r<enter><ctrl-p>", "<enter>", "<tab>", "<enter>"]),
    );
    for full in [false, true] {
        walk(
            "waiting room",
            "desk",
            full,
            each(&[
                "0",
                "?",
                "<esc>n",
                "<f1>",
                "<esc><enter>",
                "<tab>",
                "<esc>",
                "<esc>n0<enter><enter>",
                "<up><ctrl-u>3<enter><enter>",
                "+",
                "+",
                "-",
                "+",
                "+",
                "+",
                "n<enter>q<enter>",
                ".",
                "l",
                ".",
                "-",
                "<esc>",
                "0<f2><tab><tab><tab><tab><tab><tab><tab>qq<ctrl-s>",
                "?",
                "<esc>p",
                "<esc><enter>",
                "<f3>w",
            ]),
        );
    }
    walk(
        "slip",
        "desk",
        true,
        each(&[
            "n<tab><tab><tab><tab><tab><tab><tab>qq<ctrl-s>",
            "p",
            "?",
            "<esc><pagedown>",
            "<end>",
            "p",
            "<esc>",
            "<f3>qp",
            "<esc><enter>p",
            "<esc>",
        ]),
    );
    walk("change of password", "desk", true, each(&["<f3>p", "<f1>", "<esc><tab>", "<tab>", "<ctrl-s>"]));
    walk("lock", "desk", true, each(&["n1<f3>", "<esc><enter><f3>l", "<f1>", "<esc>", "<enter>"]));
    // Every register: its keeper's list, form and versions, with each column in turn.
    for full in [false, true] {
        for register in shipped_registers() {
            let mut stops = vec![to_register(&register.name, Role::ALL)];
            stops.extend(each(&["?", "<esc>n"]));
            if !register.fixed {
                for column in &register.columns {
                    stops.push(
                        if matches!(
                            column.kind,
                            Kind::Choice { .. } | Kind::ContentClass | Kind::Reference { .. }
                        ) {
                            "<down>".to_owned()
                        } else {
                            String::new()
                        },
                    );
                    stops.push("qq".to_owned());
                    stops.push("<tab>".to_owned());
                }
                stops.extend(each(&["<f1>", "<esc><ctrl-s>", "<esc>"]));
            }
            if full || register.fixed || register.name == "people" {
                stops.extend(each(&["<enter>"]));
                stops.extend(std::iter::repeat_n("<tab>".to_owned(), register.columns.len()));
                stops.extend(each(&["<f9>", "?", "<esc><esc>", "<esc>c", "<esc>"]));
                if register.name == "people" {
                    stops.extend(each(&["x", "<enter>", "<end>"]));
                }
                if !register.fixed {
                    stops.extend(each(&["e", "<enter>", "c", "<esc>e"]));
                }
            }
            walk(
                &format!("register {}{}", register.name, if full { "" } else { ", empty" }),
                "boss",
                full,
                stops,
            );
        }
    }
    // The same for those who only look, and for those who may not even do that.
    for register in shipped_registers() {
        for (at, role) in Role::ALL.iter().enumerate() {
            let actor = Actor { roles: vec![*role], ..Actor::nobody("tests") };
            let looks = register.may_read(&actor).is_empty() && !register.may_keep(&actor).is_empty();
            // One who only looks is enough.
            if looks {
                let to = to_register(&register.name, &[*role]);
                let stops = vec![to, "n".to_owned(), "e".to_owned(), "<enter>".to_owned(), "?".to_owned()];
                walk(&format!("register {}, only looking", register.name), &format!("p{at}"), true, stops);
                break;
            }
        }
    }
    walks
}

/// A fault, in the words that make it the same fault elsewhere, and the line it was seen in.
type Faults = BTreeMap<String, String>;

/// Everything that is wrong with what stands on the screen.
fn faults(desk: &mut Desk, language: Language, marked: bool) -> Faults {
    let mut found = Faults::new();
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    for line in &lines {
        let mut say = |fault: String| found.insert(fault, (*line).trim().to_owned());
        if cells::width(line) > 80 {
            say(format!("wider than the window: {line}"));
        }
        let own = LONG.iter().fold((*line).to_owned(), |line, long| line.replace(long, ""));
        if let Some((before, _)) = own.split_once("..") {
            // What is cut the same way on many screens is one fault.
            let from = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
            say(format!("cut: {}", before[from..].trim()));
        }
        match language {
            Language::English => chinese_words(line).map(&mut say),
            Language::Chinese => latin_words(line).map(&mut say),
        };
    }
    let mut say = |fault: String| found.insert(fault, lines.first().copied().unwrap_or_default().to_owned());
    if desk.has_half_character() {
        say("half a character".to_owned());
    }
    let mark = if language == Language::Chinese { "[练习]" } else { "[PRACTICE]" };
    if marked && !lines.first().is_some_and(|title| title.ends_with(mark)) {
        say("no practice mark".to_owned());
    }
    let cursor = desk.cursor();
    if cursor.x >= 80 || !(1..22).contains(&cursor.y) {
        say(format!("the cursor is at {cursor:?}"));
    }
    // The first three keys are whole: as they stand where there is room for all.
    let keys = |screen: &str| -> Vec<String> {
        let line = screen.lines().last().unwrap_or_default().to_owned();
        line.split("  ").map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect()
    };
    let narrow = keys(&screen);
    desk.resize(119, 24);
    let wide = keys(&desk.screen());
    desk.resize(80, 24);
    let wanted: Vec<&String> = wide[..wide.len().saturating_sub(1)].iter().take(3).collect();
    if narrow.iter().take(wanted.len()).collect::<Vec<_>>() != wanted {
        say(format!("the key line shows {narrow:?} where {wanted:?} come first"));
    }
    found
}

/// Chinese in a line of an English screen.
fn chinese_words(line: &str) -> Option<String> {
    // Papers are Chinese, whatever the screen speaks; the edge of the paper marks them.
    if line.starts_with("  | ") {
        return None;
    }
    let plain = CHINESE_KEYS.iter().fold(line.to_owned(), |line, sign| line.replace(sign, ""));
    if !plain.chars().any(|c| ('\u{2e80}'..='\u{ffef}').contains(&c)) {
        return None;
    }
    let last = line.rsplit("  ").next().unwrap_or_default();
    // Content classes are called in the records' own language, like streets and people.
    let class = last.len() == 6 && last.parse::<u32>().is_ok();
    (!class).then(|| format!("Chinese on an English screen: {}", line.trim()))
}

/// English words in a line of a Chinese screen.
fn latin_words(line: &str) -> Option<String> {
    let known = |word: &&str| {
        word.len() < 2
            || word.chars().all(|c| c == 'q')
            || [TYPED, LATIN, &["boss", "desk", "admin", "tests"]].iter().any(|list| list.contains(word))
    };
    let word = line.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !known(word))?;
    // `1 中央  central`: a choice with the word that the records keep.
    let numbered = line.split_whitespace().next().is_some_and(|first| first.parse::<u8>().is_ok());
    let what = if numbered { "the word of the records beside the name of a choice" } else { word };
    Some(format!("English on a Chinese screen: {what}"))
}

/// Walks everywhere and lists what is wrong, each fault once with the places it was seen at.
fn inspect(language: Language) -> Vec<String> {
    let mut seen: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for full in [false, true] {
        for walk in walks().into_iter().filter(|walk| walk.full == full) {
            let house = office(language, full, true);
            let mut desk = house.home(&walk.account, language, NOW);
            let mut so_far = String::new();
            for stop in &walk.stops {
                desk.press(stop);
                so_far.push_str(stop);
                for (fault, line) in faults(&mut desk, language, true) {
                    let place = || (format!("{line}\n    {}: {so_far}", walk.name), 0);
                    seen.entry(fault).or_insert_with(place).1 += 1;
                }
            }
        }
    }
    // Before the door, in earnest and in practice.
    for practice in [true, false] {
        let house = office(language, false, practice);
        let mut desk = house.at_the_door(None, language, NOW, Size::new(80, 24));
        let stops: &[&str] = if practice {
            &["", "<f1>", "<esc><down>", "<end>"]
        } else {
            &[
                "",
                "<f1>",
                "<esc><enter>",
                "nobody<enter>x<enter>",
                "<backtab><ctrl-u>desk<enter>x<enter>",
                "<f1>",
                "<esc>short<enter>short<enter>",
                "<ctrl-u>password-1<enter>other<enter>",
                "<ctrl-u>password-1<enter>",
                "<f1>",
                "<esc><f3>p",
                "x<ctrl-s>",
                "<tab>x<tab>y<ctrl-s>",
                "<esc><f3>l",
                "x<enter>",
                "<f1>",
                "<esc>password-1<enter>",
            ]
        };
        for stop in stops {
            desk.press(stop);
            for (fault, line) in faults(&mut desk, language, practice) {
                let office = if practice { " of a practice office" } else { "" };
                let place = || (format!("{line}\n    the door{office}, at {stop}"), 0);
                seen.entry(fault).or_insert_with(place).1 += 1;
            }
        }
    }
    seen.into_iter()
        .map(|(fault, (place, times))| format!("{fault}\n    {times} times, first in {}", shortened(&place)))
        .collect()
}

/// Keys with repetitions counted.
fn shortened(keys: &str) -> String {
    let mut short = keys.to_owned();
    for key in ["<down>", "<tab>"] {
        for times in (3..30).rev() {
            short = short.replace(&key.repeat(times), &format!("{key}*{times}"));
        }
    }
    short
}

#[test]
fn no_chinese_screen_is_cut_or_untranslated() {
    let found = inspect(Language::Chinese);
    assert!(found.is_empty(), "{} faults\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_english_screen_is_cut_or_untranslated() {
    let found = inspect(Language::English);
    assert!(found.is_empty(), "{} faults\n{}", found.len(), found.join("\n"));
}
