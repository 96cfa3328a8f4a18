package dev.inkstone.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the event files of a run as TensorBoard does, and shares no code with what writes them. */
final class RunReader {
    /** What a tag shows: the name of the plugin, and its values over the steps. */
    record Series(String plugin, String description, List<Point> points) {
        List<Long> steps() {
            return points.stream().map(Point::step).toList();
        }

        List<Float> scalars() {
            return points.stream().map(Point::scalar).toList();
        }
    }

    /** A tensor that was written at a step. */
    record Point(long step, Wire tensor) {
        float scalar() {
            return ByteBuffer.wrap(tensor.bytes(5))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getFloat();
        }

        /** Of a histogram: {@code [left, right, count]} of each bucket. */
        double[][] buckets() {
            ByteBuffer values = ByteBuffer.wrap(tensor.bytes(4)).order(ByteOrder.LITTLE_ENDIAN);
            double[][] buckets = new double[dims(tensor.message(2)).get(0).intValue()][3];
            for (double[] bucket : buckets) {
                for (int i = 0; i < 3; i++) {
                    bucket[i] = values.getDouble();
                }
            }
            return buckets;
        }
    }

    /** What is shown: values by tag, and the graph's nodes by name. */
    final Map<String, Series> tags = new LinkedHashMap<>();

    final Map<String, Wire> graph = new LinkedHashMap<>();
    int files;

    static RunReader read(Path run) throws IOException {
        RunReader reader = new RunReader();
        for (Path file : files(run)) {
            reader.files++;
            List<Wire> events = events(Files.readAllBytes(file));
            if (!events.get(0).text(3).equals("brain.Event:2")) {
                throw new AssertionError("the first event of " + file + " tells no version");
            }
            events.forEach(reader::take);
        }
        return reader;
    }

    static List<Path> files(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.sorted().toList();
        }
    }

    /** The records of a file; each checksum must be right, and nothing may be left. */
    static List<Wire> events(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Wire> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            check(length, in.getInt());
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(data);
            check(data, in.getInt());
            events.add(Wire.parse(data));
        }
        return events;
    }

    private static void check(byte[] data, int masked) {
        int crc = crc32c(data);
        int expected = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
        if (masked != expected) {
            throw new AssertionError("checksum " + masked + ", expected " + expected);
        }
    }

    /** Bit by bit, from the polynomial 0x1EDC6F41 of Castagnoli, reflected. */
    static int crc32c(byte[] data) {
        int crc = -1;
        for (byte b : data) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0x82F63B78 : crc >>> 1;
            }
        }
        return ~crc;
    }

    private void take(Wire event) {
        long step = event.integer(2);
        if (event.has(7) && event.message(7).integer(1) == 1) {
            tags.values().forEach(series -> series.points.removeIf(point -> point.step >= step));
        }
        if (event.has(4)) {
            graph.clear();
            event.message(4).messages(1).forEach(node -> graph.put(node.text(1), node));
        }
        if (event.has(5)) {
            event.message(5).messages(1).forEach(value -> take(step, value));
        }
    }

    private void take(long step, Wire value) {
        Series series = tags.computeIfAbsent(value.text(1), tag -> {
            Wire metadata = value.message(9); // the first value of a tag says what it is
            return new Series(metadata.message(1).text(1), metadata.text(3), new ArrayList<>());
        });
        series.points.add(new Point(step, value.message(8)));
    }

    static List<Long> dims(Wire shape) {
        return shape.messages(2).stream().map(dim -> dim.integer(1)).toList();
    }
}
