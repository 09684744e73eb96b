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
import { subscribe } from './subscribe'
import { messageWords } from './words'

/** `kinds`: what the head and line say, and nothing else is asked for. */
type AskProps = { head: string; line: string; kinds: readonly MessageKind[] }

/** Offers WeChat messages right after something was done, saying what will be sent; nothing where none can be. */
export function AskForMessages({ head, line, kinds }: AskProps) {
  const words = useWords(messageWords)
  const act = useAct()
  const [accepted, setAccepted] = useState<number>()
  const load = useLoad('templates', () => call(messagesApi.templates, {}), messagesApi.templates.output)
  const templates = (load.data?.items ?? []).filter(({ kind }) => kinds.includes(kind))
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
