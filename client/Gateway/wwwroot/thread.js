// One thread on the screen: every sequence once and in order; text goes in as text, never as markup.
export class Thread {
  last = 0; view = null; proposal = null; place = null;
  #confirmed = 0; #confirming = 0; #messages = []; #pending = [];

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

  draw(list, mine, words, choose) {
    const template = document.getElementById('line');
    const lines = [...this.#messages, ...this.#pending];
    list.replaceChildren(...lines.map((message) => {
      const item = template.content.cloneNode(true).querySelector('li');
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
      for (const suggestion of choose ? message.suggestions ?? [] : []) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = suggestion.question;
        button.onclick = () => choose(suggestion.question);
        item.querySelector('.suggestions').append(button);
      }
      return item;
    }));
    list.scrollTop = list.scrollHeight;
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

function nameOf(message, mine, words) {
  if (message.machine) return words.beside;
  if (message.author === mine) return words.me;
  return message.authorName ?? { bot: words.bot, agent: words.agent, customer: words.customer }[message.author] ?? '';
}

function noticeOf(message, words) {
  return (words.notices[message.notice] ?? message.text).replace('{name}', message.authorName ?? words.agent);
}
