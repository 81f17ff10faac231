"""What people want when they look for a well-known label, and how they ask for a well-known value without naming its label."""

from __future__ import annotations

import re

_WISHES = """
ok=confirm;confirm this;accept the dialog
cancel=cancel;discard my changes;close this without saving;back out
save|save changes=save;save my changes;keep what I entered
save as|save as...=save it under another name;save a copy
apply|apply changes=apply the changes;make the changes take effect
next|next >=go on;go to the next step;continue the wizard
continue=go on;continue
back|< back|previous=go back;return to the step before
delete=delete it;get rid of it
remove=remove it;take it out
create=create it;make a new one
sign in|log in|login=sign in;log in
sign out|log out|logout=sign out;log out
sign up|register=create an account;register
finish=finish the wizard;complete this
done=finish;say that I am done
refresh|reload=refresh the view;reload the data;see the latest state
browse|browse...=choose a file;pick a file or folder from my computer
upload=upload a file;upload something
download=download it;download the file
export=export the data;export this
import=import data;import something
submit=submit the form;send it in
send=send it;send the message
edit=edit it;change it
copy=copy it
paste=paste something
undo=undo the last change
redo=redo what I undid
print=print it;print this
share=share it;share this with others
close=close this;close the window
install=install it;start the installation
uninstall=uninstall it;remove the program
update=update it
connect=connect;connect to it
disconnect=disconnect
publish=publish it;make it public
deploy=deploy it
preview=see a preview
validate=validate it;check that it is valid
test connection=test the connection;check whether the connection works
run=run it;start it
stop=stop it
restart=restart it
rename=rename it;give it another name
settings=change the settings;open the settings
preferences|options=change the preferences;change the options
users=see the users;manage the users
members=see the members
groups=see the groups
roles=see the roles
permissions=see who may do what;change the permissions
logs=see the logs;read the logs
metrics=see the metrics
alerts=see the alerts
monitoring|monitor=watch how it is doing;see the monitoring
billing=see what I pay;look at the bills
invoices=see my invoices
notifications=see the notifications
overview=see the overview
dashboard|dashboards=see the dashboard
activity log=see what happened lately
access control (iam)=control who has access
tags=see the tags;tag the resource
properties=see the properties
networking|network=change the network settings
security=change the security settings
backup|backups=see the backups
storage=see the storage
locks=see the locks
cost analysis|cost management=see what it costs
api keys=see my API keys;make an API key
certificates=see the certificates
environment variables=set environment variables
extensions=see the extensions
plugins=see the plugins
help=get help;open the help
about=see what version this is;read about the program
support|help + support|help & support=get support
documentation|docs=read the documentation
learn more=learn more;read more about it
tutorials=read the tutorials
home=go to the home page;return to the start page
profile|my profile=see my profile
account|my account=manage my account
projects=see the projects
issues=see the issues;report a problem
pull requests=see the pull requests
releases=see the releases
code=look at the code
tasks=see the tasks
reports=see the reports
history=see the history
forgot password?=recover a lost password
new project=start a new project
new file=make a new file
new folder=make a new folder
open file=open a file
open folder=open a folder
clone repository=clone a repository
debug=debug it
terminal=open a terminal
"""
WISHES: dict[str, tuple[str, ...]] = {
    label: tuple(wishes.split(";"))
    for labels, wishes in (row.split("=") for row in _WISHES.strip().splitlines())
    for label in labels.split("|")
}
"""By label in lower case: how its purpose is said after "I want to"."""

WISH = (
    "How [do|can|would] I {wish}?",
    "[What|Where] do I click to {wish}?",
    "Which [button|entry|link|option] lets me {wish}?",
    "Where can I {wish}?",
    "I want to {wish}.",
    "What should I [press|click|choose] to {wish}?",
    "how to {wish}",
    "I'd like to {wish}, what do I click?",
    "I need to {wish}[, where do I go|].",
    "What do I press if I want to {wish}?",
    "[Show|Tell] me how to {wish}.",
    "Which one do I [click|choose] to {wish}?",
    "Is there a way to {wish}?",
)

_MEANT = """
^(azure )?subscription( name)?$=Which subscription is [used|chosen|selected]?;Under which subscription is it?;What subscription will be [billed|charged]?
^resource group( name)?$=Which resource group is [used|chosen|it in]?;What group [holds|contains] the resource?;resource group?
^(region|location|azure region)( name)?$=Which region is [chosen|used|it in]?;Where [is it|will it be] [hosted|located|deployed]?;In which [region|location] is it?;What [region|location] was picked?
^(project|project name)$=Which project is [it|this]?;What is the project called?;name of the project
^(server|server name|host|host name|hostname)$=Which server is [it|used]?;To which [server|host] does it connect?;What is the host called?
^(user|user ?name|login|login name)$=Which user is [it|entered]?;[With|Under] which [user name|login] does one sign in?;who is the user
^(e-?mail|e-?mail address)$=What is the e-mail address?;Which mail address is [entered|given|shown]?;To which address does mail go?
^port( number)?$=Which port is [used|set]?;On what port does it [listen|run]?;port number?
^(status|state|provisioning state|power state)$=What state is it in?;How is it doing?;What is the [current |]status?;status?
^version$=Which version is [it|shown|used]?;What version do they use?;version number?
^(type|kind|resource type)$=What [type|kind] is it?;Of which type is it?;Which type was [chosen|picked]?
^(size|file size|vm size)$=How [big|large] is it?;What size does it have?;size?
^(owner|created by|author|creator)$=Who [owns|made|created] it?;By whom was it [made|created]?;Whose is it?
^(created|creation (date|time)|created on|created at|date created|creation timestamp)$=When was it [created|made]?;creation date?;Since when does it exist?
^(modified|last modified|updated|last updated|last update)$=When was it last [changed|modified|updated]?;date of the last change?
^(start|start time|start date)$=When does it [start|begin]?;start time?;From when on is it?
^(end|end time|end date)$=When does it end?;end time?;Until when does it go?
^duration$=How long does it take?;How long did it [last|take]?;duration?
^(description|summary)$=How is it described?;What is the description?;Which description [was entered|is given]?
^(language|programming language)$=Which language is [chosen|used|set]?;What language do they use?;language?
^(framework|target framework)$=Which framework is [used|targeted|chosen]?;What framework does it target?
^(operating system|os|os type|platform)$=Which operating system is [used|shown|chosen]?;What [OS|platform] does it run on?;OS?
^(database|database name)$=Which database is [used|chosen|it]?;What is the database called?
^(table|table name)$=Which table is it?;What is the table called?
^(folder|directory|path|project location|file path|project folder)$=Where [is it|will it be] [stored|saved|kept]?;In which [folder|directory] is it?;path?
^(file name|filename|file)$=What is the file called?;Which file is it?;name of the file
^(url|endpoint|address|base url|site url|server url)$=What is the [URL|address]?;[At|Under] which address is it?;Which [URL|endpoint] is [used|shown|entered]?
^(method|http method)$=Which method is used?;What HTTP method does it use?
^(frequency|interval|schedule|recurrence)$=How often does it run?;At which interval does it happen?
^(price|cost|amount|total)$=How much is it?;What does it cost?;What is the amount?
^(priority|severity)$=How [urgent|severe|important] is it?;Which [priority|severity] does it have?
^(pricing tier|sku|tier|plan)$=Which [tier|plan] is [used|chosen]?;What tier was picked?
^(authentication( type| method| kind)?)$=How does one sign in?;Which [authentication|way of signing in] is [used|chosen|set]?
^(time ?zone)$=Which time zone is [set|used]?;time zone?
^(display name|application name|app name|name)$=What is it called?;Which name [was entered|is given|does it have]?;What name did they [enter|choose]?
^(message|error message)$=What does the message say?;Which message is [shown|given]?
^(group|group id)$=Which group is it?;To which group does it belong?
^(environment)$=Which environment is [used|chosen|it]?;In what environment does it run?
^(branch)$=Which branch is [used|chosen|it]?;What branch is set?
^(role)$=Which role [is given|was chosen|does it have]?;What role is it?
^(data source|data source name)$=Where does the data come from?;Which source is [used|chosen]?
^(destination|target)$=Where does it go?;What is the [target|destination]?
"""
MEANT: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, re.I), tuple(questions.split(";")))
    for pattern, questions in (row.rsplit("$=", 1) for row in _MEANT.strip().splitlines())
)
"""A label's pattern (without the end, which is added by `meant`) and questions that ask for its value."""


def meant(label: str) -> tuple[str, ...]:
    """Questions that ask for the value of a label without quoting it; empty where the label is not well known."""
    return next((questions for pattern, questions in MEANT if pattern.fullmatch(label)), ())
