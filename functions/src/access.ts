import type { Access, HomeRole } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { rolesAllow } from '@linli/shared/permissions'
import type { Actor, GrantedHome } from './context'

type Target = { communityId?: unknown; roomId?: unknown }

/** Whether the home counts on this day: the first and the last day do. */
export const livesThere = (home: GrantedHome, today: string): boolean =>
  home.from <= today && (home.to === undefined || today <= home.to)

/**
 * Decides one call from the session alone and answers which owners it may touch.
 * Refusals never tell whether a record exists. Throws access.signed_out or access.forbidden.
 */
export function authorise(access: Access, actor: Actor | undefined, target: Target, today: string): string[] {
  switch (access.kind) {
    case 'public':
      return []
    case 'account': {
      const account = needs(actor, 'account')
      const communities = new Set(account.homes.filter(home => livesThere(home, today)).map(home => home.communityId))
      return [`A#${account.accountId}#`, ...[...communities].map(id => `C#${id}#`)]
    }
    case 'home': {
      const account = needs(actor, 'account')
      const home = access.bills ? billHomeOf(account, target, today) : homeOf(account, target, today)
      if (!home || !access.roles.includes(home.role)) throw new AppError('access.forbidden')
      if (access.bills && !mayOpenBills(home)) throw new AppError('access.forbidden')
      return [`A#${account.accountId}#`, `C#${home.communityId}#`]
    }
    case 'staff': {
      const staff = needs(actor, 'staff')
      return [
        `P#${staff.personId}#`,
        ...new Set(staff.grants.flatMap(grant => [`C#${grant.communityId}#`, `M#${grant.companyId}#`])),
      ]
    }
    case 'office': {
      const staff = needs(actor, 'staff')
      const grants = staff.grants.filter(grant => grant.communityId === target.communityId)
      const first = grants[0]
      if (
        !first ||
        !rolesAllow(
          grants.map(grant => grant.role),
          access.permission,
        )
      )
        throw new AppError('access.forbidden')
      return [`P#${staff.personId}#`, `C#${first.communityId}#`, `M#${first.companyId}#`]
    }
  }
}

/** An owner, and whom an owner lets: that somebody sees bills at all. Which ones `canSeeBill` says. */
export const mayOpenBills = ({ role, seesBills }: { role: HomeRole; seesBills?: boolean | undefined }): boolean =>
  role === 'owner' || (seesBills ?? false)

/** The account's live home in the target room, if any. */
export const homeOf = (
  actor: Extract<Actor, { kind: 'account' }>,
  target: Target,
  today: string,
): GrantedHome | undefined =>
  actor.homes.find(
    home => home.communityId === target.communityId && home.roomId === target.roomId && livesThere(home, today),
  )

/**
 * The same where it is about bills: also what the account's person holds under no room (a space, a contract), which stands
 * under the person's own id. Nobody else sees those.
 */
export const billHomeOf = (
  actor: Extract<Actor, { kind: 'account' }>,
  target: Target,
  today: string,
): GrantedHome | undefined => homeOf(actor, target, today) ?? heldBy(actor, target, today)

function heldBy(actor: Extract<Actor, { kind: 'account' }>, target: Target, today: string): GrantedHome | undefined {
  const home = actor.homes.find(
    each => each.communityId === target.communityId && each.personId === target.roomId && livesThere(each, today),
  )
  return home && { ...home, roomId: home.personId, roomCode: home.personName, role: 'owner', seesBills: true }
}

function needs<K extends 'account' | 'staff'>(actor: Actor | undefined, kind: K): Extract<Actor, { kind: K }> {
  if (!actor) throw new AppError('access.signed_out')
  if (!isKind(actor, kind)) throw new AppError('access.forbidden')
  return actor
}

/** Narrows an actor by its kind. */
const isKind = <K extends Actor['kind']>(actor: Actor, kind: K): actor is Extract<Actor, { kind: K }> =>
  actor.kind === kind
