import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { checkedTool } from '../../src/editor/tools/modelTool.ts';
import { toolInputs } from '../../src/tools/toolInputs.ts';
import { toolNames } from '../../src/tools/toolNames.ts';
import { projectFolder } from '../support/folders.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly [key: string]: unknown;
}

interface Tool {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly displayName: string;
  readonly userDescription: string;
  readonly modelDescription: string;
  readonly when: string;
  readonly canBeReferencedInPrompt: boolean;
  readonly icon: string;
  readonly tags: readonly string[];
  readonly inputSchema: Schema;
}

const read = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');
const { languageModelTools: tools, chatSkills } = (
  JSON.parse(read('package.json')) as {
    readonly contributes: {
      readonly languageModelTools: readonly Tool[];
      readonly chatSkills: readonly { readonly path: string; readonly when: string }[];
    };
  }
).contributes;
const words = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const WHEN = 'config.affinity.languageModelTools && (affinity.account || !affinity.ready)';

describe('the tools of the manifest', () => {
  it('are those that are registered', () => {
    expect(tools.map(({ name }) => name)).toEqual([...toolNames]);
    expect(new Set(tools.map(({ toolReferenceName }) => toolReferenceName)).size).toBe(tools.length);
  });

  it.each(tools)('take what the code takes: $name', ({ name, inputSchema }) => {
    const inCode = z.toJSONSchema(toolInputs[name as keyof typeof toolInputs], { io: 'input' });
    expect(bare(inputSchema)).toEqual(bare(inCode as Schema));
  });

  it.each(tools)(
    'describe themselves and each field for a model: $name',
    ({ inputSchema, modelDescription }) => {
      expect(undescribed(inputSchema)).toEqual([]);
      expect(modelDescription.length).toBeGreaterThan(150);
      expect(modelDescription).toMatch(/16 KB|sends nothing/);
    },
  );

  it.each(tools)('are named in the language of the user, and hidden without an account: $name', (tool) => {
    for (const key of [tool.displayName, tool.userDescription])
      expect(words[key.replaceAll('%', '')]).toBeTruthy();
    expect(tool).toMatchObject({ when: WHEN, canBeReferencedInPrompt: true, tags: ['affinity', 'crm'] });
    expect(tool.icon).toMatch(/^\$\([\w-]+\)$/);
    expect(tool.toolReferenceName).toMatch(/^[\w-]+$/);
  });
});

describe('the skill', () => {
  it('has the name of its folder, a description, and names only tools that exist', () => {
    expect(chatSkills).toEqual([{ path: './media/skills/log-a-meeting/SKILL.md', when: WHEN }]);
    const skill = read('media/skills/log-a-meeting/SKILL.md');
    expect(skill).toMatch(/^---\nname: log-a-meeting\ndescription: .{50,1024}\n---\n/);
    const named = [...skill.matchAll(/`(affinity_\w+)`/g)].map(([, tool]) => tool);
    expect(named.filter((tool) => !toolNames.some((one) => one === tool))).toEqual([]);
    expect(named.length).toBeGreaterThan(3);
    const commands = [...skill.matchAll(/\*Affinity: ([^*]+)\*/g)].map(([, title]) => title);
    expect(commands.filter((title) => !Object.values(words).includes(title ?? ''))).toEqual([]);
  });
});

it('checks an input before its tool sees it', () => {
  const tool = checkedTool('affinity_search', {
    notice: ({ query }) => ({ effect: query }),
    invoke: async ({ query }) => query,
  });
  expect(tool.notice({ query: '  deck ' }, undefined as never)).toEqual({ effect: 'deck' });
  expect(tool.notice({ query: '' }, undefined as never)).toBeUndefined();
  expect(() => tool.read({ query: 'x'.repeat(501) })).toThrow('query must have a length of at most 500');
});

/** Without words, and without the bounds of every integer. */
function bare({
  description: _words,
  $schema: _dialect,
  properties,
  items,
  required,
  ...schema
}: Schema): object {
  const { maximum, ...rest } = schema;
  return {
    ...rest,
    ...(maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, bare(one)])),
    }),
    ...(items && { items: bare(items) }),
    ...(required && { required: required.toSorted() }),
  };
}

function undescribed({ properties = {} }: Schema): readonly string[] {
  return Object.entries(properties).flatMap(([key, field]) => [
    ...((field.description ?? '').length < 15 ? [key] : []),
    ...undescribed(field).map((one) => `${key}.${one}`),
  ]);
}
