/** Whether an `Accept` header asks for a media type by its name; a wildcard does not. */
export function asksFor(accept: string | null, type: string): boolean {
  return (accept ?? "")
    .toLowerCase()
    .split(",")
    .some((range) => {
      const [name, ...parameters] = range.split(";").map((part) => part.trim());
      return name === type && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    });
}
