import type { TypedPerson } from '../../directory/typedPeople.ts';

const TITLE = /^(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau)\.? (?=\p{Lu})/u;

// One to three words with capital letters, also as `@Jane.Roe` and `@Jane_Roe`; or one word of a script that has none.
const NAME =
  /^(?:\p{Lu}[\p{L}\p{M}'’-]*(?:(?:[ \u00A0]|[._](?=\p{Lu}))\p{Lu}[\p{L}\p{M}'’-]*){0,2}|\p{Lo}[\p{L}\p{M}]*)(?!_*[\p{L}\p{N}/(@]|\.\p{Ll})/u;

/** Whom chats mean by everybody, and what notes mean by a moment. */
const NOBODY =
  /^(?:every(?:one|body)|here|channel|all|team|room|group|now|noon|today|tomorrow|yesterday|\w+day)(?:$|['’-])/iu;

/** What stands behind the annotation of a class or a method, such as `@Override`, in the next line. */
const DECLARATION =
  /^[ \t]*\n(?:[ \t]*@\w+[ \t]*\n)*[ \t]*(?:public|private|protected|static|final|abstract|class|interface|export|async|def|void|fun)\b/u;

/** Words that begin a sentence after a name, and are none themselves; "It’s" and "We’ll" as well. */
const OPENERS = new RegExp(
  `^(?:${[
    'I|We|You|He|She|It|They|My|Our|Your|His|Her|Their|The|This|That|These|There|Here|Then|So|Next|If|And|But|Or|Also',
    'What|When|Where|Why|Who|How|Please|Thanks|Thank|Can|Could|Would|Should|Will|Did|Do|Does|Is|Are|Was|Were|Has|Have',
    'Had|Let|Looks|Sounds|Need|Needs|Good|Great|Sure|Yes|No|Not|OK|Ok|Okay|Hi|Hello|Today|Tomorrow|Yesterday|FYI',
  ].join('|')})(?:['’].*)?$`,
  'u',
);

/** The name that has its `@` at this place of a running text. */
export function mentionAt(text: string, at: number): TypedPerson | undefined {
  if (/[\p{L}\p{N}./\\@]_{0,2}$/u.test(text.slice(Math.max(0, at - 3), at))) return undefined;
  const behind = text.slice(at + 1, at + 201);
  const title = TITLE.exec(behind)?.[0] ?? '';
  const found = NAME.exec(behind.slice(title.length))?.[0];
  if (found === undefined) return undefined;
  const rest = behind.slice(title.length + found.length);
  const words = found.split(/[ \u00A0._]/u);
  if (NOBODY.test(words[0] ?? '') || DECLARATION.test(rest)) return undefined;
  const name = nameOf(words, rest);
  return { typed: name, name };
}

/**
 * The words that are the name. Of three, the last begins the sentence when a small word goes on after it; a name that
 * is cut too short is asked about, one that is too long finds nobody.
 */
function nameOf(words: readonly string[], rest: string): string {
  const end = words.findIndex((word, index) => index > 0 && OPENERS.test(word));
  const named = end === -1 ? words : words.slice(0, end);
  const goesOn = named.length === 3 && /^[ \u00A0]\p{Ll}/u.test(rest);
  const owner = named.findIndex((word) => /['’]s$/u.test(word));
  const most = goesOn ? 2 : 3;
  return named
    .slice(0, owner === -1 ? most : Math.min(owner + 1, most))
    .join(' ')
    .replace(/['’]s$/u, '')
    .replace(/['’-]+$/u, '');
}
