/** Shared ways to write one module's parts. */

/** The value as source text, quoted where it is a text. */
export const q = (c) => (c.text ? `"${c.value}"` : c.value);
export const camel = (n) => n.replace(/_(\w)/g, (_, l) => l.toUpperCase());
export const pascal = (n) => camel(n).replace(/^./, (l) => l.toUpperCase());
export const line = (tag, text, name, value) => ({ text, tag, name, value });

/** Functions with one comment style, a head, body calls and a return. */
export function functionsOf(module, { indent, comment, head, call, result, foot, rename }) {
  return module.functions.flatMap((f) => {
    const name = rename(f.name);
    return [
      ...(f.comment ? [line("comment", `${comment} ${f.comment}`, name, f.comment)] : []),
      line("function", head(name, f.params.map(rename)), name),
      ...f.calls.map((c, i) => `${indent}${call(rename(c), rename(f.params[0]), i)}`),
      line("return", `${indent}${result(rename(f.result), rename(f.params[0]))}`, name, rename(f.result)),
      ...(foot === null ? [] : [foot]),
      "",
    ];
  });
}

/** For languages that keep the names as they are. */
export const same = (n) => n;
