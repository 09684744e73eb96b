import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { role } from '../../kit/h5'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { AskSheet } from '../ask-sheet'
import { homePage } from '../home-page'
import { RemoveSheet } from './remove-sheet'
import { postTones } from './tones'
import { forumWords } from './words'

type Props = {
  home: { communityId: string; roomId: string }
  post: Post
  live: boolean
  onChanged: () => void
}

/** How one's own stands: why others do not see it, what was answered, and what can be done: change it, 申诉, delete it. */
export function OwnState({ home, post, live, onChanged }: Props) {
  const words = useWords(forumWords)
  const [asked, setAsked] = useState<'appeal' | 'remove'>()
  const { postId, state, decision, appeal, may } = post
  const close = () => setAsked(undefined)
  const done = () => {
    close()
    onChanged()
  }
  const mayEdit = may.includes('edit')
  return (
    <View className="ll-stack">
      <View className="ll-bar" {...role('status')}>
        <View className="ll-row__text">{words.sentence(state)}</View>
        <Tag tone={postTones[state]}>{words.state(state)}</Tag>
      </View>
      {decision && state !== 'approved' ? (
        <View className="ll-sub">
          {[words.reason(decision.reason, decision.note), mayEdit && words.mayEdit].filter(Boolean).join('。')}
        </View>
      ) : null}
      {appeal ? <View className="ll-sub">{`${words.myAppeal}：${appeal.text}`}</View> : null}
      {appeal?.answer ? <View className="ll-sub">{`${words.answer}：${appeal.answer}`}</View> : null}
      {live ? (
        <View className="ll-buttons">
          {mayEdit ? (
            <Button kind="plain" onTap={() => void Taro.navigateTo({ url: homePage('forum/new', home, { postId }) })}>
              {words.edit}
            </Button>
          ) : null}
          {may.includes('appeal') ? (
            <Button kind="plain" onTap={() => setAsked('appeal')}>
              {words.appeal}
            </Button>
          ) : null}
          {may.includes('remove') && state !== 'approved' ? (
            <Button kind="text" risk onTap={() => setAsked('remove')}>
              {words.remove}
            </Button>
          ) : null}
        </View>
      ) : null}
      {asked === 'appeal' ? (
        <AskSheet
          said={{ title: words.appeal, line: words.appealLine, label: words.appealText, button: words.appealSend }}
          send={async text => {
            await call(forumApi.appeal, { ...home, postId, text })
            done()
          }}
          onClose={close}
        />
      ) : null}
      {asked === 'remove' ? <RemoveSheet home={home} postId={postId} onRemoved={done} onClose={close} /> : null}
    </View>
  )
}
