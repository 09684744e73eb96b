import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { DeskPost, DeskShelf } from '@linli/shared/forum/schema'
import { refusalNames, saidKindNames } from '@linli/shared/forum/words'
import { dateTime } from '../kit/format'
import { FindField } from '../kit/find-field'
import { PagedTable } from '../kit/paged-table'
import { Empty } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { PostTag } from './post-tag'
import { forumWords as words } from './words'

type Listed = Exclude<DeskShelf, 'review'>

/** Since when it stands there. */
const sinceOf: Record<Listed, (post: DeskPost) => string | undefined> = {
  reported: post => post.reportedAt,
  appeals: post => post.appeal?.at,
  published: post => post.at,
  down: post => post.decision?.at ?? post.hiddenAt,
}

/** One shelf as a table: what waits the longest first, what is over the newest first. */
export function PostTable({ shelf }: { shelf: Listed }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const q = shelf === 'published' ? url.get('q') : undefined
  const list = usePages(forumDeskApi.shelf, { communityId, shelf, ...(q && { q }) })
  const { columns } = words
  return (
    <>
      {shelf === 'published' && (
        <div className="bar">
          <FindField label={words.search} value={q} maxLength={40} find={text => url.set({ q: text.trim() })} />
        </div>
      )}
      <PagedTable
        caption={words.tabs[shelf]}
        query={list}
        rowKey={each => each.postId}
        open={each => url.set({ show: each.postId })}
        selected={url.get('show')}
        empty={<Empty sought={q} otherwise={words.empty[shelf]} />}
        columns={[
          {
            title: columns.who,
            cell: each => (
              <>
                <span className="unbroken">{each.author}</span> <span className="unbroken">{each.roomCode}</span>
              </>
            ),
          },
          { title: columns.text, cell: each => <span className="forum-said">{each.text}</span> },
          { title: columns.kind, cell: each => saidKindNames[each.kind] },
          { title: columns.pictures, cell: each => words.pictures(each.pictures.length), wide: true },
          ...(shelf === 'published'
            ? [{ title: words.pinned, cell: (each: DeskPost) => (each.pinned ? words.pinned : '') }]
            : [
                { title: columns.state, cell: (each: DeskPost) => <PostTag post={each} /> },
                // Why it was reported stands with the reports, of which there may be many.
                ...(shelf === 'reported'
                  ? []
                  : [
                      {
                        title: shelf === 'appeals' ? columns.appeal : columns.why,
                        cell: (each: DeskPost) => whyOf(shelf, each) ?? kitWords.none,
                      },
                    ]),
              ]),
          {
            title: columns.since[shelf],
            cell: each => {
              const since = sinceOf[shelf](each)
              return since ? dateTime(since) : kitWords.none
            },
            figure: true,
          },
        ]}
      />
    </>
  )
}

const whyOf = (shelf: Listed, { decision, appeal }: DeskPost) =>
  shelf === 'appeals' ? appeal?.text : decision && refusalNames[decision.reason]
