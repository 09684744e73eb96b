import { identityApi } from '@linli/shared/identity/api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { PhoneButton } from '../../platform/platform'
import { CallFailed, problemOf } from '../../problems'
import { useAct } from '../../use-act'
import { keepMe, signIn, useMe } from '../session'
import { letterWords } from './letter-words'

type Props = {
  /** What the verified number is asked for, in the same tap. */
  onVerified: (phoneMasked: string) => Promise<void>
  onOver: () => void
  /** Where somebody goes on who would rather not show a number. */
  otherUrl: string
}

/** The first tap of a letter or poster: it says what the number is for, and with it come sign-in, consent and number. */
export function VerifyNumber({ onVerified, onOver, otherUrl }: Props) {
  const words = useWords(letterWords)
  const act = useAct()
  const known = useMe()
  const [refused, setRefused] = useState(false)
  const open = async (code: string) => {
    const me = known ?? (await signIn())
    let { consents } = me
    for (const purpose of ['privacy', 'phone'] as const) {
      if (consents.some(consent => consent.purpose === purpose && consent.granted)) continue
      consents = (await call(identityApi.setConsent, { purpose, granted: true })).consents
    }
    keepMe({ ...me, consents })
    await onVerified((await call(identityApi.verifyPhone, { code })).phoneMasked)
  }
  const verify = (code: string | undefined) => {
    setRefused(code === undefined)
    if (code === undefined) return act.clear()
    act.run('verify', () => open(code).catch(overOr(onOver)))
  }
  const refusal = { ...problemOf('refused'), head: words.refused, line: words.refusedLine }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.firstHead}</View>
        <View className="ll-sub">{words.firstLine}</View>
        <Trouble problem={act.problem ?? (refused ? refusal : undefined)} />
        <PhoneButton onCode={verify} busy={act.busy && words.verifying}>
          {words.agreeAndVerify}
        </PhoneButton>
        <Button kind="plain" wide onTap={() => void Taro.redirectTo({ url: otherUrl })}>
          {words.otherWay}
        </Button>
      </View>
    </Card>
  )
}

/** A code that ended meanwhile is said by the page; anything else stays beside its button. */
export const overOr =
  (onOver: () => void) =>
  (thrown: unknown): void => {
    if (!(thrown instanceof CallFailed) || thrown.problem.code !== 'identity.letter_over') throw thrown
    onOver()
  }
