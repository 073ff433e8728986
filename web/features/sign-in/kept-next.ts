// Where somebody wanted to go, kept in the tab while they are at their identity provider.
const KEY = 'cadenza.next';

export function keepNext(next: string): void {
  sessionStorage.setItem(KEY, next);
}

export function keptNext(): string | null {
  return sessionStorage.getItem(KEY);
}
