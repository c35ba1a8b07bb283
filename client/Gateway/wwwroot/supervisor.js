// A plain supervisor's page: reads along, whispers, takes over, reassigns. The customer and the agent see nothing of the reading.
import { Link, newId } from './link.js';
import { Thread } from './thread.js';
import { texts } from './texts.js';
import { TopicsBoard } from './topics.js';

const find = (id) => document.getElementById(id);
const words = () => texts[document.documentElement.lang] ?? texts.en;
let shops = []; let link = null; let current = null; let thread = null; let lines = new Map();

const shop = () => shops[find('shop').selectedIndex];
const board = new TopicsBoard({ title: find('topics-title'), window: find('topics-window'), note: find('topics-note'), list: find('topics') }, shop, (conversation) => { watch(conversation); list(); });

function say(text) {
  find('notice').hidden = !text;
  find('notice').textContent = text ?? '';
}

async function ask(frame) {
  try { await link.ask({ id: newId(), ...frame }); say(null); } catch (refusal) { say(`${refusal?.message ?? ''} ${refusal?.do ?? ''}`); }
}

function command(type, more) {
  if (current && thread?.view) ask({ type, conversation: current, epoch: thread.view.epoch, ...more });
}

function open() {
  link?.end();
  board.clear();
  [current, thread, lines] = [null, null, new Map()];
  document.documentElement.lang = shop().language in texts ? shop().language : 'en';
  link = new Link('/ws/v1/supervisor', () => ({ type: 'hello', token: shop().supervisorToken }), receive, (state) => { find('link').className = `link ${{ connected: 'on', ended: 'off' }[state] ?? ''}`; });
  list();
}

function watch(conversation) {
  if (current) ask({ type: 'leave', conversation: current });
  [current, lines] = [conversation, new Map()];
  thread = new Thread((sequence) => link.send({ type: 'confirm', conversation, sequence }));
  ask({ type: 'monitor', conversation, why: find('why').value || undefined });
  draw();
}

function receive(frame) {
  if (frame.type === 'welcome' && current) { thread.reconnected(); link.send({ type: 'monitor', id: newId(), conversation: current, after: thread.last }); }
  if ((frame.conversation ?? frame.view?.conversation) !== current || !thread) return;
  if (frame.type === 'staff') for (const line of frame.lines ?? []) lines.set(line.number, line);
  else thread.take(frame.messages, frame.view);
  draw();
}

function draw() {
  find('title').textContent = current ?? '';
  find('phase').textContent = [words().phases[thread?.view?.phase], thread?.view?.agentName].filter(Boolean).join(' · ');
  if (thread) thread.draw(find('thread'), 'supervisor', words());
  else find('thread').replaceChildren();
  find('lines').replaceChildren(...[...lines.values()].sort((a, b) => a.number - b.number).map((line) => {
    const item = document.createElement('li');
    item.className = line.kind;
    item.textContent = `${line.kind} · ${line.fromName ?? line.from}${line.to ? ' → ' + line.to : ''} ${line.text}`;
    return item;
  }));
}

async function list() {
  if (!shop()) return;
  const answer = await fetch(`/api/v1/shops/${encodeURIComponent(shop().shop)}/conversations?limit=50`, { headers: { Authorization: `Bearer ${shop().supervisorToken}` } });
  if (!answer.ok) return;
  const rows = (await answer.json()).rows.filter((row) => row.phase !== 'closed');
  find('list').replaceChildren(...rows.map((row) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.ariaPressed = `${row.conversation === current}`;
    button.textContent = `${row.conversation} · ${words().phases[row.phase] ?? row.phase}${row.agent ? ' · ' + row.agent : ''}${row.topic ? ' · ' + row.topic : ''}`;
    button.onclick = () => { watch(row.conversation); list(); };
    const item = document.createElement('li');
    item.append(button);
    return item;
  }));
}

find('whisper').onsubmit = (event) => {
  event.preventDefault();
  const text = event.target.text.value.trim();
  if (text) command('whisper', { text });
  event.target.reset();
};
find('take').onclick = () => command('take-over', { why: find('why').value || undefined });
for (const name of ['agent', 'queue']) find(name).onclick = () => command('reassign', { [name]: find('target').value.trim(), why: find('why').value || undefined });
find('shop').onchange = open;
setInterval(list, 3000);

const session = await fetch('/demo/session');
shops = session.ok ? await session.json() : [];
if (shops.length === 0) say(words().noDemo);
else {
  find('shop').replaceChildren(...shops.map((one) => new Option(one.title, one.shop)));
  open();
}
