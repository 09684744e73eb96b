import { type InvitedStaff, staffApi, type StaffInvitation } from '@linli/shared/identity/staff-api'
import { officeRoleNames, rolesAllow } from '@linli/shared/permissions'
import { Button } from 'antd'
import { Refusal } from '../kit/banner'
import { dateTime } from '../kit/format'
import { Card } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { inviteWords as words } from './settings-words'

type Props = {
  /** Who has a card already. */
  registered: ReadonlySet<string>
  register: (person: InvitedStaff) => void
  dismiss: (person: InvitedStaff) => void
  onInvited: (invitation: StaffInvitation) => void
}

const tones: Record<InvitedStaff['state'], Tone> = {
  invited: 'info',
  expired: 'due',
  joined: 'ok',
  dismissed: 'closed',
}

/** How far each invitation to the staff's mini-program came. */
export function InvitedList({ registered, register, dismiss, onInvited }: Props) {
  const { communityId } = usePlace()
  const invited = usePages(staffApi.listStaff, { communityId })
  const again = useWrite(staffApi.inviteStaffAgain, { refreshes: ['identity.', 'audit.'], onDone: onInvited })
  return (
    <Card title={words.listTitle}>
      <Refusal error={again.error} />
      <PagedTable
        plain
        sticky={false}
        exports={false}
        caption={words.listTitle}
        query={invited}
        rowKey={each => each.personId}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.name, cell: each => each.name },
          { title: words.columns.roles, cell: each => each.roles.map(role => officeRoleNames[role]).join('、') },
          {
            title: words.columns.state,
            cell: ({ state, expiresAt, joinedAt }) => (
              <>
                <Tag tone={tones[state]}>{words.states[state]}</Tag>{' '}
                <span className="hint small figure">
                  {state === 'joined' && joinedAt
                    ? dateTime(joinedAt)
                    : state === 'dismissed'
                      ? ''
                      : words.until(dateTime(expiresAt))}
                </span>
              </>
            ),
          },
          {
            title: words.columns.act,
            cell: each =>
              each.state !== 'dismissed' && (
                <span className="bar">
                  {rolesAllow(each.roles, 'repairs:work') && !registered.has(each.personId) && (
                    <Button
                      size="small"
                      // A guard may have a craft as well; a repairer without one is given no work.
                      type={each.roles.includes('repairer') ? 'primary' : 'default'}
                      onClick={() => register(each)}
                    >
                      {words.register}
                    </Button>
                  )}
                  <Button
                    size="small"
                    disabled={again.isPending}
                    onClick={() => again.mutate({ communityId, personId: each.personId })}
                  >
                    {words.again}
                  </Button>
                  <Button size="small" type="text" danger onClick={() => dismiss(each)}>
                    {words.dismiss}
                  </Button>
                </span>
              ),
          },
        ]}
      />
    </Card>
  )
}
