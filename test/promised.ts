// A promise that the test keeps when it wants.
export type Promised = { readonly promise: Promise<void>; readonly resolve: () => void };

export function promised(): Promised {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
