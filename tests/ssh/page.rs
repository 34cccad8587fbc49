//! What docs/kiosk.md tells an administrator to do, taken from the page itself.

const PAGE: &str = include_str!("../../docs/kiosk.md");

/// The first block of this language that has a line in it.
fn block(language: &str, line: &str) -> &'static str {
    let opening = format!("```{language}\n");
    let mut blocks = PAGE.split(opening.as_str()).skip(1);
    let of_it = |rest: &'static str| rest.split("```").next().unwrap();
    blocks
        .by_ref()
        .map(of_it)
        .find(|block| block.lines().any(|one| one.contains(line)))
        .unwrap_or_else(|| panic!("docs/kiosk.md has no block of {language} with {line:?}"))
}

/// The commands that make an account, public or closed.
pub(super) fn commands(closed: bool) -> String {
    let kind = if closed {
        block("sh", "usermod")
    } else {
        block("sh", "passwd --delete")
    };
    format!("{}{kind}", block("sh", "useradd"))
}

/// `/etc/ssh/tiers.conf`, for a public account or a closed one.
pub(super) fn rules(closed: bool) -> String {
    let public = block("sshd_config", "Match User tiers");
    if !closed {
        return public.to_owned();
    }
    let instead = block("sshd_config closed", "AuthenticationMethods");
    let name = |line: &str| line.split_whitespace().next().map(str::to_owned);
    let mut lines: Vec<&str> = public.lines().collect();
    lines.retain(|line| instead.lines().all(|other| name(other) != name(line)));
    let end = lines.iter().position(|line| *line == "Match all").unwrap();
    lines.splice(end..end, instead.lines());
    lines.join("\n") + "\n"
}

/// `/etc/ssh/tiers_sshd_config`.
pub(super) fn own_sshd() -> &'static str {
    block("sshd_config", "AllowUsers tiers")
}

/// What the system's `sshd_config` ends with.
pub(super) fn include() -> &'static str {
    let mut lines = PAGE.lines().filter_map(|line| line.strip_prefix("    "));
    lines.find(|line| line.starts_with("Include ")).unwrap()
}

/// The value of a line of the systemd unit.
pub(super) fn unit(name: &str) -> &'static str {
    let lines = block("ini", "tiers-sshd.service").lines();
    let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    values.next().unwrap()
}
