// The demo page: a customer and an agent of the same shop, side by side.
import { Agent } from './agent.js';
import { Customer } from './customer.js';
import { texts } from './texts.js';

const customer = new Customer(document.getElementById('customer'));
const agent = new Agent(document.getElementById('agent'));
const chooseShop = document.getElementById('shop');
const chooseAgent = document.querySelector('[data-agents]');
let language = navigator.language.startsWith('zh') ? 'zh' : 'en';
let shops = [];

const words = () => texts[language];
const shop = () => shops[chooseShop.selectedIndex];

function speak(next) {
  language = next in texts ? next : 'en';
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = words()[element.dataset.text];
  for (const element of document.querySelectorAll('[data-placeholder]')) element.placeholder = words()[element.dataset.placeholder];
  for (const button of document.querySelectorAll('[data-language]')) button.ariaPressed = `${button.dataset.language === language}`;
}

function redraw() {
  customer.draw(words());
  agent.draw(words());
}

function openShop() {
  speak(shop().language);
  chooseAgent.replaceChildren(...shop().agents.map((one) => new Option(one.agent)));
  customer.open(shop(), words());
  agent.open(shop().agents[0].token, words());
}

async function load() {
  const answer = await fetch('/demo/session');
  return answer.ok ? answer.json() : [];
}

for (const button of document.querySelectorAll('[data-language]')) button.onclick = () => { speak(button.dataset.language); redraw(); };
chooseShop.onchange = openShop;
chooseAgent.onchange = () => agent.open(shop().agents[chooseAgent.selectedIndex].token, words());
customer.onFresh = async () => {
  const fresh = await load();
  shop().visitorToken = fresh[chooseShop.selectedIndex].visitorToken;
  customer.open(shop(), words());
};

speak(language);
shops = await load();
if (shops.length === 0) {
  const setup = document.getElementById('setup');
  setup.hidden = false;
  setup.textContent = words().noDemo;
} else {
  chooseShop.replaceChildren(...shops.map((one) => new Option(one.title, one.shop)));
  openShop();
}
