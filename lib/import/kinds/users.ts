import { userRoles, type UserRole } from '@/lib/domain/user'
import type { Kind } from './kind'
import { RecordReader } from './values'

const roleWords: Record<string, UserRole> = { ...(Object.fromEntries(userRoles.map((role) => [role, role])) as Record<string, UserRole>), adviseur: 'adviser', organisatie: 'organisation', beheerder: 'admin' }

/** Who may sign in, with which role; a wijkmanager with the werkgebieden that he or she serves from the day of the import. */
export const users: Kind = {
  name: 'users',
  label: 'Gebruikers',
  template: [
    'account,name,role,team,organisation,werkgebieden,sensitive,active',
    'j.jansen@gemeente.example,J. Jansen,wijkmanager,,,Binnenstad en haven|Duinrand,nee,ja',
    'p.pieters@gemeente.example,P. Pieters,adviser,zorg,,,,ja',
  ],
  needsBoundaries: true,

  normalise(record, { options, info }) {
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    const account = read.required(['account'], 'Het account')
    const name = read.required(['name', 'naam'], 'De naam')
    const role = read.required(['role', 'rol'], 'De rol') === null ? null : read.choice(['role', 'rol'], roleWords, '')
    const team = read.text(['team'])
    const organisation = read.text(['organisation', 'organisatie'])
    const places = read.text(['werkgebieden', 'werkgebied'])
    const sensitive = read.yesNo(['sensitive', 'gevoelig'], false)
    const active = read.yesNo(['active', 'actief'], true)
    if (account !== null && (account.length > 200 || /\s/.test(account))) read.reject('account', 'account_invalid', 'Verwacht: een account zonder spaties, van hoogstens 200 tekens.')
    if (name !== null && name.length > 200) read.reject('name', 'name_invalid', 'Verwacht: een naam van hoogstens 200 tekens.')
    if (role === 'adviser' && !team) read.reject('team', 'team_missing', 'Een adviseur heeft een team. Verwacht: een team in kolom "team".')
    if (role === 'organisation' && !organisation) read.reject('organisation', 'organisation_missing', 'Verwacht: de organisatie waarvoor deze gebruiker werkt.')
    if (role !== null && role !== 'wijkmanager' && places) read.reject('werkgebieden', 'not_wijkmanager', 'Alleen een wijkmanager heeft werkgebieden.')
    if (role !== null && role !== 'wijkmanager' && sensitive) read.reject('sensitive', 'not_wijkmanager', 'Dit recht is er alleen voor een wijkmanager.')
    if (read.rejects.length > 0) return { rejects: read.rejects }
    return {
      rows: [{
        source: 'users', account, name, role, team: role === 'adviser' ? team : null, organisation: role === 'organisation' ? organisation : null, sensitive, active,
        werkgebieden: [...new Set((places ?? '').split('|').map((p) => p.trim()).filter(Boolean))],
        /** without such a column they stay as they are */
        givesWerkgebieden: role === 'wijkmanager' && read.has(['werkgebieden', 'werkgebied']),
      }],
    }
  },
}
