import { constants as os } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fd } from '../../loop/core/poller.ts';
import { IOLoop } from '../../loop/index.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { close, errorOf, leavesNoDescriptor, pipe, waitFor } from './descriptors.ts';

leavesNoDescriptor();

const { SIGALRM, SIGHUP, SIGKILL, SIGSTOP, SIGUSR2 } = os.signals;

afterEach(() => {
  sys.setitimer(constants.ITIMER_REAL, 0);
  for (const signum of [SIGALRM, SIGHUP, SIGUSR2]) sys.sigaction(signum, -1);
  sys.take_signals();
});

function raise(signal: NodeJS.Signals): void {
  process.kill(process.pid, signal);
}

/** How many bytes are in a pipe; null if there are none. */
function count(reader: Fd): number | null {
  return sys.read(reader, new Uint8Array(100), 0, 100);
}

describe('sigaction', () => {
  it('writes eight bytes for each signal, wherever it is told to [B115]', () => {
    const [reader, writer] = pipe();
    const [otherReader, otherWriter] = pipe();
    sys.sigaction(SIGUSR2, writer);
    raise('SIGUSR2');
    raise('SIGUSR2');
    sys.sigaction(SIGUSR2, otherWriter);
    raise('SIGUSR2');
    expect([count(reader), count(otherReader)]).toEqual([16, 8]);
  });

  it('writes to each signal’s own descriptor', () => {
    const [reader, writer] = pipe();
    const [otherReader, otherWriter] = pipe();
    sys.sigaction(SIGUSR2, writer);
    sys.sigaction(SIGHUP, otherWriter);
    raise('SIGHUP');
    expect([count(reader), count(otherReader)]).toEqual([null, 8]);
  });

  it('writes nothing more after -1, whatever has the number by then', () => {
    const [reader, writer] = pipe();
    sys.sigaction(SIGUSR2, writer);
    process.on('SIGUSR2', () => {}); // without it the next signal would be the last
    sys.sigaction(SIGUSR2, -1);
    raise('SIGUSR2');
    process.removeAllListeners('SIGUSR2');
    expect(count(reader)).toBeNull();
  });

  it('goes on when nobody can take the bytes: full, closed, without a reader [B123]', () => {
    const [reader, writer] = pipe();
    const much = new Uint8Array(1 << 20);
    while (sys.write(writer, much, 0, much.length));
    sys.sigaction(SIGUSR2, writer);
    raise('SIGUSR2');
    close(reader);
    raise('SIGUSR2');
    close(writer);
    raise('SIGUSR2');
    expect(sys.take_signals()).toBe(1 << SIGUSR2);
  });

  it('takes -1 for a signal that it has never been told of', () => {
    expect(() => sys.sigaction(SIGHUP, -1)).not.toThrow();
  });

  it.each([
    ['SIGKILL', SIGKILL],
    ['SIGSTOP', SIGSTOP],
  ])('refuses %s with EINVAL', (_, signum) => {
    const [, writer] = pipe();
    expect(errorOf(() => sys.sigaction(signum, writer))).toMatchObject({
      code: 'EINVAL',
      syscall: 'sigaction',
    });
  });
});

describe('take_signals', () => {
  it('gives a bit for each signal that has come, and gives it once [B123]', () => {
    const [, writer] = pipe();
    for (const signum of [SIGUSR2, SIGHUP]) sys.sigaction(signum, writer);
    raise('SIGUSR2');
    raise('SIGHUP');
    raise('SIGHUP');
    expect(sys.take_signals()).toBe((1 << SIGUSR2) | (1 << SIGHUP));
    expect(sys.take_signals()).toBe(0);
  });
});

describe('setitimer', () => {
  it('sends SIGALRM once, no sooner than asked', () => {
    const [reader, writer] = pipe();
    sys.sigaction(SIGALRM, writer);
    const start = performance.now();
    sys.setitimer(constants.ITIMER_REAL, 20);
    while (waitFor(reader, IOLoop.READ) === 0); // the signal ends the wait, first of all
    expect(performance.now() - start).toBeGreaterThanOrEqual(20);
    expect(count(reader)).toBe(8);
  });

  it('with 0 calls it off, and with another time puts it off', () => {
    sys.setitimer(constants.ITIMER_REAL, 1000); // would end this process
    sys.setitimer(constants.ITIMER_REAL, 100_000);
    sys.setitimer(constants.ITIMER_REAL, 0);
    expect(sys.take_signals()).toBe(0);
  });

  it('refuses a timer that there is not with EINVAL', () => {
    expect(errorOf(() => sys.setitimer(99, 0)).code).toBe('EINVAL');
  });
});
