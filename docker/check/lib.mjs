// What the checks share: results, finding of programs, files of docker/ as objects.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import YAML from 'yaml';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const docker = join(root, 'docker');
const results = [];

/** Runs one check; it throws, or returns text that says what it covered. */
export async function check(name, run) {
  try {
    results.push({ name, state: 'ok', words: (await run()) ?? '' });
  } catch (error) {
    results.push({ name, state: 'FAILED', words: error.message });
  }
  const { state, words } = results.at(-1);
  console.log(`${state.padEnd(8)} ${name}${words ? `: ${words}` : ''}`);
}

export function notRun(name, why) {
  results.push({ name, state: 'not run' });
  console.log(`not run  ${name}: ${why}`);
}

/** Prints the counts; the exit code. */
export function finish() {
  const count = (state) => results.filter((result) => result.state === state).length;
  console.log(`${count('ok')} ok, ${count('FAILED')} failed, ${count('not run')} not run`);
  return count('FAILED') === 0 ? 0 : 1;
}

export function fail(errors) {
  if (errors.length > 0) throw new Error(`\n    ${errors.join('\n    ')}`);
}

/** The output of a program that has to end with 0; undefined when there is no such program. */
export function tool(program, args, options = {}) {
  const ran = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (ran.error?.code === 'ENOENT') return undefined;
  if (ran.error) throw ran.error;
  if (ran.status !== 0) throw new Error(`${program} ended with ${ran.status}: ${(ran.stdout + ran.stderr).trim().split('\n').slice(-12).join('\n    ')}`);
  return ran.stdout + ran.stderr;
}

export function files(folder, end) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(end))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes('node_modules') && !file.includes(`${join(docker, 'secrets')}/`))
    .sort();
}

export const name = (file) => relative(root, file);

/** Documents of a YAML file: no duplicate keys, no warnings, merge keys resolved. */
export function documents(file) {
  const parsed = YAML.parseAllDocuments(readFileSync(file, 'utf8'), { merge: true, strict: true, uniqueKeys: true });
  fail(parsed.flatMap((document) => [...document.errors, ...document.warnings].map((problem) => `${name(file)}: ${problem.message}`)));
  return parsed.map((document) => document.toJS({ maxAliasCount: 1000 }));
}
