package dev.inkstone.mnist;

import dev.inkstone.data.IdxFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int SIDE = DigitImage.SIDE;
    private static final int MOST = Integer.MAX_VALUE / (SIDE * SIDE) - 1;

    /** Finds and checks the files of {@code folder}, each of them as it is or with {@code .gz} behind its name. */
    static IdxPair in(Path folder, String start) throws BadInputException {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("--data: " + folder + " is not a folder, expected one with the four files "
                    + imagesName(TRAIN) + ", " + labelsName(TRAIN) + ", " + imagesName(TEST) + " and "
                    + labelsName(TEST)
                    + ", gzipped or not");
        }
        Path images = find(folder, imagesName(start));
        Path labels = find(folder, labelsName(start));
        try {
            int size = checkImages(images);
            int labelCount = checkLabels(labels);
            if (size != labelCount) {
                throw new BadInputException(labels + ": " + labelCount + " labels, expected " + size
                        + ", one for each image of " + images.getFileName());
            }
            return new IdxPair(images, labels, size);
        } catch (EOFException e) {
            throw new BadInputException(images + ": ends within its header, expected an IDX file; it is truncated");
        } catch (AccessDeniedException e) { // its message is the name of the file and nothing else
            throw new BadInputException(e.getFile() + ": cannot be read (permission denied), expected an IDX file");
        } catch (IOException e) {
            throw new BadInputException(
                    e.getMessage() + ", expected " + images + " and " + labels + " to be IDX files");
        }
    }

    /** Tells the four files of {@code folder} from others, as they lie there. */
    static String checksum(Path folder) throws BadInputException {
        CRC32 sum = new CRC32();
        for (String start : new String[] {TRAIN, TEST}) {
            for (String name : new String[] {imagesName(start), labelsName(start)}) {
                Path file = find(folder, name);
                try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new BadInputException(file + ": cannot be read (" + e.getMessage() + ")");
                }
            }
        }
        return String.format(Locale.ROOT, "crc32 %08x", sum.getValue());
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

    /** The number of images. */
    private static int checkImages(Path file) throws IOException, BadInputException {
        try (DataInputStream in = new DataInputStream(open(file))) {
            int magic = in.readInt();
            if (magic != IMAGES_MAGIC) {
                throw new BadInputException(String.format(
                        "%s: magic number 0x%08x, expected 0x%08x of IDX images", file, magic, IMAGES_MAGIC));
            }
            int count = in.readInt(); // unsigned in the file; negative means more than 2^31
            int height = in.readInt();
            int width = in.readInt();
            if (count < 1 || count > MOST || height != SIDE || width != SIDE) {
                throw new BadInputException(file + ": " + Integer.toUnsignedString(count) + " images of "
                        + Integer.toUnsignedString(height) + "×" + Integer.toUnsignedString(width) + ", expected 1 to "
                        + MOST + " of " + SIDE + "×" + SIDE);
            }
            long expected = 16 + (long) count * SIDE * SIDE;
            long length = length(file, expected);
            if (length != expected) {
                throw new BadInputException(file + ": " + length + " bytes, expected " + expected + " for " + count
                        + " images" + (length < expected ? "; it is truncated" : ""));
            }
            return count;
        }
    }

    /** The number of labels. */
    private static int checkLabels(Path file) throws IOException, BadInputException {
        byte[] labels = IdxFile.read(file, 1).bytes();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > 9) {
                throw new BadInputException(
                        file + ": label " + (labels[i] & 255) + " of image " + i + ", expected 0 to 9");
            }
        }
        return labels.length;
    }

    /** The unzipped length. That of a gzip file stands at its end, so it need not be unzipped if all is well. */
    private static long length(Path file, long expected) throws IOException {
        if (!isZipped(file)) {
            return Files.size(file);
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(in.length() - 4);
            if (Integer.toUnsignedLong(Integer.reverseBytes(in.readInt())) == expected) {
                return expected;
            }
        }
        return countBytes(file); // several members, or cut short
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
        boolean zipped = isZipped(file);
        InputStream in = Files.newInputStream(file);
        try {
            return zipped ? new GZIPInputStream(in, 1 << 16) : new BufferedInputStream(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The content tells, as for the library. */
    private static boolean isZipped(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && ((start[0] & 255) << 8 | start[1] & 255) == GZIP_MAGIC;
        }
    }
}
