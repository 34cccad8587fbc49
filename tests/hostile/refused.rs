//! A data set with such text in it is refused, with its place, the character and the cure; and what says so is sound itself.

use super::*;

/// A file of places, with one text in it at a known column.
fn overlay(inside: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sources.ron");
    fs::write(
        &path,
        format!("[\n    Source(id: \"mine\", kind: Official, title: \"ab{inside}cd\"),\n]\n"),
    )
    .unwrap();
    (folder, path)
}

#[rstest]
#[case("\u{1b}", "U+001B (escape), which may drive a terminal")]
#[case("\u{7}", "U+0007 (bell), which may drive a terminal")]
#[case("\u{9b}", "U+009B (control sequence introducer)")]
#[case("\u{7f}", "U+007F (delete)")]
#[case(
    "\u{202e}",
    "U+202E (right-to-left override), which turns the direction of text"
)]
#[case("\u{2067}", "U+2067 (right-to-left isolate)")]
#[case("\u{200e}", "U+200E (left-to-right mark)")]
#[case("\u{61c}", "U+061C (Arabic letter mark)")]
#[case("\u{200b}", "U+200B (zero width space), which cannot be seen")]
#[case("\u{feff}", "U+FEFF (byte order mark), which cannot be seen")]
#[case("\u{ad}", "U+00AD (soft hyphen)")]
#[case("\u{e0041}", "U+E0041 (tag)")]
#[case("\u{fe0f}", "U+FE0F (variation selector)")]
#[case("\u{200d}", "U+200D (zero width joiner)")]
#[case("\u{2028}", "U+2028 (line separator), which breaks a line")]
#[case(
    " \u{301}",
    "U+0301, a combining mark on no letter or on too many marks"
)]
#[case("\u{fffe}", "U+FFFE, which is no character")]
fn text_that_does_harm_is_refused_with_its_place_and_cure(#[case] mark: &str, #[case] says: &str) {
    let (folder, path) = overlay(mark);
    let dir = folder.path().to_str().unwrap();
    let output = run(&["check", dir]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stdout);
    let line = fs::read_to_string(&path).unwrap();
    let line = line.lines().nth(1).unwrap();
    let before = line.split_once(mark).unwrap().0;
    let column = before.chars().count() + mark.chars().count();
    let expected = format!("{}:2:{column}: text holds {says}", path.display());
    assert!(said.starts_with(&expected), "{said}\nis not\n{expected}");
    assert!(
        said.contains("take it out, or write what it stands for"),
        "{said}"
    );
    is_clean_output(says, &output);
    // Nor is anything answered from it.
    let output = run(&["--data", dir, "show", "sha"]);
    assert_eq!((text(&output.stdout), output.status.code()), ("", Some(2)));
    // Written as an escape it is the same, on that line.
    let escape: String = mark
        .chars()
        .map(|c| c.escape_unicode().to_string())
        .collect();
    let (folder, path) = overlay(&escape);
    let output = run(&["check", folder.path().to_str().unwrap()]);
    let said = text(&output.stdout);
    assert!(
        said.starts_with(&format!("{}:2:", path.display())),
        "{said}"
    );
    assert!(
        said.contains(says) && said.contains("take it out"),
        "{said}"
    );
}

#[test]
fn what_people_write_is_accepted_and_shown() {
    let word = "nai\u{308}ve Ynys Môn 👩\u{200d}⚕\u{fe0f} שלום";
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/overlay");
    let folder = TempDir::new().unwrap();
    for file in nhs_tiers::store::read_data_set(&example).unwrap() {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = file.text.unwrap();
        fs::write(
            path,
            text.replace("Example North", &format!("Example {word} North")),
        )
        .unwrap();
    }
    let dir = folder.path().to_str().unwrap();
    let output = run(&["check", dir]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let output = run(&["--data", dir, "search", "example"]);
    assert!(text(&output.stdout).contains(word), "{output:?}");
}

#[test]
fn a_remark_that_would_mislead_is_refused_too_and_no_flood_of_them_is_printed() {
    let folder = TempDir::new().unwrap();
    let text_of = "// \u{202e}x\n".repeat(100_000);
    fs::write(folder.path().join("sources.ron"), format!("{text_of}[]")).unwrap();
    let output = run(&["check", folder.path().to_str().unwrap()]);
    assert!(text(&output.stdout).contains(":1:4: text holds U+202E"));
    assert!(text(&output.stdout).lines().count() < 300);
}

#[test]
fn names_of_files_are_spelt_out() {
    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("\u{202e}x\u{200b}");
    for name in [
        "places/a\u{1b}[6n\u{200b}.ron",
        "bodies/\u{202e}x.ron",
        "\u{9b}6n.ron",
    ] {
        let path = inner.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "[(\u{1b}").unwrap();
    }
    let dir = inner.to_str().unwrap();
    for arguments in [
        &["check", dir][..],
        &["--data", dir, "at", "1990"],
        &["--data", dir, "doctor"],
        &["--data", dir, "--plain"],
    ] {
        let output = run(arguments);
        is_clean_output(arguments[0], &output);
    }
    let output = run(&["check", dir]);
    assert!(
        text(&output.stdout).contains("a\\u{1b}[6n\\u{200b}.ron"),
        "{output:?}"
    );
}

#[test]
fn a_file_may_be_called_anything_and_is_found_all_the_same() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("pass\u{ad}word\u{200b}\u{feff}");
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("sources.ron"), "[]").unwrap();
    let output = run(&["check", dir.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}
