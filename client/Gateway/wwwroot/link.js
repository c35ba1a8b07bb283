// A socket that stays: hello first, ping, reconnect with jitter, moves when its gateway goes down, unanswered frames again with the
// same ids (docs/protocol.md).
const lossSpread = 5_000;
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('');

export class Link {
  #path; #hello; #receive; #tell; #socket = null; #waiting = new Map(); #failures = 0; #ended = false; #beat = 0; #again = 0; #move = 0;

  constructor(path, hello, receive, tell) {
    [this.#path, this.#hello, this.#receive, this.#tell] = [path, hello, receive, tell];
    this.#connect();
  }

  // Sends a frame nobody answers; lost when there is no connection.
  send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  // Sends a frame and waits for its answer, over as many connections as it takes.
  ask(frame) {
    frame.id ??= newId();
    return new Promise((resolve, reject) => {
      this.#waiting.set(frame.id, { frame, resolve, reject });
      this.send(frame);
    });
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#again);
    clearTimeout(this.#move);
    this.#socket?.close();
  }

  #connect() {
    this.#tell('connecting');
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(`${scheme}//${location.host}${this.#path}`);
    let bye = null;
    let left = false;
    socket.onopen = () => socket.send(JSON.stringify(this.#hello()));
    socket.onmessage = (event) => {
      const frame = JSON.parse(event.data);
      if (frame.type === 'bye') bye = frame;
      else if (frame.type === 'welcome') this.#welcomed(socket, frame);
      else if (frame.type === 'moving') this.#move = setTimeout(() => { left = true; this.#leave(socket); }, frame.afterMs);
      else this.#take(frame);
    };
    socket.onclose = () => this.#lost(bye, left, this.#socket === socket);
  }

  // Nothing new is sent; what is due may still come for a moment.
  #leave(socket) {
    this.#socket = null;
    setTimeout(() => socket.close(), this.#waiting.size > 0 ? 1_000 : 0);
  }

  #welcomed(socket, frame) {
    this.#socket = socket;
    this.#failures = 0;
    this.#tell('connected');
    this.#receive(frame);
    for (const { frame: waiting } of this.#waiting.values()) this.send(waiting);
    this.#beat = setInterval(() => this.send({ type: 'ping' }), (frame.limits?.pingSeconds ?? 25) * 1000);
  }

  #take(frame) {
    const asked = this.#waiting.get(frame.id);
    if (frame.type === 'error' && asked && ['rate-limited', 'busy', 'unavailable'].includes(frame.code)) {
      setTimeout(() => this.#waiting.has(frame.id) && this.send(asked.frame), (frame.retryAfterMs ?? 1000) * (1 + Math.random()));
      return;
    }
    this.#receive(frame);
    if (!asked || !['ack', 'done', 'error'].includes(frame.type)) return;
    this.#waiting.delete(frame.id);
    if (frame.type === 'error') asked.reject(frame);
    else asked.resolve(frame);
  }

  #lost(bye, left, stood) {
    clearInterval(this.#beat);
    clearTimeout(this.#move);
    this.#socket = null;
    if (this.#ended || bye?.resume === false) {
      this.#tell('ended', bye);
      for (const { reject } of this.#waiting.values()) reject(bye ?? { code: 'closed', message: '' });
      this.#waiting.clear();
      return;
    }
    this.#tell('waiting', bye);
    const pause = Math.max((bye?.retryAfterMs ?? 0) * (1 + Math.random() / 2), Math.min(30_000, 500 * 2 ** this.#failures++) * (0.5 + Math.random()));
    this.#again = setTimeout(() => this.#connect(), left ? 0 : stood && !bye ? lossSpread * Math.random() : pause);
  }
}
