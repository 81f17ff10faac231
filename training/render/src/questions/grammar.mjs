/**
 * Phrasings by kind. `{X}` is the thing asked about as a person names it, `{L}` a bare label, `{N}` a noun, `{W}` a wish ("save my changes").
 * `own` of the validation grammar stands in `grammar-validation.mjs`.
 */
const lines = (/** @type {string} */ text) => text.trim().split(/\s*\|\s*/);

/** @type {Record<string, string[]>} */
export const grammar = {
  title: lines(
    `What is the title of this {P}?|What is the title?|Title of the {P}?|title|Read the title.|What does the heading say?|How is this {P} called?|What is this {P} called?|Which heading stands at the top?|Name of this {P}?|What {P} is this? Read its title.|Tell me the title of the {P}|What is the {P}'s heading?|Quote the title of this {P}.|Give me the main heading|what's the headline|What is written as the title?|page title?|What's the name of this {P}?|Which title is displayed?|What is at the very top as a heading?|Tell me how this {P} is headed|What caption does the {P} have?|headline of the {P}?|Under which name does this {P} appear?|I need the title.|What text is in the title?|Say the title of this {P}`,
  ),
  value: lines(
    `What is {X}?|What is {X} set to?|What is the value of {X}?|What does {X} say?|{L}?|Which value does {X} have?|Value of {X}?|What is entered in {X}?|Read {X}.|Tell me {X}|Give me {X}.|What is shown for {X}?|What's {X}|Which {L} is given?|What is listed as {X}?|Can you read {X}?|what does it say for {X}|What stands next to {L}?|I need {X}.|Look up {X}.|current {L}|What is the current {L}?|What {L} is shown?|How is {X} configured?|What did the user enter for {X}?|What has been typed into {X}?|Which text is in {X}?|What does {X} contain?|Find the value of {X}.|{L} = ?|Which one is {X}?|The {L}, please|What can I read at {X}?|What appears next to {L}?|Show me {X}.|What is the {L} here?|what did they write for {X}|{X}?|Could you tell me {X}?|What is currently in {X}?|I'm looking for {X}.|What value is displayed for {X}?|Which is the {L}?|Extract {X}.`,
  ),
  choice: lines(
    `Which {L} is selected?|What is {X} set to?|Which {L} is chosen?|Selected {L}?|What {L} is selected?|Which option is selected for {X}?|What is chosen for {X}?|What is the current {L}?|Which {L} is active?|current {L}|{L}?|What's picked for {X}|Which option of {X} is on?|What did they choose as {L}?|Which {L} is in use?|How is {X} set?|Which {L} is currently set?|Tell me the selected {L}.|Name the chosen {L}|What is {X}?|Which value is selected under {X}?|Which {L} has been picked?|What is the setting of {X}?|Which of the choices is active for {X}?|What is {X} currently?|What value has {X}?|On what is {X} set?|Which {L} do I have selected?|What option has been chosen under {X}?|Which {L} did the user pick?|Show the selection for {X}.|{L} is set to what|What is the selection in {X}?|Which choice is made for {X}?|Which radio button or option is on for {X}?|What's the active {L}?|selected option of {X}`,
  ),
  labelOf: lines(
    `Which field contains "{V}"?|What is the label of the field with "{V}"?|Which setting has the value {V}?|What is set to {V}?|Which label belongs to "{V}"?|What does {V} stand for here?|Which entry says {V}?|"{V}" is the value of what?|What is {V}?|Which property is {V}?|Where does {V} stand?|Which item is "{V}" the value of?|In which field is {V} entered?|to what does {V} belong|What label does the value {V} have?|Under which label do I find {V}?|Which field shows {V}?|What is the caption of the field with {V}?|Where is {V} shown, under which label?|The text {V} is the value of which field?|label of {V}?`,
  ),
  activeTab: lines(
    `Which tab is active?|Which tab is selected?|Active tab?|What tab is open?|Which tab am I on?|What is the current tab?|selected tab|Name the tab that is open.|Which of the tabs is highlighted?|On which tab are we?|tell me the active tab|Which tab is shown?|What tab is currently selected?|Current tab?|Which tab is the current one?|Which tab has been selected?|What tab are we looking at?|Name the selected tab|Which tab's content is visible?|tab currently open?|What's the highlighted tab?`,
  ),
  activeNav: lines(
    `Which item is selected in the navigation?|Which page is active in the menu?|What is selected in the sidebar?|Which navigation item is highlighted?|Which menu entry is active?|Where am I in the navigation?|highlighted navigation item?|Which section is currently open?|What is highlighted on the left?|Selected item in the sidebar?|Which entry of the navigation is current?|On which page of the site are we?|what nav item is active|active entry in the side menu|Which menu item is selected?|What is the active page in the navigation?|Which item on the left is active?|current section?|What section am I in?|Which part is open?|Name the selected navigation item.|which sidebar entry is active`,
  ),
  activeTop: lines(
    `Which item is highlighted in the top bar?|What is active in the header?|Which link of the top navigation is active?|Selected item in the top bar?|Which entry of the header is current?|What is highlighted at the top?|Which page is active in the header bar?|active link in the top menu|Which top level section is open?|Where am I according to the top bar?|Which header item is selected?|What is the current entry of the top navigation?`,
  ),
  activeStep: lines(
    `Which step is active?|What is the current step?|Which step are we at?|Current step?|At which step is the wizard?|What step is highlighted?|which step am i on|Name the current step.|Which stage is this?|Which step of the process is shown?|Where in the process are we?|active step|In which step are we now?`,
  ),
  activeRow: lines(
    `Which row is selected?|Which of the {N} is selected?|What is selected in the table?|Which row is highlighted?|Selected row?|Which {S} is highlighted?|Name the selected {S}.|which line of the table is marked|What entry is selected in the table?|Which {S} is marked?|Which of the {N} has been picked?|highlighted row|What {S} is currently selected?|Which entry is highlighted in the table?|Which table row is selected?|Which {S} did the user select?|what's selected|Name the row that is highlighted.|Which one of the {N} is highlighted?|On which {S} is the selection?`,
  ),
  activeItem: lines(
    `Which of the {N} is selected?|Which {S} is highlighted?|Selected {S}?|What is selected in the list?|Which {S} is marked?|Name the highlighted {S}.|which one of the {N} is active|Which {S} is currently selected?|What {S} is open?|Which entry of the list is selected?|highlighted {S}|Which {S} has the focus?`,
  ),
  activeMenu: lines(
    `Which menu item is highlighted?|What is highlighted in the menu?|Which entry of the context menu is selected?|Selected menu item?|Which command is highlighted?|On which menu entry is the cursor?|highlighted menu entry|Which option of the menu is marked?|What item of the menu is active?|Name the highlighted command.|Which menu entry is hovered?|what's selected in the pop-up menu`,
  ),
  activePage: lines(
    `Which page number is active?|On which page of the list are we?|Current page number?|Which page of the results is shown?|selected page number|What is the current page in the pagination?|Which number is highlighted below the list?|page number?|What page am I on?|Which page number is highlighted?`,
  ),
  done: lines(`{Q}`),
  checked: lines(
    `Is {X} checked?|Is {X} on?|Is {X} enabled?|Is {X} turned on?|Is {X} ticked?|{L}: on or off?|Has {X} been activated?|Is {X} switched on?|Is the box for {X} ticked?|Is {X} active?|is {X} selected|Do they have {X} on?|Is {X} set?|Tell me whether {X} is on.|Did someone tick {X}?|{L} enabled?|Is there a check mark at {X}?|Do I have {X} on?|Is {X} currently on?|Has {X} been enabled?|Is {X} marked?|Have they enabled {X}?|Does {X} show as on?|Could you check if {X} is on?|Is {X} in the on position?|{X}: is it active?`,
  ),
  whichChecked: lines(
    `Which boxes are checked?|Which checkboxes are ticked?|What is checked?|Which options are ticked?|ticked boxes?|Name the checked boxes.|Which of the checkboxes are selected?|What options are checked?|List the ticked items.|Which items are checked off?|what has a check mark|Which entries are ticked?`,
  ),
  whichOn: lines(
    `Which switches are on?|What is switched on?|Which toggles are on?|Which settings are turned on?|Name the switches that are on.|toggles that are on?|Which options are enabled?|List the enabled switches.|what is turned on|Which of the switches are active?|Which toggles are active?|What has been turned on?`,
  ),
  whichOff: lines(
    `Which switches are off?|What is switched off?|Which toggles are off?|Which settings are turned off?|Name the switches that are off.|toggles that are off?|Which options are disabled?|List the switches that are off.|what is turned off|Which of the switches are inactive?|What has been turned off?|Which toggle is not on?`,
  ),
  state: lines(
    `Is {X} enabled?|Can I click {X}?|Is {X} disabled?|Is {X} available?|Is {X} greyed out?|What is the state of {X}?|{L} enabled or disabled?|Can {X} be used?|Is it possible to press {X}?|is {X} active or greyed out|Can I use {X} now?|Is {X} clickable?|Is {X} inactive?|state of {X}?`,
  ),
  whichDisabled: lines(
    `Which button is disabled?|What is greyed out?|Which control cannot be used?|Disabled button?|Which of the controls is disabled?|What can't I click?|Which command is not available?|Name what is greyed out.|which element is inactive|Which option is unavailable?|Which thing is disabled here?|What is not clickable?`,
  ),
  error: lines(
    `What does the error message say?|Read the error message.|What is the error?|What went wrong?|error?|Which error is shown?|What error do you see?|What is the problem?|Quote the error.|Tell me what the error says|Why did it fail?|What's the error message|Which problem is reported?|Read the error text to me.|What does the error say|what is the failure message|What does the red text say?|Which error message appears?|What is reported as an error?|Tell me the failure.|What's wrong here?|Why doesn't it work?|Explain the error shown.|What issue is reported?|error text?|What did the system report?`,
  ),
  fieldError: lines(
    `What is wrong with {X}?|Which error is shown for {X}?|What does the message under {X} say?|Why is {X} not accepted?|Error of {X}?|What problem does {X} have?|Read the validation message of {X}.|what is the complaint about {X}|What does the hint under {X} say?|Which validation error does {X} have?|What must I correct in {X}?|Why is {X} marked red?`,
  ),
  message: lines(
    `What does the {A} say?|Read the {A}.|What is the {A}?|Text of the {A}?|What does the {A} tell me?|What {A} is shown?|Quote the {A}.|Tell me what the {A} says|{A}?|What message is shown?|Read me the {A}|which {A} do you see|What is the text of the {A}?|What can I read in the {A}?|Tell me the content of the {A}.|What's in the {A}?|content of the {A}|What notice is displayed?|Please read the {A}.`,
  ),
  question: lines(
    `What does the dialog say?|What does the message say?|Read the text of the dialog.|What does this dialog warn about?|What will happen according to the dialog?|Which explanation does the dialog give?|dialog text?|Read the message to me.|What is written below the title?|What is the explanation in the dialog?|what does the pop-up say|Tell me the text of the message box`,
  ),
  button: lines(
    `How do I {W}?|What do I click to {W}?|Which button lets me {W}?|Where can I {W}?|I want to {W}.|How can I {W}?|Which button do I press to {W}?|What should I press to {W}|Which control would {W}?|Where do I {W}?|how to {W}|What must I click if I want to {W}?|Which button is there to {W}?|I'd like to {W}, what do I click?|Button to {W}?|Where do I click to {W}|What do I press if I want to {W}?|Which one do I click to {W}?|Is there a way to {W}?|Can I {W}? How?|Show me how to {W}.|What would I click in order to {W}?|Which button is used to {W}?|I need to {W}.|Let me {W}: which button?`,
  ),
  buttons: lines(
    `Which buttons are there?|What buttons does the {P} have?|Name the buttons.|List the buttons.|buttons?|Which buttons can I press?|What buttons can be seen?|Tell me the buttons|Which buttons are shown?|What can I click in the {P}?|Read the labels of the buttons.|what are the buttons called`,
  ),
  primary: lines(
    `Which button is the main one?|Which button is highlighted?|What is the primary button?|Which button stands out?|main button?|Which button is coloured?|What does the highlighted button say?|Name the primary button.|which button is emphasised|Which one is the default button?|Read the label of the main button.|Which button has the strongest colour?`,
  ),
  go: lines(
    `Where do I go to {W}?|Where can I {W}?|Which link do I follow to {W}?|What do I click to {W}?|How do I get to {W}?|Which menu entry lets me {W}?|I want to {W}.|Where would I {W}?|In which section can I {W}?|Which item opens the place to {W}?|where to {W}|Which page lets me {W}?|What should I open to {W}?|Which link would I click to {W}?|What's the right menu item to {W}?|Where in the menu can I {W}?|I'd like to {W}, where do I go?|Under which item can I {W}?|Point me to where I can {W}`,
  ),
  controlKind: lines(
    `What kind of control is {X}?|What is {X}, a button or a field?|Which type of control is {X}?|What type of element is {X}?|Is {X} a button, a link or something else?|control type of {X}|What sort of control is {X}?|What kind of element is "{L}"?|Which kind of widget is {X}?|What role does {X} have?|What is "{L}" here, what kind of thing?|Name the kind of control for {X}.`,
  ),
  cell: lines(
    `What is the {C} of {R}?|Which {C} does {R} have?|{C} of {R}?|What {C} does {R} have?|Look up the {C} of {R}.|In the row {R}, what is the {C}?|What is {R}'s {C}?|Tell me the {C} for {R}|What stands under {C} for {R}?|Read the {C} in the row of {R}.|{R}: {C}?|Which {C} is listed for {R}?|what's the {C} of {R}|Give me the {C} of {R}.|For {R}, which {C} is shown?|{C} for {R}|What is in the {C} column for {R}?|What value does {R} have for {C}?|Which {C} belongs to {R}?|Check the {C} of {R}.|I need the {C} of {R}|What's listed as {C} for {R}?|How is the {C} of {R} given?|Show the {C} for {R}.|{C}, row {R}?|What does the {C} column say about {R}?|Find the {C} for {R}|The {C} of {R}?`,
  ),
  rowBy: lines(
    `Which {S} has the {C} {V}?|Whose {C} is {V}?|Which row has {V} as {C}?|Which {S} is the one with {C} {V}?|Find the {S} with {C} "{V}".|{C} {V}: which {S}?|In which row is the {C} {V}?|Which of the {N} has {C} {V}?|Name the {S} whose {C} is {V}.|which {S} shows {V} under {C}|What {S} has a {C} of {V}?|Where is the {C} {V}?|Which {S} has {V} in the {C} column?|Who or what has {V} as its {C}?|Search for {C} {V}: which {S} is it?|Which entry shows the {C} {V}?|The {S} with {C} {V}?|Look for {V} under {C}. Which {S}?`,
  ),
  columns: lines(
    `Which columns does the table have?|Name the columns.|What are the column headers?|columns?|List the columns of the table.|What columns are shown?|Read the table header.|Which column names are there?|Tell me the columns|What is the header row?|which columns are in the table|Which headings does the table have?`,
  ),
  sorted: lines(
    `By which column is the table sorted?|Which column is it sorted by?|Sort column?|What is the table ordered by?|Which column has the sort arrow?|By what are the {N} sorted?|sorted by?|What is the sort order based on?|Which column header shows an arrow?|By which column are the rows ordered?|Which column determines the order?|tell me the sorting column`,
  ),
  max: lines(
    `Which {S} has the highest {C}?|Which {S} has the largest {C}?|Who or what has the greatest {C}?|Which row has the maximum {C}?|Highest {C}?|The {S} with the most {C}?|Which of the {N} has the biggest {C}?|what {S} has the top {C}|Name the {S} with the highest {C}.|Where is the {C} highest?|Which {S} leads in {C}?|max {C}: which {S}`,
  ),
  min: lines(
    `Which {S} has the lowest {C}?|Which {S} has the smallest {C}?|Who or what has the least {C}?|Which row has the minimum {C}?|Lowest {C}?|The {S} with the smallest {C}?|Which of the {N} has the lowest {C}?|what {S} has the minimum {C}|Name the {S} with the lowest {C}.|Where is the {C} lowest?|Which {S} comes last in {C}?|min {C}: which {S}`,
  ),
  below: lines(
    `What is below {X}?|What comes below {X}?|Which {K} is right below {X}?|What stands under {X}?|below {X}?|What do you see directly below {X}?|Which {K} follows under {X}?|Name the {K} below {X}.|what's underneath {X}|Which {K} is beneath {X}?|What is just under {X}?|The {K} under {X}?`,
  ),
  above: lines(
    `What is above {X}?|What comes above {X}?|Which {K} is right above {X}?|What stands over {X}?|above {X}?|What do you see directly above {X}?|Which {K} is over {X}?|Name the {K} above {X}.|what's on top of {X}|Which {K} precedes {X} above it?|What is just over {X}?|The {K} above {X}?`,
  ),
  right: lines(
    `What is to the right of {X}?|Which {K} is right of {X}?|What stands to the right of {X}?|right of {X}?|Which {K} is on the right of {X}?|Name the {K} to the right of {X}.|what's right next to {X} on the right|What comes to the right of {X}?|Which {K} is at the right-hand side of {X}?|The {K} right of {X}?|What is directly to the right of {X}?|on the right of {X} is what`,
  ),
  left: lines(
    `What is to the left of {X}?|Which {K} is left of {X}?|What stands to the left of {X}?|left of {X}?|Which {K} is on the left of {X}?|Name the {K} to the left of {X}.|what's next to {X} on the left|What comes to the left of {X}?|Which {K} is at the left-hand side of {X}?|The {K} left of {X}?|What is directly to the left of {X}?|on the left of {X} is what`,
  ),
  next: lines(
    `What comes after {X}?|Which {K} follows {X}?|What is next after {X}?|after {X}?|Which {K} comes next after {X}?|What follows {X}?|Name the {K} after {X}.|what's the one after {X}|Which {K} is the next one after {X}?|What is the {K} after {X}?|next {K} after {X}|The {K} following {X}?`,
  ),
  previous: lines(
    `What comes before {X}?|Which {K} precedes {X}?|What is before {X}?|before {X}?|Which {K} comes just before {X}?|What precedes {X}?|Name the {K} before {X}.|what's the one before {X}|Which {K} is the previous one before {X}?|What is the {K} before {X}?|previous {K} before {X}|The {K} preceding {X}?`,
  ),
  first: lines(
    `What is the first {K}?|Which {K} comes first?|First {K}?|Name the first {K}.|Which {K} is at the {T}?|What {K} is first?|what's the first {K}|Read the first {K}.|Tell me the first {K}|Which one is the first {K}?|Which {K} begins the list?|the first of the {KS}`,
  ),
  last: lines(
    `What is the last {K}?|Which {K} comes last?|Last {K}?|Name the last {K}.|Which {K} is at the {E}?|What {K} is last?|what's the last {K}|Read the last {K}.|Tell me the last {K}|Which one is the last {K}?|Which {K} ends the list?|the last of the {KS}`,
  ),
  count: lines(
    `How many {KS} are there?|How many {KS} do you see?|Number of {KS}?|Count the {KS}.|How many {KS} does it have?|how many {KS}|What is the number of {KS}?|How many {KS} are shown?|Tell me how many {KS} there are.|count of {KS}|How many {KS} are visible?|How many {KS} can be seen?|Give me the number of {KS}.|How many {KS} exist here?|what's the count of {KS}|How many {KS} does the screen show?|In total, how many {KS}?|Please count the {KS}`,
  ),
  present: lines(
    `Is there a {K} "{L}"?|Is there a {K} called {L}?|Does the {P} have a {K} "{L}"?|Do you see a {K} named {L}?|Can I find a {K} {L}?|Is a {K} "{L}" shown?|any {K} called {L}?|Is {L} among the {KS}?|Is there something called {L}?|Does it have {L}?|Is "{L}" on the {P}?|is {L} there`,
  ),
  absentValue: lines(
    `What is {X}?|What is {X} set to?|Which {L} is selected?|What does {X} say?|{L}?|Value of {X}?|Read {X}.|Is {X} enabled?|Is {X} checked?|Tell me {X}|Which {L} is shown?|Where is {X}?|What is the current {L}?`,
  ),
  badge: lines(
    `How many are shown next to {L}?|What number stands next to {L}?|Which number is on {L}?|What is the count of {L}?|badge of {L}?|How many unread in {L}?|What does the badge at {L} show?|Number at {L}?|How many items does {L} have?|which count does {L} show|Read the badge of {L}.|What number does {L} have?`,
  ),
  placeholder: lines(
    `What is the placeholder of {X}?|What hint is shown in {X}?|Which placeholder text is in {X}?|Placeholder in {X}?|What does the empty {X} suggest?|Which grey text is in {X}?|What example is given in {X}?|Read the placeholder of {X}.|what's the hint inside {X}|What is written in grey in {X}?|Which sample text does {X} show?|hint in {X}?`,
  ),
  searchHint: lines(
    `What does the search box say?|What is the placeholder of the search field?|What hint is in the search box?|search box text?|Which text is in the empty search field?|Read the search field.|What is written in the search box?|placeholder of search|What does the search field suggest?|Which grey text is in the search field?`,
  ),
  required: lines(
    `Which fields are required?|What must be filled in?|Which fields are mandatory?|required fields?|Which fields have an asterisk?|Name the required fields.|What fields can't be left empty?|Which inputs are marked as required?|what do i have to fill in|List the mandatory fields.|Which labels have a star?|Which entries are compulsory?`,
  ),
  effect: lines(
    `What happens if I click {X}?|What does {X} do?|What will {X} do?|What is {X} for?|What happens when I press {X}?|Purpose of {X}?|what does clicking {X} do|What would {X} do?|If I press {X}, what happens?|Explain {X}.|What is the effect of {X}?|What is the purpose of {X}?`,
  ),
  purpose: lines(
    `What is this?|What is this {P} for?|What kind of {P} is this?|What does the picture show?|What am I looking at?|What is shown here?|what's this|What kind of screen is this?|What is the purpose of this {P}?|Which kind of page is this?|What do you see?|purpose of this screen|What type of screen is it?|In one sentence: what is this?`,
  ),
  describe: lines(
    `Describe this {P}.|Describe the picture.|Describe what you see.|Summarize this screen.|Give me a short description.|describe|What is on this screen?|Tell me about this {P}.|Explain this screenshot briefly.|Short summary of this {P}, please|What can you tell me about this {P}?|Give an overview of the screen.|Describe the image in one sentence|summary?`,
  ),
  alt: lines(
    `Write alt text for this image.|Alt text?|Give me an alt text.|What would be a good alt text?|Write a short alternative text.|alt text please|Suggest alt text for the screenshot.|Create an alt attribute for this picture.|Provide alternative text.|Alternative text for this screenshot|Write a caption for this screenshot.|Give a one-line alt text.`,
  ),
  crumb: lines(
    `In which section is this page?|What is the parent page?|Which page comes right before this one in the breadcrumb?|What is the last but one entry of the breadcrumb?|parent in the breadcrumb?|Which page is one level up?|To which page would I go one level up?|What is the parent of the current page?|one level up is what|Where does the breadcrumb lead one level up?`,
  ),
  shortcut: lines(
    `What is the shortcut for {X}?|Which keys trigger {X}?|Keyboard shortcut of {X}?|shortcut {L}|Which shortcut does {X} have?|What do I press for {X}?|How do I {L} with the keyboard?|Which key combination is listed for {X}?|Tell me the shortcut of {X}|key for {X}?|What keys are shown for {X}?|Which hotkey does {X} have?`,
  ),
  commandOf: lines(
    `What does {V} do?|Which command has the shortcut {V}?|What is {V} the shortcut for?|{V} is for what?|Which menu item has {V}?|What happens when I press {V}?|command for {V}?|Which entry is triggered by {V}?|which action has the keys {V}|What does the key {V} trigger?|To which item does {V} belong?`,
  ),
  who: lines(
    `Who wrote "{V}"?|Who said {V}?|Who sent the message "{V}"?|Author of "{V}"?|From whom is "{V}"?|Who is the author of the message {V}|Whose message is "{V}"?|Which person wrote {V}?|who posted "{V}"|By whom was "{V}" written?`,
  ),
  said: lines(
    `What does the last message say?|What is the latest message?|Read the last message.|last message?|What was written last?|What is the newest message in the chat?|Tell me the final message|Which message is at the bottom?|What is the most recent message?|what did they write last`,
  ),
  when: lines(
    `When was "{V}" sent?|At what time was "{V}" written?|Time of "{V}"?|When did they write {V}?|What is the time of the message "{V}"?|when was {V} posted|Which time stands with "{V}"?|At which time came "{V}"?|What time does "{V}" have?|Read the time of {V}.`,
  ),
  meta: lines(
    `What is shown at the right of {X}?|Which note does {X} have?|What is the date or status of {X}?|What does the entry {X} show on the right?|{L}: when or what state?|What is next to {X}?|What stands at the end of the row {X}?|Which detail is given for {X}?|which info is beside {X}|What belongs to {X}?|Read what is right of {X}.|What information stands beside {X}?`,
  ),
  sub: lines(
    `What is written under {X}?|What does the line below {X} say?|Which text is below {X}?|Details of {X}?|What is the description of {X}?|Read the text under {X}.|What is the second line of {X}?|subtitle of {X}|What does it say about {X}?|Which text belongs to {X}?|what is {X} about|Description of {X}?`,
  ),
  subject: lines(
    `What is the subject of the mail from {X}?|What did {L} write about?|Subject of {L}'s message?|What is the message from {X} about?|Read the subject of the mail by {X}.|What does {X} write?|mail from {X}: subject?|Which subject has the message of {X}?|what is {L}'s mail about|What did {X} send?|Topic of the mail from {X}?`,
  ),
  event: lines(
    `What is on the {D}?|Which event is on day {D}?|What is planned for the {D}?|event on {D}?|What happens on the {D}?|Which appointment is on the {D}?|What does the calendar say for the {D}?|what's on the {D}|Is anything planned on the {D}? What?|Entry of day {D}?|Read the event of the {D}.|What is scheduled for the {D}?`,
  ),
  eventDay: lines(
    `On which day is {V}?|When is {V}?|Which date has {V}?|What day is {V} on?|date of {V}?|On what day does {V} take place?|Which day of the month is {V}?|when does {V} happen|The day of {V}?|Find the day with {V}.`,
  ),
  code: lines(
    `What is the value of {X} in the code?|Which line contains {L}?|Read the line with {L}.|Quote the line that has {L} in it.|Show me the line with "{L}".|line with {L}?|Where does {L} occur in the code?|Which line of code mentions {L}?|What is the line with {L}?|find {L} in the code`,
  ).filter((t) => !t.includes("{X}")),
  price: lines(
    `What does the {L} plan cost?|How much is {L}?|Price of {L}?|What is the price of the {L} plan?|How much do I pay for {L}?|{L} price?|Cost of {L}?|what does {L} cost|Which price does {L} have?|Tell me the price of {L}.|How expensive is {L}?|What would I pay for {L}?`,
  ),
  planOf: lines(
    `Which plan costs {V}?|Which plan is {V}?|What do I get for {V}?|plan for {V}?|Which of the plans costs {V}?|{V} is the price of which plan?|Name the plan that costs {V}.|what plan has the price {V}|The plan for {V}?|For which plan do I pay {V}?`,
  ),
  brand: lines(
    `What is the name of the application?|Which application is this?|What app is this?|app name?|Name of the product?|Which program is shown?|What is the site called?|Which brand is at the top left?|what's the app called|Read the name of the app.|Which product is it?|What is the name of the website?`,
  ),
  user: lines(
    `Who is signed in?|Which user is logged in?|Who is logged in?|signed in user?|What is the name of the user?|Whose account is this?|Name of the current user?|Under which name is somebody signed in?|who am i logged in as|Which name is at the top right?`,
  ),
  rowRead: lines(
    `Read the row of {X}.|What does the row {X} say?|What do you know about {X} from the table?|Details of {X}?|Read me the entry {X}.|row {X}|What is listed for {X}?|Give me the row for {X}.|Tell me about {X}|What data is there on {X}?`,
  ),
  delta: lines(
    `How did {X} change?|What is the change of {X}?|By how much did {X} change?|Trend of {X}?|change of {L}|How has {X} developed?|What change is shown for {X}?|Which difference stands under {X}?|What is the trend for {X}?|Did {X} go up or down? Read it.`,
  ),
  settingHelp: lines(
    `What does {X} do?|What is {X} for?|Explain {X}.|What is the description of {X}?|How is {X} described?|What is the small text under {L}?|Which explanation is given for {X}?|Read the description of {X}.|what does {X} mean|Description of {L}?|What does the line under {L} say?|Which hint stands below {X}?|Tell me what {X} is about.|{L}: what does it do?|What does it say about {X}?|Read the grey text below {X}.|What will {X} change?|help text of {L}`,
  ),
  settingAction: lines(
    `Which button changes {X}?|What button stands beside {X}?|Which button do I click to change {X}?|Button for {X}?|How can I change {X}? Name the button.|what do I press to edit {X}|Which button is in the row of {X}?|Where do I click to change {X}?|Which button belongs to {X}?|Name the button at {X}.|What is on the button next to {X}?|{L}: which button?`,
  ),
  settingGroup: lines(
    `Under which heading is {X}?|Which section contains {X}?|In which group is {X}?|Which heading does {X} belong to?|Where do I find {X}, under which heading?|group of {L}?|Which card holds {X}?|In which part of the page is {X}?|Which category is {X} in?|Name the heading over {X}.|What heading is {X} under|{L} belongs to which group?`,
  ),
  settingsUnder: lines(
    `What can I set under "{L}"?|Which settings are under {L}?|What is listed under {L}?|Name the settings in the group {L}.|settings under {L}?|What belongs to {L}?|Which options does {L} have?|What does the section {L} contain?|List the settings of {L}.|What can be changed in {L}?|Which rows are in {L}?|what's in the {L} section`,
  ),
  activeSection: lines(
    `Which section am I in?|What page of the preferences is open?|Which page of the settings is open?|Which section is selected?|current section?|Which category of settings is shown?|Which settings category is active?|What is selected in the sidebar?|In which part of the settings am I?|Which section of the settings is highlighted?|what settings page is this|Which category is highlighted on the left?|Name the active section.|Which entry of the sidebar is active?|Where in the settings am I?|Which group of preferences has been opened?|Selected category?|Tell me the open section of the settings.`,
  ),
  settingsHere: lines(
    `What can be changed here?|What can I change on this page?|Which settings are there?|What can I configure here?|Name the settings.|which settings does this page have|What settings are shown?|List some of the settings.|What is there to set?|Which options can I change here?|What preferences are listed?|What could I adjust here?`,
  ),
};
