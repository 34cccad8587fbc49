//! `nhs-tiers --plain`: the dialogue on standard input and output. The terminal stays as it is: it edits the line, and nothing but text is
//! sent to it, so there is nothing to give back when a signal ends the program; a note that is being written is kept then.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, StdinLock, Write};
use std::path::Path;

use super::question::{self, Refused};
use super::reading::Asked;
use super::{ANSWERED, Opening, config, give_up, sound_data_set, store_of};
use crate::app::{Change, Idle, Personal, Session};
use crate::dataset::Dataset;
use crate::environment::Environment;
use crate::plain::{Dialogue, Effect, Reply};
use crate::run::{self, Diary, Unkept, Watchdog};
use crate::store::{Kept, Store};
use crate::terminal::{self, Paper};
use crate::theme;

/// Says that a line is wanted.
const PROMPT: &str = "> ";
/// Exit code of a program whose terminal has gone, as shells count.
const HUNG_UP: u8 = 128 + 1;
/// Columns of an answer in a pipe, where nothing need be wrapped.
const PIPED: usize = 1000;
/// Said where a note was changed in two sessions.
const BOTH_KEPT: &str = "The note was changed in another session meanwhile: both texts are kept.";
/// Bytes of a line that are read; what is behind them is passed over.
const LONGEST: u64 = 64 * 1024;

pub(super) fn run(session: Session, opening: &Opening, dir: Option<&Path>) -> Result<u8, Refused> {
    let environment = Environment::read();
    let data = sound_data_set(dir)?;
    let mut dialogue = Dialogue::new(data);
    dialogue.set_session(session);
    if let Some(at) = &opening.at {
        dialogue.set_at(question::date(at, data.as_of())?);
    }
    let paper = Paper::of_output(false, environment.ascii || opening.ascii);
    let paper = Paper {
        spoken: true,
        width: if io::stdout().is_terminal() {
            paper.width
        } else {
            PIPED
        },
        ..paper
    };
    let store = store_of(session);
    let (config, complaint) = config::in_force(&store);
    // Where it can be kept, there are folders for it from now on.
    let cannot_keep = store.cannot_keep();
    give_up(session, &store);
    // The terminal is as it was: a signal has nothing to give back, and ends the program once what is being written is kept.
    let unkept = Unkept::default();
    let (rescued, to) = (unkept.clone(), store.clone());
    terminal::rescue_at_the_end(move || rescued.rescue(&to))?;
    let mut conversation = Conversation {
        data,
        diary: Diary::new(&store, &config.study),
        store,
        idle: session.idle(),
        watchdog: session.idle().map(Watchdog::over).transpose()?,
        unkept,
        dialogue,
        paper,
    };
    if let Some(says) = complaint {
        conversation.say(&format!("{says}."))?;
    }
    if let Some(why) = cannot_keep {
        conversation.say(&format!("Nothing can be kept ({why})."))?;
    }
    let begun = conversation.begin(opening.open.as_deref());
    let served = begun.and_then(|()| conversation.serve(BufReader::new(io::stdin().lock())));
    let ended = conversation.end();
    match served.and_then(|code| ended.map(|()| code)) {
        // A terminal that went away is a hang-up, not a failure.
        Err(error) if is_gone(&error) => {
            conversation.unkept.rescue(&conversation.store);
            Ok(HUNG_UP)
        }
        other => {
            conversation.diary.close();
            Ok(other?)
        }
    }
}

fn is_gone(error: &io::Error) -> bool {
    error.raw_os_error() == Some(5)
}

/// A dialogue, and where its things are kept.
struct Conversation {
    data: &'static Dataset,
    store: Store,
    diary: Diary,
    /// How long a silent reader is waited for, if not for ever.
    idle: Option<Idle>,
    /// Half a line may be waited for too.
    watchdog: Option<Watchdog>,
    unkept: Unkept,
    dialogue: Dialogue,
    paper: Paper,
}

impl Conversation {
    /// What was kept before, the greeting, and the record to open.
    fn begin(&mut self, open: Option<&str>) -> io::Result<()> {
        match self.store.read::<Personal>(Kept::Personal) {
            Ok((personal, says)) => {
                self.dialogue.set_personal(personal);
                self.say(&says.unwrap_or_default())?;
            }
            Err(error) => self.say(&format!("Your bookmarks were not read: {error}."))?,
        }
        self.say(&self.dialogue.greeting())?;
        if let Some(name) = open {
            let reply = self.dialogue.answer(&format!("show {name}"));
            self.carry_out(reply)?;
        }
        Ok(())
    }

    /// Answers line after line, until there are no more.
    fn serve(&mut self, mut lines: BufReader<StdinLock<'_>>) -> io::Result<u8> {
        loop {
            let mut out = terminal::output();
            out.write_all(PROMPT.as_bytes())?;
            out.flush()?;
            drop(out);
            if let Some(idle) = self.idle
                && lines.buffer().is_empty()
                && !self.waits(idle)?
            {
                return Ok(ANSWERED);
            }
            let Some(line) = read_line(&mut lines)? else {
                // What comes next, a shell's prompt most likely, begins a line.
                writeln!(terminal::output())?;
                return Ok(ANSWERED);
            };
            if let Some(watchdog) = &self.watchdog {
                watchdog.hear();
            }
            self.dialogue.set_now(self.diary.now());
            let reply = self.dialogue.answer(&line);
            self.unkept.set(self.dialogue.being_written());
            if self.carry_out(reply)? {
                return Ok(ANSWERED);
            }
        }
    }

    /// Waits for a line as long as is waited for a silent reader, who is warned before the end. The answer is whether there is one.
    fn waits(&self, idle: Idle) -> io::Result<bool> {
        if terminal::has_input(idle.before_warning())? {
            return Ok(true);
        }
        self.say(&format!("\n{}", idle.warning("Enter")))?;
        if terminal::has_input(idle.after_warning())? {
            return Ok(true);
        }
        self.say(&idle.farewell("line was sent"))?;
        Ok(false)
    }

    /// Says what there is to say, and does what else is to be done. The answer is whether that is the end.
    fn carry_out(&mut self, reply: Reply) -> io::Result<bool> {
        if let Some(Effect::Keep(change)) = &reply.effect {
            let says = match self.keep(change) {
                Ok(says) => [reply.text, says].join("\n"),
                Err(error) => self.dialogue.not_kept(change, &error.to_string()).text,
            };
            self.say(&says)?;
            return Ok(false);
        }
        self.say(&reply.text)?;
        match reply.effect {
            None | Some(Effect::Keep(_)) => {}
            Some(Effect::Quit) => return Ok(true),
            Some(Effect::OpenStudy) => {
                let (opened, says) = self.diary.open();
                for says in says {
                    self.say(&format!("{says}."))?;
                }
                let reply = self.dialogue.open_study(opened);
                return self.carry_out(reply);
            }
            Some(Effect::KeepEntry(entry)) => {
                if let Err(why) = self.diary.keep(&entry) {
                    let reply = self.dialogue.entry_not_kept(entry, &why);
                    self.say(&reply.text)?;
                }
            }
            Some(Effect::Ask(line)) => match Asked::read(&line) {
                Ok(asked) => match Asked::answer(self.data, &asked, self.paper) {
                    Ok(_) | Err(Refused::Said(_)) => {}
                    Err(Refused::Failed(error)) => return Err(error),
                },
                Err(error) => self.say(error.to_string().trim_end())?,
            },
        }
        Ok(false)
    }

    /// Changes what is kept. The answer is what there is to say of it, if anything.
    fn keep(&mut self, change: &Change) -> io::Result<String> {
        let known = self.dialogue.personal();
        let (personal, says, meets) = run::keep(&self.store, known, change)?;
        self.dialogue.set_personal(personal);
        let met = meets.then(|| BOTH_KEPT.to_owned());
        Ok(says.into_iter().chain(met).collect::<Vec<_>>().join("\n"))
    }

    /// Keeps what was written and is not kept yet. What cannot be is said, so that it is not gone.
    fn end(&mut self) -> io::Result<()> {
        let mut said = Vec::new();
        loop {
            let Reply { text, effect } = self.dialogue.end();
            if text.is_empty() && effect.is_none() {
                break;
            }
            let Some(Effect::Keep(change)) = effect else {
                said.push(text);
                continue;
            };
            match (self.keep(&change), &change) {
                (Ok(says), _) => said.extend([text, says]),
                (Err(error), Change::Note { text, .. }) => said.push(format!(
                    "This note could not be kept: {error}. It was:\n{text}"
                )),
                (Err(_), Change::Bookmark { .. }) => {}
            }
        }
        said.retain(|text| !text.is_empty());
        self.say(&said.join("\n"))
    }

    /// Says it: in lines as wide as the terminal, which may have changed; in a pipe, a paragraph a line.
    fn say(&self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let columns = terminal::columns().filter(|columns| *columns > 0);
        let columns = columns.filter(|_| io::stdout().is_terminal());
        let mut out = terminal::buffered_output();
        for line in text.lines() {
            let line = if self.paper.ascii {
                theme::to_ascii(&line.replace('£', "GBP "))
            } else {
                line.to_owned()
            };
            match columns {
                Some(columns) => {
                    for part in textwrap::wrap(&line, usize::from(columns)) {
                        writeln!(out, "{part}")?;
                    }
                }
                None => writeln!(out, "{line}")?,
            }
        }
        out.flush()
    }
}

/// The next line, whatever bytes it is made of; none at the end of input.
fn read_line(lines: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if lines.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let is_cut = bytes.last() != Some(&b'\n') && u64::try_from(bytes.len()) == Ok(LONGEST);
    if is_cut {
        lines.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}
