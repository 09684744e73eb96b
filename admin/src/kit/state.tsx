import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiError } from '../api-client'
import './state.css'
import { kitWords } from './words'

type StateProps = { head: string; line?: string; action?: ReactNode; role?: 'status' | 'alert'; small?: string }

/** What stands where a list or a record would be: one sentence, one line, at most one next step. */
export function State({ head, line, action, role = 'status', small }: StateProps) {
  return (
    <div className="state" role={role}>
      <svg viewBox="0 0 96 72" width="96" height="72" aria-hidden="true">
        <path d="M14 62V32l22-16 22 16v30M50 26l8-6 24 16v26M6 62h84M30 62V46h12v16" />
      </svg>
      <p className="state-head">{head}</p>
      {line && <p className="hint">{line}</p>}
      {action}
      {small && <p className="hint small">{small}</p>}
    </div>
  )
}

/** An empty list: nothing found of what was sought, or `otherwise` when nothing was. */
export const Empty = ({ sought, otherwise }: { sought: string | undefined; otherwise: StateProps }) =>
  sought ? <State head={kitWords.noMatch(sought)} line={kitWords.noMatchLine} /> : <State {...otherwise} />

/** A read that failed: what is safe, a retry where one can help, and the number to ask the office's support with. */
export function Failed({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const known = error instanceof ApiError ? error : undefined
  const small = known?.requestId && `${kitWords.requestId} ${known.requestId}`
  if (known?.code === 'access.forbidden') return <State role="alert" {...kitWords.forbidden} small={small} />
  if (known?.code === 'record.not_found') return <State role="alert" {...kitWords.gone} small={small} />
  return (
    <State
      role="alert"
      head={kitWords.failed.head}
      line={known?.message ?? kitWords.failed.line}
      action={retry && <Button onClick={() => void retry()}>{kitWords.retry}</Button>}
      small={small}
    />
  )
}

/** Grey blocks after 200 ms; after 10 s words say what to do. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  const [shown, setShown] = useState<'nothing' | 'blocks' | 'words'>('nothing')
  useEffect(() => {
    const blocks = setTimeout(() => setShown('blocks'), 200)
    const slow = setTimeout(() => setShown('words'), 10_000)
    return () => {
      clearTimeout(blocks)
      clearTimeout(slow)
    }
  }, [])
  return (
    <div className="skeleton" role="status">
      <span className={shown === 'words' ? 'hint' : 'visually-hidden'}>
        {shown === 'words' ? kitWords.slow : kitWords.loading}
      </span>
      {shown !== 'nothing' && Array.from({ length: rows }, (_, row) => <div key={row} className="skeleton-row" />)}
    </div>
  )
}
