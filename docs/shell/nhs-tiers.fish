# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_nhs_tiers_global_optspecs
    string join \n at= open= theme= ascii plain data= color= kiosk idle-timeout= h/help V/version
end

function __fish_nhs_tiers_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_nhs_tiers_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_nhs_tiers_using_subcommand
    set -l cmd (__fish_nhs_tiers_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l at -d 'Open the browser as at this date: 2004 (its 1 April), 2004/05 (a financial year, its 1 April), "apr 2004", 1/4/2004, 2004-04-01' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l open -d 'Open the browser at this record: an abbreviation, a name, a code or an id' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l theme -d 'Colours of the browser' -r -f -a "terminal\t'The 16 colours of the reader\'s own terminal, on its own background'
dark\t'Light text on a dark ground'
light\t'Dark text on a light ground'
high-contrast\t'Black, white and two strong colours'
mono\t'No colour at all'"
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l idle-timeout -d 'End a kiosk\'s session after so long without a key: 45s, 10m, "1h 30m"' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l ascii -d 'Draw with ASCII characters only'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l plain -d 'Ask and be answered line by line, without a screen: for screen readers, braille and pipes'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -l kiosk -d 'Open the browser for anybody who comes, as over SSH: it keeps nothing, reads no file and no configuration, and starts no program. --data is ignored. What `ssh` is given as a command may be a reading command'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -s V -l version -d 'Print version'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "at" -d 'What stood on a day, everywhere or over a place'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "show" -d 'Print records: bodies, organisations, places, reforms, findings …, by abbreviation, name, former name, code or id'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "search" -d 'Search everything, best first'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "compare" -d 'Put the same questions to two or three bodies, or to one body at two dates'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "lineage" -d 'Everybody who stood over a place, or the whole chain of an organisation'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "diff" -d 'What was made, ended, renamed or changed in law between two days'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "functions" -d 'Who held which function, from 1948 to now'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "tour" -d 'The story of the tier in a few stops: what happened, which bodies matter, and the sources'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "timeline" -d 'Draw the timeline, or a part of it: as text, as a picture for a slide, as a page to print'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "study" -d 'Learn the tier by heart: open the browser on its study screen, or tell of what was learnt'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "export" -d 'Write the whole data set: for programs as JSON or CSV, for readers as one HTML or Markdown document; or the timeline as SVG'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "notes" -d 'Print your own notes and bookmarks'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "check" -d 'Check a data set or an overlay, and print every fault with file, line, column and cure'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "config" -d 'The configuration of the browser: theme, glyphs and keys'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "doctor" -d 'Say what the program found: data, terminal, colours, letters, clipboard, files; and what to do where something is not well'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "completions" -d 'Print what lets a shell complete the names of commands and options'
complete -c nhs-tiers -n "__fish_nhs_tiers_needs_command" -f -a "man" -d 'Print the manual page'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand at" -l place -d 'Only what stood over this place' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand at" -l tier -d 'Only this tier' -r -f -a "national\t''
region\t''
system\t''
district\t''
neighbourhood\t''"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand at" -l standing -d 'Only what was statutory, or was not' -r -f -a "statutory\t''
non-statutory\t''"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand at" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand at" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand at" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand at" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand show" -l at -d 'As at this date' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand show" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand show" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand show" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand search" -l limit -d 'At most so many hits: 20, or all where only filters are given and in CSV' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand search" -l at -d 'Of what matches equally well, what stood on this date comes first' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand search" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand search" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand search" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand compare" -l at -d 'As at this date, where a body has none of its own' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand compare" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand compare" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand compare" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand lineage" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand lineage" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand lineage" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand lineage" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand diff" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand diff" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand diff" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand functions" -l function -d 'Only this function' -r -f -a "strategic-planning\t'Strategic planning'
resource-allocation\t'Resource allocation'
commissioning\t'Commissioning'
performance-management\t'Performance management'
financial-management\t'Financial management'
provider-oversight\t'Provider oversight'
market-oversight\t'Market oversight'
dispute-resolution\t'Dispute resolution'
service-integration\t'Service integration'
local-government-liaison\t'Work with local government'
primary-care\t'Primary care'
public-health\t'Public health'
workforce-and-training\t'Workforce and training'
capital\t'Capital'
digital-and-estates\t'Digital and estates'
service-delivery\t'Service delivery'
public-voice\t'Public voice'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand functions" -l at -d 'Only who held it on this date' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand functions" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand functions" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand functions" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand functions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand tour" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand tour" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand tour" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand tour" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l from -d 'From this date on: 2004, apr 2004, 1/4/2004, 2004-04-01; 2004/05 is the first day of the financial year' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l to -d 'To this date; without it, to the end of the evidence. A later date shows what is planned' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l tier -d 'Only this tier' -r -f -a "national\t''
region\t''
system\t''
district\t''
neighbourhood\t''"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l place -d 'The organisations over this place, in place of the types of body' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l at -d 'Mark this date' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l width -d 'Columns of text, 40 or more; without it, those of the terminal, or 80 in a pipe' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l format -d 'How it is drawn' -r -f -a "text\t'For reading, as wide as the terminal'
svg\t'A vector drawing, for a slide and for print'
html\t'A page for a browser and a printer, with a table of what is drawn and its sources'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -s o -l output -d 'Where to; without it, standard output' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l evened -d 'Give every stretch between two reforms the same room'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -l force -d 'Replace the file that is there'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand timeline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -l deck -d 'Only these cards: era:1974, tier:region, place:sheffield, bookmarks …' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -l ask -d 'Ask at once: what is due and new, to recall or as a quiz; the next lesson; an exam' -r -f -a "recall\t'Think, look, grade yourself'
quiz\t'Choose, type, put in order'
lesson\t'The next seven cards, read first and then asked'
exam\t'Twenty questions, on time'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -l due -d 'Open nothing: print how many cards are due, for a prompt or a status line. Where none is, nothing is printed, and the exit code is 1'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -f -a "stats" -d 'What is due, what was remembered, and what is known of each era, tier and year'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -f -a "decks" -d 'The decks there are, and how many cards each has'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -f -a "optimise" -d 'Fit the times at which cards come again to your own reviews, and say how much better that foretells them'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -f -a "export" -d 'Write cards for other programs, with their answers and sources'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -f -a "backup" -d 'Write reviews, bookmarks, notes and fitted times to one file'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and not __fish_seen_subcommand_from stats decks optimise export backup restore" -f -a "restore" -d 'Take in what a backup holds; what is there already stays'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from stats" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from stats" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from stats" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from decks" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from decks" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from decks" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from decks" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from optimise" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from optimise" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from optimise" -l reset -d 'Go back to the times that fit most people'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from optimise" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from export" -l format -d 'What to write' -r -f -a "anki\t'A text file that Anki imports (2.1.54 and later)'
csv\t'A table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from export" -l deck -d 'Only these cards: era:1974, tier:region, place:sheffield, bookmarks …' -r -f
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from export" -s o -l output -d 'Where to; without it, standard output' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from export" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from export" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from export" -l force -d 'Replace the file that is there'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from backup" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from backup" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from backup" -l force -d 'Replace the file that is there'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from restore" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from restore" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand study; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand export" -l format -d 'What to write' -r -f -a "json\t'One document: docs/schema.json describes it'
csv\t'A folder of tables, which --output names'
markdown\t'One document with everything, for reading and for minutes'
html\t'One page with everything, for a browser and a printer'
svg\t'The whole timeline as a picture'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand export" -s o -l output -d 'Where to: a file, or for CSV a folder; without it, standard output' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand export" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand export" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand export" -l force -d 'Replace what is there; in a folder, only earlier tables of ours'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand notes" -l format -d 'How the answer is written' -r -f -a "text\t'For reading'
json\t'For programs'
markdown\t'For minutes'
csv\t'For a spreadsheet, where the answer is a table'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand notes" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand notes" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand notes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand check" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand check" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and not __fish_seen_subcommand_from path show init" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and not __fish_seen_subcommand_from path show init" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and not __fish_seen_subcommand_from path show init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and not __fish_seen_subcommand_from path show init" -f -a "path" -d 'Print where the file is, or would be'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and not __fish_seen_subcommand_from path show init" -f -a "show" -d 'Print all that is in force, with a remark on what comes from the file'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and not __fish_seen_subcommand_from path show init" -f -a "init" -d 'Write a file to begin with, in which nothing is changed yet'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from path" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from show" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from init" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from init" -l force -d 'Replace the file that is there'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand doctor" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand doctor" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand completions" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand completions" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand man" -l data -d 'Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron' -r -F
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand man" -l color -d 'When to colour: on a terminal that can, or whatever it is' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'In a pipe too, whatever NO_COLOR says'
never\t'Nowhere'"
complete -c nhs-tiers -n "__fish_nhs_tiers_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
