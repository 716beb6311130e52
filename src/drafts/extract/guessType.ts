import { InteractionType } from '../../affinity/index.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';

const typeWords: readonly (readonly [LoggableTypeId, RegExp])[] = [
  [InteractionType.meeting, /\b(?:met|meet|meets|meeting|meetings|lunch|coffee|dinner|breakfast|visit)\b/iu],
  [InteractionType.call, /\b(?:call|calls|called|phoned|phone call)\b/iu],
  [
    InteractionType.chatMessage,
    /\b(?:chat|chats|chatted|slack|whatsapp|texted|sms|linkedin message|chat message)\b/iu,
  ],
];

/** The type that a title names, as long as it names just one. */
export function guessType(
  title: string,
): { readonly type: LoggableTypeId; readonly found: string } | undefined {
  const guesses = typeWords.flatMap(([type, words]) => {
    const found = words.exec(title.replaceAll(/[_\-.]/gu, ' '))?.[0];
    return found === undefined ? [] : [{ type, found }];
  });
  const [guess, ...more] = guesses;
  return more.length === 0 ? guess : undefined;
}
