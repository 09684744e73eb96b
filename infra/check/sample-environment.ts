import { randomBytes } from 'node:crypto'

const key = () => `v1:${randomBytes(32).toString('base64')}`

/** A well-formed environment that leads nowhere: enough to package a deployment. */
export const sampleEnvironment: Record<string, string> = {
  AWS_REGION: 'cn-north-1',
  LINLI_DEPLOYMENT_BUCKET: 'linli-deployments',
  LINLI_TABLE: 'linli',
  LINLI_BUCKET: 'linli-files',
  LINLI_QUEUE_PREFIX: 'https://sqs.invalid/1/linli-',
  LINLI_PUBLIC_URL: 'https://linli.invalid',
  LINLI_WECHAT_APPID: 'wx0000000000000000',
  LINLI_WECHAT_SECRET: 'secret',
  LINLI_WECHATPAY_MERCHANTS: '[]',
  LINLI_FIELD_KEYS: key(),
  LINLI_HASH_KEYS: key(),
  LINLI_PASS_KEYS: key(),
}

/** The same as a function finds it: its host adds whose credentials it has. */
export const functionEnvironment = { ...sampleEnvironment, AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' }
