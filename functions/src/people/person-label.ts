import * as z from 'zod'
import type { Label } from '../label'
import { personKey } from './store'

const Named = z.object({ name: z.string() })

/** A resident's name in the company's register. */
export const personLabel = (companyId: string, personId: string): Label => ({
  key: personKey(companyId, personId),
  nameIn: item => Named.safeParse(item).data?.name,
})
