import type { NoticeDetail } from '@linli/shared/notices/schema'
import { dateTime } from '../kit/format'
import type { Shown } from './notice-text'

/** One of the server, as a resident reads it; its pictures by links that hold for 5 minutes. */
export const shownOf = (notice: NoticeDetail): Shown => ({
  ...notice,
  when: notice.publishedAt ? dateTime(notice.publishedAt) : '',
  pictures: new Map(notice.pictures.map(({ fileId, url }) => [fileId, url])),
})
