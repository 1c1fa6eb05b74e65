/** Stands in for `markdown-to-jsx` in the page: RJSF's core pulls it in for messages that this theme draws itself. */
export function Markdown({ children }: { children?: string }) {
  return <>{children}</>
}
