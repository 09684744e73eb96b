import type { MyNoticeRow } from '@linli/shared/notices/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Row } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { isLarger, useTypeSize } from '../../kit/type-size'
import { useWords } from '../../kit/use-words'
import { dayMomentOf } from '../../time-words'
import { homePage } from '../home-page'
import { noticeTones } from './tones'
import { noticeWords } from './words'

type Home = { communityId: string; roomId: string }

export const openNotice = (home: Home, noticeId: string) =>
  void Taro.navigateTo({ url: homePage('notices/one', home, { noticeId }) })

/** One line: what kind, what about, since when, and whether it was read, in a word. */
export function NoticeRow({ home, notice }: { home: Home; notice: MyNoticeRow }) {
  const words = useWords(noticeWords)
  const { category, title, publishedAt, read, confirmed, pinned } = notice
  const when = dayMomentOf(publishedAt)
  const state = !read ? words.unread : confirmed ? words.confirmed : ''
  const kind = words.category(category)
  const value = state || (pinned ? words.pinned : '')
  const larger = isLarger(useTypeSize())
  return (
    <Row
      title={
        <View className="own-words">
          <Tag tone={noticeTones[category]}>{kind}</Tag> {title}
        </View>
      }
      note={
        larger && value ? (
          <View>
            <View>{when}</View>
            <View>{value}</View>
          </View>
        ) : (
          when
        )
      }
      value={larger ? undefined : value}
      label={[kind, title, when, pinned && words.pinned, state].filter(Boolean).join('，')}
      onTap={() => openNotice(home, notice.noticeId)}
    />
  )
}
