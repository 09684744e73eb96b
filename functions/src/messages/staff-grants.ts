import type { staffMessagesApi } from '@linli/shared/messages/staff-api'
import { StaffMessageKind } from '@linli/shared/messages/schema'
import type { OutputOf } from '@linli/shared/contract'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { templatesOf } from './push-message'
import { allowEach } from './record-grants'
import { Grants, messageGrantKey } from './store'

/** What can be allowed in the staff's mini-program, and how many messages of it are allowed already. */
export async function staffTemplates(ctx: Context): Promise<OutputOf<typeof staffMessagesApi.staffTemplates>> {
  const owner = `P#${staffActor(ctx).personId}#` as const
  const templates = templatesOf(ctx, 'staff')
  const items = StaffMessageKind.options.map(async kind => {
    const templateId = templates[kind]
    const grants = templateId && (await ctx.db.get(messageGrantKey(owner, kind), Grants))
    return templateId ? [{ kind, templateId, left: Math.max(0, (grants && grants.count) || 0) }] : []
  })
  return { items: (await Promise.all(items)).flat() }
}

/** What they answered when WeChat asked them. */
export function recordStaffGrants(
  ctx: Context,
  { accepted }: { accepted: StaffMessageKind[] },
): Promise<{ done: true }> {
  const { personId } = staffActor(ctx)
  return allowEach(ctx, `P#${personId}#`, { objectType: 'staff', objectId: personId }, accepted)
}
