import type { ReactNode } from 'react'
import { ApiError } from '../api-client'
import { words } from '../words'
import './banner.css'
import { kitWords } from './words'

type Props = { tone: 'info' | 'due' | 'danger' | 'ok'; children: ReactNode; action?: ReactNode }

/** A sentence above what it concerns. */
export function Banner({ tone, children, action }: Props) {
  return (
    <div className={`banner banner-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <div>{children}</div>
      {action}
    </div>
  )
}

/** Why the last write was refused, beside the button that was pressed; nothing while all is well. */
export function Refusal({ error }: { error: unknown }) {
  if (!error) return null
  const known = error instanceof ApiError ? error : undefined
  return (
    <Banner tone="danger">
      {known?.message ?? words.failures.broken}
      {known && known.fields.length > 0 && (
        <ul>
          {known.fields.map(field => (
            <li key={field.path}>{field.message}</li>
          ))}
        </ul>
      )}
      {known?.requestId && (
        <div className="small">
          {kitWords.requestId} {known.requestId}
        </div>
      )}
    </Banner>
  )
}
