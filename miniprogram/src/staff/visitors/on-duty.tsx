import type { OutputOf } from '@linli/shared/contract'
import { formatTime } from '@linli/shared/time'
import { gateApi, OfflineEntry } from '@linli/shared/visitors/gate-api'
import { checkOffline } from '@linli/shared/visitors/offline'
import type { Gate } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '../../api'
import { Banner } from '../../kit/banner'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Trouble } from '../../kit/trouble'
import { platform } from '../../platform/platform'
import { toProblem } from '../../problems'
import { useAct } from '../../use-act'
import { useEntries } from '../outbox/sending'
import { type Duty, leaveGate, takeGate } from './duty'
import { EmergencySheet } from './emergency-sheet'
import { Keypad } from './keypad'
import { isSigned } from './is-signed'
import { ResultScreen, type Result } from './result-screen'
import { WalkInForm } from './walk-in-form'
import { gateWords as words } from './words'

type OnDutyProps = {
  duty: Duty
  gate: Gate
  known: OutputOf<typeof gateApi.gates>
  isOffline: boolean
  onChanged: () => void
}

const renewMs = 10 * 60_000

/** Scan or type; the answer fills the screen. Without a network the phone checks by the keys that it has. */
export function OnDuty({ duty, gate, known, isOffline, onChanged }: OnDutyProps) {
  const { communityId, lease } = duty
  const { gateId } = lease
  const at = { communityId, gateId }
  const act = useAct()
  const kept = useEntries().filter(({ name, refused }) => name === 'atGate' && !refused)
  const [result, setResult] = useState<Result>()
  const [show, setShow] = useState<'walk-in' | 'emergency'>()
  useRenewal(at)
  const queue = kept.flatMap(({ input }) => OfflineEntry.safeParse(input).data ?? [])
  const check = (token: string) => async () => {
    const looked = await call(gateApi.scan, { ...at, token }).catch((thrown: unknown) => {
      if (toProblem(thrown).kind !== 'offline') throw thrown
      return undefined
    })
    if (looked) return setResult({ kind: 'looked', looked })
    const asked = { communityId, gateId, keys: known.keys, leaseUntil: lease.until, queue }
    const checked = checkOffline(token, asked, Date.now(), isSigned)
    setResult(checked.ok ? { kind: 'offline', token: checked.token, text: token } : { kind: 'no', why: checked.why })
  }
  const scan = async () => {
    const text = await platform.scan()
    if (text) act.run('scan', check(text))
  }
  const type = async (code: string) => {
    try {
      setResult({ kind: 'looked', looked: await call(gateApi.scan, { ...at, code }) })
    } catch (thrown) {
      if (toProblem(thrown).kind !== 'offline') throw thrown
      setResult({ kind: 'no', why: words.offlineCode })
    }
  }
  const offline = isOffline || queue.length > 0 ? <Banner kind="offline" text={words.offline(queue.length)} /> : null
  const next = () => setResult(undefined)
  if (result)
    return (
      <ResultScreen
        at={at}
        leaseId={lease.leaseId}
        result={result}
        officePhone={known.officePhone}
        onChange={setResult}
        onNext={next}
      />
    )
  if (show === 'walk-in')
    return (
      <WalkInForm
        at={at}
        onAsked={looked => {
          setShow(undefined)
          setResult({ kind: 'looked', looked })
        }}
        onClose={() => setShow(undefined)}
      />
    )
  return (
    <>
      {offline}
      <View className="sta-head">
        <View className="ll-head">{gate.name}</View>
        <Button
          kind="text"
          busy={act.busy === 'leave' && words.ending}
          onTap={() =>
            act.run('leave', async () => {
              await leaveGate(duty)
              onChanged()
            })
          }
        >
          {words.end}
        </Button>
      </View>
      <View className="ll-sub">{words.overDuty(formatTime(lease.until))}</View>
      <Trouble problem={act.problem} />
      <Button wide busy={act.busy === 'scan' && words.checking} onTap={() => void scan()}>
        {words.scan}
      </Button>
      <Card>
        <Keypad busy={act.busy === 'code'} onCode={code => act.run('code', () => type(code))} />
      </Card>
      <View className="ll-bar">
        <Button kind="plain" onTap={() => setShow('walk-in')}>
          {words.walkIn}
        </Button>
        <Button kind="plain" risk onTap={() => setShow('emergency')}>
          {words.emergency}
        </Button>
      </View>
      {show === 'emergency' ? <EmergencySheet at={at} onClose={() => setShow(undefined)} /> : null}
    </>
  )
}

/** The lease is renewed while there is a network. */
function useRenewal({ communityId, gateId }: { communityId: string; gateId: string }): void {
  useEffect(() => {
    const renew = () => void takeGate({ communityId, gateId }).catch(() => undefined)
    renew()
    const timer = setInterval(renew, renewMs)
    return () => clearInterval(timer)
  }, [communityId, gateId])
}
