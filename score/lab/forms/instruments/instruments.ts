import { fill } from './fill.ts'
import { look } from './look.ts'
import { clipped, wide } from './overflow.ts'
import { problems } from './problems.ts'
import { broken, stands } from './stands.ts'
import { openTabs, tabs } from './tabs.ts'
import { settle } from './type-in.ts'
import { choose, unions } from './unions.ts'

/** What the walk does inside of a page; both pages get the same. */
const instruments = { broken, choose, clipped, fill, look, openTabs, problems, settle, stands, tabs, unions, wide }

declare global {
  interface Window {
    instruments: typeof instruments
  }
}

window.instruments = instruments
