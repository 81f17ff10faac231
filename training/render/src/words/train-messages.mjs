/** Messages and confirmations of the training screens. */
import { words } from "./list.mjs";

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
