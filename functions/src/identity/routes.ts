import { identityApi as api } from '@linli/shared/identity/api'
import { joiningApi as joining } from '@linli/shared/identity/joining-api'
import { staffApi as staff } from '@linli/shared/identity/staff-api'
import { letterApi as letters } from '@linli/shared/identity/letter-api'
import { type Route, route } from '../http'
import { acceptInvitation } from './accept-invitation'
import { bindByLetter } from './bind-by-letter'
import { bindByPoster } from './bind-by-poster'
import { bindHome } from './bind-home'
import { setConsent, setFontSize } from './change-account'
import { decideBinding } from './decide-binding'
import { deleteAccount } from './delete-account'
import { findHomes } from './find-homes'
import { openInvitation, publicInvitation } from './invitation'
import { invite } from './invite'
import { inviteStaff, inviteStaffAgain } from './invite-staff'
import { letSeeBills } from './let-see-bills'
import { loadPrint, printsPk, StoredPrint } from './letter-store'
import { listStaff } from './list-staff'
import { joinedTotal, listJoined } from './list-joined'
import { me } from './me'
import { members } from './members'
import { openLetter, readLetter } from './open-letter'
import { openPoster } from './open-poster'
import { printLink } from './print-link'
import { removeMember } from './remove-member'
import { requestBinding } from './request-binding'
import { requestByLetter } from './request-by-letter'
import { revokeLetter, revokeLetters } from './revoke-letters'
import { setStaffRoles } from './set-staff-roles'
import { signIn } from './sign-in'
import { cookieOf, signInOffice } from './sign-in-office'
import { signInStaff } from './sign-in-staff'
import { signOut } from './sign-out'
import { loadStaffGrants, publicStaff, staffActor } from './staff'
import { printLetters, printPoster } from './start-print'
import { openRequests, StoredRequest } from './store'
import { verifyPhone } from './verify-phone'

export const routes: Route[] = [
  route(api.signIn, signIn),
  route(api.signOut, signOut),
  route(api.me, me),
  route(api.verifyPhone, verifyPhone),
  route(api.findHomes, findHomes),
  route(api.bindHome, bindHome),
  route(api.viewInvitation, async (ctx, { code }) =>
    publicInvitation(code, (await openInvitation(ctx, code)).invitation),
  ),
  route(api.acceptInvitation, acceptInvitation),
  route(api.invite, invite),
  route(api.requestBinding, requestBinding),
  route(api.members, async (ctx, input) => ({ items: await members(ctx, input) })),
  route(api.removeMember, removeMember),
  route(api.letSeeBills, letSeeBills),
  route(api.setFontSize, setFontSize),
  route(api.setConsent, setConsent),
  route(api.exportMyData, async ctx => (await import('./export-my-data')).exportMyData(ctx)),
  route(api.deleteAccount, deleteAccount),
  route(api.signInOffice, signInOffice),
  route(api.signOutOffice, async (ctx, _input, reply) => {
    const done = await signOut(ctx)
    reply.cookie = cookieOf(ctx, '', 0)
    return done
  }),
  route(api.officeMe, async ctx => {
    const { personId, csrf } = staffActor(ctx)
    return { staff: publicStaff(personId, await loadStaffGrants(ctx, personId)), csrf: csrf ?? '' }
  }),
  route(api.listBindingRequests, (ctx, { communityId, limit, cursor }) =>
    ctx.db.query({ index: 'gs1', pk: openRequests(communityId), schema: StoredRequest, limit, cursor }),
  ),
  route(api.decideBinding, decideBinding),
  route(api.setStaffRoles, setStaffRoles),
  route(staff.inviteStaff, inviteStaff),
  route(staff.inviteStaffAgain, inviteStaffAgain),
  route(staff.listStaff, listStaff),
  route(staff.signInStaff, signInStaff),
  route(letters.readLetter, readLetter),
  route(letters.openLetter, openLetter),
  route(letters.bindByLetter, bindByLetter),
  route(letters.requestByLetter, requestByLetter),
  route(letters.openPoster, openPoster),
  route(letters.bindByPoster, bindByPoster),
  route(joining.listJoined, listJoined),
  route(joining.joinedTotal, joinedTotal),
  route(joining.printLetters, printLetters),
  route(joining.printPoster, printPoster),
  route(joining.listPrints, (ctx, { communityId, limit, cursor }) =>
    ctx.db.query({ pk: printsPk(communityId), schema: StoredPrint, newestFirst: true, limit, cursor }),
  ),
  route(joining.getPrint, (ctx, { communityId, printId }) => loadPrint(ctx, communityId, printId)),
  route(joining.printLink, printLink),
  route(joining.revokeLetters, revokeLetters),
  route(joining.revokeLetter, revokeLetter),
]
