/** Tables, figures and properties of the training screens. */
import { words } from "./list.mjs";

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
