// Plain JavaScript, since an older Node can't load the TypeScript that comes after it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Node 22.18 or later is needed, and this is ${process.versions.node}: install a newer one, or run \`npm ci\` without ` +
      '"ignore-scripts", which installs Node 24 for this project.\n',
  );
  process.exitCode = 1;
}
