//! The loop: mail in, orders out, one draw when the mailbox is empty.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};
use ratatui::Terminal;
use ratatui::layout::Size;

use super::clock::Clock;
use super::keys::{arrival, clamp};
use super::kind::Kind;
use super::log::Log;
use super::looks;
use super::mailbox::{Mail, mailbox};
use super::papers::Papers;
use super::paths;
use super::probe::ask as ask_widths;
use super::report::notice;
use super::scan::Joiner;
use super::terminal::{Held, Mouse};
use super::writer::{Ambiguous, Colours, Writer, settle};
use crate::api::{Answer, Change, Request, door};
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::i18n::{Language, words};
use crate::keymap::Keymap;
use crate::service::{Reply, Service, news_of_holds};
use crate::session::{Arrival, Opening, Order, Session, Ticket};
use crate::theme::Theme;

/// How often another process's writes are looked for.
const LOOK: Duration = Duration::from_secs(1);

/// What a desk needs to open.
pub struct Desk {
    /// The office.
    pub service: Service,
    /// The account that is expected; whoever sits down logs in.
    pub account: Option<String>,
    /// The words on it.
    pub language: Language,
    /// What the terminal can show.
    pub kind: Kind,
    /// Without colours, whatever it can show.
    pub mono: bool,
    /// Who gets the presses of the mouse.
    pub mouse: Mouse,
    /// Where the office's own colours stand, if it has any.
    pub theme: PathBuf,
    /// Where the office's own keys stand, if it has any.
    pub keymap: PathBuf,
    /// What time it is there.
    pub clock: Clock,
    /// Where trouble is noted.
    pub log: Log,
    /// Where printed pages go.
    pub papers: Papers,
}

/// Opens the desk on the local terminal and stays until somebody leaves.
///
/// # Errors
/// When there is no terminal, or it went away in a way that cannot be drawn on.
pub fn run(desk: Desk) -> io::Result<()> {
    let Desk { service, account, language, kind, mono, mouse, theme, keymap, clock, log, papers } = desk;
    let shipped = Keymap::shipped().map_err(io::Error::other)?;
    let (keymap, keys_unread) = looks::keys(shipped, &keymap);
    let office = service.office().clone();
    let offset = office.offset;
    let (mail, arrivals) = mailbox();
    // From the first change of the terminal on, a stop gives it back.
    heed_signals(mail.clone())?;
    let (held, size) = Held::take()?;
    let (probe, typed) = ask_widths(&mut io::stdout(), size)?;
    held.listen(mouse)?;
    listen(mail.clone(), size);
    let (ask, asked) = channel();
    let printer = Printer { papers, mail: mail.clone() };
    let serving = serve(service, clock, log, asked, mail);

    let mono = mono || kind == Kind::Mono;
    let said = &words(language).terminal;
    let (colours, shipped, colours_said) = if mono {
        (Colours::Mono, Theme::mono(), said.mono)
    } else {
        (Colours::Sixteen, Theme::sixteen(), said.sixteen)
    };
    let (theme, unread) = looks::theme(shipped, &theme);
    let theme = if kind == Kind::Console || looks::ambiguous(&probe) == Ambiguous::Replaced {
        theme.without_blocks()
    } else {
        theme
    };
    let writer = Writer::new(io::stdout(), size, colours).with(looks::ambiguous(&probe));
    let mut terminal = Terminal::new(writer)?;
    let (mut session, orders) = Session::new(Opening {
        account,
        office,
        language,
        theme,
        keymap: Arc::new(keymap),
        size,
        seed: rand::random(),
        now: clock.now(offset),
        report: notice(words(language), kind, &probe, colours_said, unread, keys_unread),
    });
    let mut touched = Instant::now();
    let mut scans = Joiner::default();
    let mut leaving = obey(&mut terminal, &ask, &printer, orders)?;
    // What was typed before there was a screen comes before all other keys.
    for stroke in typed {
        let orders = session.arrive(clock.now(offset), Arrival::Key(stroke));
        leaving |= obey(&mut terminal, &ask, &printer, orders)?;
    }
    while !leaving {
        terminal.draw(|frame| {
            session.draw(frame);
            settle(frame.buffer_mut());
        })?;
        // Counted from the last touch: news of other people's work is no touch.
        let lock_in = idle(session.idle_minutes()).map(|patience| patience.saturating_sub(touched.elapsed()));
        let minute = session.ages().then(|| until_minute(clock.now(offset)));
        let let_go_in = scans.due().map(|due| (due.saturating_duration_since(Instant::now()), None));
        let wake = [wake(lock_in, minute).map(|(wait, arrival)| (wait, Some(arrival))), let_go_in];
        let (patience, late) = match wake.into_iter().flatten().min_by_key(|(wait, _)| *wait) {
            None => (None, None),
            Some((wait, late)) => (Some(wait), late),
        };
        let first = match patience {
            None => arrivals.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(patience) => arrivals.recv_timeout(patience),
        };
        // Everything that waits is taken before the one draw.
        let mail: Vec<Mail> = match first {
            Ok(first) => std::iter::once(first).chain(arrivals.try_iter()).collect(),
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let nothing_came = mail.is_empty();
        for mail in mail {
            let now = clock.now(offset);
            let arrived = match mail {
                Mail::Gone => {
                    leaving = true;
                    break;
                }
                Mail::Key(stroke, at) => scans.push(stroke, at, now.date_naive(), session.digit_chooses()),
                // What was typed before a paste or a click comes before it.
                Mail::Arrival(arrival)
                    if matches!(
                        *arrival,
                        Arrival::Paste(_) | Arrival::Click { .. } | Arrival::Wheel { .. }
                    ) =>
                {
                    let mut before = scans.flush();
                    before.push(*arrival);
                    before
                }
                Mail::Arrival(arrival) => vec![*arrival],
            };
            for arrival in arrived {
                if !matches!(
                    arrival,
                    Arrival::Told(..)
                        | Arrival::Changed(_)
                        | Arrival::Midnight
                        | Arrival::Minute
                        | Arrival::Resized(_)
                        | Arrival::Printed(_)
                ) {
                    touched = Instant::now();
                }
                if let Arrival::Resized(size) = &arrival {
                    terminal.backend_mut().resize(*size);
                }
                let orders = session.arrive(clock.now(offset), arrival);
                leaving |= obey(&mut terminal, &ask, &printer, orders)?;
            }
            if leaving {
                break;
            }
        }
        // Digits that no number followed are what they seem.
        let waited = scans.due().is_some_and(|due| due <= Instant::now());
        let late = if waited {
            touched = Instant::now();
            scans.flush()
        } else {
            late.filter(|_| nothing_came).into_iter().collect()
        };
        for arrival in late {
            let orders = session.arrive(clock.now(offset), arrival);
            leaving |= obey(&mut terminal, &ask, &printer, orders)?;
        }
    }
    drop(held);
    // The service ends when nobody asks or listens any more, and closes its file in order.
    drop((ask, arrivals, printer));
    if serving.join().is_err() {
        return Err(io::Error::other("the service ended in a panic; the records are whole"));
    }
    Ok(())
}

/// How long a desk stands open without a stroke.
fn idle(minutes: u32) -> Option<Duration> {
    (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60))
}

/// The time to the next full minute.
fn until_minute(now: DateTime<FixedOffset>) -> Duration {
    let gone = u64::from(now.second()) * 1_000 + u64::from(now.timestamp_subsec_millis().min(999));
    Duration::from_millis(60_000_u64.saturating_sub(gone).max(1))
}

/// What wakes a desk that nobody touches, and when; nothing does where nothing ages or locks.
fn wake(patience: Option<Duration>, minute: Option<Duration>) -> Option<(Duration, Arrival)> {
    match (patience, minute) {
        (Some(patience), Some(minute)) if minute < patience => Some((minute, Arrival::Minute)),
        (Some(patience), _) => Some((patience, Arrival::Idle)),
        (None, Some(minute)) => Some((minute, Arrival::Minute)),
        (None, None) => None,
    }
}

/// Carries out what the session wants; answers whether it wants to end.
fn obey(
    terminal: &mut Terminal<Writer<io::Stdout>>,
    ask: &Sender<(Ticket, Request)>,
    printer: &Printer,
    orders: Vec<Order>,
) -> io::Result<bool> {
    for order in orders {
        match order {
            // A service that is gone answers nothing any more.
            Order::Ask(ticket, request) => {
                if ask.send((ticket, request)).is_err() {
                    return Ok(true);
                }
            }
            Order::Print { name, text } => printer.print(&name, &text),
            Order::Bell => terminal.backend_mut().bell(),
            Order::Redraw => terminal.backend_mut().redraw(),
            Order::Quit => return Ok(true),
        }
    }
    Ok(false)
}

/// Where printed pages go, and who hears of it.
struct Printer {
    papers: Papers,
    mail: SyncSender<Mail>,
}

impl Printer {
    fn print(&self, name: &str, text: &str) {
        let printed = self.papers.print(name, text);
        let told = printed.map(|path| path.display().to_string()).map_err(|fault| fault.to_string());
        // A mailbox that is full of strokes is read next; the page lies there all the same.
        let _ = self.mail.try_send(Mail::Arrival(Box::new(Arrival::Printed(told))));
    }
}

/// Keys, pastes and sizes of the terminal.
fn listen(mail: SyncSender<Mail>, size: Size) {
    thread::spawn(move || {
        // However this thread ends, without keys there is no desk.
        let _farewell = Farewell(mail.clone());
        // From here on the window's changes are heard; one that came before is looked for once.
        let _ = crossterm::event::poll(Duration::ZERO);
        let now = crossterm::terminal::size().map_or(size, |(columns, lines)| clamp(columns, lines));
        if now != size && mail.send(Mail::Arrival(Box::new(Arrival::Resized(now)))).is_err() {
            return;
        }
        loop {
            let sent = match crossterm::event::read() {
                Ok(event) => arrival(event).map_or(Ok(()), |arrival| {
                    mail.send(match arrival {
                        Arrival::Key(stroke) => Mail::Key(stroke, Instant::now()),
                        other => Mail::Arrival(Box::new(other)),
                    })
                }),
                Err(_) => {
                    // Nobody listens any more once the loop has ended.
                    let _ = mail.send(Mail::Gone);
                    return;
                }
            };
            if sent.is_err() {
                return;
            }
        }
    });
}

/// A hang-up or a stop ends the desk in order.
#[cfg(unix)]
fn heed_signals(mail: SyncSender<Mail>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            let _ = mail.send(Mail::Gone);
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn heed_signals(_mail: SyncSender<Mail>) -> io::Result<()> {
    Ok(())
}

/// The service's own thread: a slow disk or a locked file never freezes the keys.
fn serve(
    mut service: Service,
    clock: Clock,
    log: Log,
    asked: Receiver<(Ticket, Request)>,
    mail: SyncSender<Mail>,
) -> JoinHandle<()> {
    let offset = service.office().offset;
    thread::spawn(move || {
        // However this thread ends, the desk hears of it and gives the terminal back.
        let _farewell = Farewell(mail.clone());
        let mut watch = Watch {
            seen: service.data_version().ok(),
            held: Vec::new(),
            today: clock.now(offset).date_naive(),
        };
        let mut next_look = Instant::now() + LOOK;
        let mut seat = Seat { account: String::new(), system_user: paths::system_user() };
        let send = |arrival| mail.send(Mail::Arrival(Box::new(arrival))).is_ok();
        loop {
            let listened = match asked.recv_timeout(next_look.saturating_duration_since(Instant::now())) {
                Ok((ticket, request)) => {
                    let now = clock.now(offset);
                    let reply = seat.answer(&mut service, now, request);
                    if let Err(refusal) = &reply.result {
                        log.note(now, refusal);
                    }
                    send(Arrival::Told(ticket, reply.result))
                        && reply.change.is_none_or(|change| send(Arrival::Changed(change)))
                }
                Err(RecvTimeoutError::Timeout) => {
                    next_look = Instant::now() + LOOK;
                    watch.look(&mut service, clock.now(offset)).into_iter().all(send)
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if !listened {
                // Nobody is there to be told, but what was saved on the way out is saved.
                for (_, request) in asked.try_iter().filter(|(_, request)| request.outlives_the_desk()) {
                    let now = clock.now(offset);
                    if let Err(refusal) = seat.answer(&mut service, now, request).result {
                        log.note(now, &refusal);
                    }
                }
                return;
            }
        }
    })
}

/// Who sits at the desk: nobody until somebody has logged in. What he may do is looked up for each
/// request, so that an account that ends in the middle of the day ends at once.
struct Seat {
    account: String,
    system_user: String,
}

impl Seat {
    fn answer(&mut self, service: &mut Service, now: DateTime<FixedOffset>, request: Request) -> Reply {
        let actor = match service.actor(&self.account, &self.system_user, now) {
            Ok(found) => found.unwrap_or_else(|_| Actor::ended(&self.account, &self.system_user)),
            Err(_) => Actor::nobody(&self.system_user),
        };
        let reply = service.answer(&actor, now, request);
        if let Ok(Answer::Door(door::Answer::Welcome(welcome))) = &reply.result {
            self.account.clone_from(&welcome.actor.account);
        }
        reply
    }
}

/// What changes without being asked: other processes' writes, and the day.
struct Watch {
    seen: Option<i64>,
    /// 正在办 at other desks.
    held: Vec<(CaseId, String)>,
    today: NaiveDate,
}

impl Watch {
    fn look(&mut self, service: &mut Service, now: DateTime<FixedOffset>) -> Vec<Arrival> {
        let mut news = Vec::new();
        let version = service.data_version().ok();
        if version != self.seen {
            self.seen = version;
            news.push(Arrival::Changed(Change::Everything));
        }
        // What faded is news too.
        let held = service.held_elsewhere(now);
        news.extend(news_of_holds(&self.held, &held).into_iter().map(Arrival::Changed));
        self.held = held;
        if now.date_naive() != self.today {
            self.today = now.date_naive();
            news.push(Arrival::Midnight);
        }
        news
    }
}

/// Says good-bye when it is dropped, also by a panic.
struct Farewell(SyncSender<Mail>);

impl Drop for Farewell {
    fn drop(&mut self) {
        // A full mailbox belongs to a desk that still reads it, and an empty one to none.
        let _ = self.0.try_send(Mail::Gone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_wakes_a_desk_where_nothing_ages_and_nothing_locks() {
        assert!(wake(None, None).is_none());
        let (minute, hour) = (Duration::from_secs(60), Duration::from_secs(3_600));
        assert!(matches!(wake(Some(hour), None), Some((wait, Arrival::Idle)) if wait == hour));
        assert!(matches!(wake(Some(hour), Some(minute)), Some((wait, Arrival::Minute)) if wait == minute));
        assert!(matches!(wake(Some(minute), Some(hour)), Some((wait, Arrival::Idle)) if wait == minute));
        assert!(matches!(wake(None, Some(minute)), Some((_, Arrival::Minute))));
    }

    #[test]
    fn a_desk_that_ages_wakes_at_the_full_minute() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("an instant");
        assert_eq!(until_minute(at("2026-09-16T09:12:00+08:00")), Duration::from_secs(60));
        assert_eq!(until_minute(at("2026-09-16T09:12:58.500+08:00")), Duration::from_millis(1_500));
    }
}
