/**
 * What the page's precompiled validator and the server's live one are made with (forms.md §10.1).
 * `verbose` stays off: with it every error carries the value that was typed.
 */
export const AJV_OPTIONS = {
  allErrors: true,
  multipleOfPrecision: 8,
  strict: false,
  discriminator: true,
  verbose: false,
  messages: false,
} as const
