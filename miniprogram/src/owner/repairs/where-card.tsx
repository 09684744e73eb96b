import { View } from '@tarojs/components'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { Field } from '../../kit/field'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { placeOfCode } from './place-of-code'
import { repairWords } from './words'

export type Where = { kind: 'home' | 'public'; building?: string; spot: string }
type WhereProps = { value: Where; onlyPublic: boolean; onChange: (where: Where) => void }

/** 我家, or a public place: written, or read from the code that hangs there. */
export function WhereCard({ value, onlyPublic, onChange }: WhereProps) {
  const words = useWords(repairWords)
  const scan = async () => {
    const text = await platform.scan()
    if (text) onChange({ kind: 'public', ...placeOfCode(text) })
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.where}</View>
        {onlyPublic ? null : (
          <Choice
            options={[
              { value: 'home', name: words.home },
              { value: 'public', name: words.public },
            ]}
            value={value.kind}
            onChange={kind => onChange({ ...value, kind })}
          />
        )}
        {value.kind === 'public' ? (
          <>
            <Field
              label={words.spot}
              hint={words.spotHint}
              value={value.spot}
              maxLength={40}
              onChange={spot => onChange({ kind: 'public', spot })}
            />
            <Button kind="plain" wide onTap={() => void scan()}>
              {words.scan}
            </Button>
          </>
        ) : null}
      </View>
    </Card>
  )
}
