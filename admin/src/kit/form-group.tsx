import type { ReactNode } from 'react'
import './form.css'

/** Fields that belong together, under their own legend. */
export function FormGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="form-wide">
      <legend>{title}</legend>
      <div className="form-grid">{children}</div>
    </fieldset>
  )
}
