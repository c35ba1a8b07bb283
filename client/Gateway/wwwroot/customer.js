// The customer's side.
import { Link, newId } from './link.js';
import { Thread } from './thread.js';

export class Customer {
  #root; #words; #link; #thread; #shop; #rated = 0; #greeting = ''; #typing = 0; #typed = 0;

  constructor(root) {
    this.#root = root;
    const write = root.querySelector('[data-write]');
    write.onsubmit = (event) => { event.preventDefault(); this.#post(write.text.value); write.reset(); };
    write.text.onkeydown = (event) => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); write.requestSubmit(); } };
    write.text.oninput = () => { if (Date.now() - this.#typed > 2000) { this.#typed = Date.now(); this.#link?.send({ type: 'typing' }); } };
    root.querySelector('[data-do=human]').onclick = () => this.#ask({ type: 'human' });
    root.querySelector('[data-do=close]').onclick = () => this.#ask({ type: 'close' });
    root.querySelector('[data-do=fresh]').onclick = () => this.onFresh?.();
    const rating = root.querySelector('[data-rating]');
    rating.onsubmit = (event) => event.preventDefault();
    for (let stars = 1; stars <= 5; stars++) {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.stars = stars;
      button.textContent = '★';
      button.ariaLabel = `${stars}`;
      button.onclick = () => this.#rate(stars, rating.comment.value);
      rating.querySelector('.stars').append(button);
    }
  }

  open(shop, words) {
    this.#link?.end();
    [this.#shop, this.#words, this.#rated] = [shop, words, 0];
    this.#thread = new Thread((sequence) => this.#link.send({ type: 'confirm', sequence }));
    const thread = this.#thread;
    const hello = () => ({ type: 'hello', token: shop.visitorToken, channel: 'web', after: thread.last, context: { page: location.pathname, language: shop.language, product: new URLSearchParams(location.search).get('product')?.slice(0, 256) } });
    this.#link = new Link('/ws/v1/customer', hello, (frame) => thread === this.#thread && this.#receive(frame), (state, bye) => thread === this.#thread && this.#state(state, bye));
    this.draw(words);
  }

  draw(words) {
    this.#words = words;
    const view = this.#thread?.view;
    const phase = view?.phase ?? 'new';
    const find = (name) => this.#root.querySelector(name);
    this.#thread?.draw(find('[data-thread]'), 'customer', words, (question) => this.#post(question), (sequence, helpful) => this.#rateAnswer(sequence, helpful));
    find('[data-phase]').textContent = words.phases[phase] ?? phase;
    find('[data-phase]').dataset.phase = phase;
    find('[data-greeting]').textContent = this.#greeting;
    find('[data-greeting]').hidden = !this.#greeting || this.#thread?.last > 0;
    const place = this.#thread?.place;
    find('[data-place]').hidden = !place;
    if (place) find('[data-place]').textContent = words.place(place);
    find('[data-rating]').hidden = phase !== 'closed' || Boolean(view?.rating) || this.#rated === view?.episode;
    find('[data-do=human]').disabled = phase === 'waiting' || phase === 'agent';
    find('[data-do=close]').disabled = phase === 'new' || phase === 'closed';
    find('[data-samples]').replaceChildren(...(this.#thread?.last > 6 ? [] : this.#shop?.samples ?? []).map((sample) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = sample;
      button.onclick = () => this.#post(sample);
      return button;
    }));
    find('[data-typing]').hidden = Date.now() - this.#typing > 3000;
    find('[data-typing]').textContent = words.typing;
  }

  #receive(frame) {
    if (frame.type === 'welcome') { this.#thread.reconnected(); this.#thread.take([], frame.view); this.#thread.place = frame.place ?? null; this.#greeting = frame.greeting ?? ''; }
    else if (frame.type === 'push' || frame.type === 'messages') this.#thread.take(frame.messages, frame.view);
    else if (frame.type === 'place') this.#thread.place = frame;
    else if (frame.type === 'typing') { this.#typing = Date.now(); setTimeout(() => this.draw(this.#words), 3100); }
    else if (frame.view) this.#thread.take([], frame.view);
    this.draw(this.#words);
  }

  #state(state, bye) {
    const link = this.#root.querySelector('[data-link]');
    link.className = `link ${{ connected: 'on', ended: 'off' }[state] ?? ''}`;
    link.textContent = this.#words[state];
    link.title = bye ? `${bye.message} ${bye.do}` : '';
  }

  async #post(text) {
    if (!text.trim()) return;
    const id = newId();
    this.#thread.pend(id, text, 'customer');
    this.draw(this.#words);
    try { await this.#link.ask({ type: 'post', messages: [{ id, text }] }); } catch { this.#thread.drop(id); this.draw(this.#words); }
  }

  async #ask(frame) {
    try { await this.#link.ask(frame); } catch { /* the view that came with the refusal is on the screen */ }
  }

  async #rateAnswer(sequence, helpful) {
    const ratings = this.#thread.ratings;
    const before = ratings.get(sequence);
    if (before === helpful) return;
    try {
      await this.#link.ask({ type: 'rate-answer', sequence, helpful });
      ratings.set(sequence, helpful);
    } catch { /* the thumb stays as it was */ }
    this.draw(this.#words);
    this.#root.querySelector(`[data-sequence="${sequence}"] [data-helpful=${helpful}]`)?.focus();
  }

  async #rate(stars, comment) {
    const episode = this.#thread.view?.episode;
    await this.#ask({ type: 'rate', stars, comment: comment || undefined });
    this.#rated = episode;
    this.#root.querySelector('[data-rating]').reset();
    this.draw(this.#words);
  }
}
