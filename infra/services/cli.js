#!/usr/bin/env node
// Only syntax and modules that an old Node knows stand here, so that it can say what is wrong with it.
const oldestNode = 20;

async function main() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    console.error(
      'Node ' +
        process.versions.node +
        ' is too old: install Node ' +
        oldestNode +
        ' or newer and run again.',
    );
    return 1;
  }

  const { runCommand } = await import('./commands/index.js');

  return runCommand(process.argv.slice(2));
}

process.exitCode = await main();
