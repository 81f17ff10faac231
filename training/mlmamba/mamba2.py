"""The Mamba-2 mixer (arXiv 2405.21060): state space duality in plain matrix products, and the recurrence it equals."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import fused_scan

CHUNK = 64


def ssd_recurrent(x: Tensor, decay: Tensor, b: Tensor, c: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
    """The definition: `S_t = exp(decay_t) S_{t-1} + B_t x_t^T`, `y_t = C_t S_t`, one token after the other.

    x (batch, length, heads, headdim) already times dt; decay (batch, length, heads), <= 0; b, c (batch, length, d_state);
    state (batch, heads, d_state, headdim). Returns y like x, and the last state.
    """
    outputs = []
    for t in range(x.shape[1]):
        state = decay[:, t].exp()[..., None, None] * state + torch.einsum("bn,bhp->bhnp", b[:, t], x[:, t])
        outputs.append(torch.einsum("bn,bhnp->bhp", c[:, t], state))
    return torch.stack(outputs, 1), state


def ssd_chunked(x: Tensor, decay: Tensor, b: Tensor, c: Tensor, dtype: torch.dtype) -> Tensor:
    """The same from a zero state in chunks of 64 tokens (SSD, section 6): inside a chunk a masked matrix product, between
    chunks the recurrence. Shapes as in `ssd_recurrent`; products in `dtype`, decays in float32. Returns y."""
    batch, length, heads, headdim = x.shape
    pad = -length % CHUNK
    if pad:
        x, decay = F.pad(x, (0, 0, 0, 0, 0, pad)), F.pad(decay, (0, 0, 0, pad))
        b, c = F.pad(b, (0, 0, 0, pad)), F.pad(c, (0, 0, 0, pad))
    n = (length + pad) // CHUNK
    x = x.reshape(batch, n, CHUNK, heads, headdim).permute(0, 1, 3, 2, 4).to(dtype)  # b n h l p
    b = b.reshape(batch, n, CHUNK, -1).to(dtype)
    c = c.reshape(batch, n, CHUNK, -1).to(dtype)
    cum = decay.float().reshape(batch, n, CHUNK, heads).permute(0, 1, 3, 2).cumsum(-1)  # b n h l

    within = (cum[..., :, None] - cum[..., None, :]).clamp(max=0).exp().to(dtype)  # 1 above the diagonal, where scores are 0
    scores = torch.matmul(c, b.transpose(-1, -2)).tril()  # b n l s
    y = torch.matmul(scores[:, :, None] * within, x)

    if n > 1:
        to_end = (cum[..., -1:] - cum).exp().to(dtype)  # b n h l
        added = torch.matmul(b.transpose(-1, -2)[:, :, None], x * to_end[..., None]).float()  # b n h d p
        whole = cum[..., -1].exp()[..., None, None]  # b n h 1 1
        state = torch.zeros_like(added[:, 0])
        before = []
        for i in range(n):
            before.append(state)
            state = whole[:, i] * state + added[:, i]
        states = torch.stack(before, 1).to(dtype)
        y = y + torch.matmul(c[:, :, None], states) * cum.exp()[..., None].to(dtype)
    return y.permute(0, 1, 3, 2, 4).reshape(batch, n * CHUNK, heads, headdim)[:, :length]


class RMSNorm(nn.Module):
    def __init__(self, width: int, eps: float = 1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        dtype = x.dtype
        x = x.float()
        return (x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.eps) * self.weight).to(dtype)


class CausalConv(nn.Module):
    """Depthwise causal convolution, weight (channels, 1, kernel) as in the published checkpoints."""

    def __init__(self, channels: int, kernel: int):
        super().__init__()
        bound = 1 / math.sqrt(kernel)
        self.weight = nn.Parameter(torch.empty(channels, 1, kernel).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor, past: Tensor | None = None) -> Tensor:
        """x (batch, length, channels), past (batch, kernel - 1, channels): the inputs before it (zeros if None)."""
        kernel = self.weight.shape[-1]
        x = F.pad(x, (0, 0, kernel - 1, 0)) if past is None else torch.cat([past.to(x.dtype), x], 1)
        return F.conv1d(x.transpose(1, 2), self.weight, self.bias, groups=x.shape[-1]).transpose(1, 2)


def _initial_dt_bias(heads: int) -> Tensor:
    """Inverse softplus of step sizes log-uniform in [0.001, 0.1], as in the Mamba-2 code."""
    dt = torch.exp(torch.rand(heads) * (math.log(0.1) - math.log(0.001)) + math.log(0.001))
    return dt + torch.log(-torch.expm1(-dt))


class Mamba2Mixer(nn.Module):
    """Mamba-2 with one or more scan directions. Directions share `in_proj`, the gated norm and `out_proj`; each has its own
    convolution, dt_bias, A_log and D, under the suffixes "", "_b", "_c", "_d" (the published MSC's names for two)."""

    SUFFIXES = ("", "_b", "_c", "_d")
    fused = True
    """Whether `fused_scan.c` computes on the CPU."""

    def __init__(self, d_model: int, d_inner: int, d_state: int, headdim: int, kernel: int, directions: int = 1):
        super().__init__()
        self.d_inner, self.d_state, self.headdim = d_inner, d_state, headdim
        self.heads = d_inner // headdim
        self.directions = directions
        conv_dim = d_inner + 2 * d_state
        self.in_proj = nn.Linear(d_model, d_inner + conv_dim + self.heads, bias=False)
        for suffix in self.SUFFIXES[:directions]:
            self.add_module(f"conv1d{suffix}", CausalConv(conv_dim, kernel))
            self.register_parameter(f"dt_bias{suffix}", nn.Parameter(_initial_dt_bias(self.heads)))
            self.register_parameter(f"A_log{suffix}", nn.Parameter(torch.empty(self.heads).uniform_(1, 16).log()))
            self.register_parameter(f"D{suffix}", nn.Parameter(torch.ones(self.heads)))
        self.norm = RMSNorm(d_inner)
        self.out_proj = nn.Linear(d_inner, d_model, bias=False)

    def _scan_inputs(self, xbc: Tensor, dt: Tensor, suffix: str, past_conv: Tensor | None):
        conv: CausalConv = getattr(self, f"conv1d{suffix}")
        x, b, c = F.silu(conv(xbc, past_conv)).split([self.d_inner, self.d_state, self.d_state], -1)
        x = x.unflatten(-1, (self.heads, self.headdim))
        dt = F.softplus(dt.float() + getattr(self, f"dt_bias{suffix}"))
        decay = -torch.exp(getattr(self, f"A_log{suffix}").float()) * dt
        return x, b, c, dt, decay

    def _direction(self, z: Tensor, xbc: Tensor, dt: Tensor, suffix: str, mask: Tensor | None) -> Tensor:
        x, b, c, dt, decay = self._scan_inputs(xbc, dt, suffix, None)
        if mask is not None:
            dt, decay = dt * mask[..., None], decay * mask[..., None]
        y = ssd_chunked(x * dt[..., None].to(x.dtype), decay, b, c, x.dtype)
        y = y + x * getattr(self, f"D{suffix}")[:, None].to(x.dtype)
        return self.norm(y.flatten(-2) * F.silu(z))

    def _fused(self, projected: Tensor, suffix: str, order: Tensor | None, mask: Tensor | None) -> Tensor:
        conv: CausalConv = getattr(self, f"conv1d{suffix}")
        vectors = (getattr(self, f"{name}{suffix}") for name in ("dt_bias", "A_log", "D"))
        return fused_scan.FusedMixer.apply(
            projected, order, mask, conv.weight, conv.bias, *vectors, self.norm.weight, self.d_state, self.norm.eps
        )

    def forward(self, u: Tensor, orders: list[Tensor | None] | None = None, mask: Tensor | None = None) -> Tensor:
        """u (batch, length, d_model). `orders[r]` (batch, length) int64 lists the tokens in the order direction r reads them
        (None: as they stand). `mask` (batch, length) is 0 at padding, which leaves every state as it is."""
        projected = self.in_proj(u)
        if u.device.type == "cpu" and self.headdim == fused_scan.HEADDIM and self.fused and fused_scan.available():
            outputs = [self._fused(projected, suffix, orders[r] if orders else None, mask) for r, suffix in enumerate(self.SUFFIXES[: self.directions])]
            return self.out_proj(sum(outputs[1:], outputs[0]) / self.directions if self.directions > 1 else outputs[0])
        z, xbc, dt = projected.split([self.d_inner, self.d_inner + 2 * self.d_state, self.heads], -1)
        if mask is not None:
            xbc = xbc * mask[..., None].to(xbc.dtype)
        total: Tensor | None = None
        for r, suffix in enumerate(self.SUFFIXES[: self.directions]):
            order = orders[r] if orders else None
            if order is None:
                y = self._direction(z, xbc, dt, suffix, mask)
            else:
                take = lambda t: torch.gather(t, 1, order[..., None].expand(-1, -1, t.shape[-1]))  # noqa: E731
                y = self._direction(take(z), take(xbc), take(dt), suffix, None if mask is None else torch.gather(mask, 1, order))
                y = torch.zeros_like(y).scatter(1, order[..., None].expand_as(y), y)
            total = y if total is None else total + y
        assert total is not None
        return self.out_proj(total / self.directions if self.directions > 1 else total)

    def step(self, u: Tensor, past_conv: Tensor, past_ssm: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Any number of tokens after earlier ones, by the recurrence. past_conv (batch, conv_dim, kernel - 1) and past_ssm
        (batch, heads, d_state, headdim) as in the graphs. Returns the output and both new states."""
        z, xbc, dt = self.in_proj(u).split([self.d_inner, self.d_inner + 2 * self.d_state, self.heads], -1)
        past = past_conv.transpose(1, 2)
        x, b, c, dt, decay = self._scan_inputs(xbc, dt, "", past)
        y, ssm = ssd_recurrent(x * dt[..., None], decay, b, c, past_ssm)
        y = y + x * self.D[:, None]  # type: ignore[operator]
        conv = torch.cat([past, xbc], 1)[:, -past.shape[1] :].transpose(1, 2)
        return self.out_proj(self.norm(y.flatten(-2) * F.silu(z))), conv, ssm
