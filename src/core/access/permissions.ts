// What a profile lets a user do (U-1). Which records it may be done to follows from roles and sharing: reach.ts.

export const verbs = ['read', 'create', 'update', 'delete', 'import', 'export', 'bulk'] as const;
export type Verb = (typeof verbs)[number];

/** What isn't about the records of one module (C-61). */
export const features = ['cadences', 'enroll', 'enrollment_api', 'reports'] as const;
export type Feature = (typeof features)[number];

/** Permissions that are switched off and on as a whole. */
export const permissionGroups = {
  data: { verbs: ['import', 'export', 'bulk'], features: [] },
  automation: { verbs: [], features: ['cadences', 'enroll', 'enrollment_api'] },
  insight: { verbs: [], features: ['reports'] },
} as const satisfies Readonly<
  Record<string, { readonly verbs: readonly Verb[]; readonly features: readonly Feature[] }>
>;
export type PermissionGroup = keyof typeof permissionGroups;

/** What keeps a field from people; not named: it is read and written. */
export type FieldBar = 'hidden' | 'read_only';

export type Permissions = {
  /** By module key. */
  readonly modules: Readonly<Record<string, readonly Verb[]>>;
  /** In the modules that `modules` doesn't name, those that are still to be made among them. */
  readonly otherModules: readonly Verb[];
  /** By module key and field key. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, FieldBar>>>>;
  readonly features: readonly Feature[];
  /** Groups that are switched off: what stands in them above holds again when they are switched on. */
  readonly off: readonly PermissionGroup[];
};

/** Of administrators; and of the profile that a new organisation begins with, but for what only administrators do. */
export const everything: Permissions = { modules: {}, otherModules: verbs, fields: {}, features, off: [] };

/** Whoever may not see the records of a module may do nothing to them either. */
export function mayDo(permissions: Permissions, module: string, verb: Verb): boolean {
  const given = verbsIn(permissions, module);
  return given.includes('read') && given.includes(verb);
}

function verbsIn({ modules, otherModules, off }: Permissions, module: string): readonly Verb[] {
  const given = Object.hasOwn(modules, module) ? (modules[module] ?? []) : otherModules;
  return given.filter(
    (verb) => !off.some((group) => (permissionGroups[group].verbs as readonly Verb[]).includes(verb)),
  );
}

export function mayUse({ features: given, off }: Permissions, feature: Feature): boolean {
  const isOff = off.some((group) => (permissionGroups[group].features as readonly Feature[]).includes(feature));
  return given.includes(feature) && !isOff;
}

/** Null: the field is read and written. */
export function barOf({ fields }: Permissions, module: string, field: string): FieldBar | null {
  const bars = Object.hasOwn(fields, module) ? fields[module] : undefined;
  return bars !== undefined && Object.hasOwn(bars, field) ? (bars[field] ?? null) : null;
}
