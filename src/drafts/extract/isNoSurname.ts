/** Words that begin a sentence after a name, and are never a surname; "It’s" and "We’ll" as well. */
const OPENERS = new RegExp(
  `^(?:${[
    'I|We|You|He|She|It|They|My|Our|Your|His|Her|Their|The|This|That|These|There|Here|Then|So|Next|If|And|But|Or|Also',
    'What|When|Where|Why|Who|How|Please|Thanks|Thank|Can|Could|Would|Should|Will|Did|Do|Does|Is|Are|Was|Were|Has|Have',
    'Had|Let|Looks|Sounds|Need|Needs|Good|Great|Sure|Yes|No|Not|OK|Ok|Okay|Hi|Hello|Today|Tomorrow|Yesterday|FYI',
    'Just|Still|Maybe|Once|Any|Some|All|With|For|From|On|In|At|To|As|After|Before|Since|Until|Because|TODO|Todo|Action',
  ].join('|')})(?:['’].*)?$`,
  'u',
);

/** Verbs that tasks begin with. */
const VERBS = new RegExp(
  `^(?:${[
    'Add|Address|Adjust|Agree|Align|Allow|Analy[sz]e|Announce|Answer|Apply|Approve|Arrange|Ask|Assess|Assign|Attach|Attend',
    'Audit|Automate|Backport|Benchmark|Brainstorm|Bring|Build|Bump|Buy|Calculate|Call|Cancel|Capture|Change|Check|Circulate',
    'Clarify|Clean|Collect|Combine|Comment|Communicate|Compare|Compile|Complete|Compose|Conduct|Confirm|Connect|Consider',
    'Contact|Continue|Contribute|Convert|Convince|Coordinate|Copy|Correct|Create|Debug|Decide|Define|Delete|Deliver|Demo',
    'Deploy|Describe|Determine|Develop|Discuss|Distribute|Document|Double-check|Download|Draft|Drop|Edit|Email|Enable',
    'Encourage|Ensure|Establish|Estimate|Evaluate|Examine|Execute|Expand|Explain|Explore|Export|Extend|Extract|Fetch|Figure',
    'File|Fill|Finali[sz]e|Find|Finish|Fix|Follow|Follow-up|Format|Forward|Gather|Generate|Get|Give|Go|Handle|Help|Hire',
    'Identify|Implement|Import|Improve|Include|Inform|Initiate|Install|Integrate|Introduce|Investigate|Invite|Join|Keep|Know',
    'Launch|Learn|Leave|Look|Loop|Make|Manage|Meet|Mention|Merge|Message|Migrate|Modify|Monitor|Move|Negotiate|Nominate',
    'Note|Notify|Obtain|Offer|Open|Organi[sz]e|Outline|Perform|Plan|Prepare|Prioriti[sz]e|Produce|Propose|Prototype|Provide',
    'Publish|Pull|Purchase|Push|Put|Raise|Reach|Rebase|Rebuild|Recommend|Reconnect|Redo|Reduce|Refactor|Refine|Register',
    'Release|Remember|Remind|Remove|Rename|Renew|Reopen|Reply|Report|Request|Research|Resend|Reserve|Reset|Resolve|Respond',
    'Restart|Restore|Retest|Return|Review|Revise|Revisit|Reword|Rewrite|Run|Save|Schedule|Search|See|Select|Send|Separate',
    'Set|Setup|Share|Ship|Show|Simplify|Solicit|Solve|Sort|Speak|Specify|Split|Start|Stop|Submit|Suggest|Summari[sz]e|Support',
    'Survey|Sync|Take|Talk|Tell|Test|Track|Transfer|Translate|Triage|Try|Turn|Update|Upgrade|Upload|Use|Validate|Verify|Wait',
    'Work|Write|Sends|Sent|Shares|Shared|Added|Adds|Asked|Asks|Says|Suggests|Suggested|Mentioned|Presented|Presents|Thinks|Wants',
  ].join('|')})$`,
  'u',
);

/** Verbs that are surnames or second first names too, so that a small word has to follow. */
const VERBS_OR_NAMES =
  /^(?:Book|Chase|Close|Cover|Cross|Cut|Design|Drive|Grab|Host|Lead|Link|List|Order|Own|Pay|Pick|Ping|Pitch|Post|Present|Press|Process|Promote|Read|Record|Rush|Sell|Sign|Store|Study|Switch|Visit|Watch)$/u;

/** Surnames that end like a verb. */
const SURNAMES_IN_ING =
  /^(?:Bowling|Browning|Cumming|Cushing|Darling|Dearing|Deering|Dowling|Downing|Easterling|Fielding|Fleming|Flemming|Golding|Gooding|Goring|Gosling|Goulding|Harding|Haring|Hemming|Keating|Kipling|Loring|Manning|Pickering|Rawling|Redding|Riding|Rowling|Schilling|Shilling|Spalding|Spaulding|Starling|Sterling|Stirling|Twining|Vining|Waring|Whiting|Wilding|Wilding)$/u;

/** True for a word behind a name that begins a sentence or a task, rather than being part of the name. */
export function isNoSurname(word: string, next: string): boolean {
  if (OPENERS.test(word) || VERBS.test(word)) return true;
  if (!/^\p{Ll}/u.test(next)) return false;
  return VERBS_OR_NAMES.test(word) || (/^\p{Lu}\p{Ll}{2,}ing$/u.test(word) && !SURNAMES_IN_ING.test(word));
}
