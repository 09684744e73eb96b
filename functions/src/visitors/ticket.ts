import { actorId, type Context } from '../context'

/** That this guard has just seen a pass at this gate: what lets them in without showing it again. */
export type Ticket = { communityId: string; gateId: string; passId: string; step: number }

const livesMs = 3 * 60_000

const said = (ctx: Context, { communityId, gateId, passId, step }: Ticket, untilMs: number) =>
  `gate-ticket:${communityId}:${gateId}:${actorId(ctx.actor)}:${passId}:${step}:${untilMs}`

export function makeTicket(ctx: Context, ticket: Ticket): string {
  const untilMs = ctx.deps.nowMs() + livesMs
  return [ticket.passId, ticket.step, untilMs, ctx.deps.secrets.sign(said(ctx, ticket, untilMs))].join('.')
}

/** Nothing for one of another guard or gate, and for any other text; one that is over still names what was done by it. */
export function readTicket(
  ctx: Context,
  at: Pick<Ticket, 'communityId' | 'gateId'>,
  text: string,
): (Ticket & { isOver: boolean }) | undefined {
  const [, passId, step, until, signature] = /^([0-9A-Z]{26})\.(\d{1,12})\.(\d{1,15})\.([\w-]+)$/.exec(text) ?? []
  if (!passId || !step || !until || !signature) return undefined
  const ticket = { communityId: at.communityId, gateId: at.gateId, passId, step: Number(step) }
  if (!ctx.deps.secrets.verify(said(ctx, ticket, Number(until)), signature)) return undefined
  return { ...ticket, isOver: Number(until) <= ctx.deps.nowMs() }
}
