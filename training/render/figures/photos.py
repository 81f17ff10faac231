"""Pictures that look like photographs, with the one answer the Nano gives about them.

`python photos.py --count 250 --seed 1 --out ../../data-out/photos`

Two sources: scenes computed here (hills in haze, water, clouds, lights out of focus, still lifes of spheres, surfaces) and
crops of the photographs that ship inside scikit-image (CC0 or public domain only; see README.md). Every picture gets what a
camera adds: lens blur, vignette, grain, white balance, JPEG blocks. No text stands in them, so `texts` is empty.
Resumable: ids present in `screens.jsonl` are skipped. Format: docs/nano.md §3.
"""

from __future__ import annotations

import argparse
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import skimage.data
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates, zoom

Picture = NDArray[np.float64]  # (height, width, 3), linear enough, 0…1
ANSWER = "This looks like a photograph; I am made for screens and diagrams."
FREE = ("astronaut", "brick", "camera", "chelsea", "coffee", "rocket", "grass", "gravel", "hubble_deep_field")

SUBJECTS = (
    "car cat dog person tree flower building sky mountain cup table street lake bird house boat road window chair hand face "
    "field cloud bridge stone leaf fruit wall lamp train"
).split()
QUESTIONS = (
    "What is this?", "What do you see?", "Describe this image.", "Describe the picture in one sentence.", "What's in the photo?",
    "what is in the picture", "Write an alt text.", "Suggest alt text for this image.", "What does the error message say?",
    "What kind of picture is this?", "Is this a screenshot or a photo?", "Is this a diagram?", "What is the title?", "Which button do I click?",
    "What text is in the image?", "Read the text.", "Is there any text?", "What colour is the {s}?", "How many {s}s are there?", "Is there a {s}?",
    "Where is the {s}?", "What is the {s} doing?", "Where was this taken?", "Who is in the picture?", "What is in the background?",
    "What is next to the {s}?", "Which theme is selected?", "Summarise the image.", "What am I looking at?", "explain this picture",
    "What time of day is it?", "What's the weather like?", "Is the {s} big?", "Tell me about this image.", "What comes after the first step?",
    "What is the highest value?", "Give me a caption.", "Name the objects in the picture.", "Is this a real photo?", "what type of image is it?",
)  # fmt: skip


def noise(rng: np.random.Generator, height: int, width: int, octaves: int, base: int = 3, gain: float = 0.5) -> NDArray[np.float64]:
    """Fractal noise in 0…1: smooth random grids, each twice as fine and `gain` as strong as the one before."""
    total = np.zeros((height, width))
    strength = 1.0
    for octave in range(octaves):
        cells = base * 2**octave
        grid = rng.random((cells + 2, max(2, round(cells * width / height)) + 2))
        scale = (height / grid.shape[0] + 0.01, width / grid.shape[1] + 0.01)
        layer = zoom(grid, scale, order=3 if cells < 24 else 1, mode="nearest")
        total += strength * layer[:height, :width]
        strength *= gain
    total -= total.min()
    return total / max(total.max(), 1e-9)


def mixed(a: Picture, b: Picture, weight: NDArray[np.float64]) -> Picture:
    return a * (1 - weight[..., None]) + b * weight[..., None]


def colour(rng: np.random.Generator, low: float = 0.05, high: float = 0.9) -> NDArray[np.float64]:
    return rng.uniform(low, high, 3)


def landscape(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Sky with clouds, ranges of hills fading into haze, sometimes a lake that mirrors them."""
    y = np.linspace(0, 1, height)[:, None]
    top, low = rng.uniform([0.1, 0.25, 0.45], [0.45, 0.6, 0.95]), rng.uniform([0.6, 0.6, 0.55], [0.98, 0.9, 0.95])
    picture = top + (low - top) * np.repeat(y, width, axis=1)[..., None] ** rng.uniform(0.6, 1.5)
    clouds = np.clip((noise(rng, height, width, 6) - rng.uniform(0.45, 0.7)) * 3, 0, 1) * rng.uniform(0.2, 0.9)
    picture = mixed(picture, np.full_like(picture, 0.96), clouds)
    horizon = rng.uniform(0.35, 0.6)
    layers = rng.integers(2, 6)
    ground = colour(rng, 0.02, 0.3) * [0.9, 1.2, 0.7]
    rows = np.arange(height)[:, None] / height
    for layer in range(layers):
        near = (layer + 1) / layers
        ridge = horizon + (near - 0.5) * 0.25 + (noise(rng, 8, width, 5, base=2)[4] - 0.5) * rng.uniform(0.1, 0.35)
        mask = gaussian_filter((rows > ridge[None, :]).astype(float), 0.8)
        rough = noise(rng, height, width, 6, base=8)[..., None]
        shade = (ground * near + low * (1 - near) * 0.8) * (0.6 + 0.8 * rough)
        picture = mixed(picture, shade, mask)
    if rng.random() < 0.4:
        shore = int(height * rng.uniform(0.6, 0.8))
        depth = height - shore
        mirror = picture[shore - depth : shore][::-1] * rng.uniform(0.5, 0.85)
        ripple = noise(rng, depth, width, 5, base=12) * 9
        columns = np.arange(width)[None, :] + ripple - 4
        lines = np.repeat(np.arange(depth)[:, None], width, axis=1)
        for channel in range(3):
            picture[shore:, :, channel] = map_coordinates(mirror[..., channel], [lines, columns], order=1, mode="nearest")
    return picture


def lights(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Lamps at night, out of focus."""
    picture = np.ones((height, width, 3)) * colour(rng, 0.0, 0.12) + noise(rng, height, width, 3)[..., None] * 0.08
    rows, columns = np.mgrid[0:height, 0:width]
    for _ in range(rng.integers(20, 70)):
        radius = rng.uniform(0.01, 0.06) * width
        distance = np.hypot(rows - rng.uniform(0, height), columns - rng.uniform(0, width))
        disc = np.clip((radius - distance) / 2 + 0.5, 0, 1) * (0.6 + 0.4 * np.clip(distance / radius, 0, 1) ** 6)
        picture += disc[..., None] * rng.uniform([0.5, 0.25, 0.05], [1.0, 0.9, 0.8]) * rng.uniform(0.15, 0.9)
    return gaussian_filter(picture, (1.2, 1.2, 0))


def spheres(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Fruit-like spheres on a table in the light of a window: one ray a pixel, soft shadow, contact shade."""
    u, v = np.meshgrid(np.linspace(-1, 1, width) * width / height, np.linspace(1, -1, height))
    direction = np.stack([u * 0.6, v * 0.6 - 0.35, np.ones_like(u)], axis=-1)
    direction /= np.linalg.norm(direction, axis=-1, keepdims=True)
    eye = np.array([0.0, 1.5, -4.0])
    light = rng.uniform([-4, 3, -4], [4, 6, -1])
    wall = colour(rng, 0.2, 0.8) * (0.75 + 0.5 * noise(rng, height, width, 3)[..., None])
    steps = np.where(direction[..., 1] < -0.01, -eye[1] / np.minimum(direction[..., 1], -0.01), 1e9)
    spot = eye + direction * steps[..., None]
    board = colour(rng, 0.15, 0.6) * [1.2, 0.9, 0.7]
    grain = map_coordinates(noise(rng, 64, 512, 5), [(spot[..., 2] * 9) % 63, (spot[..., 0] * 60) % 511], order=1, mode="wrap")
    picture = mixed(wall, board * (0.6 + 0.7 * grain[..., None]), (steps < 9).astype(float))
    balls = [(np.array([rng.uniform(-1.7, 1.7), r, rng.uniform(-1, 1.8)]), r) for r in rng.uniform(0.25, 0.75, rng.integers(2, 7))]
    for centre, radius in balls:
        to = light - spot
        to /= np.linalg.norm(to, axis=-1, keepdims=True)
        toward = centre - spot
        along = np.sum(toward * to, axis=-1)
        miss = np.sqrt(np.maximum(np.sum(toward**2, axis=-1) - along**2, 0))
        shadow = np.clip((radius * 1.15 - miss) / (radius * 0.5), 0, 1) * (along > 0) * (steps < 9)
        picture *= (1 - 0.6 * shadow)[..., None]
    for centre, radius in sorted(balls, key=lambda ball: -ball[0][2]):
        offset = eye - centre
        b = np.sum(direction * offset, axis=-1)
        root = b**2 - (offset @ offset - radius**2)
        hit = root > 0
        point = eye + direction * (-b - np.sqrt(np.maximum(root, 0)))[..., None]
        normal = (point - centre) / radius
        to = light - point
        to /= np.linalg.norm(to, axis=-1, keepdims=True)
        diffuse = np.clip(np.sum(normal * to, axis=-1), 0, 1)
        half = to - direction
        half /= np.linalg.norm(half, axis=-1, keepdims=True)
        gloss = np.clip(np.sum(normal * half, axis=-1), 0, 1) ** rng.uniform(20, 120) * rng.uniform(0.1, 0.8)
        skin = colour(rng) * (0.75 + 0.4 * noise(rng, height, width, 6, base=6)[..., None])
        shade = skin * (0.18 + 0.85 * diffuse[..., None] + 0.1 * np.clip(normal[..., 1:2], -1, 1)) + gloss[..., None]
        edge = gaussian_filter(hit.astype(float), 0.7)
        picture = mixed(picture, np.where(hit[..., None], shade, picture), edge)
    return picture


def surface(rng: np.random.Generator, height: int, width: int) -> Picture:
    """A close view of something rough, lit from the side."""
    heights = noise(rng, height, width, 8, base=int(rng.integers(2, 9)), gain=rng.uniform(0.5, 0.75))
    slope = np.gradient(gaussian_filter(heights, rng.uniform(0.5, 2)), axis=rng.integers(0, 2)) * rng.uniform(15, 50)
    base = mixed(np.ones((height, width, 3)) * colour(rng), np.ones((height, width, 3)) * colour(rng), noise(rng, height, width, 4))
    return base * np.clip(0.8 + slope, 0.1, 1.6)[..., None]


def meadow(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Blurred colours of a garden behind a few sharp blossoms."""
    picture = np.ones((height, width, 3)) * [0.16, 0.3, 0.1]
    rows, columns = np.mgrid[0:height, 0:width]
    for depth in range(3):
        for _ in range(rng.integers(6, 22)):
            cy, cx, radius = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(0.02, 0.09) * width
            angle = np.arctan2(rows - cy, columns - cx)
            petals = 0.75 + 0.25 * np.cos(angle * rng.integers(4, 8) + rng.uniform(0, 6))
            mask = np.clip((radius * petals - np.hypot(rows - cy, columns - cx)) / 2, 0, 1)
            picture = mixed(picture, np.ones_like(picture) * colour(rng, 0.1, 1) * rng.uniform(0.6, 1.0), mask)
        picture = gaussian_filter(picture, ((2 - depth) * 7 + 0.6, (2 - depth) * 7 + 0.6, 0))
        picture *= 0.85 + 0.3 * noise(rng, height, width, 6)[..., None]
    return picture


def shipped(rng: np.random.Generator, height: int, width: int) -> Picture:
    """A turned, tinted crop of one of the free photographs inside scikit-image."""
    source = np.asarray(getattr(skimage.data, FREE[rng.integers(len(FREE))])(), dtype=float) / 255
    if source.ndim == 2:
        source = np.repeat(source[..., None], 3, axis=2)
    if rng.random() < 0.5:
        source = source[:, ::-1]
    share = rng.uniform(0.45, 1.0)
    crop_height = int(source.shape[0] * share)
    crop_width = min(source.shape[1], int(crop_height * width / height))
    crop_height = min(crop_height, int(crop_width * height / width))
    y, x = rng.integers(0, source.shape[0] - crop_height + 1), rng.integers(0, source.shape[1] - crop_width + 1)
    crop = Image.fromarray((source[y : y + crop_height, x : x + crop_width, :3] * 255).astype(np.uint8))
    return np.asarray(crop.resize((width, height), Image.Resampling.BICUBIC), dtype=float) / 255


SCENES: tuple[tuple[float, Callable[[np.random.Generator, int, int], Picture]], ...] = (
    (0.24, landscape), (0.08, lights), (0.2, spheres), (0.1, surface), (0.1, meadow), (0.28, shipped),
)  # fmt: skip


def doubled(picture: Picture) -> Picture:
    """Twice the size: the computed scenes are made at half of it, soft as a lens leaves them."""
    return zoom(picture, (2, 2, 1), order=1)


def developed(rng: np.random.Generator, picture: Picture) -> Image.Image:
    """What a camera adds: blur, white balance, contrast, vignette, grain, JPEG."""
    height, width = picture.shape[:2]
    picture = gaussian_filter(np.clip(picture, 0, 1.5), (*(2 * [rng.uniform(0, 0.9)]), 0)) * rng.uniform(0.9, 1.1, 3)
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    picture *= (1 - rng.uniform(0, 0.35) * (rows**2 + columns**2) / 2)[..., None]
    picture = np.clip(picture, 0, 1) ** rng.uniform(0.75, 1.25)
    picture += rng.normal(0, rng.uniform(0.003, 0.03), picture.shape)
    image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=int(rng.integers(60, 95)))
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def turns(chooser: random.Random) -> list[dict[str, object]]:
    asked = chooser.sample(QUESTIONS, chooser.randint(2, 4))
    questions = [question.format(s=chooser.choice(SUBJECTS)) for question in asked]
    return [{"kind": "photo", "question": question, "answer": ANSWER, "answers": ["photograph"]} for question in questions]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    (options.out / "images").mkdir(parents=True, exist_ok=True)
    journal = options.out / "screens.jsonl"
    present = {json.loads(line)["id"] for line in journal.read_text().splitlines()} if journal.exists() else set()
    with journal.open("a") as lines:
        for index in range(options.count):
            name = f"{options.seed}-{index:05d}"
            if f"photos-{name}" in present:
                continue
            rng = np.random.default_rng([options.seed, index])
            width, height = ((640, 480), (800, 534), (480, 640), (900, 600), (600, 600))[rng.integers(5)]
            weights = np.array([weight for weight, _ in SCENES])
            scene = SCENES[rng.choice(len(SCENES), p=weights / weights.sum())][1]
            picture = shipped(rng, height, width) if scene is shipped else doubled(scene(rng, height // 2, width // 2))
            developed(rng, picture).save(options.out / f"images/{name}.webp", quality=int(rng.integers(75, 92)))
            screen = {
                "id": f"photos-{name}", "set": "photos", "kind": "photograph", "image": f"images/{name}.webp",
                "width": width, "height": height, "texts": [], "turns": turns(random.Random(f"{options.seed}/{index}")),
            }  # fmt: skip
            lines.write(json.dumps(screen, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
