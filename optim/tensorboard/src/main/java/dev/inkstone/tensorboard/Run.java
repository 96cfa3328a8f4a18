package dev.inkstone.tensorboard;

import dev.inkstone.training.Evaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One of the runs of a {@link TensorBoard}: its file is made when there is something to write. */
final class Run {
    private final Path folder;
    private long firstStep;
    private @Nullable SummaryWriter writer;

    Run(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** A new file from here on, which begins at this step. */
    void start(long step) {
        close();
        firstStep = step;
    }

    SummaryWriter writer() {
        SummaryWriter open = writer;
        if (open == null) {
            open = SummaryWriter.in(folder);
            writer = open;
            open.restart(firstStep);
        }
        return open;
    }

    void scalars(String group, Evaluation values, long step) {
        writer().scalar(group + "loss", values.loss(), step);
        values.metrics().forEach((name, value) -> writer().scalar(group + name, value, step));
    }

    void clear() {
        close();
        try {
            EventFile.deleteAll(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: '" + folder + "' cannot be cleared", e);
        }
    }

    void close() {
        SummaryWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }
}
