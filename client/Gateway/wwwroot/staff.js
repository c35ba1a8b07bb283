// What staff do among themselves on the desk: internal lines, consults, transfers to people and outside. Nothing here is ever the customer's.
import { newId } from './link.js';

const texts = {
  zh: {
    title: '内部（客户看不到）', say: '内部发言', agent: '同事编号', ask: '请同事协助', to: '转给同事', party: '外部方', outside: '转外部', complete: '交给他', cancel: '结束协助', leave: '离开',
    asks: (c) => `${c.byName ?? c.by} 请您协助${c.question ? '：' + c.question : ''}`, join: '加入', decline: '不方便',
    consult: (c) => `协助：${c.name ?? c.colleague ?? c.party}（${{ asked: '等待应答', joined: '已加入', away: '暂时掉线' }[c.phase] ?? c.phase}）`, outsideNow: (o) => `已转外部：${o.title}`,
    kinds: { whisper: '主管悄悄话', consult: '协助', note: '备注', party: '外部方', system: '' },
  },
  en: {
    title: 'Internal (the customer does not see this)', say: 'Say internally', agent: 'Colleague’s id', ask: 'Consult', to: 'Transfer to', party: 'Outside party', outside: 'Send outside', complete: 'Hand over', cancel: 'End consult', leave: 'Leave',
    asks: (c) => `${c.byName ?? c.by} asks you${c.question ? ': ' + c.question : ''}`, join: 'Join', decline: 'Decline',
    consult: (c) => `Consult: ${c.name ?? c.colleague ?? c.party} (${c.phase})`, outsideNow: (o) => `Sent outside: ${o.title}`,
    kinds: { whisper: 'whisper', consult: 'consult', note: 'note', party: 'outside', system: '' },
  },
};

export class StaffBox {
  #ask; #threads = new Map(); #invitations = new Map(); #conversation = null; #view = null; #me = null; #parts = {};

  constructor(root, ask) {
    this.#ask = ask;
    const make = (tag, className, parent) => { const made = document.createElement(tag); made.className = className; parent.append(made); return made; };
    const box = document.createElement('section');
    box.className = 'staff';
    root.insertBefore(box, root.querySelector('[data-write]'));
    this.#parts = { box, invitations: make('div', 'offers', box), title: make('p', 'source', box), state: make('p', 'source', box), lines: make('ol', 'internal', box) };
    const bar = make('form', 'actions', box);
    bar.onsubmit = (event) => { event.preventDefault(); this.#say(); };
    this.#parts.text = make('input', 'wide', bar);
    this.#parts.who = make('input', '', bar);
    for (const name of ['say', 'ask', 'to', 'outside', 'complete', 'cancel', 'leave']) {
      const button = make('button', '', bar);
      button.type = name === 'say' ? 'submit' : 'button';
      button.dataset.staff = name;
      if (name !== 'say') button.onclick = () => this.#do(name);
      this.#parts[name] = button;
    }
    this.#parts.text.maxLength = 2000;
  }

  clear() { this.#threads.clear(); this.#invitations.clear(); }

  take(frame) {
    if (frame.type === 'consulted') {
      this.#invitations.delete(frame.consulted.conversation);
      if (!frame.consulted.ended) this.#invitations.set(frame.consulted.conversation, frame.consulted);
    }
    if (frame.type !== 'staff') return;
    const known = this.#threads.get(frame.conversation) ?? { staff: null, lines: new Map() };
    if (frame.staff && !(frame.staff.version <= known.staff?.version)) known.staff = frame.staff;
    for (const line of frame.lines ?? []) known.lines.set(line.number, line);
    this.#threads.set(frame.conversation, known);
  }

  draw(conversation, view, me) {
    [this.#conversation, this.#view, this.#me] = [conversation, view, me];
    const words = texts[document.documentElement.lang] ?? texts.en;
    const p = this.#parts;
    const known = this.#threads.get(conversation);
    const consult = known?.staff?.consult;
    const owns = view?.phase === 'agent' && view.agent === me;
    const guest = Boolean(consult && consult.colleague === me && !owns);
    p.box.hidden = !view && this.#invitations.size === 0;
    p.title.textContent = words.title;
    p.state.textContent = [consult && words.consult(consult), known?.staff?.outside && words.outsideNow(known.staff.outside)].filter(Boolean).join(' · ');
    p.text.placeholder = words.say;
    p.who.placeholder = `${words.agent} / ${words.party}`;
    for (const name of ['say', 'ask', 'to', 'outside', 'complete', 'cancel', 'leave']) p[name].textContent = words[name];
    p.say.disabled = !(owns || guest);
    for (const name of ['to', 'outside']) p[name].hidden = !owns;
    p.ask.hidden = !owns || Boolean(consult);
    p.who.hidden = !owns;
    p.complete.hidden = !owns || consult?.phase !== 'joined' || !consult?.colleague;
    p.cancel.hidden = !owns || !consult;
    p.leave.hidden = !guest;
    p.invitations.replaceChildren(...[...this.#invitations.values()].map((one) => this.#invitation(one, words)));
    const lines = [...(known?.lines.values() ?? [])].sort((a, b) => a.number - b.number);
    p.lines.replaceChildren(...lines.map((line) => {
      const item = document.createElement('li');
      item.className = line.kind;
      item.textContent = `${[words.kinds[line.kind] ?? line.kind, line.fromName ?? (line.role === 'system' ? '' : line.from)].filter(Boolean).join(' · ')} ${line.text}`.trim();
      return item;
    }));
    p.lines.scrollTop = p.lines.scrollHeight;
  }

  #invitation(one, words) {
    const card = document.createElement('div');
    card.className = 'offer';
    const text = document.createElement('p');
    text.textContent = words.asks(one);
    card.append(text);
    for (const [label, type] of [[words.join, 'join'], [words.decline, 'leave']]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.staff = type === 'join' ? 'join' : 'decline';
      button.textContent = label;
      button.onclick = () => { this.#invitations.delete(one.conversation); this.#ask({ type, id: newId(), conversation: one.conversation }); };
      card.append(button);
    }
    return card;
  }

  async #say() {
    const text = this.#parts.text.value.trim();
    if (!text || !this.#view) return;
    await this.#send('internal', { text });
    this.#parts.text.value = '';
  }

  #do(name) {
    const who = this.#parts.who.value.trim();
    const text = this.#parts.text.value.trim() || undefined;
    const commands = {
      ask: () => who && this.#send('consult', { agent: who, question: text }),
      to: () => who && this.#send('transfer', { agent: who, why: text }),
      outside: () => who && this.#send('send-outside', { party: who, close: false, note: text }),
      complete: () => this.#send('consult-end', { complete: true }),
      cancel: () => this.#send('consult-end', { complete: false }),
      leave: () => this.#send('leave', {}),
    };
    commands[name]();
  }

  #send(type, more) { return this.#ask({ type, id: newId(), conversation: this.#conversation, epoch: this.#view.epoch, ...more }); }
}
