import type { Measure } from '../score/measure.ts'
import { credentialRead } from './benches/credential-read.ts'
import { formJs } from './benches/form-js.ts'
import { runner } from './benches/runner.ts'

export const BENCHES: readonly Measure[] = [formJs, credentialRead(10, 0.6), credentialRead(100, 0.8), runner]
