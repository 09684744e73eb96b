import { type KeyObject, sign } from 'node:crypto'

/**
 * A minimal X.509 v3 certificate, signed by its own key: what /v3/certificates hands out and what a merchant's
 * serial number names. Node can read certificates but not write them, so the DER is put together here (RFC 5280).
 */
export function certificatePem(input: {
  publicKey: KeyObject
  privateKey: KeyObject
  serial: string
  organisation: string
  commonName: string
  from: Date
  to: Date
}): string {
  const name = distinguishedName(input.organisation, input.commonName)
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    positiveInteger(Buffer.from(input.serial, 'hex')),
    sha256WithRsa(),
    name,
    sequence(time(input.from), time(input.to)),
    name,
    input.publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('RSA-SHA256', body, input.privateKey)
  const der = sequence(body, sha256WithRsa(), tlv(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function tlv(tag: number, content: Buffer): Buffer {
  const size = content.length
  if (size < 128) return Buffer.concat([Buffer.from([tag, size]), content])
  const bytes = size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts))
}

function positiveInteger(bytes: Buffer): Buffer {
  return tlv(0x02, (bytes[0] ?? 0) < 128 ? bytes : Buffer.concat([Buffer.from([0]), bytes]))
}

function sha256WithRsa(): Buffer {
  return sequence(tlv(0x06, Buffer.from('2a864886f70d01010b', 'hex')), tlv(0x05, Buffer.alloc(0)))
}

function distinguishedName(organisation: string, commonName: string): Buffer {
  const attribute = (oid: string, value: string) =>
    tlv(0x31, sequence(tlv(0x06, Buffer.from(oid, 'hex')), tlv(0x0c, Buffer.from(value))))
  return sequence(attribute('550406', 'CN'), attribute('55040a', organisation), attribute('550403', commonName))
}

/** UTCTime up to 2049, GeneralizedTime after, as RFC 5280 4.1.2.5 asks. */
function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return at.getUTCFullYear() < 2050
    ? tlv(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : tlv(0x18, Buffer.from(`${digits}Z`))
}
