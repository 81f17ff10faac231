/** Word banks of the training screens. The validation screens have their own (`validation.mjs`). */
const words = (/** @type {string} */ text) =>
  text
    .trim()
    .split(/\s*[|\n]\s*/)
    .filter(Boolean);

export const bank = {
  firstNames: words(
    `Alice|Bob|Carla|Deepak|Elena|Farid|Grace|Hiro|Ines|Jamal|Katrin|Liam|Mei|Noah|Olga|Pedro|Quinn|Rosa|Sven|Tariq|Uma|Viktor|Wanda|Xavier|Yuki|Zoe|Ahmed|Bianca|Cedric|Dana|Emil|Fatima|Gustav|Hannah|Ivan|Julia|Kofi|Lara|Marco|Nadia|Oscar|Priya|Rahul|Simone|Tomas|Ursula|Vera|Wei|Yara|Zack|Amelia|Brandon|Chloe|Dmitri|Esther|Felix|Gina|Hassan|Isla|Jonas`,
  ),
  lastNames: words(
    `Anderson|Berg|Castillo|Dubois|Eriksen|Fischer|Garcia|Hansen|Ito|Johnson|Kowalski|Lopez|Muller|Nguyen|Okafor|Patel|Quintero|Rossi|Schmidt|Tanaka|Ueda|Vasquez|Weber|Xu|Yilmaz|Zhang|Abbott|Brennan|Carter|Delgado|Engel|Foster|Gupta|Hughes|Iyer|Jensen|Keller|Lindgren|Moreau|Novak|Olsen|Park|Reyes|Sato|Turner|Underwood|Vogel|Wright|Young|Ziegler`,
  ),
  companyHeads: words(
    `Acme|Blue|Bright|Cedar|Clear|Delta|Echo|Evergreen|Falcon|Golden|Harbor|Iron|Juniper|Lake|Lumen|Maple|Meadow|North|Oak|Orbit|Pine|Quartz|River|Silver|Solar|Stone|Summit|Swift|Terra|Umber|Vertex|West|Wild|Zenith`,
  ),
  companyTails: words(
    `Analytics|Bank|Capital|Cloud|Consulting|Data|Design|Dynamics|Energy|Foods|Freight|Health|Industries|Insurance|Labs|Logistics|Media|Mobile|Motors|Networks|Partners|Pharma|Robotics|Security|Software|Studios|Supply|Systems|Travel|Works`,
  ),
  domains: words(
    `example.com|example.org|mail.test|acme.dev|northwind.io|contoso.com|fabrikam.net|globex.co|initech.biz|umbrella.io`,
  ),
  cities: words(
    `Amsterdam|Athens|Austin|Barcelona|Berlin|Boston|Brussels|Cairo|Chicago|Copenhagen|Dallas|Denver|Dublin|Geneva|Hamburg|Helsinki|Istanbul|Lagos|Lima|Lisbon|London|Lyon|Madrid|Milan|Montreal|Mumbai|Munich|Nairobi|New York|Osaka|Oslo|Paris|Prague|Rome|Seattle|Seoul|Singapore|Stockholm|Sydney|Tokyo|Toronto|Vienna|Warsaw|Zurich`,
  ),
  countries: words(
    `Argentina|Australia|Austria|Belgium|Brazil|Canada|Chile|Denmark|Egypt|Finland|France|Germany|Greece|India|Ireland|Italy|Japan|Kenya|Mexico|Morocco|Netherlands|Nigeria|Norway|Peru|Poland|Portugal|Singapore|South Korea|Spain|Sweden|Switzerland|Turkey|United Kingdom|United States|Vietnam`,
  ),
  streets: words(
    `Baker Street|Cherry Lane|Church Road|Elm Street|Forest Avenue|Garden Way|High Street|Hill Road|King Street|Lake Drive|Lincoln Avenue|Maple Court|Market Street|Mill Lane|Park Avenue|Queen Street|River Road|School Lane|Station Road|Sunset Boulevard`,
  ),
  products: words(
    `Wireless mouse|Desk lamp|Coffee grinder|Running shoes|Backpack|Water bottle|Notebook|Office chair|USB hub|Headphones|Keyboard|Yoga mat|Tea kettle|Rain jacket|Sunglasses|Phone case|Bike helmet|Wall clock|Cutting board|Travel mug|Garden hose|Toolbox|Sleeping bag|Board game|Picture frame|Electric kettle|Floor lamp|Wool scarf|Leather wallet|Ceramic bowl|Bluetooth speaker|Graphics card|Standing desk|Camera tripod|Air fryer|Hand cream|Face towel|Table runner|Toaster|Cordless drill`,
  ),
  fileStems: words(
    `report|budget|invoice|notes|draft|summary|slides|photo|backup|config|index|main|readme|schema|contract|agenda|minutes|roadmap|design|logo|banner|export|users|orders|metrics|changelog|package|server|client|utils|test_results|proposal|resume|inventory|forecast|survey|statement|manual|template|archive`,
  ),
  extensions: words(
    `.pdf|.docx|.xlsx|.csv|.png|.jpg|.zip|.txt|.md|.json|.yaml|.ts|.js|.py|.html|.css|.sql|.log|.pptx|.mp4`,
  ),
  folders: words(
    `Documents|Downloads|Pictures|Music|Desktop|Projects|Invoices|Contracts|Archive|Shared|Backups|Templates|Reports|Designs|Finance|Marketing|Personal|Videos|src|test|docs|assets|scripts|public|components|lib|config|migrations`,
  ),
  regions: words(
    `us-east-1|us-west-2|eu-west-1|eu-central-1|ap-south-1|ap-northeast-1|sa-east-1|West Europe|East US|North Europe|Central US|Southeast Asia|Japan East|UK South|Canada Central|Australia East`,
  ),
  services: words(
    `Virtual machine|Storage account|SQL database|Kubernetes service|Load balancer|Key vault|App service|Container registry|Function app|Virtual network|Redis cache|Message queue|DNS zone|Public IP address|Search service|Event hub|Log workspace|API gateway|Disk|Firewall`,
  ),
  resourceHeads: words(
    `api|web|auth|billing|cache|cart|data|edge|email|events|frontend|gateway|image|ingest|jobs|login|logs|mail|metrics|orders|payments|prod|proxy|queue|reports|search|session|shop|staging|sync|test|users|worker`,
  ),
  resourceTails: words(
    `01|02|03|app|backup|blue|cluster|db|dev|east|eu|green|main|node|prod|server|store|svc|v2|vm|west`,
  ),
  statuses: words(
    `Active|Running|Stopped|Failed|Pending|Completed|Paused|Draft|Archived|In progress|Queued|Cancelled|Approved|Rejected|Open|Closed|On hold|Shipped|Delivered|Refunded|Overdue|Paid|Healthy|Degraded|Offline|Online|Blocked|Expired|Scheduled|Under review`,
  ),
  roles: words(
    `Owner|Admin|Editor|Viewer|Member|Guest|Developer|Billing manager|Contributor|Reader|Moderator|Support agent|Auditor|Operator|Analyst`,
  ),
  jobs: words(
    `Software engineer|Product manager|Designer|Accountant|Sales lead|Data scientist|Support specialist|Marketing manager|HR partner|Project lead|Technical writer|QA engineer|Architect|Consultant|Office manager`,
  ),
  departments: words(
    `Engineering|Sales|Marketing|Finance|Human Resources|Support|Legal|Operations|Research|Design|Procurement|Facilities|Security|Quality`,
  ),
  apps: words(
    `Taskboard|Inkwell|Paperplane|Cloudbase|Mailroom|Shiftplan|Bookings|Ledger|Pulse|Harvest|Beacon|Atlas|Compass|Notepad Pro|Stackdeck|Formcraft|Gridline|Helpdesk|Kiosk|Listo|Moneta|Octopost|Pantry|Quill|Relay|Scribe|Trellis|Vaultly|Wavelength|Zephyr`,
  ),
  nouns: words(
    `account|agreement|alert|answer|backup|badge|batch|board|branch|browser|budget|build|bundle|cable|calendar|campaign|card|channel|chart|client|column|comment|contact|course|customer|database|deadline|delivery|deployment|device|domain|driver|email|engine|error|event|feature|file|filter|folder|form|gateway|group|header|host|image|index|invoice|issue|job|key|label|layer|ledger|library|license|list|log|machine|map|member|memory|message|meeting|metric|milestone|model|module|network|node|note|number|offer|order|page|panel|parcel|password|patch|payment|permission|photo|pipeline|plan|plugin|policy|port|price|printer|process|product|profile|project|proposal|query|queue|receipt|record|region|release|rental|report|request|review|role|room|route|rule|sample|schedule|schema|screen|script|server|service|session|setting|shipment|signal|snapshot|source|sprint|stock|storage|stream|subscription|summary|survey|table|tag|task|team|template|tenant|test|theme|ticket|token|tool|topic|transfer|update|upload|user|vendor|version|video|volume|voucher|warehouse|webhook|widget|window|workflow|workspace`,
  ),
  adjectives: words(
    `annual|archived|automatic|basic|blank|broken|central|common|custom|daily|default|digital|direct|draft|early|empty|external|fast|final|first|fresh|global|hidden|internal|invalid|joint|large|latest|legal|light|local|main|manual|minor|missing|mobile|monthly|new|old|online|open|optional|partial|pending|personal|primary|private|public|quarterly|quick|recent|regional|remote|secure|shared|simple|single|slow|small|spare|special|standard|static|temporary|upcoming|urgent|valid|weekly`,
  ),
  verbs: words(
    `Add|Approve|Archive|Assign|Check|Clean up|Close|Compare|Confirm|Copy|Create|Debug|Delete|Deploy|Draft|Edit|Export|Extend|Fix|Import|Improve|Install|Invite|Merge|Migrate|Monitor|Move|Order|Plan|Prepare|Print|Publish|Refactor|Remove|Rename|Renew|Replace|Request|Reset|Restore|Review|Schedule|Send|Share|Sign|Split|Start|Sync|Test|Translate|Update|Upgrade|Upload|Validate|Verify|Write`,
  ),
  titlesOfPeople: words(`Manager|Assistant|Director|Intern|Lead|Vice president|Coordinator`),
  plans: words(`Free|Basic|Starter|Pro|Plus|Team|Business|Premium|Enterprise|Hobby|Growth|Scale`),
  planFeatures: words(
    `10 GB storage|Unlimited projects|Priority support|5 team members|Custom domain|Audit log|Single sign-on|API access|Daily backups|24/7 phone support|Advanced analytics|100 GB bandwidth|Email support|2 workspaces|Version history|Guest access|Custom branding|SLA of 99.9 %`,
  ),
  chat: words(
    `Did you see the new numbers?|Yes, I will send it today.|Can we move the meeting to Friday?|The build is green again.|Thanks a lot!|Where is the contract?|I left it in the shared folder.|Lunch at noon?|Sounds good to me.|Please review my pull request.|The client wants a demo on Monday.|I am out of office tomorrow.|Who is on call this weekend?|Let me check and get back to you.|The invoice was paid yesterday.|Deploy finished without errors.|Could you restart the server?|My laptop needs an update.|We should add a test for that.|The train is late again.|Call me when you are free.|Ticket is closed now.|Great work everyone!|I need access to the database.|What is the password of the guest Wi-Fi?|It is on the whiteboard.`,
  ),
  sentences: words(
    `You can change this at any time.|This action cannot be undone.|Changes are saved automatically.|Only administrators can edit this section.|Your data is encrypted at rest.|Fields marked with an asterisk are required.|We never share your details with third parties.|The first deployment may take several minutes.|Contact your administrator for access.|Invoices are sent on the first day of each month.|Items stay in the trash for 30 days.|Members receive an invitation by email.|Use a strong password with at least 12 characters.|A copy is kept for ninety days.|The service restarts after the change.|Older versions remain available in the archive.|All times are shown in your local time zone.|Sign in again to apply the new policy.|Backups run every night at 02:00.|Each key works in one region only.|Drag items to change their order.|Select a file to see its details.|Choose what you want to be notified about.|Manage who can see your profile.|Connect your tools to work faster.|Review the summary before you continue.|Deleted projects can be restored within 14 days.|Usage is billed by the hour.|The limit resets at midnight.|Keep this key secret and do not share it.`,
  ),
  docTopics: words(
    `Getting started|Installation|Quick start|Authentication|Configuration|Error handling|Rate limits|Pagination|Webhooks|Deployment|Troubleshooting|Security|Performance|Migration guide|Command line|Plugins|Testing|Logging|Release notes|Glossary|Architecture|Data model|Caching|Permissions|Environment variables`,
  ),
  badges: words(
    `New|Beta|Preview|Popular|Sale|Pro|Admin|Draft|Urgent|Updated|Deprecated|Verified|Trial|Live|Hot|Recommended|Private|Public`,
  ),
  sections: words(
    `General|Appearance|Account|Privacy|Security|Notifications|Language & region|Accessibility|Advanced|Display|Keyboard|Sound|Network|Storage|Updates|Editor|Integrations|Billing|Backup|Members|Permissions|Email|Labs|Shortcuts|Proxy|Devices|Profile|Data & export`,
  ),
  madeUpHeads: words(
    `bal|bre|cal|cor|dar|del|dro|el|fen|fil|gar|gro|hal|hex|in|jal|ka|kor|lin|lo|mar|mon|nev|nor|ob|or|pal|pren|quo|ral|rin|sal|sto|tal|tor|ul|ven|vor|wil|xan|yor|zel|zor`,
  ),
  madeUpTails: words(
    `a|ac|ado|ain|and|ara|as|ba|bin|dex|do|dra|el|en|era|eth|fin|fo|gen|go|ia|ic|ide|ik|in|io|is|ix|la|len|lia|lo|lux|ma|mo|na|nex|nis|no|ny|on|ora|os|ova|ra|rex|ro|sa|so|ta|tic|to|tra|um|va|via|vo|x|ya|zo`,
  ),
};

/**
 * Settings: label, kind and what can be chosen. `short` is how a person may say it (optional).
 * @type {readonly (readonly [label: string, kind: "choice" | "toggle" | "text" | "number", values: string, short?: string])[]}
 */
export const settings = [
  ["Theme", "choice", "Light|Dark|System|High contrast|Solarized|Midnight", "colour theme"],
  [
    "Language",
    "choice",
    "English|German|French|Spanish|Italian|Japanese|Portuguese|Dutch|Polish|Korean",
    "interface language",
  ],
  [
    "Time zone",
    "choice",
    "UTC|Europe/Berlin|America/New_York|Asia/Tokyo|Europe/London|Australia/Sydney|Asia/Kolkata|America/Chicago",
    "timezone",
  ],
  ["Date format", "choice", "DD/MM/YYYY|MM/DD/YYYY|YYYY-MM-DD|D MMM YYYY"],
  ["Font size", "choice", "Small|Medium|Large|Extra large|12 px|14 px|16 px", "text size"],
  ["Font family", "choice", "Consolas|Menlo|Fira Code|JetBrains Mono|Courier New|Cascadia Code", "typeface"],
  ["Density", "choice", "Compact|Comfortable|Spacious|Cosy", "row density"],
  ["Default view", "choice", "List|Grid|Board|Timeline|Calendar|Gallery"],
  ["Start page", "choice", "Home|Inbox|Last opened|Blank page|Dashboard", "start-up page"],
  ["Currency", "choice", "Euro (EUR)|US Dollar (USD)|Pound (GBP)|Yen (JPY)|Swiss Franc (CHF)|Rupee (INR)"],
  ["Units", "choice", "Metric|Imperial|Nautical", "measurement units"],
  ["First day of the week", "choice", "Monday|Sunday|Saturday", "week start"],
  ["Auto save", "choice", "Off|After delay|On focus change|On window change|Every 5 minutes", "autosave"],
  ["Update channel", "choice", "Stable|Beta|Nightly|Release candidate|Long-term support"],
  ["Log level", "choice", "Error|Warning|Info|Debug|Trace|Verbose", "logging level"],
  ["Quality", "choice", "Low|Medium|High|Ultra|Original", "picture quality"],
  ["Sort order", "choice", "Newest first|Oldest first|Name (A–Z)|Most used|By size", "sorting"],
  ["Session timeout", "choice", "15 minutes|30 minutes|1 hour|8 hours|Never", "time-out"],
  ["Visibility", "choice", "Public|Private|Internal|Team only|Unlisted"],
  ["Cursor style", "choice", "Block|Line|Underline|Thin line", "cursor shape"],
  ["Word wrap", "choice", "Off|On|Bounded|Column 80", "line wrapping"],
  ["Tab size", "choice", "2|4|8|3", "indentation width"],
  ["Notification sound", "choice", "Chime|Ding|Marimba|None|Bell|Ripple", "alert sound"],
  ["Backup frequency", "choice", "Hourly|Daily|Weekly|Monthly|Never", "how often backups run"],
  ["Region", "choice", "West Europe|East US|Central India|Japan East|Brazil South", "data region"],
  ["Retention", "choice", "7 days|14 days|30 days|90 days|1 year|Forever", "how long data is kept"],
  ["Default browser", "choice", "Firefox|Chrome|Safari|Edge|Opera"],
  ["Encryption", "choice", "AES-128|AES-256|ChaCha20|None", "encryption method"],
  ["Priority", "choice", "Low|Normal|High|Critical|Urgent"],
  ["Paper size", "choice", "A4|A3|Letter|Legal|A5"],
  ["Orientation", "choice", "Portrait|Landscape", "page orientation"],
  ["Screen resolution", "choice", "1280 × 720|1920 × 1080|2560 × 1440|3840 × 2160", "resolution"],
  ["Keyboard layout", "choice", "QWERTY|QWERTZ|AZERTY|Dvorak|Colemak"],
  ["Compression", "choice", "None|Fast|Balanced|Maximum", "compression level"],
  ["Merge method", "choice", "Merge commit|Squash|Rebase|Fast-forward"],
  ["Payment method", "choice", "Visa ending in 4242|PayPal|Bank transfer|Invoice|Apple Pay", "way of paying"],
  ["Billing cycle", "choice", "Monthly|Quarterly|Yearly|Every two years", "billing period"],
  ["Delivery", "choice", "Standard|Express|Pick-up|Overnight|Same day", "shipping method"],
  ["Power mode", "choice", "Balanced|Power saver|Best performance"],
  ["Scroll direction", "choice", "Natural|Reversed"],
  ["Role", "choice", "Owner|Admin|Editor|Viewer|Guest"],
  ["Voice", "choice", "Nova|Alto|Ember|Juniper|Sol"],
  ["Accent colour", "choice", "Blue|Green|Orange|Purple|Red|Teal|Pink", "highlight colour"],
  ["Icon theme", "choice", "Seti|Minimal|Material|None", "icons"],
  ["Diff style", "choice", "Inline|Side by side|Unified|Split", "diff layout"],
  ["Email notifications", "toggle", "", "mail alerts"],
  ["Push notifications", "toggle", "", "push alerts"],
  ["Desktop notifications", "toggle", "", "desktop alerts"],
  ["Weekly digest", "toggle", "", "the digest mail"],
  ["Two-factor authentication", "toggle", "", "2FA"],
  ["Dark mode", "toggle", ""],
  ["Automatic updates", "toggle", "", "auto-update"],
  ["Spell check", "toggle", "", "spelling check"],
  ["Show line numbers", "toggle", "", "line numbers"],
  ["Format on save", "toggle", "", "formatting when saving"],
  ["Show hidden files", "toggle", "", "hidden files"],
  ["Location services", "toggle", "", "location"],
  ["Share usage data", "toggle", "", "telemetry"],
  ["Remember me", "toggle", ""],
  ["Offline mode", "toggle", ""],
  ["Bluetooth", "toggle", ""],
  ["Airplane mode", "toggle", ""],
  ["Night light", "toggle", ""],
  ["Mobile hotspot", "toggle", "", "hotspot"],
  ["Sync contacts", "toggle", "", "contact sync"],
  ["Play sounds", "toggle", "", "sounds"],
  ["Reduce motion", "toggle", "", "animation reduction"],
  ["Show avatars", "toggle", "", "avatars"],
  ["Enable API access", "toggle", "", "API access"],
  ["Allow guest access", "toggle", "", "guest access"],
  ["Require approval", "toggle", "", "approval"],
  ["Open links in a new tab", "toggle", "", "links in new tabs"],
  ["Show preview pane", "toggle", "", "the preview pane"],
  ["Confirm before deleting", "toggle", "", "delete confirmation"],
  ["Public profile", "toggle", ""],
  ["Read receipts", "toggle", ""],
  ["Minimap", "toggle", ""],
  ["Breadcrumbs", "toggle", ""],
  ["Cookies", "toggle", ""],
  ["Hardware acceleration", "toggle", "", "GPU acceleration"],
  ["Launch at start-up", "toggle", "", "start with the system"],
  ["Block pop-ups", "toggle", "", "the pop-up blocker"],
  ["Send read confirmations", "toggle", ""],
  ["Public network discovery", "toggle", "", "network discovery"],
  ["Product news", "toggle", ""],
  ["Security alerts", "toggle", ""],
  ["Comments on my posts", "toggle", ""],
  ["Mentions", "toggle", ""],
  ["Lock after inactivity", "toggle", "", "the lock"],
  ["Display name", "text", "name"],
  ["User name", "text", "login", "login name"],
  ["Full name", "text", "name"],
  ["Email address", "text", "email", "e-mail"],
  ["Recovery email", "text", "email", "backup e-mail"],
  ["Company", "text", "company", "organisation"],
  ["Job title", "text", "job", "position"],
  ["Website", "text", "url", "web address"],
  ["Phone number", "text", "phone", "telephone"],
  ["Proxy host", "text", "host", "proxy server"],
  ["Download folder", "text", "path", "download location"],
  ["Workspace name", "text", "company", "name of the workspace"],
  ["Project name", "text", "project", "name of the project"],
  ["Branch", "text", "branch", "git branch"],
  ["Server address", "text", "ip", "IP of the server"],
  ["Host name", "text", "host"],
  ["Nickname", "text", "madeup", "nick"],
  ["Webhook URL", "text", "url", "hook address"],
  ["Client ID", "text", "id"],
  ["Tag line", "text", "phrase", "slogan"],
  ["City", "text", "city", "town"],
  ["Department", "text", "department"],
  ["Manager", "text", "name", "boss"],
  ["Repository", "text", "repo", "repo"],
  ["Port", "number", "port", "port number"],
  ["Maximum upload size (MB)", "number", "size", "upload limit"],
  ["Maximum results", "number", "count", "result limit"],
  ["Retry limit", "number", "small", "number of retries"],
  ["Timeout (seconds)", "number", "seconds", "time-out"],
  ["Line length", "number", "count", "ruler column"],
  ["Number of workers", "number", "small", "worker count"],
  ["Memory limit (MB)", "number", "mem", "memory cap"],
  ["Cache size (MB)", "number", "mem", "cache limit"],
  ["Scrollback", "number", "mem", "scrollback lines"],
];

/**
 * Buttons and links with known purpose: text, ways to ask "how do I …", what a click does.
 * @type {Record<string, readonly (readonly [text: string, wants: string, effect: string])[]>}
 */
export const actions = {
  save: [
    ["Save", "save|keep my changes|store this", "saves the changes"],
    ["Save changes", "save|keep my edits|store the settings", "saves the changes"],
    ["Apply", "apply the settings|make the changes take effect", "applies the settings"],
    ["OK", "confirm|accept this|close and accept", "accepts and closes the window"],
    ["Update", "update this|store the new values", "updates the data"],
    ["Done", "finish|be done here", "finishes and closes"],
    ["Submit", "submit the form|hand this in|send the form", "submits the form"],
    ["Apply changes", "apply the changes|make my edits effective", "applies the changes"],
    ["Update profile", "update my profile|save my profile", "saves the profile"],
    ["Save settings", "save the settings|keep these preferences", "saves the settings"],
  ],
  cancel: [
    ["Cancel", "cancel|leave without saving|abort|back out", "closes without saving"],
    ["Discard", "discard my changes|throw away the edits", "discards the changes"],
    ["Close", "close this|get rid of this window|dismiss it", "closes the window"],
    ["Back", "go back|return to the previous page|get to the last step", "goes back"],
    ["Not now", "skip this for now|decide later", "postpones this"],
    ["Dismiss", "dismiss this|hide the message", "dismisses the message"],
    ["Reset", "reset everything|undo all my changes here|restore the defaults", "resets the values"],
    ["Restore defaults", "get the default settings back|undo my customisation", "restores the default settings"],
    ["Skip", "skip this step|leave this out", "skips the step"],
  ],
  delete: [
    ["Delete", "delete this|remove it|erase it", "deletes the item"],
    ["Remove", "remove this|take it away", "removes the item"],
    ["Delete account", "delete my account|close my account for good", "deletes the account"],
    ["Delete project", "delete the project|remove this project", "deletes the project"],
    ["Discard draft", "throw the draft away", "discards the draft"],
    ["Revoke", "revoke access|invalidate the key", "revokes the access"],
    ["Empty trash", "empty the trash|delete everything in the bin", "empties the trash"],
    ["Move to trash", "put this in the bin|trash this", "moves the item to the trash"],
    ["Uninstall", "uninstall it|remove the program", "uninstalls the program"],
    ["Leave team", "leave the team|get out of this team", "leaves the team"],
    ["Deactivate", "deactivate it|turn the account off", "deactivates the account"],
  ],
  create: [
    ["New project", "create a project|start a project", "creates a new project"],
    ["Add user", "add a user|create a user", "adds a user"],
    ["Create", "create it|make a new one", "creates a new item"],
    ["Add item", "add an item|append an entry", "adds an item"],
    ["New file", "make a file|create a file", "creates a new file"],
    ["Invite member", "invite somebody|add a team member|bring a colleague in", "invites a member"],
    ["Upload", "upload a file|put a file here", "uploads a file"],
    ["Create key", "make a key|generate an API key", "creates a new key"],
    ["New message", "write a message|compose a mail", "opens a new message"],
    ["Add payment method", "add a credit card|add a way to pay", "adds a payment method"],
    ["New folder", "create a folder|make a directory", "creates a folder"],
    ["Add to cart", "put it in the basket|buy this item", "puts the item in the cart"],
    ["Create ticket", "open a ticket|report a problem", "creates a ticket"],
    ["New event", "add an event|put something in the calendar", "creates an event"],
    ["Deploy", "deploy|roll this out|ship this", "starts a deployment"],
    ["Add filter", "filter the list|add a filter", "adds a filter"],
    ["Connect", "connect|establish the connection", "connects"],
    ["Import", "import data|bring data in", "imports data"],
  ],
  use: [
    ["Export", "export the data|get the data out|download the data", "exports the data"],
    ["Download", "download this|get a copy", "downloads the file"],
    ["Refresh", "reload the list|refresh|get the latest data", "reloads the data"],
    ["Edit", "edit this|change it", "opens it for editing"],
    ["Share", "share this|give others access", "shares it"],
    ["Print", "print this|get it on paper", "prints it"],
    ["Search", "search|find something|run the query", "starts the search"],
    ["Duplicate", "make a copy of it|duplicate this", "makes a copy"],
    ["Rename", "rename it|give it another name", "renames the item"],
    ["Restart", "restart it|boot it again", "restarts it"],
    ["Start", "start it|turn the machine on", "starts it"],
    ["Stop", "stop it|shut it down", "stops it"],
    ["Copy link", "copy the link|get the address", "copies the link"],
    ["Archive", "archive this|put this in the archive", "archives it"],
    ["View details", "see more|see the details", "shows the details"],
    ["Filter", "narrow the list|filter", "filters the list"],
    ["Sync now", "synchronise|run a sync right away", "starts a sync"],
    ["Test connection", "check the connection|see whether the connection works", "tests the connection"],
    ["Reply", "reply|answer this message", "opens a reply"],
    ["Forward", "forward this mail|pass the message on", "forwards the message"],
    ["Mark all as read", "mark everything as read|clear unread marks", "marks everything as read"],
    ["Learn more", "get more information|read more on this", "opens more information"],
    ["Run", "run it|execute it", "runs it"],
    ["Preview", "preview it|see how it will look", "shows a preview"],
    ["Change password", "change my password|set a new password", "opens the change of the password"],
    ["Send test email", "send a test mail|try out the mail set-up", "sends a test mail"],
    ["View logs", "see the logs|look at the log", "opens the logs"],
  ],
  retry: [
    ["Try again", "try again|retry|make another attempt", "tries again"],
    ["Retry", "try again|retry|repeat the attempt", "tries again"],
    ["Reload", "reload the page|load it again", "reloads the page"],
    ["Reconnect", "connect again|restore the connection", "connects again"],
    ["Report problem", "report this problem|tell the makers about it", "sends a problem report"],
    ["Contact support", "get help|reach support", "contacts support"],
    ["Show details", "see what went wrong in detail|get technical details", "shows the details"],
    ["Open settings", "get to the settings|change the settings", "opens the settings"],
    ["Ignore", "ignore this|go on in spite of it", "ignores the problem"],
  ],
  login: [
    ["Sign in", "sign in|log in|get into my account", "signs you in"],
    ["Log in", "log in|sign in|enter my account", "logs you in"],
    ["Continue", "go on|continue|get to the next step", "continues to the next step"],
    ["Log on", "log on|sign in", "logs you on"],
  ],
  signup: [
    ["Create account", "register|make an account|sign up", "creates the account"],
    ["Sign up", "sign up|register|open an account", "creates the account"],
    ["Register", "register|create an account", "registers the account"],
    ["Get started", "get started|begin", "starts the registration"],
    ["Join now", "join|become a member", "creates the membership"],
  ],
  loginLinks: [
    [
      "Forgot password?",
      "recover my password|reset a lost password|get in when I forgot my password",
      "opens the password recovery",
    ],
    ["Reset your password", "recover my password|get a new password", "opens the password reset"],
    ["Create an account", "register|get an account", "opens the registration"],
    ["Need help?", "get help", "opens the help"],
    ["Sign in with SSO", "use single sign-on", "opens single sign-on"],
    ["Continue with Google", "log in with Google|use my Google account", "signs in with Google"],
    ["Continue with GitHub", "log in with GitHub|use my GitHub account", "signs in with GitHub"],
    ["Sign in with a passkey", "use a passkey", "signs in with a passkey"],
    ["Terms of service", "read the terms|see the conditions", "opens the terms"],
    ["Privacy policy", "read about privacy|see the privacy policy", "opens the privacy policy"],
  ],
  checkout: [
    ["Place order", "order|buy this|finish the purchase", "places the order"],
    ["Pay now", "pay|finish the purchase", "starts the payment"],
    ["Continue to payment", "go to payment|continue with paying", "opens the payment step"],
    ["Buy now", "buy this|purchase it", "buys the item"],
    ["Confirm order", "confirm the order|finish buying", "confirms the order"],
    ["Proceed to checkout", "check out|go to the till", "opens the checkout"],
    ["Apply coupon", "use a coupon|redeem a voucher", "applies the coupon"],
    ["Continue shopping", "go back to the shop|buy more", "returns to the shop"],
  ],
  wizard: [
    ["Next", "go to the next step|move on|proceed", "goes to the next step"],
    ["Finish", "finish|complete the set-up", "finishes the set-up"],
    ["Continue", "continue|move on|proceed", "goes to the next step"],
    ["Previous", "go back a step|return to the last step", "goes to the previous step"],
    ["Install", "install it|start the installation", "starts the installation"],
  ],
  plan: [
    ["Choose plan", "choose this plan", "selects the plan"],
    ["Upgrade", "upgrade|get a bigger plan", "upgrades the plan"],
    ["Start free trial", "try it for free|start a trial", "starts the free trial"],
    ["Contact sales", "talk to sales", "contacts sales"],
    ["Buy", "buy it", "buys the plan"],
    ["Select", "select it", "selects it"],
  ],
};

/**
 * Navigation targets: text and what one goes there for.
 * @type {readonly (readonly [text: string, wants: string])[]}
 */
export const places = [
  ["Home", "get to the start page|return to the home page"],
  ["Dashboard", "see the overview|get to the dashboard"],
  ["Billing", "change my credit card|see my bills|handle payments"],
  ["Invoices", "find my invoices|see past invoices"],
  ["Users", "manage users|see who has an account"],
  ["Team", "see my team|manage the team"],
  ["Members", "see the members|manage members"],
  ["Reports", "see reports|read the reports"],
  ["Analytics", "see statistics|look at usage numbers"],
  ["Settings", "change settings|configure things"],
  ["Profile", "edit my profile|change my profile"],
  ["Security", "change security settings|set up 2FA"],
  ["Notifications", "choose my notifications|see my alerts"],
  ["Integrations", "connect other tools|set up an integration"],
  ["API keys", "get an API key|manage keys"],
  ["Help", "get help|find help"],
  ["Support", "contact support|get assistance"],
  ["Documentation", "read the docs|find the manual"],
  ["Projects", "see my projects|open a project"],
  ["Tasks", "see my tasks|check what I have to do"],
  ["Calendar", "see my appointments|check the dates"],
  ["Messages", "read messages|see my messages"],
  ["Inbox", "read my mail|see incoming mail"],
  ["Files", "find a file|browse the files"],
  ["Orders", "check my orders|see what was ordered"],
  ["Products", "see the products|manage the catalogue"],
  ["Customers", "find a customer|see the customers"],
  ["Logs", "look at logs|see what happened"],
  ["Monitoring", "watch the system|see the health of the system"],
  ["Backups", "restore a backup|see backups"],
  ["Storage", "see used space|manage storage"],
  ["Networking", "configure the network|change network settings"],
  ["Access control", "give somebody permissions|manage access"],
  ["Activity log", "see recent activity|see who did what"],
  ["Tags", "manage tags|label things"],
  ["Locks", "manage locks"],
  ["Deployments", "see deployments|check the last roll-out"],
  ["Pipelines", "see pipelines|check the builds"],
  ["Environments", "manage environments"],
  ["Databases", "manage databases|see my databases"],
  ["Marketplace", "get extensions|find add-ons"],
  ["Templates", "use a template|find templates"],
  ["Archive", "find old items|see archived things"],
  ["Trash", "restore something deleted|find deleted items"],
  ["Drafts", "continue a draft|see unsent mail"],
  ["Sent", "see sent mail|check what I sent"],
  ["Spam", "see junk mail|check for spam"],
  ["Starred", "see favourites|find starred items"],
  ["Shared with me", "see what others shared with me"],
  ["Recent", "see what I opened lately"],
  ["Downloads", "find my downloads"],
  ["Favorites", "see my favourites"],
  ["Appearance", "change the look|change colours"],
  ["Accounts", "manage accounts|switch my account"],
  ["Privacy", "change privacy options|control my data"],
  ["Language", "change the language"],
  ["Subscriptions", "manage my subscription|cancel a subscription"],
  ["Payments", "see payments|pay something"],
  ["Contacts", "find a contact|see my contacts"],
  ["Feedback", "give feedback|tell my opinion"],
  ["Changelog", "see what is new|read about recent changes"],
  ["Webhooks", "set up a webhook"],
  ["Audit log", "see who changed what"],
  ["Quotas", "see my limits|raise a limit"],
  ["Alerts", "see the alerts|manage alerts"],
  ["Overview", "get the overview|see a summary"],
  ["Roles", "manage roles|define roles"],
  ["Domains", "manage domains|add a domain"],
  ["Pricing", "see prices|find out what it costs"],
  ["Blog", "read the blog"],
  ["Careers", "find a job there"],
  ["Contact", "get in touch"],
  ["About", "read about the company"],
];

/** Error messages; `{slot}` is filled by the word maker. */
export const errors = words(
  `Could not connect to {host}.|The file {file} could not be found.|Invalid user name or password.|Your session has expired. Please sign in again.|You do not have permission to open {file}.|Connection to {host} timed out after {n} seconds.|The disk is full. Free at least {n} MB and try again.|Unable to save {file}.|Error {code}: the request could not be processed.|The certificate of {host} has expired.|Payment declined by your bank.|This email address is already in use.|Passwords do not match.|The server returned an unexpected answer ({code}).|Port {port} is already in use.|Unexpected token in line {n}.|The update failed with code 0x{hex}.|The name {made} is already taken.|Deployment of {res} failed.|Quota exceeded in {region}.|The printer is out of paper.|Your card ending in {n4} was declined.|{app} has stopped working.|Cannot delete {file} because it is open in another program.|The format of {file} is not supported.|Database {res} is not reachable.|Access to {res} was denied.|Too many requests. Wait {n} seconds.|License key {id} is not valid.|Backup of {date} could not be restored.|The upload of {file} was interrupted.|Module {made} was not found.|Sync failed: {n} items could not be uploaded.|Out of memory while loading {file}.|{made} requires version {ver} or newer.|Network cable unplugged on {made}.|The address {email} was rejected by the server.`,
);
export const warnings = words(
  `Your trial ends in {n} days.|Storage is {pct} full.|The certificate of {host} expires in {n} days.|{n} updates are waiting to be installed.|Battery is low ({pct}).|You have unsaved changes.|Scheduled maintenance on {date}.|This version is no longer supported.|Your password expires in {n} days.|Usage of {res} is above {pct}.|Two-factor authentication is not set up.|The key {made} was last used {n} days ago.`,
);
export const infos = words(
  `Version {ver} is available.|A new device signed in from {city}.|Maintenance is planned for {date}.|{name} invited you to {company}.|Your export will be ready in {n} minutes.|You are viewing a preview of {app}.|Single sign-on is managed by {company}.|Prices are shown in {currency}.|Data is refreshed every {n} minutes.`,
);
export const successes = words(
  `Your changes were saved.|{file} was uploaded.|Payment of {money} received.|{name} was added to the team.|Backup finished at {time}.|Deployment of {res} succeeded.|Message sent to {email}.|Order {ordernum} has been placed.|Your password was changed.|{n} items were moved to {folder}.|Connection to {host} established.|The key {made} was created.`,
);

/** Error field hints under inputs. */
export const fieldErrors = words(
  `This field is required.|Enter a valid email address.|Must be at least 8 characters long.|Only letters and digits are allowed.|Enter a number between 1 and 100.|This name is already taken.|The date lies in the past.|Enter a valid phone number.|Must start with https://|The postal code has 5 digits.|Please choose a value.|No spaces allowed.|Too short.|Unknown country code.`,
);
export const helps = words(
  `We will never share this.|Shown on your public profile.|At least 12 characters.|Leave blank to keep the current one.|Used for invoices only.|Letters, digits and dashes.|Separate several values with commas.|You can change this later.|Visible to all members.|Optional.|Between 1 and 65535.|Takes effect after a restart.`,
);

/** Confirmation questions: title, message, the deciding action. */
export const confirms = /** @type {readonly (readonly [string, string, string, string])[]} */ ([
  ["Delete {file}?", "This file will be removed for good.", "Delete", "delete"],
  ["Discard changes?", "You have unsaved changes in {file}.", "Discard", "cancel"],
  ["Remove {name}?", "{name} will lose access to {company}.", "Remove", "delete"],
  ["Sign out?", "You are signed in as {email}.", "Sign out", "x"],
  ["Restart now?", "The update to version {ver} needs a restart.", "Restart", "use"],
  ["Delete project {made}?", "All {n} files and their history will be lost.", "Delete project", "delete"],
  ["Empty the trash?", "{n} items will be erased.", "Empty trash", "delete"],
  ["Stop {res}?", "Running jobs on {res} will be cancelled.", "Stop", "use"],
  ["Publish {made}?", "It becomes visible to everybody at {company}.", "Publish", "x"],
  ["Revoke key {made}?", "Applications that use this key stop working at once.", "Revoke", "delete"],
  ["Save changes to {file}?", "Your edits are lost if you do not save them.", "Save", "save"],
  ["Leave {company}?", "You need a new invitation to come back.", "Leave team", "delete"],
  ["Overwrite {file}?", "A file of this name exists in {folder}.", "Overwrite", "x"],
  ["Uninstall {app}?", "The program and its settings will be removed.", "Uninstall", "delete"],
  ["Cancel subscription?", "Your plan stays active until {date}.", "Cancel subscription", "x"],
  ["Merge {branch}?", "{n} commits from {name} will be merged into main.", "Merge", "x"],
  ["Send invoice {ordernum}?", "The invoice over {money} goes to {email}.", "Send", "x"],
  ["Allow access?", "{app} wants to use your location.", "Allow", "x"],
  ["Install update?", "Version {ver} of {app} is ready ({size}).", "Install", "wizard"],
]);

/** Tables: what they list and their columns `name:generator` (`#` marks a numeric column). */
export const tables = words(`Invoices; Invoice:ordernum, Customer:company, Amount:#money, Due date:date, Status:status
Orders; Order:ordernum, Product:product, Quantity:#qty, Total:#money, Status:status
Users; Name:name, Email:email, Role:role, Last seen:ago
Members; Member:name, Department:department, Location:city, Joined:date
Virtual machines; Name:res, Status:status, Region:region, Size:vmsize, Cost:#money
Databases; Database:res, Engine:engine, Size:#gb, Region:region
Files; Name:file, Modified:date, Type:ftype, Size:#mb
Builds; Build:buildnum, Branch:branch, Author:name, Duration:duration, Result:status
Products; Product:product, SKU:sku, Price:#money, Stock:#qty
Transactions; Date:date, Description:company, Category:department, Amount:#money
Countries; Country:country, Capital:city, Visitors:#big, Share:#pct
API keys; Name:made, Key:keymask, Created:date, Last used:ago
Tickets; Ticket:ticket, Subject:task, Priority:priority, Assignee:first
Tasks; Task:task, Owner:first, Due:date, Progress:#pct
Servers; Host:host, IP address:ip, CPU:#pct, Memory:#pct, Uptime:duration
Campaigns; Campaign:made, Clicks:#big, Budget:#money, Ends:date
Employees; Employee:name, Job title:job, Office:city, Phone:phone
Flights; Flight:flight, From:city, To:city, Departs:time, Gate:gate
Devices; Device:made, Type:device, Battery:#pct, Last sync:ago
Bookings; Guest:name, Room:#room, Arrival:date, Nights:#small
Containers; Container:res, Image:image, Port:#port, State:status
Shipments; Tracking no.:id, Destination:city, Weight:#kg, Status:status
Releases; Version:ver, Date:date, Author:first, Downloads:#big
Vulnerabilities; CVE:cve, Package:made, Severity:priority, Fixed in:ver
Results; Team:company, Wins:#small, Losses:#small, Points:#qty
Courses; Course:topic, Teacher:name, Students:#qty, Room:gate
Rules; Rule:made, Source:ip, Port:#port, Action:allow
Domains; Domain:domainname, Registrar:company, Expires:date, Auto renew:yesno`).map((line) => {
  const [noun, columns] = line.split(/;\s*/);
  return {
    noun,
    columns: columns.split(/,\s*/).map((column) => {
      const [name, gen] = column.split(":");
      return { name, gen: gen.replace("#", ""), numeric: gen.startsWith("#") };
    }),
  };
});
export const stats = words(
  `Revenue:money|Active users:big|New orders:qty|Conversion rate:pct|Open tickets:qty|Bounce rate:pct|Page views:big|Average order:money|Uptime:pct|Errors today:small|CPU usage:pct|Memory:gb|Storage used:gb|Requests:big|Latency:ms|Sign-ups:qty|Churn:pct|Deployments:small|Failed jobs:small|Monthly cost:money|Visitors:big|Sales:money|Returns:small|Messages:qty|Followers:big|Refunds:money|Subscribers:big|Queue length:qty|Response time:ms|Downloads:big`,
);
export const kv = words(
  `Status:status|Location:region|Subscription:made|Resource group:res|Created:date|Owner:name|Size:vmsize|Public IP address:ip|DNS name:host|Operating system:os|Version:ver|Pricing tier:plan|Tags:made|Last backup:ago|Endpoint:url|Engine:engine|Disk:gb|Subscription ID:id|Availability zone:small|Host name:host|Order number:ordernum|Customer:name|Total:money|Payment:card|Delivery:date|Department:department|Office:city|Phone:phone|Email:email|Manager:name|License:license|Plan:plan|Renewal date:date|Price:money|Tracking number:id|Branch:branch|Commit:hash|Author:name|Duration:duration|Serial number:id|Model:made|Firmware:ver|MAC address:mac|Gateway:ip|Language:langname|Account type:role|Member since:date|Two-factor:yesno|Backups:yesno|Port:port`,
).map((x) => x.split(":"));
export const menus = words(
  `Open:Ctrl+O|Open in new tab:|Save as…:Ctrl+Shift+S|Rename…:F2|Duplicate:Ctrl+D|Copy:Ctrl+C|Cut:Ctrl+X|Paste:Ctrl+V|Copy path:Shift+Alt+C|Delete:Del|Properties:Alt+Enter|Share…:|Move to…:|Download:|Print…:Ctrl+P|Select all:Ctrl+A|Find…:Ctrl+F|Replace…:Ctrl+H|Undo:Ctrl+Z|Redo:Ctrl+Y|Refresh:F5|View source:Ctrl+U|Inspect:Ctrl+Shift+I|Pin to start:|Send to:|New window:Ctrl+Shift+N|Go to definition:F12|Find all references:Shift+F12|Format document:Shift+Alt+F|Rename symbol:F2|Command palette…:Ctrl+Shift+P|Toggle terminal:Ctrl+\`|Split editor:Ctrl+\\|Close editor:Ctrl+W|Zoom in:Ctrl++|Zoom out:Ctrl+-|Bookmark this page:Ctrl+B|Translate page:|Archive:E|Mark as unread:U|Snooze:B|Reply all:Shift+R|Export as PDF:|Log out:|Switch account:|Keyboard shortcuts:Ctrl+K`,
).map((x) => {
  const at = x.indexOf(":");
  return [x.slice(0, at), x.slice(at + 1)];
});
/** Fields of forms: label, value generator, paraphrase, input type. */
export const fields = words(
  `First name:first:given name|Last name:last:surname|Full name:name:complete name|Email address:email:e-mail|Phone number:phone:telephone|Street address:street:street|City:city:town|Postal code:zip:ZIP|Country:country:nation|Company:company:firm|Job title:job:position|Website:url:web page|User name:login:login name|Date of birth:date:birthday|Card number:card:credit card number|Name on card:name:card holder|Expiry date:expiry:expiration|VAT number:id:tax number|Project name:project:name of the project|Description:phrase:summary|Subject:task:topic|Amount:money:sum|Quantity:qty:how many|Coupon code:sku:voucher|IBAN:iban:bank account|Reference:ordernum:reference number|Host:host:server name|Port:port:port number|Database name:res:name of the database|Department:department:unit|Emergency contact:name:person to call in an emergency|Passport number:id:passport no.|Apartment:gate:flat|State:city:province|Repository URL:url:address of the repository|Budget:money:available money|Start date:date:begin date|End date:date:last day|Topic:made:subject matter`,
).map((x) => x.split(":"));
export const topics = [
  "Algebra",
  "Data structures",
  "Modern history",
  "Watercolour",
  "Databases",
  "Statistics",
  "Organic chemistry",
  "World literature",
  "Robotics",
  "Photography",
  "Microeconomics",
  "Spanish II",
];
