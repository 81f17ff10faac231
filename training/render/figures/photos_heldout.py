"""Made the frozen set `test/validation/photos2*` once: views into photographed panoramas, which no training picture shows.

`npm ci && pip install openexr==3.5.3 && python photos_heldout.py [--out DIR] [--count 24] [--seed 2026]`

The panoramas are those of @pmndrs/assets 1.7.0 (CC0: Poly Haven's, 512 pixels wide): rooms, halls, streets, fields, sky, water. A view
is a perspective picture of 80 to 100 degrees, exposed as a camera does it and stored as WebP. It never overwrites what is frozen.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import random
import re
import tempfile
from pathlib import Path

import numpy as np
import OpenEXR
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import map_coordinates, maximum_filter

from photos import QUESTIONS, SUBJECTS

HERE = Path(__file__).parent
PANORAMAS = HERE / "node_modules/@pmndrs/assets/hdri"
OWN = (
    "Which window is open here?", "Give me the wording of the heading.", "What do I see in this picture?", "Put the image into words.",
    "Tell a blind person what this is.", "Which of the tabs is in front?", "What has been entered as the name?", "Where was this shot?",
    "Read out what is written here.", "What's the subject of the picture?", "How many windows can you count?", "Which node comes first?",
)  # fmt: skip


def panorama(path: Path) -> NDArray[np.float64]:
    """Light of a panorama, (height, width, 3), as brightness between 0 and 1: exposed for its middle tones."""
    match = re.search(r"base64,([^\"'`]+)", path.read_text())
    if match is None:
        raise ValueError(f"{path} holds no picture")
    with tempfile.NamedTemporaryFile(suffix=".exr") as file:
        file.write(base64.b64decode(match.group(1)))
        file.flush()
        light = OpenEXR.File(file.name).channels()["RGB"].pixels.astype(float)
    # Panoramas were made smaller with a filter that rings: the negative light beside lamps becomes the light around it.
    usual = max(float(np.percentile(light, 70)), 1e-3)
    around = maximum_filter(light, (5, 5, 1))
    rung = (light.min(axis=-1) < 0) & (around.min(axis=-1) > 4 * usual)
    light = np.where(rung[..., None], around, light)
    exposure = 0.6 / usual
    return (1 - np.exp(-np.clip(light, 0, None) * exposure)) ** (1 / 2.2)


def view(picture: NDArray[np.float64], size: tuple[int, int], field: float, yaw: float, pitch: float) -> Image.Image:
    """What a camera in the middle of the panorama sees; `field` is the horizontal angle, all angles in radians."""
    height, width = picture.shape[:2]
    across, down = np.meshgrid(np.arange(size[0]) + 0.5 - size[0] / 2, np.arange(size[1]) + 0.5 - size[1] / 2)
    rays = np.stack([across, -down, np.full_like(across, size[0] / 2 / np.tan(field / 2))], axis=-1)
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    up = rays[..., 1] * np.cos(pitch) + rays[..., 2] * np.sin(pitch)
    ahead = rays[..., 2] * np.cos(pitch) - rays[..., 1] * np.sin(pitch)
    columns = ((np.arctan2(rays[..., 0], ahead) + yaw) / (2 * np.pi) % 1) * width - 0.5
    rows = (0.5 - np.arcsin(np.clip(up, -1, 1)) / np.pi) * height - 0.5
    round_about = np.concatenate([picture[:, -4:], picture, picture[:, :4]], axis=1)
    seen = [map_coordinates(round_about[..., c], [rows, columns + 4], order=3, mode="nearest") for c in range(3)]
    return Image.fromarray((np.clip(np.stack(seen, axis=-1), 0, 1) * 255).astype(np.uint8))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE / "../../../test/validation")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    frozen = options.out / "FROZEN.sha256"
    if frozen.exists() and "  photos2.jsonl\n" in frozen.read_text():
        raise SystemExit("photos2.jsonl is frozen. Give another folder with --out.")
    (options.out / "photos2").mkdir(parents=True, exist_ok=True)
    scenes = sorted(PANORAMAS.glob("*.exr.js"))
    questions: list[dict[str, object]] = []
    for index in range(options.count):
        chance = random.Random(f"{options.seed}/{index}")
        size = chance.choice([(420, 280), (400, 300), (480, 320), (300, 400)])
        angles = [np.radians(chance.uniform(low, high)) for low, high in ((80, 100), (0, 360), (-12, 8))]
        image = f"photos2/photo-{index:03d}.webp"
        view(panorama(scenes[index % len(scenes)]), size, *angles).save(options.out / image, quality=80, method=6)
        asked = [*chance.sample([q for q in QUESTIONS if "photo" not in q], 2), chance.choice(OWN)]
        for number, question in enumerate(asked):
            questions.append({
                "id": f"photo-{index:03d}-{number}", "image": image, "question": question.format(s=chance.choice(SUBJECTS)),
                "answers": ["photograph", "photo"], "kind": "photo",
            })  # fmt: skip
    (options.out / "photos2.jsonl").write_text("".join(json.dumps(q, ensure_ascii=False) + "\n" for q in questions))
    files = ["photos2.jsonl", *dict.fromkeys(str(q["image"]) for q in questions)]
    with frozen.open("a") as sums:
        for file in files:
            sums.write(f"{hashlib.sha256((options.out / file).read_bytes()).hexdigest()}  {file}\n")


if __name__ == "__main__":
    main()
