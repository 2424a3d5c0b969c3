//! 国标终端: a terminal that takes GB18030 or GBK. The program runs itself inside a terminal of
//! our own that speaks UTF-8, and hands characters over in both directions.
//!
//! Escape sequences are ASCII in every one of these charsets and go through as they are.

#![cfg_attr(not(unix), allow(dead_code, reason = "only Unix has such terminals"))]

use encoding_rs::{Decoder, Encoder, EncoderResult};
use unicode_width::UnicodeWidthChar;

use super::kind::Charset;

/// Tells the inner program that it is one.
const INNER: &str = "XINFANG_INNER";

/// The charset to translate to, if there is anything to translate: what an option says, else what
/// the locale says.
pub fn wanted(option: Option<&str>) -> Option<Charset> {
    let inner = std::env::var_os(INNER).is_some();
    let charset = option.map_or_else(Charset::of_environment, Charset::read);
    let legacy = matches!(charset, Charset::Gb18030 | Charset::Gbk | Charset::Gb2312);
    (cfg!(unix) && legacy && !inner).then_some(charset)
}

#[cfg(unix)]
pub use pump::run;

#[cfg(unix)]
mod pump {
    use std::io::{self, Read, Write};
    use std::thread;

    use portable_pty::{ChildKiller, CommandBuilder, MasterPty, PtySize, native_pty_system};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
    use signal_hook::iterator::Signals;

    use super::super::kind::Charset;
    use super::super::terminal::Held;
    use super::{INNER, Keys, Screen};

    const CHUNK: usize = 16 * 1024;

    /// Runs this program once more inside and answers its exit code.
    ///
    /// # Errors
    /// When there is no terminal, or none can be made.
    pub fn run(charset: &Charset) -> io::Result<u8> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGWINCH])?;
        let pair = native_pty_system().openpty(size()?).map_err(io::Error::other)?;
        let held = Held::raw()?;
        let mut child = pair.slave.spawn_command(command()?).map_err(io::Error::other)?;
        // Only the child may hold this end: the other one then tells when it has gone.
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().map_err(io::Error::other)?;
        let writer = pair.master.take_writer().map_err(io::Error::other)?;
        let screen = Screen::new(charset);
        let keys = Keys::new();
        let (gone, hung_up, mut stopped) = (child.clone_killer(), child.clone_killer(), child.clone_killer());
        let shown = thread::spawn(move || show(reader, screen, gone));
        thread::spawn(move || pass_on(writer, keys, hung_up));
        let master = pair.master;
        thread::spawn(move || {
            for signal in signals.forever() {
                if signal == SIGWINCH {
                    resize(master.as_ref());
                } else {
                    // The desk inside leaves in order when its line hangs up.
                    let _ = stopped.kill();
                }
            }
        });
        let status = child.wait()?;
        // What it said last is still on its way. A panic in there has been told already.
        let _ = shown.join();
        if status.signal().is_some() {
            drop(held);
            return Ok(4);
        }
        held.let_go();
        Ok(u8::try_from(status.exit_code()).unwrap_or(4))
    }

    /// The same program with the same words, in a locale of UTF-8.
    fn command() -> io::Result<CommandBuilder> {
        let mut command = CommandBuilder::new(std::env::current_exe()?);
        command.args(std::env::args_os().skip(1));
        command.cwd(std::env::current_dir()?);
        for name in ["LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG"] {
            if let Ok(locale) = std::env::var(name)
                && let Some((language, _)) = locale.split_once('.')
            {
                command.env(name, format!("{language}.UTF-8"));
            }
        }
        command.env(INNER, "1");
        // Whatever takes two bytes takes two columns.
        if std::env::var_os("XINFANG_AMBIGUOUS").is_none() {
            command.env("XINFANG_AMBIGUOUS", "wide");
        }
        Ok(command)
    }

    fn size() -> io::Result<PtySize> {
        let (cols, rows) = crossterm::terminal::size()?;
        Ok(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
    }

    fn resize(master: &dyn MasterPty) {
        if let Ok(size) = size() {
            // The next change of the window tries again.
            let _ = master.resize(size);
        }
    }

    /// From the program to the terminal, until the program has gone.
    fn show(
        mut from: Box<dyn Read + Send>,
        mut screen: Screen,
        mut desk: Box<dyn ChildKiller + Send + Sync>,
    ) {
        let mut buffer = [0; CHUNK];
        let mut bytes = Vec::new();
        let mut lost = false;
        loop {
            match from.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // A line whose other end was closed ends in an error on some systems.
                Ok(0) | Err(_) => return,
                Ok(count) => {
                    bytes.clear();
                    screen.take(&buffer[..count], &mut bytes);
                    let mut out = io::stdout().lock();
                    if !lost && out.write_all(&bytes).and_then(|()| out.flush()).is_err() {
                        // Go on reading: a program that cannot write cannot end.
                        lost = true;
                        let _ = desk.kill();
                    }
                }
            }
        }
    }

    /// From the keyboard to the program, until one of them has gone.
    fn pass_on(mut to: Box<dyn Write + Send>, mut keys: Keys, mut desk: Box<dyn ChildKiller + Send + Sync>) {
        let mut buffer = [0; 4096];
        loop {
            match rustix::io::read(rustix::stdio::stdin(), &mut buffer) {
                Err(rustix::io::Errno::INTR) => {}
                Ok(0) | Err(_) => {
                    let _ = desk.kill();
                    return;
                }
                Ok(count) => {
                    let text = keys.take(&buffer[..count]);
                    if to.write_all(text.as_bytes()).and_then(|()| to.flush()).is_err() {
                        return;
                    }
                }
            }
        }
    }
}

/// Keyboard bytes to text, chunk by chunk.
struct Keys(Decoder);

impl Keys {
    fn new() -> Keys {
        // It reads GBK and GB2312 too: they are parts of it.
        Keys(encoding_rs::GB18030.new_decoder_without_bom_handling())
    }

    /// The characters that are whole by now. Bytes that are none are left out.
    fn take(&mut self, bytes: &[u8]) -> String {
        let most = self.0.max_utf8_buffer_length(bytes.len()).unwrap_or(4 * bytes.len() + 16);
        let mut text = String::with_capacity(most);
        // The buffer is large enough for everything.
        let _ = self.0.decode_to_string(bytes, &mut text, false);
        text.retain(|c| c != '\u{fffd}');
        text
    }
}

/// Screen bytes from UTF-8, chunk by chunk.
struct Screen {
    charset: Charset,
    encoder: Encoder,
    /// The start of a character whose end has not come yet.
    cut: Vec<u8>,
}

impl Screen {
    fn new(charset: &Charset) -> Screen {
        let encoding = if *charset == Charset::Gb18030 { encoding_rs::GB18030 } else { encoding_rs::GBK };
        Screen { charset: charset.clone(), encoder: encoding.new_encoder(), cut: Vec::new() }
    }

    fn take(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.cut.extend_from_slice(bytes);
        let all = std::mem::take(&mut self.cut);
        let mut rest = &all[..];
        loop {
            let (text, fault) = match std::str::from_utf8(rest) {
                Ok(text) => (text, None),
                Err(fault) => {
                    let whole = &rest[..fault.valid_up_to()];
                    (std::str::from_utf8(whole).unwrap_or_default(), Some(fault.error_len()))
                }
            };
            for c in text.chars() {
                self.put(c, out);
            }
            rest = &rest[text.len()..];
            match fault {
                None => return,
                Some(None) => {
                    self.cut = rest.to_vec();
                    return;
                }
                Some(Some(length)) => rest = &rest[length..],
            }
        }
    }

    /// One character; for one that the charset lacks, as many question marks as it has columns.
    fn put(&mut self, c: char, out: &mut Vec<u8>) {
        if c.is_ascii() {
            out.push(c as u8);
            return;
        }
        let mut code = [0; 16];
        let mut text = [0; 4];
        let (result, _, length) =
            self.encoder.encode_from_utf8_without_replacement(c.encode_utf8(&mut text), &mut code, false);
        let code = &code[..length];
        let is_shown = result == EncoderResult::InputEmpty
            && match (&self.charset, code) {
                (Charset::Gb18030, _) => true,
                (Charset::Gb2312, [lead, trail]) => (0xa1..=0xf7).contains(lead) && *trail >= 0xa1,
                // The euro of Windows is one byte, which other terminals take for a control.
                (_, code) => code.len() == 2,
            };
        if is_shown {
            out.extend_from_slice(code);
        } else {
            out.extend((0..c.width().unwrap_or(0)).map(|_| b'?'));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(charset: &Charset, text: &str, chunk: usize) -> Vec<u8> {
        let (mut screen, mut out) = (Screen::new(charset), Vec::new());
        for bytes in text.as_bytes().chunks(chunk) {
            screen.take(bytes, &mut out);
        }
        out
    }

    const TEXT: &str = "\x1b[2;3H\x1b[7m信访“停水”…… ㎡ 䶮 𠮷 é e\u{301} 😀€\x1b[m\r\n";

    #[test]
    fn gb18030_shows_everything_however_it_is_cut() {
        for chunk in [1, 2, 3, 5, 4096] {
            let bytes = shown(&Charset::Gb18030, TEXT, chunk);
            assert_eq!(encoding_rs::GB18030.decode(&bytes).0, TEXT, "{chunk}");
        }
    }

    #[test]
    fn smaller_charsets_show_question_marks_of_the_same_width() {
        let gbk = shown(&Charset::Gbk, TEXT, 7);
        let read = encoding_rs::GBK.decode(&gbk).0.into_owned();
        assert_eq!(read, "\x1b[2;3H\x1b[7m信访“停水”…… ㎡ 䶮 ?? é e ???\x1b[m\r\n");
        let gb2312 = shown(&Charset::Gb2312, "信訪“镕”é", 2);
        assert_eq!(encoding_rs::GBK.decode(&gb2312).0, "信??“??”é");
    }

    #[test]
    fn bytes_that_are_no_text_are_left_out() {
        let (mut screen, mut out) = (Screen::new(&Charset::Gbk), Vec::new());
        screen.take(b"a\xff\xfe\xe6b", &mut out);
        screen.take(b"\xe6\xb0", &mut out);
        screen.take(b"\xb4c", &mut out);
        assert_eq!(encoding_rs::GBK.decode(&out).0, "ab水c");
    }

    #[test]
    fn keys_arrive_whole_however_they_are_cut() {
        let typed = "\x1bOQ欧阳三\t“水”䶮𠮷\x13\x1b[A\r";
        let bytes = encoding_rs::GB18030.encode(typed).0.into_owned();
        for chunk in [1, 2, 3, 4096] {
            let mut keys = Keys::new();
            let text: String = bytes.chunks(chunk).map(|bytes| keys.take(bytes)).collect();
            assert_eq!(text, typed, "{chunk}");
        }
        let mut keys = Keys::new();
        assert_eq!(keys.take(b"a\xff\x81\x1b[Ab"), "a\x1b[Ab");
    }
}
