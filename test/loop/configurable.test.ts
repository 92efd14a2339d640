import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Configurable, type ConfigurableClass } from '../../loop/core/configurable.ts';
import { NotImplementedError } from '../../loop/core/errors.ts';
import {
  EPollIOLoop,
  IOLoop,
  KQueueIOLoop,
  PollIOLoop,
  PosixPollIOLoop,
  SelectIOLoop,
  SimulatedIOLoop,
} from '../../loop/index.ts';
import { needsKernel } from '../kernel.ts';
import { forgetLoops } from './support.ts';

forgetLoops();

// A hierarchy of three: programs say `new Store()`, and the configuration says which.

class Store extends Configurable {
  static override configurableBase(): typeof Store {
    return Store;
  }

  static override configurableDefault(): ConfigurableClass {
    return MemoryStore;
  }
}

class MemoryStore extends Store {
  readonly options: object;

  constructor(options: object = {}) {
    super(options);
    this.options = options;
  }
}

class DiskStore extends Store {
  readonly options: object;

  constructor(options: object = {}) {
    super(options);
    this.options = options;
  }
}

Store.register('memory', MemoryStore);
Store.register('disk', DiskStore);
beforeEach(() => Store.configure(null));

describe('new on the base class', () => {
  it('gives the default when nothing is configured [B21]', () => {
    const store = new Store();
    expect(store).toBeInstanceOf(MemoryStore);
    expect(store).toBeInstanceOf(Store);
  });

  it('gives the configured class, an instance of the base all the same [B21]', () => {
    Store.configure(DiskStore);
    const store = new Store();
    expect(store).toBeInstanceOf(DiskStore);
    expect(store).toBeInstanceOf(Store);
  });

  it('hands its options to the implementation [B23]', () => {
    expect(new Store({ path: '/tmp' })).toHaveProperty('options', { path: '/tmp' });
  });

  it('throws TypeError for an option that no loop knows [B23]', () => {
    IOLoop.configure('simulated');
    const misspelt = { makeCurent: true } as object;
    expect(() => new IOLoop(misspelt)).toThrow(
      new TypeError(
        "Unknown option 'makeCurent'; known: makeCurrent, now, logger, longestSleep",
      ),
    );
  });
});

describe('new on a subclass', () => {
  it('gives just that, whatever is configured [B22]', () => {
    Store.configure(MemoryStore);
    expect(new DiskStore()).toBeInstanceOf(DiskStore);
  });
});

describe('Configurable.configure', () => {
  it('counts from the next object on; those made before stay what they are [B24]', () => {
    const before = new Store();
    Store.configure(DiskStore);
    expect(before).toBeInstanceOf(MemoryStore);
    expect(new Store()).toBeInstanceOf(DiskStore);
  });

  it('takes a registered name for a class [B24]', () => {
    Store.configure('disk');
    expect(new Store()).toBeInstanceOf(DiskStore);
  });

  it('goes back to the default with null, and keeps the options given [B25]', () => {
    Store.configure(DiskStore);
    Store.configure(null, { size: 3 });
    const store = new Store();
    expect(store).toBeInstanceOf(MemoryStore);
    expect(store).toHaveProperty('options', { size: 3 });
  });

  it('gives options that a caller may override one by one [B26]', () => {
    Store.configure(DiskStore, { path: '/tmp', size: 3 });
    const store = new Store({ size: 4 });
    expect(store).toHaveProperty('options', { path: '/tmp', size: 4 });
  });

  it('gives no options to a subclass that is made directly [B26]', () => {
    Store.configure(DiskStore, { path: '/tmp' });
    expect(new DiskStore()).toHaveProperty('options', {});
  });

  it('forgets the options of the call before [B27]', () => {
    Store.configure(DiskStore, { path: '/tmp' });
    Store.configure(DiskStore, { size: 3 });
    expect(new Store()).toHaveProperty('options', { size: 3 });
  });

  it('refuses a class that is none of its own, and names both [B28]', () => {
    expect(() => Store.configure(SimulatedIOLoop)).toThrow(
      new RangeError('Invalid subclass of Store: SimulatedIOLoop'),
    );
  });

  it('measures by the class it is called on, even below the base [B28]', () => {
    expect(() => DiskStore.configure(MemoryStore)).toThrow(
      new RangeError('Invalid subclass of DiskStore: MemoryStore'),
    );
    expect(() => DiskStore.configure('memory')).toThrow(
      new RangeError('Invalid subclass of DiskStore: MemoryStore'),
    );
  });

  it('configures the base, even if called on a subclass [B28]', () => {
    DiskStore.configure(DiskStore);
    expect(new Store()).toBeInstanceOf(DiskStore);
  });

  it('throws TypeError for what is no class at all [B28]', () => {
    expect(() => Store.configure(42 as unknown as string)).toThrow(
      new TypeError('Expected a class, a name or null, got 42'),
    );
  });

  it('throws RangeError for an unknown name, and lists those it knows [B24, B28]', () => {
    expect(() => Store.configure('tape')).toThrow(
      new RangeError("Nothing is called 'tape' here; known: memory, disk"),
    );
  });

  it('changes nothing when it throws [B28]', () => {
    Store.configure(DiskStore, { path: '/tmp' });
    expect(() => Store.configure('tape', { size: 3 })).toThrow();
    expect(new Store()).toBeInstanceOf(DiskStore);
    expect(new Store()).toHaveProperty('options', { path: '/tmp' });
  });
});

describe('Configurable.configuredClass', () => {
  it('decides on the default when first asked, and stays with it [B29]', () => {
    const decide = vi.spyOn(Store, 'configurableDefault');
    onTestFinished(() => decide.mockRestore());
    Store.configure(null, { size: 3 });
    expect(decide).not.toHaveBeenCalled();
    expect(Store.configuredClass()).toBe(MemoryStore);
    expect(Store.configuredClass()).toBe(MemoryStore);
    expect(decide).toHaveBeenCalledTimes(1);
    expect(new Store()).toHaveProperty('options', { size: 3 });
  });
});

describe('Configurable.restoreConfiguration', () => {
  it('brings class and options back as they were saved [B29]', () => {
    Store.configure(DiskStore, { path: '/tmp' });
    const saved = Store.saveConfiguration();
    Store.configure(MemoryStore, { size: 3 });
    Store.restoreConfiguration(saved);
    expect(new Store()).toBeInstanceOf(DiskStore);
    expect(new Store()).toHaveProperty('options', { path: '/tmp' });
  });
});

describe('a configurable class that is not finished', () => {
  class Baseless extends Configurable {}

  class Defaultless extends Configurable {
    static override configurableBase(): typeof Configurable {
      return Defaultless;
    }
  }

  it('cannot be constructed without configurableBase() [B30]', () => {
    expect(() => new Baseless()).toThrow(
      new NotImplementedError('Baseless.configurableBase()'),
    );
  });

  it('cannot be constructed without configurableDefault() [B30]', () => {
    expect(() => new Defaultless()).toThrow(
      new NotImplementedError('Defaultless.configurableDefault()'),
    );
  });
});

describe('a hierarchy of hierarchies', () => {
  // As PollIOLoop is since Tornado 5.0: configurable, below a configurable class.
  class Remote extends Store {
    static override configurableBase(): typeof Store {
      return Remote;
    }
    static override configurableDefault(): ConfigurableClass {
      return Http;
    }
  }
  class Http extends Remote {}
  class Ftp extends Remote {}

  it('is configured at each level for itself [B32]', () => {
    Remote.configure(Ftp);
    expect(new Remote()).toBeInstanceOf(Ftp);
    expect(new Store()).toBeInstanceOf(MemoryStore);
  });

  it('is followed down to the last level [B32]', () => {
    Remote.configure(Ftp);
    Store.configure(Remote);
    expect(new Store()).toBeInstanceOf(Ftp);
  });
});

describe('the fields', () => {
  it('of an implementation keep what their initialisers say [B33]', () => {
    class Bounded extends Store {
      readonly entries = new Map([['first', 1]]);
      readonly #size = 3;
      size(): number {
        return this.#size;
      }
    }
    Store.configure(Bounded);
    const store = new Store() as Bounded;
    expect(store.entries.get('first')).toBe(1);
    expect(store.size()).toBe(3);
  });

  // The trap. `new` on the base runs the rest of its constructor on the finished object.
  it('of a base class would be set back on the finished object [B33]', () => {
    class Careless extends Configurable {
      ready = false;
      static override configurableBase(): typeof Configurable {
        return Careless;
      }
      static override configurableDefault(): ConfigurableClass {
        return Implementation;
      }
    }
    class Implementation extends Careless {
      override ready = true;
    }
    expect(new Implementation().ready).toBe(true);
    expect(new Careless().ready).toBe(false);
  });

  it('of a base class would be declared there twice, if private [B33]', () => {
    class Careless extends Configurable {
      readonly #entries = new Map();
      static override configurableBase(): typeof Configurable {
        return Careless;
      }
      static override configurableDefault(): ConfigurableClass {
        return Implementation;
      }
      size(): number {
        return this.#entries.size;
      }
    }
    class Implementation extends Careless {}
    expect(new Implementation().size()).toBe(0);
    expect(() => new Careless()).toThrow(TypeError);
  });

  it('of IOLoop, a base class, are none at all [B33]', () => {
    class Bare extends IOLoop {}
    IOLoop.configure(Bare);
    expect(Reflect.ownKeys(new Bare())).toEqual([]);
    expect(() => new IOLoop()).not.toThrow(); // nor a private one
  });
});

describe('configure on the base class', () => {
  // Upstream makes an abstract loop, which fails at the first call.
  it('refuses the base class itself, which would pick itself for ever', () => {
    expect(() => IOLoop.configure(IOLoop)).toThrow(
      new RangeError('Invalid subclass of IOLoop: IOLoop'),
    );
  });
});

describe('new IOLoop', () => {
  it('gives what is configured by class [B24]', () => {
    IOLoop.configure(SimulatedIOLoop);
    expect(new IOLoop()).toBeInstanceOf(SimulatedIOLoop);
  });

  it('gives what is configured by name [B24]', () => {
    IOLoop.configure('simulated');
    expect(new IOLoop()).toBeInstanceOf(SimulatedIOLoop);
  });

  it.each([
    ['epoll', EPollIOLoop],
    ['kqueue', KQueueIOLoop],
    ['poll', PosixPollIOLoop],
    ['select', SelectIOLoop],
  ] as const)('is configured as %s by that name [B24]', (name, implementation) => {
    IOLoop.configure(name);
    expect(IOLoop.configuredClass()).toBe(implementation);
    if (!implementation.isAvailable()) return;
    const loop = new IOLoop();
    onTestFinished(() => loop.close());
    expect(loop).toBeInstanceOf(implementation);
  });

  it('applies configured options, which a direct subclass ignores [B26]', () => {
    IOLoop.configure('simulated', { now: () => 42 });
    expect(new IOLoop().time()).toBe(42);
    expect(new SimulatedIOLoop().time()).toBe(0);
  });

  it('is an EPollIOLoop by default, on Linux [B31]', () => {
    needsKernel();
    const loop = new IOLoop();
    onTestFinished(() => loop.close());
    expect(loop).toBeInstanceOf(EPollIOLoop);
  });

  it('is a SelectIOLoop where there is neither epoll nor kqueue [B31]', () => {
    needsKernel();
    for (const implementation of [EPollIOLoop, KQueueIOLoop]) {
      const absent = vi.spyOn(implementation, 'isAvailable').mockReturnValue(false);
      onTestFinished(() => absent.mockRestore());
    }
    const loop = new IOLoop();
    onTestFinished(() => loop.close());
    expect(loop).toBeInstanceOf(SelectIOLoop);
  });

  it('cannot be configured by another class than its own [B28]', () => {
    expect(() => EPollIOLoop.configure('simulated')).toThrow(
      new RangeError('Invalid subclass of EPollIOLoop: SimulatedIOLoop'),
    );
  });
});

describe('IOLoop.configurableDefault', () => {
  const machine = (...available: string[]) => {
    const registered = vi.spyOn(IOLoop, 'registered').mockImplementation((name) => {
      const isAvailable = () => available.includes(name);
      return class extends IOLoop {
        static override readonly name = name;
        static override isAvailable = isAvailable;
      };
    });
    onTestFinished(() => registered.mockRestore());
  };

  it.each([
    { available: ['select', 'kqueue', 'epoll'], best: 'epoll' },
    { available: ['select', 'kqueue'], best: 'kqueue' },
    { available: ['select'], best: 'select' },
  ])('is $best where there is $available [B31]', ({ available, best }) => {
    machine(...available);
    expect(IOLoop.configurableDefault().name).toBe(best);
  });

  it('says what to do where there is none [B31]', () => {
    machine();
    expect(() => IOLoop.configurableDefault()).toThrow(
      'No poller for this machine: epoll, kqueue and select need the compiled addon ' +
        "(npm run build:native). IOLoop.configure('simulated') works anywhere.",
    );
  });
});

describe('new PollIOLoop', () => {
  it('throws TypeError: it has no poller of its own [B32]', () => {
    const Incomplete = PollIOLoop as unknown as new (options: object) => IOLoop;
    expect(() => new Incomplete({})).toThrow(TypeError);
  });
});
