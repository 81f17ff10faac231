/** Word banks of the validation screens: other names, labels, messages and tables than `train.mjs` has. What stands in neither list is made up by `maker.mjs`. */
import { words } from "./list.mjs";
import * as train from "./train.mjs";

export const bank = {
  ...train.bank,
  firstNames: words(
    `Aaron|Agnes|Bjarne|Camille|Daria|Edith|Finn|Greta|Henrik|Ida|Joao|Kira|Leopold|Mirela|Nils|Odette|Pavel|Renata|Salma|Theo|Ugo|Valeria|Wiktor|Ximena|Yvonne|Zoltan`,
  ),
  lastNames: words(
    `Achterberg|Baumann|Chowdhury|Dahl|Esposito|Faulkner|Greenberg|Hofstad|Ivanov|Jimenez|Karlsson|Lombardi|Mbeki|Nakamura|Ostrowski|Petrov|Quigley|Rahman|Santos|Thorne|Uribe|Vandenberg|Whitaker|Yamada|Zeller`,
  ),
  companyHeads: words(
    `Alpine|Beacon|Copper|Drift|Ember|Frost|Granite|Hollow|Indigo|Jade|Kestrel|Lantern|Magnet|Nimbus|Onyx|Prairie|Raven|Saffron|Tidal|Willow`,
  ),
  companyTails: words(
    `Bakery|Clinic|Couriers|Electric|Farms|Garage|Hotels|Instruments|Kitchens|Library|Museum|Optics|Press|Railways|Shipping|Textiles|Theatre|Ventures|Water`,
  ),
  domains: words(`sample.net|posteo.test|kestrel.app|lantern.dev|tidal.org`),
  cities: words(
    `Aarhus|Antwerp|Bergen|Bogota|Bordeaux|Bristol|Cape Town|Cologne|Durban|Edinburgh|Florence|Ghent|Graz|Hanoi|Izmir|Jakarta|Krakow|Leipzig|Malmo|Naples|Ottawa|Porto|Quito|Riga|Sofia|Tallinn|Utrecht|Valencia|Vilnius|Wellington`,
  ),
  countries: words(
    `Albania|Bolivia|Croatia|Cyprus|Ecuador|Estonia|Georgia|Hungary|Iceland|Jordan|Latvia|Lithuania|Malta|Nepal|Panama|Qatar|Romania|Serbia|Thailand|Tunisia|Uruguay|Zambia`,
  ),
  streets: words(
    `Acorn Road|Bishop Street|Canal Walk|Dock Lane|Eastgate|Foundry Yard|Granary Row|Harbour View|Ivy Close|Juniper Way|Kiln Lane|Linden Avenue`,
  ),
  products: words(
    `Espresso machine|Hiking boots|Reading lamp|Fountain pen|Trail mix|Ukulele|Chess set|Picnic blanket|Cast iron pan|Snow shovel|Bird feeder|Desk organiser|Rope ladder|Paint roller|Bread knife|Swim goggles|Door mat|Pencil case|Violin strings|Oven gloves`,
  ),
  fileStems: words(
    `ledger|blueprint|transcript|itinerary|recipe|playlist|thesis|receipt|sketch|warranty|handbook|checklist|manifest|settings|router|schema_old|brochure|roster|voucher|digest`,
  ),
  extensions: words(`.odt|.pdf|.svg|.toml|.rs|.go|.tsx|.mp3|.webp|.tar.gz|.ini|.xml|.epub|.java`),
  folders: words(
    `Accounts|Blueprints|Camera roll|Drafts 2025|Events|Family|Grants|Handbooks|Imports|Journals|Kitchen|Lectures|Manuals|Newsletters|Outbox|Payroll|Research|Scans|Taxes|Workshops`,
  ),
  regions: words(
    `eu-north-1|us-central1|asia-east2|me-south-1|France Central|Norway East|South India|Brazil South|af-south-1|Qatar Central`,
  ),
  services: words(
    `Data warehouse|Batch account|Object bucket|Mail relay|Time series store|Notebook server|Build agent|Secret store|Video encoder|Map service`,
  ),
  resourceHeads: words(
    `alpha|beacon|cargo|depot|engine|falcon|garnet|harbor|iris|juno|kiosk|lark|mango|nectar|opal|pebble|quarry|relay|sable|tundra`,
  ),
  resourceTails: words(`07|11|42|a|canary|edge|hub|lab|legacy|mirror|pool|primary|ring|spare|trial`),
  statuses: words(
    `Accepted|Awaiting reply|Deferred|Dispatched|Frozen|In review|Locked|Merged|Missed|Parked|Ready|Returned|Settled|Skipped|Suspended|Unassigned|Verified|Withdrawn`,
  ),
  roles: words(
    `Caretaker|Coach|Curator|Librarian|Maintainer|Observer|Organiser|Publisher|Reviewer|Steward|Treasurer|Volunteer`,
  ),
  jobs: words(
    `Archivist|Bookkeeper|Chemist|Dispatcher|Economist|Florist|Geologist|Illustrator|Lab technician|Nurse|Optician|Pharmacist|Surveyor|Translator`,
  ),
  departments: words(
    `Archive|Bakery|Catering|Dispatch|Education|Fleet|Gardens|Housing|Laboratory|Maintenance|Nursing|Outreach|Payroll|Quarry|Reception`,
  ),
  apps: words(
    `Anchorage|Bluebird|Candela|Driftwood|Eventide|Fieldnotes|Gatehouse|Homestead|Inkstone|Jetstream|Keystone|Lighthouse|Moonrise|Northstar`,
  ),
  nouns: words(
    `almanac|bicycle|bridge|catalogue|ceiling|compass|concert|corridor|crate|delegate|diagram|elevator|exhibit|fabric|ferry|fountain|garden|glossary|harvest|helmet|island|journal|kitchen|ladder|lecture|magnet|market|mirror|novel|orchard|palette|parade|pier|poem|pump|quarry|radio|rehearsal|sculpture|shelter|signpost|stadium|studio|tariff|tunnel|uniform|valley|vineyard|wagon|workshop`,
  ),
  adjectives: words(
    `amber|brief|brisk|calm|coastal|crisp|damp|distant|eager|faint|gentle|hollow|humble|inland|late|lively|mellow|modest|narrow|nimble|orderly|plain|polished|rapid|rustic|sharp|silent|smooth|steady|sturdy|tidy|upper|vast|wooden`,
  ),
  verbs: words(
    `Arrange|Book|Calibrate|Collect|Decorate|Evaluate|File|Gather|Hire|Inspect|Label|Measure|Negotiate|Organise|Pack|Polish|Record|Repair|Scan|Sketch|Tidy|Verify with|Weigh`,
  ),
  plans: words(`Bronze|Silver|Gold|Solo|Family|Studio|Campus|Nonprofit|Unlimited`),
  planFeatures: words(
    `3 seats|Unlimited exports|Chat support|5 TB archive|Two regions|Weekly snapshots|Own subdomain|Offline use|Phone hotline|Team calendar`,
  ),
  chat: words(
    `The parcel is at the front desk.|Has anybody seen my badge?|We can start at nine.|The projector in room four is broken.|I booked the table for six.|That is the wrong address.|Please bring the samples.|The ferry leaves at noon.|I will be ten minutes late.|Who ordered the blue paint?|The keys are with the porter.|Let us try the other supplier.`,
  ),
  sentences: words(
    `Entries are kept for six weeks.|You will receive a letter within five days.|Only the treasurer may approve this.|Press the lever twice to begin.|Seats are given in order of booking.|The archive opens again in spring.|Copies are made twice a day.|Please bring an identity card.|This page is updated every Sunday.|Visitors need a badge at all times.|The rate does not include breakfast.|Nothing is charged before the first delivery.`,
  ),
  docTopics: words(
    `First steps|Building from source|Access tokens|Event hooks|Batch jobs|Charts|Themes|Offline use|Upgrading|Known limits|Query language|Schedules|Tracing|Storage classes|Recipes`,
  ),
  badges: words(`Stable|Alpha|On sale|Staff|Early access|Sold out|Featured|Limited|Nearly full`),
  sections: words(
    `Basics|Look and feel|Sign-in|Alerts|Typing|Printing|Sharing|Contacts|Maps|Media|Power|Research|Safety|Startup|Voice|Archive|Exports|People`,
  ),
  madeUpHeads: words(`ast|bor|cyl|dun|em|fos|gly|hom|ild|jor|kes|lum|mev|nal|osk|pim|ruv|sef|tam|ud|vex|wob|yl|zim`),
  madeUpTails: words(`ade|bro|cus|dig|eel|fer|gat|hun|ist|jo|kel|lum|mond|nop|ost|per|rith|sk|tune|urn|vek|wyn|zel`),
};

export * from "./validation-labels.mjs";

export const errors = words(
  `The lift {made} is out of service.|Booking {ordernum} could not be confirmed.|Sensor {made} sends no data since {time}.|Reading {file} failed at byte {mem}.|No route to {ip}.|The voucher {sku} has been used already.|Room {room} is occupied until {time}.|Signature of {file} does not match.|{name} is not a member of {company}.|Parcel {id} was refused by the receiver.|The tank of {made} is empty.|Printer {made} reports a paper jam.|Ticket {ticket} is locked by {first}.|Node {res} left the cluster.|Transfer of {money} was stopped.|Line {n} holds an unknown word: {made}.`,
);
export const warnings = words(
  `Only {n} seats are left.|Tank level of {made} is {pct}.|The lease ends on {date}.|Rain is expected in {city}.|Node {res} is slow.|{n} letters are unread.`,
);
export const infos = words(
  `The library closes at {time}.|Your guide today is {name}.|Gate {gate} opens at {time}.|{company} moved to {city}.|The next train goes to {city}.`,
);
export const successes = words(
  `Room {room} is yours.|{file} was signed.|{name} has been checked in.|Parcel {id} is on its way.|The transfer of {money} is done.`,
);
export const fieldErrors = words(
  `Give a value.|Not a known town.|At most 20 signs.|Use digits only.|This card has expired.|Two dots in a row.`,
);
export const helps = words(
  `Shown on your badge.|As printed on the card.|Without country code.|Ask your supervisor.|Counted from midnight.`,
);
/** @type {typeof train.confirms} */
export const confirms = [
  ["Close the shop {made}?", "Customers in {city} can no longer order.", "Close shop", "x"],
  ["Lock room {room}?", "{name} is still inside.", "Lock", "x"],
  ["Return {product}?", "You get {money} back.", "Return", "x"],
  ["Cancel flight {flight}?", "The ticket to {city} is not refunded.", "Cancel flight", "x"],
  ["Swap with {name}?", "Your shift moves to {date}.", "Swap", "x"],
  ["Recycle {file}?", "It is kept for {n} days.", "Recycle", "x"],
  ["Shut down {res}?", "{n} visitors are connected.", "Shut down", "x"],
];
export const tables = words(`Trains; Train:flight, Destination:city, Platform:gate, Delay:duration
Loans; Title:phrase, Reader:name, Due on:date, Shelf:gate
Patients; Patient:name, Ward:department, Bed:#room, Admitted:date
Parcels; Parcel:id, Receiver:name, City:city, Fee:#money
Plants; Plant:made, Location:gate, Height:#qty, Watered:ago
Nodes; Node:res, Address:ip, Load:#pct, Role:role
Guests; Guest:name, Suite:#room, Leaves on:date, Paid:yesno
Matches; Home team:company, Guest team:made, Goals:#small, Kick-off:time
Sensors; Sensor:made, Reading:#qty, Battery level:#pct, Seen:ago
Wages; Worker:name, Hours:#qty, Wage:#money, Bank:company
Songs; Song:phrase, Artist:name, Length:time, Plays:#big
Suppliers; Supplier:company, Country:country, Rating:#small, Contact person:name
Exams; Subject:topic, Examiner:name, Hall:gate, Starts:time
Vehicles; Plate:sku, Driver:first, Mileage:#big, Fuel:#pct`).map((line) => {
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
  `Guests today:qty|Rooms free:small|Tickets sold:big|Tips:money|Power use:pct|Water level:pct|Calls:qty|Loans:qty|Average wait:duration|Donations:money|Members:big|Distance:big`,
);
export const kv = words(
  `Guide:name|Ward:department|Platform:gate|Arrives:time|Leaves:time|Fare:money|Insurance no.:id|Blood group:gate|Allergies:made|Doctor:name|Weight:kg|Colour:made|Shelf:gate|Publisher:company|Edition:ver|Kernel:ver|Uplink:host|Rack:gate|Leased until:date|Landlord:name|Rent:money|Deposit:money|Coach:name|Stadium:city|Born:date|Nickname:madeup|Home page:url|Sponsor:company|Runtime:duration|Checksum:hash`,
).map((x) => x.split(":"));
export const menus = words(
  `Pin:Ctrl+I|Flip:H|Crop…:Ctrl+Alt+C|Group:Ctrl+G|Ungroup:Ctrl+Shift+G|Bring forward:Ctrl+]|Insert row:Ctrl+Plus|Merge cells:|Comment:Ctrl+M|Play:Space|Rotate left:L|Mirror:|Trace path:|Freeze pane:|Hide column:Ctrl+0|Wrap:|Fill down:Ctrl+E|Read aloud:Ctrl+R|Lock layer:Ctrl+L|Measure:M`,
).map((x) => {
  const at = x.indexOf(":");
  return [x.slice(0, at), x.slice(at + 1)];
});
export const fields = words(
  `Guardian:name:parent|Guest name:name:name of the guest|Arrival town:city:where they arrive|Membership no.:id:member number|Plate:sku:licence plate|Allowance:money:pocket money|Tax office:city:revenue office|House number:room:number of the house|Reply address:email:mail to reply to|Fax:phone:fax number|Motto:phrase:slogan|Nearest station:city:station|Shoe size:small:size of shoe|Land:country:nation|Employer:company:who employs|Coach name:name:trainer|Hostname:host:machine name|Cell phone:phone:mobile|Account holder:name:owner of the account|Delivery day:date:day of delivery`,
).map((x) => x.split(":"));
export const topics = [
  "Geometry",
  "Botany",
  "Medieval art",
  "Pottery",
  "Compilers",
  "Latin",
  "Astronomy",
  "Choir",
  "Welding",
  "Ethics",
  "Cartography",
];
