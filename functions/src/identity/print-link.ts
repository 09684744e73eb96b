import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { loadPrint, printFile } from './letter-store'
import { printWords } from './print-words'

/** A private link to the PDF for 5 minutes, recorded. Throws identity.print_not_ready. */
export async function printLink(
  ctx: Context,
  { communityId, printId }: { communityId: string; printId: string },
): Promise<{ url: string }> {
  const [print, community] = await Promise.all([loadPrint(ctx, communityId, printId), loadCommunity(ctx, communityId)])
  if (print.state !== 'ready' || print.expiresAt <= ctx.now()) throw new AppError('identity.print_not_ready')
  const audit = auditItem(ctx, {
    communityId,
    action: 'identity.download_print',
    objectType: 'print',
    objectId: printId,
    summary: printWords.title(print),
  })
  await ctx.db.transact([audit], audit.put)
  return { url: await ctx.files.downloadUrl(printFile(print), printWords.fileName(community.name, print, ctx.today())) }
}
