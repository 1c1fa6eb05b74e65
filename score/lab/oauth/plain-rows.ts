import type { Switch } from '../../../test/faulty-provider/switches.ts'
import { tellsTheEnd } from './proofs.ts'
import type { QuirkRow } from './quirk-row.ts'

const SHAPES: readonly Switch[] = ['text_plain', 'bom', 'charset', 'no_token_type', 'odd_token_type']

/** Quirks that need no key: what the engine does by itself is enough. */
export const PLAIN_ROWS: readonly QuirkRow[] = [
  { name: 'post_only', switches: ['post_only'], takes: ['client'] },
  { name: 'pkce_required', switches: ['pkce_required'], takes: ['pkce'] },
  { name: 'pkce_ignore', switches: ['pkce_ignore'], takes: ['pkce'] },
  { name: 'iss_right', switches: ['iss_right'], takes: ['iss'] },
  { name: 'form', switches: ['form'], takes: ['shape', 'encoding'] },
  ...SHAPES.map((name): QuirkRow => ({ name, switches: [name], takes: ['encoding'] })),
  { name: 'expires_string', switches: ['expires_string'], takes: ['life'] },
  { name: 'expires_iso', switches: ['expires_iso'], takes: ['life', 'shape'] },
  { name: 'clock_skew', switches: ['clock_skew'], takes: ['life', 'shape', 'error'] },
  { name: 'rotate_strict', switches: ['rotate_strict'], takes: ['refresh'] },
  { name: 'no_new_token', switches: ['no_new_token'], takes: ['refresh'] },
  { name: 'error_200', switches: ['error_200'], takes: ['error', 'end'], proof: tellsTheEnd },
]
