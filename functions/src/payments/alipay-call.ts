import { createPublicKey, type KeyObject, randomInt } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type { AlipaySdk } from 'alipay-sdk'
import * as z from 'zod'
import type { AlipayApp } from '../env-shapes'
import { isSigned } from './alipay-form'
import { alipayTime } from './alipay-trade'

/** `subCode` says what was refused, such as ACQ.TRADE_NOT_EXIST; empty when it was done. `data` was signed by Alipay. */
export type AlipayAnswer = { subCode: string; data: unknown }
export type AlipayCaller = {
  /** The same request at most twice: each names its own number, so that the second finds what the first did. */
  call(method: string, content: Record<string, unknown>, more?: Addresses): Promise<AlipayAnswer>
  /** Exchanges a code of my.getAuthCode, once: whose answer was lost has to sign in again. */
  grant(code: string): Promise<AlipayAnswer>
  /** The address of a page of Alipay's, signed by us. */
  page(method: string, content: Record<string, unknown>, more: Addresses): Promise<string>
  /** What an answer gave the address of; it lives for 30 seconds and is not signed. */
  download(url: string): Promise<Uint8Array>
}
type Addresses = { notifyUrl?: string; returnUrl?: string }

const timeoutMs = 5000
const downloadMs = 25_000
const mostBytes = 120_000_000
const pauseMs = 200
const Head = z.object({ code: z.string(), sub_code: z.string().default('') })
const grantMethod = 'alipay.system.oauth.token'
/** It says no code when it was done; everything else says 10000. */
const GrantHead = Head.extend({ code: z.string().default('10000') })

/**
 * alipay-sdk composes and signs; sending is ours: one bounded call, its answer verified by RSA2 over the very text that is
 * then read. An answer that is unsigned or wrongly signed counts as none. Throws payments.channel_down.
 */
export function alipayCaller(gateway: string, application: AlipayApp, nowMs: () => number): AlipayCaller {
  const key = createPublicKey(application.alipayPublicKeyPem)
  let loading: Promise<AlipaySdk> | undefined
  const signed = async (method: string, params: Record<string, unknown>): Promise<string> => {
    const sdk = await (loading ??= load(application))
    // The time must be Beijing's; the SDK would take the host's.
    const dated = { ...params, timestamp: alipayTime(nowMs()) }
    return sdk.sdkExecute(method, dated, { bizContentAutoSnakeCase: false })
  }
  return {
    async call(method, content, more) {
      const body = await signed(method, { ...more, bizContent: content })
      const first = await asked(gateway, method, body, key)
      if (first) return first
      await new Promise(resolve => setTimeout(resolve, pauseMs + randomInt(pauseMs)))
      const second = await asked(gateway, method, body, key)
      if (!second) throw new AppError('payments.channel_down')
      return second
    },
    async grant(code) {
      const body = await signed(grantMethod, { grantType: 'authorization_code', code })
      const answer = await asked(gateway, grantMethod, body, key)
      if (!answer) throw new AppError('payments.channel_down')
      return answer
    },
    page: async (method, content, more) => `${gateway}?${await signed(method, { ...more, bizContent: content })}`,
    async download(url) {
      const response = await send(url, {}, downloadMs)
      if (!response?.ok || !response.body) throw new AppError('payments.channel_down')
      return bytesOf(response.body)
    },
  }
}

/** As much as a file may have, and no more of it. */
async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of body) {
      length += part.length
      if (length > mostBytes) break
      parts.push(part)
    }
  } catch (cause) {
    throw new AppError('payments.channel_down', { cause })
  }
  if (length > mostBytes) throw new AppError('payments.bill_damaged')
  return Buffer.concat(parts)
}

async function load({ appId, ...application }: AlipayApp): Promise<AlipaySdk> {
  const { AlipaySdk } = await import('alipay-sdk')
  const privateKey = application.privateKeyPem.trim()
  const keyType = privateKey.includes('RSA PRIVATE KEY') ? 'PKCS1' : 'PKCS8'
  return new AlipaySdk({ appId, privateKey, keyType })
}

/** Undefined: nothing certain came back, and the same may be asked again. */
async function asked(gateway: string, method: string, body: string, key: KeyObject): Promise<AlipayAnswer | undefined> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }
  const response = await send(gateway, { method: 'POST', headers, body }, timeoutMs)
  const text = response?.ok ? await response.text().catch(() => '') : ''
  const data = readAnswer(text, method, key)
  const head = (method === grantMethod ? GrantHead : Head).safeParse(data)
  if (!head.success) return undefined
  const { code, sub_code: subCode } = head.data
  if (code === '10000') return { subCode: '', data }
  return isTransient(code, subCode) ? undefined : { subCode: subCode || code, data }
}

const isTransient = (code: string, subCode: string) =>
  code === '20000' || subCode.endsWith('.SYSTEM_ERROR') || subCode.endsWith('unknow-error')

const send = (url: string, init: RequestInit, ms: number): Promise<Response | undefined> =>
  fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(ms) }).catch(() => undefined)

/** `{"alipay_trade_query_response":{…},"sign":"…"}`: what is read is exactly what was signed. Undefined when it was not. */
export function readAnswer(text: string, method: string, key: KeyObject): unknown {
  const found = /^\{"(\w+)":(\{.*\}),"sign":"([^"]+)"(?:,"alipay_cert_sn":"\w*")?\}$/s.exec(text.trim())
  const [, name, content = '', sign = ''] = found ?? []
  if (name !== `${method.replaceAll('.', '_')}_response` && name !== 'error_response') return undefined
  if (!isSigned(content, sign.replaceAll('\\/', '/'), key)) return undefined
  return JSON.parse(content)
}
