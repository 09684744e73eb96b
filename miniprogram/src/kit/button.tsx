import { Button as TaroButton } from '@tarojs/components'
import type { ReactNode } from 'react'
import { tappable } from './h5'

export type ButtonProps = {
  kind?: 'main' | 'plain' | 'text'
  children: ReactNode
  onTap?: () => void
  /** Takes the whole width. */
  wide?: boolean
  disabled?: boolean
  /** While it works: the word to show instead; the button keeps its place and takes no second tap. */
  busy?: string | false
  /** Words in the colour of danger: leaving, removing, deleting. */
  risk?: boolean
  label?: string
  openType?: 'getPhoneNumber' | 'getAuthorize' | 'share'
  onPhoneNumber?: (code: string | undefined) => void
  /** Of getAuthorize, which asks for the phone number: the person agreed, or not. */
  onAuthorize?: (agreed: boolean) => void
}

/** At least `--hit` high; its words never shrink or wrap (its row wraps instead). */
export function Button({
  kind = 'main',
  children,
  onTap,
  wide,
  disabled,
  busy,
  risk,
  label,
  openType,
  onPhoneNumber,
  onAuthorize,
}: ButtonProps) {
  const off = Boolean(disabled || busy)
  const className = [
    'll-button',
    kind !== 'main' && `ll-button--${kind}`,
    wide && 'll-button--wide',
    off && 'll-button--off',
    risk && !off && 'll-button--risk',
  ]
  return (
    <TaroButton
      {...tappable(label)}
      className={className.filter(Boolean).join(' ')}
      hoverClass={off ? 'none' : 'll-button--down'}
      disabled={off}
      {...(off ? {} : { openType })}
      {...(onTap && !off ? { onClick: onTap } : {})}
      {...(onPhoneNumber ? { onGetPhoneNumber: event => onPhoneNumber(event.detail.code) } : {})}
      {...(onAuthorize
        ? { scope: 'phoneNumber', onGetAuthorize: () => onAuthorize(true), onError: () => onAuthorize(false) }
        : {})}
    >
      {busy || children}
    </TaroButton>
  )
}
