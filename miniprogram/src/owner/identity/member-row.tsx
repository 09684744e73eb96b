import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { identityApi } from '@linli/shared/identity/api'
import type { Home, Member } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { type IdentityWords, identityWords } from './words'

type MemberRowProps = { home: Home; member: Member; canManage: boolean; onChanged: () => void }

/** One person of the home; for an owner it opens what can be changed. */
export function MemberRow({ home, member, canManage, onChanged }: MemberRowProps) {
  const words = useWords(identityWords)
  const [open, setOpen] = useState(false)
  const note = noteOf(member, words)
  return (
    <View className="own-member">
      <Row
        title={`${member.name}${member.me ? `（${words.meMark}）` : ''}`}
        note={note}
        label={`${member.name}，${note}`}
        {...(canManage ? { onTap: () => setOpen(true) } : {})}
      />
      <Sheet open={open} title={member.name} onClose={() => setOpen(false)}>
        <Manage
          home={home}
          member={member}
          onDone={() => {
            setOpen(false)
            onChanged()
          }}
        />
      </Sheet>
    </View>
  )
}

const noteOf = (member: Member, words: IdentityWords): string =>
  [
    occupancyRoleNames[member.role],
    member.bound ? words.isBound : words.notBound,
    ...(member.role === 'owner' ? [] : [member.seesBills ? words.sees : words.seesNot]),
  ].join(' · ')

function Manage({ home, member, onDone }: { home: Home; member: Member; onDone: () => void }) {
  const words = useWords(identityWords)
  const act = useAct()
  const [sure, setSure] = useState(false)
  const at = { communityId: home.communityId, roomId: home.roomId, occupancyId: member.occupancyId }
  const allow = async () => {
    await call(identityApi.letSeeBills, { ...at, seesBills: !member.seesBills })
    onDone()
  }
  const remove = async () => {
    await call(identityApi.removeMember, at)
    toast(words.removed)
    onDone()
  }
  if (sure)
    return (
      <>
        <View>{words.removeLine}</View>
        <Trouble problem={act.problem} />
        <Button kind="plain" risk wide busy={act.busy && words.removing} onTap={() => act.run('remove', remove)}>
          {words.removeNow(member.name)}
        </Button>
        <Button wide onTap={() => setSure(false)}>
          {words.keep}
        </Button>
      </>
    )
  return (
    <>
      {member.role === 'owner' ? null : (
        <Row
          form="switch"
          checked={member.seesBills}
          title={words.letSee(member.name)}
          disabled={act.busy !== undefined}
          onTap={() => act.run('let', allow)}
        />
      )}
      <Trouble problem={act.problem} />
      <Button kind="plain" risk wide onTap={() => setSure(true)}>
        {words.removeHead(member.name)}
      </Button>
    </>
  )
}
