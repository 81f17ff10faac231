// One direction of a Mamba-2 mixer on the CPU, forward and backward, in float32 and in one pass over memory: causal convolution and
// SiLU, softplus of dt, the scan, D, the gate and the RMSNorm. `mamba2.py` is the definition; `fused_scan.py` calls this and
// a test holds both together. All tensors are contiguous; rows of a batch item are read in the order that `order` lists.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define P 64     // headdim
#define CHUNK 32 // states of one chunk are kept while it is differentiated

typedef struct {
  long batch, length, heads, d_state, kernel;
  float eps;
} Sizes;

// Arguments are bounded: -ffast-math divides by way of a reciprocal, which makes NaN of infinity.
static inline float sigmoid(float v) { return 1.0f / (1.0f + expf(v < -80.0f ? 80.0f : -v)); }
static inline float softplus(float v) { return v > 20.0f ? v : log1pf(expf(v > 20.0f ? 20.0f : v)); }

// Everything of one batch item that both directions of differentiation need.
typedef struct {
  long *row;           // (length) row of the t-th token in scan order
  float *pre, *u;      // (length, conv_dim) convolution before and after SiLU
  float *dt, *a, *raw; // (length, heads) step, decay factor, softplus argument
  float *y;            // (length, d_inner) scan output without D
} Item;

static Item item_new(const Sizes *s) {
  long conv = s->heads * P + 2 * s->d_state;
  Item it;
  it.row = malloc(sizeof(long) * s->length);
  it.pre = malloc(sizeof(float) * s->length * conv);
  it.u = malloc(sizeof(float) * s->length * conv);
  it.dt = malloc(sizeof(float) * s->length * s->heads);
  it.a = malloc(sizeof(float) * s->length * s->heads);
  it.raw = malloc(sizeof(float) * s->length * s->heads);
  it.y = malloc(sizeof(float) * s->length * s->heads * P);
  return it;
}

static void item_free(Item *it) {
  free(it->row), free(it->pre), free(it->u), free(it->dt), free(it->a), free(it->raw), free(it->y);
}

static inline float masked(const float *mask, long row) { return mask ? mask[row] : 1.0f; }

// S (d_state, P) one step on: S = a S + B x^T dt; y = C S.
static inline void step(float *restrict S, const float *restrict B, const float *restrict C, const float *restrict xdt, float a, float *restrict y, long n_state) {
  float acc[P];
  for (int p = 0; p < P; p++) acc[p] = 0;
  for (long n = 0; n < n_state; n++) {
    float *restrict s = S + n * P;
    const float b = B[n], c = C[n];
    for (int p = 0; p < P; p++) {
      s[p] = a * s[p] + b * xdt[p];
      acc[p] += c * s[p];
    }
  }
  if (y) memcpy(y, acc, sizeof acc);
}

static void prepare(const Sizes *s, Item *it, const float *zx, const long *order, const float *mask, const float *conv_w, const float *conv_b, const float *dt_bias, const float *A_log) {
  const long inner = s->heads * P, conv = inner + 2 * s->d_state, width = inner + conv + s->heads;
  for (long t = 0; t < s->length; t++) it->row[t] = order ? order[t] : t;
  for (long t = 0; t < s->length; t++) {
    float *pre = it->pre + t * conv, *u = it->u + t * conv;
    memcpy(pre, conv_b, sizeof(float) * conv);
    for (long k = 0; k < s->kernel; k++) {
      const long from = t - (s->kernel - 1) + k;
      if (from < 0) continue;
      const float m = masked(mask, it->row[from]);
      const float *in = zx + it->row[from] * width + inner, *w = conv_w + k * conv;
      for (long c = 0; c < conv; c++) pre[c] += m * in[c] * w[c];
    }
    for (long c = 0; c < conv; c++) u[c] = pre[c] * sigmoid(pre[c]);
    const float *dt_in = zx + it->row[t] * width + inner + conv;
    const float m = masked(mask, it->row[t]);
    for (long h = 0; h < s->heads; h++) {
      const float raw = dt_in[h] + dt_bias[h], dt = softplus(raw) * m;
      it->raw[t * s->heads + h] = raw;
      it->dt[t * s->heads + h] = dt;
      it->a[t * s->heads + h] = expf(-expf(A_log[h]) * dt);
    }
  }
}

// The scan of head h over tokens [from, to); keeps every state after its token in `states` if given.
static void scan(const Sizes *s, const Item *it, long h, float *S, long from, long to, float *states, int write_y) {
  const long inner = s->heads * P, conv = inner + 2 * s->d_state, size = s->d_state * P;
  for (long t = from; t < to; t++) {
    const float *u = it->u + t * conv, dt = it->dt[t * s->heads + h];
    float xdt[P];
    for (int p = 0; p < P; p++) xdt[p] = u[h * P + p] * dt;
    step(S, u + inner, u + inner + s->d_state, xdt, it->a[t * s->heads + h], write_y ? it->y + t * inner + h * P : NULL, s->d_state);
    if (states) memcpy(states + (t - from) * size, S, sizeof(float) * size);
  }
}

void mixer_forward(const Sizes *s, const float *zx_all, const long *order_all, const float *mask_all, const float *conv_w, const float *conv_b, const float *dt_bias, const float *A_log, const float *D, const float *norm_w, float *out_all) {
  const long inner = s->heads * P, conv = inner + 2 * s->d_state, width = inner + conv + s->heads;
#pragma omp parallel for schedule(dynamic)
  for (long b = 0; b < s->batch; b++) {
    const float *zx = zx_all + b * s->length * width, *mask = mask_all ? mask_all + b * s->length : NULL;
    float *out = out_all + b * s->length * inner;
    Item it = item_new(s);
    prepare(s, &it, zx, order_all ? order_all + b * s->length : NULL, mask, conv_w, conv_b, dt_bias, A_log);
    float *S = malloc(sizeof(float) * s->d_state * P);
    for (long h = 0; h < s->heads; h++) {
      memset(S, 0, sizeof(float) * s->d_state * P);
      scan(s, &it, h, S, 0, s->length, NULL, 1);
    }
    for (long t = 0; t < s->length; t++) {
      const float *z = zx + it.row[t] * width, *u = it.u + t * conv, *y = it.y + t * inner;
      float *o = out + it.row[t] * inner, sum = 0;
      for (long h = 0; h < s->heads; h++)
        for (int p = 0; p < P; p++) {
          const long i = h * P + p;
          o[i] = (y[i] + D[h] * u[i]) * z[i] * sigmoid(z[i]);
          sum += o[i] * o[i];
        }
      const float r = 1.0f / sqrtf(sum / inner + s->eps);
      for (long i = 0; i < inner; i++) o[i] *= r * norm_w[i];
    }
    free(S);
    item_free(&it);
  }
}

// Gradients of the parameters are written per batch item: (batch, …), to be summed by the caller.
void mixer_backward(const Sizes *s, const float *zx_all, const long *order_all, const float *mask_all, const float *conv_w, const float *conv_b, const float *dt_bias, const float *A_log, const float *D, const float *norm_w, const float *gout_all, float *gzx_all, float *gconv_w_all, float *gconv_b_all, float *gdt_bias_all, float *gA_log_all, float *gD_all, float *gnorm_all) {
  const long N = s->d_state, H = s->heads, L = s->length, inner = H * P, conv = inner + 2 * N, width = inner + conv + H, size = N * P;
#pragma omp parallel for schedule(dynamic)
  for (long b = 0; b < s->batch; b++) {
    const float *zx = zx_all + b * L * width, *mask = mask_all ? mask_all + b * L : NULL, *gout = gout_all + b * L * inner;
    float *gzx = gzx_all + b * L * width, *gconv_w = gconv_w_all + b * s->kernel * conv, *gconv_b = gconv_b_all + b * conv;
    float *gdt_bias = gdt_bias_all + b * H, *gA_log = gA_log_all + b * H, *gD = gD_all + b * H, *gnorm = gnorm_all + b * inner;
    Item it = item_new(s);
    prepare(s, &it, zx, order_all ? order_all + b * L : NULL, mask, conv_w, conv_b, dt_bias, A_log);
    const long chunks = (L + CHUNK - 1) / CHUNK;
    float *starts = malloc(sizeof(float) * H * chunks * size), *states = malloc(sizeof(float) * (CHUNK + 1) * size);
    float *S = malloc(sizeof(float) * size), *G = malloc(sizeof(float) * size);
    float *dy = malloc(sizeof(float) * L * inner), *du = calloc(L * conv, sizeof(float)), *ddt = calloc(L * H, sizeof(float));
    for (long h = 0; h < H; h++) {
      memset(S, 0, sizeof(float) * size);
      for (long k = 0; k < chunks; k++) {
        memcpy(starts + (h * chunks + k) * size, S, sizeof(float) * size);
        scan(s, &it, h, S, k * CHUNK, (k + 1) * CHUNK < L ? (k + 1) * CHUNK : L, NULL, 1);
      }
    }
    for (long t = 0; t < L; t++) { // RMSNorm, gate and D
      const float *z = zx + it.row[t] * width, *u = it.u + t * conv, *y = it.y + t * inner, *g = gout + it.row[t] * inner;
      float *gz = gzx + it.row[t] * width, v[inner], sum = 0, dot = 0;
      for (long h = 0; h < H; h++)
        for (int p = 0; p < P; p++) {
          const long i = h * P + p;
          v[i] = (y[i] + D[h] * u[i]) * z[i] * sigmoid(z[i]);
          sum += v[i] * v[i];
          dot += g[i] * norm_w[i] * v[i];
        }
      const float r = 1.0f / sqrtf(sum / inner + s->eps), pull = dot * r * r * r / inner;
      for (long h = 0; h < H; h++) {
        float gd = 0;
        for (int p = 0; p < P; p++) {
          const long i = h * P + p;
          const float dv = norm_w[i] * g[i] * r - v[i] * pull, sg = sigmoid(z[i]);
          gnorm[i] += g[i] * v[i] * r;
          gz[i] = dv * (y[i] + D[h] * u[i]) * sg * (1 + z[i] * (1 - sg));
          const float d = dv * z[i] * sg;
          dy[t * inner + i] = d;
          gd += d * u[i];
          du[t * conv + i] = d * D[h];
        }
        gD[h] += gd;
      }
    }
    for (long h = 0; h < H; h++) { // the scan, backwards in chunks whose states are made again
      const float A = -expf(A_log[h]);
      memset(G, 0, sizeof(float) * size);
      for (long k = chunks - 1; k >= 0; k--) {
        const long from = k * CHUNK, to = from + CHUNK < L ? from + CHUNK : L;
        memcpy(states, starts + (h * chunks + k) * size, sizeof(float) * size);
        memcpy(S, states, sizeof(float) * size);
        scan(s, &it, h, S, from, to, states + size, 0);
        for (long t = to - 1; t >= from; t--) {
          const float *u = it.u + t * conv, *B = u + inner, *C = B + N, *dyt = dy + t * inner + h * P;
          const float dt = it.dt[t * H + h], a = it.a[t * H + h];
          const float *now = states + (t - from + 1) * size, *before = states + (t - from) * size;
          float *dB = du + t * conv + inner, *dC = dB + N;
          float dxdt[P], xdt[P], dav[P];
          for (int p = 0; p < P; p++) dxdt[p] = dav[p] = 0, xdt[p] = u[h * P + p] * dt;
          for (long n = 0; n < N; n++) {
            float *restrict g = G + n * P;
            const float *restrict sn = now + n * P, *restrict sb = before + n * P;
            const float c = C[n], bn = B[n];
            float db = 0, dc = 0;
            for (int p = 0; p < P; p++) {
              const float gp = g[p] + c * dyt[p];
              dc += sn[p] * dyt[p];
              db += gp * xdt[p];
              dxdt[p] += bn * gp;
              dav[p] += gp * sb[p];
              g[p] = gp * a;
            }
            dC[n] += dc;
            dB[n] += db;
          }
          float da = 0, dx = 0;
          for (int p = 0; p < P; p++) {
            da += dav[p];
            dx += dxdt[p] * u[h * P + p];
            du[t * conv + h * P + p] += dxdt[p] * dt;
          }
          gA_log[h] += da * a * A * dt;
          ddt[t * H + h] = da * a * A + dx;
        }
      }
    }
    for (long t = 0; t < L; t++) { // dt, SiLU and convolution
      const float m = masked(mask, it.row[t]);
      float *gdt = gzx + it.row[t] * width + inner + conv;
      for (long h = 0; h < H; h++) {
        const float g = ddt[t * H + h] * m * sigmoid(it.raw[t * H + h]);
        gdt[h] = g;
        gdt_bias[h] += g;
      }
      float *d = du + t * conv;
      const float *pre = it.pre + t * conv;
      for (long c = 0; c < conv; c++) {
        const float sg = sigmoid(pre[c]);
        d[c] *= sg * (1 + pre[c] * (1 - sg));
        gconv_b[c] += d[c];
      }
    }
    for (long t = 0; t < L; t++) {
      float *gx = gzx + it.row[t] * width + inner;
      const float m = masked(mask, it.row[t]), *in = zx + it.row[t] * width + inner;
      for (long c = 0; c < conv; c++) gx[c] = 0;
      for (long k = 0; k < s->kernel; k++) {
        const long to = t + (s->kernel - 1) - k;
        if (to >= L) continue;
        const float *d = du + to * conv, *w = conv_w + k * conv;
        float *gw = gconv_w + k * conv;
        for (long c = 0; c < conv; c++) {
          gx[c] += m * d[c] * w[c];
          gw[c] += m * in[c] * d[c];
        }
      }
    }
    free(starts), free(states), free(S), free(G), free(dy), free(du), free(ddt);
    item_free(&it);
  }
}
