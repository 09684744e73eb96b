import type { Me } from '@linli/shared/identity/schema'
import type { ReactNode } from 'react'
import { Page } from '../kit/page'
import { useMe } from './session'
import { Welcome } from './welcome'

/** A page of somebody who is signed in; anybody else finds the first screen in its place, and then this page. */
export function SignedIn({ children, tabs }: { children: (me: Me) => ReactNode; tabs?: ReactNode }) {
  const me = useMe()
  if (me) return children(me)
  return (
    <Page tabs={tabs}>
      <Welcome />
    </Page>
  )
}
