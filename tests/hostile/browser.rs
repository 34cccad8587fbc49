//! A real browser opens what was exported of the hostile data: nothing in it runs.

use super::*;

/// Where Debian, and others, have it.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What a browser makes of a file: the document after its scripts have run. Nothing where there is no browser.
fn opened(name: &str, page: &[u8]) -> Option<String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, page).unwrap();
    for browser in BROWSERS {
        let run = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
            ])
            .args([
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ))
            .arg("--dump-dom")
            .arg(format!("file://{}", path.display()))
            .env("HOME", folder.path())
            .stdin(Stdio::null())
            .output();
        if let Ok(output) = run {
            let dom = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                !dom.is_empty(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            return Some(dom);
        }
    }
    println!("skipped: there is no {}", BROWSERS.join(", and no "));
    None
}

fn title(dom: &str) -> &str {
    let (_, behind) = dom
        .split_once("<title>")
        .unwrap_or_else(|| panic!("no title in {dom:.200}"));
    behind.split_once("</title>").unwrap().0
}

fn nothing_ran(dom: &str, expected: &str) {
    assert_eq!(title(dom), expected);
    for tag in ["<script", "<img", "onerror=\"", "href=\"javascript"] {
        assert!(!dom.contains(tag), "{tag}");
    }
    assert!(dom.contains("PWN"));
}

#[test]
fn the_tests_would_see_what_runs() {
    let page = b"<!DOCTYPE html><title>sound</title><p>x</p><script>document.title='PWN'</script>";
    if let Some(dom) = opened("page.html", page) {
        assert_eq!(title(&dom), "PWN");
    }
}

#[test]
fn nothing_in_the_whole_document_runs() {
    let mut page = Vec::new();
    report::document_as_html(hostile(), &mut page).unwrap();
    let page = text(&page);
    let expected = title(page).to_owned();
    if let Some(dom) = opened("whole.html", page.as_bytes()) {
        nothing_ran(&dom, &expected);
    }
    // Nor where the page's own policy is not there to hold it back.
    let policy = page
        .lines()
        .find(|line| line.contains("Content-Security-Policy"))
        .unwrap();
    if let Some(dom) = opened("whole.html", page.replace(policy, "").as_bytes()) {
        nothing_ran(&dom, &expected);
    }
}

#[test]
fn nothing_in_a_picture_runs() {
    let picture = Picture::new(hostile(), Span::default());
    let leaf = report::leaf(&picture);
    let expected = title(&leaf).to_owned();
    if let Some(dom) = opened("leaf.html", leaf.as_bytes()) {
        nothing_ran(&dom, &expected);
    }
    let svg = report::svg(&picture);
    let expected = title(&svg).to_owned();
    if let Some(dom) = opened("picture.svg", svg.as_bytes()) {
        nothing_ran(&dom, &expected);
    }
}
