/** Named generators of values: names, numbers, dates, paths, codes. */

import { DATABASE_ENGINES, OPERATING_SYSTEMS, PORTS, VM_SIZES } from "./machines.mjs";

/** @typedef {import("./maker.mjs").Maker} Maker */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
export const capital = (/** @type {string} */ s) => s.charAt(0).toUpperCase() + s.slice(1);

/** @param {Maker} m @param {number} n @returns {string} */
const hex = (m, n) => Array.from({ length: n }, () => m.r.pick([..."0123456789abcdef"])).join("");
/** @param {Maker} m @param {number} n @returns {string} */
const digits = (m, n) => Array.from({ length: n }, () => m.r.int(0, 9)).join("");
/** @param {Maker} m @param {number} n @returns {string} */
const letters = (m, n) => Array.from({ length: n }, () => m.r.pick([..."ABCDEFGHJKLMNPRSTUVWXYZ"])).join("");
const slug = (/** @type {string} */ s) =>
  s
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** @type {Record<string, (m: Maker) => string>} */
export const GENERATORS = {
  first: (m) => (m.r.chance(0.2) ? m.madeUp() : m.r.pick(m.b.firstNames)),
  last: (m) => (m.r.chance(0.2) ? m.madeUp() : m.r.pick(m.b.lastNames)),
  name: (m) => `${m.make("first")} ${m.make("last")}`,
  login: (m) =>
    m.r.pick([
      `${slug(m.make("first"))}.${slug(m.make("last"))}`,
      `${slug(m.make("first"))}${m.r.int(1, 99)}`,
      slug(m.madeUp()),
    ]),
  email: (m) => `${m.make("login")}@${m.r.chance(0.3) ? `${slug(m.madeUp())}.com` : m.r.pick(m.b.domains)}`,
  company: (m) =>
    m.r.chance(0.35)
      ? m.madeUp() + m.r.pick([" Inc.", " Ltd", " GmbH", "", " Group", " & Co"])
      : `${m.r.pick(m.b.companyHeads)} ${m.r.pick(m.b.companyTails)}`,
  app: (m) => (m.r.chance(0.4) ? m.madeUp() : m.r.pick(m.b.apps)),
  made: (m) =>
    m.r.pick([
      m.madeUp(),
      `${slug(m.madeUp())}-${m.r.pick(m.b.resourceTails)}`,
      `${m.madeUp()} ${m.r.int(2, 99)}`,
      m.madeUp(),
    ]),
  madeup: (m) => m.madeUp(),
  city: (m) => (m.r.chance(0.12) ? m.madeUp() : m.r.pick(m.b.cities)),
  province: (m) =>
    m.r.chance(0.5)
      ? m.madeUp()
      : m.r.pick(["Bavaria", "Ontario", "Texas", "Utah", "Kent", "Victoria", "Ohio", "Bahia", "Kerala", "Tyrol"]),
  country: (m) => m.r.pick(m.b.countries),
  street: (m) => `${m.r.int(1, 240)} ${m.r.pick(m.b.streets)}`,
  zip: (m) =>
    m.r.pick([
      digits(m, 5),
      `${letters(m, 2)}${m.r.int(1, 9)} ${m.r.int(1, 9)}${letters(m, 2)}`,
      `${digits(m, 4)} ${letters(m, 2)}`,
    ]),
  phone: (m) =>
    m.r.pick([
      `+${m.r.int(30, 99)} ${digits(m, 3)} ${digits(m, 6)}`,
      `(${m.r.int(201, 989)}) 555-${digits(m, 4)}`,
      `0${digits(m, 3)} ${digits(m, 7)}`,
    ]),
  product: (m) =>
    m.r.chance(0.25)
      ? `${m.madeUp()} ${m.r.pick(["X", "Mini", "Pro", "2", "300", "Max", "Lite"])}`
      : m.r.pick(m.b.products),
  sku: (m) => `${letters(m, m.r.int(2, 3))}-${digits(m, 4)}`,
  id: (m) =>
    m.r.pick([
      `${letters(m, 2)}${digits(m, 6)}`,
      hex(m, 8),
      `${digits(m, 4)}-${digits(m, 4)}`,
      `${letters(m, 3)}-${digits(m, 5)}`,
    ]),
  hash: (m) => hex(m, 7),
  hex: (m) => hex(m, 8),
  code: (m) =>
    m.r.pick([
      String(m.r.pick([400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504])),
      `E${digits(m, 4)}`,
      `${letters(m, 3)}-${digits(m, 3)}`,
    ]),
  ordernum: (m) =>
    m.r.pick([
      `#${m.r.int(1000, 99999)}`,
      `INV-${m.r.int(1000, 9999)}`,
      `ORD-${digits(m, 5)}`,
      `${m.r.int(2021, 2026)}-${digits(m, 4)}`,
    ]),
  ticket: (m) => `${letters(m, m.r.int(2, 4))}-${m.r.int(10, 4000)}`,
  buildnum: (m) => `#${m.r.int(100, 9000)}`,
  flight: (m) => `${letters(m, 2)} ${m.r.int(100, 9999)}`,
  gate: (m) => `${letters(m, 1)}${m.r.int(1, 48)}`,
  cve: (m) => `CVE-${m.r.int(2018, 2026)}-${digits(m, 5)}`,
  file: (m) =>
    `${m.r.chance(0.3) ? m.madeUp().toLowerCase() : m.r.pick(m.b.fileStems)}${m.r.pick(["", "", `-${m.r.int(2019, 2026)}`, `_${m.r.int(1, 20)}`, "_final", "-v2"])}${m.r.pick(m.b.extensions)}`,
  ftype: (m) =>
    m.r.pick(["PDF", "Image", "Folder", "Text", "Archive", "Spreadsheet", "Video", "Script", "Presentation"]),
  folder: (m) => (m.r.chance(0.2) ? m.madeUp() : m.r.pick(m.b.folders)),
  path: (m) =>
    m.r.pick([
      `C:\\Users\\${m.make("login")}\\${m.r.pick(m.b.folders)}`,
      `/home/${m.make("login")}/${slug(m.r.pick(m.b.folders))}`,
      `/var/${slug(m.madeUp())}/data`,
      `D:\\${m.madeUp()}`,
    ]),
  url: (m) =>
    `https://${m.r.pick(["www", "api", "app", "hooks", "docs"])}.${slug(m.madeUp())}.${m.r.pick(["com", "io", "org", "net"])}${m.r.pick(["", "", "/v1", "/login", "/hook", "/docs"])}`,
  domainname: (m) => `${slug(m.madeUp())}.${m.r.pick(["com", "io", "org", "net", "dev", "shop"])}`,
  host: (m) =>
    m.r.pick([
      `${m.r.pick(m.b.resourceHeads)}.${slug(m.madeUp())}.net`,
      `${m.r.pick(m.b.resourceHeads)}-${m.r.pick(m.b.resourceTails)}`,
      `srv-${digits(m, 2)}.local`,
    ]),
  ip: (m) => `${m.r.pick([10, 172, 192, 52, 34, 81])}.${m.r.int(0, 254)}.${m.r.int(0, 254)}.${m.r.int(1, 254)}`,
  mac: (m) =>
    Array.from({ length: 6 }, () => hex(m, 2))
      .join(":")
      .toUpperCase(),
  port: (m) => String(m.r.pick([...PORTS, m.r.int(1024, 65000)])),
  res: (m) =>
    `${m.r.chance(0.25) ? slug(m.madeUp()) : m.r.pick(m.b.resourceHeads)}-${m.r.pick(m.b.resourceTails)}${m.r.pick(["", "", `-${m.r.int(1, 9)}`])}`,
  image: (m) =>
    `${m.r.pick(["nginx", "redis", "postgres", "node", "python", "alpine", slug(m.madeUp())])}:${m.r.int(1, 20)}.${m.r.int(0, 9)}`,
  region: (m) => m.r.pick(m.b.regions),
  service: (m) => m.r.pick(m.b.services),
  vmsize: (m) => m.r.pick(VM_SIZES),
  engine: (m) => m.r.pick(DATABASE_ENGINES),
  os: (m) => m.r.pick(OPERATING_SYSTEMS),
  status: (m) => m.r.pick(m.b.statuses),
  role: (m) => m.r.pick(m.b.roles),
  job: (m) => m.r.pick(m.b.jobs),
  department: (m) => m.r.pick(m.b.departments),
  priority: (m) => m.r.pick(["Low", "Medium", "High", "Critical", "Normal", "Urgent"]),
  allow: (m) => m.r.pick(["Allow", "Deny", "Log", "Drop"]),
  yesno: (m) => m.r.pick(["Yes", "No", "Enabled", "Disabled", "On", "Off"]),
  license: (m) => m.r.pick(["MIT", "Apache-2.0", "GPL-3.0", "BSD-3-Clause", "Commercial", "Trial"]),
  plan: (m) => m.r.pick(m.b.plans),
  langname: (m) => m.r.pick(["English", "German", "French", "Spanish", "Japanese", "Italian", "Dutch"]),
  device: (m) => m.r.pick(["Phone", "Laptop", "Tablet", "Watch", "Router", "Printer", "Camera", "Sensor"]),
  task: (m) =>
    `${m.r.pick(m.b.verbs)} ${m.r.chance(0.5) ? "the " : ""}${m.r.chance(0.4) ? `${m.r.pick(m.b.adjectives)} ` : ""}${m.r.chance(0.15) ? m.madeUp() : m.r.pick(m.b.nouns)}${m.r.chance(0.3) ? ` ${m.r.pick(["for", "of", "from", "to"])} ${m.r.pick([m.make("first"), m.make("company"), m.make("city"), `the ${m.r.pick(m.b.nouns)}`])}` : ""}`,
  phrase: (m) =>
    capital(
      `${m.r.pick(m.b.adjectives)} ${m.r.pick(m.b.nouns)} ${m.r.pick(["for", "of", "and", "with"])} ${m.r.pick(m.b.adjectives)} ${m.r.pick(m.b.nouns)}`,
    ),
  project: (m) =>
    m.r.pick([
      m.madeUp(),
      `${capital(m.r.pick(m.b.adjectives))} ${m.r.pick(m.b.nouns)}`,
      `${slug(m.madeUp())}-${m.r.pick(m.b.nouns)}`,
    ]),
  repo: (m) => `${slug(m.madeUp())}/${m.r.pick(m.b.nouns)}-${m.r.pick(m.b.nouns)}`,
  branch: (m) =>
    m.r.pick([
      "main",
      "develop",
      `feature/${m.r.pick(m.b.nouns)}-${m.r.pick(m.b.nouns)}`,
      `fix/${m.r.pick(m.b.nouns)}`,
      `release/${m.r.int(1, 9)}.${m.r.int(0, 9)}`,
      `hotfix-${m.r.int(1, 99)}`,
    ]),
  topic: (m) => m.r.pick(m.banks.topics),
  ver: (m) => `${m.r.pick(["", "v"])}${m.r.int(0, 14)}.${m.r.int(0, 24)}.${m.r.int(0, 30)}`,
  money: (m) => {
    const v = m.r.chance(0.5) ? `${m.r.int(1, 400)}.${two(m.r.int(0, 99))}` : m.grouped(20, 9000);
    return m.moneyAfter ? `${v} €` : m.money + v;
  },
  currency: (m) => m.r.pick(["euros", "US dollars", "Swiss francs", "pounds"]),
  n: (m) => String(m.r.int(2, 90)),
  n4: (m) => digits(m, 4),
  small: (m) => String(m.r.int(0, 24)),
  count: (m) => String(m.r.int(10, 200)),
  seconds: (m) => String(m.r.pick([5, 10, 15, 20, 30, 45, 60, 90, 120, 300])),
  mem: (m) => String(m.r.pick([64, 128, 256, 512, 768, 1024, 2048, 4096, 8192, m.r.int(100, 9000)])),
  size: (m) => `${m.r.int(2, 900)} MB`,
  qty: (m) => String(m.r.int(1, 480)),
  big: (m) => m.r.pick([m.grouped(1000, 98000), `${m.r.int(1, 98)}.${m.r.int(1, 9)}k`, m.grouped(200, 9000)]),
  room: (m) => String(m.r.int(101, 640)),
  pct: (m) => m.r.pick([`${m.r.int(1, 100)}%`, `${m.r.int(0, 99)}.${m.r.int(1, 9)}%`, `${m.r.int(1, 100)} %`]),
  gb: (m) => `${m.r.pick([m.r.int(1, 900), `${m.r.int(1, 60)}.${m.r.int(1, 9)}`])} GB`,
  mb: (m) => `${m.r.pick([m.r.int(1, 900), `${m.r.int(1, 60)}.${m.r.int(1, 9)}`])} ${m.r.pick(["MB", "KB", "MB"])}`,
  kg: (m) => `${m.r.int(0, 40)}.${m.r.int(1, 9)} kg`,
  ms: (m) => `${m.r.int(8, 990)} ms`,
  duration: (m) =>
    m.r.pick([
      `${m.r.int(1, 59)}m ${m.r.int(1, 59)}s`,
      `${m.r.int(1, 23)} h ${m.r.int(1, 59)} min`,
      `${m.r.int(2, 59)} s`,
      `${m.r.int(2, 300)} days`,
    ]),
  ago: (m) =>
    m.r.pick([
      `${m.r.int(2, 59)} minutes ago`,
      `${m.r.int(2, 23)} hours ago`,
      `${m.r.int(2, 30)} days ago`,
      "Yesterday",
      "Just now",
      "Last week",
      "Never",
      `${m.r.int(2, 11)} months ago`,
    ]),
  time: (m) => {
    const h = m.r.int(0, 23);
    const min = two(m.r.int(0, 59));
    return m.clock12 ? `${h % 12 || 12}:${min} ${h < 12 ? "AM" : "PM"}` : `${two(h)}:${min}`;
  },
  date: (m) => {
    const [y, mo, d] = [m.r.int(2021, 2027), m.r.int(1, 12), m.r.int(1, 28)];
    return [
      `${y}-${two(mo)}-${two(d)}`,
      `${d} ${MONTHS[mo - 1]} ${y}`,
      `${MONTHS[mo - 1]} ${d}, ${y}`,
      `${two(d)}/${two(mo)}/${y}`,
      `${two(d)}.${two(mo)}.${y}`,
    ][m.dateStyle];
  },
  expiry: (m) => `${two(m.r.int(1, 12))}/${m.r.int(26, 34)}`,
  card: (m) =>
    m.r
      .pick([
        `•••• ${digits(m, 4)}`,
        `Visa ${digits(m, 4)}`,
        `${digits(m, 4)} ${digits(m, 4)} ${digits(m, 4)} ${digits(m, 4)}`,
        `Mastercard ending ${digits(m, 4)}`,
      ])
      .replace("•••• ", "Card "),
  iban: (m) => `${letters(m, 2)}${digits(m, 2)} ${digits(m, 4)} ${digits(m, 4)} ${digits(m, 4)}`,
  keymask: (m) => `${m.r.pick(["sk", "pk", "key", "tok"])}_${hex(m, 6)}…${hex(m, 4)}`,
  chat: (m) =>
    m.r.chance(0.6)
      ? m.r.pick(m.b.chat)
      : m.r.pick([
          `Is ${m.madeUp()} ready?`,
          `I sent ${m.make("file")} to ${m.make("first")}.`,
          `The price is ${m.make("money")} now.`,
          `Let us meet at ${m.make("time")} in ${m.make("city")}.`,
          `${m.make("task")} first, please.`,
          `Order ${m.make("ordernum")} has arrived.`,
        ]),
};
