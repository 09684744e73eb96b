import { queryOf } from '@linli/shared/forum/grams'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Field } from '../../kit/field'
import { useWords } from '../../kit/use-words'
import { homePage } from '../home-page'
import { forumWords } from './words'

type Home = { communityId: string; roomId: string }

/** 找一找 and 我发的; the field comes when it is asked for. */
export function SearchBar({ home, q, onSearch }: { home: Home; q: string; onSearch: (q: string) => void }) {
  const words = useWords(forumWords)
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const typed = text.trim()
  const close = () => {
    setOpen(false)
    setText('')
    onSearch('')
  }
  if (!open)
    return (
      <View className="ll-bar">
        <Button kind="text" onTap={() => setOpen(true)}>
          {words.search}
        </Button>
        <Button kind="text" onTap={() => void Taro.navigateTo({ url: homePage('forum/mine', home) })}>
          {words.mine}
        </Button>
      </View>
    )
  return (
    <Card>
      <Field
        label={words.searchLabel}
        hint={words.searchHint}
        value={text}
        maxLength={40}
        onChange={setText}
        onConfirm={() => queryOf(typed) && onSearch(typed)}
      />
      <View className="ll-buttons">
        <Button disabled={queryOf(typed) === undefined || typed === q} onTap={() => onSearch(typed)}>
          {words.searchNow}
        </Button>
        <Button kind="plain" onTap={close}>
          {words.searchClear}
        </Button>
      </View>
    </Card>
  )
}
