import { AsyncLocalStorage } from 'node:async_hooks'

/** Where the request came from that is being answered, for whatever is noted on its way. */
export interface Callers {
  /** Everything that `work` does and sets going was caused from this address. */
  from<T>(address: string, work: () => T): T
  /** Empty where no request is being answered. */
  address(): string
}

/** Beside the arguments, so that no use-case in between has to carry what only the record wants to know. */
export function makeCallers(): Callers {
  const current = new AsyncLocalStorage<string>()
  return {
    from: (address, work) => current.run(address, work),
    address: () => current.getStore() ?? '',
  }
}
