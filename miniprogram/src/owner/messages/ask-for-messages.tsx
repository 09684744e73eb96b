import { messagesApi } from '@linli/shared/messages/api'
import type { MessageKind } from '@linli/shared/messages/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { useLoad } from '../../use-load'
import { subscribe, type Template } from './subscribe'
import { messageWords } from './words'

/** `first`: what was just done is about these. */
type AskProps = { head: string; line: string; first?: MessageKind | readonly MessageKind[] }

/** Offers WeChat messages right after something was done, saying what will be sent; nothing where none can be. */
export function AskForMessages({ head, line, first = [] }: AskProps) {
  const words = useWords(messageWords)
  const act = useAct()
  const [accepted, setAccepted] = useState<number>()
  const load = useLoad('templates', () => call(messagesApi.templates, {}), messagesApi.templates.output)
  const known = load.data?.items ?? []
  // WeChat asks for few at once: what was just done is asked about first.
  const isFirst = ({ kind }: Template) => [first].flat().includes(kind)
  const templates = [...known.filter(isFirst), ...known.filter(each => !isFirst(each))]
  if (templates.length === 0) return null
  const ask = async () => setAccepted(await subscribe(templates))
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{head}</View>
        <View className="ll-sub">{line}</View>
        <Trouble problem={act.problem} />
        {accepted === undefined ? (
          <Button kind="plain" wide busy={act.busy && words.asking} onTap={() => act.run('ask', ask)}>
            {words.ask}
          </Button>
        ) : (
          <View {...role('status')}>{accepted > 0 ? words.accepted : words.refused}</View>
        )}
      </View>
    </Card>
  )
}
