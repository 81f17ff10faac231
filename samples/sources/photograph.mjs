/**
 * A still life that looks like a photograph: an apple, a lemon and a cup on a wooden table in the light of a window.
 * A small path tracer over signed distances (one bounce of indirect light, a window as area light, a lens with depth of
 * field, grain and vignette). Seeded, so that the same picture comes out every time.
 * @typedef {[number, number, number]} Vec
 */

const WIDTH = 640;
const HEIGHT = 480;
const SAMPLES = 40;

let seed = 20260;
/** Uniform in [0,1), mulberry32. */
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** @type {(a: Vec, b: Vec) => Vec} */
const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
/** @type {(a: Vec, b: Vec, s: number) => Vec} a + b·s */
const along = (a, b, s) => [a[0] + b[0] * s, a[1] + b[1] * s, a[2] + b[2] * s];
/** @type {(a: Vec, b: Vec) => number} */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** @type {(a: Vec) => Vec} */
const unit = (a) => {
  const l = Math.hypot(a[0], a[1], a[2]);
  return [a[0] / l, a[1] / l, a[2] / l];
};
/** @type {(a: Vec, b: Vec) => Vec} */
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** Value noise in 2D, smooth, in [0,1]. @param {number} x @param {number} y */
function noise(x, y) {
  const at = (/** @type {number} */ i, /** @type {number} */ j) => {
    let h = Math.imul(i, 374761393) ^ Math.imul(j, 668265263);
    h = Math.imul(h ^ (h >>> 13), 1274126177);
    return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
  };
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = (x - i) ** 2 * (3 - 2 * (x - i));
  const v = (y - j) ** 2 * (3 - 2 * (y - j));
  return (at(i, j) * (1 - u) + at(i + 1, j) * u) * (1 - v) + (at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u) * v;
}

const TABLE = 0;
const WALL = 1;
const APPLE = 2;
const STEM = 3;
const LEMON = 4;
const CUP = 5;

/** Distances to every object at p, by material id. @param {Vec} p @returns {number[]} */
function distances(p) {
  const a = sub(p, [-0.55, 0.5, 0.15]);
  const ring = Math.hypot(a[0], a[2]);
  const flat =
    Math.hypot(ring - 0.17, a[1] * 0.98) -
    0.46 +
    0.03 * a[1] +
    0.012 * Math.sin(5 * Math.atan2(a[2], a[0])) * (a[1] < 0 ? 1 : 0.25);
  const stemAt = sub(p, [-0.55 + Math.max(0, a[1] - 0.2) * 0.28, 0.5, 0.15]);
  const stem = Math.max(Math.hypot(stemAt[0], stemAt[2]) - 0.022, Math.abs(a[1] - 0.5) - 0.17);

  const l = sub(p, [0.28, 0.36, -0.62]);
  const lx = l[0] * 0.86 + l[2] * 0.51;
  const lz = -l[0] * 0.51 + l[2] * 0.86;
  const body = (Math.hypot(lx / 0.52, l[1] / 0.37, lz / 0.37) - 1) * 0.36;
  const tip = Math.hypot(Math.abs(lx) - 0.52, l[1], lz) - 0.07;
  const blend = Math.max(0.12 - Math.abs(body - tip), 0) / 0.12;
  const lemon = Math.min(body, tip) - blend * blend * 0.03;

  const c = sub(p, [0.95, 0, 0.75]);
  const r = Math.hypot(c[0], c[2]);
  const taper = 0.5 + 0.09 * Math.min(1, Math.max(0, c[1] / 1.05));
  const wall = Math.max(Math.abs(r - taper) - 0.03, Math.abs(c[1] - 0.54) - 0.5) * 0.9;
  const bottom = Math.max(r - taper, Math.abs(c[1] - 0.07) - 0.03);
  const handle = Math.hypot(Math.hypot(c[0] - 0.6, c[1] - 0.56) - 0.26, c[2]) - 0.055;
  const cup = Math.min(wall, bottom, Math.max(handle, -(r - taper + 0.02)));
  const tea = Math.max(r - taper + 0.02, Math.abs(c[1] - 0.82) - 0.01);

  return [p[1], 4.2 - p[2], flat * 0.85, stem, lemon * 0.8, cup - 0.008, tea];
}

/** @param {Vec} p @returns {number} */
function nearest(p) {
  return Math.min(...distances(p));
}

/** Sphere tracing. @param {Vec} from @param {Vec} direction @param {number} far @returns {number} distance or Infinity */
function march(from, direction, far) {
  let t = 0.004;
  for (let step = 0; step < 110 && t < far; step++) {
    const d = nearest(along(from, direction, t));
    if (d < 0.0012) return t;
    t += d;
  }
  return t < far ? t : Infinity;
}

/** @param {Vec} p @returns {Vec} */
function normalAt(p) {
  const e = 0.0015;
  const d = (/** @type {Vec} */ o) => nearest(along(p, o, e)) - nearest(along(p, o, -e));
  return unit([d([1, 0, 0]), d([0, 1, 0]), d([0, 0, 1])]);
}

/** Base colour and gloss of a material at p. @param {number} id @param {Vec} p @returns {{albedo: Vec, gloss: number}} */
function surface(id, p) {
  switch (id) {
    case TABLE: {
      const plank = Math.floor((p[2] + 10) / 0.9);
      const grain = noise(p[0] * 0.9 + plank * 31, (p[2] + noise(p[0] * 0.7, plank) * 0.25) * 22);
      const fine = noise(p[0] * 6 + plank * 7, p[2] * 130);
      const gap = Math.abs(((p[2] + 10) / 0.9) % 1) < 0.012 ? 0.35 : 1;
      const k = (0.62 + 0.3 * grain + 0.16 * fine + 0.1 * noise(plank * 5, 3)) * gap;
      return { albedo: [0.46 * k, 0.28 * k, 0.155 * k], gloss: 0.05 };
    }
    case WALL: {
      const k = 0.9 + 0.1 * noise(p[0] * 3, p[1] * 3);
      return { albedo: [0.46 * k, 0.5 * k, 0.49 * k], gloss: 0 };
    }
    case APPLE: {
      const turn = Math.atan2(p[2] - 0.15, p[0] + 0.55);
      const streak = noise(turn * 9, p[1] * 1.6) * 0.7 + noise(turn * 31, p[1] * 3) * 0.3;
      const top = Math.min(1, Math.max(0, (p[1] - 0.74) * 3)) * 0.75 + (streak > 0.62 ? (streak - 0.62) * 1.6 : 0);
      const dots = noise(turn * 42, p[1] * 40) > 0.93 ? 0.12 : 0;
      return { albedo: [0.6 + 0.1 * top + dots, 0.055 + 0.45 * top + dots, 0.05 + 0.08 * top + dots], gloss: 0.09 };
    }
    case STEM:
      return { albedo: [0.16, 0.1, 0.05], gloss: 0 };
    case LEMON: {
      const pore = 0.9 + 0.14 * noise(p[0] * 46, (p[1] + p[2]) * 46);
      return { albedo: [0.86 * pore, 0.66 * pore, 0.07 * pore], gloss: 0.05 };
    }
    case CUP:
      return { albedo: [0.17, 0.32, 0.42], gloss: 0.08 };
    default: // 6, the tea
      return { albedo: [0.17, 0.06, 0.015], gloss: 0.08 };
  }
}

/** The window: an area light left of the camera. @returns {Vec} */
const windowPoint = () => [-5.2, 1.6 + 3 * random(), -2.6 + 3.4 * random()];
/** @type {Vec} */
const WINDOW_COLOUR = [31, 29, 26];
/** Light of the room from direction d; the window itself only in mirrors, else it would count twice. @param {Vec} d @param {boolean} mirrored @returns {Vec} */
function room(d, mirrored = false) {
  if (mirrored && d[0] < -0.5) {
    const t = -5.2 / d[0];
    const y = d[1] * t + 0.6;
    const z = d[2] * t;
    const bar = Math.abs(y - 3.1) < 0.1 || Math.abs(z + 0.9) < 0.1;
    if (y > 1.6 && y < 4.6 && z > -2.6 && z < 0.8 && !bar) return [5.2, 5.1, 4.9];
  }
  const k = 0.24 + 0.2 * Math.max(0, d[1]);
  return [k * 0.92, k * 0.97, k * 1.06];
}

/** Light towards -direction. @param {Vec} from @param {Vec} direction @param {number} depth @returns {Vec} */
function radiance(from, direction, depth) {
  const t = march(from, direction, 14);
  if (t === Infinity) return room(direction);
  const p = along(from, direction, t);
  const all = distances(p);
  const id = all.indexOf(Math.min(...all));
  const { albedo, gloss } = surface(id, p);
  let n = normalAt(p);
  if (id === LEMON || id === APPLE) {
    const f = id === LEMON ? 60 : 14;
    const b = id === LEMON ? 0.16 : 0.03;
    n = unit(
      along(n, [noise(p[0] * f, p[1] * f) - 0.5, noise(p[1] * f, p[2] * f) - 0.5, noise(p[2] * f, p[0] * f) - 0.5], b),
    );
  }
  const start = along(p, n, 0.004);

  const light = windowPoint();
  const to = sub(light, p);
  const distance = Math.hypot(...to);
  const l = unit(to);
  const facing = dot(n, l) * Math.max(0, l[0] * -1);
  let direct = 0;
  if (facing > 0 && march(start, l, distance - 0.1) === Infinity) direct = facing / (distance * distance);

  /** @type {Vec} */
  let indirect = [0, 0, 0];
  if (depth > 0) {
    const z = 1 - 2 * random();
    const s = Math.sqrt(1 - z * z);
    const turn = 2 * Math.PI * random();
    indirect = radiance(start, unit(along(n, [s * Math.cos(turn), s * Math.sin(turn), z], 0.999)), depth - 1);
  } else {
    indirect = room(n);
  }
  /** @type {Vec} */
  let mirror = [0, 0, 0];
  let fresnel = 0;
  if (gloss > 0 && depth > 0) {
    fresnel = gloss + (0.7 - gloss) * (1 - Math.max(0, -dot(n, direction))) ** 5;
    const reflected = along(direction, n, -2 * dot(direction, n));
    mirror = march(start, reflected, 6) === Infinity ? room(reflected, true) : [0.12, 0.1, 0.08];
  }
  const k = 1 - fresnel;
  const c = (/** @type {number} */ i) =>
    k * albedo[i] * (direct * WINDOW_COLOUR[i] + Math.min(indirect[i], 3)) + fresnel * mirror[i];
  return [c(0), c(1), c(2)];
}

/** Filmic tone curve (Hable's fit by Narkowicz), then sRGB gamma, with grain. @param {number} v @param {number} grain */
function develop(v, grain) {
  const x = v * 0.95;
  const mapped = Math.min(1, Math.max(0, (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)));
  return Math.max(0, Math.min(255, mapped ** (1 / 2.2) * 255 + grain));
}

/** @returns {{width: number, height: number, rgb: Buffer}} 8-bit RGB, row-major */
export function renderStillLife() {
  seed = 20260;
  /** @type {Vec} */
  const eye = [-0.15, 1.75, -4.3];
  const forward = unit(sub([0.2, 0.45, 0.1], eye));
  const right = unit(cross([0, 1, 0], forward));
  const up = cross(forward, right);
  const focus = 4.35;
  const rgb = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const sum = [0, 0, 0];
      for (let s = 0; s < SAMPLES; s++) {
        const u = ((x + random() - WIDTH / 2) / HEIGHT) * 0.82;
        const v = ((HEIGHT / 2 - y - random()) / HEIGHT) * 0.82;
        const target = along(along(along(eye, forward, focus), right, u * focus), up, v * focus);
        const radius = 0.055 * Math.sqrt(random());
        const turn = 2 * Math.PI * random();
        const lens = along(along(eye, right, radius * Math.cos(turn)), up, radius * Math.sin(turn));
        const light = radiance(lens, unit(sub(target, lens)), 1);
        for (let c = 0; c < 3; c++) sum[c] += Math.min(light[c], 4);
      }
      const vignette = 1 - 0.35 * (((x / WIDTH - 0.5) ** 2 + (y / HEIGHT - 0.5) ** 2) / 0.5);
      const grain = (random() + random() - 1) * 4;
      for (let c = 0; c < 3; c++) rgb[(y * WIDTH + x) * 3 + c] = develop((sum[c] / SAMPLES) * vignette, grain);
    }
  }
  return { width: WIDTH, height: HEIGHT, rgb };
}
