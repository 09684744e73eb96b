import type { OutputOf } from '@linli/shared/contract'
import { messagesApi } from '@linli/shared/messages/api'
import { type MessageGroup, maySwitchOff, messageGroups } from '@linli/shared/messages/rules'
import type { MessageGrant, MessageKind } from '@linli/shared/messages/schema'
import { messageGroupNames, messageKindNames } from '@linli/shared/messages/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { toast } from '../../../kit/toast'
import { Trouble } from '../../../kit/trouble'
import { useSaid, useWords } from '../../../kit/use-words'
import { type Act, useAct } from '../../../use-act'
import { useLoad } from '../../../use-load'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { subscribe } from '../subscribe'
import { messageWords } from '../words'

type Settings = OutputOf<typeof messagesApi.settings>
type Change = (next: Partial<Pick<Settings, 'off' | 'daily'>>) => Promise<void>

export default function MessageSettingsPage() {
  return <SignedIn>{() => <MessageSettings />}</SignedIn>
}

const groups: MessageGroup[] = ['notices', 'bills', 'service', 'home', 'money', 'forum', 'binding']

/** 消息提醒: what WeChat brings, how many of each it still may, and what is told once a day. */
function MessageSettings() {
  const words = useWords(messageWords)
  const act = useAct()
  const [saved, setSaved] = useState<Settings>()
  const load = useLoad('message-settings', () => call(messagesApi.settings, {}), messagesApi.settings.output)
  const settings = saved ?? load.data
  const change = async (next: Parameters<Change>[0]) => {
    if (!settings) return
    const { off, daily, version } = { ...settings, ...next }
    const kept = await call(messagesApi.saveSettings, { off, daily, version })
    setSaved(before => ({ ...(before ?? settings), ...kept }))
  }
  const ask = async (grants: readonly MessageGrant[]) => {
    const accepted = await subscribe(grants)
    if (accepted === 0) return
    toast(words.got(accepted))
    const { grants: now } = await call(messagesApi.settings, {})
    if (settings) setSaved(before => ({ ...(before ?? settings), grants: now }))
  }
  return (
    <Page load={load} skeleton={[64, 200, 200]} phone={useHome()?.officePhone} title={words.settings}>
      {settings && settings.grants.length === 0 ? <State icon="bell" head={words.none} line={words.noneLine} /> : null}
      {settings && settings.grants.length > 0 ? (
        <>
          <View className="ll-sub">{words.settingsLine}</View>
          <Trouble problem={act.problem} />
          <Daily settings={settings} act={act} ask={ask} change={change} />
          {groups.map(group => (
            <Group key={group} group={group} settings={settings} act={act} ask={ask} change={change} />
          ))}
          <View className="ll-sub">{words.moreLine}</View>
        </>
      ) : null}
    </Page>
  )
}

type PartProps = {
  settings: Settings
  act: Act
  ask: (grants: readonly MessageGrant[]) => Promise<void>
  change: Change
}

/** One tap chooses it and asks for the message that it will be. */
function Daily({ settings, act, ask, change }: PartProps) {
  const words = useWords(messageWords)
  const own = settings.grants.filter(({ kind }) => kind === 'digest')
  const turn = async () => {
    // WeChat asks only right after the tap.
    if (!settings.daily) await ask(own)
    await change({ daily: !settings.daily })
  }
  if (own.length === 0) return null
  return (
    <Card flush>
      <Row
        form="switch"
        checked={settings.daily}
        title={words.daily}
        note={words.dailyNote}
        disabled={act.busy !== undefined}
        onTap={() => act.run('daily', turn)}
      />
    </Card>
  )
}

function Group({ group, settings, act, ask, change }: PartProps & { group: MessageGroup }) {
  const words = useWords(messageWords)
  const said = useSaid()
  const { off, grants } = settings
  const own = grants.filter(({ kind }) => messageGroups[group].some(each => each === kind))
  const wanted = own.filter(({ kind }) => !off.includes(kind))
  const turn = (kind: MessageKind) =>
    change({ off: off.includes(kind) ? off.filter(each => each !== kind) : [...off, kind] })
  if (own.length === 0) return null
  const name = said(messageGroupNames[group])
  return (
    <Card>
      <View className="ll-title">{name}</View>
      {own.map(({ kind, left }) =>
        maySwitchOff(kind) ? (
          <Row
            key={kind}
            form="switch"
            checked={!off.includes(kind)}
            title={said(messageKindNames[kind])}
            note={off.includes(kind) ? words.off : words.left(left)}
            disabled={act.busy !== undefined}
            onTap={() => act.run(kind, () => turn(kind))}
          />
        ) : (
          <Row key={kind} title={said(messageKindNames[kind])} note={words.left(left)} value={words.always} />
        ),
      )}
      {wanted.length > 0 ? (
        <Button
          kind="plain"
          wide
          label={words.moreOf(name)}
          busy={act.busy === group && words.asking}
          onTap={() => act.run(group, () => ask(wanted))}
        >
          {words.more}
        </Button>
      ) : null}
    </Card>
  )
}
