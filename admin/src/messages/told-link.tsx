import { Link } from 'react-router'
import { usePlace } from '../session'
import { messageWords } from './words'

type Asked = { objectId: string } | { personId: string }

/** To what was sent about a record, or to a person; for who may read it. */
export function ToldLink(asked: Asked) {
  const { communityId, can } = usePlace()
  if (!can('messages:read')) return null
  return <Link to={`/c/${communityId}/messages?${new URLSearchParams(asked)}`}>{messageWords.deliveries.link}</Link>
}
