import type { OutputOf } from '@linli/shared/contract'
import { identityApi } from '@linli/shared/identity/api'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Trouble } from '../../kit/trouble'
import { useSaid, useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { useAct } from '../../use-act'
import { identityWords } from './words'

/** Everything that is kept about this account, shown on demand (个人信息保护法 45). */
export function MyData() {
  const words = useWords(identityWords)
  const said = useSaid()
  const act = useAct()
  const [data, setData] = useState<OutputOf<typeof identityApi.exportMyData>>()
  const show = async () => setData(await call(identityApi.exportMyData, {}))
  return (
    <>
      {data ? <View className="ll-cap">{words.exportedAt(momentOf(data.exportedAt))}</View> : null}
      {data?.sections.map(section => (
        <Card key={section.title}>
          <View className="ll-title">{said(section.title)}</View>
          {section.lines.map((line, i) => (
            <View className="own-line" key={i}>
              {said(line)}
            </View>
          ))}
        </Card>
      ))}
      <Trouble problem={act.problem} />
      {data ? null : (
        <Button kind="plain" wide busy={act.busy && words.exporting} onTap={() => act.run('export', show)}>
          {words.export}
        </Button>
      )}
    </>
  )
}
