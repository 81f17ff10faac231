import assert from "node:assert/strict";
import { found, holdsForEvery, images, withAlt } from "./support.ts";

const tsx = `import logo from './l.png';
const banner = require("./banner.png") as string;
export const App = (): JSX.Element => (
  <div>
    <Link to="/home"><img src={logo} /></Link>
    <img src={banner} alt={'it\\'s'} />
    <Image src="/a.png" alt={\`tpl\`} width={1} />
    <img src={new URL("./u.png", import.meta.url).href} alt="&quot;x&quot;" />
    <img src={useBaseUrl('img/b.png')} alt={t('key')} />
    {cond ? <img src="c.png" /> : null}
    <img {...props} src="d.png" />
    <Avatar src="no.png" /> <svg><image href="no" /></svg>
    {/* <img src="no.png" /> */}
  </div>
);
`;

const vue = `<script setup lang="ts">
import l from './l.png'
const n: number = 1
</script>
<template>
  <a href='u'><img :src="l"></a>
  <img src='a.png' :alt="x"> <NuxtImg src="b.png" alt="q &amp; b"/>
  <img v-for="i in n" :src="require('./r.png')" alt>
  <!-- <img src="no.png"> -->
</template>
<style>.a { background: url(no.png) }</style>
`;

const svelte = `<script lang="ts">
  import l from './l.png'; let a: number = 1;
</script>
{#if a}<a href='u'><img src={l}></a>{:else}<img src="e.png" alt={"s"}>{/if}
<img src='a.png' alt="x {a}"> <enhanced:img src="b.png" alt='q'/> <img {...a} src="d.png">
<!-- <img src="no.png"> -->
<style lang="scss">$x: 1; .b { .c & { color: red } }</style>
`;

const mdx = `import logo from './logo.png'

# Title ![md](b.png "T")

<Image src={logo} width={3} />

<a href="x">![in][r]</a> and <img src='i.png'/>

{cond && <img src="e.png" alt={"s"}/>}

{/* ![no](no.png) */}

\`![no](no.png)\`

[r]: z.png
`;

describe("documents: JSX, Vue, Svelte, MDX", () => {
  it("find images and components that show one, with addresses of imports and well-known calls", () => {
    assert.deepEqual(found("javascript", tsx), [
      ["./l.png", "(missing)"],
      ["./banner.png", "it's"],
      ["/a.png", "tpl"],
      ["./u.png", '"x"'],
      ["img/b.png", "(dynamic)"],
      ["c.png", "(missing)"],
      ["d.png", "(dynamic)"],
    ]);
    assert.deepEqual(found("vue", vue), [
      ["./l.png", "(missing)"],
      ["a.png", "(dynamic)"],
      ["b.png", "q & b"],
      ["./r.png", "(missing)"],
    ]);
    assert.deepEqual(found("svelte", svelte), [
      ["./l.png", "(missing)"],
      ["e.png", "s"],
      ["a.png", "(dynamic)"],
      ["b.png", "q"],
      ["d.png", "(dynamic)"],
    ]);
    assert.deepEqual(found("mdx", mdx), [
      ["b.png", "md"],
      ["./logo.png", "(missing)"],
      ["z.png", "in"],
      ["i.png", "(missing)"],
      ["e.png", "s"],
    ]);
  });

  it("know links", () => {
    const links = (language: "javascript" | "vue" | "svelte" | "mdx", text: string): unknown[] =>
      images(language, text).flatMap(({ link }) => (link === undefined ? [] : [link.target]));
    assert.deepEqual(links("javascript", tsx), ["/home"]);
    assert.deepEqual(links("vue", vue), ["u"]);
    assert.deepEqual(links("svelte", svelte), ["u"]);
    assert.deepEqual(links("mdx", mdx), ["x"]);
  });

  it("what is written is what is read, for every image; taken back, every byte is the same", () => {
    for (const [language, text, least] of [
      ["javascript", tsx, 14],
      ["vue", vue, 8],
      ["svelte", svelte, 8],
      ["mdx", mdx, 13],
    ] as const) {
      for (const variant of [text, text.replaceAll("\n", "\r\n"), `\uFEFF${text}`]) {
        assert.ok(holdsForEvery(language, variant) >= least, language);
      }
    }
  });

  it("write each kind of string by its own rules", () => {
    assert.equal(withAlt("javascript", "<img src='a' alt={'x'}/>", "it's"), "<img src='a' alt={'it\\'s'}/>");
    assert.equal(
      withAlt("javascript", "<img src='a' alt={`x`}/>", "a `b` ${c}"),
      "<img src='a' alt={`a \\`b\\` \\${c}`}/>",
    );
    assert.equal(withAlt("svelte", '<img src="a">', "{x}"), '<img src="a" alt="&#123;x&#125;">');
    assert.equal(withAlt("mdx", "![](a.png)", "{x}"), "![\\{x\\}](a.png)");
    assert.equal(withAlt("mdx", "![](a.png)", ""), "![](a.png){/* decorative */}");
  });

  it("offer no place below an image that is all an expression gives", () => {
    const below = Object.fromEntries(
      images("javascript", tsx).map(({ target, below: place }) => [target, place !== undefined]),
    );
    assert.equal(below["c.png"], false);
    assert.equal(below["./l.png"], true);
  });

  it("understand what is half typed, and Flow and decorators", () => {
    assert.deepEqual(found("mdx", "![a](b.png)\n\n<div>\n<img src='c.png'>\n"), [
      ["b.png", "a"],
      ["c.png", "(missing)"],
    ]);
    assert.deepEqual(found("svelte", "<div>{a.}<img src='a.png'>"), [["a.png", "(missing)"]]);
    assert.deepEqual(found("vue", "<template><div><img src='a.png'></template>"), [["a.png", "(missing)"]]);
    assert.deepEqual(found("javascript", "@dec class A { render() { return <img src='a.png'/> } }"), [
      ["a.png", "(missing)"],
    ]);
    assert.deepEqual(found("javascript", "type A = {| b: ?string |}; const x = <img src='a.png'/>;"), [
      ["a.png", "(missing)"],
    ]);
    assert.deepEqual(found("javascript", "const a = <"), []);
  });
});
