import { Connector } from './connector.ts'
import { CustomFilters } from './custom-filters.ts'
import { dates } from './dates.ts'
import { type LogSink, makeGetLogger } from './get-logger.ts'

/** What `require('ptc-flow-sdk')` and `require('flow-connections/sdk')` give (flow-format.md §4). */
export function makeSdk(sink: LogSink) {
  return { Connector, getLogger: makeGetLogger(sink), CustomFilters, dates }
}
