//! The kiosk behind a real OpenSSH server, configured as docs/kiosk.md says: what a visitor gets, and what nobody gets.
//!
//! With root (and `unshare`, `strace`) everything runs in a world of its own that this machine does not see; without, what can be tried
//! with the account that runs the tests. What is skipped is said on stderr.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rstest::rstest;

#[path = "ssh/page.rs"]
mod page;
#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "the tests of the browser use more of it")]
mod pty;
#[path = "ssh/server.rs"]
mod server;

use pty::*;
use server::*;

/// A link that has died ends the session within this.
const AT_ONCE: Duration = Duration::from_secs(1);

fn closed() -> Option<Server> {
    Setup::new(Sshd::Own, Account::Closed).start()
}

/// The browser of a visitor, on its first frame.
fn visit(server: &Server, arguments: &[&str]) -> Terminal {
    let mut terminal = server.terminal(arguments).open();
    terminal.wait_for(NOTHING_IS_KEPT);
    terminal
}

#[rstest]
#[case(Sshd::Own, Account::Public)]
#[case(Sshd::Own, Account::Closed)]
#[case(Sshd::Beside, Account::Public)]
#[case(Sshd::Beside, Account::Closed)]
fn what_is_documented_is_in_force(#[case] sshd: Sshd, #[case] account: Account) {
    let Some(server) = Setup::new(sshd, account).start() else {
        return;
    };
    let effective = server.effective();
    let rules = page::rules(account == Account::Closed);
    for line in rules.lines().filter_map(|line| line.strip_prefix("    ")) {
        let (name, value) = line.split_once(' ').unwrap();
        let seconds = match value {
            "1m" => "60",
            value => value,
        };
        let wanted = format!("{} {seconds}", name.to_lowercase());
        let given = |line: &str| {
            let keys =
                wanted.starts_with("authorizedkeysfile /") || wanted.starts_with("forcecommand");
            line.eq_ignore_ascii_case(&wanted) || (!server.apart && keys && line.starts_with(name))
        };
        assert!(
            !server.apart || effective.lines().any(given),
            "{wanted:?} is not in force:\n{effective}"
        );
    }
    for never in ["permituserenvironment yes", "allowtcpforwarding yes"] {
        assert!(!effective.contains(never), "{never}");
    }
}

#[rstest]
#[case(Sshd::Own, Account::Public)]
#[case(Sshd::Own, Account::Closed)]
#[case(Sshd::Beside, Account::Public)]
fn a_visitor_browses_searches_copies_resizes_and_leaves(
    #[case] sshd: Sshd,
    #[case] account: Account,
) {
    let Some(server) = Setup::new(sshd, account).start() else {
        return;
    };
    let mut terminal = visit(&server, &["HOST"]);
    terminal.wait_for_all(&[TODAY, "Integrated Care Board (ICB)"]);
    terminal.send("/sha");
    terminal.wait_for("all 1");
    terminal.send(ENTER);
    terminal.wait_for("As at 31 Mar 2013: its last day");
    terminal.send("y");
    terminal.wait_for("Sent to the terminal's clipboard");
    let sent = terminal.sent();
    let copied = decoded(between(&sent, "\x1b]52;c;", "\x07"));
    assert!(copied.starts_with("Strategic Health Authority"), "{copied}");
    terminal.resize(80, 24);
    terminal.wait_for_frame("Strategic Health Authority");
    terminal.send("b'");
    terminal.wait_for("body · 2002");
    terminal.send("qa");
    terminal.wait_for("A kiosk keeps no notes");
    terminal.quit();
    server.assert_untouched();
}

#[test]
fn a_public_account_asks_nobody_and_a_closed_one_lets_in_only_who_has_a_key() {
    if let Some(server) = Setup::new(Sshd::Own, Account::Public).start() {
        let none = ["-o", "PreferredAuthentications=none", "HOST", "at", "2004"];
        assert!(server.ask(&none).status.success());
    }
    let Some(server) = closed() else { return };
    let scratch = server.scratch.path().display().to_string();
    assert!(server.ask(&["HOST", "at", "2004"]).status.success());
    fs::rename(format!("{scratch}/visitor"), format!("{scratch}/kept")).unwrap();
    fs::rename(format!("{scratch}/stranger"), format!("{scratch}/visitor")).unwrap();
    fs::remove_file(format!("{scratch}/visitor.pub")).unwrap();
    let refused = server.ask(&["HOST", "at", "2004"]);
    assert_eq!(refused.status.code(), Some(255));
    assert!(text(&refused.stderr).contains("Permission denied (publickey)"));
}

#[test]
fn a_reading_command_is_answered_with_a_terminal_and_without() {
    let Some(server) = closed() else { return };
    for (asked, code, says) in [
        ("at 2004", 0, "Strategic Health Authorit"),
        ("show sha --format json", 0, "\"schema\": 1"),
        ("timeline", 0, "REGION"),
        ("search stategic helth", 0, "Strategic Health Authority"),
        ("compare 'strategic health authority' icb", 0, "Standing"),
        ("show qqzzxx", 1, "Nothing is called"),
        ("at soon", 2, "is not a date"),
        ("help", 0, "Usage:"),
        ("show --help", 0, "--format"),
    ] {
        let output = server.ask(&["HOST", asked]);
        assert_eq!(output.status.code(), Some(code), "{asked}");
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(said.contains(says), "{asked}: {said}");
        let mut terminal = server.terminal(&["-t", "HOST", asked]).size(120, 250).run();
        assert_eq!(
            terminal.exit_code(),
            u32::try_from(code).unwrap(),
            "{asked}"
        );
        let seen = bare(&terminal.sent());
        assert!(seen.contains(says), "{asked}: {seen}");
    }
    server.assert_untouched();
}

#[test]
fn a_visitor_says_how_the_browser_opens() {
    let Some(server) = closed() else { return };
    let asked = ["-t", "HOST", "--", "--at", "2004", "--ascii"];
    let mut terminal = server.terminal(&asked).open();
    terminal.wait_for_all(&["as at 1 Apr 2004", "kiosk - nothing is kept"]);
    terminal.quit();
    server.assert_untouched();
}

#[test]
fn without_a_terminal_and_a_command_it_says_how() {
    let Some(server) = closed() else { return };
    let output = server.ask(&["-T", "HOST"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("`ssh -t HOST`"));
    for term in ["dumb", ""] {
        let mut dumb = server.terminal(&["HOST"]).env("TERM", term).run();
        assert_eq!(dumb.exit_code(), 2);
        assert!(dumb.sent().contains("`ssh -t HOST -- --plain`"));
    }
    server.assert_untouched();
}

#[test]
fn a_visitor_may_have_it_line_by_line() {
    let Some(server) = closed() else { return };
    let asked = ["-t", "HOST", "--", "--plain"];
    let mut terminal = server.terminal(&asked).env("TERM", "dumb").run();
    terminal.wait_for("> ");
    terminal.send("show sha\r");
    terminal.wait_for("Strategic Health Authority");
    terminal.send("bookmark\r");
    terminal.wait_for("Bookmarked");
    terminal.send("quit\r");
    assert_eq!(terminal.exit_code(), 0);
    assert!(!terminal.sent().contains('\x1b'));
    server.assert_untouched();
}

#[test]
fn who_presses_no_key_is_warned_and_sent_home() {
    let setup = Setup::new(Sshd::Own, Account::Closed);
    let Some(server) = setup
        .sooner("--idle-timeout 30m", "--idle-timeout 4s")
        .start()
    else {
        return;
    };
    let mut terminal = visit(&server, &["HOST"]);
    terminal.wait_for("This session ends in 2 seconds");
    assert_eq!(terminal.exit_code(), 0);
    assert!(
        terminal
            .screen()
            .contains("no key was pressed for 4 seconds")
    );
    server.assert_untouched();
}

#[test]
fn a_client_that_is_killed_ends_the_session_at_once() {
    let Some(server) = closed() else { return };
    let terminal = visit(&server, &["HOST"]);
    let session = server.session();
    terminal.signal("KILL");
    wait_for_end(session, AT_ONCE);
    drop(terminal);
    server.assert_untouched();
}

/// A wire between client and server that can be cut: then nothing arrives any more, and nobody is told.
fn wire(to: u16) -> (u16, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let cut = Arc::new(AtomicBool::new(false));
    let is_cut = Arc::clone(&cut);
    thread::spawn(move || {
        let (near, _) = listener.accept().unwrap();
        let far = TcpStream::connect(("127.0.0.1", to)).unwrap();
        let ends = [(near.try_clone(), far.try_clone()), (Ok(far), Ok(near))];
        for (from, to) in ends {
            let (mut from, mut to) = (from.unwrap(), to.unwrap());
            let is_cut = Arc::clone(&is_cut);
            thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(length @ 1..) = from.read(&mut buffer) {
                    if !is_cut.load(Ordering::SeqCst) && to.write_all(&buffer[..length]).is_err() {
                        break;
                    }
                }
                // Held until the test is over: a socket that closes would tell.
                if is_cut.load(Ordering::SeqCst) {
                    thread::park();
                }
                let _ = to.shutdown(Shutdown::Both);
            });
        }
    });
    (port, cut)
}

#[test]
fn a_network_that_is_cut_ends_the_session_after_the_questions_of_sshd() {
    let setup = Setup::new(Sshd::Own, Account::Closed);
    let Some(server) = setup
        .sooner("ClientAliveInterval 15", "ClientAliveInterval 1")
        .start()
    else {
        return;
    };
    let (port, cut) = wire(server.port);
    let mut terminal = server.terminal_at(port, &["HOST"]).open();
    terminal.wait_for(NOTHING_IS_KEPT);
    let session = server.session();
    cut.store(true, Ordering::SeqCst);
    wait_for_end(session, DEADLINE);
    terminal.signal("KILL");
    drop(terminal);
    server.assert_untouched();
}

#[rstest]
#[case(Sshd::Own)]
#[case(Sshd::Beside)]
fn nothing_is_run_but_what_reads(#[case] sshd: Sshd) {
    let Some(server) = Setup::new(sshd, Account::Closed).start() else {
        return;
    };
    let long = format!("show {}", "sha ".repeat(25_000));
    for asked in [
        "sh",
        "sh -i",
        "/bin/sh",
        "bash -c 'touch /tmp/escaped'",
        "exec sh",
        "id; at 2004",
        "at 2004; sh",
        "at 2004 && sh",
        "at 2004 | sh",
        "at 2004 > /tmp/escaped",
        "$(id)",
        "`id`",
        "at $(touch /tmp/escaped)",
        "show sha\nsh",
        "\nsh",
        "'; sh; '",
        "\"",
        "--kiosk",
        "--data /etc",
        "show sha --data /etc",
        "at 2004 --idle-timeout 9h",
        "export --format json",
        "export --format json --output /tmp/escaped",
        "timeline --format svg --output /tmp/escaped",
        "timeline -o /tmp/escaped",
        "check /etc",
        "config init",
        "config path",
        "completions bash",
        "man",
        "scp -t /tmp",
        "scp -f /etc/passwd",
        "/usr/lib/openssh/sftp-server",
        "sftp-server",
        "internal-sftp",
        "rsync --server -e.iLsfxC . /tmp",
        "git-upload-pack /",
        "mosh-server new",
        "\u{9b}2J\u{7}",
        &long,
    ] {
        let output = server.ask(&["HOST", "--", asked]);
        let (said, name) = (text(&output.stderr), asked.get(..40).unwrap_or(asked));
        assert_eq!(output.status.code(), Some(2), "{name:?}: {said}");
        assert_eq!(text(&output.stdout), "", "{name:?}");
        assert!(
            said.starts_with("error: ") && said.lines().count() == 1 && said.len() < 400,
            "{name:?}: {said}"
        );
    }
    for asked in [
        &["-t", "HOST", "sh"][..],
        &["-t", "HOST", "sh", "-i"],
        &["-tt", "HOST", "/bin/sh", "-i"],
    ] {
        let mut terminal = server.terminal(asked).run();
        assert_eq!(terminal.exit_code(), 2, "{asked:?}");
        assert!(
            terminal.sent().contains("unrecognized subcommand"),
            "{}",
            terminal.sent()
        );
    }
    server.assert_untouched();
}

#[rstest]
#[case(Sshd::Own)]
#[case(Sshd::Beside)]
fn no_file_is_copied_in_or_out(#[case] sshd: Sshd) {
    let Some(server) = Setup::new(sshd, Account::Closed).start() else {
        return;
    };
    let here = server.scratch.path().join("mine");
    fs::write(&here, "mine").unwrap();
    let (here, got) = (
        here.display().to_string(),
        server.scratch.path().join("got"),
    );
    let to = got.display().to_string();
    for arguments in [
        &["-O", &here, "HOST:/tmp/escaped"][..],
        &["-s", &here, "HOST:/tmp/escaped"],
        &["-O", "HOST:/etc/passwd", &to],
        &["-s", "HOST:/etc/passwd", &to],
    ] {
        let output = finish(server.client("scp", arguments));
        assert!(!output.status.success(), "scp {arguments:?}");
    }
    let output = finish(server.client("sftp", &["HOST:/etc/passwd", &to]));
    assert!(!output.status.success());
    for subsystem in ["sftp", "internal-sftp", "netconf", "sh"] {
        let output = server.ask(&["-s", "HOST", subsystem]);
        assert!(!output.status.success(), "{subsystem}");
        assert_eq!(text(&output.stdout), "", "{subsystem}");
    }
    assert!(!got.exists());
    server.assert_untouched();
}

#[rstest]
#[case(Sshd::Own)]
#[case(Sshd::Beside)]
fn nothing_is_forwarded(#[case] sshd: Sshd) {
    let Some(server) = Setup::new(sshd, Account::Closed).start() else {
        return;
    };
    let aim = TcpListener::bind("127.0.0.1:0").unwrap();
    aim.set_nonblocking(true).unwrap();
    let aimed = aim.local_addr().unwrap().to_string();
    let output = server.ask(&["-W", &aimed, "HOST"]);
    assert_eq!(output.status.code(), Some(255), "-W");
    for (kind, spec) in [
        ("-R", format!("0:{aimed}")),
        ("-R", format!("/tmp/escaped.sock:{aimed}")),
        ("-R", "0".to_owned()),
    ] {
        let output = server.ask(&["-o", "ExitOnForwardFailure=yes", "-N", kind, &spec, "HOST"]);
        assert_eq!(output.status.code(), Some(255), "{kind} {spec}");
    }
    let output = server.ask(&[
        "-o",
        "Tunnel=point-to-point",
        "-w",
        "any:any",
        "-o",
        "ExitOnForwardFailure=yes",
        "-N",
        "HOST",
    ]);
    assert!(!output.status.success(), "-w");
    for dynamic in [false, true] {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port()
            .to_string();
        let spec = format!("{port}:{aimed}");
        let kind = if dynamic {
            ["-D", &port]
        } else {
            ["-L", &spec]
        };
        let mut client = server.client(
            "ssh",
            &[
                "-v",
                "-o",
                "LogLevel=DEBUG1",
                "-N",
                kind[0],
                kind[1],
                "HOST",
            ],
        );
        let mut client = client
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = client.stderr.take().unwrap();
        wait_for_text(&mut said, "Entering interactive session");
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        if dynamic {
            // SOCKS 5 without a password, then: connect to the aim.
            let number = aim.local_addr().unwrap().port().to_be_bytes();
            stream
                .write_all(&[5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, number[0], number[1]])
                .unwrap();
        } else {
            stream.write_all(b"hello").unwrap();
        }
        let mut answer = Vec::new();
        // Closed or reset: either way nothing came from the aim.
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.len() <= 12, "{kind:?}: {answer:?}");
        client.kill().unwrap();
        client.wait().unwrap();
    }
    assert_eq!(
        aim.accept().unwrap_err().kind(),
        ErrorKind::WouldBlock,
        "the aim was reached"
    );
    server.assert_untouched();
}

/// Reads until a text has come.
fn wait_for_text(from: &mut impl Read, wanted: &str) {
    let mut seen = Vec::new();
    let mut byte = [0];
    while !text(&seen).contains(wanted) {
        assert_eq!(from.read(&mut byte).unwrap(), 1, "{}", text(&seen));
        seen.push(byte[0]);
    }
}

#[rstest]
#[case(Sshd::Own)]
#[case(Sshd::Beside)]
fn no_variable_and_no_agent_comes_along(#[case] sshd: Sshd) {
    let options = "environment=\"LD_PRELOAD=/tmp/escaped.so\",environment=\"PATH=/tmp\",command=\"/bin/sh -i\",agent-forwarding,port-forwarding,X11-forwarding,user-rc,pty ";
    let Some(server) = Setup::new(sshd, Account::Closed)
        .key_options(options)
        .start()
    else {
        return;
    };
    let mut arguments = vec!["-A", "-o", "ForwardX11=yes", "-o", "ForwardX11Trusted=yes"];
    let set = "SetEnv=LD_PRELOAD=/tmp/escaped.so PATH=/tmp BASH_ENV=/tmp/escaped ENV=/tmp/escaped HOME=/tmp XDG_CONFIG_HOME=/tmp SSH_ORIGINAL_COMMAND=sh LC_ALL=C.UTF-8 LC_ESCAPED=1 TMUX=/tmp/escaped";
    arguments.extend(["-o", set, "-o", "SendEnv=LD_*", "HOST"]);
    let start = server
        .terminal(&arguments)
        .env("DISPLAY", ":99")
        .env("LD_BIND_NOT", "1");
    let mut terminal = start.open();
    terminal.wait_for(NOTHING_IS_KEPT);
    let environment = server.environment();
    let known = [
        "LANG",
        "LC_ALL",
        "USER",
        "LOGNAME",
        "HOME",
        "PATH",
        "SHELL",
        "TERM",
        "MAIL",
        "PWD",
        "OLDPWD",
        "_",
        "SHLVL",
        "SSH_CLIENT",
        "SSH_CONNECTION",
        "SSH_TTY",
        "MOTD_SHOWN",
    ];
    for (name, value) in &environment {
        let beside = sshd == Sshd::Beside
            && (name.starts_with("LC_")
                || name.starts_with("XDG_SESSION")
                || name == "XDG_RUNTIME_DIR");
        // The shell of whoever runs the tests may set some of its own: bash reads .bashrc even here.
        let own = !server.apart
            && !["LD_PRELOAD", "BASH_ENV", "ENV", "DISPLAY", "SSH_AUTH_SOCK"]
                .contains(&name.as_str());
        assert!(
            known.contains(&name.as_str()) || beside || own,
            "{name}={value}"
        );
        assert!(!value.contains("/tmp/escaped"), "{name}={value}");
    }
    assert!(environment["HOME"] != "/tmp" && environment["PATH"] != "/tmp");
    assert_eq!(environment["LANG"], "C.UTF-8");
    terminal.send("q");
    // The client tells that X11 was refused.
    assert_eq!(terminal.exit_code(), 0);
    server.assert_untouched();
}

#[test]
fn files_in_a_home_that_was_not_kept_clean_change_nothing() {
    // An administrator forgot the first line of the page, and somebody has had the run of the home.
    let traps = r#"chown tiers /srv/tiers
        mkdir /srv/tiers/.ssh
        for file in .ssh/rc .profile .bash_profile .bashrc .bash_login .hushlogin .shrc; do
            echo 'touch /tmp/escaped; exec /bin/sh -i' > /srv/tiers/$file
            chmod 755 /srv/tiers/$file
        done
        for file in .ssh/environment .pam_environment; do
            printf 'LD_PRELOAD=/tmp/escaped.so\nPATH=/tmp\nENV=/srv/tiers/.shrc\n' > /srv/tiers/$file
        done
        mkdir -p /srv/tiers/.config/nhs-tiers
        echo '(theme: "nonsense"' > /srv/tiers/.config/nhs-tiers/config.ron
        chown -R tiers /srv/tiers"#;
    let setup = Setup::new(Sshd::Own, Account::Public).also(traps);
    let Some(server) = setup.start() else { return };
    let mut terminal = visit(&server, &["HOST"]);
    let environment = server.environment();
    assert!(!environment.contains_key("LD_PRELOAD") && !environment.contains_key("ENV"));
    assert!(!environment["PATH"].contains("/tmp"));
    assert!(!terminal.screen().contains("defaults are in force"));
    terminal.send("b");
    terminal.wait_for("Bookmarked");
    terminal.quit();
    server.assert_untouched();
}

#[test]
fn a_name_of_a_terminal_can_be_anything() {
    let Some(server) = closed() else { return };
    let long = "x".repeat(100_000);
    for term in [
        "$(id)",
        "'; sh; '",
        "../../../../etc/passwd",
        "\u{1b}]52;c;\u{7}",
        &long,
    ] {
        let mut terminal = server.terminal(&["HOST"]).env("TERM", term).open();
        terminal.wait_for("kiosk");
        terminal.quit();
    }
    server.assert_untouched();
}

#[test]
fn no_key_leads_anywhere_but_out() {
    let Some(server) = closed() else { return };
    let mut terminal = visit(&server, &["HOST"]);
    terminal.send(CTRL_Z);
    terminal.wait_for("There is no shell behind a kiosk");
    // A line's first ~B is a break, for the client; the terminal of the server hears it.
    terminal.send("\r~B");
    terminal.send("qg1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    assert_eq!(server.sessions().len(), 1);
    terminal.send("?");
    terminal.wait_for("What the signs mean");
    terminal.send("G");
    terminal.wait_for("Out at once");
    assert!(
        !terminal.screen().contains("Suspend") && !terminal.screen().contains("note of your own")
    );
    terminal.send("qq");
    assert_eq!(terminal.exit_code_after_restoring(), 0);
    for out in [CTRL_C, "\x1c"] {
        let mut terminal = visit(&server, &["HOST"]);
        terminal.send(out);
        assert_eq!(terminal.exit_code_after_restoring(), 0);
    }
    server.assert_untouched();
}

/// Bytes that look like chance, always the same.
fn noise(length: usize) -> impl Iterator<Item = u8> {
    let mut state: u32 = 2_463_534_242;
    let step = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    };
    std::iter::repeat_with(step).take(length)
}

#[test]
fn a_flood_of_keys_ends_the_session_at_worst() {
    let Some(server) = closed() else { return };
    // What leaves is left out: q, Ctrl-C, Ctrl-\. It has to live through the rest.
    let mut terminal = visit(&server, &["-e", "none", "HOST"]);
    let stays = noise(1 << 13).filter(|byte| !matches!(byte, b'q' | 3 | 0x1c));
    let stays: Vec<u8> = stays.collect();
    terminal.flood(&stays);
    // What was begun is closed, whatever it was.
    terminal.send("\x1b[201~");
    terminal.send(&"\x1b[D\x15\x7f\x1b[D".repeat(40));
    terminal.send(CTRL_C);
    // An unoptimised program may be busy for long, but not without a frame.
    while terminal.receive(Duration::from_secs(3)).is_ok() {}
    assert_eq!(terminal.exit_code_after_restoring(), 0);
    let mut terminal = visit(&server, &["-e", "none", "HOST"]);
    terminal.flood(&noise(1 << 20).collect::<Vec<u8>>());
    terminal.exit_code();
    server.assert_untouched();
}

#[test]
fn one_connection_is_one_session() {
    let Some(server) = closed() else { return };
    let socket = server.scratch.path().join("master").display().to_string();
    let mut terminal = visit(&server, &["-M", "-S", &socket, "HOST"]);
    let second = server.ask(&[
        "-S",
        &socket,
        "-o",
        "ProxyCommand=false",
        "HOST",
        "show",
        "sha",
    ]);
    assert_eq!(
        (second.status.code(), text(&second.stdout)),
        (Some(255), String::new())
    );
    assert!(
        text(&second.stderr).contains("Session open refused by peer"),
        "{}",
        text(&second.stderr)
    );
    assert_eq!(server.sessions().len(), 1);
    terminal.quit();
    server.assert_untouched();
}

#[test]
fn who_asks_for_nothing_gets_nothing_and_does_not_stay() {
    let setup = Setup::new(Sshd::Own, Account::Closed);
    let Some(server) = setup
        .sooner("UnusedConnectionTimeout 1m", "UnusedConnectionTimeout 1s")
        .start()
    else {
        return;
    };
    let output = server.ask(&["-N", "HOST"]);
    assert_eq!(output.status.code(), Some(255));
    assert_eq!(server.sessions(), []);
    server.assert_untouched();
}
