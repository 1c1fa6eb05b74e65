/**
 * What the page's precompiled validator and the server's live one are made with (forms.md §10.1).
 * `verbose` stays off: with it every error carries the value that was typed. `ownProperties`: a field may be called
 * `toString`, and what an object inherits is no value of it.
 */
export const AJV_OPTIONS = {
  allErrors: true,
  multipleOfPrecision: 8,
  strict: false,
  discriminator: true,
  ownProperties: true,
  verbose: false,
  messages: false,
} as const
