// A work order, review or call-back on the agent's desk: what it is about, its deadlines, its notes.
const line = (text, className) => {
  const item = document.createElement('li');
  const body = document.createElement('div');
  item.className = className;
  body.className = 'text';
  body.textContent = text;
  item.append(body);
  return item;
};

const at = (time) => new Date(time).toLocaleString([], { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

export const orderTitle = (order, words) => `${words.kinds[order.kind] ?? order.kind} · ${order.title}`;

export const orderContext = (order, words) => [
  words.kinds[order.kind] ?? order.kind, order.number, order.stars ? words.rated(order.stars) : '', order.customerName, order.orderNumber, order.topic,
  order.firstReplyDue ? words.replyBy(at(order.firstReplyDue)) : '', order.resolutionDue ? words.doneBy(at(order.resolutionDue)) : '', ...order.missed.map((one) => words.missed[one] ?? one),
].filter(Boolean).join(' · ');

export function drawOrder(list, order) {
  const about = [order.title, order.details].filter(Boolean).map((text) => line(text, 'customer'));
  const notes = order.notes.map((note) => line(`${at(note.at)} ${note.by}: ${note.text}`, 'agent'));
  list.replaceChildren(...about, ...notes, ...(order.result ? [line(order.result, 'notice')] : []));
}
