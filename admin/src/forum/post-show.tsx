import type { OutputOf } from '@linli/shared/contract'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { refusalNames } from '@linli/shared/forum/words'
import { DetailDrawer } from '../kit/detail-drawer'
import { dateTime } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { PostActs } from './post-acts'
import { PostBody } from './post-body'
import { PostFacts } from './post-facts'
import { PostTag } from './post-tag'
import { showWords as words } from './words'

type Shown = OutputOf<typeof forumDeskApi.show>

/** Before the links of its pictures end. */
const everyMs = 240_000

/** One with what was reported and decided about it, and what may be done now. */
export function PostShow({ postId, close }: { postId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const asked = { communityId, postId: postId ?? '' }
  const post = useRead(forumDeskApi.show, asked, { enabled: postId !== undefined, everyMs })
  return (
    <DetailDrawer title={words.title} open={postId !== undefined} close={close} width={720}>
      {post.data ? (
        <Details key={post.data.postId} post={post.data} />
      ) : post.error ? (
        <Failed error={post.error} retry={post.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

const Details = ({ post }: { post: Shown }) => (
  <>
    <div className="bar">
      <PostTag post={post} />
    </div>
    <PostActs post={post} />
    <PostFacts post={post} />
    <Appeal post={post} />
    <Reports post={post} />
    <section className="drawer-part">
      <h2>{words.said}</h2>
      <PostBody post={post} />
    </section>
  </>
)

/** Why it was decided, and what its author says to that: side by side for who decides now. */
function Appeal({ post: { decision, appeal } }: { post: Shown }) {
  return (
    <>
      {decision && (
        <section className="drawer-part">
          <h2>{words.decision}</h2>
          <p>{words.decided(refusalNames[decision.reason])}</p>
          {decision.note && <p className="question-text">{decision.note}</p>}
          <p className="hint small">{dateTime(decision.at)}</p>
        </section>
      )}
      {appeal && (
        <section className="drawer-part">
          <h2>{words.appeal}</h2>
          <p className="question-text">{appeal.text}</p>
          <p className="hint small">{dateTime(appeal.at)}</p>
          {appeal.answer && (
            <>
              <h3>{words.answer}</h3>
              <p className="question-text">{appeal.answer}</p>
            </>
          )}
        </section>
      )}
    </>
  )
}

/** Who reported it is nobody's to read. */
function Reports({ post: { reports, reportedAt } }: { post: Shown }) {
  if (reports.length === 0) return null
  return (
    <section className="drawer-part">
      <h2>
        {words.reports(reports.length)} {reportedAt && <Tag tone="due">{words.waiting}</Tag>}
      </h2>
      <ul className="stack-small">
        {reports.map(({ reason, note, at }, nth) => (
          <li key={nth}>
            {[refusalNames[reason], note].filter(Boolean).join('：')} <span className="hint small">{dateTime(at)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
