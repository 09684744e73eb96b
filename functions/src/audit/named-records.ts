import type { AuditRecord } from '@linli/shared/audit/schema'
import { channelNames } from '@linli/shared/payments/schema'
import { roomLabel } from '../communities/room-label'
import { type Context, reaching } from '../context'
import { accountLabel, staffLabel } from '../identity/labels'
import { type Label, labelled } from '../label'
import { companyOf } from '../people/person'
import { personLabel } from '../people/person-label'

type Page = { items: AuditRecord[]; cursor?: string }

/**
 * A page of records with what people call the rooms and persons in it, as of now: names are never stored in a record, so
 * a correction or a deletion needs no rewriting. One read for each hundred names, beside the page's own.
 */
export async function namedRecords(ctx: Context, communityId: string, page: Page): Promise<Page> {
  const companyId = companyOf(ctx, communityId)
  const labelOf: Record<string, (id: string) => Label> = {
    room: id => roomLabel(communityId, id),
    person: id => personLabel(companyId, id),
    staff: staffLabel,
    account: id => accountLabel(communityId, id),
  }
  const asked = new Map(
    page.items.flatMap(mentioned).flatMap(([type, id]) => {
      const label = labelOf[type]?.(id)
      return label ? [[`${type}/${id}`, label] as const] : []
    }),
  )
  const owners = [...asked.values()].map(({ key }) => key.pk).filter(pk => /^[AP]#/.test(pk))
  const names = await labelled(reaching(ctx, ...owners), asked)
  return {
    ...page,
    items: page.items.map(record => ({
      ...record,
      actorName:
        record.actorName ??
        (record.actorKind === 'channel'
          ? channelOf(ctx, record.actorId)
          : names.get(`${record.actorKind}/${record.actorId}`)),
      objectName: names.get(`${record.objectType}/${record.objectId}`),
      personName: record.personId === undefined ? undefined : names.get(`person/${record.personId}`),
    })),
  }
}

/** Whom and what a record is about, and who did it where it does not say so itself. */
const mentioned = (record: AuditRecord): [type: string, id: string][] => [
  [record.objectType, record.objectId],
  ...(record.personId === undefined ? [] : [['person', record.personId] satisfies [string, string]]),
  ...(record.actorKind === 'account' ? [['account', record.actorId] satisfies [string, string]] : []),
]

/** A merchant's ref says which channel spoke. */
const channelOf = ({ deps }: Context, merchantRef: string): string =>
  channelNames[deps.env.LINLI_ALIPAY_MERCHANTS.some(({ ref }) => ref === merchantRef) ? 'alipay' : 'wechat']
