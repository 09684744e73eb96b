/** The domain names, spelled once: every layer's folders are held to this list by a test. */
export const domains = [
  'communities',
  'people',
  'imports',
  'identity',
  'audit',
  'files',
  'messages',
  'billing',
  'payments',
  'invoices',
  'parking',
  'repairs',
  'complaints',
  'visitors',
  'notices',
  'forum',
  'opening',
  'finance',
  'dunning',
  'insight',
  'exports',
] as const

export type Domain = (typeof domains)[number]
