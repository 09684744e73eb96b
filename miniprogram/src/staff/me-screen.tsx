import { officeRoleNames } from '@linli/shared/permissions'
import { OfficeRepair } from '@linli/shared/repairs/views'
import { workApi } from '@linli/shared/repairs/work-api'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { call } from '../api'
import { Button } from '../kit/button'
import { Card } from '../kit/card'
import { Row } from '../kit/row'
import { useAct } from '../use-act'
import { useLoad } from '../use-load'
import { signOut } from './session'
import type { Working } from './signed-in'
import { StaffPage } from './staff-page'
import { UnsentList } from './unsent-list'
import { staffWords as words } from './words'

const Done = z.object({ items: z.array(OfficeRepair) })

/** 我的: who, what was done this month, and what this phone could not send. */
export function MeScreen({ staff }: { staff: Working }) {
  const { communityId, personId } = staff
  const load = useLoad(`month.${personId}`, () => call(workApi.myWork, { communityId, show: 'done', limit: 100 }), Done)
  const act = useAct()
  const month = beijingDate(new Date().toISOString()).slice(0, 7)
  const ofMonth = (load.data?.items ?? []).filter(({ doneAt }) => doneAt && beijingDate(doneAt).startsWith(month))
  const stars = ofMonth.flatMap(({ rating }) => (rating ? [rating.stars] : []))
  const average = stars.reduce((sum, each) => sum + each, 0) / stars.length
  return (
    <StaffPage load={load}>
      <Card flush>
        <Row
          icon="me"
          title={staff.name}
          note={staff.grants.map(({ role, communityName }) => `${communityName} ${officeRoleNames[role]}`).join('、')}
        />
      </Card>
      <UnsentList />
      <Card flush>
        <Row title={words.month} value={`${words.monthDone} ${words.orders(ofMonth.length)}`} />
        <Row title={words.monthRating} value={stars.length > 0 ? words.stars(average.toFixed(1)) : words.noRating} />
      </Card>
      <Button kind="plain" wide risk busy={act.busy && words.signOut} onTap={() => act.run('out', signOut)}>
        {words.signOut}
      </Button>
    </StaffPage>
  )
}
