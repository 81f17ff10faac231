/** Error pages of browsers and servers: heading; what it says; code; advice; buttons as "label = wishes ! things to avoid". `@` is a host. */
export const PAGES =
  `This site can't be reached | @ refused to connect. | ERR_CONNECTION_REFUSED | Checking the connection; Checking the proxy and the firewall | Reload = try it again; load the page once more
This site can't be reached | @ took too long to respond. | ERR_CONNECTION_TIMED_OUT | Checking the connection; Running Network Diagnostics | Reload = try it again; load it once more | Details = learn more about the error; see further information
This site can't be reached | @'s server IP address could not be found. | DNS_PROBE_FINISHED_NXDOMAIN | Check if there is a typo in the address; Checking the DNS settings | Reload = try again
No internet | There is something wrong with the proxy server, or the address is incorrect. | ERR_PROXY_CONNECTION_FAILED | Checking the proxy address; Contacting the network admin | Details = see more about it
You're offline | Your device is not connected to the internet. | ERR_INTERNET_DISCONNECTED | Checking the network cables, modem, and router; Reconnecting to Wi-Fi | Try again = load the page again
Your connection is not private | Attackers might be trying to steal your information from @. | NET::ERR_CERT_AUTHORITY_INVALID | Check the date of your computer; Use another network | Advanced = see how to go on anyway; get more details | Back to safety = leave the page; not visit the unsafe page ! risk my data; visit the page anyway; go on to the unsafe site
Your connection is not private | The certificate of @ has expired. | NET::ERR_CERT_DATE_INVALID | Check the clock of your computer; Contact the owner of the site | Advanced = see how to go on anyway | Back to safety = leave the page ! visit the unsafe site; take a risk
This page isn't working | @ redirected you too many times. | ERR_TOO_MANY_REDIRECTS | Try deleting your cookies; Try another browser | Reload = try it again
This page isn't working | @ is currently unable to handle this request. | HTTP ERROR 500 | Try again in a few minutes; Contact the site's owner | Reload = load it again
Secure Connection Failed | An error occurred during a connection to @. | SSL_ERROR_NO_CYPHER_OVERLAP | Please contact the website owners; Try again later | Try Again = load it once more
Hmm. We're having trouble finding that site. | We can't connect to the server at @. | NS_ERROR_UNKNOWN_HOST | Check your network connection; Check that the address is right | Try Again = load it once more
Access to @ was denied | You don't have authorization to view this page. | HTTP ERROR 403 | Sign in with another account; Ask the owner for access | Sign in = log in; use another account | Go back = return to the last page ! sign in
404 | The page you are looking for was moved or never existed. | Error code: 404 | Check the address for typing errors; Use the search | Go home = return to the start page; leave this page | Search = look for something else
502 Bad Gateway | The web server reported a bad gateway error at @. | Error code: 502 | Please try again in a few minutes; Check the status page | Status page = see whether the service is up | Retry = load it again
503 Service Unavailable | @ is down for maintenance. | Error code: 503 | Come back in an hour; Follow our status page | Notify me = be told when it works again | Reload = try it again
429 Too Many Requests | You have sent too many requests to @. | Error code: 429 | Wait a minute before trying again; Slow your requests down | Try again = send it once more
Aw, Snap! | Something went wrong while displaying this webpage. | Error code: RESULT_CODE_HUNG | Close other tabs; Restart the browser | Reload = load the page again | Learn more = read about the problem
Upload failed | The file is larger than the server of @ accepts. | Error code: 413 | Make the file smaller; Upload it in parts | Choose another file = pick a smaller one | Cancel = stop uploading ! upload anything`
    .split("\n")
    .map((row) => {
      const [heading, text, code, advice, ...buttons] = row.split(" | ");
      return {
        heading,
        text,
        code,
        advice: advice.split("; "),
        buttons: buttons.map((b) => {
          const [label, rest] = b.split(" = ");
          const [wants, avoids] = rest.split(" ! ");
          return { label, wants: wants.split("; "), avoids: avoids ? avoids.split("; ") : [] };
        }),
      };
    });

export const OUTPUT_OF = [
  "What is the output of cell %n!?",
  "{What|Which result} {does|did} cell %n! {print|give|return}?",
  "output of [%n!]?",
  "{Read|Quote} the output {of|under} cell %n!.",
  "what comes out of cell %n!",
];
export const SOURCE_OF = [
  "{What|Which code} {is|stands} in cell %n!?",
  "{Read|Quote} cell %n!.",
  "What does cell %n! {run|do|execute}?",
  "code of cell %n!?",
  "{First line|Code} of cell [%n!]?",
];
export const SELECTED_CELL = [
  "{Which|What} cell is {selected|active|focused|highlighted}?",
  "In which cell {am I|is the cursor}?",
  "selected cell?",
  "active cell?",
  "{Number|execution count} of the {selected|active} cell?",
];
export const FAILED_CELL = [
  "{Which|What} cell {failed|has an error|raised the exception|did not run through}?",
  "In which cell is the {error|traceback|exception}?",
  "failing cell?",
  "{Number|count} of the cell with the {error|traceback}?",
];
export const KERNEL = [
  "{Which|What} kernel is {used|selected|running|shown}?",
  "kernel?",
  "{Which|What} {version of Python|interpreter} {is it|is used}?",
  "{Name|Read} the kernel.",
];
export const FRAME = [
  "{Which|What} {line|statement} {failed|fails|caused the error|raised the exception}?",
  "{Where|In which line} did {it|the cell|the code} {fail|crash|break}?",
  "{What|Which code} does the arrow {in the traceback |}point {at|to}?",
  "{Show|Quote} the {failing|broken} line.",
  "which line is marked with the arrow",
  "On what line did it break?",
];
export const EXCEPTION = [
  "{What|Which} {exception|error} {is|was} {raised|thrown|shown}?",
  "What is the {error|exception}?",
  "{What|Which} error do I {get|have}?",
  "What {went wrong|failed} {here|in the cell}?",
  "{Read|Quote} the error message.",
  "error?",
  "How does the traceback end?",
  "what's the exception",
  "Why does the cell fail?",
  "exception type?",
];
export const ERROR_CODE = [
  "{What|Which} {is|was} the error code?",
  "error code?",
  "{Which|What} {code|error code} is {shown|given}?",
  "{Read|Tell me|Quote} the {error code|code}.",
  "What code does the {page|error page} {show|give|have}?",
  "which code can I search for",
  "code of the error?",
];
export const PAGE_ERROR = [
  "What is the {error|problem}?",
  "{What is wrong|Why doesn't it load}?",
  "What {went wrong|happened}{| here}?",
  "Why {can't I see|can I not open} the page?",
  "error?",
  "what does the error say",
  "{Read|Quote} the error{| message}.",
  "What is the {reason|cause}?",
  "Which error does the {browser|page} {show|report}?",
];
export const ADVICE = [
  "What should I {try|do}{| now| next| first}?",
  "{What|Which fix} is {suggested|recommended|proposed}?",
  "How {can|do} I fix {it|this}?",
  "what can i try",
  "{List|Name|Read} the {suggestions|advice|things to try}.",
  "What does the page {advise|suggest|recommend}?",
  "What can I do {against|about} {it|this|the error}?",
  "any tips?",
];
export const URL = [
  "{What|Which} {address|URL|site} {is open|is in the address bar|was requested|did I want to visit}?",
  "{URL|address}?",
  "Which {site|page} {was|is} {opened|asked for}?",
  "what is in the address bar",
  "{Read|Quote} the {address|URL}.",
];
export const AXES = [
  "What is on the %x! axis?",
  "%x! axis{| label| title}?",
  "What does the {%x!|%x!} axis show?",
  "{Label|title} of the %x! axis?",
];
export const CHART_TITLE = [
  "What is the {title of the chart|chart's title}?",
  "What does the {chart|plot|figure} show?",
  "chart title?",
  "What is {plotted|drawn}?",
  "{Read|Quote} the title of the {plot|chart}.",
];
export const CELL_VALUE = [
  "{What|Which} is {the|} %c! of %r!?",
  "%c! of %r!?",
  "%r!: %c!?",
  "{What|Which} %c! does %r! have?",
  "In the table, what is the %c! of %r!?",
  "{Look up|Read} %c! for %r!.",
].map((t) => t.replace("{What|Which} is {the|} %c!", "What is the %c!"));
