import type { GatewayMerchant, PlatformKey } from './merchant'
import { noticeBody, noticeId, type SignedNotice, signedBody } from './notice'
import { sealResource, signText } from './sign'

export type Forgery = {
  name: string
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer>
  ref?: string
}

/** What a right notice is made of, the merchant that it is for, another merchant, and a key that is not the platform's. */
type Right = {
  merchant: GatewayMerchant
  other: GatewayMerchant
  stranger: PlatformKey
  notice: SignedNotice
  at: Date
}

const headerNames = ['Wechatpay-Serial', 'Wechatpay-Signature', 'Wechatpay-Timestamp', 'Wechatpay-Nonce'] as const

/** Header values that nobody sends who means well. */
const oddValues = ['', ' ', '0', '-1', 'null', '1e9', '__proto__', 'x'.repeat(2000), '../../..', '%00', '签名', '1, 1']

/** Of one right notice, everything that the platform did not sign: no two alike, none may be taken. */
export function unsignedForgeries({ merchant, other, stranger, notice, at }: Right): Forgery[] {
  const { headers, body } = notice
  const signature = headers['Wechatpay-Signature'] ?? ''
  const of = (name: string, more: Record<string, string>, other = body): Forgery => ({
    name,
    headers: { ...headers, ...more },
    body: other,
  })
  const bytes = Buffer.from(signature, 'base64')
  const flipped = (i: number) => {
    const copy = Buffer.from(bytes)
    copy[i] = (copy[i] ?? 0) ^ 1
    return copy.toString('base64')
  }
  const seconds = Math.floor(at.getTime() / 1000)
  const parsed: Record<string, unknown> = JSON.parse(body)
  const serials = [merchant.platform.publicKey.serial, stranger.serial, other.platform.publicKey.serial]
  const strangerSigned = signedBody({ ...stranger, serial: headers['Wechatpay-Serial'] ?? '' }, body, at)
  return [
    ...headerNames.map(name => ({ name: `${name} left out`, headers: without(headers, name), body })),
    ...headerNames.map(name => of(`${name} twice`, { [name]: `${headers[name]}, ${headers[name]}` })),
    ...headerNames.flatMap(name =>
      oddValues.map(value => of(`${name} ${value.slice(0, 12)} (${value.length})`, { [name]: escaped(value) })),
    ),
    of('a probe', { 'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${signature}` }),
    of('a probe without more', { 'Wechatpay-Signature': 'WECHATPAY/SIGNTEST/' }),
    ...[0, 1, 7, 100, 200, 255].map(i => of(`signature bit of byte ${i}`, { 'Wechatpay-Signature': flipped(i) })),
    of('signature cut', { 'Wechatpay-Signature': signature.slice(0, 340) }),
    of('signature doubled', { 'Wechatpay-Signature': signature + signature }),
    of('signature in another alphabet', { 'Wechatpay-Signature': bytes.toString('base64url') }),
    of('signature as hex', { 'Wechatpay-Signature': bytes.toString('hex') }),
    of('signature of zeros', { 'Wechatpay-Signature': Buffer.alloc(256).toString('base64') }),
    ...serials.map((serial, i) => of(`serial of another key ${i}`, { 'Wechatpay-Serial': serial })),
    ...[0, 1, 2, 3, 4].map(i => of(`unknown serial ${i}`, { 'Wechatpay-Serial': `${i}A`.repeat(20) })),
    of('unknown public key', { 'Wechatpay-Serial': 'PUB_KEY_ID_0116000000002026112200000000000000' }),
    ...[-300, 300, -301, 301, -86_400, 86_400, -1, 1].map(by =>
      of(`timestamp moved by ${by}`, { 'Wechatpay-Timestamp': String(seconds + by) }),
    ),
    of('timestamp in milliseconds', { 'Wechatpay-Timestamp': String(at.getTime()) }),
    of('timestamp with a fraction', { 'Wechatpay-Timestamp': `${seconds}.0` }),
    of('another nonce', { 'Wechatpay-Nonce': 'another' }),
    { name: 'signed by a stranger', ...strangerSigned },
    { name: 'signed by a stranger in their own name', ...signedBody(stranger, body, at) },
    of('signed without timestamp', {
      'Wechatpay-Signature': signText(stranger.privateKeyPem, body),
    }),
    of('written again with spaces', {}, JSON.stringify(parsed, null, 1)),
    of('written again in another order', {}, JSON.stringify(Object.fromEntries(Object.entries(parsed).reverse()))),
    of('a newline more', {}, `${body}\n`),
    of('a byte order mark', {}, `\ufeff${body}`),
    of('half of it', {}, body.slice(0, body.length / 2)),
    ...bodies.map(other => of(`body ${JSON.stringify(other).slice(0, 30)}`, {}, other)),
    ...Object.keys(parsed).map(name => of(`without ${name}`, {}, JSON.stringify(without(parsed, name)))),
    ...Object.keys(parsed).map(name => of(`${name} twice`, {}, body.replace(/}$/, `,"${name}":"x"}`))),
    ...[0, 10, 100, 200, 300].map(i => of(`byte ${i} changed`, {}, `${body.slice(0, i)}~${body.slice(i + 1)}`)),
    {
      name: 'half a character',
      headers,
      body: Uint8Array.from(Buffer.concat([Buffer.from(body), Buffer.from([0xe4, 0xbd])])),
    },
    { name: 'invalid bytes', headers, body: Uint8Array.from(Buffer.alloc(400, 0xff)) },
    { name: 'UTF-16', headers, body: Uint8Array.from(Buffer.from(body, 'utf16le')) },
    of('a megabyte more', {}, body + ' '.repeat(1_000_000)),
    of('five megabytes', {}, `{"x":"${'x'.repeat(5_000_000)}"}`),
    of('deep nesting', {}, '['.repeat(200_000)),
    { name: 'on another merchant’s path', headers, body, ref: 'other' },
    ...['nobody', '__proto__', 'constructor', '..%2flinli', 'LINLI', 'linli%00', 'linli '].map(ref => ({
      name: `on the path ${ref}`,
      headers,
      body,
      ref: encodeURI(ref),
    })),
  ]
}

const bodies = [
  '',
  ' ',
  'null',
  '0',
  '""',
  '[]',
  '{}',
  '{"resource":null}',
  '{"__proto__":{"a":1}}',
  '<xml/>',
  'a=1',
  '\u0000',
]

/** A header may hold Latin-1 alone. */
const escaped = (value: string) =>
  Buffer.from(value)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, '?')

/** Really signed by the platform, and hostile all the same: in its envelope, in what is sealed, or in what that says. */
export function signedForgeries({ merchant, other, notice, at }: Right, paid: Record<string, unknown>): Forgery[] {
  const [key] = merchant.platform.certificates
  const [otherKey] = other.platform.certificates
  if (!key || !otherKey) throw new Error('a merchant without a key')
  const signed = (name: string, body: string, ref?: string): Forgery => ({
    name,
    ...signedBody(key, body, at),
    ...(ref && { ref }),
  })
  const envelope: Record<string, unknown> = JSON.parse(notice.body)
  const sealed = sealResource(merchant.config.apiV3Key, JSON.stringify(paid), 'transaction')
  const withSealed = (name: string, change: Record<string, unknown>) =>
    signed(name, JSON.stringify({ ...envelope, resource: { original_type: 'transaction', ...sealed, ...change } }))
  const cipher = Buffer.from(sealed.ciphertext, 'base64')
  const saying = (name: string, transaction: unknown) => {
    const resource = { ...sealResource(merchant.config.apiV3Key, JSON.stringify(transaction) ?? '', 'transaction') }
    return signed(`says ${name}`, JSON.stringify({ ...envelope, id: noticeId(), resource }))
  }
  const foreign = noticeBody({ merchant: other, transaction: paid, at, id: noticeId() })
  return [
    ...bodies.map(body => signed(`signed ${JSON.stringify(body).slice(0, 30)}`, body)),
    signed('signed deep nesting', `{"resource":${'['.repeat(100_000)}`),
    ...['id', 'event_type', 'resource'].map(name =>
      signed(`signed without ${name}`, JSON.stringify(without(envelope, name))),
    ),
    ...Object.keys(sealed)
      .flatMap(name => [
        withSealed(`${name} left out`, { [name]: undefined }),
        ...[null, 1, [], {}].map(value => withSealed(`${name} ${JSON.stringify(value)}`, { [name]: value })),
      ])
      .filter(({ name }) => name !== 'associated_data left out' || sealed.associated_data !== ''),
    withSealed('another algorithm', { algorithm: 'AEAD_SM4_GCM' }),
    ...[0, 1, 15, 16, 17, cipher.length - 1].map(length =>
      withSealed(`ciphertext of ${length} bytes`, { ciphertext: cipher.subarray(0, length).toString('base64') }),
    ),
    ...[0, 20, cipher.length - 16, cipher.length - 1].map(i => {
      const copy = Buffer.from(cipher)
      copy[i] = (copy[i] ?? 0) ^ 1
      return withSealed(`ciphertext bit of byte ${i}`, { ciphertext: copy.toString('base64') })
    }),
    withSealed('another nonce', { nonce: 'abcdefabcdef' }),
    withSealed('an empty nonce', { nonce: '' }),
    withSealed('other associated data', { associated_data: 'refund' }),
    signed('sealed for another merchant', foreign),
    { name: 'of another merchant on this path', ...signedBody(otherKey, foreign, at) },
    { name: 'of another merchant, sealed for this one', ...signedBody(otherKey, notice.body, at) },
    { name: 'this one’s on another merchant’s path', ...signedBody(otherKey, foreign, at), ref: 'other' },
    ...[null, 1, 'x', [], {}, { __proto__: null, amount: {} }].map((value, i) => saying(`no transaction ${i}`, value)),
    ...Object.entries(wishes).flatMap(([name, values]) =>
      values.map((value, i) =>
        // A transaction of its own: what is known of one already is not looked at again.
        saying(`${name} ${JSON.stringify(value)?.slice(0, 30)}`, {
          ...paid,
          transaction_id: `4200${name}${i}`,
          [name]: value,
        }),
      ),
    ),
  ]
}

const amount = (total: unknown, currency: unknown = 'CNY') => ({ total, payer_total: 1, currency })

/** What a forger who could sign would say, by the field; `undefined` leaves it out. */
const wishes: Record<string, unknown[]> = {
  out_trade_no: [undefined, null, 1, '', '__proto__', `ZZZZZZ${'0'.repeat(26)}`, 'a/b', 'x'.repeat(3000), ['a']],
  transaction_id: [undefined, null, '', '#', '../x', 'x'.repeat(3000), { toString: 1 }],
  trade_state: [undefined, null, '', 'success', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR', 'constructor'],
  mchid: [undefined, null, '', '1600000000', '__proto__', 1],
  appid: [null, '', 'wx0000000000000000', 1],
  success_time: [undefined, null, '', 'yesterday', '9999-99-99T99:99:99+08:00', 1],
  amount: [
    undefined,
    null,
    1,
    {},
    ...[undefined, null, '20585', 205.85, -20_585, -1, 0, 1, 20_584, 1e15, Number.MAX_SAFE_INTEGER, 1e308].map(total =>
      amount(total),
    ),
    ...['USD', '', 'cny', null, 1].map(currency => amount(20_585, currency)),
  ],
}

const without = <T>(record: Record<string, T>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== name))
