import { meterApi } from '@linli/shared/billing/meter-api'
import type { MeterReading } from '@linli/shared/billing/meter-schema'
import { heldNames, readingStateNames, readingText, usageText } from '@linli/shared/billing/meter-words'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { YearMonth, monthOf } from '@linli/shared/time'
import { Button } from 'antd'
import { useState } from 'react'
import type { Column } from '../kit/data-table'
import { today } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { ReadingConfirm, ReadingCorrect } from './reading-decide'
import { ReadingPhoto } from './reading-photo'
import { readingWords as words } from './reading-words'

const keyOf = ({ meterId, readOn }: MeterReading) => `${meterId}#${readOn}`

const columns: Column<MeterReading>[] = [
  { title: words.columns.room, cell: ({ roomCode }) => <span className="figure">{roomCode}</span> },
  { title: words.columns.meter, cell: ({ type, number }) => `${meterTypeNames[type]} ${number}` },
  { title: words.columns.date, cell: ({ readOn }) => readOn, figure: true },
  { title: words.columns.span, cell: spanText, figure: true },
  {
    title: words.columns.usage,
    cell: ({ usage }) => (usage === undefined ? kitWords.none : usageText(usage)),
    figure: true,
  },
]

/** 待复核: what is unlike the last readings, with a word on why; a person lets it stand or says what is right. */
export function HeldList() {
  const { communityId, can } = usePlace()
  const held = usePages(meterApi.listHeldReadings, { communityId })
  const [asked, setAsked] = useState<{ reading: MeterReading; act: 'confirm' | 'correct' }>()
  const close = () => setAsked(undefined)
  const acts: Column<MeterReading> = {
    title: '',
    cell: reading => (
      <span className="bar">
        <ReadingPhoto reading={reading} />
        <Button size="small" onClick={() => setAsked({ reading, act: 'confirm' })}>
          {words.confirm}
        </Button>
        <Button size="small" onClick={() => setAsked({ reading, act: 'correct' })}>
          {words.correct}
        </Button>
      </span>
    ),
  }
  return (
    <>
      <PagedTable
        caption={words.tabs.held}
        query={held}
        rowKey={keyOf}
        empty={<State {...words.heldEmpty} />}
        columns={[
          ...columns,
          {
            title: words.columns.reason,
            cell: ({ held: why }) => <span className="reading-note">{why ? heldNames[why] : ''}</span>,
          },
          ...(can('billing:run') ? [acts] : []),
        ]}
      />
      <ReadingConfirm reading={asked?.reading} open={asked?.act === 'confirm'} close={close} />
      <ReadingCorrect reading={asked?.reading} open={asked?.act === 'correct'} close={close} />
    </>
  )
}

/** Everything that was read in a month. */
export function MonthList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = YearMonth.safeParse(url.get('month')).data ?? monthOf(today())
  const readings = usePages(meterApi.listReadings, { communityId, month })
  return (
    <>
      <div className="bar">
        <MonthStepper month={month} change={next => url.set({ month: next })} />
      </div>
      <PagedTable
        caption={words.tabs.month}
        query={readings}
        rowKey={keyOf}
        empty={<State {...words.monthEmpty} />}
        columns={[
          ...columns,
          {
            title: words.columns.state,
            cell: ({ state }) => <Tag tone={state === 'held' ? 'due' : 'ok'}>{readingStateNames[state]}</Tag>,
          },
          { title: words.columns.by, cell: ({ enteredBy }) => enteredBy, wide: true },
          { title: '', cell: reading => <ReadingPhoto reading={reading} /> },
        ]}
      />
    </>
  )
}

/** 「120 → 156」; of a replaced meter both devices. */
export function spanText({ spans, value }: Pick<MeterReading, 'spans' | 'value'>): string {
  if (spans.length === 0) return readingText(value)
  return spans.map(({ last, now }) => `${readingText(last)} → ${readingText(now)}`).join('，')
}
