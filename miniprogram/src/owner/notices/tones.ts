import type { NoticeCategory } from '@linli/shared/notices/schema'
import type { Tone } from '../../kit/tag'

export const noticeTones: Record<NoticeCategory, Tone> = {
  notice: 'info',
  outage: 'due',
  activity: 'ok',
  safety: 'due',
  disclosure: 'info',
  emergency: 'danger',
}
