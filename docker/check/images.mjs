// The Dockerfiles: linted, and, with --steps, every step done in a plain shell as far as it can be without a container engine.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { check, docker, fail, notRun, root, tool } from './lib.mjs';

const require = createRequire(import.meta.url);
const { DockerfileParser } = require('dockerfile-ast');
const images = ['silo', 'gateway'].map((image) => ({ image, file: join(docker, `${image}.Dockerfile`) })).map((one) => ({ ...one, steps: read(one.file) }));

export async function checkDockerfiles() {
  await check('Dockerfiles: lint', () => {
    const lint = require('dockerfile-utils').validate;
    fail(images.flatMap(({ image, file }) => lint(readFileSync(file, 'utf8'), { deprecatedMaintainer: 2, instructionJSONInSingleQuotes: 2 }).map((problem) => `${image} line ${problem.range.start.line + 1}: ${problem.message}`)));
  });
  await check('Dockerfiles: non-root, health check, pinned tags, one form', () => {
    const errors = [];
    for (const { image, steps } of images) {
      const last = steps.slice(steps.findLastIndex((step) => step.word === 'FROM'));
      const one = (word) => last.find((step) => step.word === word)?.text;
      if (!/^[1-9]\d*:[1-9]\d*$/.test(one('USER') ?? '')) errors.push(`${image}: USER is no number, which runAsNonRoot cannot check`);
      if (!one('HEALTHCHECK')) errors.push(`${image}: no HEALTHCHECK`);
      if (!/^\[/.test(one('ENTRYPOINT') ?? '')) errors.push(`${image}: ENTRYPOINT is no list, so signals would go to a shell`);
      if (last.some((step) => step.word === 'RUN')) errors.push(`${image}: RUN in an image without a shell`);
      steps.filter((step) => step.word === 'FROM' && !/:\d/.test(step.text)).forEach((step) => errors.push(`${image}: ${step.text} has no version`));
    }
    fail(errors);
  });
}

/** Builds as the Dockerfiles say, then starts what they would start, as their user, with their environment, and asks their health checks. */
export async function checkSteps() {
  const work = mkdtempSync(join(tmpdir(), 'reception-images-'));
  chmodSync(work, 0o755);
  const started = [];
  try {
    const context = join(work, 'context');
    await check('steps: COPY . . , the context without what .dockerignore names', () => copyContext(context));
    const runtime = await chooseRuntime(context);
    const apps = {};
    for (const { image, steps } of images) {
      apps[image] = join(work, image);
      await check(`steps: RUN of the ${image} image (${runtime})`, () => build(steps, context, apps[image], runtime));
      await check(`steps: layout of the ${image} image`, () => layout(steps, apps[image]));
    }
    await check('steps: processes of both images as their user; health checks go from unhealthy to healthy; SIGTERM ends them with 0', () => run(work, apps, started));
  } finally {
    for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(work, { recursive: true, force: true });
  }
}

function read(file) {
  return DockerfileParser.parse(readFileSync(file, 'utf8')).getInstructions().map((instruction) => ({ word: instruction.getKeyword(), text: instruction.getArgumentsContent() ?? '' }));
}

function copyContext(to) {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))
    .map((line) => new RegExp(`^${line.replaceAll('.', '\\.').replaceAll('**/', '(.*/)?').replaceAll(/(?<!\.)\*/g, '[^/]*')}(/.*)?$`));
  cpSync(root, to, { recursive: true, filter: (source) => !ignored.some((pattern) => pattern.test(relative(root, source))) });
  fail(['docker', 'tests', '.git', 'artifacts', 'silo/data'].filter((folder) => existsSync(join(to, folder))).map((folder) => `${folder} got into the context`));
  return `${readdirSync(to).length} entries at the top`;
}

/** The images are of the Microsoft runtime; where its packages cannot be restored the same steps run on Local, and that is said. */
async function chooseRuntime(context) {
  const restored = spawnSync('dotnet', ['restore', 'silo/Reception.Silo.csproj', '-p:OrleansRuntime=Microsoft', '-p:ReceptionAzure=true', '-v', 'q'], { cwd: context, encoding: 'utf8' });
  if (restored.status === 0) return 'Microsoft';
  const missing = [...new Set([...restored.stdout.matchAll(/NU1101: Unable to find package (\S+)\. /g)].map((match) => match[1]))];
  notRun('steps: restore and publish with -p:OrleansRuntime=Microsoft', `these packages cannot be restored here: ${missing.join(', ') || restored.stdout.trim().split('\n')[0]}; the same steps run with Local`);
  return 'Local';
}

function build(steps, context, app, runtime) {
  const commands = steps.slice(0, steps.findLastIndex((step) => step.word === 'FROM')).filter((step) => step.word === 'RUN' && step.text.startsWith('dotnet '));
  const environment = { ...process.env, RUNTIME: runtime === 'Microsoft' ? '-p:OrleansRuntime=Microsoft -p:ReceptionAzure=true' : '-p:OrleansRuntime=Local', DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1' };
  for (const { text } of commands) tool('/bin/sh', ['-ec', text.replace('--output /app', `--output ${app}`)], { cwd: context, env: environment });
  return commands.map(({ text }) => text.split(' ').slice(0, 2).join(' ')).join(', ');
}

function layout(steps, app) {
  const words = JSON.parse(steps.findLast((step) => step.word === 'ENTRYPOINT').text);
  const main = basename(words[1]);
  const wanted = [main, main.replace('.dll', '.runtimeconfig.json'), main.replace('.dll', '.deps.json')];
  const secret = /(\.token|token\.key|\.pem|\.db|appsettings\.Development\.json)$/;
  const all = readdirSync(app, { recursive: true });
  fail([...wanted.filter((file) => !existsSync(join(app, file))).map((file) => `${file} is missing`), ...all.filter((file) => secret.test(file)).map((file) => `${file} must not be in an image`)]);
  const bytes = all.map((file) => statSync(join(app, file))).filter((stat) => stat.isFile()).reduce((sum, stat) => sum + stat.size, 0);
  return `${all.length} files, ${(bytes / 1e6).toFixed(0)} MB`;
}

async function run(work, apps, started) {
  const isRoot = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;
  const data = join(work, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, 1654, 1654);
  const secrets = join(work, 'secrets');
  mkdirSync(secrets);
  for (const [name, value] of Object.entries({ Reception__AdminToken: 'a', Reception__MetricsToken: 'm' })) writeFileSync(join(secrets, name), value.repeat(40));
  writeFileSync(join(secrets, 'Reception__TokenKey'), Buffer.alloc(32, 7).toString('base64'));
  const port = { metrics: await freePort(), store: await freePort(), http: await freePort(), silo: await freePort(), clients: await freePort() };
  const as = isRoot ? ['setpriv', '--reuid=1654', '--regid=1654', '--clear-groups', '--'] : [];
  const place = (image, text) => text.replaceAll('/app/', `${apps[image]}/`).replaceAll('/data', data).replaceAll('0.0.0.0', '127.0.0.1').replaceAll(':9464', `:${port.metrics}`).replaceAll(':8080', `:${port.http}`);
  const environment = (image) => {
    const lines = images.find((one) => one.image === image).steps.filter((step) => step.word === 'ENV').flatMap((step) => step.text.replaceAll('\\\n', ' ').split(/\s+/));
    return Object.fromEntries(lines.filter(Boolean).map((pair) => place(image, pair).split(/=(.*)/s).slice(0, 2)));
  };
  const words = (image, word) => JSON.parse(place(image, images.find((one) => one.image === image).steps.findLast((step) => step.word === word).text.replace(/^.*?CMD /, '')));
  const start = (image, args) => {
    const [program, ...rest] = [...as, ...words(image, 'ENTRYPOINT'), ...args];
    const child = spawn(program, rest, { cwd: apps[image], env: { PATH: process.env.PATH, HOME: '/nonexistent', DOTNET_ROOT: process.env.DOTNET_ROOT ?? '', DOTNET_gcServer: '0', LOCALORLEANS_SECRET: join(data, 'local.secret'), Reception__SecretsFolder: secrets, ...environment(image) }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.text = '';
    child.stdout.on('data', (text) => (child.text += text));
    child.stderr.on('data', (text) => (child.text += text));
    started.push(child);
    return child;
  };
  const isHealthy = (image) => {
    const [program, ...rest] = words(image, 'HEALTHCHECK');
    return spawnSync(program, rest, { cwd: apps[image], encoding: 'utf8' }).status === 0;
  };
  const until = async (what, child, holds) => {
    for (let i = 0; i < 240; i++) {
      if (holds()) return;
      if (child.exitCode !== null) throw new Error(`${what} ended with ${child.exitCode}:\n${child.text.slice(-1500)}`);
      await new Promise((done) => setTimeout(done, 250));
    }
    throw new Error(`${what}: not in a minute:\n${child.text.slice(-1500)}`);
  };

  if (isHealthy('silo') || isHealthy('gateway')) throw new Error('a health check is content with nothing');
  const store = start('silo', ['--store', '--metrics', `127.0.0.1:${port.store}`]); // the one machine's membership and journal; with the Microsoft runtime both are in Azure
  await until('store', store, () => store.text.includes('ready store'));
  const silo = start('silo', [...words('silo', 'CMD'), '--name', 'silo-1', '--silo-port', `${port.silo}`, '--gateway-port', `${port.clients}`]);
  await until('silo', silo, () => isHealthy('silo') && silo.text.includes('ready silo'));
  const gateway = start('gateway', []);
  await until('gateway', gateway, () => isHealthy('gateway'));
  const owner = isRoot ? statSync(`/proc/${gateway.pid}`).uid : undefined;
  if (isRoot && owner !== 1654) throw new Error(`the gateway runs as user ${owner}`);
  await balance(work, port.http);

  const ended = [];
  for (const [name, child] of [['gateway', gateway], ['silo', silo], ['store', store]]) {
    const begun = Date.now();
    child.kill('SIGTERM');
    await new Promise((done) => (child.exitCode === null && child.signalCode === null ? child.on('exit', done) : done()));
    if (child.exitCode !== 0) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}:\n${child.text.slice(-1500)}`);
    ended.push(`${name} in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
  return `${isRoot ? 'user 1654' : 'this user'}; ended: ${ended.join(', ')}`;
}

/** The balancer before the started gateway: REST, an upgrade to a WebSocket, and what it keeps to itself. */
async function balance(work, port) {
  const front = await freePort();
  const file = join(work, 'haproxy.cfg');
  const text = readFileSync(join(docker, 'balancer', 'haproxy.cfg'), 'utf8').replace('bind :8080', `bind 127.0.0.1:${front}`).replace('gateway-1:8080', `127.0.0.1:${port}`).replace(/^.*gateway-2:8080$/m, '').replace('log stdout format raw local0 notice', '').replace('maxconn 20000', 'maxconn 1000');
  writeFileSync(file, text);
  const balancer = spawn('haproxy', ['-f', file, '-db'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [balancer.stdout, balancer.stderr]) stream.on('data', (bytes) => (said += bytes));
  const gone = await new Promise((done) => { balancer.on('error', () => done(true)); balancer.on('spawn', () => done(false)); });
  if (gone) return notRun('steps: the balancer before the started gateway', 'there is no haproxy');
  try {
    await check('steps: the balancer before the started gateway: REST, WebSocket, /metrics hidden', async () => {
      const status = async (path) => (await fetch(`http://127.0.0.1:${front}${path}`).catch(() => undefined))?.status;
      for (let i = 0; i < 80 && (await status('/health/ready')) !== 200; i++) await new Promise((done) => setTimeout(done, 250));
      const answers = [await status('/health/ready'), await status('/metrics'), await upgrade(front).catch((error) => error.code)];
      if (answers.join() !== '200,404,101') throw new Error(`ready, metrics and upgrade answered ${answers.join()}, not 200,404,101:\n${said}`);
    });
  } finally {
    balancer.kill('SIGTERM');
  }
}

function upgrade(port) {
  return new Promise((done, failed) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('GET /ws/v1/customer HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'));
    socket.on('data', (bytes) => { done(bytes.toString('latin1').split(' ')[1]); socket.destroy(); });
    socket.on('error', failed);
  });
}

function freePort() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
  });
}
