import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { role, tappable } from '../../kit/h5'
import { gateWords as words } from './words'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', words.erase, '0', words.check] as const
const digits = 7

/** Keys of 64 px for a thumb in a glove; the seventh digit is enough. */
export function Keypad({ busy, onCode }: { busy: boolean; onCode: (code: string) => void }) {
  const [code, setCode] = useState('')
  const press = (key: (typeof keys)[number]) => {
    if (key === words.check) return
    const next = key === words.erase ? code.slice(0, -1) : `${code}${key}`.slice(0, digits)
    setCode(next)
  }
  return (
    <View className="ll-stack">
      <View
        className="sta-typed"
        {...role('status')}
        ariaLive="polite"
        ariaLabel={code === '' ? words.orCode : [...code].join(' ')}
      >
        {code === '' ? <View className="ll-sub">{words.orCode}</View> : code.padEnd(digits, '·')}
      </View>
      <View className="sta-keys">
        {keys.map(key =>
          key === words.check ? (
            <Button
              key={key}
              disabled={code.length < digits}
              busy={busy && words.checking}
              onTap={() => {
                onCode(code)
                setCode('')
              }}
            >
              {key}
            </Button>
          ) : (
            <View key={key} className="sta-key" hoverClass="ll-hover" onClick={() => press(key)} {...tappable(key)}>
              {key}
            </View>
          ),
        )}
      </View>
    </View>
  )
}
