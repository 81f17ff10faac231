/** Question grammars of windows: what is active, where to click, keys, dialogs. `%w!` completes "I want to …". */
export const ACT = [
  "{Where|What} {do|should|must|would} I {click|press} {to|if I want to|in order to} %w!?",
  "{Which|What} {button|one|option} {do I press|do I click|should I choose|lets me|is there to} %w!?",
  "How {do|can|could} I %w!?",
  "I {want|need|would like|wanna|have} to %w!{.|. What do I click?|. Where do I click?|, which one do I press?}",
  "how to %w!",
  "where can I %w!",
  "I'd like to %w!{.| - which button?|. What now?}",
  "Button to %w!?",
  "What {is the right choice|do I pick} if I {want|wish} to %w!?",
  "Let me %w!. {Which|What} do I {choose|press}?",
];
export const AVOID = [
  "{Where|What} {do|should} I {click|press} if I {don't|do not|dont} want to %w!?",
  "I {don't|do not|dont} want to %w!{.|. What do I click?|. Which button?|, where do I click?}",
  "{Which|What} {button|one|option} {do I press|do I choose|should I click} {so as not to|in order not to|if I'd rather not|to avoid that I} %w!?",
  "How {can|do} I avoid to %w!?",
  "I'd rather not %w!{.| - what do I press?}",
  "what do i click to not %w!",
  "{Which|What} one do I {pick|take} when I would rather not %w!?",
];
export const COMMAND = [
  "{Which|What} {command|entry|item|menu item|one} {do I need to|lets me|do I choose to|do I pick to|is for those who want to} %w!?",
  "{Where|What} do I click {to|if I want to} %w!?",
  "How {do|can} I %w!{| from here| with this menu}?",
  "I want to %w!{.|. Which entry?|, which one?}",
  "how to %w!",
  "Which of these {would|lets me|can} %w!?",
];
export const KEYS = [
  "{What|Which} {is|are} the {shortcut|keys|key binding|keyboard shortcut|hotkey} {of|for} %c?",
  "{shortcut|keys|key|keybinding|hotkey} {for|of} %c?",
  "{Which|What} keys {do I press|are shown|stand} {for|next to|beside} %c?",
  "How do I {run|trigger|call} %c {with|from|using} the keyboard?",
  "{What|Which} keys trigger %c?",
  "what do i press for %c",
];
export const KEYS_FOR = [
  "{Which|What} {keys|shortcut} {do I press|do I use|can I use} to %w!?",
  "How do I %w! {with the keyboard|without the mouse|by keyboard}?",
  "{keys|shortcut|hotkey} to %w!?",
];
export const WHAT_KEY = [
  "What does %k {do|trigger|run}?",
  "{Which|What} command {has|is bound to|is on|belongs to} %k?",
  "What {is %k for|happens when I press %k|do I get with %k}?",
  "%k {does what|is for what}?",
  "%k?",
  "If I press %k, what happens?",
];
export const CURRENT_TAB = [
  "{Which|What} {tab|editor tab|file tab} is {active|open|selected|in front|current|underlined|highlighted}?",
  "{Which|What} file {is open|is being edited|am I editing|am I in} {in the editor|right now|at the moment}?",
  "active {tab|file}?",
  "Which of the {tabs|open files} is {in front|the active one|selected}?",
  "{What|Which} document is {shown|displayed} in the editor?",
  "which file am i looking at",
];
export const CURRENT_ROW = [
  "{Which|What} {file|entry|item} is {selected|highlighted|marked} in the {explorer|side bar|sidebar|tree|file list}?",
  "{Which|What} row of the {explorer|file tree|sidebar} is {selected|highlighted}?",
  "selected file in the {explorer|tree}?",
  "On which file is the selection{| in the explorer}?",
  "What is highlighted {on the left|in the explorer}?",
  "{Name|Tell me} the selected {file|entry} in the {tree|explorer}.",
];
export const CURRENT_PANEL = [
  "{Which|What} {panel|panel tab|tab of the panel|view at the bottom} is {active|open|shown|selected|underlined}?",
  "active panel{| tab}?",
  "{Which|What} tab is {selected|underlined|active} {at the bottom|in the bottom panel|in the lower part}?",
  "What is open {below the code|at the bottom|in the panel}?",
  "Which of the panels {is in front|am I looking at}?",
];
export const CURRENT_ITEM = [
  "{Which|What} {entry|item|command|suggestion|option} is {selected|highlighted|marked|focused} in the {%l!|list|drop-down}?",
  "{Which|What} {entry|one} of the %l! is {highlighted|selected|active}?",
  "selected {entry|item|command}?",
  "What {would run|is chosen|happens} if I press Enter now?",
  "On which {entry|command} is the {selection|highlight|cursor}?",
  "highlighted {command|item}?",
];
export const OFF = [
  "{Which|What} {entry|command|menu item|entries} {is|are} {greyed out|grayed out|disabled|not available|inactive|grey}?",
  "{Which|What} can't I {click|use|choose}{| in the menu}?",
  "What is {disabled|greyed out|unavailable} {here|in the menu}?",
  "disabled menu item?",
  "Which of the commands {does not work right now|cannot be chosen}?",
];
export const IS_OFF = [
  "Can I {click|use|choose|run} %c?",
  "Is %c {enabled|available|disabled|greyed out|active}?",
  "%c: enabled or disabled?",
  "is %c usable now",
];
export const MENU_OPEN = [
  "{Which|What} menu is {open|unfolded|shown|active}?",
  "{open|active} menu?",
  "{From|To} which menu {do these commands come|do these entries belong}?",
  "Which entry of the menu bar is {open|selected|highlighted}?",
];
export const SAYS = [
  "What does the {%d!|%d!|message|pop-up} say?",
  "{Read|Quote} the {%d!|message}{| to me}.",
  "{What|Which} {message|question} {is shown|does it show|do you see|is asked}?",
  "What is {asked|the %d! about|the message}?",
  "what does it ask",
  "{Text|content|message} of the %d!?",
  "What is {it|the editor|the program} {asking|telling me}?",
];
export const EXPLAINS = [
  "What {happens|will happen} according to the {%d!|message}?",
  "What does the {small|second|lower} text {in the %d!|of the message} say?",
  "What {does|is} the {explanation|warning|detail}{| say}?",
  "What does the %d! warn {about|me of}?",
  "Which consequence is {named|given}?",
];
export const BUTTONS = [
  "{Which|What} buttons {are there|does the %d! have|can I press|are offered|are in the %d!}?",
  "{List|Name|Read} the buttons{| of the %d!}.",
  "buttons?",
  "{What|Which} choices {do I have|are offered|does it give me}?",
  "Between what can I choose?",
  "what can i answer",
];
export const MAIN_BUTTON = [
  "{Which|What} button is {highlighted|the main one|the default|coloured|emphasised|primary}?",
  "{main|default|primary|blue} button?",
  "Which {button|choice} stands out?",
  "What is chosen when I {press|hit} Enter in the %d!?",
];
export const BEHIND = [
  "{What|Which file} is {behind|under|open behind} the {%d!|pop-up}?",
  "What {do you see|can be seen|is there} {behind|in the background of} the %d!?",
  "{What|Which} window is dimmed{| in the background}?",
  "What is in the background?",
];
export const KIND = [
  "{What|Which} {program|application|kind of program|kind of window|app} is {this|shown|it}?",
  "What {is this|am I looking at|do I see here|does this show|kind of screenshot is this}?",
  "Is this a {photo, a diagram or a screenshot|diagram or a screenshot|chart, a photo or a program}?",
  "what is it",
  "Identify the {picture|kind of picture}.",
  "{What|Which} kind of picture is this?",
];
export const DESCRIBE = [
  "Describe {this|the} {image|picture|screenshot|window|screen}{| briefly| in one sentence| in short}.",
  "{What is|What's} {in|shown in|on} {this|the} {image|picture|screenshot}?",
  "{Summarise|Summarize|Explain} {this|the} {screenshot|image|picture}{| briefly}.",
  "{What|Tell me what} {is going on|is happening|do you see} here?",
  "describe",
  "Give {me |}a {short|brief} {description|summary}.",
  "What does the {picture|screenshot|image} show?",
  "{Can|Could} you describe {this|the screenshot}?",
];
export const ALT = [
  "{Write|Suggest|Give me|Propose} {an |}alt text{| for this image| for the picture| for this screenshot}.",
  "{What would be|What is} a good alt text{| for this| here}?",
  "alt text{?|, please}",
  "I need {alternative|alt} text for this {image|screenshot|figure}.",
  "{Write|Make} a caption for this {picture|screenshot}.",
];
export const VALUE = [
  "{What|Which value} {is|has} %s{| set to|}?",
  "{What|Which} {value|option} is {selected|set|chosen} {for|under} %s?",
  "%s?",
  "How is %s set?",
  "value of %s?",
  "To what is %s set?",
];
export const IS_ON = [
  "Is %s {on|enabled|ticked|checked|switched on|active}?",
  "%s: on or off?",
  "{Is the box|Is there a tick} {of|at|for} %s{| ticked}?",
  "Do I have %s {on|enabled}?",
];
export const HELP = [
  "What does %s {do|mean|control}?",
  "{What is|Read} the description of %s{?|.}",
  "{Explain|What is} %s{.| for?}",
  "what is written under %s",
];
export const FIND = [
  "Where is %x?",
  "What does %x say?",
  "Is there {an entry|a button|a tab|a file|a setting} {called |named |}%x?",
  "%x?",
  "Do you see %x{| anywhere| here}?",
  "What is {the value of|next to|beside|below} %x?",
  "Is %x {open|selected|enabled|shown}?",
  "Which {line|entry} {mentions|contains} %x?",
  "Where do I click for %x?",
  "Find %x.",
];
/** Things that editors may have, which a picture that lacks them is asked about. */
export const ELSEWHERE =
  "breakpoints panel, git blame, minimap slider, live share, bookmark list, print button, search box of the shop, shopping cart, profile picture, zoom slider, spell checker, phone number, e-mail address, price, weather, temperature, chat window, copilot chat, docker view, battery level, discount, player score, delivery date, license plate, signature field, map legend, password field, user name field, save to cloud button, fax number, invoice total, calendar, coverage percentage, memory usage, test explorer, git graph, table of contents, video player, volume slider, language switch, unread count, upload button, sort arrow, page number, shipping address, dark mode switch, newsletter sign-up, exchange rate, tax rate, wifi network".split(
    ", ",
  );
export const GONE = [
  "{What|Which|Where} is the {%x!|%x!}?",
  "What does the %x! {say|show}?",
  "{Where|In which corner} {is|do I find} the %x!?",
  "{Is there|Do you see} a %x!?",
  "%x!?",
  "How {high|large|long} is the %x!?",
  "{Read|Tell me} the %x!.",
  "Is the %x! {open|visible|on}?",
];
