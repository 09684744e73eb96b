import type { ReactNode } from 'react'
import './facts.css'
import { kitWords } from './words'

/** Names and values of one record, two columns where there is room. */
export function Facts({ items }: { items: [name: string, value: ReactNode][] }) {
  return (
    <dl className="facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === undefined || value === '' ? kitWords.none : value}</dd>
        </div>
      ))}
    </dl>
  )
}
