import { makeSdk } from './make-sdk.ts'

/** `require('flow-connections/sdk')` outside the runner, for example in a connector's own tests: log lines go to stderr. */
export const { Connector, getLogger, CustomFilters, dates } = makeSdk(({ level, logger, text }) => {
  process.stderr.write(`[${level.toUpperCase()}] ${logger} - ${text}\n`)
})
