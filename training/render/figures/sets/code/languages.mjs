/**
 * How one small module looks in each language. `write` gets the module and returns its lines; a line is a string or
 * `{text, tag, name?, value?}` where tag says what stands there: import, constant, function, return, comment, class.
 * @typedef {{imports: string[], constants: {name: string, value: string, text: boolean}[], functions: {name: string, params: string[], calls: string[], result: string, comment: string|null}[], className: string|null}} Module
 */
const q = (c) => (c.text ? `"${c.value}"` : c.value);
const camel = (n) => n.replace(/_(\w)/g, (_, l) => l.toUpperCase());
const pascal = (n) => camel(n).replace(/^./, (l) => l.toUpperCase());
const line = (tag, text, name, value) => ({ text, tag, name, value });

/** Functions with one comment style, a head, body calls and a return. */
function functionsOf(module, { indent, comment, head, call, result, foot, rename }) {
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

const same = (n) => n;
export const LANGUAGES = [
  {
    name: "Python",
    hljs: "python",
    extension: "py",
    comment: "#",
    write: (m) => [
      ...m.imports.map((i, k) => line("import", k % 2 ? `from ${i} import ${pascal(i)}` : `import ${i}`, i)),
      "",
      ...m.constants.map((c) => line("constant", `${c.name.toUpperCase()} = ${q(c)}`, c.name.toUpperCase(), c.value)),
      "",
      ...functionsOf(m, {
        indent: "    ",
        comment: "#",
        head: (n, p) => `def ${n}(${p.join(", ")}):`,
        call: (c, p, i) => `${i ? "data" : "items"} = ${c}(${p})`,
        result: (r, p) => `return ${r}(${p})`,
        foot: null,
        rename: same,
      }),
    ],
  },
  {
    name: "JavaScript",
    hljs: "javascript",
    extension: "js",
    comment: "//",
    write: (m) => [
      ...m.imports.map((i, k) =>
        line("import", k % 2 ? `import { ${camel(i)} } from "./${i}.js";` : `import ${camel(i)} from "${i}";`, i),
      ),
      "",
      ...m.constants.map((c) => line("constant", `const ${camel(c.name)} = ${q(c)};`, camel(c.name), c.value)),
      "",
      ...functionsOf(m, {
        indent: "  ",
        comment: "//",
        head: (n, p) => `export function ${n}(${p.join(", ")}) {`,
        call: (c, p, i) => `const ${i ? "next" : "list"} = ${c}(${p});`,
        result: (r, p) => `return ${r}(${p});`,
        foot: "}",
        rename: camel,
      }),
    ],
  },
  {
    name: "TypeScript",
    hljs: "typescript",
    extension: "ts",
    comment: "//",
    write: (m) => [
      ...m.imports.map((i) => line("import", `import { ${pascal(i)} } from "${i}";`, i)),
      "",
      ...m.constants.map((c) =>
        line("constant", `const ${camel(c.name)}: ${c.text ? "string" : "number"} = ${q(c)};`, camel(c.name), c.value),
      ),
      "",
      ...functionsOf(m, {
        indent: "  ",
        comment: "//",
        head: (n, p) => `function ${n}(${p.map((x) => `${x}: string`).join(", ")}): string {`,
        call: (c, p, i) => `const ${i ? "rest" : "found"} = await ${c}(${p});`,
        result: (r, p) => `return ${r}(${p});`,
        foot: "}",
        rename: camel,
      }),
    ],
  },
  {
    name: "Go",
    hljs: "go",
    extension: "go",
    comment: "//",
    write: (m) => [
      `package ${m.imports[0]}`,
      "",
      ...m.imports.slice(1).map((i) => line("import", `import "${i}"`, i)),
      "",
      ...m.constants.map((c) => line("constant", `const ${pascal(c.name)} = ${q(c)}`, pascal(c.name), c.value)),
      "",
      ...functionsOf(m, {
        indent: "\t",
        comment: "//",
        head: (n, p) => `func ${n}(${p.join(", ")} string) string {`,
        call: (c, p, i) => `${i ? "out" : "rows"} := ${c}(${p})`,
        result: (r, p) => `return ${r}(${p})`,
        foot: "}",
        rename: pascal,
      }),
    ],
  },
  {
    name: "Rust",
    hljs: "rust",
    extension: "rs",
    comment: "//",
    write: (m) => [
      ...m.imports.map((i) => line("import", `use ${i}::${pascal(i)};`, i)),
      "",
      ...m.constants.map((c) =>
        line(
          "constant",
          `const ${c.name.toUpperCase()}: ${c.text ? "&str" : "u32"} = ${q(c)};`,
          c.name.toUpperCase(),
          c.value,
        ),
      ),
      "",
      ...functionsOf(m, {
        indent: "    ",
        comment: "//",
        head: (n, p) => `pub fn ${n}(${p.map((x) => `${x}: &str`).join(", ")}) -> String {`,
        call: (c, p, i) => `let ${i ? "rest" : "found"} = ${c}(${p});`,
        result: (r, p) => `return ${r}(${p});`,
        foot: "}",
        rename: same,
      }),
    ],
  },
  {
    name: "Java",
    hljs: "java",
    extension: "java",
    comment: "//",
    write: (m) => [
      ...m.imports.map((i) => line("import", `import org.${i}.${pascal(i)};`, i)),
      "",
      line("class", `public class ${m.className} {`, m.className),
      ...m.constants.map((c) =>
        line(
          "constant",
          `  static final ${c.text ? "String" : "int"} ${c.name.toUpperCase()} = ${q(c)};`,
          c.name.toUpperCase(),
          c.value,
        ),
      ),
      "",
      ...functionsOf(m, {
        indent: "    ",
        comment: "  //",
        head: (n, p) => `  String ${n}(${p.map((x) => `String ${x}`).join(", ")}) {`,
        call: (c, p, i) => `var ${i ? "rest" : "found"} = ${c}(${p});`,
        result: (r, p) => `return ${r}(${p});`,
        foot: "  }",
        rename: camel,
      }),
      "}",
    ],
  },
  {
    name: "C#",
    hljs: "csharp",
    extension: "cs",
    comment: "//",
    write: (m) => [
      ...m.imports.map((i) => line("import", `using ${pascal(i)};`, pascal(i))),
      "",
      line("class", `public class ${m.className}`, m.className),
      "{",
      ...m.constants.map((c) =>
        line(
          "constant",
          `    const ${c.text ? "string" : "int"} ${pascal(c.name)} = ${q(c)};`,
          pascal(c.name),
          c.value,
        ),
      ),
      "",
      ...functionsOf(m, {
        indent: "        ",
        comment: "    //",
        head: (n, p) => `    public string ${n}(${p.map((x) => `string ${x}`).join(", ")}) {`,
        call: (c, p, i) => `var ${i ? "rest" : "found"} = ${c}(${p});`,
        result: (r, p) => `return ${r}(${p});`,
        foot: "    }",
        rename: pascal,
      }),
      "}",
    ],
  },
  {
    name: "C",
    hljs: "c",
    extension: "c",
    comment: "//",
    write: (m) => [
      ...m.imports.map((i, k) => line("import", k % 2 ? `#include "${i}.h"` : `#include <${i}.h>`, `${i}.h`)),
      "",
      ...m.constants.map((c) =>
        line("constant", `#define ${c.name.toUpperCase()} ${q(c)}`, c.name.toUpperCase(), c.value),
      ),
      "",
      ...functionsOf(m, {
        indent: "    ",
        comment: "//",
        head: (n, p) => `int ${n}(${p.map((x) => `const char *${x}`).join(", ")}) {`,
        call: (c, p) => `${c}(${p});`,
        result: (r, p) => `return ${r}(${p});`,
        foot: "}",
        rename: same,
      }),
    ],
  },
  {
    name: "Ruby",
    hljs: "ruby",
    extension: "rb",
    comment: "#",
    write: (m) => [
      ...m.imports.map((i) => line("import", `require "${i}"`, i)),
      "",
      ...m.constants.map((c) => line("constant", `${c.name.toUpperCase()} = ${q(c)}`, c.name.toUpperCase(), c.value)),
      "",
      ...functionsOf(m, {
        indent: "  ",
        comment: "#",
        head: (n, p) => `def ${n}(${p.join(", ")})`,
        call: (c, p, i) => `${i ? "rest" : "found"} = ${c}(${p})`,
        result: (r, p) => `return ${r}(${p})`,
        foot: "end",
        rename: same,
      }),
    ],
  },
  {
    name: "PHP",
    hljs: "php",
    extension: "php",
    comment: "//",
    write: (m) => [
      "<?php",
      ...m.imports.map((i) => line("import", `use App\\${pascal(i)};`, pascal(i))),
      "",
      ...m.constants.map((c) => line("constant", `$${camel(c.name)} = ${q(c)};`, `$${camel(c.name)}`, c.value)),
      "",
      ...functionsOf(m, {
        indent: "    ",
        comment: "//",
        head: (n, p) => `function ${n}(${p.map((x) => `$${x}`).join(", ")}) {`,
        call: (c, p, i) => `$${i ? "rest" : "found"} = ${c}($${p});`,
        result: (r, p) => `return ${r}($${p});`,
        foot: "}",
        rename: camel,
      }),
    ],
  },
  {
    name: "YAML",
    hljs: "yaml",
    extension: "yml",
    comment: "#",
    write: (m) => [
      line("comment", `# ${m.functions[0].comment ?? m.imports[0]}`, "", m.functions[0].comment ?? m.imports[0]),
      ...m.constants.map((c) => line("constant", `${c.name}: ${c.value}`, c.name, c.value)),
      ...m.functions.flatMap((f) => [
        `${f.name}:`,
        line("constant", `  ${f.params[0]}: ${f.result}`, `${f.name}.${f.params[0]}`, f.result),
        ...f.calls.map((c) => `  - ${c}`),
      ]),
    ],
  },
  {
    name: "JSON",
    hljs: "json",
    extension: "json",
    comment: "",
    write: (m) => [
      "{",
      ...m.constants.map((c) => line("constant", `  "${camel(c.name)}": ${q(c)},`, camel(c.name), c.value)),
      ...m.functions.flatMap((f) => [
        `  "${camel(f.name)}": {`,
        line("constant", `    "${f.params[0]}": "${f.result}"`, `${camel(f.name)}.${f.params[0]}`, f.result),
        "  },",
      ]),
      '  "version": 1',
      "}",
    ],
  },
  {
    name: "Shell",
    hljs: "bash",
    extension: "sh",
    comment: "#",
    write: (m) => [
      "#!/bin/sh",
      ...m.imports.slice(0, 2).map((i) => line("import", `. ./${i}.sh`, `${i}.sh`)),
      "",
      ...m.constants.map((c) => line("constant", `${c.name.toUpperCase()}=${q(c)}`, c.name.toUpperCase(), c.value)),
      "",
      ...functionsOf(m, {
        indent: "  ",
        comment: "#",
        head: (n) => `${n}() {`,
        call: (c) => `${c} "$1"`,
        result: (r) => `return "$(${r} "$1")"`,
        foot: "}",
        rename: same,
      }),
    ],
  },
];
