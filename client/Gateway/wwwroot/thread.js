// One thread on the screen: every sequence once and in order; text goes in as text, never as markup.
import { drawParts } from './parts.js';

export class Thread {
  last = 0; view = null; proposals = []; place = null; ratings = new Map();
  #confirmed = 0; #confirming = 0; #messages = []; #pending = []; #items = new Map();

  constructor(onConfirm) { this.onConfirm = onConfirm; }

  take(messages, view) {
    for (const message of messages ?? []) {
      if (message.sequence <= this.last) continue;
      this.last = message.sequence;
      this.#messages.push(message);
      this.#pending = this.#pending.filter((line) => line.clientId !== message.clientId);
    }
    if (view && !(view.version <= this.view?.version)) this.view = view;
    if (this.view?.phase !== 'waiting') this.place = null;
    if (this.last > this.#confirmed) this.#confirmSoon();
  }

  reconnected() { this.#confirmed = 0; }

  pend(clientId, text, author) { this.#pending.push({ clientId, text, author, kind: 'text', at: new Date().toISOString() }); }

  drop(clientId) { this.#pending = this.#pending.filter((line) => line.clientId !== clientId); }

  // Up to three for one message, the best first; those for a newer message replace them.
  propose(proposal) {
    if (proposal.forSequence > (this.proposals[0]?.forSequence ?? -1)) this.proposals = [];
    if (proposal.forSequence < this.proposals[0]?.forSequence) return;
    this.proposals = [...this.proposals.filter((one) => one.entryId !== proposal.entryId), proposal].sort((a, b) => (a.rank ?? 1) - (b.rank ?? 1)).slice(0, 3);
  }

  // Lines that stand already stay the elements they are: what plays goes on, what has the focus keeps it.
  draw(list, mine, words, choose, rate) {
    const lines = [...this.#messages, ...this.#pending];
    let at = list.firstElementChild;
    let added = false;
    for (const message of lines) {
      const old = this.#items.get(message.sequence ?? message.clientId)?.item;
      const item = this.#item(message, mine, words, choose, rate);
      if (old && old !== item) {
        if (old === at) at = at.nextElementSibling;
        old.remove();
      }
      if (item === at) at = at.nextElementSibling;
      else { added ||= !old || (old === item && !item.isConnected); list.insertBefore(item, at); }
    }
    while (at) { const next = at.nextElementSibling; at.remove(); at = next; }
    if (added) list.scrollTop = list.scrollHeight;
  }

  #item(message, mine, words, choose, rate) {
    const key = message.sequence ?? message.clientId;
    const rated = this.ratings.get(message.sequence);
    const known = this.#items.get(key);
    if (known?.words === words && known.rated === rated) return known.item;
    const item = drawLine(message, mine, words, choose, rate, rated);
    this.#items.set(key, { item, words, rated });
    return item;
  }

  #confirmSoon() {
    if (this.#confirming) return;
    this.#confirming = setTimeout(() => {
      this.#confirming = 0;
      this.#confirmed = this.last;
      this.onConfirm(this.last);
    }, 200);
  }
}

function drawLine(message, mine, words, choose, rate, rated) {
  const item = document.getElementById('line').content.cloneNode(true).querySelector('li');
  item.className = message.author;
  if (message.author === mine) item.classList.add('mine');
  if (message.machine) item.classList.add('machine');
  if (message.sequence === undefined) item.classList.add('pending');
  else item.dataset.sequence = message.sequence;
  item.querySelector('.author').textContent = nameOf(message, mine, words);
  const time = item.querySelector('time');
  time.dateTime = message.at;
  time.textContent = new Date(message.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  item.querySelector('.text').textContent = message.kind === 'notice' ? noticeOf(message, words) : message.text;
  item.querySelector('.parts').append(...drawParts(message.parts, words, choose));
  for (const suggestion of choose ? message.suggestions ?? [] : []) item.querySelector('.suggestions').append(button(suggestion.question, () => choose(suggestion.question)));
  if (rate && message.author === 'bot' && message.kind === 'answer') {
    for (const helpful of [true, false]) {
      const thumb = button(helpful ? '👍' : '👎', () => rate(message.sequence, helpful));
      thumb.dataset.helpful = helpful;
      thumb.ariaLabel = helpful ? words.helpful : words.notHelpful;
      thumb.title = thumb.ariaLabel;
      thumb.ariaPressed = `${rated === helpful}`;
      item.querySelector('.thumbs').append(thumb);
    }
  }
  return item;
}

function button(text, click) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.onclick = click;
  return made;
}

function nameOf(message, mine, words) {
  if (message.machine) return words.beside;
  if (message.author === mine) return words.me;
  return message.authorName ?? { bot: words.bot, agent: words.agent, customer: words.customer }[message.author] ?? '';
}

function noticeOf(message, words) {
  return (words.notices[message.notice] ?? message.text).replace('{name}', message.authorName ?? words.agent);
}
