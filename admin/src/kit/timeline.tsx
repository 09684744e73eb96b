import type { ReactNode } from 'react'
import './timeline.css'

type Moment = { key: string; head: ReactNode; text?: string | undefined; foot: string }

/** Everything that happened to a record, in the order given. */
export function Timeline({ title, moments }: { title: string; moments: Moment[] }) {
  return (
    <section className="drawer-part">
      <h2>{title}</h2>
      <ol className="timeline">
        {moments.map(({ key, head, text, foot }) => (
          <li key={key}>
            <span>{head}</span>
            {text && <span className="question-text">{text}</span>}
            <span className="hint small">{foot}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
