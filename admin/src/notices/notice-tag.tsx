import type { NoticeCategory, NoticeState } from '@linli/shared/notices/schema'
import { noticeCategoryNames, noticeStateNames } from '@linli/shared/notices/words'
import { Tag, type Tone } from '../kit/tag'

const states: Record<NoticeState, Tone> = {
  draft: 'due',
  scheduled: 'info',
  published: 'ok',
  expired: 'closed',
  withdrawn: 'closed',
}
const categories: Record<NoticeCategory, Tone> = {
  notice: 'info',
  outage: 'due',
  activity: 'ok',
  safety: 'due',
  disclosure: 'info',
  emergency: 'danger',
}

export const StateTag = ({ state }: { state: NoticeState }) => <Tag tone={states[state]}>{noticeStateNames[state]}</Tag>
/** As residents see it. */
export const CategoryTag = ({ category }: { category: NoticeCategory }) => (
  <Tag tone={categories[category]}>{noticeCategoryNames[category]}</Tag>
)
