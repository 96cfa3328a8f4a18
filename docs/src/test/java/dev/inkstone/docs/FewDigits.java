package dev.inkstone.docs;

import dev.inkstone.data.Dataset;
import dev.inkstone.mnist.Mnist;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** So many digits of MNIST that a page shows what it is about, and the build need not wait for it. */
public final class FewDigits {
    private static final int TRAIN = 3000;
    private static final int OTHERS = 1000;
    private static final int FILE_TRAIN = 600;
    private static final int FILE_TEST = 300;

    private FewDigits() {}

    /** In place of {@code Mnist.bundled()}. */
    public static Mnist mnist() {
        Mnist all = Mnist.bundled();
        return new Mnist(
                all.train().take(TRAIN),
                all.validation().take(OTHERS),
                all.test().take(OTHERS));
    }

    /** Fewer still as four files for {@code --data}. */
    static Path folder(Path folder) throws IOException {
        Mnist few = mnist();
        Files.createDirectories(folder);
        write(few.train().take(FILE_TRAIN), folder, "train");
        write(few.test().take(FILE_TEST), folder, "t10k");
        return folder;
    }

    private static void write(Dataset digits, Path folder, String start) throws IOException {
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        header(images, 0x803, digits.size(), 28, 28);
        header(labels, 0x801, digits.size());
        float[] pixels = new float[28 * 28];
        for (int i = 0; i < digits.size(); i++) {
            digits.read(i, pixels, 0);
            for (float pixel : pixels) {
                images.write(Math.round(255 * pixel));
            }
            labels.write(digits.label(i));
        }
        Files.write(folder.resolve(start + "-images-idx3-ubyte"), images.toByteArray());
        Files.write(folder.resolve(start + "-labels-idx1-ubyte"), labels.toByteArray());
    }

    private static void header(ByteArrayOutputStream file, int... numbers) throws IOException {
        DataOutputStream out = new DataOutputStream(file);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }
}
