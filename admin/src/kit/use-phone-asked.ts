import { Phone } from '@linli/shared/people/schema'
import { useLocation, useNavigate } from 'react-router'
import * as z from 'zod'

const ByPhone = z.object({ phone: Phone })

/** A telephone number that a list is asked for: it travels in the history entry, never in the address. */
export function usePhoneAsked(): { phone: string | undefined; clear: () => void } {
  const { state } = useLocation()
  const navigate = useNavigate()
  return { phone: ByPhone.safeParse(state).data?.phone, clear: () => void navigate('.', { state: null }) }
}
