import { identityApi } from '@linli/shared/identity/api'
import { officeRoleNames } from '@linli/shared/permissions'
import { partOfDay } from '@linli/shared/time'
import { Button } from 'antd'
import { Suspense, useEffect, useRef } from 'react'
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import { call } from './api-client'
import './frame.css'
import { now } from './kit/format'
import { Icon } from './kit/icon'
import { Skeleton } from './kit/state'
import { menuIn } from './menu'
import { PageBoundary } from './page-boundary'
import { SearchBox } from './search-box'
import { communitiesOf, type Place, PlaceProvider, useSetSession } from './session'
import { words } from './words'

/** Everything around a page of one community. */
export function Frame({ place }: { place: Place }) {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    // Not on the first page: there, the skip link comes first.
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true })
    shown.current = pathname
  }, [pathname])
  return (
    <PlaceProvider value={place}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <div className="frame">
        <Menu place={place} />
        <div className="frame-side">
          <TopBar place={place} />
          <main id="main" ref={main} tabIndex={-1}>
            <PageBoundary key={pathname}>
              <Suspense fallback={<Skeleton rows={8} />}>
                <Outlet />
              </Suspense>
            </PageBoundary>
          </main>
        </div>
      </div>
    </PlaceProvider>
  )
}

function Menu({ place }: { place: Place }) {
  const shown = menuIn(partOfDay(now())).map(group => ({
    ...group,
    items: group.items.filter(item => place.can(item.permission)),
  }))
  return (
    <nav className="menu" aria-label={words.menu}>
      <p className="menu-brand">
        <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="var(--brand)" />
          <path d="M7 24V14l6-5 6 5v10m0-7 6 4v3" fill="none" stroke="#fff" strokeWidth="2.4" strokeLinejoin="round" />
        </svg>
        <span>{words.product}</span>
      </p>
      {shown
        .filter(group => group.items.length > 0)
        .map(group => (
          <div key={group.title} role="group" aria-label={group.title}>
            <p className="menu-group" aria-hidden="true">
              {group.title}
            </p>
            <ul>
              {group.items.map(item => (
                <li key={item.path}>
                  <NavLink to={`/c/${place.communityId}/${item.path}`} end={item.path === ''}>
                    <Icon name={item.icon} />
                    {item.title}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  )
}

function TopBar({ place }: { place: Place }) {
  const navigate = useNavigate()
  const setSession = useSetSession()
  const signOut = () => call(identityApi.signOutOffice, {}).finally(() => setSession(null))
  return (
    <header className="top">
      <select
        aria-label={words.community}
        value={place.communityId}
        onChange={event => void navigate(`/c/${event.target.value}/`)}
      >
        {communitiesOf(place.staff).map(([communityId, name]) => (
          <option key={communityId} value={communityId}>
            {name}
          </option>
        ))}
      </select>
      <SearchBox />
      <span className="bar-space" />
      <span className="top-me">
        {place.staff.name} <span className="hint">{place.roles.map(role => officeRoleNames[role]).join('、')}</span>
      </span>
      <Button type="text" onClick={() => void signOut().catch(() => undefined)}>
        {words.signOut}
      </Button>
    </header>
  )
}
