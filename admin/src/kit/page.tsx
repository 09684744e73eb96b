import { type ReactNode, useEffect } from 'react'
import { words } from '../words'
import './page.css'

type Props = { title: string; heading?: string; line?: ReactNode; actions?: ReactNode; children: ReactNode }

/** One page of the office: its head, its main action at the right, its content. `heading` where the head says more than the title. */
export function Page({ title, heading = title, line, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${words.product}`
  }, [title])
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{heading}</h1>
          {line && <p className="hint">{line}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A white surface with an optional head. */
export function Card({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="card">
      {title && (
        <div className="card-head">
          <h2>{title}</h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  )
}
