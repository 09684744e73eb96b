import { officeRoleNames } from '@linli/shared/permissions'
import { Figures } from '@linli/shared/repairs/figures'
import { workApi } from '@linli/shared/repairs/work-api'
import { beijingDate, monthOf } from '@linli/shared/time'
import { call } from '../api'
import { Button } from '../kit/button'
import { Card } from '../kit/card'
import { Row } from '../kit/row'
import { State } from '../kit/state'
import { useAct } from '../use-act'
import { useLoad } from '../use-load'
import { fieldCommunities } from './field-communities'
import { chooseCommunity, signOut } from './session'
import type { Working } from './signed-in'
import { StaffPage } from './staff-page'
import { UnsentList } from './unsent-list'
import { staffWords as words } from './words'

/** 我的: who, what was done this month, and what this phone could not send. */
export function MeScreen({ staff, hasDay }: { staff: Working; hasDay: boolean }) {
  const { communityId, personId } = staff
  const month = monthOf(beijingDate(new Date().toISOString()))
  const load = useLoad(
    hasDay ? `my-month.${communityId}.${month}.${personId}` : undefined,
    () => call(workApi.myMonth, { communityId, month }),
    Figures,
  )
  const act = useAct()
  const { finished = 0, finishedInTimeBp, stars10, rated = 0, reopened = 0 } = load.data ?? {}
  return (
    <StaffPage<unknown> load={hasDay ? load : { ...load, data: {} }}>
      <Card flush>
        <Row
          icon="me"
          title={staff.name}
          note={staff.grants.map(({ role, communityName }) => `${communityName} ${officeRoleNames[role]}`).join('、')}
        />
      </Card>
      <Communities staff={staff} />
      <UnsentList />
      {hasDay ? (
        <Card flush>
          <Row title={words.month} value={`${words.monthDone} ${words.orders(finished)}`} />
          {finishedInTimeBp === undefined ? null : (
            <Row title={words.monthInTime} value={words.share(finishedInTimeBp)} />
          )}
          {reopened > 0 ? <Row title={words.monthReopened} value={words.orders(reopened)} /> : null}
          <Row
            title={words.monthRating}
            value={stars10 === undefined ? words.noRating : words.stars((stars10 / 10).toFixed(1), rated)}
          />
        </Card>
      ) : (
        <State icon="info" head={words.noDay} line={words.noDayLine} />
      )}
      <Button kind="plain" wide risk busy={act.busy && words.signOut} onTap={() => act.run('out', signOut)}>
        {words.signOut}
      </Button>
    </StaffPage>
  )
}

/** Who works in several communities says in which they are now; nothing for who works in one. */
function Communities({ staff }: { staff: Working }) {
  const all = fieldCommunities(staff)
  if (all.length < 2) return null
  return (
    <Card flush>
      {all.map(({ communityId, communityName }) => (
        <Row
          key={communityId}
          form="radio"
          title={communityName}
          checked={communityId === staff.communityId}
          onTap={() => chooseCommunity(communityId)}
        />
      ))}
    </Card>
  )
}
