// What is asked now, on the supervisor's page: bursts first; a click on a topic shows its conversations.
import { texts } from './texts.js';

const every = 1000; // a delta comes each second

export class TopicsBoard {
  #shop; #watch; #parts; #open = null;

  // shop() is the shop in hand with its token, watch(conversation) opens one.
  constructor(parts, shop, watch) {
    [this.#parts, this.#shop, this.#watch] = [parts, shop, watch];
    parts.window.onchange = () => this.#read();
    this.#loop();
  }

  clear() {
    this.#open = null;
    this.#parts.list.replaceChildren();
  }

  async #loop() {
    if (!document.hidden) await this.#read().catch(() => {});
    setTimeout(() => this.#loop(), every);
  }

  async #get(path) {
    const shop = this.#shop();
    const answer = shop && await fetch(path, { headers: { Authorization: `Bearer ${shop.supervisorToken}` } });
    return answer?.ok && shop === this.#shop() ? answer.json() : null;
  }

  async #read() {
    const shop = this.#shop();
    if (!shop) return;
    const page = await this.#get(`/api/v1/shops/${encodeURIComponent(shop.shop)}/topics?window=${this.#parts.window.value}&max=8`);
    if (!page) return;
    const topic = page.topics.find((one) => one.topic === this.#open);
    const found = topic && await this.#get(topic.conversations);
    this.#draw(page, found?.conversations ?? []);
  }

  #draw(page, conversations) {
    const words = (texts[document.documentElement.lang] ?? texts.en).topics;
    this.#parts.title.textContent = words.title;
    this.#parts.note.textContent = page.asked === 0 ? words.nothing : words.asked(page);
    this.#parts.list.replaceChildren(...page.topics.map((topic) => {
      const item = document.createElement('li');
      item.className = topic.burst ? 'burst' : '';
      item.dataset.topic = topic.topic;
      item.append(this.#button(words.topic(topic), topic.topic === this.#open, () => { this.#open = this.#open === topic.topic ? null : topic.topic; this.#read(); }));
      if (topic.topic === this.#open) for (const one of conversations) item.append(this.#button(one.conversation, false, () => this.#watch(one.conversation)));
      return item;
    }));
  }

  #button(text, pressed, act) {
    const button = document.createElement('button');
    button.type = 'button';
    button.ariaPressed = `${pressed}`;
    button.textContent = text;
    button.onclick = act;
    return button;
  }
}
