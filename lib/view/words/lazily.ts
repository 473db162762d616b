/** Makes something when it is first asked for, and once. Formatters cost memory, and most languages are never spoken. */
export function lazily<Made extends object>(make: () => Made): () => Made {
  let made: Made | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
