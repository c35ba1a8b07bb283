// The agent's side.
import { Link, newId } from './link.js';
import { drawOrder, orderContext, orderTitle } from './orders.js';
import { StaffBox } from './staff.js';
import { Thread } from './thread.js';

export class Agent {
  #root; #words; #link; #me = null; #threads = new Map(); #orders = new Map(); #offers = new Map(); #current = null; #typing = 0; #typed = 0; #desk = 0; #edited = null; #shown = null; #shownIn = null; #staff;

  constructor(root) {
    this.#root = root;
    this.#staff = new StaffBox(root, (frame) => this.#ask(frame));
    const write = root.querySelector('[data-write]');
    write.onsubmit = (event) => {
      event.preventDefault();
      const edited = this.#edited?.conversation === this.#current ? this.#edited.entryId : undefined;
      this.#edited = null;
      this.#post(write.text.value, edited);
      write.reset();
    };
    write.text.onkeydown = (event) => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); write.requestSubmit(); } };
    write.text.oninput = () => { if (this.#current && Date.now() - this.#typed > 2000) { this.#typed = Date.now(); this.#link?.send({ type: 'typing', conversation: this.#current }); } };
    for (const button of root.querySelectorAll('[data-intent]')) button.onclick = () => this.#ask({ type: 'presence', intent: button.dataset.intent, ...(button.dataset.intent === 'online' ? {} : { reason: this.#root.querySelector('[data-reason]').value || undefined }) });
    root.querySelector('[data-ready]').onclick = () => this.#ask({ type: 'ready' });
    root.querySelector('[data-do=back]').onclick = () => this.#command('hand-back');
    root.querySelector('[data-do=end]').onclick = () => this.#order ? this.#endOrder() : this.#command('close');
    root.querySelector('[data-do=mute]').onclick = () => this.#command('mute', { muted: !this.#thread?.view?.assistantMuted });
    setInterval(() => this.#offers.size && this.draw(this.#words), 1000);
  }

  get #thread() { return this.#threads.get(this.#current); }

  get #order() { return this.#orders.get(this.#current); }

  open(token, words) {
    this.#link?.end();
    this.#threads.clear();
    this.#offers.clear();
    this.#staff.clear();
    [this.#me, this.#current, this.#words] = [null, null, words];
    const hello = () => ({ type: 'hello', token, threads: [...this.#threads].filter(([, t]) => t.view?.phase === 'agent').map(([conversation, t]) => ({ conversation, after: t.last })) });
    const desk = ++this.#desk;
    this.#link = new Link('/ws/v1/agent', hello, (frame) => desk === this.#desk && this.#receive(frame), (state, bye) => desk === this.#desk && this.#state(state, bye));
    this.#ask({ type: 'presence', intent: 'online' });
    this.draw(words);
  }

  draw(words) {
    this.#words = words;
    const find = (name) => this.#root.querySelector(name);
    const thread = this.#thread;
    const serving = thread?.view?.phase === 'agent' && (!this.#me || thread.view.agent === this.#me.id);
    this.#staff.draw(this.#current, thread?.view, this.#me?.id);
    find('[data-load]').textContent = this.#me ? [words.load(this.#me), this.#me.forced ? words.forced(this.#me.forced) : this.#me.drain ? words.draining(this.#me.drain) : words.why[this.#me.reason] ?? this.#me.reason].filter(Boolean).join(' · ') : '';
    for (const button of this.#root.querySelectorAll('[data-intent]')) button.ariaPressed = `${button.dataset.intent === (this.#me?.forced ?? this.#me)?.intent}`;
    const reason = find('[data-reason]');
    const choices = this.#me?.reasons ? [['', words.why['']], ...this.#me.reasons.map((value) => [value, words.why[value] ?? value])] : Object.entries(words.why);
    const drawn = JSON.stringify(choices);
    if (reason.dataset.words !== drawn) reason.replaceChildren(...choices.map(([value, text]) => new Option(text, value)));
    reason.dataset.words = drawn;
    reason.ariaLabel = words.why[''];
    if (document.activeElement !== reason && choices.some(([value]) => value && value === this.#me?.reason)) reason.value = this.#me.reason;
    const wrapUps = this.#me?.wrapUps ?? [];
    find('[data-ready]').hidden = wrapUps.length === 0;
    find('[data-ready]').textContent = words.ready(wrapUps.length);
    find('[data-offers]').replaceChildren(...[...this.#offers.values()].map((offer) => this.#drawOffer(offer, words)));
    const tabs = [...this.#threads].map(([conversation, tab], index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.role = 'tab';
      button.ariaSelected = `${conversation === this.#current}`;
      button.textContent = `${tab.view?.context?.name ?? `${words.chat} ${index + 1}`} · ${words.phases[tab.view?.phase] ?? ''}`;
      button.onclick = () => { this.#current = conversation; this.draw(this.#words); };
      return button;
    });
    find('[data-tabs]').replaceChildren(...tabs, ...[...this.#orders.values()].map((order) => this.#drawTab(order, words)));
    const view = thread?.view;
    find('[data-context]').hidden = !view;
    find('[data-context]').textContent = view ? [words.reasons[view.reason] ?? view.reason, view.topic, view.context?.page, view.context?.product, view.context?.order, view.rating ? words.rated(view.rating) : ''].filter(Boolean).join(' · ') : '';
    const order = this.#order;
    if (order) {
      find('[data-context]').hidden = false;
      find('[data-context]').textContent = orderContext(order, words);
      drawOrder(find('[data-thread]'), order);
    } else if (thread) thread.draw(find('[data-thread]'), 'agent', words);
    else find('[data-thread]').replaceChildren();
    const proposals = serving ? thread.proposals : [];
    find('[data-proposals]').hidden = proposals.length === 0;
    if (this.#shown !== proposals || this.#shownIn !== words) find('[data-proposed]').replaceChildren(...proposals.map((one) => this.#drawProposal(one, words)));
    [this.#shown, this.#shownIn] = [proposals, words];
    find('[data-do=mute]').textContent = view?.assistantMuted ? words.unmute : words.mute;
    find('[data-typing]').hidden = Date.now() - this.#typing > 3000;
    find('[data-typing]').textContent = words.typing;
    for (const name of ['[data-do=back]', '[data-do=end]', '[data-do=mute]', '.write button', '.write textarea']) find(name).disabled = !serving;
    for (const name of ['[data-do=end]', '.write button', '.write textarea']) if (order) find(name).disabled = false;
    find('[data-do=end]').textContent = order ? words.endOrder : words.end;
    find('.write textarea').placeholder = order ? words.note : words.reply;
  }

  #drawTab(order, words) {
    const button = document.createElement('button');
    button.type = 'button';
    button.role = 'tab';
    button.dataset.order = order.number;
    button.ariaSelected = `${order.work === this.#current}`;
    button.textContent = orderTitle(order, words);
    button.onclick = () => { this.#current = order.work; this.draw(this.#words); };
    return button;
  }

  #takeOrder(order) {
    if (order.phase === 'owned') this.#orders.set(order.work, order);
    else this.#orders.delete(order.work);
    for (const [id, offer] of this.#offers) if (offer.conversation === order.work) this.#offers.delete(id);
    if (order.phase === 'owned' && this.#thread?.view?.phase !== 'agent' && !this.#order) this.#current = order.work;
  }

  async #endOrder() {
    const { work, epoch } = this.#order;
    await this.#ask({ type: 'close', conversation: work, epoch });
  }

  // What might be said, where it comes from and how sure that is; sent as it stands, or put where it can be changed first.
  #drawProposal(proposal, words) {
    const item = document.createElement('li');
    const text = document.createElement('p');
    text.className = 'proposed';
    text.textContent = proposal.text;
    const source = document.createElement('p');
    source.className = 'source';
    source.textContent = words.source(proposal.question || proposal.entryId, Math.round(proposal.confidence * 100));
    const actions = document.createElement('div');
    actions.className = 'actions';
    for (const [label, look, name, click] of [[words.useIt, 'main', 'propose', () => this.#post(proposal.text, proposal.entryId)], [words.edit, '', 'edit', () => this.#edit(proposal)]]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = look;
      button.dataset.do = name;
      button.textContent = label;
      button.onclick = click;
      actions.append(button);
    }
    item.append(text, source, actions);
    return item;
  }

  #edit(proposal) {
    const write = this.#root.querySelector('[data-write]');
    this.#edited = { conversation: this.#current, entryId: proposal.entryId };
    write.text.value = proposal.text;
    write.text.focus();
  }

  #drawOffer(offer, words) {
    const card = document.createElement('div');
    card.className = 'offer';
    const text = document.createElement('p');
    text.textContent = words.offer(offer);
    const small = document.createElement('small');
    small.textContent = ` ${words.reasons[offer.reason] ?? offer.reason} · ${words.seconds(Math.max(0, Math.ceil((new Date(offer.until) - Date.now()) / 1000)))}`;
    text.append(small);
    card.append(text, this.#button(words.accept, 'main', 'accept', () => this.#accept(offer)), this.#button(words.decline, '', 'decline', () => this.#ask({ type: 'decline', offer: offer.offer })));
    return card;
  }

  #button(text, look, name, click) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = look;
    button.dataset.offer = name;
    button.textContent = text;
    button.onclick = () => { button.disabled = true; click(); };
    return button;
  }

  #receive(frame) {
    if (frame.type === 'welcome') {
      for (const thread of this.#threads.values()) thread.reconnected();
      this.#offers.clear();
    }
    if (frame.agent) this.#see(frame.agent);
    if (frame.type === 'offer') this.#offers.set(frame.offer.offer, frame.offer);
    if (frame.type === 'offer-gone') this.#offers.delete(frame.offer);
    if (frame.type === 'push' || frame.type === 'messages') this.#of(frame.conversation).take(frame.messages, frame.view);
    else if (frame.workOrder) this.#takeOrder(frame.workOrder);
    else if (frame.view) this.#of(frame.view.conversation).take([], frame.view);
    this.#staff.take(frame);
    if (frame.type === 'proposal') this.#of(frame.conversation).propose(frame.proposal);
    if (frame.type === 'typing') { this.#typing = Date.now(); setTimeout(() => this.draw(this.#words), 3100); }
    for (const [id, offer] of this.#offers) if (this.#threads.get(offer.conversation)?.view?.phase === 'agent') this.#offers.delete(id);
    this.draw(this.#words);
  }

  #see(me) {
    if (me.version < this.#me?.version) return;
    this.#me = me;
    this.#offers = new Map(me.offers.map((offer) => [offer.offer, offer]));
    for (const work of this.#orders.keys()) if (!me.holds.some((hold) => hold.conversation === work)) this.#orders.delete(work);
  }

  #of(conversation) {
    if (!this.#threads.has(conversation)) {
      this.#threads.set(conversation, new Thread((sequence) => this.#link.send({ type: 'confirm', conversation, sequence })));
      if (this.#thread?.view?.phase !== 'agent') this.#current = conversation;
    }
    return this.#threads.get(conversation);
  }

  #state(state, bye) {
    const link = this.#root.querySelector('[data-link]');
    link.className = `link ${{ connected: 'on', ended: 'off' }[state] ?? ''}`;
    link.textContent = this.#words[state];
    link.title = bye ? `${bye.message} ${bye.do}` : '';
  }

  async #post(text, proposal) {
    if (this.#order && text.trim()) return this.#ask({ type: 'note', conversation: this.#current, text });
    const thread = this.#thread;
    if (!text.trim() || !thread?.view) return;
    const id = newId();
    thread.proposals = [];
    thread.pend(id, text, 'agent');
    this.draw(this.#words);
    try {
      await this.#link.ask({ type: 'post', conversation: this.#current, epoch: thread.view.epoch, messages: [{ id, text }], proposal });
    } catch { thread.drop(id); this.draw(this.#words); }
  }

  async #accept(offer) {
    await this.#ask({ type: 'accept', offer: offer.offer });
    if (this.#threads.has(offer.conversation) || this.#orders.has(offer.conversation)) this.#current = offer.conversation;
    this.draw(this.#words);
  }

  #command(type, more = {}) {
    if (this.#thread?.view) this.#ask({ type, conversation: this.#current, epoch: this.#thread.view.epoch, ...more });
  }

  async #ask(frame) {
    try { await this.#link.ask(frame); } catch (refusal) {
      if (frame.offer && refusal?.code === 'offer-gone') this.#offers.delete(frame.offer);
      this.draw(this.#words);
    }
  }
}
