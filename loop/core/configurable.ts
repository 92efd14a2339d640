/**
 * A base class that picks its implementation.
 *
 * `new IOLoop()` gives an EPollIOLoop on Linux, a KQueueIOLoop on a Mac, or whatever
 * `IOLoop.configure()` has chosen: programs name the interface, one line decides the
 * rest. `new SelectIOLoop()` gives just that, whatever is configured.
 *
 * In JavaScript a constructor may return another object, and `new` then gives that
 * one. Two things follow for a configurable base class. The rest of its constructor
 * runs a second time, on the finished object; and fields or private methods it
 * declared would be put on that object twice, which is an error at best and undoes
 * the construction at worst. So a base class holds no state: its subclasses do.
 */

import { NotImplementedError } from './errors.ts';

/** A class that can be constructed with options: an implementation. */
export type ConfigurableClass<T extends Configurable = Configurable> = {
  new (options?: object): T;
} & typeof Configurable;

interface Configuration {
  implementation: ConfigurableClass | null; // null: decide when it is first needed
  options: object;
}

const NOTHING_CONFIGURED: Configuration = { implementation: null, options: {} };
const configurations = new Map<object, Configuration>();
const names = new Map<object, Map<string, ConfigurableClass>>();

export class Configurable {
  constructor(options: object = {}) {
    const base = new.target.configurableBase();
    if (new.target !== base) return;
    const implementation = base.configuredClass();
    return new implementation({ ...base.saveConfiguration().options, ...options });
  }

  /** The class whose configuration counts: the one that users construct. */
  static configurableBase(): typeof Configurable {
    throw new NotImplementedError(`${this.name}.configurableBase()`);
  }

  /** The implementation to take when none is configured. */
  static configurableDefault(): ConfigurableClass {
    throw new NotImplementedError(`${this.name}.configurableDefault()`);
  }

  /** Let `configure()` accept `name` for this class. */
  static register(name: string, implementation: ConfigurableClass): void {
    const base = this.configurableBase();
    names.set(base, (names.get(base) ?? new Map()).set(name, implementation));
  }

  /**
   * Choose what `new` on the base class gives from now on, and with which options.
   * Options of an earlier call are forgotten. `null` goes back to the default.
   * Throws TypeError for what is neither class nor name, RangeError for an unknown
   * name or a class that is not a subclass; nothing is changed then.
   */
  static configure(
    implementation: ConfigurableClass | string | null,
    options: object = {},
  ): void {
    const chosen =
      typeof implementation === 'string'
        ? byName(this, implementation)
        : implementation;
    if (chosen !== null && typeof chosen !== 'function') {
      throw new TypeError(`Expected a class, a name or null, got ${String(chosen)}`);
    }
    if (chosen !== null && !isImplementation(chosen, this)) {
      throw new RangeError(`Invalid subclass of ${this.name}: ${chosen.name}`);
    }
    configurations.set(this.configurableBase(), { implementation: chosen, options });
  }

  /** The class that was registered under this name, if any. */
  static registered(name: string): ConfigurableClass | undefined {
    return names.get(this.configurableBase())?.get(name);
  }

  /** Can this implementation run on this machine? */
  static isAvailable(): boolean {
    return true;
  }

  /** The class that `new` gives. The default, once asked for, is settled. */
  static configuredClass(): ConfigurableClass {
    const base = this.configurableBase();
    const configuration = base.saveConfiguration();
    const implementation = configuration.implementation ?? base.configurableDefault();
    configurations.set(base, { ...configuration, implementation });
    return implementation;
  }

  /** For tests: what `restoreConfiguration()` takes back. */
  static saveConfiguration(): Configuration {
    return configurations.get(this.configurableBase()) ?? NOTHING_CONFIGURED;
  }

  static restoreConfiguration(saved: Configuration): void {
    configurations.set(this.configurableBase(), saved);
  }
}

/** A subclass, or the class itself unless that is the base, which would pick itself. */
function isImplementation(chosen: ConfigurableClass, of: typeof Configurable): boolean {
  return (
    chosen.prototype instanceof of || (chosen === of && of !== of.configurableBase())
  );
}

function byName(configured: typeof Configurable, name: string): ConfigurableClass {
  const implementation = configured.registered(name);
  if (implementation) return implementation;
  const known = [...(names.get(configured.configurableBase())?.keys() ?? [])];
  throw new RangeError(`Nothing is called '${name}' here; known: ${known.join(', ')}`);
}
