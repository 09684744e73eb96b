import { communitiesApi } from '@linli/shared/communities/api'
import { noticesApi } from '@linli/shared/notices/api'
import { today } from '../kit/format'
import { Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { NoticeEditor } from './notice-editor'
import { type NoticeValues, usualUntil, valuesOf } from './notice-values'
import { publisherNames, writeWords as words } from './words'

/** 写公告: a new one, or a draft that is there. */
export function NoticeWrite({ noticeId }: { noticeId: string | undefined }) {
  const { communityId, communityName } = usePlace()
  const isNew = noticeId === undefined
  const community = useRead(communitiesApi.get, { communityId }, { enabled: isNew })
  const notice = useRead(noticesApi.get, { communityId, noticeId: noticeId ?? '' }, { enabled: !isNew })
  const error = community.error ?? notice.error
  if (notice.data) return <NoticeEditor key={noticeId} notice={notice.data} initial={valuesOf(notice.data)} />
  if (community.data)
    return <NoticeEditor key="new" notice={undefined} initial={firstValues(communityName, community.data)} />
  return (
    <Page title={words.title}>
      {error ? <Failed error={error} retry={isNew ? community.refetch : notice.refetch} /> : <Skeleton />}
    </Page>
  )
}

const firstValues = (communityName: string, { officePhone }: { officePhone: string }): NoticeValues => ({
  category: 'notice',
  title: '',
  publisher: { kind: 'office', name: `${communityName}${publisherNames.office}`, phone: officePhone },
  scope: 'community',
  buildings: [],
  units: [],
  blocks: [{ kind: 'paragraph', text: '' }],
  attachments: [],
  until: usualUntil('notice', today()),
})
