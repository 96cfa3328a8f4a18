package dev.inkstone.mnist;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Images and their labels in a folder, checked before the real work starts and without reading the images: whether the files
 * are there, what their headers say, how long they are, that every image has a label and every label is a digit.
 *
 * @param images an IDX file, perhaps gzipped
 * @param labels likewise
 * @param size how many there are
 */
record IdxPair(Path images, Path labels, int size) {
    /** How the names of the training files start. */
    static final String TRAIN = "train";
    /** How the names of the test files start. */
    static final String TEST = "t10k";

    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int SIDE = DigitImage.SIDE;

    /** Finds and checks the files of {@code folder}, each of them as it is or with {@code .gz} behind its name. */
    static IdxPair in(Path folder, String start) throws BadInputException {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("--data: " + folder + " is not a folder, expected one with the four files "
                    + imagesName(TRAIN) + ", " + labelsName(TRAIN) + ", " + imagesName(TEST) + " and " + labelsName(TEST)
                    + ", gzipped or not");
        }
        Path images = find(folder, imagesName(start));
        Path labels = find(folder, labelsName(start));
        int size = check(images, IMAGES_MAGIC);
        int labelCount = check(labels, LABELS_MAGIC);
        if (size != labelCount) {
            throw new BadInputException(labels + ": " + labelCount + " labels, expected " + size + ", one for each image of "
                    + images.getFileName());
        }
        return new IdxPair(images, labels, size);
    }

    static String imagesName(String start) {
        return start + "-images-idx3-ubyte";
    }

    static String labelsName(String start) {
        return start + "-labels-idx1-ubyte";
    }

    private static Path find(Path folder, String name) throws BadInputException {
        for (String candidate : new String[] {name, name + ".gz"}) {
            if (Files.isRegularFile(folder.resolve(candidate))) {
                return folder.resolve(candidate);
            }
        }
        throw new BadInputException("--data: " + folder + " has no " + name + ", expected it or " + name + ".gz");
    }

    /** The number of entries. */
    private static int check(Path file, int magic) throws BadInputException {
        try (DataInputStream in = new DataInputStream(open(file))) {
            int found = in.readInt();
            if (found != magic) {
                throw new BadInputException(String.format(
                        "%s: magic number 0x%08x, expected 0x%08x of IDX %s",
                        file, found, magic, magic == IMAGES_MAGIC ? "images" : "labels"));
            }
            int count = in.readInt();
            boolean images = magic == IMAGES_MAGIC;
            int most = images ? Integer.MAX_VALUE / (SIDE * SIDE) - 1 : Integer.MAX_VALUE - 16;
            if (count < 1 || count > most) {
                throw new BadInputException(file + ": " + count + " entries, expected 1 to " + most);
            }
            checkLength(file, images ? 16 + (long) count * imageSize(in, file) : 8L + count);
            if (!images) {
                checkLabels(in, count, file);
            }
            return count;
        } catch (EOFException e) {
            throw new BadInputException(file + ": ends within its header, expected an IDX file; it is truncated");
        } catch (IOException e) {
            throw new BadInputException(file + ": " + e.getMessage() + ", expected an IDX file, gzipped if it ends with .gz");
        }
    }

    private static int imageSize(DataInputStream in, Path file) throws IOException, BadInputException {
        int height = in.readInt();
        int width = in.readInt();
        if (height != SIDE || width != SIDE) {
            throw new BadInputException(file + ": images of " + height + "×" + width + ", expected " + SIDE + "×" + SIDE);
        }
        return SIDE * SIDE;
    }

    private static void checkLabels(DataInputStream in, int count, Path file) throws IOException, BadInputException {
        byte[] labels = in.readNBytes(count);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > 9) {
                throw new BadInputException(file + ": label " + (labels[i] & 255) + " of entry " + i + ", expected 0 to 9");
            }
        }
    }

    private static void checkLength(Path file, long expected) throws IOException, BadInputException {
        long length = isZipped(file) ? zippedLength(file) : Files.size(file);
        if (length != expected && isZipped(file)) {
            length = countBytes(file); // several members, or cut short
        }
        if (length != expected) {
            throw new BadInputException(file + ": " + length + " bytes" + (isZipped(file) ? " unzipped" : "") + ", expected "
                    + expected + " as its header says" + (length < expected ? "; it is truncated" : ""));
        }
    }

    /** What the last four bytes of a gzip file say, which costs no unzipping. */
    private static long zippedLength(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.max(0, in.length() - 4));
            return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        }
    }

    private static long countBytes(Path file) throws IOException {
        long count = 0;
        try (InputStream in = open(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
        } catch (EOFException e) {
            return count;
        }
        return count;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return isZipped(file) ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static boolean isZipped(Path file) {
        return file.toString().endsWith(".gz");
    }
}
