import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { ReadSecret } from './live-secrets'

/** Secrets Manager by the SDK; only live-secrets.ts loads this file, and only where a variable names a secret. */
export function secretStore(region: string, endpoint: string | undefined): ReadSecret {
  const client = new SecretsManagerClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  })
  return async (ref, version) => {
    const stage = version && { VersionStage: 'AWSPREVIOUS' }
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: ref, ...stage }))
    return SecretString
  }
}
