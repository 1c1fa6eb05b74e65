import type { Measure } from './measure.ts'
import { connectorsLoad } from './measures/connectors-load.ts'
import { houseRules } from './measures/house-rules.ts'

/** The whole scoreboard: a new line is one file in `measures/` and one entry here. */
export const MEASURES: readonly Measure[] = [connectorsLoad, houseRules]
