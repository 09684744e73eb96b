import * as z from 'zod'
import { json, listen, type Reply } from './wechat/http'

const Asked = z.object({ SecretId: z.string(), VersionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS']).optional() })

export type SecretServer = Awaited<ReturnType<typeof startSecretServer>>

/**
 * A stand-in for Secrets Manager on loopback: GetSecretValue as the SDK calls it (JSON 1.1, signatures unread), with the
 * version before the last change.
 */
export async function startSecretServer() {
  const kept = new Map<string, string[]>()
  const state = { calls: 0, failing: false }
  const listener = await listen(0, ({ headers, body }) => {
    state.calls += 1
    if (state.failing) return Promise.resolve(refused(500, 'InternalServiceError'))
    const isRead = headers['x-amz-target'] === 'secretsmanager.GetSecretValue'
    const asked = Asked.safeParse(JSON.parse(body || '{}'))
    return Promise.resolve(
      isRead && asked.success ? valueOf(kept, asked.data) : refused(400, 'InvalidRequestException'),
    )
  })
  return {
    url: listener.url,
    put: (name: string, text: string) => kept.set(name, [text, ...(kept.get(name) ?? [])]),
    /** How often it was asked, and whether it fails from now on. */
    state,
    stop: listener.stop,
  }
}

function valueOf(
  kept: ReadonlyMap<string, string[]>,
  { SecretId, VersionStage = 'AWSCURRENT' }: z.infer<typeof Asked>,
): Reply {
  const SecretString = kept.get(SecretId)?.[VersionStage === 'AWSCURRENT' ? 0 : 1]
  if (SecretString === undefined) return refused(400, 'ResourceNotFoundException')
  return json(200, { Name: SecretId, SecretString, VersionStages: [VersionStage] })
}

const refused = (status: number, type: string): Reply => json(status, { __type: type })
