package dev.inkstone.data;

import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Images in a folder for each class. The names of the folders, sorted, are the classes; the images of a class are sorted by their
 * names. Taken are files that end in .bmp, .gif, .jpeg, .jpg or .png and lie directly in the folder of their class, or links to
 * such; hidden files and folders (names that begin with a dot), other files and folders further down are not.
 *
 * <p>Every image is brought to one size, stretched if its proportions differ: each pixel of a smaller image is the mean of the
 * area that it covers, in a larger one it lies linearly between its neighbours. Values are pixels / 255, from 0 to 1. Grey is
 * 0.299 red + 0.587 green + 0.114 blue; colour profiles, transparency and EXIF rotations are ignored.
 *
 * <p>Images are decoded by {@code javax.imageio}: a program that is a module itself says {@code requires java.desktop}.
 */
public final class ImageFolder extends View {
    private final List<String> classNames;
    private final List<Path> files;

    private ImageFolder(Dataset data, List<String> classNames, List<Path> files) {
        super(data);
        this.classNames = List.copyOf(classNames);
        this.files = List.copyOf(files);
    }

    /**
     * All images, decoded now and kept as bytes.
     *
     * @param folder has a folder for each class
     * @param shape {@code [height, width, channels]} of what they become, with 1 (grey) or 3 (red, green, blue) channels
     * @throws IllegalArgumentException if the shape is another, or the images need 2³¹ bytes or more
     * @throws IOException if there are no classes, a class has no images, or one cannot be read
     */
    public static ImageFolder read(Path folder, Shape shape) throws IOException {
        ImageFolder found = open(folder, shape);
        long bytes = (long) found.size() * shape.size();
        if (bytes > FloatList.MOST) {
            throw new IllegalArgumentException("images " + folder + ": " + found.size() + " of " + shape
                    + ", expected at most " + FloatList.MOST + " bytes in all; use ImageFolder.open");
        }
        byte[] pixels = new byte[(int) bytes];
        try {
            WorkerPool.run(found.size(), i -> {
                byte[] image = Decoded.pixels(found.files.get(i), shape);
                System.arraycopy(image, 0, pixels, i * shape.size(), image.length);
            });
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? new IOException(e) : new IOException(cause.getMessage(), e);
        }
        int[] labels = IntStream.range(0, found.size()).map(found::label).toArray();
        return new ImageFolder(Datasets.ofBytes(pixels, shape, 1 / 255f, labels), found.classNames, found.files);
    }

    /**
     * As {@link #read}, but each image is decoded whenever it is read, with the same values: for more than fits into memory.
     * One that cannot be decoded throws {@code UncheckedIOException} then. {@link Batches#prefetch} decodes ahead.
     */
    public static ImageFolder open(Path folder, Shape shape) throws IOException {
        if (shape.rank() != 3 || shape.size() == 0 || (shape.dim(2) != 1 && shape.dim(2) != 3)) {
            throw new IllegalArgumentException(
                    "images " + folder + ": shape " + shape + ", expected [height, width, 1] or [height, width, 3]");
        }
        List<String> names = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path classFolder : sorted(folder, path -> Files.isDirectory(path))) {
            List<Path> images = sorted(classFolder, ImageFolder::isImage);
            if (images.isEmpty()) {
                throw new IOException("images " + classFolder + ": no image, expected at least one that ends in .bmp,"
                        + " .gif, .jpeg, .jpg or .png; remove the folder if it is no class");
            }
            images.forEach(image -> labels.add(names.size()));
            files.addAll(images);
            names.add(name(classFolder));
        }
        if (names.isEmpty()) {
            throw new IOException("images " + folder + ": no folders, expected one for each class");
        }
        int[] classes = labels.stream().mapToInt(i -> i).toArray();
        return new ImageFolder(new Decoded(List.copyOf(files), shape, classes), names, files);
    }

    private static List<Path> sorted(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !name(path).startsWith(".") && wanted.test(path))
                    .sorted(Comparator.comparing(ImageFolder::name))
                    .toList();
        }
    }

    private static boolean isImage(Path path) {
        return name(path).toLowerCase(Locale.ROOT).matches(".*\\.(bmp|gif|jpe?g|png)") && Files.isRegularFile(path);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** The name of each class, by its index. */
    public List<String> classNames() {
        return classNames;
    }

    /** Where an image comes from. */
    public Path file(int index) {
        return files.get(at(index));
    }

    /**
     * The same images with the class indices of other data: {@code test.withClasses(train.classNames())}.
     *
     * @throws IllegalArgumentException if a class of these images is missing there
     */
    public ImageFolder withClasses(List<String> names) {
        return new ImageFolder(ClassNames.relabelled(source, classNames, names, "images"), names, files);
    }

    @Override
    Dataset over(Dataset source) {
        return new ImageFolder(source, classNames, files);
    }

    /** Images that are decoded when they are read. */
    record Decoded(List<Path> files, Shape inputShape, int[] labels) implements Dataset {
        static byte[] pixels(Path file, Shape shape) {
            try {
                return Pixels.read(file, shape);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public int label(int index) {
            return labels[Datasets.index(index, labels.length)];
        }

        @Override
        public void read(int index, float[] target, int offset) {
            byte[] bytes = pixels(files.get(Datasets.index(index, labels.length)), inputShape);
            Datasets.scaled(bytes, 0, bytes.length, 1 / 255f, target, offset);
        }
    }
}
