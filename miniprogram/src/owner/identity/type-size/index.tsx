import { identityApi } from '@linli/shared/identity/api'
import type { FontSize } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import { call } from '../../../api'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { Tag } from '../../../kit/tag'
import { Trouble } from '../../../kit/trouble'
import { chooseTypeSize, useTypeSize } from '../../../kit/type-size'
import { unbroken } from '../../../kit/unbroken'
import { useWords } from '../../../kit/use-words'
import { useAct } from '../../../use-act'
import { useHome, useMe } from '../../session'
import { identityWords } from '../words'

/** 字号: works at once, also unsigned; an account keeps it for the next phone. */
export default function TypeSizePage() {
  const words = useWords(identityWords)
  const size = useTypeSize()
  const me = useMe()
  const act = useAct()
  const choose = (fontSize: FontSize) => {
    chooseTypeSize(fontSize)
    if (me) act.run('keep', () => call(identityApi.setFontSize, { fontSize }))
  }
  const sizes: [FontSize, string, string | undefined][] = [
    ['standard', words.standard, undefined],
    ['large', words.large, words.largeNote],
    ['xlarge', words.xlarge, words.xlargeNote],
  ]
  return (
    <Page phone={useHome()?.officePhone}>
      <Card flush>
        {sizes.map(([value, title, note]) => (
          <Row
            key={value}
            form="radio"
            checked={size === value}
            title={title}
            note={note}
            onTap={() => choose(value)}
          />
        ))}
      </Card>
      <Card>
        <View className="own-sample">
          <Tag tone="closed">{words.sample}</Tag>
          <View>{unbroken(words.sampleLine)}</View>
        </View>
        {me ? <View className="ll-sub">{words.sizeKept}</View> : null}
      </Card>
      <Trouble problem={act.problem} />
    </Page>
  )
}
