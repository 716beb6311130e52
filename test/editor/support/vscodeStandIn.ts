import type { TreeDragAndDropController } from 'vscode';
import { QuickInput } from './quickInputStandIn.ts';

export { MarkdownString } from './markdownStringStandIn.ts';

/**
 * The part of the editor's API that the tests use: for logic that shows in texts and calls, and for moments that the real
 * editor can't be stopped at. Drawing, focus and menus are tested in the real editor.
 */
export const seen = {
  panels: [] as Panel[],
  /** Messages and questions, in order. */
  said: [] as string[],
  /** The clipboard, and the addresses that were opened in the browser. */
  copied: '',
  opened: [] as string[],
  /** The button to press in each question, or several of which one is there. */
  answer: undefined as string | readonly string[] | undefined,
  watchers: [] as Watcher[],
  /** The documents that were shown, and the files that were written. */
  shown: [] as string[],
  written: new Map<string, string>(),
  /** The answer of the next dialog for a file; undefined cancels. */
  saveTo: undefined as Uri | undefined,
  /** The file that the last save dialog proposed. */
  proposed: undefined as Uri | undefined,
  openFrom: undefined as Uri | undefined,
  /** Files by their paths. One that is missing has a code of the file system instead. */
  files: new Map<string, StoredFile | string>(),
  /** Quick picks and input boxes, in order. */
  inputs: [] as QuickInput[],
  statusItems: [] as StatusItem[],
  treeViews: [] as TreeView[],
  /** The registered commands by their ids. */
  commands: new Map<string, (...given: readonly unknown[]) => unknown>(),
};

interface StoredFile {
  readonly bytes: Uint8Array;
  readonly type?: number;
  readonly size?: number;
}

interface OpenDocument {
  readonly uri: Uri;
  readonly languageId?: string;
  readonly isDirty?: boolean;
  readonly getText?: () => string;
}

interface StatusItem {
  readonly tooltip: unknown;
}

export class EventEmitter<Event = void> {
  readonly #listeners = new Set<(event: Event) => void>();

  readonly event = (listener: (event: Event) => void): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  readonly #end: () => void;

  constructor(end: () => void = () => undefined) {
    this.#end = end;
  }

  static from(...all: readonly { dispose(): void }[]): Disposable {
    return new Disposable(() => {
      for (const one of all) one.dispose();
    });
  }

  dispose(): void {
    this.#end();
  }
}

export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly fragment: string;

  constructor(scheme: string, path: string, authority = '', fragment = '') {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.fragment = fragment;
  }

  static file(path: string): Uri {
    return new Uri('file', path);
  }

  static joinPath({ scheme, path }: Uri, ...parts: readonly string[]): Uri {
    return new Uri(scheme, [path, ...parts].join('/'));
  }

  static from(parts: Pick<Uri, 'scheme' | 'path'> & Partial<Pick<Uri, 'authority'>>): Uri {
    return new Uri(parts.scheme, parts.path, parts.authority);
  }

  static parse(text: string, strict = false): Uri {
    const [, scheme = '', path = '', fragment] =
      /^([^:#]*):(?:\/\/(?=\/))?([^#]*)(?:#(.*))?$/s.exec(text) ?? [];
    if (strict && scheme === '') throw new Error(`Scheme is missing: ${text}`);
    return new Uri(scheme, decodeURIComponent(path), '', fragment);
  }

  with({ fragment }: Pick<Uri, 'fragment'>): Uri {
    return new Uri(this.scheme, this.path, this.authority, fragment);
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `${this.scheme}:${this.path}${this.fragment && `#${this.fragment}`}`;
  }
}

export class RelativePattern {
  readonly pattern: string;

  constructor(_base: Uri, pattern: string) {
    this.pattern = pattern;
  }
}

export class CancellationError extends Error {}
export const FileType = { File: 1, Directory: 2 } as const;
export const FilePermission = { Readonly: 1 } as const;
export const FileChangeType = { Changed: 1, Created: 2, Deleted: 3 } as const;
export class FileSystemError extends Error {
  code = 'Unknown';
  static readonly FileNotFound = (of: Uri | string): FileSystemError => new FileSystemError(of.toString());
  static readonly Unavailable = FileSystemError.FileNotFound;
}
export const QuickInputButtons = { Back: { iconPath: 'back' } } as const;
export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}
export class ThemeColor extends ThemeIcon {}
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;
export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;

  constructor(label: string, collapsibleState = 0) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}
export const ProgressLocation = { Notification: 15 } as const;
export const StatusBarAlignment = { Right: 2 } as const;
export const ViewColumn = { Active: -1, Beside: -2, One: 1, Two: 2 } as const;

const tabsChanged = new EventEmitter<{ readonly closed: readonly string[] }>();

/** A form's panel, and the page in it: `say` is what the page tells. */
export class Panel {
  readonly title: string;
  readonly viewColumn = 1;
  readonly active = true;
  readonly told: { readonly kind: string; readonly view?: PageView; readonly values?: PageValues }[] = [];
  isOpen = true;
  readonly #heard = new EventEmitter<unknown>();
  readonly #disposed = new EventEmitter();
  readonly onDidDispose = this.#disposed.event;
  readonly webview = {
    cspSource: '',
    html: '',
    options: {},
    asWebviewUri: (uri: Uri): Uri => uri,
    onDidReceiveMessage: this.#heard.event,
    postMessage: async (message: Panel['told'][number]): Promise<void> => void this.told.push(message),
  };

  constructor(title: string) {
    this.title = title;
  }

  say(message: unknown): void {
    this.#heard.fire(message);
  }

  reveal(): void {
    seen.said.push(`revealed: ${this.title}`);
  }

  dispose(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#disposed.fire();
    tabsChanged.fire({ closed: [this.title] });
  }
}

interface PageChip {
  readonly state: string;
  readonly key: string;
  readonly typed?: string;
  readonly problem?: string;
  readonly person?: { readonly name: string };
}

interface PageView {
  readonly saving?: string;
  readonly problems?: readonly { readonly at: string; readonly sentence: string }[];
  readonly date?: { readonly warnings: readonly string[] };
  readonly text?: { readonly locked?: string };
  readonly people?: { readonly chips: readonly PageChip[] };
  readonly neighbours?: unknown;
}

interface PageValues {
  readonly text?: string;
  readonly date?: string;
}

export const env = {
  language: 'en',
  uriScheme: 'vscode',
  clipboard: {
    writeText: async (text: string): Promise<void> => void (seen.copied = text),
    readText: async (): Promise<string> => seen.copied,
  },
  openExternal: async (uri: Uri): Promise<boolean> => seen.opened.push(uri.toString()) > 0,
};

export const l10n = {
  /** The language of the editor; in English none is loaded. */
  bundle: undefined as Readonly<Record<string, string>> | undefined,
  t: (text: string, ...values: readonly unknown[]): string =>
    (l10n.bundle?.[text] ?? text).replaceAll(/\{(\d+)\}/g, (place, index: string) =>
      Number(index) < values.length ? String(values[Number(index)]) : place,
    ),
};

export const commands = {
  executeCommand: async (): Promise<void> => undefined,
  registerCommand: (name: string, run: (...given: readonly unknown[]) => unknown): Disposable => {
    seen.commands.set(name, run);
    return new Disposable();
  },
};

/** A text that is dragged. */
export class DataTransferItem {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  async asString(): Promise<string> {
    return this.value;
  }

  asFile(): DataTransferFile | undefined {
    return undefined;
  }
}

/** A file that is dragged from outside, which only the editor can make. A browser gives no address. */
export class DataTransferFile {
  readonly name: string;
  readonly uri: Uri | undefined;
  readonly #data: () => Promise<Uint8Array>;

  constructor(name: string, data: () => Promise<Uint8Array>, uri?: Uri) {
    this.name = name;
    this.uri = uri;
    this.#data = data;
  }

  data(): Promise<Uint8Array> {
    return this.#data();
  }

  asString(): Promise<string> {
    return Promise.resolve('');
  }

  asFile(): this {
    return this;
  }
}

/** A type, and what is dragged with it. */
export type Dragged = readonly [type: string, item: DataTransferFile | DataTransferItem];

/** Several files may have the same type. */
export class DataTransfer {
  readonly #items: readonly Dragged[];

  constructor(items: readonly Dragged[]) {
    this.#items = items;
  }

  get(type: string): DataTransferFile | DataTransferItem | undefined {
    return this.#items.find(([name]) => name === type)?.[1];
  }

  [Symbol.iterator](): Iterator<Dragged> {
    return this.#items.values();
  }
}

interface TreeViewOptions {
  readonly dragAndDropController?: TreeDragAndDropController<unknown>;
}

/** A view of the side bar, which the test shows and hides. */
class TreeView {
  readonly options: TreeViewOptions;
  visible = false;
  readonly revealed: unknown[] = [];
  description: string | undefined;
  badge: { readonly value: number } | undefined;
  readonly #changed = new EventEmitter<{ readonly visible: boolean }>();
  readonly onDidChangeVisibility = this.#changed.event;

  constructor(options: TreeViewOptions) {
    this.options = options;
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.#changed.fire({ visible });
  }

  async reveal(row: unknown): Promise<void> {
    this.revealed.push(row);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** A watcher of a folder, whose events are fired by the test. */
class Watcher {
  readonly created = new EventEmitter();
  readonly onDidCreate = this.created.event;
  readonly onDidChange = noEvent;
  readonly onDidDelete = noEvent;

  dispose(): void {
    this.created.dispose();
  }
}

export const workspace = {
  createFileSystemWatcher: (): Watcher => {
    const watcher = new Watcher();
    seen.watchers.push(watcher);
    return watcher;
  },
  registerTextDocumentContentProvider: noEvent,
  workspaceFolders: undefined,
  openTextDocument: async (uri: Uri): Promise<{ readonly uri: Uri }> => ({ uri }),
  fs: {
    writeFile: async (uri: Uri, bytes: Uint8Array): Promise<void> =>
      void seen.written.set(uri.path, new TextDecoder().decode(bytes)),
    stat: async (uri: Uri): Promise<{ readonly type: number; readonly size: number }> => {
      const { type = 1, bytes, size = bytes.length } = fileAt(uri);
      return { type, size };
    },
    readFile: async (uri: Uri): Promise<Uint8Array> => fileAt(uri).bytes,
    isWritableFileSystem: (scheme: string): boolean | undefined => scheme === 'file' || undefined,
    rename: async (_from: Uri, _to: Uri): Promise<void> => undefined,
    delete: async (_at: Uri): Promise<void> => undefined,
  },
  textDocuments: [] as OpenDocument[],
};

export class LanguageModelTextPart {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export class LanguageModelToolResult {
  readonly content: readonly LanguageModelTextPart[];

  constructor(content: readonly LanguageModelTextPart[]) {
    this.content = content;
  }
}

export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 } as const;

export const window = {
  createWebviewPanel: (_type: string, title: string): Panel => {
    const panel = new Panel(title);
    seen.panels.push(panel);
    return panel;
  },
  tabGroups: { activeTabGroup: { activeTab: undefined }, onDidChangeTabs: tabsChanged.event },
  showTextDocument: async ({ uri }: { readonly uri: Uri }): Promise<void> =>
    void seen.shown.push(uri.toString()),
  activeTextEditor: undefined as { readonly document: OpenDocument } | undefined,
  showOpenDialog: async (): Promise<readonly Uri[] | undefined> => seen.openFrom && [seen.openFrom],
  showQuickPick: async <Item extends { readonly label: string }>(items: readonly Item[]) =>
    items.find(({ label }) => [seen.answer].flat().includes(label)),
  showSaveDialog: async (options?: { readonly defaultUri?: Uri }): Promise<Uri | undefined> => {
    seen.proposed = options?.defaultUri;
    return seen.saveTo;
  },
  createQuickPick: createInput,
  createInputBox: createInput,
  createTreeView: (_id: string, options: TreeViewOptions): TreeView => {
    const view = new TreeView(options);
    seen.treeViews.push(view);
    return view;
  },
  createStatusBarItem: (): StatusItem => {
    const item = { tooltip: undefined, show: noEvent, hide: noEvent, dispose: noEvent };
    seen.statusItems.push(item);
    return item;
  },
  withProgress: <Result>(_options: unknown, work: (progress: unknown, token: unknown) => Result): Result =>
    work({ report: noEvent }, { onCancellationRequested: noEvent }),
  showInformationMessage: say,
  showWarningMessage: say,
  showErrorMessage: say,
  setStatusBarMessage: (message: string): Disposable => {
    seen.said.push(message);
    return new Disposable();
  },
};

async function say(message: string, ...more: readonly unknown[]): Promise<unknown> {
  const [first] = more;
  const detail =
    typeof first === 'object' && first !== null && 'detail' in first ? `\n${String(first.detail)}` : '';
  seen.said.push(`${message}${detail}`);
  return [seen.answer].flat().find((answer) => answer !== undefined && more.includes(answer));
}

function fileAt({ path }: Uri): StoredFile {
  const file = seen.files.get(path) ?? 'FileNotFound';
  if (typeof file !== 'string') return file;
  const error = new FileSystemError(path);
  error.code = file;
  throw error;
}

function createInput(): QuickInput {
  const input = new QuickInput();
  seen.inputs.push(input);
  return input;
}

function noEvent(): Disposable {
  return new Disposable();
}
