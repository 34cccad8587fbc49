//! Keys in whatever pieces they come, and what is no key.

use super::*;

/// What was sent, as the events would be named; each piece comes in time.
fn named(pieces: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut events: Vec<Event> = pieces
        .iter()
        .flat_map(|piece| decoder.feed(piece))
        .collect();
    while decoder.patience().is_some() {
        events.extend(decoder.settle());
    }
    let names = events.into_iter().map(|event| match event {
        Event::Key(key) => {
            let modifiers = key.modifiers.difference(KeyModifiers::SHIFT);
            let before = modifiers.iter_names().map(|(name, _)| format!("{name}-"));
            before.collect::<String>() + &key.code.to_string()
        }
        Event::Paste(text) => format!("<{text}>"),
        other => format!("{other:?}"),
    });
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_are_what_terminals_send_for_them() {
    for (sent, key) in [
        ("j", "j"),
        ("G", "G"),
        ("é界", "é 界"),
        ("\r", "Enter"),
        ("\t\x1b[Z", "Tab Back Tab"),
        ("\x7f\x08", "Backspace CONTROL-h"),
        (
            "\x03\x1a\x1c\0",
            "CONTROL-c CONTROL-z CONTROL-4 CONTROL-Space",
        ),
        ("\x1b", "Esc"),
        ("\x1b\x1b", "Esc Esc"),
        ("\x1bj", "ALT-j"),
        ("\x1bé", "ALT-é"),
        ("\x1b[A\x1bOA", "Up Up"),
        ("\x1b\x1b[A", "Esc Up"),
        ("\x1b[1;5C", "CONTROL-Right"),
        ("\x1b[1;3D", "ALT-Left"),
        ("\x1b[1~\x1b[7~\x1b[H\x1bOH", "Home Home Home Home"),
        ("\x1b[4~\x1b[8~\x1b[F", "End End End"),
        (
            "\x1b[5~\x1b[6~\x1b[2~\x1b[3~",
            "Page Up Page Down Insert Del",
        ),
        ("\x1bOP\x1b[15~\x1b[24~\x1b[[B", "F1 F5 F12 F2"),
        ("\x1b[97;5u", "CONTROL-a"),
        // Typed fast, not sent by a key.
        ("\x1b[", "ALT-["),
        ("\x1b]j", "ALT-] j"),
        ("\x1b]\x1b]", "ALT-] ALT-]"),
        ("\x1b/sha", "ALT-/ s h a"),
    ] {
        assert_eq!(named(&[sent.as_bytes()]), key, "{sent:?}");
        // A slow link may cut anywhere.
        let pieces: Vec<&[u8]> = sent.as_bytes().chunks(1).collect();
        assert_eq!(named(&pieces), key, "{sent:?} in pieces");
    }
}

#[test]
fn what_nobody_asked_for_is_no_key() {
    for sent in [
        "\x1b[?64;1;2;6;9;15;22c",
        "\x1b[>41;379;0c",
        "\x1b[24;80R",
        "\x1b[0n",
        "\x1b[?2026;2$y",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b]52;c;cXVpdA==\x07",
        "\x1bP>|XTerm(379)\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1bP!|00000000\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[I\x1b[O",
        "\x1b[M !!",
        "\x1b[Mq\x1bq",
        "\x1b[<0;12;7M\x1b[<0;12;7m",
        "\x1b[32;30;40M",
        "\x1b[8;40;120t",
        "\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1q",
        "\u{9b}\u{85}",
    ] {
        assert_eq!(named(&[sent.as_bytes(), b"j"]), "j", "{sent:?}");
        let pieces: Vec<&[u8]> = sent.as_bytes().chunks(1).collect();
        assert_eq!(named(&pieces), "", "{sent:?} in pieces");
    }
    // Latin-1 is not what was agreed on; the letters after it are.
    assert_eq!(named(&[b"\xe9j\xff\xe9\xa0k"]), "j k");
}

#[test]
fn nobody_is_caught_in_what_does_not_end() {
    let endless = ["\x1b]11;rgb:", "\x1bP1$r", "\x1b[200", "\x1b[M!", "\x1b_G"];
    for begun in endless {
        let mut decoder = Decoder::default();
        assert!(decoder.feed(begun.as_bytes()).is_empty());
        assert!(decoder.patience().is_some(), "{begun:?}");
        assert!(decoder.settle().is_empty(), "{begun:?}");
        assert_eq!(decoder.feed(b"j").len(), 1, "{begun:?}");
    }
    for begun in ["\x1b]11;rgb:", "\x1bP1$r", "\x1b[200"] {
        assert_eq!(named(&[begun.as_bytes(), b"\x03"]), "CONTROL-c");
    }
}

#[test]
fn pasted_text_is_one_event_whatever_is_in_it() {
    for (sent, text) in [
        ("\x1b[200~q\r\x03é\x1b[201~", "<q\r\u{3}é>"),
        (
            "\x1b[200~\x1b[201\x1b[A\x1b\x1b[201~j",
            "<\u{1b}[201\u{1b}[A\u{1b}> j",
        ),
        ("\x1b[200~\x1b[201~", "<>"),
    ] {
        assert_eq!(named(&[sent.as_bytes()]), text);
        let pieces: Vec<&[u8]> = sent.as_bytes().chunks(1).collect();
        assert_eq!(named(&pieces), text);
    }
    // The link may have died between.
    assert_eq!(named(&[b"\x1b[200~sha"]), "<sha>");
}

#[test]
fn little_is_kept_of_too_much() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~");
    for _ in 0..100 {
        assert!(decoder.feed("é".repeat(50_001).as_bytes()).is_empty());
    }
    let events = decoder.feed(b"\x1b[201~");
    let [Event::Paste(text)] = &events[..] else {
        panic!("{events:?}");
    };
    assert!(text.len() <= KEPT && text.chars().all(|c| c == 'é'));
    decoder.feed(b"\x1b[");
    decoder.feed("1".repeat(1_000_000).as_bytes());
    assert!(matches!(&decoder.state, State::Sequence(kept) if kept.len() <= PARAMETERS));
}
