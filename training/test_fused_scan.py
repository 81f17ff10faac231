"""Holds `fused_scan.c` against the tensor operations of `mamba2.py`: outputs and every gradient, with orders and padding; nothing but finite
numbers where activations are large.

    python test_fused_scan.py   (in training/)
"""

import torch

from mlmamba.mamba2 import Mamba2Mixer


def main() -> None:
    torch.manual_seed(0)
    for directions in (1, 2, 4):
        mixer = Mamba2Mixer(64, 128, 32, 64, 4, directions)
        u = torch.randn(3, 77, 64)
        lengths = torch.tensor([77, 40, 5])
        mask = (torch.arange(77) < lengths[:, None]).float()
        shuffled = torch.stack([torch.cat([torch.randperm(int(n)), torch.arange(int(n), 77)]) for n in lengths])
        rows = torch.arange(77).expand(3, -1)
        orders = [None, rows.flip(1), shuffled, shuffled.flip(1)][:directions] if directions > 1 else None
        weight = torch.randn(3, 77, 64) * mask[..., None]
        results = []
        for fused in (False, True):
            mixer.fused = fused
            mixer.zero_grad()
            x = u.clone().requires_grad_()
            y = mixer(x, orders, mask)
            (y * weight).sum().backward()
            results.append({"y": y.detach() * mask[..., None], "u": x.grad, **{k: p.grad.clone() for k, p in mixer.named_parameters()}})
        for name, expected in results[0].items():
            error = (results[1][name] - expected).abs().max() / expected.abs().max()
            assert error < 3e-4, f"{directions} directions, {name}: relative error {error:.2e}"
        far = (u * 400).requires_grad_()  # far out in every exponential
        mixer(far, orders, mask).sum().backward()
        assert torch.isfinite(far.grad).all(), f"{directions} directions: not finite far out"
        print(f"{directions} directions: outputs and {len(results[0]) - 1} gradients agree")


if __name__ == "__main__":
    main()
