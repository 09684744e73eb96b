import { meterApi } from '@linli/shared/billing/meter-api'
import type { Meter, MeterReading } from '@linli/shared/billing/meter-schema'
import { readingStateNames, readingText, usageText } from '@linli/shared/billing/meter-words'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { formatScaled } from '@linli/shared/money'
import { meterCodeText } from '@linli/shared/scanned-code'
import { Button } from 'antd'
import { useState } from 'react'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { HungCode } from '../kit/hung-code'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { MeterEdit } from './meter-form'
import { MeterReplace } from './meter-replace'
import { ReadingCorrect, ReadingWithdraw } from './reading-decide'
import { spanText } from './reading-lists'
import { ReadingPhoto } from './reading-photo'
import { readingWords } from './reading-words'
import { meterWords as words } from './meter-page-words'
import { UsageChart } from './usage-chart'
import './readings.css'

/** One meter: what it is, what it used over time, and its readings; the last one can be put right. */
export function MeterShow({ meter, close }: { meter: Meter | undefined; close: () => void }) {
  return (
    <DetailDrawer
      title={meter ? `${meter.roomCode} ${meterTypeNames[meter.type]}` : words.caption}
      open={meter !== undefined}
      close={close}
      width={720}
    >
      {meter && <Details meter={meter} />}
    </DetailDrawer>
  )
}

function Details({ meter }: { meter: Meter }) {
  const { can } = usePlace()
  const [dialog, setDialog] = useState<'edit' | 'replace'>()
  const close = () => setDialog(undefined)
  const { number, name, multiplier, digits, reading, readOn, endedOn, devices = [] } = meter
  return (
    <>
      <Facts
        items={[
          [words.columns.number, number],
          [words.name, name],
          [words.columns.multiplier, formatScaled(multiplier ?? 10_000, 10_000, 0)],
          [words.columns.digits, digits],
          [words.start, reading === undefined ? undefined : `${readingText(reading)} ${readOn ?? ''}`],
          [words.endedOn, endedOn],
          ...devices.map(({ number: old, final, on }): [string, string] => [
            words.replacedOn(on),
            words.oldDevice(old, readingText(final)),
          ]),
        ]}
      />
      {can('billing:run') && (
        <div className="bar">
          <Button onClick={() => setDialog('edit')}>{words.edit}</Button>
          {!endedOn && <Button onClick={() => setDialog('replace')}>{words.replace}</Button>}
          <HungCode
            text={meterCodeText(meter)}
            name={`${meter.roomCode} ${name ?? meterTypeNames[meter.type]} ${number}`}
          />
        </div>
      )}
      <Readings meter={meter} />
      <MeterEdit meter={meter} open={dialog === 'edit'} close={close} />
      <MeterReplace meter={meter} open={dialog === 'replace'} close={close} />
    </>
  )
}

function Readings({ meter }: { meter: Meter }) {
  const { communityId, can } = usePlace()
  const { roomId, meterId } = meter
  const readings = usePages(meterApi.meterReadings, { communityId, roomId, meterId, limit: 24 })
  const [dialog, setDialog] = useState<{ reading: MeterReading; act: 'correct' | 'withdraw' }>()
  const close = () => setDialog(undefined)
  const all = readings.data?.pages.flatMap(page => page.items) ?? []
  const newest = all[0]?.readOn
  return (
    <section className="drawer-part">
      <h2>{words.usage}</h2>
      <UsageChart readings={all} type={meter.type} />
      <PagedTable
        plain
        caption={words.usage}
        query={readings}
        rowKey={({ readOn }) => readOn}
        sticky={false}
        empty={<State {...words.noReadings} />}
        columns={[
          { title: readingWords.columns.date, cell: ({ readOn }) => readOn, figure: true },
          { title: readingWords.columns.span, cell: spanText, figure: true },
          {
            title: readingWords.columns.usage,
            cell: ({ usage }) => (usage === undefined ? kitWords.none : usageText(usage)),
            figure: true,
          },
          {
            title: readingWords.columns.state,
            cell: ({ state }) => <Tag tone={state === 'held' ? 'due' : 'ok'}>{readingStateNames[state]}</Tag>,
          },
          {
            title: '',
            cell: reading => (
              <span className="bar">
                <ReadingPhoto reading={reading} />
                {can('billing:run') && reading.readOn === newest && (
                  <>
                    <Button size="small" onClick={() => setDialog({ reading, act: 'correct' })}>
                      {readingWords.correct}
                    </Button>
                    <Button size="small" onClick={() => setDialog({ reading, act: 'withdraw' })}>
                      {readingWords.withdraw}
                    </Button>
                  </>
                )}
              </span>
            ),
          },
        ]}
      />
      <ReadingCorrect reading={dialog?.reading} open={dialog?.act === 'correct'} close={close} />
      <ReadingWithdraw reading={dialog?.reading} open={dialog?.act === 'withdraw'} close={close} />
    </section>
  )
}
