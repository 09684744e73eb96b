import { repairsApi } from '@linli/shared/repairs/api'
import { lineFen, type Quote } from '@linli/shared/repairs/quote'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { yuan } from '../kit/format'
import { Tag, type Tone } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { QuoteDialog } from './quote-dialog'
import { refreshes } from './refreshes'
import { quoteWords as words } from './show-words'

/** What was quoted and what became of it; nothing is charged that was not agreed to. */
export function RepairQuotes({ repair }: { repair: RepairDetail }) {
  const { quotes, may } = repair
  const [asks, setAsks] = useState(false)
  const mayQuote = may.includes('quote')
  if (quotes.length === 0 && !mayQuote) return null
  const isExtra = quotes.some(({ state }) => state === 'agreed')
  return (
    <section className="drawer-part">
      <h2>{words.title(false)}</h2>
      {quotes.length === 0 && <p className="hint">{words.none}</p>}
      {quotes.map(quote => (
        <OneQuote key={quote.quoteId} repair={repair} quote={quote} />
      ))}
      {mayQuote && (
        <div className="bar">
          <Button onClick={() => setAsks(true)}>{isExtra ? words.extra : words.make}</Button>
        </div>
      )}
      <QuoteDialog repair={repair} open={asks} close={() => setAsks(false)} />
    </section>
  )
}

const tones: Record<Quote['state'], Tone> = { waiting: 'due', agreed: 'ok', refused: 'closed', replaced: 'closed' }

function OneQuote({ repair: { repairId, may }, quote }: { repair: RepairDetail; quote: Quote }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [asks, setAsks] = useState(false)
  const withdraw = useWrite(repairsApi.withdrawQuote, {
    refreshes,
    onDone: () => {
      toast(words.withdrawn)
      setAsks(false)
    },
  })
  const { quoteId, lines, totalFen, extra, state, agreedBy } = quote
  return (
    <div className="quote">
      <div className="board-line">
        <strong>
          {words.title(extra)} {yuan(totalFen)}
        </strong>
        <Tag tone={tones[state]}>{words.states[state]}</Tag>
        {agreedBy && <span className="hint small">{agreedBy.name}</span>}
        {state === 'waiting' && may.includes('refuse_quote') && (
          <Button size="small" type="text" onClick={() => setAsks(true)}>
            {words.withdraw}
          </Button>
        )}
      </div>
      <ul className="small">
        {lines.map((line, nth) => (
          <li key={`${nth}-${line.name}`} className="figure">
            {words.parts[line.part]} {line.name} {line.quantity} {line.unit} × {yuan(line.unitFen)} ={' '}
            {yuan(lineFen(line))}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={words.withdrawTitle}
        open={asks}
        close={() => setAsks(false)}
        action={words.withdrawAction}
        busy={withdraw.isPending}
        error={withdraw.error}
        danger
        needsReason
        asked={words.withdrawAsked}
        confirm={reason => withdraw.mutate({ communityId, repairId, quoteId, reason })}
      />
    </div>
  )
}
