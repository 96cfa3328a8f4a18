package dev.inkstone.benchmarks;

import static dev.inkstone.data.augment.Augmentations.affine;
import static dev.inkstone.data.augment.Augmentations.brightness;
import static dev.inkstone.data.augment.Augmentations.contrast;
import static dev.inkstone.data.augment.Augmentations.cutout;
import static dev.inkstone.data.augment.Augmentations.elastic;
import static dev.inkstone.data.augment.Augmentations.gaussianNoise;
import static dev.inkstone.data.augment.Augmentations.horizontalFlip;
import static dev.inkstone.data.augment.Augmentations.hue;
import static dev.inkstone.data.augment.Augmentations.randomCrop;
import static dev.inkstone.data.augment.Augmentations.resize;
import static dev.inkstone.data.augment.Augmentations.saturation;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.data.augment.Warp;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One image varied, on one thread, the copy of it included. Scores are microseconds. {@code color} are two changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector", jvmArgsAppend = "-Dinkstone.threads=1")
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class AugmentationBenchmark {
    /** What is done. */
    @Param({"affine", "elastic", "both", "cutout", "flip", "crop", "resize", "color", "noise"})
    public String augmentation = "";

    /** {@code height×width×channels}. */
    @Param({"28x28x1", "32x32x3", "224x224x3"})
    public String shape = "";

    private Transform transform = (values, random) -> values;
    private RandomStream random = RandomStream.of(1, "augmentation");
    private float[] image = {};
    private int example;

    /** Draws an image. */
    @Setup
    public void prepare() {
        int[] sizes = Operands.sizes(shape);
        Shape images = Shape.of(sizes);
        image = Operands.uniform(images.size(), 1);
        for (int i = 0; i < image.length; i++) {
            image[i] = Math.abs(image[i]);
        }
        transform = augmentation(sizes[0], sizes[2]).on(images);
    }

    private Augmentation augmentation(int size, int channels) {
        Warp affine = affine().rotate(15).shift(0.1, 0.1).scale(0.9, 1.1).shear(5);
        return switch (augmentation) {
            case "affine" -> affine;
            case "elastic" -> elastic(34, 4);
            case "both" -> affine.elastic(34, 4);
            case "cutout" -> cutout(size / 4);
            case "flip" -> horizontalFlip();
            case "crop" -> randomCrop(size, size).padding(size / 8);
            case "resize" -> resize(size * 3 / 4, size * 3 / 4);
            case "color" ->
                channels == 3
                        ? hue(0.2).then(saturation(0.5, 1.5))
                        : brightness(0.2).then(contrast(0.5, 1.5));
            default -> gaussianNoise(0.1);
        };
    }

    /** Another draw each time. */
    @Benchmark
    public float[] apply() {
        return transform.apply(image.clone(), random.at(0, example++));
    }
}
