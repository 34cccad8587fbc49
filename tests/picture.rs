//! The pictures and the documents: that nothing collides or is cut, that everything has its name, and that no text of a record runs.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use nhs_tiers::dataset::{Dataset, SourceFile};
use nhs_tiers::embedded;
use nhs_tiers::model::{Day, Tier};
use nhs_tiers::report::{self, Picture, Span};
use nhs_tiers::timeline::Mode;
use roxmltree::{Document, Node, ParsingOptions};
use rstest::rstest;

fn day(year: i16) -> Day {
    Day::new(year, 1, 1).unwrap()
}

fn svg(span: Span<'static>) -> String {
    report::svg(&Picture::new(embedded::dataset(), span))
}

fn place(id: &str) -> Span<'static> {
    Span {
        place: Some(embedded::dataset().place(id).unwrap()),
        ..Span::default()
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    let text = node.attribute(name).unwrap_or("0");
    text.parse().unwrap_or_else(|_| panic!("{name}=\"{text}\""))
}

/// A box, and the text in it or the class of what is filled.
#[derive(Debug)]
struct Found<'a> {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    says: &'a str,
    /// The group it belongs to.
    group: Option<usize>,
}

impl Found<'_> {
    fn meets(&self, other: &Self) -> bool {
        // Half a unit is less than a hair.
        self.left + 0.5 < other.right
            && other.left + 0.5 < self.right
            && self.top + 0.5 < other.bottom
            && other.top + 0.5 < self.bottom
    }
}

fn group(node: Node<'_, '_>) -> Option<usize> {
    let above = node.ancestors().find(|node| node.has_tag_name("g"))?;
    Some(above.range().start)
}

fn texts<'a>(picture: &'a Document<'a>) -> Vec<Found<'a>> {
    let found = picture
        .descendants()
        .filter(|node| node.tag_name().name() == "text");
    found
        .map(|node| {
            let (x, y, size) = (
                number(node, "x"),
                number(node, "y"),
                number(node, "font-size"),
            );
            let says = node.text().unwrap();
            let length = match node.attribute("textLength") {
                Some(_) => number(node, "textLength"),
                // Headings, which are bold, and letters whose width is not known.
                None => f64::from(u32::try_from(says.chars().count()).unwrap()) * size * 0.55,
            };
            Found {
                left: x,
                top: y - size * 0.74,
                right: x + length,
                bottom: y + size * 0.22,
                says,
                group: group(node),
            }
        })
        .collect()
}

fn bars<'a>(picture: &'a Document<'a>) -> Vec<Found<'a>> {
    let classes = ["t-statutory", "t-arm", "t-arrangement"];
    let found = picture.descendants().filter(|node| {
        let class = node.attribute("class").unwrap_or_default();
        node.tag_name().name() == "rect" && classes.contains(&class) && group(*node).is_some()
    });
    found
        .map(|node| {
            let (left, top) = (number(node, "x"), number(node, "y"));
            Found {
                left,
                top,
                right: left + number(node, "width"),
                bottom: top + number(node, "height"),
                says: node.attribute("class").unwrap(),
                group: group(node),
            }
        })
        .collect()
}

/// Asserts what must be true of any picture.
fn is_sound(drawn: &str) {
    let picture = Document::parse(drawn).unwrap_or_else(|error| panic!("{error}: {drawn}"));
    let view: Vec<f64> = picture
        .root_element()
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    let (width, height) = (view[2], view[3]);
    let texts = texts(&picture);
    let bars = bars(&picture);
    for text in texts.iter().chain(&bars) {
        assert!(
            text.left >= 0.0 && text.top >= 0.0 && text.right <= width && text.bottom <= height,
            "{text:?} is cut"
        );
    }
    for (index, one) in texts.iter().enumerate() {
        for other in &texts[index + 1..] {
            assert!(!one.meets(other), "{one:?} meets {other:?}");
        }
        let others = bars.iter().filter(|bar| bar.group != one.group);
        for bar in others {
            assert!(!one.meets(bar), "{one:?} stands on {bar:?}");
        }
    }
    let mut named = HashSet::new();
    for text in &texts {
        // The sign for what is not established is no name.
        if text.says != "?" {
            named.insert(text.group);
        }
    }
    for bar in &bars {
        assert!(named.contains(&bar.group), "{bar:?} has no name");
    }
    for node in picture
        .descendants()
        .filter(|node| node.tag_name().name() == "text")
    {
        assert!(
            number(node, "font-size") >= 12.0,
            "{:?} is too small",
            node.text()
        );
    }
}

#[rstest]
fn nothing_collides_in_any_stretch_of_years(
    #[values(Mode::ToScale, Mode::Evened)] mode: Mode,
    #[values(1, 5, 10, 20, 90)] years: i16,
) {
    for from in (1938..2027).step_by(usize::try_from(years).unwrap().max(5)) {
        is_sound(&svg(Span {
            from: Some(day(from)),
            to: Some(day(from + years)),
            at: Some(day(from + years / 2)),
            mode,
            ..Span::default()
        }));
    }
}

#[rstest]
fn nothing_collides_in_any_tier(#[values(Mode::ToScale, Mode::Evened)] mode: Mode) {
    for tier in Tier::ALL {
        let tier = Some(tier);
        is_sound(&svg(Span {
            tier,
            mode,
            ..Span::default()
        }));
    }
}

#[rstest]
fn nothing_collides_over_any_tenth_place(#[values(Mode::ToScale, Mode::Evened)] mode: Mode) {
    for found in embedded::dataset().places.iter().step_by(10) {
        let at = Some(day(2012));
        is_sound(&svg(Span {
            place: Some(found),
            at,
            mode,
            ..Span::default()
        }));
    }
}

#[test]
fn every_body_of_the_timeline_is_named_in_the_picture_or_below_it() {
    let drawn = svg(Span::default());
    let picture = Document::parse(&drawn).unwrap();
    let says: String = texts(&picture)
        .iter()
        .map(|text| text.says.to_owned() + "\n")
        .collect();
    let below = says.replace('\n', " ");
    for body in embedded::dataset()
        .bodies
        .iter()
        .filter(|body| !body.context)
    {
        let names = [body.name.as_str(), body.plural.as_str()];
        assert!(
            names.iter().any(|name| below.contains(name)),
            "{} is not named",
            body.name
        );
    }
    for heading in [
        "REGION",
        "SYSTEM",
        "DISTRICT",
        "NEIGHBOURHOOD",
        "SHAs and PCTs",
        "1950",
        "2020",
    ] {
        assert!(says.contains(heading), "{heading}");
    }
    assert!(
        below.contains("evidence to 2 July 2026") && below.contains("Open Government Licence v3.0")
    );
    assert!(
        drawn.contains("<title>1 Apr 1974: "),
        "a reform says what it is"
    );
}

#[test]
fn a_picture_of_the_whole_is_a_slide() {
    assert!(svg(Span::default()).contains("viewBox=\"0 0 1600 900\""));
    assert!(svg(place("sheffield")).contains("viewBox=\"0 0 1600 900\""));
}

#[test]
fn standings_are_told_apart_without_colour() {
    let drawn = svg(Span::default());
    let picture = Document::parse(&drawn).unwrap();
    // A line rises to the right if it ends above where it begins.
    let rises = |class: &str| -> BTreeSet<bool> {
        let paths = picture
            .descendants()
            .filter(|node| node.attribute("class") == Some(class));
        let mut found = BTreeSet::new();
        for path in paths {
            let lines = path
                .attribute("d")
                .unwrap()
                .split('M')
                .filter(|line| !line.is_empty());
            for line in lines {
                let ends: Vec<f64> = line
                    .split(['L', ' '])
                    .map(|end| end.parse().unwrap())
                    .collect();
                assert!(ends[0] < ends[2]);
                found.insert(ends[3] < ends[1]);
            }
        }
        found
    };
    assert_eq!(rises("t-arm-hatch"), BTreeSet::from([true]));
    assert_eq!(rises("t-arrangement-hatch"), BTreeSet::from([false]));
    let statutory = drawn.matches("class=\"t-statutory\"").count();
    assert!(statutory > 20 && drawn.contains(".t-statutory{fill:#1f4e79}"));
    assert!(
        drawn.matches("<polygon class=\"t-plate\"").count() > 10,
        "phases have notches"
    );
}

#[rstest]
#[case("whole_80", Span::default(), 80)]
#[case("whole_120", Span::default(), 120)]
#[case("span_80", Span { from: Some(day(2010)), to: Some(day(2027)), ..Span::default() }, 80)]
#[case("tier_80", Span { tier: Some(Tier::Region), mode: Mode::Evened, ..Span::default() }, 80)]
#[case("place_80", Span { at: Some(day(2012)), ..place("sheffield") }, 80)]
#[case("place_120", place("bassetlaw"), 120)]
fn as_text(#[case] name: &str, #[case] span: Span<'static>, #[case] width: usize) {
    let text = report::chart(&Picture::new(embedded::dataset(), span), width);
    for line in text.lines() {
        assert!(line.chars().count() <= width, "{line}");
    }
    insta::assert_snapshot!(name, text);
}

#[test]
fn a_text_keeps_to_any_width() {
    for width in [40, 41, 57, 80, 100, 133, 200, 400] {
        let text = report::chart(&Picture::new(embedded::dataset(), Span::default()), width);
        assert!(
            text.lines().all(|line| line.chars().count() <= width),
            "{width}:\n{text}"
        );
        assert!(text.contains("NEIGHBOURHOOD"));
    }
}

/// A page as a tree: it is written so that a reader of XML takes it too.
fn tree(page: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}"))
}

/// Asserts that a page fetches nothing and runs nothing, and that its own links lead somewhere.
fn stands_by_itself(page: &str) {
    let tree = tree(page);
    let mut anchors = HashSet::new();
    for node in tree.descendants().filter(Node::is_element) {
        if let Some(id) = node.attribute("id") {
            assert!(anchors.insert(id), "{id} stands twice");
        }
    }
    for node in tree.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let fetching = [
            "script", "img", "link", "iframe", "object", "embed", "image", "use", "form", "base",
        ];
        assert!(!fetching.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            assert!(
                !attribute.name().starts_with("on") && attribute.name() != "src",
                "{attribute:?}"
            );
            if attribute.name() == "href" {
                let (to, web) = (attribute.value(), attribute.value().starts_with("http"));
                assert_eq!(name, "a");
                assert!(
                    web || to.strip_prefix('#').is_some_and(|to| anchors.contains(to)),
                    "{to} leads nowhere"
                );
            }
        }
    }
    let style = page
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    assert!(!style.contains("url(") && !style.contains("@import"));
}

#[test]
fn the_page_of_the_timeline_stands_by_itself() {
    for span in [Span::default(), place("sheffield"), place("bassetlaw")] {
        let page = report::leaf(&Picture::new(embedded::dataset(), span));
        stands_by_itself(&page);
        let svg = page
            .split_once("<svg")
            .unwrap()
            .1
            .split_once("</svg>")
            .unwrap()
            .0;
        is_sound(&format!("<svg{svg}</svg>"));
        assert!(page.contains("@page picture { size: A4 landscape;"));
    }
}

static HTML: LazyLock<String> = LazyLock::new(|| html(embedded::dataset()));

fn html(data: &Dataset) -> String {
    let mut out = Vec::new();
    report::document_as_html(data, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn markdown(data: &Dataset) -> String {
    let mut out = Vec::new();
    report::document_as_markdown(data, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_document_has_every_record_and_all_its_links_lead_somewhere() {
    stands_by_itself(&HTML);
    let data = embedded::dataset();
    let anchors: HashSet<&str> = HTML
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let has = |kind: &str, id: &str| {
        assert!(
            anchors.contains(format!("{kind}-{id}").as_str()),
            "{kind} {id}"
        );
    };
    data.bodies.iter().for_each(|body| has("body", &body.id));
    data.reforms
        .iter()
        .for_each(|reform| has("reform", &reform.id));
    data.places.iter().for_each(|place| has("place", &place.id));
    data.themes.iter().for_each(|theme| has("theme", &theme.id));
    data.findings
        .iter()
        .for_each(|finding| has("finding", &finding.id));
    data.functions
        .iter()
        .for_each(|function| has("function", &function.id));
    data.eras.iter().for_each(|era| has("era", &era.id));
    data.sources
        .iter()
        .for_each(|source| has("source", &source.id));
    for list in &data.organisations {
        list.organisations
            .iter()
            .for_each(|one| has("organisation", &one.id));
    }
}

#[test]
fn notes_in_the_document_are_the_numbers_of_its_sources() {
    let data = embedded::dataset();
    let body = data.body("strategic-health-authority").unwrap();
    let source = body.phases[0].sources[0];
    let number = data
        .sources
        .iter()
        .position(|known| known.id == source)
        .unwrap()
        + 1;
    let note = format!("<a href=\"#source-{source}\">{number}</a>");
    assert!(HTML.contains(&note), "{note}");
    assert!(HTML.contains(&format!("id=\"source-{source}\">{number} ")));
}

#[test]
fn the_markdown_document_has_every_record_and_all_its_links_lead_somewhere() {
    let text = markdown(embedded::dataset());
    let anchors: HashSet<&str> = text
        .split("<a id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    for to in text.split("](#").skip(1) {
        let to = to.split(')').next().unwrap();
        assert!(anchors.contains(to), "{to} leads nowhere");
    }
    let data = embedded::dataset();
    let number = data.bodies.len()
        + data.reforms.len()
        + data.places.len()
        + data.findings.len()
        + data.sources.len();
    assert!(anchors.len() > number);
    assert!(text.contains("# The tiers of the NHS in England since 1948\n"));
}

const HOSTILE: &str =
    "</title></text><script>alert(1)</script>\\\" onload=\\\"alert(2) & [x](javascript:alert(3)) `";

fn hostile() -> Dataset {
    let file = |path: &str, text: String| SourceFile {
        shown: path.into(),
        path: path.into(),
        text: Ok(Box::leak(text.into_boxed_str())),
    };
    let long = "Incomprehensibilities ".repeat(4);
    let body = |id: &str, name: &str, tier: &str| {
        format!(
            "Body(id: \"{id}\", name: \"{name}\", plural: \"{name}\", tier: {tier}, gloss: \"{name}\", summary: \"{name}\", \
             confidence: Unverified, phases: [Phase(from: \"1990\", to: \"1991\", form: Partnership, basis: \"{name}\", confidence: Unverified)])"
        )
    };
    let files = [
        file("bodies/hostile.ron", body("hostile", HOSTILE, "Region")),
        file("bodies/long.ron", body("long", long.trim(), "District")),
        file(
            "places/mine.ron",
            format!(
                "[Place(id: \"mine\", name: \"{HOSTILE}\", kind: Area, within: \"sheffield\")]"
            ),
        ),
    ];
    embedded::dataset()
        .clone()
        .with_overlay(&files)
        .unwrap_or_else(|faults| {
            panic!(
                "{}",
                faults
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("\n")
            )
        })
}

#[test]
fn what_a_record_says_stays_text() {
    let data: &'static Dataset = Box::leak(Box::new(hostile()));
    let mine = Span {
        place: data.place("mine"),
        ..Span::default()
    };
    for span in [Span::default(), mine] {
        let picture = Picture::new(data, span);
        is_sound(&report::svg(&picture));
        assert!(!report::svg(&picture).contains("<script"));
        stands_by_itself(&report::leaf(&picture));
    }
    let page = html(data);
    stands_by_itself(&page);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let text = markdown(data);
    let outside: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("    "))
        .collect();
    for line in outside.iter().filter(|line| line.contains("alert")) {
        let bare = line
            .replace("\\<", "")
            .replace("\\[", "")
            .replace("\\]", "")
            .replace("\\`", "");
        assert!(
            !bare.contains("<script") && !bare.contains("](javascript") && !bare.contains('`'),
            "{line}"
        );
    }
}

#[test]
fn a_name_too_long_for_the_picture_stands_below_it_under_a_number() {
    let data: &'static Dataset = Box::leak(Box::new(hostile()));
    let picture = Picture::new(
        data,
        Span {
            tier: Some(Tier::District),
            ..Span::default()
        },
    );
    let drawn = report::svg(&picture);
    assert!(drawn.contains(">*1</text>") && drawn.contains("*1: Incomprehensibilities"));
    assert!(drawn.contains("Some records are the reader&#39;s own."));
}

fn text(span: Span<'static>) -> String {
    report::chart(&Picture::new(embedded::dataset(), span), 200)
}

#[test]
fn a_picture_ends_where_the_evidence_does_unless_more_is_asked_for() {
    let title = |span| text(span).lines().next().unwrap().to_owned();
    let from = Some(day(2022));
    let span = Span {
        from,
        ..Span::default()
    };
    assert!(title(span).ends_with("2022 to 2026"));
    let span = Span {
        from,
        to: Day::new(2027, 4, 1),
        ..Span::default()
    };
    assert!(title(span).ends_with("2022 to 2027"));
    let span = Span {
        from: Some(day(2004)),
        to: Day::new(2004, 12, 31),
        ..Span::default()
    };
    assert!(title(span).ends_with("in England, 2004"));
}

#[test]
fn a_change_of_phase_is_no_gap_however_short_the_span_is() {
    let span = Span {
        from: Day::new(2002, 9, 1),
        to: Day::new(2002, 10, 31),
        tier: Some(Tier::Region),
        ..Span::default()
    };
    let drawn = svg(span);
    let picture = Document::parse(&drawn).unwrap();
    let texts = texts(&picture);
    let named = texts
        .iter()
        .find(|text| text.says == "Strategic Health Authorities");
    let bars = bars(&picture);
    let mut parts: Vec<_> = bars
        .iter()
        .filter(|bar| bar.group == named.unwrap().group)
        .collect();
    parts.sort_by(|one, other| one.left.total_cmp(&other.left));
    assert!(parts.len() > 1, "{parts:?}");
    for pair in parts.windows(2) {
        assert!(pair[1].left - pair[0].right < 1.0, "{pair:?}");
    }
}

#[test]
fn notches_do_not_touch_the_letters_of_a_name() {
    for span in [Span::default(), place("sheffield")] {
        let drawn = svg(span);
        let picture = Document::parse(&drawn).unwrap();
        let texts = texts(&picture);
        for node in picture.descendants() {
            let notch = ["t-plate", "t-weighty"].contains(&node.attribute("class").unwrap_or(""))
                && node.tag_name().name() == "polygon";
            if !notch || group(node).is_none() {
                continue;
            }
            let mut points = node.attribute("points").unwrap().split(' ');
            // The point in the bar is the last; letters without strokes below the line end there.
            let (x, y) = points.next_back().unwrap().split_once(',').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            for text in texts.iter().filter(|text| text.group == group(node)) {
                let letters = text.left < x && x < text.right;
                assert!(
                    !letters || y <= text.top + 1.0 || y >= text.bottom - 3.0,
                    "{text:?} is notched at {x},{y}"
                );
            }
        }
    }
}

#[test]
fn a_name_before_its_bar_cannot_be_taken_for_that_of_another() {
    let drawn = svg(Span::default());
    let picture = Document::parse(&drawn).unwrap();
    let (texts, bars) = (texts(&picture), bars(&picture));
    for name in texts.iter().filter(|name| name.group.is_some()) {
        let own = bars.iter().filter(|bar| bar.group == name.group);
        let Some(bar) = own.min_by(|one, other| one.left.total_cmp(&other.left)) else {
            continue;
        };
        if name.right > bar.left {
            continue;
        }
        let near = bars.iter().filter(|other| {
            let row = other.top < bar.bottom && bar.top < other.bottom;
            other.group != bar.group && row && other.right > name.left - 40.0
        });
        for other in near {
            assert!(other.left > bar.right + 40.0, "{name:?}: {other:?}");
        }
    }
}

#[test]
fn why_a_tier_is_empty_over_a_place_stands_below_the_picture() {
    let span = place("kingston-upon-hull");
    let picture = Picture::new(embedded::dataset(), span);
    for drawn in [
        report::chart(&picture, 1000),
        report::svg(&picture),
        report::leaf(&picture),
    ] {
        assert!(
            drawn.contains("System, 1 Apr 1982 to 31 Mar 1996: none listed."),
            "{drawn}"
        );
    }
    let span = Span {
        from: Some(day(2022)),
        ..span
    };
    assert!(!text(span).contains("1 Apr 1982 to 31 Mar 1996"));
}

#[test]
fn the_contents_of_the_document_lead_to_every_body() {
    let data = embedded::dataset();
    let page = html(data);
    let contents = page
        .split("<nav>")
        .nth(1)
        .and_then(|rest| rest.split("</nav>").next())
        .unwrap();
    for body in &data.bodies {
        assert!(
            contents.contains(&format!("\"#body-{}\"", body.id)),
            "{}",
            body.id
        );
    }
}

#[test]
fn a_drawing_says_how_large_it_is_for_programs_that_make_slides() {
    let drawn = svg(Span::default());
    let picture = Document::parse(&drawn).unwrap();
    let root = picture.root_element();
    let size = (root.attribute("width"), root.attribute("height"));
    assert_eq!(size, (Some("1600"), Some("900")));
}

#[test]
fn addresses_in_markdown_can_be_pasted_whole() {
    let text = markdown(embedded::dataset());
    for word in text.split_whitespace().filter(|word| word.contains("://")) {
        assert!(!word.contains("\\_"), "{word}");
        assert!(!word.contains("\\<"), "{word}");
    }
}

#[test]
fn a_bar_that_the_picture_cuts_off_has_no_sign_of_the_end_of_the_evidence() {
    let arrows = |to| {
        let drawn = svg(Span {
            from: Some(day(2000)),
            to,
            tier: Some(Tier::Region),
            ..Span::default()
        });
        let picture = Document::parse(&drawn).unwrap();
        let weighty = |node: &Node<'_, '_>| node.attribute("class") == Some("t-weighty");
        // Diamonds have four points, arrows three.
        let points = |node: &Node<'_, '_>| node.attribute("points").map(|p| p.matches(',').count());
        let signs = picture.descendants().filter(weighty);
        signs
            .filter(|node| group(*node).is_some() && points(node) == Some(3))
            .filter(|node| {
                let points = node.attribute("points").unwrap();
                points.split(',').next().unwrap().parse::<f64>().unwrap() > 1560.0
            })
            .count()
    };
    assert_eq!(arrows(Day::new(2014, 12, 31)), 0);
    assert!(arrows(None) > 0);
}
