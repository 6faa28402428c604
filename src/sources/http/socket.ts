/** One connection of a websocket that is only listened to. What comes is kept within bounds until it is taken. */
import { type Dispatcher, WebSocket } from 'undici';
import { networkReason } from './errors.js';

export interface SocketOptions {
  readonly dispatcher: Dispatcher;
  readonly userAgent: string;
  /** Milliseconds without a message after which the server is believed to be gone. */
  readonly silenceMs: number;
}

export interface Taken {
  /** Text messages in their order. */
  readonly messages: readonly string[];
  /** Why nothing more will come, in words; null while the connection is open. */
  readonly end: string | null;
}

/** Milliseconds that messages are gathered for. */
const GATHER_MS = 500;
/** Messages that are taken at once. */
const BATCH = 1000;
/** Characters that wait to be taken: whoever falls further behind has to be told again. */
const MOST_WAITING = 16_000_000;

export class Socket {
  readonly #socket: WebSocket;
  readonly #silenceMs: number;
  #silence: NodeJS.Timeout | undefined;
  #messages: string[] = [];
  #waiting = 0;
  #end: string | null = null;
  #wasOpen = false;
  /** Whoever waits for messages. */
  #wake: (() => void) | null = null;

  constructor(url: URL, { dispatcher, userAgent, silenceMs }: SocketOptions) {
    this.#silenceMs = silenceMs;
    this.#socket = new WebSocket(url, { dispatcher, headers: { 'user-agent': userAgent } });
    this.#socket.binaryType = 'arraybuffer';
    this.#listen();
    this.#socket.addEventListener('message', ({ data }: { readonly data: unknown }) => {
      // Nothing of what is read here is binary.
      if (typeof data === 'string') this.#came(data);
    });
    // Of a connection that does not come about, the socket itself does not say why.
    let refused: Error | null = null;
    const onRefused = (origin: URL, _: unknown, error: Error): void => {
      if (new URL(origin).host === url.host) refused = error;
    };
    dispatcher.on('connectionError', onRefused);
    this.#socket.addEventListener('open', () => {
      this.#wasOpen = true;
      this.#listen();
      dispatcher.off('connectionError', onRefused);
    });
    this.#socket.addEventListener('error', () => {
      dispatcher.off('connectionError', onRefused);
      this.#over(refused === null ? 'no connection' : networkReason(refused).reason);
    });
    this.#socket.addEventListener('close', ({ code }) => this.#over(`connection closed (${code})`));
  }

  /** Whether there was a connection. */
  get wasOpen(): boolean {
    return this.#wasOpen;
  }

  /** What came since, at the latest after half a second; earlier where there is much, or where nothing more will come. */
  async take(signal: AbortSignal | null): Promise<Taken> {
    if (this.#end === null && this.#messages.length < BATCH && signal?.aborted !== true) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, GATHER_MS);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
        signal?.addEventListener('abort', this.#wake, { once: true });
      });
      if (this.#wake !== null) signal?.removeEventListener('abort', this.#wake);
      this.#wake = null;
    }
    const messages = this.#messages.splice(0, BATCH);
    for (const { length } of messages) this.#waiting -= length;
    return { messages, end: this.#messages.length === 0 ? this.#end : null };
  }

  close(): void {
    this.#over('closed');
  }

  #came(message: string): void {
    if (this.#end !== null) return;
    this.#listen();
    this.#messages.push(message);
    this.#waiting += message.length;
    if (this.#waiting > MOST_WAITING) this.#over('more came than could be read');
    else if (this.#messages.length >= BATCH) this.#wake?.();
  }

  /** Waits for a sign of life anew. */
  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#over(`nothing came for ${this.#silenceMs / 1000} s`), this.#silenceMs);
  }

  #over(reason: string): void {
    clearTimeout(this.#silence);
    if (this.#end !== null) return;
    this.#end = reason;
    this.#wake?.();
    // Of one that is not open yet, or of a server that is gone, nobody wants to know how it closes.
    this.#socket.close();
  }
}
