/** A text that people paste, and the people in it: `Jane Roe <jane@x.com>`, an address, or a name in `name:…`. */
export type PastedPeople = readonly [text: string, people: readonly string[]];

/** Commas, titles, brackets and quotes within one name. */
export const namesWithCommas: readonly PastedPeople[] = [
  [
    '"Smith, Alice" <alice@alpha.example>; "Jones, Bob" <bob@alpha.example>',
    ['Smith, Alice <alice@alpha.example>', 'Jones, Bob <bob@alpha.example>'],
  ],
  [
    'Berhane, Kidane T - Eagan, MN <kidane@acme.example>; Roe, Jane - Boston, MA <jane@acme.example>',
    ['Berhane, Kidane T - Eagan, MN <kidane@acme.example>', 'Roe, Jane - Boston, MA <jane@acme.example>'],
  ],
  ['Joe Foo, PhD <joe@acme.example>', ['Joe Foo, PhD <joe@acme.example>']],
  ['John Smith, Jr <john@acme.example>', ['John Smith, Jr <john@acme.example>']],
  ['Meyer, Greg <gmeyer@acme.example>', ['Meyer, Greg <gmeyer@acme.example>']],
  ['ops@corp.example (Team, West), dana@y.example', ['ops@corp.example', 'dana@y.example']],
  [
    'Lee, Ann [mailto:ann@x.example]; Roe, Jane [mailto:jane@y.example]',
    ['Lee, Ann <ann@x.example>', 'Roe, Jane <jane@y.example>'],
  ],
  ['Roe, Jane; Ray, Bob', ['name:Roe, Jane', 'name:Ray, Bob']],
  [
    'Halder, Ayan Kumar <ayan@amd.example>; Weber (US), Matthew L <m@boeing.example>; Garcia Vallejo, Alejandro <g@amd.example>',
    [
      'Halder, Ayan Kumar <ayan@amd.example>',
      'Weber (US), Matthew L <m@boeing.example>',
      'Garcia Vallejo, Alejandro <g@amd.example>',
    ],
  ],
  [
    'Dr. Jane Roe, MD, PhD <jane@x.example>, Bob Ray, CFA <bob@y.example>',
    ['Dr. Jane Roe, MD, PhD <jane@x.example>', 'Bob Ray, CFA <bob@y.example>'],
  ],
  ['Jane Roe, PhD, Bob Ray, MBA', ['name:Jane Roe, PhD', 'name:Bob Ray, MBA']],
  [
    'Roe, Jane; de la Cruz, Maria; O’Neil, Pat',
    ['name:Roe, Jane', 'name:de la Cruz, Maria', 'name:O’Neil, Pat'],
  ],
  ['Garcia Vallejo, Alejandro; Roe, Jane', ['name:Garcia Vallejo, Alejandro', 'name:Roe, Jane']],
  [
    'Lee, Ann <ann@x.example>, Roe, Jane <jane@y.example>',
    ['Lee, Ann <ann@x.example>', 'Roe, Jane <jane@y.example>'],
  ],
  ['Ray, Bob <bob.ray@y.example>', ['Ray, Bob <bob.ray@y.example>']],
  ['Müller, Jörg <mueller.joerg@x.example>', ['Müller, Jörg <mueller.joerg@x.example>']],
  ['Ann, Joanna <joanna@x.example>', ['name:Ann', 'Joanna <joanna@x.example>']],
  ['Jane Roe (Acme, CEO), Bob Ray (VC)', ['name:Jane Roe (Acme, CEO)', 'name:Bob Ray (VC)']],
  ['From: Roe, Jane <jane@y.example>', ['Roe, Jane <jane@y.example>']],
  ["O'Neil, Sean <sean@x.example>", ["O'Neil, Sean <sean@x.example>"]],
  ['O’Neil, Sean <s@x.example>', ['O’Neil, Sean <s@x.example>']],
  ["D'Arcy, Ann-Marie <a@x.example>", ["D'Arcy, Ann-Marie <a@x.example>"]],
  ['McKay, Sean T. <sean@x.example>', ['McKay, Sean T. <sean@x.example>']],
  ['van der Berg, Jan <jan@x.example>', ['van der Berg, Jan <jan@x.example>']],
  ["O'Neil, Sean", ["name:O'Neil, Sean"]],
  ["O'Neil, Jane Roe <jane.roe@x.example>", ["name:O'Neil", 'Jane Roe <jane.roe@x.example>']],
  ["Sean O'Neil, Jane Roe <j@x.example>", ["name:Sean O'Neil", 'Jane Roe <j@x.example>']],
  ["O'Neil, McKay, Jane", ["name:O'Neil", 'name:McKay', 'name:Jane']],
];

export const quotedNames: readonly PastedPeople[] = [
  ['"Meyer, Greg <gmeyer@acme.example>"', ['Meyer, Greg <gmeyer@acme.example>']],
  [String.raw`"Dr\", Watson" <dr@watson.example>`, ['Dr", Watson <dr@watson.example>']],
  [
    String.raw`"Firstname Lastname \(Test\)" test@acme.example`,
    ['Firstname Lastname (Test) <test@acme.example>'],
  ],
  ['111(aaa）<bb@test.example>', ['111(aaa） <bb@test.example>']],
  ['"test@test.example"@acme.example', ['"test@test.example"@acme.example']],
  ['"kelly <k@charter.example>" <k@charter.example>', ['kelly <k@charter.example> <k@charter.example>']],
  [
    '"Roe, Jane <j@x.example>", "Ray, Bob <b@y.example>"',
    ['Roe, Jane <j@x.example>', 'Ray, Bob <b@y.example>'],
  ],
  ['"Jane Roe <j@x.example>, Bob Ray <b@y.example>"', ['Jane Roe <j@x.example>', 'Bob Ray <b@y.example>']],
  ["'Jane Roe <jane@x.example>'", ['Jane Roe <jane@x.example>']],
  [
    "'Roe, Jane' <jane@x.example>; Sean O'Neil <sean@y.example>",
    ['Roe, Jane <jane@x.example>', "Sean O'Neil <sean@y.example>"],
  ],
  ['=?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?= <j@x.example>', ['Jürgen Müller <j@x.example>']],
  ['=?utf-8?B?SsO8cmdlbg==?= <j@x.example>', ['Jürgen <j@x.example>']],
];

export const separators: readonly PastedPeople[] = [
  ['A Roe <a@x.example>; B Ray <b@y.example>;', ['A Roe <a@x.example>', 'B Ray <b@y.example>']],
  ['a@x.example  \nb@x.example  \nc@x.example\n', ['a@x.example', 'b@x.example', 'c@x.example']],
  [
    'a@x.example, b@x.example,c@x.example\td@x.example',
    ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'],
  ],
  ['pierre <p@x.example>, pierre2 <p2@x.example>', ['pierre <p@x.example>', 'pierre2 <p2@x.example>']],
  ['Jane Roe and Bob Ray', ['name:Jane Roe', 'name:Bob Ray']],
  ['Jane Roe und Bob Ray', ['name:Jane Roe', 'name:Bob Ray']],
  ['☑ Jane Roe\n☐ Bob Ray', ['name:Jane Roe', 'name:Bob Ray']],
  ['@Jane Roe @Bob Ray', ['name:Jane Roe', 'name:Bob Ray']],
  ['Jane Roe, Bob Ray, and Cleo Poe', ['name:Jane Roe', 'name:Bob Ray', 'name:Cleo Poe']],
  ['Jane Roe & Bob Ray / Cleo Poe', ['name:Jane Roe', 'name:Bob Ray', 'name:Cleo Poe']],
  ['Jane Roe <j@x.example> and Bob Ray <b@y.example>', ['Jane Roe <j@x.example>', 'Bob Ray <b@y.example>']],
  ['Research and Development <rd@x.example>', ['Research and Development <rd@x.example>']],
  ['Team: a@x.example, b@y.example;', ['a@x.example', 'b@y.example']],
];

/** Lines that continue the one before. */
export const foldedPeople: readonly PastedPeople[] = [
  [
    'Xiong, Jianxin <j@intel.example>; Sumit Semwal\n <s@linaro.example>; Vetter, Daniel <dv@intel.example>',
    [
      'Xiong, Jianxin <j@intel.example>',
      'Sumit Semwal <s@linaro.example>',
      'Vetter, Daniel <dv@intel.example>',
    ],
  ],
  [
    'Xiong, Jianxin <j@intel.example>; Sumit\n Semwal <s@linaro.example>',
    ['Xiong, Jianxin <j@intel.example>', 'Sumit Semwal <s@linaro.example>'],
  ],
  [
    'To: Jane Roe <jane@x.example>,\n\tBob Ray <bob@x.example>',
    ['Jane Roe <jane@x.example>', 'Bob Ray <bob@x.example>'],
  ],
  ['To: laura.\n gomez@acme.example', ['laura.gomez@acme.example']],
  [
    'ATTENDEE;ROLE=REQ-PARTICIPANT;CN="Roe, Jane":mailto:jane@acme.exa\n mple\nATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@acme.example',
    ['Roe, Jane <jane@acme.example>'],
  ],
  ['  Jane Roe\n  Bob Ray', ['name:Jane Roe', 'name:Bob Ray']],
];

/** Heads of mails and invitations, tables, and marks of Markdown. */
export const surroundings: readonly PastedPeople[] = [
  [
    'From: Jane Roe <jane@acme.example>\nSent: Monday, February 3, 2025 10:30 AM\nTo: Bob Ray <bob@vc.example>\nSubject: RE: Intro',
    ['Jane Roe <jane@acme.example>', 'Bob Ray <bob@vc.example>'],
  ],
  [
    '> From: Jane Roe <jane@acme.example>\n> Date: Mon, 3 Feb 2025\n> Cc: Bob Ray',
    ['Jane Roe <jane@acme.example>', 'name:Bob Ray'],
  ],
  [
    'jane@acme.example - organizer\nbob@acme.example\ncleo@acme.example - optional',
    ['jane@acme.example', 'bob@acme.example', 'cleo@acme.example'],
  ],
  ['Jane Roe (organizer)\nBob Ray - optional', ['name:Jane Roe', 'name:Bob Ray']],
  [
    'Guests\nJane Roe <jane@x.example> (accepted); Bob <bob@x.example> - Acme',
    ['Jane Roe <jane@x.example>', 'Bob <bob@x.example>'],
  ],
  [
    'jane@acme.example (Jane Roe), bob@y.example (she/her)',
    ['Jane Roe <jane@acme.example>', 'bob@y.example'],
  ],
  [
    'Name,Email\nJane Roe,jane@acme.example\nBob Ray,bob@acme.example',
    ['Jane Roe <jane@acme.example>', 'Bob Ray <bob@acme.example>'],
  ],
  [
    'Name\tCompany\tEmail\nJane Roe\tAcme\tjane@acme.example\nBob Ray\tVC\tbob@vc.example',
    ['Jane Roe <jane@acme.example>', 'Bob Ray <bob@vc.example>'],
  ],
  ['First Name,Last Name,Email\nJane,Roe,jane@acme.example', ['Jane Roe <jane@acme.example>']],
  ['"Name","E-mail"\n"Roe, Jane","jane@acme.example"', ['Roe, Jane <jane@acme.example>']],
  [
    'Jane Roe;jane@acme.example\nBob Ray;bob@acme.example',
    ['Jane Roe <jane@acme.example>', 'Bob Ray <bob@acme.example>'],
  ],
  ['| Name | Email |\n|---|---|\n| Jane Roe | jane@acme.example |', ['Jane Roe <jane@acme.example>']],
  ['[[Jane Roe]], [[people/bob-ray|Bob Ray]]', ['name:Jane Roe', 'name:Bob Ray']],
  [
    '- [x] Jane Roe\n- [ ] [[people/Bob Ray]]\n- @[[Cleo Poe]]',
    ['name:Jane Roe', 'name:Bob Ray', 'name:Cleo Poe'],
  ],
  [
    '**Jane Roe**, _Bob Ray_, [Cleo Poe](https://x.example/cleo)',
    ['name:Jane Roe', 'name:Bob Ray', 'name:Cleo Poe'],
  ],
  ['[Jane Roe](mailto:jane@x.example)', ['Jane Roe <jane@x.example>']],
  ['Jane Roe <jane@x.example<mailto:jane@x.example>>', ['Jane Roe <jane@x.example>']],
];
