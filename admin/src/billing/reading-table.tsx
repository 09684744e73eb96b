import { meterApi } from '@linli/shared/billing/meter-api'
import type { Meter } from '@linli/shared/billing/meter-schema'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import '../kit/confirm-bar.css'
import '../kit/data-table.css'
import { Refusal } from '../kit/banner'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useToast } from '../kit/toast'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { judge, type Typed } from './reading-draft'
import { isRead, ReadingRow } from './reading-row'
import { readingWords as words } from './reading-words'
import './readings.css'

type Props = { building: string; readOn: string; shows: (meter: Meter) => boolean }
const perCall = 100

/** Every meter of a building to be read one after the other; saved all at once, each judged by itself. */
export function ReadingTable({ building, readOn, shows }: Props) {
  const { communityId, can } = usePlace()
  const query = usePages(meterApi.listMeters, { communityId, building, limit: 100 })
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const meters = useMemo(
    () => query.data?.pages.flatMap(page => page.items).filter(meter => shows(meter) && isInUse(meter, readOn)) ?? [],
    [query.data, shows, readOn],
  )
  if (query.isPending) return <Card children={<Skeleton rows={8} />} />
  if (query.error) return <Card children={<Failed error={query.error} retry={query.refetch} />} />
  if (meters.length === 0) return <Card children={<State {...words.empty} />} />
  return <Typing meters={meters} readOn={readOn} mayType={can('billing:run')} />
}

const isInUse = ({ endedOn }: Meter, readOn: string) => endedOn === undefined || readOn <= endedOn

function Typing({ meters, readOn, mayType }: { meters: Meter[]; readOn: string; mayType: boolean }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map())
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  const save = useWrite(meterApi.saveReadings, { refreshes: ['billing.', 'audit.'] })
  const type = useCallback((meterId: string, value: Typed) => {
    setTyped(before => new Map(before).set(meterId, value))
    setRefused(before => (before.has(meterId) ? new Map([...before].filter(([id]) => id !== meterId)) : before))
  }, [])
  const paste = useCallback(
    (meterId: string, texts: string[]) => {
      const open = meters.filter(meter => !isRead(meter, readOn))
      const at = open.findIndex(meter => meter.meterId === meterId)
      const rows = open.slice(at, at + texts.length).map((meter, i) => [meter.meterId, texts[i] ?? ''] as const)
      setTyped(before => new Map([...before, ...rows.map(([id, text]) => [id, { text, over: false }] as const)]))
    },
    [meters, readOn],
  )
  const filled = meters.flatMap(meter => {
    const own = typed.get(meter.meterId)
    if (!own || own.text.trim() === '' || isRead(meter, readOn)) return []
    return [{ meter, own, judged: judge(meter, own, readOn) }]
  })
  const ready = filled.filter(({ judged }) => judged.problem === undefined && judged.value !== undefined)
  const submit = async () => {
    const tally = { saved: 0, held: 0, refused: 0 }
    for (let at = 0; at < ready.length; at += perCall) {
      const readings = ready.slice(at, at + perCall).map(({ meter: { roomId, meterId }, own, judged }) => ({
        roomId,
        meterId,
        value: judged.value ?? 0,
        ...(own.over && { rolledOver: true }),
      }))
      const { results } = await save.mutateAsync({ communityId, readOn, readings })
      for (const { outcome } of results) tally[outcome]++
      const kept = new Set(results.flatMap(({ outcome, meterId }) => (outcome === 'refused' ? [] : [meterId])))
      setTyped(before => new Map([...before].filter(([id]) => !kept.has(id))))
      setRefused(new Map(results.flatMap(({ meterId, message }) => (message ? [[meterId, message] as const] : []))))
    }
    toast(words.saved(tally.saved, tally.held, tally.refused))
  }
  const left = meters.filter(meter => !isRead(meter, readOn)).length
  return (
    <>
      <Card>
        <table className="table table-sticky">
          <caption className="visually-hidden">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.room}</th>
              <th scope="col">{words.columns.meter}</th>
              <th scope="col" className="table-figure">
                {words.columns.last}
              </th>
              <th scope="col" className="table-figure">
                {words.columns.now}
              </th>
              <td />
              <th scope="col" className="table-figure">
                {words.columns.usage}
              </th>
              <th scope="col">{words.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {meters.map(meter => (
              <ReadingRow
                key={meter.meterId}
                meter={meter}
                readOn={readOn}
                typed={typed.get(meter.meterId)}
                refused={refused.get(meter.meterId)}
                type={type}
                paste={paste}
              />
            ))}
          </tbody>
        </table>
      </Card>
      {mayType && (
        <div className="confirm-bar">
          <div>
            <p role="status">
              {filled.length > 0 ? words.typed(filled.length, filled.length - ready.length) : words.left(left)}
            </p>
            <Refusal error={save.error} />
          </div>
          <Button
            type="primary"
            disabled={ready.length === 0 || save.isPending}
            loading={save.isPending}
            onClick={() => void submit().catch(() => {})}
          >
            {words.save(ready.length)}
          </Button>
        </div>
      )}
    </>
  )
}
