const form = /^[\w-]{20,80}$/

/** The code in what was scanned or pasted: bare, or in a link or page address as code=…; undefined for anything else. */
export function invitationCode(text: string): string | undefined {
  const named = /[?&]code=([\w-]+)/.exec(text)?.[1]
  const code = named ?? text.trim()
  return form.test(code) ? code : undefined
}

export const invitationUrl = (code: string): string => `/identity/invitation/index?code=${code}`
