//! The command line as data. The doc comments are the help texts.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::domain::case::Channel;
use crate::domain::office::OfficeKind;
use crate::domain::queue::Queue;
use crate::domain::rule::{ClockKey, STATUTORY};

/// The desk of an office of letters and visits (信访). Without a subcommand it opens the desk.
#[derive(Debug, Parser)]
#[command(name = "xinfang", version, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// Options that every command takes.
#[derive(Debug, ClapArgs)]
pub(super) struct Common {
    /// The office's file [default: XINFANG_DB, else office.db in the platform's data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// Act as this account [default: desk]; at the desk, log in as this one
    #[arg(long = "as", global = true, value_name = "ACCOUNT", env = "XINFANG_AS")]
    pub(super) account: Option<String>,
    /// Language of texts: zh or en
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub(super) lang: Option<String>,
    /// One JSON object a line
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Practice offices only: run as if it were this time (RFC 3339, or a date)
    #[arg(long, global = true, value_name = "INSTANT", value_parser = instant)]
    pub(super) now: Option<Now>,
    /// Show personal values in full; the reason is logged
    #[arg(long, global = true, value_name = "REASON")]
    pub(super) reveal: Option<String>,
    /// Leave the mouse to the terminal, which marks and copies text with it (or XINFANG_MOUSE=off)
    #[arg(long, global = true)]
    pub(super) no_mouse: bool,
    /// What the terminal takes: utf-8, gb18030, gbk or gb2312 [default: what the locale says]
    #[arg(long, global = true, value_name = "CHARSET", value_parser = ["utf-8", "gb18030", "gbk", "gb2312"])]
    pub(super) charset: Option<String>,
}

impl Common {
    /// The account that commands act as.
    pub(super) fn account(&self) -> &str {
        self.account.as_deref().unwrap_or("desk")
    }
}

/// What `--now` takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Now {
    Instant(DateTime<FixedOffset>),
    /// Nine in the morning of that day, in the office's zone.
    Day(chrono::NaiveDate),
}

fn instant(text: &str) -> Result<Now, String> {
    use chrono::{Datelike, NaiveDate};
    // Far from these years neither calendars nor invented people make sense.
    let sensible = |year: i32| (1990..=2150).contains(&year);
    let day = text.parse::<NaiveDate>().ok().filter(|day| sensible(day.year())).map(Now::Day);
    let instant =
        || DateTime::parse_from_rfc3339(text).ok().filter(|at| sensible(at.year())).map(Now::Instant);
    day.or_else(instant)
        .ok_or_else(|| "write 2026-11-22 or 2026-11-22T09:00:00+08:00, from 1990 to 2150".to_owned())
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a practice office of invented people and open its desk
    Demo(Demo),
    /// Open a real, empty office
    Init(Init),
    /// File the rows of a csv, tsv or xlsx file; a second run files nothing
    Import(Import),
    /// Register, list, show and export cases
    #[command(subcommand)]
    Case(CaseCommand),
    /// The papers of a case, in plain text
    #[command(subcommand)]
    Paper(PaperCommand),
    /// Find cases by names, pinyin initials, numbers and words
    Search(Search),
    /// Say how a matter stands, for who asks at the window by its query code or number
    Query(Query),
    /// Find cases that may be the same matter
    Similar(Similar),
    /// Count deadlines, plainly or by rule: one JSON object in a line, one out
    Deadline(Deadline),
    /// The rule sets: laws, offices, tracks, examples
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// The years known and their days off
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// People, units, bodies, leaders, tables and the house's books
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Check an identity number and say what it tells
    IdNumber(IdNumber),
    /// Look at schema, pages, history chain, calendar and terminal
    Doctor,
    /// Copy the office into a new file, also while people work in it
    Backup {
        /// The new file
        file: PathBuf,
    },
    /// Put a backup in the office's place; what stood there is kept beside it
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Print a completion script
    Completions {
        /// bash, elvish, fish, powershell or zsh
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Query {
    /// The query code of the slip, or the number; - reads it from standard input
    pub(super) code: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Demo {
    /// How many cases to invent [default: 400]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    pub(super) cases: Option<u32>,
    /// The same seed, number and day make the same office [default: 1]
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// Only make the file
    #[arg(long)]
    pub(super) no_tui: bool,
    /// Throw the practice office of last time away and make a new one
    #[arg(long)]
    pub(super) fresh: bool,
    #[command(flatten)]
    pub(super) rules: RulesWanted,
    /// Which duties bind it: articles 22 or 23
    #[arg(long, value_enum, default_value_t = Kind::PetitionOffice)]
    pub(super) kind: Kind,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Init {
    /// The office's name
    #[arg(long, value_name = "NAME")]
    pub(super) office: String,
    #[command(flatten)]
    pub(super) rules: RulesWanted,
    /// Which duties bind it: articles 22 or 23
    #[arg(long, value_enum, default_value_t = Kind::PetitionOffice)]
    pub(super) kind: Kind,
}

/// Which rules an office begins with.
#[derive(Debug, ClapArgs)]
pub(super) struct RulesWanted {
    /// The office's own rules beside the law: a name of `profile list`, or a rule file
    #[arg(long, value_name = "P", default_value = "regulation-2022")]
    pub(super) profile: String,
    /// A track that is switched on, such as simplified; may be given several times
    #[arg(long, value_name = "T")]
    pub(super) track: Vec<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Kind {
    /// 信访部门: a petition office
    PetitionOffice,
    /// 其他机关、单位: any other body
    OtherBody,
}

impl From<Kind> for OfficeKind {
    fn from(kind: Kind) -> OfficeKind {
        match kind {
            Kind::PetitionOffice => OfficeKind::PetitionOffice,
            Kind::OtherBody => OfficeKind::OtherBody,
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(super) struct Import {
    /// The file
    pub(super) file: PathBuf,
    /// Which column holds a field, such as title=主题
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(super) map: Vec<String>,
    /// How rows without a channel came: visit, letter, call or online
    #[arg(long, default_value = "online", value_parser = channel)]
    pub(super) channel: Channel,
    /// File rows whose identity number or phone fails its check, as they are
    #[arg(long)]
    pub(super) keep_doubts: bool,
    /// Say what would happen, and file nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

fn channel(text: &str) -> Result<Channel, String> {
    Channel::from_word(text).ok_or_else(|| "visit, letter, call or online".to_owned())
}

#[derive(Debug, Subcommand)]
pub(super) enum CaseCommand {
    /// Register matters: one JSON object a line on standard input
    Add(Add),
    /// A queue, what is due first on top
    List(List),
    /// One case with its clocks and history
    Show(Show),
    /// Take a step, or put it before a leader; the fields are one JSON object
    Step(Step),
    /// Every case as csv, xlsx or JSON lines
    Export(Export),
}

#[derive(Debug, Subcommand)]
pub(super) enum PaperCommand {
    /// The papers of a case, void ones among them
    List(PaperList),
    /// One paper as it prints; names, numbers and addresses are masked without --reveal
    Show(PaperShow),
}

#[derive(Debug, ClapArgs)]
pub(super) struct PaperList {
    /// The case's number
    pub(super) number: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct PaperShow {
    /// The case's number
    pub(super) number: String,
    /// The paper's own number, or its id of `paper list`
    pub(super) paper: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Step {
    /// The case's number
    pub(super) number: String,
    /// The step, such as redirect, refuse or assess
    pub(super) step: String,
    /// - reads the fields from standard input
    #[arg(value_parser = ["-"])]
    pub(super) input: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Add {
    /// Where the lines come from; - is standard input
    #[arg(default_value = "-")]
    pub(super) input: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct List {
    /// triage, to_dispatch, to_sign_for, to_notify, working, to_audit, to_approve, to_serve, to_close, review … or all
    #[arg(long, default_value = "all", value_parser = Queue::ALL.map(Queue::word))]
    pub(super) queue: String,
    /// Words that each case must hold: in its number, title, a name, its unit, its state; - is
    /// standard input
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub(super) filter: Option<String>,
    /// due, number, received, title, place, handler or channel; with - before it from the other end
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true, value_parser = sort)]
    pub(super) sort: Option<String>,
    /// Rows at most
    #[arg(long, default_value_t = 50)]
    pub(super) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Show {
    /// The case's number
    pub(super) number: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Export {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub(super) format: Format,
    /// Where to; standard output without it
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Csv,
    Xlsx,
    Jsonl,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Search {
    /// Names, pinyin initials, numbers, words; - reads them from standard input
    #[arg(required = true)]
    pub(super) words: Vec<String>,
    /// Rows at most
    #[arg(long, default_value_t = 50)]
    pub(super) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Similar {
    /// Like this case
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["text", "title", "name", "id_number", "phone", "check"])]
    #[arg(required_unless_present_any = ["text", "title", "id_number", "phone", "check"])]
    pub(super) case: Option<String>,
    /// Like this text; - reads it from standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "check")]
    pub(super) text: Option<String>,
    /// With this title
    #[arg(long, value_name = "T")]
    pub(super) title: Option<String>,
    /// Of this person; - reads a line of standard input, out of the shell's history
    #[arg(long, value_name = "N")]
    pub(super) name: Option<String>,
    /// With this identity number; - reads a line of standard input
    #[arg(long, value_name = "I")]
    pub(super) id_number: Option<String>,
    /// With this phone; - reads a line of standard input
    #[arg(long, value_name = "P")]
    pub(super) phone: Option<String>,
    /// At this address; counts together with the category
    #[arg(long, value_name = "A")]
    pub(super) address: Option<String>,
    /// Of this content class, a code or a name
    #[arg(long, value_name = "C")]
    pub(super) category: Option<String>,
    /// Rows at most
    #[arg(long, default_value_t = 5)]
    pub(super) top: usize,
    /// Count how often it is right: a file of petitions with a column dup_cluster. Needs no office
    #[arg(long, value_name = "FILE")]
    pub(super) check: Option<PathBuf>,
    /// With --check: pairs id_a, id_b that look alike and are not the same
    #[arg(long, value_name = "FILE", requires = "check")]
    pub(super) look_alikes: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Deadline {
    #[command(subcommand)]
    pub(super) command: Option<DeadlineCommand>,
    /// Read JSON lines from standard input
    #[arg(long, required = true)]
    pub(super) batch: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum DeadlineCommand {
    /// Every step that led to a date of a case
    Explain(Explain),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// The case's number
    pub(super) number: String,
    /// Which clock, such as dispatch [default: the one due first]
    #[arg(value_parser = clock)]
    pub(super) clock: Option<ClockKey>,
    /// Only try: as if it had started on this day
    #[arg(long, value_name = "DAY")]
    pub(super) start: Option<NaiveDate>,
    /// Only try: with so much more time, in the unit of the rule
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) extend: u32,
    /// Only try: with these days taken out, such as 2026-05-20..2026-05-31
    #[arg(long, value_name = "FROM..TO", value_parser = days)]
    pub(super) pause: Option<(NaiveDate, NaiveDate)>,
}

fn clock(text: &str) -> Result<ClockKey, String> {
    ClockKey::read(text)
        .ok_or_else(|| format!("{}, or a key with a dot such as s004.notice", STATUTORY.join(", ")))
}

fn days(text: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let (from, to) = text.split_once("..").ok_or("write 2026-05-20..2026-05-31")?;
    let day = |text: &str| text.parse::<NaiveDate>().map_err(|fault| fault.to_string());
    Ok((day(from)?, day(to)?))
}

#[derive(Debug, Subcommand)]
pub(super) enum ProfileCommand {
    /// The rule sets that come with the program
    List,
    /// One rule set with every clock, those of its base too
    Show {
        /// Its name
        name: String,
    },
    /// Propose to count by a rule set, or by a rule file of the office's own; the main leader
    /// accepts it at the desk. Acts as admin without --as
    Propose {
        /// A name of `profile list`, or a file
        given: String,
    },
    /// Propose not to count by a rule set any longer. Acts as admin without --as
    Stop {
        /// Its name
        name: String,
    },
    /// Look for what cannot be in a rule file, and for what is still to be set
    Check {
        /// The file
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum CalendarCommand {
    /// The years known, with their source
    List,
    /// Look for days that cannot be right
    Check {
        /// A year's file; without it, the years in use
        file: Option<PathBuf>,
    },
    /// Show a year's days and every running limit that would move; with --yes, accept it. Acts as
    /// admin without --as
    Add {
        /// A year's TOML, or the text of the State Council's notice; - is standard input
        file: PathBuf,
        /// Accept what is shown
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum OfficeCommand {
    /// Take over rows of registers from a TOML, csv, tsv or xlsx file, or the file of a register of
    /// the office's own; a second run changes nothing. Acts as admin without --as
    Import {
        /// The file
        file: PathBuf,
        /// Which register a csv, tsv or xlsx file holds [default: the file's name]
        #[arg(long, value_name = "REGISTER")]
        register: Option<String>,
        /// Say what would happen, and keep nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// The registers, or the rows of one
    List {
        /// Which register
        register: Option<String>,
        /// Rows out of use as well
        #[arg(long)]
        all: bool,
    },
}

#[derive(Debug, ClapArgs)]
pub(super) struct IdNumber {
    /// The number; - reads it from standard input, out of the shell's history
    pub(super) number: String,
}

/// A column to sort by, with `-` before it from the other end.
fn sort(word: &str) -> Result<String, String> {
    let columns = crate::domain::view::Column::WORDS.join(", ");
    crate::domain::view::Sort::from_word(word).map(|_| word.to_owned()).ok_or(columns)
}
