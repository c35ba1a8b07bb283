// Runs Azurite tied to the process that started it: node beside.js <azurite's main file> <azurite's arguments>.
// While that process lives it holds our standard input open; when it ends, however it ended, Azurite is shut down as on
// SIGTERM, which saves what it holds in memory. Ctrl-C, which a terminal sends to all of them at once, is the parent's
// business: a silo still writes while it drains. A SIGTERM to this process alone is obeyed.
'use strict';

const [program] = process.argv.splice(2, 1);

const log = console.log;
let services = 3; // blobs, queues, tables
console.log = (...words) => {
  log(...words);
  if (String(words[0]).includes('successfully listening') && --services === 0) log('ready azurite');
};

const once = process.once;
process.once = function (event, handler) {
  return event === 'SIGINT' ? this : once.call(this, event, handler);
};
process.on('SIGINT', () => {});

let ending = false;
process.on('SIGTERM', () => { ending = true; });
const end = () => {
  if (ending) return;
  if (process.listenerCount('SIGTERM') > 1) process.emit('SIGTERM'); // Azurite's own is there: it has started
  else process.exit(0);
};
process.stdin.on('end', end).on('error', end).resume();
process.stdin.unref(); // it does not keep a process alive that has closed everything else

require(program);
