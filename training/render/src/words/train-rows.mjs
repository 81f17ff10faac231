/** Settings with a line that explains them, for screens of setting rows. Fields of a line: label; kind; values (`/` between); description. */

/** @typedef {{ label: string, kind: "choice" | "toggle" | "number" | "value", values: string[], help: string }} RowSetting */

const KINDS = /** @type {const} */ ({ c: "choice", t: "toggle", n: "number", v: "value" });

/** @type {readonly RowSetting[]} */
export const rowSettings = `
Colour scheme;c;Light/Dark/Follow system/Sepia/High contrast/Graphite;Applies to every window of the program
Accent colour;c;Blue/Teal/Crimson/Amber/Violet/Lime;Used for buttons and links
Interface font;c;Inter/Roboto/Segoe UI/Noto Sans/Helvetica Neue/Lato;Changes the typeface of menus and labels
Text size;c;Small/Normal/Large/Huge/110 %/125 %;Makes everything on the page easier to read
Display language;c;English/Deutsch/Français/Español/Italiano/Polski/Türkçe;A restart is needed after a change
Zoom level;n; %;Scales pages and pictures alike
Line height;n; px;Distance between two lines of text
Sidebar position;c;Left/Right/Hidden;Where the list of folders is docked
Animations;t;;Slide and fade when panels open
Transparency effects;t;;Windows and surfaces appear translucent
Compact rows;t;;Fits more entries on one page
Show line numbers;t;;Numbers stand in the margin of the editor
Minimap;t;;A small overview of the whole file
Tab width;n; spaces;How far a tab indents the text
Wrap long lines;c;Never/At the window/At column 80/At column 120;Avoids scrolling sideways
Format on save;t;;Runs the formatter whenever a file is written
Trailing spaces;c;Keep/Trim on save/Highlight;What happens with blanks at the end of a line
Font ligatures;t;;Joins arrows and comparison signs
Cursor blinking;c;Blink/Smooth/Phase/Solid;Controls the animation of the caret
Auto save delay;n; ms;Time after the last key press
Default terminal;c;bash/zsh/PowerShell/fish/Command Prompt;Opens when you press the terminal key
Scrollback;n; lines;How much old output is kept
Night light;c;Off/Sunset to sunrise/Always on/Custom hours;Warmer colours help you to fall asleep
Brightness;n; %;Adjusts the built-in display
Screen timeout;c;1 minute/5 minutes/10 minutes/30 minutes/Never;When idle, the display goes dark
Refresh rate;c;60 Hz/75 Hz/120 Hz/144 Hz/165 Hz;A higher rate makes motion smoother
Resolution;c;1920 × 1080/2560 × 1440/3840 × 2160/1280 × 800;Adjusts how sharp the picture is
HDR;t;;Shows brighter and more vivid videos
Battery saver;c;Off/At 20 %/At 30 %/Always;Limits background activity
Power button;c;Sleep/Shut down/Hibernate/Do nothing;What pressing the button does
Lid close action;c;Sleep/Do nothing/Lock;On battery and when plugged in
Output device;c;Speakers/Headphones/HDMI/USB headset/Living room;Sound is played through it
Input device;c;Internal microphone/USB microphone/Line in/Webcam;Used for calls and dictation
Volume limit;n; %;Protects your hearing
Mono audio;t;;Plays both channels in each ear
Ringtone;c;Marimba/Sunrise/Ripple/Old phone/Beacon/Harp;Played for incoming calls
Do not disturb;t;;Silences calls and alerts
Quiet hours;v;22:00 – 07:00/23:30 – 06:30/21:00 – 08:00/20:15 – 05:45;No sound is made during this time
Notification previews;c;Always/When unlocked/Never;Shows the content of messages on the lock screen
Badges;t;;A number on the icon counts unread items
Email digest;c;Daily/Weekly/Monthly/Never;A summary of what you missed
Desktop alerts;t;;Pops up in the corner of the screen
Mentions;c;Everyone/People I follow/Nobody;Who may notify you by name
Two-step verification;t;;Asks for a code when you sign in
Backup email;v;mira@postbox.example/ops@northgate.example/jon@lakeview.example;For account recovery only
Recovery phone;v;+44 20 7946 0958/+49 30 901820/+1 202 555 0147/+61 2 5550 4321;Ends up in a text message with a code
Passkeys;v;1 key/2 keys/3 keys/None;Sign in with your face or fingerprint
Active sessions;v;2 devices/4 devices/7 devices/1 device;Places where you are signed in
Password;v;Changed 3 weeks ago/Changed in May/Changed yesterday/Expires soon;A strong one has at least twelve characters
Profile visibility;c;Public/Friends only/Private/Team members;Decides who can see your page
Location services;t;;Lets apps know where you are
Diagnostic data;c;Required only/Optional too/None;Sent to the maker to fix faults
Personalised ads;t;;Based on what you looked at
Search history;c;Keep 3 months/Keep 18 months/Off/Keep until deleted;Improves the suggestions
Camera access;c;Ask every time/Allow/Block;Applies to all websites
Pop-ups;c;Blocked/Allowed/Ask first;Windows that sites open by themselves
Cookies;c;Allow all/Block third-party/Block all;Small files that sites store with you
Search engine;c;DuckDuckGo/Ecosia/Startpage/Qwant/Bing;Used in the address bar
Home page;v;about:blank/intranet.example/news.example/start.example;Opens with each new window
Download folder;v;Downloads/D:\\Files/My desktop/Web files;Files are saved here unless you choose otherwise
Ask where to save;t;;Shows a dialog before each download
Wi-Fi;v;Larkspur 5G/Guest network/Cafe Ostrava/Not connected;Networks nearby appear in the list
Bluetooth;t;;Discoverable while this page is open
Flight mode;t;;Stops all wireless communication
Mobile hotspot;t;;Share your connection with other devices
Metered connection;t;;Reduces the use of data on this network
Data limit;n; GB;You are warned when the month's use comes near
DNS server;v;9.9.9.9/Automatic/192.168.4.1/1.1.1.1;Translates names into addresses
Proxy;c;None/Manual/Automatic script;Traffic goes through this host
VPN protocol;c;WireGuard/IKEv2/OpenVPN/L2TP;How the tunnel is secured
Time zone;c;Lisbon (UTC+0)/Berlin (UTC+1)/Nairobi (UTC+3)/Osaka (UTC+9)/Denver (UTC−7);Dates and times follow it
Clock format;c;24-hour/12-hour;Shown in the corner of the screen
Week starts on;c;Monday/Sunday/Saturday;First column of the calendar
Default duration;n; min;Length of new appointments
Working hours;v;09:00 – 17:00/08:30 – 16:30/07:00 – 15:00/10:00 – 18:00;Colleagues see when you are free
Measurement units;c;Metric/Imperial/Nautical;For distances and weights
Temperature;c;Celsius/Fahrenheit/Kelvin;Affects the weather and sensors
Currency;c;EUR/USD/GBP/JPY/CHF/SEK;Prices are shown in it
Pointer speed;n;;How fast the arrow moves
Primary button;c;Left/Right;Swap it if you are left-handed
Scroll direction;c;Natural/Reversed;Content follows your fingers
Tap to click;t;;Touch the pad instead of pressing it
Key repeat;c;Fast/Medium/Slow/Off;When a key is held down
Spell checker;t;;Underlines words that are not in the dictionary
Autocorrect;t;;Mends typing mistakes while you write
Keyboard layout;c;QWERTY/QWERTZ/AZERTY/Colemak/Dvorak;Order of the letters
Default branch;v;main/trunk/develop/stable;New pull requests go into it
Merge method;c;Squash/Rebase/Merge commit/Fast-forward;How changes enter the branch
Required reviews;n;;Approvals needed before a merge
Delete merged branches;t;;Tidies up after a pull request
Issue templates;v;3 templates/5 templates/None/1 template;People choose one when they report a bug
Repository visibility;c;Public/Private/Internal;Who can clone the code
Build machine;c;Linux small/Linux large/Windows/macOS;Runs the jobs of this project
Job timeout;n; min;Longer jobs are stopped
Keep artifacts;c;7 days/30 days/90 days/Forever;Older files are removed by night
Log level;c;Error/Warning/Info/Debug/Trace;How much is written to the file
Backup schedule;c;Hourly/Nightly/Every Sunday/Off;Copies go to the second disk
Storage quota;n; GB;Space that each member may use
Replicas;n;;Copies of the service that run side by side
Region;c;Frankfurt/Oregon/Mumbai/São Paulo/Sydney;The data never leaves it
Instance size;c;Nano/Small/Medium/Large/2 × Large;Decides about memory and cost
Invoice address;v;14 Quay Street/Hafenweg 3/22 Elm Road/Via Roma 9;Printed at the top of each bill
Payment card;v;Visa •• 4410/Mastercard •• 0932/Amex •• 7781;Charged on the first of the month
Plan;v;Starter/Team/Business/Free/Studio;Renews by itself
Page size;c;A4/Letter/A5/Legal/Tabloid;Paper in the tray
Print quality;c;Draft/Normal/Best;Finer prints take longer
Two-sided printing;t;;Saves half of the paper
Image format;c;JPEG/PNG/WebP/TIFF/HEIC;New pictures are stored like this
Watermark;t;;Puts your name on exported pictures
Video quality;c;480p/720p/1080p/1440p/4K;Limited by your connection
Autoplay;t;;Starts the next episode by itself
Subtitles;c;Off/English/Dutch/Korean/Always;Spoken words at the foot of the picture
Playback speed;c;0.75×/1×/1.25×/1.5×/2×;Also used for podcasts
Difficulty;c;Story/Easy/Normal/Hard/Nightmare;Can be changed during the game
Field of view;n;°;A wider angle shows more of the scene
Invert Y axis;t;;Up becomes down when you look around
Thermostat mode;c;Heat/Cool/Eco/Off;The schedule is paused meanwhile
Target temperature;n; °C;Held while somebody is at home
Door lock;c;Auto-lock/Manual/Away only;Locks after the door has shut
Motion alerts;t;;Sends a picture when something moves
Voice assistant;t;;Listens for the wake word
Wake word;c;Computer/Hey Nova/Jarvis/Okay Luma;Say it to start talking
Reduce motion;t;;Removes parallax and zooming
Screen reader;t;;Reads aloud what is under the pointer
Colour filter;c;None/Greyscale/Protanopia/Deuteranopia/Inverted;Helps people who see colours differently
Magnifier;t;;Enlarges the part under the pointer
Update channel;c;Stable/Beta/Nightly/Long-term;How early you get new features
Automatic updates;t;;Installed while you are away
Sync over mobile data;t;;May cost extra abroad
Undo history;n; steps;Uses more memory when higher
Graphics backend;c;Vulkan/Metal/Direct3D 12/OpenGL;Only change this when the picture flickers
Hardware acceleration;t;;Hands drawing over to the graphics card
Signature;v;Short/Formal/None/With logo;Stands at the end of new messages
Reply behaviour;c;Reply/Reply all;What the big arrow does
Undo send;c;5 seconds/10 seconds/20 seconds/30 seconds;Time to take a message back
Junk filter;c;Low/Standard/Strict/Off;Suspicious mail is moved aside
`
  .trim()
  .split("\n")
  .map((line) => {
    const [label = "", kind = "", values = "", help = ""] = line.split(";");
    return {
      label,
      kind: KINDS[/** @type {keyof typeof KINDS} */ (kind)],
      values: kind === "n" ? [values] : values.split("/").filter(Boolean),
      help,
    };
  });

/** Sections of settings, for sidebars, titles and the headings of cards. */
export const rowSections =
  `General|Appearance|Editor|Notifications|Privacy|Security|Account|Network|Accessibility|Keyboard|Language and region|Display|Sound|Storage|Updates|Advanced|Billing|Integrations|Extensions|Backups|Power|Devices|Personalisation|Workspace|Members|Developer|Calendar|Mail|Downloads|Search|Layout|Colours|Typography|Behaviour|Performance|Startup|Sharing|Terminal|Collaboration|Printing|Playback|Home|Sign-in|Data usage|Shortcuts|Profile`.split(
    "|",
  );

/** Last words of made-up settings, and patterns of their descriptions. */
export const rowNouns =
  `mode|interval|profile|engine|target|layer|filter|group|channel|source|policy|preset|limit|format|queue|key|style|index|layout|owner`.split(
    "|",
  );
export const rowHelps =
  `Controls how each {a} {n} is handled|Decides what happens with the {a} {n}|Takes effect after the next {n}|Only for people with a {a} {n}|Shown beside the {n}|Applies to every {n} in this workspace|Used when no {n} has been chosen|Learn more about the {a} {n}|Changes are stored with the {n}|You can override this for a single {n}|Keeps the {n} {a} at all times|Not available for a {a} {n}`.split(
    "|",
  );
