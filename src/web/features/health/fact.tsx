import type { ReactNode } from 'react'

/** One line of a list of facts. */
export function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div>
      <dt className="muted">{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}
