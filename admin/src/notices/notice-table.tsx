import { noticesApi } from '@linli/shared/notices/api'
import { NoticeCategory, NoticeState, type OfficeNotice } from '@linli/shared/notices/schema'
import { noticeCategoryNames, noticeStateNames } from '@linli/shared/notices/words'
import { Select } from 'antd'
import { dateTime } from '../kit/format'
import { FindField } from '../kit/find-field'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { NoneSoFar } from './none-so-far'
import { CategoryTag, StateTag } from './notice-tag'
import { audienceWords, noticeListWords as words } from './words'

/** All of them, or those in one state, of one category, with some words in the title; the newest first. */
export function NoticeTable() {
  const { communityId } = usePlace()
  const { get, set } = useUrlState()
  const state = NoticeState.safeParse(get('state')).data
  const category = NoticeCategory.safeParse(get('category')).data
  const q = get('q')
  const list = usePages(noticesApi.list, {
    communityId,
    ...(state && { state }),
    ...(category && { category }),
    ...(q && { q }),
  })
  const { columns } = words
  return (
    <>
      <div className="bar">
        <Select
          aria-label={words.state}
          className="bar-select"
          value={state ?? ''}
          onChange={next => set({ state: next })}
          options={[
            { value: '', label: words.every },
            ...NoticeState.options.map(value => ({ value, label: noticeStateNames[value] })),
          ]}
        />
        <Select
          aria-label={words.category}
          className="bar-select"
          value={category ?? ''}
          onChange={next => set({ category: next })}
          options={[
            { value: '', label: words.everyCategory },
            ...NoticeCategory.options.map(value => ({ value, label: noticeCategoryNames[value] })),
          ]}
        />
        <FindField label={words.find} value={q} maxLength={40} find={text => set({ q: text.trim() })} />
      </div>
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => each.noticeId}
        open={each => set({ show: each.noticeId })}
        selected={get('show')}
        empty={
          list.hasNextPage ? (
            <NoneSoFar list={list} words={words} />
          ) : (
            <State {...(state || category || q ? words.emptyFiltered : words.empty)} />
          )
        }
        columns={[
          { title: columns.title, cell: each => each.title },
          {
            title: columns.category,
            cell: each => (
              <span className="bar">
                <CategoryTag category={each.category} />
                {each.pinned && <Tag tone="closed">{words.pinned}</Tag>}
              </span>
            ),
          },
          { title: columns.state, cell: each => <StateTag state={each.state} /> },
          { title: columns.scope, cell: each => <Audience scope={each.scope} /> },
          { title: columns.at, cell: momentOf, figure: true },
          { title: columns.until, cell: each => each.until, figure: true, wide: true },
          { title: columns.by, cell: each => each.publisher.name, wide: true },
          { title: columns.writer, cell: each => each.createdBy, wide: true },
        ]}
      />
    </>
  )
}

/** One word is not cut in two where the window is narrow. */
const Audience = ({ scope }: Pick<OfficeNotice, 'scope'>) => (
  <span className={scope.kind === 'community' ? 'unbroken' : undefined}>{audienceWords(scope)}</span>
)

/** When residents see it, or will. */
function momentOf({ publishedAt, startsAt }: OfficeNotice): string {
  const at = publishedAt ?? startsAt
  return at ? dateTime(at) : kitWords.none
}
