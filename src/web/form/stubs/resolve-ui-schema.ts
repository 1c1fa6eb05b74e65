/** Stands in for RJSF's look at shared parts of a uiSchema: a compiled one has none. */
export default function resolveUiSchema(_schema: unknown, uiSchema: object | undefined): object {
  return uiSchema ?? {}
}
