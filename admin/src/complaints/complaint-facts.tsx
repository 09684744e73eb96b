import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { roomName } from '@linli/shared/communities/room-name'
import { sourceNames } from '@linli/shared/repairs/words'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Facts } from '../kit/facts'
import { dateTime } from '../kit/format'
import { usePlace } from '../session'
import { complaintWords, showWords as words } from './words'

type Fact = [name: string, value: ReactNode]
const { facts } = words

export function ComplaintFacts({ complaint }: { complaint: ComplaintDetail }) {
  const { communityId } = usePlace()
  const { phone, roomId, roomCode, rating, externalNumber, endedAt, concerns, reopened } = complaint
  const base = `/c/${communityId}`
  const items: (Fact | false)[] = [
    [facts.who, complaint.name],
    [facts.phone, phone ? <a href={`tel:${phone}`}>{phone}</a> : words.noPhone],
    roomId !== undefined &&
      roomCode !== undefined && [
        facts.room,
        <Link key="room" to={`${base}/rooms?show=${roomId}`}>
          {roomName(roomCode)}
        </Link>,
      ],
    roomId !== undefined && [
      facts.repairs,
      <Link key="repairs" to={`${base}/repairs?view=table&room=${roomId}`}>
        {words.toRepairs}
      </Link>,
    ],
    complaint.place !== undefined && [facts.place, complaint.place.title],
    [facts.source, sourceNames[complaint.source]],
    externalNumber !== undefined && [facts.external, externalNumber],
    [facts.reported, dateTime(complaint.reportedAt)],
    [facts.due, complaint.dueOn],
    [facts.handler, complaint.handler?.name ?? complaintWords.nobody],
    concerns.length > 0 && [facts.concerns, concerns.map(({ name }) => name).join('、')],
    rating !== undefined && [facts.rating, [words.stars(rating.stars), rating.comment].filter(Boolean).join(' · ')],
    reopened > 0 && [facts.reopened, words.times(reopened)],
    endedAt !== undefined && [facts.ended, dateTime(endedAt)],
  ]
  return <Facts items={items.filter(item => item !== false)} />
}
