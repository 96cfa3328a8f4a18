"""Makes the expected arrays of ColorChangeTest and GeometryTest: TensorFlow. python3 colors_and_sizes.py"""
import numpy as np
import tensorflow as tf

from warp import image, show


def main():
    colours = np.array([[[0.9, 0.2, 0.1], [0.3, 0.8, 0.4], [0.2, 0.3, 0.7]],
                        [[0.5, 0.5, 0.5], [0.0, 0.6, 0.6], [0.7, 0.1, 0.7]]], np.float32)
    clipped = lambda x: np.clip(np.asarray(x), 0, 1)
    show("brightness .3", clipped(tf.image.adjust_brightness(colours, 0.3)))
    show("contrast 1.5", clipped(tf.image.adjust_contrast(colours, 1.5)))
    show("contrast .4", clipped(tf.image.adjust_contrast(colours, 0.4)))
    show("saturation 2", clipped(tf.image.adjust_saturation(colours, 2.0)))
    show("saturation .3", clipped(tf.image.adjust_saturation(colours, 0.3)))
    show("hue .1", clipped(tf.image.adjust_hue(colours, 0.1)))
    show("hue -.4", clipped(tf.image.adjust_hue(colours, -0.4)))
    show("larger", np.asarray(tf.image.resize(image(2, 3, 2), (3, 5), method="bilinear")))
    show("smaller", np.asarray(tf.image.resize(image(5, 7, 1), (3, 4), method="area")))
    show("nearest", np.asarray(tf.image.resize(image(5, 7, 1), (3, 4), method="nearest")))
    show("larger and smaller", np.asarray(tf.image.resize(
        tf.image.resize(image(2, 6, 1), (2, 4), method="area"), (5, 4), method="bilinear")))


if __name__ == "__main__":
    main()
