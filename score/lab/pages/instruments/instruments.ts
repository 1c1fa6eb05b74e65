import { partContrasts, textContrasts } from './contrasts.ts'
import { controlNames, lost } from './lost.ts'
import { focused, readStop } from './stop.ts'
import { smallTargets } from './targets.ts'

/** What the walk over all pages measures inside of each. */
const pageInstruments = { controlNames, focused, lost, partContrasts, readStop, smallTargets, textContrasts }

declare global {
  interface Window {
    pageInstruments: typeof pageInstruments
  }
}

window.pageInstruments = pageInstruments
