import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import { route } from '../http'
import { accountActor } from '../identity/account'
import { makePayLink } from './make-pay-link'
import { openPayLink } from './open-pay-link'
import { payByLink } from './pay-by-link'
import { linksOfAccount } from './pay-link-store'
import { viewOfLink } from './pay-link-view'
import { revokePayLink } from './revoke-pay-link'

const mostShown = 20

export const payLinkRoutes = [
  route(payLinkApi.makePayLink, makePayLink),
  route(payLinkApi.myPayLinks, async (ctx, at) => {
    const { accountId } = accountActor(ctx)
    const links = await linksOfAccount(ctx, { ...at, accountId }, mostShown * 3)
    return { items: await Promise.all(links.slice(0, mostShown).map(link => viewOfLink(ctx, link))) }
  }),
  route(payLinkApi.revokePayLink, revokePayLink),
  route(payLinkApi.openPayLink, openPayLink),
  route(payLinkApi.payByLink, payByLink),
]
