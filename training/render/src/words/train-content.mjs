/** Names, places, products, sentences of the training screens. */
import { words } from "./list.mjs";

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
