import type { ReactNode } from 'react'
import { Banner } from '../kit/banner'
import { Page } from '../kit/page'
import type { Load } from '../use-load'
import { useEntries, useStuck } from './outbox/sending'
import { useStaff } from './session'
import { staffWords as words } from './words'

/** A page of the field: what waits on this phone, or was refused, stands on top, before how old the page is. */
export function StaffPage<T>({ load, children, foot }: { load: Load<T>; children: ReactNode; foot?: ReactNode }) {
  const entries = useEntries()
  const isStuck = useStuck()
  const me = useStaff()?.personId
  const { keptAt, ...fresh } = load
  const mine = entries.filter(({ personId }) => personId === me)
  const waiting = mine.filter(({ refused }) => !refused).length
  const refused = mine.length - waiting
  const offline = keptAt !== undefined || isStuck
  return (
    <Page
      load={waiting > 0 ? fresh : load}
      refresh
      foot={foot}
      banner={
        waiting > 0 ? (
          <Banner kind={offline ? 'offline' : 'info'} text={offline ? words.unsent(waiting) : words.sending(waiting)} />
        ) : refused > 0 ? (
          <Banner kind="due" text={words.refusedCount(refused)} />
        ) : null
      }
    >
      {children}
    </Page>
  )
}
