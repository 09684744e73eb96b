import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { DeskPost } from '@linli/shared/forum/schema'
import { lostFoundNames, saidKindNames } from '@linli/shared/forum/words'
import { formatFullDate } from '@linli/shared/time'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import '../kit/timeline.css'
import { useRead } from '../queries'
import { usePlace } from '../session'
import './forum.css'
import { VerdictTag } from './post-facts'
import { forumWords, showWords as words } from './words'

/** What somebody said, as neighbours will read it: what it answers, its words, its fields, its pictures large. */
export function PostBody({ post }: { post: DeskPost }) {
  const { kind, replyTo, topic, edited, pinned, text, complaint } = post
  return (
    <>
      <div className="bar">
        <Tag tone="closed">{saidKindNames[kind]}</Tag>
        {topic && <Tag tone="closed">{topic}</Tag>}
        {pinned && <Tag tone="info">{forumWords.pinned}</Tag>}
        {edited && <span className="hint">{forumWords.edited}</span>}
        {complaint && <span className="hint">{words.complaint(complaint.number)}</span>}
      </div>
      {replyTo && <Under postId={replyTo} />}
      <p className="question-text forum-text">{text}</p>
      <Fields post={post} />
      <Pictures post={post} />
    </>
  )
}

/** A reply says little without what it is under. */
function Under({ postId }: { postId: string }) {
  const { communityId } = usePlace()
  const under = useRead(forumDeskApi.show, { communityId, postId })
  return (
    <section className="forum-under">
      <h3>{words.under}</h3>
      {under.data ? (
        <p className="question-text">{`${under.data.author}：${under.data.text}`}</p>
      ) : under.error ? (
        <p className="hint">{words.underGone}</p>
      ) : (
        <Skeleton rows={1} />
      )}
    </section>
  )
}

function Fields({ post: { group, found } }: { post: DeskPost }) {
  if (group) {
    const { item, priceFen, wanted, until, pickUp } = group
    const named = words.group
    return (
      <Facts
        items={[
          [named.item, item],
          [named.price, priceFen === undefined ? undefined : yuan(priceFen)],
          [named.wanted, named.count(wanted)],
          [named.until, formatFullDate(until)],
          [named.pickUp, pickUp],
        ]}
      />
    )
  }
  if (!found) return null
  return (
    <Facts
      items={[
        [words.found.what, lostFoundNames[found.what]],
        [words.found.where, found.where],
        [words.found.on, formatFullDate(found.on)],
      ]}
    />
  )
}

function Pictures({ post: { pictures, pictureVerdicts } }: { post: DeskPost }) {
  if (pictures.length === 0) return null
  return (
    <ul className="forum-pictures">
      {pictures.map(({ fileId, url }, at) => (
        <li key={fileId}>
          <a href={url} target="_blank" rel="noreferrer">
            <img src={url} alt={words.picture(at + 1)} />
          </a>
          <VerdictTag name={words.picture(at + 1)} verdict={pictureVerdicts[fileId]} />
        </li>
      ))}
    </ul>
  )
}
