// One direction of a Mamba-2 mixer on the CPU, forward and backward, in float32 and in one pass over memory: causal convolution and
// SiLU, softplus of dt, the scan, D, the gate and the RMSNorm. `mamba2.py` is the definition; `fused_scan.py` calls this and
// a test holds both together. All tensors are contiguous; rows of a batch item are read in the order that `order` lists.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define P 64 // headdim

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
  float *y;            // (length, d_inner) scan output without D, in scan order; the caller's
} Item;

static Item item_new(const Sizes *s, float *y) {
  long conv = s->heads * P + 2 * s->d_state;
  Item it;
  it.row = malloc(sizeof(long) * s->length);
  it.pre = malloc(sizeof(float) * s->length * conv);
  it.u = malloc(sizeof(float) * s->length * conv);
  it.dt = malloc(sizeof(float) * s->length * s->heads);
  it.a = malloc(sizeof(float) * s->length * s->heads);
  it.raw = malloc(sizeof(float) * s->length * s->heads);
  it.y = y;
  return it;
}

static void item_free(Item *it) {
  free(it->row), free(it->pre), free(it->u), free(it->dt), free(it->a), free(it->raw);
}

static inline float masked(const float *mask, long row) { return mask ? mask[row] : 1.0f; }

typedef float Lanes __attribute__((vector_size(64), aligned(4))); // sixteen floats
#define LANES 16
#define INLINE static inline __attribute__((always_inline))

// S (N, P) one step on: S = a S + B x^T dt; y = C S.
INLINE void step(float *S, const float *B, const float *C, const float *xdt, float a, float *y, const long N) {
  Lanes x[P / LANES], acc[P / LANES];
  for (int i = 0; i < P / LANES; i++) x[i] = ((const Lanes *)xdt)[i], acc[i] = (Lanes){0};
  for (long n = 0; n < N; n++) {
    Lanes *s = (Lanes *)(S + n * P);
    for (int i = 0; i < P / LANES; i++) {
      const Lanes now = a * s[i] + B[n] * x[i];
      s[i] = now;
      acc[i] += C[n] * now;
    }
  }
  for (int i = 0; i < P / LANES; i++) ((Lanes *)y)[i] = acc[i];
}

// The same step on S (P, N), and what C contributes to: dC += dy S.
INLINE void step_to_c(float *S, const float *B, const float *xdt, float a, const float *dy, float *dC, const long N) {
  Lanes b[N / LANES], acc[N / LANES];
  for (int i = 0; i < N / LANES; i++) b[i] = ((const Lanes *)B)[i], acc[i] = ((Lanes *)dC)[i];
  for (int p = 0; p < P; p++) {
    Lanes *s = (Lanes *)(S + p * N);
    for (int i = 0; i < N / LANES; i++) {
      const Lanes now = a * s[i] + xdt[p] * b[i];
      s[i] = now;
      acc[i] += dy[p] * now;
    }
  }
  for (int i = 0; i < N / LANES; i++) ((Lanes *)dC)[i] = acc[i];
}

// One step back of G (P, N), the gradient of the state: G += dy C^T; dB += G x dt; d(x dt) = G B; G = a G.
INLINE void step_back(float *G, const float *B, const float *C, const float *xdt, float a, const float *dy, float *dB, float *dxdt, const long N) {
  Lanes b[N / LANES], c[N / LANES], acc[N / LANES];
  for (int i = 0; i < N / LANES; i++) b[i] = ((const Lanes *)B)[i], c[i] = ((const Lanes *)C)[i], acc[i] = ((Lanes *)dB)[i];
  for (int p = 0; p < P; p++) {
    Lanes *g = (Lanes *)(G + p * N), dot = {0};
    for (int i = 0; i < N / LANES; i++) {
      const Lanes now = g[i] + dy[p] * c[i];
      acc[i] += xdt[p] * now;
      dot += now * b[i];
      g[i] = now * a;
    }
    float sum = 0;
    for (int l = 0; l < LANES; l++) sum += dot[l];
    dxdt[p] = sum;
  }
  for (int i = 0; i < N / LANES; i++) ((Lanes *)dB)[i] = acc[i];
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

INLINE void scan_of(const Sizes *s, const Item *it, long h, float *S, const long N) {
  const long inner = s->heads * P, conv = inner + 2 * N;
  memset(S, 0, sizeof(float) * N * P);
  for (long t = 0; t < s->length; t++) {
    const float *u = it->u + t * conv, dt = it->dt[t * s->heads + h];
    float xdt[P];
    for (int p = 0; p < P; p++) xdt[p] = u[h * P + p] * dt;
    step(S, u + inner, u + inner + N, xdt, it->a[t * s->heads + h], it->y + t * inner + h * P, N);
  }
}

// What the scan of head h leaves of dy: gradients of u's parts, and of dt. The decays need no states: with y_t = sum over s <= t of exp(c_t - c_s) (C_t B_s) x_s,
// c the sum of the decays' logarithms, the gradient of c_t is y_t dy_t - x_t dx_t, and that of one logarithm the sum from there on (as in gated linear
// attention, arXiv 2312.06635, section 4).
INLINE void scan_back(const Sizes *s, const Item *it, long h, float *S, const float *dy, float *du, float *ddt, float A, float *gA_log, const long N) {
  const long H = s->heads, L = s->length, inner = H * P, conv = inner + 2 * N;
  memset(S, 0, sizeof(float) * N * P);
  for (long t = 0; t < L; t++) {
    const float *u = it->u + t * conv, dt = it->dt[t * H + h];
    float xdt[P];
    for (int p = 0; p < P; p++) xdt[p] = u[h * P + p] * dt;
    step_to_c(S, u + inner, xdt, it->a[t * H + h], dy + t * inner + h * P, du + t * conv + inner + N, N);
  }
  memset(S, 0, sizeof(float) * N * P);
  double later = 0, sum = 0;
  for (long t = L - 1; t >= 0; t--) {
    const float *u = it->u + t * conv, *dyt = dy + t * inner + h * P, *yt = it->y + t * inner + h * P, dt = it->dt[t * H + h];
    float xdt[P], dxdt[P], dx = 0, here = 0;
    for (int p = 0; p < P; p++) xdt[p] = u[h * P + p] * dt;
    step_back(S, u + inner, u + inner + N, xdt, it->a[t * H + h], dyt, du + t * conv + inner, dxdt, N);
    for (int p = 0; p < P; p++) {
      dx += dxdt[p] * u[h * P + p];
      here += yt[p] * dyt[p] - xdt[p] * dxdt[p];
      du[t * conv + h * P + p] += dxdt[p] * dt;
    }
    later += here;
    sum += later * dt;
    ddt[t * H + h] = (float)(later * A) + dx;
  }
  *gA_log += (float)(sum * A);
}

static void scan(const Sizes *s, const Item *it, long h, float *S) {
  if (s->d_state == 64) scan_of(s, it, h, S, 64);
  else scan_of(s, it, h, S, s->d_state);
}

void mixer_forward(const Sizes *s, const float *zx_all, const long *order_all, const float *mask_all, const float *conv_w, const float *conv_b, const float *dt_bias, const float *A_log, const float *D, const float *norm_w, float *out_all, float *y_all) {
  const long inner = s->heads * P, conv = inner + 2 * s->d_state, width = inner + conv + s->heads;
#pragma omp parallel for schedule(dynamic)
  for (long b = 0; b < s->batch; b++) {
    const float *zx = zx_all + b * s->length * width, *mask = mask_all ? mask_all + b * s->length : NULL;
    float *out = out_all + b * s->length * inner;
    Item it = item_new(s, y_all + b * s->length * inner);
    prepare(s, &it, zx, order_all ? order_all + b * s->length : NULL, mask, conv_w, conv_b, dt_bias, A_log);
    float *S = malloc(sizeof(float) * s->d_state * P);
    for (long h = 0; h < s->heads; h++) scan(s, &it, h, S);
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
void mixer_backward(const Sizes *s, const float *zx_all, const long *order_all, const float *mask_all, const float *conv_w, const float *conv_b, const float *dt_bias, const float *A_log, const float *D, const float *norm_w, const float *y_all, const float *gout_all, float *gzx_all, float *gconv_w_all, float *gconv_b_all, float *gdt_bias_all, float *gA_log_all, float *gD_all, float *gnorm_all) {
  const long N = s->d_state, H = s->heads, L = s->length, inner = H * P, conv = inner + 2 * N, width = inner + conv + H;
#pragma omp parallel for schedule(dynamic)
  for (long b = 0; b < s->batch; b++) {
    const float *zx = zx_all + b * L * width, *mask = mask_all ? mask_all + b * L : NULL, *gout = gout_all + b * L * inner;
    float *gzx = gzx_all + b * L * width, *gconv_w = gconv_w_all + b * s->kernel * conv, *gconv_b = gconv_b_all + b * conv;
    float *gdt_bias = gdt_bias_all + b * H, *gA_log = gA_log_all + b * H, *gD = gD_all + b * H, *gnorm = gnorm_all + b * inner;
    Item it = item_new(s, (float *)y_all + b * L * inner);
    prepare(s, &it, zx, order_all ? order_all + b * L : NULL, mask, conv_w, conv_b, dt_bias, A_log);
    float *S = malloc(sizeof(float) * N * P);
    float *dy = malloc(sizeof(float) * L * inner), *du = calloc(L * conv, sizeof(float)), *ddt = calloc(L * H, sizeof(float));
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
    for (long h = 0; h < H; h++) {
      const float A = -expf(A_log[h]);
      if (N == 64) scan_back(s, &it, h, S, dy, du, ddt, A, gA_log + h, 64);
      else scan_back(s, &it, h, S, dy, du, ddt, A, gA_log + h, N);
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
    free(S), free(dy), free(du), free(ddt);
    item_free(&it);
  }
}
