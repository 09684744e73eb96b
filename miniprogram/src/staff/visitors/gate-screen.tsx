import { gateApi } from '@linli/shared/visitors/gate-api'
import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Page } from '../../kit/page'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import { useAct } from '../../use-act'
import { useLoad } from '../../use-load'
import type { Working } from '../signed-in'
import { forgetGate, takeGate, useDuty } from './duty'
import { OnDuty } from './on-duty'
import { gateWords as words } from './words'

/** 门岗: which gate, and then whoever stands before it. */
export function GateScreen({ staff, children }: { staff: Working; children?: React.ReactNode }) {
  const { communityId, personId } = staff
  const duty = useDuty()
  const act = useAct()
  const load = useLoad(`gates.${communityId}`, () => call(gateApi.gates, { communityId }), gateApi.gates.output)
  const { data, keptAt, reload } = load
  const gates = data?.gates ?? []
  const mine = duty?.communityId === communityId && duty.lease.personId === personId ? duty : undefined
  const gate = mine && gates.find(({ gateId }) => gateId === mine.lease.gateId)
  const isLost = gate !== undefined && !keptAt && gate.lease !== undefined && gate.lease.leaseId !== mine?.lease.leaseId
  useEffect(() => {
    if (isLost) forgetGate()
  }, [isLost])
  if (mine && gate && data)
    return (
      <OnDuty duty={mine} gate={gate} known={data} isOffline={keptAt !== undefined} onChanged={() => void reload()}>
        {children}
      </OnDuty>
    )
  const take = (gateId: string) => async () => {
    await takeGate({ communityId, gateId })
    await reload()
  }
  return (
    <Page load={load} refresh skeleton={[200]} phone={data?.officePhone}>
      {children}
      {gates.length === 0 ? <State icon="shield" head={words.noGates} line={words.noGatesLine} /> : null}
      {gates.length > 0 ? <View className="ll-head">{words.choose}</View> : null}
      <Trouble problem={act.problem} />
      {gates.map(({ gateId, name, lease }) => (
        <Card key={gateId}>
          <View className="ll-stack">
            <View className="ll-title">{name}</View>
            <View className="ll-sub">{lease ? words.onDuty(lease.personName) : words.free}</View>
            <Button
              wide
              busy={act.busy === gateId && words.starting}
              disabled={lease !== undefined && lease.personId !== personId}
              onTap={() => act.run(gateId, take(gateId))}
            >
              {words.start}
            </Button>
          </View>
        </Card>
      ))}
    </Page>
  )
}
