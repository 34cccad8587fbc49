#!/usr/bin/env python3
"""A reader far away: what a key costs over 300 ms of delay, lost packets and 64 kbit/s, through a real sshd.

Two network namespaces are joined by a link that this script is: each packet waits for its turn at the rate, then for the delay, or
is lost. (That is what `tc netem` does; not every kernel has it.) In one of them runs an OpenSSH server, in the other its client, and
the browser is set beside less and fzf on the same content. A key is over when nothing has come for a while; the time counted is that of
its last byte. The connection stands already: the time to the first frame is that of a session within it.

    sudo benches/slow_link.py target/release/nhs-tiers [--delay 150] [--loss 5] [--rate 64000]

Needs Linux, root, iproute2, OpenSSH, less and fzf. It leaves nothing behind.
"""

import argparse
import fcntl
import heapq
import os
import pty
import random
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

SERVER, CLIENT = "10.77.0.2", "10.77.0.1"
# A lost packet is sent again after half a second or so, and that one may be lost too.
SETTLED = 2.5
# What a router keeps before it throws away.
QUEUE = 3.0

OURS = [
    ("step", ["h", "j"] * 6),
    ("search letter", ["/"] + list("strategic") + ["\x7f"] * 3),
    ("", ["\x1b", "\r"]),
    ("page", [" ", " ", " ", "\x02", "\x02", "\x02"] * 2),
]
LESS = [
    ("step", ["j"] * 12),
    ("page", [" ", " ", " ", "b", "b", "b"] * 2),
]
FZF = [
    ("step", ["\x0e"] * 12),
    ("search letter", list("strategic") + ["\x7f"] * 3),
    ("page", ["\x1b[6~", "\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[5~", "\x1b[5~"] * 2),
]


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


class Link:
    """The two namespaces and what lies between them."""

    def __init__(self, delay, loss, rate):
        tag = f"slow{os.getpid()}"
        self.names = [f"{tag}c", f"{tag}s"]
        ends = []
        for name, address in zip(self.names, (CLIENT, SERVER)):
            run("ip", "netns", "add", name)
            end = os.open("/dev/net/tun", os.O_RDWR)
            # TUNSETIFF: a device of packets without a header.
            fcntl.ioctl(end, 0x400454CA, struct.pack("16sH", name.encode(), 0x1001))
            ends.append(end)
            run("ip", "link", "set", name, "netns", name)
            inside = ["ip", "-n", name]
            run(*inside, "link", "set", "lo", "up")
            run(*inside, "addr", "add", f"{address}/24", "dev", name)
            run(*inside, "link", "set", name, "up")
        self.relay = os.fork()
        if self.relay == 0:
            relay(ends, delay, loss, rate)
        for end in ends:
            os.close(end)

    def inside(self, which, *command):
        return ["ip", "netns", "exec", self.names[which], *command]

    def close(self):
        os.kill(self.relay, signal.SIGTERM)
        os.waitpid(self.relay, 0)
        for name in self.names:
            run("ip", "netns", "del", name)


def relay(ends, delay, loss, rate):
    """Hands packets on, late, one after another, or not at all."""
    luck = random.Random(1948)
    free = [0.0, 0.0]
    waiting = []
    number = 0
    while True:
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            _, _, to, packet = heapq.heappop(waiting)
            os.write(ends[to], packet)
        pause = waiting[0][0] - now if waiting else None
        for end in select.select(ends, [], [], pause)[0]:
            packet = os.read(end, 65536)
            way = ends.index(end)
            now = time.monotonic()
            starts = max(now, free[way])
            if starts - now > QUEUE:
                continue
            free[way] = starts + len(packet) * 8 / rate
            if luck.random() >= loss:
                number += 1
                heapq.heappush(waiting, (free[way] + delay, number, 1 - way, packet))


class Session:
    """A command in a terminal of 120 columns and 40 rows."""

    def __init__(self, command):
        self.started = time.monotonic()
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            os.execvp(command[0], command)

    def settle(self, start):
        """Takes what comes. The answer is how much that was, and when its last byte came."""
        count, last = 0, start
        # Until the first byte it may take longer.
        while select.select([self.end], [], [], SETTLED if count else 4 * SETTLED)[0]:
            try:
                data = os.read(self.end, 65536)
            except OSError:
                break
            if not data:
                break
            count += len(data)
            last = time.monotonic()
        return count, last - start

    def press(self, key):
        start = time.monotonic()
        os.write(self.end, key.encode())
        return self.settle(start)

    def close(self):
        os.close(self.end)
        os.waitpid(self.pid, 0)


def measure(name, command, script):
    session = Session(command)
    size, seconds = session.settle(session.started)
    row(name, "first frame", [(size, seconds)])
    for kind, keys in script:
        costs = [session.press(key) for key in keys]
        if kind:
            row(name, kind, costs)
    session.close()


def row(name, kind, costs):
    sizes, times = zip(*costs)
    print(
        f"| {name} | {kind} | {len(costs)} | {statistics.median(sizes):.0f} | {max(sizes)} "
        f"| {statistics.median(times):.2f} | {max(times):.2f} |",
        flush=True,
    )


def main():
    arguments = argparse.ArgumentParser(description="Key times over a slow link that loses packets.")
    arguments.add_argument("program")
    arguments.add_argument("--delay", type=float, default=150, help="milliseconds, each way")
    arguments.add_argument("--loss", type=float, default=5, help="percent of the packets, each way")
    arguments.add_argument("--rate", type=float, default=64000, help="bits a second, each way")
    arguments.add_argument("--only", choices=["nhs-tiers", "less", "fzf"])
    asked = arguments.parse_args()
    program = os.path.abspath(asked.program)
    link = Link(asked.delay / 1000, asked.loss / 100, asked.rate)
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)  # noqa: E731
        for key in ("host", "reader"):
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", at(key))
        settings = {
            "Port": 2222, "HostKey": at("host"), "AuthorizedKeysFile": at("reader.pub"), "PidFile": "none",
            "StrictModes": "no", "UsePAM": "no", "PermitRootLogin": "prohibit-password",
        }
        with open(at("sshd_config"), "w") as file:
            file.writelines(f"{name} {value}\n" for name, value in settings.items())
        # The same content as a text and as a list.
        text = run(program, "export", "--format", "markdown")
        names = sorted({line[2:].strip("# ") for line in text.splitlines() if line.startswith("##")})
        for name, content in (("text", text), ("names", "\n".join(names))):
            with open(at(name), "w") as file:
                file.write(content)
        os.makedirs("/run/sshd", exist_ok=True)
        server = subprocess.Popen(link.inside(1, "/usr/sbin/sshd", "-D", "-f", at("sshd_config")))
        ssh = link.inside(
            0, "ssh", "-tt", "-p", "2222", "-i", at("reader"), "-S", at("mux"), "-o", "ControlMaster=auto", "-o", "ControlPersist=yes",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", f"root@{SERVER}",
        )
        try:
            time.sleep(1)
            start = time.monotonic()
            subprocess.run([*ssh, "true"], check=True, stdin=subprocess.DEVNULL)
            print(f"The connection itself took {time.monotonic() - start:.1f} s.\n")
            print("| program | key | pressed | bytes, median | worst | s to the last byte, median | worst |")
            print("|---|---|--:|--:|--:|--:|--:|")
            commands = [
                ("nhs-tiers", f"env LANG=C.UTF-8 HOME={folder} {program}", OURS),
                ("less", f"less {at('text')}", LESS),
                ("fzf", f"fzf --preview '{program} show {{}}' < {at('names')}", FZF),
            ]
            for name, command, script in commands:
                if asked.only in (None, name):
                    measure(name, [*ssh, command], script)
        finally:
            subprocess.run([*ssh, "-O", "exit"], capture_output=True, check=False)
            server.terminate()
            server.wait()
            link.close()


if __name__ == "__main__":
    sys.exit(main())
