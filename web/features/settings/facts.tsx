import classes from '#web/features/settings/facts.module.css';

type FactsProps = { readonly facts: readonly (readonly [name: string, value: string])[] };

/** Things that are so, under each other, by name. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
