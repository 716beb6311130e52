/** A text whose every character means itself, or Markdown; as the editor takes it, nothing in it is trusted at first. */
export class MarkdownString {
  value = '';
  isTrusted: unknown = undefined;
  supportHtml: unknown = undefined;

  appendText(text: string): this {
    const escaped = text.replaceAll(/[\\`*_{}[\]()#+\-!~]/g, String.raw`\$&`);
    this.value += escaped
      .replaceAll(/[ \t]/g, '&nbsp;')
      .replaceAll('>', String.raw`\>`)
      .replaceAll('\n', '\n\n');
    return this;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}
