// Written from the contract by infra/build/deployment.ts.
import type { Route } from './http'

/** Whose an address is, so that a process which serves all domains loads one with its first request. */
export const domainRoutes: { load: () => Promise<{ routes: Route[] }>; paths: string }[] = [
  {
    load: () => import('./communities/routes'),
    paths: `
      ANY /v1/communities
      ANY /v1/communities/*
      ANY /v1/c/:communityId
      ANY /v1/c/:communityId/browse
      ANY /v1/c/:communityId/buildings
      ANY /v1/c/:communityId/rooms
      ANY /v1/c/:communityId/rooms/:roomId
      ANY /v1/c/:communityId/rooms/:roomId/places
      ANY /v1/c/:communityId/places
      ANY /v1/c/:communityId/places/*
    `,
  },
  {
    load: () => import('./people/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/occupancies
      ANY /v1/c/:communityId/rooms/:roomId/occupancies/*
      ANY /v1/c/:communityId/people
      ANY /v1/c/:communityId/people/*
    `,
  },
  {
    load: () => import('./imports/routes'),
    paths: `
      ANY /v1/c/:communityId/imports
      ANY /v1/c/:communityId/imports/*
      ANY /v1/c/:communityId/import-rules
      ANY /v1/c/:communityId/import-rules/*
    `,
  },
  {
    load: () => import('./identity/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/invitations
      ANY /v1/c/:communityId/rooms/:roomId/members
      ANY /v1/c/:communityId/rooms/:roomId/members/*
      ANY /v1/c/:communityId/rooms/:roomId/letter-revocation
      ANY /v1/c/:communityId/binding-requests
      ANY /v1/c/:communityId/binding-requests/*
      ANY /v1/c/:communityId/staff
      ANY /v1/c/:communityId/staff/*
      ANY /v1/c/:communityId/joined
      ANY /v1/c/:communityId/joined/*
      ANY /v1/c/:communityId/prints
      ANY /v1/c/:communityId/prints/*
      ANY /v1/identity/*
      ANY /v1/office/*
    `,
  },
  {
    load: () => import('./audit/routes'),
    paths: `
      ANY /v1/c/:communityId/audit
      ANY /v1/c/:communityId/audit/*
    `,
  },
  {
    load: () => import('./files/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/media
      ANY /v1/c/:communityId/rooms/:roomId/media/*
      ANY /v1/c/:communityId/files
      ANY /v1/c/:communityId/files/*
      ANY /v1/c/:communityId/media
      ANY /v1/c/:communityId/media/*
    `,
  },
  {
    load: () => import('./messages/routes'),
    paths: `
      ANY /v1/c/:communityId/messages/*
      ANY /v1/messages/*
    `,
  },
  {
    load: () => import('./billing/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/meters/*
      ANY /v1/c/:communityId/rooms/:roomId/fee-items/*
      ANY /v1/c/:communityId/rooms/:roomId/my-prepay
      ANY /v1/c/:communityId/rooms/:roomId/my-prepay/*
      ANY /v1/c/:communityId/rooms/:roomId/prepay
      ANY /v1/c/:communityId/rooms/:roomId/prepay/*
      ANY /v1/c/:communityId/rooms/:roomId/my-vacancies
      ANY /v1/c/:communityId/rooms/:roomId/my-vacancies/*
      ANY /v1/c/:communityId/rooms/:roomId/vacancies
      ANY /v1/c/:communityId/rooms/:roomId/vacancies/*
      ANY /v1/c/:communityId/rooms/:roomId/my-bills
      ANY /v1/c/:communityId/rooms/:roomId/my-bills/*
      ANY /v1/c/:communityId/rooms/:roomId/bills
      ANY /v1/c/:communityId/rooms/:roomId/bills/*
      ANY /v1/c/:communityId/rooms/:roomId/statement
      ANY /v1/c/:communityId/rooms/:roomId/statement/*
      ANY /v1/c/:communityId/rooms/:roomId/my-statement
      ANY /v1/c/:communityId/fee-items
      ANY /v1/c/:communityId/fee-items/*
      ANY /v1/c/:communityId/expression-preview
      ANY /v1/c/:communityId/billing-runs
      ANY /v1/c/:communityId/billing-runs/*
      ANY /v1/c/:communityId/meters
      ANY /v1/c/:communityId/readings
      ANY /v1/c/:communityId/held-readings
      ANY /v1/c/:communityId/meter-round
      ANY /v1/c/:communityId/meter-round/*
      ANY /v1/c/:communityId/cost-pools
      ANY /v1/c/:communityId/cost-pools/*
      ANY /v1/c/:communityId/things/*
      ANY /v1/c/:communityId/contracts
      ANY /v1/c/:communityId/contracts/*
      ANY /v1/c/:communityId/stays
      ANY /v1/c/:communityId/stays/*
      ANY /v1/c/:communityId/vacancies
      ANY /v1/c/:communityId/bill-questions
      ANY /v1/c/:communityId/bulk-jobs
      ANY /v1/c/:communityId/bulk-jobs/*
      ANY /v1/c/:communityId/bills
      ANY /v1/c/:communityId/arrears
      ANY /v1/c/:communityId/assignments
    `,
  },
  {
    load: () => import('./payments/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/pay-links
      ANY /v1/c/:communityId/rooms/:roomId/pay-links/*
      ANY /v1/c/:communityId/rooms/:roomId/prepayments/*
      ANY /v1/c/:communityId/orders
      ANY /v1/c/:communityId/orders/*
      ANY /v1/c/:communityId/office/*
      ANY /v1/c/:communityId/receipts
      ANY /v1/c/:communityId/receipts/*
      ANY /v1/c/:communityId/deposits
      ANY /v1/c/:communityId/ledger/*
      ANY /v1/c/:communityId/merchants
      ANY /v1/c/:communityId/merchants/*
      ANY /v1/c/:communityId/refunds
      ANY /v1/c/:communityId/refund-settings
      ANY /v1/c/:communityId/prepayments/*
      ANY /v1/c/:communityId/desk/*
      ANY /v1/c/:communityId/door-payments/*
      ANY /v1/c/:communityId/mandates
      ANY /v1/c/:communityId/mandates/*
      ANY /v1/c/:communityId/bank-batches
      ANY /v1/c/:communityId/bank-batches/*
      ANY /v1/c/:communityId/reconciliation-months/*
      ANY /v1/c/:communityId/reconciliations
      ANY /v1/c/:communityId/reconciliations/*
      ANY /v1/c/:communityId/suspense
      ANY /v1/c/:communityId/suspense/*
      ANY /v1/payments/*
      ANY /v1/pay-links/*
    `,
  },
  {
    load: () => import('./invoices/routes'),
    paths: `
      ANY /v1/c/:communityId/invoices
      ANY /v1/c/:communityId/invoices/*
      ANY /v1/c/:communityId/invoice-titles/*
      ANY /v1/c/:communityId/my-invoices/*
      ANY /v1/invoices/*
    `,
  },
  {
    load: () => import('./parking/routes'),
    paths: `
      ANY /v1/c/:communityId/spaces
      ANY /v1/c/:communityId/vehicles
      ANY /v1/c/:communityId/vehicles/*
    `,
  },
  {
    load: () => import('./repairs/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/repairs
      ANY /v1/c/:communityId/rooms/:roomId/repairs/*
      ANY /v1/c/:communityId/rooms/:roomId/public-repairs
      ANY /v1/c/:communityId/rooms/:roomId/public-repairs/*
      ANY /v1/c/:communityId/repairs
      ANY /v1/c/:communityId/repairs/*
      ANY /v1/c/:communityId/repair-dispatch
      ANY /v1/c/:communityId/repair-revisits
      ANY /v1/c/:communityId/workers
      ANY /v1/c/:communityId/workers/*
      ANY /v1/c/:communityId/repair-settings
      ANY /v1/c/:communityId/repair-figures
      ANY /v1/c/:communityId/repair-figures/*
      ANY /v1/c/:communityId/work
      ANY /v1/c/:communityId/work/*
      ANY /v1/c/:communityId/work-at
      ANY /v1/c/:communityId/my-workbench
      ANY /v1/c/:communityId/my-month
      ANY /v1/c/:communityId/my-shift
    `,
  },
  {
    load: () => import('./complaints/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/complaints
      ANY /v1/c/:communityId/rooms/:roomId/complaints/*
      ANY /v1/c/:communityId/rooms/:roomId/measures
      ANY /v1/c/:communityId/complaints
      ANY /v1/c/:communityId/complaints/*
      ANY /v1/c/:communityId/complaint-figures
      ANY /v1/c/:communityId/complaint-people
    `,
  },
  {
    load: () => import('./visitors/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/passes
      ANY /v1/c/:communityId/rooms/:roomId/passes/*
      ANY /v1/c/:communityId/rooms/:roomId/gates
      ANY /v1/c/:communityId/gates
      ANY /v1/c/:communityId/gates/*
      ANY /v1/c/:communityId/gate-sync
      ANY /v1/c/:communityId/gate-hand-over
      ANY /v1/c/:communityId/entries
      ANY /v1/c/:communityId/entries/*
      ANY /v1/c/:communityId/permits
      ANY /v1/c/:communityId/permits/*
      ANY /v1/c/:communityId/gate-list
      ANY /v1/c/:communityId/gate-list/*
      ANY /v1/c/:communityId/visitor-bans
      ANY /v1/c/:communityId/visitor-bans/*
      ANY /v1/c/:communityId/visitor-settings
      ANY /v1/passes/*
    `,
  },
  {
    load: () => import('./notices/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/notices
      ANY /v1/c/:communityId/rooms/:roomId/notices/*
      ANY /v1/c/:communityId/notices
      ANY /v1/c/:communityId/notices/*
    `,
  },
  {
    load: () => import('./forum/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/forum-lists/*
      ANY /v1/c/:communityId/rooms/:roomId/forum
      ANY /v1/c/:communityId/rooms/:roomId/forum/*
      ANY /v1/c/:communityId/forum-desk
      ANY /v1/c/:communityId/forum-desk/*
      ANY /v1/c/:communityId/forum-office/*
    `,
  },
  {
    load: () => import('./opening/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/paid-through
      ANY /v1/c/:communityId/opening/*
      ANY /v1/c/:communityId/history
      ANY /v1/c/:communityId/history/*
    `,
  },
  {
    load: () => import('./finance/routes'),
    paths: `
      ANY /v1/c/:communityId/my-till
      ANY /v1/c/:communityId/my-till/*
      ANY /v1/c/:communityId/tills
      ANY /v1/c/:communityId/tills/*
      ANY /v1/c/:communityId/closed-months
      ANY /v1/c/:communityId/closed-months/*
      ANY /v1/c/:communityId/closing
      ANY /v1/c/:communityId/postings
      ANY /v1/c/:communityId/finance-settings
      ANY /v1/c/:communityId/vouchers/*
      ANY /v1/c/:communityId/expenses
      ANY /v1/c/:communityId/expenses/*
      ANY /v1/c/:communityId/spending/*
    `,
  },
  {
    load: () => import('./dunning/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/arrears/*
      ANY /v1/c/:communityId/dunning/*
    `,
  },
  {
    load: () => import('./insight/routes'),
    paths: `
      ANY /v1/c/:communityId/rooms/:roomId/home
      ANY /v1/c/:communityId/overview
      ANY /v1/c/:communityId/reports/*
    `,
  },
  {
    load: () => import('./exports/routes'),
    paths: `
      ANY /v1/c/:communityId/exports
      ANY /v1/c/:communityId/exports/*
      ANY /v1/c/:communityId/community-exports
      ANY /v1/c/:communityId/community-imports
      ANY /v1/c/:communityId/community-imports/*
    `,
  },
]
