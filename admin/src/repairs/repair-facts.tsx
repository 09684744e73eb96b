import { placeWords } from '@linli/shared/repairs/news'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { responsibilityNames, revisitWords, sourceNames, wishNames } from '@linli/shared/repairs/words'
import { formatFullDate } from '@linli/shared/time'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { usePlace } from '../session'
import { showWords as words } from './show-words'

type Fact = [name: string, value: ReactNode]
const { facts } = words

export function RepairFacts({ repair }: { repair: RepairDetail }) {
  const { communityId, can } = usePlace()
  const { contactPhone, place, wish, work, rating, revisit, billId, mergedInto, lateAt, chargeFen } = repair
  const base = `/c/${communityId}`
  const atHome = place.kind === 'room' ? place : undefined
  const items: (Fact | undefined | false)[] = [
    [facts.reporter, repair.reporterName],
    [facts.phone, contactPhone ? <a href={`tel:${contactPhone}`}>{contactPhone}</a> : words.noPhone],
    [
      facts.place,
      atHome && can('communities:read') ? (
        <Link to={`${base}/rooms?show=${atHome.roomId}`}>{placeWords(place)}</Link>
      ) : (
        placeWords(place)
      ),
    ],
    [facts.source, sourceNames[repair.source]],
    repair.externalNumber !== undefined && [facts.external, repair.externalNumber],
    repair.externalDueAt !== undefined && [facts.externalDue, dateTime(repair.externalDueAt)],
    [facts.reported, dateTime(repair.reportedAt)],
    wish && [facts.wish, `${formatFullDate(wish.date)} ${wishNames[wish.part]}`],
    [facts.respondBy, dateTime(repair.respondBy)],
    [facts.finishBy, dateTime(repair.finishBy)],
    lateAt !== undefined && [facts.late, dateTime(lateAt)],
    [facts.who, repair.assignee?.name],
    (atHome || repair.responsibility) && [
      facts.responsibility,
      repair.responsibility ? responsibilityNames[repair.responsibility] : words.unset,
    ],
    atHome && [facts.charge, yuan(chargeFen)],
    work && [facts.work, workText(work)],
    revisit && [facts.revisit, [revisitWords(revisit), revisit.by].filter(Boolean).join(' · ')],
    rating && [facts.rating, [words.stars(rating.stars), rating.comment].filter(Boolean).join(' · ')],
    billId !== undefined &&
      atHome &&
      can('billing:read') && [
        facts.bill,
        <Link key="bill" to={`${base}/bills?show=${atHome.roomId}.${billId}`}>
          {words.toBill}
        </Link>,
      ],
    mergedInto !== undefined && [
      facts.merged,
      <Link key="merged" to={`${base}/repairs?show=${mergedInto}`}>
        {words.toOther}
      </Link>,
    ],
  ]
  return <Facts items={items.filter(item => Array.isArray(item))} />
}

const workText = ({ materials, minutes }: NonNullable<RepairDetail['work']>) =>
  [...materials.map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`), words.minutes(minutes)].join('，')
