import * as z from 'zod'
import type { Label } from '../label'
import { grantsKey } from './homes'
import { staffGrantsKey } from './store'

const Named = z.object({ name: z.string() })
const Housed = z.object({ homes: z.array(z.object({ communityId: z.string(), personName: z.string() })) })

/** What an account's owner is called in this community's register; nothing when they have no home here any more. */
export const accountLabel = (communityId: string, accountId: string): Label => ({
  key: grantsKey(accountId),
  nameIn: item => Housed.safeParse(item).data?.homes.find(home => home.communityId === communityId)?.personName,
})

/** An office person's name. */
export const staffLabel = (personId: string): Label => ({
  key: staffGrantsKey(personId),
  nameIn: item => Named.safeParse(item).data?.name,
})
