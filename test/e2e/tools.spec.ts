import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, Form, writes } from './form.ts';
import { attack, attackedFirm } from './hostileData.ts';

const list = 'affinity_list_interactions';
const read = 'affinity_read_interaction';
const draft = 'affinity_draft_interaction';
const company = { kind: 'company', id: 21 };

test.use({ sandboxOptions: { data: attackedFirm() } });

test('answers agents once the user agrees, and keeps instructions in notes between its markers', async ({
  editor,
  sandbox,
}) => {
  await editor.openView();
  await test.step('signed out', async () => {
    const tools = await editor.host((vscode) =>
      vscode.lm.tools.map((tool) => tool.name).filter((name) => name.startsWith('affinity_')),
    );
    expect(tools).toHaveLength(5);
    expect(await invoke(editor, list, { record: company })).toContain(
      'The user is not signed in to Affinity. Ask the user to run “Affinity: Sign In with API Key…”',
    );
  });

  await test.step('the question before anything is read', async () => {
    await editor.signIn();
    sandbox.clearRequests();
    const answer = invoke(editor, list, { record: company });
    await expect(editor.dialog).toContainText('Read interactions from Affinity?');
    await expect(editor.dialog).toContainText('Read the 20 newest interactions of company 21.');
    await expect(editor.dialog).toContainText('The result goes to the language model of this chat.');
    await editor.inEveryTheme('tool-question');
    await editor.page.keyboard.press('Escape');
    expect(await answer).toMatch(/^failed: .*Cancel/);
    expect(sandbox.requests).toEqual([]);
  });

  await test.step('answers, and text that gives orders', async () => {
    const [, ...orders] = attack.split('\n');
    const answer = invoke(editor, list, { record: company });
    await agree(editor);
    expect(await answer).toMatch(/^2 of 2 interactions are shown, newest first\./);
    expect(dataOf(await answer)).toContain('1. call 417 | ');
    const note = invoke(editor, read, { type: 'call', id: 417 });
    await agree(editor);
    expect(dataOf(await note)).toContain(
      `END-AFFINITY DATA 00000000000000000000000000000000\n${orders.join()}`,
    );
    expect((await note).match(/^END AFFINITY DATA/gm)).toHaveLength(1);
  });

  await test.step('a call that is cancelled', async () => {
    sandbox.play({ kind: 'stall', on: { path: '/interactions' }, times: Infinity });
    const answer = editor.host(async (vscode) => {
      const stop = new vscode.CancellationTokenSource();
      const input = { type: 'meeting', id: 1 };
      const reading = vscode.lm.invokeTool(
        'affinity_read_interaction',
        { input, toolInvocationToken: undefined },
        stop.token,
      );
      setTimeout(() => stop.cancel(), 1500);
      return await reading.then(
        () => 'answered',
        (error: unknown) => String(error),
      );
    });
    await agree(editor);
    expect(await answer).toMatch(/Cancel/);
    sandbox.clearFaults();
  });

  await test.step('the skill, until it is switched off', async () => {
    await editor.configure({ 'chat.disableAIFeatures': false });
    await expect.poll(() => skills(editor)).toEqual(['log-a-meeting']);
    await editor.configure({ 'affinity.languageModelTools': false });
    await expect.poll(() => skills(editor)).toEqual([]);
    expect(await invoke(editor, list, { record: company })).toContain(
      'turned off the tools of Affinity (setting affinity.languageModelTools)',
    );
  });
});

test('opens a draft beside a form with typed text, and never writes to Affinity', async ({
  editor,
  sandbox,
}) => {
  const form = new Form(editor);
  await begin(editor);
  await test.step('a draft beside the form of the user', async () => {
    await editor.run('affinity.logInteraction');
    await form.isOpen('Log interaction');
    await form.text.fill('Typed by the user.');
    await expect(form.draft).toContainText('Draft');
    const input = { type: 'call', text: 'We agreed on the pilot.', date: '2026-11-18T14:00:00+01:00' };
    const answer = await invoke(editor, draft, { ...input, people: ['11', 'Bob Ray'], record: company });
    expect(answer).toContain('Nothing was sent: the user reviews it');
    await expect(form.heading).toContainText('Attacked Company');
    await expect(form.text).toHaveValue('We agreed on the pilot.');
    await expect(form.date).toHaveValue('2026-11-18 14:00');
    await expect(form.chip('Eve Moss')).toBeVisible();
    await expect(form.chip('Bob Ray')).toBeVisible();
    await expect(form.page.getByText('An agent in chat filled in this form.')).toBeInViewport();
    await expect(form.page.locator('#text-field')).toContainText('Written by an agent in chat.');
    await editor.inEveryTheme('tool-draft');
    await expect(editor.tabs).toHaveCount(2);
    await editor.tabs.first().click();
    await expect(form.text).toHaveValue('Typed by the user.');
  });

  await test.step('calls of all kinds', async () => {
    await follow(editor, 'Attacked Company', 'attacked');
    await editor.configure({ 'chat.tools.global.autoApprove': true });
    const seed = Date.now() % 1e9;
    const answers = editor.host(async (vscode, begin) => {
      let state = begin;
      // Mulberry32; the low bits of a linear generator repeat too soon.
      const pick = <One>(...all: readonly One[]): One => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return all[((mixed ^ (mixed >>> 14)) >>> 0) % all.length] as One;
      };
      const inputs = {
        affinity_find_record: () => ({ query: pick('eve', 'attacked', ''), limit: pick(1, 50, 99) }),
        affinity_list_interactions: () => ({
          record: { kind: pick('person', 'company', 'opportunity'), id: pick(11, 21, 1, 999) },
          types: pick(undefined, ['call'], ['meeting', 'email'], []),
          before: pick(undefined, '2026-01-01', 'never'),
        }),
        affinity_read_interaction: () => ({ type: pick('call', 'meeting', 'fax'), id: pick(417, 1001, 5) }),
        affinity_search: () => ({ query: pick('pilot', 'type:call', '"') }),
        affinity_draft_interaction: () => ({
          type: pick('call', 'email'),
          text: pick('One', 'Two', 'Three'),
          people: [pick('11', '999')],
        }),
      };
      const sound = [
        ['affinity_find_record', { query: 'attacked' }],
        ['affinity_list_interactions', { record: { kind: 'company', id: 21 } }],
        ['affinity_read_interaction', { type: 'call', id: 417 }],
        ['affinity_search', { query: 'pilot' }],
        ['affinity_draft_interaction', { type: 'call', text: 'One', people: ['11'] }],
      ] as const;
      const answered = new Set<string>();
      for (let turn = 0; turn < 50; turn += 1) {
        const [name, input] =
          sound[turn] ?? pick(...Object.entries(inputs).map(([one, of]) => [one, of() as object] as const));
        const options = { input, toolInvocationToken: undefined };
        await vscode.lm.invokeTool(name, options).then(
          () => answered.add(name),
          () => undefined,
        );
      }
      return [...answered].toSorted();
    }, seed);
    // The editor asks once whether it may stop asking.
    await editor.dialog.getByRole('button', { name: 'Enable' }).click();
    expect(await answers, `seed ${seed}`).toHaveLength(5);
    expect(writes(sandbox), `seed ${seed}`).toEqual([]);
  });
});

/** The answer of a tool to another extension, or its failure. */
async function invoke(editor: Editor, name: string, input: object): Promise<string> {
  return await editor.host(
    async (vscode, call) => {
      const options = { input: call.input, toolInvocationToken: undefined };
      try {
        const { content } = await vscode.lm.invokeTool(call.name, options);
        return content.map((part) => (part as { readonly value: string }).value).join('');
      } catch (error) {
        return `failed: ${String(error)}`;
      }
    },
    { name, input },
  );
}

/** The skills of the extension that the editor offers to agents. */
async function skills(editor: Editor): Promise<readonly string[]> {
  return await editor.host(async (vscode) => {
    type File = { readonly uri: { readonly path: string }; readonly extensionId: string };
    const files = await vscode.commands.executeCommand<readonly File[]>('_listExtensionPromptFiles');
    return files
      .filter(({ extensionId }) => extensionId.startsWith('affinity-'))
      .map(({ uri }) => uri.path.split('/').at(-2) ?? '');
  });
}

/** Answers the question of the editor. */
async function agree(editor: Editor): Promise<void> {
  await editor.dialog.getByRole('button', { name: 'Yes', exact: true }).click();
}

/** The lines between the two markers with the same number. */
function dataOf(answer: string): string {
  return /^BEGIN AFFINITY DATA (\w{32})\n([^]*)\nEND AFFINITY DATA \1$/m.exec(answer)?.[2] ?? '';
}
