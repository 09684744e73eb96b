import { noticesApi } from '@linli/shared/notices/api'
import { scopeWords } from '@linli/shared/notices/words'
import { beijingDate, formatFullDate } from '@linli/shared/time'
import { Button } from 'antd'
import { dateTime } from '../kit/format'
import { Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import './notice-print.css'
import { NoticeText } from './notice-text'
import { shownOf } from './shown-of'
import { printWords as words } from './words'

/** One on A4, to be hung up in the lobby: for whom, in whose name, with room for the seal. */
export function NoticePrint({ noticeId }: { noticeId: string }) {
  const { communityId, communityName } = usePlace()
  const { set } = useUrlState()
  const notice = useRead(noticesApi.get, { communityId, noticeId })
  const { data } = notice
  return (
    <Page
      title={words.title}
      line={<span className="no-print">{words.line}</span>}
      actions={
        <span className="bar no-print">
          <Button onClick={() => set({ print: undefined })}>{words.back}</Button>
          <Button type="primary" disabled={!data} onClick={() => window.print()}>
            {words.print}
          </Button>
        </span>
      }
    >
      {data ? (
        <div className="notice-paper">
          <p className="notice-paper-place">
            {data.scope.kind === 'community' ? communityName : words.forWhom(communityName, scopeWords(data.scope))}
          </p>
          {!data.publishedAt && <p className="notice-paper-draft">{words.draft}</p>}
          <NoticeText notice={shownOf(data)} />
          <footer>
            <p>{data.publisher.name}</p>
            <p>{data.publishedAt ? formatFullDate(beijingDate(data.publishedAt)) : words.seal}</p>
          </footer>
          {data.publishedAt && <p className="notice-paper-foot">{words.published(dateTime(data.publishedAt))}</p>}
        </div>
      ) : notice.error ? (
        <Failed error={notice.error} retry={notice.refetch} />
      ) : (
        <Skeleton rows={10} />
      )}
    </Page>
  )
}
