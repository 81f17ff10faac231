/** Word banks, and names made up of syllables so that a model must read them. */

const split = (/** @type {string} */ text) => text.trim().split(/\s*,\s*|\s*\n\s*/);

export const VERBS =
  split(`Validate, Send, Check, Create, Update, Delete, Review, Approve, Load, Parse, Store, Fetch, Notify, Archive, Assign, Verify, Scan, Compute, Merge,
Publish, Queue, Retry, Reject, Confirm, Open, Close, Print, Export, Import, Sign, Encrypt, Compress, Deploy, Restart, Ship, Pack, Refund, Register, Schedule, Measure, Filter, Sort, Log, Render,
Upload, Download, Compare, Calculate, Collect, Inspect, Clean, Mix, Label, Weigh, Draft, Submit, Test, Build, Release, Monitor, Prepare, Receive, Enter, Select, Record, Escalate, Split, Normalise, Tag, Index`);
export const NOUNS =
  split(`order, invoice, request, password, account, file, payment, report, ticket, customer, image, record, message, token, session, contract, parcel, label, sample, backup, config,
certificate, database, cache, job, task, document, form, signature, address, e-mail, receipt, stock, budget, schedule, patient, booking, seat, recipe, dough, sensor, alarm, log, archive, branch, commit, build, container,
image tag, release notes, user profile, shipping label, pull request, test results, access rights, tax number, delivery date, purchase order, phone number, bank account, meter reading, blood sample, room key, loan application,
insurance claim, flight data, heart rate, leave request, job offer, crash dump, audit log, search index, price list, gift card, return slip, exam paper, API key, hash, checksum, schema, payload, packet, firmware, dataset, feature flags, thumbnails`);
export const CHECKS = split(
  `valid, complete, in stock, paid, approved, urgent, expired, empty, available, too large, signed, known, encrypted, correct, on time, duplicated, reachable, ready, locked, overdue, new, damaged, cached, authorised`,
);
export const ROLES =
  split(`User, Browser, Server, Client, Database, API, Cache, Queue, Worker, Gateway, Auth Service, Mail Server, Admin, Customer, Bank, Warehouse, Scheduler, Load Balancer, Mobile App, Web App, Payment Provider,
Identity Provider, Message Broker, Order Service, Stock Service, Billing, Search Service, CDN, Sensor, Controller, Printer, Clerk, Manager, Doctor, Nurse, Patient, Librarian, Driver, Dispatcher, Device, Hub, Proxy, Registry, Build Server,
Repository, Developer, Reviewer, Test Runner, Notifier, Audit Log, File Store, Report Engine, Frontend, Backend, Token Service, Firewall, Logger, Editor, Plugin, Kernel, Chatbot, Receptionist, Vendor, Courier`);
export const MESSAGES =
  split(`login(user), request token, return token, get profile, profile data, place order, order accepted, charge card, payment ok, reserve stock, stock reserved, send e-mail, 200 OK, 404 Not Found, 201 Created, 401 Unauthorized,
query rows, result set, publish event, acknowledge, open connection, close connection, heartbeat, upload file, file stored, validate input, input ok, refresh cache, cache miss, cache hit, start job, job finished, job failed, GET /items, POST /orders, PUT /cart,
DELETE /session, subscribe, notify, scan code, print label, fetch config, config, sign document, signed copy, ask for approval, approved, rejected, ping, pong, read sensor, temperature, set alarm, retry later, rotate key, write log, commit, rollback, begin transaction,
check balance, balance, book seat, seat confirmed, search books, list of titles, borrow book, due date, submit form, confirm address, redirect, set cookie, SYN, ACK, handshake, push image, pull image, run tests, test report, merge branch, deploy`);
export const THINGS =
  split(`Orders, Visitors, Revenue, Temperature, Rainfall, Downloads, Errors, Requests, Sign-ups, Page views, Sales, Costs, Profit, Units sold, Active users, Response time, Memory use, CPU load, Energy use, Water level, Passengers, Bookings,
Tickets closed, Lines of code, Commits, Test coverage, Battery life, Speed, Distance, Weight, Score, Votes, Population, Price, Wages, Unemployment, Births, Attendance, Loans, Subscribers, Open issues, Latency, Throughput, Pressure, Humidity, Noise level, Traffic`);
export const PLACES =
  split(`Berlin, Lisbon, Oslo, Nairobi, Osaka, Lima, Perth, Quebec, Dublin, Tallinn, Porto, Ghent, Bergen, Malmö, Turin, Sofia, Kraków, Lagos, Dakar, Hanoi, Pune, Busan, Quito, Tampa, Boise, Leeds, Cork, Basel, Graz, Split, Riga, Vilnius, Zagreb, Gdańsk, Seville,
Norway, Chile, Kenya, Vietnam, Portugal, Estonia, Peru, Canada, Ireland, Japan, Ghana, Greece, Finland, Uruguay, Nepal, Morocco, Iceland, North, South, East, West, Central, Head office, Warehouse A, Store 12, Plant 3, Lab B, Floor 2`);
export const PRODUCTS =
  split(`Apples, Pears, Coffee, Tea, Bread, Cheese, Rice, Honey, Laptops, Phones, Tablets, Monitors, Keyboards, Headsets, Printers, Cameras, Bicycles, Scooters, Buses, Trains, Trams, Cars, Ferries, Books, Magazines, Music, Films, Games, Shoes, Jackets, Hats, Gloves,
Chairs, Desks, Lamps, Shelves, Sofas, Tents, Boots, Wind, Solar, Coal, Gas, Hydro, Nuclear, Biomass, Rent, Food, Transport, Travel, Salaries, Marketing, Hosting, Support, Training, Research, Python, Rust, Go, Java, TypeScript, Kotlin, C++, Ruby, PHP, Firefox, Chrome, Safari, Edge,
Linux, macOS, Windows, Android, PostgreSQL, MySQL, SQLite, Redis, Kafka, Nginx, React, Vue, Svelte, Angular`);
export const MONTHS = split(
  `January, February, March, April, May, June, July, August, September, October, November, December`,
);
export const SHORT_MONTHS = MONTHS.map((m) => m.slice(0, 3));
export const DAYS = split(`Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday`);
export const FIRST = split(
  `Ada, Ben, Carla, Deniz, Elif, Farid, Greta, Hugo, Ines, Jonas, Kaya, Lena, Milan, Nora, Omar, Paula, Quentin, Rosa, Samir, Tilda, Umar, Vera, Wanda, Xenia, Yusuf, Zoe, Aiko, Bao, Chidi, Dmitri, Esra, Fatou, Gita, Hana, Ivo, Jaya, Kofi, Luz, Mei, Nils`,
);
export const LAST = split(
  `Abara, Bergström, Castillo, Dubois, Eriksen, Fontaine, García, Haddad, Ivanov, Jansen, Keller, Lindqvist, Moreau, Nakamura, Okafor, Petrov, Quinn, Rossi, Santos, Tanaka, Ueda, Varga, Weber, Xu, Yilmaz, Zhang, Novak, Patel, Singh, Osei, Kim, Larsen, Moyo, Silva`,
);
export const CLASSES =
  split(`Account, Order, Invoice, Customer, Product, Cart, Payment, Address, User, Role, Session, Token, Report, Ticket, Vehicle, Car, Truck, Engine, Wheel, Animal, Dog, Cat, Bird, Shape, Circle, Square, Triangle, Node, Tree, Graph, Edge, Parser, Lexer, Compiler, Logger, Handler,
Router, Controller, Service, Repository, Cache, Queue, Worker, Scheduler, Job, Task, Book, Author, Library, Member, Loan, Teacher, Student, Course, Grade, School, Patient, Doctor, Visit, Ward, Flight, Airport, Pilot, Seat, Booking, Player, Enemy, Weapon, Level, Sprite, Widget, Button, Window,
Dialog, Menu, Sensor, Device, Motor, Battery, Camera, Lens, Image, Layer, Filter, Pixel, Tensor, Model, Dataset, Trainer, Optimizer, Message, Channel, Socket, Packet, Buffer, Stream, Reader, Writer, Shipment, Parcel, Depot, Route, Driver`);
export const FIELDS =
  split(`id, name, title, email, price, total, status, createdAt, updatedAt, quantity, address, phone, owner, color, width, height, radius, speed, weight, level, score, count, size, path, url, token, role, isActive, amount, currency, startDate, endDate, priority, parentId, version, rate, limit, offset,
label, kind, capacity, balance, age, country, city, zipCode, notes, tags, language, timeout, port, host, key, value, index, depth, state, mode, brand, serial, temperature, discount`);
export const METHODS =
  split(`save, load, update, remove, add, find, getTotal, setPrice, open, close, start, stop, run, draw, move, resize, validate, login, logout, send, receive, connect, disconnect, parse, render, notify, register, charge, refund, ship, cancel, approve, reset, clear, push, pop, next, read, write, flush,
build, print, export, import, schedule, retry, lock, unlock, subscribe, publish, encode, decode, train, predict, accelerate, brake, borrow, giveBack, enrol, grade`);
export const STATES =
  split(`Idle, Running, Stopped, Paused, Waiting, Ready, Open, Closed, Locked, Unlocked, Draft, Submitted, Approved, Rejected, Published, Archived, New, Active, Suspended, Deleted, Connecting, Connected, Disconnected, Loading, Loaded, Failed, Retrying, Charging, Full, Empty, Heating, Cooling, Off, On,
Standby, Booting, Sleeping, Shipped, Delivered, Returned, Paid, Pending, Cancelled, Expired, Queued, Processing, Done, Playing, Buffering, Ended, Parked, Moving, Docked, Flying, Landed, Checked in, In review, On hold`);
export const EVENTS =
  split(`start, stop, pause, resume, timeout, retry, open, close, submit, approve, reject, cancel, connect, disconnect, error, success, reset, lock, unlock, expire, pay, ship, deliver, return, power on, power off, button pressed, coin inserted, card removed, data received, no answer, limit reached, key turned,
download done, user left, battery low, threshold passed, door opened, wake up, signal lost, landed, boarding, recall, publish, archive, edit, restore`);
export const TOPICS =
  split(`Onboarding, Checkout, Returns, Incident response, Release process, Password reset, Loan approval, Hiring, Coffee roasting, Bread baking, Library lending, Patient intake, Parcel delivery, Data pipeline, Backup routine, Ticket triage, Invoice handling, Content review, Garden planning, Sensor network,
Fleet service, Travel booking, Course enrolment, Quality control, Customer support, Model training, Photo import, Device setup, Account closure, Expense claims, Fire drill, Water treatment, Energy billing, Museum tour, Recipe testing, Software update, Code review, Meeting planning, House purchase, Machine repair, Seed sorting, Spare parts`);

const ONSETS = split(
  `b, br, c, cr, d, dr, f, fl, g, gr, h, j, k, kl, l, m, n, p, pl, qu, r, s, st, t, tr, v, w, z, th, sh`,
);
const VOWELS = split(`a, e, i, o, u, ai, ea, io, ou, y`);
const CODAS = split(`n, r, l, s, th, nd, rk, x, m, st, ck, v, d, p, lm, rn`);
/** A made-up name such as "Crovind". @param {import("../../src/prng.mjs").Random} random */
export function madeUp(random) {
  let name = "";
  const syllables = random.int(1, 2);
  for (let i = 0; i < syllables; i++) name += random.pick(ONSETS) + random.pick(VOWELS);
  name += random.pick(ONSETS) + random.pick(VOWELS) + random.pick(CODAS);
  return name[0].toUpperCase() + name.slice(1);
}
/** @param {import("../../src/prng.mjs").Random} random */
export const person = (random) => `${random.pick(FIRST)} ${random.pick(LAST)}`;
/** A step such as "Validate invoice". @param {import("../../src/prng.mjs").Random} random */
export function step(random) {
  const noun = random.pick(NOUNS);
  const kind = random.int(0, 9);
  if (kind < 6) return `${random.pick(VERBS)} ${noun}`;
  if (kind === 6) return `${random.pick(VERBS)} the ${noun}`;
  if (kind === 7) return `${random.pick(VERBS)} ${madeUp(random)} ${noun}`;
  if (kind === 8)
    return `${noun[0].toUpperCase()}${noun.slice(1)} ${random.pick(["sent", "received", "stored", "ready", "checked", "archived", "found", "missing", "queued"])}`;
  return `${random.pick(VERBS)} ${noun} ${random.pick(["again", "by hand", "in batch", "for review", "to archive", "with care", "at night", "online"])}`;
}
/** A question of a flowchart. @param {import("../../src/prng.mjs").Random} random */
export function decision(random) {
  const noun = random.pick(NOUNS);
  const capital = noun[0].toUpperCase() + noun.slice(1);
  return random.pick([
    `${capital} ${random.pick(CHECKS)}?`,
    `Is ${noun} ${random.pick(CHECKS)}?`,
    `${capital} found?`,
    `More than ${random.int(2, 90)} ${random.pick(["days", "items", "errors", "MB", "users", "euros"])}?`,
    `${random.pick(CHECKS).replace(/^./, (c) => c.toUpperCase())}?`,
    `${madeUp(random)} ${random.pick(["running", "enabled", "installed", "online"])}?`,
  ]);
}
/** `count` different values of `make`. @template T @param {number} count @param {() => T} make @returns {T[]} */
export function distinct(count, make) {
  const seen = new Map();
  for (let tries = 0; seen.size < count && tries < 200; tries++) {
    const value = make();
    const key = String(value).toLowerCase();
    if (![...seen.keys()].some((other) => other.includes(key) || key.includes(other))) seen.set(key, value);
  }
  return [...seen.values()];
}
