"""Makes the expected arrays of WarpTest: NumPy and SciPy, and nothing of this library. python3 warp.py"""
import numpy as np
from scipy import ndimage

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Stream:
    """SplitMix64, addressed by index."""

    def __init__(self, key):
        self.key = key

    @staticmethod
    def of(seed, name):
        h = 0xCBF29CE484222325
        for b in name.encode():
            h = ((h ^ b) * 0x100000001B3) & MASK
        return Stream(mix(mix((seed + GAMMA) & MASK) ^ h))

    def at(self, step, example):
        return Stream(mix((mix((self.key + GAMMA * (step + 1)) & MASK) + GAMMA * (example + 1)) & MASK))

    def bits(self, i):
        return mix((self.key + (i + 1) * GAMMA) & MASK)

    def uniform(self, i):
        return (self.bits(i) >> 40) * 2.0**-24


def image(h, w, c):
    return (np.arange(h * w * c) * 37 % 101 / 100).reshape(h, w, c)


def draw(random, index, low, high):
    return low + (high - low) * random.uniform(index)


def warp(img, random, rotate=(0, 0), right=(0, 0), down=(0, 0), scale=(1, 1), stretch=(1, 1), shear=(0, 0),
         alpha=0, sigma=1, mode="grid-constant", cval=0.0, order=1):
    h, w, c = img.shape
    angle = np.radians(draw(random, 0, *rotate))
    dx = draw(random, 1, *right) * w
    dy = draw(random, 2, *down) * h
    s = draw(random, 3, *scale)
    k = draw(random, 4, *stretch)
    lean = np.tan(np.radians(draw(random, 5, *shear)))
    # x to the right, y down; a point that is turned counter-clockwise goes up on the right
    turn = np.array([[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    size = np.diag([s * k, s, 1])
    slant = np.array([[1, -lean, 0], [0, 1, 0], [0, 0, 1]])
    centre = np.array([[1, 0, (w - 1) / 2], [0, 1, (h - 1) / 2], [0, 0, 1]])
    shift = np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1]])
    inverse = np.linalg.inv(shift @ centre @ turn @ size @ slant @ np.linalg.inv(centre))
    ys, xs = np.mgrid[0:h, 0:w]
    places = inverse @ np.stack([xs.ravel(), ys.ravel(), np.ones(h * w)])
    px = places[0].reshape(h, w)
    py = places[1].reshape(h, w)
    if alpha:
        noise = random.at(0, 0)
        nx = np.zeros((h, w))
        ny = np.zeros((h, w))
        for i in range(h * w):
            b = noise.bits(i)
            high, low = b >> 40, b >> 16 & 0xFFFFFF
            nx[i // w, i % w] = (high - (1 << 24) * (high >> 23)) * 2.0**-23
            ny[i // w, i % w] = (low - (1 << 24) * (low >> 23)) * 2.0**-23
        px = px + alpha * ndimage.gaussian_filter(nx, sigma, mode="constant")
        py = py + alpha * ndimage.gaussian_filter(ny, sigma, mode="constant")
    planes = [ndimage.map_coordinates(img[:, :, i], [py, px], order=order, mode=mode, cval=cval) for i in range(c)]
    return np.stack(planes, axis=-1)


def show(name, values):
    print(name)
    flat = [f"{v:.5f}f".replace("0.", ".", 1) if 0 <= v < 1 else f"{v:.5f}f" for v in values.ravel()]
    for i in range(0, len(flat), 12):
        print("    " + ", ".join(flat[i:i + 12]) + ",")


if __name__ == "__main__":
    random = Stream.of(7, "warp")
    every = dict(rotate=(-40, 60), right=(-0.2, 0.2), down=(-0.3, 0.1), scale=(0.7, 1.4), stretch=(0.8, 1.3),
                 shear=(-20, 30))
    show("constant", warp(image(4, 6, 1), random.at(0, 0), mode="grid-constant", cval=0.25, **every))
    show("nearest", warp(image(5, 4, 2), random.at(0, 1), mode="nearest", **every))
    show("reflect", warp(image(5, 4, 2), random.at(0, 2), mode="reflect", **dict(every, scale=(0.3, 0.3))))
    show("wrap", warp(image(4, 6, 1), random.at(0, 3), mode="grid-wrap", **dict(every, scale=(0.3, 0.3))))
    show("nearest pixel", warp(image(4, 6, 1), random.at(0, 4), order=0, cval=0.25, **every))
    show("elastic", warp(image(6, 5, 1), random.at(0, 5), alpha=6, sigma=1.5))
    show("both", warp(image(5, 4, 2), random.at(0, 6), alpha=9, sigma=2, **every))
