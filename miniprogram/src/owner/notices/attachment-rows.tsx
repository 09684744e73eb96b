import { noticesApi } from '@linli/shared/notices/api'
import type { ShownAttachment } from '@linli/shared/notices/schema'
import { View } from '@tarojs/components'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { useAct } from '../../use-act'
import { noticeWords } from './words'

type Props = {
  of: { communityId: string; roomId: string; noticeId: string }
  attachments: readonly ShownAttachment[]
}

/** Files beside the text; each opens over the page. */
export function AttachmentRows({ of, attachments }: Props) {
  const words = useWords(noticeWords)
  const act = useAct()
  if (attachments.length === 0) return null
  // A link holds for 5 minutes, which whoever reads slowly has used up.
  const open = (fileId: string) => async () => {
    const { attachments: fresh } = await call(noticesApi.getMine, of)
    const file = fresh.find(each => each.fileId === fileId)
    if (file?.kind === 'photo') platform.showMedia([{ ...file, kind: 'photo' }], 0)
    else if (file) await platform.openDocument(file.url)
  }
  return (
    <Card>
      <View className="ll-title">{words.attachments}</View>
      {attachments.map(({ fileId, name }) => {
        const value = act.busy === fileId ? words.opening : words.open
        return (
          <Row
            key={fileId}
            title={name}
            value={value}
            label={`${name}，${value}`}
            disabled={act.busy !== undefined}
            onTap={() => act.run(fileId, open(fileId))}
          />
        )
      })}
      <Trouble problem={act.problem} />
    </Card>
  )
}
