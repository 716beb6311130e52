import { Disposable, l10n, MarkdownString, StatusBarAlignment, window } from 'vscode';
import type { StatusBarItem } from 'vscode';
import type { RateLimits } from '../../affinity/index.ts';
import { currentLimit, renewedAt } from '../../history/knownLimits.ts';
import type { KnownLimits } from '../../history/knownLimits.ts';
import { tenantName, userName } from '../account/account.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { appendPlainText } from '../words/appendPlainText.ts';
import { formatRecent } from '../words/formatMoment.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

/** Responses within this time are drawn once. */
const DRAW_DELAY_MS = 250;

const limitWords: Readonly<Record<keyof RateLimits, LimitWords>> = {
  org: {
    unlimited: () => l10n.t('Requests left this month, whole firm: unlimited'),
    left: (count) => l10n.t('Requests left this month, whole firm: {0}', count),
    renewed: (count, at) => l10n.t('Requests left this month, whole firm: {0}, resets {1}', count, at),
  },
  user: {
    unlimited: () => l10n.t('Requests left this minute: unlimited'),
    left: (count) => l10n.t('Requests left this minute: {0}', count),
    renewed: (count, at) => l10n.t('Requests left this minute: {0}, resets {1}', count, at),
  },
};

interface LimitWords {
  unlimited(): string;
  left(count: string): string;
  renewed(count: string, at: string): string;
}

/** The status bar item: the account whose data is shown, with the remaining requests in its tooltip. */
export class AccountStatus implements Disposable {
  /** Created at the first sign-in. */
  #item: StatusBarItem | undefined;
  readonly #subscription: Disposable;
  #ofSession = Disposable.from();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Infinity;

  constructor(sessions: Sessions) {
    this.#subscription = sessions.onDidChange((session) => this.#follow(session));
    this.#follow(sessions.current);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#ofSession.dispose();
    this.#item?.dispose();
  }

  #follow(session: AccountSession | undefined): void {
    this.#ofSession.dispose();
    if (session === undefined) {
      this.#ofSession = Disposable.from();
      this.#item?.hide();
      return;
    }
    const { connection } = session;
    this.#ofSession = Disposable.from(
      connection.onDidChangeProblem(() => void this.#draw(session)),
      connection.onDidChangeLimits(() => this.#scheduleDraw(Date.now() + DRAW_DELAY_MS, session)),
      new Disposable(() => this.#stopTimer()),
    );
    this.#draw(session).show();
  }

  /** Draws once for many responses, and again when the limits they reported are reset. */
  #scheduleDraw(moment: number, session: AccountSession): void {
    if (this.#due <= moment) return;
    this.#stopTimer();
    this.#due = moment;
    this.#timer = setTimeout(() => {
      this.#due = Infinity;
      this.#draw(session);
      const { limits } = session.connection;
      const over = limits === undefined ? undefined : renewedAt(limits, 'user');
      if (over !== undefined && over > Date.now()) this.#scheduleDraw(over + 1, session);
    }, moment - Date.now());
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#due = Infinity;
  }

  #draw(session: AccountSession): StatusBarItem {
    const { text, command, note } = presentation(session);
    this.#item ??= newItem();
    this.#item.text = text;
    this.#item.command = command;
    this.#item.tooltip = tooltip(session, note);
    const spoken = text.replace(/^\$\([^)]*\) /, '');
    this.#item.accessibilityInformation = { label: l10n.t('Affinity: {0}', spoken), role: 'button' };
    return this.#item;
  }
}

function newItem(): StatusBarItem {
  const item = window.createStatusBarItem('affinity.account', StatusBarAlignment.Right, 50);
  item.name = 'Affinity';
  return item;
}

function presentation({ account, connection }: AccountSession): {
  text: string;
  command: string;
  note?: string;
} {
  const name = account.kind === 'sample' ? l10n.t('Sample data') : withoutIcons(tenantName(account));
  switch (connection.problem) {
    case 'unauthorized':
      return {
        text: `$(key) ${l10n.t('{0}: sign in again', name)}`,
        command: 'affinity.signIn',
        note: l10n.t('Affinity no longer accepts your API key. Click to enter a new one.'),
      };
    case 'offline':
      return {
        text: `$(debug-disconnect) ${l10n.t('{0}: offline', name)}`,
        command: 'affinity.interactions.focus',
        note: l10n.t(
          'Affinity couldn’t be reached last time. You’re still signed in, and loaded interactions are kept.',
        ),
      };
    case 'limited':
      return {
        text: `$(warning) ${l10n.t('{0}: limit reached', name)}`,
        command: 'affinity.interactions.focus',
        note: l10n.t('Affinity’s request limit is reached. Loading continues automatically.'),
      };
    case undefined:
      return { text: `$(account) ${name}`, command: 'affinity.interactions.focus' };
  }
}

function tooltip({ account, connection }: AccountSession, note: string | undefined): MarkdownString {
  const who =
    account.kind === 'sample'
      ? l10n.t('Sample data, viewed as {0}. None of it is in Affinity.', userName(account))
      : l10n.t('{0}, signed in to {1}', userName(account), tenantName(account));
  const { limits } = connection;
  const month = left(limits, 'org');
  const minute = left(limits, 'user');
  const lines = [who, note, minute, month, month && floorWords(connection)];
  const text = new MarkdownString();
  lines
    .filter((line) => line !== undefined)
    .forEach((line) => appendPlainText(text, line).appendMarkdown('\n\n'));
  if (limits === undefined) appendPlainText(text, l10n.t('Requests left: unknown until the first request.'));
  return text;
}

function floorWords({ floor }: AccountSession['connection']): string | undefined {
  return floor.keeps > 0
    ? l10n.t('Background reading stops below {0}', formatNumber(floor.keeps))
    : undefined;
}

function left(limits: KnownLimits | undefined, name: keyof RateLimits): string | undefined {
  const { remaining, limit } = (limits && currentLimit(limits, name, Date.now())) ?? {};
  if (limits === undefined || remaining === undefined) return undefined;
  const words = limitWords[name];
  if (remaining === Infinity) return words.unlimited();
  const count =
    limit === undefined
      ? formatNumber(remaining)
      : l10n.t('{0} of {1}', formatNumber(remaining), formatNumber(limit));
  const reset = limits[name].resetSeconds === undefined ? undefined : renewedAt(limits, name);
  return reset === undefined ? words.left(count) : words.renewed(count, formatRecent(new Date(reset)));
}
