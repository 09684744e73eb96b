import type { ShownAttachment } from '@linli/shared/notices/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { Row } from '../../kit/row'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { noticeWords } from './words'

/** Files beside the text, each by a private link that ends: copied, for whichever app is to open it. */
export function AttachmentRows({ attachments }: { attachments: readonly ShownAttachment[] }) {
  const words = useWords(noticeWords)
  const act = useAct()
  const [copied, setCopied] = useState(false)
  if (attachments.length === 0) return null
  const copy = (url: string) => async () => {
    await Taro.setClipboardData({ data: url })
    setCopied(true)
  }
  return (
    <Card>
      <View className="ll-title">{words.attachments}</View>
      {attachments.map(({ fileId, name, url }) => (
        <Row
          key={fileId}
          title={name}
          value={words.copy}
          label={`${name}，${words.copy}`}
          onTap={() => act.run(fileId, copy(url))}
        />
      ))}
      {copied ? (
        <View className="ll-sub" {...role('status')} ariaLive="polite">
          {words.copied}
        </View>
      ) : null}
      <Trouble problem={act.problem} />
    </Card>
  )
}
