"""Calls `fused_scan.c`: the mixer's inside on the CPU, without the passes over memory of the tensor
operations that it stands for.

Built by `cc` at first use into `training/out/`; where there is no compiler `available()` is False and `mamba2.py` computes."""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import subprocess
from pathlib import Path

import torch
from torch import Tensor

HEADDIM = 64
SOURCE = Path(__file__).with_suffix(".c")


class _Sizes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_long) for name in ("batch", "length", "heads", "d_state", "kernel")] + [("eps", ctypes.c_float)]


@functools.cache
def _library() -> ctypes.CDLL | None:
    folder = SOURCE.parents[1] / "out"
    target = folder / f"fused_scan-{hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]}.so"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(f".{os.getpid()}")
        command = ["cc", "-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-fopenmp", "-shared", "-fPIC", str(SOURCE), "-o", str(partial), "-lm", "-lmvec"]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        partial.rename(target)
    return ctypes.CDLL(str(target))


def available() -> bool:
    return _library() is not None


def _pointer(t: Tensor | None) -> ctypes.c_void_p:
    return ctypes.c_void_p(None if t is None else t.data_ptr())


class FusedMixer(torch.autograd.Function):
    """`norm((scan + D x) · SiLU(z))` of one direction: see `Mamba2Mixer._direction`. projected (batch, length, width) is what
    `in_proj` gives; order (batch, length) int64 or None; mask (batch, length) or None. Returns (batch, length, d_inner)."""

    @staticmethod
    def forward(ctx, projected, order, mask, conv_w, conv_b, dt_bias, a_log, d, norm_w, d_state, eps):  # type: ignore[override]
        library = _library()
        assert library is not None
        batch, length, _ = projected.shape
        sizes = _Sizes(batch, length, dt_bias.shape[0], d_state, conv_w.shape[-1], eps)
        held = (
            projected.float().contiguous(),
            None if order is None else order.contiguous(),
            None if mask is None else mask.float().contiguous(),
            conv_w.float()[:, 0].T.contiguous(),
            *(p.float().contiguous() for p in (conv_b, dt_bias, a_log, d, norm_w)),
        )
        out = torch.empty(batch, length, dt_bias.shape[0] * HEADDIM)
        y = torch.empty_like(out)
        library.mixer_forward(ctypes.byref(sizes), *map(_pointer, held), _pointer(out), _pointer(y))
        ctx.sizes, ctx.dtype = sizes, projected.dtype
        ctx.save_for_backward(*held, y)
        return out.to(projected.dtype)

    @staticmethod
    def backward(ctx, grad):  # type: ignore[override]
        library = _library()
        assert library is not None
        projected, order, mask, conv_w, *vectors, y = ctx.saved_tensors
        batch = projected.shape[0]
        grads = [torch.zeros(batch, *p.shape) for p in (conv_w, *vectors)]
        grad_projected = torch.empty_like(projected)
        grad = grad.float().contiguous()
        arguments = [projected, order, mask, conv_w, *vectors, y, grad, grad_projected, *grads]
        library.mixer_backward(ctypes.byref(ctx.sizes), *map(_pointer, arguments))
        grad_conv, *rest = (g.sum(0) for g in grads)
        return grad_projected.to(ctx.dtype), None, None, grad_conv.T[:, None].contiguous(), *rest, None, None
