//! A real sshd on loopback, set up as docs/kiosk.md says, in a world of its own: mounts and processes that this machine does not see.
//! There the commands of the page are carried out as they are written, and only a few folders can be written to. Without root the
//! account is whoever runs the tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::process::{Pid, PidfdFlags};
use tempfile::TempDir;

use super::page;
use super::pty::{DEADLINE, PROGRAM, Start};

/// Folders that an account can write to on most systems, and those that matter.
const WATCHED: [&str; 7] = [
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/run",
    "/srv",
    "/etc",
    "/usr/local/bin",
];
const SSHD: &str = "/usr/sbin/sshd";
/// What strace writes down: what is run, and what is done to files by name.
const TRACED: &str = "trace=execve,execveat,openat,open,creat,mkdir,mkdirat,mknod,mknodat,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,chown,fchownat,utimensat";

/// Which sshd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sshd {
    /// One of its own.
    Own,
    /// The system's, as Debian configures it.
    Beside,
}

/// Which account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    Public,
    Closed,
}

/// What to set up.
pub(super) struct Setup {
    sshd: Sshd,
    account: Account,
    /// Replacements in `tiers.conf`, where waiting for what it says would take too long.
    sooner: Vec<(&'static str, &'static str)>,
    /// Commands after those of the page.
    also: String,
    /// What stands before the key of the visitor.
    key_options: &'static str,
}

impl Setup {
    pub(super) fn new(sshd: Sshd, account: Account) -> Self {
        Self {
            sshd,
            account,
            sooner: Vec::new(),
            also: String::new(),
            key_options: "",
        }
    }

    pub(super) fn sooner(mut self, line: &'static str, instead: &'static str) -> Self {
        self.sooner.push((line, instead));
        self
    }

    pub(super) fn also(mut self, commands: &str) -> Self {
        commands.clone_into(&mut self.also);
        self
    }

    pub(super) fn key_options(mut self, options: &'static str) -> Self {
        self.key_options = options;
        self
    }

    /// Starts it. Nothing, where this machine cannot: then it was said on stderr what is skipped.
    pub(super) fn start(self) -> Option<Server> {
        if !Path::new(SSHD).exists() || !exists("ssh") || !exists("ssh-keygen") {
            return skip("there is no OpenSSH (openssh-server, openssh-client)");
        }
        let may_mount = ["--mount", "--pid", "--fork", "--mount-proc", "true"];
        let may_mount = rustix::process::geteuid().is_root() && succeeds("unshare", &may_mount);
        if !may_mount
            && (self.sshd, self.account, self.also.as_str()) != (Sshd::Own, Account::Closed, "")
        {
            return skip(
                "an account and an sshd of its own need root and a mount namespace of its own",
            );
        }
        let scratch = TempDir::new().unwrap();
        let key = |name: &str| {
            let path = scratch.path().join(name);
            let arguments = [
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                path.to_str().unwrap(),
            ];
            assert!(succeeds("ssh-keygen", &arguments));
            path
        };
        let (host_key, visitor, _) = (key("host"), key("visitor"), key("stranger"));
        let public = fs::read_to_string(visitor.with_extension("pub")).unwrap();
        let allowed = format!("{}{public}", self.key_options);
        fs::write(scratch.path().join("allowed"), allowed).unwrap();
        let mut rules = page::rules(self.account == Account::Closed);
        for (line, instead) in &self.sooner {
            assert!(rules.contains(line), "{line}");
            rules = rules.replace(line, instead);
        }
        let port = free_port();
        let place = Place {
            scratch: scratch.path(),
            host_key: &host_key,
            port,
        };
        let command = if may_mount {
            self.in_a_world_of_its_own(&place, &rules)
        } else {
            Self::as_who_we_are(&place, &rules)
        };
        let server = Server::run(command, scratch, port, may_mount);
        if !may_mount && server.ask(&["-tt", "HOST", "at", "2004"]).status.code() == Some(255) {
            return skip("without root sshd lets nobody in on a terminal here");
        }
        Some(server)
    }

    /// Everything as the page says. What the machine has is seen, and cannot be written to.
    fn in_a_world_of_its_own(&self, place: &Place<'_>, rules: &str) -> Command {
        let scratch = place.scratch.display();
        fs::write(place.scratch.join("tiers.conf"), rules).unwrap();
        let configuration = match self.sshd {
            Sshd::Own => page::own_sshd().to_owned(),
            Sshd::Beside => format!("{DEBIANS_OWN}{}\n", page::include()),
        };
        fs::write(place.scratch.join("sshd_config"), configuration).unwrap();
        let (file, limits) = match self.sshd {
            Sshd::Own => (
                "/etc/ssh/tiers_sshd_config",
                format!(
                    "prlimit --as={} --core=0 setpriv --no-new-privs --bounding-set=-all,{}",
                    page::unit("LimitAS").replace('G', "000000000"),
                    page::unit("CapabilityBoundingSet")
                        .to_lowercase()
                        .replace("cap_", "+")
                        .replace(' ', ",")
                ),
            ),
            Sshd::Beside => ("/etc/ssh/sshd_config", String::new()),
        };
        let trace = if succeeds("strace", &["true"]) {
            fs::create_dir(place.scratch.join("trace")).unwrap();
            format!("strace -ff -qq -s 4096 -e {TRACED} -o /mnt/of")
        } else {
            say("strace is missing: that nothing else was run is not looked at");
            String::new()
        };
        let commands = page::commands(self.account == Account::Closed);
        let keys = if self.account == Account::Closed {
            format!("cat {scratch}/allowed > /etc/ssh/tiers_keys")
        } else {
            String::new()
        };
        let script = format!(
            "set -eu; exec 2>&1
             mkdir {scratch}/etc {scratch}/bin {scratch}/srv
             cp -a /etc/. {scratch}/etc
             mount --bind {scratch}/etc /etc
             mount --bind {scratch}/bin /usr/local/bin
             mount --bind {scratch}/srv /srv
             touch /usr/local/bin/nhs-tiers
             mount --bind {PROGRAM} /usr/local/bin/nhs-tiers
             cat {scratch}/sshd_config > {file}
             cat {scratch}/tiers.conf > /etc/ssh/tiers.conf
             cat {host_key} > /etc/ssh/ssh_host_ed25519_key
             chmod 600 /etc/ssh/ssh_host_ed25519_key
             cat {host_key}.pub > /etc/ssh/ssh_host_ed25519_key.pub
             rm -rf /etc/update-motd.d
             mount -t tmpfs tmpfs /var/log
             mount -t tmpfs -o mode=755 tmpfs /run
             mount -t tmpfs -o mode=1777 tmpfs /var/tmp
             mount -t tmpfs -o mode=1777 tmpfs /dev/shm
             mkdir /run/sshd
             {commands}
             {keys}
             {also}
             {SSHD} -T -C user=tiers,host=localhost,addr=127.0.0.1 -f {file} > {scratch}/effective
             test ! -d {scratch}/trace || mount --bind {scratch}/trace /mnt
             cd /
             mount -o remount,ro,bind /
             mount -t tmpfs -o mode=1777 tmpfs /tmp
             {trace} {limits} {SSHD} -D -e -f {file} -p {port} -o ListenAddress=127.0.0.1 -o PidFile=none",
            host_key = place.host_key.display(),
            also = self.also,
            port = place.port,
        );
        let mut command = Command::new("unshare");
        command.args(["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]);
        command.args(["sh", "-c", &script]);
        command
    }

    /// The same rules for the account that runs the tests, on a closed account.
    fn as_who_we_are(place: &Place<'_>, rules: &str) -> Command {
        let me = Command::new("id").arg("-un").output().unwrap();
        let me = String::from_utf8(me.stdout).unwrap();
        let (me, scratch) = (me.trim(), place.scratch.display());
        let file = place.scratch.join("sshd_config");
        let rules = rules
            .replace("User tiers", &format!("User {me}"))
            .replace("/usr/local/bin/nhs-tiers", PROGRAM)
            .replace("/etc/ssh/tiers_keys", &format!("{scratch}/allowed"));
        let configuration = page::own_sshd()
            .replace("AllowUsers tiers", &format!("AllowUsers {me}"))
            .replace("PermitRootLogin no", "PermitRootLogin yes")
            .replace("/etc/ssh/ssh_host_ed25519_key", &format!("{scratch}/host"))
            .replace("Include /etc/ssh/tiers.conf\n", "StrictModes no\n");
        fs::write(&file, configuration + &rules).unwrap();
        let user = format!("user={me},host=localhost,addr=127.0.0.1");
        let effective = Command::new(SSHD)
            .args(["-T", "-C", &user, "-f"])
            .arg(&file)
            .output()
            .unwrap();
        fs::write(place.scratch.join("effective"), effective.stdout).unwrap();
        fs::write(place.scratch.join("user"), me).unwrap();
        let mut command = Command::new(SSHD);
        command.args(["-D", "-e", "-o", "ListenAddress=127.0.0.1"]);
        command
            .args(["-p", &place.port.to_string(), "-f"])
            .arg(file);
        command
    }
}

struct Place<'a> {
    scratch: &'a Path,
    host_key: &'a Path,
    port: u16,
}

/// What Debian's `sshd_config` says, with more switched on than most would.
const DEBIANS_OWN: &str = "UsePAM yes
KbdInteractiveAuthentication no
X11Forwarding yes
AllowTcpForwarding yes
AllowAgentForwarding yes
PermitTunnel yes
PrintMotd no
AcceptEnv LANG LC_*
Subsystem sftp /usr/lib/openssh/sftp-server
";

/// A port that nobody listens on. It is none of those that the system gives to clients: one of these could take it before sshd does.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 8_000).unwrap();
    loop {
        let port = 20_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn exists(program: &str) -> bool {
    let folders = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin"];
    folders
        .iter()
        .any(|folder| Path::new(folder).join(program).exists())
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Says something that is shown for a test that passes too: the test harness keeps back what is printed by macros.
fn say(what: &str) {
    let test = thread::current().name().unwrap_or("ssh").to_owned();
    let _ = writeln!(io::stderr(), "{test}: {what}");
}

fn skip(why: &str) -> Option<Server> {
    say(&format!("skipped: {why}"));
    None
}

/// What is there below some folders: how long it is, when it changed, whose it is.
type Files = BTreeMap<PathBuf, (u64, i64, u32, u32)>;

/// An sshd that runs.
pub(super) struct Server {
    process: Child,
    pub(super) scratch: TempDir,
    pub(super) port: u16,
    /// It runs in a world of its own.
    pub(super) apart: bool,
    before: Files,
    log: Receiver<String>,
    known: String,
}

impl Server {
    fn run(mut command: Command, scratch: TempDir, port: u16, apart: bool) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let (sender, log) = mpsc::channel();
        let (out, err) = (
            process.stdout.take().unwrap(),
            process.stderr.take().unwrap(),
        );
        let again = sender.clone();
        thread::spawn(move || {
            BufReader::new(out)
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| again.send(line))
        });
        thread::spawn(move || {
            BufReader::new(err)
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        let mut server = Self {
            process,
            scratch,
            port,
            apart,
            before: Files::new(),
            log,
            known: String::new(),
        };
        server.wait_for_log("Server listening on");
        server.before = server.files();
        server
    }

    /// Waits until sshd has said something.
    pub(super) fn wait_for_log(&mut self, text: &str) {
        let end = Instant::now() + DEADLINE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.log.recv_timeout(left);
            let line =
                line.unwrap_or_else(|_| panic!("sshd did not say {text:?}:\n{}", self.known));
            let _ = writeln!(self.known, "{line}");
            if line.contains(text) {
                return;
            }
        }
    }

    /// Who logs in.
    pub(super) fn user(&self) -> String {
        fs::read_to_string(self.scratch.path().join("user")).unwrap_or_else(|_| "tiers".to_owned())
    }

    fn options(&self) -> Vec<String> {
        let scratch = self.scratch.path().display();
        let mut options: Vec<String> = ["-F", "none"].map(str::to_owned).into();
        for option in [
            "StrictHostKeyChecking=no".to_owned(),
            format!("UserKnownHostsFile={scratch}/known_hosts"),
            "GlobalKnownHostsFile=/dev/null".to_owned(),
            // Nobody is asked for anything.
            "BatchMode=yes".to_owned(),
            "LogLevel=ERROR".to_owned(),
            "IdentitiesOnly=yes".to_owned(),
            "IdentityAgent=none".to_owned(),
            format!("IdentityFile={scratch}/visitor"),
        ] {
            options.extend(["-o".to_owned(), option]);
        }
        options
    }

    /// A client without a terminal: options, then `HOST`, then what is asked.
    pub(super) fn client(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        let port = if program == "ssh" { "-p" } else { "-P" };
        command
            .args([port, &self.port.to_string()])
            .args(self.options());
        let host = format!("{}@127.0.0.1", self.user());
        command.args(
            arguments
                .iter()
                .map(|argument| argument.replace("HOST", &host)),
        );
        command
            .env("HOME", self.scratch.path())
            .stdin(Stdio::null());
        command
    }

    /// What `ssh HOST …` answers.
    pub(super) fn ask(&self, arguments: &[&str]) -> Output {
        finish(self.client("ssh", arguments))
    }

    /// `ssh` in a terminal.
    pub(super) fn terminal(&self, arguments: &[&str]) -> Start {
        self.terminal_at(self.port, arguments)
    }

    /// The same by another way.
    pub(super) fn terminal_at(&self, port: u16, arguments: &[&str]) -> Start {
        let host = format!("{}@127.0.0.1", self.user());
        let mut all = vec!["-p".to_owned(), port.to_string()];
        all.extend(self.options());
        all.extend(
            arguments
                .iter()
                .map(|argument| argument.replace("HOST", &host)),
        );
        Start::of("ssh", self.scratch.path()).args(&all)
    }

    /// The configuration that sshd itself says is in force.
    pub(super) fn effective(&self) -> String {
        fs::read_to_string(self.scratch.path().join("effective")).unwrap()
    }

    /// A path as the account sees it.
    pub(super) fn inside(&self, path: &str) -> PathBuf {
        let root = format!("/proc/{}/root", self.process.id());
        Path::new(&root).join(path.trim_start_matches('/'))
    }

    fn files(&self) -> Files {
        let mut files = Files::new();
        if self.apart {
            for folder in WATCHED {
                list(&self.inside(folder), &mut files);
            }
        }
        files
    }

    /// The browsers that run on the server.
    pub(super) fn sessions(&self) -> Vec<Pid> {
        let program = fs::metadata(PROGRAM).unwrap();
        let is_it = |pid: u32| {
            let Ok(found) = fs::metadata(format!("/proc/{pid}/exe")) else {
                return false;
            };
            (found.dev(), found.ino()) == (program.dev(), program.ino()) && self.is_below(pid)
        };
        let entries = fs::read_dir("/proc").unwrap().filter_map(Result::ok);
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let pids = pids.filter(|pid| is_it(*pid));
        pids.filter_map(|pid| Pid::from_raw(i32::try_from(pid).ok()?))
            .collect()
    }

    fn is_below(&self, pid: u32) -> bool {
        let mut pid = pid;
        while pid > 1 && pid != self.process.id() {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            // The name may hold anything; after its bracket come the state and the parent.
            let rest = stat.rsplit(") ").next().unwrap_or_default();
            pid = rest
                .split(' ')
                .nth(1)
                .and_then(|parent| parent.parse().ok())
                .unwrap_or(0);
        }
        pid == self.process.id()
    }

    /// The one browser that runs.
    pub(super) fn session(&self) -> Pid {
        let sessions = self.sessions();
        assert_eq!(sessions.len(), 1, "one session runs");
        sessions[0]
    }

    /// The names and values of what the browser was told by its environment.
    pub(super) fn environment(&self) -> BTreeMap<String, String> {
        let pid = self.session().as_raw_nonzero();
        let bytes = fs::read(format!("/proc/{pid}/environ")).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let pairs = text.split('\0').filter_map(|pair| pair.split_once('='));
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    /// Asserts that nothing was written and nothing but the browser was reached, once nobody is there any more.
    pub(super) fn assert_untouched(mut self) {
        if !self.apart {
            return;
        }
        for session in self.sessions() {
            wait_for_end(session, DEADLINE);
        }
        let after = self.files();
        let gone = self
            .before
            .iter()
            .filter(|file| after.get(file.0) != Some(file.1));
        let come = after
            .iter()
            .filter(|file| self.before.get(file.0) != Some(file.1));
        let changed: Vec<_> = gone.chain(come).collect();
        assert!(changed.is_empty(), "something was written: {changed:?}");
        let _ = self.process.kill();
        let _ = self.process.wait();
        let Ok(traces) = fs::read_dir(self.scratch.path().join("trace")) else {
            return;
        };
        for trace in traces {
            let trace = fs::read(trace.unwrap().path()).unwrap();
            assert_harmless(&String::from_utf8_lossy(&trace));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if thread::panicking() {
            let said: Vec<String> = self.log.try_iter().collect();
            say(&format!("sshd said:\n{}{}", self.known, said.join("\n")));
        }
    }
}

/// What one process has done, line by line.
fn assert_harmless(trace: &str) {
    let command = page::rules(false);
    let command = command
        .lines()
        .find_map(|line| line.trim().strip_prefix("ForceCommand "));
    let command = command.unwrap();
    let by_shell = format!("execve(\"/bin/sh\", [\"sh\", \"-c\", \"{command}\"]");
    let mut is_ours = false;
    for line in trace.lines() {
        if line.starts_with("execve(") {
            let by_us = line.starts_with(
                "execve(\"/usr/local/bin/nhs-tiers\", [\"/usr/local/bin/nhs-tiers\", \"--kiosk\"",
            );
            let wrapped = ["/prlimit\", [", "/setpriv\", ["]
                .iter()
                .any(|wrapper| line.contains(wrapper));
            let sshd = line.contains("/usr/sbin/sshd\", [");
            // The time limit is another one in one test.
            let shell = line.starts_with(&by_shell) || line.starts_with("execve(\"/bin/sh\", [\"sh\", \"-c\", \"exec /usr/local/bin/nhs-tiers --kiosk --idle-timeout ");
            assert!(
                by_us || sshd || shell || wrapped,
                "something else was run: {line}"
            );
            assert!(!is_ours, "the browser has run something: {line}");
            is_ours = by_us;
            continue;
        }
        let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"]
            .iter()
            .any(|flag| line.contains(flag));
        let opens = line.starts_with("open");
        let device = line.contains("\"/dev/tty\"") || line.contains("\"/dev/null\"");
        let is_done = line.starts_with(|c: char| c.is_ascii_lowercase()) && (!opens || writes);
        assert!(
            !is_ours || !is_done || device,
            "the browser has written: {line}"
        );
    }
}

fn list(folder: &Path, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let Ok(found) = fs::symlink_metadata(&path) else {
            continue;
        };
        if found.is_dir() {
            list(&path, files);
        }
        let seen = (found.len(), found.mtime_nsec(), found.uid(), found.mode());
        files.insert(path, seen);
    }
}

/// Waits for the end of a client that must end.
pub(super) fn finish(mut command: Command) -> Output {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let pid = Pid::from_child(&child);
    let (sender, output) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = output.recv_timeout(DEADLINE) else {
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        panic!("{command:?} does not end");
    };
    output.unwrap()
}

/// Waits for the end of a process that may be anybody's. The answer is how long that took.
pub(super) fn wait_for_end(pid: Pid, within: Duration) -> Duration {
    let begin = Instant::now();
    let Ok(process) = rustix::process::pidfd_open(pid, PidfdFlags::empty()) else {
        return Duration::ZERO;
    };
    let mut fds = [PollFd::new(&process, PollFlags::IN)];
    let ended = rustix::event::poll(&mut fds, Some(&within.try_into().unwrap())).unwrap();
    assert_eq!(ended, 1, "it runs on after {within:?}");
    begin.elapsed()
}

/// The text of an output.
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
