/** What stands in a code editor's menus and dialogs, and what people want when they look for it. */

/**
 * "label | keys | wishes | what it must not be mixed up with": wishes complete "I want to …".
 * @param {string} text
 */
const commands = (text) =>
  text
    .trim()
    .split("\n")
    .map((row) => {
      const [label, keys, wants] = row.split(" | ");
      return { label, keys, wants: wants.split("; ") };
    });
/** @typedef {ReturnType<typeof commands>[number]} Command */
export const MENUS = {
  File: commands(`New File | Ctrl+N | make an empty file; start a new file
New Window | Ctrl+Shift+N | have a second window; open another window
Open File... | Ctrl+O | open something from disk; load an existing file
Open Folder... | Ctrl+K Ctrl+O | open a whole directory; load a project folder
Open Recent | Ctrl+R | get back to an earlier project; see the files I had open lately
Save | Ctrl+S | write the file to disk; keep my changes
Save As... | Ctrl+Shift+S | store a copy under another name; give the file a different name on disk
Save All | Ctrl+K S | write all open files to disk; store everything at once
Auto Save | - | have files stored by themselves; not have to save by hand
Revert File | - | throw away my edits in this file; get the version on disk back
Close Editor | Ctrl+F4 | shut this tab; close only this file
Close Folder | Ctrl+K F | leave the project; close the workspace
Exit | Alt+F4 | quit the program; leave the application`),
  Edit: commands(`Undo | Ctrl+Z | take back the last change; reverse what I just did
Redo | Ctrl+Y | bring back what I undid; repeat the undone change
Cut | Ctrl+X | move the selected text to the clipboard; remove the text but keep it for pasting
Copy | Ctrl+C | duplicate the text to the clipboard; put the selection on the clipboard
Paste | Ctrl+V | insert the clipboard; put in what I copied
Find | Ctrl+F | search in this file; look for a word
Replace | Ctrl+H | swap one word for another; exchange some text
Find in Files | Ctrl+Shift+F | search the whole project; look for a word in all files
Toggle Line Comment | Ctrl+/ | comment the line out; turn a line into a comment
Toggle Block Comment | Shift+Alt+A | comment out several lines at once`),
  View: commands(`Command Palette... | Ctrl+Shift+P | run any command by its name; search for a command
Explorer | Ctrl+Shift+E | see the files of the project; show the file tree
Source Control | Ctrl+Shift+G | see what changed in git; commit something
Extensions | Ctrl+Shift+X | install a plugin; add an add-on
Problems | Ctrl+Shift+M | see errors and warnings; list all mistakes in the code
Output | Ctrl+Shift+U | read what the tools print; see the log
Terminal | Ctrl+\` | open a shell; run a command line
Word Wrap | Alt+Z | have long lines broken; avoid scrolling sideways
Zoom In | Ctrl+= | make everything bigger; enlarge the text
Zoom Out | Ctrl+- | make everything smaller; shrink the text
Full Screen | F11 | use the whole monitor; hide the window frame`),
  Go: commands(`Back | Alt+Left | return to where I was; jump to the previous place
Forward | Alt+Right | go to the next place again
Go to File... | Ctrl+P | jump to a file by its name; open a file quickly
Go to Symbol... | Ctrl+Shift+O | jump to a function in this file
Go to Line/Column... | Ctrl+G | jump to a line by its number
Go to Definition | F12 | see where this is declared; find the place where it is defined
Go to References | Shift+F12 | see where this is used; find all usages
Next Problem | F8 | jump to the following error
Go to Bracket | Ctrl+Shift+\\ | find the matching bracket`),
  Run: commands(`Start Debugging | F5 | run with the debugger; stop at my breakpoints
Run Without Debugging | Ctrl+F5 | just start the program; run it without the debugger
Stop Debugging | Shift+F5 | end the debug session; halt the program
Restart Debugging | Ctrl+Shift+F5 | start debugging again from the beginning
Step Over | F10 | execute the line and go to the next one
Step Into | F11 | go inside the function that is called
Step Out | Shift+F11 | leave the current function while debugging
Continue | F5 | let the program go on after a breakpoint
Toggle Breakpoint | F9 | make the program halt at this line
Add Configuration... | - | set up another way to launch the program`),
  Terminal: commands(`New Terminal | Ctrl+Shift+\` | open another shell
Split Terminal | Ctrl+Shift+5 | have two shells side by side
Run Task... | - | start one of my tasks
Run Build Task... | Ctrl+Shift+B | compile the project; build everything
Run Active File | - | execute the file I am in
Configure Tasks... | - | change which tasks exist
Terminate Task... | - | kill a task that is running`),
};
export const CONTEXT = {
  file: commands(`Open to the Side | Ctrl+Enter | see the file next to the other one
Open With... | - | use another editor for this file
Reveal in File Explorer | Shift+Alt+R | see the file in its folder on disk
Open in Integrated Terminal | - | have a shell in this folder
Select for Compare | - | mark the file for a diff
Find in Folder... | Shift+Alt+F | search only in this directory
Cut | Ctrl+X | move the file elsewhere
Copy | Ctrl+C | duplicate the file
Paste | Ctrl+V | put a copied file here
Copy Path | Shift+Alt+C | get the full path on the clipboard
Copy Relative Path | Ctrl+K Ctrl+Shift+C | get the path from the project's root
Rename... | F2 | give the file a different name; change its name
Delete | Delete | get rid of the file; remove it`),
  code: commands(`Go to Definition | F12 | see where this is declared; jump to the declaration
Go to Implementations | Ctrl+F12 | see the code behind the interface
Go to References | Shift+F12 | see every use of this
Peek | - | look at the definition without leaving; preview it in place
Find All References | Shift+Alt+F12 | list all usages
Rename Symbol | F2 | give the variable another name; change the function's name everywhere
Change All Occurrences | Ctrl+F2 | edit every occurrence at once
Format Document | Shift+Alt+F | tidy up the layout of the code; fix the indentation
Refactor... | Ctrl+Shift+R | restructure the code; extract a function
Quick Fix... | Ctrl+. | repair the problem automatically; get a suggested fix
Cut | Ctrl+X | move the text to the clipboard
Copy | Ctrl+C | put the text on the clipboard
Paste | Ctrl+V | insert what I copied
Command Palette... | Ctrl+Shift+P | search for a command`),
};
export const PALETTE = commands(`Preferences: Open Settings (UI) | Ctrl+, | change the settings; adjust preferences
Preferences: Color Theme | Ctrl+K Ctrl+T | use other colours; switch to a light look
Preferences: Open Keyboard Shortcuts | Ctrl+K Ctrl+S | change the key bindings; see all hot keys
View: Toggle Terminal | Ctrl+\` | show or hide the shell
View: Toggle Word Wrap | Alt+Z | break long lines
View: Toggle Zen Mode | Ctrl+K Z | work without distractions
Developer: Reload Window | Ctrl+R | load the window again; restart the editor window
Developer: Toggle Developer Tools | Ctrl+Shift+I | inspect the editor itself
Git: Commit | Ctrl+Enter | record my changes in git
Git: Pull | - | get the newest commits from the server
Git: Push | - | send my commits to the server
Git: Checkout to... | - | switch to another branch
Git: Stash | - | put my changes aside for now
Git: Undo Last Commit | - | take back the commit I just made
Format Document | Shift+Alt+F | tidy up the code
Format Selection | Ctrl+K Ctrl+F | tidy up only the marked lines
Fold All | Ctrl+K Ctrl+0 | collapse all code blocks
Unfold All | Ctrl+K Ctrl+J | expand all code blocks
Python: Select Interpreter | - | use another version of Python
Python: Run Python File | - | execute the script
Debug: Start Debugging | F5 | run it with the debugger
Debug: Stop | Shift+F5 | end debugging
Tasks: Run Build Task | Ctrl+Shift+B | compile the project
Notebook: Clear All Outputs | - | remove all results from the notebook
File: Save All | Ctrl+K S | write all files to disk
File: Compare Active File With... | - | see how two files differ
Transform to Uppercase | - | make the letters capitals
Sort Lines Ascending | - | put the lines in alphabetical order
Trim Trailing Whitespace | Ctrl+K Ctrl+X | remove blanks at the ends of lines
Toggle Line Comment | Ctrl+/ | comment the line out
Extensions: Install Extensions | Ctrl+Shift+X | add a plugin
Change Language Mode | Ctrl+K M | have another syntax highlighting
Terminal: Create New Terminal | Ctrl+Shift+\` | get another shell
Test: Run All Tests | - | execute the test suite
Markdown: Open Preview | Ctrl+Shift+V | see the formatted document`);

/** Title; text; buttons as "label = wishes ! things to avoid". `@` is a name (a file, an extension, a branch). */
const dialog = (/** @type {string} */ row) => {
  const [title, text, ...buttons] = row.split(" | ");
  return {
    title,
    text,
    buttons: buttons.map((b) => {
      const [label, rest] = b.split(" = ");
      const [wants, avoids] = rest.split(" ! ");
      return { label, wants: wants.split("; "), avoids: avoids ? avoids.split("; ") : [] };
    }),
  };
};
export const DIALOGS =
  `Do you want to save the changes you made to @? | Your changes will be lost if you don't save them. | Save = keep my changes; store what I typed; write the file before it closes ! lose my changes; lose what I typed | Don't Save = throw my changes away; close without keeping anything; discard the edits ! keep the changes; store the changes | Cancel = go back to editing; leave the file open; close this message and go on working ! close the file
Are you sure you want to delete '@'? | You can restore this file from the Trash. | Move to Trash = get rid of the file; remove it; go ahead with deleting ! keep the file | Cancel = keep the file; leave it where it is ! delete anything; lose the file; remove it
Are you sure you want to permanently delete '@'? | This action is irreversible! | Delete = remove it for good; erase the file | Cancel = keep the file; stop this ! delete it; lose the file; erase anything
Are you sure you want to discard changes in '@'? | This is IRREVERSIBLE! Your current working set will be lost. | Discard File = throw my edits away; go back to the last commit ! keep my edits | Cancel = keep my edits; leave my work as it is ! lose my work; discard anything; throw my changes away
Do you trust the authors of the files in this folder? | Code in this folder may be executed when it is opened. | Yes, I trust the authors = allow everything; enable all features ! be restricted | No, I don't trust the authors = browse in restricted mode; look at the files safely ! run unknown code; trust these people; allow code to run
A newer version of @ is available. | Restart the application to apply the update. | Restart Now = install the update right away; get the new version ! wait with the update | Later = be asked another time; go on working without the update ! restart now; update right now | Release Notes = read what is new; see what changed
'@' already exists. Do you want to replace it? | Replacing it will overwrite its current contents. | Replace = overwrite the existing file; use the new one instead ! keep the old file | Cancel = keep the existing file; pick another name ! overwrite it; lose the old contents; replace anything
Do you want to terminate running processes? | There is an active terminal session in '@'. | Terminate = end the processes; close it although something runs ! keep it running | Cancel = let the processes run on; keep the terminal ! stop the running process; kill anything
Do you want to install the extension '@'? | It was published by an unverified publisher. | Install = add the extension; get the plugin | Learn More = read about it first; get details before deciding | Cancel = do without the plugin; not add it ! install it; have it on my machine
The branch '@' has no remote branch. | Would you like to publish this branch? | Publish Branch = put the branch on the server; share my branch ! keep the branch local | Cancel = keep the branch on my machine ! publish it; share the branch; send anything to the server
Do you want @ to open the external website? | The link leads to a page outside of the editor. | Open = go to the page; visit the website | Copy = have the address on the clipboard; paste the link somewhere else | Configure Trusted Domains = always allow this site | Cancel = stay here; not visit the page ! leave the editor; open the website
Unable to save '@' | The content of the file is newer on disk. Compare your version or overwrite it. | Compare = see how the versions differ; look at both versions | Overwrite = replace the version on disk with mine ! keep the version on disk
Restart the kernel of @? | All variables will be lost. | Restart = start the kernel afresh; clear the memory ! keep my variables | Cancel = keep my variables; let the kernel live ! lose my variables; restart the kernel; clear anything
Reset all settings to their defaults? | The settings in @ will be removed. | Reset = go back to the factory settings; undo all my customising ! keep my settings | Keep Settings = leave the configuration as it is ! lose my settings; reset anything
Sign out of @? | Synchronised settings stay on this computer. | Sign Out = log off; leave the account ! stay logged in | Stay Signed In = remain logged in ! log off; leave my account
Replace 14 occurrences across 5 files with '@'? | This cannot be undone once the files are closed. | Replace All = change every occurrence; go ahead with replacing | Preview = look at the changes first; check before replacing | Cancel = change nothing; stop replacing ! change anything; touch my files
Git: force push to '@'? | This overwrites the commits on the server. | Force Push = overwrite the server's commits | Pull First = get the others' commits before; merge before pushing ! overwrite other people's work | Cancel = do nothing; leave the server alone ! push anything
Push failed: authentication required for '@'. | Sign in with a token to continue. | Sign In = log in; enter my token | Show Log = read the details; see what happened | Dismiss = close the message; ignore it ! sign in
Cannot connect to the remote host '@' | The connection timed out after 30 seconds. | Retry = try to connect again; have another go ! give up | Close Remote = work locally; give the connection up ! try again | More Actions = see other possibilities`
    .split("\n")
    .map(dialog);

export const TOASTS =
  `@ was installed. Reload the window to activate it. | Reload = activate the extension; load the window again ! reload later | Not Now = close the notice; wait with reloading ! reload the window
The Python extension recommends the formatter '@'. | Install = get the formatter; accept the recommendation | Never = not be asked again; stop these hints ! see this again | Show = look at it first; see details
The git repository '@' has 12 incoming commits. | Pull = get the commits; update my copy | Ignore = leave it as it is ! update now; get the commits
Could not start the language server '@'. | Show Output = read the log; see why it failed | Restart = try to start it again
The terminal process '@' terminated with exit code: 1. | Show Output = see what was printed | Relaunch = start the terminal again
@ wants to send crash reports. | Allow = permit it; let it send reports | Deny = refuse it; keep my data private ! send any data; share my data
Saved a backup as '@'. | Open = see the backup | Undo = take the backup back ! keep the backup
Update to version 3.2 of @ is ready. | Restart = install it now | Later = be reminded another time ! restart now
Large file '@' was opened without highlighting. | Open Anyway = load it in full | Close = get rid of the notice`
    .split("\n")
    .map((row) => {
      const [text, ...buttons] = row.split(" | ");
      return dialog([text, text, ...buttons].join(" | "));
    });

/** Group and name; description; kind; values. */
export const SETTINGS = `Editor: Font Size | Controls the font size in pixels. | n | 12,13,14,15,16,18
Editor: Tab Size | The number of spaces a tab is equal to. | n | 2,3,4,8
Editor: Font Family | Controls the font family. | t | Fira Code,Consolas,Menlo,monospace
Editor: Word Wrap | Controls how lines should wrap. | s | off,on,bounded,wordWrapColumn
Editor: Line Numbers | Controls the display of line numbers. | s | on,off,relative,interval
Editor: Format On Save | Format a file on save. | c |
Editor: Minimap Enabled | Controls whether the minimap is shown. | c |
Editor: Cursor Blinking | Control the cursor animation style. | s | blink,smooth,phase,solid
Editor: Render Whitespace | Controls how whitespace is shown. | s | none,all,boundary,selection
Editor: Sticky Scroll | Shows the nested scopes at the top. | c |
Files: Auto Save | Controls auto save of editors that have unsaved changes. | s | off,afterDelay,onFocusChange
Files: Encoding | The default character set encoding to use. | s | utf8,utf16le,iso88591
Files: Trim Trailing Whitespace | Trims whitespace when saving a file. | c |
Files: Auto Save Delay | The delay in milliseconds after which a file is saved. | n | 500,1000,1500,2000
Workbench: Color Theme | Specifies the color theme used in the workbench. | s | Dark Modern,Light+,Monokai,Abyss,Quiet Light
Workbench: Startup Editor | Controls which editor is shown at startup. | s | none,welcomePage,newUntitledFile
Workbench: Side Bar Location | Controls the location of the side bar. | s | left,right
Window: Zoom Level | Adjusts the zoom level of the window. | n | 0,1,2,-1
Window: Restore Windows | Controls how windows are reopened. | s | all,folders,none
Terminal: Font Size | Controls the font size of the terminal. | n | 11,12,13,14
Terminal: Cursor Style | Controls the style of the terminal cursor. | s | block,line,underline
Terminal: Scrollback | The number of lines kept in the buffer. | n | 1000,3000,5000
Git: Autofetch | Commits are fetched from the remote periodically. | c |
Git: Confirm Sync | Confirm before synchronizing repositories. | c |
Git: Enable Smart Commit | Commit all changes when there are no staged changes. | c |
Search: Smart Case | Search case-insensitively if the pattern is lower case. | c |
Search: Max Results | Controls the maximum number of results. | n | 500,2000,20000
Telemetry: Level | Controls which data is sent. | s | all,error,crash,off
Update: Mode | Configure whether you receive updates. | s | none,manual,start,default`
  .split("\n")
  .map((row) => {
    const [name, help, kind, values] = row.split(" | ");
    return { name, help: help, kind: kind[0], values: (values ?? "").split(",") };
  });
