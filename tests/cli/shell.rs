//! The manual page and the completions: kept in docs/, made from the definition of the arguments, and printed by the program.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use nhs_tiers::cli;

use super::{err, out, run};

const PROGRAM: &str = "nhs-tiers";

/// What the definition of the arguments cannot know.
const REST: &str = r#".SH "EXIT STATUS"
.TP
0
Answered.
.TP
1
Nothing was found, or the name may mean several things: the candidates are on standard error.
.TP
2
Wrong usage, a filter that is not clear, a data set with faults, or a file that cannot be read or written.
.SH ENVIRONMENT
.TP
NO_COLOR
If it is set to something, nothing is coloured, unless \-\-color or a theme says otherwise.
.TP
TERM, LC_ALL, LC_CTYPE, LANG
What the terminal can show: only ASCII where the locale is not UTF\-8, or on the Linux console.
.TP
XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME
Where the files below are, on Linux.
.SH FILES
.TP
~/.config/nhs\-tiers/config.ron
Theme, glyphs and keys: see \fBnhs\-tiers config\fR.
.TP
~/.local/share/nhs\-tiers/personal.ron
Bookmarks and notes.
.TP
~/.local/state/nhs\-tiers/position.ron
Where you were.
.SH EXAMPLES
.TP
nhs\-tiers show sha
The Strategic Health Authorities.
.TP
nhs\-tiers at "apr 2004" \-\-place sheffield
Who covered Sheffield in April 2004.
.TP
nhs\-tiers compare ics icb
What the difference is.
"#;

/// A section as the maker of manual pages writes it, without its heading.
fn section(render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut page = Vec::new();
    render(&mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    let lines = page.lines().skip_while(|line| !line.starts_with(".SH"));
    let lines: Vec<&str> = lines.skip(1).collect();
    lines.join("\n") + "\n"
}

/// The commands below one, each with what it says of itself. What holds for every command stands above.
fn commands(above: &Command, page: &mut String) {
    for command in above
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
    {
        let global = |argument: &clap::Arg| argument.is_global_set() || argument.get_id() == "help";
        let own = command.clone().mut_args(|argument| {
            let hide = global(&argument);
            argument.hide(hide)
        });
        let name = command.get_bin_name().unwrap().replace('-', "\\-");
        let man = Man::new(own.clone());
        *page += &[".SS \"", &name, "\"\n"].concat();
        *page += &section(|out| man.render_description_section(out));
        *page += ".P\n";
        *page += &section(|out| man.render_synopsis_section(out));
        if own.get_arguments().any(|argument| !argument.is_hide_set()) {
            *page += &section(|out| man.render_options_section(out));
        }
        commands(command, page);
    }
}

/// The one page of the program with all its commands.
fn manual() -> String {
    let mut command = cli::command().disable_help_subcommand(true);
    command.build();
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render_title(&mut page).unwrap();
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    man.render_description_section(&mut page).unwrap();
    man.render_options_section(&mut page).unwrap();
    let mut page = String::from_utf8(page).unwrap();
    page += ".SH COMMANDS\n";
    commands(&command, &mut page);
    page + REST
}

fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    let mut command = cli::command().disable_help_subcommand(true);
    clap_complete::generate(shell, &mut command, PROGRAM, &mut script);
    // clap_complete 4.6 has two names for the same branch where a program has a hyphen: bash would complete no option of a command.
    let script = String::from_utf8(script).unwrap();
    let script = script.replace("nhs__subcmd__tiers", "nhs__tiers");
    // bash would offer files wherever it is given nothing. Only one argument without an option is one: the folder of check.
    let script = script.replace(" -o bashdefault -o default ", " ");
    let check = "        nhs__tiers__subcmd__check)\n            opts=";
    let Some((before, of_check)) = script.split_once(check) else {
        return script;
    };
    let of_check = of_check.replacen("-W \"${opts}\" --", "-W \"${opts}\" -d --", 2);
    [before, check, &of_check].concat()
}

#[test]
fn bash_completes_commands_options_and_their_values() {
    if std::process::Command::new("bash")
        .arg("--version")
        .output()
        .is_err()
    {
        return;
    }
    for (words, completed) in [
        ("nhs-tiers com", "compare completions"),
        ("nhs-tiers at 2004 --ti", "--tier"),
        ("nhs-tiers at 2004 --tier re", "region"),
        ("nhs-tiers config i", "init"),
        ("nhs-tiers functions --function comm", "commissioning"),
        ("nhs-tiers check sr", "src"),
        // No files where names and dates are wanted.
        ("nhs-tiers show sr", ""),
        ("nhs-tiers compare sha sr", ""),
        ("nhs-tiers at 2004 --place sr", "sr"),
        ("nhs-tiers --open sr", "sr"),
    ] {
        let line = r#"source /dev/stdin <<< "$("$0" completions bash)"; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _nhs__tiers nhs-tiers "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"; echo ${COMPREPLY[@]}"#;
        let output = std::process::Command::new("bash")
            .args(["-c", line, super::PROGRAM, words])
            .output()
            .unwrap();
        assert_eq!(out(&output).trim(), completed, "{words}: {}", err(&output));
    }
}

#[test]
fn the_manual_page_and_the_completions_are_fresh_and_are_what_is_printed() {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test is told by the environment to rewrite a page"
    )]
    let update = std::env::var_os("UPDATE_CLI").is_some();
    for (file, fresh, asked) in [
        ("nhs-tiers.1", manual(), &["man"][..]),
        (
            "shell/nhs-tiers.bash",
            completions(Shell::Bash),
            &["completions", "bash"],
        ),
        (
            "shell/_nhs-tiers",
            completions(Shell::Zsh),
            &["completions", "zsh"],
        ),
        (
            "shell/nhs-tiers.fish",
            completions(Shell::Fish),
            &["completions", "fish"],
        ),
    ] {
        let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(file);
        if update {
            fs::write(&path, &fresh).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let stale = "is stale: run UPDATE_CLI=1 cargo test --test cli";
        assert!(kept == fresh, "docs/{file} {stale}");
        // The program has the page of the build, which an update changes only afterwards.
        if !update {
            let output = run(asked);
            assert_eq!((err(&output), output.status.code()), ("", Some(0)));
            assert!(out(&output) == kept, "{asked:?}");
        }
    }
}
