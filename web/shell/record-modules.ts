// The modules of records in the navigation: those that selling begins with, the others behind “More”.
import {
  BriefcaseIcon,
  BuildingOffice2Icon,
  CalendarIcon,
  CubeIcon,
  DocumentTextIcon,
  IdentificationIcon,
  MegaphoneIcon,
  RectangleStackIcon,
  UserGroupIcon,
} from '@heroicons/react/20/solid';
import type { ComponentType, SVGProps } from 'react';
import { type ListedModule, useModules } from '#web/features/records/modules.ts';

type Icon = ComponentType<SVGProps<SVGSVGElement>>;

const first = ['leads', 'contacts', 'accounts', 'deals'];

const icons: Readonly<Record<string, Icon>> = {
  leads: UserGroupIcon,
  contacts: IdentificationIcon,
  accounts: BuildingOffice2Icon,
  deals: BriefcaseIcon,
  products: CubeIcon,
  quotes: DocumentTextIcon,
  campaigns: MegaphoneIcon,
  meetings: CalendarIcon,
};

export function iconOf({ key }: Pick<ListedModule, 'key'>): Icon {
  return icons[key] ?? RectangleStackIcon;
}

type RecordModules = { readonly first: readonly ListedModule[]; readonly others: readonly ListedModule[] };

/** Without the retired, and without those whose records are parts of others. */
export function useRecordModules(): RecordModules {
  const shown = useModules().filter(({ retired, partOf }) => !retired && partOf === null);
  return {
    first: shown.filter(({ key }) => first.includes(key)),
    others: shown.filter(({ key }) => !first.includes(key)),
  };
}
