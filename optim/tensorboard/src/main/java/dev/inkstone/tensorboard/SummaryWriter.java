package dev.inkstone.tensorboard;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes what TensorBoard shows of one run into a new event file in the folder of the run:
 *
 * <pre>{@code
 * try (SummaryWriter writer = SummaryWriter.in(Path.of("logs/run1"))) {
 *     writer.scalar("loss", 0.25, 100);
 *     writer.histogram("weights/conv1", model.parameter("conv1/kernel").value(), 100);
 * }                                                      // then: tensorboard --logdir logs
 * }</pre>
 *
 * <p>Values of one tag are shown over their steps; what stands before the first slash of a tag puts it in a group. Each call has
 * written when it returns, and a process that dies leaves whole records. Safe to use from many threads; a file has one writer.
 *
 * <p>The format is that of TensorFlow 2, see {@code tensorflow/core/util/event.proto} and {@code summary.proto}. All methods
 * throw {@link UncheckedIOException} if the file cannot be written (it then ends with the record before),
 * {@link IllegalArgumentException} for a tag that is empty or holds values of another kind and for a step below 0, and {@link
 * IllegalStateException} after {@link #close}.
 */
public final class SummaryWriter implements Closeable {
    private final Path path;
    private final EventFile file;
    private final Clock clock;
    /** What the values of each tag are. */
    private final Map<String, Plugin> tags = new HashMap<>();

    private boolean closed;

    private SummaryWriter(Path path, EventFile file, Clock clock) {
        this.path = path;
        this.file = file;
        this.clock = clock;
    }

    /** A writer of a new file in the folder {@code run}, which is made if it is missing; files that are there stay. */
    public static SummaryWriter in(Path run) {
        return in(run, Clock.systemUTC());
    }

    static SummaryWriter in(Path run, Clock clock) {
        try {
            Path path = EventFile.create(run, clock.instant().getEpochSecond());
            SummaryWriter writer = new SummaryWriter(path, EventFile.open(path), clock);
            writer.append(writer.begin().text(3, "brain.Event:2").message(10, new Proto().text(1, "inkstone")));
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /**
     * Says that the run goes on at {@code step}: TensorBoard forgets what earlier files of the folder have from this step on,
     * which was written by a process that died after its last checkpoint.
     */
    public synchronized void restart(long step) {
        int start = 1; // of the enum SessionLog.SessionStatus
        append(begin(step).message(7, new Proto().integer(1, start)));
    }

    /** A point of a curve; shown as float32, so what is beyond its range as infinite. NaN and infinities are marked in the curve. */
    public synchronized void scalar(String tag, double value, long step) {
        byte[] packed = Proto.littleEndian(4).putFloat((float) value).array();
        summary(Plugin.SCALARS, tag, "", step, Plugin.tensor(Plugin.FLOAT).bytes(5, packed));
    }

    /**
     * How the values of a tensor are distributed, in 30 buckets of equal width. Values that are not finite are left out and, if there
     * are any, counted in the scalar {@code <tag>/not_finite}. No values at all make a histogram without counts.
     */
    public synchronized void histogram(String tag, Tensor values, long step) {
        Buckets buckets = Buckets.of(values);
        Proto tensor = Plugin.tensor(Plugin.DOUBLE, Buckets.COUNT, 3).bytes(4, buckets.toBytes());
        summary(Plugin.HISTOGRAMS, tag, "", step, tensor);
        if (buckets.notFinite() > 0) {
            scalar(tag + "/not_finite", buckets.notFinite(), step);
        }
    }

    /**
     * An image {@code [height, width, channels]} of values from 0 (black) to 1. Values beyond are shown as the nearer of the two, NaN
     * as 0.
     *
     * @throws ShapeException if it has another rank than 3, no pixels, or other than 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGB,
     *     alpha) channels
     */
    public synchronized void image(String tag, Tensor image, long step) {
        if (image.shape().rank() != 3) {
            throw new ShapeException("tensorboard: image '" + tag + "' " + image.shape() + " has rank "
                    + image.shape().rank() + ", expected [height, width, channels]; write a batch with images(…)");
        }
        images(tag, image.reshape(image.shape().prepend(1)), step);
    }

    /** Images {@code [number, height, width, channels]}, otherwise as {@link #image}. */
    public synchronized void images(String tag, Tensor images, long step) {
        Shape shape = images.shape();
        if (shape.rank() != 4 || shape.size() == 0 || shape.dim(3) > 4) {
            throw new ShapeException("tensorboard: images '" + tag + "' " + shape
                    + ", expected [number, height, width, 1 to 4 channels], none of them 0");
        }
        Picture[] pictures = IntStream.range(0, shape.dim(0))
                .mapToObj(i -> Picture.of(images.rows(i, i + 1).reshape(shape.dropFirst())))
                .toArray(Picture[]::new);
        pictures(tag, "", step, pictures);
    }

    /** @param pictures of one size */
    synchronized void pictures(String tag, String description, long step, Picture... pictures) {
        Proto tensor = Plugin.tensor(Plugin.STRING, 2 + pictures.length)
                .text(8, Integer.toString(pictures[0].width()))
                .text(8, Integer.toString(pictures[0].height()));
        for (Picture picture : pictures) {
            tensor.bytes(8, picture.toPng());
        }
        summary(Plugin.IMAGES, tag, description, step, tensor);
    }

    /** A text, shown as Markdown. */
    public synchronized void text(String tag, String markdown, long step) {
        summary(Plugin.TEXT, tag, "", step, Plugin.tensor(Plugin.STRING).text(8, markdown));
    }

    /** The layers of a model with their shapes and weights, as nested boxes; a run has one graph. */
    public synchronized void graph(Model model) {
        append(begin(0).bytes(4, ModelGraph.of(model).toBytes()));
    }

    private void summary(Plugin plugin, String tag, String description, long step, Proto tensor) {
        Plugin before = tags.get(tag);
        if (tag.isBlank() || (before != null && before != plugin)) {
            throw new IllegalArgumentException("tensorboard: tag '" + tag + "' "
                    + (before == null
                            ? "is empty, expected a name"
                            : "for " + plugin.label() + " holds " + before.label()
                                    + ", expected one kind of values for a tag; choose another tag"));
        }
        Proto value = new Proto().text(1, tag).message(8, tensor);
        if (before == null) {
            value.message(9, plugin.metadata(description));
        }
        append(begin(step).message(5, new Proto().message(1, value)));
        tags.put(tag, plugin);
    }

    private Proto begin(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("tensorboard: step " + step + ", expected 0 or more");
        }
        return begin().integer(2, step);
    }

    private Proto begin() {
        return new Proto().float64(1, clock.millis() / 1e3);
    }

    private void append(Proto event) {
        checkOpen();
        try {
            file.append(event.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: '" + path + "' cannot be written", e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "tensorboard: '" + path + "' is closed, expected an open writer; make a new one for the run");
        }
    }

    /** Returns when all is on the disk, and so outlives the machine's failure; that of the process it outlives anyway. */
    public synchronized void flush() {
        checkOpen();
        try {
            file.force();
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: '" + path + "' cannot be flushed", e);
        }
    }

    /** Ends the file; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: '" + path + "' cannot be closed", e);
        }
    }
}
