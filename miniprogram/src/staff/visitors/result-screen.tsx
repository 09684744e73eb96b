import { roomName } from '@linli/shared/communities/room-name'
import { gateApi, type Looked } from '@linli/shared/visitors/gate-api'
import type { PassToken } from '@linli/shared/visitors/pass-token'
import { PassKind } from '@linli/shared/visitors/schema'
import { leftWords, passKindNames } from '@linli/shared/visitors/words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { role } from '../../kit/h5'
import { Icon } from '../../kit/icon'
import { Trouble } from '../../kit/trouble'
import { platform } from '../../platform/platform'
import { useAct } from '../../use-act'
import { done } from '../outbox/sending'
import { doneWith } from './asked'
import { Waiting } from './waiting'
import { WhySheet } from './why-sheet'
import { gateWords as words } from './words'

export type Result =
  | { kind: 'looked'; looked: Looked }
  | { kind: 'offline'; token: PassToken; text: string }
  | { kind: 'no'; why: string }
  | { kind: 'done'; head: string; line: string }

type OfflineResult = Extract<Result, { kind: 'offline' }>

type ResultProps = {
  at: { communityId: string; gateId: string }
  leaseId: string
  result: Result
  officePhone: string
  onChange: (result: Result) => void
  onNext: () => void
  onWalkIn: () => void
}

/** ✓ or ✕ over the whole screen, with what the guard does next. */
export function ResultScreen({ at, leaseId, result, officePhone, onChange, onNext, onWalkIn }: ResultProps) {
  const act = useAct()
  const sendId = useRef(newKey())
  const [asksWhy, setAsksWhy] = useState(false)
  const isYes = result.kind === 'offline' || result.kind === 'done' || (result.kind === 'looked' && result.looked.may)
  const isWaiting = result.kind === 'looked' && result.looked.pass?.state === 'pending' && result.looked.pass.walkIn
  useBuzz(isYes, result.kind)
  if (result.kind === 'looked' && isWaiting)
    return <Waiting at={at} looked={result.looked} officePhone={officePhone} onChange={onChange} onNext={onNext} />
  const ticket = result.kind === 'looked' ? result.looked.ticket : undefined
  const keepFor = ({ token, text }: OfflineResult, outcome: 'in' | 'turned_away', reason?: string) => {
    const { communityId, gateId } = at
    const input = { sendId: sendId.current, gateId, leaseId, token: text, outcome, ...(reason && { reason }) }
    return done({ communityId, name: 'atGate', about: `${token.name} · ${roomName(token.roomCode)}`, input })
  }
  const admit = async () => {
    if (result.kind === 'offline') {
      await keepFor(result, 'in')
      return onChange({ kind: 'done', head: words.done, line: words.doneBar.by_hand })
    }
    const { entry, left, barrier } = await call(gateApi.admit, { ...at, ticket: ticket ?? '', sendId: sendId.current })
    if (entry.passId) doneWith(entry.passId)
    const kind = PassKind.safeParse(entry.kind).data
    onChange({
      kind: 'done',
      head: words.done,
      line: [words.doneBar[barrier], left > 0 && kind && leftWords(kind, left)].filter(Boolean).join('，'),
    })
  }
  const turnAway = async (reason: string) => {
    if (result.kind === 'offline') await keepFor(result, 'turned_away', reason)
    if (result.kind === 'looked') {
      await call(gateApi.turnAway, { ...at, ...(ticket && { ticket }), reason, sendId: sendId.current })
      if (result.looked.pass) doneWith(result.looked.pass.passId)
    }
    onChange({ kind: 'no', why: words.turnedAway })
  }
  return (
    <View
      className={isYes ? 'sta-result sta-result--yes' : 'sta-result sta-result--no'}
      {...role('status')}
      ariaLive="polite"
    >
      <View className="sta-result__sign" ariaHidden>
        <Icon name={isYes ? 'check' : 'close'} />
      </View>
      <Said result={result} />
      <Trouble problem={act.problem} />
      {result.kind !== 'done' && isYes ? (
        <>
          <Button wide busy={act.busy === 'admit' && words.admitting} onTap={() => act.run('admit', admit)}>
            {words.admit}
          </Button>
          <Button kind="plain" wide onTap={() => setAsksWhy(true)}>
            {words.refuse}
          </Button>
        </>
      ) : (
        <Button wide onTap={onNext}>
          {words.again}
        </Button>
      )}
      {isYes ? null : (
        <>
          <Button kind="plain" wide onTap={onWalkIn}>
            {words.walkIn}
          </Button>
          <Button kind="plain" wide onTap={() => platform.callPhone(officePhone)}>
            {words.callOffice}
          </Button>
        </>
      )}
      {asksWhy ? (
        <WhySheet
          onWhy={reason => {
            setAsksWhy(false)
            act.run('refuse', () => turnAway(reason))
          }}
          onClose={() => setAsksWhy(false)}
        />
      ) : null}
    </View>
  )
}

function Said({ result }: { result: Result }) {
  if (result.kind === 'done')
    return (
      <>
        <View className="ll-head">{result.head}</View>
        <View>{result.line}</View>
      </>
    )
  if (result.kind === 'no')
    return (
      <>
        <View className="ll-head">{words.mayNot}</View>
        <View className="ll-title">{result.why}</View>
      </>
    )
  if (result.kind === 'offline')
    return (
      <>
        <View className="ll-head">{words.may}</View>
        <View className="ll-title">{`${result.token.name} · ${roomName(result.token.roomCode)}`}</View>
        <View className="ll-sub">{words.offline(0)}</View>
      </>
    )
  const { may, why, pass } = result.looked
  return (
    <>
      <View className="ll-head">{may ? words.may : words.mayNot}</View>
      {why ? <View className="ll-title">{why}</View> : null}
      {pass ? (
        <>
          <View className="ll-title">{`${pass.name} · ${roomName(pass.roomCode)}`}</View>
          {pass.reason ? <View>{words.reason(pass.reason)}</View> : null}
          <View>{[passKindNames[pass.kind], pass.about, pass.plateMasked].filter(Boolean).join('，')}</View>
          {may ? <View className="ll-sub">{leftWords(pass.kind, pass.allowance - pass.used)}</View> : null}
        </>
      ) : null}
    </>
  )
}

/** One short for yes, two long for no: the guard looks at the person, not at the phone. */
function useBuzz(isYes: boolean, kind: Result['kind']): void {
  useEffect(() => {
    if (kind === 'done') return
    const long = () => void Promise.resolve(Taro.vibrateLong()).catch(() => undefined)
    if (isYes) return void Promise.resolve(Taro.vibrateShort({ type: 'heavy' })).catch(() => undefined)
    long()
    const timer = setTimeout(long, 600)
    return () => clearTimeout(timer)
  }, [isYes, kind])
}
