import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { DeliveryState, FallbackOutcome, type Push, type PushState } from '@linli/shared/messages/schema'
import { deliveryStateNames, fallbackNames, pushStateNames } from '@linli/shared/messages/words'
import { Progress } from 'antd'
import { dateTime } from '../kit/format'
import { Tag, type Tone } from '../kit/tag'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { messageWords } from './words'

const words = messageWords.pushes
const tones: Record<PushState, Tone> = { running: 'info', waiting: 'due', done: 'ok', stopped: 'closed' }
const isMoving = ({ state }: Push) => state === 'running' || state === 'waiting'

/** Read again while it goes on. */
export const usePushes = (objectId?: string, enabled = true) => {
  const { communityId } = usePlace()
  return usePages(
    messageDeskApi.pushes,
    { communityId, ...(objectId && { objectId }) },
    { pollWhile: isMoving, enabled },
  )
}

export const PushStateTag = ({ push }: { push: Push }) => (
  <Tag tone={tones[push.state]}>{pushStateNames[push.state]}</Tag>
)

/** How far the walk is: a bar where it is known how far it goes. */
export function PushBar({ push: { state, homes, wakeAt, waitsFor, title } }: { push: Push }) {
  const percent =
    state === 'done' ? 100 : homes.of ? Math.min(99, Math.floor((homes.done / homes.of) * 100)) : undefined
  return (
    <>
      {percent !== undefined && <Progress percent={percent} size="small" aria-label={title} />}
      <span className="hint small figure">{words.homes(homes.done, homes.of)}</span>
      {state === 'waiting' && wakeAt ? (
        <div className="hint small">{words.wakes(dateTime(wakeAt), waitsFor)}</div>
      ) : null}
    </>
  )
}

/** What became of it, in people: 已提交 312 人、没有授权 20 人. */
export function outcomeWords({ counts, others, arrived, notArrived }: Push): string {
  const named = new Map<string, number>()
  const add = (name: string, people = 0) => people > 0 && named.set(name, (named.get(name) ?? 0) + people)
  for (const state of DeliveryState.options) add(deliveryStateNames[state], counts[state])
  for (const outcome of FallbackOutcome.options) add(fallbackNames[outcome], others[outcome])
  const people = [...named].map(([name, count]) => `${name} ${words.people(count)}`).join('、') || words.none
  return arrived + notArrived > 0 ? `${people}。${words.receipts(arrived, notArrived)}` : people
}

/** What was sent about one object, such as a notice and its reminders; nothing where nothing was. */
export function ObjectPushes({ objectId }: { objectId: string }) {
  const { data } = usePushes(objectId)
  const pushes = data?.pages.flatMap(({ items }) => items) ?? []
  if (pushes.length === 0) return null
  return (
    <section className="drawer-part card">
      <h2>{words.title}</h2>
      {pushes.map(push => (
        <div key={push.pushId}>
          <p>
            <span className="figure">{dateTime(push.at)}</span> <PushStateTag push={push} />
          </p>
          <PushBar push={push} />
          <p role="status">{outcomeWords(push)}</p>
        </div>
      ))}
    </section>
  )
}
