import type { Me } from '@linli/shared/identity/schema'
import type { ReactNode } from 'react'
import { Page } from '../kit/page'
import { useMe } from './session'
import { Welcome } from './welcome'

type Props = {
  children: (me: Me) => ReactNode
  /** What somebody who is not signed in should know before. */
  above?: ReactNode
  tabs?: ReactNode
  /** As 长辈版 calls the page. */
  title?: string
}

/** A page of somebody who is signed in; anybody else finds the first screen in its place, and then this page. */
export function SignedIn({ children, above, tabs, title }: Props) {
  const me = useMe()
  if (me) return children(me)
  return (
    <Page tabs={tabs} title={title}>
      {above}
      <Welcome />
    </Page>
  )
}
