package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.layers.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A model that one epoch with 5,000 digits made, by the program itself; trained once for all tests. */
final class TrainedModel {
    private TrainedModel() {}

    static Model get() {
        return Holder.MODEL;
    }

    private static final class Holder {
        static final Model MODEL = train();

        private static Model train() {
            try {
                Path folder = Files.createTempDirectory("trained");
                Program.Outcome outcome = Program.run(
                        "train", "--epochs", 1, "--limit", 5000, "--batch", 25, "--validation", 0, "--out", folder);
                assertThat(outcome.code()).as(outcome.err()).isZero();
                Model model = DigitModel.load(folder.resolve("model.safetensors"));
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
                return model;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
