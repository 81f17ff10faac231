import { DAYS, MONTHS, PLACES, PRODUCTS, TOPICS, madeUp, person } from "../../lib/words.mjs";

/** Column kinds: header and a value maker; `number` columns can be compared. */
export const COLUMNS = [
  {
    heads: ["Price", "Amount", "Cost", "Total", "Balance"],
    number: true,
    make: (r) => r.int(100, 99999) / 100,
    print: (v, unit) => `${unit}${v.toFixed(2)}`,
    units: ["$", "€ ", "£", ""],
  },
  {
    heads: ["Quantity", "Stock", "Units", "Count", "Visitors", "Downloads", "Seats"],
    number: true,
    make: (r) => r.int(1, 9999),
    print: (v) => v.toLocaleString("en-US"),
    units: [""],
  },
  {
    heads: ["Score", "Share", "Growth", "Coverage", "Discount"],
    number: true,
    make: (r) => r.int(1, 999) / 10,
    print: (v) => `${v}%`,
    units: [""],
  },
  {
    heads: ["Status", "State"],
    make: (r) =>
      r.pick([
        "Active",
        "Pending",
        "Paid",
        "Overdue",
        "Shipped",
        "Draft",
        "Closed",
        "Failed",
        "Running",
        "Stopped",
        "Expired",
        "Open",
        "Merged",
      ]),
  },
  { heads: ["Owner", "Assignee", "Contact", "Author", "Manager"], make: (r) => person(r) },
  { heads: ["City", "Country", "Region", "Location"], make: (r) => r.pick(PLACES) },
  {
    heads: ["Date", "Created", "Due", "Updated", "Delivered"],
    make: (r) =>
      r.pick([
        `${r.int(1, 28)} ${r.pick(MONTHS)}`,
        `${r.int(2019, 2026)}-${String(r.int(1, 12)).padStart(2, "0")}-${String(r.int(1, 28)).padStart(2, "0")}`,
      ]),
  },
  {
    heads: ["Type", "Category", "Kind", "Department"],
    make: (r) =>
      r.pick([
        "Hardware",
        "Software",
        "Service",
        "Travel",
        "Office",
        "Food",
        "Energy",
        "Legal",
        "Sales",
        "Research",
        "Support",
        "Finance",
        "string",
        "integer",
        "boolean",
        "object",
      ]),
  },
  { heads: ["Version", "Release"], make: (r) => `${r.int(0, 12)}.${r.int(0, 20)}.${r.int(0, 9)}` },
  { heads: ["E-mail", "Login"], make: (r) => `${madeUp(r).toLowerCase()}@${madeUp(r).toLowerCase()}.test` },
  { heads: ["Size", "Memory"], number: true, make: (r) => r.int(1, 990), print: (v) => `${v} MB`, units: [""] },
  { heads: ["Day", "Weekday"], make: (r) => r.pick(DAYS) },
];
/** What the first column may hold; `noun` names its entries. */
export const KEYS = [
  { heads: ["Product", "Item", "Article"], noun: "product", make: (r) => r.pick(PRODUCTS) },
  {
    heads: ["Name", "Customer", "Employee", "Member"],
    noun: "row",
    make: (r) =>
      r.chance(0.6)
        ? person(r)
        : `${madeUp(r)} ${r.pick(["GmbH", "Ltd", "AG", "Inc", "& Sons", "Bakery", "School", "Clinic", "Studio"])}`,
  },
  {
    heads: ["Project", "Task", "Topic"],
    noun: "row",
    make: (r) =>
      r.chance(0.5)
        ? r.pick(TOPICS)
        : `${madeUp(r)} ${r.pick(["portal", "app", "service", "website", "pilot", "tool"])}`,
  },
  {
    heads: ["Invoice", "Order", "Ticket", "ID", "Number"],
    noun: "row",
    make: (r) => `${r.pick(["INV", "ORD", "T", "REQ", "PO"])}-${r.int(100, 99999)}`,
  },
  {
    heads: ["Parameter", "Option", "Variable", "Setting", "Property"],
    noun: "row",
    make: (r) =>
      r.pick([
        `${madeUp(r).toLowerCase()}_${r.pick(["size", "rate", "path", "limit", "mode"])}`,
        `--${madeUp(r).toLowerCase()}`,
        `max${madeUp(r)}`,
      ]),
  },
  { heads: ["City", "Country", "Site"], noun: "row", make: (r) => r.pick(PLACES) },
];
