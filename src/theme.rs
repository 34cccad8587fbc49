//! THE styles and glyphs. A view asks what something means; only this file says how that looks.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::model::{LegalForm, Look};
use crate::report::{self, Tone};

/// The themes a reader can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ThemeName {
    /// The 16 colours of the reader's own terminal, on its own background.
    #[default]
    Terminal,
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// Black, white and two strong colours.
    HighContrast,
    /// No colour at all.
    Mono,
}

/// The glyphs. Each is one cell wide; where only ASCII may be sent, [`Theme::finish`] puts what is nearest to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// The first cell of a solid bar: it leaves a hair of room to the bar before.
    pub solid_start: &'static str,
    /// Where a bar enters another phase.
    pub phase: &'static str,
    /// A reform on the axis.
    pub reform: &'static str,
    /// A paper, plan, announcement or other event on the axis.
    pub event: &'static str,
    /// The axis.
    pub rule: &'static str,
    /// The as-at cursor.
    pub cursor: &'static str,
    /// What is chosen in a list.
    pub chosen: &'static str,
    /// It goes on.
    pub ongoing: &'static str,
    /// Its end is not established.
    pub unknown: &'static str,
    /// Between two things on a line.
    pub dot: &'static str,
    /// A bookmark.
    pub bookmark: &'static str,
    /// There is more.
    pub more: &'static str,
    /// The part of time in view.
    pub window: &'static str,
    /// A selected bar that has no room for its name.
    pub selected: &'static str,
}

/// THE glyphs.
pub const GLYPHS: Glyphs = Glyphs {
    solid_start: "▐",
    phase: "▏",
    reform: "◆",
    event: "◇",
    rule: "─",
    cursor: "│",
    chosen: "▌",
    ongoing: "›",
    unknown: "?",
    dot: "·",
    bookmark: "★",
    more: "…",
    selected: "▓",
    window: "━",
};

/// Colours by meaning. `None` means that the theme sets no colour at all there.
#[derive(Clone, Copy, Debug)]
struct Palette {
    text: Option<Color>,
    ground: Option<Color>,
    dim: Dim,
    heading: Option<Color>,
    link: Option<Color>,
    doubt: Option<Color>,
    matched: Option<Color>,
    cursor: Option<Color>,
    statutory: Bar,
    arm: Bar,
    arrangement: Bar,
}

/// How asides step back.
#[derive(Clone, Copy, Debug)]
enum Dim {
    /// By the terminal's own attribute.
    Faint,
    /// By a colour.
    Colour(Color),
    /// Not at all.
    Plain,
}

/// How a bar of a standing is drawn, and the colour of that standing in text.
#[derive(Clone, Copy, Debug)]
enum Bar {
    /// A ground of this colour, with letters in the colour of the terminal's own ground.
    Solid(Color),
    /// The shade of its glyph, in a colour.
    Tinted(Color),
    /// The shade of its glyph, without colour.
    Shaded,
}

const TERMINAL: Palette = Palette {
    text: None,
    ground: None,
    // "Bright black" is the background of some palettes: faint text is safe on all.
    dim: Dim::Faint,
    heading: None,
    link: Some(Color::Cyan),
    doubt: Some(Color::Magenta),
    matched: None,
    cursor: Some(Color::Red),
    statutory: Bar::Solid(Color::Cyan),
    arm: Bar::Tinted(Color::Yellow),
    arrangement: Bar::Tinted(Color::Magenta),
};

const DARK: Palette = Palette {
    text: Some(Color::Indexed(252)),
    ground: Some(Color::Indexed(234)),
    dim: Dim::Colour(Color::Indexed(245)),
    heading: Some(Color::Indexed(153)),
    link: Some(Color::Indexed(117)),
    doubt: Some(Color::Indexed(180)),
    matched: Some(Color::Indexed(215)),
    cursor: Some(Color::Indexed(209)),
    statutory: Bar::Solid(Color::Indexed(38)),
    arm: Bar::Tinted(Color::Indexed(179)),
    arrangement: Bar::Tinted(Color::Indexed(146)),
};

const LIGHT: Palette = Palette {
    text: Some(Color::Indexed(235)),
    ground: Some(Color::Indexed(255)),
    dim: Dim::Colour(Color::Indexed(242)),
    heading: Some(Color::Indexed(24)),
    link: Some(Color::Indexed(25)),
    doubt: Some(Color::Indexed(95)),
    matched: Some(Color::Indexed(160)),
    cursor: Some(Color::Indexed(160)),
    statutory: Bar::Solid(Color::Indexed(25)),
    arm: Bar::Tinted(Color::Indexed(94)),
    arrangement: Bar::Tinted(Color::Indexed(91)),
};

const HIGH_CONTRAST: Palette = Palette {
    text: Some(Color::Indexed(231)),
    ground: Some(Color::Indexed(16)),
    dim: Dim::Colour(Color::Indexed(252)),
    heading: Some(Color::Indexed(226)),
    link: Some(Color::Indexed(51)),
    doubt: Some(Color::Indexed(226)),
    matched: Some(Color::Indexed(226)),
    cursor: Some(Color::Indexed(226)),
    statutory: Bar::Solid(Color::Indexed(231)),
    arm: Bar::Tinted(Color::Indexed(51)),
    arrangement: Bar::Tinted(Color::Indexed(226)),
};

const MONO: Palette = Palette {
    text: None,
    ground: None,
    dim: Dim::Plain,
    heading: None,
    link: None,
    doubt: None,
    matched: None,
    cursor: None,
    statutory: Bar::Shaded,
    arm: Bar::Shaded,
    arrangement: Bar::Shaded,
};

/// How everything looks.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: Palette,
    ascii: bool,
}

impl Theme {
    /// A theme, with glyphs beyond ASCII or without.
    #[must_use]
    pub const fn new(name: ThemeName, ascii: bool) -> Self {
        let palette = match name {
            ThemeName::Terminal => TERMINAL,
            ThemeName::Dark => DARK,
            ThemeName::Light => LIGHT,
            ThemeName::HighContrast => HIGH_CONTRAST,
            ThemeName::Mono => MONO,
        };
        Self { palette, ascii }
    }

    /// Plain text on the ground of the theme.
    #[must_use]
    pub fn plain(&self) -> Style {
        let style = fg(self.palette.text);
        self.palette.ground.map_or(style, |ground| style.bg(ground))
    }

    /// Labels, marks and asides.
    #[must_use]
    pub fn dim(&self) -> Style {
        match self.palette.dim {
            Dim::Faint => Style::new().add_modifier(Modifier::DIM),
            Dim::Colour(colour) => Style::new().fg(colour),
            Dim::Plain => Style::new(),
        }
    }

    /// Plain text where everything else steps back.
    #[must_use]
    pub fn undimmed(&self) -> Style {
        self.plain().remove_modifier(Modifier::DIM)
    }

    /// A name, or what a reader looks for first.
    #[must_use]
    pub const fn strong(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// A heading.
    #[must_use]
    pub fn heading(&self) -> Style {
        fg(self.palette.heading).add_modifier(Modifier::BOLD)
    }

    /// What is chosen, or where the reader is.
    #[must_use]
    pub const fn selected(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The letters that matched.
    #[must_use]
    pub fn matched(&self) -> Style {
        fg(self.palette.matched).add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED))
    }

    /// The as-at cursor.
    #[must_use]
    pub fn cursor(&self) -> Style {
        fg(self.palette.cursor)
    }

    /// Something went wrong, or is not established.
    #[must_use]
    pub fn doubt(&self) -> Style {
        fg(self.palette.doubt).add_modifier(if self.palette.doubt.is_none() {
            Modifier::ITALIC
        } else {
            Modifier::empty()
        })
    }

    /// A tone of a page.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Strong | Tone::Difference => self.strong(),
            Tone::Dim => self.dim(),
            Tone::Heading => self.heading(),
            Tone::Link(_) => fg(self.palette.link).add_modifier(Modifier::UNDERLINED),
            Tone::Form(form) | Tone::Shade(form) => self.form_word(form),
            Tone::Doubt => self.doubt(),
        }
    }

    /// The words that tell a legal form.
    #[must_use]
    pub fn form_word(&self, form: LegalForm) -> Style {
        match self.bar_colours(form) {
            Bar::Solid(colour) | Bar::Tinted(colour) => {
                Style::new().fg(colour).add_modifier(Modifier::BOLD)
            }
            Bar::Shaded => self.strong(),
        }
    }

    /// A cell of a bar: its glyph and its style. What is statutory is solid; the rest is shaded, so that the two are told apart
    /// without colour too.
    #[must_use]
    pub fn bar(&self, form: LegalForm) -> (&'static str, Style) {
        match self.bar_colours(form) {
            // Reversing costs a third of the bytes of setting two colours.
            Bar::Solid(colour) => (
                " ",
                Style::new().fg(colour).add_modifier(Modifier::REVERSED),
            ),
            Bar::Tinted(colour) => (report::shade(form), Style::new().fg(colour)),
            Bar::Shaded => (report::shade(form), Style::new()),
        }
    }

    /// The first cell of a bar.
    #[must_use]
    pub fn bar_start(&self, form: LegalForm) -> (&'static str, Style) {
        match (self.bar_colours(form), form.look()) {
            (Bar::Solid(colour), _) => (
                GLYPHS.solid_start,
                Style::new().fg(colour).remove_modifier(Modifier::REVERSED),
            ),
            (Bar::Shaded, Look::Statutory) => (GLYPHS.solid_start, Style::new()),
            _ => self.bar(form),
        }
    }

    /// Letters on a bar.
    #[must_use]
    pub fn bar_label(&self, form: LegalForm) -> Style {
        match self.bar_colours(form) {
            Bar::Solid(colour) => Style::new().fg(colour).add_modifier(Modifier::REVERSED),
            Bar::Tinted(_) | Bar::Shaded => self.on_ground(),
        }
    }

    /// Letters on the ground of the theme, whatever stood there before.
    #[must_use]
    pub fn on_ground(&self) -> Style {
        let plain = Style::new().remove_modifier(Modifier::REVERSED);
        match self.palette.statutory {
            // A theme without colour must not name one, not even the terminal's own: NO_COLOR would lose the attributes with it.
            Bar::Shaded => plain,
            _ => plain
                .fg(self.palette.text.unwrap_or(Color::Reset))
                .bg(self.palette.ground.unwrap_or(Color::Reset)),
        }
    }

    const fn bar_colours(&self, form: LegalForm) -> Bar {
        match form.look() {
            Look::Statutory => self.palette.statutory,
            Look::Arm => self.palette.arm,
            Look::Arrangement => self.palette.arrangement,
        }
    }

    /// The last thing done to a frame: where only ASCII may be sent, every other character becomes the one that is nearest to it.
    pub fn finish(&self, buffer: &mut Buffer) {
        if !self.ascii {
            return;
        }
        for cell in &mut buffer.content {
            if !cell.symbol().is_ascii() {
                let plain: String = cell.symbol().chars().take(1).map(report::ascii).collect();
                cell.set_symbol(&plain);
            }
        }
    }
}

fn fg(colour: Option<Color>) -> Style {
    colour.map_or_else(Style::new, |colour| Style::new().fg(colour))
}

/// Text with every character beyond ASCII replaced by the one that is nearest to it.
#[must_use]
pub fn to_ascii(text: &str) -> String {
    text.chars().map(report::ascii).collect()
}
