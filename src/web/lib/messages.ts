/** Everything a person reads on the page, but for words that come from connectors and services (look.md §8). */
export const ENGLISH = {
  product: 'Flow Connections',
  closeMessage: 'Close message',
} as const

export type MessageKey = keyof typeof ENGLISH
