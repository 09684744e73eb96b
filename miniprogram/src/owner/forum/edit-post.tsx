import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import type { Home } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '../../api'
import { useWords } from '../../kit/use-words'
import type { Piece } from '../../upload-batch'
import { householdBatch, usePieces } from '../household-batch'
import { ComposeForm } from './compose-form'
import { formOf } from './form'
import { waitFor } from './waiting'
import { forumWords } from './words'

type Props = { home: Home; topics: readonly string[]; post: Post }

/** One's own post once more: its kind and its name stay, and it is looked at anew. */
export function EditPost({ home, topics, post }: Props) {
  const { communityId, roomId } = home
  const words = useWords(forumWords)
  const [form, setForm] = useState(() => formOf(post))
  const [there, setThere] = useState(() => post.pictures.map(pieceOf))
  const [batch] = useState(() => householdBatch(home, () => undefined))
  const added = usePieces(batch)
  useEffect(() => void Taro.setNavigationBarTitle({ title: words.editTitle }), [words])
  const removeThere = (key: string) => setThere(there.filter(piece => piece.key !== key))
  return (
    <ComposeForm
      home={home}
      topics={topics}
      form={form}
      fixedKind
      pieces={[...there, ...added]}
      batch={batch}
      onRemoveThere={removeThere}
      onChange={change => setForm({ ...form, ...change })}
      send={async (said, fileIds) => {
        await call(forumApi.edit, {
          communityId,
          roomId,
          postId: post.postId,
          ...said,
          fileIds,
          version: post.version,
        })
        waitFor(post.postId)
        await Taro.navigateBack()
      }}
    >
      <View className="ll-sub">{words.editLine}</View>
    </ComposeForm>
  )
}

/** A photo that the post has, among those on their way. */
const pieceOf = ({ url, thumbUrl, ...media }: Post['pictures'][number]): Piece => ({
  key: media.fileId,
  kind: media.kind,
  path: thumbUrl ?? url,
  size: 0,
  state: 'ready',
  percent: 100,
  media,
})
