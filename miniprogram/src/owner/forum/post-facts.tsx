import type { Post } from '@linli/shared/forum/schema'
import { beijingDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useWords } from '../../kit/use-words'
import { Pieces } from './pieces'
import { forumWords } from './words'

/** What a 团购 or 失物招领 is about, line by line; that no money passes here is said with every price. */
export function PostFacts({ post: { group, found }, whole }: { post: Post; whole?: boolean }) {
  const words = useWords(forumWords)
  if (found)
    return (
      <View className="own-facts">
        <View className="own-facts__head">{words.lostFound(found)}</View>
        <View className="ll-sub">{words.where(found)}</View>
      </View>
    )
  if (!group) return null
  const today = beijingDate(new Date().toISOString())
  const price = group.priceFen === undefined ? [] : [words.price(group.priceFen)]
  return (
    <View className="own-facts">
      <View className="own-facts__head">{words.item(group)}</View>
      <Pieces kind="sub" of={[...price, words.wanted(group), words.until(group, today)]} />
      {whole ? (
        <>
          <View className="ll-sub">{words.pickUp(group)}</View>
          <View className="ll-cap">{words.noMoney}</View>
        </>
      ) : null}
    </View>
  )
}
