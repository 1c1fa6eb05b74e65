/** Stands in for RJSF's own widgets and templates in the page: `theme.ts` has one of ours for every name that is asked for. */
export default function noDefaults(): Record<string, never> {
  return {}
}
