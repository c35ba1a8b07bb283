// The blocks below a message: pictures, videos, product cards, links, buttons. Everything from the server is set as text or as a checked
// address, never as markup; what is not known or not safe is left out.

// An address that may be shown or opened: https, or a path on this page's own origin. The server checks too.
export function safeUrl(text) {
  if (typeof text !== 'string' || text.length === 0 || text.length > 1000 || /[\s\\\u0000-\u001f\u007f]/.test(text)) return null;
  if (text[0] === '/') return text[1] === '/' ? null : text;
  let url;
  try { url = new URL(text); } catch { return null; }
  return url.protocol === 'https:' && !url.username && !url.password ? url.href : null;
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function anchor(url, text) {
  const link = make('a', '', text);
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

function image(url, alt) {
  const picture = make('img');
  picture.loading = 'lazy';
  picture.decoding = 'async';
  picture.alt = alt ?? '';
  picture.onerror = () => picture.remove();
  picture.src = url;
  return picture;
}

const draw = {
  text: (part) => part.text && make('p', 'part', part.text),
  picture: (part, words) => {
    const url = safeUrl(part.url);
    if (!url) return null;
    const figure = make('figure', 'part picture');
    figure.append(image(url, part.text ?? words.picture));
    if (part.text) figure.append(make('figcaption', '', part.text));
    return figure;
  },
  video: (part, words) => {
    const url = safeUrl(part.url);
    if (!url) return null;
    const figure = make('figure', 'part video');
    const video = make('video');
    video.controls = true;
    video.preload = 'none';
    video.playsInline = true;
    video.ariaLabel = part.title ?? words.video;
    const still = safeUrl(part.picture);
    if (still) video.poster = still;
    video.src = url;
    figure.append(video);
    if (part.title) figure.append(make('figcaption', '', part.title));
    return figure;
  },
  product: (part) => {
    if (!part.title) return null;
    const card = make('article', 'part card');
    const still = safeUrl(part.picture);
    if (still) card.append(image(still, ''));
    const body = make('div');
    const url = safeUrl(part.url);
    const title = make('p', 'title');
    title.append(url ? anchor(url, part.title) : part.title);
    body.append(title);
    if (part.price) body.append(make('p', 'price', part.price));
    if (part.text) body.append(make('p', 'why', part.text));
    card.append(body);
    return card;
  },
  link: (part) => {
    const url = safeUrl(part.url);
    if (!url) return null;
    const line = make('p', 'part link-part');
    line.append(anchor(url, part.title ?? part.text ?? url));
    return line;
  },
  // say is given where the reader may act: on the customer's side. To the agent the buttons are shown, and do nothing.
  buttons: (part, words, say) => {
    const row = make('div', 'part buttons');
    for (const one of part.buttons ?? []) {
      if (!one?.label) continue;
      const url = safeUrl(one.url);
      if (one.url) {
        if (url) row.append(Object.assign(anchor(url, one.label), { className: 'button' }));
        continue;
      }
      const button = make('button', '', one.label);
      button.type = 'button';
      button.disabled = !say;
      button.onclick = () => say?.(one.say ?? one.label);
      row.append(button);
    }
    return row.childElementCount ? row : null;
  },
};

// The elements of a message's parts, in order.
export function drawParts(parts, words, say) {
  if (!Array.isArray(parts)) return [];
  return parts.map((part) => (Object.hasOwn(draw, part?.kind) ? draw[part.kind](part, words, say) : null)).filter(Boolean);
}
