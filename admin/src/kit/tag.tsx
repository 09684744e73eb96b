import type { ReactNode } from 'react'
import './tag.css'

/** due needs somebody, info is under way, ok is done, closed is over, danger failed. */
export type Tone = 'due' | 'info' | 'ok' | 'closed' | 'danger'

/** A state: always its colour and its word. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>
}
