//! Subcommands: they ask the service the same questions as the screens. `docs/cli.md` of the
//! project's readers is `xinfang --help`; scripts rely on names, JSON and exit codes.

mod add;
mod args;
mod calendar;
mod cases;
mod deadline;
mod explain;
mod export;
mod id_number;
mod import;
mod keeping;
mod office;
mod paper;
mod print;
mod profile;
mod query;
mod registers;
mod setup;
mod similar;
mod similar_check;
mod step;
mod year;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{
    Args, CalendarCommand, CaseCommand, Command, Deadline, DeadlineCommand, OfficeCommand, PaperCommand,
    ProfileCommand,
};
use print::{Printer, Stop};

use crate::api::rules::What;
use crate::domain::text;
use crate::i18n::{Language, words};
use crate::runtime::paths;

/// Runs the program and answers its exit code: 0 done, 1 some rows or values refused, 2 wrong
/// use, 3 the office refused, 4 trouble.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let language = language(&args);
    let mut printer = Printer::new(language);
    let code = match run(args, &mut printer) {
        Ok(code) => code,
        Err(stop) => printer.stop(&stop),
    };
    ExitCode::from(code)
}

fn run(args: Args, printer: &mut Printer) -> Result<u8, Stop> {
    let Args { command, mut common } = args;
    if let Some(reason) = &mut common.reveal {
        *reason = text::line(reason);
        if reason.is_empty() {
            return Err(Stop::Use(say(printer).reason_missing.to_owned()));
        }
    }
    let Some(command) = command else {
        return setup::desk(&common, printer);
    };
    match command {
        Command::Demo(demo) => setup::demo(&common, &demo, printer),
        Command::Init(init) => setup::init(&common, &init, printer),
        Command::Import(wanted) => import::import(&common, &wanted, printer),
        Command::Case(CaseCommand::Add(add)) => add::add(&common, &add, printer),
        Command::Case(CaseCommand::List(list)) => cases::list(&common, &list, printer),
        Command::Case(CaseCommand::Show(show)) => cases::show(&common, &show, printer),
        Command::Case(CaseCommand::Step(step)) => step::take(&common, &step, printer),
        Command::Case(CaseCommand::Export(export)) => export::export(&common, &export, printer),
        Command::Paper(PaperCommand::List(wanted)) => paper::list(&common, &wanted, printer),
        Command::Paper(PaperCommand::Show(wanted)) => paper::show(&common, &wanted, printer),
        Command::Search(search) => cases::search(&common, &search, printer),
        Command::Query(wanted) => query::query(&common, &wanted, printer),
        Command::Similar(wanted) => similar::similar(&common, &wanted, printer),
        Command::Deadline(Deadline { command: Some(DeadlineCommand::Explain(wanted)), .. }) => {
            explain::explain(&common, &wanted, printer)
        }
        Command::Deadline(wanted) => deadline::batch(&common, &wanted, printer),
        Command::Profile(ProfileCommand::List) => profile::list(&common, printer),
        Command::Profile(ProfileCommand::Show { name }) => profile::show(&common, &name, printer),
        Command::Profile(ProfileCommand::Check { file }) => profile::check(&common, &file, printer),
        Command::Profile(ProfileCommand::Propose { given }) => {
            profile::propose(&common, &given, What::Use, printer)
        }
        Command::Profile(ProfileCommand::Stop { name }) => {
            profile::propose(&common, &name, What::Stop, printer)
        }
        Command::Calendar(CalendarCommand::List) => calendar::list(&common, printer),
        Command::Calendar(CalendarCommand::Check { file }) => {
            calendar::check(&common, file.as_deref(), printer)
        }
        Command::Calendar(CalendarCommand::Add { file, yes }) => year::add(&common, &file, yes, printer),
        Command::Office(OfficeCommand::Import { file, register, dry_run }) => {
            registers::import(&common, &file, register.as_deref(), dry_run, printer)
        }
        Command::Office(OfficeCommand::List { register, all }) => {
            registers::list(&common, register.as_deref(), all, printer)
        }
        Command::IdNumber(wanted) => id_number::check(&common, &wanted, printer),
        Command::Doctor => setup::doctor(&common, printer),
        Command::Backup { file } => keeping::backup(&common, &file, printer),
        Command::Restore { file } => keeping::restore(&common, &file, printer),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "xinfang", &mut script);
            printer.bytes(&script)?;
            printer.flush()?;
            Ok(0)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            for command in Args::command().get_subcommands() {
                clap_mangen::Man::new(command.clone()).render_description_section(&mut page)?;
                clap_mangen::Man::new(command.clone()).render_options_section(&mut page)?;
            }
            printer.bytes(&page)?;
            printer.flush()?;
            Ok(0)
        }
    }
}

/// `--lang`, else what the environment asks for, else Chinese: the desks are there.
fn language(args: &Args) -> Language {
    args.common
        .lang
        .as_deref()
        .map(str::to_owned)
        .or_else(paths::environment_language)
        .and_then(|text| Language::read(&text))
        .unwrap_or(Language::Chinese)
}

/// The words of the printer's language.
fn say(printer: &Printer) -> &'static crate::i18n::CommandWords {
    &words(printer.language()).command
}
