import { noticesApi } from '@linli/shared/notices/api'
import type { NoticeDetail } from '@linli/shared/notices/schema'
import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import '../kit/timeline.css'
import { useUrlState } from '../kit/url-state'
import { ObjectPushes, usePushes } from '../messages/push-progress'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { NoticeActs } from './notice-acts'
import { NoticeText } from './notice-text'
import { StateTag } from './notice-tag'
import { ObjectionList } from './objection-list'
import { shownOf } from './shown-of'
import { UnreadHomes } from './unread-homes'
import { audienceWords, showWords as words } from './words'

/** One with what came of it, and what may be done to it. */
export function NoticeShow({ noticeId, close }: { noticeId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const notice = useRead(noticesApi.get, { communityId, noticeId: noticeId ?? '' }, { enabled: noticeId !== undefined })
  const { data } = notice
  return (
    <DetailDrawer title={data?.title ?? words.title} open={noticeId !== undefined} close={close} width={720}>
      {data ? (
        <Details key={data.noticeId} notice={data} />
      ) : notice.error ? (
        <Failed error={notice.error} retry={notice.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

const parts = { text: WithFacts, unread: UnreadHomes, objections: ObjectionList }
type Part = keyof typeof parts
const isPart = (text: string | undefined): text is Part => text !== undefined && text in parts

function Details({ notice }: { notice: NoticeDetail }) {
  const { get, set } = useUrlState()
  const { category, state, publishedAt } = notice
  const asked = get('part')
  const possible: Part[] = [
    'text',
    ...(state === 'published' ? (['unread'] as const) : []),
    ...(category === 'disclosure' && publishedAt ? (['objections'] as const) : []),
  ]
  // Whoever stood before the telephones when it was withdrawn stands before the text.
  const part = isPart(asked) && possible.includes(asked) ? asked : 'text'
  const Shown = parts[part]
  return (
    <>
      <div className="bar">
        <StateTag state={state} />
        {publishedAt && <Figures notice={notice} />}
      </div>
      <NoticeActs notice={notice} />
      {possible.length > 1 && (
        <Segmented
          aria-label={words.tabsLabel}
          className="bar-segment"
          value={part}
          onChange={next => set({ part: next === 'text' ? undefined : next })}
          options={possible.map(value => ({ value, label: words.tabs[value] }))}
        />
      )}
      <Shown notice={notice} />
    </>
  )
}

function Figures({ notice: { noticeId, figures, category } }: { notice: NoticeDetail }) {
  const { can } = usePlace()
  const pushes = usePushes(noticeId, can('messages:read')).data?.pages.flatMap(({ items }) => items) ?? []
  const homes = pushes.find(({ homes: { of } }) => of !== undefined)?.homes.of
  const shown = [
    [words.figures.read, words.people(figures.read)],
    ...(category === 'emergency' ? [[words.figures.confirmed, words.people(figures.confirmed)]] : []),
    ...(category === 'disclosure' ? [[words.figures.objections, words.pieces(figures.objections)]] : []),
    ...(homes === undefined ? [] : [[words.figures.homes, words.homes(homes)]]),
  ]
  return <span className="figure">{shown.map(each => each.join(' ')).join(' · ')}</span>
}

function WithFacts({ notice }: { notice: NoticeDetail }) {
  const { communityId, can } = usePlace()
  const { set } = useUrlState()
  const { facts } = words
  const moment = (at: string | undefined) => at && dateTime(at)
  const items: [string, string | undefined][] = [
    [facts.scope, audienceWords(notice.scope)],
    [facts.writer, notice.createdBy],
    [facts.publishedBy, notice.publishedBy],
    [facts.startsAt, moment(notice.startsAt)],
    [facts.publishedAt, moment(notice.publishedAt)],
    [facts.until, notice.until],
    [facts.objectionsUntil, notice.objectionsUntil],
    [facts.remindedAt, moment(notice.remindedAt)],
    [facts.endedAt, moment(notice.endedAt)],
    [facts.withdrawnFor, notice.withdrawnFor],
  ]
  return (
    <>
      <Facts items={items.filter(([, value]) => value !== undefined)} />
      {notice.publishedAt && can('messages:read') && <ObjectPushes objectId={notice.noticeId} />}
      <section className="drawer-part card">
        <NoticeText notice={shownOf(notice)} />
      </section>
      <div className="bar">
        <Button onClick={() => set({ print: notice.noticeId })}>{words.print}</Button>
        {can('audit:read') && (
          <Link to={`/c/${communityId}/audit?object=notice/${notice.noticeId}`}>{words.record}</Link>
        )}
      </div>
    </>
  )
}
