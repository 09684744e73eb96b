import type { OutputOf } from '@linli/shared/contract'
import { formatTime } from '@linli/shared/time'
import { gateApi, OfflineEntry } from '@linli/shared/visitors/gate-api'
import { checkOffline } from '@linli/shared/visitors/offline'
import type { Gate, Pass } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { call } from '../../api'
import { Banner } from '../../kit/banner'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Page } from '../../kit/page'
import { Trouble } from '../../kit/trouble'
import { platform } from '../../platform/platform'
import { toProblem } from '../../problems'
import { useAct } from '../../use-act'
import { useEntries } from '../outbox/sending'
import { seen } from './asked'
import { AskedCard } from './asked-card'
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
  children?: React.ReactNode
}

const renewMs = 10 * 60_000

/** Scan or type; the answer fills the screen. Without a network the phone checks by the keys that it has. */
export function OnDuty({ duty, gate, known, isOffline, onChanged, children }: OnDutyProps) {
  const { communityId, lease } = duty
  const { gateId } = lease
  const at = { communityId, gateId }
  const act = useAct()
  const kept = useEntries().filter(({ name, refused }) => name === 'atGate' && !refused)
  const [result, putResult] = useState<Result>()
  const setResult = useCallback((next: Result | undefined) => {
    if (next?.kind === 'looked' && next.looked.pass) seen(next.looked.pass)
    putResult(next)
  }, [])
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
  /** What its household says by now; without a network the guard goes on waiting, or telephones. */
  const back = (pass: Pass) => async () => {
    const looked = await call(gateApi.waiting, { ...at, passId: pass.passId }).catch((thrown: unknown) => {
      if (toProblem(thrown).kind !== 'offline' || pass.state !== 'pending') throw thrown
      return { may: false, pass }
    })
    setResult({ kind: 'looked', looked })
  }
  const offline = isOffline || queue.length > 0 ? <Banner kind="offline" text={words.offline(queue.length)} /> : null
  const next = () => setResult(undefined)
  useTop(`${show} ${result?.kind}`)
  if (result)
    return (
      <Page>
        <ResultScreen
          at={at}
          leaseId={lease.leaseId}
          result={result}
          officePhone={known.officePhone}
          onChange={setResult}
          onNext={next}
          onWalkIn={() => {
            setResult(undefined)
            setShow('walk-in')
          }}
        />
      </Page>
    )
  if (show === 'walk-in')
    return (
      <Page>
        <WalkInForm
          at={at}
          officePhone={known.officePhone}
          onAsked={looked => {
            setShow(undefined)
            setResult({ kind: 'looked', looked })
          }}
          onClose={() => setShow(undefined)}
        />
      </Page>
    )
  const foot = (
    <View className="sta-foot">
      <Button kind="plain" onTap={() => setShow('walk-in')}>
        {words.walkIn}
      </Button>
      <Button kind="plain" risk onTap={() => setShow('emergency')}>
        {words.emergency}
      </Button>
    </View>
  )
  return (
    <Page banner={offline} foot={foot} phone={known.officePhone}>
      {children}
      <View className="sta-head">
        <View className="sta-duty">
          <View className="ll-head">{gate.name}</View>
          <View className="ll-sub">{words.overDuty(formatTime(lease.until))}</View>
        </View>
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
      <Trouble problem={act.problem} />
      <Button wide busy={act.busy === 'scan' && words.checking} onTap={() => void scan()}>
        {words.scan}
      </Button>
      <AskedCard at={at} onTap={pass => act.run('asked', back(pass))} />
      <Card>
        <Keypad busy={act.busy === 'code'} onCode={code => act.run('code', () => type(code))} />
      </Card>
      {show === 'emergency' ? (
        <EmergencySheet at={at} leaseId={lease.leaseId} onClose={() => setShow(undefined)} />
      ) : null}
    </Page>
  )
}

/** What comes next is read from its head, however far down the guard was. */
function useTop(what: string): void {
  useEffect(() => {
    void Promise.resolve(Taro.pageScrollTo({ scrollTop: 0, duration: 0 })).catch(() => undefined)
  }, [what])
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
