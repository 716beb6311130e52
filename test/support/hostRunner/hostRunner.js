/* oxlint-disable typescript/no-implied-eval -- running text is what this file is for. */
// Runs functions of the tests in the extension host. It listens on loopback, requires the token of the run, and writes its
// port and process ID to the file named in the environment.
const { createServer } = require('node:http');
const { renameSync, writeFileSync } = require('node:fs');
const vscode = require('vscode');
const { registerVirtualFolder } = require('./virtualFolder.js');

exports.activate = function activate(context) {
  const file = process.env.AFFINITY_HOST_RUNNER_FILE;
  const token = process.env.AFFINITY_HOST_RUNNER_TOKEN;
  if (!file || !token) return;
  context.subscriptions.push(registerVirtualFolder());
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(403).end();
      return;
    }
    void answer(request).then((result) => response.end(JSON.stringify(result)));
  });
  context.subscriptions.push({ dispose: () => server.close() });
  server.listen(0, '127.0.0.1', () => {
    writeFileSync(`${file}.new`, JSON.stringify({ port: server.address().port, pid: process.pid }));
    renameSync(`${file}.new`, file);
  });
};

async function answer(request) {
  try {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { source, argument } = JSON.parse(body);
    const run = new Function('require', `return (${source});`)(require);
    return { value: await run(vscode, argument) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
