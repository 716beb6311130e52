import { interactionTypes, loggableTypeNames } from '../../model/interactionTypes.ts';
import type { LoggableTypeId, LoggableTypeName } from '../../model/interactionTypes.ts';

const typeWords: Readonly<Record<LoggableTypeName, RegExp>> = {
  meeting: /\b(?:met|meet|meets|meeting|meetings|lunch|coffee|dinner|breakfast|visit)\b/iu,
  call: /\b(?:call|calls|called|phoned|phone call)\b/iu,
  chatMessage: /\b(?:chat|chats|chatted|slack|whatsapp|texted|sms|linkedin message|chat message)\b/iu,
};

/** The type that a title names, as long as it names just one. */
export function guessType(
  title: string,
): { readonly type: LoggableTypeId; readonly found: string } | undefined {
  const guesses = loggableTypeNames.flatMap((name) => {
    const found = typeWords[name].exec(title.replaceAll(/[_\-.]/gu, ' '))?.[0];
    return found === undefined ? [] : [{ type: interactionTypes[name].id, found }];
  });
  const [guess, ...more] = guesses;
  return more.length === 0 ? guess : undefined;
}
