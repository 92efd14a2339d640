// A loop, and a chat server that runs on it.
import * as sys from './kernel.ts';

// ── The loop ─────────────────────────────────────────────────────────────────────────

export class Loop {
  handlers = new Map<number, (fd: number) => void>();
  running = false;

  addHandler(fd: number, handler: (fd: number) => void): void {
    this.handlers.set(fd, handler);
  }

  removeHandler(fd: number): void {
    this.handlers.delete(fd);
  }

  start(): void {
    this.running = true;
    while (this.running) this.turn();
  }

  turn(): void {
    const fds = [...this.handlers.keys()];
    const ready = sys.poll(fds, -1); // the line that sleeps
    for (const fd of ready) this.handlers.get(fd)?.(fd);
  }

  stop(): void {
    this.running = false;
  }
}

// ── The chat server ──────────────────────────────────────────────────────────────────

const loop = new Loop();
const guests = new Map<number, string>(); // names, by descriptor
let count = 0;

function onVisitor(listener: number): void {
  const fd = sys.accept(listener);
  if (fd === null) return; // has left again
  count += 1;
  guests.set(fd, `guest ${count}`);
  loop.addHandler(fd, onGuest);
  tell(`* guest ${count} joins`);
}

function onGuest(fd: number): void {
  const text = sys.read(fd);
  if (text === null) return; // nothing yet
  if (text === '') leave(fd);
  else said(fd, text.trim());
}

function said(fd: number, line: string): void {
  tell(`${guests.get(fd)}: ${line}`);
}

function leave(fd: number): void {
  tell(`* ${guests.get(fd)} leaves`);
  guests.delete(fd);
  loop.removeHandler(fd);
  sys.close(fd);
  if (guests.size === 0) loop.stop();
}

function tell(line: string): void {
  console.log(line);
  for (const fd of guests.keys()) sys.write(fd, `${line}\n`);
}

function serve(): void {
  const listener = sys.listen(0);
  loop.addHandler(listener, onVisitor);
  console.log(`nc 127.0.0.1 ${sys.portOf(listener)}`);
  loop.start();
  console.log('start() has returned');
}

if (import.meta.main) serve();
