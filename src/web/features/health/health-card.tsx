import './health.css'
import { type ReactNode, useId } from 'react'

/** One part of the instance. */
export function HealthCard({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id} className="section-title">
          {title}
        </h2>
      </header>
      <div className="card-body stack">{children}</div>
    </section>
  )
}
